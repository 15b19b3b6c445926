"""What a duty was weighed against: the facts that decided, what lost and why, and what met it or let it go."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import evolve, frozen

from loanvisit.domain import (
    Accepts,
    BorrowerFile,
    Calendar,
    Condition,
    Deferral,
    EveryPeriod,
    Fact,
    FactName,
    FactValue,
    Grade,
    Method,
    Obligation,
    Proof,
    Substitution,
    value_text,
)
from loanvisit.domain.facts import fact_noun
from loanvisit.scheduling.clause import Clause
from loanvisit.scheduling.discharge import lacking, needs, objection, objection_code
from loanvisit.scheduling.governing import governing_code
from loanvisit.scheduling.knowing import Aspect, aspects
from loanvisit.scheduling.papers import aspects_of, clause_of, paper_of
from loanvisit.scheduling.policy import ClausePolicy, Policy
from loanvisit.scheduling.replaying import as_known
from loanvisit.scheduling.seeing import sightings
from loanvisit.scheduling.uniting import asking
from loanvisit.words import Text, counted, join, say, spaced


@frozen(kw_only=True)
class Ground:
    """What a duty was asked of: the file as it stood on the day, and the policy."""

    file: BorrowerFile
    policy: Policy
    calendar: Calendar
    as_of: date

    @classmethod
    def of(cls, file: BorrowerFile, policy: Policy, *, calendar: Calendar, as_of: date) -> "Ground":
        """Return the ground of the close of a day: what came later is not looked at."""
        return cls(file=as_known(file, as_of=as_of, calendar=calendar), policy=policy, calendar=calendar, as_of=as_of)

    def decided(self, duty: Obligation) -> Iterator[Proof]:
        """Yield which facts decided, or that the file carries it; then the clauses of the same series that lost."""
        weighed = self._weighed(duty)
        if self._is_carried(duty):
            yield Proof(key="carried", statement=say("proof.carried"))
        elif weighed is not None:
            yield from weighed.facts()
            yield from weighed.lost()

    def stands(self, duty: Obligation) -> Iterator[Proof]:
        """Yield what let a duty go or met it, what it still lacks, and which visits of its window did not meet it."""
        yield from self._let_go(duty)
        if duty.is_open:
            yield from self._unmet(duty)

    def _weighed(self, duty: Obligation) -> "_Weighed | None":
        """Weigh the paper or the clause that a duty follows from; None where neither is known."""
        policy, paper = self.policy, paper_of(duty, self.file)
        if paper is not None:
            found = aspects_of(paper, self.file, as_of=self.as_of)
            return _Weighed.of(clause_of(duty, paper), duty, self, found, applies=(), declared=paper.declared)
        if not isinstance(policy, ClausePolicy) or duty.rule.policy != policy.id:
            return None
        versions = [one for one in policy.clauses if one.id == duty.rule.clause]
        in_force = [one for one in versions if one.is_effective(duty.original_last)]
        for clause in (in_force or versions)[:1]:
            found = aspects(self.file, clause.level, as_of=self.as_of)
            return _Weighed.of(clause, duty, self, found, applies=policy.applies, declared=policy.declared)
        return None

    def _is_carried(self, duty: Obligation) -> bool:
        """Say whether the file has a duty that the policy, asked again, does not answer with."""
        if all(one.id != duty.id for one in self.file.obligations):
            return False
        until = max(self.as_of, duty.window.last)
        found = asking(self.policy, calendar=self.calendar, as_of=self.as_of, until=until)(self.file)
        return all(one.id != duty.id for one in (*found.owed, *found.projected))

    def _let_go(self, duty: Obligation) -> Iterator[Proof]:
        """Yield each waiver of a duty, in force or run out while it is owed, and each method that stands in for it."""
        for waiver in self.file.waivers:
            if waiver.about != duty.id:
                continue
            days = {"granted": waiver.granted_on, "expires": waiver.expires_on}
            values: dict[str, FactValue] = {"waiver": waiver.id.value, **days}
            if waiver.is_in_force(self.as_of):
                said = say("proof.waived", waiver=waiver.id.value, **days)
                yield Proof(key="waived", statement=said, values=values)
            elif duty.is_open:
                said = say("proof.waiver.over", waiver=waiver.id.value, expires=waiver.expires_on)
                yield Proof(key="waiver.over", statement=said, values=values)
        for one in self.file.substitutions:
            if one.about == duty.id:
                yield _substituted(one)

    def granted(self, duty: Obligation) -> Deferral | None:
        """Return the deferral that moved the last day of a duty, None where the file does not hold it."""
        return next((one for one in self.file.deferrals if one.about == duty.id), None)

    def _unmet(self, duty: Obligation) -> Iterator[Proof]:
        """Yield each visit made since the window opened that looked at the subject and cannot meet the duty."""
        rule, needed = duty.rule, needs(duty.rule)
        for seen in () if rule.kind.is_desk else sightings(self.file, as_of=self.as_of):
            if seen.on < duty.window.opens:
                continue
            code, against = (
                objection_code(rule, duty.subject, seen, duty.id),
                objection(rule, duty.subject, seen, duty.id),
            )
            left = lacking(needed, seen, duty.subject)
            if code is None and left:
                code, reason = "lacking", say("proof.lacks", lacks=join(list(evolve(duty, lacks=left).lacks_as)))
            elif code is None or code == "subject" or against is None:
                continue
            else:
                reason = against[1]
            said = say("proof.unmet", day=seen.on, reason=reason)
            yield Proof(key="unmet", statement=said, values={"day": seen.on, "code": code})


@frozen(kw_only=True)
class _Weighed:
    """The conditions of a clause, each fact with its value as it decided the duty."""

    clause: Clause
    duty: Obligation
    ground: Ground
    aspect: Aspect
    ruling: FactName | None
    applies: tuple[Condition, ...]
    declared: Mapping[FactName, Fact]

    @classmethod
    def of(
        cls,
        clause: Clause,
        duty: Obligation,
        ground: Ground,
        found: Iterable[Aspect],
        *,
        applies: tuple[Condition, ...],
        declared: Mapping[FactName, Fact],
    ) -> "_Weighed | None":
        """Weigh a clause for the subject of a duty; None where the file does not know the subject any more."""
        aspect = next((one for one in found if one.subject == duty.subject), None)
        if aspect is None:
            return None
        ruling = _ruling(clause, (*applies, *clause.when), declared, aspect)
        return cls(
            clause=clause,
            duty=duty,
            ground=ground,
            aspect=aspect,
            ruling=ruling,
            applies=applies,
            declared=declared,
        )

    def tests(self, clause: Clause) -> tuple[Condition, ...]:
        """Return the conditions of the policy and of a clause."""
        return (*self.applies, *clause.when)

    def value(self, name: FactName) -> FactValue | None:
        """Return a fact's value as it decides: of a grade that rules by periods, the one that governs this one."""
        if name != self.ruling:
            return self.aspect.today(name)
        grade = self.aspect.fact(name)
        if not isinstance(grade, Grade):  # pragma: no cover: a ruling fact is a known grade
            return None
        code = governing_code(grade, opens=self.duty.window.opens, starts=self.aspect.starts)
        return None if code is None else grade.scale.grade(code)

    def failing(self, clause: Clause) -> FactName | None:
        """Return the first fact that fails a condition of a clause; None where none surely does."""
        declared = self.declared
        for test in self.tests(clause):
            if test.weigh(self.value(test.fact), declared[test.fact]) is False:
                return test.fact
        return None

    def facts(self) -> Iterator[Proof]:
        """Yield each fact that is known to meet the conditions."""
        for name in dict.fromkeys(test.fact for test in self.tests(self.clause)):
            if name in self.duty.assumed or self.value(name) is None:
                continue
            key = "proof.fact.governing" if name == self.ruling else "proof.fact"
            said = say(key, fact=fact_noun(name, self.declared), value=spaced(self.shown(name)))
            yield Proof(key="fact", statement=said, values={"fact": name})

    def lost(self) -> Iterator[Proof]:
        """Yield each other clause of the series, with the fact for which it does not apply."""
        policy, own = self.ground.policy, self.clause
        if not isinstance(policy, ClausePolicy) or own.series is None:
            return
        last = self.duty.original_last
        in_force = {one.id for one in policy.clauses if one.is_effective(last)}
        for other in policy.clauses:
            if (
                other.series != own.series
                or other.id == own.id
                or (other.id in in_force and not other.is_effective(last))
            ):
                continue
            failing = self.failing(other)
            values = {"clause": other.id.value}
            if failing is not None:
                fact = fact_noun(failing, self.declared)
                said = say("proof.lost", clause=other.id.value, fact=fact, value=spaced(self.shown(failing)))
                yield Proof(key="lost", statement=said, values={**values, "fact": failing})
            elif other.id not in in_force:
                said = say("proof.lost.dated", clause=other.id.value, last=last)
                yield Proof(key="lost", statement=said, values={**values, "fact": "effective"})

    def shown(self, name: FactName) -> Text:
        """Return a fact's value as a reader may see it."""
        declared = self.declared
        if declared[name].is_protected:
            return say("value.withheld")
        return value_text(name, self.value(name), declared)


