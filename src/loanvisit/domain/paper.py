"""A paper that demands something beside the policy.

A condition of approval, a term of the contract, a directive, or the report that a finding is cured.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from itertools import takewhile
from types import MappingProxyType

from attrs import Factory, field, frozen

from loanvisit.domain.codes import blank_faults
from loanvisit.domain.conditions import Comparison, Condition
from loanvisit.domain.dates import Span, Unit, days
from loanvisit.domain.demanding import condition_faults, kind_faults, requirement_faults, roll_faults
from loanvisit.domain.exact import as_tuple, check, strings
from loanvisit.domain.facts import BUILT_IN_FACTS, Fact, FactKind, FactName
from loanvisit.domain.ids import ClauseId, DrawdownId, LoanId, Subject, UnitId
from loanvisit.domain.level import Level, MissingFact
from loanvisit.domain.methods import Accepts, DutyKind
from loanvisit.domain.out_of_reach import reach_faults
from loanvisit.domain.requirements import LONGEST, CountingStart, EveryGap, EveryPeriod, OnceAfter, Requirement, Roll
from loanvisit.errors import Fault, FaultList, InputError, fault
from loanvisit.words import Text, join, say, verbatim

DATED = FactName("paper.dated_on")
"""The day of the paper itself, which its own duties may be counted from."""
_DATED = Fact(name=DATED, kind=FactKind.DATE, label=say("fact.paper.dated_on"))
_REPLIED = Fact(name=DATED, kind=FactKind.DATE, label=say("fact.paper.replied_on"))
_STATUS = FactName("status")
_LIVE = Condition(fact=_STATUS, test=Comparison.IS, values=("live",))
_LEVELS = (Level.BORROWER, Level.LOAN, Level.DRAWDOWN)
_OF: Mapping[type, Level] = MappingProxyType({LoanId: Level.LOAN, DrawdownId: Level.DRAWDOWN})
_MOST = timedelta(days=LONGEST[Unit.DAYS])


class PaperSource(Enum):
    """What a paper is: a condition of the approval (批复条件), a term of the contract, or a directive (专项排查).

    Or a line of a run of monitoring (监测批次) whose data lack. Or the report that a finding is cured, which is to be
    verified (整改回复): of the cures in a file it follows by itself, and a host writes one only for a finding kept
    elsewhere.
    """

    APPROVAL = "approval"
    CONTRACT = "contract"
    DIRECTIVE = "directive"
    FINDING = "finding"
    RUN = "run"

    @property
    def text(self) -> Text:
        """What such a paper is called."""
        return say(f"paper.{self.value}")


def _level_of(paper: "Paper") -> Level:
    """Return the level of what a paper is about: its own subject, of a whole book each borrower."""
    return _OF.get(type(paper.about), Level.BORROWER)


def _conditions(items: Iterable[Condition]) -> tuple[Condition, ...]:
    return as_tuple(items)


def _facts(items: Iterable[Fact]) -> tuple[Fact, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Paper:
    """What one paper demands beside the policy: of one subject, or of each that its conditions find in the book.

    It is asked like a clause whose id is its number, whatever the policy says: no policy loosens it. Where its
    conditions do not speak of the status, it asks of live loans alone.

    Args:
        number: its number; a paper of several demands numbers each, such as "信审〔2026〕17号-3".
        source: whether it is a condition of approval, a term of the contract, a directive, or the report of a cure.
        dated_on: the day of the paper; nothing it asks ends before, and no earlier day knows of it.
        title: what is to be done, in short.
        text: what it says, as written; it is shown wherever its duties are proven.
        purpose: what the check is for, as a clause says it: "covenant_test", "insurance_renewal".
        accepts: the methods that can prove it; of work at the desk they are not asked.
        kind: what kind of work meets it: a visit, or work at the desk such as a document or a valuation.
        about: the loan, drawdown or borrower it is about; None, for a directive alone, is the whole book.
        level: what each duty is about; left out, the subject itself, of a directive each borrower.
        when: conditions that must all hold: the filter of a directive.
        facts: the bank's own facts that its conditions test, or that it counts from, as a policy declares them.
        require: when it is first owed, or always; it may count from the day of the paper (`paper.dated_on`).
        due_on: the first deadline as a day, in place of `require`; the window opens on the day of the paper.
        repeat: when it is owed again and again after that.
        ends_on: the last day on which an occurrence may end; None until it is withdrawn.
        issuer: who issued it.
        unit: the unit that must see to it.
        consequence: what follows where it is not met.
        report_every: how often a directive is reported back on until its deadline.
        roll: where a last day that is not worked moves to.
        visitors: how many visitors it demands; two on site and one otherwise unless stated.
        missing: what a missing fact means: owed, unless it says undetermined.
        evidence: the kinds of evidence each time must bring.
        questions: the codes of the questions each time must answer.

    Raises:
        InputError: it demands nothing, or twice; it is about nobody and no directive; its days are out of order; a
            question or a kind of evidence is blank; a condition or a day to count from is not declared or of another
            type; no method it accepts can bring the evidence or visitors it demands; all are listed.

    Example:
        >>> from loanvisit.domain import NaturalPeriod
        >>> condition = Paper(
        ...     number=ClauseId("信审〔2026〕17号-3"),
        ...     source=PaperSource.APPROVAL,
        ...     dated_on=date(2026, 1, 8),
        ...     title=Text(zh="存货盘点", en="count the stock"),
        ...     text=Text(zh="贷款存续期内按季盘点存货", en="count the stock each quarter while the loan lasts"),
        ...     purpose="stock",
        ...     accepts=Accepts.ON_SITE,
        ...     about=LoanId("L-1024"),
        ...     require=EveryPeriod(period=NaturalPeriod.QUARTER),
        ... )
        >>> condition.level.value, condition.citation.zh
        ('loan', '批复条件 信审〔2026〕17号-3（2026年1月8日）：贷款存续期内按季盘点存货')
    """

    number: ClauseId
    source: PaperSource
    dated_on: date
    title: Text
    text: Text
    purpose: str
    accepts: Accepts
    kind: DutyKind = DutyKind.VISIT
    about: Subject | None = None
    level: Level = field(default=Factory(_level_of, takes_self=True))
    when: tuple[Condition, ...] = field(default=(), converter=_conditions)
    facts: tuple[Fact, ...] = field(default=(), converter=_facts)
    require: Requirement | None = None
    due_on: date | None = None
    repeat: EveryPeriod | EveryGap | None = None
    ends_on: date | None = None
    issuer: Text | None = None
    unit: UnitId | None = None
    consequence: Text | None = None
    report_every: Span | None = None
    roll: Roll = Roll.NONE
    visitors: int = 0
    missing: MissingFact = MissingFact.OWE
    evidence: tuple[str, ...] = field(default=(), converter=strings)
    questions: tuple[str, ...] = field(default=(), converter=strings)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        blank = (*blank_faults(self.questions, "Paper.questions"), *blank_faults(self.evidence, "Paper.evidence"))
        for one in (*_day_faults(self), *_reach_faults(self), *blank):
            faults.add(one)
        faults.raise_as(InputError)
        for one in _demand_faults(self):
            faults.add(one)
        faults.raise_as(InputError)

    @property
    def id(self) -> ClauseId:
        """Its number, by which its duties name it."""
        return self.number

    @property
    def declared(self) -> Mapping[FactName, Fact]:
        """Every fact its conditions may test: the built-in ones, its own day, and the bank's own."""
        dated = _REPLIED if self.source is PaperSource.FINDING else _DATED
        return {**BUILT_IN_FACTS, DATED: dated, **{fact.name: fact for fact in self.facts}}

    @property
    def tests(self) -> tuple[Condition, ...]:
        """Its conditions, and that the loan is live where none of them speaks of the status."""
        return self.when if any(test.fact == _STATUS for test in self.when) else (_LIVE, *self.when)

    @property
    def demands(self) -> tuple[Requirement, ...]:
        """When it is owed: first or always, then again and again."""
        first = self.require if self.due_on is None else _by(self.dated_on, self.due_on)
        return tuple(one for one in (first, self.repeat) if one is not None)

    @property
    def citation(self) -> Text:
        """The paper itself: what it is, its number and its day, who issued it, what it says and what follows."""
        cited = say(
            "paper.citation", source=self.source.text, number=self.number.value, day=self.dated_on, text=self.text
        )
        unit = None if self.unit is None else verbatim(self.unit.value)
        every = None if self.report_every is None else self.report_every.text
        terms = {"issuer": self.issuer, "unit": unit, "report": every, "consequence": self.consequence}
        said = [say(f"paper.says.{name}", term=term) for name, term in terms.items() if term is not None]
        return join([cited, *said], zh="；", en="; ")

    @property
    def report_days(self) -> tuple[date, ...]:
        """The days on which a directive is reported back on: each step from its day, and its deadline."""
        every, last = self.report_every, self.due_on
        if every is None or last is None:
            return ()
        return (*takewhile(lambda day: day < last, every.steps(self.dated_on)), last)


