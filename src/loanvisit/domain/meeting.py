"""A meeting as an approver (贷后例会、风险预警会商): who voted on what, and whether that carries it."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field, frozen

from loanvisit.domain.acts import note_unlendable
from loanvisit.domain.dates import Window
from loanvisit.domain.exact import as_set, as_tuple, check, guarded, string_set
from loanvisit.domain.ids import OfficerId, Thing
from loanvisit.domain.lifecycle import ALLOWED, Ruling, enforce, refusal
from loanvisit.domain.people import Delegation, Officer, Role
from loanvisit.errors import Fault, FaultList, InputError, fault
from loanvisit.words import counted


def _people(items: Iterable[OfficerId]) -> frozenset[OfficerId]:
    return as_set(items)


@frozen(kw_only=True)
class Resolution:
    """What a meeting decided about one thing (决议), with the votes.

    Args:
        about: what is decided, by id.
        moves: which moves are to be made of it, such as "finding.waive", and "remediation.waive" of its running cure.
        proposer: who put it forward, and does not vote.
        recused: who stood aside (回避), and does not vote.
        in_favour: who voted for it.
        against: who voted against it.
        abstained: who was there and voted neither way; counts for the quorum.
        until: the last day on which it may be carried out.

    Raises:
        InputError: there are no moves, one is not there or cannot be lent (see `Delegation`), somebody voted twice, or
            the proposer or who stood aside voted.
    """

    about: Thing
    moves: frozenset[str] = field(converter=string_set)
    proposer: OfficerId
    recused: frozenset[OfficerId] = field(default=frozenset(), converter=_people)
    in_favour: frozenset[OfficerId] = field(default=frozenset(), converter=_people)
    against: frozenset[OfficerId] = field(default=frozenset(), converter=_people)
    abstained: frozenset[OfficerId] = field(default=frozenset(), converter=_people)
    until: date

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if not self.moves:
            faults.add(fault("empty", "Resolution.moves", self.moves))
        note_unlendable(faults, self.moves, "Resolution.moves")
        aside, seen = _canonical(self.recused), set[str]()
        for name in ("in_favour", "against", "abstained"):
            voters = getattr(self, name)
            for who in sorted(_canonical(voters)):
                path = f"Resolution.{name}"
                if who in seen:
                    faults.add(fault("resolution.twice", path, voters))
                if who in aside:
                    faults.add(fault("resolution.recused", path, voters))
                if who == self.proposer.canonical:
                    faults.add(fault("resolution.proposer", path, voters))
                seen.add(who)
            if len(_canonical(voters)) != len(voters):
                faults.add(fault("resolution.twice", f"Resolution.{name}", voters))
        faults.raise_as(InputError)

    @property
    def voters(self) -> tuple[OfficerId, ...]:
        """Everybody whose vote counts, abstentions included, in order of id."""
        return tuple(sorted(self.in_favour | self.against | self.abstained))


def _canonical(people: Iterable[OfficerId]) -> frozenset[str]:
    return frozenset(one.canonical for one in people)


def _members(items: Iterable[OfficerId]) -> tuple[OfficerId, ...]:
    return as_tuple(items)


def _resolutions(items: Iterable[Resolution]) -> tuple[Resolution, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Meeting:
    """A meeting that approves, as its minutes have it.

    How many must vote, and how many carry a resolution, is the bank's own rule.

    Args:
        id: the number its approvals stand under, as those of a person stand under theirs.
        held_on: the day it was held.
        role: the role in which it approves.
        members: who belongs to it.
        present: who of them was there.
        quorum: how many must vote at least, abstentions included.
        needed: how many votes in favour carry a resolution.
        minutes: where the minutes are kept.
        resolutions: what was decided.

    Raises:
        InputError: a member is named twice or is the meeting itself, who is no member was there, who was not there
            voted, the numbers do not fit the members, there are no minutes, a thing is decided twice, or a resolution
            ended before the meeting. Every fault is listed.

    Example:
        >>> from loanvisit.domain import FindingId
        >>> chen, wu, xu = map(OfficerId, ("chen", "wu", "xu"))
        >>> waived = Resolution(
        ...     about=FindingId("F-1"),
        ...     moves=["finding.waive"],
        ...     proposer=xu,
        ...     in_favour=[chen, wu],
        ...     until=date(2026, 7, 31),
        ... )
        >>> meeting = Meeting(
        ...     id=OfficerId("M-2026-7"),
        ...     held_on=date(2026, 7, 8),
        ...     role=Role.APPROVER,
        ...     members=[chen, wu, xu],
        ...     present=[chen, wu, xu],
        ...     quorum=2,
        ...     needed=2,
        ...     minutes="minutes no. 7",
        ...     resolutions=[waived],
        ... )
        >>> sorted(meeting.approver(FindingId("F-1")).counts_as)
        ['chen', 'm-2026-7', 'wu']
    """

    id: OfficerId
    held_on: date
    role: Role
    members: tuple[OfficerId, ...] = field(converter=_members)
    present: frozenset[OfficerId] = field(converter=_people)
    quorum: int
    needed: int
    minutes: str
    resolutions: tuple[Resolution, ...] = field(default=(), converter=_resolutions)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for one in (*_ill_composed(self), *_ill_resolved(self)):
            faults.add(one)
        faults.raise_as(InputError)

    @guarded
    def carries(self, resolution: Resolution) -> Ruling:
        """Say whether its votes carry a resolution: enough of them, and enough in favour."""
        votes = len(resolution.voters)
        if votes < self.quorum:
            return refusal("quorum", count=votes, bound=self.quorum)
        if len(resolution.in_favour) < self.needed:
            held = counted("votes", len(resolution.in_favour))
            return refusal("voted_down", count=held, bound=counted("votes", self.needed))
        return ALLOWED

    @guarded
    def approver(self, about: Thing) -> Officer:
        """Return the meeting as the officer who carries out what it resolved about a thing: to hand to a step as `by`.

        Every voter counts as doing it, so that a step refuses it where one of them judges their own work. It makes no
        move but those resolved, and none after the last day of the resolution. That it makes them of the very thing is
        for the caller to see: the trail names thing and meeting.

        Raises:
            InputError: nothing of the kind was decided.
            TransitionError: too few voted, or too few in favour.
        """
        found = next((one for one in self.resolutions if one.about == about), None)
        if found is None:
            raise InputError(fault("id.unknown", "about", about.value))
        enforce(self.carries(found), "resolution")
        window = Window(opens=self.held_on, last=found.until)
        votes = [
            Delegation(delegator=who, role=self.role, delegate=self.id, powers=found.moves, window=window)
            for who in found.voters
        ]
        return Officer(id=self.id, roles=(), acting=votes)


def _ill_composed(meeting: Meeting) -> Iterator[Fault]:
    """Yield a fault for each member named twice, each guest, and each number the members cannot fill."""
    seen, known = {meeting.id.canonical}, _canonical(meeting.members)
    for place, who in enumerate(meeting.members):
        if who.canonical in seen:
            yield fault("id.duplicate", f"Meeting.members[{place}]", who.value)
        seen.add(who.canonical)
    if not _canonical(meeting.present) <= known:
        yield fault("meeting.guest", "Meeting.present", meeting.present)
    for name, number in (("quorum", meeting.quorum), ("needed", meeting.needed)):
        if not 1 <= number <= max(len(known), 1):
            yield fault("number.range", f"Meeting.{name}", number, low=1, high=max(len(known), 1))
    if not meeting.minutes.strip():
        yield fault("empty", "Meeting.minutes", meeting.minutes)


def _ill_resolved(meeting: Meeting) -> Iterator[Fault]:
    """Yield a fault for each resolution with a vote from outside, decided before, or over before the meeting."""
    there, seen = _canonical(meeting.present), set[Thing]()
    for place, one in enumerate(meeting.resolutions):
        path = f"Meeting.resolutions[{place}]"
        if not _canonical(one.voters) <= there:
            yield fault("meeting.guest", path, one.voters)
        if one.about in seen:
            yield fault("id.duplicate", f"{path}.about", one.about.value)
        seen.add(one.about)
        if one.until < meeting.held_on:
            yield fault("date.order", f"{path}.until", one.until, earlier="held_on")
