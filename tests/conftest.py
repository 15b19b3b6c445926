"""How many cases a law runs, how many it ran, and where the real data lies.

`LOANVISIT_PROFILE` chooses the number of cases: few, quick (the default) or deep.
With `CI` set every run draws the same cases.
"""

import os
import re
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

Reporting = Generator[None, pytest.TestReport, pytest.TestReport]

CASES = {"few": 5, "quick": 40, "deep": 2000}
SAME_EVERY_TIME = bool(os.environ.get("CI"))
PROFILE = os.environ.get("LOANVISIT_PROFILE", "quick")

for name, cases in CASES.items():
    settings.register_profile(
        name,
        max_examples=cases,
        derandomize=SAME_EVERY_TIME,
        database=None if SAME_EVERY_TIME else settings.default.database,  # type: ignore[union-attr]
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(PROFILE)


@pytest.fixture(scope="session")
def shared_data(pytestconfig: pytest.Config) -> Path:
    """The folder of real data kept beside the project, never inside it."""
    folder = pytestconfig.rootpath.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no folder ../shared/data beside the project: the worked cases on real data cannot run")
    return folder


def pytest_report_header() -> str:
    """Say which profile draws the cases, and whether another run would draw the same."""
    drawn = "the same in every run" if SAME_EVERY_TIME else "anew in every run; a failing one prints how to repeat it"
    return f"laws: profile {PROFILE}, {CASES[PROFILE]} cases each unless a law says otherwise, drawn {drawn}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the tests marked deep to the deep profile."""
    if PROFILE != "deep":
        for item in items:
            if item.get_closest_marker("deep"):
                item.add_marker(pytest.mark.skip(reason="slow: run with LOANVISIT_PROFILE=deep"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Reporting:
    """Note on the report how many cases a law ran; a test that counts its own says `record_property("cases", n)`."""
    report = yield
    if call.when == "call" and hasattr(item, "hypothesis_statistics"):
        ran = sum(map(int, re.findall(r"(\d+) passing", item.hypothesis_statistics)))
        report.user_properties.append(("cases", ran))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print each law with the number of cases it held for."""
    laws = [
        (report.nodeid, count)
        for report in terminalreporter.getreports("passed")
        for key, count in report.user_properties
        if key == "cases"
    ]
    if not laws:
        return
    terminalreporter.section("cases each law held for")
    for law, count in sorted(laws):
        terminalreporter.write_line(f"{count:>9,}  {law}")
    terminalreporter.write_line(f"{sum(count for _, count in laws):>9,}  in {len(laws)} laws")
