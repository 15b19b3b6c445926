"""A borrower's life: its loans, the visits its officers set out on, and the warnings raised about it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from loanvisit.domain import (
    Borrower,
    BorrowerId,
    BorrowerKind,
    Calendar,
    LoanId,
    Method,
    MissReason,
    NaturalPeriod,
    Outcome,
    Signal,
    SignalId,
    Window,
)
from loanvisit.samples.lending import Lent, lent, working_day
from loanvisit.samples.lots import Lot
from loanvisit.samples.naming import firm, person
from loanvisit.samples.people import SUB_BRANCHES, manager_of
from loanvisit.samples.stories import END, KNOWN_FROM, PERSONAL, PROJECT, STORIES, WORKING_CAPITAL, Lapse, Story

_FIRST_CHECK: Final = {WORKING_CAPITAL: 15, PROJECT: 7, PERSONAL: 30}
_CADENCE: Final = {"pass": NaturalPeriod.QUARTER, "special_mention": NaturalPeriod.MONTH}


@frozen(kw_only=True)
class Attempt:
    """A visit that officers set out on: when, for which loans and purpose, and what came of it."""

    on: date
    loans: tuple[LoanId, ...]
    purpose: str
    method: Method
    outcome: Outcome = Outcome.MADE
    reason: MissReason | None = None
    is_late: bool = False


@frozen(kw_only=True)
class Life:
    """Everything that happens to one borrower."""

    place: int
    story: Story
    lot: Lot
    borrower: Borrower
    loans: tuple[Lent, ...]
    attempts: tuple[Attempt, ...]
    signals: tuple[Signal, ...]


def life(place: int, *, lot: Lot, calendar: Calendar) -> Life:
    """Draw the life of the borrower at a place in the book; it does not depend on the others."""
    story = STORIES[place % len(STORIES)]
    id_ = BorrowerId(f"B-{place + 1:02d}")
    unit = SUB_BRANCHES[place % 2]
    own = lot.under(str(id_))
    loans = tuple(
        lent(
            terms, id=LoanId(f"L-{place + 1:02d}{turn}"), borrower=id_, unit=unit, lot=own.under(f"loan-{turn}"), calendar=calendar
        )
        for turn, terms in enumerate(story.loans, start=1)
    )
    name = firm(own, story.trade) if story.kind is BorrowerKind.CORPORATE else person(own)
    attempts = (*_first_checks(loans, own, calendar), *_pre_maturity(loans, own, calendar), *_routine(loans, own, calendar))
    return Life(
        place=place,
        story=story,
        lot=own,
        borrower=Borrower(id=id_, kind=story.kind, name=name, manager=manager_of(place), unit=unit),
        loans=loans,
        attempts=tuple(sorted((_lapsed(one, story.lapses, own, calendar) for one in attempts), key=lambda one: (one.on, one.purpose))),
        signals=tuple(
            Signal(
                id=SignalId(f"{id_}/{warned.kind}"), about=loans[0].id, kind=warned.kind, level=warned.level,
                raised_on=own.day(*warned.on, warned.kind), source="预警系统(虚构)",
            )
            for warned in story.warnings
        ),
    )


def _first_checks(loans: tuple[Lent, ...], lot: Lot, calendar: Calendar) -> Iterator[Attempt]:
    for loan in loans:
        within = _FIRST_CHECK[loan.terms.product]
        for payout, drawdown in zip(loan.terms.payouts, loan.drawdowns, strict=True):
            if payout.checked and drawdown.drawn_on is not None:
                first, last = (drawdown.drawn_on + timedelta(days=count) for count in (within // 2, within - 2))
                yield _attempt(first, last, (loan,), "first_check", lot.under(str(drawdown.id)), calendar)


def _pre_maturity(loans: tuple[Lent, ...], lot: Lot, calendar: Calendar) -> Iterator[Attempt]:
    for loan in loans:
        opens, closes = (30, 15) if loan.terms.months <= 12 else (60, 30)
        first, last = loan.matures_on - timedelta(days=opens), loan.matures_on - timedelta(days=closes)
        if not loan.is_closed(first):
            yield _attempt(first, last, (loan,), "pre_maturity", lot.under(f"{loan.id}/pre_maturity"), calendar)


def _routine(loans: tuple[Lent, ...], lot: Lot, calendar: Calendar) -> Iterator[Attempt]:
    """Visit the borrower as often as its worst running loan demands, seeing every running loan each time."""
    quarter = NaturalPeriod.QUARTER
    month = NaturalPeriod.MONTH.following(NaturalPeriod.MONTH.holding(KNOWN_FROM))
    while month.opens <= END:
        for window in _windows(loans, month):
            turn = lot.below(3, quarter.key(quarter.holding(month.opens)))
            running = [loan for loan in loans if loan.is_running(window.opens)]
            cadence = _cadence(running, window.opens)
            if cadence is not quarter or (month.opens.month - 1) % 3 == turn:
                length = (window.last - window.opens).days
                first, last = window.opens + timedelta(days=length // 4), window.last - timedelta(days=length // 5)
                yield _attempt(first, last, tuple(running), "routine", lot.under(f"routine/{window.opens}"), calendar)
        month = NaturalPeriod.MONTH.following(month)


def _windows(loans: tuple[Lent, ...], month: Window) -> tuple[Window, ...]:
    """Return the times of a month that each call for a visit, at most; none where nothing runs."""
    running = [loan for loan in loans if loan.is_running(month.opens)]
    if not running:
        return ()
    if _cadence(running, month.opens) is not NaturalPeriod.HALF_MONTH:
        return (month,)
    half = NaturalPeriod.HALF_MONTH.holding(month.opens)
    return (half, NaturalPeriod.HALF_MONTH.following(half))


def _cadence(running: list[Lent], day: date) -> NaturalPeriod:
    worst = max((loan.grade_on(day) for loan in running), key=lambda grade: grade.rank)
    return _CADENCE.get(worst.code, NaturalPeriod.HALF_MONTH)


def _attempt(first: date, last: date, loans: tuple[Lent, ...], purpose: str, lot: Lot, calendar: Calendar) -> Attempt:
    day = working_day(lot.day(first, last, "on"), last, calendar)
    return Attempt(on=day, loans=tuple(loan.id for loan in loans), purpose=purpose, method=Method.ON_SITE)


def _lapsed(one: Attempt, lapses: tuple[Lapse, ...], lot: Lot, calendar: Calendar) -> Attempt:
    """Let a lapse have its way with an attempt that falls into it."""
    for lapse in lapses:
        first, last = lapse.within
        if first <= one.on <= last and one.purpose == "routine":
            if lapse.outcome is not Outcome.MADE:
                return Attempt(
                    on=one.on, loans=one.loans, purpose=one.purpose, method=one.method, outcome=lapse.outcome, reason=lapse.reason
                )
            late = last + timedelta(days=4 + lot.below(6, f"late/{last}"))
            day = working_day(late, late + timedelta(days=9), calendar)
            return Attempt(on=day, loans=one.loans, purpose=one.purpose, method=one.method, is_late=True)
    return one
