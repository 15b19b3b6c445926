"""Exchange rates that are given, never looked up: what amounts of several currencies are worth in one of them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from loanvisit.domain.exact import check
from loanvisit.domain.money import Money
from loanvisit.errors import Fault, InputError, fault

_MOST = Decimal(10**9)


@frozen(kw_only=True)
class ExchangeRate:
    """What one unit of a currency is worth in another, as it was given (汇率).

    Args:
        of: the currency of which one unit is meant.
        into: the currency it is told in.
        rate: how many units of `into` one unit of `of` is worth, more than 0.
        on: the day it is of; before that day nobody knows it.
        source: where it is from, such as "central parity".
    """

    of: str
    into: str
    rate: Decimal
    on: date
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults: list[Fault] = [
            fault("currency", f"ExchangeRate.{name}", code)
            for name, code in (("of", self.of), ("into", self.into))
            if len(code) != 3 or not (code.isascii() and code.isalpha() and code.isupper())
        ]
        if self.of == self.into:
            faults.append(fault("rate.own", "ExchangeRate.into", self.into))
        if not 0 < self.rate <= _MOST:
            faults.append(fault("rate.range", "ExchangeRate.rate", self.rate, high=_MOST))
        if faults:
            raise InputError(*faults)


def rate_faults(rates: Iterable[ExchangeRate], path: str) -> list[Fault]:
    """Return what is wrong with rates together: two of one currency, or told in more than one."""
    told = tuple(rates)
    faults: list[Fault] = []
    if len({one.of for one in told}) != len(told):
        faults.append(fault("id.duplicate", path, [one.of for one in told]))
    if len({one.into for one in told}) > 1:
        faults.append(fault("currency.mixed", path, [one.into for one in told]))
    return faults


def known_rates(rates: Iterable[ExchangeRate], as_of: date) -> tuple[ExchangeRate, ...]:
    """Return the rates known at the close of a day."""
    return tuple(one for one in rates if one.on <= as_of)


def worth(money: Money, into: str, rates: Iterable[ExchangeRate]) -> Fraction | None:
    """Return what an amount is worth in a currency, exactly; None where no rate given leads there."""
    units = {one.of: Fraction(one.rate) for one in rates} | {one.into: Fraction(1) for one in rates}
    if money.currency == into:
        return Fraction(money.amount)
    if money.currency not in units or into not in units:
        return None
    return Fraction(money.amount) * units[money.currency] / units[into]
