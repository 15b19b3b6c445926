"""A policy as its clauses stand in a TOML file: read whole, or refused with every fault in it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar, cast

from attrs import evolve, frozen

from loanvisit.codec.composing import KnownPolicies, put_together, read_bases, read_overrides
from loanvisit.codec.conditions import Declared, read_conditions
from loanvisit.codec.facts import declared_names, read_facts
from loanvisit.codec.lines import Lines, find_lines
from loanvisit.codec.loading import load_toml
from loanvisit.codec.requirements import read_requirement
from loanvisit.codec.tables import Table
from loanvisit.domain import (
    BUILT_IN_FACTS,
    Accepts,
    ClauseId,
    Condition,
    Confidence,
    DutyKind,
    Fact,
    FactName,
    Level,
    MissingFact,
    PolicyId,
    Roll,
)
from loanvisit.domain.exact import reads_like_a_code
from loanvisit.domain.out_of_reach import reach_faults
from loanvisit.errors import FaultList, PolicyError
from loanvisit.scheduling import Clause, ClausePolicy
from loanvisit.scheduling.linting import policy_faults

_Id = TypeVar("_Id", PolicyId, ClauseId)


def read_policy_toml(text: str, *, known: KnownPolicies | None = None, as_of: date | None = None) -> ClausePolicy:
    """Read a policy from the text of a TOML file.

    At the top stand `id`, `version`, `title`, and if wanted `notes`, the table `[applies]` (conditions that hold for
    every clause), a table `[facts.<name>]` for each fact of the bank's own, and `gaps` (series that may leave cases to
    no clause). Then one `[[clause]]` each, whose keys are the fields of `Clause`. Each key and form:
    `docs/howto/write-a-policy.md`.

    A title, label, note or citation is `{ zh = "...", en = "..." }`. In `when` and `applies` a value means is, a list
    means any of, and a table names its tests: `not`, `at_least`, `above`, `at_most`, `below`, `known`. Money is written
    `"5000000.00 CNY"`, a grade by its code, a day as it is in TOML, a decimal with a point.

    A policy may rest on others: `based_on = ["cn.five_tier_default"]` asks all that they ask and, in its own clauses if
    it has any, more (`scheduling.strictest`). An `[[override]]` puts one clause another way for a time
    (`scheduling.override`). Clauses of one id are versions of one clause where their days do not meet.

    Args:
        text: the content of the file, at most a million characters.
        known: returns the policy of each name in `based_on`, such as `presets.policy`; left out, none may be named.
        as_of: the day on which the file is read, where an override that has run out by then is a fault; left out,
            none is.

    Returns:
        The policy, its clauses in the order of the file, after those it rests on.

    Raises:
        PolicyError: the file is not well-formed, or anything in it is not as it must be. Every fault is listed, with
            its path (`clause[pass.routine].when.risk`) and the line of its table's header.
        InputError: what was given is not text.

    Example:
        >>> policy = read_policy_toml('''
        ... id = "own.yearly"
        ... version = "1"
        ... title = { zh = "年度走访", en = "a visit a year" }
        ...
        ... [[clause]]
        ... id = "yearly"
        ... title = { zh = "年度检查", en = "yearly check" }
        ... purpose = "routine"
        ... level = "borrower"
        ... require = { every = "year" }
        ... accepts = "on_site"
        ... citation = { zh = "本行制度", en = "the bank's own rule" }
        ... confidence = "practice"
        ... ''')
        >>> print(policy.clause("yearly").require.text.en)
        once in every calendar year, from the period after disbursement
    """
    content = load_toml(text, "policy", code="policy.toml", refuse=PolicyError)
    return _Reader(content, find_lines(text), known, as_of).policy()


class _Reader:
    """Reads one file, its faults gathered in one list."""

    def __init__(
        self, content: Mapping[str, object], lines: Lines, known: KnownPolicies | None, as_of: date | None
    ) -> None:
        self.faults = FaultList()
        self.lines = lines
        self.known = known
        self.as_of = as_of
        self.top = Table(content, "", self.faults)

    def policy(self) -> ClausePolicy:
        top = self.top
        name, version = _id(top, PolicyId), top.word("version", required=True)
        title, notes = top.text("title"), top.text("notes", required=False)
        bases = read_bases(top, self.known)
        facts = {
            fact.name: fact for fact in (*(fact for base in bases for fact in base.facts), *read_facts(top, self.lines))
        }
        declared: Declared = {**dict.fromkeys(declared_names(top)), **BUILT_IN_FACTS, **facts}
        applies = self._applies(declared)
        gaps = top.words("gaps")
        clauses = self._clauses(declared, required="based_on" not in top)
        ids = [
            *(clause.id.value for base in bases for clause in base.clauses),
            *(read.table.content.get("id") for read in clauses),
        ]
        overrides = read_overrides(top, self.lines, declared, as_of=self.as_of, clauses=ids)
        top.close()
        self._lint(clauses, applies, {**BUILT_IN_FACTS, **facts}, gaps)
        if not clauses and not self.faults and ("applies" in top or not bases):
            top.note("policy.empty", "clause")
        self.faults.raise_as(PolicyError)
        own = tuple(read.clause for read in clauses if read.clause is not None)
        called = {"id": name, "version": version, "title": title}  # None only where a fault was noted
        made = {"clauses": own, "applies": applies, "facts": tuple(facts.values()), "gaps": gaps}
        parts = [*bases, *([_policy(**called, **made)] if own else [])]
        whole = put_together(parts, overrides, self.faults)
        self.faults.raise_as(PolicyError)
        return _called(whole, **called, notes=notes or whole.notes)

    def _applies(self, declared: Declared) -> tuple[Condition, ...]:
        table = self.top.table("applies", '{ status = "live" }', required=False)
        if table is None:
            return ()
        table.line = self.lines.tables.get("applies")
        return read_conditions(table, declared)

    def _clauses(self, declared: Declared, *, required: bool) -> list["_Read"]:
        contents = self.top.tables("clause", "[[clause]]", required=required)
        if contents is not None and not contents:
            self.top.note("policy.empty", "clause")
        names = [content.get("id") for content in contents or []]
        found: list[_Read] = []
        for place, content in enumerate(contents or []):
            table = Table(
                content,
                _path(content, names, place),
                self.faults,
                line=self.lines.of("clause", place, among=len(names)),
            )
            before = len(self.faults)
            earlier = [read for read in found if read.table.content.get("id") == names[place]]
            if isinstance(names[place], str) and any(_meet(read.table.content, content) for read in earlier):
                table.note("id.duplicate", table.path, names[place])
            clause = read_clause(table, declared)
            sound = clause if len(self.faults) == before else None
            found.append(_Read(table=table, clause=sound, series=content.get("series")))
        return found

    def _lint(
        self,
        clauses: list["_Read"],
        applies: tuple[Condition, ...],
        declared: Mapping[FactName, Fact],
        gaps: tuple[str, ...],
    ) -> None:
        """Look at sound clauses together; a series of which one clause is faulty cannot be judged yet."""
        faulty = [read.series for read in clauses if read.clause is None]
        known = [read.series for read in clauses]
        sound = {read.table.path: read for read in clauses if read.clause is not None and read.series not in faulty}
        looked_at = tuple(read.clause for read in sound.values() if read.clause is not None)
        judged = tuple(series for series in gaps if series not in faulty or series not in known)
        if not clauses and gaps:
            self.top.note("code", "gaps[0]", gaps[0], known="")
        for one in policy_faults(looked_at, applies, declared, judged) if looked_at else ():
            about = [read for path, read in sound.items() if one.path.startswith((path, f"series[{read.series}]"))]
            self.faults.add(evolve(one, line=about[0].table.line) if about else one)


_policy: Callable[..., ClausePolicy] = ClausePolicy
_called = cast("Callable[..., ClausePolicy]", evolve)
"""A policy, and one called otherwise, where what it is called may be None as far as types know."""


@frozen(kw_only=True)
class _Read:
    """A clause as it was read: None where it has faults."""

    table: Table
    clause: Clause | None
    series: object


def _path(content: Mapping[str, object], names: list[object], place: int) -> str:
    """Return the path of a clause: by its id, of several versions also by the day one begins, else by its place."""
    name = names[place]
    if not isinstance(name, str) or not reads_like_a_code(name):
        return f"clause[#{place + 1}]"
    starts = content.get("effective_from")
    is_version = names.index(name) < place and type(starts) is date
    return f"clause[{name}][{starts}]" if is_version else f"clause[{name}]"


def _meet(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Say whether two clauses of one id may be in force on a same day, as far as their days can be read."""
    (starts, ends), (opens, closes) = _days(one), _days(other)
    return max(starts, opens) <= min(ends, closes)


