"""Law 16: a problem found is a value with a permanent code, a problem caused an exception; unknown is not no."""

import importlib.util
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.assessment import CATALOGUE, FILE_RULES, RECORD_RULES, assess, judge, kind, visits_overdue
from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Drawdown,
    DrawdownId,
    Finding,
    FindingId,
    FindingState,
    Loan,
    LoanId,
    Money,
    Outcome,
    Reading,
    VisitRecord,
    Weight,
)
from loanvisit.domain.exact import is_clean
from loanvisit.errors import InputError
from loanvisit.steps import file_record, raise_finding, record_findings
from loanvisit.testing import a_duty, a_file, a_loan, a_record, an_officer, strategies
from tests.stateful.cases import ANNA, DESK, LAST, VISITED, a_planned_file, its_record, noon

AGREED = frozenset({"Hebei Steel", "Tianjin Coal"})
NAMES = st.sampled_from([*AGREED, "HEBEI  STEEL", "Ｈebei Steel", "Lucky Securities", "Zhang San"])


def lent(payees: frozenset[str] | None, purposes: frozenset[str] | None = None) -> BorrowerFile:
    return a_file(evolve(a_loan("L-1"), agreed_payees=payees, agreed_purposes=purposes))


def paid(payee: str | None, amount: int | None = 500, *, day: int = 3, purpose: str | None = None) -> Reading:
    return Reading(
        kind="payment",
        on=date(2026, 2, day),
        loan=LoanId("L-1"),
        amount=Money(str(amount), "CNY") if amount is not None else None,
        payee=payee,
        purpose=purpose,
    )


def read(*readings: Reading) -> VisitRecord:
    return evolve(a_record(VISITED), readings=readings)


payments = st.builds(paid, st.none() | NAMES, st.none() | st.integers(1, 3), day=st.integers(1, 3))


@given(st.lists(payments, max_size=8))
def test_every_diverted_payment_is_found_and_no_other(readings: list[Reading]) -> None:
    """As many findings as payments to somebody known who was not agreed, whatever the spelling; each with an id."""
    agreed = {*AGREED, "HEBEI  STEEL", "Ｈebei Steel"}
    outside = [one for one in readings if one.payee is not None and one.payee not in agreed]
    found = judge(read(*readings), lent(AGREED))
    assert len(found) == len({one.id for one in found}) == len(outside)
    assert {one.kind.code for one in found} <= {"F01"}


@given(st.lists(payments, max_size=8))
def test_what_was_never_agreed_cannot_be_left(readings: list[Reading]) -> None:
    """Where nobody knows what was agreed there is no finding: missing is not no."""
    assert judge(read(*readings), lent(None)) == ()


