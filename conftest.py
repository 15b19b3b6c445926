"""Run every example a reader can see, and compare what is shown: fences of Markdown pages, `>>>` of docstrings."""

import json
import re
from collections.abc import Iterable
from contextlib import redirect_stdout
from doctest import ELLIPSIS
from io import StringIO
from typing import cast

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser
from sybil.typing import Evaluator
from xdist.scheduler import LoadScopeScheduling

JSON = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PRINTED = "what the fences before this one printed"


class Running:
    """Run the Python fences of a page, and keep what they print for the fence that shows it."""

    def __init__(self) -> None:
        self.python = PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)

    def __call__(self, document: Document) -> Iterable[Region]:
        """Find the fences; after the last one, what the page shows as JSON is the value of some name."""
        regions = list(self.python(document))
        for region in regions:
            held = JSON.findall(document.text) if region is regions[-1] else []
            region.evaluator = _kept(cast("Evaluator", region.evaluator), held)
        return regions


def _kept(evaluate: Evaluator, held: list[str]) -> Evaluator:
    def run(example: Example) -> str | None:
        with redirect_stdout(StringIO()) as printed:
            told = evaluate(example)
        example.namespace[PRINTED] = [*example.namespace.get(PRINTED, []), *printed.getvalue().splitlines()]
        strange = [one for one in held if json.loads(one) not in example.namespace.values()]
        return told if told or not strange else f"the value of no name: {strange[0]}"

    return run


class Shown(CodeBlockParser):
    """Compare what a page shows after its Python fences with what they printed."""

    def __call__(self, document: Document) -> Iterable[Region]:
        """Find the fences of the language that stand under a Python fence."""
        first = document.text.find("```python\n")
        return (region for region in super().__call__(document) if -1 < first < region.start)


def as_printed(example: Example) -> str | None:
    """Say which line was not printed since the fence shown before; dots say where a line is cut short."""
    printed = example.namespace.pop(PRINTED, [])
    for line in example.parsed.splitlines():
        uncut = ".*".join(re.escape(piece) for piece in line.split("……"))
        if not any(re.fullmatch(uncut, one) for one in printed):
            return f"never printed: {line}"
    return None


# There is no parser for `skip`: an example that cannot run is not an example.
pages = Sybil(
    parsers=[Running(), Shown("text", as_printed)],
    patterns=["*.md"],
)
docstrings = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS)],
    path="src",
    patterns=["*.py"],
    document_types={".py": PythonDocStringDocument},
)
pytest_collect_file = (pages + docstrings).pytest()


class Apart(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Share the tests out one by one, but the examples of a document together: each goes on from the one before."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        shared = next((one for one in SHARING if path.startswith(one)), None)
        if shared is not None:
            return shared
        return nodeid if path.startswith("tests/") else path


SHARING = ("tests/examples/test_host", "tests/laws/test_law_10_best_cover")
"""Tests that share something, a database which costs seconds to seed or a count, by how their paths begin."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Apart:
    """Say which tests go to one worker when there are several."""
    return Apart(config, log)
