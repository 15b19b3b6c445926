"""How numbers are written on a page: counts, shares with both parts, amounts rounded to 万 and 亿 in Chinese, days."""

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from loanvisit.domain import Money
from loanvisit.words import Text, number_text, say
from loanvisit.words.amounts import WAN, YI, scaled_text

_EXACT = Context(prec=60)
"""Room for an exact quotient; a host's own decimal context changes nothing here."""
_IN_YI = 100_000 * WAN


def count_text(value: int | Decimal) -> Text:
    """Return a count as a table shows it: thousands separated, zero as 无."""
    return say("briefing.nil") if value == 0 else number_text(value)


def items_text(value: int, *, visits: bool = False) -> Text:
    """Return a count as a sentence says it: " 3 项", and " 0 项" for zero."""
    return say("briefing.items.visits" if visits else "briefing.items", count=f"{value:,}")


def share_text(part: int, whole: int) -> Text:
    """Return a share as 百分比 with both its parts, half up to one place: `share_text(15, 16).zh` is 93.8%(15/16)."""
    if whole == 0:
        return say("briefing.rate.nil")
    tenths = (2000 * part + whole) // (2 * whole)
    return say("briefing.rate", percent=f"{tenths // 10}.{tenths % 10}", part=f"{part:,}", whole=f"{whole:,}")


def money_text(money: Money) -> Text:
    """Return an amount in 万, from 100,000 万 on in 亿, half up to two places, and in full in English; zero as 无."""
    if money.amount == 0:
        return say("briefing.nil")
    name, unit = ("yi", YI) if money.amount.copy_abs() >= _IN_YI else ("wan", WAN)
    rounded = _EXACT.divide(money.amount, unit).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP, context=_EXACT)
    return scaled_text(name, f"{rounded:,}", money.amount, money.currency)


def day_text(day: date) -> Text:
    """Return a day as a letter writes it: 2026年3月31日, and 2026-03-31 in English."""
    return say("value.day", day=day)
