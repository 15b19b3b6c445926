"""Strategies for what a debtor owes: claims, what other banks are owed, rates, and how its group stands."""

from datetime import date, timedelta
from decimal import Decimal

from loanvisit.domain import (
    FIVE_TIER,
    Arrear,
    BorrowerId,
    Claim,
    CreditReport,
    DebtElsewhere,
    DebtorClaims,
    DrawdownId,
    ExchangeRate,
    FactName,
    Facts,
    FactValue,
    Grade,
    GroupFigure,
    GroupStanding,
    LoanId,
    RiskScale,
    Unit,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import days, grades, ids, money, names, spans

NATURAL = (Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)
_CURRENCIES = ("CNY", "EUR", "USD")
_LATEST = date(2026, 12, 31)


@st.composite
def arrears(draw: st.DrawFn, *, currency: str = "CNY") -> Arrear:
    """Draw sums that fell due, some paid since, some of an amount nobody knows."""
    due = draw(days())
    paid = draw(st.none() | st.integers(0, 400).map(lambda count: due + timedelta(days=count)))
    return Arrear(due_on=due, amount=draw(st.none() | money(currency=currency, least=0)), settled_on=paid)


@st.composite
def claims(draw: st.DrawFn, *, scale: RiskScale = FIVE_TIER, currency: str = "CNY") -> Claim:
    """Draw claims of which more or less is known, by the facts that `regimes` declare."""
    grade = draw(st.none() | grades(scale=scale))
    return Claim(
        id=draw(st.one_of(ids(LoanId), ids(DrawdownId))),
        balance=draw(st.none() | money(currency=currency, least=0)),
        arrears=draw(st.none() | st.lists(arrears(currency=currency), max_size=3)),
        grace_days=draw(st.integers(0, 30)),
        repayment_period=draw(st.none() | spans(units=NATURAL, least=1)),
        expected_loss=draw(st.none() | money(currency=currency, least=0)),
        grade=grade,
        earlier=[] if grade is None or grade.since is None else draw(_earlier(grade)),
        facts=draw(_facts("own.flag", "own.share", "own.day")),
    )


@st.composite
def _earlier(draw: st.DrawFn, grade: Grade) -> list[Grade]:
    """Draw classes in force before one that says since when, each with its day."""
    last = grade.since or _LATEST
    back = sorted(draw(st.sets(st.integers(1, 2000), max_size=2)))
    return [
        grade.scale.grade(draw(st.sampled_from(grade.scale.grades)), since=last - timedelta(days=count))
        for count in back
    ]


@st.composite
def exchange_rates(draw: st.DrawFn, *, of: str = "USD", into: str = "CNY") -> ExchangeRate:
    """Draw what one currency is worth in another, to four places."""
    return ExchangeRate(
        of=of,
        into=into,
        rate=Decimal(draw(st.integers(1, 10**6))) / 10**4,
        on=draw(days()),
        source=draw(st.none() | names()),
    )


@st.composite
def debts_elsewhere(draw: st.DrawFn) -> DebtElsewhere:
    """Draw debts at another bank, of which more or less is told."""
    return DebtElsewhere(
        lender=draw(names()),
        balance=draw(st.none() | st.sampled_from(_CURRENCIES).flatmap(lambda code: money(currency=code, least=0))),
        days_past_due=draw(st.none() | st.integers(0, 400)),
        is_non_performing=draw(st.none() | st.booleans()),
    )


@st.composite
def credit_reports(draw: st.DrawFn) -> CreditReport:
    """Draw reports of debts at other banks."""
    return CreditReport(
        on=draw(days()), debts=draw(st.lists(debts_elsewhere(), max_size=3)), source=draw(st.none() | names())
    )


@st.composite
def group_standings(draw: st.DrawFn, *, member: BorrowerId | None = None, regime: str | None = None) -> GroupStanding:
    """Draw how a group stands, with a member where one is given."""
    found = draw(st.lists(ids(BorrowerId), max_size=3, unique=True))
    members = sorted({*found, *(() if member is None else (member,))})
    bad = draw(st.lists(st.sampled_from(members), unique=True)) if members else []
    owed = draw(money(currency="CNY", least=0))
    return GroupStanding(
        group=draw(names()),
        regime=draw(names()) if regime is None else regime,
        as_of=draw(days()),
        members=members,
        non_performing=bad,
        doubted=[one for one in members if one not in bad and draw(st.booleans())],
        owed=draw(st.none() | st.just([owed])),
        bad=[],
        feared=[owed],
        missing=[FactName(name) for name in draw(st.lists(names(), min_size=1, max_size=2, unique=True))],
    )


@st.composite
def group_figures(draw: st.DrawFn) -> GroupFigure:
    """Draw what a group owes: a sum, or members of whom an amount is not known."""
    members = draw(st.lists(ids(BorrowerId), min_size=1, max_size=3, unique=True))
    total = draw(st.none() | money(currency="CNY", least=0))
    return GroupFigure(
        group=draw(names()),
        as_of=draw(days()),
        members=members,
        total=total,
        unknown=[] if total is not None else draw(st.lists(st.sampled_from(members), unique=True)),
        currencies=["CNY"] if total is not None else draw(st.lists(st.sampled_from(_CURRENCIES), unique=True)),
    )


@st.composite
def _facts(draw: st.DrawFn, *known: str) -> Facts:
    of: dict[str, st.SearchStrategy[FactValue]] = {
        "own.flag": st.booleans(),
        "debtor.retail": st.booleans(),
        "own.share": st.integers(0, 1000).map(lambda count: Decimal(count) / 10),
        "own.day": days(),
    }
    told = draw(st.lists(st.sampled_from(known), unique=True))
    return Facts({name: draw(of[name]) for name in told})


@st.composite
def debtor_claims(draw: st.DrawFn, *, scale: RiskScale = FIVE_TIER, regime: str | None = None) -> DebtorClaims:
    """Draw debtors with up to three claims of one scale, in three currencies; in a group by a given regime only."""
    of_currency = st.sampled_from(_CURRENCIES).flatmap(lambda code: claims(scale=scale, currency=code))
    drawn = draw(st.lists(of_currency, max_size=3, unique_by=lambda claim: str(claim.id)))
    borrower = draw(ids(BorrowerId))
    rates = [draw(exchange_rates(of=code)) for code in ("EUR", "USD") if draw(st.booleans())]
    grouped = st.none() if regime is None else st.none() | group_standings(member=borrower, regime=regime)
    return DebtorClaims(
        borrower=borrower,
        claims=drawn,
        facts=draw(_facts("debtor.retail", "own.flag")),
        report=draw(st.none() | credit_reports()),
        group=draw(grouped),
        rates=rates,
    )
