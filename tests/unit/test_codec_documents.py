"""The form of each kind of content in a document, and what is refused."""

import json
import sys
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256
from typing import cast

import hypothesis
import pytest
from attrs import frozen

from loanvisit import presets
from loanvisit.codec import VERSION, Document, canonical_bytes, to_document
from loanvisit.codec.canonical import _fast_dump, spelt
from loanvisit.domain import (
    Accepts,
    BorrowerFile,
    BorrowerId,
    Calendar,
    Comparison,
    Condition,
    Discharge,
    Duties,
    EvidenceId,
    EvidenceRef,
    FactName,
    Facts,
    FactValue,
    FindingId,
    Grade,
    Loan,
    LoanId,
    Method,
    Money,
    Obligation,
    ObligationId,
    Officer,
    OfficerId,
    PolicyId,
    Portfolio,
    Proof,
    RecordId,
    Role,
    Signal,
    SignalId,
    SignalLevel,
    VisitRecord,
    Waiver,
    WaiverId,
    five_tier,
)
from loanvisit.errors import InputError
from loanvisit.scheduling import Plan, make_plan
from loanvisit.testing import strategies
from loanvisit.words import Text

DAY = date(2026, 3, 31)
LOAN = LoanId("L-1")


def _value(value: object) -> dict[str, Document]:
    return cast("dict[str, Document]", to_document(value)["value"])


def _loan(risk: Grade | None = None) -> Loan:
    return Loan.drawn_once(
        id=LOAN, borrower=BorrowerId("B-1"), disbursed_on=date(2026, 1, 20), product="project", risk=risk
    )


def _plan() -> Plan:
    book = Portfolio.of([_loan(five_tier("pass"))], past=[], as_of=DAY)
    policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
    return make_plan(book, policy=policy, calendar=calendar, until=date(2026, 12, 31))


def test_an_id_is_its_text_and_a_code_its_value() -> None:
    """An id writes as its text, an enumeration as its code, under the name of its type."""
    assert to_document(LOAN) == {"type": "loan_id", "version": VERSION, "value": "L-1"}
    assert to_document(Accepts.ON_SITE) == {"type": "accepts", "version": VERSION, "value": "on_site"}


def test_money_is_text_with_its_currency() -> None:
    """An amount has as many places as its currency, and no float comes near it."""
    assert _value(Money("3000000", "CNY")) == {"amount": "3000000.00", "currency": "CNY"}
    assert _value(Money("-7", "JPY")) == {"amount": "-7", "currency": "JPY"}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0.350", "0.35"),
        ("1E+3", "1000"),
        ("-0.00", "0"),
        ("100", "100"),
        ("-1.10", "-1.1"),
        ("1E-7", "0.0000001"),
        ("0E+50", "0"),
    ],
)
def test_a_decimal_is_its_value(number: str, text: str) -> None:
    """Equal decimals write alike: no exponent, no zeros at the end, no minus before zero."""
    assert _value(Facts({"share": Decimal(number)})) == {"share": {"type": "decimal", "value": text}}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1E+41", "1E-41", "1" * 41])
def test_a_decimal_out_of_bounds_is_refused(number: str) -> None:
    """What is not finite, or longer than any figure of a bank, is refused before it can be written out."""
    with pytest.raises(InputError) as refused:
        to_document(Facts({"share": Decimal(number)}))
    assert (refused.value.code, refused.value.path) == ("decimal.grammar", "facts[share]")


def test_facts_say_their_type_where_json_does_not() -> None:
    """A fact that JSON can tell is written as it is; any other names its type."""
    known: dict[str, FactValue] = {
        "a": True,
        "b": 7,
        "c": "0755",
        "d": DAY,
        "e": Money("1", "CNY"),
        "f": five_tier("pass"),
    }
    assert _value(Facts(known)) == {
        "a": True,
        "b": 7,
        "c": "0755",
        "d": {"type": "date", "value": "2026-03-31"},
        "e": {"type": "money", "amount": "1.00", "currency": "CNY"},
        "f": {"type": "grade", "scale": "five_tier", "code": "pass", "since": None, "was": None, "was_since": None},
    }


