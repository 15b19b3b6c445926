"""Outlines as they stand in a TOML file: read whole, or refused with every fault in it."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import cast

from attrs import frozen

from loanvisit.codec.conditions import read_conditions
from loanvisit.codec.lines import Lines, find_lines
from loanvisit.codec.loading import load_toml
from loanvisit.codec.regime_parts import Known, read_source
from loanvisit.codec.sections import read_citations, read_parts
from loanvisit.codec.tables import Table, as_list, as_table
from loanvisit.domain import (
    AnswerEvidence,
    AnswerKind,
    Condition,
    Confidence,
    FactName,
    Method,
    Option,
    Outline,
    Question,
)
from loanvisit.domain.codes import nearest_code
from loanvisit.domain.exact import reads_like_a_code
from loanvisit.domain.outline import beyond_text
from loanvisit.domain.question import CLOSING
from loanvisit.errors import FaultList, InputError
from loanvisit.words import Text

_OPTION = '{ code = "rent", text = { zh = "...", en = "..." } }'
_EVIDENCE = '"voucher" | { kind = "voucher", answers = [true] }'


def read_outlines_toml(text: str) -> tuple[Outline, ...]:
    """Read outlines from the text of a TOML file, in the layout of the library's own `cn_outlines_*.toml`.

    At the top stand `version`, and what the outlines have in common where they do not say it themselves: `products`
    (a list of product codes), `opening`, `closing` and `never` (lists of texts). Then `[citations]`, each paper and
    place in it by a key, and one `[[outline]]` each:

    - `id`, `title`, `method`, `citation` (a key of `[citations]`), `confidence` (sourced, secondary, known, uncertain,
      practice), and if wanted `products`, `purposes` (of the visits it alone is for), `opening`, `closing`, `never`,
      `notes`
    - one `[[outline.question]]` each: `code`, `text`, `kind` (yes_no, number, money, date, choice, text, photo,
      signature, reading), and if wanted `options` (of a choice, each a `code` with its `text`), `unit`, `low`, `high`,
      `evidence` (kinds, or `{ kind = "voucher", answers = [true] }` where only some answers must bring it), `red_flag`,
      `mandatory`, `purposes`, `when` (conditions on earlier answers, written as in a policy), `leads_to` (codes of
      findings and indicators)

    A text is `{ zh = "...", en = "..." }`.

    Args:
        text: the content of the file, at most a million characters.

    Returns:
        The outlines, in the order of the file.

    Raises:
        InputError: the file is not well-formed, or anything in it is not as it must be. Every fault is listed, with its
            path (`outline[own.call].question[W-T1].kind`) and the line of its table's header.

    Example:
        >>> outlines = read_outlines_toml('''
        ... version = "1"
        ... products = ["micro"]
        ...
        ... [citations]
        ... own = { zh = "本行制度", en = "the bank's own rule" }
        ...
        ... [[outline]]
        ... id = "own.call"
        ... title = { zh = "电话回访提纲", en = "telephone outline" }
        ... method = "interview"
        ... citation = "own"
        ... confidence = "practice"
        ...
        ... [[outline.question]]
        ... code = "C1"
        ... text = { zh = "是否知道下期还款日", en = "is the next due day known" }
        ... kind = "yes_no"
        ... ''')
        >>> [(one.pin, [question.code for question in one.questions]) for one in outlines]
        [('own.call@1', ['C1'])]
    """
    return _Reader(load_toml(text, "outlines"), find_lines(text)).outlines()


@frozen(kw_only=True)
class _Common:
    """What the outlines of a file have in common."""

    version: str | None
    products: tuple[str, ...]
    opening: tuple[Text, ...]
    closing: tuple[Text, ...]
    never: tuple[Text, ...]
    known: Known


class _Reader:
    """Reads one file, its faults gathered in one list."""

    def __init__(self, content: Mapping[str, object], lines: Lines) -> None:
        self.faults = FaultList()
        self.lines = lines
        self.top = Table(content, "", self.faults)
        outlines = [as_table(one) or {} for one in as_list(content.get("outline")) or []]
        self.questions = sum(len(as_list(one.get("question")) or []) for one in outlines)
        self.read = 0  # how many questions were read, over all outlines: their headers are counted so

    def outlines(self) -> tuple[Outline, ...]:
        top = self.top
        common = _Common(
            version=_one_line(top, "version"),
            products=_distinct(top, "products"),
            opening=top.texts("opening"),
            closing=top.texts("closing"),
            never=top.texts("never"),
            known=Known(scale=None, facts={}, citations=read_citations(top, self.lines)),
        )
        read = read_parts(top, self.lines, "outline", lambda table: self._outline(table, common))
        top.close()
        self.faults.raise_as(InputError)
        if not read:
            top.note("empty", "outline", read)
        self.faults.raise_as(InputError)
        return read

    def _outline(self, table: Table, common: _Common) -> Outline | None:
        name, title, method = _one_line(table, "id"), table.text("title"), table.choice("method", Method)
        products = _distinct(table, "products") if "products" in table else common.products
        opening, closing, never = (
            table.texts(key) if key in table else held
            for key, held in (("opening", common.opening), ("closing", common.closing), ("never", common.never))
        )
        citation, confidence = read_source(table, common.known)
        notes, purposes = table.text("notes", required=False), _distinct(table, "purposes")
        questions = self._questions(table, method)
        table.close()
        if (table if "products" in table else self.top).content.get("products", []) == []:
            table.note("empty", table.at("products"), ())
        if len(self.faults):
            return None
        return table.made(  # a value is None only where a fault was noted
            lambda: Outline(
                id=cast("str", name), version=cast("str", common.version), title=cast("Text", title),
                products=frozenset(products), method=cast("Method", method), questions=questions, opening=opening,
                closing=closing, never=never, citation=cast("Text", citation),
                confidence=cast("Confidence", confidence), purposes=purposes, notes=notes,
            )
        )  # fmt: skip

    def _questions(self, outline: Table, method: Method | None) -> tuple[Question, ...]:
        """Read the questions of an outline; each knows those before it, which its conditions may look at."""
        contents = outline.tables("question", "[[outline.question]]")
        if contents == []:
            outline.note("empty", outline.at("question"), contents)
        contents = contents or []
        codes = frozenset(code for one in contents if isinstance(code := one.get("code"), str))
        found: dict[str, Question | None] = {}
        for place, content in enumerate(contents):
            code = content.get("code")
            table = Table(content, _path(outline, code, place), outline.faults, line=self._line())
            if isinstance(code, str) and code in found:
                table.note("id.duplicate", table.path, code)
            question = _question(table, found, codes)
            beyond = None if question is None or method is None else beyond_text(question, method)
            if beyond is not None and method is not None:
                at = table.at("evidence")
                table.note("outline.beyond", at, content.get("evidence"), method=method.text, evidence=beyond)
            found.setdefault(f"#{place + 1}" if code is None else str(code), question)
        return tuple(one for one in found.values() if one is not None)

    def _line(self) -> int | None:
        """Return the line of the next question; None where not every one of them has a header."""
        self.read += 1
        return self.lines.of("outline.question", self.read - 1, among=self.questions)


def _question(table: Table, earlier: Mapping[str, Question | None], codes: Collection[str]) -> Question | None:
    before = len(table.faults)
    code, text, kind = table.word("code", required=True), table.text("text"), table.choice("kind", AnswerKind)
    options, unit = _options(table), table.text("unit", required=False)
    low, high, evidence = _bound(table, "low"), _bound(table, "high"), _evidence(table)
    red_flag, mandatory = table.text("red_flag", required=False), table.flag("mandatory")
    if code is not None and not reads_like_a_code(code):
        table.note("question.code", table.at("code"), code)
    if code is not None and code.startswith(CLOSING):
        table.note("question.reserved", table.at("code"), code, prefix=CLOSING)
    purposes, leads_to, when = _distinct(table, "purposes"), table.words("leads_to"), _when(table, earlier, codes)
    table.close()
    if len(table.faults) > before:
        return None
    return table.made(  # a value is None only where a fault was noted
        lambda: Question(
            code=cast("str", code), text=cast("Text", text), kind=cast("AnswerKind", kind), options=options, unit=unit,
            low=low, high=high, evidence=evidence, red_flag=red_flag, mandatory=mandatory, purposes=purposes,
            when=when, leads_to=leads_to,
        )
    )  # fmt: skip


def _one_line(table: Table, key: str) -> str | None:
    """Read a text that a pin is made of: it stands on one line."""
    value = table.word(key, required=True)
    if value is not None and not value.isprintable():
        table.note("text.control", table.at(key), value)
        return None
    return value


def _distinct(table: Table, key: str) -> tuple[str, ...]:
    """Read a list of texts of which none is there twice."""
    seen: set[object] = set()
    for place, one in enumerate(as_list(table.content.get(key)) or []):
        if isinstance(one, str) and one in seen:
            table.note("id.duplicate", f"{table.at(key)}[{place}]", one)
        seen |= {one} if isinstance(one, str) else set()
    return table.words(key)


def _bound(table: Table, key: str) -> Decimal | None:
    """Read a bound, whole or with a decimal point."""
    value = table.content.get(key)
    if type(value) is int:
        table.take(key, int, "0")
        return Decimal(value)
    return table.take(key, Decimal, "0.5")


def _options(table: Table) -> tuple[Option, ...]:
    found: list[Option] = []
    for path, value in table.entries("options", f"[{_OPTION}]"):
        below = table.below(path, value, _OPTION)
        if below is not None:
            code, text = below.word("code", required=True), below.text("text")
            below.close()
            found += [Option(code=code, text=text)] if code is not None and text is not None else []
    return tuple(found)


def _evidence(table: Table) -> tuple[AnswerEvidence, ...]:
    found: list[AnswerEvidence] = []
    for path, value in table.entries("evidence", f"[{_EVIDENCE}]"):
        below = table.below(path, {"kind": value} if type(value) is str else value, _EVIDENCE)
        if below is not None:
            kind, answers = below.word("kind", required=True), _answers(below)
            below.close()
            found += [] if kind is None else [AnswerEvidence(kind=kind, answers=answers)]
    return tuple(found)


def _answers(table: Table) -> tuple[bool | str, ...]:
    found: list[bool | str] = []
    for path, value in table.entries("answers", '[true] | ["code"]'):
        if not isinstance(value, bool | str):
            table.wrong(path, value, 'true | false | "code"')
        elif isinstance(value, bool) or table.is_word(value, path):
            found.append(value)
    return tuple(found)


def _when(table: Table, earlier: Mapping[str, Question | None], codes: Collection[str]) -> tuple[Condition, ...]:
    """Read the conditions on earlier answers; of a question that is faulty itself nothing more is said."""
    when = table.table("when", "{ W-T4 = true }", required=False)
    if when is None:
        return ()
    tested: dict[str, object] = {}
    for code, value in when.content.items():
        question = earlier.get(code)
        if question is not None and question.fact is None:
            when.note("question.untested", when.at(code), value)
        elif code in earlier:
            tested[code] = value
        elif code in codes:
            when.note("question.later", when.at(code), value)
        else:
            near = "" if when.faults.is_full else nearest_code(code, earlier)
            when.note("question.unknown", when.at(code), value, near=near)
    facts = {FactName(code): None if (one := earlier[code]) is None else one.fact for code in tested}
    return read_conditions(Table(tested, when.path, when.faults, line=when.line), facts)


def _path(outline: Table, code: object, place: int) -> str:
    """Return the path of a question: by its code where that reads like one, else by its place, from 1."""
    shown = code if isinstance(code, str) and reads_like_a_code(code) else f"#{place + 1}"
    return f"{outline.path}.question[{shown}]"