@given(st.lists(payments, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_a_mended_record_raises_what_is_new_only(readings: list[Reading], dice: object) -> None:
    """The lines of a record may change places when it is filed again: each payment keeps its finding."""
    file = lent(AGREED)
    known = evolve(file, findings=judge(read(*readings), file))
    shuffled = list(readings)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judge(read(*shuffled), known) == ()
    added = judge(read(paid("Zhang San", 77), *shuffled), known)
    assert [one.id.value for one in added] == ["F01~~R-1~~loan.L-1~~2026-02-03~~77.00~20CNY~~1"]


@given(strategies.ids(LoanId))
def test_the_same_text_names_other_things(name: LoanId) -> None:
    """A loan, a payout of it and its borrower may be called alike: what is found about each has an id of its own."""
    payout = Drawdown(id=DrawdownId(name.value), drawn_on=date(2026, 1, 5))
    loan = Loan(id=name, borrower=BorrowerId(name.value), drawdowns=(payout,), agreed_payees=AGREED)
    file = a_file(loan)
    whole = evolve(paid("Zhang San"), loan=name)
    record = evolve(read(whole, evolve(whole, loan=None, drawdown=payout.id)), borrower=loan.borrower, loans={name})
    by_rule = judge(record, file)
    asked = {"on": VISITED, "by": an_officer("li"), "at": noon(VISITED)}
    by_hand = [raise_finding(file, kind("F09"), loans=loans, **asked).finding for loans in ((), (name,))]
    assert [one.kind.code for one in by_rule] == ["F01", "F01"]
    assert len({one.id for one in (*by_rule, *by_hand)}) == 4


@given(st.text(st.characters(categories=["L", "N"]), min_size=3, max_size=12))
def test_who_was_paid_is_named_nowhere(name: str) -> None:
    """Whoever was paid may be a person: no text, id, repr or error of the finding says who."""
    name = f"payee-{name}"
    record = read(paid(name))
    (found,) = judge(record, lent(AGREED))
    assert found.fact is not None
    with pytest.raises(InputError) as error:
        record_findings(lent(AGREED), (evolve(found, version=9),), by=DESK, at=noon(VISITED))
    shown = (repr(found), repr(record), found.fact.zh, found.fact.en, str(error.value), repr(error.value))
    assert not any(name in said for said in shown)


@given(
    looks=st.lists(st.integers(1, 120), min_size=1, max_size=6).map(sorted),
    closed=st.none() | st.integers(0, 27),
)
def test_how_often_one_looks_changes_no_weight(looks: list[int], closed: int | None) -> None:
    """A duty assessed day by day ends as heavy as one assessed once; no last day moves; asked twice nothing is new."""
    earlier: tuple[Finding, ...] = ()
    if closed is not None:
        day = VISITED + timedelta(days=closed)
        earlier = (
            Finding(
                id=FindingId("F47|before"),
                kind=kind("F47"),
                weight=Weight.S3,
                borrower=a_file().id,
                found_on=VISITED,
                due_on=VISITED,
                closed_on=day,
                state=FindingState.CLOSED,
            ),
        )
    file = evolve(a_file(obligations=[a_duty(VISITED, LAST)]), findings=earlier)
    daily = file
    for late in looks:
        as_of = LAST + timedelta(days=late)
        before = {one.id: one.due_on for one in daily.findings}
        found = assess(daily, as_of=as_of, rules=(visits_overdue,))
        daily = daily.after(record_findings(daily, found, by=DESK, at=noon(as_of)))
        assert assess(daily, as_of=as_of, rules=(visits_overdue,)) == ()
        assert before.items() <= {one.id: one.due_on for one in daily.findings}.items()
    (once,) = assess(file, as_of=LAST + timedelta(days=looks[-1]), rules=(visits_overdue,))
    kept = daily.finding(once.id)
    assert (kept.weight, kept.repeats) == (once.weight, once.repeats)


@pytest.mark.parametrize(("late", "weights"), [(0, []), (1, ["S3"]), (30, ["S3"]), (31, ["S2"]), (400, ["S2"])])
def test_an_overdue_visit_is_moderate_for_thirty_days_then_major(late: int, weights: list[str]) -> None:
    """On its last day a visit is in time; from the next day moderate, from day 31 major."""
    found = assess(a_file(obligations=[a_duty(VISITED, LAST)]), as_of=LAST + timedelta(days=late))
    assert [one.weight.value for one in found] == weights


def test_a_problem_found_is_a_value_and_one_caused_an_exception() -> None:
    """The worst record of all is filed and raises findings; a record of nobody's visit raises an error."""
    file = a_planned_file()
    file = evolve(file, loans=lent(frozenset(), frozenset()).loans)
    worst = evolve(its_record(file), readings=tuple(paid("X", n + 1, purpose="shares") for n in range(40)))
    filed = file_record(file, file.visits[0].id, worst, by=ANNA, at=noon(VISITED))
    assert [one.kind.code for one in filed.findings] == ["F01"] * 40
    with pytest.raises(InputError):
        file_record(file, file.visits[0].id, evolve(worst, visit=a_record(VISITED).visit), by=ANNA, at=noon(VISITED))


STRANGER = '''
"""A bank's own rules: the electricity meter stands still; nobody manages the borrower."""

from datetime import date

from loanvisit.assessment import found
from loanvisit.domain import BorrowerFile, Family, Finding, FindingKind, VisitRecord, Weight
from loanvisit.words import Text

IDLE = FindingKind(
    code="X07", category="operation", family=Family.BORROWER, title=Text(zh="电表未走", en="meter stands still"),
    weight=Weight.S2, cure_days=7, remedy=Text(zh="现场核实", en="look on site"), recurs_within_months=3,
)


def meter_stands_still(record: VisitRecord, file: BorrowerFile) -> tuple[Finding, ...]:
    """Raise X07 for a meter without a reading."""
    stands = any(reading.kind == "meter" and reading.amount is None for reading in record.readings)
    return found(file, IDLE, record.id.value, on=record.on, record=record.id) if stands else ()


def nobody_manages(file: BorrowerFile, as_of: date) -> tuple[Finding, ...]:
    """Raise X07 where nobody manages the borrower."""
    return () if file.borrower.manager else found(file, IDLE, file.id.value, on=as_of)
'''


@pytest.fixture
def stranger(tmp_path: Path) -> ModuleType:
    """A bank's own module, in one file of its own."""
    path = tmp_path / "our_rules.py"
    path.write_text(STRANGER, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("our_rules", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_stranger_s_rule_and_kind_work_beside_ours(stranger: ModuleType) -> None:
    """One function in one file, handed in: its findings stand beside ours, come once, and weigh more on return."""
    meter = evolve(paid("X", None), kind="meter")
    file, record = lent(AGREED), read(paid("Zhang San"), meter)
    found = judge(record, file, rules=(*RECORD_RULES, stranger.meter_stands_still))
    assert [one.kind.code for one in found] == ["F01", "X07"]
    assert found[1].text.zh.startswith("X07 电表未走")
    assert found[1].due_on == VISITED + timedelta(days=7)
    assert judge(record, evolve(file, findings=found), rules=(stranger.meter_stands_still,)) == ()
    closed = evolve(found[1], state=FindingState.CLOSED, closed_on=VISITED)
    for on, weight in ((date(2026, 6, 3), Weight.S1), (date(2026, 6, 4), Weight.S2)):
        again = evolve(record, id=a_record(on, id="R-2").id, on=on)
        (back,) = judge(again, evolve(file, findings=(closed,)), rules=(stranger.meter_stands_still,))
        assert back.weight is weight
    of_the_day = assess(file, as_of=VISITED, rules=(*FILE_RULES, stranger.nobody_manages))
    assert [one.kind.code for one in of_the_day] == ["X07"]


def test_a_stranger_s_rule_is_asked_when_a_record_is_filed(stranger: ModuleType) -> None:
    """`file_record` asks the rules it is handed, so that their findings are in the one change."""
    file = a_planned_file()
    record = evolve(its_record(file), outcome=Outcome.REFUSED, readings=(evolve(paid("X", None), kind="meter"),))
    rules = (*RECORD_RULES, stranger.meter_stands_still)
    filed = file_record(file, file.visits[0].id, record, by=ANNA, at=noon(VISITED), rules=rules)
    assert [one.kind.code for one in filed.findings] == ["F45", "X07"]


@given(st.text(max_size=6).filter(lambda code: is_clean(code) and code not in {one.code for one in CATALOGUE}))
def test_a_code_that_is_not_there_is_an_error(code: str) -> None:
    """Asking the catalogue for a code it does not have is a mistake of the caller's, told as one."""
    with pytest.raises(InputError) as error:
        kind(code)
    assert (error.value.code, error.value.path) == ("finding.kind", "code")


def test_nobody_is_the_finder_of_what_a_rule_found() -> None:
    """A finding of a rule names no finder, whoever asked the rule; the trail says who asked."""
    file = a_file(obligations=[a_duty(VISITED, LAST)])
    asked = record_findings(file, assess(file, as_of=date(2026, 4, 1)), by=an_officer("li"), at=noon(date(2026, 4, 1)))
    assert asked.finding.found_by == ()
    assert [line.by.value for line in asked.trail] == ["li"]
