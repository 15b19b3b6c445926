"""What a run tells a file, and what one payment asks."""

from datetime import UTC, date, datetime

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import (
    Accepts,
    BorrowerId,
    DrawdownId,
    LoanId,
    Method,
    OfficerId,
    PaperSource,
    Reading,
    RunState,
    RunStep,
    SignalLevel,
)
from loanvisit.errors import InputError
from loanvisit.scheduling import ask_of_payment, file_duties, plan_file, sighting, tell_run
from loanvisit.testing import a_drawdown, a_duty, a_file, a_loan, a_rule, a_run, a_run_member, weekdays

DAY = date(2026, 4, 1)
DATA = presets.outline("cn.working_capital.data")


def test_a_clean_line_is_a_look_and_nothing_else() -> None:
    """The look is dated on the cut, names its line, and covers its loan and its drawdowns, not the borrower."""
    told = tell_run(a_file(), a_run(), as_of=DAY)
    (look,) = told.past
    assert (look.method, look.on, look.source, look.purposes) == (
        Method.DATA,
        date(2026, 3, 31),
        "R-1-1",
        frozenset({"monitoring"}),
    )
    assert (told.signals, told.papers) == ((), ())
    seen = sighting(look, told)
    assert seen is not None
    assert seen.covers(LoanId("L-1"))
    assert seen.covers(told.loans[0].drawdowns[0].id)
    assert not seen.covers(told.id)


def test_a_line_about_the_borrower_covers_him_and_none_of_his_loans() -> None:
    """His loans have lines of their own."""
    file = a_file()
    told = tell_run(file, a_run(a_run_member(file.id)), as_of=DAY)
    seen = sighting(told.past[0], told)
    assert seen is not None
    assert seen.covers(file.id)
    assert not seen.covers(LoanId("L-1"))


def test_each_hit_is_a_signal_of_its_colour() -> None:
    """Its id follows from the run, the line and the rule; it was raised the day the run was made."""
    told = tell_run(a_file(), a_run(a_run_member(hits=[SignalLevel.RED, SignalLevel.BLUE])), as_of=DAY)
    assert [(one.id.value, one.level.value, one.raised_on) for one in told.signals] == [
        ("R-1-1-T1", "red", DAY),
        ("R-1-1-T2", "blue", DAY),
    ]
    assert len(told.past) == 1


def test_lacking_data_ask_for_an_interview_whatever_the_policy_says() -> None:
    """The paper names the run, its line and what lacks; the duty is counted from the day of the run."""
    told = tell_run(a_file(), a_run(a_run_member(lacking=["inflow"])), as_of=DAY)
    assert told.past == ()
    (paper,) = told.papers
    assert paper.source is PaperSource.RUN
    assert paper.citation.zh == "监测批次明细 R-1-1（2026年4月1日）：本期监测未取得数据：账户流入，须访谈核实"
    (duty,) = file_duties(told, calendar=weekdays(), as_of=DAY, until=date(2026, 6, 30)).owed
    assert (duty.id.value, duty.rule.accepts, duty.window.last) == (
        "R-1-1~~L-1~~date~3Apaper.dated_on~3AL-1",
        Accepts.INTERVIEW_OR_ON_SITE,
        date(2026, 4, 15),
    )
    assert duty.rule.confidence.value == "practice"


def test_telling_twice_changes_nothing_and_keeps_what_was_cleared() -> None:
    """A signal that a host keeps under its id, cleared since, stays as it is."""
    run = a_run(a_run_member(hits=[SignalLevel.RED], lacking=["inflow"]))
    told = tell_run(a_file(), run, as_of=DAY)
    assert tell_run(told, run, as_of=DAY) == told
    cleared = evolve(told, signals=[evolve(told.signals[0], cleared_on=DAY)])
    assert tell_run(cleared, run, as_of=DAY) == cleared


def test_a_run_not_entered_or_about_others_tells_nothing() -> None:
    """A draft, a run entered later, and one without a line about the borrower."""
    file = a_file()
    assert tell_run(file, a_run(), as_of=date(2026, 3, 31)) is file
    assert tell_run(file, a_run(a_run_member(LoanId("L-7"), borrower="B-7")), as_of=DAY) is file


