"""The plan of a book: what is owed by whom, the visits that cover it, and why."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter, itemgetter
from types import MappingProxyType

from attrs import evolve, field, frozen

from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Calendar,
    Duties,
    Exemption,
    Obligation,
    ObligationId,
    Portfolio,
    Proof,
    Undetermined,
    Visit,
    VisitId,
    VisitState,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.known import past_known_text
from loanvisit.domain.minting import drafted, visit_of, window_of
from loanvisit.domain.obligation import STILL_OWED
from loanvisit.errors import ConflictError, FaultList, InputError, fault
from loanvisit.scheduling.at_law import told_at_law
from loanvisit.scheduling.carried import still_carried
from loanvisit.scheduling.covering import Trip, cover
from loanvisit.scheduling.deferring import as_deferred
from loanvisit.scheduling.horizon import check_horizon
from loanvisit.scheduling.loan_changing import gone_on, graded, honoured
from loanvisit.scheduling.policy import ClausePolicy, Policy
from loanvisit.scheduling.proving import prove, prove_visit
from loanvisit.scheduling.replaying import as_known
from loanvisit.scheduling.side_by_side import united
from loanvisit.scheduling.uniting import Ask, asking
from loanvisit.scheduling.unnamed import policy_notes
from loanvisit.words import Text, join, say, verbatim


@frozen(kw_only=True)
class FilePlan:
    """The part of a plan that is about one borrower.

    `is_least` says whether its visits are proven to be the fewest; where too many duties exclude each other to try
    every grouping, they are the best found.
    """

    borrower: BorrowerId
    duties: Duties
    visits: tuple[Visit, ...]
    is_least: bool = True

    @property
    def desk(self) -> tuple[Obligation, ...]:
        """The open duties that are done at the desk, forecasts included: no visit is planned for them."""
        found = (*self.duties.owed, *self.duties.projected)
        return tuple(duty for duty in found if duty.is_open and duty.rule.kind.is_desk)

    @guarded
    def put_into(self, file: BorrowerFile) -> BorrowerFile:
        """Return the file with these duties and planned visits, so that a record of one can be filed.

        A visit made, filed or missed stays as the file has it; one planned before, and not now, goes.

        Args:
            file: the file that was planned, as it was planned.

        Raises:
            InputError: the file is another borrower's.
            ConflictError: a duty has moved since it was planned; plan the file anew. Each is listed.

        Example:
            >>> from datetime import date
            >>> from loanvisit import presets
            >>> from loanvisit.testing import a_file
            >>> policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
            >>> day, until = date(2026, 3, 31), date(2026, 12, 31)
            >>> part = plan_file(a_file(), policy=policy, calendar=calendar, as_of=day, until=until)
            >>> part.put_into(a_file()).visits == part.visits
            True
        """
        if file.id != self.borrower:
            raise InputError(fault("borrower.mixed", "file", file.id.value))
        faults = FaultList()
        planned = {duty.id: duty.version for duty in (*self.duties.owed, *self.duties.projected)}
        for duty in file.obligations:
            seen = planned.get(duty.id, duty.version)
            if seen < duty.version:
                wanted, held = say("conflict.version", version=seen), say("conflict.version", version=duty.version)
                faults.add(fault("conflict", "file.obligations", id=duty.id.value, wanted=wanted, held=held))
        faults.raise_as(ConflictError)
        return _placed(self, file)


_new_part, _fill_part = drafted(FilePlan)


@frozen(kw_only=True)
class Plan:
    """A plan and what it was made from.

    Every owed duty that is open is covered by a visit, or stands in `desk`. Lists are overdue first, then by last day,
    then by borrower.

    Args:
        book: the files it was made for, as of their day.
        policy: what asked for the duties.
        calendar: what counted the days.
        until: the last day planned for.
        parts: what it says of each borrower.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.scheduling import make_plan
        >>> from loanvisit.testing import a_book
        >>> policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
        >>> plan = make_plan(a_book(), policy=policy, calendar=calendar, until=date(2026, 12, 31))
        >>> visit = plan.visits[0]
        >>> plan.why(visit).text.en.splitlines()[0]
        'visit to borrower B-1, on-site inspection, last day 2025-12-15'
    """

    book: Portfolio
    policy: Policy
    calendar: Calendar
    until: date
    parts: Mapping[BorrowerId, FilePlan] = field(hash=False)

    @property
    def as_of(self) -> date:
        """The close of this day."""
        return self.book.as_of

    @property
    def past_known_from(self) -> date | None:
        """Duties that ended on or before this day are outside the plan: the latest over the files, None for none."""
        return max((file.past_known_from for file in self.book.files if file.past_known_from is not None), default=None)

    @property
    def visits(self) -> tuple[Visit, ...]:
        """Every planned visit, forecasts included."""
        return _ordered([visit for part in self.parts.values() for visit in part.visits], self.as_of)

    @property
    def owed(self) -> tuple[Obligation, ...]:
        """Every duty whose window has opened, whatever became of it."""
        return tuple(duty for part in self.parts.values() for duty in part.duties.owed)

    @property
    def projected(self) -> tuple[Obligation, ...]:
        """Every duty whose window opens later."""
        return tuple(duty for part in self.parts.values() for duty in part.duties.projected)

    @property
    def exempt(self) -> tuple[Exemption, ...]:
        """Every duty that is not owed, with the fact that says so."""
        return tuple(one for part in self.parts.values() for one in part.duties.exempt)

    @property
    def undetermined(self) -> tuple[Undetermined, ...]:
        """Every duty that cannot be decided, with the facts it lacks."""
        return tuple(one for part in self.parts.values() for one in part.duties.undetermined)

    @property
    def unproven(self) -> tuple[BorrowerId, ...]:
        """The borrowers whose visits are the best found, but not proven to be the fewest."""
        return tuple(borrower for borrower, part in self.parts.items() if not part.is_least)

    @property
    def notes(self) -> tuple[Text, ...]:
        """What a reader must know beside the answers, a sentence each.

        The days from which the past is known, the borrowers whose visits are not proven to be the fewest, the products
        of live loans that no clause names, the live loans to which no clause applies, the days between versions of a
        clause, the overrides that change nothing, and the purposes that may be slips of the pen.
        """
        policy = self.policy if isinstance(self.policy, ClausePolicy) else None
        answers = {borrower: part.duties for borrower, part in self.parts.items()}
        said = (
            past_known_text(self.book.files),
            say("briefing.note.unproven", borrowers=join([verbatim(one.value) for one in self.unproven]))
            if self.unproven
            else None,
            *(() if policy is None else policy_notes(self.book, policy, answers, self.calendar)),
        )
        return tuple(one for one in said if one is not None)

    @guarded
    def due(self, *, by: date) -> tuple[Visit, ...]:
        """Return every planned visit whose last day is on or before `by`: overdue first, then by day, then borrower."""
        return tuple(visit for visit in self.visits if visit.window.last <= by)

    @guarded
    def desk(self, *, by: date) -> tuple[Obligation, ...]:
        """Return all that is still to be done at the desk, last day on or before `by`: in the order of visits."""
        found = [
            (duty.window.last >= self.as_of, duty.window.last, part.borrower, duty.id, duty)
            for part in self.parts.values()
            for duty in part.desk
            if duty.window.last <= by
        ]
        return tuple(duty for *_, duty in sorted(found, key=itemgetter(0, 1, 2, 3)))

    @guarded
    def open(self, *, on: date) -> tuple[Visit, ...]:
        """Return every planned visit that can be made on a day; an overdue one can be made on any day after `as_of`."""
        return tuple(
            visit for visit in self.visits if on in visit.window or (visit.is_overdue(self.as_of) and on > self.as_of)
        )

    @guarded
    def duties(self, borrower: BorrowerId) -> Duties:
        """Return the four answers for one borrower; an unknown id is refused."""
        return self._part(borrower).duties

    @guarded
    def file(self, borrower: BorrowerId) -> BorrowerFile:
        """Return a borrower's file with its duties and planned visits; finished visits stay as they are."""
        return _placed(self._part(borrower), self.book.file(borrower))

    @guarded
    def why(self, visit: Visit | VisitId | Obligation) -> Proof:
        """Return the proof of a visit: each duty, its clause and source, what decided, the anchor, every calendar move.

        Of a duty of the plan, it is the proof of that duty alone.
        """
        if isinstance(visit, Obligation):
            return self._why_owed(visit.id)
        wanted = visit.id if isinstance(visit, Visit) else visit
        for part in self.parts.values():
            for known in part.visits:
                if known.id == wanted:
                    file = self.book.file(part.borrower)
                    return prove_visit(known, calendar=self.calendar, as_of=self.as_of, file=file, policy=self.policy)
        raise InputError(fault("id.unknown", "visit", wanted.value))

    def __reduce__(self) -> "tuple[object, ...]":
        return (_plan, (self.book, self.policy, self.calendar, self.until, dict(self.parts)))

    def _why_owed(self, wanted: ObligationId) -> Proof:
        for part in self.parts.values():
            for duty in (*part.duties.owed, *part.duties.projected):
                if duty.id == wanted:
                    file = self.book.file(part.borrower)
                    return prove(duty, calendar=self.calendar, as_of=self.as_of, file=file, policy=self.policy)
        raise InputError(fault("id.unknown", "visit", wanted.value))

    def _part(self, borrower: BorrowerId) -> FilePlan:
        part = self.parts.get(borrower)
        if part is None:
            raise InputError(fault("id.unknown", "borrower", borrower.value))
        return part


