"""A regime of classification as it stands in a TOML file: read whole, or refused with every fault in it."""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from attrs import evolve

from loanvisit.codec.facts import declared_names, read_facts, read_scale
from loanvisit.codec.lines import Lines, find_lines
from loanvisit.codec.loading import load_toml
from loanvisit.codec.regime_parts import (
    Known,
    read_age,
    read_bucket,
    read_materiality,
    read_rule,
    read_source,
    read_term,
)
from loanvisit.codec.sections import read_citations, read_parts
from loanvisit.codec.tables import Table, as_list, as_table
from loanvisit.domain import REGIME_FACTS, AgeStep, Confidence, DayBucket, Regime, RiskScale
from loanvisit.domain.age_step import age_faults
from loanvisit.domain.day_bucket import bucket_faults
from loanvisit.errors import FaultList, InputError
from loanvisit.words import Text

_Part = TypeVar("_Part")


def read_regime_toml(text: str) -> Regime:
    """Read a regime from the text of a TOML file, in the layout of the library's own.

    At the top stand `id`, `version`, `title`, `scale` (`"five_tier"`, or an id and its grades, best first),
    `non_performing` (the best grade that is non-performing) and, if wanted, `notes`, `effective_from` and
    `effective_to`. Then:

    - `[citations]`: each paper and place in it, by a key; every number below names one by `citation`, and its
      `confidence` (sourced, secondary, known, uncertain, practice)
    - `[count]`: `due_date`, whether the due date itself is day 1
    - `[[bucket]]`: `above` or `at_least`, `at_most` or `below`, and the `grade`; together from 0 days on without end
    - `[[ageing]]`: the `grade` of what is non-performing for more than `above`, strictly; the shorter first
    - `[materiality]`: the amounts `retail` and `other`, the `percent`, and `by_debtor`
    - `[facts.<name>]`: as in a policy
    - `[[term]]`: `id`, `title`, `since` (a date), `least`, `periods`, `counting` (full_periods, repayments), `open`,
      `late_restarts`
    - `[[rule]]`: `id`, `title`, `when`, the `grade` (left out, a person judges) and the `term` it holds for
    - `[[bucket.excuse]]` and `[[rule.excuse]]`: `title` and `when`

    In `when` a flag or code is written as it must be, a number by its tests: `{ above = 90 }`, `{ at_most = 7 }`. A
    rule whose confidence is `uncertain`, or that has `by_choice = true`, is an option, not asked unless chosen.

    Args:
        text: the content of the file, at most a million characters.

    Returns:
        The regime, with none of its options chosen.

    Raises:
        InputError: the file is not well-formed, or anything in it is not as it must be: buckets that overlap or leave
            days out, a better grade after a worse one, a grade, fact, term or citation that is not there. Every fault
            is listed, with its path and the line of its table's header.

    Example:
        >>> regime = read_regime_toml('''
        ... id = "own.cards"
        ... version = "1"
        ... title = { zh = "本行信用卡分类", en = "the bank's own grades of cards" }
        ... scale = { id = "own", grades = ["good", "bad"] }
        ... non_performing = "bad"
        ... citations.rule = { zh = "本行制度", en = "the bank's own rule" }
        ... count = { due_date = false, citation = "rule", confidence = "practice" }
        ...
        ... [[bucket]]
        ... at_least = 0
        ... at_most = 60
        ... grade = "good"
        ... citation = "rule"
        ... confidence = "practice"
        ...
        ... [[bucket]]
        ... above = 60
        ... grade = "bad"
        ... citation = "rule"
        ... confidence = "practice"
        ... ''')
        >>> print(regime.bucket(61).text.en)
        more than 60 days past due
    """
    return _Reader(load_toml(text, "regime"), find_lines(text)).regime()