def _days(content: Mapping[str, object]) -> tuple[date, date]:
    first, last = content.get("effective_from"), content.get("effective_to")
    return (
        first if type(first) is date else date.min,
        last if type(last) is date else date.max,
    )


def read_clause(table: Table, declared: Declared) -> Clause | None:
    """Read one clause; None where a key it cannot do without is faulty, all faults noted."""
    name, title, purpose = _id(table, ClauseId), table.text("title"), table.word("purpose", required=True)
    level, accepts = table.choice("level", Level), table.choice("accepts", Accepts)
    citation, confidence = table.text("citation"), table.choice("confidence", Confidence)
    roll = table.choice("roll", Roll, default=Roll.NONE)
    kind = table.choice("kind", DutyKind, default=DutyKind.VISIT)
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
    if (
        name is None or title is None or purpose is None or level is None or accepts is None or citation is None
        or confidence is None or roll is None or kind is None or missing is None or require is None
    ):  # fmt: skip
        if kind is not None and accepts is not None:
            for one in reach_faults(kind, accepts, visitors=visitors or 0, evidence=evidence, path=table.path):
                table.keep(one)
        return None
    return table.made(
        lambda: Clause(
            id=name, title=title, purpose=purpose, level=level, require=require, accepts=accepts, citation=citation,
            confidence=confidence, when=conditions, roll=roll, visitors=visitors or 0, missing=missing, series=series,
            separate=separate, arrear=arrear or "all", evidence=evidence, questions=questions,
            effective_from=effective_from, effective_to=effective_to, kind=kind,
        )
    )  # fmt: skip


def _id(table: Table, kind: type[_Id]) -> _Id | None:
    name = table.word("id", required=True)
    return None if name is None else table.made(lambda: kind(name), table.at("id"))
