"""A policy as its clauses stand in a TOML file: read whole, or refused with every fault in it."""

from collections.abc import Mapping
from typing import TypeVar, cast

from attrs import evolve, frozen

from loanvisit.codec.conditions import Declared, read_conditions
from loanvisit.codec.facts import declared_names, read_facts
from loanvisit.codec.lines import Lines, find_lines
from loanvisit.codec.loading import load_toml
from loanvisit.codec.requirements import read_requirement
from loanvisit.codec.tables import Table
from loanvisit.domain import BUILT_IN_FACTS, Accepts, ClauseId, Condition, Confidence, Fact, FactName, PolicyId, Roll
from loanvisit.domain.exact import reads_like_a_code
from loanvisit.errors import FaultList, PolicyError
from loanvisit.scheduling import Clause, ClausePolicy, Level, MissingFact
from loanvisit.scheduling.linting import policy_faults
from loanvisit.words import Text

_Id = TypeVar("_Id", PolicyId, ClauseId)


def read_policy_toml(text: str) -> ClausePolicy:
    """Read a policy from the text of a TOML file.

    At the top stand `id`, `version`, `title`, and if wanted `notes` (what no single clause says), the table `[applies]`
    (conditions that hold for every clause) and a table `[facts.<name>]` for each fact of the bank's own. Then one
    `[[clause]]` each:

    - `id`, `title`, `purpose`, `level` (drawdown, loan, borrower), `accepts` (on_site, interview_or_on_site,
      any_contact, data), `citation`, `confidence` (sourced, secondary, known,
      uncertain, practice): always
    - `require`: once after a day that a date fact names, a built-in one or the bank's own
      `{ after = "disbursed_on", within = "15 days" }`; in every natural period
      `{ every = "quarter" }`, if need be with `times = 2` or `with_first = true`; at most a span apart
      `{ every = "3 months", from = "drawdown" }` or `{ every = "6 months", from = "last_visit", opens = "60 days" }`;
      before an event `{ before = "matures_on", opens = "30 days", closes = "15 days" }` (without `closes`, until the
      day itself); on a signal `{ on_signal = ["red", "orange"], within = "10 working days" }`
    - `when`: the conditions, all of which must hold; left out, the clause always applies
    - `roll` (earlier, later, none), `missing` (owe, undetermined), `visitors`, `series`, `separate`, `arrear` (all,
      oldest), `evidence`, `questions`, `effective_from`, `effective_to`: as `Clause` explains them

    A title, label, note or citation is `{ zh = "...", en = "..." }`. In `when` and `applies` a value means is, a list
    means any of, and a table names its tests: `not`, `at_least`, `above`, `at_most`, `below`. Money is written
    `"5000000.00 CNY"`, a grade by its code, a day as it is in TOML, a decimal with a point.

    Args:
        text: the content of the file, at most a million characters.

    Returns:
        The policy, its clauses in the order of the file.

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
        1 time in every calendar year, from the period after disbursement
    """
    content = load_toml(text, "policy", code="policy.toml", refuse=PolicyError)
    return _Reader(content, find_lines(text)).policy()


class _Reader:
    """Reads one file, its faults gathered in one list."""

    def __init__(self, content: Mapping[str, object], lines: Lines) -> None:
        self.faults = FaultList()
        self.lines = lines
        self.top = Table(content, "", self.faults)

    def policy(self) -> ClausePolicy:
        top = self.top
        name, version = _id(top, PolicyId), top.word("version", required=True)
        title, notes = top.text("title"), top.text("notes", required=False)
        facts = read_facts(top, self.lines)
        sound = {**BUILT_IN_FACTS, **{fact.name: fact for fact in facts}}
        declared: Declared = {**dict.fromkeys(declared_names(top)), **sound}
        applies = self._applies(declared)
        clauses = self._clauses(declared)
        top.close()
        self._lint(clauses, sound)
        self.faults.raise_as(PolicyError)
        return ClausePolicy(  # a value is None only where a fault was noted
            id=cast("PolicyId", name),
            version=cast("str", version),
            title=cast("Text", title),
            clauses=tuple(read.clause for read in clauses if read.clause is not None),
            applies=applies,
            facts=facts,
            notes=notes,
        )

    def _applies(self, declared: Declared) -> tuple[Condition, ...]:
        table = self.top.table("applies", '{ status = "live" }', required=False)
        if table is None:
            return ()
        table.line = self.lines.tables.get("applies")
        return read_conditions(table, declared)

    def _clauses(self, declared: Declared) -> list["_Read"]:
        contents = self.top.tables("clause", "[[clause]]")
        if contents is not None and not contents:
            self.top.note("policy.empty", "clause")
        found: list[_Read] = []
        seen: set[str] = set()
        for place, content in enumerate(contents or []):
            name = content.get("id")
            is_shown = isinstance(name, str) and reads_like_a_code(name)
            path = f"clause[{name if is_shown else f'#{place + 1}'}]"
            table = Table(content, path, self.faults, line=self.lines.of("clause", place, among=len(contents or [])))
            before = len(self.faults)
            if isinstance(name, str) and name in seen:
                table.note("id.duplicate", path, name)
            seen |= {name} if isinstance(name, str) else set()
            clause = read_clause(table, declared)
            sound = clause if len(self.faults) == before else None
            found.append(_Read(table=table, clause=sound, series=content.get("series")))
        return found

    def _lint(self, clauses: list["_Read"], declared: Mapping[FactName, Fact]) -> None:
        """Look at sound clauses together; a series of which one clause is faulty cannot be judged yet."""
        faulty = [read.series for read in clauses if read.clause is None]
        sound = {read.table.path: read for read in clauses if read.clause is not None and read.series not in faulty}
        looked_at = tuple(read.clause for read in sound.values() if read.clause is not None)
        for one in policy_faults(looked_at, (), declared) if looked_at else ():
            about = [read for path, read in sound.items() if one.path.startswith((path, f"series[{read.series}]"))]
            self.faults.add(evolve(one, line=about[0].table.line))


@frozen(kw_only=True)
class _Read:
    """A clause as it was read: None where it has faults."""

    table: Table
    clause: Clause | None
    series: object


def read_clause(table: Table, declared: Declared) -> Clause | None:
    """Read one clause; None where a key it cannot do without is faulty, all faults noted."""
    name, title, purpose = _id(table, ClauseId), table.text("title"), table.word("purpose", required=True)
    level, accepts = table.choice("level", Level), table.choice("accepts", Accepts)
    citation, confidence = table.text("citation"), table.choice("confidence", Confidence)
    roll = table.choice("roll", Roll, default=Roll.NONE)
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
        or confidence is None or roll is None or missing is None or require is None
    ):  # fmt: skip
        return None
    return table.made(
        lambda: Clause(
            id=name, title=title, purpose=purpose, level=level, require=require, accepts=accepts, citation=citation,
            confidence=confidence, when=conditions, roll=roll, visitors=visitors or 0, missing=missing, series=series,
            separate=separate, arrear=arrear or "all", evidence=evidence, questions=questions,
            effective_from=effective_from, effective_to=effective_to,
        )
    )  # fmt: skip


def _id(table: Table, kind: type[_Id]) -> _Id | None:
    name = table.word("id", required=True)
    return None if name is None else table.made(lambda: kind(name), table.at("id"))
