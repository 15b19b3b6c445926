"""How documents are read beyond the corpus: versions, forms, limits, what is named beside, and how much is told."""

import json
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest
from attrs import evolve
from cattrs import Converter

from loanvisit import presets
from loanvisit.codec import VERSION, from_document, from_form, from_json, restore_briefing, restore_plan, to_document
from loanvisit.codec.leaves import LEAVES
from loanvisit.codec.reading import by_field
from loanvisit.codec.upgrading import STEPS
from loanvisit.domain import (
    Borrower,
    BorrowerFile,
    BorrowerId,
    Change,
    Discharge,
    Drawdown,
    Facts,
    FindingId,
    Grade,
    HolidayNotice,
    Loan,
    LoanId,
    Method,
    Obligation,
    OfficerId,
    PastVisit,
    Proof,
    Refusal,
    Replaced,
    RiskScale,
    Span,
    TrailEntry,
    Unit,
    Visit,
    VisitId,
    VisitQuery,
    VisitRecord,
    Window,
    five_tier,
)
from loanvisit.errors import CAP, InputError, LimitError, LoanVisitError, StorageError
from loanvisit.scheduling import make_plan
from loanvisit.testing import a_book, a_change, a_duty, a_file, a_loan, a_record
from loanvisit.words import Text

DAY = date(2026, 3, 31)


def _said(error: LoanVisitError) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in error.faults]


def test_every_earlier_version_has_its_step() -> None:
    """From each version there is a step to the next."""
    assert sorted(STEPS) == list(range(1, VERSION))


