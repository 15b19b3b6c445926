"""How text, numbers, days and instants are read: one exact form each, looked at before anything is computed."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from loanvisit.codec.rejecting import Rejected, reject
from loanvisit.domain.dates import is_day
from loanvisit.domain.exact import is_clean

Leaf: TypeAlias = Callable[[object, object], object]

LONGEST_TEXT = 32_767
"""How many characters a text may have: what a cell of a sheet holds."""
MOST_DIGITS = 18
"""How many digits a whole number may have."""
MOST_DECIMAL_DIGITS = 40
"""How many digits a decimal may have."""

DAY_FORM = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
INSTANT_FORM = DAY_FORM + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{6})?Z"
DECIMAL_FORM = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_DAY, _INSTANT, _DECIMAL = (re.compile(form, re.ASCII) for form in (DAY_FORM, INSTANT_FORM, DECIMAL_FORM))


class LongNumber:
    """A whole number of JSON with more digits than are worth reading; nothing takes it."""

    __slots__ = ()


def wrong_type(value: object, form: str) -> Rejected:
    """Return the rejection of a node of another type, after the manner of the type it has."""
    if type(value) is float and not math.isfinite(value):
        return reject("number.nonfinite", value)
    if type(value) is LongNumber:
        return reject("number.digits", value, bound=MOST_DIGITS)
    return reject("type", value, form=form)


def read_text(value: object, _: object = None) -> str:
    """Read text: exactly a string, not too long, no control characters."""
    if type(value) is not str:
        raise wrong_type(value, "str")
    if len(value) > LONGEST_TEXT:
        raise reject("text.length", value, bound=LONGEST_TEXT)
    if not value.isprintable() and not is_clean(value):
        raise reject("text.control", value)
    return value


def read_whole(value: object, _: object = None) -> int:
    """Read a whole number: exactly an int, of at most 18 digits."""
    if type(value) is not int:
        raise wrong_type(value, "int")
    if not -(10**MOST_DIGITS) < value < 10**MOST_DIGITS:
        raise reject("number.digits", value, bound=MOST_DIGITS)
    return value


def read_flag(value: object, _: object = None) -> bool:
    """Read true or false: exactly a bool."""
    if type(value) is not bool:
        raise wrong_type(value, "bool")
    return value


def read_decimal(value: object, _: object = None) -> Decimal:
    """Read a decimal from its text: ASCII digits, one point, no exponent, no minus before zero."""
    if type(value) is not str:
        raise _number_for_text(value)
    if len(value) > MOST_DECIMAL_DIGITS + 2 or not _DECIMAL.fullmatch(value):
        raise reject("decimal.grammar", value, bound=MOST_DECIMAL_DIGITS)
    number = Decimal(value)
    if number == 0 and value[0] == "-":
        raise reject("decimal.grammar", value, bound=MOST_DECIMAL_DIGITS)
    return number


def _number_for_text(value: object) -> Rejected:
    is_finite = type(value) is int or (type(value) is float and math.isfinite(value))
    return reject("amount.type", value) if is_finite else wrong_type(value, "str")


def read_amount(value: object, _: object = None) -> str:
    """Read the text of an amount; its grammar is money's own to judge."""
    if type(value) is not str:
        raise _number_for_text(value)
    return value


def read_day(value: object, _: object = None) -> date:
    """Read a day written YYYY-MM-DD, within the range the library serves."""
    if type(value) is not str:
        raise wrong_type(value, "str")
    if len(value) != 10 or not _DAY.fullmatch(value):
        raise reject("date.form", value, form="YYYY-MM-DD")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise reject("date.none", value) from None
    if not is_day(day):
        raise reject("date.range", value)
    return day


def read_instant(value: object, _: object = None) -> datetime:
    """Read an instant in UTC written YYYY-MM-DDTHH:MM:SSZ, with six more digits where it has microseconds."""
    if type(value) is not str:
        raise wrong_type(value, "str")
    if not 20 <= len(value) <= 27 or not _INSTANT.fullmatch(value):
        raise reject("date.form", value, form="YYYY-MM-DDTHH:MM:SSZ")
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise reject("date.none", value) from None
    if not is_day(instant.date()):
        raise reject("date.range", value)
    return instant


LEAVES: dict[type, Leaf] = {
    str: read_text,
    int: read_whole,
    bool: read_flag,
    Decimal: read_decimal,
    date: read_day,
    datetime: read_instant,
}
"""The reader of each plain type."""
