"""The lowest grade a claim may have, as an answer: each rule asked, the facts it read, and what could not be judged."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.dates import Window
from loanvisit.domain.exact import as_tuple, check, guarded
from loanvisit.domain.facts import FactName
from loanvisit.domain.ids import BorrowerId, DrawdownId, LoanId
from loanvisit.domain.methods import Confidence
from loanvisit.domain.obligation import subject_text
from loanvisit.domain.proof import Proof
from loanvisit.domain.risk import Grade
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, counted, join, say


class Verdict(Enum):
    """What a rule says of a claim.

    `hit`: it holds. `clear`: its facts are known and do not call for it. `excused`: it would hold, and something known
    lifts it. `unjudged`: a fact it needs is not known. `not_asked`: it is an option nobody chose.
    """

    HIT = "hit"
    CLEAR = "clear"
    EXCUSED = "excused"
    UNJUDGED = "unjudged"
    NOT_ASKED = "not_asked"

    @property
    def text(self) -> Text:
        """The verdict's label."""
        return say(f"class.verdict.{self.value}")


@frozen(kw_only=True)
class DaysPastDue:
    """How long a claim is past due at the close of a day, counted as its regime counts.

    Args:
        days: the days since the oldest sum unpaid fell due; no grace shortens them.
        oldest_due_on: the day that sum fell due, None where none is unpaid.
        counted_from: the first day counted, in; None where none is.
        grace_ends_on: the last day of the contract's grace on that sum, in; None where none is unpaid.
        material_days: the days in a row, up to now, on which the sum was material; `days` where any sum is.
        material_since: the first of those days, in; None where there is none.
        citation: the paper by which the first day is the first.
        confidence: how sure that is.
    """

    days: int
    oldest_due_on: date | None = None
    counted_from: date | None = None
    grace_ends_on: date | None = None
    material_days: int
    material_since: date | None = None
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)

    @guarded
    def is_in_grace(self, on: date) -> bool:
        """Say whether penalty and reporting still wait, though the days run."""
        return self.grace_ends_on is not None and on <= self.grace_ends_on


def _proofs(items: Iterable[Proof]) -> tuple[Proof, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class FloorAnswer:
    """What one rule, or the buckets of days, says of one claim.

    Args:
        rule: the rule's id, "days" for the buckets.
        title: what it says, in a few words.
        verdict: whether it holds.
        grade: the lowest grade it allows where it holds, or may allow where it is unjudged; None where a person
            judges.
        missing: the facts not known that would decide it, or that might excuse.
        missing_labels: what those facts are called.
        read: the facts it read, a statement each.
        since: the first day on which it holds without a break, where days or age say so; None where no day is known.
        holds: the days on which its term runs, both in; None where it has none, or its end is not known.
        citation: the paper and where in it.
        confidence: how sure the source is.
    """

    rule: str
    title: Text
    verdict: Verdict
    grade: str | None
    missing: tuple[FactName, ...] = ()
    missing_labels: tuple[Text, ...] = ()
    read: tuple[Proof, ...] = field(default=(), converter=_proofs)
    since: date | None = None
    holds: Window | None = None
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)


