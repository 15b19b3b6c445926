"""Law 6: four answers, never silence."""

from collections.abc import Iterator
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given

from loanvisit import presets
from loanvisit.domain import (
    NO_LEGAL,
    BorrowerFile,
    Calendar,
    ClauseId,
    EveryPeriod,
    Level,
    NaturalPeriod,
    Portfolio,
    Roll,
    Subject,
    five_tier,
    legal_clocks,
)
from loanvisit.scheduling import ClausePolicy
from loanvisit.testing import a_book, a_clause, a_file, a_loan, a_past_visit, a_policy, strategies, weekdays
from tests.laws.books import CALENDARS, plan_of


def _asked(file: BorrowerFile, level: Level) -> Iterator[Subject]:
    """Say, from the file alone, what a clause of a level must answer for."""
    if level is Level.BORROWER:
        yield file.borrower.id
    for loan in file.loans:
        if level is Level.LOAN or (level is Level.DRAWDOWN and not loan.drawdowns):
            yield loan.id
        if level is Level.DRAWDOWN:
            yield from (drawdown.id for drawdown in loan.drawdowns)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_every_clause_answers_about_every_subject(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> None:
    """For every clause and subject something is owed, projected, exempt, or undetermined; never nothing."""
    plan = plan_of(book, policy, calendar)
    for file in book.files:
        duties = plan.duties(file.id)
        answered: set[tuple[ClauseId, Subject]] = {
            (duty.rule.clause, duty.subject) for duty in (*duties.owed, *duties.projected)
        }
        answered |= {(one.clause, one.subject) for one in duties.exempt}
        answered |= {(one.clause, one.subject) for one in duties.undetermined}
        asked = {(clause.id, subject) for clause in policy.clauses for subject in _asked(file, clause.level)}
        if file.legal != NO_LEGAL:
            clocks = legal_clocks(file, as_of=book.as_of, calendar=calendar)
            whose = ((ClauseId(clock.kind.value), clock.loans) for clock in clocks)
            asked |= {(clause, loans[0] if len(loans) == 1 else file.id) for clause, loans in whose}
        assert answered == asked
        lacks = [(one.clause, one.subject) for one in duties.undetermined]
        assert len(lacks) == len(set(lacks))


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_owed_is_open_by_the_day_and_projected_is_not(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar
) -> None:
    """A duty is owed when its window has opened by `as_of`, else projected; the other answers name facts."""
    plan = plan_of(book, policy, calendar)
    assert all(duty.window.opens <= book.as_of for duty in plan.owed)
    assert all(duty.window.opens > book.as_of for duty in plan.projected)
    assert all(one.missing for one in plan.undetermined)
    assert all(one.fact for one in plan.exempt)
    texts = [one.text for one in plan.exempt] + [one.text for one in plan.undetermined]
    assert all(text.zh and text.en for text in texts)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_nothing_is_due_before_the_money_is_out(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> None:
    """No duty about a loan or a drawdown ends before the first payout it speaks of."""
    plan = plan_of(book, policy, calendar)
    starts: dict[Subject, date | None] = {one.id: one.drawn_on for loan in book.loans for one in loan.drawdowns}
    starts |= {loan.id: loan.first_drawn_on for loan in book.loans}
    for duty in (*plan.owed, *plan.projected):
        start = starts.get(duty.subject)
        if start is not None and not duty.anchor.startswith(("signal:", "event:", "while:", "each:")):
            assert str(duty.window.last) >= str(start)


def test_a_period_that_is_over_but_for_days_off_is_not_due_before_the_money_is_out() -> None:
    """Paid out on a Sunday, rolled earlier: the week of the payout has no working day left, and ends as it is."""
    sunday = date(2022, 9, 25)
    weekly = EveryPeriod(period=NaturalPeriod.WEEK, with_first=True)
    book = a_book(a_file(a_loan(disbursed_on=sunday)), as_of=date(2022, 10, 5))
    owed = plan_of(book, a_policy(a_clause(require=weekly, roll=Roll.EARLIER)), weekdays()).owed
    windows = [(duty.window.opens, duty.window.last) for duty in owed]
    assert windows[:2] == [(sunday, sunday), (date(2022, 9, 26), date(2022, 9, 30))]


@pytest.mark.parametrize(
    ("second", "told", "missing"),
    [
        pytest.param(date(2026, 3, 10), ["2025Q4", "2026Q1"], [], id="each quarter visited"),
        pytest.param(date(2026, 4, 10), ["2025Q4"], [("risk.since",)], id="one visited late"),
        pytest.param(None, ["2025Q4"], [("risk.since",)], id="one not visited"),
    ],
)
def test_what_was_visited_is_known_whatever_the_grade_was(
    second: date | None, told: list[str], missing: list[tuple[str]]
) -> None:
    """A grade of no known day: earlier quarters visited in time are owed and met, the others undetermined."""
    loan = a_loan(disbursed_on=date(2025, 9, 10), matures_on=date(2026, 5, 15), risk="pass")
    days = [date(2025, 12, 10)] + ([second] if second else [])
    book = a_book(a_file(loan, past=[a_past_visit(on) for on in days]), as_of=date(2026, 4, 30))
    plan = plan_of(book, presets.policy("cn.five_tier_default"), weekdays())
    routine = [one for one in plan.owed if one.rule.clause == ClauseId("pass.routine")]
    assert [(one.anchor, one.is_open, one.late_days) for one in routine] == [(one, False, 0) for one in told]
    assert [one.missing for one in plan.undetermined if one.clause == ClauseId("pass.routine")] == missing


def test_what_was_met_when_it_was_owed_stays_met() -> None:
    """A duty the file keeps as met, though late, stays in the plan when its grade's day is no longer known."""
    loan = a_loan(disbursed_on=date(2025, 9, 10), matures_on=date(2026, 5, 15))
    dated = evolve(loan, risk=five_tier("pass", since=date(2025, 9, 10)))
    visits = [a_past_visit(date(2025, 12, 10)), a_past_visit(date(2026, 4, 10))]
    policy = presets.policy("cn.five_tier_default")
    first = plan_of(a_book(a_file(dated, past=visits), as_of=date(2026, 4, 30)), policy, weekdays())
    kept = evolve(first.file(a_file().id), loans=(loan,))
    again = plan_of(a_book(kept, as_of=date(2026, 4, 30)), policy, weekdays())
    for plan in (first, again):
        assert [(one.anchor, one.late_days) for one in plan.owed if one.rule.clause == ClauseId("pass.routine")] == [
            ("2025Q4", 0),
            ("2026Q1", 10),
        ]
    assert again.undetermined == ()
