"""The laws of the choice of a method, for every table that loads and everything that may be known."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.codec import canonical_bytes, from_document, to_document
from loanvisit.domain import (
    Accepts,
    DataCompleteness,
    DutyKind,
    LoanId,
    Method,
    MethodCase,
    MethodCell,
    MethodChoice,
    MethodTable,
    Obligation,
    Signal,
    SignalId,
    SignalLevel,
    Strength,
    Substitution,
)
from loanvisit.errors import InputError
from loanvisit.scheduling import choose_method
from loanvisit.testing import a_duty, a_rule
from loanvisit.testing import strategies as draws
from loanvisit.words import LANGUAGES

AS_OF = date(2026, 6, 15)
OPENS, LAST = date(2026, 4, 1), date(2026, 6, 30)
RED = Signal(
    id=SignalId("S"), about=LoanId("L-1"), kind="E01", level=SignalLevel.RED, raised_on=AS_OF - timedelta(days=3)
)


def _duty(accepts: Accepts, opens: date = OPENS, last: date = LAST) -> Obligation:
    return a_duty(opens, last, rule=a_rule(accepts=accepts))


def _known(case: MethodCase) -> MethodCase:
    """Leave out what a later day tells."""
    last = case.last_on_site
    return evolve(case, last_on_site=None if last is not None and last > AS_OF else last)


DUTIES = st.sampled_from([_duty(accepts) for accepts in Accepts])


def _open(table: MethodTable) -> MethodTable:
    """Let every method prove the matter, so that what is known decides."""
    cells = [MethodCell(method=method, strength=Strength.PROVES, payees=method is Method.DATA) for method in Method]
    matters = (evolve(table.matters[0], cells=cells), *table.matters[1:])
    return evolve(table, matters=matters, from_amount=None, from_grade=None)


def _calm(case: MethodCase) -> MethodCase:
    """Let nothing speak for a visit on site."""
    full = DataCompleteness(days=Decimal(1), accounts=Decimal(1), payees=True)
    calm = evolve(case, in_a_row=0, signals=(), data=full, substitution=None, travel_days=Decimal(30))
    return evolve(calm, unreachable=False, refuses=False, force_majeure=False)


TABLES = draws.method_tables().flatmap(lambda table: st.sampled_from([table, _open(table)]))
CASES = (
    draws.method_cases(matter="matter.0", about=_duty(Accepts.ON_SITE).id)
    .map(_known)
    .flatmap(lambda case: st.sampled_from([case, _calm(case)]))
)
"""Half of them leave the choice open: else nearly every draw ends on site, or with nothing."""


def _in_force(case: MethodCase) -> Method | None:
    given = case.substitution
    return given.method if given is not None and given.granted_on <= AS_OF <= given.until else None


@given(DUTIES, CASES, TABLES)
def test_what_a_duty_accepts_is_never_widened(duty: Obligation, case: MethodCase, table: MethodTable) -> None:
    """The method is among those accepted; a substitution in force puts its one method in place of them."""
    choice = choose_method(duty, case, table=table, as_of=AS_OF)
    stands_in = _in_force(case)
    if choice.method is not None:
        assert choice.method in ({stands_in} if stands_in is not None else duty.rule.accepts.methods)
        assert choice.substituted == (stands_in is not None)
        assert choice.proves or choice.substituted


@given(DUTIES, CASES, TABLES)
def test_each_method_is_chosen_or_lost_for_a_reason(duty: Obligation, case: MethodCase, table: MethodTable) -> None:
    """Every method is told once: chosen, or lost with a reason in both languages; so is the whole answer."""
    choice = choose_method(duty, case, table=table, as_of=AS_OF)
    told = [loss.method for loss in choice.losers] + ([choice.method] if choice.method else [])
    assert sorted(told, key=str) == sorted(Method, key=str)
    for language in LANGUAGES:
        assert all(reason.statement.of(language) for loss in choice.losers for reason in loss.reasons)
        lines = choice.proof.text.of(language).split("\n")
        assert len(lines) > len(choice.losers)
        assert all(line.strip() and "{" not in line for line in lines if "x" not in line)
    assert bool(choice) == (choice.method is not None)


@given(DUTIES, CASES, TABLES)
def test_a_signal_or_a_refusal_never_weakens(duty: Obligation, case: MethodCase, table: MethodTable) -> None:
    """With a red signal or a refusal more, a visit on site stays one, and nothing weaker is chosen that was not."""
    before = choose_method(duty, case, table=table, as_of=AS_OF).method
    for worse in (evolve(case, signals=(*case.signals, RED)), evolve(case, refuses=True)):
        after = choose_method(duty, worse, table=table, as_of=AS_OF).method
        assert before is not Method.ON_SITE or after is Method.ON_SITE
        assert after in (before, Method.ON_SITE, None) or case.substitution is not None
        if _in_force(case) is None and Method.ON_SITE in duty.rule.accepts.methods:
            assert after in (Method.ON_SITE, None)


@given(DUTIES, CASES, TABLES, st.data())
def test_fewer_data_never_let_monitoring_win(
    duty: Obligation, case: MethodCase, table: MethodTable, data: st.DataObject
) -> None:
    """Take away any of what is known of the data, or all of it: monitoring is not chosen where it was not."""
    known = case.data
    fewer = DataCompleteness(
        days=data.draw(st.sampled_from([None, known.days])),
        accounts=data.draw(st.sampled_from([None, known.accounts])),
        payees=data.draw(st.sampled_from([None, False])),
    )
    before = choose_method(duty, case, table=table, as_of=AS_OF).method
    after = choose_method(duty, evolve(case, data=fewer), table=table, as_of=AS_OF).method
    assert after is not Method.DATA or before is Method.DATA
    bare = choose_method(duty, evolve(case, data=DataCompleteness()), table=table, as_of=AS_OF)
    cell = table.matter(case.matter).cell(Method.DATA)
    assert bare.method is not Method.DATA or cell is None or cell.strength is Strength.NOT


@given(DUTIES, CASES, TABLES, st.data())
def test_the_order_of_signals_does_not_show(
    duty: Obligation, case: MethodCase, table: MethodTable, data: st.DataObject
) -> None:
    """Signals told in any order, and rows of a table in any order, give the same answer, byte for byte."""
    signals = (*case.signals, RED, evolve(RED, id=SignalId("T")))
    shuffled = data.draw(st.permutations(signals))
    turned = evolve(table, matters=table.matters[::-1], profiles=table.profiles[::-1])
    one = choose_method(duty, evolve(case, signals=signals), table=table, as_of=AS_OF)
    other = choose_method(duty, evolve(case, signals=shuffled), table=turned, as_of=AS_OF)
    assert one == other
    assert canonical_bytes(to_document(one)) == canonical_bytes(to_document(other))


@given(DUTIES, CASES, TABLES)
def test_no_other_method_goes_on_without_a_visit_on_site(
    duty: Obligation, case: MethodCase, table: MethodTable
) -> None:
    """At the clause's number of periods, or of a count not known, what may be a visit on site is one, or nothing."""
    at_bound = evolve(case, in_a_row=case.most_in_a_row or table.in_a_row, substitution=None)
    for known in (at_bound, evolve(at_bound, in_a_row=None)):
        choice = choose_method(duty, known, table=table, as_of=AS_OF)
        if Method.ON_SITE in duty.rule.accepts.methods:
            assert choice.method in (Method.ON_SITE, None)
            assert choice.method is not None or choice.wanted is Method.ON_SITE


