"""Money: an exact decimal and its currency, nothing implied."""

import re
from decimal import (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)

from attrs import field, frozen

from loanvisit.errors import InputError, fault
from loanvisit.words import Text, amount_text

_GRAMMAR = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_DIGITS = 18
_EXACT = Context(prec=4 * _DIGITS, rounding=ROUND_HALF_EVEN)
"""Room for an exact product; a host's own decimal context changes nothing here."""
_ROUNDINGS = (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
)
_EXPONENTS = {
    **dict.fromkeys(
        (
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}


_UNITS = {places: Decimal((0, (1,), -places)) for places in (2, *_EXPONENTS.values())}
"""The smallest unit of a currency, by its decimal places."""


def exponent(currency: str) -> int:
    """Return how many decimal places a currency has (ISO 4217): 2 unless it is one of the few others."""
    return _EXPONENTS.get(currency, 2)


def is_currency(code: object) -> bool:
    """Say whether a code is written as ISO 4217 writes currencies: three capital letters, and CNY is not RMB."""
    is_code = type(code) is str and len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()
    return is_code and code != "RMB"


def _amount(given: str | Decimal) -> Decimal:
    """Read an amount from ASCII text or a finite decimal; bound its digits before any arithmetic."""
    if type(given) is Decimal:
        sign, digits, power = given.as_tuple()
        whole = isinstance(power, int) and -_DIGITS <= power <= _DIGITS and len(digits) + max(power, 0) <= _DIGITS
        if not whole or (sign and not given):
            raise InputError(fault("amount.grammar", "Money.amount", given))
        return given
    if type(given) is not str:
        raise InputError(fault("type", "Money.amount", given, form="str | Decimal"))
    if len(given) > _DIGITS + 2 or not _GRAMMAR.fullmatch(given) or (given[0] == "-" and not given.strip("-0.")):
        raise InputError(fault("amount.grammar", "Money.amount", given))
    if len(given) > _DIGITS and len(given) - given.count("-") - given.count(".") > _DIGITS:
        raise InputError(fault("amount.grammar", "Money.amount", given))
    return Decimal(given)


@frozen
class Money:
    """An exact amount in one currency: `Money("3000000.00", "CNY")`.

    The amount is decimal text (or a `Decimal`) of at most 18 digits and no more places than the currency has;
    floats, exponents, grouping and minus zero are refused. Equal amounts are equal values, whatever was typed.

    >>> Money("3000000", "CNY") == Money("3000000.00", "CNY")
    True
    """

    amount: Decimal = field(converter=_amount)
    currency: str

    def __attrs_post_init__(self) -> None:
        code = self.currency
        if not is_currency(code):
            raise InputError(fault("currency", "Money.currency", code))
        places, exact = exponent(code), self.amount
        if not exact.same_quantum(_UNITS[places]):
            exact = exact.quantize(_UNITS[places], context=_EXACT)
            if exact != self.amount:
                raise InputError(fault("amount.scale", "Money.amount", self.amount, bound=places))
            object.__setattr__(self, "amount", exact)
        if exact.adjusted() >= _DIGITS - places:
            raise InputError(fault("amount.grammar", "Money.amount", exact))

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    @property
    def text(self) -> Text:
        """The exact amount in words: 500 万元, CNY 5,000,000."""
        return amount_text(self.amount, self.currency)

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(_EXACT.add(self.amount, other.amount), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(_EXACT.subtract(self.amount, other.amount), self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount <= other.amount

    def __gt__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount > other.amount

    def __ge__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount >= other.amount

    def times(self, factor: Decimal | int, *, rounding: str = ROUND_HALF_UP) -> "Money":
        """Multiply by an exact factor of at most 54 digits, rounding to the currency by the named mode of `decimal`."""
        if type(factor) not in (Decimal, int):
            raise InputError(fault("type", "factor", factor, form="Decimal | int"))
        if rounding not in _ROUNDINGS:
            raise InputError(fault("code", "rounding", rounding, known=", ".join(_ROUNDINGS)))
        exact = Decimal(factor)
        _, digits, power = exact.as_tuple()
        if not isinstance(power, int) or len(digits) > 3 * _DIGITS or not -3 * _DIGITS <= power <= _DIGITS:
            raise InputError(fault("amount.grammar", "factor", factor))
        product = _EXACT.multiply(self.amount, exact)
        if product and product.adjusted() >= _DIGITS:
            raise InputError(fault("amount.grammar", "Money.amount", product))
        cent = Decimal((0, (1,), -exponent(self.currency)))
        rounded = product.quantize(cent, rounding=rounding, context=_EXACT)
        return Money(_EXACT.add(rounded, Decimal(0)), self.currency)

    def _same(self, other: object) -> None:
        if type(other) is not Money:
            raise InputError(fault("type", "Money", other, form="Money"))
        if other.currency != self.currency:
            raise InputError(fault("currency.mixed", "Money.currency", other.currency))
