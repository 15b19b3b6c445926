"""A policy as its clauses stand in a TOML file: read whole, or refused with every fault in it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from attrs import evolve

from loanvisit.codec.clauses import ReadClause, is_at, is_complete, may_meet, path_of, read_clause, read_id
from loanvisit.codec.composing import KnownPolicies, put_together, read_bases, read_overrides
from loanvisit.codec.conditions import Declared, read_conditions
from loanvisit.codec.facts import declared_names, read_facts
from loanvisit.codec.lines import Lines, find_lines
from loanvisit.codec.loading import load_toml
from loanvisit.codec.tables import Table
from loanvisit.domain import BUILT_IN_FACTS, Condition, Fact, FactName, PolicyId
from loanvisit.errors import FaultList, PolicyError
from loanvisit.scheduling import ClausePolicy
from loanvisit.scheduling.linting import policy_faults


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
        name, version = read_id(top, PolicyId), top.word("version", required=True)
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
            *(read.id for read in clauses),
        ]
        overrides = read_overrides(top, self.lines, declared, as_of=self.as_of, clauses=ids)
        top.close()
        judged = is_complete(self.top.content.get("applies"), declared) and not any(
            is_at(one.path, "applies") for one in self.faults.faults
        )
        self._lint(clauses, applies, {**BUILT_IN_FACTS, **facts}, gaps, judged=judged)
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

    def _clauses(self, declared: Declared, *, required: bool) -> list[ReadClause]:
        contents = self.top.tables("clause", "[[clause]]", required=required)
        if contents is not None and not contents:
            self.top.note("policy.empty", "clause")
        names = [content.get("id") for content in contents or []]
        found: list[ReadClause] = []
        for place, content in enumerate(contents or []):
            table = Table(
                content,
                path_of(content, names, place),
                self.faults,
                line=self.lines.of("clause", place, among=len(names)),
            )
            earlier = [read for read in found if read.id == names[place]]
            again = isinstance(names[place], str) and any(may_meet(read.table.content, content) for read in earlier)
            if again:
                table.note("id.duplicate", table.path, names[place])
            read = read_clause(table, declared)
            found.append(evolve(read, clause=None, is_complete=False) if again else read)
        return found

    def _lint(
        self,
        clauses: list[ReadClause],
        applies: tuple[Condition, ...],
        declared: Mapping[FactName, Fact],
        gaps: tuple[str, ...],
        *,
        judged: bool,
    ) -> None:
        """Look at clauses together, at faulty ones as far as they could be read; at their series only if `judged`."""
        if not clauses and gaps:
            self.top.note("code", "gaps[0]", gaps[0], known="")
        if not clauses or self.faults.is_full:
            return
        whole = tuple(read.whole for read in clauses if read.whole is not None)
        unread = [read.part for read in clauses if read.part is not None]
        is_open = any(read.whole is None and read.may_be_of_any for read in clauses)
        common = applies if judged else None
        found = policy_faults(whole, common, declared, gaps, unread=unread, is_open=is_open)
        for one in found if whole or unread else ():
            about = [read for read in clauses if one.path.startswith((read.table.path, f"series[{read.series}]"))]
            self.faults.add(evolve(one, line=about[0].table.line) if about else one)


_policy: Callable[..., ClausePolicy] = ClausePolicy
_called = cast("Callable[..., ClausePolicy]", evolve)
"""A policy, and one called otherwise, where what it is called may be None as far as types know."""
