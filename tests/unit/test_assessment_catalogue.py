"""The catalogue of findings, held against its source."""

import pytest

from loanvisit.assessment import CATALOGUE, kind
from loanvisit.domain import Family, FindingKind, Weight
from loanvisit.errors import InputError

CRITICAL = {1, 2, 5, 7, 8, 14, 22, 26, 28, 29, 31, 36, 38, 43, 51, 52, 53, 56, 62}
MODERATE = {4, 6, 11, 18, 24, 27, 42, 46, 47, 55, 58}
MINOR = {48, 57}
AT_ONCE = {1, 2, 5, 7, 8, 14, 22, 26, 29, 31, 36, 38, 43, 52, 56, 62}
CURE_DAYS = {
    0: {5, 7, 14, 29, 36, 43, 52, 56},
    5: {8, 21, 22, 28, 31, 45, 47, 49, 50, 51, 57, 61, 62},
    7: {26, 27},
    10: {1, 2, 3, 13, 46, 53, 55, 58, 59, 60},
    15: {4, 6, 12, 18, 19, 20, 23, 25, 30, 32, 34, 38, 44, 48, 54},
    30: {9, 10, 11, 15, 16, 17, 33, 35, 37, 39, 40, 41},
    60: {24},
    90: {42},
}


def _number(row: FindingKind) -> int:
    return int(row.code[1:])


def test_weights_and_days_to_cure_are_those_of_practice() -> None:
    """Each row weighs what the department's list says, and gives the natural days it says."""
    assert {_number(row) for row in CATALOGUE if row.weight is Weight.S1} == CRITICAL
    assert {_number(row) for row in CATALOGUE if row.weight is Weight.S3} == MODERATE
    assert {_number(row) for row in CATALOGUE if row.weight is Weight.S4} == MINOR
    assert {_number(row) for row in CATALOGUE if row.at_once} == AT_ONCE
    assert {days: {_number(row) for row in CATALOGUE if row.cure_days == days} for days in CURE_DAYS} == CURE_DAYS


@pytest.mark.parametrize("row", CATALOGUE, ids=lambda row: row.code)
def test_a_row_speaks_both_languages_as_a_clerk_would(row: FindingKind) -> None:
    """Title and remedy are there in both; Chinese holds no Latin words and no translationese."""
    for text in (row.title, row.remedy):
        assert text.zh
        assert text.en
        assert not any(char.isascii() and char.isalpha() for char in text.zh)
        assert not any(word in text.zh for word in ("发现项", "缓解措施", "证据缺失", "访问"))
        assert not any("一" <= char <= "鿿" for char in text.en)
    assert row.recurs_within_months == 12


def test_no_two_rows_share_a_title() -> None:
    """A reader can tell any two kinds apart, in either language."""
    assert len({row.title.zh for row in CATALOGUE}) == len({row.title.en for row in CATALOGUE}) == len(CATALOGUE)


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    """`kind` finds each row by its code, and names the nearest where there is none."""
    assert all(kind(row.code) is row for row in CATALOGUE)
    with pytest.raises(InputError) as refused:
        kind("F47x")
    assert refused.value.code == "finding.kind"
    assert "F47" in refused.value.text.zh
    assert "F47" in refused.value.text.en
    with pytest.raises(InputError, match=r"finding\.kind"):
        kind("zzz")
    with pytest.raises(InputError, match=r"^\[type\] code"):
        kind(47)  # type: ignore[arg-type]


def test_the_families_are_never_one() -> None:
    """Every row is the borrower's problem or the bank's lapse, and both families have rows."""
    assert {row.family for row in CATALOGUE} == set(Family)
