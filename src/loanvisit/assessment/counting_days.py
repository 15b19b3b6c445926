"""Days past due as a regime counts them: which day is the first, and for how long the sum was material."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from loanvisit.domain import Arrear, Claim, DaysPastDue, ExchangeRate, FactName, Materiality, Money, Regime
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.exchange import known_rates, worth
from loanvisit.errors import InputError

_DAY = timedelta(days=1)


@guarded
def days_past_due(
    claim: Claim,
    regime: Regime,
    *,
    as_of: date,
    debtor: Iterable[Claim] = (),
    retail: bool | None = None,
    rates: Iterable[ExchangeRate] = (),
) -> tuple[DaysPastDue | None, tuple[FactName, ...]]:
    """Return how long a claim is past due at the close of a day.

    Args:
        claim: the claim.
        regime: says whether the due date itself counts, and from which amount a sum is material.
        as_of: the close of this day; what fell due or was paid later is not looked at.
        debtor: all claims of the debtor, this one included, which a regime may add up; left out, this one alone. One
            of which nobody knows what is unpaid adds nothing, and "arrears" is missing.
        retail: whether the debtor is a retail one, None where not known: the smaller amount stands then.
        rates: what the currencies are worth in that of the regime's amounts, where they are others.

    Returns:
        The days, None where nobody knows what is unpaid; and the facts not known that the count had to do without. An
        amount not known, or of a currency without a rate, is taken as material.
    """
    beside, faults = each(debtor, Claim, "debtor")
    told, wrong = each(rates, ExchangeRate, "rates")
    if faults or wrong:
        raise InputError(*faults, *wrong)
    if claim.arrears is None:
        return None, (FactName("arrears"),)
    due = [first_day(one, regime) for one in claim.arrears if one.is_unpaid(as_of) and first_day(one, regime) <= as_of]
    first = min(due, default=None)
    days = 0 if first is None else (as_of - first).days + 1
    oldest = None if first is None else first if regime.counts_due_date else first - _DAY
    material, since, missing = days, first, tuple[FactName, ...]()
    if regime.materiality is not None:
        pool = beside if regime.materiality.by_debtor else ()
        material, since, missing = _material(
            pool or (claim,),
            regime,
            as_of,
            retail=retail,
            rates=known_rates(told, as_of),
            threshold=regime.materiality,
        )
    counted = DaysPastDue(
        days=days,
        oldest_due_on=oldest,
        counted_from=first,
        grace_ends_on=None if oldest is None else oldest + timedelta(days=claim.grace_days),
        material_days=material,
        material_since=since,
        citation=regime.counting,
        confidence=regime.confidence,
    )
    return counted, missing


def first_day(arrear: Arrear, regime: Regime) -> date:
    """Return the first day on which a sum counts as past due, if it is unpaid at its close."""
    return arrear.due_on if regime.counts_due_date else arrear.due_on + _DAY


def _material(
    pool: tuple[Claim, ...],
    regime: Regime,
    as_of: date,
    *,
    retail: bool | None,
    rates: tuple[ExchangeRate, ...],
    threshold: Materiality,
) -> tuple[int, date | None, tuple[FactName, ...]]:
    """Return for how many days up to now, without a break, what was unpaid was material, and since when."""
    currency = threshold.retail.currency
    arrears = [one for claim in pool for one in claim.arrears or () if first_day(one, regime) <= as_of]
    missing = _lacking(pool, arrears, currency, retail=retail, rates=rates)
    retail_amount, other_amount = threshold.retail.amount, threshold.other.amount
    amount = min(retail_amount, other_amount) if retail is None else retail_amount if retail else other_amount
    balances = [_worth(claim.balance, currency, rates) for claim in pool]
    known = [one for one in balances if one is not None]
    owed = sum(known, Fraction(0)) if len(known) == len(pool) else None
    turns = {first_day(one, regime) for one in arrears}
    turns |= {one.settled_on for one in arrears if one.settled_on is not None and one.settled_on <= as_of}
    since: date | None = None
    for turn in sorted(turns, reverse=True):
        unpaid = [one for one in arrears if first_day(one, regime) <= turn and one.is_unpaid(turn)]
        if not _is_material([_worth(one.amount, currency, rates) for one in unpaid], amount, threshold.percent, owed):
            break
        since = turn
    return (0 if since is None else (as_of - since).days + 1), since, missing


def _worth(money: Money | None, currency: str, rates: tuple[ExchangeRate, ...]) -> Fraction | None:
    return None if money is None else worth(money, currency, rates)


def _is_material(unpaid: list[Fraction | None], amount: Decimal, percent: Decimal, owed: Fraction | None) -> bool:
    if any(one is None for one in unpaid):
        return True
    total = sum((one for one in unpaid if one is not None), Fraction(0))
    return total > Fraction(amount) and (owed is None or total * 100 > Fraction(percent) * owed)


def _lacking(
    pool: tuple[Claim, ...],
    arrears: list[Arrear],
    currency: str,
    *,
    retail: bool | None,
    rates: tuple[ExchangeRate, ...],
) -> tuple[FactName, ...]:
    """Return what the count does without, where anything is past due at all."""
    amounts = [*(one.amount for one in arrears), *(claim.balance for claim in pool if arrears)]
    lacking = {
        "arrears": any(claim.arrears is None for claim in pool),
        "arrears.amount": any(one.amount is None for one in arrears),
        "balance": bool(arrears) and any(claim.balance is None for claim in pool),
        "debtor.retail": bool(arrears) and retail is None,
        "exchange_rate": any(one is not None and worth(one, currency, rates) is None for one in amounts),
    }
    return tuple(FactName(name) for name, is_lacking in lacking.items() if is_lacking)
