"""The catalogue of findings against the tables of practice it was taken from, row by row."""

import re

import pytest

from loanvisit.assessment import CATALOGUE, kind
from loanvisit.domain import Family

BY_PRACTICE = """
F01 S1 imm./10  F02 S1 imm./10  F03 S2 10      F04 S3 15      F05 S1 imm.     F06 S3 15      F07 S1 imm.
F08 S1 imm./5   F09 S2 30       F10 S2 30      F11 S3 30      F12 S2 15       F13 S2 10      F14 S1 imm.
F15 S2 30       F16 S2 30       F17 S2 30      F18 S3 15      F19 S2 15       F20 S2 15      F21 S2 5
F22 S1 imm./5   F23 S2 15       F24 S3 60      F25 S2 15      F26 S1 imm./7   F27 S3 7       F28 S1 5
F29 S1 imm.     F30 S2 15       F31 S1 imm./5  F32 S2 15      F33 S2 30       F34 S2 15      F35 S2 30
F36 S1 imm.     F37 S2 30       F38 S1 imm./15 F39 S2 30      F40 S2 30       F41 S2 30      F42 S3 90
F43 S1 imm.     F44 S2 15       F45 S2 5       F46 S3 10      F47 S3 5        F48 S4 15      F49 S2 5
F50 S2 5
F51 S1 5        F52 S1 imm.     F53 S1 10
F54 S2 15       F55 S3 10
F56 S1 imm.
F57 S4 -        F58 S3 -
F59 S2 10
F60 S2 10       F61 S2 5        F62 S1 imm./5
"""
"""Code, weight, days to cure, as the notes on the domain and on practice print them. F01-F50: DOMAIN section 8;
F51-F53: the clocks of law (W7); F54, F55: groups, syndicates (W9); F56: call-back (W13); F57, F58: procedure (W19),
which states no days; F59: outside parties (W21); F60-F62: smaller points (section 4). "imm." asks for protection at
once."""
ROWS: list[tuple[str, str, str]] = re.findall(r"(F\d\d) (S\d) (\S+)", BY_PRACTICE)
OWN_LAPSES = ["F46", "F47", "F48", "F49", "F51", "F52", "F53", "F54", "F55", "F57", "F58", "F59", "F60", "F61"]
"""Section 4: the bank's own. F50 takes the family of the finding it repeats."""


def test_each_code_of_practice_is_in_the_catalogue_once() -> None:
    """The codes are F01 to F62, in order, each once."""
    assert [one.code for one in CATALOGUE] == [code for code, _, _ in ROWS] == [f"F{n:02}" for n in range(1, 63)]


@pytest.mark.parametrize(("code", "weight", "cure"), ROWS)
def test_a_row_weighs_what_practice_says(code: str, weight: str, cure: str) -> None:
    """Weight, days to cure and whether to protect at once are those of practice."""
    row = kind(code)
    assert row.weight.value == weight
    assert row.at_once is cure.startswith("imm.")
    stated = cure.removeprefix("imm.").removeprefix("/") or "0"
    assert stated == "-" or row.cure_days == int(stated)


def test_the_two_families_are_those_of_practice() -> None:
    """Only the bank's own lapses are the bank's; they are never added to the borrower's problems."""
    assert [one.code for one in CATALOGUE if one.family is Family.BANK] == OWN_LAPSES
