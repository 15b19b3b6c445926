"""A seeded world: a book that looks like life, drawn from one number, the same on every machine."""

from datetime import date

from attrs import field, frozen

from loanvisit.domain import (
    Calendar,
    DebtorClaims,
    Officer,
    OfficerId,
    OrganisationUnit,
    Portfolio,
    Role,
    Visit,
    VisitRecord,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, fault
from loanvisit.samples.bringing import bring_back, errands
from loanvisit.samples.living import Life, life
from loanvisit.samples.lots import Lot
from loanvisit.samples.owing import debtors
from loanvisit.samples.people import officers, units
from loanvisit.samples.stories import AS_OF, STORIES
from loanvisit.samples.telling import book
from loanvisit.scheduling import Plan
from loanvisit.words import Text

NOTICE = Text(zh="虚构数据", en="invented data")
"""What every page made from a sample world says."""


LARGEST_SEED = 2**128 - 1
"""The largest seed there is."""


@frozen(kw_only=True)
class World:
    """A bank that never was: the truth about its borrowers, and what its files and officers say of it.

    `as_of` is the day it is meant to be looked at; it lives on to the end of 2026.
    """

    seed: int
    calendar: Calendar
    as_of: date
    units: tuple[OrganisationUnit, ...]
    officers: tuple[Officer, ...]
    lives: tuple[Life, ...] = field(repr=False)

    @property
    def notice(self) -> Text:
        """What every page made from this world must say."""
        return NOTICE

    @sheltered
    @guarded
    def book(self, as_of: date | None = None) -> Portfolio:
        """Return what the bank's files said at the close of a day, the world's own day unless another is given.

        Nothing known later is in it: no drawdown, grade, visit, arrear, event or warning. Files lack what they lacked.
        """
        return book(self.lives, self.as_of if as_of is None else as_of)

    @sheltered
    @guarded
    def debtors(self, as_of: date | None = None) -> tuple[DebtorClaims, ...]:
        """Return what was owed and unpaid at the close of a day, the world's own unless another is given.

        A debtor for each borrower with a loan not closed, in the order of the book: the claims with their balances,
        the interest unpaid as long as `book` says, the classes with their days, and for most a report of other banks.
        """
        return debtors(self.lives, self.as_of if as_of is None else as_of)

    @guarded
    def officer(self, role: Role) -> Officer:
        """Return the first officer who holds a role; a role that nobody holds is refused."""
        for one in self.officers:
            if role in one.roles:
                return one
        raise InputError(fault("id.unknown", "role", role.value))

    @guarded
    def person(self, officer: OfficerId) -> Officer:
        """Return the officer of an id; an unknown id is refused."""
        for one in self.officers:
            if one.is_same_person(officer):
                return one
        raise InputError(fault("id.unknown", "officer", officer.value))

    @guarded
    def records(self, plan: Plan, *, by: date | None = None) -> tuple[VisitRecord, ...]:
        """Return what the officers bring back from the visits of a plan that are due in the coming period.

        Args:
            plan: made from a book of this world.
            by: the last day of the period, both ends in; left out, the plan's.

        Returns:
            A record for each visit, in order of day. What goes wrong goes wrong with a borrower's first visit.

        Raises:
            InputError: a visit is to a borrower who is not of this world.
        """
        known = {one.borrower.id: one for one in self.lives}
        planned: dict[Life, list[Visit]] = {}
        for visit in plan.due(by=plan.until if by is None else by):
            one = known.get(visit.borrower)
            if one is None:
                raise InputError(fault("id.unknown", "plan", visit.borrower.value))
            planned.setdefault(one, []).append(visit)
        records = [
            bring_back(errand)
            for one, visits in planned.items()
            for errand in errands(one, visits, as_of=plan.as_of, calendar=self.calendar)
        ]
        return tuple(sorted(records, key=lambda record: (record.on, record.id)))


def world(seed: int, *, calendar: Calendar, borrowers: int = len(STORIES)) -> World:
    """Draw a world from a seed.

    Args:
        seed: a whole number from 0; equal seeds give equal worlds, on every machine.
        calendar: the days on which money is paid out and visits are made.
        borrowers: how many, from 1. Five hold ten loans, enough for a briefing of one page. One more changes nothing
            about the others.

    Returns:
        The world. Every name in it is invented.

    Raises:
        InputError: fewer than one borrower, or more than 99; a seed below zero, or that is no whole number.

    Example:
        >>> from loanvisit import presets
        >>> bank = world(7, calendar=presets.calendar("CN"))
        >>> len(bank.book().files), len(bank.book().loans)
        (11, 21)
    """
    _whole("seed", seed, 0, LARGEST_SEED)
    _whole("borrowers", borrowers, 1, 99)
    if type(calendar) is not Calendar:
        raise InputError(fault("type", "calendar", calendar, form="Calendar"))
    lot = Lot(seed)
    return World(
        seed=seed,
        calendar=calendar,
        as_of=AS_OF,
        units=units(),
        officers=officers(lot),
        lives=tuple(life(place, lot=lot, calendar=calendar) for place in range(borrowers)),
    )


def _whole(name: str, given: object, low: int, high: int) -> None:
    """Refuse what is not exactly a whole number between two bounds; True is none."""
    if type(given) is not int:
        raise InputError(fault("type", name, given, form="int"))
    if not low <= given <= high:
        raise InputError(fault("number.range", name, given, low=low, high=high))
