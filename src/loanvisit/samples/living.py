"""A borrower's life: its loans, the visits its officers set out on, and the warnings raised about it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from attrs import evolve, frozen

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
    attempts = (*_first_checks(loans, own, calendar), *_pre_maturity(loans, own, calendar), *_routine(story, loans, own, calendar))
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


def _routine(story: Story, loans: tuple[Lent, ...], lot: Lot, calendar: Calendar) -> Iterator[Attempt]:
    """Visit the borrower as often as its worst running loan demands, seeing every running loan each time."""
    for window in _half_months():
        month = NaturalPeriod.MONTH.holding(window.opens)
        running = tuple(loan for loan in loans if loan.is_running(window.opens))
        cadence = _cadence(running, window.opens)
        if cadence is NaturalPeriod.HALF_MONTH or (window.opens == month.opens and _is_turn(cadence, month.opens, lot)):
            whole = window if cadence is NaturalPeriod.HALF_MONTH else month
            length = (whole.last - whole.opens).days
            first, last = whole.opens + timedelta(days=length // 4), whole.last - timedelta(days=length // 5)
            calm = story.kind is BorrowerKind.NATURAL and cadence is NaturalPeriod.QUARTER
            method = Method.INTERVIEW if calm else Method.ON_SITE
            yield _attempt(first, last, running, "routine", lot.under(f"routine/{window.opens}"), calendar, method=method)


def _half_months() -> Iterator[Window]:
    half = NaturalPeriod.HALF_MONTH
    window = half.following(half.holding(KNOWN_FROM))
    while window.opens <= END:
        yield window
        window = half.following(window)


def _is_turn(cadence: NaturalPeriod | None, month: date, lot: Lot) -> bool:
    """Say whether a visit of that cadence falls into a month: a quarterly one keeps to a month of its own."""
    if cadence is not NaturalPeriod.QUARTER:
        return cadence is not None
    quarter = cadence.key(cadence.holding(month))
    return (month.month - 1) % 3 == lot.below(3, quarter)


def _cadence(running: tuple[Lent, ...], day: date) -> NaturalPeriod | None:
    if not running:
        return None
    worst = max((loan.grade_on(day) for loan in running), key=lambda grade: grade.rank)
    return _CADENCE.get(worst.code, NaturalPeriod.HALF_MONTH)


def _attempt(first: date, last: date, loans: tuple[Lent, ...], purpose: str, lot: Lot, calendar: Calendar, *, method: Method = Method.ON_SITE) -> Attempt:
    day = working_day(lot.day(first, last, "on"), last, calendar)
    return Attempt(on=day, loans=tuple(loan.id for loan in loans), purpose=purpose, method=method)


def _lapsed(one: Attempt, lapses: tuple[Lapse, ...], lot: Lot, calendar: Calendar) -> Attempt:
    """Let a lapse have its way with an attempt that falls into it."""
    for lapse in lapses:
        first, last = lapse.within
        if not first <= one.on <= last:
            continue
        if lapse.outcome is not Outcome.MADE:
            return evolve(one, outcome=lapse.outcome, reason=lapse.reason)
        late = last + timedelta(days=4 + lot.below(6, f"late/{last}"))
        return evolve(one, on=working_day(late, late + timedelta(days=9), calendar), is_late=True)
    return one