def _answers(items: Iterable[FloorAnswer]) -> tuple[FloorAnswer, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class ClassFloor:
    """The lowest grade a claim may be given at the close of a day: never what its class is, only "at least".

    Args:
        borrower: the debtor.
        claim: the loan or drawdown.
        regime: the regime's id.
        version: which reading of it.
        as_of: the close of this day; nothing later was looked at.
        floor: the lowest grade allowed by what is known.
        worst: the worst grade that the facts not known leave open; never better than `floor`.
        days: the days past due, None where nobody knows what is unpaid.
        answers: what each rule says, the buckets first, then age, then in the order of the regime.
        current: the class in force at that close, None where it is not known.
        bad_since: the day since when it is non-performing, at the latest: by its days, or by the classes in force; None
            where it is not for certain, or no day is known.
    """

    borrower: BorrowerId
    claim: LoanId | DrawdownId
    regime: str
    version: str
    as_of: date
    floor: Grade
    worst: Grade
    days: DaysPastDue | None
    answers: tuple[FloorAnswer, ...] = field(converter=_answers)
    current: Grade | None = None
    bad_since: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.floor.is_worse_than(self.worst):
            raise InputError(fault("class.worst", "ClassFloor.worst", self.worst.code))
        if self.current is not None and self.current.scale != self.floor.scale:
            raise InputError(fault("scale.mixed", "ClassFloor.current", self.current.code))
        known = self.floor.scale.grades
        faults = [
            fault("code", f"ClassFloor.answers[{place}].grade", one.grade, known=", ".join(known))
            for place, one in enumerate(self.answers)
            if one.grade is not None and one.grade not in known
        ]
        if faults:
            raise InputError(*faults)

    @property
    def hits(self) -> tuple[FloorAnswer, ...]:
        """The rules that hold and set a grade, the worst first."""
        found = [one for one in self._said(Verdict.HIT) if one.grade is not None]
        return tuple(sorted(found, key=lambda one: -self.floor.scale.rank(one.grade or "")))

    @property
    def since(self) -> date | None:
        """Since when the floor holds, by the rules that tell a day; None where none does. It may have held longer."""
        days = [one.since for one in self.hits if one.since is not None and one.grade == self.floor.code]
        return min(days, default=None)

    @property
    def to_judge(self) -> tuple[FloorAnswer, ...]:
        """What a person must judge, for no rule can."""
        return tuple(one for one in self._said(Verdict.HIT) if one.grade is None)

    @property
    def unjudged(self) -> tuple[FloorAnswer, ...]:
        """The rules that facts not known leave open; open is not "no"."""
        return self._said(Verdict.UNJUDGED)

    @property
    def missing(self) -> tuple[FactName, ...]:
        """The facts not known, by name, each once."""
        return tuple(sorted({name for one in self.answers for name in one.missing}))

    def _said(self, verdict: Verdict) -> tuple[FloorAnswer, ...]:
        return tuple(one for one in self.answers if one.verdict is verdict)

    @property
    def text(self) -> Text:
        """The answer in one line: at least so bad, and what is left open."""
        key = "class.floor.open" if self.worst != self.floor else "class.floor"
        return say(
            key,
            claim=subject_text(self.claim),
            as_of=self.as_of,
            regime=self.regime,
            version=self.version,
            grade=self.floor.text,
            worst=self.worst.text,
        )

    @property
    def proof(self) -> Proof:
        """Why: the days, each rule that holds, what was excused or left to a person, and what could not be judged."""
        days = (_days(self.days, self.as_of),) if self.days is not None else ()
        if self.bad_since is not None:
            days = (*days, Proof(key="class.bad_since", statement=say("class.bad_since", since=self.bad_since)))
        groups = (*self.hits, *self.to_judge, *self._said(Verdict.EXCUSED), *self.unjudged)
        rest = [
            Proof(key=f"class.{verdict.value}", statement=say(f"class.listed.{verdict.value}", rules=join(titles)))
            for verdict in (Verdict.CLEAR, Verdict.NOT_ASKED)
            if (titles := [one.title for one in self._said(verdict)])
        ]
        parts = (*days, *(self._proven(one) for one in groups), *rest)
        return Proof(key="class.floor", statement=self.text, parts=parts)

    def _proven(self, one: FloorAnswer) -> Proof:
        grade = None if one.grade is None else self.floor.scale.text(one.grade)
        end = say("class.rule.person") if grade is None else say("class.least", grade=grade)
        parts = [*one.read]
        if one.since is not None:
            parts.append(Proof(key="class.since", statement=say("class.since", since=one.since)))
        if one.holds is not None:
            holds = say("class.holds", opens=one.holds.opens, last=one.holds.last)
            parts.append(Proof(key="class.holds", statement=holds))
        if one.missing:
            names = join(one.missing_labels)
            key = "class.missing" if one.verdict is Verdict.UNJUDGED else "class.missing.excuse"
            parts.append(Proof(key="class.missing", statement=say(key, facts=names)))
        source = say("proof.source", citation=one.citation, confidence=one.confidence.text)
        parts.append(Proof(key="class.source", statement=source))
        statement = say(f"class.said.{one.verdict.value}", title=one.title, end=end)
        return Proof(key=f"class.{one.verdict.value}", statement=statement, parts=tuple(parts))


def _days(days: DaysPastDue, as_of: date) -> Proof:
    parts: list[Proof] = []
    if days.grace_ends_on is not None and days.oldest_due_on is not None and days.grace_ends_on > days.oldest_due_on:
        said = say("class.days.grace", last=days.grace_ends_on)
        parts.append(Proof(key="class.days.grace", statement=said))
    if days.material_days != days.days:
        said = say("class.days.material", days=counted("days", days.material_days))
        parts.append(Proof(key="class.days.material", statement=said))
    source = say("proof.source", citation=days.citation, confidence=days.confidence.text)
    parts.append(Proof(key="class.source", statement=source))
    statement = say("class.days.none", as_of=as_of)
    if days.oldest_due_on is not None and days.counted_from is not None:
        count = counted("days", days.days)
        statement = say("class.days", days=count, due=days.oldest_due_on, first=days.counted_from, as_of=as_of)
    return Proof(key="class.days", statement=statement, parts=tuple(parts))
