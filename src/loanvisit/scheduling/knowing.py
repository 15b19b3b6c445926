"""What is known of a subject: the built-in facts and the bank's own, and which of them are missing."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    Condition,
    Drawdown,
    Fact,
    FactName,
    FactValue,
    Grade,
    Level,
    Loan,
    LoanId,
    LoanStatus,
    Money,
    Subject,
    value_text,
)
from loanvisit.scheduling.governing import as_it_stood
from loanvisit.words import Text

_DAY = timedelta(days=1)
_LOAN, _LIVE = Level.LOAN, LoanStatus.LIVE
Said: TypeAlias = dict[tuple[FactName, Money | int], Text]
"""What amounts and numbers of each fact read as."""


class Aspect(NamedTuple):
    """One subject of a file with the loans and the drawdown behind it, and how to look a fact up as of a day.

    `live` are those of its loans that still run, all of them where none does; `known` the facts looked up so far,
    `weighed` the conditions on them, each by its identity, and `told` what its facts read as.
    """

    as_of: date
    file: BorrowerFile
    subject: Subject
    loans: tuple[Loan, ...]
    drawdown: Drawdown | None
    loan_ids: tuple[LoanId, ...]
    starts: date | None
    ends: date | None
    live: tuple[Loan, ...]
    known: dict[FactName, FactValue | None]
    weighed: dict[int, bool | None]
    told: dict[FactName, Text]

    @classmethod
    def of(
        cls,
        file: BorrowerFile,
        subject: Subject,
        loans: tuple[Loan, ...],
        drawdown: Drawdown | None = None,
        *,
        as_of: date,
    ) -> "Aspect":
        """Return the aspect of a subject, the day of its (first) payout and of its maturity looked up.

        A borrower's days are counted from the first payout of all its loans, those settled included: which of them are
        live today moves no duty. Its last maturity is that of the live ones.
        """
        live = _live(loans)
        loan_ids = (loans[0].id,) if len(loans) == 1 else tuple([loan.id for loan in loans])
        starts, ends = _disbursed_on(loans, drawdown), _matures_on(live, drawdown)
        return cls(as_of, file, subject, loans, drawdown, loan_ids, starts, ends, live, {}, {}, {})

    def fact(self, name: FactName) -> FactValue | None:
        """Return a fact's value, None where it is missing; what all live loans agree on wins over the borrower's."""
        if name not in self.known:
            reader = _BUILT_IN.get(name)
            self.known[name] = self.handed_in(name) if reader is None else reader(self)
        return self.known[name]

    def handed_in(self, name: FactName) -> FactValue | None:
        """Return what the loans' own facts agree on, else what the file or the borrower carries."""
        live, file = self.live, self.file
        agreed = live[0].facts.get(name) if len(live) == 1 else _one([loan.facts.get(name) for loan in live])
        if agreed is not None:
            return agreed
        told = file.facts.get(name)
        return file.borrower.facts.get(name) if told is None else told

    def today(self, name: FactName) -> FactValue | None:
        """Return a fact's value as it stands on the day: of a grade that changes later, the one before."""
        value = self.known[name] if name in self.known else self.fact(name)
        return as_it_stood(value, self.as_of) if type(value) is Grade else value

    def weigh(self, test: Condition, declared: Fact) -> bool | None:
        """Say whether a condition of a policy holds today, None where that is not known, and keep it."""
        name = test.fact
        value = self.known[name] if name in self.known else self.fact(name)
        if type(value) is Grade:
            value = as_it_stood(value, self.as_of)
        holds = self.weighed[id(test)] = test.weigh(value, declared)
        return holds

    def text(self, name: FactName, declared: Mapping[FactName, Fact], said: Said) -> Text:
        """Return what a fact reads as today; what it has in common with other files is in `said`."""
        told = self.told.get(name)
        if told is None:
            value = self.today(name)
            if type(value) is Money or type(value) is int:
                told = said.get((name, value))
                if told is None:
                    told = said[name, value] = value_text(name, value, declared)
            else:
                told = value_text(name, value, declared)
            self.told[name] = told
        return told


def aspects(file: BorrowerFile, level: Level, *, as_of: date) -> tuple[Aspect, ...]:
    """Return the subjects on one level, in order of id; a loan without drawdowns stands for its unknown payout."""
    if level is Level.BORROWER:
        return (Aspect.of(file, file.id, file.loans, as_of=as_of),)
    if level is _LOAN:
        return tuple([Aspect.of(file, loan.id, (loan,), as_of=as_of) for loan in file.loans])
    drawn = [
        Aspect.of(file, drawdown.id, (loan,), drawdown, as_of=as_of)
        for loan in file.loans
        for drawdown in loan.drawdowns
    ]
    return (*drawn, *[Aspect.of(file, loan.id, (loan,), as_of=as_of) for loan in file.loans if not loan.drawdowns])


def _live(loans: tuple[Loan, ...]) -> tuple[Loan, ...]:
    if len(loans) == 1:
        return loans
    return tuple([loan for loan in loans if loan.status is _LIVE]) or loans


def _one(values: "list[FactValue | None]") -> FactValue | None:
    """Return what all loans agree on, None where they differ or one is not known."""
    first = values[0] if values else None
    return first if all(value == first and type(value) is type(first) for value in values) else None


def _agreed(take: Callable[[Loan], FactValue | None]) -> Callable[[Aspect], FactValue | None]:
    """Return what reads off the live loans what they agree on."""

    def read(aspect: Aspect) -> FactValue | None:
        live = aspect.live
        return take(live[0]) if len(live) == 1 else _one([take(loan) for loan in live])

    return read