def test_a_void_run_is_no_look_and_its_signals_stay() -> None:
    """News makes duties and takes none away; as of a day before it was void it still was a look."""
    run = a_run(a_run_member(hits=[SignalLevel.RED]))
    step = RunStep(move="void", by=OfficerId("risk"), at=datetime(2026, 4, 5, tzinfo=UTC), on=date(2026, 4, 5))
    void = evolve(run, state=RunState.VOID, steps=(*run.steps, step))
    now, then = (tell_run(a_file(), void, as_of=date(2026, 4, day)) for day in (5, 4))
    assert (len(now.past), len(now.signals)) == (0, 1)
    assert (len(then.past), len(then.signals)) == (1, 1)


def test_a_line_about_a_loan_the_file_does_not_have_is_refused() -> None:
    """Each such line is told by its place."""
    with pytest.raises(InputError) as caught:
        tell_run(a_file(), a_run(a_run_member(LoanId("L-9"))), as_of=DAY)
    assert [(one.code, one.path) for one in caught.value.faults] == [("id.unknown", "run.members[0].about")]


def test_a_plan_counts_a_look_as_any_visit() -> None:
    """A preset's duty to watch is met by the run of its month, and the next one stays."""
    policy, calendar = presets.policy("cn.internet_loan"), presets.calendar("CN")
    file = a_file(a_loan(product="internet_loan", disbursed_on=date(2026, 2, 10)))
    told = tell_run(file, a_run(), as_of=DAY)
    part = plan_file(told, policy=policy, calendar=calendar, as_of=DAY, until=date(2026, 4, 30))
    runs = [one for one in part.duties.owed if one.rule.clause.value == "run"]
    assert [(one.window.last.month, one.discharge and one.discharge.source) for one in runs] == [
        (3, "R-1-1"),
        (4, None),
    ]


PAID = Reading(kind="payment", on=date(2026, 3, 25), loan=LoanId("L-1"), payee="某证券公司", purpose="购买原料")


def test_a_payment_asks_about_its_use() -> None:
    """Of the outlines for the loan's product, every question that leads to a diverted use, once; never the payee."""
    owed = a_duty(date(2026, 3, 1), date(2026, 3, 31), rule=a_rule("use", accepts=Accepts.DATA))
    later = a_duty(date(2026, 4, 1), date(2026, 4, 30), rule=a_rule("use", accepts=Accepts.DATA), anchor="2026-04")
    file = a_file(a_loan(), obligations=[later, owed])
    asked = ask_of_payment(file, PAID, outlines=[DATA], as_of=PAID.on)
    assert [one.question.code for one in asked.asked] == ["W-D2"]
    assert asked.asked[0].reasons[0].statement.zh.startswith("2026年3月25日有一笔支付；提纲：流动资金贷款数据监测提纲")
    assert asked.owed == (owed,)
    assert asked.text.zh == "贷款 L-1 于2026年3月25日的支付须核实用途：购买原料"
    assert "证券" not in repr(asked)


def test_a_payment_out_of_a_drawdown_finds_its_loan() -> None:
    """It names the payout alone; of another product nothing is asked."""
    loan = evolve(a_loan(), drawdowns=[a_drawdown("L-1/1")])
    paid = evolve(PAID, loan=None, drawdown=DrawdownId("L-1/1"))
    assert ask_of_payment(a_file(loan), paid, outlines=[DATA], as_of=PAID.on).loan.id == LoanId("L-1")
    project = evolve(loan, product="project")
    assert ask_of_payment(a_file(project), paid, outlines=[DATA], as_of=PAID.on).asked == ()


def test_a_payment_that_cannot_be_asked_about_is_refused() -> None:
    """Another kind, no loan of the file, known later only, and something that is no outline: all are told."""
    strange = evolve(PAID, kind="meter", loan=LoanId("L-9"), known_on=date(2026, 4, 2))
    with pytest.raises(InputError) as caught:
        ask_of_payment(a_file(), strange, outlines=[BorrowerId("B")], as_of=PAID.on)  # type: ignore[list-item]
    assert [one.path for one in caught.value.faults] == ["outlines[0]", "payment.kind", "payment.loan", "payment.on"]
