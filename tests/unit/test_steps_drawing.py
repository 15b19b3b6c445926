"""A seed is committed to, drawn with once, and revealed; who left is replaced; who checks again is somebody else."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit.domain import (
    Draw,
    Officer,
    OfficerId,
    Pool,
    PoolId,
    PoolMember,
    RecordId,
    Role,
    Stratum,
    UnitId,
    Window,
)
from loanvisit.errors import InputError, LoanVisitError, SeparationOfDutiesError, TransitionError
from loanvisit.scheduling import verify_draw
from loanvisit.steps import commit_seed, freeze_draw, record_departure, record_recheck, reveal_seed
from loanvisit.testing import a_commitment, a_draw, a_pool, a_seed, an_officer

YEAR = Window(opens=date(2026, 1, 1), last=date(2026, 12, 31))
FARM = PoolId("farm.2026")
DESK, RISK = an_officer("desk", Role.POST_LOAN_DESK), an_officer("risk", Role.RISK_MANAGER)
ANNA = an_officer("anna", Role.ACCOUNT_OFFICER)


def noon(day: date) -> datetime:
    """Noon of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


FIRST_OF_JUNE = date(2026, 6, 1)
BEFORE, BEGUN, JUNE = noon(date(2025, 12, 31)), noon(date(2026, 1, 1)), noon(FIRST_OF_JUNE)


def _faults(call: Callable[[], object], kind: type[LoanVisitError] = InputError) -> list[tuple[str, str]]:
    with pytest.raises(kind) as refused:
        call()
    assert type(refused.value) is kind
    return [(one.code, one.path) for one in refused.value.faults]


def test_a_seed_lives_once() -> None:
    """Chosen, committed to, drawn with, revealed: each step dates and signs it, and the third makes version 2."""
    promise = commit_seed(a_seed(), period=YEAR, pools=[FARM], by=RISK, at=BEFORE)
    assert (promise.by, promise.committed_on, promise.state, promise.version) == (
        RISK.id, date(2025, 12, 31), "committed", 1,
    )  # fmt: skip
    draw = freeze_draw(a_pool(), seed=a_seed(), commitment=promise, beacon="3945.72", by=DESK, at=BEGUN)
    verify_draw(draw, a_seed(), pool=a_pool())
    told = reveal_seed(promise, a_seed(), by=DESK, at=JUNE)
    assert told.revealed is not None
    assert (told.revealed.seed, told.revealed.by, told.state, told.version) == (a_seed(), DESK.id, "revealed", 2)
    assert "4711" not in repr(told)


def test_a_seed_is_committed_to_before_the_period() -> None:
    """On the first day of the period it is too late, by the bank's calendar; without a pool it promises nothing."""
    assert _faults(lambda: commit_seed(a_seed(), period=YEAR, pools=[], by=DESK, at=BEGUN)) == [
        ("draw.late", "at"),
        ("empty", "pools"),
    ]
    on_first = date(2026, 1, 1)
    assert _faults(lambda: commit_seed(a_seed(), period=YEAR, pools=[FARM], by=DESK, at=BEFORE, on=on_first)) == [
        ("draw.late", "on")
    ]
    assert _faults(lambda: commit_seed(a_seed(), period=YEAR, pools=["farm"], by=DESK, at=BEFORE)) == [  # type: ignore[list-item]
        ("type", "pools[0]"),
        ("empty", "pools"),
    ]
    eve = datetime(2025, 12, 31, 23, tzinfo=timezone(timedelta(hours=-5)))
    assert commit_seed(a_seed(), period=YEAR, pools=[FARM], by=DESK, at=eve).committed_on == date(2025, 12, 31)


def test_everything_wrong_with_a_draw_is_told_at_once() -> None:
    """Another seed, a commitment too late, another pool, a period that is over: four faults of one error."""
    late = evolve(a_commitment(), committed_on=date(2026, 1, 1))
    after = noon(date(2027, 1, 1))
    assert _faults(lambda: freeze_draw(a_pool("other"), seed=a_seed("1"), commitment=late, by=DESK, at=after)) == [
        ("draw.seed", "seed"),
        ("draw.late", "commitment.committed_on"),
        ("draw.pool", "pool.id"),
        ("date.late", "at"),
    ]
    last = date(2027, 1, 1)
    assert _faults(
        lambda: freeze_draw(a_pool(), seed=a_seed(), commitment=a_commitment(), by=DESK, at=after, on=last)
    ) == [("date.late", "on")]
    early = datetime(2025, 12, 1, tzinfo=UTC)
    assert _faults(lambda: freeze_draw(a_pool(), seed=a_seed(), commitment=a_commitment(), by=DESK, at=early)) == [
        ("date.order", "at")
    ]