def _plan(
    book: Portfolio, policy: Policy, calendar: Calendar, until: date, parts: Mapping[BorrowerId, FilePlan]
) -> Plan:
    return Plan(book=book, policy=policy, calendar=calendar, until=until, parts=MappingProxyType(parts))


@guarded
def make_plan(book: Portfolio, *, policy: Policy, calendar: Calendar, until: date) -> Plan:
    """Plan a book, file by file.

    Args:
        book: the files and the day they are known at (the close of `book.as_of`).
        policy: what is owed; a preset, a bank's own clauses, or any object that answers like one.
        calendar: counts and rolls working days.
        until: the last day planned for, included; duties open by `as_of` are planned whatever their last day.

    Returns:
        The plan. The same input in any order gives the same plan; one file's plan does not depend on the others.

    Raises:
        InputError: `until` is no day from 1900 to 2199 or is before the book's day, or a duty must roll on a day before
            the calendar begins; every file that cannot be planned is listed, as `files[<borrower>]`.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets, samples
        >>> book = samples.world(7, calendar=presets.calendar("CN")).book(date(2026, 3, 31))
        >>> policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
        >>> plan = make_plan(book, policy=policy, calendar=calendar, until=date(2026, 6, 30))
        >>> all(visit.covers for visit in plan.due(by=date(2026, 4, 30)))
        True
    """
    check_horizon(as_of=book.as_of, until=until)
    ask = asking(policy, calendar=calendar, as_of=book.as_of, until=until)
    parts: dict[BorrowerId, FilePlan] = {}
    faults = FaultList()
    for file in book.files:
        try:
            parts[file.id] = _planned(file, ask, calendar=calendar, as_of=book.as_of, until=until)
        except InputError as error:
            for one in error.faults:
                faults.add(evolve(one, path=f"files[{file.id}].{one.path}"))
            faults.more += error.more
    faults.raise_as(InputError)
    return _plan(book, policy, calendar, until, parts)


