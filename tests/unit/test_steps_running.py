"""Entering, reviewing, closing and voiding a run: what each step gives, and what it refuses."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit.domain import (
    Accepts,
    BorrowerFile,
    BorrowerId,
    Draw,
    DutyKind,
    LoanId,
    Method,
    MonitoringRun,
    Obligation,
    ObligationState,
    Role,
    RunCheck,
    RunState,
    SignalLevel,
    Visit,
    Window,
)
from loanvisit.errors import InputError, LoanVisitError
from loanvisit.scheduling import verify_draw
from loanvisit.steps import close_run, commit_seed, file_run, freeze_draw, review_run, void_run
from loanvisit.testing import a_draft_run, a_duty, a_file, a_loan, a_rule, a_run_member, a_seed, an_officer

DESK = an_officer("desk", Role.POST_LOAN_DESK)
RISK = an_officer("risk", Role.RISK_MANAGER)
WANG = an_officer("wang", Role.POST_LOAN_DESK)
OPENS, LAST = date(2026, 3, 1), date(2026, 3, 31)


def at(day: int) -> datetime:
    """Noon of a day of April."""
    return datetime(2026, 4, day, 12, tzinfo=UTC)


def a_watch(loan: str = "L-1", **given: object) -> Obligation:
    """A duty to watch a loan by data in March."""
    rule = a_rule("watch", purpose="monitoring", accepts=Accepts.DATA, **given)  # type: ignore[arg-type]
    return evolve(a_duty(OPENS, LAST, rule=rule), subject=LoanId(loan), loans=(LoanId(loan),))


def codes_of(step: Callable[[], object]) -> list[str]:
    """Return the codes with which a step is refused."""
    with pytest.raises(LoanVisitError) as caught:
        step()
    return [one.code for one in caught.value.faults]


def a_sample(run: MonitoringRun, *, share: str = "0.5") -> Draw:
    """The draw of a run's lines, by a seed committed to in March."""
    commitment = commit_seed(
        a_seed(),
        period=Window(opens=date(2026, 4, 1), last=date(2026, 4, 30)),
        pools=[run.pool_id],
        by=RISK,
        at=datetime(2026, 3, 20, tzinfo=UTC),
    )
    pool = run.review_pool(share=Decimal(share))
    return freeze_draw(pool, seed=a_seed(), commitment=commitment, by=DESK, at=at(2))


def checked(draw: Draw, *, agrees: bool = True) -> list[RunCheck]:
    """A check of each line that was drawn."""
    return [RunCheck(about=one, agrees=agrees) for stratum in draw.strata for one in stratum.drawn]  # type: ignore[arg-type]


def test_a_run_meets_duties_member_by_member() -> None:
    """Clean and hit lines meet their duty, a line whose data lack does not and says so; nobody typed a line."""
    loans = [a_loan(name) for name in ("L-1", "L-2", "L-3")]
    file = a_file(*loans, obligations=[a_watch("L-1"), a_watch("L-2"), a_watch("L-3")])
    run = a_draft_run(
        a_run_member(LoanId("L-1")),
        a_run_member(LoanId("L-2"), hits=[SignalLevel.RED]),
        a_run_member(LoanId("L-3"), lacking=["inflow"]),
    )
    entered, (change,) = file_run([file], run, by=DESK, at=at(1))
    assert [(str(one.subject), one.discharge and one.discharge.source) for one in change.discharged] == [
        ("L-1", "R-1-1"),
        ("L-2", "R-1-2"),
    ]
    assert [(one.code, one.reason.zh) for one in change.refused] == [
        ("refused.run_missing", "未取得数据：账户流入，视为未监测")
    ]
    assert [(one.move, str(one.about)) for one in change.trail] == [
        ("obligation.discharge", one.id.value) for one in change.discharged
    ]
    assert (entered.state, entered.version, entered.steps[0].by) == (RunState.ENTERED, 2, DESK.id)
    after = file.after(change)
    assert [one.state.value for one in after.obligations] == ["fulfilled", "fulfilled", "open"]
    assert after.obligations[0].late_days == 0


