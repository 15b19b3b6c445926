"""The four answers for one file: every clause asked about every subject, and none left unanswered."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from attrs import evolve, frozen

from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    Duties,
    Exemption,
    FactName,
    FactValue,
    Grade,
    Obligation,
    ObligationId,
    ObligationState,
    Rule,
    Undetermined,
)
from loanvisit.scheduling.before import before
from loanvisit.scheduling.clause import Clause, Level, MissingFact
from loanvisit.scheduling.conditions import Condition
from loanvisit.scheduling.discharge import met
from loanvisit.scheduling.every_gap import every_gap
from loanvisit.scheduling.every_period import every_period
from loanvisit.scheduling.governing import governs
from loanvisit.scheduling.knowing import Aspect, aspects
from loanvisit.scheduling.occurrence import Absent, Case, Missing, Occurrence
from loanvisit.scheduling.on_signal import on_signal
from loanvisit.scheduling.once_after import once_after
from loanvisit.scheduling.requirements import Anchor, Before, EveryGap, EveryPeriod, OnceAfter, OnSignal
from loanvisit.scheduling.seeing import Sighting, sightings
from loanvisit.scheduling.settling import (
    Taken,
    already_taken,
    is_free,
    kept_states,
    qualifying,
    settle,
    with_kept_state,
)
from loanvisit.words import Text, say, verbatim


@frozen(kw_only=True)
class Line:
    """A clause made ready to be asked: all its conditions in order, the one on a grade, and what its duties share."""

    clause: Clause
    rule: Rule
    conditions: tuple[Condition, ...]

    @classmethod
    def of(cls, clause: Clause, applies: tuple[Condition, ...], rule: Rule) -> "Line":
        """Return the line of a clause under the policy's common conditions."""
        return cls(clause=clause, rule=rule, conditions=(*applies, *clause.when))


def answer(lines: tuple[Line, ...], file: BorrowerFile, *, calendar: Calendar, as_of: date, until: date) -> Duties:
    """Ask every line about every subject of a file."""
    desk = _Desk(file, calendar, as_of, until)
    for line in lines:
        for aspect in desk.aspects(line.clause.level):
            desk.ask(line, aspect)
    return Duties(
        owed=tuple(desk.owed),
        projected=tuple(desk.projected),
        exempt=tuple(desk.exempt),
        undetermined=tuple(desk.undetermined),
    )


class _Asked(NamedTuple):
    """One line asked about one subject: the grade that decides it, and the condition that fails now, if any."""

    line: Line
    aspect: Aspect
    case: Case
    grade: tuple[Condition, Grade] | None
    failing: Condition | None


