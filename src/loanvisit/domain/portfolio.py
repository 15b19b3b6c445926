"""The book: a set of borrower files as of the close of a day."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, TypeVar

from attrs import evolve, frozen

from loanvisit.domain.event import LoanEvent
from loanvisit.domain.exact import check, each, guarded
from loanvisit.domain.facts import NO_FACTS, FactValue, as_facts
from loanvisit.domain.file import BorrowerFile
from loanvisit.domain.ids import BorrowerId, DrawdownId, LoanId, Subject
from loanvisit.domain.legal_file import LEGAL_THINGS, NO_LEGAL, LegalFile, LegalThing
from loanvisit.domain.loan import Borrower, Loan
from loanvisit.domain.loan_change import LoanChange
from loanvisit.domain.paper import Paper
from loanvisit.domain.past import PastFinding, PastVisit, Signal
from loanvisit.errors import FaultList, InputError, fault

_Entry = TypeVar("_Entry", PastVisit, PastFinding, Signal, LoanEvent, LoanChange, LegalThing, Paper)
_Piles: TypeAlias = dict[str, Mapping[BorrowerId, Sequence[object]]]
"""What is known of each borrower, by field of its file."""
_Thing = TypeVar("_Thing", Loan, Borrower, PastVisit, PastFinding, Signal, LoanEvent, LoanChange, LegalThing, Paper)


@frozen(kw_only=True)
class Portfolio:
    """A book of borrower files as of the close of a day.

    Args:
        as_of: the close of this day.
        files: the files, kept in order of borrower.

    Example:
        >>> from datetime import date
        >>> from loanvisit.testing import a_file
        >>> book = Portfolio(as_of=date(2026, 3, 31), files=[a_file()])
        >>> str(book.file(a_file().id).id)
        'B-1'
    """

    as_of: date
    files: tuple[BorrowerFile, ...]

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        _once_each(self.files, "Portfolio.files", faults)
        faults.raise_as(InputError)
        object.__setattr__(self, "files", tuple(sorted(self.files, key=lambda file: file.id)))

    @classmethod
    @guarded
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
        events: Iterable[LoanEvent] = (),
        facts: Mapping[BorrowerId, Mapping[str, FactValue]] | None = None,
        loan_changes: Iterable[LoanChange] = (),
        legal: Iterable[LegalThing] = (),
        papers: Iterable[Paper] = (),
    ) -> "Portfolio":
        """Gather loans, and what is known of their borrowers, into one file a borrower.

        Args:
            loans: in any order.
            as_of: the close of this day.
            past: the visits made so far, an empty list if none was ever made. Left out, nothing is known before
                `as_of`: duties whose last day is on or before it are outside the plan.
            past_known_from: with `past`, the day from which it is complete; left out, since each drawdown.
            past_findings: findings raised before or elsewhere.
            borrowers: names, kinds and managers where known; a borrower without one gets a bare entry.
            signals: warnings; one raised after `as_of` moves no duty of that day.
            events: what came to pass; one not known by `as_of` moves none either.
            facts: facts of borrowers.
            loan_changes: how loans changed after they were paid out; one not known by `as_of` moves none either.
            legal: what was done at law and what stands behind the loans, each about the loans of one borrower.
            papers: what is demanded beside the policy; a directive that is about no one subject is in every file.

        Returns:
            The book, in order of borrower.

        Raises:
            InputError: an id is repeated, something is told of a loan or borrower that no file has, or of the loans of
                two borrowers, or `past_known_from` is given without `past` or lies after `as_of`; all are listed.

        Example:
            >>> from datetime import date
            >>> from loanvisit.testing import a_loan
            >>> [file.id.value for file in Portfolio.of([a_loan("L-1")], past=[], as_of=date(2026, 3, 31)).files]
            ['B-1']
        """
        faults = FaultList()
        known_from = _known_from(past_known_from, as_of, faults, has_past=past is not None)
        desk = _Sorting(_each(loans, Loan, "loans", faults), _each(borrowers, Borrower, "borrowers", faults), faults)
        (visits, found), (raised, came) = desk.sorted_out(past or (), past_findings), desk.news(signals, events)
        changed, at_law = desk.changes_and_acts(loan_changes, legal)
        piles: _Piles = {"signals": raised, "events": came, "past": visits, "past_findings": found}
        piles |= {"loan_changes": changed, "legal": at_law, "papers": desk.demanded(papers)}
        desk.check_facts(facts or {})
        faults.raise_as(InputError)
        gathered = tuple(desk.files(piles, facts or {}, known_from))
        faults.raise_as(InputError)
        return cls(as_of=as_of, files=gathered)

    @guarded
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

    @guarded
    def with_files(self, files: Iterable[BorrowerFile]) -> "Portfolio":
        """Return the book with these files in place of those of the same borrowers; two of one borrower are refused."""
        new, faults = each(files, BorrowerFile, "files")
        if faults:
            raise InputError(*faults)
        renewed = {file.id for file in new}
        return Portfolio(as_of=self.as_of, files=(*new, *(file for file in self.files if file.id not in renewed)))


def _known_from(day: date | None, as_of: date, faults: FaultList, *, has_past: bool) -> date | None:
    """Return the day from which the past is known: nothing is before `as_of` where no past is given."""
    if day is not None and not has_past:
        faults.add(fault("key.missing", "past", key="past"))
    if day is not None and day > as_of:
        faults.add(fault("date.late", "past_known_from", day, later=as_of))
    return day if has_past else as_of


def _each(items: Iterable[_Thing], kind: type[_Thing], path: str, faults: FaultList) -> tuple[_Thing, ...]:
    held, wrong = each(items, kind, path)
    for one in wrong:
        faults.add(one)
    return held


def _once_each(files: tuple[BorrowerFile, ...], path: str, faults: FaultList) -> None:
    """Note a borrower with two files, and a loan or a drawdown in two."""
    borrowers: set[BorrowerId] = set()
    loans: set[LoanId] = set()
    drawdowns: set[DrawdownId] = set()
    for place, file in enumerate(files):
        if file.id in borrowers:
            faults.add(fault("id.duplicate", f"{path}[{place}]", file.id.value))
            continue
        borrowers.add(file.id)
        for loan in file.loans:
            if loan.id in loans:
                faults.add(fault("id.duplicate", f"{path}[{place}].loans", loan.id.value))
            loans.add(loan.id)
            for drawdown in loan.drawdowns:
                if drawdown.id in drawdowns:
                    faults.add(fault("id.duplicate", f"{path}[{place}].drawdowns", drawdown.id.value))
                drawdowns.add(drawdown.id)


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

    def check_facts(self, facts: Mapping[BorrowerId, Mapping[str, FactValue]]) -> None:
        """Note facts of a borrower that no file has."""
        for place, borrower in enumerate(facts):
            if type(borrower) is not BorrowerId:
                self.faults.add(fault("type", f"facts[{place}]", borrower, form="BorrowerId"))
            elif borrower not in self.borrowers:
                self.faults.add(fault("id.unknown", f"facts[{place}]", borrower.value))

    def sorted_out(
        self, past: Iterable[PastVisit], past_findings: Iterable[PastFinding]
    ) -> tuple[dict[BorrowerId, list[PastVisit]], dict[BorrowerId, list[PastFinding]]]:
        """Return past visits and past findings, each by borrower."""
        seen = _each(past, PastVisit, "past", self.faults)
        problems = _each(past_findings, PastFinding, "past_findings", self.faults)
        return (
            self.by_borrower(seen, "past", lambda visit: visit.borrower, lambda visit: visit.loans),
            self.by_borrower(problems, "past_findings", lambda finding: finding.borrower, lambda _: ()),
        )

    def news(
        self, signals: Iterable[Signal], events: Iterable[LoanEvent]
    ) -> tuple[dict[BorrowerId, list[Signal]], dict[BorrowerId, list[LoanEvent]]]:
        """Return signals and events, each by borrower."""
        warnings = _each(signals, Signal, "signals", self.faults)
        told = _each(events, LoanEvent, "events", self.faults)
        return (
            self.by_borrower(warnings, "signals", lambda signal: self.owner(signal.about), lambda _: ()),
            self.by_borrower(told, "events", lambda event: self.owner(event.about), lambda _: ()),
        )

    def changes_and_acts(
        self, loan_changes: Iterable[LoanChange], legal: Iterable[LegalThing]
    ) -> tuple[dict[BorrowerId, list[LoanChange]], dict[BorrowerId, list[LegalThing]]]:
        """Return changes of loans and what is told of at law, each by borrower."""
        changes = _each(loan_changes, LoanChange, "loan_changes", self.faults)
        acts, wrong = each(legal, LEGAL_THINGS, "legal")
        for one in wrong:
            self.faults.add(one)
        return (
            self.by_borrower(changes, "loan_changes", lambda _: None, lambda change: (change.loan,)),
            self.by_borrower(acts, "legal", lambda _: None, lambda act: act.loans),
        )

    def demanded(self, papers: Iterable[Paper]) -> dict[BorrowerId, list[Paper]]:
        """Return papers, each by borrower; one about no one subject is every borrower's."""
        given = _each(papers, Paper, "papers", self.faults)
        common = [paper for paper in given if paper.about is None]
        times = Counter(paper.number for paper in given)
        for place, paper in enumerate(given):
            if paper.about is None and times[paper.number] > 1:
                self.faults.add(fault("id.duplicate", f"papers[{place}].number", paper.number.value))
        own = [paper for paper in given if paper.about is not None]
        found = self.by_borrower(own, "papers", self.addressee, lambda _: ())
        return {borrower: [*found.get(borrower, ()), *common] for borrower in self.borrowers}

    def addressee(self, paper: Paper) -> BorrowerId | None:
        """Return whose paper it is, None where nobody's."""
        return None if paper.about is None else self.owner(paper.about)

    def files(
        self,
        piles: _Piles,
        facts: Mapping[BorrowerId, Mapping[str, FactValue]],
        known_from: date | None,
    ) -> Iterator[BorrowerFile]:
        """Yield a file for each borrower, its piles by name of field; note what only a whole file can tell is wrong."""
        for whose, borrower in self.borrowers.items():
            own: dict[str, Any] = {name: tuple(pile[whose]) for name, pile in piles.items() if whose in pile}
            try:
                legal = LegalFile.of(own.pop("legal")) if "legal" in own else NO_LEGAL
                yield BorrowerFile(
                    borrower=borrower,
                    loans=self.loans.get(whose, ()),
                    facts=as_facts(facts.get(whose, NO_FACTS)),
                    past_known_from=known_from,
                    legal=legal,
                    **own,
                )
            except InputError as refused:
                for one in refused.faults:
                    self.faults.add(evolve(one, path=f"files[{whose}].{one.path}"))
                self.faults.more += refused.more

    def by_borrower(
        self,
        entries: Iterable[_Entry],
        path: str,
        borrower: Callable[[_Entry], BorrowerId | None],
        loans: Callable[[_Entry], tuple[LoanId, ...]],
    ) -> dict[BorrowerId, list[_Entry]]:
        """Return the entries by borrower; one that names an unknown loan, nobody, or two borrowers is a fault."""
        piles: dict[BorrowerId, list[_Entry]] = {}
        taken: dict[tuple[BorrowerId, type, object], _Entry] = {}
        for place, entry in enumerate(entries):
            named = {self.owners.get(loan) for loan in loans(entry)}
            named |= {borrower(entry)} if borrower(entry) is not None or not named else set()
            owner = next(iter(named))
            if len(named) > 1 and None not in named:
                self.faults.add(fault("borrower.mixed", f"{path}[{place}]"))
            elif owner is None or None in named or owner not in self.borrowers:
                self.faults.add(fault("id.unknown", f"{path}[{place}]", _unknown(entry, self.owners)))
            elif (key := (owner, type(entry), entry.id)) in taken and not _is_told_twice(entry, taken[key]):
                self.faults.add(fault("id.duplicate", f"{path}[{place}].id", str(entry.id)))
            else:
                if entry.id is not None:
                    taken[key] = entry
                piles.setdefault(owner, []).append(entry)
        return piles


def _unknown(
    entry: PastVisit | PastFinding | Signal | LoanEvent | LoanChange | LegalThing | Paper,
    known: Mapping[LoanId, BorrowerId],
) -> str:
    """Return the id an entry gives and no file has: of its first such loan, else of what it is about."""
    if isinstance(entry, Signal | LoanEvent | Paper):
        return str(entry.about and entry.about.value)
    if isinstance(entry, LoanChange):
        return entry.loan.value
    loans = () if isinstance(entry, PastFinding) else entry.loans
    own = entry.borrower if isinstance(entry, PastVisit | PastFinding) else None
    return next((loan.value for loan in loans if loan not in known), str(own))


def _is_told_twice(entry: _Entry, known: _Entry) -> bool:
    """Say whether an entry is a visit that was told before: an equal one is the same visit."""
    return type(entry) is PastVisit and entry == known
