"""One `[[clause]]` of a policy file: its keys, and where it has faults, what of it could be read all the same."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from attrs import frozen

from loanvisit.codec.conditions import Declared, named, read_conditions
from loanvisit.codec.requirements import read_requirement
from loanvisit.codec.tables import Table, as_table
from loanvisit.domain import (
    Accepts,
    ClauseId,
    Condition,
    Confidence,
    DutyKind,
    FactName,
    Level,
    MissingFact,
    PolicyId,
    Requirement,
    Roll,
)
from loanvisit.domain.exact import reads_like_a_code
from loanvisit.domain.out_of_reach import reach_faults
from loanvisit.errors import Fault, nearest
from loanvisit.scheduling import Clause
from loanvisit.scheduling.series import Part

_Id = TypeVar("_Id", PolicyId, ClauseId)


@frozen(kw_only=True)
class ReadClause:
    """A clause as it was read, and the table it stands in.

    Args:
        table: its table.
        clause: the clause; None where it has faults.
        faults: its faults.
        is_complete: whether every fact it tests is declared without a fault, and its days are its own among versions.
        conditions: those of its conditions that could be read.
        require: when it is owed, None where that could not be read.
        roll: where its last days move; of no account where that could not be read.
    """

    table: Table
    clause: Clause | None
    faults: tuple[Fault, ...]
    is_complete: bool
    conditions: tuple[Condition, ...]
    require: Requirement | None
    roll: Roll | None

    @property
    def id(self) -> object:
        """Its id, as written."""
        return self.table.content.get("id")

    @property
    def series(self) -> object:
        """The series it belongs to, as written."""
        return self.table.content.get("series")

    @property
    def whole(self) -> Clause | None:
        """The clause, where nothing of it is faulty nor lacking."""
        return self.clause if self.is_complete else None

    @property
    def may_be_of_any(self) -> bool:
        """Whether it may belong to any series: what it says of that is faulty, or a key nobody knows may mean it."""
        return self._is_faulty("series")

    @property
    def part(self) -> Part | None:
        """What could be read of a faulty clause of a series; None where it has none, or none that is known."""
        series = self.series
        if self.whole is not None or not isinstance(series, str) or self.may_be_of_any:
            return None
        (starts, ends), path = days_of(self.table.content), self.table.path
        is_read = self.is_complete and not any(map(self._is_faulty, _WHICH))
        return Part(
            id=path.partition("[")[2].partition("]")[0],
            series=series,
            when=self.conditions if is_read else None,
            require=self.require,
            roll=None if self._is_faulty("roll") else self.roll,
            effective_from=starts if is_read and starts > date.min else None,
            effective_to=ends if is_read and ends < date.max else None,
        )

    def _is_faulty(self, key: str) -> bool:
        """Say whether a key is faulty, or may be meant by a key that nobody knows."""
        content, at = self.table.content, self.table.at
        if key in content:
            return any(is_at(one.path, at(key)) for one in self.faults)
        unknown = {one.path for one in self.faults if one.code == "key.unknown"}
        return any(at(other) in unknown and nearest(str(other), [key]).en for other in content)


_WHICH = ("when", "effective_from", "effective_to")
"""The keys that say which cases a clause takes, and on which days."""


def is_at(path: str, place: str) -> bool:
    """Say whether a path is a place, or lies below it."""
    return path == place or path.startswith((f"{place}.", f"{place}["))


def is_complete(when: object, declared: Declared) -> bool:
    """Say whether every fact that conditions name is declared without a fault, so that each can be read."""
    names = [FactName(name) for name, _ in named(as_table(when) or {}, "", declared)]
    return all(declared.get(name) is not None for name in names if name in declared)


def path_of(content: Mapping[str, object], names: list[object], place: int) -> str:
    """Return the path of a clause: by its id, of several versions also by the day one begins, else by its place."""
    name = names[place]
    if not isinstance(name, str) or not reads_like_a_code(name):
        return f"clause[#{place + 1}]"
    starts = content.get("effective_from")
    is_version = names.index(name) < place and type(starts) is date
    return f"clause[{name}][{starts}]" if is_version else f"clause[{name}]"


def may_meet(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Say whether two clauses of one id may be in force on a same day, as far as their days can be read."""
    (starts, ends), (opens, closes) = days_of(one), days_of(other)
    return max(starts, opens) <= min(ends, closes)


def days_of(content: Mapping[str, object]) -> tuple[date, date]:
    """Return the first and the last day of a clause, as far as they can be read."""
    first, last = content.get("effective_from"), content.get("effective_to")
    return (
        first if type(first) is date else date.min,
        last if type(last) is date else date.max,
    )


def read_clause(table: Table, declared: Declared) -> ReadClause:
    """Read one clause, all its faults noted."""
    before, missed = len(table.faults.faults), len(table.faults)
    name, title, purpose = read_id(table, ClauseId), table.text("title"), table.word("purpose", required=True)
    level, accepts = table.choice("level", Level), table.choice("accepts", Accepts)
    citation, confidence = table.text("citation"), table.choice("confidence", Confidence)
    roll = table.choice("roll", Roll, default=Roll.NONE)
    kind = _kind(table)
    missing = table.choice("missing", MissingFact, default=MissingFact.OWE)
    visitors, arrear = table.number("visitors", low=1, high=9), table.code("arrear", ("all", "oldest"))
    series, separate = table.word("series"), table.word("separate")
    evidence, questions = table.words("evidence"), table.words("questions")
    effective_from, effective_to = table.day("effective_from"), table.day("effective_to")
    if effective_from is not None and effective_to is not None and effective_to < effective_from:
        table.note("date.order", table.at("effective_to"), effective_to, earlier=effective_from)
        effective_to = None
    when = table.table("when", '{ risk = "pass" }', required=False)
    conditions = () if when is None else read_conditions(when, declared)
    asked = table.table("require", '{ every = "quarter" }', required=True)
    require = None if asked is None else read_requirement(asked, declared)
    table.close()
    clause: Clause | None = None
    if (
        name is None or title is None or purpose is None or level is None or accepts is None or citation is None
        or confidence is None or roll is None or kind is None or missing is None or require is None
    ):  # fmt: skip
        if kind is not None and accepts is not None:
            for one in reach_faults(kind, accepts, visitors=visitors or 0, evidence=evidence, path=table.path):
                table.keep(one)
    else:
        clause = table.made(lambda: Clause(
            id=name, title=title, purpose=purpose, level=level, require=require, accepts=accepts, citation=citation,
            confidence=confidence, when=conditions, roll=roll, visitors=visitors or 0, missing=missing, series=series,
            separate=separate, arrear=arrear or "all", evidence=evidence, questions=questions,
            effective_from=effective_from, effective_to=effective_to, kind=kind,
        ))  # fmt: skip
    return ReadClause(
        table=table,
        clause=clause if len(table.faults) == missed else None,
        faults=tuple(table.faults.faults[before:]),
        is_complete=is_complete(table.content.get("when"), declared),
        conditions=conditions,
        require=require,
        roll=roll,
    )


def _kind(table: Table) -> DutyKind | None:
    """Read which kind of work it asks for; None where that is faulty."""
    before = len(table.faults)
    kind = table.choice("kind", DutyKind, default=DutyKind.VISIT)
    return kind if len(table.faults) == before else None


def read_id(table: Table, kind: type[_Id]) -> _Id | None:
    """Read the id of a policy or a clause."""
    name = table.word("id", required=True)
    return None if name is None else table.made(lambda: kind(name), table.at("id"))
