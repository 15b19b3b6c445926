"""A borrower's life: its loans, the visits its officers set out on, what came to pass, and the warnings about it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from attrs import evolve, frozen

from loanvisit.domain import (
    Borrower,
    BorrowerId,
    BorrowerKind,
    Calendar,
    EventId,
    FactName,
    LoanEvent,
    LoanId,
    Method,
    MissReason,
    NaturalPeriod,
    Outcome,
    Signal,
    SignalId,
    Window,
)
from loanvisit.samples.lending import Lent, lent, paid_out_on, working_day
from loanvisit.samples.lots import Lot
from loanvisit.samples.naming import firm, person
from loanvisit.samples.people import SUB_BRANCHES, manager_of
from loanvisit.samples.stories import (
    END,
    KNOWN_FROM,
    PERSONAL,
    PROJECT,
    STORIES,
    WORKING_CAPITAL,
    Happened,
    Lapse,
    Story,
    Warned,
)

_TOLD: Final = "贷后事件登记（虚构）"
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
    events: tuple[LoanEvent, ...]


def life(place: int, *, lot: Lot, calendar: Calendar) -> Life:
    """Draw the life of the borrower at a place in the book; it does not depend on the others."""
    story = STORIES[place % len(STORIES)]
    borrower = _borrower(place, story, lot)
    own = lot.under(str(borrower.id))
    loans = _loans(borrower, place, story, own, calendar)
    attempts = (
        *_first_checks(loans, own, calendar),
        *_pre_maturity(loans, own, calendar),
        *_routine(story, loans, own, calendar),
    )
    lapsed = [_lapsed(one, story.lapses, own, calendar) for one in attempts]
    return Life(
        place=place,
        story=story,
        lot=own,
        borrower=borrower,
        loans=loans,
        attempts=tuple(sorted(lapsed, key=lambda one: (one.on, one.purpose, one.loans))),
        signals=tuple(_signal(warned, loans[0], own) for warned in story.warnings),
        events=(*_defaults(loans), *(_event(happened, loans[0], own) for happened in story.events)),
    )


def _borrower(place: int, story: Story, lot: Lot) -> Borrower:
    id_ = BorrowerId(f"B-{place + 1:02d}")
    own = lot.under(str(id_))
    name = firm(own, story.trade) if story.kind is BorrowerKind.CORPORATE else person(own)
    unit = SUB_BRANCHES[place % len(SUB_BRANCHES)]
    return Borrower(id=id_, kind=story.kind, name=name, manager=manager_of(place), unit=unit)


def _loans(borrower: Borrower, place: int, story: Story, lot: Lot, calendar: Calendar) -> tuple[Lent, ...]:
    prefix = f"L-{place + 1:02d}"
    return tuple(
        lent(terms, id=LoanId(f"{prefix}{turn}"), borrower=borrower, lot=lot.under(f"loan-{turn}"), calendar=calendar)
        for turn, terms in enumerate(story.loans, start=1)
    )


def _signal(warned: Warned, loan: Lent, lot: Lot) -> Signal:
    return Signal(
        id=SignalId(f"{loan.borrower}/{warned.kind}"),
        about=loan.id,
        kind=warned.kind,
        level=warned.level,
        raised_on=lot.day(*warned.on, warned.kind),
        source="预警系统（虚构）",
    )


def _defaults(loans: tuple[Lent, ...]) -> Iterator[LoanEvent]:
    """Yield the payment default of each loan with interest unpaid, from the first day it was not paid."""
    for loan in loans:
        if loan.unpaid_since is not None:
            name, kind = EventId(f"{loan.id}/payment_default"), FactName("payment_default")
            yield LoanEvent(id=name, kind=kind, about=loan.id, on=loan.unpaid_since, source=_TOLD)


def _event(happened: Happened, loan: Lent, lot: Lot) -> LoanEvent:
    return LoanEvent(
        id=EventId(f"{loan.borrower}/{happened.kind}"),
        kind=FactName(happened.kind),
        about=loan.id,
        on=lot.day(*happened.on, happened.kind),
        ended_on=None if happened.ended is None else lot.day(*happened.ended, f"{happened.kind}/ended"),
        source=_TOLD,
    )


def _first_checks(loans: tuple[Lent, ...], lot: Lot, calendar: Calendar) -> Iterator[Attempt]:
    for loan in loans:
        within = _FIRST_CHECK[loan.terms.product]
        for payout, drawdown in zip(loan.terms.payouts, loan.drawdowns, strict=True):
            if payout.checked:
                window = _between(paid_out_on(drawdown), within // 2, within - 2)
                yield _attempt(window, (loan,), "first_check", lot.under(str(drawdown.id)), calendar)


def _pre_maturity(loans: tuple[Lent, ...], lot: Lot, calendar: Calendar) -> Iterator[Attempt]:
    for loan in loans:
        opens, closes = (30, 15) if loan.terms.months <= 12 else (60, 30)
        window = _between(loan.matures_on, -opens, -closes)
        if not loan.is_closed(window.opens):
            yield _attempt(window, (loan,), "pre_maturity", lot.under(f"{loan.id}/pre_maturity"), calendar)


def _routine(story: Story, loans: tuple[Lent, ...], lot: Lot, calendar: Calendar) -> Iterator[Attempt]:
    """Visit the borrower as often as its worst running loan demands, seeing every running loan each time."""
    for half in _half_months():
        month = NaturalPeriod.MONTH.holding(half.opens)
        running = tuple(loan for loan in loans if loan.is_running(half.opens))
        cadence = _cadence(running, half.opens)
        if cadence is NaturalPeriod.HALF_MONTH or (half.opens == month.opens and _is_turn(cadence, month.opens, lot)):
            whole = half if cadence is NaturalPeriod.HALF_MONTH else month
            length = (whole.last - whole.opens).days
            window = _between(whole.opens, length // 4, length - length // 5)
            calm = story.kind is BorrowerKind.NATURAL and cadence is NaturalPeriod.QUARTER
            method = Method.INTERVIEW if calm else Method.ON_SITE
            yield _attempt(window, running, "routine", lot.under(f"routine/{half.opens}"), calendar, method=method)


def _between(day: date, first: int, last: int) -> Window:
    return Window(opens=day + timedelta(days=first), last=day + timedelta(days=last))


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


def _attempt(
    window: Window,
    loans: tuple[Lent, ...],
    purpose: str,
    lot: Lot,
    calendar: Calendar,
    *,
    method: Method = Method.ON_SITE,
) -> Attempt:
    day = working_day(lot.day(window.opens, window.last, "on"), window.last, calendar)
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
