"""A clause: a condition over facts, a requirement, and its paper."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from loanvisit.domain import (
    BUILT_IN_FACTS,
    DISBURSED,
    MATURES,
    Accepts,
    ClauseId,
    Condition,
    Confidence,
    CountingStart,
    DutyKind,
    Fact,
    FactName,
    Level,
    MissingFact,
    OfficerId,
    OnceAfter,
    OnSignal,
    PolicyId,
    Requirement,
    Roll,
    Rule,
    Span,
    Unit,
    fact_text,
)
from loanvisit.domain.codes import blank_faults
from loanvisit.domain.conditions import all_text
from loanvisit.domain.demanding import kind_faults, roll_faults
from loanvisit.domain.exact import check
from loanvisit.domain.out_of_reach import reach_faults
from loanvisit.domain.requirements import named_day, requirement_text
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import FaultList, PolicyError, fault
from loanvisit.words import Text, counted, followed, join, label, say, verbatim


def read_through(names: frozenset[FactName], *, of_borrower: bool = False) -> frozenset[FactName]:
    """Return the facts that are looked at to tell some: a borrower's own follow from its live loans."""
    has_total = FactName("borrower.total") in names
    principal = {FactName("principal")} if has_total else set[FactName]()
    status = {FactName("status")} if has_total or of_borrower else set[FactName]()
    return names | principal | status


@frozen(kw_only=True)
class Override:
    """What a version of a clause that stands in for a time is answered for with: why, by whom, and until when.

    The last day is that of the version, `Clause.effective_to`.
    """

    reason: Text
    approver: OfficerId

    def __attrs_post_init__(self) -> None:
        check(self)


