"""The borrower file, the unit of planning, and the book as a set of files."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from loanvisit.domain.change import Change
from loanvisit.domain.exact import check
from loanvisit.domain.facts import NO_FACTS, Facts, FactValue, as_facts
from loanvisit.domain.finding import Finding, Remediation
from loanvisit.domain.ids import (
    BorrowerId,
    DrawdownId,
    FindingId,
    LoanId,
    ObligationId,
    RecordId,
    RemediationId,
    Subject,
    VisitId,
)
from loanvisit.domain.loan import Borrower, Loan
from loanvisit.domain.obligation import Obligation
from loanvisit.domain.past import PastFinding, PastVisit, Signal, Waiver
from loanvisit.domain.record import VisitRecord
from loanvisit.domain.visit import Visit
from loanvisit.errors import FaultList, InputError, fault


def _visit_order(visit: PastVisit) -> tuple[date, str, tuple[LoanId, ...], str, str]:
    """Two visits that stand alike here are equal: nothing depends on which came first in the file read."""
    method = visit.method.value if visit.method else None
    purposes = None if visit.purposes is None else sorted(visit.purposes)
    rest = repr((visit.source, method, purposes, visit.visitors, str(visit.borrower)))
    return (visit.on, visit.id.value if visit.id else "", visit.loans, visit.source or "", rest)


def _signal_order(signal: Signal) -> tuple[date, str]:
    return (signal.raised_on, signal.id.value)


_ORDERS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("past", _visit_order),
    ("signals", _signal_order),
    *((name, attrgetter("id")) for name in ("loans", "past_findings", "obligations", "visits", "records")),
    *((name, attrgetter("id")) for name in ("findings", "remediations", "waivers")),
)
_Item = TypeVar("_Item", Visit, VisitRecord, Obligation, Finding, Remediation)
_Entry = TypeVar("_Entry", PastVisit, PastFinding, Signal)


@frozen(kw_only=True)
class BorrowerFile:
    """All that is known of one borrower (借款人档案), kept in order of id, or of day, whatever the order given.

    Args:
        borrower: the borrower.
        loans: its loans.
        facts: facts about the borrower known here only.
        signals: warnings about it or its loans.
        past: visits made before or elsewhere.
        past_findings: findings raised before or elsewhere.
        past_known_from: occurrences whose last day is on or before it are outside the plan; None where everything since
            each drawdown is known.
        obligations: its duties with their states.
        visits: planned and made ones.
        records: those made through the library.
        findings: the problems found.
        remediations: their cures.
        waivers: what was let go, and until when.
    """

    borrower: Borrower
    loans: tuple[Loan, ...] = ()
    facts: Facts = field(default=NO_FACTS, converter=as_facts)
    signals: tuple[Signal, ...] = ()
    past: tuple[PastVisit, ...] = ()
    past_findings: tuple[PastFinding, ...] = ()
    past_known_from: date | None = None
    obligations: tuple[Obligation, ...] = ()
    visits: tuple[Visit, ...] = ()
    records: tuple[VisitRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    remediations: tuple[Remediation, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def __attrs_post_init__(self) -> None:
        check(self)
        for loan in self.loans:
            if loan.borrower != self.borrower.id:
                raise InputError(fault("borrower.mixed", "BorrowerFile.loans", loan.borrower.value))
        if len(self.loans) > 1 and len({loan.id for loan in self.loans}) != len(self.loans):
            raise InputError(fault("id.duplicate", "BorrowerFile.loans", self.loans))
        for name, order in _ORDERS:
            held = getattr(self, name)
            if len(held) > 1:
                object.__setattr__(self, name, tuple(sorted(held, key=order)))

    @property
    def id(self) -> BorrowerId:
        """The borrower's id."""
        return self.borrower.id

    def loan(self, loan: LoanId) -> Loan:
        """Return one of its loans; an unknown id is refused."""
        for known in self.loans:
            if known.id == loan:
                return known
        raise InputError(fault("id.unknown", "loan", loan.value))

    def visit(self, visit: VisitId) -> Visit:
        """Return one of its visits; an unknown id is refused."""
        return _pick(self.visits, visit, "visit")

    def record(self, record: RecordId) -> VisitRecord:
        """Return one of its records; an unknown id is refused."""
        return _pick(self.records, record, "record")

    def obligation(self, obligation: ObligationId) -> Obligation:
        """Return one of its obligations; an unknown id is refused."""
        return _pick(self.obligations, obligation, "obligation")

    def finding(self, finding: FindingId) -> Finding:
        """Return one of its findings; an unknown id is refused."""
        return _pick(self.findings, finding, "finding")

    def remediation(self, remediation: RemediationId) -> Remediation:
        """Return one of its remediations; an unknown id is refused."""
        return _pick(self.remediations, remediation, "remediation")

    def after(self, change: Change) -> "BorrowerFile":
        """Return the file with a change applied: new values replace those of the same id, the rest are added."""
        if change.borrower != self.id:
            raise InputError(fault("borrower.mixed", "change.borrower", change.borrower.value))
        return evolve(
            self,
            visits=_merged(self.visits, change.visits),
            records=_merged(self.records, change.records),
            obligations=_merged(self.obligations, change.obligations),
            findings=_merged(self.findings, change.findings),
            remediations=_merged(self.remediations, change.remediations),
            waivers=self.waivers + change.waivers,
        )


