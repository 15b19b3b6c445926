"""The tables of legal moves, and the one function that reads them."""

from collections.abc import Iterable

from attrs import field, frozen

from loanvisit.domain.exact import as_set, as_tuple, check, guarded, string_set, strings
from loanvisit.domain.ids import OfficerId
from loanvisit.domain.people import Officer, Role
from loanvisit.domain.role_table import CRITICAL, ROLE_TABLE, Ban, bars, known_standing
from loanvisit.errors import Fault, LoanVisitError, SeparationOfDutiesError, TransitionError
from loanvisit.words import TEMPLATES, Text, join, label, say


def _roles(items: Iterable[Role]) -> frozenset[Role]:
    return as_set(items)


@frozen(kw_only=True)
class Move:
    """One legal move: from which states to which, by which roles, and who never may make it on their own work.

    `target` None means the state stays. `roles` empty means any role.
    `never` and `only` name relations to the thing, such as visitor or owner. With both `roles` and `only`, either does.
    """

    name: str
    sources: frozenset[str] = field(converter=string_set)
    target: str | None
    roles: frozenset[Role] = field(default=frozenset(), converter=_roles)
    never: tuple[str, ...] = ()
    only: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def text(self) -> Text:
        """The move's label."""
        return say(f"move.{self.name}")


def _moves(items: Iterable[Move]) -> tuple[Move, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Lifecycle:
    """The states of one kind of thing and the moves between them."""

    name: str
    start: str
    states: tuple[str, ...] = field(converter=strings)
    moves: tuple[Move, ...] = field(converter=_moves)

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def terminal(self) -> frozenset[str]:
        """The states that nothing leaves."""
        return frozenset(self.states) - {source for move in self.moves for source in move.sources}

    def move(self, name: str) -> Move | None:
        """Return the move of that name, None where there is none."""
        return next((move for move in self.moves if move.name == name), None)


@frozen(kw_only=True)
class Ruling:
    """The answer to "may this be done": yes, or no and why."""

    allowed: bool
    code: str
    reason: Text

    def __bool__(self) -> bool:
        return self.allowed

    def __attrs_post_init__(self) -> None:
        check(self)


ALLOWED = Ruling(allowed=True, code="ruling.allowed", reason=say("ruling.allowed"))
"""The one answer that says yes."""

Relations = dict[str, frozenset[str]]
"""Who stands how to a thing: relation name → canonical officer ids."""


def relate(**people: "tuple[OfficerId, ...] | frozenset[OfficerId] | OfficerId | None") -> Relations:
    """Return the relations of a thing to people, ids in canonical form."""
    related: Relations = {}
    for relation, who in people.items():
        ids = () if who is None else (who,) if isinstance(who, OfficerId) else who
        related[relation] = frozenset(one.canonical for one in ids)
    return related


@guarded
def rule(table: Lifecycle, state: str, name: str, by: Officer | None, related: Relations) -> Ruling:
    """Say whether `by` may make the move `name` from `state`, and if not, why."""
    move = table.move(name)
    if move is None:
        return refusal("unknown", move=name, known=_listed(table.moves))
    if state not in move.sources:
        return _out_of_turn(table, state, move)
    if by is None:
        return refusal("by")
    act = f"{table.name}.{name}"
    barred = _permits(by, act)
    if not barred:
        return barred
    stands = move.only is not None and by.id.canonical in related.get(move.only, frozenset())
    if not (move.roles & by.roles_for(act) or stands) and (move.roles or move.only):
        known = [role.text for role in sorted(move.roles, key=lambda one: one.value)]
        if move.only is None:
            return refusal("role", move=move.text, known=join(known))
        return refusal("only", relation=join([say(f"relation.{move.only}"), *known]), move=move.text)
    standing = frozenset(relation for relation, who in related.items() if not by.counts_as.isdisjoint(who))
    for relation in move.never:
        if relation in standing:
            return refusal("own", relation=say(f"relation.{relation}"), move=move.text)
    return _permits(by, act, standing)


@guarded
def role_permits(by: Officer, act: str, *, standing: Iterable[str] | None = None) -> Ruling:
    """Say whether no role that a person holds forbids an act, by the table of roles.

    Args:
        by: who wants to act.
        act: such as "visit.accept"; "class.propose", "finding.raise", "borrower.manage" and "hold.override" belong to
            no table of moves.
        standing: how the person stands to the thing, such as "manager", and "critical" where the thing is; left out,
            only what a role never does at all is refused.

    Raises:
        InputError: there is no such act; the nearest is named.

    Example:
        >>> from loanvisit.testing import an_officer
        >>> desk = an_officer("wu", Role.DISBURSEMENT_DESK)
        >>> role_permits(desk, "hold.override").reason.en
        'the role disbursement desk never may override a hold'
    """
    stands = known_standing(act, () if standing is None else standing)
    return _permits(by, act, None if standing is None else stands)


def _permits(by: Officer, act: str, standing: frozenset[str] | None = None) -> Ruling:
    for role in sorted(by.roles_for(act), key=lambda one: one.value):
        for ban in ROLE_TABLE[role].bans:
            if bars(ban, act, standing or frozenset()) and (ban.is_total or standing is not None):
                return _barred(role, ban, act)
    return ALLOWED


def _barred(role: Role, ban: Ban, act: str) -> Ruling:
    """Return the refusal of what a role never does."""
    move = label("move", act.rpartition(".")[2])
    if ban.when == CRITICAL:
        return refusal("critical")
    if ban.when is not None:
        return refusal("own", relation=label("relation", ban.when), move=move)
    if ban.unless is not None:
        return refusal("only", relation=label("relation", ban.unless), move=move)
    return refusal("never", role=role.text, move=move)


def _out_of_turn(table: Lifecycle, state: str, move: Move) -> Ruling:
    stands, now = say(f"state.{table.name}.{state}"), [one.text for one in table.moves if state in one.sources]
    if now:
        return refusal("state", move=move.text, state=stands, known=join(now))
    return Ruling(allowed=False, code="ruling.state", reason=say("course.ended", move=move.text, state=stands))


def _listed(moves: Iterable[Move]) -> Text:
    """Return the moves by their labels, each with the name it is asked for by."""
    return join([say("listed.move", move=one.text, name=one.name) for one in moves])


_CONDUCT = frozenset(
    f"ruling.{code}"
    for code in (
        *("own", "only", "never", "role", "by", "critical", "visitors", "co_sign", "cured", "lighter"),
        *("unit", "unit_unknown", "passed_on", "lent", "acts_for", "not_held", "call_back", "call_back_unit"),
    )
)


def refusal(code: str, **fill: Text | str | int) -> Ruling:
    """Return a refusal with the reason of that code."""
    return Ruling(allowed=False, code=f"ruling.{code}", reason=say(f"ruling.{code}", **fill))


@guarded
def enforce(ruling: Ruling, path: str) -> None:
    """Raise the typed error of a refusal: about people, or about the state; do nothing where it is allowed."""
    if ruling:
        return
    kind: type[LoanVisitError] = SeparationOfDutiesError if ruling.code in _CONDUCT else TransitionError
    raise kind(refused_fault(ruling, path))


@guarded
def refused_fault(ruling: Ruling, path: str) -> Fault:
    """Turn a refusal into the fault an error carries."""
    key = ruling.code.replace("ruling.", "remedy.")
    remedy = say(key if key in TEMPLATES else "remedy.other")
    return Fault(code=ruling.code, path=path, expected=ruling.reason, received="move", remedy=remedy)
