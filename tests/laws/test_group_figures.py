"""Law 11, for groups: one function works out what a group owes, and a plan reads it from the file alone."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Comparison,
    Condition,
    FactName,
    GroupFigure,
    Level,
    LoanChange,
    LoanChangeId,
    LoanChangeKind,
    LoanStatus,
    MissingFact,
    Money,
    Portfolio,
)
from loanvisit.errors import InputError
from loanvisit.scheduling import group_figures
from loanvisit.testing import a_book, a_borrower, a_clause, a_file, a_loan, a_policy, strategies, weekdays
from tests.laws.books import plan_of

BY, TOTAL, OWN = "group_id", FactName("group.total"), FactName("borrower.total")
SUMS = st.builds(Money, st.integers(0, 10**6).map(lambda cents: Decimal(cents) / 100), st.sampled_from(["CNY", "USD"]))


@st.composite
def grouped(draw: st.DrawFn) -> Portfolio:
    """Draw a book whose files are in one of two groups, or in none; some hand in a total, some tell an old figure."""
    book = draw(strategies.portfolios())
    files = []
    for file in book.files:
        name = draw(st.sampled_from(["G-1", "G-2", None]))
        said = {BY: name, OWN: draw(st.none() | SUMS), TOTAL: draw(st.none() | SUMS)}
        facts = {**file.facts, **{fact: content for fact, content in said.items() if content is not None}}
        loans = tuple(
            evolve(loan, principal=draw(st.none() | SUMS | st.just(loan.principal)), facts=draw(_told(loan.facts)))
            for loan in file.loans
        )
        borrower = evolve(file.borrower, facts=draw(_told(file.borrower.facts)))
        files.append(evolve(file, borrower=borrower, loans=loans, facts=facts))
    return evolve(book, files=tuple(files))


def _told(facts: object) -> st.SearchStrategy[object]:
    known = dict(facts)  # type: ignore[call-overload]
    return st.just(facts) | SUMS.map(lambda amount: {**known, TOTAL: amount})


def _by_hand(files: list[BorrowerFile]) -> Money | None:
    """Add up, file by file and loan by loan, what the members owe."""
    sums: list[tuple[Decimal, str] | None] = []
    for file in files:
        given = file.facts.get(OWN)
        if isinstance(given, Money):
            sums.append((given.amount, given.currency))
            continue
        owed = [loan.principal for loan in file.loans if loan.status is LoanStatus.LIVE]
        sums += [None if one is None else (one.amount, one.currency) for one in owed]
    currencies = {one[1] for one in sums if one is not None}
    if None in sums or len(currencies) != 1:
        return None
    return Money(sum((one[0] for one in sums if one is not None), Decimal(0)), currencies.pop())


@given(book=grouped())
def test_the_figure_is_the_sum_by_hand(book: Portfolio) -> None:
    """Each member's file says the sum, and none where there is none; a file of no group is as it was."""
    told, figures = group_figures(book, by=BY)
    groups = sorted({str(file.facts[BY]) for file in book.files if BY in file.facts})
    assert [one.group for one in figures] == groups
    for figure in figures:
        members = [file for file in book.files if file.facts.get(BY) == figure.group]
        assert figure.members == tuple(file.id for file in members)
        assert figure.total == _by_hand(members)
        for file in members:
            after = told.file(file.id)
            assert after.facts.get(TOTAL) == figure.total
            assert TOTAL not in after.borrower.facts
            assert all(TOTAL not in loan.facts for loan in after.loans)
    for file in book.files:
        if BY not in file.facts:
            assert told.file(file.id) == file


@given(book=grouped(), data=st.data())
def test_a_figure_is_worked_out_once_in_any_order(book: Portfolio, data: st.DataObject) -> None:
    """Again nothing changes; in another order the book is the same; a file of no group changes nobody's figure."""
    told, figures = group_figures(book, by=BY)
    assert group_figures(told, by=BY) == (told, figures)
    shuffled = Portfolio(as_of=book.as_of, files=tuple(data.draw(st.permutations(book.files))))
    assert group_figures(shuffled, by=BY) == (told, figures)
    outside = [file for file in book.files if BY not in file.facts]
    if outside:
        file = data.draw(st.sampled_from(outside))
        changed = book.with_files([evolve(file, facts={**file.facts, OWN: Money("1.00", "CNY")})])
        again, same = group_figures(changed, by=BY)
        assert same == figures
        assert all(again.file(one.id) == told.file(one.id) for one in book.files if one.id != file.id)


def _member(name: str, *amounts: str | None, currency: str = "CNY", **facts: object) -> BorrowerFile:
    loans = [
        a_loan(f"{name}-L{place}", borrower=name, principal=amount, currency=currency)
        for place, amount in enumerate(amounts)
    ]
    return evolve(a_file(*loans), facts={BY: "G-1", **facts})


def test_without_a_sum_the_duty_is_undetermined_and_says_so() -> None:
    """Several currencies, an amount not known, or nothing owed: no figure, and a clause that asks for it lacks it."""
    tests = [Condition(fact=TOTAL, test=Comparison.AT_LEAST, values=(Money("3000000.00", "CNY"),))]
    policy = a_policy(a_clause(level=Level.BORROWER, when=tests, missing=MissingFact.UNDETERMINED))
    one = _member("B-1", "1000000.00", "1000000.00")
    settled = evolve(one, loans=tuple(evolve(loan, status=LoanStatus.SETTLED) for loan in one.loans))
    cases = (
        ([one, _member("B-2", "1000000.00")], "CNY 3,000,000 in all", False),
        ([one, _member("B-2", "1.00", currency="USD")], "the currencies differ (CNY, USD)", True),
        ([one, _member("B-2", None)], "the amounts of B-2 are not known", True),
        ([settled], "none has a live loan", True),
    )
    for files, said, lacks in cases:
        book, (figure,) = group_figures(a_book(*files), by=BY)
        assert said in figure.text.en
        plan = plan_of(book, policy, weekdays())
        assert {name for answer in plan.undetermined for name in answer.missing} == ({TOTAL} if lacks else set())
        assert bool(plan.owed) is not lacks


def test_a_loan_counts_as_its_changes_leave_it() -> None:
    """A loan settled by a dated change counts nothing from that day on."""
    file = _member("B-1", "1.00", "2.00")
    change = LoanChange(
        id=LoanChangeId("C-1"), loan=file.loans[0].id, kind=LoanChangeKind.EARLY_SETTLEMENT, on=date(2026, 3, 1)
    )
    book, (figure,) = group_figures(a_book(evolve(file, loan_changes=(change,))), by=BY)
    assert figure.total == Money("2.00", "CNY")
    assert book.files[0].loan_changes == (change,)


def test_a_group_is_named_by_text_and_its_unknown_are_its_members() -> None:
    """A fact of another type is refused with its file; the borrower's own fact names a group as well."""
    wrong = evolve(_member("B-1", "1.00"), facts={BY: 7})
    with pytest.raises(InputError, match=r"files\[B-1\]\.facts\.group_id"):
        group_figures(a_book(wrong), by=BY)
    own = evolve(a_file(a_loan(principal="1.00")), borrower=a_borrower(facts={BY: "G-9"}))
    assert [one.group for one in group_figures(a_book(own), by=BY)[1]] == ["G-9"]
    with pytest.raises(InputError, match=r"group\.member"):
        GroupFigure(group="G", as_of=date(2026, 3, 31), members=[], unknown=[BorrowerId("B-1")])
