"""A policy file that rests on others, and clauses put another way for a time, read from TOML and made in Python."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loanvisit import presets
from loanvisit.adapters import read_policy
from loanvisit.codec import read_policy_toml
from loanvisit.domain import (
    Accepts,
    ClauseId,
    Comparison,
    Condition,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    MissingFact,
    NaturalPeriod,
    OfficerId,
    Portfolio,
)
from loanvisit.errors import InputError, PolicyError
from loanvisit.scheduling import ClausePolicy, Override, Plan, between, make_plan, override, prefixed, strictest
from loanvisit.testing import a_book, a_clause, a_file, a_loan, a_policy, weekdays
from loanvisit.words import Text, verbatim

HEAD = """
id = "hq.2026"
version = "2"
title = { zh = "总行办法", en = "head office rules" }
"""
REASON = Text(zh="台风封路", en="roads closed by a typhoon")
EASED = """
[[override]]
clause = "special_mention.routine"
reason = { zh = "台风封路", en = "roads closed by a typhoon" }
approver = "hq.03"
starts = 2026-08-01
expiry = 2026-08-31
accepts = "interview_or_on_site"
"""


def _codes(error: PolicyError) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in error.faults]


def _eased(policy: ClausePolicy, **changes: object) -> ClausePolicy:
    return override(
        policy, "special_mention.routine", reason=REASON, approver=OfficerId("hq.03"),
        starts=date(2026, 8, 1), expiry=date(2026, 8, 31), **changes,
    )  # fmt: skip


def test_a_file_that_rests_on_a_preset_is_the_preset_by_another_name() -> None:
    """Without clauses of its own it asks what the preset asks."""
    read = read_policy_toml(f'{HEAD}based_on = ["cn.five_tier_default"]\n', known=presets.policy)
    base = presets.policy("cn.five_tier_default")
    assert (read.clauses, read.applies, read.notes) == (base.clauses, base.applies, base.notes)
    assert (read.id.value, read.version, read.title.en) == ("hq.2026", "2", "head office rules")


def test_an_override_reads_as_it_is_made_in_python() -> None:
    """The clause comes in three versions, the middle one with its reason, approver and new methods."""
    read = read_policy_toml(f'{HEAD}based_on = ["cn.five_tier_default"]\n{EASED}', known=presets.policy)
    made = _eased(presets.policy("cn.five_tier_default"), accepts=Accepts.INTERVIEW_OR_ON_SITE)
    assert read.clauses == made.clauses
    versions = [clause for clause in read.clauses if clause.id.value == "special_mention.routine"]
    assert [(one.effective_from, one.effective_to) for one in versions] == [
        (None, date(2026, 7, 31)), (date(2026, 8, 1), date(2026, 8, 31)), (date(2026, 9, 1), None),
    ]  # fmt: skip
    assert versions[1].override == Override(reason=REASON, approver=OfficerId("hq.03"))
    assert read.clause("special_mention.routine", on=date(2026, 8, 31)) == versions[1]
    assert read.clause("special_mention.routine") == versions[2]
    said = read.rule(ClauseId("special_mention.routine"), on=date(2026, 8, 1)).sentence
    assert said is not None
    assert said.zh.endswith("施行期间：2026年8月1日至 2026年8月31日。此为临时调整，由 hq.03 批准，理由：台风封路。")
    assert said.en.endswith("This stands in for a time, approved by hq.03: roads closed by a typhoon.")


def test_an_override_that_has_run_out_is_a_fault_on_the_day_it_is_read() -> None:
    """The day after its last it is refused; on its last day, or where no day is given, it is not."""
    text = f'{HEAD}based_on = ["cn.five_tier_default"]\n{EASED}'
    for day in (None, date(2026, 8, 31)):
        assert len(read_policy_toml(text, known=presets.policy, as_of=day).clauses) > 0
    with pytest.raises(PolicyError) as refused:
        read_policy_toml(text, known=presets.policy, as_of=date(2026, 9, 1))
    assert _codes(refused.value) == [("override.expired", "override[special_mention.routine].expiry")]


def test_what_versions_of_a_clause_lack_is_said_once() -> None:
    """A loan whose grade nobody knows is undetermined once, however many versions ask; what each lacks is united."""
    book = a_book(a_file(a_loan(risk=None)))
    eased = _eased(presets.policy("cn.five_tier_default"), accepts=Accepts.INTERVIEW_OR_ON_SITE)
    (lack,) = [one for one in _asked(eased, book).undetermined if one.clause.value == "special_mention.routine"]
    assert lack.missing == ("risk",)
    herd, stalls = (
        Fact(name=FactName(name), kind=FactKind.WHOLE, label=Text(zh=zh, en=name))
        for name, zh in (("herd", "存栏头数"), ("stalls", "栏位数"))
    )
    old, new = (
        a_policy(
            a_clause(
                "c",
                when=[Condition(fact=fact.name, test=Comparison.AT_LEAST, values=(1,))],
                missing=MissingFact.UNDETERMINED,
            ),
            facts=[herd, stalls],
        )
        for fact in (herd, stalls)
    )
    both = strictest(between(old, None, date(2025, 12, 31)), between(new, date(2026, 1, 1), None))
    (lack,) = _asked(both, book).undetermined
    assert (lack.missing, [label.zh for label in lack.called]) == (("herd", "stalls"), ["存栏头数", "栏位数"])


def _asked(policy: ClausePolicy, book: Portfolio) -> Plan:
    return make_plan(book, policy=policy, calendar=weekdays(), until=date(2026, 12, 31))


def test_own_clauses_stand_beside_those_of_the_base() -> None:
    """A clause of its own is added under the conditions of its own file; the base keeps its."""
    own = (
        HEAD
        + 'based_on = ["mdb.supervision"]\n'
        + """
    [applies]
    status = "live"

    [facts.listed]
    kind = "flag"
    label = { zh = "名单内", en = "listed" }

    [[clause]]
    id = "listed"
    title = { zh = "名单客户检查", en = "check of listed clients" }
    purpose = "routine"
    level = "loan"
    when = { listed = true }
    require = { every = "month" }
    accepts = "on_site"
    citation = { zh = "本行制度", en = "the bank's own rule" }
    confidence = "practice"
    """
    )
    read = read_policy_toml(own, known=presets.policy)
    assert [clause.id.value for clause in read.clauses] == ["mission", "listed"]
    assert [fact.name for fact in read.facts] == ["listed"]


def test_a_base_that_is_not_sound_is_told_under_its_place() -> None:
    """Each of its faults with its own path behind that of the base; an unknown name as such."""

    def known(name: str) -> ClausePolicy:
        return presets.policy(name) if name != "own" else read_policy_toml(f"{HEAD}\nclause = []\n")

    with pytest.raises(PolicyError) as refused:
        read_policy_toml(f'{HEAD}based_on = ["own", "cn.five_tier"]\n', known=known)
    assert _codes(refused.value) == [("policy.empty", "based_on[0].clause"), ("preset.unknown", "based_on[1]")]


def test_policies_that_name_two_things_alike_are_not_put_together() -> None:
    """One id for two clauses, one name for two facts: each is told; with a prefix they stand side by side."""
    flag = Fact(name=FactName("listed"), kind=FactKind.FLAG, label=verbatim("listed"))
    ours = a_policy(a_clause(), a_clause("same"), facts=[flag])
    other = Fact(name=FactName("listed"), kind=FactKind.CODE, label=verbatim("listed"))
    theirs = a_policy(
        a_clause(require=EveryPeriod(period=NaturalPeriod.MONTH)), a_clause("same"), id="b", facts=[other]
    )
    with pytest.raises(PolicyError) as refused:
        strictest(ours, theirs)
    assert _codes(refused.value) == [("compose.fact", "facts.listed"), ("compose.clause", "clause[routine]")]
    apart = prefixed(a_policy(*theirs.clauses, id="b"), "b.")
    assert [one.id.value for one in strictest(ours, apart).clauses] == ["routine", "same", "b.routine", "b.same"]


def test_what_each_applies_to_stays_its_own() -> None:
    """Two policies for other loans: the condition of each stands in its clauses, and is read aloud there."""
    both = strictest(presets.policy("cn.five_tier_default"), a_policy(a_clause(), id="all"))
    assert both.applies == ()
    assert all(clause.when[0].fact == "status" for clause in both.clauses if clause.id.value != "routine")
    assert not both.clause("routine").when


@pytest.mark.parametrize(
    ("compose", "code", "path"),
    [
        pytest.param(_eased, "override.empty", "changes", id="nothing changed"),
        pytest.param(lambda one: _eased(one, colour="red"), "key.unknown", None, id="no such field"),
        pytest.param(
            lambda one: between(one, date(2026, 2, 1), date(2026, 1, 31)), "date.order", "last", id="turned round"
        ),
        pytest.param(
            lambda one: between(between(one, None, date(2026, 1, 31)), date(2026, 2, 1), None),
            "clause.not_in_force", "first", id="no day left",
        ),
        pytest.param(
            lambda one: between(between(one, date(2026, 2, 1), None), None, date(2026, 1, 31)),
            "clause.not_in_force", "last", id="no day left before",
        ),
        pytest.param(
            lambda one: between(one, None, date(2026, 1, 1)).clause("pass.routine", on=date(2026, 2, 1)),
            "clause.not_in_force", "on", id="a day of no version",
        ),
        pytest.param(lambda one: prefixed(one, "x" * 128), "id.charset", None, id="an id too long"),
    ],
)  # fmt: skip
def test_what_makes_no_sound_policy_is_refused(
    compose: Callable[[ClausePolicy], object], code: str, path: str | None
) -> None:
    """Each with one fault that says what to do."""
    with pytest.raises((PolicyError, InputError)) as refused:
        compose(presets.policy("cn.five_tier_default"))
    assert [one.code for one in refused.value.faults] == [code]
    assert path is None or refused.value.faults[0].path == path


def _files(folder: Path, **based_on: list[str]) -> Path:
    for name, bases in based_on.items():
        text = f"{HEAD}based_on = {bases}\n".replace("'", '"').replace("hq.2026", f"hq.{name}")
        Path(folder, f"{name}.toml").write_text(text, encoding="utf-8")
    return Path(folder, f"{next(iter(based_on))}.toml")


def test_a_file_may_rest_on_files_beside_it(tmp_path: Path) -> None:
    """By their names, and on what `known` knows; the same file may be reached by two ways."""
    path = _files(tmp_path, a=["b.toml", "c.toml"], b=["mdb.supervision"], c=["mdb.supervision"])
    read = read_policy(path, known=presets.policy)
    assert read.clauses == presets.policy("mdb.supervision").clauses
    assert read.id.value == "hq.a"


@pytest.mark.parametrize(
    ("based_on", "code", "path"),
    [
        pytest.param({"a": ["a.toml"]}, "policy.cycle", "based_on[0].based_on", id="on itself"),
        pytest.param(
            {"a": ["b.toml"], "b": ["c.toml"], "c": ["a.toml"]}, "policy.cycle",
            "based_on[0].based_on[0].based_on[0].based_on", id="in a ring",
        ),
        pytest.param({"a": ["../a.toml"]}, "source.beside", "based_on[0].based_on", id="outside the folder"),
        pytest.param({"a": ["none.toml"]}, "source.open", "based_on[0]", id="no such file"),
        pytest.param({"a": ["mdb.supervision"]}, "policy.known", "based_on[0].based_on", id="nobody to ask"),
        pytest.param(
            {f"f{n}": [f"f{n + 1}.toml"] for n in range(9)}, "policy.depth", None, id="too deep",
        ),
    ],
)  # fmt: skip
def test_what_a_file_cannot_rest_on_is_refused_at_load(
    tmp_path: Path, based_on: dict[str, list[str]], code: str, path: str | None
) -> None:
    """A ring, another folder, nothing there: told where it is named, never at plan time."""
    with pytest.raises(PolicyError) as refused:
        read_policy(_files(tmp_path, **based_on))
    assert [one.code for one in refused.value.faults] == [code]
    assert path is None or refused.value.faults[0].path == path
