"""What a plan takes of people, against the days they have: month by month, and what is lacking."""

from collections.abc import Iterable
from datetime import date
from decimal import Context, Decimal

from attrs import field, frozen

from loanvisit.domain.dates import Window
from loanvisit.domain.exact import as_tuple, check, guarded
from loanvisit.domain.ids import OfficerId
from loanvisit.domain.methods import Method
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, counted, join, number_text, say, verbatim

EXACT = Context(prec=200)
"""Room for exact sums of days; a host's own decimal context changes nothing here."""


def _windows(items: Iterable[Window]) -> tuple[Window, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class OfficerTime:
    """The working days that one person has for visits.

    Args:
        officer: who.
        share: which part of each working day goes into visits, above 0 and at most 1.
        away: the days on which the person is not there, both ends in.
    """

    officer: OfficerId
    share: Decimal = Decimal(1)
    away: tuple[Window, ...] = field(default=(), converter=_windows)

    def __attrs_post_init__(self) -> None:
        check(self)
        if not 0 < self.share <= 1:
            raise InputError(fault("decimal.range", "OfficerTime.share", self.share, low=0, high=1))

    @guarded
    def is_there(self, on: date) -> bool:
        """Say whether the person is not away on a day."""
        return not any(on in window for window in self.away)


@frozen(kw_only=True)
class MonthLoad:
    """One month of a load: what falls due in it, and the days there are.

    Args:
        month: the month, or the part of it that is in the period; both ends in.
        visits: how many visits have their last day in it; what was due before counts in the first month.
        person_visits: the same, each counted for every person it takes.
        needed: the person-days they take.
        working_days: the days that are worked.
        available: the person-days there are.
        lacking: the person-days of them that find no room in their windows, however the days are shared out.
        provisional: whether days of it are not decreed yet, weekdays standing in.
    """

    month: Window
    visits: int
    person_visits: int
    needed: Decimal
    working_days: int
    available: Decimal
    lacking: Decimal
    provisional: bool

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def text(self) -> Text:
        """The month in one line."""
        said = say(
            "load.month",
            opens=self.month.opens,
            last=self.month.last,
            visits=counted("visits", self.visits),
            person_visits=counted("person_visits", self.person_visits),
            needed=number_text(self.needed),
            working_days=counted("working_days", self.working_days),
            available=number_text(self.available),
            lacking=number_text(self.lacking),
        )
        return join([said, say("load.provisional")], zh="；", en="; ") if self.provisional else said


@frozen(kw_only=True)
class MethodLoad:
    """What one method takes over the whole period: visits, persons and person-days."""

    method: Method
    visits: int
    person_visits: int
    needed: Decimal

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def text(self) -> Text:
        """The method in one line."""
        return say(
            "load.method",
            method=self.method.text,
            visits=counted("visits", self.visits),
            person_visits=counted("person_visits", self.person_visits),
            needed=number_text(self.needed),
        )


def _months(items: Iterable[MonthLoad]) -> tuple[MonthLoad, ...]:
    return as_tuple(items)


def _methods(items: Iterable[MethodLoad]) -> tuple[MethodLoad, ...]:
    return as_tuple(items)


def _officers(items: Iterable[OfficerId]) -> tuple[OfficerId, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Load:
    """What the visits of a plan take, against the days of the people there are.

    It says what cannot be done, and by how much at least; that all finds room here does not yet say who goes when.

    Args:
        as_of: the close of the day the plan was made for.
        period: the days looked at, both ends in.
        officers: the people, in order of id.
        borrowers: how many borrowers the visits are to.
        overdue: how many of the visits were due by that day.
        forecasts: how many of them rest on forecasts.
        most_persons: the most persons that one of them takes; 0 where there are none.
        methods: what each method takes, in the order of `Method`; those not used are left out.
        months: month by month, in order.
    """

    as_of: date
    period: Window
    officers: tuple[OfficerId, ...] = field(converter=_officers)
    borrowers: int
    overdue: int
    forecasts: int
    most_persons: int
    methods: tuple[MethodLoad, ...] = field(converter=_methods)
    months: tuple[MonthLoad, ...] = field(converter=_months)

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def visits(self) -> int:
        """How many visits are due."""
        return sum(one.visits for one in self.months)

    @property
    def person_visits(self) -> int:
        """How many, each counted for every person it takes."""
        return sum(one.person_visits for one in self.months)

    @property
    def needed(self) -> Decimal:
        """The person-days they take."""
        return added(one.needed for one in self.months)

    @property
    def working_days(self) -> int:
        """How many days are worked."""
        return sum(one.working_days for one in self.months)

    @property
    def available(self) -> Decimal:
        """The person-days there are."""
        return added(one.available for one in self.months)

    @property
    def lacking(self) -> Decimal:
        """The person-days that find no room."""
        return added(one.lacking for one in self.months)

    @property
    def provisional(self) -> bool:
        """Whether days of the period are not decreed yet."""
        return any(one.provisional for one in self.months)

    @property
    def fits(self) -> bool:
        """Whether all that is due finds room."""
        return not self.lacking

    @property
    def text(self) -> Text:
        """The answer in one sentence: what is owed, what there is, and whether it can be done."""
        return say(
            "load.fits" if self.fits else "load.cannot",
            opens=self.period.opens,
            last=self.period.last,
            borrowers=counted("borrowers", self.borrowers),
            visits=counted("visits", self.visits),
            person_visits=counted("person_visits", self.person_visits),
            needed=number_text(self.needed),
            officers=counted("officers", len(self.officers)),
            working_days=counted("working_days", self.working_days),
            available=number_text(self.available),
            lacking=number_text(self.lacking),
        )

    @property
    def notes(self) -> tuple[Text, ...]:
        """What a reader must know beside it, a sentence each."""
        said: list[Text] = []
        if self.overdue:
            said.append(say("load.note.overdue", visits=counted("visits", self.overdue)))
        if self.forecasts:
            said.append(say("load.note.forecasts", visits=counted("visits", self.forecasts)))
        if self.most_persons > len(self.officers):
            said.append(
                say("load.note.pair", persons=self.most_persons, officers=counted("officers", len(self.officers)))
            )
        if self.provisional:
            months = [verbatim(one.month.opens.isoformat()[:7]) for one in self.months if one.provisional]
            said.append(say("load.note.provisional", months=join(months)))
        return tuple(said)

    @property
    def full_text(self) -> Text:
        """The answer with each method, each month and the notes, a line each."""
        lines = [self.text, *(one.text for one in self.methods), *(one.text for one in self.months), *self.notes]
        return join(lines, zh="\n", en="\n")


def added(days: Iterable[Decimal]) -> Decimal:
    """Return an exact sum of days, without zeros at its end."""
    total = Decimal(0)
    for one in days:
        total = EXACT.add(total, one)
    return plain(total)


def plain(days: Decimal) -> Decimal:
    """Return a number of days without zeros at its end and without an exponent."""
    short = days.normalize(EXACT)
    return short.quantize(Decimal(1), context=EXACT) if short == short.to_integral_value() else short
