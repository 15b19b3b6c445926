"""Planning a book by each preset, against as many bare dates of QuantLib.

The work: loans paid out over five years, each with every fact the preset reads, drawn so that each clause finds some it
asks for and some it does not; nine of ten duties of the past met by a visit in their windows; signals and events where
a clause waits for them; a plan for the year to come. `cn.five_tier_default` has the book of `benchmarks.banking`.

QuantLib makes what `benchmarks.banking` says: one date for each duty of ours.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from random import Random

from benchmarks import lending
from benchmarks.banking import compared
from benchmarks.lending import AS_OF
from benchmarks.timing import Result
from loanvisit.domain import (
    BorrowerId,
    Calendar,
    Comparison,
    Condition,
    EventId,
    Fact,
    FactKind,
    FactName,
    FactValue,
    Grade,
    Loan,
    LoanEvent,
    LoanId,
    Method,
    Money,
    OnSignal,
    PastVisit,
    Portfolio,
    Signal,
    SignalId,
    add_months,
)
from loanvisit.presets import calendar as preset_calendar
from loanvisit.presets import policies
from loanvisit.presets import policy as preset_policy
from loanvisit.scheduling import ClausePolicy, make_plan

SEED = 20_260_331
TERMS = (6, 12, 12, 24, 36, 60)
_MONEY, _WHOLE = FactKind.MONEY, FactKind.WHOLE
_OF_LOANS = {"status", "product", "principal", "risk", "tenor_months", "disbursed_on", "matures_on", "borrower.total"}
"""The facts that follow from what a loan is."""
_METHODS = (Method.ON_SITE, Method.INTERVIEW, Method.CONTACT, Method.DATA)


def book_of(rules: ClausePolicy, count: int, calendar: Calendar, seed: int = SEED) -> Portfolio:
    """Return a book of that many loans with the facts of a preset: four of five borrowers have one, the fifth two."""
    dice = Random(seed)  # noqa: S311  no secret is drawn
    loans = [_loan(dice, place, rules) for place in range(count)]
    facts = {loan.borrower: dict(_facts(dice, loan, rules)) for loan in loans}
    signals = [one for place, loan in enumerate(loans) for one in _signals(dice, place, loan, rules)]
    events = [one for place, loan in enumerate(loans) for one in _events(dice, place, loan, rules)]
    bare = Portfolio.of(loans, past=[], signals=signals, events=events, facts=facts, as_of=AS_OF)
    past = [*_visits(dice, bare, rules, calendar)]
    return Portfolio.of(loans, past=past, signals=signals, events=events, facts=facts, as_of=AS_OF)


def _loan(dice: Random, place: int, rules: ClausePolicy) -> Loan:
    term = dice.choice(TERMS)
    paid_out = AS_OF - timedelta(days=dice.randrange(5, term * 30))
    values = {test.fact: test.values for test in rules.applies}
    amounts = _bounds(rules, FactName("principal")) or _bounds(rules, FactName("borrower.total"))
    return Loan.drawn_once(
        id=LoanId(f"L-{place}"),
        borrower=BorrowerId(f"B-{place - 1 if place % 6 == 5 else place}"),
        product=str(dice.choice(values.get(FactName("product"), ("working_capital",)))),
        principal=dice.choice([_near(dice, amount) for amount in amounts] or [Money("300000.00", "CNY")]),
        disbursed_on=paid_out,
        matures_on=add_months(paid_out, term),
        risk=lending.grade_of(dice, paid_out),
    )


def _near(dice: Random, bound: object) -> Money:
    """Return an amount a little above or below a bound."""
    assert type(bound) is Money
    return Money(f"{bound.amount * dice.randrange(5, 16) / 10:.2f}", bound.currency)


def _facts(dice: Random, loan: Loan, rules: ClausePolicy) -> Iterator[tuple[str, FactValue]]:
    """Yield a value of each fact the preset reads beside those of a loan: one that a condition is about."""
    demanded = {test.fact: test.values[0] for test in rules.applies}
    for name in sorted(rules.reads - _OF_LOANS):
        fact = rules.declared[name]
        if name in demanded:
            yield name, _demanded(demanded[name])
        elif fact.kind is not FactKind.EVENT:
            yield name, _value(dice, loan, fact, _bounds(rules, name))


def _demanded(value: object) -> FactValue:
    assert isinstance(value, bool | str)
    return value


def _bounds(rules: ClausePolicy, name: FactName) -> list[object]:
    """Return what the conditions of the clauses compare a fact with."""
    tests: Iterable[Condition] = (test for clause in rules.clauses for test in clause.when)
    return [value for test in tests if test.fact == name and test.test is not Comparison.KNOWN for value in test.values]


def _value(dice: Random, loan: Loan, fact: Fact, bounds: list[object]) -> FactValue:
    if fact.kind is FactKind.FLAG:
        return dice.random() < 0.5
    if fact.kind is FactKind.DATE:
        return AS_OF + timedelta(days=dice.randrange(-300, 200))
    bound = dice.choice(bounds)
    if fact.kind is _MONEY:
        return _near(dice, bound)
    if fact.kind is _WHOLE:
        assert type(bound) is int
        return bound + dice.randrange(-2, 3)
    code = str(bound)
    since = loan.first_drawn_on
    return Grade(scale=fact.scale, code=code, since=since) if fact.scale is not None else code


def _signals(dice: Random, place: int, loan: Loan, rules: ClausePolicy) -> Iterator[Signal]:
    """Yield one signal for one loan in fifty, of a level some clause waits for."""
    levels = sorted(
        {one for clause in rules.clauses if isinstance(clause.require, OnSignal) for one in clause.require.levels},
        key=lambda level: level.value,
    )
    if levels and dice.random() < 0.02:
        raised = AS_OF - timedelta(days=dice.randrange(60))
        level = dice.choice(levels)
        yield Signal(id=SignalId(f"W-{place}"), about=loan.borrower, kind="E01", level=level, raised_on=raised)


def _events(dice: Random, place: int, loan: Loan, rules: ClausePolicy) -> Iterator[LoanEvent]:
    """Yield one event of each kind that the preset counts from, for one loan in two."""
    for name in sorted(rules.reads):
        if rules.declared[name].kind is FactKind.EVENT and dice.random() < 0.5:
            on = AS_OF - timedelta(days=dice.randrange(120))
            yield LoanEvent(id=EventId(f"{name}-{place}"), kind=name, about=loan.id, on=on)


def _visits(dice: Random, book: Portfolio, rules: ClausePolicy, calendar: Calendar) -> Iterator[PastVisit]:
    """Yield a visit in the window of nine of ten duties whose last day is past."""
    for duty in make_plan(book, policy=rules, calendar=calendar, until=AS_OF).owed:
        if duty.window.last < AS_OF and dice.random() < 0.9:
            length = (duty.window.last - duty.window.opens).days
            yield PastVisit(
                on=duty.window.opens + timedelta(days=dice.randrange(length + 1)),
                method=next(method for method in _METHODS if method in duty.rule.accepts.methods),
                loans=duty.loans,
                purposes=[duty.rule.purpose],
                visitors=2,
            )


def results(loans: int = 2_000) -> Iterable[Result]:
    """Compare planning by each preset with QuantLib, but for the one that `benchmarks.banking` compares."""
    calendar = preset_calendar("CN")
    for name in policies():
        if name != lending.POLICY:
            rules = preset_policy(name)
            yield compared(name, rules, book_of(rules, loans, calendar), calendar, loans)