@frozen(kw_only=True)
class Clause:
    """One clause of a policy, or one version of it: clauses of one id are never in force on a same day.

    Args:
        level: what each duty is about. A borrower's duties are counted from the first payout of all the loans its file
            knows, live or not, so that settling the oldest one moves none of them.
        when: conditions that must all hold; empty means always.
        require: when the duty is owed.
        accepts: the methods that can prove it.
        visitors: how many visitors it demands; two on site and one otherwise unless stated.
        series: clauses of one series share out the grades of a scale: each grade exactly once on every day in force.
        separate: a group of duties that each need a visit of their own.
        arrear: whether a late visit pays "all" overdue periods or the "oldest".
        effective_from, effective_to: the days on which an occurrence may end under this clause, both in; None is open.
        kind: what kind of work meets it. Of work at the desk, such as a document, methods and visitors are not asked.
        override: why this version stands in for a time, and who approved it; None for an ordinary clause.

    Raises:
        PolicyError: an arrear of no known kind, a blank question or kind of evidence, more than nine visitors, a roll
            its requirement cannot have, a kind its methods or its requirement cannot have, evidence or visitors that no
            method it accepts can bring, an end before its beginning, or an override without a first and a last day; all
            listed.
    """

    id: ClauseId
    title: Text
    purpose: str
    level: Level
    require: Requirement
    accepts: Accepts
    citation: Text
    confidence: Confidence
    when: tuple[Condition, ...] = ()
    roll: Roll = Roll.NONE
    visitors: int = 0
    missing: MissingFact = MissingFact.OWE
    series: str | None = None
    separate: str | None = None
    arrear: str = "all"
    evidence: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    override: Override | None = None
    kind: DutyKind = DutyKind.VISIT

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if self.arrear not in ("all", "oldest"):
            faults.add(fault("code", f"{self.id}.arrear", self.arrear, known="all, oldest"))
        for one in roll_faults(self.require, self.roll, f"{self.id}.roll"):
            faults.add(one)
        for one in kind_faults(self.kind, self.accepts, self.require, f"{self.id}.kind"):
            faults.add(one)
        for one in reach_faults(
            self.kind, self.accepts, visitors=self.visitors, evidence=self.evidence, path=self.id.value
        ):
            faults.add(one)
        for name, labels in (("questions", self.questions), ("evidence", self.evidence)):
            for one in blank_faults(labels, f"{self.id}.{name}"):
                faults.add(one)
        if not 0 <= self.visitors <= 9:
            faults.add(fault("number.range", f"{self.id}.visitors", self.visitors, low=0, high=9))
        first, last = self.effective_from, self.effective_to
        if first is not None and last is not None and last < first:
            faults.add(fault("date.order", f"{self.id}.effective_to", last, earlier=first))
        if self.override is not None and (first is None or last is None):
            end = "effective_from" if first is None else "effective_to"
            faults.add(fault("key.missing", f"{self.id}.{end}", key=end))
        faults.raise_as(PolicyError)

    @property
    def sentence(self) -> Text:
        """The clause read aloud, a bank's own facts by their names: `said` knows their labels."""
        return self.said(BUILT_IN_FACTS)

    @sheltered
    def said(self, declared: Mapping[FactName, Fact], *, narrowed: bool = False) -> Text:
        """Return the clause read aloud, facts by their declared labels; `narrowed` where its policy says to whom."""
        when = self._where(declared) if self.when else say("clause.narrowed" if narrowed else "clause.always")
        sentence = say(
            "clause",
            level=self.level.text,
            when=when,
            require=requirement_text(self.require, declared),
            title=self.title,
            by=self._by,
            roll=self.roll.text,
        )
        return join([sentence, *self._terms], zh="", en=" ")

    def _where(self, declared: Mapping[FactName, Fact]) -> Text:
        return say("clause.where", conditions=followed(all_text(self.when, declared)))

    @property
    def _by(self) -> Text:
        """What brings it: work at the desk, data that nobody goes anywhere for, or a method and how many it takes."""
        if self.kind.is_desk:
            return say("clause.at_desk", kind=self.kind.text)
        if self.accepts is Accepts.DATA:
            return say("clause.by_data", accepts=self.accepts.text)
        return say("clause.by_visit", accepts=self.accepts.text, people=counted("visitors", self.demanded))

    @property
    def _terms(self) -> list[Text]:
        """What it asks to bring and to answer, how it differs from other clauses, when it is in force, and why."""
        days = {"starts": self.effective_from, "ends": self.effective_to}
        said = {name: say("value.day", day=day) for name, day in days.items() if day is not None}
        brings = join([label("evidence", kind) for kind in self.evidence])
        terms = [say("clause.evidence", evidence=brings)] if self.evidence else []
        if self.questions:
            asked = join([say("question", code=code) for code in self.questions])
            terms.append(say("clause.questions", questions=asked))
        if self.separate is not None and not self.kind.is_desk:
            terms.append(say("clause.separate", group=label("apart", self.separate)))
        if self.arrear == "oldest" and not self.kind.is_desk:
            terms.append(say("clause.oldest"))
        if self.missing is MissingFact.UNDETERMINED:
            terms.append(say("clause.undetermined"))
        terms += [say(_IN_FORCE[frozenset(said)], **said)] if said else []
        if self.override is not None:
            approver = verbatim(self.override.approver.value)
            terms.append(say("clause.override", approver=approver, reason=self.override.reason))
        return terms

    @property
    def reads(self) -> frozenset[FactName]:
        """The facts it looks at: those of its conditions and of its requirement; for a borrower, which loans live."""
        return read_through(
            self.require.reads | {test.fact for test in self.when}, of_borrower=self.level is Level.BORROWER
        )

    @property
    def demanded(self) -> int:
        """How many visitors it demands."""
        return self.visitors or (2 if self.accepts is Accepts.ON_SITE else 1)

    @sheltered
    def rule(
        self,
        policy: PolicyId,
        version: str,
        declared: Mapping[FactName, Fact] = BUILT_IN_FACTS,
        *,
        narrowed: bool = False,
    ) -> Rule:
        """Return what its obligations share, its sentence as `said`."""
        within = self.require.within if isinstance(self.require, OnceAfter | OnSignal) else None
        return Rule(
            policy=policy,
            version=version,
            clause=self.id,
            title=self.title,
            purpose=self.purpose,
            accepts=self.accepts,
            visitors=self.demanded,
            citation=self.citation,
            confidence=self.confidence,
            separate=self.separate,
            arrear=self.arrear,
            questions=self.questions,
            evidence=self.evidence,
            sentence=self.said(declared, narrowed=narrowed),
            rolls=self.roll is not Roll.NONE,
            working_days=within.count if isinstance(within, Span) and within.unit is Unit.WORKING_DAYS else 0,
            that_day=isinstance(self.require, OnceAfter) and self.require.counting is CountingStart.THAT_DAY,
            counted_from=self._counted_from(declared),
            kind=DutyKind.MONITORING if _is_data(self) else self.kind,
        )

    def _counted_from(self, declared: Mapping[FactName, Fact]) -> Text | None:
        """Return what its duties are counted from, where that is an event or a day of the bank's own."""
        name = named_day(self.require)
        return None if name is None or name in (DISBURSED, MATURES) else fact_text(name, declared)

    def is_effective(self, day: date) -> bool:
        """Say whether an occurrence may end on that day under this clause."""
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_to is None or day <= self.effective_to
        )


def _is_data(clause: Clause) -> bool:
    return clause.accepts is Accepts.DATA and not clause.kind.is_desk


_IN_FORCE = {
    frozenset({"starts"}): "clause.from",
    frozenset({"ends"}): "clause.until",
    frozenset({"starts", "ends"}): "clause.between",
}
