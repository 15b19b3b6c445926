"""Every bad document in `tests/data/bad_documents` is refused with the code and the path its file says, and no more.

No message, no repr and no log shows what stood in it, and nothing but the library's own errors comes out; the same
holds where some other package has switched the validators of attrs off.
"""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import attrs
import pytest

from loanvisit.codec import from_document, from_json
from loanvisit.errors import LoanVisitError
from tests.bad_input.draw_up_documents import FOLDER, SENTINEL, classes, drawn_up

FILES = sorted(FOLDER.glob("*.json"))
TEXTS: list[dict[str, Any]] = json.loads((FOLDER.parent / "bad_json.json").read_text(encoding="utf-8"))
PARTS = (SENTINEL, "张三", "110101199003071234")


def _spoilt(document: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    spoilt = deepcopy(document)
    if case.get("cut"):
        del spoilt["value"][case["at"]]
    else:
        spoilt["value"][case["at"]] = case["put"] * case["times"] if "times" in case else case["put"]
    return spoilt


@contextmanager
def _validators(*, disabled: bool) -> Iterator[None]:
    attrs.validators.set_disabled(disabled)
    try:
        yield
    finally:
        attrs.validators.set_disabled(False)


def _shows_nothing(error: LoanVisitError) -> None:
    shown = (str(error), repr(error), error.text.zh, error.text.en, repr(error.faults), *map(str, error.args))
    assert not [part for part in PARTS for text in shown if part in text]


@pytest.mark.parametrize("disabled", [False, True], ids=["validators on", "validators off"])
@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_each_is_refused_for_what_its_file_says(
    file: Path, disabled: bool, caplog: pytest.LogCaptureFixture, record_property: Callable[[str, object], None]
) -> None:
    """Each spoilt field is refused: one fault, of that code, at that path."""
    held = json.loads(file.read_text(encoding="utf-8"))
    wrong: list[object] = []
    with _validators(disabled=disabled), caplog.at_level(logging.DEBUG):
        from_document(held["document"])
        for case in held["cases"]:
            with pytest.raises(LoanVisitError) as refused:
                from_document(_spoilt(held["document"], case))
            said = {(one.code, one.path) for one in refused.value.faults}
            if said != {(case["code"], case["path"])}:
                wrong.append((case, said))
            _shows_nothing(refused.value)
    assert not wrong
    assert not caplog.records
    record_property("cases", len(held["cases"]))


def test_there_are_thousands() -> None:
    """The files hold some thousands of cases, a file for each class."""
    held = [json.loads(file.read_text(encoding="utf-8"))["cases"] for file in FILES]
    assert sum(map(len, held)) > 4000
    assert {file.stem for file in FILES} == set(classes())


@pytest.mark.parametrize("name", classes())
def test_no_field_is_forgotten(name: str) -> None:
    """What the files hold is what is drawn up of the classes as they are: a new field is in them."""
    drawn = json.loads(json.dumps(drawn_up(classes()[name])))
    assert json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) == drawn


@pytest.mark.parametrize("case", TEXTS, ids=[case["rule"] for case in TEXTS])
def test_each_bad_text_is_refused(case: dict[str, Any]) -> None:
    """Each JSON text is refused with the codes and paths its row says."""
    text = case["text"].replace("<deep>", "[" * 100_000).replace("<long>", "9" * 5_000)
    given = text.encode("utf-16") if case.get("utf16") else text.encode("utf-8", "surrogatepass")
    with pytest.raises(LoanVisitError) as refused:
        from_json(given, classes()[case["kind"]], most_bytes=200_000)
    assert [[one.code, one.path] for one in refused.value.faults] == case["faults"]
    assert type(refused.value).__name__ == case["error"]
    _shows_nothing(refused.value)
