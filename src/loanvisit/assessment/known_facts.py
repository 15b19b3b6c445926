"""What is known of a claim, fact by fact: each as a value, as a range where something under it is not known, or not."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from attrs import frozen

from loanvisit.domain import (
    Claim,
    DaysPastDue,
    DebtorClaims,
    ExchangeRate,
    Fact,
    FactName,
    FactTest,
    FactValue,
    Grade,
    Money,
    Proof,
    Regime,
    fact_text,
    value_text,
)
from loanvisit.domain.day_bucket import MOST_DAYS
from loanvisit.domain.derived import (
    DAYS_MATERIAL,
    DAYS_PAST_DUE,
    EXPECTED_LOSS,
    NON_PERFORMING,
    PAID_LATE,
)
from loanvisit.domain.exchange import known_rates, worth
from loanvisit.domain.floor_rule import Judged
from loanvisit.words import Text, say

ARREARS = FactName("arrears")
"""What is missing where nobody knows what is unpaid."""
RATE = FactName("exchange_rate")
"""What is missing where amounts of several currencies are to be added up."""


@frozen(kw_only=True)
class Known:
    """One fact as far as it is known: between `low` and `high`, which are the same where it is known for certain.

    `missing` names what would make it certain; `day` is the value of a date, which no test judges.
    """

    low: Judged | None = None
    high: Judged | None = None
    day: date | None = None
    missing: tuple[FactName, ...] = ()
    said: Proof | None = None

    def passes(self, test: FactTest) -> bool | None:
        """Say whether a test holds; None where what is not known decides."""
        if self.low is None or self.high is None:
            return None
        low, high = test.holds(self.low), test.holds(self.high)
        return low if low is high else None


class KnownFacts:
    """The facts of one claim by name; one that nobody gave is missing under its own name."""

    def __init__(self, declared: Mapping[FactName, Fact], found: Mapping[FactName, Known]) -> None:
        self.declared = declared
        self._found = found

    def __getitem__(self, name: FactName) -> Known:
        return self._found.get(name, Known(missing=(name,)))

    def label(self, name: FactName) -> Text:
        """Return what a fact is called."""
        return fact_text(name, self.declared)

    def said(self, names: "list[FactName]") -> tuple[Proof, ...]:
        """Return a statement for each of these that is known."""
        found = (self[name].said for name in names)
        return tuple(one for one in found if one is not None)


def of_claim(
    debtor: DebtorClaims,
    claim: Claim,
    regime: Regime,
    days: DaysPastDue | None,
    as_of: date,
    *,
    lacking: tuple[FactName, ...] = (),
) -> dict[FactName, Known]:
    """Return what is known of one claim by itself; the claim's own word stands before the debtor's.

    Where nobody knows what is unpaid on a claim that is added up with it, its days may be more than were counted.
    """
    declared = regime.declared
    found = {
        name: _given(name, value, declared)
        for facts in (debtor.facts, claim.facts)
        for name, value in ((FactName(one), facts[one]) for one in facts)
        if name in declared
    }
    for name, count in (
        (DAYS_PAST_DUE, None if days is None else days.days),
        (DAYS_MATERIAL, None if days is None else days.material_days),
    ):
        found[name] = _certain(name, count, declared, missing="arrears")
    if days is not None and ARREARS in lacking:
        found[DAYS_MATERIAL] = Known(low=days.material_days, high=MOST_DAYS, missing=(ARREARS,))
    grade = claim.grade_on(as_of)
    bad = None if grade is None else regime.is_non_performing(grade)
    found[NON_PERFORMING] = _certain(NON_PERFORMING, bad, declared, missing="grade")
    found[EXPECTED_LOSS] = _loss(claim, known_rates(debtor.rates, as_of))
    found[PAID_LATE] = Known(missing=(ARREARS,)) if claim.arrears is None else Known(day=_paid_late(claim, as_of))
    return found


def _certain(name: FactName, value: bool | int | None, declared: Mapping[FactName, Fact], *, missing: str) -> Known:
    return Known(missing=(FactName(missing),)) if value is None else _given(name, value, declared)


def _given(name: FactName, value: FactValue, declared: Mapping[FactName, Fact]) -> Known:
    fact = declared[name]
    shown = say("value.withheld") if fact.is_protected else value_text(name, value, declared)
    said = Proof(key=f"class.fact.{name}", statement=say("class.fact", fact=fact.label, value=shown))
    if type(value) is date:
        return Known(day=value, said=said)
    judged = None if isinstance(value, Grade | Money | date) else value
    return Known(low=judged, high=judged, said=said)


def _paid_late(claim: Claim, as_of: date) -> date | None:
    """Return the last day on which a sum was paid after the day it fell due."""
    paid = [
        one.settled_on
        for one in claim.arrears or ()
        if one.settled_on is not None and one.settled_on <= as_of and one.is_unpaid(one.due_on)
    ]
    return max(paid, default=None)


def _loss(claim: Claim, rates: tuple[ExchangeRate, ...]) -> Known:
    amounts = {"expected_loss": claim.expected_loss, "balance": claim.balance}
    missing = tuple(FactName(name) for name, amount in amounts.items() if amount is None)
    if claim.expected_loss is None or claim.balance is None:
        return Known(missing=missing)
    part, total = claim.expected_loss, claim.balance
    amount = worth(part, total.currency, rates)
    if amount is None:
        return Known(missing=(RATE,))
    said = say("class.fact.loss", total=total.text, part=part.text)
    share = amount * 100 / Fraction(total.amount) if total.amount else Fraction(0)
    return Known(low=share, high=share, said=Proof(key=f"class.fact.{EXPECTED_LOSS}", statement=said))