def test_an_instant_is_utc() -> None:
    """An instant is written in UTC, with a Z, to the microsecond where it has any."""
    eastern = timezone(timedelta(hours=8))
    for given, written in (
        (datetime(2026, 3, 31, 9, 0, tzinfo=eastern), "2026-03-31T01:00:00Z"),
        (datetime(2026, 3, 31, 1, 0, 0, 5, tzinfo=timezone.utc), "2026-03-31T01:00:00.000005Z"),  # noqa: UP017
    ):
        assert (
            _value(EvidenceRef(id=EvidenceId("E"), kind="photo", sha256="0" * 64, taken_at=given))["taken_at"]
            == written
        )


@pytest.mark.parametrize(
    ("about", "written"),
    [
        (_loan().drawdowns[0].id, {"type": "drawdown", "id": "L-1/1"}),
        (LOAN, {"type": "loan", "id": "L-1"}),
        (BorrowerId("B-1"), {"type": "borrower", "id": "B-1"}),
    ],
)
def test_a_subject_says_its_kind(about: LoanId, written: Mapping[str, str]) -> None:
    """A subject is its kind and its id."""
    signal = Signal(id=SignalId("S"), about=about, kind="E01", level=SignalLevel.RED, raised_on=DAY)
    assert _value(signal)["about"] == written


def test_a_waiver_says_what_it_is_about() -> None:
    """A duty and a finding of the same id are two things."""
    for about, kind in ((ObligationId("x"), "obligation"), (FindingId("x"), "finding")):
        waiver = Waiver(
            id=WaiverId("W"), about=about, approver=OfficerId("O"), reason="因洪水", granted_on=DAY, expires_on=DAY
        )
        assert _value(waiver)["about"] == {"type": kind, "id": "x"}


def test_a_grade_names_its_scale() -> None:
    """A grade is the name of its scale, its code, since when, and what it was."""
    assert _value(five_tier("loss", since=DAY, was="doubtful")) == {
        "scale": "five_tier",
        "code": "loss",
        "since": "2026-03-31",
        "was": "doubtful",
        "was_since": None,
    }


def test_sets_are_sorted() -> None:
    """A set writes sorted by its codes."""
    officer = Officer(id=OfficerId("O"), roles=frozenset({Role.RISK_MANAGER, Role.APPROVER}), name="张三")
    assert _value(officer) == {
        "id": "O",
        "roles": ["approver", "risk_manager"],
        "unit": None,
        "name": "张三",
        "acting": [],
    }


def test_a_mapping_by_day_is_sorted() -> None:
    """A calendar's days are keys, in order; what it works out for itself is not written."""
    calendar = _value(presets.calendar("CN"))
    years = cast("list[dict[str, dict[str, Document]]]", calendar["years"])
    assert list(years[0]["off"])[:2] == ["2007-01-01", "2007-01-02"]
    assert set(calendar) == {"id", "title", "weekend", "utc_offset_minutes", "years"}
    assert calendar["weekend"] == [5, 6]


def test_a_requirement_says_its_kind() -> None:
    """A clause's requirement says which kind it is; a policy keeps nothing that it works out."""
    policy = _value(presets.policy("mdb.supervision"))
    assert set(policy) == {"id", "version", "title", "clauses", "applies", "facts", "notes", "gaps"}
    clauses = cast("list[dict[str, Document]]", policy["clauses"])
    assert clauses[0]["require"] == {
        "type": "every_gap",
        "gap": {"count": 6, "unit": "months"},
        "anchor": "last_visit",
        "opens": {"count": 60, "unit": "days"},
        "times": 1,
        "date": None,
    }


def test_a_condition_keeps_the_type_of_its_values() -> None:
    """The bound of a condition is told from a text that looks like it."""
    condition = Condition(fact=FactName("matures_on"), test=Comparison.BELOW, values=(DAY,))
    assert _value(condition)["values"] == [{"type": "date", "value": "2026-03-31"}]


def test_a_visit_names_its_duties() -> None:
    """A visit carries its duties; in a file it names those that stand there. A duty holds its rule, and its own id."""
    plan = _plan()
    visit = plan.visits[0]
    assert _value(visit)["covers"] == [_value(duty) for duty in visit.covers]
    held = cast("list[dict[str, Document]]", _value(plan.file(visit.borrower))["visits"])
    named = next(one for one in held if one["id"] == visit.id.value)
    assert named["covers"] == [duty.id.value for duty in visit.covers]
    assert _value(visit)["id"] == visit.id.value
    duty = _value(visit.covers[0])
    assert duty["id"] == visit.covers[0].id.value
    assert cast("dict[str, Document]", duty["rule"])["clause"] == "first_check.project"


