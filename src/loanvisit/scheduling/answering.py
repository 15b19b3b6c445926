"""The four answers for one file: every clause asked about every subject, and none left unanswered."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from attrs import evolve

from loanvisit.domain import (
    Before,
    BorrowerFile,
    Calendar,
    ClauseId,
    Duties,
    EveryGap,
    EveryPeriod,
    Exemption,
    FactName,
    Level,
    MissingFact,
    Obligation,
    ObligationId,
    ObligationState,
    OnceAfter,
    OnSignal,
    RecordId,
    Subject,
    Undetermined,
)
from loanvisit.domain.deferral import NO_DEFERRALS, deferrals_by_duty, deferred
from loanvisit.domain.facts import fact_noun
from loanvisit.domain.minting import duties_of, duty_maker, exemption_of, met_duty
from loanvisit.scheduling.after_event import after_event
from loanvisit.scheduling.before import before
from loanvisit.scheduling.discharge import met
from loanvisit.scheduling.every_gap import every_gap
from loanvisit.scheduling.every_period import every_period
from loanvisit.scheduling.governing import GoverningGrade
from loanvisit.scheduling.knowing import Aspect, Said, aspects
from loanvisit.scheduling.lines import Line, Versions, each_once
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.on_signal import on_signal
from loanvisit.scheduling.once_after import once_after
from loanvisit.scheduling.periods import Periods
from loanvisit.scheduling.replaying import as_known
from loanvisit.scheduling.seeing import Sighting, sightings
from loanvisit.scheduling.settling import (
    Taken,
    able,
    already_taken,
    concerning,
    is_free,
    is_let_go,
    settle,
    waivers_by_duty,
    with_kept_state,
)
from loanvisit.scheduling.weighing import UNTESTED, ruling_grade, weigh
from loanvisit.scheduling.while_event import while_event
from loanvisit.words import Text, say


class Round(NamedTuple):
    """What all files are asked alike: as of which day, until when, by which calendar and its natural periods.

    `said` are the amounts and numbers that were put in words so far: few distinct ones in many files.
    """

    calendar: Calendar
    as_of: date
    until: date
    periods: Periods
    said: Said

    @classmethod
    def of(cls, calendar: Calendar, as_of: date, until: date) -> "Round":
        """Return what files are asked, nothing worked out yet."""
        return cls(calendar, as_of, until, Periods(calendar), {})


def answer(
    lines: tuple[Versions, ...],
    file: BorrowerFile,
    asked: Round,
    *,
    about: Mapping[Level, tuple[Aspect, ...]] | None = None,
) -> Duties:
    """Ask every clause about every subject of a file, or of a level about those given alone."""
    desk = _Desk(file, asked)
    desk.levels |= about or {}
    for versions in lines:
        if len(versions) > 1:
            desk.ask_each(versions)
            continue
        line = versions[0]
        for aspect in desk.aspects(line.clause.level):
            desk.ask(line, aspect)
    return duties_of(desk.owed, desk.projected, desk.exempt, desk.undetermined)


_UNDETERMINED = MissingFact.UNDETERMINED
_NOBODY: frozenset[str] = frozenset()


class _Earlier(NamedTuple):
    """What the versions of a clause asked so far have owed, and which visits have paid it, by subject."""

    ids: set[ObligationId]
    visits: dict[Subject, set[int]]

    def is_first(self, duty: ObligationId) -> bool:
        """Say whether no version asked before owes a duty; it is owed now."""
        known = duty in self.ids
        self.ids.add(duty)
        return not known

    def paying(self, subject: Subject) -> set[int]:
        """Return the visits that have paid something of a subject, to be added to."""
        return self.visits.setdefault(subject, set())


class _Desk:
    """Gathers the answers of one file while its lines are asked."""

    def __init__(self, file: BorrowerFile, asked: Round) -> None:
        self.calendar, self.as_of, self.until, self.periods, self.said = asked
        as_of = self.as_of
        self.file = file = as_known(file, as_of=as_of, calendar=self.calendar)
        self.seen = sightings(file, as_of=as_of)
        self.kept = {duty.id: duty for duty in file.obligations} if file.obligations else {}
        self.about: dict[tuple[int, str], tuple[Sighting, ...]] = {}
        self.waivers = waivers_by_duty(file)
        self.deferrals = deferrals_by_duty(file.deferrals) if file.deferrals else NO_DEFERRALS
        self.taken: Taken = already_taken(file, self.seen)
        self.outdated: set[tuple[ClauseId, Subject]] = set()
        self.earlier: _Earlier | None = None
        self.levels: dict[Level, tuple[Aspect, ...]] = {}
        self.owed: list[Obligation] = []
        self.projected: list[Obligation] = []
        self.exempt: list[Exemption] = []
        self.undetermined: list[Undetermined] = []

    def aspects(self, level: Level) -> tuple[Aspect, ...]:
        found = self.levels.get(level)
        if found is None:
            found = self.levels[level] = aspects(self.file, level, as_of=self.as_of)
        return found

    def ask_each(self, versions: Versions) -> None:
        """Ask the versions of a clause in order of their days; what one has said or paid, a later one does not again.

        Nobody is exempt from a clause of which another version asks something. Of several exemptions the one given is
        that of the version in force on the day of the plan, else the next, else the last. What is missing is said once.
        """
        self.earlier = _Earlier(ids=set(), visits={})
        owed, projected, undetermined = len(self.owed), len(self.projected), len(self.undetermined)
        first = len(self.exempt)
        over: dict[Subject, Exemption] = {}
        running: dict[Subject, Exemption] = {}
        for line in versions:
            for aspect in self.aspects(line.clause.level):
                self.ask(line, aspect)
            ends = line.clause.effective_to
            for exemption in self.exempt[first:]:
                if ends is not None and ends < self.as_of:
                    over[exemption.subject] = exemption
                else:
                    running.setdefault(exemption.subject, exemption)
            del self.exempt[first:]
        answered = {one.subject for one in (*self.owed[owed:], *self.projected[projected:])}
        self.undetermined[undetermined:] = lacks = each_once(self.undetermined[undetermined:])
        answered |= {one.subject for one in lacks}
        self.exempt += [one for subject, one in {**over, **running}.items() if subject not in answered]
        self.earlier = None

    def ask(self, line: Line, aspect: Aspect) -> None:
        ruling = ruling_grade(line.graded, aspect) if line.graded else None
        failing, missing, is_unsure = weigh(line.tests, aspect, ruling) if line.tests else UNTESTED
        if failing is not None:
            self._exempt(line, aspect, failing, aspect.text(failing, line.declared, self.said))
        elif (
            missing
            and (is_unsure or line.clause.missing is _UNDETERMINED)
            and (ruling is None or ruling.may_hold(aspect.starts))
        ):
            self._lack(line, aspect, missing)
        elif ruling is not None and ruling.never_held(aspect.starts) and ruling.fails_on(self.as_of):
            self._exempt(line, aspect, ruling.fact, aspect.text(ruling.fact, line.declared, self.said))
        else:
            self._count(line, aspect, ruling, missing)

    def _count(self, line: Line, aspect: Aspect, ruling: GoverningGrade | None, assumed: tuple[FactName, ...]) -> None:
        case = self._case(line, aspect, assumed)
        found = _finder(line)(line.clause.require, case)
        if isinstance(found, Absent):
            self._exempt(line, aspect, found.fact, found.value)
        elif isinstance(found, Missing):
            self._lack(line, aspect, (found.fact,))
        else:
            self._settle(line, case, ruling, found)

    def _settle(self, line: Line, case: Case, ruling: GoverningGrade | None, found: Iterator[Occurrence]) -> None:
        """Make duties of the occurrences the grade governs, and let the visits made pay them."""
        aspect, until = case.aspect, self.until
        starts = aspect.starts
        ruled = None if ruling is not None and ruling.held_always(starts) else ruling
        group, unsure = line.rule.separate, dict[ObligationId, FactName]()
        duties: list[Obligation] = []
        for duty, seen in self._standing(line, case, ruled, found):
            if duty.raw > until and duties and not line.on_event and self._is_further(duty, duties[-1]):
                break  # the next one after the last day of the plan is there already
            if seen is not None:
                duty = met_duty(duty, met(seen), duty.version + 1)  # noqa: PLW2901
            if ruled is not None and starts is not None:
                owed = ruled.governs(duty, starts=starts, as_of=self.as_of)
                if owed is False:
                    continue
                if owed is not True:
                    unsure[duty.id] = owed
            duties.append(duty)
            if seen is not None and group is not None:
                self.taken[id(seen), group] = line.clause.id, aspect.subject
        if not duties:
            self._unfilled(line, case, ruling)
            return
        if self.kept or self.seen:
            duties = self._met(line, aspect, duties, unsure)
        self._place(line, aspect, duties, unsure)

    def _is_further(self, duty: Obligation, shown: Obligation) -> bool:
        """Say whether a duty opens after the day of the plan, and after one still to be met that is shown already."""
        return shown.is_open and duty.window.opens > self.as_of and duty.window.opens > shown.window.opens

    def _standing(
        self, line: Line, case: Case, ruling: GoverningGrade | None, found: Iterator[Occurrence]
    ) -> Iterator[Occurrence]:
        """Return the occurrences that may be owed, each with its last day as the file has moved it."""
        if line.is_dated or ruling is not None:
            found = self._in_force(line, case, ruling, found)
        if not self.deferrals:
            return found
        return ((deferred(duty, self.deferrals), seen) for duty, seen in found)

    def _in_force(
        self, line: Line, case: Case, ruling: GoverningGrade | None, found: Iterator[Occurrence]
    ) -> Iterator[Occurrence]:
        """Return the occurrences while the grade may govern them, and those alone that end under the clause."""
        clause, is_dated = line.clause, line.is_dated
        until = clause.effective_to
        for one in found:
            window = one[0].window
            if ruling is not None and not ruling.holds and ruling.is_over(window):
                return
            if not is_dated or clause.is_effective(window.last):
                if self.earlier is None or self.earlier.is_first(one[0].id):
                    yield one
                continue
            self.outdated.add((clause.id, case.subject))
            if until is not None and window.opens > until:
                return

    def _met(
        self, line: Line, aspect: Aspect, duties: list[Obligation], unsure: Collection[ObligationId]
    ) -> list[Obligation]:
        """Return the duties as records met them when they were filed, and as the other visits meet the rest."""
        from_visits = line.counts_from_visits
        if self.kept:
            duties = [self._remembered(duty, unsure, early=from_visits) for duty in duties]
        if not self.seen or from_visits or line.rule.kind.is_desk:
            return duties
        proving = able(line.rule, aspect.subject, self._concerning(line, aspect), _NOBODY)
        if self.kept:
            spent = self._spent(line, aspect)
            proving = tuple(one for one in proving if one.record not in spent)
        earlier = None if self.earlier is None else self.earlier.paying(aspect.subject)
        if not proving:
            return duties
        return settle(duties, proving, self.taken, waivers=self.waivers, unsure=unsure, used=earlier)

    def _concerning(self, line: Line, aspect: Aspect) -> tuple[Sighting, ...]:
        """Return the visits about a subject for the purpose of a line, gone through once for all lines alike."""
        key = id(aspect), line.rule.purpose
        found = self.about.get(key)
        if found is None:
            found = self.about[key] = concerning(aspect.subject, line.rule.purpose, self.seen)
        return found

    def _remembered(self, duty: Obligation, unsure: Collection[ObligationId], *, early: bool) -> Obligation:
        kept = self.kept.get(duty.id)
        in_doubt = kept is not None and bool(unsure) and duty.id in unsure
        imported = frozenset(one.on for one in self.seen) if in_doubt else frozenset[date]()
        return with_kept_state(duty, kept, early=early, imported=imported)

    def _spent(self, line: Line, aspect: Aspect) -> frozenset[RecordId | None]:
        """The records that met a duty of this line when they were filed: they meet no other of it."""
        return frozenset(
            duty.discharge.record
            for duty in self.kept.values()
            if duty.discharge is not None
            and duty.discharge.record is not None
            and duty.rule.clause == line.clause.id
            and duty.subject == aspect.subject
        )

    def _place(
        self, line: Line, aspect: Aspect, duties: list[Obligation], unsure: dict[ObligationId, FactName]
    ) -> None:
        lacking: set[FactName] = set()
        as_of, owed, projected = self.as_of, self.owed, self.projected
        if not unsure and not self.waivers:
            for duty in duties:
                (owed if duty.window.opens <= as_of else projected).append(duty)
            return
        for duty in duties:
            if unsure and duty.id in unsure and not self._is_known(duty):
                lacking.add(unsure[duty.id])
                continue
            if self.waivers and duty.is_open and is_let_go(duty, as_of, self.waivers):
                duty = evolve(duty, state=ObligationState.WAIVED)  # noqa: PLW2901
            (owed if duty.window.opens <= as_of else projected).append(duty)
        if lacking:
            self._lack(line, aspect, tuple(sorted(lacking)))

    def _is_known(self, duty: Obligation) -> bool:
        """Say whether a duty stands whatever the grade was: visited in its window, or met when the file had it owed.

        A late visit proves no duty that may never have been owed.
        """
        if duty.state is not ObligationState.FULFILLED:
            return False
        kept = self.kept.get(duty.id)
        return duty.late_days == 0 or (kept is not None and kept.state is ObligationState.FULFILLED)

    def _unfilled(self, line: Line, case: Case, ruling: GoverningGrade | None) -> None:
        """Nothing falls due: say which fact is behind it."""
        aspect = case.aspect
        outdated = (line.clause.id, aspect.subject) in self.outdated
        once = line.on_event and isinstance(line.clause.require, OnceAfter)
        matures = not outdated and not once and not isinstance(line.clause.require, OnSignal)
        if ruling is not None and ruling.fails_on(self.as_of):
            value = aspect.text(ruling.fact, line.declared, self.said)
            self._exempt(line, aspect, ruling.fact, value)
        elif matures and case.ends is not None and self.as_of < case.ends:
            self._exempt(line, aspect, FactName("matures_on"), say("value.day", day=case.ends))
        elif case.known_from is not None and not outdated:
            self._exempt(line, aspect, FactName("past_known_from"), say("value.day", day=case.known_from))
        else:
            self._exempt(line, aspect, FactName("effective"), say("value.not_in_force"))

    def _case(self, line: Line, aspect: Aspect, assumed: tuple[FactName, ...]) -> Case:
        seen: tuple[Sighting, ...] = ()
        if self.seen and line.counts_from_visits:
            proving = able(line.rule, aspect.subject, self._concerning(line, aspect), self._paid(line, aspect))
            group, key = line.rule.separate, (line.clause.id, aspect.subject)
            seen = tuple([one for one in proving if group is None or is_free(self.taken, one, group, key)])
        as_of, labels = self.as_of, line.labels(assumed) if assumed else ()
        rule, subject, loans = line.rule, aspect.subject, aspect.loan_ids
        duty = duty_maker(rule, subject, loans, as_of=as_of, assumed=assumed, assumed_labels=labels)
        return Case(aspect, self.calendar, line.clause.roll, as_of, self.until, seen, duty, self.periods)

    def _paid(self, line: Line, aspect: Aspect) -> frozenset[str]:
        """The records that met a duty of this line together with an earlier one."""
        return frozenset(
            str(duty.discharge.record)
            for duty in self.file.obligations
            if duty.discharge is not None and duty.rule.clause == line.clause.id and duty.subject == aspect.subject
        )

    def _exempt(self, line: Line, aspect: Aspect, fact: FactName, value: Text) -> None:
        if fact in line.protected:
            value = say("value.withheld")
        own = line.declared.get(fact) if line.declared else None
        label = None if own is None else fact_noun(own.name, {own.name: own})
        self.exempt.append(exemption_of(line.clause.id, aspect.subject, fact, value, label))

    def _lack(self, line: Line, aspect: Aspect, missing: tuple[FactName, ...]) -> None:
        self.undetermined.append(
            Undetermined(clause=line.clause.id, subject=aspect.subject, missing=missing, labels=line.labels(missing))
        )


def _finder(line: Line) -> Callable[[Any, Case], Iterator[Occurrence] | Absent | Missing]:
    return (_ON_EVENT if line.on_event else _KINDS)[type(line.clause.require)]


_ON_EVENT: dict[type, Callable[[Any, Case], Iterator[Occurrence] | Absent | Missing]] = {
    OnceAfter: after_event,
    EveryGap: while_event,
}
"""The function of each kind of requirement that follows events."""


_KINDS: dict[type, Callable[[Any, Case], Iterator[Occurrence] | Absent | Missing]] = {
    OnceAfter: once_after,
    EveryPeriod: every_period,
    EveryGap: every_gap,
    Before: before,
    OnSignal: on_signal,
}
"""The function of each kind of requirement."""