def test_what_a_run_cannot_meet_is_refused_with_why() -> None:
    """A duty of another method, purpose or later window, one that demands evidence; what is done at the desk is not."""
    site = a_duty(OPENS, LAST, rule=a_rule("site", purpose="monitoring"))
    routine = a_duty(OPENS, LAST, rule=a_rule("routine", accepts=Accepts.DATA))
    early = a_duty(
        date(2026, 4, 1), date(2026, 4, 30), rule=a_rule("april", purpose="monitoring", accepts=Accepts.DATA)
    )
    proven = a_watch(evidence=["account_flows"])
    proven = evolve(proven, rule=evolve(proven.rule, clause=a_rule("proven").clause))
    desk = a_duty(OPENS, LAST, rule=a_rule("paper", purpose="monitoring", kind=DutyKind.DOCUMENT))
    file = a_file(obligations=[site, routine, early, proven, desk])
    change = file_run([file], a_draft_run(), by=DESK, at=at(1)).changes[0]
    assert change.obligations == ()
    assert {one.obligation.value.split("~~")[0]: one.code for one in change.refused} == {
        "site": "refused.method",
        "routine": "refused.purpose",
        "april": "refused.early",
        "proven": "refused.run_brings",
    }


def test_a_planned_look_at_data_goes_with_its_duty() -> None:
    """One that covers a duty which stays is not withdrawn, and neither is a visit on site."""
    done, left = a_watch("L-1"), a_watch("L-2")
    looks = [Visit(borrower=a_file().id, method=Method.DATA, window=one.window, covers=(one,)) for one in (done, left)]
    site = a_duty(OPENS, LAST, rule=a_rule("site"))
    visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=site.window, covers=(site,))
    file = evolve(a_file(a_loan("L-1"), a_loan("L-2"), obligations=[done, left, site]), visits=(*looks, visit))
    run = a_draft_run(a_run_member(LoanId("L-1")), a_run_member(LoanId("L-2"), lacking=["inflow"]))
    change = file_run([file], run, by=DESK, at=at(1)).changes[0]
    assert change.withdrawn == (looks[0].id,)
    assert {one.id for one in file.after(change).visits} == {looks[1].id, visit.id}


def test_the_files_of_a_run_are_those_of_its_borrowers() -> None:
    """One that lacks, one too many, one given twice and something that is no file are each told."""
    run = a_draft_run(a_run_member(), a_run_member(LoanId("L-2"), borrower="B-2"))
    other = evolve(a_file(), borrower=evolve(a_file().borrower, id=BorrowerId("B-9")), loans=())
    files: list[BorrowerFile] = [a_file(), a_file(), other, LoanId("x")]  # type: ignore[list-item]
    assert codes_of(lambda: file_run(files, run, by=DESK, at=at(1))) == ["type", "id.duplicate", "run.file", "run.file"]
    strange = a_draft_run(a_run_member(LoanId("L-9")))
    assert codes_of(lambda: file_run([a_file()], strange, by=DESK, at=at(1))) == ["id.unknown"]


def test_a_run_is_entered_once_by_the_desk_on_its_day_or_later() -> None:
    """Nobody else enters it, not twice, and not before it was made."""
    run = a_draft_run()
    assert codes_of(lambda: file_run([a_file()], run, by=an_officer(), at=at(1))) == ["ruling.role"]
    assert codes_of(lambda: file_run([a_file()], run, by=DESK, at=datetime(2026, 3, 31, 1, tzinfo=UTC))) == [
        "date.order"
    ]
    entered = file_run([a_file()], run, by=DESK, at=at(1)).run
    assert codes_of(lambda: file_run([a_file()], entered, by=DESK, at=at(2))) == ["ruling.state"]


def the_entered(*, hit: bool = True) -> MonitoringRun:
    """A run entered, with seven lines: three or four clean, the others hit."""
    lines = [a_run_member(LoanId(f"L-{n}"), hits=[SignalLevel.RED] if hit and n > 4 else []) for n in range(1, 8)]
    loans = [a_loan(f"L-{n}") for n in range(1, 8)]
    return file_run([a_file(*loans)], a_draft_run(*lines), by=DESK, at=at(1)).run


def test_a_run_is_reviewed_by_the_lines_drawn() -> None:
    """Half of four clean and of three hit lines is two of each; the checks are kept in order of line, and verified."""
    run = the_entered()
    draw = a_sample(run)
    reviewed = review_run(run, draw, checks=reversed(checked(draw)), by=RISK, at=at(3))
    assert [len(one.drawn) for one in draw.strata] == [2, 2]
    assert (reviewed.state, reviewed.reviewer, reviewed.sample) == (RunState.REVIEWED, RISK.id, draw.id)
    assert [run.line(one.about) for one in reviewed.checks] == sorted(run.line(one.about) for one in reviewed.checks)
    verify_draw(draw, a_seed(), pool=run.review_pool(share=Decimal("0.5")))
    closed = close_run(reviewed, by=RISK, at=at(4))
    assert [one.move for one in closed.steps] == ["enter", "review", "conclude"]


