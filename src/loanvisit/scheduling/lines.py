"""Clauses made ready to be asked, the versions of each together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

from attrs import evolve, fields, frozen

from loanvisit.domain import (
    BUILT_IN_FACTS,
    Anchor,
    ClauseId,
    Condition,
    EveryGap,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    Rule,
    Subject,
    Undetermined,
)
from loanvisit.domain.facts import fact_noun
from loanvisit.scheduling.clause import Clause
from loanvisit.words import Text


@frozen(kw_only=True)
class Line:
    """A clause made ready to be asked: all its conditions with the facts they test, and what its duties share.

    `graded` are the facts that can decide a natural-period clause period by period, each with the conditions on it.
    `protected` are those it reads of which no answer shows the value. `counts_from_visits` says whether each visit
    decides what is owed next, so that the requirement itself must see them; `is_dated`, whether it is in force between
    days of its own. `declared` are the bank's own facts by name, of those it tests or counts from. `on_event` says
    whether its duties follow events of a kind.
    """

    clause: Clause
    rule: Rule
    tests: tuple[tuple[Condition, Fact], ...]
    graded: tuple[tuple[Fact, tuple[Condition, ...]], ...]
    protected: frozenset[FactName]
    counts_from_visits: bool
    is_dated: bool
    declared: Mapping[FactName, Fact]
    on_event: bool

    @classmethod
    def of(
        cls,
        clause: Clause,
        applies: tuple[Condition, ...],
        rule: Rule,
        declared: Mapping[FactName, Fact],
        shared: dict[Condition, Condition],
    ) -> "Line":
        """Return the line of a clause under the policy's common conditions.

        `shared` are the conditions of the clauses before: of those that are equal the first stands for all, so that a
        subject is weighed by each once.
        """
        tests = tuple((shared.setdefault(test, test), declared[test.fact]) for test in (*applies, *clause.when))
        tested = dict.fromkeys(fact for _, fact in tests)
        require = clause.require
        counted = [declared[name] for name in sorted(require.reads)]
        is_periodic = isinstance(require, EveryPeriod)
        graded = [fact for fact in tested if is_periodic and fact.kind is FactKind.GRADE]
        return cls(
            clause=clause,
            rule=rule,
            tests=tests,
            graded=tuple((fact, tuple(test for test, on in tests if on == fact)) for fact in graded),
            protected=frozenset(
                fact.name for fact in (*tested, *(declared[name] for name in clause.reads)) if fact.is_protected
            ),
            counts_from_visits=isinstance(require, EveryGap) and require.anchor is Anchor.LAST_VISIT,
            is_dated=clause.effective_from is not None or clause.effective_to is not None,
            declared=MappingProxyType(
                {one.name: one for one in (*tested, *counted) if one is not BUILT_IN_FACTS.get(one.name)}
            ),
            on_event=any(declared[name].kind is FactKind.EVENT for name in require.reads),
        )

    def __reduce__(self) -> "tuple[object, ...]":
        held = {one.name: getattr(self, one.name) for one in fields(Line)}
        return (_line, ({**held, "declared": dict(self.declared)},))

    def labels(self, names: tuple[FactName, ...]) -> tuple[Text, ...]:
        """Return what facts are called, nothing where all of them are built in."""
        own = self.declared
        if not own:
            return ()
        named = {*names, *(FactName(name.rpartition(".")[0]) for name in names)}
        return tuple(fact_noun(name, own) for name in names) if own.keys() & named else ()


def _line(held: dict[str, Any]) -> Line:
    held["declared"] = MappingProxyType(held["declared"])
    return Line(**held)


Versions: TypeAlias = Sequence[Line]
"""The lines of one clause id, in order of the days on which each is in force: mostly one."""


def by_clause(lines: Iterable[Line]) -> tuple[Versions, ...]:
    """Put the versions of each clause together, clauses in the order in which they first come."""
    found: dict[ClauseId, list[Line]] = {}
    for line in lines:
        found.setdefault(line.clause.id, []).append(line)
    return tuple(
        tuple(sorted(each, key=lambda line: line.clause.effective_from or date.min)) for each in found.values()
    )


def each_once(lacks: Iterable[Undetermined]) -> list[Undetermined]:
    """Return what versions of one clause lack, a subject once: all that is missing in one answer, in order."""
    called: dict[Subject, dict[FactName, Text]] = {}
    own: set[Subject] = set()
    first: dict[Subject, Undetermined] = {}
    for one in lacks:
        first.setdefault(one.subject, one)
        called.setdefault(one.subject, {}).update(zip(one.missing, one.called, strict=True))
        own |= {one.subject} if one.labels else set()
    return [
        evolve(one, missing=tuple(called[subject]), labels=tuple(called[subject].values()) if subject in own else ())
        for subject, one in first.items()
    ]
