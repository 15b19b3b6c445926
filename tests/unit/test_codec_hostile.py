"""Plain data made to be slow: many keys, keys twice, long names; each is refused without work beyond its length."""

import json
import re

import pytest

from loanvisit.adapters import as_mapping
from loanvisit.codec import from_json
from loanvisit.domain import Loan
from loanvisit.errors import CAP, InputError, fault, nearest
from loanvisit.words import TEMPLATES

MANY = 60_000


@pytest.mark.parametrize("times", [2, 12_000])
def test_keys_given_twice_are_found_in_one_look(times: int) -> None:
    """However many keys stand twice, or how often one does, each is named once, up to the cap."""
    names = [f"k{place}" for place in range(MANY // times)] * times
    text = "{" + ",".join(f'"{name}":1' for name in names) + "}"
    with pytest.raises(InputError) as refused:
        from_json(text, Loan)
    assert {one.code for one in refused.value.faults} == {"json.duplicate_key"}
    assert len(refused.value.faults) + refused.value.more == MANY // times


def test_unknown_keys_beyond_the_cap_are_only_counted() -> None:
    """No nearest name is looked for where nobody will read it."""
    entries = {f"k{place}": 1 for place in range(MANY)}
    with pytest.raises(InputError) as refused:
        from_json(json.dumps({"type": "Loan", "version": 3, **entries}), Loan)
    assert len(refused.value.faults) == CAP
    with pytest.raises(InputError) as refused:
        as_mapping({f"键{place}": 1 for place in range(MANY)} | {"columns": {"id": "A", "borrower": "B"}})
    assert (len(refused.value.faults), refused.value.more) == (CAP, MANY - CAP)
    assert refused.value.faults[-1].path == f"mapping[#{CAP}]"


def test_no_nearest_word_is_looked_for_among_many_or_for_a_long_one() -> None:
    """A hint is for a slip of the pen, not for a page of text or a thousand names."""
    assert "months" in nearest("month", ["months"]).en
    assert nearest("month" * 100, ["months"]).en == ""
    assert nearest("month", [f"months{place}" for place in range(3000)]).en == ""


def test_what_a_clerk_is_told_names_no_program() -> None:
    """Sentences of their own have no word of a program, in either language, and end as sentences do."""
    told = {key: text for key, text in TEMPLATES.items() if key.startswith("plain.")}
    words = ("NFKC", "str", "int", "dict", "iterable", "None", "as_of", "until", "`", "幂等", "参数", "函数", "编码")
    odd = [(key, word) for key, text in told.items() for word in words if word in re.split(r"[^\w`]+", text.en)]
    odd += [(key, word) for key, text in told.items() for word in words if word in text.zh]
    assert odd == []
    assert [key for key, text in told.items() if text.zh[-1] != "。" or text.en[-1] != "."] == []
    assert fault("id.charset", "form.id", "Ｌ").plain.zh.startswith("编号的写法不对。")
