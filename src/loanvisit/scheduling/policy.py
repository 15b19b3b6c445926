"""The one extension point: a policy answers, for a file, what is owed, projected, exempt and undetermined."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Protocol, runtime_checkable

from attrs import evolve, field, frozen

from loanvisit.domain import (
    BUILT_IN_FACTS,
    BorrowerFile,
    Calendar,
    ClauseId,
    Condition,
    Duties,
    Fact,
    FactName,
    MissingFact,
    PolicyId,
    Rule,
)
from loanvisit.domain.conditions import all_text
from loanvisit.domain.exact import check, guarded
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import PolicyError, fault, nearest
from loanvisit.scheduling.answering import Round, answer
from loanvisit.scheduling.changing import changed
from loanvisit.scheduling.clause import Clause, read_through
from loanvisit.scheduling.horizon import check_horizon
from loanvisit.scheduling.lines import Line, Versions, by_clause
from loanvisit.scheduling.linting import policy_faults
from loanvisit.words import Text, join, say


@runtime_checkable
class Policy(Protocol):
    """What a host implements to bring its own rules; everything else about planning stays as it is.

    A frozen class with `id`, `version`, `reads` and `duties` is one; the library's own is `ClausePolicy`.

    Example:
        >>> from loanvisit import presets
        >>> isinstance(presets.policy("mdb.supervision"), Policy)
        True
    """

    @property
    def id(self) -> PolicyId:
        """The policy's id."""
        ...

    @property
    def version(self) -> str:
        """The policy's version, a field of every obligation it makes."""
        ...

    @property
    def reads(self) -> frozenset[FactName]:
        """The facts it looks at."""
        ...

    def duties(self, file: BorrowerFile, /, *, calendar: Calendar, as_of: date, until: date) -> Duties:
        """Answer for one file: never silence about a subject and a clause."""
        ...