def test_who_chose_the_seed_does_not_draw_with_it() -> None:
    """However the id is spelled; nor does an account officer, an auditor or an outsider."""
    promise = a_commitment()
    for name, role, code in (
        ("Custodian", Role.POST_LOAN_DESK, "ruling.own"),
        ("anna", Role.ACCOUNT_OFFICER, "ruling.role"),
        ("audit", Role.INTERNAL_AUDIT, "ruling.never"),
    ):
        by = an_officer(name, role)
        assert _faults(
            lambda by=by: freeze_draw(a_pool(), seed=a_seed(), commitment=promise, by=by, at=BEGUN),  # type: ignore[misc]
            SeparationOfDutiesError,
        ) == [(code, "commitment")]
    assert _faults(
        lambda: commit_seed(a_seed(), period=YEAR, pools=[FARM], by=ANNA, at=BEFORE), SeparationOfDutiesError
    ) == [("ruling.role", "seed")]


def test_nothing_is_drawn_with_a_seed_that_everybody_knows() -> None:
    """A revealed seed draws nothing more and is revealed once; another seed is not revealed in its place."""
    promise = a_commitment()
    assert _faults(lambda: reveal_seed(promise, a_seed("1"), by=DESK, at=JUNE)) == [("draw.seed", "seed")]
    told = reveal_seed(promise, a_seed(), by=DESK, at=JUNE)
    for again in (
        lambda: freeze_draw(a_pool(), seed=a_seed(), commitment=told, by=DESK, at=JUNE),
        lambda: reveal_seed(told, a_seed(), by=DESK, at=JUNE),
    ):
        assert _faults(again, TransitionError) == [("ruling.state", "commitment")]


def _left(draw: Draw, member: object, *, visited_on: date | None = None, day: date = FIRST_OF_JUNE) -> Draw:
    return record_departure(
        draw, member, left_on=day, reason="settled", visited_on=visited_on, by=DESK, at=noon(day)  # type: ignore[arg-type]
    )  # fmt: skip


def test_who_leaves_unvisited_is_replaced_by_the_next_rank() -> None:
    """The next rank is drawn from the day noted; who was visited keeps the place; who is gone is passed over."""
    draw = a_draw()
    ranks = [one.id for one in draw.strata[0].ranked]
    draw = _left(draw, ranks[4])
    draw = _left(draw, ranks[0])
    assert draw.departures[-1].taken == ranks[5]
    assert draw.drawn == (*ranks[1:4], ranks[5])
    draw = _left(draw, ranks[5])
    assert draw.departures[-1].taken == ranks[6]
    draw = _left(draw, ranks[1], visited_on=date(2026, 3, 1))
    assert draw.departures[-1].taken is None
    assert draw.drawn == (*ranks[1:4], ranks[6])
    assert draw.version == 5
    verify_draw(draw, a_seed(), pool=a_pool())


def test_departures_are_noted_in_order() -> None:
    """A departure is noted no earlier than the draw and than the departure before, by instant and by day."""
    draw = a_draw()
    ranks = [one.id for one in draw.strata[0].ranked]
    nine = datetime(2026, 6, 1, 9, tzinfo=UTC)

    def note(draw: Draw, rank: int, *, at: datetime, on: date | None = None) -> Draw:
        return record_departure(draw, ranks[rank], left_on=date(2026, 1, 2), reason="moved", by=DESK, at=at, on=on)

    once = note(draw, 0, at=nine)
    assert note(once, 1, at=nine).version == 3
    assert _faults(lambda: note(once, 1, at=nine - timedelta(hours=1))) == [("date.order", "at")]
    day_before = date(2026, 5, 31)
    assert _faults(lambda: note(once, 1, at=nine + timedelta(hours=1), on=day_before)) == [("date.order", "on")]
    assert _faults(lambda: note(draw, 0, at=draw.at - timedelta(hours=1))) == [("date.order", "at")]


def test_a_stratum_that_is_exhausted_takes_nobody() -> None:
    """Where all were drawn, who leaves is missed, and the draw still verifies."""
    whole = a_pool(sizes={"unsecured": 2}, shares={"unsecured": "1"})
    draw = _left(a_draw(whole), whole.strata[0].members[0].id)
    assert draw.departures[0].taken is None
    assert draw.drawn == (whole.strata[0].members[1].id,)
    verify_draw(draw, a_seed())


