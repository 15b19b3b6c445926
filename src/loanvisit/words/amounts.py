"""How amounts, counts and days are said in a sentence: exactly, and in the manner of each language."""

from decimal import Context, Decimal

from loanvisit.words.templates import label, say
from loanvisit.words.text import Text, join, verbatim

WAN = Decimal(10_000)
"""万, ten thousand: the unit of an amount in Chinese."""
YI = 10_000 * WAN
"""亿, a hundred million."""
_EXACT = Context(prec=60)
"""Enough places for any amount."""
_UNITS = (("yi", YI, YI / 100), ("wan", WAN, WAN / 100))
"""The units, largest first, and what two places of each come to."""


def amount_text(amount: Decimal, currency: str) -> Text:
    """Return an exact amount: in 亿 or 万 where two places of it are enough, in full in English.

    `amount_text(Decimal(5000000), "CNY")` is 500 万元, and CNY 5,000,000.
    """
    size = amount.copy_abs()
    for name, unit, least in _UNITS:
        if size >= unit and not _EXACT.remainder(amount, least):
            return scaled_text(name, _plain(_EXACT.divide(amount, unit)), amount, currency)
    return scaled_text("whole", _plain(amount), amount, currency)


def scaled_text(unit: str, zh: str, amount: Decimal, currency: str) -> Text:
    """Return an amount as Chinese says it, in its unit (yi, wan or whole), and as English does, in full."""
    return say(f"amount.{unit}", amount=Text(zh=zh, en=_plain(amount)), unit=label("currency", currency))


def counted(unit: str, count: int) -> Text:
    """Return so many of a thing: 1 天, 2 天; 1 day, 2 days."""
    return say(f"span.{unit}{'.1' if count == 1 else ''}", count=f"{count:,}")


def spaced(text: Text, *, after: Text | None = None) -> Text:
    """Put a space before a Chinese text that starts with a digit or a Latin letter, so that it can follow a word.

    Where it follows a bracket, what it comes `after`, the bracket is space enough.
    """
    is_apart = _is_latin(text.zh[:1]) and not (after is not None and after.zh.endswith("）"))
    return Text(zh=f" {text.zh}" if is_apart else text.zh, en=text.en)


def followed(text: Text) -> Text:
    """Put a space behind a Chinese text that ends with a digit or a Latin letter, so that a word can follow it."""
    return Text(zh=f"{text.zh} " if _is_latin(text.zh[-1:]) else text.zh, en=text.en)


def either(texts: list[Text]) -> Text:
    """Name alternatives as a sentence does: A, B or C."""
    *before, last = texts
    if not before:
        return last
    return join([followed(join(before)), spaced(last)], zh="或", en=" or ")


def number_text(number: int | Decimal) -> Text:
    """Return a number, thousands separated."""
    return verbatim(f"{number:,}" if type(number) is int else _plain(Decimal(number)))


def _is_latin(character: str) -> bool:
    return bool(character) and character.isascii()


def _plain(amount: Decimal) -> str:
    shown = f"{amount:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