def _ruling(
    clause: Clause, tests: tuple[Condition, ...], declared: Mapping[FactName, Fact], aspect: Aspect
) -> FactName | None:
    """Return the grade that decides a natural-period clause period by period: the first known one it tests."""
    if not isinstance(clause.require, EveryPeriod):
        return None
    for test in tests:
        value = aspect.fact(test.fact)
        if isinstance(value, Grade) and declared[test.fact].accepts(value):
            return test.fact
    return None


def methods_of(duty: Obligation) -> Proof:
    """Return which methods can meet a duty, and which others cannot; of work at the desk, what kind of work."""
    rule = duty.rule
    if rule.kind.is_desk:
        return Proof(key="desk", statement=say("proof.desk", kind=rule.kind.text), values={"kind": rule.kind.value})
    people = counted("visitors", rule.visitors)
    key = "proof.methods.data" if rule.accepts is Accepts.DATA else "proof.methods"
    said = say(key, accepts=rule.accepts.text, people=people)
    weak = tuple(
        Proof(key="method.weak", statement=say("proof.method.weak", method=one.text), values={"method": one.value})
        for one in Method
        if one not in rule.accepts.methods
    )
    values = {"accepts": rule.accepts.value, "visitors": rule.visitors}
    return Proof(key="methods", statement=said, parts=weak, values=values)


