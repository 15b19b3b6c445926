"""A stranger adds a preset, a finding, a rule or a section of the briefing in data or one file of their own."""

import importlib.util
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import loanvisit as lv
from loanvisit.adapters import read_policy
from loanvisit.assessment import RECORD_RULES, judge
from loanvisit.reporting import DEFAULT_SECTIONS
from loanvisit.steps import raise_finding

AS_OF = date(2026, 3, 31)
BORROWER = lv.BorrowerId("B-1")
LOAN = lv.Loan.drawn_once(id=lv.LoanId("L-1"), borrower=BORROWER, disbursed_on=date(2025, 11, 30), facts={"herd": 12})
BOOK = lv.Portfolio.of([LOAN], past=[], as_of=AS_OF)


def _load(folder: Path, name: str, text: str) -> ModuleType:
    path = folder / f"{name}.py"
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_policy_is_one_file_of_data(tmp_path: Path) -> None:
    """A bank's own policy over a fact of its own is a TOML file, and nothing else changes."""
    (tmp_path / "herd.toml").write_text(
        """
id = "bank.herds"
version = "1"
title = { zh = "养殖户检查", en = "visits to herds" }

[facts.herd]
kind = "whole"
label = { zh = "存栏头数", en = "head of cattle" }

[[clause]]
id = "herd.count"
title = { zh = "盘点存栏", en = "count of the herd" }
purpose = "routine"
level = "loan"
when = { herd = { at_least = 10 } }
require = { every = "month" }
accepts = "on_site"
roll = "none"
citation = { zh = "本行办法", en = "the bank's own rule" }
confidence = "practice"
""",
        encoding="utf-8",
    )
    policy = read_policy(tmp_path / "herd.toml")
    plan = lv.make_plan(BOOK, policy=policy, calendar=lv.presets.calendar("weekdays"), until=date(2026, 4, 30))
    assert [str(duty.window.last) for duty in plan.owed] == ["2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31"]


def test_a_finding_is_one_value(tmp_path: Path) -> None:
    """A kind of finding that no catalogue has is raised by hand like any other."""
    kind = _load(
        tmp_path,
        "rustling",
        """
from loanvisit.domain import Family, FindingKind, Weight
from loanvisit.words import Text

RUSTLED = FindingKind(
    code="X01", category="herd", family=Family.BORROWER, title=Text(zh="牲畜被盗", en="cattle rustled"),
    weight=Weight.S2, cure_days=10, remedy=Text(zh="报警、补栏", en="report it, restock"),
)
""",
    ).RUSTLED
    officer = lv.Officer(id=lv.OfficerId("anna"), roles=[lv.Role.ACCOUNT_OFFICER])
    raised = raise_finding(
        BOOK.file(BORROWER), kind, on=AS_OF, by=officer, at=datetime(2026, 3, 31, 9, tzinfo=UTC), loans=(LOAN.id,)
    )
    assert raised.finding.kind is kind
    assert raised.finding.due_on == date(2026, 4, 10)


def test_a_rule_is_one_function(tmp_path: Path) -> None:
    """A rule that raises findings from records stands in a file of its own, beside the built-in ones."""
    rule = _load(
        tmp_path,
        "silence",
        """
from loanvisit.assessment import found, kind
from loanvisit.domain import joined


def nothing_written(record, file):
    if record.answers or record.readings or record.evidence:
        return ()
    return found(file, kind("F48"), joined("silent", record.id.value), on=record.on, record=record.id)
""",
    ).nothing_written
    record = lv.VisitRecord(
        id=lv.RecordId("R-1"),
        visit=lv.VisitId("V-1"),
        borrower=BORROWER,
        on=AS_OF,
        method=lv.Method.INTERVIEW,
        visitors=[lv.OfficerId("anna")],
    )
    raised = judge(record, BOOK.file(BORROWER), rules=(*RECORD_RULES, rule))
    assert [finding.kind.code for finding in raised] == ["F48"]


def test_a_section_is_one_function(tmp_path: Path) -> None:
    """A section of the briefing stands in a file of its own, and prints in both languages."""
    section = _load(
        tmp_path,
        "weather",
        """
from loanvisit.reporting import Paragraph, SectionValue
from loanvisit.words import Text


def weather(snapshot):
    return SectionValue(
        heading=Text(zh="天气情况", en="Weather"),
        blocks=(Paragraph(text=Text(zh="本期少雨。", en="A dry month.")),),
    )
""",
    ).weather
    masthead = lv.Masthead(
        title=lv.Text(zh="工作简报", en="Briefing"), number=1, unit="贷后部", issuer="张", issued_on=date(2026, 4, 2)
    )
    briefing = lv.build_briefing(BOOK, masthead=masthead, sections=(*DEFAULT_SECTIONS, section))
    assert "本期少雨。" in lv.to_markdown(briefing, "zh")
    assert "A dry month." in lv.to_html(briefing, "en")