class _Desk:
    """Gathers the answers of one file while its lines are asked."""

    def __init__(self, file: BorrowerFile, calendar: Calendar, as_of: date, until: date) -> None:
        self.file, self.calendar, self.as_of, self.until = file, calendar, as_of, until
        self.seen = sightings(file, as_of=as_of)
        self.kept = kept_states(file, as_of=as_of)
        self.waived = frozenset(waiver.about for waiver in file.waivers if waiver.is_in_force(as_of))
        self.taken: Taken = already_taken(file, self.seen)
        self.levels: dict[str, tuple[Aspect, ...]] = {}
        self.owed: list[Obligation] = []
        self.projected: list[Obligation] = []
        self.exempt: list[Exemption] = []
        self.undetermined: list[Undetermined] = []

    def aspects(self, level: Level) -> tuple[Aspect, ...]:
        found = self.levels.get(level.value)
        if found is None:
            found = self.levels[level.value] = aspects(self.file, level)
        return found

    def ask(self, line: Line, aspect: Aspect) -> None:
        failing, value, missing = _weigh(line.conditions, aspect)
        grade = _graded(line, aspect)
        if grade is not None and failing is grade[0]:
            other, its_value, _ = _weigh(tuple(test for test in line.conditions if test is not failing), aspect)
            if other is not None:  # whatever the grade was before, this clause never spoke of the subject
                failing, value = other, its_value
        if failing is not None and not (grade is not None and failing is grade[0]):
            self._exempt(line, aspect, failing.fact, _shown(value))
        elif failing is None and missing and line.clause.missing is MissingFact.UNDETERMINED:
            self.undetermined.append(Undetermined(clause=line.clause.id, subject=aspect.subject, missing=missing))
        else:
            self._count(line, aspect, grade, failing)

    def _count(
        self, line: Line, aspect: Aspect, grade: "tuple[Condition, Grade] | None", failing: Condition | None
    ) -> None:
        case = self._case(line, aspect)
        found = _occurrences(line.clause, case)
        if isinstance(found, Absent):
            self._exempt(line, aspect, found.fact, found.value)
        elif isinstance(found, Missing):
            self.undetermined.append(Undetermined(clause=line.clause.id, subject=aspect.subject, missing=(found.fact,)))
        else:
            self._settle(_Asked(line, aspect, case, grade, failing), found)

    def _settle(self, asked: "_Asked", found: Iterator[Occurrence]) -> None:
        """Make duties of the occurrences the grade governs, and let the visits made pay them."""
        line, aspect, case, grade, failing = asked
        unsure: dict[ObligationId, FactName] = {}
        duties: list[Obligation] = []
        clause = line.clause
        dated = clause.effective_from is not None or clause.effective_to is not None
        outdated = False
        for open_duty, seen in found:
            window = open_duty.window
            if failing is not None and grade is not None and (grade[1].since is None or window.opens > grade[1].since):
                break
            if dated and not clause.is_effective(window.last):
                outdated = True
                continue
            duty = open_duty if seen is None else open_duty.fulfilled(met(seen))
            if grade is not None and case.starts is not None:
                ruled = governs(grade[0], grade[1], duty, starts=case.starts, as_of=self.as_of)
                if ruled is False:
                    continue
                if ruled is not True:
                    unsure[duty.id] = ruled
            duties.append(duty)
            if seen is not None and line.rule.separate is not None:
                self.taken[id(seen), line.rule.separate] = line.clause.id, aspect.subject
        if not duties:
            self._unfilled(asked, outdated=outdated)
            return
        if self.seen and not _counts_from_visits(clause):
            able = qualifying(line.rule, aspect.subject, self.seen, self._paid(line, aspect))
            duties = settle(duties, able, self.taken)
        self._place(line, aspect, duties, unsure)

    def _place(
        self, line: Line, aspect: Aspect, duties: list[Obligation], unsure: dict[ObligationId, FactName]
    ) -> None:
        lacking: set[FactName] = set()
        as_of, kept, owed, projected = self.as_of, self.kept, self.owed, self.projected
        for duty in duties:
            if kept:
                duty = with_kept_state(duty, kept.get(duty.id))  # noqa: PLW2901  the same duty, remembered
            if unsure and duty.id in unsure and not self._is_known(duty):
                lacking.add(unsure[duty.id])
                continue
            if self.waived and duty.is_open and duty.id in self.waived:
                duty = evolve(duty, state=ObligationState.WAIVED)  # noqa: PLW2901
            (owed if duty.window.opens <= as_of else projected).append(duty)
        if lacking:
            self.undetermined.append(
                Undetermined(clause=line.clause.id, subject=aspect.subject, missing=tuple(sorted(lacking)))
            )

    def _is_known(self, duty: Obligation) -> bool:
        """Say whether a duty stands whatever the grade was: visited in its window, or met when the file had it owed.

        A late visit proves no duty that may never have been owed.
        """
        if duty.state is not ObligationState.FULFILLED:
            return False
        kept = self.kept.get(duty.id)
        return duty.late_days == 0 or (kept is not None and kept.state is ObligationState.FULFILLED)

    def _unfilled(self, asked: "_Asked", *, outdated: bool) -> None:
        """Nothing falls due: say which fact is behind it."""
        line, aspect, case, _, failing = asked
        matures = not outdated and not isinstance(line.clause.require, OnSignal)
        if failing is not None:
            self._exempt(line, aspect, failing.fact, _shown(aspect.fact(failing.fact)))
        elif matures and case.ends is not None and self.as_of < case.ends:
            self._exempt(line, aspect, FactName("matures_on"), say("value.day", day=case.ends))
        elif case.known_from is not None and not outdated:
            self._exempt(line, aspect, FactName("past_known_from"), say("value.day", day=case.known_from))
        else:
            self._exempt(line, aspect, FactName("effective"), say("value.not_in_force"))

    def _case(self, line: Line, aspect: Aspect) -> Case:
        seen: tuple[Sighting, ...] = ()
        if self.seen and _counts_from_visits(line.clause):
            able = qualifying(line.rule, aspect.subject, self.seen, self._paid(line, aspect))
            group, key = line.rule.separate, (line.clause.id, aspect.subject)
            seen = tuple(one for one in able if is_free(self.taken, one, group, key))
        return Case(
            aspect=aspect,
            rule=line.rule,
            calendar=self.calendar,
            roll=line.clause.roll,
            as_of=self.as_of,
            until=self.until,
            seen=seen,
        )

    def _paid(self, line: Line, aspect: Aspect) -> frozenset[str]:
        """The records that met a duty of this line together with an earlier one."""
        return frozenset(
            str(duty.discharge.record)
            for duty in self.file.obligations
            if duty.discharge is not None and duty.rule.clause == line.clause.id and duty.subject == aspect.subject
        )

    def _exempt(self, line: Line, aspect: Aspect, fact: FactName, value: Text) -> None:
        self.exempt.append(Exemption(clause=line.clause.id, subject=aspect.subject, fact=fact, value=value))


def _weigh(
    conditions: tuple[Condition, ...], aspect: Aspect
) -> tuple[Condition | None, FactValue | None, tuple[FactName, ...]]:
    """Return the first condition that fails and its value, and the facts that are missing."""
    missing: list[FactName] = []
    for test in conditions:
        value = aspect.fact(test.fact)
        if value is None:
            missing.append(test.fact)
        elif not test.holds(value):
            return test, value, ()
    return None, None, tuple(missing)


def _graded(line: Line, aspect: Aspect) -> tuple[Condition, Grade] | None:
    """Return the condition on a grade that decides a natural-period clause, with the known grade."""
    if not isinstance(line.clause.require, EveryPeriod):
        return None
    for test in line.conditions:
        value = aspect.fact(test.fact)
        if type(value) is Grade:
            return test, value
    return None


def _counts_from_visits(clause: Clause) -> bool:
    """Say whether each visit decides what is owed next, so that the requirement itself must see them."""
    return isinstance(clause.require, EveryGap) and clause.require.anchor is Anchor.LAST_VISIT


def _occurrences(clause: Clause, case: Case) -> Iterator[Occurrence] | Absent | Missing:
    require = clause.require
    if isinstance(require, EveryPeriod):
        return every_period(require, case)
    if isinstance(require, EveryGap):
        return every_gap(require, case)
    if isinstance(require, OnceAfter):
        return once_after(require, case)
    return before(require, case) if isinstance(require, Before) else on_signal(require, case)


def _shown(value: FactValue | None) -> Text:
    """Return a fact's value as it may be shown: its label where it has one, else its text."""
    if isinstance(value, Grade):
        return value.text
    return verbatim(str(value))