def _barred(node: Any) -> Any:
    """Return plain data with ids as they were written before version 3, by hand: bars between the parts."""
    if isinstance(node, dict):
        return {key: _barred(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_barred(one) for one in node]
    return node.replace("~2F", "/").replace("~7C", "%7C").replace("~~", "|") if isinstance(node, str) else node


def test_ids_with_bars_are_made_anew() -> None:
    """Before version 3 ids had bars: what the library named is named anew, a bank's own ids and a trail are not."""
    planned = a_file(a_loan("L|1/2"))
    duty = a_duty(DAY, DAY, subject=LoanId("L|1/2"), anchor="2026Q1")
    visit = Visit(borrower=planned.id, method=Method.ON_SITE, window=duty.window, covers=(duty,))
    assert visit.id.value == "visit~~routine~~L~7C1~2F2~~2026Q1"
    told = TrailEntry(at=datetime(2026, 3, 31, tzinfo=UTC), by=OfficerId("a|b"), move="visit.make", about=visit.id)
    change = Change(
        borrower=planned.id,
        visits=(visit,),
        records=(a_record(DAY, visit=visit.id.value, id="R-1"),),
        obligations=(duty.fulfilled(Discharge(on=DAY, visit=visit.id)),),
        findings=(evolve(a_change().finding, id=FindingId("F48~~R-1"), obligation=duty.id, loans=duty.loans),),
        refused=(Refusal(obligation=duty.id, code="refused.early", reason=Text(zh="a|b", en="a|b")),),
        withdrawn=(visit.id, duty.id),
        replaces=(Replaced(id=visit.id, version=1),),
        trail=(told,),
    )
    for value in (change, visit, duty, visit.id, evolve(planned, visits=(visit,), obligations=(duty,))):
        document = to_document(value)
        old = {**document, "version": 2, "value": _barred(document["value"])}
        text = json.dumps(old).replace('"L%7C1/2"', '"L|1/2"')
        read = from_document(json.loads(text))
        if isinstance(read, Change):
            kept = TrailEntry(at=told.at, by=told.by, move=told.move, about=VisitId("visit|routine|L%7C1/2|2026Q1"))
            assert read.trail == (kept,)
            read = evolve(read, trail=(told,))
        assert read == value
    ours = PastVisit(borrower=planned.id, id=VisitId("old|1"), on=DAY, purposes=["routine"])
    assert from_document({**to_document(ours), "version": 2}) == ours


def test_the_first_version_is_brought_forward() -> None:
    """A change of version 1 had no key, withdrew nothing and told nothing; a notice was the paper of a holiday."""
    change = to_document(a_change())
    old = dict(cast("dict[str, Any]", change["value"]))
    for name in ("key", "withdrawn", "notices"):
        del old[name]
    assert from_document({"type": "change", "version": 1, "value": old}, Change) == a_change()
    paper = HolidayNotice(address="https://example.org/1", number="1", dated=DAY)
    written = {**to_document(paper), "type": "notice", "version": 1}
    assert from_document(written, HolidayNotice) == paper
    window = {**to_document(Window(opens=DAY, last=DAY)), "version": 1}
    assert from_document(window, Window) == Window(opens=DAY, last=DAY)


def test_a_file_of_the_first_version_is_brought_forward() -> None:
    """Its duties assumed nothing they could name, its rules did not say that they roll, its grades no day before."""
    loan = evolve(a_loan(), risk=five_tier("pass", since=DAY, was="loss"))
    file = evolve(a_file(loan, obligations=[a_duty(DAY, DAY)]), facts={"score": five_tier("loss")})

    def older(node: object) -> object:
        if isinstance(node, list):
            return [older(one) for one in cast("list[object]", node)]
        if not isinstance(node, dict):
            return node
        new = ("was_since", "assumed", "assumed_labels", "rolls")
        return {name: older(one) for name, one in cast("dict[str, object]", node).items() if name not in new}

    old = cast("dict[str, Any]", older(to_document(file)))
    assert from_document({**old, "version": 1}, BorrowerFile) == file
    with pytest.raises(InputError):
        from_document(old)


def test_a_change_of_the_first_version_that_is_none_is_refused() -> None:
    """What is brought forward is looked at like anything else."""
    with pytest.raises(InputError) as refused:
        from_document({"type": "change", "version": 1, "value": []})
    assert _said(refused.value) == [("type", "document.value")]


def test_a_visit_names_a_duty_that_stands_beside_it() -> None:
    """In a file, a duty named by its id is that very duty; named alone, or not there, it is refused."""
    duty = a_duty(DAY, DAY)
    file = _visited(duty)
    document = cast("dict[str, Any]", to_document(file))
    assert document["value"]["visits"][0]["covers"] == [duty.id.value]
    again = from_document(document)
    assert again == file
    assert cast("Any", again).visits[0].covers[0] is cast("Any", again).obligations[0]
    document["value"]["visits"][0]["covers"] = ["another"]
    with pytest.raises(InputError) as refused:
        from_document(document)
    assert _said(refused.value) == [("id.unknown", "document.value.visits[0].covers[0]")]
    alone = cast("dict[str, Any]", to_document(file.visits[0]))
    alone["value"]["covers"] = [duty.id.value]
    with pytest.raises(InputError) as refused:
        from_document(alone)
    assert _said(refused.value) == [("id.unknown", "document.value.covers[0]")]


def _visited(duty: Obligation) -> BorrowerFile:
    """Return a file with a duty and the visit that covers it."""
    visit = Visit(borrower=BorrowerId("B-1"), method=Method.ON_SITE, window=duty.window, covers=(duty,))
    return evolve(a_file(obligations=[duty]), visits=(visit,))


def test_what_is_wrong_with_a_duty_is_said_once() -> None:
    """A duty that is wrong is named where it stands, not again where a visit names it."""
    duty = a_duty(DAY, DAY)
    document = cast("dict[str, Any]", to_document(_visited(duty)))
    document["value"]["obligations"][0]["raw"] = "2026-02-30"
    with pytest.raises(InputError) as refused:
        from_document(document)
    assert _said(refused.value) == [("date.none", "document.value.obligations[0].raw")]
    document["value"]["obligations"][0]["id"] = 7
    with pytest.raises(InputError) as refused:
        from_document(document)
    assert {path for _, path in _said(refused.value)} == {"document.value.obligations[0].raw"}
    document["value"]["obligations"] = "none"
    with pytest.raises(InputError) as refused:
        from_document(document)
    assert _said(refused.value) == [("type", "document.value.obligations")]


def test_faults_beyond_the_cap_are_counted() -> None:
    """A thousand faults are told, the rest counted."""
    drawdowns: list[object] = [{"id": 7} for _ in range(CAP)]
    document = cast("dict[str, Any]", to_document(a_loan("L-1")))
    document["value"]["drawdowns"] = drawdowns
    with pytest.raises(InputError) as refused:
        from_document(document)
    assert len(refused.value.faults) == CAP
    assert refused.value.more == 4 * CAP - CAP
    assert refused.value.faults[0].path == "document.value.drawdowns[0].id"


def test_constructor_refusals_have_their_path() -> None:
    """What a class refuses of its fields is told under the field, or at the value where it names none."""
    document = cast("dict[str, Any]", to_document(a_loan("L-1")))
    document["value"]["drawdowns"] *= 2
    with pytest.raises(InputError) as refused:
        from_document(document)
    assert _said(refused.value) == [("id.duplicate", "document.value.drawdowns")]
    with pytest.raises(InputError) as refused:
        from_document({"type": "grade", "version": VERSION, "value": {**_grade(), "code": "zzz"}})
    assert _said(refused.value) == [("code", "document.value.code")]


def _grade() -> dict[str, Any]:
    return cast("dict[str, Any]", to_document(five_tier("pass"))["value"])


def test_a_banks_own_scale_is_written_whole() -> None:
    """A grade of a bank's own scale reads back without anybody knowing the scale."""
    scale = RiskScale(id="ten", grades=tuple(f"R{place}" for place in range(10)))
    grade = scale.grade("R3", since=DAY, was="R1")
    document = cast("dict[str, Any]", to_document(grade))
    assert document["value"]["scale"] == {"id": "ten", "grades": list(scale.grades)}
    assert from_document(document, Grade) == grade
    document["value"]["scale"] = "ten"
    document["value"]["since"] = "yesterday"
    with pytest.raises(InputError) as refused:
        from_document(document)
    assert _said(refused.value) == [("type", "document.value.scale"), ("date.form", "document.value.since")]


def test_facts_are_read_each_by_itself() -> None:
    """Each fact that is wrong is named by its name; a name that looks like a person's number is not shown."""
    facts = {"branch": "0755", "score": 1.5, "110101199003071234": [], "x\u202e": 1}
    with pytest.raises(InputError) as refused:
        from_document({"type": "facts", "version": VERSION, "value": facts})
    assert _said(refused.value) == [
        ("type", "document.value.score"),
        ("type", "document.value[?]"),
        ("text.control", "document.value[?]"),
    ]
    with pytest.raises(InputError) as refused:
        from_document({"type": "facts", "version": VERSION, "value": {7: "x"}})
    assert _said(refused.value) == [("key.type", "document.value")]
    assert from_document({"type": "facts", "version": VERSION, "value": {"branch": "0755"}}) == Facts(
        {"branch": "0755"}
    )


def test_a_proof_too_deep_is_a_limit() -> None:
    """Proofs within proofs beyond all reason are refused as too deep, not as a failure of Python."""
    document: dict[str, Any] = {"key": "k", "statement": {"zh": "a", "en": "b"}, "parts": []}
    for _ in range(20_000):
        document = {"key": "k", "statement": {"zh": "a", "en": "b"}, "parts": [document]}
    with pytest.raises(LimitError) as refused:
        from_document({"type": "proof", "version": VERSION, "value": document}, Proof)
    assert _said(refused.value) == [("depth", "document")]


def test_text_is_bytes_or_str() -> None:
    """JSON is read from text or bytes, with a byte order mark or without; from nothing else."""
    text = '{"type":"span","version":2,"value":{"count":1,"unit":"days"}}'
    expected = from_json(text, Span)
    assert from_json(text.encode(), Span) == from_json(b"\xef\xbb\xbf" + text.encode(), Span) == expected
    with pytest.raises(InputError) as refused:
        from_json(cast("str", 7), Span)
    assert _said(refused.value) == [("type", "document")]


def test_a_form_may_leave_out_what_has_a_default() -> None:
    """A user fills in what there is to fill in; what the steps decide is forbidden, what is unknown named."""
    form = {"id": "R-1", "visit": "visit~~1", "borrower": "B-1", "on": "2026-03-31", "method": "on_site",
            "visitors": ["O-1", "O-2"]}  # fmt: skip
    record = from_form(form, VisitRecord)
    assert (record.on, len(record.visitors), record.recorded_at) == (DAY, 2, None)
    bad = {**form, "on": "31.3.2026", "recorded_at": "2026-03-31T09:00:00Z", "void": True, "colour": 1}
    del bad["method"]
    with pytest.raises(InputError) as refused:
        from_form(bad, VisitRecord)
    assert sorted(_said(refused.value)) == [
        ("date.form", "form.on"),
        ("key.forbidden", "form.recorded_at"),
        ("key.forbidden", "form.void"),
        ("key.missing", "form"),
        ("key.unknown", "form.colour"),
    ]
    with pytest.raises(InputError) as refused:
        from_form([], Loan)
    assert _said(refused.value) == [("type", "form")]
    with pytest.raises(InputError) as refused:
        from_form({}, LoanId)
    assert refused.value.code in ("document.kind", "key.missing")
    with pytest.raises(InputError) as refused:
        from_form({"id": "D", "drawn_on": "2026-03-31", "matures_on": "2026-01-01"}, Drawdown)
    assert _said(refused.value) == [("date.order", "form.matures_on")]


def test_a_kind_nobody_documents_is_refused() -> None:
    """A class that is none of the library's has no form."""
    with pytest.raises(InputError) as refused:
        from_form({}, cast("type[Borrower]", datetime))
    assert refused.value.code == "document.kind"


def test_a_pair_of_fixed_length_is_read_as_one() -> None:
    """An instant keeps its microseconds."""
    exact = evolve(a_record(DAY), recorded_at=datetime(2026, 3, 31, 9, 0, 0, 5, tzinfo=UTC))
    assert from_document(to_document(exact), VisitRecord) == exact


def test_texts_in_two_languages() -> None:
    """A text is both its languages."""
    with pytest.raises(InputError) as refused:
        from_document({"type": "text", "version": VERSION, "value": {"zh": "a"}}, Text)
    assert _said(refused.value) == [("key.missing", "document.value")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (0.5, "amount.type"),
        (True, "type"),
        ("1e5", "decimal.grammar"),
        ("-0", "decimal.grammar"),
        ("1" * 50, "decimal.grammar"),
    ],
)
def test_a_decimal_is_text_of_one_form(content: object, code: str) -> None:
    """Where a decimal may stand, a number, an exponent, a minus before zero and too many digits may not."""
    answer = {"question": "q", "value": {"type": "decimal", "value": content}, "reason": None}
    with pytest.raises(InputError) as refused:
        from_document({"type": "answer", "version": VERSION, "value": answer})
    assert _said(refused.value) == [(code, "document.value.value.value")]


