"""The borrower file, the unit of planning."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from loanvisit.domain.change import Change
from loanvisit.domain.deferral import Deferral
from loanvisit.domain.event import LoanEvent
from loanvisit.domain.exact import check, guarded
from loanvisit.domain.facts import NO_FACTS, Facts, as_facts
from loanvisit.domain.finding import Finding, Remediation
from loanvisit.domain.ids import (
    BorrowerId,
    FindingId,
    LoanId,
    ObligationId,
    RecordId,
    RemediationId,
    VisitId,
)
from loanvisit.domain.legal_file import NO_LEGAL, LegalFile
from loanvisit.domain.loan import Borrower, Loan
from loanvisit.domain.loan_change import LoanChange
from loanvisit.domain.method_case import Substitution
from loanvisit.domain.obligation import Obligation
from loanvisit.domain.paper import Paper
from loanvisit.domain.past import PastFinding, PastVisit, Signal, Waiver
from loanvisit.domain.record import VisitRecord
from loanvisit.domain.visit import Visit, VisitState
from loanvisit.errors import ConflictError, Fault, FaultList, InputError, fault
from loanvisit.words import Text, say


def _visit_order(visit: PastVisit) -> tuple[date, str, tuple[LoanId, ...], str, str]:
    """Two visits that stand alike here are equal: nothing depends on which came first in the file read."""
    method = visit.method.value if visit.method else None
    purposes = None if visit.purposes is None else sorted(visit.purposes)
    rest = repr((visit.source, method, purposes, visit.visitors, str(visit.borrower)))
    return (visit.on, visit.id.value if visit.id else "", visit.loans, visit.source or "", rest)


def _signal_order(signal: Signal) -> tuple[date, str]:
    return (signal.raised_on, signal.id.value)


def _event_order(event: LoanEvent) -> tuple[date, str]:
    return (event.on, event.id.value)


_ORDERS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("past", _visit_order),
    ("signals", _signal_order),
    ("events", _event_order),
    *((name, attrgetter("id")) for name in ("loans", "past_findings", "obligations", "visits", "records")),
    *((name, attrgetter("id")) for name in ("findings", "remediations", "waivers", "deferrals")),
    *((name, attrgetter("id")) for name in ("substitutions", "loan_changes", "papers")),
)
_KEPT = (Visit, VisitRecord, Obligation, Finding, Remediation, Waiver, Deferral, Substitution)
_UNDONE = (VisitState.RETURNED, VisitState.VOID)
_NO_LOANS: frozenset[LoanId] = frozenset()
_Item = TypeVar("_Item", Visit, VisitRecord, Obligation, Finding, Remediation)


@frozen(kw_only=True)
class BorrowerFile:
    """All that is known of one borrower (借款人档案), kept in order of id, or of day, whatever the order given.

    Args:
        borrower: the borrower.
        loans: its loans.
        facts: facts about the borrower known here only.
        signals: warnings about it or its loans.
        events: what came to pass to it or its loans.
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
        deferrals: which duties were moved later, from which last day to which.
        substitutions: by which other methods duties may be met, and until when.
        loan_changes: how its loans changed after they were paid out.
        legal: what was done at law about its loans, and what stands behind them.
        papers: the papers that demand something of it beside the policy.

    Example:
        >>> from loanvisit.domain import Borrower, BorrowerId
        >>> from loanvisit.testing import a_loan
        >>> file = BorrowerFile(borrower=Borrower(id=BorrowerId("B-1")), loans=[a_loan("L-2"), a_loan("L-1")])
        >>> [str(loan.id) for loan in file.loans]
        ['L-1', 'L-2']
    """

    borrower: Borrower
    loans: tuple[Loan, ...] = ()
    facts: Facts = field(default=NO_FACTS, converter=as_facts)
    signals: tuple[Signal, ...] = ()
    events: tuple[LoanEvent, ...] = ()
    past: tuple[PastVisit, ...] = ()
    past_findings: tuple[PastFinding, ...] = ()
    past_known_from: date | None = None
    obligations: tuple[Obligation, ...] = ()
    visits: tuple[Visit, ...] = ()
    records: tuple[VisitRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    remediations: tuple[Remediation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    loan_changes: tuple[LoanChange, ...] = ()
    legal: LegalFile = NO_LEGAL
    papers: tuple[Paper, ...] = ()

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for loan in self.loans:
            if loan.borrower != self.borrower.id:
                faults.add(fault("borrower.mixed", "BorrowerFile.loans", loan.borrower.value))
        for one in (*_repeated(self), *_strange(self), *_astray(self)):
            faults.add(one)
        faults.raise_as(InputError)
        for name, order in _ORDERS:
            held = getattr(self, name)
            if len(held) > 1:
                object.__setattr__(self, name, tuple(sorted(held, key=order)))
        if len(self.past) > 1:  # an equal entry is the same visit, told twice
            told = tuple(one for place, one in enumerate(self.past) if not place or one != self.past[place - 1])
            object.__setattr__(self, "past", told)

    @property
    def id(self) -> BorrowerId:
        """The borrower's id."""
        return self.borrower.id

    @guarded
    def loan(self, loan: LoanId) -> Loan:
        """Return one of its loans; an unknown id is refused."""
        for known in self.loans:
            if known.id == loan:
                return known
        raise InputError(fault("id.unknown", "loan", str(loan)))

    @guarded
    def visit(self, visit: VisitId) -> Visit:
        """Return one of its visits; an unknown id is refused, and so is one planned but not put into the file."""
        return _pick(self.visits, visit, "visit", code="visit.unknown")

    @guarded
    def record(self, record: RecordId) -> VisitRecord:
        """Return one of its records; an unknown id is refused."""
        return _pick(self.records, record, "record")

    @guarded
    def obligation(self, obligation: ObligationId) -> Obligation:
        """Return one of its obligations; an unknown id is refused."""
        return _pick(self.obligations, obligation, "obligation")

    @guarded
    def finding(self, finding: FindingId) -> Finding:
        """Return one of its findings; an unknown id is refused."""
        return _pick(self.findings, finding, "finding")

    @guarded
    def remediation(self, remediation: RemediationId) -> Remediation:
        """Return one of its remediations; an unknown id is refused."""
        return _pick(self.remediations, remediation, "remediation")

    @property
    def standing_records(self) -> tuple[VisitRecord, ...]:
        """The records that count: those not void, of visits neither sent back nor void."""
        undone = [visit for visit in self.visits if visit.state in _UNDONE]
        visits, records = {visit.id for visit in undone}, {visit.record for visit in undone}
        return tuple(one for one in self.records if not one.void and one.visit not in visits and one.id not in records)

    @guarded
    def seen_loans(self, record: VisitRecord) -> frozenset[LoanId]:
        """Return the loans a record covered: those it names, else all of its planned visit."""
        if record.loans:
            return record.loans
        return next((frozenset(visit.loans) for visit in self.visits if visit.id == record.visit), _NO_LOANS)

    @guarded
    def holding(self, stored: Iterable[object]) -> "BorrowerFile":
        """Return the file with things that steps decided about, each in its place: what a change has as `stored`.

        It is how a host's rows become a file again; in any order, beside those the file holds already.

        Args:
            stored: visits, records, duties, findings, cures, waivers, deferrals and substitutions, one of each id.

        Raises:
            InputError: something is of another type, or an id is used twice; each is listed.

        Example:
            >>> from datetime import date
            >>> from loanvisit.testing import a_duty, a_file, a_record
            >>> file = a_file().holding([a_record(date(2026, 3, 3)), a_duty(date(2026, 1, 1), date(2026, 3, 31))])
            >>> len(file.records), len(file.obligations)
            (1, 1)
        """
        things, faults = tuple(stored), FaultList()
        for number, one in enumerate(things):
            if type(one) not in _KEPT:
                faults.add(fault("type", f"stored[{number}]", one, form=" | ".join(kind.__name__ for kind in _KEPT)))
        faults.raise_as(InputError)
        return evolve(
            self,
            visits=(*self.visits, *(one for one in things if isinstance(one, Visit))),
            records=(*self.records, *(one for one in things if isinstance(one, VisitRecord))),
            obligations=(*self.obligations, *(one for one in things if isinstance(one, Obligation))),
            findings=(*self.findings, *(one for one in things if isinstance(one, Finding))),
            remediations=(*self.remediations, *(one for one in things if isinstance(one, Remediation))),
            waivers=(*self.waivers, *(one for one in things if isinstance(one, Waiver))),
            deferrals=(*self.deferrals, *(one for one in things if isinstance(one, Deferral))),
            substitutions=(*self.substitutions, *(one for one in things if isinstance(one, Substitution))),
        )

    @guarded
    def after(self, change: Change) -> "BorrowerFile":
        """Return the file with a change applied: new values replace those of the same id, the rest are added.

        Raises:
            ConflictError: the change was decided on other versions than the file holds; each thing is listed.
            InputError: the change is another borrower's.
        """
        if change.borrower != self.id:
            raise InputError(fault("borrower.mixed", "change.borrower", change.borrower.value))
        faults = FaultList()
        for one in _stale(self, change):
            faults.add(one)
        faults.raise_as(ConflictError)
        return evolve(
            self,
            visits=_without(_merged(self.visits, change.visits), change),
            records=_merged(self.records, change.records),
            obligations=_without(_merged(self.obligations, change.obligations), change),
            findings=_merged(self.findings, change.findings),
            remediations=_merged(self.remediations, change.remediations),
            waivers=self.waivers + change.waivers,
            deferrals=self.deferrals + change.deferrals,
            substitutions=self.substitutions + change.substitutions,
        )


