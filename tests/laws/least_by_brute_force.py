"""Least changes found by trying everything: every value, every bound and both its sides, every day for 400 days.

Nothing is left out for being unread (kinds of event that no clause counts from are told all together), and a way is
stopped only where a nearer one has flipped the answer; the files are altered here, by hand. Written from the words of
the rule, apart from the code that is judged by it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    BorrowerKind,
    Calendar,
    DrawdownId,
    EventId,
    Fact,
    FactName,
    Grade,
    Loan,
    LoanEvent,
    LoanId,
    LoanStatus,
    Method,
    Money,
    PastVisit,
    Signal,
    SignalId,
    SignalLevel,
    Subject,
    UnitId,
)
from loanvisit.errors import InputError
from loanvisit.scheduling import ClausePolicy, plan_file

REACH = 400


class Found(NamedTuple):
    """One least change: what, whose, its name, to what, and the ids of what is due then."""

    kind: str
    holder: str
    name: str
    to: str
    due: tuple[str, ...]


class BruteForce:
    """Tries every change of one file."""

    def __init__(
        self, file: BorrowerFile, subject: Subject, on: date, policy: ClausePolicy, calendar: Calendar
    ) -> None:
        told = [event for event in file.events if (event.known_on or event.on) <= on]
        self.file, self.subject, self.on = evolve(file, events=told), subject, on
        self.policy, self.calendar, self.tried = policy, calendar, 0
        self.before = self.due(self.file)
        if isinstance(subject, BorrowerId):
            self.loans = list(file.loans)
        elif isinstance(subject, LoanId):
            self.loans = [loan for loan in file.loans if loan.id == subject]
        else:
            self.loans = [loan for loan in file.loans if subject in [one.id for one in loan.drawdowns]]

    def due(self, file: BorrowerFile) -> tuple[str, ...]:
        """The ids of what is due: open, and its window has opened; these files carry no duties of their own."""
        self.tried += 1
        answers = self.policy.duties(file, calendar=self.calendar, as_of=self.on, until=self.on)
        open_ones = [duty for duty in answers.owed if duty.subject == self.subject and duty.is_open]
        return tuple(sorted(str(duty.id) for duty in open_ones))

    def all(self) -> set[Found]:
        """Every least change that flips the answer."""
        found: set[Found] = set()
        kinds = [str(name) for name, fact in self.policy.declared.items() if fact.kind.value == "event"]
        counted = {str(getattr(clause.require, "after", "")) for clause in self.policy.clauses}
        self.others = [kind for kind in kinds if kind not in counted]
        for name, fact in self.policy.declared.items():
            if name != "tenor_months" and name not in kinds:
                found |= self.of_fact(str(name), fact)
        for kind in kinds:
            if kind in counted or self.others_move:
                found |= self.of_events(kind)
        return found | self.of_visits() | self.of_signals() | self.of_waivers()

    def least(self, kind: str, holder: object, name: str, ways: Iterator[tuple[Any, Any, Any]]) -> set[Found]:
        """Of all ways (how far, to what, the file or what makes it) those that flip and lie nearest."""
        found: set[Found] = set()
        nearest = None
        for far, to, make in sorted(ways, key=lambda way: way[0]):
            if nearest is not None and far > nearest:
                break
            try:
                altered = make()
            except InputError:
                continue
            due = self.due(altered)
            if bool(due) != bool(self.before):
                nearest = far
                found.add(Found(kind, str(holder), name, said(to), due))
        return found

    def of_fact(self, name: str, fact: Fact) -> set[Found]:
        found: set[Found] = set()
        for holder, held, put in self.carried(name):
            known = held if held is not None and fact.accepts(held) else None
            found |= self.least("value", holder, name, self.ways(name, fact, holder, known, put))
            if isinstance(known, Grade):
                since = known.since
                moved = (
                    (abs(step), self.day(since, step), self.graded(put, known, self.day(since, step)))
                    for step in range(-REACH, REACH + 1)
                    if step or since is None
                )
                found |= self.least("value", holder, f"{name}.since", moved)
            if name in {"disbursed_on", "matures_on"} and known is not None:
                found |= self.least("event_gone", holder, name, iter([(0, None, lambda put=put: put(None))]))
        return found

    @staticmethod
    def graded(put: Any, known: Grade, day: date) -> Any:
        return lambda: put(
            Grade(scale=known.scale, code=known.code, since=day, was=known.was, was_since=known.was_since)
        )

    def day(self, known: date | None, step: int) -> date:
        return (self.on if known is None else known) + timedelta(days=step)

    def ways(self, name: str, fact: Fact, holder: object, known: Any, put: Any) -> Iterator[tuple[Any, Any, Any]]:
        """Every value a fact may take, with how far it lies."""
        kind = fact.kind.value
        bounds = [
            bound
            for test in (*self.policy.applies, *(test for clause in self.policy.clauses for test in clause.when))
            if test.fact == name
            for bound in test.values
        ]
        values: list[tuple[Any, Any]] = []
        if kind == "date":
            values = [(abs(step), self.day(known, step)) for step in range(-REACH, REACH + 1) if step or known is None]
        elif kind == "grade":
            assert fact.scale is not None
            for place, code in enumerate(fact.scale.grades):
                if known is None:
                    values.append((0, Grade(scale=fact.scale, code=code)))
                elif code != known.code:
                    values.append((abs(place - fact.scale.grades.index(known.code)), evolve(known, code=code)))
        elif kind == "flag":
            values = [(0, one) for one in (True, False) if one is not known]
        elif kind == "code":
            every = list(fact.codes) or [*dict.fromkeys(map(str, bounds)), "other"]
            values = [(0, one) for one in every if one != known]
        else:
            values = list(self.around(kind, bounds, known, self.added(name, holder)))
        for far, to in values:
            yield far, to, lambda to=to: put(to)

    def around(self, kind: str, bounds: list[Any], known: Any, added: Decimal) -> Iterator[tuple[Any, Any]]:
        """A bound and what lies just beside it."""
        for bound in bounds:
            least = Decimal(1).scaleb(bound.as_tuple().exponent) if kind == "decimal" else Decimal(1)
            for side in (-1, 0, 1):
                if kind == "money":
                    amount = bound.amount - added + side * Decimal("0.01")
                    if amount < 0 or (known is not None and known.currency != bound.currency):
                        continue
                    to: Any = Money(amount, bound.currency)
                    far = abs(amount - known.amount) if known is not None else 0
                else:
                    to = bound + side if kind == "whole" else bound + side * least
                    far = abs(to - known) if known is not None else 0
                if to != known:
                    yield far, to

    def added(self, name: str, holder: object) -> Decimal:
        """What the borrower's other loans add to the amount."""
        if name != "principal" or not isinstance(self.subject, BorrowerId):
            return Decimal(0)
        running = [loan for loan in self.loans if loan.status is LoanStatus.LIVE] or self.loans
        return sum(
            (loan.principal.amount for loan in running if loan.principal is not None and str(loan.id) != str(holder)),
            Decimal(0),
        )

    def carried(self, name: str) -> Iterator[tuple[object, Any, Any]]:
        """Who carries a fact, what it is there, and what puts another value there."""
        if name in {"product", "status", "principal", "risk", "unit"}:
            for loan in self.loans:
                held: Any = getattr(loan, name)
                held = getattr(held, "value", held) if name in {"status", "unit"} else held
                yield loan.id, held, self.loan_putter(loan, name)
        elif name == "disbursed_on":
            for loan in self.loans:
                for drawn in loan.drawdowns:
                    yield drawn.id, drawn.drawn_on, self.drawn_putter(loan, drawn.id, "drawn_on")
        elif name == "matures_on":
            yield from self.maturities()
        elif name == "borrower.kind":
            kind = self.file.borrower.kind
            yield (
                self.file.id,
                None if kind is None else kind.value,
                lambda to: evolve(self.file, borrower=evolve(self.file.borrower, kind=BorrowerKind(to))),
            )
        else:
            yield from self.own(name)

    def maturities(self) -> Iterator[tuple[object, Any, Any]]:
        for loan in self.loans:
            for drawn in loan.drawdowns:
                if drawn.id == self.subject and drawn.matures_on is not None:
                    yield drawn.id, drawn.matures_on, self.drawn_putter(loan, drawn.id, "matures_on")
            yield loan.id, loan.matures_on, self.loan_putter(loan, "matures_on")

    def own(self, name: str) -> Iterator[tuple[object, Any, Any]]:
        at_loans = [loan for loan in self.loans if name in loan.facts]
        at_borrower = self.file.facts[name] if name in self.file.facts else self.file.borrower.facts.get(name)
        for loan in at_loans or ([] if at_borrower is not None else self.loans):
            yield loan.id, loan.facts.get(name), self.fact_putter(loan, name)
        if at_borrower is not None:
            yield self.file.id, at_borrower, lambda to: evolve(self.file, facts={**self.file.facts, name: to})

    def swapped(self, loan: Loan) -> BorrowerFile:
        return evolve(self.file, loans=[loan if one.id == loan.id else one for one in self.file.loans])

    def fact_putter(self, loan: Loan, name: str) -> Any:
        return lambda to: self.swapped(evolve(loan, facts={**loan.facts, name: to}))

    def loan_putter(self, loan: Loan, name: str) -> Any:
        made: dict[str, Any] = {"status": LoanStatus, "unit": UnitId}
        return lambda to: self.swapped(evolve(loan, **{name: made.get(name, lambda same: same)(to)}))

    def drawn_putter(self, loan: Loan, drawn: DrawdownId, name: str) -> Any:
        def put(to: Any) -> BorrowerFile:
            drawdowns = [evolve(one, **{name: to}) if one.id == drawn else one for one in loan.drawdowns]
            return self.swapped(evolve(loan, drawdowns=drawdowns))

        return put

    def sees(self, visit: PastVisit) -> bool:
        """Say whether a past visit looked at the subject: a payout only if it was made by then."""
        if isinstance(self.subject, BorrowerId):
            return True
        if not set(visit.loans) & {loan.id for loan in self.loans}:
            return False
        drawn = [one for loan in self.loans for one in loan.drawdowns if one.id == self.subject]
        return not drawn or drawn[0].drawn_on is None or drawn[0].drawn_on <= visit.on

    def of_visits(self) -> set[Found]:
        found: set[Found] = set()
        past = [visit for visit in self.file.past if visit.on <= self.on]
        seen = [visit for visit in past if self.sees(visit)]
        for last in seen[-1:]:
            moved = (
                (abs(step), last.on + timedelta(days=step), self.visit_on(last, last.on + timedelta(days=step)))
                for step in range(-REACH, REACH + 1)
                if step and last.on + timedelta(days=step) <= self.on
            )
            found |= self.least("visit_moved", self.subject, called(last), moved)
        for visit in past:
            rest = [other for other in self.file.past if other is not visit]
            gone = iter([(0, None, lambda rest=rest: evolve(self.file, past=rest))])
            found |= self.least("visit_gone", self.subject, called(visit), gone)
        for method in Method if self.before else ():
            found |= self.least("visit_made", self.subject, "", iter([(0, method.value, self.visited(method))]))
        return found

    def visit_on(self, last: PastVisit, day: date) -> Any:
        return lambda: evolve(
            self.file, past=[evolve(visit, on=day) if visit is last else visit for visit in self.file.past]
        )

    def visited(self, method: Method) -> Any:
        part = plan_file(self.file, policy=self.policy, calendar=self.calendar, as_of=self.on, until=self.on)
        rules = [duty.rule for duty in part.duties.owed if str(duty.id) in self.before]
        visit = PastVisit(
            on=self.on,
            method=method,
            loans=[loan.id for loan in self.loans],
            borrower=self.file.id,
            purposes={rule.purpose for rule in rules},
            visitors=max(rule.visitors for rule in rules),
        )
        return lambda: evolve(self.file, past=[*self.file.past, visit])

    def of_events(self, kind: str) -> set[Found]:
        """An event of a kind on any day, past or to come, and each one there is left out."""
        added = (
            (abs(step), self.on + timedelta(days=step), self.happened([kind], self.on + timedelta(days=step)))
            for step in range(-REACH, REACH + 1)
        )
        found = self.least("event_added", self.subject, kind, added)
        for event in self.file.events:
            if event.kind == kind:
                rest = [other for other in self.file.events if other.id != event.id]
                gone = iter([(0, None, lambda rest=rest: evolve(self.file, events=rest))])
                found |= self.least("event_removed", event.about, str(event.id), gone)
        return found

    def happened(self, kinds: list[str], day: date) -> Any:
        events = [
            LoanEvent(id=EventId(f"altered{place or ''}"), kind=FactName(kind), about=self.subject, on=day)
            for place, kind in enumerate(kinds)
        ]
        return lambda: evolve(self.file, events=[*self.file.events, *events])

    @cached_property
    def others_move(self) -> bool:
        """Whether events of all the kinds that no clause counts from, on one day together, flip anything."""
        days = (self.on + timedelta(days=step) for step in range(-REACH, REACH + 1))
        return any(bool(self.due(self.happened(self.others, day)())) != bool(self.before) for day in days)

    def of_signals(self) -> set[Found]:
        found: set[Found] = set()
        for level in SignalLevel:
            signal = Signal(id=SignalId("altered"), about=self.subject, kind="E01", level=level, raised_on=self.on)
            raised = iter([(0, level.value, lambda one=signal: evolve(self.file, signals=[*self.file.signals, one]))])
            found |= self.least("signal_raised", self.subject, "", raised)
        for signal in self.file.signals:
            rest = [other for other in self.file.signals if other != signal]
            gone = iter([(0, None, lambda rest=rest: evolve(self.file, signals=rest))])
            found |= self.least("signal_gone", signal.about, str(signal.id), gone)
        return found

    def of_waivers(self) -> set[Found]:
        found: set[Found] = set()
        for waiver in self.file.waivers:
            rest = [other for other in self.file.waivers if other != waiver]
            gone = iter([(0, None, lambda rest=rest: evolve(self.file, waivers=rest))])
            found |= self.least("waiver_gone", self.subject, str(waiver.id), gone)
        return found


def called(visit: PastVisit) -> str:
    """What a past visit is called: by its id, else by its day."""
    return str(visit.id) if visit.id is not None else visit.on.isoformat()


def said(to: object) -> str:
    """A value so that two alike are spelt alike."""
    if isinstance(to, Grade):
        return f"{to.code} {to.since}"
    return f"{to.normalize():f}" if isinstance(to, Decimal) else str(to)