def test_only_a_plan_is_restored_as_one() -> None:
    """Another document, and a plan whose parts are none, are refused with their place."""
    policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
    book = a_book()
    document = cast(
        "dict[str, Any]", to_document(make_plan(book, policy=policy, calendar=calendar, until=date(2026, 12, 31)))
    )
    with pytest.raises(InputError) as refused:
        restore_plan(to_document(book), book=book, policy=policy, calendar=calendar)
    assert _said(refused.value) == [("type", "document.type")]
    document["value"]["until"] = "never"
    with pytest.raises(InputError) as refused:
        restore_plan(document, book=book, policy=policy, calendar=calendar)
    assert _said(refused.value) == [("date.form", "document.value.until")]
    document["value"] |= {"until": "2026-12-31", "rules": []}
    with pytest.raises(InputError) as refused:
        restore_plan(document, book=book, policy=policy, calendar=calendar)
    assert _said(refused.value) == [("document.differs", "document.value.rules")]
    with pytest.raises(InputError) as refused:
        restore_briefing({"type": "briefing", "version": VERSION, "value": {"snapshot": 7}})
    assert _said(refused.value) == [("type", "document.value.snapshot")]


def test_a_failure_of_a_store_is_carried_whole() -> None:
    """What is known of a commit that failed survives a pickle; a question for no answers is refused."""
    failure = StorageError(outcome="unknown")
    assert pickle.loads(pickle.dumps(failure)) == failure  # noqa: S301  our own
    assert hash(failure) == hash(StorageError(outcome="unknown"))
    with pytest.raises(InputError):
        VisitQuery(limit=0)


