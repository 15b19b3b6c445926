"""A procedure as it stands in a TOML file: read whole, or refused with every fault in it."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import cast

from loanvisit.codec.lines import Lines, find_lines
from loanvisit.codec.loading import load_toml
from loanvisit.codec.regime_parts import Known, read_source
from loanvisit.codec.sections import read_citations, read_parts
from loanvisit.codec.tables import Table
from loanvisit.domain import (
    ClockSide,
    Confidence,
    Performer,
    Procedure,
    ProcedureStep,
    QualityKind,
    QualityTest,
    Roll,
    Span,
    StepCase,
    StepClock,
)
from loanvisit.domain.procedure import unrooted
from loanvisit.errors import FaultList, InputError
from loanvisit.words import Text

_CLOCK = '{ from = ["visit.make"], within = "5 working days" }'
_TEST = '{ test = "coverage", least = 0.9 }'


def read_procedure_toml(text: str) -> Procedure:
    """Read a procedure from the text of a TOML file, in the layout of the library's own `cn_procedure.toml`.

    At the top stand `id`, `version`, `title` and, if wanted, `notes`. Then `[citations]`, each paper and place in it by
    a key, and one `[[step]]` each, in order:

    - `code`, `title`, `performer` (a role, `pair` or `handler`), `ends` (the moves of the trail that end it, any of
      them), `citation` (a key of `[citations]`), `confidence` (sourced, secondary, known, uncertain, practice)
    - if wanted `takes` and `gives`, what goes in and comes out; `case` (always, announced, by_two, finding, critical,
      signal); `raises`, the code of the finding that a late step raises
    - if wanted `clock`: `from`, the marks it runs from; `within`, such as "5 working days", "0 days" being the day
      itself; `side` (after, before, run_up); `roll` (earlier, later, none)
    - if wanted `tests`, each a `test` with `least` or `questions` where it has such a bound

    Args:
        text: the content of the file, at most a million characters.

    Returns:
        The procedure, its steps in the order of the file.

    Raises:
        InputError: the file is not well-formed, or anything in it is not as it must be. Every fault is listed, with its
            path (`step[report].clock.within`) and the line of its step's header.

    Example:
        >>> own = read_procedure_toml('''
        ... id = "own.visit"
        ... version = "1"
        ... title = { zh = "本行流程", en = "our procedure" }
        ...
        ... [citations]
        ... own = { zh = "本行制度", en = "the bank's own rule" }
        ...
        ... [[step]]
        ... code = "report"
        ... title = { zh = "提交报告", en = "report" }
        ... performer = "account_officer"
        ... ends = ["visit.submit"]
        ... clock = { from = ["visit.make"], within = "5 working days" }
        ... tests = [{ test = "coverage", least = 0.9 }]
        ... citation = "own"
        ... confidence = "practice"
        ... ''')
        >>> own.step("report").clock.text.en
        'within 5 working days after the day of the visit'
    """
    return _Reader(load_toml(text, "procedure"), find_lines(text)).procedure()


class _Reader:
    """Reads one file, its faults gathered in one list."""

    def __init__(self, content: Mapping[str, object], lines: Lines) -> None:
        self.faults = FaultList()
        self.lines = lines
        self.top = Table(content, "", self.faults)

    def procedure(self) -> Procedure:
        top = self.top
        name, version = top.word("id", required=True), top.word("version", required=True)
        title, notes = top.text("title"), top.text("notes", required=False)
        known = Known(scale=None, facts={}, citations=read_citations(top, self.lines))
        tables: list[Table] = []
        steps = read_parts(top, self.lines, "step", lambda table: _step(table, known, tables), named="code")
        top.close()
        if not len(self.faults):  # a step that could not be read may be the one that ends with the mark
            for place, mark, near in unrooted(steps):
                tables[place].note("procedure.mark", tables[place].at("clock"), mark, near=near)
        if "step" in top and not top.content["step"]:
            top.note("empty", "step", ())
        self.faults.raise_as(InputError)
        made = top.made(  # a value is None only where a fault was noted
            lambda: Procedure(
                id=cast("str", name), version=cast("str", version), title=cast("Text", title), steps=steps, notes=notes
            )
        )
        self.faults.raise_as(InputError)
        return cast("Procedure", made)


def _step(table: Table, known: Known, tables: list[Table]) -> ProcedureStep | None:
    before = len(table.faults)
    tables.append(table)
    code, title = table.word("code", required=True), table.text("title")
    performer, ends = table.choice("performer", Performer), table.words("ends")
    if "ends" not in table:
        table.note("key.missing", table.at("ends"), key="ends")
    takes, gives = table.text("takes", required=False), table.text("gives", required=False)
    clock, tests = _clock(table), _tests(table)
    case, raises = table.choice("case", StepCase, default=StepCase.ALWAYS), table.word("raises")
    citation, confidence = read_source(table, known)
    table.close()
    if len(table.faults) > before:
        return None
    return table.made(  # a value is None only where a fault was noted
        lambda: ProcedureStep(
            code=cast("str", code), title=cast("Text", title), performer=cast("Performer", performer), ends=ends,
            takes=takes, gives=gives, clock=clock, case=cast("StepCase", case), tests=tests, raises=raises,
            citation=cast("Text", citation), confidence=cast("Confidence", confidence),
        )
    )  # fmt: skip


def _clock(step: Table) -> StepClock | None:
    """Read by when a step is to be taken; left out, no time is set."""
    table = step.table("clock", _CLOCK, required=False)
    if table is None:
        return None
    before = len(table.faults)
    marks, span = table.words("from"), table.span("within", low=0)
    side = table.choice("side", ClockSide, default=ClockSide.AFTER)
    roll = table.choice("roll", Roll, default=Roll.NONE)
    table.close()
    if len(table.faults) > before:
        return None
    return table.made(
        lambda: StepClock(marks=marks, span=cast("Span", span), side=cast("ClockSide", side), roll=cast("Roll", roll)),
        table.path,
    )


def _tests(step: Table) -> tuple[QualityTest, ...]:
    found: list[QualityTest] = []
    for path, value in step.entries("tests", f"[{_TEST}]"):
        table = step.below(path, value, _TEST)
        if table is not None:
            before = len(table.faults)
            kind, least = table.choice("test", QualityKind), _least(table)
            questions = table.words("questions")
            table.close()
            if len(table.faults) == before:
                made = table.made(
                    partial(QualityTest, kind=cast("QualityKind", kind), least=least, questions=questions)
                )
                found += [] if made is None else [made]
    return tuple(found)


def _least(table: Table) -> Decimal | None:
    """Read a bound, whole or with a decimal point."""
    value = table.content.get("least")
    if type(value) is int:
        table.take("least", int, "2")
        return Decimal(value)
    return table.take("least", Decimal, "0.9")
