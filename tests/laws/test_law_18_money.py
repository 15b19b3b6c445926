"""Law 18: money is an exact decimal and its currency; no floats, nothing implied, roundings named."""

import decimal
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    Money,
)
from loanvisit.domain.money import exponent
from loanvisit.errors import InputError
from loanvisit.testing import strategies

CNY = strategies.money(currency="CNY")
ROUNDINGS = st.sampled_from(
    [
        decimal.ROUND_HALF_UP,
        decimal.ROUND_HALF_EVEN,
        decimal.ROUND_HALF_DOWN,
        decimal.ROUND_UP,
        decimal.ROUND_DOWN,
        decimal.ROUND_CEILING,
        decimal.ROUND_FLOOR,
    ]
)


def _minor(amount: Money) -> int:
    """Count an amount in the smallest unit of its currency, in whole numbers."""
    return int(amount.amount.scaleb(exponent(amount.currency)))


@given(one=CNY, other=CNY, precision=st.integers(1, 40), mode=ROUNDINGS)
def test_sums_are_exact_whatever_the_hosts_decimal_context(one: Money, other: Money, precision: int, mode: str) -> None:
    """Adding and taking away count in whole cents, under any precision and rounding a host has set."""
    with decimal.localcontext() as context:
        context.prec, context.rounding = precision, mode
        total, difference = one + other, one - other
    assert _minor(total) == _minor(one) + _minor(other)
    assert _minor(difference) == _minor(one) - _minor(other)


@given(amount=strategies.money())
def test_an_amount_reads_back_as_it_was_written(amount: Money) -> None:
    """The text of an amount gives the amount again, with as many places as its currency has."""
    text, currency = str(amount).split()
    assert Money(text, currency) == amount
    assert len(text.partition(".")[2]) == exponent(currency)


@given(one=CNY, other=CNY)
def test_amounts_are_in_the_order_of_their_cents(one: Money, other: Money) -> None:
    """Less, at most, more and at least are those of whole cents; equal amounts are equal values with one hash."""
    assert (one < other, one <= other, one > other, one >= other, one == other) == (
        _minor(one) < _minor(other),
        _minor(one) <= _minor(other),
        _minor(one) > _minor(other),
        _minor(one) >= _minor(other),
        _minor(one) == _minor(other),
    )
    assert hash(one) == hash(Money(one.amount, "CNY"))


@given(
    amount=strategies.money(currency="CNY", least=-(10**12), most=10**12),
    numerator=st.integers(-(10**6), 10**6),
    mode=ROUNDINGS,
)
def test_a_product_is_rounded_once_by_the_mode_named(amount: Money, numerator: int, mode: str) -> None:
    """A product is the whole-number product rounded to the cent by the mode named, and never minus zero."""
    found = amount.times(Decimal(numerator).scaleb(-4), rounding=mode)
    with decimal.localcontext() as context:
        context.prec = 60
        exact = Decimal(_minor(amount) * numerator).scaleb(-6)
        assert found.amount == exact.quantize(Decimal("0.01"), rounding=mode)
    assert not (found.amount.is_signed() and not found.amount)


@given(value=st.floats(), amount=CNY)
def test_a_float_is_refused_wherever_money_is_made(value: float, amount: Money) -> None:
    """No float becomes money: not as an amount, not as a factor."""
    for make in (lambda: Money(value, "CNY"), lambda: amount.times(value)):  # type: ignore[arg-type]
        with pytest.raises(InputError) as refused:
            make()
        assert refused.value.code == "type"


@given(one=strategies.money(currency="CNY"), other=strategies.money(currency="USD"))
def test_two_currencies_never_mix(one: Money, other: Money) -> None:
    """Amounts of two currencies are neither added nor compared; they are only unequal."""
    for mix in (
        lambda: one + other,
        lambda: one - other,
        lambda: one < other,
        lambda: one <= other,
        lambda: one > other,
        lambda: one >= other,
    ):
        with pytest.raises(InputError) as refused:
            mix()
        assert refused.value.code == "currency.mixed"
    assert one != other


@given(
    factor=st.one_of(
        st.sampled_from([Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1e999999"), Decimal("1e-999")]),
        st.integers(10**55, 10**80),
    ),
    amount=CNY,
)
def test_a_factor_beyond_reckoning_is_refused(factor: Decimal | int, amount: Money) -> None:
    """A factor that is no number, or beyond all bounds, is refused by name before it is reckoned with."""
    with pytest.raises(InputError) as refused:
        amount.times(factor)
    assert refused.value.code == "amount.grammar"


@pytest.mark.parametrize("other", [1, 1.0, Decimal(1), "1", None, date(2026, 3, 31)])
def test_only_money_is_added_to_money(other: object) -> None:
    """There is no implied currency: a number is not added to money, nor compared with it."""
    for mix in (lambda: Money("1", "CNY") + other, lambda: Money("1", "CNY") < other):  # type: ignore[operator]
        with pytest.raises(InputError) as refused:
            mix()
        assert refused.value.code == "type"