def test_what_a_choice_and_an_id_lack_is_told() -> None:
    """A fact that says its type and no value, a visit without its id, and a strange key beside a missing one."""
    with pytest.raises(InputError) as refused:
        from_document({"type": "facts", "version": VERSION, "value": {"share": {"type": "decimal"}}})
    assert _said(refused.value) == [("key.missing", "document.value.share")]
    visit = cast("dict[str, Any]", to_document(_visited(a_duty(DAY, DAY)).visits[0]))
    del visit["value"]["id"]
    visit["value"]["colour"] = 1
    with pytest.raises(InputError) as refused:
        from_document(visit)
    assert sorted(_said(refused.value)) == [("key.missing", "document.value"), ("key.unknown", "document.value.colour")]
    visit["value"] |= {"id": "another"}
    del visit["value"]["colour"]
    with pytest.raises(InputError) as refused:
        from_document(visit)
    assert _said(refused.value) == [("id.derived", "document.value.id")]


def test_what_is_read_while_a_class_is_looked_up_has_every_field() -> None:
    """Nobody reads by the fields found so far, as another thread might: others would be left out, some in silence."""
    converter, read, meanwhile = Converter(), list[object](), [True]
    hook, node = by_field(converter, Span), {"count": 3, "unit": "months"}

    def unit(_: object) -> Callable[[object, object], object]:
        if meanwhile:
            meanwhile.clear()
            read.append(hook(node, Span))
        return lambda value, _: Unit(value)

    converter.register_structure_hook(int, LEAVES[int])
    converter.register_structure_hook_factory(lambda kind: kind is Unit, unit)
    read.append(hook(node, Span))
    assert read == [Span(count=3, unit=Unit.MONTHS)] * 2