class _Reader:
    """Reads one file, its faults gathered in one list."""

    def __init__(self, content: Mapping[str, object], lines: Lines) -> None:
        self.faults = FaultList()
        self.lines = lines
        self.top = Table(content, "", self.faults)

    def regime(self) -> Regime:
        top = self.top
        name, version = top.word("id", required=True), top.word("version", required=True)
        title, notes = top.text("title"), top.text("notes", required=False)
        scale, facts = read_scale(top), read_facts(top, self.lines)
        declared = {**dict.fromkeys(declared_names(top)), **REGIME_FACTS, **{fact.name: fact for fact in facts}}
        known = Known(
            scale=scale, facts=declared, citations=read_citations(self.top, self.lines), terms=self._term_names()
        )
        bad = top.word("non_performing", required=True) if scale is None else top.code(
            "non_performing", scale.grades, required=True
        )  # fmt: skip
        due_date, counting, confidence = self._count(known)
        buckets = self._buckets(known, scale)
        ageing = self._ageing(known, scale, bad)
        materiality = self._one("materiality", lambda table: read_materiality(table, known))
        terms = self._parts("term", lambda table: read_term(table, known))
        rules = self._parts("rule", lambda table: read_rule(table, known))
        start, end = top.day("effective_from"), top.day("effective_to")
        top.close()
        self.faults.raise_as(InputError)
        made = top.made(  # a value is None only where a fault was noted
            lambda: Regime(
                id=cast("str", name), version=cast("str", version), title=cast("Text", title),
                scale=cast("RiskScale", scale), non_performing=cast("str", bad), counts_due_date=due_date,
                counting=cast("Text", counting), confidence=cast("Confidence", confidence), buckets=buckets,
                ageing=ageing, rules=rules, terms=terms, facts=facts, materiality=materiality, effective_from=start,
                effective_to=end, notes=notes,
            )
        )  # fmt: skip
        self.faults.raise_as(InputError)
        return cast("Regime", made)

    def _term_names(self) -> tuple[str, ...]:
        """Return the id of every term written, soundly or not."""
        tables = (as_table(one) for one in as_list(self.top.content.get("term")) or ())
        return tuple(str(table["id"]) for table in tables if table is not None and "id" in table)

    def _count(self, known: Known) -> tuple[bool, Text | None, Confidence | None]:
        table = self.top.table("count", "{ due_date = false }", required=True)
        if table is None:
            return False, None, None
        table.line = self.lines.tables.get("count")
        due_date = table.take("due_date", bool, "true | false", required=True)
        citation, confidence = read_source(table, known)
        table.close()
        return bool(due_date), citation, confidence

    def _one(self, key: str, read: Callable[[Table], _Part | None]) -> _Part | None:
        table = self.top.table(key, f"[{key}]", required=False)
        if table is None:
            return None
        table.line = self.lines.tables.get(key)
        return read(table)

    def _buckets(self, known: Known, scale: RiskScale | None) -> tuple[DayBucket, ...]:
        """Read the buckets; look at them together only where each is sound by itself."""
        before = len(self.faults)
        if "bucket" not in self.top:
            self.top.tables("bucket", "[[bucket]]")
        buckets = self._parts("bucket", lambda table: read_bucket(table, known))
        written = as_list(self.top.content.get("bucket")) or []
        if scale is not None and len(self.faults) == before and len(buckets) == len(written):
            paths = [f"bucket[#{place + 1}]" for place in range(len(buckets))]
            lines = [self.lines.of("bucket", place, among=len(buckets)) for place in range(len(buckets))]
            for one in bucket_faults(buckets, scale, paths):
                place = next((place for place, path in enumerate(paths) if one.path.startswith(path)), None)
                self.faults.add(evolve(one, line=None if place is None else lines[place]))
        return buckets

    def _parts(self, key: str, read: Callable[[Table], _Part | None]) -> tuple[_Part, ...]:
        return read_parts(self.top, self.lines, key, read) if key in self.top else ()

    def _ageing(self, known: Known, scale: RiskScale | None, bad: str | None) -> tuple[AgeStep, ...]:
        """Read the steps of age; look at them together only where each is sound by itself."""
        before = len(self.faults)
        steps = self._parts("ageing", lambda table: read_age(table, known))
        if scale is not None and bad in scale.grades and len(self.faults) == before:
            paths = [f"ageing[#{place + 1}]" for place in range(len(steps))]
            for one in age_faults(steps, scale, str(bad), paths):
                place = next(place for place, path in enumerate(paths) if one.path.startswith(path))
                self.faults.add(evolve(one, line=self.lines.of("ageing", place, among=len(steps))))
        return steps
