"""The files a policy is asked about: every product, grade and status, months of every length, one loan and several."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve

from loanvisit import presets, samples
from loanvisit.domain import (
    EVENT_KINDS,
    ROUTINE,
    BorrowerFile,
    BorrowerId,
    BorrowerKind,
    Loan,
    LoanId,
    LoanStatus,
    Method,
    PastVisit,
    SignalLevel,
    five_tier,
)
from loanvisit.testing.builders import a_borrower, a_drawdown, a_file, a_loan, a_past_visit, a_signal, an_event
from loanvisit.testing.checks.dice import Dice

DAYS = (date(2026, 3, 31), date(2026, 6, 15))
"""The days policies are asked at; the second is the later day of the first."""
_BUILT = 40
_PRODUCTS = ("working_capital", "project", "personal", "fixed_assets", None)
_GRADES = ("pass", "special_mention", "substandard", "doubtful", "loss", None)
_PAID_OUT = (
    date(2024, 2, 29),
    date(2025, 1, 20),
    date(2025, 8, 31),
    date(2025, 11, 30),
    date(2026, 1, 1),
    date(2026, 3, 25),
    None,
)
_TENORS = (180, 365, 730, 1500, None)


def policy_files() -> tuple[BorrowerFile, ...]:
    """Return built files, varied by number, and those of a bank of the samples."""
    lived = samples.world(7, calendar=presets.calendar("CN")).book(DAYS[0]).files
    return (*(_built(number) for number in range(_BUILT)), *lived)


def _built(number: int) -> BorrowerFile:
    dice = Dice(f"file {number}")
    borrower = BorrowerId(f"B-{number}")
    loans = [_loan(dice, f"{borrower.value}/L-{place}", borrower, number + place) for place in range(1 + number % 3)]
    kind = dice.pick((BorrowerKind.CORPORATE, BorrowerKind.NATURAL, None))
    file = a_file(
        *loans,
        borrower=a_borrower(borrower.value, kind=kind, facts={"industry": dice.pick(("制造业", "农业"))}),
        past=_past(dice, loans),
        signals=[
            a_signal(
                DAYS[0] - timedelta(days=dice.below(60)),
                about=borrower,
                level=level,
                id=f"{borrower.value}/{level.value}",
            )
            for level in dice.some(tuple(SignalLevel))
        ],
        events=[
            an_event(DAYS[0] - timedelta(days=dice.below(90)), kind, about=borrower, id=f"{borrower.value}/{kind}")
            for kind in dice.some(EVENT_KINDS[:3])
        ],
        past_known_from=dice.pick((None, None, date(2025, 12, 31))),
    )
    return evolve(file, facts={"group": dice.pick(("G-1", "G-2")), "score": dice.below(1000)})


def _loan(dice: Dice, name: str, borrower: BorrowerId, number: int) -> Loan:
    """Return a loan; one in four has a second drawdown."""
    grade = _GRADES[number % len(_GRADES)]
    since = dice.pick((None, date(2025, 12, 15), date(2026, 2, 10)))
    paid_out, tenor = _PAID_OUT[number % len(_PAID_OUT)], _TENORS[dice.below(len(_TENORS))]
    matures_on = None if tenor is None else (paid_out or date(2025, 6, 30)) + timedelta(days=tenor)
    loan = a_loan(
        name,
        borrower=borrower.value,
        disbursed_on=paid_out,
        matures_on=matures_on,
        risk=None if grade is None else five_tier(grade, since=since),
        product=_PRODUCTS[dice.below(len(_PRODUCTS))],
        principal=dice.pick(("500000.00", "80000000.00", None)),
        status=dice.pick((LoanStatus.LIVE, LoanStatus.LIVE, LoanStatus.LIVE, LoanStatus.SETTLED)),
        facts={"branch": dice.pick(("0755", "0571")), "small": bool(dice.below(2))},
    )
    if paid_out is None or dice.below(4):
        return loan
    second = a_drawdown(f"{name}/2", drawn_on=paid_out + timedelta(days=3), matures_on=matures_on)
    return evolve(loan, drawdowns=(*loan.drawdowns, second))


def _past(dice: Dice, loans: list[Loan]) -> Iterator[PastVisit]:
    """Yield some visits made: of either purpose, by either method, by one or two."""
    for place in range(dice.below(5)):
        yield a_past_visit(
            date(2025, 10, 1) + timedelta(days=dice.below(170)),
            *(one.id.value for one in loans[: 1 + place]),
            method=dice.pick((Method.ON_SITE, Method.INTERVIEW)),
            purposes=dice.pick((("first_check",), (ROUTINE,), None)),
            visitors=dice.pick((1, 2, None)),
        )


def loan_ids(file: BorrowerFile) -> frozenset[LoanId]:
    """Return the ids of a file's loans."""
    return frozenset(loan.id for loan in file.loans)
