"""A book is gathered from flat rows: each lands in the file of its owner, and what belongs to nobody is refused."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Demand,
    DemandMeans,
    DrawdownId,
    LegalActId,
    LegalFile,
    LoanChange,
    LoanChangeId,
    LoanChangeKind,
    LoanId,
    Mortgage,
    MortgageId,
    Portfolio,
)
from loanvisit.errors import InputError
from loanvisit.testing import a_file, a_loan, an_event, strategies

DAY = date(2026, 3, 31)


def things_of(legal: LegalFile) -> list[object]:
    """Return everything of a legal file, in no kind's order."""
    held = (legal.ends, legal.searches, legal.seizures, legal.mortgages, legal.guarantees, legal.judgments)
    return [*(one for kind in (*held, legal.suits, legal.acknowledgements, legal.demands) for one in kind)]


def as_gathered(file: BorrowerFile, known_from: date) -> BorrowerFile:
    """Return a file with what rows tell of it, and nothing that steps have decided."""
    return evolve(
        file,
        past_known_from=known_from,
        obligations=(),
        visits=(),
        records=(),
        findings=(),
        remediations=(),
        waivers=(),
    )


@given(
    files=st.tuples(*(strategies.borrower_files(as_of=DAY, id=name, changing=True) for name in ("B1", "B2"))),
    data=st.data(),
)
def test_a_book_taken_apart_is_gathered_again(files: tuple[BorrowerFile, BorrowerFile], data: st.DataObject) -> None:
    """All that rows can tell, handed in flat and in any order, makes the files it came from."""
    known_from = date(2025, 6, 30)
    book = Portfolio(as_of=DAY, files=tuple(as_gathered(file, known_from) for file in files))

    def flat(name: str) -> list[object]:
        return data.draw(st.permutations([one for file in book.files for one in getattr(file, name)]), label=name)

    rows = {name: flat(name) for name in ("past", "past_findings", "signals", "events", "loan_changes")}
    gathered = Portfolio.of(
        flat("loans"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        as_of=DAY,
        past_known_from=known_from,
        borrowers=[file.borrower for file in book.files],
        facts={file.id: file.facts for file in book.files},
        legal=[one for file in book.files for one in things_of(file.legal)],  # type: ignore[misc]  # pyright: ignore[reportArgumentType]
        **rows,  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    )
    assert gathered == book


def test_what_belongs_to_nobody_is_refused_all_at_once() -> None:
    """Events, changes and acts of loans that no file has, of two borrowers, or told twice: each is named."""
    other = a_loan("L-2", borrower="B-2")
    off = LoanChange(id=LoanChangeId("C-1"), loan=LoanId("L-9"), kind=LoanChangeKind.WRITE_OFF, on=DAY)
    demand = Demand(id=LegalActId("D-1"), loans=[LoanId("L-1")], sent_on=DAY, means=DemandMeans.POST)
    with pytest.raises(InputError) as refused:
        Portfolio.of(
            [a_loan("L-1"), other],
            past=[],
            as_of=DAY,
            events=[an_event(DAY, about=BorrowerId("B-9")), an_event(DAY, about=DrawdownId("L-9/1"), id="E-2")],
            loan_changes=[off, evolve(off, loan=LoanId("L-1")), evolve(off, loan=LoanId("L-1"))],
            legal=[
                demand,
                evolve(demand, loans=[LoanId("L-1"), LoanId("L-8")]),
                Mortgage(id=MortgageId("M-1"), loans=[LoanId("L-1"), LoanId("L-2")]),
                demand,
                "a judgment",  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
            ],
        )
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("id.unknown", "events[0]"),
        ("id.unknown", "events[1]"),
        ("type", "legal[4]"),
        ("id.unknown", "loan_changes[0]"),
        ("id.duplicate", "loan_changes[2].id"),
        ("id.unknown", "legal[1]"),
        ("borrower.mixed", "legal[2]"),
        ("id.duplicate", "legal[3].id"),
    ]


def test_a_maturity_before_its_payout_is_refused_with_its_file() -> None:
    """What only a whole file can tell is told of every file at once."""
    loans = [a_loan(name, borrower=whose) for name, whose in (("L-1", "B-1"), ("L-2", "B-2"))]
    changes = [
        LoanChange(
            id=LoanChangeId(f"C-{loan.id}"),
            loan=loan.id,
            kind=LoanChangeKind.EXTENSION,
            on=DAY,
            matured_on=date(2020, 1, 1),
            matures_on=date(2020, 1, 2),
        )
        for loan in loans
    ]
    with pytest.raises(InputError) as refused:
        Portfolio.of(loans, past=[], as_of=DAY, loan_changes=changes)
    assert {one.path for one in refused.value.faults} == {
        f"files[{whose}].BorrowerFile.loan_changes[0].{name}"
        for whose in ("B-1", "B-2")
        for name in ("matured_on", "matures_on")
    }


def test_a_legal_file_is_put_together_from_its_things() -> None:
    """One thing of another type is named, and so is an id used twice within a kind."""
    held = Mortgage(id=MortgageId("M-1"), loans=[LoanId("L-1")])
    assert LegalFile.of([held]) == LegalFile(mortgages=(held,))
    assert LegalFile.of([]) == a_file().legal
    for things, code in (([held, held], "id.duplicate"), ([held, None], "type")):
        with pytest.raises(InputError) as refused:
            LegalFile.of(things)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        assert refused.value.code == code
