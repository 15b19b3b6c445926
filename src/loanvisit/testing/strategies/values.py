"""Strategies for plain values: ids, money, days, windows, spans, grades, facts, calendars."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from loanvisit.domain import (
    FIVE_TIER,
    BorrowerId,
    Calendar,
    ClauseId,
    DataClass,
    DecreedYear,
    DeferralId,
    DrawdownId,
    DrawId,
    EventId,
    EvidenceId,
    Fact,
    FactKind,
    FactName,
    Facts,
    FactValue,
    FeedbackId,
    FindingId,
    Grade,
    GuaranteeId,
    HolidayNotice,
    Hours,
    LegalActId,
    LoanChangeId,
    LoanId,
    Money,
    MortgageId,
    ObligationId,
    OfficerId,
    PolicyId,
    PoolId,
    RecordId,
    RemediationId,
    RiskScale,
    RunId,
    SeizureId,
    SignalId,
    Span,
    SubstitutionId,
    Unit,
    UnitId,
    VisitId,
    WaiverId,
    Window,
)
from loanvisit.domain.money import exponent
from loanvisit.testing.hypothesis_extra import st
from loanvisit.words import Text

Id = TypeVar(
    "Id",
    BorrowerId,
    ClauseId,
    DeferralId,
    DrawdownId,
    DrawId,
    EventId,
    EvidenceId,
    FeedbackId,
    FindingId,
    GuaranteeId,
    LegalActId,
    LoanChangeId,
    LoanId,
    MortgageId,
    ObligationId,
    OfficerId,
    PolicyId,
    PoolId,
    RecordId,
    RemediationId,
    RunId,
    SeizureId,
    SignalId,
    SubstitutionId,
    UnitId,
    VisitId,
    WaiverId,
)

FIRST_DAY = date(2016, 1, 1)
LAST_DAY = date(2035, 12, 31)
CURRENCIES = ("CNY", "USD", "EUR", "JPY", "KWD")
_MOST_MINOR = 10**14
_LETTERS = "ABCabc0129-_./张贷"
_WORDS = "abc ,。检查贷款é9"


def names(*, longest: int = 10) -> st.SearchStrategy[str]:
    """Draw short names that any id or code may have."""
    return st.text(_LETTERS, min_size=1, max_size=longest)


def ids(kind: type[Id]) -> st.SearchStrategy[Id]:
    """Draw ids of one type: `ids(LoanId)`."""
    return names().map(kind)


def sentences() -> st.SearchStrategy[str]:
    """Draw free text with something in it."""
    return st.text(_WORDS, min_size=1, max_size=20).map(lambda text: f"x{text}")


def texts() -> st.SearchStrategy[Text]:
    """Draw texts in both languages."""
    return st.builds(Text, zh=sentences(), en=sentences())


def days(*, earliest: date = FIRST_DAY, latest: date = LAST_DAY) -> st.SearchStrategy[date]:
    """Draw days, both ends in; month ends and leap days come often enough."""
    span = (latest - earliest).days
    return st.integers(0, span).map(lambda count: earliest + timedelta(days=count))


def instants(*, earliest: date = FIRST_DAY, latest: date = LAST_DAY) -> st.SearchStrategy[datetime]:
    """Draw aware instants in UTC, whole seconds."""
    start = datetime(earliest.year, earliest.month, earliest.day, tzinfo=UTC)
    seconds = ((latest - earliest).days + 1) * 86_400 - 1
    return st.integers(0, seconds).map(lambda count: start + timedelta(seconds=count))


@st.composite
def windows(draw: st.DrawFn, *, earliest: date = FIRST_DAY, latest: date = LAST_DAY, longest: int = 400) -> Window:
    """Draw windows of at most `longest` days."""
    opens = draw(days(earliest=earliest, latest=latest))
    most = min(longest, (latest - opens).days + 1)
    return Window(opens=opens, last=opens + timedelta(days=draw(st.integers(0, most - 1))))


@st.composite
def spans(draw: st.DrawFn, *, units: tuple[Unit, ...] = tuple(Unit), least: int = 0) -> Span:
    """Draw spans of up to about two years; `least` is the smallest count."""
    unit = draw(st.sampled_from(units))
    return Span(count=draw(st.integers(least, _MOST[unit])), unit=unit)


def hours() -> st.SearchStrategy[Hours]:
    """Draw clocks of up to four days of hours."""
    return st.integers(1, 96).map(lambda count: Hours(count=count))


_MOST = {Unit.DAYS: 730, Unit.WORKING_DAYS: 60, Unit.WEEKS: 104, Unit.MONTHS: 24, Unit.YEARS: 2}


@st.composite
def money(draw: st.DrawFn, *, currency: str | None = None, least: int = -_MOST_MINOR, most: int = _MOST_MINOR) -> Money:
    """Draw exact amounts; `least` and `most` count the currency's smallest unit."""
    code = currency if currency is not None else draw(st.sampled_from(CURRENCIES))
    minor = draw(st.integers(least, most))
    digits = tuple(int(char) for char in str(abs(minor)))
    return Money(Decimal((int(minor < 0), digits, -exponent(code))), code)