def test_the_least_share_draws_one_line_of_each_outcome() -> None:
    """No outcome goes without."""
    draw = a_sample(the_entered(), share="0.0001")
    assert [len(one.drawn) for one in draw.strata] == [1, 1]


def test_a_sample_that_is_not_the_runs_is_refused() -> None:
    """Another run's, one with lines left out, one that drew fewer, and one by a seed committed to after the start."""
    run = the_entered()
    draw = a_sample(run)
    other = a_sample(evolve(run, id=a_draft_run(id="R-2").id))
    assert codes_of(lambda: review_run(run, other, checks=checked(other), by=RISK, at=at(3))) == ["run.sample"]
    fewer = evolve(draw, strata=draw.strata[:1])
    assert codes_of(lambda: review_run(run, fewer, checks=checked(fewer), by=RISK, at=at(3))) == ["run.share"]
    short = evolve(draw, strata=[evolve(one, drawn=one.drawn[:1]) for one in draw.strata])
    assert codes_of(lambda: review_run(run, short, checks=checked(short), by=RISK, at=at(3))) == ["run.share"] * 2
    late = evolve(draw, commitment=evolve(draw.commitment, at=at(1)))
    assert codes_of(lambda: review_run(run, late, checks=checked(late), by=RISK, at=at(3))) == ["date.late"]


def test_every_line_drawn_is_checked_once_and_no_other() -> None:
    """A line without a check, a check told twice, of a line not drawn, and something that is no check: each is told."""
    run = the_entered(hit=False)
    draw = a_sample(run, share="0.2")
    first, second = checked(draw)
    strange = next(one.about for one in run.members if one.about not in draw.drawn)
    given = [first, first, RunCheck(about=strange, agrees=True), strange]
    assert second not in given
    assert codes_of(lambda: review_run(run, draw, checks=given, by=RISK, at=at(3))) == [  # type: ignore[arg-type]
        "type",
        "id.duplicate",
        "run.not_drawn",
        "run.unchecked",
    ]


def test_who_started_a_run_neither_reviews_nor_voids_it() -> None:
    """Under any spelling, and whatever other role he holds."""
    run = the_entered()
    draw, starter = a_sample(run), an_officer("W ang", Role.RISK_MANAGER)
    assert codes_of(lambda: review_run(run, draw, checks=checked(draw), by=starter, at=at(3))) == ["ruling.own"]
    assert codes_of(lambda: void_run([a_file()], run, reason="x", by=WANG, at=at(3))) == ["ruling.own"]


def test_a_line_found_otherwise_leads_to_a_void_run() -> None:
    """It is not closed; void, its duties are open again with their old last days, and a second void is refused."""
    loans = [a_loan("L-1"), a_loan("L-2")]
    file = a_file(*loans, obligations=[a_watch("L-1"), a_watch("L-2")])
    run, (change,) = file_run(
        [file], a_draft_run(a_run_member(), a_run_member(LoanId("L-2"), lacking=["x"])), by=DESK, at=at(1)
    )
    draw = a_sample(run)
    reviewed = review_run(run, draw, checks=checked(draw, agrees=False), by=RISK, at=at(3))
    assert codes_of(lambda: close_run(reviewed, by=RISK, at=at(4))) == ["ruling.run_disagrees"]
    held = file.after(change)
    assert codes_of(lambda: void_run([held], reviewed, reason=" ", by=RISK, at=at(4))) == ["empty"]
    void, (undone,) = void_run([held], reviewed, reason="wrong table", by=RISK, at=at(4))
    assert (void.state, void.steps[-1].reason) == (RunState.VOID, "wrong table")
    opened = held.after(undone).obligations
    assert [(one.state, one.window) for one in opened] == [
        (ObligationState.OPEN, one.window) for one in file.obligations
    ]
    assert [one.move for one in undone.trail] == ["obligation.reopen"]
    assert codes_of(lambda: void_run([held], void, reason="x", by=RISK, at=at(5))) == ["ruling.state"]


def test_a_step_is_not_dated_before_the_one_it_follows() -> None:
    """Neither by the instant nor by the day."""
    run = the_entered()
    with pytest.raises(InputError):
        void_run([a_file()], run, reason="x", by=RISK, at=datetime(2026, 4, 1, 1, tzinfo=UTC))
