"""Ids: what they may be made of, and who is the same person."""

from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    BorrowerId,
    Loan,
    LoanId,
    Method,
    ObligationId,
    OfficerId,
    Visit,
    VisitId,
    joined,
)
from loanvisit.domain.ids import strung
from loanvisit.errors import InputError
from loanvisit.testing import a_duty, a_rule, an_officer

DAY = date(2026, 3, 31)

SOUND = ["L-1024", "a", "A b", "张三", "贷款/1", "L" * 128, "é", "№7".replace("№", "N"), "x|y+z:1"]
REFUSED = [
    ("", "id.charset"),
    (" L-1", "id.charset"),
    ("L-1 ", "id.charset"),
    ("L" * 129, "id.charset"),
    ("L\u200b1", "id.charset"),
    ("L\u20601", "id.charset"),
    ("L\x001", "id.charset"),
    ("L\n1", "id.charset"),
    ("L\u202e1", "id.charset"),
    ("Ｌ１", "id.charset"),
    ("e\u0301", "id.charset"),
    ("\u3000L", "id.charset"),
    ("L\u00a01", "id.charset"),
    ("\ud800", "id.charset"),
    ("L\u034f1", "id.charset"),
    ("L\u115f1", "id.charset"),
    ("L\u17b41", "id.charset"),
    ("L\u180b1", "id.charset"),
    ("L\u28001", "id.charset"),
    ("L\u31641", "id.charset"),
    ("L\ufe0f1", "id.charset"),
    ("L\U000e01001", "id.charset"),
    ("L\xad1", "id.charset"),
    (1, "type"),
    (None, "type"),
    (b"L-1", "type"),
]


@pytest.mark.parametrize("value", SOUND)
def test_an_id_is_kept_as_it_was_given(value: str) -> None:
    """Visible characters in NFKC form, up to 128 of them, make an id; nothing is changed about them."""
    assert LoanId(value).value == value


@pytest.mark.parametrize(("value", "code"), REFUSED, ids=lambda value: ascii(value)[:20])
def test_an_id_that_could_pass_for_another_is_refused(value: str, code: str) -> None:
    """Outer spaces, zero-width and control characters, wide and composed forms are refused, never repaired."""
    with pytest.raises(InputError) as refused:
        BorrowerId(value)
    assert refused.value.code == code
    assert refused.value.path == "BorrowerId"


PARTS = st.lists(st.text("a~|%/2F", max_size=4), min_size=1, max_size=4)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)


@given(one=PARTS, other=PARTS)
def test_an_id_made_of_parts_says_which(one: list[str], other: list[str]) -> None:
    """Other parts never make the same text, and parts of letters and digits are joined as they are."""
    assert (joined(*one) == joined(*other)) == (one == other)
    if not set("~|%/") & set("".join(one)):
        assert joined(*one) == "~~".join(one)


@given(parts=st.lists(NAMES, min_size=2, max_size=4))
def test_an_id_made_of_parts_may_stand_in_a_path(parts: list[str]) -> None:
    """Nothing of it is escaped in a path of the web but letters beyond ASCII, and it is one name of a file."""
    made = joined(*parts)
    plain = "".join(char for char in made if char.isascii())
    assert quote(plain, safe="") == plain
    assert unquote(made) == made
    assert PureWindowsPath(made).name == PurePosixPath(made).name == made
    assert strung("visit", made) == strung(joined("visit"), made) == joined("visit", *parts)


def test_a_text_nobody_joined_is_made_safe_in_an_id() -> None:
    """What a bank's own rule names without joining it stands in a path too."""
    assert strung("F48", "silent|R-1/2") == "F48~~silent~7CR-1~2F2"


@given(
    parts=st.tuples(*[st.text("a~/2", min_size=1, max_size=3)] * 3),
    other=st.tuples(*[st.text("a~/2", min_size=1, max_size=3)] * 3),
)
def test_duties_of_other_parts_have_other_ids(parts: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    """Clause, subject and anchor make the id of a duty and of its visit, and no other three make the same."""

    def ids(clause: str, subject: str, anchor: str) -> tuple[str, str]:
        duty = a_duty(DAY, DAY, rule=a_rule(clause), subject=LoanId(subject), anchor=anchor)
        visit = Visit(borrower=BorrowerId("B"), method=Method.ON_SITE, window=duty.window, covers=(duty,))
        return duty.id.value, visit.id.value

    assert (ids(*parts) == ids(*other)) == (parts == other)


def test_an_id_too_long_for_its_parts_is_refused() -> None:
    """A duty of the longest clause and subject has an id; one whose escaped parts outgrow it is refused as input."""
    assert a_duty(DAY, DAY, rule=a_rule("c" * 128), subject=LoanId("l" * 128)).id.value
    with pytest.raises(InputError, match=r"id\.charset"):
        _ = a_duty(DAY, DAY, rule=a_rule("%" * 128), subject=LoanId("%" * 128), anchor="%" * 128).id


def test_a_loan_drawn_once_leaves_room_for_its_drawdown() -> None:
    """A loan id of 126 characters names a drawdown of 128; a longer one is refused by the loan's name and bound."""
    whole = {"borrower": BorrowerId("B"), "disbursed_on": DAY}
    assert len(Loan.drawn_once(id=LoanId("L" * 126), **whole).drawdowns[0].id.value) == 128
    with pytest.raises(InputError) as refused:
        Loan.drawn_once(id=LoanId("L" * 127), **whole)
    assert (refused.value.code, refused.value.path) == ("text.length", "Loan.id")
    assert "126" in refused.value.text.en


TWINS = ["аnna", "ΑNNΑ", "аnnа", "ANNА"]


@pytest.mark.parametrize("twin", TWINS)
def test_a_letter_of_another_script_makes_no_other_person(twin: str) -> None:
    """Letters of Cyrillic and Greek that look like Latin ones, small or capital, are compared as those."""
    assert OfficerId(twin).canonical == "anna"
    assert OfficerId(twin) != OfficerId("anna")


@given(name=st.text("анвекмортсухАНВЕКМОРТСУХανηυΑΝΗΥabAB 张", min_size=1, max_size=6))
def test_case_makes_no_other_person_in_any_script(name: str) -> None:
    """Small and capital letters of any script are one person's."""
    named = f"x{name}x"
    assert OfficerId(named.upper()).canonical == OfficerId(named.lower()).canonical == OfficerId(named).canonical


def test_ids_made_of_ids_may_be_longer() -> None:
    """A duty's and a visit's id are made of other ids, and have room for them."""
    for kind in (ObligationId, VisitId):
        assert kind("x" * 1024).value
        with pytest.raises(InputError):
            kind("x" * 1025)


def test_case_width_and_spaces_make_no_other_person() -> None:
    """For four eyes an officer's id is compared without case, width and spaces; as ids they stay apart."""
    assert OfficerId("Anna B").canonical == OfficerId("annaB").canonical == OfficerId("ANNA  b").canonical
    assert OfficerId("Anna") != OfficerId("anna")
    assert an_officer("Anna").is_same_person(OfficerId("ANNA"))
    assert not an_officer("Anna").is_same_person(OfficerId("bo"))