def test_a_discharge_writes_what_is_not_known_as_nothing() -> None:
    """What is not known is there, and null."""
    assert _value(Discharge(on=DAY)) == {"on": "2026-03-31", "record": None, "visit": None, "source": None}


def test_a_proof_holds_proofs() -> None:
    """A proof writes to its last leaf."""
    leaf = Proof(key="leaf", statement=Text(zh="叶", en="leaf"))
    tree = Proof(
        key="root",
        statement=Text(zh="根", en="root"),
        parts=(Proof(key="stem", statement=leaf.statement, parts=(leaf,)),),
    )
    stem = cast("list[dict[str, Document]]", _value(tree)["parts"])[0]
    assert stem["parts"] == [{"key": "leaf", "statement": {"zh": "叶", "en": "leaf"}, "parts": [], "values": {}}]


def test_a_plan_names_what_it_was_made_from() -> None:
    """A plan holds ids and digests of its book, policy and calendar, and what it says of each borrower."""
    plan = _plan()
    document = _value(plan)
    assert document["book"] == {"digest": sha256(canonical_bytes(to_document(plan.book))).hexdigest()}
    assert document["policy"] == {
        "id": "cn.five_tier_default",
        "version": "2026.1",
        "digest": sha256(canonical_bytes(to_document(plan.policy))).hexdigest(),
    }
    assert document["calendar"] == {
        "id": "CN",
        "digest": sha256(canonical_bytes(to_document(plan.calendar))).hexdigest(),
    }
    assert (document["as_of"], document["until"]) == ("2026-03-31", "2026-12-31")
    part = cast("list[dict[str, Document]]", document["parts"])[0]
    assert part["borrower"] == "B-1"
    duties = cast("dict[str, list[Document]]", part["duties"])
    assert len(duties["owed"]) == len(plan.owed) > 0
    assert set(duties) == {"owed", "projected", "exempt", "undetermined"}


def test_a_plan_lists_each_rule_once() -> None:
    """In a plan a duty names its rule, and the plan holds the rule; what else the duty says is as it is alone."""
    plan = _plan()
    document = _value(plan)
    rules = cast("list[dict[str, Document]]", document["rules"])
    assert sorted(str(rule["clause"]) for rule in rules) == sorted({duty.rule.clause.value for duty in _duties(plan)})
    part = cast("list[dict[str, dict[str, list[dict[str, Document]]]]]", document["parts"])[0]
    written = part["duties"]["owed"] + part["duties"]["projected"]
    for duty, known in zip(_duties(plan), written, strict=True):
        clause = duty.rule.clause.value
        assert known["rule"] == {"policy": "cn.five_tier_default", "version": "2026.1", "clause": clause}
        assert {**known, "rule": None} == {**_value(duty), "rule": None}
        assert _value(duty)["rule"] in rules


def _duties(plan: Plan) -> tuple[Obligation, ...]:
    return (*plan.owed, *plan.projected)


class _HostPolicy:
    """A policy of a host's own making, not made of clauses."""

    id = PolicyId("host")
    version = "7"
    reads: frozenset[FactName] = frozenset()

    def duties(self, file: BorrowerFile, /, *, calendar: Calendar, as_of: date, until: date) -> Duties:  # noqa: ARG002
        return Duties()


def test_a_hosts_own_policy_has_no_digest() -> None:
    """A policy the library did not make is named by id and version; what it holds is the host's."""
    book = Portfolio.of([_loan()], past=[], as_of=DAY)
    plan = make_plan(book, policy=_HostPolicy(), calendar=presets.calendar("weekdays"), until=DAY)
    assert _value(plan)["policy"] == {"id": "host", "version": "7", "digest": None}


@frozen(kw_only=True)
class _Foreign:
    name: str


@frozen(kw_only=True)
class _Mixed:
    """Fields of a form that no value of the library has today and one may have tomorrow."""

    pair: tuple[str, int]
    by_role: Mapping[Role, int]
    row: Loan | Text


@frozen(kw_only=True)
class _Raw:
    raw: bytes


