"""The four answers for one file: every clause asked about every subject, and none left unanswered."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from attrs import evolve, frozen

from loanvisit.domain import (
    BUILT_IN_FACTS,
    Anchor,
    Before,
    BorrowerFile,
    Calendar,
    ClauseId,
    Condition,
    Duties,
    EveryGap,
    EveryPeriod,
    Exemption,
    Fact,
    FactKind,
    FactName,
    Grade,
    Obligation,
    ObligationId,
    ObligationState,
    OnceAfter,
    OnSignal,
    RecordId,
    Rule,
    Subject,
    Undetermined,
    fact_text,
    value_text,
)
from loanvisit.domain.minting import duties_of, duty_maker, exemption_of, met_duty
from loanvisit.scheduling.after_event import after_event
from loanvisit.scheduling.before import before
from loanvisit.scheduling.clause import Clause, Level, MissingFact
from loanvisit.scheduling.discharge import met
from loanvisit.scheduling.every_gap import every_gap
from loanvisit.scheduling.every_period import every_period
from loanvisit.scheduling.governing import GoverningGrade, lacking_before
from loanvisit.scheduling.knowing import Aspect, aspects
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.on_signal import on_signal
from loanvisit.scheduling.once_after import once_after
from loanvisit.scheduling.replaying import as_known
from loanvisit.scheduling.seeing import Sighting, sightings
from loanvisit.scheduling.settling import (
    Taken,
    already_taken,
    is_free,
    is_let_go,
    qualifying,
    settle,
    waivers_by_duty,
    with_kept_state,
)
from loanvisit.words import Text, say


@frozen(kw_only=True)
class Line:
    """A clause made ready to be asked: all its conditions with the facts they test, and what its duties share.

    `graded` are the facts that can decide a natural-period clause period by period, each with the conditions on it.
    `protected` are those it reads of which no answer shows the value. `counts_from_visits` says whether each visit
    decides what is owed next, so that the requirement itself must see them; `is_dated`, whether it is in force between
    days of its own. `own` are the bank's own facts among those it tests or counts from. `on_event` says whether
    each event of a kind makes a duty.
    """

    clause: Clause
    rule: Rule
    tests: tuple[tuple[Condition, Fact], ...]
    graded: tuple[tuple[Fact, tuple[Condition, ...]], ...]
    protected: frozenset[FactName]
    counts_from_visits: bool
    is_dated: bool
    own: tuple[Fact, ...]
    on_event: bool

    @classmethod
    def of(
        cls, clause: Clause, applies: tuple[Condition, ...], rule: Rule, declared: Mapping[FactName, Fact]
    ) -> "Line":
        """Return the line of a clause under the policy's common conditions."""
        tests = tuple((test, declared[test.fact]) for test in (*applies, *clause.when))
        tested = dict.fromkeys(fact for _, fact in tests)
        require = clause.require
        counted = [declared[name] for name in sorted(require.reads)]
        on_event = isinstance(require, OnceAfter) and declared[require.after].kind is FactKind.EVENT
        is_periodic = isinstance(require, EveryPeriod)
        graded = [fact for fact in tested if is_periodic and fact.kind is FactKind.GRADE]
        return cls(
            clause=clause,
            rule=rule,
            tests=tests,
            graded=tuple((fact, tuple(test for test, on in tests if on == fact)) for fact in graded),
            protected=frozenset(
                fact.name for fact in (*tested, *(declared[name] for name in clause.reads)) if fact.is_protected
            ),
            counts_from_visits=isinstance(require, EveryGap) and require.anchor is Anchor.LAST_VISIT,
            is_dated=clause.effective_from is not None or clause.effective_to is not None,
            own=tuple(fact for fact in (*tested, *counted) if fact is not BUILT_IN_FACTS.get(fact.name)),
            on_event=on_event,
        )

    @property
    def declared(self) -> Mapping[FactName, Fact]:
        """The bank's own facts by name."""
        return {fact.name: fact for fact in self.own} if self.own else _NONE

    def labels(self, names: tuple[FactName, ...]) -> tuple[Text, ...]:
        """Return what facts are called, nothing where all of them are built in."""
        own = self.declared
        return tuple(fact_text(name, own) for name in names) if own.keys() & set(names) else ()


_NONE: Mapping[FactName, Fact] = MappingProxyType({})


def answer(lines: tuple[Line, ...], file: BorrowerFile, *, calendar: Calendar, as_of: date, until: date) -> Duties:
    """Ask every line about every subject of a file."""
    desk = _Desk(file, calendar, as_of, until)
    for line in lines:
        for aspect in desk.aspects(line.clause.level):
            desk.ask(line, aspect)
    return duties_of(desk.owed, desk.projected, desk.exempt, desk.undetermined)


_UNDETERMINED = MissingFact.UNDETERMINED