def _pick(items: tuple[_Item, ...], wanted: object, path: str) -> _Item:
    for item in items:
        if item.id == wanted:
            return item
    raise InputError(fault("id.unknown", path, str(wanted)))


def _merged(old: tuple[_Item, ...], new: tuple[_Item, ...]) -> tuple[_Item, ...]:
    if not new:
        return old
    latest = {item.id: item for item in old} | {item.id: item for item in new}
    return tuple(latest[key] for key in sorted(latest))


@frozen(kw_only=True)
class Portfolio:
    """A book of borrower files as of the close of a day.

    Args:
        as_of: the close of this day.
        files: the files, kept in order of borrower.
    """

    as_of: date
    files: tuple[BorrowerFile, ...]

    def __attrs_post_init__(self) -> None:
        check(self)
        ids = [file.id for file in self.files]
        if len(set(ids)) != len(ids):
            raise InputError(fault("id.duplicate", "Portfolio.files", self.files))
        object.__setattr__(self, "files", tuple(sorted(self.files, key=lambda file: file.id)))

    @classmethod
    def of(
        cls,
        loans: Iterable[Loan],
        *,
        as_of: date,
        past: Iterable[PastVisit] | None = None,
        past_known_from: date | None = None,
        past_findings: Iterable[PastFinding] = (),
        borrowers: Iterable[Borrower] = (),
        signals: Iterable[Signal] = (),
        facts: Mapping[BorrowerId, Mapping[str, FactValue]] | None = None,
    ) -> "Portfolio":
        """Gather loans, and what is known of their borrowers, into one file a borrower.

        Args:
            loans: in any order; an id used twice is refused.
            as_of: the close of this day.
            past: the visits made so far. Left out, nothing is known before `as_of`: duties whose last day is on or
                before it are outside the plan. An empty list says that no visit was ever made.
            past_known_from: with `past`, the day from which it is complete; left out, since each drawdown.
            past_findings: findings raised before or elsewhere.
            borrowers: names, kinds and managers where known; a borrower without one gets a bare entry.
            signals: warnings; one raised after `as_of` moves no duty of that day.
            facts: facts of borrowers.

        Returns:
            The book, files in order of borrower, loans and visits in order within.

        Raises:
            InputError: a loan id is repeated, or a visit names a loan or borrower that no file has; all are listed.

        Example:
            >>> from datetime import date
            >>> loan = Loan.drawn_once(id=LoanId("L-1"), borrower=BorrowerId("B-1"), disbursed_on=date(2026, 1, 20))
            >>> book = Portfolio.of([loan], past=[], as_of=date(2026, 3, 31))
            >>> [file.id.value for file in book.files]
            ['B-1']
        """
        faults = FaultList()
        desk = _Sorting(tuple(loans), tuple(borrowers), faults)
        known_from = as_of if past is None else past_known_from
        visits = desk.by_borrower(past or (), "past", lambda visit: visit.borrower, lambda visit: visit.loans)
        found = desk.by_borrower(past_findings, "past_findings", lambda finding: finding.borrower, lambda _: ())
        raised = desk.by_borrower(signals, "signals", lambda signal: desk.owner(signal.about), lambda _: ())
        faults.raise_as(InputError)
        files = tuple(
            BorrowerFile(
                borrower=borrower,
                loans=desk.loans.get(borrower.id, ()),
                facts=as_facts((facts or {}).get(borrower.id, NO_FACTS)),
                signals=tuple(raised.get(borrower.id, ())),
                past=tuple(visits.get(borrower.id, ())),
                past_findings=tuple(found.get(borrower.id, ())),
                past_known_from=known_from,
            )
            for borrower in desk.borrowers.values()
        )
        return cls(as_of=as_of, files=files)

    def file(self, borrower: BorrowerId) -> BorrowerFile:
        """Return one borrower's file; an unknown id is refused."""
        place = bisect_left(self.files, borrower, key=lambda file: file.id)
        if place < len(self.files) and self.files[place].id == borrower:
            return self.files[place]
        raise InputError(fault("id.unknown", "borrower", borrower.value))

    @property
    def loans(self) -> tuple[Loan, ...]:
        """Every loan of the book."""
        return tuple(loan for file in self.files for loan in file.loans)

    def with_files(self, files: Iterable[BorrowerFile]) -> "Portfolio":
        """Return the book with these files in place of those of the same borrowers."""
        latest = {file.id: file for file in self.files} | {file.id: file for file in files}
        return Portfolio(as_of=self.as_of, files=tuple(latest.values()))


