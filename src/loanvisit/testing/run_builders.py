"""Builders of runs of monitoring: one line about the loan L-1, clean, as of the built book's day."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from attrs import evolve

from loanvisit.domain import (
    BorrowerId,
    LoanId,
    MonitoringRun,
    OfficerId,
    RunAnswer,
    RunHit,
    RunId,
    RunMember,
    RunState,
    RunStep,
    SignalLevel,
    Window,
)
from loanvisit.domain.monitoring import Watched
from loanvisit.testing.builders import BOOK_DAY
from loanvisit.words import verbatim

_MADE_ON = date(2026, 4, 1)
_MADE_AT = datetime(2026, 4, 1, 2, tzinfo=UTC)


def a_run_member(
    about: Watched | None = None,
    *,
    borrower: str = "B-1",
    hits: Iterable[SignalLevel] = (),
    lacking: Iterable[str] = (),
) -> RunMember:
    """Return a line about a loan or borrower, clean unless it is told of hits by their colours, or of what lacks."""
    told = tuple(
        RunHit(rule=f"T{place}", level=level, reason=verbatim("as the rule says"))
        for place, level in enumerate(hits, start=1)
    )
    answer = RunAnswer(hits=told, lacking=tuple(lacking))
    return RunMember(about=about or LoanId("L-1"), borrower=BorrowerId(borrower), answer=answer)


def a_draft_run(
    *members: RunMember,
    id: str = "R-1",  # noqa: A002  the field's own name
    purposes: Iterable[str] = ("monitoring",),
    cut: date = BOOK_DAY,
    on: date = _MADE_ON,
    started_by: str = "wang",
) -> MonitoringRun:
    """Return a run as it was drafted."""
    return MonitoringRun(
        id=RunId(id),
        rules="test.rules",
        rules_version="1",
        purposes=frozenset(purposes),
        cut=cut,
        period=Window(opens=cut.replace(month=1, day=1), last=cut),
        on=on,
        members=members or (a_run_member(),),
        started_by=OfficerId(started_by),
        started_at=_MADE_AT,
    )


def a_run(
    *members: RunMember,
    id: str = "R-1",  # noqa: A002  the field's own name
    cut: date = BOOK_DAY,
    on: date = _MADE_ON,
    started_by: str = "wang",
) -> MonitoringRun:
    """Return a run entered on the day it was made."""
    drafted = a_draft_run(*members, id=id, cut=cut, on=on, started_by=started_by)
    step = RunStep(move="enter", by=OfficerId("desk"), at=_MADE_AT, on=drafted.on)
    return evolve(drafted, state=RunState.ENTERED, steps=(step,), version=2)