def _principal(aspect: Aspect) -> FactValue | None:
    """The contract's amount; of a borrower, the sum over live loans of one currency."""
    return _sum([loan.principal for loan in aspect.live])


def _balance(aspect: Aspect) -> FactValue | None:
    """What is owed; of a borrower, the sum over live loans of one currency."""
    amounts = [loan.facts.get("balance") for loan in aspect.live]
    return _sum([amount if type(amount) is Money else None for amount in amounts])


def _borrower_total(aspect: Aspect) -> FactValue | None:
    """The total handed in, else the contract amounts of all the borrower's live loans, whatever the subject."""
    given = aspect.handed_in(FactName("borrower.total"))
    live = _live(aspect.file.loans) if given is None else ()
    return given if given is not None else _sum([loan.principal for loan in live])


def _days_past_due(aspect: Aspect) -> FactValue | None:
    """How long a loan is past due; of a borrower, the longest over live loans, not known where one is not."""
    days = [loan.facts.get("days_past_due") for loan in aspect.live]
    known = [one for one in days if type(one) is int]
    return max(known) if known and len(known) == len(days) else None


def _sum(amounts: list[Money | None]) -> Money | None:
    """Add up amounts of one currency; None where there are none, one is not known, or currencies differ."""
    if len(amounts) == 1:
        return amounts[0]
    known = [amount for amount in amounts if amount is not None]
    if not known or len(known) < len(amounts) or any(amount.currency != known[0].currency for amount in known):
        return None
    total = known[0]
    for amount in known[1:]:
        total = total + amount
    return total


def _risk(aspect: Aspect) -> Grade | None:
    """The loan's grade; of a borrower, the worst over live loans of one scale, not known where one is not."""
    grades = [loan.risk for loan in aspect.live]
    known = [grade for grade in grades if grade is not None]
    if not known or len(known) < len(grades) or any(grade.scale != known[0].scale for grade in known):
        return None
    return known[0] if len(known) == 1 else _worst(aspect.live, known, aspect.as_of)


def _worst(loans: tuple[Loan, ...], grades: list[Grade], as_of: date) -> Grade:
    """Return the worst grade of several loans as it stands on the day, since when, and what the worst was before.

    A loan that was worse until after the worst of today fell makes it the worst from that later day on. Where a grade
    changes later and what it was is not known, the worst is known from that change on only.
    """
    stood = [as_it_stood(grade, as_of) for grade in grades]
    today = [grade for grade in stood if grade is not None]
    if len(today) < len(grades):
        later = max(grade.since for grade in grades if grade.since is not None)
        return evolve(max(grades, key=lambda grade: grade.rank), since=later, was=None, was_since=None)
    worst = min(today, key=lambda grade: (-grade.rank, grade.since or date.max))
    if worst.since is None:
        return worst
    healed = [grade.since for grade in today if grade.since is not None and _was_worse(grade, worst)]
    since = max([worst.since, *healed])
    before = _worst_before(loans, today, since - _DAY)
    if before is None:
        return evolve(worst, since=since, was=None, was_since=None)
    return evolve(worst, since=since, was=before.code, was_since=before.since)


def _was_worse(grade: Grade, than: Grade) -> bool:
    return grade.was is not None and grade.scale.rank(grade.was) > than.rank


def _worst_before(loans: tuple[Loan, ...], grades: list[Grade], day: date) -> Grade | None:
    """Return the worst grade of the loans paid out by a day, None where one is not known.

    It is known to have been the worst from the last day on which one of them was paid out or its grade changed.
    """
    stood = [
        (as_it_stood(grade, day), loan.first_drawn_on)
        for loan, grade in zip(loans, grades, strict=True)
        if loan.first_drawn_on is not None and loan.first_drawn_on <= day
    ]
    known = [(grade, drawn) for grade, drawn in stood if grade is not None]
    if not known or len(known) < len(stood):
        return None
    since = [max(grade.since, drawn) for grade, drawn in known if grade.since is not None]
    worst = max((grade for grade, _ in known), key=lambda grade: grade.rank)
    return worst.scale.grade(worst.code, since=max(since) if len(since) == len(known) else None)


def _disbursed_on(loans: tuple[Loan, ...], drawdown: Drawdown | None) -> date | None:
    if drawdown is not None:
        return drawdown.drawn_on
    if len(loans) == 1:
        return loans[0].first_drawn_on
    days = [loan.first_drawn_on for loan in loans if loan.first_drawn_on is not None]
    return min(days, default=None)


def _matures_on(live: tuple[Loan, ...], drawdown: Drawdown | None) -> date | None:
    """The last maturity; None where one is open."""
    if drawdown is not None and drawdown.matures_on is not None:
        return drawdown.matures_on
    if len(live) == 1:
        return live[0].matures_on
    latest = None
    for loan in live:
        if loan.matures_on is None:
            return None
        latest = loan.matures_on if latest is None or loan.matures_on > latest else latest
    return latest


_BUILT_IN: dict[FactName, Callable[[Aspect], FactValue | None]] = {
    FactName("product"): _agreed(attrgetter("product")),
    FactName("status"): _agreed(attrgetter("status.value")),
    FactName("principal"): _principal,
    FactName("balance"): _balance,
    FactName("borrower.total"): _borrower_total,
    FactName("days_past_due"): _days_past_due,
    FactName("disbursed_on"): lambda aspect: aspect.starts,
    FactName("matures_on"): lambda aspect: aspect.ends,
    FactName("tenor_months"): _agreed(attrgetter("tenor_months")),
    FactName("risk"): _risk,
    FactName("unit"): _agreed(lambda loan: loan.unit.value if loan.unit else None),
    FactName("borrower.kind"): lambda aspect: aspect.file.borrower.kind.value if aspect.file.borrower.kind else None,
}
