"""Tables of methods and what is known of a case: what does not go together is refused, each part by its path."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import (
    DataCompleteness,
    Method,
    MethodCase,
    MethodCell,
    MethodChoice,
    MethodLoss,
    ObligationId,
    OfficerId,
    Proof,
    SignalLevel,
    Strength,
    Substitution,
)
from loanvisit.errors import InputError
from loanvisit.testing import a_duty
from loanvisit.words import verbatim

TABLE = presets.method_table("cn.methods")
DAY = date(2026, 6, 15)
PROFILE = TABLE.profile(Method.DATA)
ROW = TABLE.matter("business")
CASE = MethodCase(matter="business")


def _cell(**given: object) -> MethodCell:
    held: dict[str, object] = {"method": Method.INTERVIEW, "strength": Strength.PROVES}
    return MethodCell(**(held | given))  # type: ignore[arg-type]


def _substitution(**given: object) -> Substitution:
    held: dict[str, object] = {
        "about": ObligationId("D"),
        "method": Method.INTERVIEW,
        "visitors": [OfficerId("anna")],
        "approver": OfficerId("xu"),
        "reason": "flood",
        "granted_on": DAY,
        "until": DAY,
    }
    return Substitution(**(held | given))  # type: ignore[arg-type]


WRONG: list[tuple[Callable[[], object], list[tuple[str, str]]]] = [
    (lambda: _cell(strength=Strength.WEAK), [("cell.periods", "MethodCell.periods")]),
    (lambda: _cell(periods=1), [("cell.periods", "MethodCell.periods")]),
    (lambda: _cell(strength=Strength.WEAK, periods=0), [("number.range", "MethodCell.periods")]),
    (lambda: _cell(strength=Strength.WITH_EVIDENCE), [("empty", "MethodCell.evidence")]),
    (lambda: _cell(evidence=[" "]), [("empty", "MethodCell.evidence")]),
    (lambda: _cell(payees=True), [("cell.data", "MethodCell.least_share")]),
    (lambda: _cell(method=Method.DATA), [("cell.data", "MethodCell.least_share")]),
    (lambda: _cell(method=Method.DATA, least_share=Decimal(0)), [("decimal.range", "MethodCell.least_share")]),
    (lambda: _cell(method=Method.DATA, least_share=Decimal("1.01")), [("decimal.range", "MethodCell.least_share")]),
    (lambda: _cell(strength=Strength.NOT, not_manager=True), [("cell.not", "MethodCell.strength")]),
    (lambda: _cell(strength=Strength.NOT, evidence=["x"]), [("cell.not", "MethodCell.strength")]),
    (lambda: evolve(PROFILE, effort_days=Decimal(-1)), [("decimal.range", "MethodProfile.effort_days")]),
    (lambda: evolve(PROFILE, delay_days=366), [("number.range", "MethodProfile.delay_days")]),
    (lambda: evolve(ROW, id=" "), [("empty", "Matter.id")]),
    (lambda: evolve(ROW, cells=[_cell(), _cell()]), [("id.duplicate", "Matter.cells")]),
    (lambda: evolve(TABLE, profiles=[PROFILE]), [("method.described", "MethodTable.profiles")] * 3),
    (lambda: evolve(TABLE, matters=[]), [("empty", "MethodTable.matters")]),
    (lambda: evolve(TABLE, matters=[ROW, ROW]), [("id.duplicate", "MethodTable.matters")]),
    (lambda: evolve(TABLE, in_a_row=0), [("number.range", "MethodTable.in_a_row")]),
    (lambda: evolve(TABLE, levels=frozenset({SignalLevel.BLUE})), [("method.red", "MethodTable.levels")]),
    (
        lambda: DataCompleteness(days=Decimal("1.1"), accounts=Decimal(-1)),
        [("decimal.range", "DataCompleteness.days"), ("decimal.range", "DataCompleteness.accounts")],
    ),
    (
        lambda: evolve(CASE, in_a_row=-1, most_in_a_row=0, travel_days=Decimal(31)),
        [
            ("number.range", "MethodCase.in_a_row"),
            ("number.range", "MethodCase.most_in_a_row"),
            ("decimal.range", "MethodCase.travel_days"),
        ],
    ),
    (lambda: _substitution(reason=" "), [("empty", "Substitution.reason")]),
    (lambda: _substitution(visitors=[]), [("empty", "Substitution.visitors")]),
    (lambda: _substitution(until=date(2026, 6, 14)), [("date.order", "Substitution.until")]),
    (lambda: _substitution(approver=OfficerId("ANNA")), [("substitution.own", "Substitution.approver")]),
    (lambda: MethodLoss(method=Method.DATA, reasons=[]), [("empty", "MethodLoss.reasons")]),
]


@pytest.mark.parametrize(("make", "faults"), WRONG)
def test_what_does_not_go_together_is_refused(make: Callable[[], object], faults: list[tuple[str, str]]) -> None:
    """Each part that is wrong is told under its own path."""
    with pytest.raises(InputError) as refused:
        make()
    assert [(one.code, one.path) for one in refused.value.faults] == faults


def test_an_answer_tells_every_method_once() -> None:
    """A method neither chosen nor lost, one told twice, and a method without its strength are refused together."""
    duty = a_duty(DAY, DAY)
    loss = MethodLoss(method=Method.DATA, reasons=[Proof(key="x", statement=verbatim("x"))])
    with pytest.raises(InputError) as refused:
        MethodChoice(
            duty=duty.id, subject=duty.subject, title=verbatim("x"), matter="x", table="x", version="1", as_of=DAY,
            method=Method.DATA, strength=None, losers=[loss, evolve(loss, method=Method.ON_SITE)],
        )  # fmt: skip
    assert [one.code for one in refused.value.faults] == ["method.told"] * 3 + ["method.strength"]


def test_a_matter_that_is_not_there_is_refused_with_the_nearest() -> None:
    """The nearest id is named."""
    with pytest.raises(InputError, match="guarantor"):
        TABLE.matter("guarantors")
    assert ROW.cell(Method.CONTACT) is None


def test_a_substitution_is_in_force_from_its_first_day_to_its_last() -> None:
    """Both ends in, and for its own duty only."""
    duty = a_duty(date(2026, 4, 1), date(2026, 6, 30))
    held = _substitution(about=duty.id, until=date(2026, 6, 20))
    days = [date(2026, 6, day) for day in (14, 15, 20, 21)]
    assert [held.is_in_force(duty, day) for day in days] == [False, True, True, False]
    assert not held.is_in_force(a_duty(date(2026, 7, 1), date(2026, 9, 30)), DAY)
    assert "flood" not in repr(held)


def test_labels_are_there_in_both_languages() -> None:
    """Costs and strengths have their words."""
    assert [one.text.zh for one in type(PROFILE.cost)] == ["低", "中", "高"]
    assert Strength.PROVES.text.en == "proves"
