"""Date styles: what a mapping may declare, and exact readers of ASCII digits for each."""

import re
from collections.abc import Callable
from datetime import date

_BASES = {
    "YYYY-MM-DD": r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})",
    "YYYY/MM/DD": r"(?P<y>[0-9]{4})/(?P<m>[0-9]{2})/(?P<d>[0-9]{2})",
    "YYYY.MM.DD": r"(?P<y>[0-9]{4})\.(?P<m>[0-9]{2})\.(?P<d>[0-9]{2})",
    "YYYYMMDD": r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    "YYYY/M/D": r"(?P<y>[0-9]{4})/(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})",
    "YYYY年M月D日": r"(?P<y>[0-9]{4})年(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日",
    "MM/DD/YYYY": r"(?P<m>[0-9]{2})/(?P<d>[0-9]{2})/(?P<y>[0-9]{4})",
    "DD/MM/YYYY": r"(?P<d>[0-9]{2})/(?P<m>[0-9]{2})/(?P<y>[0-9]{4})",
    "M/D/YYYY": r"(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>[0-9]{4})",
    "D/M/YYYY": r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})",
    "DD.MM.YYYY": r"(?P<d>[0-9]{2})\.(?P<m>[0-9]{2})\.(?P<y>[0-9]{4})",
}
_MIDNIGHTS = ("", "T00:00:00", "T00:00:00.000", " 00:00:00", " 00:00:00.000", " 0:00", " 12:00:00 AM")

STYLES: tuple[str, ...] = tuple(base + midnight for base in _BASES for midnight in _MIDNIGHTS)
"""Every date style: a form of the day alone, or followed by one spelling of midnight."""

_PROBES = (date(2001, 2, 3), date(2011, 10, 12))

DateReader = Callable[[str], date | None]


def date_reader(styles: tuple[str, ...]) -> DateReader:
    """Return a function that reads text of any of the styles, exactly, and answers None for any other text."""
    patterns = [_pattern(style) for style in styles]

    def read(text: str) -> date | None:
        for pattern in patterns:
            found = pattern.fullmatch(text)
            if found:
                try:
                    return date(int(found["y"]), int(found["m"]), int(found["d"]))
                except ValueError:
                    continue
        return None

    return read


def is_written(text: str, styles: tuple[str, ...]) -> bool:
    """Say whether a text is written in one of the styles, be there such a day or not."""
    return any(_pattern(style).fullmatch(text) for style in styles)


def ambiguous(styles: tuple[str, ...]) -> tuple[str, str] | None:
    """Return two of the styles that read one text as two different days, None where no text is in doubt."""
    for one in styles:
        for other in styles:
            reader = date_reader((other,))
            if any(reader(text) not in (None, day) for day in _PROBES for text in _spellings(one, day)):
                return one, other
    return None


def _pattern(style: str) -> re.Pattern[str]:
    """Return what a text of one style looks like."""
    base = next(base for base in _BASES if style.startswith(base) and style[len(base) :] in _MIDNIGHTS)
    return re.compile(_BASES[base] + re.escape(style[len(base) :]))


def _spellings(style: str, day: date) -> tuple[str, str]:
    """Write `day` in a style, with and without leading zeros."""
    base = next(base for base in _BASES if style.startswith(base) and style[len(base) :] in _MIDNIGHTS)
    tail = style[len(base) :]
    long = re.sub("D+", f"{day.day:02d}", re.sub("M+", f"{day.month:02d}", base))
    short = re.sub("D+", str(day.day), re.sub("M+", str(day.month), base)) if "MM" not in base else long
    return long.replace("YYYY", str(day.year)) + tail, short.replace("YYYY", str(day.year)) + tail
