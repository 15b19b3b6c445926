"""What happens to each borrower of the sample book, told as data: when, not which day; how much, not which sum.

A pair of days is a range to draw from. The same eleven stories come round again in a larger book.
"""

from datetime import date
from enum import Enum
from typing import Final, TypeAlias

from attrs import frozen

from loanvisit.domain import BorrowerKind, MissReason, Outcome, SignalLevel

Range: TypeAlias = tuple[date, date]

AS_OF: Final = date(2026, 3, 31)
"""The day the sample book is looked at unless another is asked for."""
KNOWN_FROM: Final = date(2025, 6, 30)
"""The bank took its files over on this day; what was visited before is not known."""
END: Final = date(2026, 12, 31)
"""Nothing happens in the sample world after this day."""

WORKING_CAPITAL: Final = "working_capital"
PROJECT: Final = "project"
PERSONAL: Final = "personal"

_CORPORATE: Final = BorrowerKind.CORPORATE
_NATURAL: Final = BorrowerKind.NATURAL


def _on(year: int, month: int, day: int, last: int | None = None) -> Range:
    return date(year, month, day), date(year, month, last or day)


class Mishap(Enum):
    """What goes wrong with a borrower's first visit of the coming period."""

    NONE = "none"
    ALONE = "alone"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    MISSED = "missed"
    LATE = "late"
    WITHOUT_EVIDENCE = "without_evidence"


class Leak(Enum):
    """Where a loan's money goes that it should not: to a payee nobody agreed to, or for another purpose."""

    PAYEE = "payee"
    PURPOSE = "purpose"


@frozen(kw_only=True)
class Payout:
    """Money paid out in a range of days: its share of the contract in percent, and whether its first check was made."""

    on: Range
    share: int = 100
    checked: bool = True


@frozen(kw_only=True)
class Terms:
    """One loan of a story. `unknown` names the facts that the bank's files lack."""

    product: str
    months: int
    payouts: tuple[Payout, ...]
    grades: tuple[tuple[str, Range], ...] = ()
    unknown: frozenset[str] = frozenset()
    unpaid: Range | None = None
    settled: Range | None = None
    leak: Leak | None = None


@frozen(kw_only=True)
class Lapse:
    """A time in which routine visits did not come off as they should: late where the outcome is made."""

    within: Range
    outcome: Outcome
    reason: MissReason | None = None


@frozen(kw_only=True)
class Warned:
    """A warning raised about the borrower's first loan."""

    kind: str
    level: SignalLevel
    on: Range


@frozen(kw_only=True)
class Happened:
    """Something that came to pass to the borrower's first loan, and when it was over; None while it lasts."""

    kind: str
    on: Range
    ended: Range | None = None


@frozen(kw_only=True)
class Story:
    """A borrower's story."""

    kind: BorrowerKind
    trade: str
    loans: tuple[Terms, ...]
    lapses: tuple[Lapse, ...] = ()
    warnings: tuple[Warned, ...] = ()
    events: tuple[Happened, ...] = ()
    mishap: Mishap = Mishap.NONE


def _whole(on: Range, *, checked: bool = True) -> tuple[Payout, ...]:
    return (Payout(on=on, checked=checked),)


