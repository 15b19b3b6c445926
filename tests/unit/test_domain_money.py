"""Money, line by line: what is read, what is refused, and how much room there is."""

from decimal import ROUND_DOWN, Decimal

import pytest

from loanvisit.domain import (
    Money,
)
from loanvisit.domain.money import exponent
from loanvisit.errors import InputError

READ = [
    ("0", "CNY", "0.00"),
    ("3000000", "CNY", "3000000.00"),
    ("3000000.5", "CNY", "3000000.50"),
    ("-0.01", "CNY", "-0.01"),
    ("9999999999999999.99", "CNY", "9999999999999999.99"),
    ("15", "JPY", "15"),
    ("1.234", "KWD", "1.234"),
    (Decimal("1E+3"), "CNY", "1000.00"),
    (Decimal("1.500"), "CNY", "1.50"),
]

REFUSED = [
    ("1e999999999", "CNY", "amount.grammar"),
    ("1e3", "CNY", "amount.grammar"),
    ("9" * 10_000_000, "CNY", "amount.grammar"),
    ("1_000", "CNY", "amount.grammar"),
    ("1,000.00", "CNY", "amount.grammar"),
    ("１２", "CNY", "amount.grammar"),
    ("٣", "CNY", "amount.grammar"),
    (" 1 ", "CNY", "amount.grammar"),
    ("1\n", "CNY", "amount.grammar"),
    ("", "CNY", "amount.grammar"),
    ("+1", "CNY", "amount.grammar"),
    (".5", "CNY", "amount.grammar"),
    ("5.", "CNY", "amount.grammar"),
    ("01", "CNY", "amount.grammar"),
    ("-0", "CNY", "amount.grammar"),
    ("-0.00", "CNY", "amount.grammar"),
    ("NaN", "CNY", "amount.grammar"),
    ("sNaN", "CNY", "amount.grammar"),
    ("Infinity", "CNY", "amount.grammar"),
    ("1234567890123456789", "CNY", "amount.grammar"),
    (Decimal("NaN"), "CNY", "amount.grammar"),
    (Decimal("sNaN"), "CNY", "amount.grammar"),
    (Decimal("Infinity"), "CNY", "amount.grammar"),
    (Decimal("-0"), "CNY", "amount.grammar"),
    (Decimal("1e999999"), "CNY", "amount.grammar"),
    (Decimal("1e-999999"), "CNY", "amount.grammar"),
    ("12345678901234567", "CNY", "amount.grammar"),
    (1, "CNY", "type"),
    (1.5, "CNY", "type"),
    (True, "CNY", "type"),
    (None, "CNY", "type"),
    ("1.005", "CNY", "amount.scale"),
    ("1.5", "JPY", "amount.scale"),
    ("1", "cny", "currency"),
    ("1", "RMB", "currency"),
    ("1", "RMB1", "currency"),
    ("1", "ＣＮＹ", "currency"),
    ("1", "", "currency"),
    ("1", None, "currency"),
]


@pytest.mark.parametrize(("given", "currency", "kept"), READ)
def test_an_amount_is_kept_with_the_places_of_its_currency(given: str | Decimal, currency: str, kept: str) -> None:
    """An amount in plain ASCII digits, or an exact decimal, is kept with as many places as its currency has."""
    money = Money(given, currency)
    assert str(money) == f"{kept} {currency}"
    assert money == Money(kept, currency)


@pytest.mark.parametrize(("given", "currency", "code"), REFUSED, ids=lambda value: repr(value)[:24])
def test_an_amount_of_another_form_is_refused(given: str, currency: str, code: str) -> None:
    """Exponents, grouping, wide digits, spaces, minus zero, no-numbers, floats and too many digits are refused."""
    with pytest.raises(InputError) as refused:
        Money(given, currency)
    assert refused.value.code == code


def test_eighteen_digits_are_the_most_after_any_reckoning() -> None:
    """A sum or a product that needs more digits than an amount may have is refused, not rounded."""
    most = Money("9999999999999999.99", "CNY")
    for reckon in (
        lambda: most + Money("0.01", "CNY"),
        lambda: most.times(10),
        lambda: most.times(Decimal("1.01")),
        lambda: most.times(10**17),
    ):
        with pytest.raises(InputError) as refused:
            reckon()
        assert refused.value.code == "amount.grammar"


def test_a_rounding_is_one_that_decimal_knows() -> None:
    """A product is rounded half up unless another mode of `decimal` is named; a mode it does not know is refused."""
    assert Money("0.05", "CNY").times(Decimal("0.5")) == Money("0.03", "CNY")
    assert Money("0.05", "CNY").times(Decimal("0.5"), rounding=ROUND_DOWN) == Money("0.02", "CNY")
    with pytest.raises(InputError) as refused:
        Money("1", "CNY").times(2, rounding="ROUND_SOMEHOW")
    assert (refused.value.code, refused.value.path) == ("code", "rounding")


def test_a_factor_is_exact() -> None:
    """A factor is a whole number or a decimal; a float or a flag is refused."""
    for factor in (1.5, True, "2"):
        with pytest.raises(InputError) as refused:
            Money("1", "CNY").times(factor)  # type: ignore[arg-type]
        assert refused.value.path == "factor"


def test_most_currencies_have_two_places() -> None:
    """A currency has two places unless ISO 4217 lists it among the few others."""
    assert [exponent(code) for code in ("CNY", "USD", "JPY", "KWD", "CLF")] == [2, 2, 0, 3, 4]