def _by(dated_on: date, due_on: date) -> OnceAfter:
    """Return the requirement that ends on a day, counted from the day of the paper, which is the whole window at most.

    >>> _by(date(2026, 3, 1), date(2026, 3, 11)).text.en
    'once within 10 days after the date of the paper'
    """
    count = (due_on - dated_on).days
    if count:
        return OnceAfter(after=DATED, within=days(count))
    return OnceAfter(after=DATED, within=days(1), counting=CountingStart.THAT_DAY)


def _day_faults(paper: Paper) -> Iterator[Fault]:
    """Yield what is wrong with the days of a paper, and with how it says when it is owed."""
    due, demanded = paper.due_on, paper.require
    if due is None and demanded is None and paper.repeat is None:
        yield fault("key.missing", "Paper.require", key="require")
    if due is not None and demanded is not None:
        yield fault("key.unknown", "Paper.due_on", due, near="require")
    for name, day in (("due_on", due), ("ends_on", paper.ends_on)):
        if day is not None and day < paper.dated_on:
            yield fault("date.order", f"Paper.{name}", day, earlier="dated_on")
    if due is not None and due - paper.dated_on > _MOST:
        yield fault("date.late", "Paper.due_on", due, later=paper.dated_on + _MOST)
    every = paper.report_every
    if every is not None and (due is None or not every.count or every.unit is Unit.WORKING_DAYS):
        yield fault("paper.report", "Paper.report_every", every)


