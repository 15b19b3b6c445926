"""What each step tells, and to whom."""

from datetime import date

import pytest
from attrs import evolve

from loanvisit.domain import (
    FINDING_LIFECYCLE,
    REMEDIATION_LIFECYCLE,
    VISIT_LIFECYCLE,
    NoticeEvent,
    OfficerId,
    Role,
    Weight,
)
from loanvisit.steps.telling import NEWS, with_news
from loanvisit.testing import a_change


def test_a_heavy_finding_is_told_to_its_manager_and_the_desk() -> None:
    """Critical and major findings are told at once, lighter ones are not."""
    change = a_change()
    for weight in Weight:
        found = evolve(change.finding, weight=weight, manager=OfficerId("li"))
        told = with_news(evolve(change, findings=(found,))).notices
        if weight in (Weight.S1, Weight.S2):
            (notice,) = told
            assert (notice.event, notice.about, notice.at) == (
                NoticeEvent.FINDING_RAISED,
                found.id,
                change.trail[0].at,
            )
            assert notice.officers == (OfficerId("li"),)
            assert Role.RISK_MANAGER in notice.roles
        else:
            assert told == ()


def test_every_piece_of_news_is_of_a_move_there_is() -> None:
    """The table names moves of the lifecycles, and what steps write beside them."""
    moves = {
        f"{table.name}.{move.name}"
        for table in (VISIT_LIFECYCLE, FINDING_LIFECYCLE, REMEDIATION_LIFECYCLE)
        for move in table.moves
    }
    beside = {
        "record.file",
        "finding.raise",
        "remediation.open",
        "waiver.grant",
        "deferral.grant",
        "substitution.grant",
    }
    assert set(NEWS) <= moves | beside
    assert {news.event for news in NEWS.values()} == set(NoticeEvent)


@pytest.mark.parametrize("move", sorted(NEWS))
def test_news_of_what_the_change_does_not_hold_goes_to_the_posts(move: str) -> None:
    """Where the thing itself is not in the change, nobody is named."""
    entry = evolve(a_change().trail[0], move=move)
    change = evolve(a_change(), findings=(), trail=(entry,))
    (notice,) = with_news(change).notices
    assert notice.officers == ()
    assert notice.at.date() == date(2026, 3, 31)
