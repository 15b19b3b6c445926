"""Law 6: four answers, never silence."""

from collections.abc import Iterator
from datetime import date

from hypothesis import given

from loanvisit import presets
from loanvisit.domain import BorrowerFile, Calendar, ClauseId, Portfolio, Subject
from loanvisit.scheduling import ClausePolicy, Level
from loanvisit.testing import a_book, a_file, a_loan, a_past_visit, strategies, weekdays
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
        assert answered == asked


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
        if start is not None and not duty.anchor.startswith("signal:"):
            assert str(duty.window.last) >= str(start)


def test_a_clause_whose_every_period_is_in_doubt_and_met_still_answers() -> None:
    """A grade of no known day, earlier quarters all visited, maturity within the running one: undetermined."""
    loan = a_loan(disbursed_on=date(2025, 9, 10), matures_on=date(2026, 5, 15), risk="pass")
    file = a_file(loan, past=[a_past_visit(date(2025, 12, 10)), a_past_visit(date(2026, 3, 10))])
    book = a_book(file, as_of=date(2026, 4, 30))
    plan = plan_of(book, presets.policy("cn.five_tier_default"), weekdays())
    [one] = [answer for answer in plan.undetermined if answer.clause == ClauseId("pass.routine")]
    assert one.missing == ("risk.since",)