@guarded
def plan_file(file: BorrowerFile, *, policy: Policy, calendar: Calendar, as_of: date, until: date) -> FilePlan:
    """Plan one file: the policy's duties beside those the file carries, gathered into visits.

    Raises:
        InputError: `as_of` or `until` is no day from 1900 to 2199, `until` is before `as_of`, or a duty must roll on a
            day before the calendar begins.
    """
    check_horizon(as_of=as_of, until=until)
    ask = asking(policy, calendar=calendar, as_of=as_of, until=until)
    return _planned(file, ask, calendar=calendar, as_of=as_of, until=until)


def _planned(file: BorrowerFile, ask: Ask, *, calendar: Calendar, as_of: date, until: date) -> FilePlan:
    file = as_known(file, as_of=as_of, calendar=calendar)
    duties = as_deferred(ask(graded(file)), file)
    answered = duties
    if file.loan_changes:
        duties = honoured(duties, file, calendar=calendar, as_of=as_of, until=until)
        answered = evolve(duties, owed=answered.owed + duties.owed, projected=answered.projected + duties.projected)
    at_law = told_at_law(file, as_of=as_of, calendar=calendar)
    if at_law is not None:
        duties, answered = united(duties, at_law), united(answered, at_law)
    carried = still_carried(file, as_of=as_of, answered=answered)
    if carried and file.loan_changes:
        carried = gone_on(carried, file, as_of=as_of)
    if carried:
        duties = evolve(duties, owed=duties.owed + carried)
    ahead = [duty for duty in duties.projected if duty.window.last <= until]
    to_cover = [one for one in (*duties.owed, *ahead) if one.state in STILL_OWED and not one.rule.kind.is_desk]
    trips = cover(to_cover, as_of=as_of)
    visits = tuple(_visits(trips, file, as_of))
    draft = _new_part()
    _fill_part(draft, file.id, duties, visits, all(map(_IS_LEAST, trips)))
    draft.__class__ = FilePlan
    made: FilePlan = draft
    return made


