"""What a visit heard of the customer."""

from datetime import date

import pytest

from loanvisit.domain import Advice, Burden, Complaint, CustomerSide, Need, NeedKind, UnitId, Uptake
from loanvisit.errors import InputError

DAY = date(2026, 3, 3)


def test_a_need_is_passed_on_and_answered() -> None:
    """It is open until the customer has an answer; its words are in no repr."""
    need = Need(code="N-1", kind=NeedKind.PAYROLL, words="代发八十人工资", passed_to=UnitId("对公部"), passed_on=DAY)
    assert (need.is_answered, "八十" in repr(need), need.kind.text.zh) == (False, False, "代发工资")
    assert Need(code="N-1", kind=NeedKind.PAYROLL, words="x", answered_on=DAY).is_answered


def test_advice_is_asked_after_until_it_is_taken_up_or_not() -> None:
    """Given, and not yet taken up, it is asked after again."""
    settled = {up: Advice(code="A-1", words="按月对账", uptake=up).is_settled for up in (None, *Uptake)}
    assert settled == {None: False, Uptake.TAKEN_UP: True, Uptake.NOT_YET: False, Uptake.DECLINED: True}
    assert Uptake.DECLINED.text.zh == "未采纳"


def test_a_complaint_is_open_until_it_is_answered() -> None:
    """The day of the answer closes it."""
    assert not Complaint(code="C-1", words="等候过久").is_answered
    assert Complaint(code="C-1", words="等候过久", answered_on=DAY).is_answered


def test_what_is_wrong_is_told_at_once() -> None:
    """Blank words, days without a unit, an answer before the question, codes told twice."""
    wrong = (
        lambda: Need(code=" ", kind=NeedKind.FX, words=" ", passed_on=DAY, answered_on=date(2026, 3, 2)),
        lambda: Advice(code="", words=""),
        lambda: Complaint(code="", words=" "),
        lambda: Burden(minutes=1441, asked_twice=[" ", " "]),  # type: ignore[arg-type]
        lambda: CustomerSide(advice=[Advice(code="A", words="x"), Advice(code="A", words="y")]),  # type: ignore[arg-type]
    )
    codes: list[list[tuple[str, str]]] = []
    for make in wrong:
        with pytest.raises(InputError) as refused:
            make()
        codes.append([(one.code, one.path) for one in refused.value.faults])
    assert codes == [
        [
            ("empty", "Need.code"),
            ("empty", "Need.words"),
            ("key.missing", "Need.passed_to"),
            ("date.order", "Need.answered_on"),
        ],
        [("empty", "Advice.code"), ("empty", "Advice.words")],
        [("empty", "Complaint.code"), ("empty", "Complaint.words")],
        [
            ("number.range", "Burden.minutes"),
            ("empty", "Burden.asked_twice"),
            ("id.duplicate", "Burden.asked_twice"),
        ],
        [("id.duplicate", "CustomerSide.advice[1].code")],
    ]
    assert Burden(minutes=0).asked_twice == ()
