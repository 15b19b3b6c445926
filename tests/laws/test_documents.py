"""Every public value writes as plain data, the same each time, naming what it does not own."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from types import NoneType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.codec import VERSION, Document, canonical_bytes, to_document
from loanvisit.codec.kinds import snake
from loanvisit.domain import Answer, Facts, Window
from tests.laws.making import PUBLIC, Maker

DAY = date(2026, 3, 31)


def _leaves(document: Document) -> Iterator[object]:
    if type(document) is dict:
        assert all(type(key) is str for key in document)
        for part in document.values():
            yield from _leaves(part)
    elif type(document) is list:
        for part in document:
            yield from _leaves(part)
    else:
        yield document


@pytest.mark.parametrize("kind", [pytest.param(kind, id=name) for name, kind in PUBLIC.items()])
def test_every_public_value_writes(kind: type) -> None:
    """Every public class writes as str, int, bool, None, lists and dicts only, in an envelope, the same twice over."""
    for turn in range(7):
        for bare in (False, True):
            value: object = Maker(turn, bare=bare).make(kind)
            document = to_document(value)
            assert (document["type"], document["version"]) == (snake(kind.__name__), VERSION)
            assert set(document) == {"type", "version", "value"}
            assert {type(leaf) for leaf in _leaves(document)} <= {str, int, bool, NoneType}
            again = to_document(Maker(turn, bare=bare).make(kind))
            assert canonical_bytes(document) == canonical_bytes(to_document(value)) == canonical_bytes(again)


def test_the_public_classes_are_many() -> None:
    """The walk over public classes does not pass by walking over none."""
    assert len(PUBLIC) > 80


def test_a_document_is_the_same_under_every_hash_seed() -> None:
    """Sets and mappings write in one order, whatever order a run holds them in."""
    script = """
from datetime import date
from loanvisit.codec import canonical_bytes, to_document
from loanvisit.domain import *
words = [f"p{n}" for n in range(40)]
past = PastVisit(on=date(2026, 3, 31), loans=(LoanId("L"),), purposes=frozenset(words))
officer = Officer(id=OfficerId("O"), roles=frozenset(Role))
facts = Facts({word: word for word in words})
loan = Loan(id=LoanId("L"), borrower=BorrowerId("B"), agreed_payees=frozenset(words), facts=facts)
print(*(canonical_bytes(to_document(value)).hex() for value in (past, officer, loan)))
"""
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, encoding="utf-8", check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(runs) == 1


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6))
def test_equal_decimals_write_alike(number: Decimal) -> None:
    """A decimal writes by its value: reading the text gives the value back, and zeros at its end do not show."""
    written = to_document(Facts({"share": number}))["value"]
    assert isinstance(written, dict)
    share = written["share"]
    assert isinstance(share, dict)
    assert share["type"] == "decimal"
    assert Decimal(str(share["value"])) == number
    assert written == to_document(Facts({"share": number.normalize()}))["value"]


@given(st.dictionaries(st.text("abé贷 ", min_size=1), st.integers(-(10**17), 10**17)))
def test_order_of_giving_does_not_show(known: dict[str, int]) -> None:
    """A mapping given in another order is the same document."""
    backwards = Facts(dict(reversed(known.items())))
    assert canonical_bytes(to_document(Facts(known))) == canonical_bytes(to_document(backwards))


def test_only_a_choice_says_its_type() -> None:
    """What a field may hold in several types says its type; what it holds in one does not."""
    assert to_document(Window(opens=DAY, last=DAY))["value"] == {"opens": "2026-03-31", "last": "2026-03-31"}
    assert to_document(Answer(question="q", value=DAY))["value"] == {
        "question": "q",
        "value": {"type": "date", "value": "2026-03-31"},
        "reason": None,
    }
