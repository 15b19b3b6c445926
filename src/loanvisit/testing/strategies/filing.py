"""Strategies for borrower files and books: everything in them fits together and was known by the day."""

from datetime import date, timedelta

from attrs import evolve

from loanvisit.domain import (
    NO_LEGAL,
    BorrowerFile,
    BorrowerId,
    ClauseId,
    EventId,
    Loan,
    LoanChange,
    LoanEvent,
    LoanId,
    Paper,
    Portfolio,
    RecordId,
    SignalId,
    Subject,
    VisitRecord,
)
from loanvisit.testing.builders import BOOK_DAY
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.demanding import papers
from loanvisit.testing.strategies.lending import borrowers, loan_events, loans, past_findings, past_visits, signals
from loanvisit.testing.strategies.pursuing import legal_files
from loanvisit.testing.strategies.renewing import loan_changes
from loanvisit.testing.strategies.values import days, facts
from loanvisit.testing.strategies.working import records

_BACK = timedelta(days=900)
_AHEAD = timedelta(days=60)
_RARELY = st.sampled_from([False, False, False, True])


@st.composite
def borrower_files(
    draw: st.DrawFn,
    *,
    as_of: date = BOOK_DAY,
    id: str = "B1",  # noqa: A002
    changing: bool = False,
    demanding: bool = False,
) -> BorrowerFile:
    """Draw the file of the borrower `id` as it may be known at the close of `as_of`.

    It holds up to three loans `<id>-L1`, and visits, records, signals and events of the two and a half years before;
    now and then what was done at law, and with `changing` a change of a loan, which owes checks no policy asks for,
    and with `demanding` one paper or two.
    """
    whose = BorrowerId(id)
    held = tuple(
        draw(loans(id=LoanId(f"{id}-L{place + 1}"), borrower=whose, earliest=as_of - _BACK, latest=as_of + _AHEAD))
        for place in range(draw(st.sampled_from([1, 2, 3, 0])))
    )
    named = tuple(loan.id for loan in held)
    seen = st.lists(
        past_visits(borrower=whose, among=named, earliest=as_of - _BACK, latest=as_of),
        max_size=4,
        unique_by=lambda visit: visit.id or visit,
    )
    subjects = _subjects(whose, held)
    return BorrowerFile(
        borrower=draw(borrowers(id=whose)),
        loans=held,
        facts=draw(facts()),
        signals=tuple(
            draw(
                signals(
                    id=SignalId(f"{id}-S{place + 1}"),
                    about=draw(st.sampled_from(subjects)),
                    earliest=as_of - _BACK,
                    latest=as_of,
                )
            )
            for place in range(draw(st.sampled_from([0, 0, 1, 2])))
        ),
        events=draw(_events(id, subjects, as_of)),
        past=tuple(sorted(draw(seen), key=lambda visit: visit.on)),
        past_findings=tuple(
            draw(st.lists(past_findings(borrower=whose), max_size=1, unique_by=lambda finding: finding.id))
        ),
        past_known_from=draw(st.none() | days(earliest=as_of - _BACK, latest=as_of)),
        records=_recorded(draw, id, named, as_of),
        loan_changes=_changed(draw, named, as_of) if changing else (),
        legal=draw(legal_files(among=named, earliest=as_of - _BACK, latest=as_of)) if draw(_RARELY) else NO_LEGAL,
        papers=_demanded(draw, id, subjects, as_of) if demanding else (),
    )


@st.composite
def _events(draw: st.DrawFn, id: str, subjects: tuple[Subject, ...], as_of: date) -> tuple[LoanEvent, ...]:  # noqa: A002
    return tuple(
        draw(
            loan_events(
                id=EventId(f"{id}-E{place + 1}"),
                about=draw(st.sampled_from(subjects)),
                earliest=as_of - _BACK,
                latest=as_of,
            )
        )
        for place in range(draw(st.sampled_from([0, 0, 1, 2])))
    )


def _recorded(draw: st.DrawFn, id: str, named: tuple[LoanId, ...], as_of: date) -> tuple[VisitRecord, ...]:  # noqa: A002
    """Draw no record mostly, one or two."""
    whose, since = BorrowerId(id), as_of - _BACK
    return tuple(
        draw(records(id=RecordId(f"{id}-R{place + 1}"), borrower=whose, among=named, earliest=since, latest=as_of))
        for place in range(draw(st.sampled_from([0, 0, 1, 2])))
    )


def _changed(draw: st.DrawFn, named: tuple[LoanId, ...], as_of: date) -> tuple[LoanChange, ...]:
    """Draw one change of the loans now and then."""
    if not named or not draw(_RARELY):
        return ()
    latest = as_of + _AHEAD
    return (draw(loan_changes(among=named, earliest=as_of - _BACK, latest=latest)),)


def _demanded(draw: st.DrawFn, id: str, subjects: tuple[Subject, ...], as_of: date) -> tuple[Paper, ...]:  # noqa: A002
    """Draw one paper or two, most of them known by the day."""
    latest = as_of + draw(st.sampled_from([timedelta(), timedelta(), _AHEAD]))
    each = papers(among=subjects, earliest=as_of - _BACK, latest=latest)
    return tuple(
        evolve(draw(each), number=ClauseId(f"{id}号-{place + 1}")) for place in range(draw(st.sampled_from([1, 2])))
    )


def _subjects(borrower: BorrowerId, held: tuple[Loan, ...]) -> tuple[Subject, ...]:
    return (borrower, *(loan.id for loan in held), *(one.id for loan in held for one in loan.drawdowns))


@st.composite
def portfolios(draw: st.DrawFn, *, as_of: date | None = None, most: int = 3) -> Portfolio:
    """Draw books of up to `most` files `B1`, `B2`, `B3`, known at the close of `as_of`."""
    day = as_of if as_of is not None else draw(days(earliest=date(2024, 1, 1), latest=date(2028, 12, 31)))
    count = draw(st.integers(1, most))
    return Portfolio(
        as_of=day, files=tuple(draw(borrower_files(as_of=day, id=f"B{place + 1}")) for place in range(count))
    )
