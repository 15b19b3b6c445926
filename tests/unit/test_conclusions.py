"""What a visit concludes: the table read and refused, the sources of repayment, the ruling reason by reason."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from loanvisit.domain import (
    CONCLUSION_TABLE,
    Conclusion,
    ConclusionRow,
    ConclusionTable,
    Disposition,
    EvidenceId,
    Money,
    RepaymentOrder,
    RepaymentSource,
    RepaymentState,
    RiskScale,
    Weight,
    conclusion_ruling,
    five_tier,
    proposed_conclusion,
)
from loanvisit.errors import InputError
from tests.stateful.cases import VISITED, a_finding

HEAVY = [a_finding("F09", weight=Weight.S2)]


def a_table(*rows: ConclusionRow) -> ConclusionTable:
    """The table that ships, with other rows."""
    return evolve(CONCLUSION_TABLE, rows=rows)


def test_rows_are_kept_from_the_lightest_on() -> None:
    """A table handed in from the heaviest on is the table that ships."""
    assert a_table(*reversed(CONCLUSION_TABLE.rows)) == CONCLUSION_TABLE


def test_a_table_lacks_no_row() -> None:
    """A table without a row for no finding is refused."""
    with pytest.raises(InputError) as refused:
        a_table(*CONCLUSION_TABLE.rows[1:])
    assert [one.code for one in refused.value.faults] == ["conclusion.rows"]


@pytest.mark.parametrize(
    "less",
    [
        ConclusionRow(worst=Weight.S1, least=Disposition.CONTINUE, next_within_days=30, is_class_held=True),
        ConclusionRow(worst=Weight.S1, least=Disposition.EXIT, next_within_days=30),
        ConclusionRow(worst=Weight.S1, least=Disposition.EXIT, next_within_days=91, is_class_held=True),
        ConclusionRow(worst=Weight.S1, least=Disposition.EXIT, is_class_held=True),
    ],
)
def test_a_heavier_finding_never_demands_less(less: ConclusionRow) -> None:
    """A row that demands less than a lighter one, in any of its columns, is named."""
    with pytest.raises(InputError) as refused:
        a_table(*CONCLUSION_TABLE.rows[:-1], less)
    assert [(one.code, one.path) for one in refused.value.faults] == [("conclusion.less", "ConclusionTable.rows[4]")]


@pytest.mark.parametrize("days", [0, 367])
def test_the_next_visit_is_within_a_year(days: int) -> None:
    """No days, and more than a leap year, are refused."""
    with pytest.raises(InputError) as refused:
        ConclusionRow(worst=None, least=Disposition.CONTINUE, next_within_days=days)
    assert [one.code for one in refused.value.faults] == ["number.range"]


def test_the_table_is_read_aloud() -> None:
    """The table says where it stands, then a row a line."""
    head, *lines = CONCLUSION_TABLE.text.zh.splitlines()
    assert CONCLUSION_TABLE.confidence.text.zh in head
    assert lines == [row.text.zh for row in CONCLUSION_TABLE.rows]
    assert lines[0] == "无未销号问题：继续维持或更严"


def test_what_follows_is_proposed_with_its_day() -> None:
    """A material finding leads to closer watch and a visit within ninety days; none leads to neither."""
    told = proposed_conclusion(HEAVY, on=VISITED)
    assert (told.disposition, told.next_visit_on) == (Disposition.STRENGTHEN, VISITED + timedelta(days=90))
    assert proposed_conclusion([], on=VISITED) == Conclusion(disposition=Disposition.CONTINUE)


GOOD = Conclusion(disposition=Disposition.STRENGTHEN, next_visit_on=date(2026, 4, 1))


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (GOOD, None),
        (evolve(GOOD, disposition=Disposition.CONTINUE), "conclusion.looser"),
        (evolve(GOOD, grade=five_tier("pass")), "conclusion.class"),
        (evolve(GOOD, grade=five_tier("substandard")), None),
        (evolve(GOOD, grade=RiskScale(id="own", grades=("a", "b")).grade("a")), None),
        (evolve(GOOD, next_visit_on=None), "conclusion.next"),
        (evolve(GOOD, next_visit_on=VISITED + timedelta(days=91)), "conclusion.next"),
        (evolve(GOOD, next_visit_on=VISITED + timedelta(days=90)), None),
        (evolve(GOOD, disposition=Disposition.EXIT), "conclusion.reason"),
        (evolve(GOOD, disposition=Disposition.EXIT, reason=" "), "conclusion.reason"),
        (evolve(GOOD, disposition=Disposition.EXIT, reason="x"), None),
    ],
)
def test_a_conclusion_is_ruled_on(told: Conclusion, code: str | None) -> None:
    """With a material finding open, each column of the row is held to, and a stricter conclusion says why."""
    ruling = conclusion_ruling(told, HEAVY, on=VISITED, grades=[five_tier("special_mention")])
    assert ruling.allowed is (code is None)
    if code is not None:
        assert ruling.code == f"ruling.{code}"
        assert "substandard" not in ruling.reason.en


def test_a_stricter_conclusion_asked_before_says_no_reason() -> None:
    """Where the reason was asked before, its lack refuses nothing."""
    strict = evolve(GOOD, disposition=Disposition.EXIT)
    assert conclusion_ruling(strict, HEAVY, on=VISITED, reasoned=False).allowed


def test_what_is_no_finding_and_no_class_is_refused() -> None:
    """Something else among the findings or the classes is named, not passed over."""
    with pytest.raises(InputError):
        CONCLUSION_TABLE.row_for(["F01"])  # type: ignore[list-item]
    with pytest.raises(InputError):
        conclusion_ruling(GOOD, HEAVY, on=VISITED, grades=["pass"])  # type: ignore[list-item]


def test_a_source_of_repayment_holds_together() -> None:
    """Every fault of a source is listed: a blank kind, an amount below zero, evidence twice; none has nothing."""
    twice = (EvidenceId("E-1"), EvidenceId("E-1"))
    with pytest.raises(InputError) as refused:
        RepaymentSource(
            order=RepaymentOrder.FIRST, state=RepaymentState.LIKELY, kind=" ", amount=Money("-1", "CNY"), evidence=twice
        )
    assert {one.path for one in refused.value.faults} >= {"RepaymentSource.amount", "RepaymentSource.evidence"}
    assert len(refused.value.faults) == 3
    with pytest.raises(InputError) as refused:
        RepaymentSource(
            order=RepaymentOrder.FIRST,
            state=RepaymentState.NONE,
            amount=Money("1", "CNY"),
            expected_on=VISITED,
            evidence=twice[:1],
        )
    assert [one.code for one in refused.value.faults] == ["repayment.none"] * 3


def test_a_source_in_place_is_shown_by_evidence() -> None:
    """Only a source said to be in place, with nothing that shows it, is unshown; without a kind it says so."""
    bare = RepaymentSource(order=RepaymentOrder.SECOND, state=RepaymentState.IN_PLACE)
    assert bare.is_unshown
    assert not evolve(bare, evidence=(EvidenceId("E-1"),)).is_unshown
    assert not evolve(bare, state=RepaymentState.DOUBTFUL).is_unshown
    assert "未取得数据" in bare.text.zh
    assert "担保" in evolve(bare, kind="guarantor").text.zh or "保证" in evolve(bare, kind="guarantor").text.zh
