"""Calendars from TOML: what only the years together show."""

import pytest

from loanvisit.codec import read_calendar_toml
from loanvisit.errors import InputError


def test_a_year_left_out_between_two_is_refused() -> None:
    """Decreed years stand in a row: the year after the gap is named, with the one expected."""
    text = 'id = "HQ"\ntitle = { zh = "总行", en = "head office" }\n[[year]]\nyear = 2024\n[[year]]\nyear = 2026\n'
    with pytest.raises(InputError) as refused:
        read_calendar_toml(text)
    assert [(one.code, one.path) for one in refused.value.faults if one.code == "number.range"] == [
        ("number.range", "calendar.year[1].year")
    ]
