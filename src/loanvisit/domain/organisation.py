"""The organisation: the tree of units from head office down, and who works where."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, guarded
from loanvisit.domain.ids import OfficerId, UnitId
from loanvisit.domain.people import Officer, OrganisationUnit
from loanvisit.domain.role_table import ROLE_TABLE
from loanvisit.errors import Fault, FaultList, InputError, fault
from loanvisit.words import join

AUDIT_LINE = 3
"""The line of defence that nothing else stands under: what audits is not managed with what it audits."""
BUSINESS_LINE = 1
"""The line of defence that lends."""


def _units(items: Iterable[OrganisationUnit]) -> tuple[OrganisationUnit, ...]:
    return as_tuple(items)


def _officers(items: Iterable[Officer]) -> tuple[Officer, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Organisation:
    """A bank as a tree of units (总行、分行、支行、网点), and its officers; both kept in order of id.

    Args:
        units: every unit; one of them alone has no parent.
        officers: who works there; whoever has no unit recorded belongs to none.

    Raises:
        InputError: there is no unit, or several have no parent; an id is used twice; a parent, or the unit of an
            officer, is not there; units stand in a circle; a unit under one of the third line is of another; an
            officer holds a role of another line than the unit's, or, with no unit recorded, roles of several.
            Every fault is listed.

    Example:
        >>> from loanvisit.domain import OrganisationUnit, UnitId
        >>> from loanvisit.words import Text
        >>> def unit(name, under=None):
        ...     return OrganisationUnit(
        ...         id=UnitId(name), name=Text(zh=name, en=name), parent=UnitId(under) if under else None
        ...     )
        >>> bank = Organisation(units=[unit("HO"), unit("BR", "HO"), unit("SB-2", "BR"), unit("SB-1", "BR")])
        >>> [one.value for one in bank.scope(UnitId("BR"))], [one.value for one in bank.path(UnitId("SB-2"))]
        (['BR', 'SB-1', 'SB-2'], ['HO', 'BR', 'SB-2'])
    """

    units: tuple[OrganisationUnit, ...] = field(converter=_units)
    officers: tuple[Officer, ...] = field(default=(), converter=_officers)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for one in (*_misplaced(self.units), *_misposted(self.units, self.officers)):
            faults.add(one)
        faults.raise_as(InputError)
        object.__setattr__(self, "units", tuple(sorted(self.units, key=lambda one: one.id)))
        object.__setattr__(self, "officers", tuple(sorted(self.officers, key=lambda one: one.id.canonical)))

    @property
    def top(self) -> OrganisationUnit:
        """The one unit that has no parent."""
        return next(one for one in self.units if one.parent is None)

    @guarded
    def unit(self, unit: UnitId) -> OrganisationUnit:
        """Return one of its units; an unknown id is refused."""
        for one in self.units:
            if one.id == unit:
                return one
        raise InputError(fault("id.unknown", "unit", unit.value))

    @guarded
    def officer(self, officer: OfficerId) -> Officer:
        """Return one of its officers, however the id is spelled; an unknown one is refused."""
        for one in self.officers:
            if one.is_same_person(officer):
                return one
        raise InputError(fault("id.unknown", "officer", officer.value))

    @guarded
    def line_of(self, officer: OfficerId) -> int | None:
        """Return the line of defence that an officer's unit belongs to; None where no unit is recorded."""
        unit = self.officer(officer).unit
        return None if unit is None else self.unit(unit).line_of_defence

    @guarded
    def path(self, unit: UnitId) -> tuple[UnitId, ...]:
        """Return the units from the top down to one, both in."""
        above, found = _parents(self.units), [self.unit(unit).id]
        while (parent := above[found[-1]]) is not None:
            found.append(parent)
        return tuple(reversed(found))

    @guarded
    def scope(self, unit: UnitId) -> tuple[UnitId, ...]:
        """Return a unit and all units below it: each before those below it, those of one parent in order of id."""
        below: dict[UnitId | None, list[UnitId]] = {}
        for one in reversed(self.units):
            below.setdefault(one.parent, []).append(one.id)
        waiting, found = [self.unit(unit).id], list[UnitId]()
        while waiting:
            found.append(waiting.pop())
            waiting += below.get(found[-1], [])
        return tuple(found)


def _parents(units: Iterable[OrganisationUnit]) -> Mapping[UnitId, UnitId | None]:
    return {one.id: one.parent for one in units}


def _misplaced(units: tuple[OrganisationUnit, ...]) -> Iterator[Fault]:
    """Yield a fault for each unit that does not stand in one tree as its line of defence allows."""
    if not units:
        yield fault("empty", "Organisation.units", units)
    above, lines = _parents(units), {one.id: one.line_of_defence for one in units}
    circling, seen, has_top = _circling(above), set[UnitId](), False
    for place, one in enumerate(units):
        path = f"Organisation.units[{place}]"
        if one.id in seen:
            yield fault("id.duplicate", f"{path}.id", one.id.value)
            continue
        seen.add(one.id)
        if one.parent is None:
            if has_top:
                yield fault("organisation.top", f"{path}.parent")
            has_top = True
        elif one.parent not in above:
            yield fault("id.unknown", f"{path}.parent", one.parent.value)
        elif one.id in circling:
            yield fault("organisation.circle", f"{path}.parent", one.parent.value)
        elif lines[one.parent] == AUDIT_LINE != one.line_of_defence:
            yield fault("organisation.line", f"{path}.line_of_defence", one.line_of_defence)


def _circling(above: Mapping[UnitId, UnitId | None]) -> frozenset[UnitId]:
    """Return the units that come up to themselves again."""
    circling, known = set[UnitId](), set[UnitId]()
    for start in above:
        walked: dict[UnitId, None] = {}
        now: UnitId | None = start
        while now is not None and now in above and now not in known and now not in walked:
            walked[now] = None
            now = above[now]
        if now is not None and now in walked:
            steps = list(walked)
            circling.update(steps[steps.index(now) :])
        known.update(walked)
    return frozenset(circling)


def _misposted(units: tuple[OrganisationUnit, ...], officers: tuple[Officer, ...]) -> Iterator[Fault]:
    """Yield a fault for each officer named twice, of a unit that is not there, or in a post of another line."""
    lines, seen = {one.id: one.line_of_defence for one in units}, set[str]()
    for place, one in enumerate(officers):
        path = f"Organisation.officers[{place}]"
        if one.id.canonical in seen:
            yield fault("id.duplicate", f"{path}.id", one.id.value)
        seen.add(one.id.canonical)
        if one.unit is None:
            yield from _astride(one, f"{path}.roles")
            continue
        if one.unit not in lines:
            yield fault("id.unknown", f"{path}.unit", one.unit.value)
            continue
        for role in sorted(one.roles, key=lambda held: held.value):
            if ROLE_TABLE[role].line not in (None, lines[one.unit]):
                yield fault("organisation.post", f"{path}.roles", one.roles, role=role.text)


def _astride(one: Officer, path: str) -> Iterator[Fault]:
    """Yield a fault where the posts of somebody whose unit nobody knows are of several lines."""
    bound = sorted((role for role in one.roles if ROLE_TABLE[role].line is not None), key=lambda held: held.value)
    if len({ROLE_TABLE[role].line for role in bound}) > 1:
        yield fault("organisation.posts", path, one.roles, roles=join([role.text for role in bound]))
