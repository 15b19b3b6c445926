"""The table of planted frauds."""

import pytest

from examples.planted_frauds import EACH_WAY, main
from loanvisit.samples import Trace


def test_the_table_has_a_line_for_each_way(capsys: pytest.CaptureFixture[str]) -> None:
    """The script prints for each way how many were found of those planted, and the false alarms."""
    assert main() == 0
    table, _, alarms = capsys.readouterr().out.partition("\n\n")
    lines = table.splitlines()
    assert lines[0].split() == ["way", *(trace.text.en for trace in Trace)]
    found = [line.split()[-4:] for line in lines[1:]]
    assert {cell.partition("/")[2] for cells in found for cell in cells} == {str(EACH_WAY)}
    assert {cells[0] for cells in found} == {f"{EACH_WAY}/{EACH_WAY}"}
    assert alarms.startswith("false alarms for each 1,000 honest records")