@st.composite
def risk_scales(draw: st.DrawFn) -> RiskScale:
    """Draw scales of two to six grades."""
    grades = draw(st.lists(names(), min_size=2, max_size=6, unique=True))
    return RiskScale(id=draw(names()), grades=tuple(grades))


@st.composite
def grades(
    draw: st.DrawFn, *, scale: RiskScale = FIVE_TIER, earliest: date = FIRST_DAY, latest: date = LAST_DAY
) -> Grade:
    """Draw grades of one scale, some of which say since when, what they were before, and since when that."""
    code = draw(st.sampled_from(scale.grades))
    since = draw(st.none() | days(earliest=earliest, latest=latest))
    was = draw(st.none() | st.sampled_from(scale.grades)) if since is not None else None
    if since is None or was is None or since <= earliest:
        return scale.grade(code, since=since, was=was)
    told = draw(st.none() | days(earliest=earliest, latest=since - timedelta(days=1)))
    return scale.grade(code, since=since, was=was, was_since=told)


_OF_KIND: Mapping[FactKind, st.SearchStrategy[FactValue]] = {
    FactKind.FLAG: st.booleans(),
    FactKind.WHOLE: st.integers(-1000, 1000),
    FactKind.DECIMAL: st.integers(-100_000, 100_000).map(lambda count: Decimal(count) / 1000),
    FactKind.MONEY: money(),
    FactKind.DATE: days(),
    FactKind.GRADE: grades(),
    FactKind.CODE: names(),
}


def fact_values() -> st.SearchStrategy[FactValue]:
    """Draw fact values of every kind."""
    return st.one_of(*_OF_KIND.values())


def facts() -> st.SearchStrategy[Facts]:
    """Draw up to three named facts."""
    return st.dictionaries(names(), fact_values(), max_size=3).map(Facts)


@st.composite
def fact_declarations(draw: st.DrawFn) -> Fact:
    """Draw declarations of a bank's own facts, each under a name no built-in fact has."""
    kind = draw(st.sampled_from(FactKind))
    return Fact(
        name=FactName(f"own.{draw(names())}"),
        kind=kind,
        label=draw(texts()),
        data_class=draw(st.sampled_from(DataClass)),
        codes=tuple(draw(st.lists(names(), max_size=3, unique=True))) if kind is FactKind.CODE else (),
        scale=draw(risk_scales()) if kind is FactKind.GRADE else None,
    )


@st.composite
def holiday_notices(draw: st.DrawFn) -> HolidayNotice:
    """Draw papers that decree a year's days."""
    return HolidayNotice(
        address=f"https://example.org/{draw(names())}", number=draw(st.none() | names()), dated=draw(st.none() | days())
    )


@st.composite
def decreed_years(draw: st.DrawFn, *, year: int | None = None) -> DecreedYear:
    """Draw a decreed year: up to twenty days off and up to five weekend days worked, never the same day."""
    number = year if year is not None else draw(st.integers(FIRST_DAY.year, LAST_DAY.year))
    first, last = date(number, 1, 1), date(number, 12, 31)
    changed = draw(st.lists(days(earliest=first, latest=last), max_size=25, unique=True))
    label = draw(texts())
    return DecreedYear(
        year=number,
        off={day: label for day in changed if day.weekday() < 5},
        works={day: label for day in changed if day.weekday() >= 5},
        notices=tuple(draw(st.lists(holiday_notices(), max_size=1))),
    )


@st.composite
def calendars(draw: st.DrawFn, *, first_year: int = 2014) -> Calendar:
    """Draw calendars: weekdays only, or up to fourteen decreed years in a row after which nothing is decreed."""
    decreed = draw(st.sampled_from([0, 0, 1, 4, 14]))
    years = tuple(draw(decreed_years(year=first_year + place)) for place in range(decreed))
    return Calendar(
        id=draw(names()), title=draw(texts()), years=years, utc_offset_minutes=draw(st.sampled_from([0, 480, -300]))
    )