@given(CASES, TABLES, draws.substitutions(about=_duty(Accepts.ON_SITE).id))
def test_a_substitution_is_for_one_duty_and_ends(
    case: MethodCase, table: MethodTable, substitution: Substitution
) -> None:
    """The next duty, and the same one after the last day, owe the ordinary method as if nothing had been approved."""
    duty = _duty(Accepts.ON_SITE)
    following = _duty(Accepts.ON_SITE, date(2026, 7, 1), date(2026, 9, 30))
    ordinary, approved = evolve(case, substitution=None), evolve(case, substitution=substitution)
    over = evolve(substitution, granted_on=date(2020, 1, 1), until=AS_OF - timedelta(days=1))
    for owed, known in ((following, approved), (duty, evolve(case, substitution=over))):
        with_it = choose_method(owed, known, table=table, as_of=AS_OF)
        without = choose_method(owed, ordinary, table=table, as_of=AS_OF)
        assert (with_it.method, with_it.substituted) == (without.method, False)
        if substitution.method is not Method.ON_SITE:
            [loss] = [one for one in with_it.losers if one.method is substitution.method]
            assert "method.lost.ended" in [reason.key for reason in loss.reasons]


@given(draws.method_tables())
def test_a_table_reads_back_from_its_document(table: MethodTable) -> None:
    """Table to document to table is the identity, and every line is there in both languages."""
    assert from_document(to_document(table), MethodTable) == table
    assert len(table.text.zh.split("\n")) >= len(Method) + len(table.matters)
    assert len(table.text.en.split("\n")) >= len(Method) + len(table.matters)


@given(DUTIES, CASES, TABLES)
def test_an_answer_reads_back_from_its_document(duty: Obligation, case: MethodCase, table: MethodTable) -> None:
    """Answer to document to answer is the identity, and so it is for what it was chosen from."""
    choice = choose_method(duty, case, table=table, as_of=AS_OF)
    assert from_document(to_document(choice), MethodChoice) == choice
    assert from_document(to_document(case), MethodCase) == case


@given(DUTIES, CASES, TABLES)
def test_nothing_raised_later_is_looked_at(duty: Obligation, case: MethodCase, table: MethodTable) -> None:
    """A signal of the day after changes nothing."""
    later = evolve(RED, raised_on=AS_OF + timedelta(days=1))
    with_it = choose_method(duty, evolve(case, signals=(*case.signals, later)), table=table, as_of=AS_OF)
    assert with_it == choose_method(duty, case, table=table, as_of=AS_OF)


@given(st.sampled_from(DutyKind), st.sampled_from(Accepts), CASES, TABLES)
def test_no_method_is_chosen_for_work_at_the_desk(
    kind: DutyKind, accepts: Accepts, case: MethodCase, table: MethodTable
) -> None:
    """A valuation, a notice, a legal step or a document is met by none: that is told with whatever else is wrong."""
    duty = a_duty(OPENS, LAST, rule=a_rule(kind=kind, accepts=accepts))
    if not kind.is_desk:
        assert choose_method(duty, case, table=table, as_of=AS_OF).duty == duty.id
        return
    with pytest.raises(InputError) as refused:
        choose_method(duty, evolve(case, last_on_site=AS_OF + timedelta(days=1)), table=table, as_of=AS_OF)
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("method.desk", "duty.rule.kind"),
        ("date.late", "case.last_on_site"),
    ]
    assert kind.text.zh in refused.value.faults[0].remedy.zh