def _reach_faults(paper: Paper) -> Iterator[Fault]:
    """Yield what is wrong with whom a paper is about, and with what it declares."""
    if paper.about is None and paper.source is not PaperSource.DIRECTIVE:
        yield fault("key.missing", "Paper.about", key="about")
    if _LEVELS.index(paper.level) < _LEVELS.index(_level_of(paper)):
        yield fault("paper.level", "Paper.level", paper.level)
    if not 0 <= paper.visitors <= 9:
        yield fault("number.range", "Paper.visitors", paper.visitors, low=0, high=9)
    yield from reach_faults(paper.kind, paper.accepts, visitors=paper.visitors, evidence=paper.evidence, path="Paper")
    known = {*BUILT_IN_FACTS, DATED}
    for place, fact in enumerate(paper.facts):
        if fact.name in known:
            yield fault("id.duplicate", f"Paper.facts[{place}].name", fact.name)
        known.add(fact.name)


def _demand_faults(paper: Paper) -> Iterator[Fault]:
    """Yield what is wrong with what a paper asks, days and facts being in order."""
    for condition in paper.when:
        yield from condition_faults(condition, paper.declared, f"Paper.when.{condition.fact}")
    for require in paper.demands:
        path = "Paper.repeat" if require is paper.repeat else "Paper.require"
        yield from requirement_faults(require, paper.declared, path)
        yield from roll_faults(require, paper.roll, "Paper.roll")
        yield from kind_faults(paper.kind, paper.accepts, require, "Paper.kind")