def met_of(duty: Obligation) -> Iterator[Proof]:
    """Yield what met a duty, and what one met in part still lacks."""
    by = duty.discharge
    if duty.lacks:
        yield Proof(key="lacks", statement=say("proof.lacks", lacks=join(list(duty.lacks_as))))
    if by is None or duty.is_open:
        return
    told = by_text(duty)
    values: dict[str, FactValue] = {"day": by.on, "late_days": duty.late_days}
    values |= {} if by.record is None else {"record": by.record.value}
    values |= {} if by.visit is None else {"visit": by.visit.value}
    if duty.late_days:
        said = say("proof.met.late", by=told, day=by.on, days=counted("days", duty.late_days))
    elif by.on > duty.original_last:
        said = say("proof.met.deferred", by=told, day=by.on, was=duty.original_last)
    else:
        said = say("proof.met", by=told, day=by.on)
    yield Proof(key="met", statement=said, values=values)


def _substituted(one: Substitution) -> Proof:
    name, until = one.id.value, one.until
    said = say("proof.substituted", name=name, method=one.method.text, granted=one.granted_on, until=until)
    values = {"substitution": name, "method": one.method.value, "granted": one.granted_on, "until": until}
    return Proof(key="substituted", statement=said, values=values)


def deferred_of(duty: Obligation, deferral: Deferral | None = None) -> Iterator[Proof]:
    """Yield from which last day to which a duty was deferred, by which deferral where that is known.

    Who asked, who allowed it and why stand with the deferral, which its id names.
    """
    if duty.deferred_from is None:
        return
    was, last = duty.deferred_from, duty.window.last
    if deferral is None:
        yield Proof(
            key="deferred", statement=say("proof.deferred", was=was, last=last), values={"was": was, "last": last}
        )
        return
    name, granted = deferral.id.value, deferral.granted_on
    said = say("proof.deferred.granted", deferral=name, granted=granted, was=was, last=last)
    yield Proof(key="deferred", statement=said, values={"deferral": name, "granted": granted, "was": was, "last": last})


def by_text(duty: Obligation) -> Text:
    """Return what met a duty, by its id where it has one."""
    by = duty.discharge
    if duty.works:
        return say("proof.by.desk", by=duty.works[-1].by.value)
    if by is not None and by.record is not None:
        return say("proof.by.record", id=by.record.value)
    return say("proof.by.past") if by is None or by.visit is None else say("proof.by.visit", id=by.visit.value)