@frozen(kw_only=True)
class _Share:
    share: float


for _kind in (_Mixed, _Raw, _Share):
    _kind.__module__ = "loanvisit.domain.tomorrow"


@pytest.mark.parametrize(
    "value", [None, 1, "L-1", 0.5, b"x", DAY, (LOAN,), {"id": "x"}, _Foreign(name="x"), Loan, object()]
)
def test_what_is_not_the_librarys_own_is_refused(value: object) -> None:
    """A document is of a value of the library; anything else is refused by its type."""
    with pytest.raises(InputError) as refused:
        to_document(value)
    assert (refused.value.code, refused.value.path) == ("type", "value")


def test_a_field_of_a_new_form_is_written() -> None:
    """A pair is a list, a mapping goes by the codes of its keys, a thing with an id is named where it has a choice."""
    mixed = _Mixed(pair=("a", 1), by_role={Role.RISK_MANAGER: 2, Role.APPROVER: 1}, row=_loan())
    assert _value(mixed) == {
        "pair": ["a", 1],
        "by_role": {"approver": 1, "risk_manager": 2},
        "row": {"type": "loan", "id": "L-1"},
    }


@pytest.mark.parametrize("value", [_Raw(raw=b"x"), _Share(share=0.5)])
def test_bytes_and_floats_are_never_written(value: object) -> None:
    """A value that holds bytes or a float is refused, not rounded nor guessed at."""
    with pytest.raises(InputError) as refused:
        to_document(value)
    assert refused.value.code == "type"


def test_a_record_writes_its_answers() -> None:
    """The record of a visit writes whole, personal data included: a document is for the keeper of the data."""
    record = VisitRecord(
        id=RecordId("R-1"), visit=_plan().visits[0].id, borrower=BorrowerId("B-1"), on=DAY, method=Method.ON_SITE,
        visitors=(OfficerId("O-1"), OfficerId("O-2")), note="见到王总", loans=frozenset({LOAN}),
    )  # fmt: skip
    written = _value(record)
    assert (written["note"], written["loans"], written["visitors"]) == ("见到王总", ["L-1"], ["O-1", "O-2"])


def test_canonical_bytes_are_one_spelling() -> None:
    """Keys sorted, no spaces, Chinese as it is."""
    assert canonical_bytes({"b": [1, True, None], "a": "贷款"}).decode() == '{"a":"贷款","b":[1,true,null]}'


def _endless() -> Document:
    document: list[Document] = []
    document.append(document)
    return document


@pytest.mark.parametrize(
    "document", [float("nan"), b"x", {1: "a", "b": 1}, "\ud800", DAY, _endless(), pytest.param(10**5000, id="vast")]
)
def test_what_has_no_spelling_is_refused(document: Document) -> None:
    """What JSON cannot say, or says in two ways, is refused."""
    with pytest.raises(InputError) as refused:
        canonical_bytes(document)
    assert refused.value.path == "document"


class _Text(str):
    __slots__ = ()


class _Number(int):
    pass


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (1.5, "document"), ({"a": [1.0]}, "document.*[0]"), (("a",), "document"), ({"a": {"b": (1,)}}, "document.*.*"),
        (_Text("a"), "document"), ({_Text("a"): 1}, "document.keys"), ({1: "a"}, "document.keys"),
        (_Number(1), "document"),
    ],
)  # fmt: skip
def test_only_exactly_plain_data_is_spelled(document: Document, path: str) -> None:
    """What JSON would spell like something else, so that two documents had one digest, is refused by its place."""
    with pytest.raises(InputError) as refused:
        canonical_bytes(document)
    assert (refused.value.code, refused.value.path) == ("type", path)


@hypothesis.given(strategies.portfolios())
def test_both_spellings_are_one(book: Portfolio) -> None:
    """With orjson and without it, a document has the same bytes."""
    document = to_document(book)
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    assert spelt(document) == canonical_bytes(document) == text.encode()


def test_without_orjson_the_library_spells_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is optional may be missing: the bytes stay the same."""
    document = to_document(presets.calendar("CN"))
    fast = spelt(document)
    monkeypatch.setitem(sys.modules, "orjson", None)
    _fast_dump.cache_clear()
    try:
        assert _fast_dump() is None
        assert spelt(document) == fast
    finally:
        _fast_dump.cache_clear()
