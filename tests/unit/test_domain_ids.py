"""Ids: what they may be made of, and who is the same person."""

import pytest

from loanvisit.domain import BorrowerId, LoanId, ObligationId, OfficerId, VisitId
from loanvisit.errors import InputError
from loanvisit.testing import an_officer

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
