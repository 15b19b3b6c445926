"""Law 11: planned file by file, at once or split between files, a book gives equal answers."""

from datetime import timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.codec import canonical_bytes, to_document
from loanvisit.domain import (
    DISBURSED,
    MATURES,
    Anchor,
    Before,
    BorrowerFile,
    Calendar,
    EveryGap,
    EveryPeriod,
    FactName,
    Level,
    LoanStatus,
    NaturalPeriod,
    OnceAfter,
    OnSignal,
    Portfolio,
    SignalLevel,
    days,
    months,
)
from loanvisit.scheduling import ClausePolicy, FilePlan, plan_file
from loanvisit.testing import a_clause, a_policy, strategies
from tests.laws.books import CALENDARS, plan_of

BLANK: dict[str, object] = {
    "product": None,
    "principal": None,
    "risk": None,
    "unit": None,
    "matures_on": None,
    "status": LoanStatus.SETTLED,
}
"""What each fact of a loan is put to where a policy is said not to read it."""
FOLLOWS = {"matures_on": FactName("tenor_months")}
"""What is worked out of a fact: whoever reads the tenor reads the maturity by it."""


def _told(part: FilePlan) -> list[bytes]:
    duties = (*part.duties.owed, *part.duties.projected, *part.duties.exempt, *part.duties.undetermined)
    return [canonical_bytes(to_document(one)) for one in (*duties, *part.visits)]


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_files_asked_in_a_row_are_answered_as_each_alone(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar
) -> None:
    """What the files of a plan share while they are asked changes no answer, in whatever order they come."""
    days = {"as_of": book.as_of, "until": book.as_of + timedelta(days=300)}
    ask = policy.asking(calendar=calendar, **days)
    for file in (*book.files, *reversed(book.files)):
        assert ask(file) == policy.duties(file, calendar=calendar, **days)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, cut=st.integers(0, 3))
def test_a_split_book_gives_the_same_plan(book: Portfolio, policy: ClausePolicy, calendar: Calendar, cut: int) -> None:
    """The plans of each file, and of two halves of the book, are the parts of the plan of the whole."""
    whole = plan_of(book, policy, calendar)
    alone = {
        file.id: plan_file(file, policy=policy, calendar=calendar, as_of=book.as_of, until=whole.until)
        for file in book.files
    }
    halves = [Portfolio(as_of=book.as_of, files=files) for files in (book.files[:cut], book.files[cut:])]
    joined = {borrower: part for half in halves for borrower, part in plan_of(half, policy, calendar).parts.items()}
    assert dict(whole.parts) == alone == joined
    assert sorted(visit.id for part in joined.values() for visit in part.visits) == sorted(
        visit.id for visit in whole.visits
    )


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_changing_one_file_leaves_the_others_byte_equal(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Whatever becomes of one borrower's file, every other file's plan stays as it was, byte by byte."""
    chosen: BorrowerFile = data.draw(st.sampled_from(book.files))
    other: BorrowerFile = data.draw(strategies.borrower_files(as_of=book.as_of, id=chosen.id.value))
    before, after = plan_of(book, policy, calendar), plan_of(book.with_files([other]), policy, calendar)
    without = Portfolio(as_of=book.as_of, files=tuple(file for file in book.files if file is not chosen))
    gone = plan_of(without, policy, calendar)
    for file in without.files:
        assert _told(before.parts[file.id]) == _told(after.parts[file.id]) == _told(gone.parts[file.id])


@given(book=strategies.portfolios(most=2), policy=strategies.policies(), calendar=CALENDARS)
def test_a_borrowers_files_of_two_books_plan_alike(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> None:
    """A file planned in a book of its own gives what it gives in any book."""
    whole = plan_of(book, policy, calendar)
    for file in book.files:
        alone = plan_of(evolve(book, files=(file,)), policy, calendar)
        assert _told(alone.parts[file.id]) == _told(whole.parts[file.id])


@given(book=strategies.portfolios(most=2), policy=strategies.policies(), calendar=CALENDARS)
def test_what_a_policy_does_not_read_changes_nothing(book: Portfolio, policy: ClausePolicy, calendar: Calendar) -> None:
    """Blanking every built-in fact that a policy does not read leaves all its answers as they were."""
    unread = [name for name in BLANK if not policy.reads & {FactName(name), FOLLOWS.get(name)}]
    until = book.as_of + timedelta(days=300)
    for file in book.files:
        blank = evolve(file, loans=tuple(evolve(loan, **{name: BLANK[name] for name in unread}) for loan in file.loans))
        assert policy.duties(blank, calendar=calendar, as_of=book.as_of, until=until) == policy.duties(
            file, calendar=calendar, as_of=book.as_of, until=until
        )


def test_a_policy_reads_what_its_requirements_count_from() -> None:
    """The payout, the maturity, the status of a borrower's loans: read though no condition tests them."""
    matures = Before(before=MATURES, opens=days(30), closes=days(15))
    signal = OnSignal(levels=frozenset({SignalLevel.RED}), within=days(1))
    for require, level, told in (
        (OnceAfter(after=DISBURSED, within=days(15)), Level.LOAN, {"disbursed_on"}),
        (matures, Level.LOAN, {"disbursed_on", "matures_on"}),
        (EveryPeriod(period=NaturalPeriod.MONTH), Level.DRAWDOWN, {"disbursed_on", "matures_on"}),
        (EveryGap(gap=months(3), anchor=Anchor.DRAWDOWN), Level.BORROWER, {"disbursed_on", "matures_on", "status"}),
        (signal, Level.LOAN, set[str]()),
    ):
        assert a_policy(a_clause(require=require, level=level)).reads == told
