"""Policies that an analyst got wrong are refused with every fault, or load and are told by name when planned.

The files in `tests/data/analyst_policy` were written from the how-to and the tutorial alone, without a look at the
source, and what must be said of each was written down before the loader read it.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from loanvisit import presets
from loanvisit.adapters import read_policy
from loanvisit.domain import Portfolio
from loanvisit.errors import PolicyError
from loanvisit.scheduling import ClausePolicy, Plan, make_plan, why_not
from loanvisit.testing import a_book, a_file, a_loan

FOLDER = Path(__file__).parents[1] / "data" / "analyst_policy"
INDEX = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))
REFUSED, LOADED = INDEX["refused"], INDEX["loaded"]
DAY, UNTIL = date(2026, 5, 1), date(2027, 3, 31)
CHINA = presets.calendar("CN")


def _name(case: Mapping[str, object]) -> str:
    return str(case["file"]).removesuffix(".toml")


def _read(name: str) -> ClausePolicy:
    return read_policy(FOLDER / name, known=presets.policy, as_of=DAY)


def _book() -> Portfolio:
    """One live working-capital loan in CNY of a borrower in the energy industry."""
    loan = a_loan("L-1", product="working_capital", disbursed_on=date(2026, 3, 20), facts={"industry": "energy"})
    return a_book(a_file(loan), as_of=date(2026, 6, 1))


def _planned(policy: ClausePolicy) -> Plan:
    return make_plan(_book(), policy=policy, calendar=CHINA, until=UNTIL)


@pytest.mark.parametrize("case", REFUSED, ids=_name)
def test_what_an_analyst_got_wrong_is_told_at_once(case: Mapping[str, object]) -> None:
    """Every fault of the file is named by code, path and line, and each is a sentence in both languages."""
    with pytest.raises(PolicyError) as refused:
        _read(str(case["file"]))
    said = [[one.code, one.path, one.line or False] for one in refused.value.faults]
    assert said == case["faults"], case["rule"]
    for one in refused.value.faults:
        assert all((one.expected.zh, one.expected.en, one.remedy.zh, one.remedy.en))


@pytest.mark.parametrize("case", LOADED, ids=_name)
def test_what_no_file_can_tell_the_plan_tells_by_name(case: Mapping[str, object]) -> None:
    """A file may be whole and yet fit no loan of the book: the plan says of which, and why."""
    plan = _planned(_read(str(case["file"])))
    told = [one.en for one in (*plan.notes, *(answer.text for answer in plan.undetermined))]
    assert any(str(case["shown"]) in one for one in told), (case["rule"], told)


def test_every_file_is_in_the_index() -> None:
    """A file without an expected answer tests nothing; two of them rest on each other."""
    listed = {str(case["file"]) for case in (*REFUSED, *LOADED)}
    assert {path.name for path in FOLDER.glob("*.toml")} == listed | {"index.toml", "10_rests_on_itself_other.toml"}


def test_a_ring_is_told_with_its_files() -> None:
    """Whoever has to break the ring reads which files are in it."""
    with pytest.raises(PolicyError) as refused:
        _read("10_rests_on_itself.toml")
    ring = "10_rests_on_itself.toml → 10_rests_on_itself_other.toml → 10_rests_on_itself.toml"
    assert ring in refused.value.faults[0].remedy.zh
    assert ring in refused.value.faults[0].remedy.en


def test_intervals_that_do_not_nest_are_told_with_both_clauses() -> None:
    """A worse interval is wrong beside a better one: both are named."""
    with pytest.raises(PolicyError) as refused:
        _read("07_grid_does_not_nest.toml")
    assert "divide that of clause routine.pass" in refused.value.faults[0].remedy.en


class TestTheHardCodedFactory:
    """A factory in code chose the visits by industry and amount; its three defects are shown by name."""

    def test_an_unknown_industry_is_no_empty_plan(self) -> None:
        """Nothing is owed, and the plan says of which loans and why; a list of industries is refused with a hole."""
        plan = _planned(_read("52_industry_of_no_list.toml"))
        assert (plan.owed, plan.projected, plan.visits) == ((), (), ())
        assert [one.zh for one in plan.notes] == [
            "不适用任何条款的存续贷款：行业为 energy（1 笔）；本制度未对这些贷款作任何检查要求。"
        ]
        with pytest.raises(PolicyError) as refused:
            _read("26_industry_forgotten_alone.toml")
        assert "the industry is energy (no clause)" in refused.value.text.en

    def test_a_branch_that_can_never_run_is_refused(self) -> None:
        """A clause that no loan can meet is named before a plan is made from it."""
        with pytest.raises(PolicyError) as refused:
            _read("16_branch_that_cannot_run.toml")
        assert {(one.code, one.path) for one in refused.value.faults} == {
            ("clause.unreachable", "clause[personal].when"),
            ("clause.unreachable", "clause[tenor].when"),
            ("clause.unreachable", "clause[settled].when"),
        }

    def test_a_visit_says_why_it_is_due_and_a_loan_why_none_is(self) -> None:
        """The proof names the clause and where it stands; the other answer names the fact."""
        plan = make_plan(_book(), policy=presets.policy("cn.five_tier_default"), calendar=CHINA, until=UNTIL)
        [first, *_] = plan.visits
        for part in ("clause", "source", "anchor"):
            assert plan.why(first).find(part)
        [file] = _book().files
        none = why_not(file, file.loans[0].id, on=UNTIL, policy=_read("52_industry_of_no_list.toml"), calendar=CHINA)
        assert none.key == "why_not"
        assert all("energy" in one.statement.en for one in none.find("exempt"))
        assert len(none.find("exempt")) == 2
