"""Law 21: personal data is marked on the field, reaches nothing shown, and is erased without breaking a trail."""

import inspect
import logging
import traceback
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, get_type_hints

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import adapters, presets, samples
from loanvisit.adapters import MemoryStore
from loanvisit.codec import canonical_bytes, from_document, to_document, verify_trail
from loanvisit.domain import (
    Answer,
    BorrowerFile,
    Calendar,
    Change,
    Consent,
    DataClass,
    Facts,
    LegalBasis,
    LoanId,
    Place,
    PlacePrecision,
    Portfolio,
    TrailEntry,
    data_classes,
)
from loanvisit.errors import LoanVisitError
from loanvisit.reporting import Masthead, build_briefing, to_html, to_markdown
from loanvisit.scheduling import ClausePolicy, make_plan
from loanvisit.steps import extend, file_record, open_remediation, reject, send_back, submit, waive
from loanvisit.testing import strategies
from loanvisit.words import Text
from tests.architecture.tree import ROOT
from tests.laws.books import CALENDARS, plan_of
from tests.laws.making import PUBLIC, Maker
from tests.stateful.cases import (
    ANNA,
    APPROVER,
    DESK,
    HEAD,
    LI,
    RISK,
    a_finding,
    a_planned_file,
    its_record,
    noon,
)

SENTINEL = "哨兵张三110101199003071234"
PROTECTED = (DataClass.PERSONAL, DataClass.SENSITIVE)
HIDDEN_FOR_LENGTH = {
    "Briefing.figures",
    "Briefing.sections",
    "Briefing.snapshot",
    "FraudBook.before",
    "FraudBook.records",
    "Calendar._first",
    "Calendar._off",
    "Calendar._since",
    "Calendar._works",
    "ClausePolicy._lines",
    "Figure.counted",
    "MonitoringRun.members",
    "Snapshot.figures",
    "World.lives",
}
"""Fields that no repr shows because they are long or derived, not because they tell of a person."""


def _classes() -> Iterator[type]:
    """Every public class with fields, of every room but the kit."""
    more = [getattr(room, name) for room in (adapters, samples) for name in room.__all__]
    for kind in (*PUBLIC.values(), *(one for one in more if inspect.isclass(one))):
        if attrs.has(kind):
            yield kind


CLASSES = list(_classes())
MARKED = [kind for kind in CLASSES if set(data_classes(kind).values()) & set(PROTECTED)]


def test_every_field_has_its_class(record_property: Callable[[str, object], None]) -> None:
    """A field is marked exactly where no repr shows it for a person's sake; each other field of text was looked at."""
    shown: set[str] = set()
    hidden: set[str] = set()
    texts: set[str] = set()
    for kind in CLASSES:
        hints, held = get_type_hints(kind), data_classes(kind)
        for one in attrs.fields(kind):
            name = f"{kind.__name__}.{one.name}"
            protected = held[one.name] in PROTECTED
            shown |= {name} if protected and one.repr else set()
            hidden |= {name} if not protected and not one.repr else set()
            is_text = any(part in str(hints[one.name]) for part in ("'str'", "str |", "| str", "str,", "str]", "Text"))
            texts |= {name} if is_text and not protected and not kind.__module__.endswith(".ids") else set()
    assert shown == set()
    assert hidden - HIDDEN_FOR_LENGTH == set()
    reviewed = (ROOT / "tests" / "architecture" / "internal_text.txt").read_text(encoding="utf-8").split()
    assert sorted(texts) == reviewed
    record_property("cases", sum(len(attrs.fields(kind)) for kind in CLASSES))


def test_the_marks_are_those_of_practice() -> None:
    """Names, payees and reasons are personal; free words and answers may tell anything and are sensitive."""
    marks = {
        f"{kind.__name__}.{name}": held.value
        for kind in MARKED
        for name, held in data_classes(kind).items()
        if held in PROTECTED
    }
    assert marks == {
        "Advice.words": "sensitive",
        "Answer.value": "sensitive",
        "Borrower.name": "personal",
        "Consent.reason": "sensitive",
        "EvidenceRef.file_name": "personal",
        "PersonMet.name": "personal",
        "Place.accuracy": "sensitive",
        "Place.address": "sensitive",
        "Place.district": "sensitive",
        "Place.latitude": "sensitive",
        "Place.longitude": "sensitive",
        "ClassProposal.reason": "personal",
        "ClassProposal.returned_for": "personal",
        "Complaint.words": "sensitive",
        "Conclusion.reason": "personal",
        "Deferral.reason": "personal",
        "Departure.reason": "personal",
        "Dissent.reason": "personal",
        "Feedback.answer": "sensitive",
        "Feedback.text": "sensitive",
        "Loan.agreed_payees": "personal",
        "Need.words": "sensitive",
        "Officer.name": "personal",
        "PackItem.people": "personal",
        "PastFinding.text": "sensitive",
        "PreparationPack.name": "personal",
        "Reading.account": "sensitive",
        "Reading.payee": "personal",
        "Remediation.extension_reason": "personal",
        "RunStep.reason": "personal",
        "Seed.nonce": "sensitive",
        "Seed.text": "sensitive",
        "Substitution.reason": "personal",
        "TrailEntry.reason": "personal",
        "VisitRecord.note": "sensitive",
        "Waiver.reason": "personal",
    }
    assert data_classes(int) == {}