class _Desk:
    """Gathers the answers of one file while its lines are asked."""

    def __init__(self, file: BorrowerFile, calendar: Calendar, as_of: date, until: date) -> None:
        self.file = file = as_known(file, as_of=as_of, calendar=calendar)
        self.calendar, self.as_of, self.until = calendar, as_of, until
        self.seen = sightings(file, as_of=as_of)
        self.kept = {duty.id: duty for duty in file.obligations}
        self.waivers = waivers_by_duty(file)
        self.taken: Taken = already_taken(file, self.seen)
        self.outdated: set[tuple[ClauseId, Subject]] = set()
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

    def ask(self, line: Line, aspect: Aspect) -> None:
        ruling = _ruling(line, aspect) if line.graded else None
        failing, missing, is_unsure = _weigh(line, aspect, ruling) if line.tests else _UNTESTED
        if failing is not None:
            self._exempt(line, aspect, failing, value_text(failing, aspect.today(failing), line.declared))
        elif (
            missing
            and (is_unsure or line.clause.missing is _UNDETERMINED)
            and (ruling is None or ruling.may_hold(aspect.starts))
        ):
            self._lack(line, aspect, missing)
        elif ruling is not None and ruling.never_held(aspect.starts) and ruling.fails_on(self.as_of):
            self._exempt(line, aspect, ruling.fact, value_text(ruling.fact, aspect.today(ruling.fact), line.declared))
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
        unsure: dict[ObligationId, FactName] = {}
        duties: list[Obligation] = []
        if line.is_dated or ruling is not None:
            found = self._in_force(line, case, ruling, found)
        for open_duty, seen in found:
            if open_duty.raw > until and duties and self._is_further(open_duty, duties[-1]):
                break  # the next one after the last day of the plan is there already
            duty = open_duty if seen is None else met_duty(open_duty, met(seen), open_duty.version + 1)
            if ruling is not None and starts is not None:
                ruled = ruling.governs(duty, starts=starts, as_of=self.as_of)
                if ruled is False:
                    continue
                if ruled is not True:
                    unsure[duty.id] = ruled
            duties.append(duty)
            if seen is not None and line.rule.separate is not None:
                self.taken[id(seen), line.rule.separate] = line.clause.id, aspect.subject
        if not duties:
            self._unfilled(line, case, ruling)
            return
        if self.kept or self.seen:
            duties = self._met(line, aspect, duties, unsure)
        self._place(line, aspect, duties, unsure)

    def _is_further(self, duty: Obligation, shown: Obligation) -> bool:
        """Say whether a duty opens after the day of the plan, and after one still to be met that is shown already."""
        return shown.is_open and duty.window.opens > self.as_of and duty.window.opens > shown.window.opens

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
        if not self.seen or from_visits:
            return duties
        able = qualifying(line.rule, aspect.subject, self.seen, frozenset())
        if self.kept:
            spent = self._spent(line, aspect)
            able = tuple(one for one in able if one.record not in spent)
        return settle(duties, able, self.taken, waivers=self.waivers, unsure=unsure) if able else duties

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
        matures = not outdated and not line.on_event and not isinstance(line.clause.require, OnSignal)
        if ruling is not None and ruling.fails_on(self.as_of):
            value = value_text(ruling.fact, aspect.today(ruling.fact), line.declared)
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
            able = qualifying(line.rule, aspect.subject, self.seen, self._paid(line, aspect))
            group, key = line.rule.separate, (line.clause.id, aspect.subject)
            seen = tuple(one for one in able if is_free(self.taken, one, group, key))
        as_of, labels = self.as_of, line.labels(assumed) if assumed else ()
        rule, subject, loans = line.rule, aspect.subject, aspect.loan_ids
        duty = duty_maker(rule, subject, loans, as_of=as_of, assumed=assumed, assumed_labels=labels)
        return Case(aspect, self.calendar, line.clause.roll, as_of, self.until, seen, duty)

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
        own = line.declared.get(fact)
        label = None if own is None else own.label
        self.exempt.append(exemption_of(line.clause.id, aspect.subject, fact, value, label))

    def _lack(self, line: Line, aspect: Aspect, missing: tuple[FactName, ...]) -> None:
        self.undetermined.append(
            Undetermined(clause=line.clause.id, subject=aspect.subject, missing=missing, labels=line.labels(missing))
        )


def _ruling(line: Line, aspect: Aspect) -> GoverningGrade | None:
    """Return the first known grade that decides a natural-period clause, with every condition on it."""
    for fact, tests in line.graded:
        value = aspect.fact(fact.name)
        if type(value) is Grade and fact.accepts(value):
            return GoverningGrade.of(fact.name, tests, value)
    return None


class _Weighed(NamedTuple):
    """What the conditions say today: the fact that fails one, else those missing."""

    failing: FactName | None
    missing: tuple[FactName, ...]
    is_unsure: bool


_UNTESTED = _Weighed(None, (), is_unsure=False)


def _weigh(line: Line, aspect: Aspect, ruling: GoverningGrade | None) -> _Weighed:
    """Weigh every condition but those on the grade that rules period by period.

    A grade known only from a later day on leaves the duty undetermined, whatever the clause says of missing facts.
    """
    missing: list[FactName] = []
    is_unsure = False
    for test, declared in line.tests:
        if ruling is not None and test.fact == ruling.fact:
            continue
        value = aspect.today(test.fact)
        holds = test.weigh(value, declared)
        if holds:
            continue
        if holds is None:
            later = aspect.fact(test.fact) if value is None else None
            changes = type(later) is Grade and declared.accepts(later)
            missing.append(lacking_before(test.fact, later) if type(later) is Grade and changes else test.fact)
            is_unsure = is_unsure or changes
        else:
            return _Weighed(test.fact, (), is_unsure=False)
    return _Weighed(None, tuple(dict.fromkeys(missing)), is_unsure) if missing else _UNTESTED


def _finder(line: Line) -> Callable[[Any, Case], Iterator[Occurrence] | Absent | Missing]:
    return after_event if line.on_event else _KINDS[type(line.clause.require)]


_KINDS: dict[type, Callable[[Any, Case], Iterator[Occurrence] | Absent | Missing]] = {
    OnceAfter: once_after,
    EveryPeriod: every_period,
    EveryGap: every_gap,
    Before: before,
    OnSignal: on_signal,
}
"""The function of each kind of requirement."""
