"""What is masked shows no more than its form allows, whatever was written and however."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import MaskKind, mask, mask_within

FORMS = {
    MaskKind.PHONE: r"1[3-9][0-9]\*{4}[0-9]{4}",
    MaskKind.ID_NUMBER: r"[0-9]{3}\*{8}(?:\*{3})?[0-9]{3}[0-9X]",
    MaskKind.CARD: r"\*{8,15}[0-9]{4}",
    MaskKind.EMAIL: r"[A-Za-z0-9]\*{3}@[A-Za-z0-9.-]+",
    MaskKind.POSITION: r"-?[0-9]{1,2}\.[0-9]{2},-?[0-9]{1,3}\.[0-9]{2}",
}
GAPS = ("", "", " ", "-")
WIDE = str.maketrans("0123456789", "".join(chr(place) for place in range(0xFF10, 0xFF1A)))
"""The digits of full width, which notes hold."""
DIGITS = st.text("0123456789", min_size=1, max_size=20)
WRITTEN = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=30)
BEFORE, AFTER = st.text("贷款 身份证电话号码", max_size=5), st.text("本人 回访", max_size=3)


@st.composite
def spelt(draw: st.DrawFn, number: str) -> str:
    """Spell a number as people do: with gaps, or in full width."""
    spaced = "".join(f"{draw(st.sampled_from(GAPS))}{digit}" if place else digit for place, digit in enumerate(number))
    return spaced.translate(WIDE) if draw(st.booleans()) else spaced


@st.composite
def phones(draw: st.DrawFn) -> str:
    """Draw mobile numbers."""
    return f"1{draw(st.sampled_from('3456789'))}{draw(st.text('0123456789', min_size=9, max_size=9))}"


@st.composite
def identities(draw: st.DrawFn) -> str:
    """Draw identity numbers of eighteen places."""
    born = f"{draw(st.sampled_from(['19', '20']))}{draw(st.text('0123456789', min_size=6, max_size=6))}"
    place = f"{draw(st.integers(1, 9))}{draw(st.text('0123456789', min_size=5, max_size=5))}"
    return f"{place}{born}{draw(st.text('0123456789', min_size=3, max_size=3))}{draw(st.sampled_from('0123456789X'))}"


@given(value=WRITTEN | DIGITS, kind=st.sampled_from([*FORMS]))
def test_what_is_masked_is_of_its_form_or_masked_whole(value: str, kind: MaskKind) -> None:
    """Nothing is shown because it was not understood."""
    shown = mask(value, kind)
    assert shown == "****" or re.fullmatch(FORMS[kind], shown)


@given(surname=st.text("张王李欧阳é", min_size=1, max_size=3), given_name=st.text("小明山水雨e\u0301 ", max_size=6))
def test_a_name_never_stands_whole(surname: str, given_name: str) -> None:
    """What is shown of a name begins with its first character and is shorter than the name."""
    name = "".join(unicodedata.normalize("NFKC", f"{surname}{given_name}").split())
    shown = mask(f"{surname}{given_name}", MaskKind.NAME)
    assert "*" in shown
    assert shown[0] in (name[0], "*")
    assert len(shown.replace("*", "")) < len(name)


@given(number=phones().flatmap(spelt), before=BEFORE, after=AFTER)
def test_no_mobile_number_stays_in_free_words(number: str, before: str, after: str) -> None:
    """However it is spelt and whatever stands beside it, three digits and the last four are left."""
    plain = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", number))
    assert mask_within(f"{before}{number}{after}") == f"{before}{plain[:3]}****{plain[-4:]}{after}"


@given(number=identities().flatmap(spelt), before=BEFORE, after=AFTER)
def test_no_identity_number_stays_in_free_words(number: str, before: str, after: str) -> None:
    """Its first three places and the last four are left, and no day of birth."""
    plain = re.sub(r"[^0-9X]", "", unicodedata.normalize("NFKC", number))
    assert mask_within(f"{before}{number}{after}") == f"{before}{plain[:3]}{'*' * 11}{plain[-4:]}{after}"


@given(st.text("0123456789 -年月日@a.电话", max_size=40))
def test_masking_twice_changes_nothing(text: str) -> None:
    """What was masked once stands as it is."""
    assert mask_within(mask_within(text)) == mask_within(text)
