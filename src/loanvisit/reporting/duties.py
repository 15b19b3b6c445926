"""The duties counted: by kind and method, by people, by data and at the desk, each duty in one column of the sum."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from attrs import frozen

from loanvisit.domain import Accepts, ClauseId, DutyKind, Obligation, ObligationId, ObligationState, Rule
from loanvisit.reporting.figures import Figure, Row, count, share
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.reporting.standing import DutyStanding, duty_standing, is_deferred
from loanvisit.words import Text, label, say

COLUMNS = ("due", "on_time", "late", "not_done", "overdue", "exempt", "undetermined")
"""The columns of the table of duties; due = on time + late + not done, overdue is part of not done."""

_ASIDE = ("done", "fallen_due", "in_part", "deferred", "waived", "lapsed", "no_day", "expired")
_FALLS: dict[DutyStanding, tuple[str, ...]] = {
    DutyStanding.PROJECTED: (),
    DutyStanding.ON_TIME: ("due", "on_time", "done", "fallen_due"),
    DutyStanding.LATE: ("due", "late", "done", "fallen_due"),
    DutyStanding.PENDING: ("due", "not_done"),
    DutyStanding.OVERDUE: ("due", "not_done", "overdue", "fallen_due"),
    DutyStanding.WAIVED: ("waived",),
    DutyStanding.LAPSED: ("lapsed",),
    DutyStanding.NO_DAY: ("undetermined", "no_day"),
}
_MARKED = {"in_part": ObligationState.IN_PART, "expired": ObligationState.WAIVED}
_ORDER = ("first_check", "routine", "pre_maturity", "special", "supervision")


@frozen(kw_only=True)
class DutyLine:
    """A row of the table: what a duty is for and by which methods; both None where only the clause is known.

    `desk` is what kind of work at the desk it is, None where people or machines look.
    """

    purpose: str | None = None
    accepts: Accepts | None = None
    desk: DutyKind | None = None

    @classmethod
    def of(cls, rule: Rule) -> "DutyLine":
        """Return the row of a rule's duties."""
        if rule.kind.is_desk:
            return cls(purpose=rule.purpose, desk=rule.kind)
        return cls(purpose=rule.purpose, accepts=rule.accepts)

    @property
    def key(self) -> str:
        """Its part of a figure's key."""
        by = self.accepts or self.desk
        return "other" if by is None else f"{self.purpose}.{by.value}"

    @property
    def side(self) -> str:
        """Whether people or machines look, or it is done at the desk; they never share a rate."""
        if self.desk is not None:
            return "desk"
        return "other" if self.accepts is None else "machine" if self.accepts is Accepts.DATA else "people"

    @property
    def text(self) -> Text:
        """What it is for."""
        if self.purpose is None:
            return say("briefing.row.other_clause")
        return purpose_text(self.purpose)

    @property
    def method_text(self) -> Text:
        """By which methods, or what kind of work at the desk."""
        if self.desk is not None:
            return self.desk.text
        return say("briefing.dash") if self.accepts is None else say(f"briefing.accepts.{self.accepts.value}")

    @property
    def rank(self) -> tuple[int, str, str]:
        """Its place in the table: in the order of a loan's life, a bank's own purposes after."""
        place = _ORDER.index(self.purpose) if self.purpose in _ORDER else len(_ORDER)
        return place, self.purpose or "", self.key


_OTHER = DutyLine()


def purpose_text(purpose: str) -> Text:
    """Return the label of a purpose; a bank's own reads as its code."""
    return label("purpose", purpose)


def duty_kinds(snapshot: Snapshot) -> tuple[DutyLine, ...]:
    """Return the kinds that have a row in the table, in order."""
    return tuple(sorted(_columns(snapshot), key=lambda kind: kind.rank))


def duty_figures(snapshot: Snapshot) -> Iterator[Figure]:
    """Count the duties: every kind, every side, the total, and the shares of each side."""
    rows = _columns(snapshot)
    known = bool(snapshot.exempt or snapshot.undetermined or any(file.obligations for file in snapshot.book.files))
    order = sorted(rows, key=lambda kind: kind.rank)
    not_asked = {"exempt": snapshot.exempt is None, "undetermined": snapshot.undetermined is None}
    for column in (*COLUMNS, *_ASIDE):
        sides: dict[str, list[Row]] = {"people": [], "machine": [], "desk": [], "other": []}
        counting = _missing if not_asked.get(column) else count
        for kind in order:
            sides[kind.side] += rows[kind][column]
            if kind is not _OTHER:
                yield counting(f"duties.{kind.key}.{column}", rows[kind][column])
        for side, counted in sides.items():
            yield counting(f"duties.{side}.{column}", counted, known=known)
        yield counting(f"duties.total.{column}", chain(*sides.values()), known=known)


def _missing(key: str, _: Iterable[Row], *, known: bool = False) -> Figure:  # noqa: ARG001  stands in for `count`
    """Return a figure without data: nobody asked a policy, and what the book itself shows would be a part only."""
    return Figure(key=key, value=None)


def duty_shares(snapshot: Snapshot) -> Iterator[Figure]:
    """Divide the counts of each side: done of due, on time of what has fallen due."""
    for side in ("people", "machine", "desk"):
        of = snapshot.figure
        yield share(f"duties.{side}.done_rate", of(f"duties.{side}.done"), of(f"duties.{side}.due"))
        yield share(f"duties.{side}.on_time_rate", of(f"duties.{side}.on_time"), of(f"duties.{side}.fallen_due"))


def _columns(snapshot: Snapshot) -> dict[DutyLine, dict[str, list[Row]]]:
    """Sort every duty and answer into the columns of its kind."""
    columns: dict[DutyLine, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    deferred = _deferred(snapshot)
    clauses: dict[ClauseId, DutyLine] = {}
    for rule, piles in _piles(snapshot).items():
        kind = DutyLine.of(rule)
        if clauses.setdefault(rule.clause, kind) != kind:
            clauses[rule.clause] = _OTHER
        for standing, duties in piles.items():
            for column in _FALLS[standing]:
                columns[kind][column] += duties
                if column == "due":
                    columns[kind]["deferred"] += [duty for duty in duties if duty.id in deferred]
            for column, state in _MARKED.items():
                if standing in (DutyStanding.PENDING, DutyStanding.OVERDUE):
                    columns[kind][column] += [duty for duty in duties if duty.state is state]
    for exempt in snapshot.exempt or ():
        columns[clauses.get(exempt.clause, _OTHER)]["exempt"].append(exempt)
    for undetermined in snapshot.undetermined or ():
        columns[clauses.get(undetermined.clause, _OTHER)]["undetermined"].append(undetermined)
    return columns


def _deferred(snapshot: Snapshot) -> frozenset[ObligationId]:
    """Return the duties that stood deferred on the day."""
    return frozenset(
        duty.id
        for file in snapshot.book.files
        for duty in file.obligations
        if duty.deferred_from is not None and is_deferred(duty, file, snapshot.as_of)
    )


def _piles(snapshot: Snapshot) -> dict[Rule, dict[DutyStanding, list[Obligation]]]:
    """Sort every duty by its rule and how it stands, in the order of the book."""
    as_of = snapshot.as_of
    piles: dict[Rule, dict[DutyStanding, list[Obligation]]] = defaultdict(lambda: defaultdict(list))
    for file in snapshot.book.files:
        for duty in file.obligations:
            piles[duty.rule][duty_standing(duty, file, as_of)].append(duty)
    return piles
