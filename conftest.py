"""Run every example a reader can see: each Python fence in the Markdown pages, each `>>>` in a docstring."""

from doctest import ELLIPSIS

import pytest
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.myst import PythonCodeBlockParser
from xdist.scheduler import LoadScopeScheduling

# There is no parser for `skip`: an example that cannot run is not an example.
pages = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)],
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