class _Sorting:
    """Puts what is known of a book on the pile of its borrower, and notes what belongs to nobody."""

    def __init__(self, loans: tuple[Loan, ...], borrowers: tuple[Borrower, ...], faults: FaultList) -> None:
        self.faults = faults
        self.owners: dict[LoanId, BorrowerId] = {}
        self.drawn: dict[DrawdownId, BorrowerId] = {}
        self.borrowers = {borrower.id: borrower for borrower in borrowers}
        if len(self.borrowers) != len(borrowers):
            faults.add(fault("id.duplicate", "borrowers", borrowers))
        piles: dict[BorrowerId, list[Loan]] = {}
        for place, loan in enumerate(loans):
            if loan.id in self.owners:
                faults.add(fault("id.duplicate", f"loans[{place}].id", loan.id.value))
                continue
            self.owners[loan.id] = loan.borrower
            self.borrowers.setdefault(loan.borrower, Borrower(id=loan.borrower))
            piles.setdefault(loan.borrower, []).append(loan)
            for drawdown in loan.drawdowns:
                if drawdown.id in self.drawn:
                    faults.add(fault("id.duplicate", f"loans[{place}].drawdowns", drawdown.id.value))
                self.drawn[drawdown.id] = loan.borrower
        self.loans = {borrower: tuple(pile) for borrower, pile in piles.items()}

    def owner(self, subject: Subject) -> BorrowerId | None:
        """Return whose subject it is, None where nobody's."""
        if isinstance(subject, BorrowerId):
            return subject
        return self.owners.get(subject) if isinstance(subject, LoanId) else self.drawn.get(subject)

    def by_borrower(
        self,
        entries: Iterable[_Entry],
        path: str,
        borrower: Callable[[_Entry], BorrowerId | None],
        loans: Callable[[_Entry], tuple[LoanId, ...]],
    ) -> dict[BorrowerId, list[_Entry]]:
        """Return the entries by borrower; one that names an unknown loan, nobody, or two borrowers is a fault."""
        piles: dict[BorrowerId, list[_Entry]] = {}
        for place, entry in enumerate(entries):
            named = {self.owners.get(loan) for loan in loans(entry)}
            named |= {borrower(entry)} if borrower(entry) is not None or not named else set()
            owner = next(iter(named))
            if len(named) > 1 and None not in named:
                self.faults.add(fault("borrower.mixed", f"{path}[{place}]"))
            elif owner is None or None in named or owner not in self.borrowers:
                self.faults.add(fault("id.unknown", f"{path}[{place}]"))
            else:
                piles.setdefault(owner, []).append(entry)
        return piles