def test_everything_wrong_with_a_departure_is_told_at_once() -> None:
    """A stranger, a day to come, a visit that does not count, a day after the period; a reason is asked for first."""
    draw = a_draw()
    ranks = [one.id for one in draw.strata[0].ranked]
    after = date(2027, 1, 5)
    assert _faults(
        lambda: record_departure(
            draw,
            RecordId("x"),
            left_on=date(2027, 1, 6),
            visited_on=date(2026, 2, 1),
            reason="x",
            by=DESK,
            at=noon(after),
        )
    ) == [("draw.gone", "member"), ("date.late", "left_on"), ("draw.visit", "visited_on"), ("draw.noted", "at")]
    assert _faults(
        lambda: record_departure(draw, ranks[0], left_on=after, reason="x", by=DESK, at=noon(after), on=after)
    ) == [("draw.noted", "on")]
    assert _faults(lambda: _left(_left(draw, ranks[0]), ranks[0])) == [("draw.gone", "member")]
    assert _faults(lambda: _left(draw, ranks[9], visited_on=date(2026, 3, 1))) == [("draw.visit", "visited_on")]
    assert _faults(lambda: _left(draw, ranks[0], visited_on=date(2026, 6, 2))) == [("draw.visit", "visited_on")]
    assert _faults(lambda: _left(_left(draw, ranks[0]), ranks[1], day=date(2026, 5, 1))) == [("date.order", "at")]
    assert _faults(lambda: record_departure(draw, ranks[0], left_on=JUNE.date(), reason=" ", by=DESK, at=JUNE)) == [
        ("empty", "reason")
    ]
    assert _faults(
        lambda: record_departure(draw, ranks[0], left_on=JUNE.date(), reason="x", by=ANNA, at=JUNE),
        SeparationOfDutiesError,
    ) == [("ruling.role", "draw")]


def records(unit: str | None = "0755") -> Pool:
    """A pool of twenty finished records, of which a twentieth is checked again."""
    members = [
        PoolMember(id=RecordId(f"R-{n}"), unit=None if unit is None else UnitId(unit), made_by=[OfficerId("anna")])
        for n in range(20)
    ]
    return Pool(id=PoolId("records"), strata=[Stratum(key="all", share=Decimal("0.05"), members=members)])


def checker(name: str, unit: str | None) -> Officer:
    return Officer(id=OfficerId(name), roles=[Role.RISK_MANAGER], unit=None if unit is None else UnitId(unit))


def test_a_finished_record_is_checked_by_another_unit() -> None:
    """One of twenty records is drawn and checked by somebody of another unit, once, in the period."""
    draw = a_draw(records())
    record = draw.drawn[0]
    assert isinstance(record, RecordId)
    other = checker("li", "HQ")
    assert draw.can("recheck", member=record, by=other)
    checked = record_recheck(draw, record, agrees=False, by=other, at=JUNE)
    assert [(one.member, one.agrees, one.unit) for one in checked.rechecks] == [(record, False, UnitId("HQ"))]
    verify_draw(checked, a_seed(), pool=records())
    assert _faults(lambda: record_recheck(checked, record, agrees=True, by=other, at=JUNE), TransitionError) == [
        ("ruling.revisit", "draw")
    ]
    after = noon(date(2027, 1, 1))
    assert _faults(lambda: record_recheck(draw, record, agrees=True, by=other, at=after)) == [("date.late", "at")]
    assert _faults(lambda: record_recheck(draw, record, agrees=True, by=other, at=after, on=after.date())) == [
        ("date.late", "on")
    ]
    assert _faults(lambda: record_recheck(draw, RecordId("x"), agrees=True, by=other, at=JUNE)) == [
        ("id.unknown", "record")
    ]


@pytest.mark.parametrize(
    ("name", "unit", "made_in", "code"),
    [
        ("li", "0755", "0755", "ruling.unit"),
        ("An na", "HQ", "0755", "ruling.own"),
        ("li", None, "0755", "ruling.unit_unknown"),
        ("li", "HQ", None, "ruling.unit_unknown"),
    ],
    ids=["same unit", "made it, moved since", "no unit", "unit of the record not known"],
)
def test_nobody_checks_the_work_of_their_own(name: str, unit: str | None, made_in: str | None, code: str) -> None:
    """The same unit, the same person however spelled, or a unit not known: the check is refused, with its reason."""
    draw = a_draw(records(made_in))
    record, by = draw.drawn[0], checker(name, unit)
    assert isinstance(record, RecordId)
    assert draw.can("recheck", member=record, by=by).code == code
    assert _faults(lambda: record_recheck(draw, record, agrees=True, by=by, at=JUNE), SeparationOfDutiesError) == [
        (code, "draw")
    ]


def test_a_draw_is_asked_first_as_everything_else_is() -> None:
    """Without an officer, or for a move it does not have, a draw says why not."""
    draw = a_draw()
    assert draw.can("depart", by=DESK)
    assert draw.can("recheck").code == "ruling.by"
    assert draw.can("thaw", by=DESK).code == "ruling.unknown"
    assert a_commitment().can("draw", by=DESK)