_PLANTED: dict[type, object] = {
    Place: Place(precision=PlacePrecision.SITE, district=SENTINEL, address=SENTINEL),
    Consent: Consent(basis=LegalBasis.CONTRACT, given=False, reason=SENTINEL),
}
"""What the sentinel may stand in only where other fields agree."""


def planted(value: Any) -> Any:
    """Return a value with the sentinel in every personal and sensitive field, at any depth, and among its facts."""
    if isinstance(value, Facts):
        return Facts({**value, "told_by": SENTINEL})
    if isinstance(value, Enum) or (not isinstance(value, tuple | frozenset) and not attrs.has(type(value))):
        return value
    if isinstance(value, tuple | frozenset):
        return type(value)(map(planted, value))
    if isinstance(value, Calendar | ClausePolicy):
        return value
    if isinstance(value, Place) or (isinstance(value, Consent) and not value.is_refused):
        return _PLANTED[type(value)]
    held = data_classes(type(value))
    changed: dict[str, Any] = {"reason": None} if isinstance(value, Answer) else {}
    for one in attrs.fields(type(value)):
        if one.init and held[one.name] in PROTECTED:
            is_set = "frozenset" in str(get_type_hints(type(value))[one.name])
            changed[one.alias] = frozenset({SENTINEL}) if is_set else SENTINEL
        elif one.init:
            content = getattr(value, one.name)
            new = planted(content)
            if new is not content:
                changed[one.alias] = new
    return attrs.evolve(value, **changed) if changed else value


def hides(*shown: object) -> None:
    """Nothing shown holds the sentinel, or a part of it that would name somebody."""
    for one in shown:
        text = one if isinstance(one, str) else f"{one!r} {one!s}"
        assert "张三" not in text
        assert "110101199003071234" not in text


def told(step: Callable[[], object]) -> list[str]:
    """Return all that an error says, if there is one, its traceback included."""
    try:
        step()
    except LoanVisitError as error:
        return [str(error), repr(error), error.text.zh, error.text.en, *map(repr, error.faults), traceback.format_exc()]
    return []


