"""Runs of monitoring and their lines: what they refuse, how lines are numbered, and how the table of moves is read."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit.domain import (
    BorrowerId,
    LoanId,
    Method,
    OfficerId,
    PastVisit,
    Reading,
    Role,
    RunAnswer,
    RunCheck,
    RunHit,
    RunMember,
    RunOutcome,
    RunState,
    RunStep,
    SignalLevel,
    VisitId,
    Window,
)
from loanvisit.domain.monitoring_run import is_look, look_id
from loanvisit.errors import InputError
from loanvisit.testing import a_draft_run, a_run, a_run_member, an_officer
from loanvisit.words import verbatim

CUT = date(2026, 3, 31)
AT = datetime(2026, 4, 2, tzinfo=UTC)


def a_hit(rule: str = "E06") -> RunHit:
    """Return a yellow hit."""
    return RunHit(rule=rule, level=SignalLevel.YELLOW, reason=verbatim("x"))


BAD: list[tuple[Callable[[], object], list[str]]] = [
    (lambda: a_hit("E-06"), ["id.charset"]),
    (lambda: RunAnswer(hits=[a_hit(), a_hit()], lacking=[" "]), ["id.duplicate", "empty"]),
    (lambda: RunAnswer(lacking=["a", "a"]), ["id.duplicate"]),
    (
        lambda: RunMember(about=BorrowerId("B-1"), borrower=BorrowerId("B-2"), answer=RunAnswer()),
        ["borrower.mixed"],
    ),
    (lambda: RunMember(about="L-1", borrower=BorrowerId("B"), answer=RunAnswer()), ["type"]),  # type: ignore[arg-type]
    (lambda: a_draft_run(purposes=[]), ["empty"]),
    (lambda: a_draft_run(purposes=[" "]), ["empty"]),
    (lambda: a_draft_run(on=date(2026, 3, 30)), ["date.order"]),
    (lambda: a_draft_run(on=date(2026, 4, 11)), ["run.stale"]),
    (lambda: evolve(a_draft_run(), period=Window(opens=CUT, last=date(2026, 4, 1))), ["date.late"]),
    (lambda: a_draft_run(a_run_member(), a_run_member()), ["id.duplicate"]),
    (lambda: a_draft_run().line(LoanId("L-9")), ["id.unknown"]),
    (lambda: a_draft_run().member(0), ["number.range"]),
    (lambda: a_draft_run().member(2), ["number.range"]),
    (lambda: a_draft_run().review_pool(share=Decimal(0)), ["draw.share"]),
    (lambda: Reading(kind="inflow", on=CUT, known_on=date(2026, 3, 30)), ["date.order"]),
]


@pytest.mark.parametrize(("make", "codes"), BAD)
def test_what_cannot_be_is_refused(make: Callable[[], object], codes: list[str]) -> None:
    """A run serves a purpose, its days are in order, and each loan or borrower has one line."""
    with pytest.raises(InputError) as caught:
        make()
    assert [one.code for one in caught.value.faults] == codes


def test_a_run_may_be_made_up_to_ten_days_after_its_cut() -> None:
    """On the tenth day it may, and on the day of the cut."""
    assert a_draft_run(on=date(2026, 4, 10)).on == date(2026, 4, 10)
    assert a_draft_run(on=CUT).cut == CUT


def test_an_answer_tells_its_worst_colour_and_what_lacks() -> None:
    """A hit stays a hit where other data lack; clean is said so."""
    answer = a_run_member(hits=[SignalLevel.BLUE, SignalLevel.ORANGE], lacking=["power"]).answer
    assert answer.outcome is RunOutcome.HIT
    assert answer.level is SignalLevel.ORANGE
    assert answer.text.en == (
        "blue signal (T1): as the rule says; orange signal (T2): as the rule says; not obtained: power"
    )
    assert RunAnswer().text.zh == "未命中"
    assert RunAnswer().level is None
    assert RunOutcome.MISSING.text.en == "data missing"


def test_lines_are_numbered_by_what_they_are_about() -> None:
    """Borrowers come first, each kind by id, whatever order they were given in; the number leads back to the line."""
    run = a_draft_run(
        a_run_member(LoanId("L-2"), borrower="B-2"),
        a_run_member(LoanId("L-1")),
        a_run_member(BorrowerId("B-1"), lacking=["inflow"]),
    )
    assert [run.line(one.about) for one in run.members] == [1, 2, 3]
    assert run.member(1).about == BorrowerId("B-1")
    assert [(str(borrower), [line for line, _ in lines]) for borrower, lines in run.of_borrower().items()] == [
        ("B-1", [1, 2]),
        ("B-2", [3]),
    ]
    assert run.text.en == "run R-1 (data as of 2026-03-31): 3 members, 2 clean, 0 hit, 1 with data missing"
    pool = run.review_pool(share=Decimal("0.1"))
    assert [(one.key, len(one.members)) for one in pool.strata] == [("clean", 2), ("missing", 1)]


def test_a_run_stands_from_the_day_it_is_entered_until_it_is_void() -> None:
    """As of an earlier day it is not known, and as of a day before it was void it still stood."""
    run = a_run()
    assert [run.stands(as_of=date(2026, 3, 31)), run.stands(as_of=date(2026, 4, 1))] == [False, True]
    step = RunStep(move="void", by=OfficerId("risk"), at=AT, on=date(2026, 4, 5), reason="wrong table")
    void = evolve(run, state=RunState.VOID, steps=(*run.steps, step))
    assert [void.stands(as_of=date(2026, 4, day)) for day in (1, 4, 5)] == [True, True, False]
    assert void.is_known(as_of=date(2026, 4, 5))
    assert not a_draft_run().is_known(as_of=date(2026, 4, 5))
    assert "wrong table" not in repr(void)


def test_a_run_with_a_line_found_otherwise_is_not_closed() -> None:
    """Who started it may neither review, close nor void it; a disagreement keeps it from being closed."""
    reviewed = evolve(a_run(), state=RunState.REVIEWED, checks=[RunCheck(about=LoanId("L-1"), agrees=False)])
    risk, starter = an_officer("risk", Role.RISK_MANAGER), an_officer("wang", Role.RISK_MANAGER)
    assert reviewed.can("conclude", by=risk).code == "ruling.run_disagrees"
    assert reviewed.can("void", by=starter).code == "ruling.own"
    assert evolve(reviewed, checks=()).can("conclude", by=risk).allowed
    assert RunState.CLOSED.text.zh == "已办结"


def test_a_look_is_told_from_a_visit_by_its_id_and_method() -> None:
    """A past visit of another method or id is none, nor is one without an id."""
    name = look_id(a_run().id, 7)
    assert name == VisitId("run~~R-1~~7")
    look = PastVisit(on=CUT, method=Method.DATA, borrower=BorrowerId("B-1"), id=name)
    assert is_look(look)
    assert not is_look(evolve(look, method=Method.ON_SITE))
    assert not is_look(evolve(look, id=None))
    assert not is_look(evolve(look, id=VisitId("V-1")))
