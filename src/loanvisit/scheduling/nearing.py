"""The least changes of what is known that flip the answer whether anything is due about a subject on a day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, cast

from attrs import evolve

from loanvisit.domain import (
    BUILT_IN_FACTS,
    NO_LEGAL,
    Alteration,
    BorrowerFile,
    Calendar,
    Condition,
    EventId,
    Fact,
    FactKind,
    FactName,
    FactValue,
    LoanEvent,
    Method,
    NearestChange,
    NearestChanges,
    Obligation,
    PastVisit,
    Signal,
    SignalId,
    SignalLevel,
    Subject,
    value_text,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.facts import fact_noun
from loanvisit.scheduling.altering import (
    Altered,
    Place,
    Step,
    behind,
    days_around,
    is_possible,
    other_amounts,
    places,
    since_place,
    steps,
    unnamed_code,
)
from loanvisit.scheduling.due_on_day import check_subject, due_on_day
from loanvisit.scheduling.policy import ClausePolicy, Policy
from loanvisit.scheduling.replaying import as_known
from loanvisit.scheduling.seeing import sighting
from loanvisit.words import Text, join, label, say

_DERIVED = frozenset({FactName("tenor_months")})
"""What follows from days that are altered themselves."""


@guarded
def nearest_changes(
    file: BorrowerFile, subject: Subject, *, on: date, policy: Policy, calendar: Calendar
) -> NearestChanges:
    """Find, for each fact, the least change that flips whether anything is due about a subject on a day.

    One thing is altered at a time, wherever it is carried (each loan and drawdown behind the subject, the borrower):

    - a code takes every other value, declared or named by a clause, and one that no clause names; a flag the other;
    - a grade takes every other grade, the nearest on its scale first; since when it holds is a day like any other;
    - a number or amount takes the bounds that clauses name and both sides of each, the nearest first;
    - a day, and the day of the last past visit, moves outward day by day, 400 days each way; a day not known is tried
      around the day asked for, and a payout or maturity may not be;
    - an event of each kind that the policy reads, told of the subject on a day up to 400 days before the day asked for,
      the nearest first (one to come is not known yet); each event there is of such a kind, left out;
    - a visit on the day, by each method and for all that is due; each past visit left out; a signal of each level on
      the day; each signal, and each waiver in force, left out.

    Where several changes of a fact lie equally near, all of them are told. The tenor follows from days and is not
    altered by itself; what steps have recorded in the file stays as it is.

    Args:
        file: the borrower's file; what it holds of later days is not looked at.
        subject: one of its drawdowns or loans, or the borrower.
        on: the close of this day.
        policy: what is asked; only a `ClausePolicy` tells the bounds it names.
        calendar: counts and rolls working days.

    Returns:
        The changes, fact by fact in declared order (each fact by the id of who carries it, of a kind of event the one
        added first), then visits, signals and waivers; and the facts of which no such change flips the answer. Of a
        fact that is a person's own it is told that it matters, not to what it would change.

    Raises:
        InputError: the file does not know the subject, or the policy refuses the day.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.domain import five_tier
        >>> from loanvisit.testing import a_file, a_loan
        >>> loan = a_loan("L-1", disbursed_on=date(2026, 1, 20), risk=five_tier("pass", since=date(2026, 1, 20)))
        >>> policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
        >>> found = nearest_changes(a_file(loan), loan.id, on=date(2026, 2, 15), policy=policy, calendar=calendar)
        >>> found.is_due
        False
        >>> print(next(one for one in found.changes if one.name == "risk").text.en)
        the risk class of loan L-1 becomes special mention: routine check (special mention), last day 2026-02-28
    """
    check_subject(file, subject)
    then = as_known(file, as_of=on, calendar=calendar)
    return _Search(then, subject, on, policy, calendar).found()


class _Search:
    """Alters one thing after the other, and asks again."""

    def __init__(self, file: BorrowerFile, subject: Subject, on: date, policy: Policy, calendar: Calendar) -> None:
        self.file, self.subject, self.on, self.policy, self.calendar = file, subject, on, policy, calendar
        self.declared: Mapping[FactName, Fact] = BUILT_IN_FACTS
        self.tests: tuple[Condition, ...] = ()
        if isinstance(policy, ClausePolicy):
            self.declared = policy.declared
            self.tests = (*policy.applies, *(test for clause in policy.clauses for test in clause.when))
        self.now = self.due(file)

    def due(self, file: BorrowerFile) -> tuple[Obligation, ...]:
        return due_on_day(file, on=self.on, policy=self.policy, calendar=self.calendar).due(self.subject)

    def found(self) -> NearestChanges:
        able = [fact for fact in self.declared.values() if fact.name not in _DERIVED]
        by_fact = {fact.name: tuple(self._of_fact(fact)) for fact in able}
        steady = tuple(name for name, changes in by_fact.items() if not changes and name in self.policy.reads)
        own = any(name not in BUILT_IN_FACTS for name in steady)
        labels = tuple(fact_noun(name, self.declared) for name in steady) if own else ()
        changes = [one for changes in by_fact.values() for one in changes]
        changes += [*self._visits(), *self._signals(), *self._waivers()]
        return NearestChanges(
            subject=self.subject,
            on=self.on,
            due=tuple(duty.id for duty in self.now),
            changes=tuple(changes),
            steady=steady,
            steady_labels=labels,
        )

    def _of_fact(self, fact: Fact) -> Iterator[NearestChange]:
        if fact.kind is FactKind.DATE:
            yield from self._of_day(fact)
        elif fact.kind is FactKind.EVENT:
            yield from self._events(fact)
        elif self._is_read(fact.name):
            tests = [test for test in self.tests if test.fact == fact.name]
            for place in places(fact, self.file, self.subject):
                known = place.value if fact.accepts(place.value) else None
                offset = other_amounts(self.file, self.subject, place.holder) if fact.name == "principal" else None
                yield from self._nearest(fact, place, steps(fact, known, tests, offset=offset))
                since = since_place(place) if known is not None else None
                if since is not None:
                    named = FactName(f"{fact.name}.since")
                    yield from self._nearest(fact, since, days_around(since.value, self.on), named=named)

    def _of_day(self, fact: Fact) -> Iterator[NearestChange]:
        is_event = fact.name in {"disbursed_on", "matures_on"}
        if not self._is_read(fact.name):
            return
        for place in places(fact, self.file, self.subject):
            known = place.value if type(place.value) is date else None
            yield from self._nearest(fact, place, days_around(known, self.on))
            if is_event and known is not None:
                yield from self._gone(fact, place)

    def _events(self, kind: Fact) -> Iterator[NearestChange]:
        """Yield an event of a kind told of the subject, and each event of it left out."""
        if kind.name not in self.policy.reads:
            return
        file, subject = self.file, self.subject
        name = EventId(unnamed_code((one.id.value for one in file.events), "altered"))

        def told(to: FactValue | None) -> BorrowerFile:
            more = LoanEvent(id=name, kind=kind.name, about=subject, on=cast("date", to))
            return evolve(file, events=(*file.events, more))

        for to, due in self._least(Place(subject, None, told), days_around(None, self.on, latest=self.on)):
            yield self._change(Alteration.EVENT_ADDED, subject, kind.name, kind, to=to, due=due)
        called = fact_noun(kind.name, self.declared)
        for one in file.events:
            due_then = self._flips(self._without("events", one)) if one.kind == kind.name else None
            if due_then is not None:
                yield self._made(Alteration.EVENT_REMOVED, one.about, one.id.value, called, due_then)

    def _is_read(self, name: FactName) -> bool:
        """Say whether the answer may depend on a fact.

        Beside what the policy reads: on a payout it depends what a visit saw, on the status which duties the file
        still carries, on a maturity the tenor and the clocks of law.
        """
        read = self.policy.reads
        always = name in {"disbursed_on", "status"}
        by_maturity = "tenor_months" in read or self.file.legal != NO_LEGAL
        return always or name in read or (name == "matures_on" and by_maturity)

    def _nearest(
        self, fact: Fact, place: Place, ways: Iterable[Step], *, named: FactName | None = None
    ) -> Iterator[NearestChange]:
        for to, due in self._least(place, ways):
            yield self._change(Alteration.VALUE, place.holder, named or fact.name, fact, to=to, due=due)

    def _least(self, place: Place, ways: Iterable[Step]) -> tuple[tuple[FactValue | None, tuple[Obligation, ...]], ...]:
        """Return the values of a place that flip the answer and lie nearest, each with what is due then."""
        for step in ways:
            tried = [(to, self._flips(partial(place.set, to))) for to in step]
            found = tuple((to, due) for to, due in tried if due is not None)
            if found:
                return found
        return ()

    def _gone(self, fact: Fact, place: Place) -> Iterator[NearestChange]:
        due = self._flips(partial(place.set, None))
        if due is not None:
            yield self._change(Alteration.EVENT_GONE, place.holder, fact.name, fact, to=None, due=due)

    def _flips(self, make: Altered) -> tuple[Obligation, ...] | None:
        """Return what is due in an altered file; None where that is no other answer, or there is no such file."""
        altered = is_possible(make)
        if altered is None:
            return None
        due = self.due(altered)
        return due if bool(due) is not bool(self.now) else None

    def _change(
        self,
        kind: Alteration,
        holder: Subject,
        name: FactName,
        fact: Fact,
        *,
        to: FactValue | None,
        due: tuple[Obligation, ...],
    ) -> NearestChange:
        shown = None if to is None else self._shown(fact, to)
        called = fact_noun(fact.name, self.declared)
        if name != fact.name:
            called = label("fact", name) if fact.name in BUILT_IN_FACTS else say("nearest.since", fact=called)
        hidden = fact.is_protected
        return self._made(kind, holder, name, called, due, to=None if hidden else to, shown=None if hidden else shown)

    def _shown(self, fact: Fact, to: FactValue) -> Text:
        named = tuple(str(bound) for test in self.tests if test.fact == fact.name for bound in test.values)
        if fact.kind is FactKind.CODE and not fact.codes and to == unnamed_code(named):
            return say("nearest.other_code")
        return value_text(fact.name, to, self.declared)

    @staticmethod
    def _made(
        kind: Alteration,
        holder: Subject,
        name: str,
        called: Text,
        due: tuple[Obligation, ...],
        *,
        to: FactValue | None = None,
        shown: Text | None = None,
    ) -> NearestChange:
        told = [say("nearest.duty", title=duty.rule.title, last=duty.window.last) for duty in due]
        answer = join(told, zh="；", en="; ") if told else say("nearest.nothing")
        ids = tuple(duty.id for duty in due)
        return NearestChange(
            kind=kind, holder=holder, name=name, label=called, to=to, shown=shown, due=ids, answer=answer
        )

    def _visits(self) -> Iterator[NearestChange]:
        """Yield the last visit moved, a visit made on the day, and each past visit left out."""
        called = say("nearest.visit")
        past = self.file.past
        seen = [one for one in past if (made := sighting(one, self.file)) is not None and made.covers(self.subject)]
        for last in seen[-1:]:
            place = Place(self.subject, last.on, self._moved(last))
            for to, then in self._least(place, days_around(last.on, self.on, latest=self.on)):
                shown = value_text(FactName("visit"), to)
                kind, name = Alteration.VISIT_MOVED, _visit_name(last)
                yield self._made(kind, self.subject, name, called, then, to=to, shown=shown)
        for method in Method if self.now else ():
            due = self._flips(self._with("past", self._visit(method)))
            if due is not None:
                kind, shown = Alteration.VISIT_MADE, method.text
                yield self._made(kind, self.subject, "", called, due, to=method.value, shown=shown)
        for one in past:
            due = self._flips(self._without("past", one))
            if due is not None:
                yield self._made(Alteration.VISIT_GONE, self.subject, _visit_name(one), called, due)

    def _moved(self, last: PastVisit) -> Callable[[FactValue | None], BorrowerFile]:
        """Return what puts the last visit on another day."""
        rest = tuple(one for one in self.file.past if one is not last)
        return lambda to: evolve(self.file, past=(*rest, evolve(last, on=cast("date", to))))

    def _visit(self, method: Method) -> PastVisit:
        """Return a visit on the day that serves all that is due."""
        return PastVisit(
            on=self.on,
            method=method,
            loans=tuple(loan.id for loan in behind(self.file, self.subject)),
            borrower=self.file.id,
            purposes=frozenset(duty.rule.purpose for duty in self.now),
            visitors=max(duty.rule.visitors for duty in self.now),
        )

    def _signals(self) -> Iterator[NearestChange]:
        """Yield a signal of each level raised on the day, and each signal left out."""
        called = label("fact", "signal")
        name = SignalId(unnamed_code((one.id.value for one in self.file.signals), "altered"))
        for level in SignalLevel:
            raised = Signal(id=name, about=self.subject, kind="altered", level=level, raised_on=self.on)
            due = self._flips(self._with("signals", raised))
            if due is not None:
                kind, shown = Alteration.SIGNAL_RAISED, level.text
                yield self._made(kind, self.subject, "", called, due, to=level.value, shown=shown)
        for one in self.file.signals:
            due = self._flips(self._without("signals", one))
            if due is not None:
                yield self._made(Alteration.SIGNAL_GONE, one.about, one.id.value, called, due)

    def _waivers(self) -> Iterator[NearestChange]:
        """Yield each waiver left out."""
        called = label("fact", "waiver")
        for one in self.file.waivers:
            due = self._flips(self._without("waivers", one))
            if due is not None:
                yield self._made(Alteration.WAIVER_GONE, self.subject, one.id.value, called, due)

    def _with(self, name: str, one: object) -> Altered:
        return lambda: evolve(self.file, **cast("Any", {name: (*getattr(self.file, name), one)}))

    def _without(self, name: str, one: object) -> Altered:
        rest = tuple(other for other in getattr(self.file, name) if other is not one)
        return lambda: evolve(self.file, **cast("Any", {name: rest}))


def _visit_name(visit: PastVisit) -> str:
    return visit.on.isoformat() if visit.id is None else visit.id.value
