"""How numbers are written for a reader: counts, shares with both parts, amounts in 万 and 亿, days."""

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from loanvisit.domain import Money
from loanvisit.words import TEMPLATES, Text, say, verbatim

_EXACT = Context(prec=60)
"""Room for an exact quotient; a host's own decimal context changes nothing here."""
_WAN = Decimal(10_000)
_YI = 10_000 * _WAN
_IN_YI = 100_000 * _WAN


def count_text(value: int | Decimal) -> Text:
    """Return a count as a table shows it: thousands separated, zero as 无."""
    return say("briefing.nil") if value == 0 else verbatim(f"{value:,}")


def items_text(value: int, *, visits: bool = False) -> Text:
    """Return a count as a sentence says it: " 3 项", and 无 for zero."""
    if value == 0:
        return say("briefing.items.nil")
    return say("briefing.items.visits" if visits else "briefing.items", count=f"{value:,}")


def share_text(part: int, whole: int) -> Text:
    """Return a share as 百分比 with both its parts, half up to one place: `share_text(15, 16).zh` is 93.8%(15/16)."""
    if whole == 0:
        return say("briefing.rate.nil")
    tenths = (2000 * part + whole) // (2 * whole)
    return say("briefing.rate", percent=f"{tenths // 10}.{tenths % 10}", part=f"{part:,}", whole=f"{whole:,}")


def money_text(money: Money) -> Text:
    """Return an amount in 万, from 100,000 万 on in 亿, half up to two places; zero as 无."""
    if money.amount == 0:
        return say("briefing.nil")
    large = money.amount.copy_abs() >= _IN_YI
    exact = _EXACT.divide(money.amount, _YI if large else _WAN)
    scaled = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP, context=_EXACT)
    return say("briefing.yi" if large else "briefing.wan", amount=f"{scaled:,}", unit=_currency_text(money.currency))


def _currency_text(currency: str) -> Text:
    key = f"currency.{currency}"
    return say(key) if key in TEMPLATES else verbatim(currency)


def day_text(day: date) -> Text:
    """Return a day as a letter writes it: 2026年03月31日, and 2026-03-31 in English."""
    return say("briefing.day", year=f"{day.year:04d}", month=f"{day.month:02d}", day=f"{day.day:02d}")


def spaced(text: Text) -> Text:
    """Put a space before a Chinese text that starts with a digit, so that it can follow a word."""
    return Text(zh=f" {text.zh}" if text.zh[:1].isdigit() else text.zh, en=text.en)