def _repeated(file: BorrowerFile) -> Iterator[Fault]:
    """Yield a fault for each id used again; past visits that are equal are one visit."""
    for name, _ in _ORDERS:
        held = getattr(file, name)
        if len(held) > 1:
            yield from _used_again(held, f"BorrowerFile.{name}")
    if len(file.loans) > 1:
        yield from _used_again([one for loan in file.loans for one in loan.drawdowns], "BorrowerFile.loans.drawdowns")


def _strange(file: BorrowerFile) -> Iterator[Fault]:
    """Yield a fault for each loan that is changed or acted on and not there, and for a maturity before its payout."""
    if not file.loan_changes and file.legal is NO_LEGAL:
        return
    loans = {loan.id: loan for loan in file.loans}
    for loan in sorted(file.legal.loans - loans.keys()):
        yield fault("id.unknown", "BorrowerFile.legal", loan.value)
    for place, one in enumerate(file.loan_changes):
        path = f"BorrowerFile.loan_changes[{place}]"
        known = loans.get(one.loan)
        if known is None:
            yield fault("id.unknown", f"{path}.loan", one.loan.value)
            continue
        for name, day in (("matured_on", one.matured_on), ("matures_on", one.matures_on)):
            if day is not None and known.first_drawn_on is not None and day < known.first_drawn_on:
                yield fault("date.order", f"{path}.{name}", day, earlier="disbursed_on")


