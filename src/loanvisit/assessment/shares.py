"""Which share of what is owed is bad, over several currencies: exactly where rates lead, else within what each says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from loanvisit.assessment.known_facts import RATE, Known
from loanvisit.domain import ExchangeRate, FactName, Money, Proof
from loanvisit.domain.exchange import worth
from loanvisit.words import Text, join, number_text, say, verbatim


@frozen(kw_only=True)
class Part:
    """One of the sums a share is taken of: whether it is bad for certain, or may be."""

    amount: Money | None
    surely: bool
    maybe: bool


@frozen(kw_only=True)
class Sums:
    """What is owed, what of it is bad for certain, and what may be: a sum for each currency."""

    owed: tuple[Money, ...]
    bad: tuple[Money, ...]
    feared: tuple[Money, ...]


def by_currency(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """Return a sum for each currency, in order of its code."""
    sums: dict[str, Money] = {}
    for one in amounts:
        sums[one.currency] = sums[one.currency] + one if one.currency in sums else one
    return tuple(sums[code] for code in sorted(sums))


def sums_of(parts: tuple[Part, ...]) -> Sums | None:
    """Return the sums of parts; None where an amount is not known."""
    amounts = [one.amount for one in parts if one.amount is not None]
    if len(amounts) < len(parts):
        return None
    return Sums(
        owed=by_currency(amounts),
        bad=by_currency(one.amount for one in parts if one.amount is not None and one.surely),
        feared=by_currency(one.amount for one in parts if one.amount is not None and one.maybe),
    )


def shown(sums: tuple[Money, ...]) -> Text:
    """Return sums of several currencies as a reader says them."""
    return join([one.text for one in sums]) if sums else say("value.none")


def share_of(sums: Sums, rates: tuple[ExchangeRate, ...], *, missing: tuple[FactName, ...], said: Proof) -> Known:
    """Return the percentage of what is owed that is bad.

    Where no rate leads from one currency to another, the share of the whole lies between the smallest and the largest
    of the shares in each currency, whatever the rates.
    """
    pools = [pool for pool in _pools(sums, rates) if pool[0]]
    low = min((bad * 100 / owed for owed, bad, _ in pools), default=Fraction(0))
    high = max((feared * 100 / owed for owed, _, feared in pools), default=Fraction(0))
    lacking = (*missing, RATE) if len(pools) > 1 else missing
    return Known(low=low, high=high, missing=lacking, said=said)


def _pools(sums: Sums, rates: tuple[ExchangeRate, ...]) -> list[tuple[Fraction, Fraction, Fraction]]:
    """Return the sums added up as far as rates lead: those that do, in one pool, each other currency in its own."""
    into = rates[0].into if rates else ""
    pools: Mapping[str, list[Fraction]] = defaultdict(lambda: [Fraction(0)] * 3)
    for place, amounts in enumerate((sums.owed, sums.bad, sums.feared)):
        for one in amounts:
            value = worth(one, into, rates) if into else None
            pool = pools[one.currency if value is None else into]
            pool[place] += Fraction(one.amount) if value is None else value
    return [(pool[0], pool[1], pool[2]) for pool in pools.values()]


def rates_told(sums: Sums, rates: tuple[ExchangeRate, ...]) -> tuple[Proof, ...]:
    """Return a statement for each rate that a share takes."""
    codes = {one.currency for one in sums.owed}
    if len(codes) < 2:
        return ()
    return tuple(
        Proof(
            key="class.fact.rate",
            statement=say(
                "class.fact.rate", on=one.on, of=verbatim(one.of), rate=number_text(one.rate), into=verbatim(one.into)
            ),
            parts=source_told(one.source),
        )
        for one in rates
        if one.of in codes
    )


def source_told(source: str | None) -> tuple[Proof, ...]:
    """Return where something is from, where that is known."""
    if source is None:
        return ()
    return (Proof(key="class.fact.source", statement=say("class.fact.source", source=verbatim(source))),)