_NEW_MONEY: Final = Story(
    kind=_CORPORATE,
    trade="纺织",
    loans=(
        Terms(product=WORKING_CAPITAL, months=12, payouts=_whole(_on(2025, 5, 6, 8))),
        Terms(product=WORKING_CAPITAL, months=12, payouts=_whole(_on(2026, 3, 20), checked=False), leak=Leak.PAYEE),
    ),
)
_WATCHED: Final = Story(
    kind=_CORPORATE,
    trade="建材",
    loans=(
        Terms(
            product=WORKING_CAPITAL,
            months=12,
            payouts=_whole(_on(2025, 10, 31)),
            grades=(("special_mention", _on(2026, 2, 9, 13)),),
        ),
        Terms(
            product=WORKING_CAPITAL,
            months=24,
            payouts=_whole(_on(2024, 9, 10, 25)),
            grades=(("special_mention", _on(2025, 10, 13, 24)),),
        ),
    ),
    lapses=(Lapse(within=(date(2026, 2, 1), AS_OF), outcome=Outcome.MISSED, reason=MissReason.BANK),),
    mishap=Mishap.ALONE,
)
_BUILDING: Final = Story(
    kind=_CORPORATE,
    trade="冷链物流",
    loans=(
        Terms(
            product=PROJECT,
            months=96,
            payouts=(
                Payout(on=_on(2025, 7, 31), share=20),
                Payout(on=_on(2025, 10, 31), share=25),
                Payout(on=_on(2025, 12, 31), share=15),
                Payout(on=_on(2026, 3, 27, 30), share=20, checked=False),
                Payout(on=_on(2026, 6, 30), share=20),
            ),
        ),
        Terms(product=WORKING_CAPITAL, months=24, payouts=_whole(_on(2025, 3, 3, 28))),
    ),
    warnings=(Warned(kind="E13", level=SignalLevel.ORANGE, on=_on(2026, 3, 25, 30)),),
    events=(Happened(kind="accident", on=_on(2026, 1, 19, 23)),),
    mishap=Mishap.WITHOUT_EVIDENCE,
)
_SHOPKEEPER: Final = Story(
    kind=_NATURAL,
    trade="",
    loans=(
        Terms(product=PERSONAL, months=24, payouts=_whole(_on(2026, 3, 5), checked=False)),
        Terms(product=PERSONAL, months=60, payouts=_whole(_on(2024, 6, 3, 28)), unknown=frozenset({"risk"})),
    ),
    mishap=Mishap.UNREACHABLE,
)
_FAILING: Final = Story(
    kind=_CORPORATE,
    trade="包装",
    loans=(
        Terms(
            product=WORKING_CAPITAL,
            months=24,
            payouts=_whole(_on(2024, 11, 4, 22)),
            grades=(("special_mention", _on(2025, 3, 10, 21)), ("substandard", _on(2025, 6, 9, 20))),
            unpaid=_on(2025, 12, 21),
        ),
        Terms(
            product=WORKING_CAPITAL,
            months=36,
            payouts=_whole(_on(2024, 1, 8, 26)),
            grades=(("substandard", _on(2025, 6, 9, 20)), ("doubtful", _on(2025, 12, 8, 19))),
            unpaid=_on(2025, 6, 21),
        ),
    ),
    lapses=(Lapse(within=(date(2026, 3, 16), AS_OF), outcome=Outcome.REFUSED),),
    warnings=(Warned(kind="E01", level=SignalLevel.RED, on=_on(2026, 3, 23, 27)),),
    events=(Happened(kind="adverse_event", on=_on(2026, 3, 23, 27)),),
    mishap=Mishap.REFUSED,
)
_MATURING: Final = Story(
    kind=_CORPORATE,
    trade="机械制造",
    loans=(
        Terms(product=PROJECT, months=36, payouts=_whole(_on(2023, 5, 22, 26))),
        Terms(product=WORKING_CAPITAL, months=12, payouts=_whole(_on(2025, 8, 4, 29))),
    ),
    lapses=(Lapse(within=(date(2026, 1, 1), AS_OF), outcome=Outcome.MISSED, reason=MissReason.BORROWER),),
    events=(Happened(kind="production_stopped", on=_on(2026, 1, 12, 16), ended=_on(2026, 2, 24, 27)),),
    mishap=Mishap.LATE,
)
_ASTRAY: Final = Story(
    kind=_CORPORATE,
    trade="食品",
    loans=(
        Terms(product=WORKING_CAPITAL, months=12, payouts=_whole(_on(2025, 12, 31)), unknown=frozenset({"product"})),
        Terms(
            product=WORKING_CAPITAL, months=6, payouts=_whole(_on(2026, 3, 23, 24), checked=False), leak=Leak.PURPOSE
        ),
    ),
)
_UNDATED: Final = Story(
    kind=_NATURAL,
    trade="",
    loans=(
        Terms(product=PERSONAL, months=36, payouts=_whole(_on(2025, 9, 1, 26)), unknown=frozenset({"disbursed_on"})),
        Terms(product=PERSONAL, months=36, payouts=_whole(_on(2025, 4, 7, 25))),
    ),
    lapses=(Lapse(within=(date(2026, 1, 1), AS_OF), outcome=Outcome.MISSED, reason=MissReason.FORCE_MAJEURE),),
    mishap=Mishap.MISSED,
)
_LOST: Final = Story(
    kind=_CORPORATE,
    trade="商贸",
    loans=(
        Terms(
            product=WORKING_CAPITAL,
            months=12,
            payouts=_whole(_on(2024, 8, 5, 30)),
            grades=(("doubtful", _on(2025, 6, 2, 20)), ("loss", _on(2026, 1, 12, 23))),
            unpaid=_on(2025, 3, 21),
        ),
        Terms(product=WORKING_CAPITAL, months=12, payouts=_whole(_on(2025, 2, 10, 28)), settled=_on(2025, 12, 8, 26)),
    ),
)
_QUIET: Final = Story(
    events=(Happened(kind="account_transferred", on=_on(2026, 3, 2, 13)),),
    kind=_CORPORATE,
    trade="农产品加工",
    loans=(
        Terms(product=WORKING_CAPITAL, months=24, payouts=_whole(_on(2025, 1, 6, 24))),
        Terms(product=WORKING_CAPITAL, months=12, payouts=_whole(_on(2025, 12, 31))),
    ),
)
_TARDY: Final = Story(
    kind=_NATURAL,
    trade="",
    loans=(Terms(product=PERSONAL, months=36, payouts=_whole(_on(2024, 10, 8, 30))),),
    lapses=(Lapse(within=(date(2025, 10, 1), date(2025, 12, 31)), outcome=Outcome.MADE),),
    warnings=(Warned(kind="E06", level=SignalLevel.YELLOW, on=_on(2026, 1, 12, 30)),),
)

STORIES: Final = (
    _NEW_MONEY,
    _WATCHED,
    _BUILDING,
    _SHOPKEEPER,
    _FAILING,
    _MATURING,
    _ASTRAY,
    _UNDATED,
    _LOST,
    _QUIET,
    _TARDY,
)
"""In the order of the book: the first five hold ten loans, and something of everything."""