def _astray(file: BorrowerFile) -> Iterator[Fault]:
    """Yield a fault for each paper that is about a subject the file does not know."""
    for place, paper in enumerate(file.papers):
        about, drawn = paper.about, (drawdown.id for loan in file.loans for drawdown in loan.drawdowns)
        if about is not None and about != file.id and about not in {*(loan.id for loan in file.loans), *drawn}:
            yield fault("id.unknown", f"BorrowerFile.papers[{place}].about", about.value)


def _used_again(held: Sequence[Any], path: str) -> Iterator[Fault]:
    ids = [one.id for one in held]
    if len(set(ids)) == len(ids):
        return
    first: dict[Any, int] = {}
    for place, one in enumerate(held):
        known = first.setdefault(one.id, place)
        if one.id is not None and known != place and not (type(one) is PastVisit and one == held[known]):
            yield fault("id.duplicate", f"{path}[{place}].id", one.id.value)


def _stale(file: BorrowerFile, change: Change) -> Iterator[Fault]:
    """Yield a fault for each thing that the file holds at another version than the step saw."""
    held: dict[Any, int] = {one.id: 1 for one in file.waivers} | {one.id: 1 for one in file.deferrals}
    held |= {one.id: 1 for one in file.substitutions}
    for things in (file.visits, file.records, file.obligations, file.findings, file.remediations):
        held |= {one.id: one.version for one in things}
    seen = {one.id: one.version for one in change.replaces}
    unseen = {one.id: None for one in change.stored if one.id not in seen and one.id in held}
    for one, version in (*seen.items(), *unseen.items()):
        if held.get(one) != version:
            wanted, found = _version(version), _version(held.get(one))
            yield fault("conflict", "change.replaces", id=one.value, wanted=wanted, held=found)


def _version(version: int | None) -> Text:
    return say("conflict.none") if version is None else say("conflict.version", version=version)


def _pick(items: tuple[_Item, ...], wanted: object, path: str, *, code: str = "id.unknown") -> _Item:
    for item in items:
        if item.id == wanted:
            return item
    raise InputError(fault(code, path, str(wanted)))


def _without(held: tuple[_Item, ...], change: Change) -> tuple[_Item, ...]:
    gone = frozenset[object](change.withdrawn)
    return tuple(one for one in held if one.id not in gone) if gone else held


def _merged(old: tuple[_Item, ...], new: tuple[_Item, ...]) -> tuple[_Item, ...]:
    if not new:
        return old
    latest = {item.id: item for item in old} | {item.id: item for item in new}
    return tuple(latest[key] for key in sorted(latest))