@frozen(kw_only=True)
class ClausePolicy:
    """A policy made of clauses: a value that is compared, printed as sentences, and read from TOML.

    Args:
        id: its id, by which each duty names it.
        version: its version, which each proof names.
        title: what it is called.
        facts: the bank's own facts, beside the built-in ones.
        applies: conditions that every subject must meet before any clause is looked at.
        clauses: in the order they are read aloud.
        notes: what a reader of the whole must know and no clause says; read aloud after the title.
        gaps: the series that may leave cases to no clause; any other shares out every case.

    Raises:
        PolicyError: a condition names an undeclared fact or another type, clause ids repeat, no loan can meet the
            conditions of a clause, a series leaves out or repeats a case, or its intervals do not nest; every fault is
            listed with its clause. Ids may repeat where the clauses are versions of one: in force on different days.

    Example:
        >>> from loanvisit.domain import PolicyId
        >>> from loanvisit.testing import a_clause
        >>> from loanvisit.words import Text
        >>> title = Text(zh="本行办法", en="our own rules")
        >>> ours = ClausePolicy(id=PolicyId("hq.post_loan"), version="2026-04", title=title, clauses=[a_clause()])
        >>> ours.text.en.splitlines()[0]
        'our own rules'
    """

    id: PolicyId
    version: str
    title: Text
    clauses: tuple[Clause, ...]
    applies: tuple[Condition, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: Text | None = None
    gaps: tuple[str, ...] = ()
    _lines: tuple[Versions, ...] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_lines", ())
        check(self)
        faults = policy_faults(self.clauses, self.applies, self.declared, self.gaps)
        if faults:
            raise PolicyError(*faults)
        declared = self.declared
        shared: dict[Condition, Condition] = {}
        lines = [Line.of(clause, self.applies, self._rule(clause), declared, shared) for clause in self.clauses]
        object.__setattr__(self, "_lines", by_clause(lines))

    @property
    def declared(self) -> Mapping[FactName, Fact]:
        """Every fact a condition may test: the built-in ones and the bank's own."""
        return {**BUILT_IN_FACTS, **{fact.name: fact for fact in self.facts}}

    @property
    def reads(self) -> frozenset[FactName]:
        """The facts it looks at: those of its conditions, and those its requirements count from."""
        applied = read_through(frozenset(test.fact for test in self.applies))
        return applied.union(*(clause.reads for clause in self.clauses))

    @property
    def text(self) -> Text:
        """The policy read aloud: title, notes, what it applies to, what is taken of a missing fact, and each clause."""
        declared, narrowed = self.declared, bool(self.applies)
        head = [self.title] if self.notes is None else [self.title, self.notes]
        if narrowed:
            head.append(say("policy.applies", conditions=all_text(self.applies, declared)))
        if any(one.missing is MissingFact.OWE and (narrowed or one.when) for one in self.clauses):
            head.append(say("policy.missing"))
        return join([*head, *(one.said(declared, narrowed=narrowed) for one in self.clauses)], zh="\n", en="\n")

    @sheltered
    def clause(self, clause: ClauseId | str, *, on: date | None = None) -> Clause:
        """Return one clause: the version in force `on` a day, left out the last version there is.

        An unknown id is refused with the nearest known, a day on which no version is in force as outside its days.
        """
        wanted = clause.value if isinstance(clause, ClauseId) else clause
        versions = [known for known in self.clauses if known.id.value == wanted]
        if not versions:
            near = nearest(wanted, [known.id.value for known in self.clauses])
            raise PolicyError(fault("clause.unknown", "clause", wanted, near=near))
        if on is None:
            return max(versions, key=lambda version: version.effective_from or date.min)
        for version in versions:
            if version.is_effective(on):
                return version
        raise PolicyError(fault("clause.not_in_force", "on", on))

    @sheltered
    def rule(self, clause: ClauseId, *, on: date | None = None) -> Rule:
        """Return what the obligations of one clause share, of the version as `clause` finds it."""
        return self._rule(self.clause(clause, on=on))

    def _rule(self, clause: Clause) -> Rule:
        return clause.rule(self.id, self.version, self.declared, narrowed=bool(self.applies))

    @sheltered
    def replacing(self, clause: ClauseId | str, *, version: str | None = None, **changes: object) -> "ClausePolicy":
        """Return the policy with one clause changed: `policy.replacing("pass.routine", every=months(6))`.

        Args:
            clause: the id of the clause; of several versions the last is changed.
            version: the version of the new policy; left out, the old one with a mark that it was changed.
            changes: fields of the clause or its requirement: `within`, `every`, `opens`, `closes`, `period`, `times`.

        Raises:
            PolicyError: no such clause or field, or the new policy is not a sound one.
        """
        old = self.clause(clause)
        new = changed(old, **changes)
        clauses = tuple(new if one is old else one for one in self.clauses)
        return evolve(self, clauses=clauses, version=version or f"{self.version}+{old.id}")

    @sheltered
    def duties(self, file: BorrowerFile, /, *, calendar: Calendar, as_of: date, until: date) -> Duties:
        """Answer for one file, clause by clause and subject by subject.

        Args:
            file: one borrower's file.
            calendar: counts and rolls the days.
            as_of: the close of this day; what was known later is not looked at.
            until: duties whose last day is later are left out, save those open and the next one of each line.

        Returns:
            The four answers, in order of clause, subject and day. A duty already met is among the owed, fulfilled.

        Raises:
            InputError: a day is none from 1900 to 2199, `until` is before `as_of`, or a duty must roll on a day before
                the calendar begins.
        """
        check_horizon(as_of=as_of, until=until)
        return answer(self._lines, file, Round.of(calendar, as_of, until))

    @guarded
    def asking(self, *, calendar: Calendar, as_of: date, until: date) -> Callable[[BorrowerFile], Duties]:
        """Return what answers one file after another as `duties` does, natural periods worked out once for all of them.

        Raises:
            InputError: a day is none from 1900 to 2199, or `until` is before `as_of`.
        """
        check_horizon(as_of=as_of, until=until)
        return partial(answer, self._lines, asked=Round.of(calendar, as_of, until))