@pytest.mark.parametrize("kind", MARKED, ids=lambda kind: kind.__name__)
def test_no_class_shows_what_is_protected(kind: type) -> None:
    """With the sentinel in its protected fields a value shows it in no repr, and in no error about its fields."""
    value = planted(Maker(0, bare=False).make(kind))
    document: Any = to_document(value)
    assert SENTINEL in canonical_bytes(document).decode()
    hides(value, [value], {"value": value})
    for one in attrs.fields(kind):
        for wrong in (object(), [SENTINEL], f"{SENTINEL}\u202e", 10**40):
            hides(*told(lambda name=one.alias, put=wrong: attrs.evolve(value, **{name: put})))  # type: ignore[misc]
            spoilt = {**document, "value": {**document["value"], one.name: repr(wrong)}}
            hides(*told(lambda given=spoilt: from_document(given)))  # type: ignore[misc]


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_no_plan_shows_what_is_protected(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> None:
    """Whatever is drawn: plans, proofs, answers and errors of a book full of sentinels show none."""
    plan = plan_of(planted(book), policy, calendar)
    hides(plan, plan.book, *plan.visits, *plan.owed, *plan.projected, *plan.exempt, *plan.undetermined)
    for visit in plan.visits:
        hides(plan.why(visit), plan.why(visit).text.zh, plan.why(visit).text.en, visit.reason.zh, visit.reason.en)
    for file in plan.book.files:
        hides(
            *told(lambda held=file: held.loan(LoanId("nobody's"))),  # type: ignore[misc]
            *told(lambda held=file: attrs.evolve(held, loans=(*held.loans, *held.loans))),  # type: ignore[misc]
            *told(lambda held=file: held.after(Change(borrower=held.id, records=held.records))),  # type: ignore[misc]
        )


@given(seed=st.integers(0, 500))
def test_no_briefing_shows_what_is_protected(seed: int) -> None:
    """A briefing over an invented bank full of sentinels shows none, in either language, in HTML and in Markdown."""
    calendar, as_of = presets.calendar("CN"), date(2026, 3, 31)
    book = planted(samples.world(seed, calendar=calendar, borrowers=4).book(as_of))
    assert SENTINEL in canonical_bytes(to_document(book)).decode()
    until = date(2026, 12, 31)
    plan = make_plan(book, policy=presets.policy("cn.five_tier_default"), calendar=calendar, until=until)
    label = Text(zh="贷后管理部", en="Post-loan desk")
    briefing = build_briefing(
        Portfolio(as_of=as_of, files=tuple(plan.file(file.id) for file in book.files)),
        masthead=Masthead(title=label, number=3, unit=label, issuer=label, issued_on=as_of),
        exempt=plan.exempt,
        undetermined=plan.undetermined,
    )
    pages = [show(briefing, language) for show in (to_html, to_markdown) for language in ("zh", "en")]
    hides(briefing, *briefing.figures, *pages)


def a_round() -> tuple[MemoryStore, BorrowerFile]:
    """A store whose one file was filed, returned, cured and waived, with the sentinel in everything given and said."""
    store = MemoryStore()
    file: BorrowerFile = planted(a_planned_file())
    store.take_in(attrs.evolve(file, findings=(a_finding(),)))
    now, later = noon(date(2026, 3, 4)), date(2026, 6, 30)

    def commit(step: Callable[[BorrowerFile], Change]) -> None:
        store.commit(step(store.file(file.id)))

    visit = file.visits[0].id
    commit(lambda held: file_record(held, visit, planted(its_record(held)), by=planted(ANNA), at=now))
    commit(lambda held: send_back(held, visit, reason=SENTINEL, by=RISK, at=now))
    commit(lambda held: open_remediation(held.findings[0], owner=planted(LI), by=DESK, at=now))
    commit(lambda held: extend(held.remediations[0], to=later, reason=SENTINEL, by=HEAD, at=now))
    commit(lambda held: submit(held.remediations[0], by=LI, at=now))
    commit(lambda held: reject(held.remediations[0], reason=SENTINEL, by=RISK, at=now))
    for thing in (a_finding().id, file.obligations[0].id):
        commit(lambda held, one=thing: waive(held, one, reason=SENTINEL, expires_on=later, by=APPROVER, at=now))  # type: ignore[misc]
    return store, store.file(file.id)


def test_the_trail_holds_only_reasons_and_is_whole_without_them(caplog: pytest.LogCaptureFixture) -> None:
    """No step lets the sentinel into log, error or trail but as a reason; erased, the chain verifies by its head."""
    with caplog.at_level(logging.DEBUG):
        store, file = a_round()
    assert caplog.records == []
    trail = store.trail(file.id)
    hides(file, *trail, *told(lambda: send_back(file, file.visits[0].id, reason=SENTINEL, by=RISK, at=noon(date.min))))
    assert [one.entry.move for one in trail if one.entry.reason == SENTINEL] == [
        "visit.return",
        "remediation.extend",
        "remediation.reject",
        "finding.waive",
        "remediation.waive",
        "obligation.waive",
    ]
    erased = tuple(one.without_reason() for one in trail)
    hides(canonical_bytes([to_document(one) for one in erased]).decode())
    verify_trail(erased, head=trail[-1].seal)
    for one in attrs.fields(TrailEntry):
        held = data_classes(TrailEntry)[one.name]
        assert (one.name == "reason") == (held is DataClass.PERSONAL)


def _erased(value: Any) -> Any:
    """Return a value with every protected field emptied, and its facts gone."""
    if isinstance(value, Facts):
        return Facts()
    if isinstance(value, tuple | frozenset):
        return type(value)(map(_erased, value))
    if isinstance(value, Enum) or not attrs.has(type(value)) or isinstance(value, Mapping):
        return value
    held = data_classes(type(value))
    changed: dict[str, Any] = {}
    for one in attrs.fields(type(value)):
        if one.init and held[one.name] in PROTECTED:
            changed[one.alias] = "-" if one.default is attrs.NOTHING else None
        elif one.init:
            content = getattr(value, one.name)
            new = _erased(content)
            if new is not content:
                changed[one.alias] = new
    return attrs.evolve(value, **changed) if changed else value


def test_what_is_erased_from_the_file_leaves_the_trail_whole() -> None:
    """Emptying every protected field leaves no sentinel in the file's document, and the sealed trail as it was."""
    store, file = a_round()
    trail = tuple(one.without_reason() for one in store.trail(file.id))
    bare = _erased(file)
    assert SENTINEL in canonical_bytes(to_document(file)).decode()
    hides(canonical_bytes(to_document(bare)).decode())
    assert [one.id for one in bare.records] == [one.id for one in file.records]
    verify_trail(trail, head=store.trail(file.id)[-1].seal)