def _visits(trips: Iterable[Trip], file: BorrowerFile, as_of: date) -> Iterator[Visit]:
    borrower, manager, before = file.id, file.borrower.manager, file.visits
    for method, duties, _ in trips:
        first = duties[0]
        window = first.window
        opens = window.opens
        if len(duties) > 1:
            openings = [duty.window.opens for duty in duties]
            opens, last = min(openings), window.last
            window = window_of(opens=min(max(openings), last), last=last)
        attempt = _attempt(duties, before) if before else 1
        yield visit_of(borrower, method, window, duties, opens > as_of, manager, attempt)


def _placed(part: FilePlan, file: BorrowerFile) -> BorrowerFile:
    done = {visit.id: visit for visit in file.visits if visit.state is not VisitState.PLANNED}
    return evolve(
        file,
        obligations=(*part.duties.owed, *part.duties.projected),
        visits=tuple(({visit.id: visit for visit in part.visits} | done).values()),
    )


_IS_LEAST = attrgetter("is_least")
_STAYS = (VisitState.MISSED, VisitState.RETURNED)


def _attempt(duties: tuple[Obligation, ...], before: tuple[Visit, ...]) -> int:
    """Return the number of the visit over some duties: the next where those before it are spent.

    Spent is what was finished, cancelled or voided, and what is still to be made as it stands (missed, or returned to
    its visitors) without one of the duties.
    """
    taken = {visit.attempt: visit for visit in before if visit.covers[0].id == duties[0].id}
    attempt = 1
    while attempt in taken and not _serves(taken[attempt], duties):
        attempt += 1
    return attempt


def _serves(visit: Visit, duties: tuple[Obligation, ...]) -> bool:
    if visit.state not in _STAYS:
        return visit.state is VisitState.PLANNED
    return {duty.id for duty in duties} <= {duty.id for duty in visit.covers}


def _ordered(visits: Iterable[Visit], as_of: date) -> tuple[Visit, ...]:
    return tuple(
        sorted(visits, key=lambda visit: (visit.window.last >= as_of, visit.window.last, visit.borrower, visit.id))
    )
