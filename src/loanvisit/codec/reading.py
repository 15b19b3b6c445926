"""How each type of value is read from plain data: one hook a declared type, and nothing read that is not exactly it."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache, partial
from typing import Protocol, TypeAlias, cast, get_args, get_origin, get_type_hints

import attrs
from cattrs import Converter

from loanvisit.codec.beside import beside_duties
from loanvisit.codec.choosing import chosen
from loanvisit.codec.kinds import has_fields, is_id, is_optional, is_own, options
from loanvisit.codec.leaves import LEAVES, read_amount, wrong_type
from loanvisit.codec.rejecting import NOTHING, Gathered, Rejected, refused, reject
from loanvisit.domain import FIVE_TIER, Facts, FactValue, Grade, Money, RiskScale
from loanvisit.errors import CAP, LoanVisitError, nearest
from loanvisit.reporting import (
    Briefing,
    Figure,
    Paragraph,
    ReportComparison,
    ReportField,
    ReportSection,
    SectionValue,
    Snapshot,
    Table,
    VisitReport,
)
from loanvisit.scheduling import Plan

Reader: TypeAlias = Callable[[object, object], object]

DERIVED: tuple[type, ...] = (
    *(Plan, Briefing, Snapshot, Figure, Paragraph, SectionValue, Table),
    *(VisitReport, ReportSection, ReportComparison, ReportField),
)
"""What is made again from its ground, never believed: a plan, a briefing and the report of a visit with their parts."""


class _Named(Protocol):
    @property
    def id(self) -> object: ...


def read(node: object, shape: object) -> object:
    """Read a node as a declared type.

    Raises:
        Rejected: it is not exactly of that type; all that is wrong below it is named.
    """
    hook: Reader = reader().get_structure_hook(shape)
    return hook(node, shape)


@cache
def reader() -> Converter:
    """Build the converter, on first use: the type that a field declares decides what may stand there."""
    converter = Converter(structure_fallback_factory=_unreadable)
    factories: tuple[tuple[Callable[[object], bool], Callable[[object], Reader]], ...] = (
        (has_fields, lambda shape: by_field(converter, cast("type", shape))),
        (_is_choice, partial(chosen, converter)),
        (is_optional, partial(_or_nothing, converter)),
        (_is(tuple), partial(_listed, converter)),
        (_is(frozenset), partial(_gathered_set, converter)),
        (_is(Mapping), partial(_mapped, converter)),
        (_is_enumeration, _coded),
        (is_id, _identified),
        (_is_renamed, partial(_renamed, converter)),
    )
    for matches, factory in factories:
        converter.register_structure_hook_factory(matches, factory)
    for kind, leaf in LEAVES.items():
        converter.register_structure_hook(kind, leaf)
    converter.register_structure_hook_func(partial(_same, Money), _money)
    converter.register_structure_hook_func(partial(_same, Facts), partial(_facts, converter))
    converter.register_structure_hook_func(partial(_same, Grade), partial(_grade, converter))
    for kind in DERIVED:
        converter.register_structure_hook_func(partial(_same, kind), _unreadable(kind))
    for kind, hook in beside_duties(converter, by_field, each):
        converter.register_structure_hook_func(partial(_same, kind), hook)
    return converter


def _same(kind: object, shape: object) -> bool:
    return kind is shape


def _is(origin: type) -> Callable[[object], bool]:
    return lambda shape: get_origin(shape) is origin


def _is_choice(shape: object) -> bool:
    return len(options(shape)) > 1


def _is_enumeration(shape: object) -> bool:
    return is_own(shape) and issubclass(cast("type", shape), Enum)


def _is_renamed(shape: object) -> bool:
    return hasattr(shape, "__supertype__")


def _unreadable(shape: object) -> Reader:
    def hook(node: object, _: object) -> object:
        raise reject("document.kind", node, kind=str(getattr(shape, "__name__", shape)))

    return hook


def _renamed(converter: Converter, shape: object) -> Reader:
    own: object = getattr(shape, "__supertype__", None)
    hook: Reader = converter.get_structure_hook(own)
    return hook


def _or_nothing(converter: Converter, shape: object) -> Reader:
    option = options(shape)[0]
    inner: Reader = converter.get_structure_hook(option)

    def hook(node: object, _: object) -> object:
        return None if node is None else inner(node, option)

    return hook


def _coded(shape: object) -> Reader:
    members = {member.value: member for member in cast("type[Enum]", shape)}
    known = ", ".join(map(str, members))

    def hook(node: object, _: object) -> object:
        if type(node) is not str:
            raise wrong_type(node, "str")
        found = members.get(node)
        if found is None:
            raise reject("code", node, known=known)
        return found

    return hook


def _identified(shape: object) -> Reader:
    kind = cast("Callable[[str], object]", shape)

    def hook(node: object, _: object) -> object:
        if type(node) is not str:
            raise wrong_type(node, "str")
        try:
            return kind(node)
        except LoanVisitError as error:
            raise refused(error, "", ()) from None

    return hook


def each(item: object, reader_of: Callable[[object], Reader]) -> Callable[[object], list[object]]:
    """Return what reads each entry of a list; its reader is looked up late, so that a proof may hold proofs."""

    def hook(node: object) -> list[object]:
        if type(node) is not list:
            raise wrong_type(node, "list")
        inner = reader_of(item)
        values: list[object] = []
        found: Gathered | None = None
        for place, entry in enumerate(cast("list[object]", node)):
            try:
                values.append(inner(entry, item))
            except Rejected as rejected:
                found = found or Gathered()
                found.add(rejected.under(place))
        if found is not None:
            raise found.rejected()
        return values

    return hook


def _listed(converter: Converter, shape: object) -> Reader:
    read_each = each(get_args(shape)[0], converter.get_structure_hook)
    return lambda node, _: tuple(read_each(node))


def _gathered_set(converter: Converter, shape: object) -> Reader:
    read_each = each(get_args(shape)[0], converter.get_structure_hook)

    def hook(node: object, _: object) -> object:
        entries = read_each(node)
        gathered = frozenset(entries)
        if len(gathered) == len(entries):
            return gathered
        found, seen = Gathered(), set[object]()
        for place, entry in enumerate(entries):
            if entry in seen:
                found.add(reject("duplicate", NOTHING).under(place))
            seen.add(entry)
        raise found.rejected()

    return hook


def _mapped(converter: Converter, shape: object) -> Reader:
    keyed, item = get_args(shape)
    key_hook, hook = converter.get_structure_hook(keyed), converter.get_structure_hook(item)

    def read_each(node: object, _: object) -> object:
        found, values = Gathered(), dict[object, object]()
        for key, entry in entries_of(node).items():
            try:
                values[key_hook(key, keyed)] = hook(entry, item)
            except Rejected as rejected:
                found.add(rejected.under(key))
        if found:
            raise found.rejected()
        return values

    return read_each


def entries_of(node: object) -> dict[str, object]:
    """Return the entries of an object; anything else, and a key that is no text, is refused."""
    if type(node) is not dict:
        raise wrong_type(node, "object")
    entries = cast("dict[object, object]", node)
    if any(type(key) is not str for key in entries):
        raise reject("key.type", next(key for key in entries if type(key) is not str))
    return cast("dict[str, object]", node)


class _Declared:
    """The fields of a class with their readers, looked up on first use, so that a class may hold values of itself."""

    def __init__(self, converter: Converter, kind: type, own: Mapping[str, Reader]) -> None:
        self.names = tuple(one.name for one in attrs.fields(cast("type[attrs.AttrsInstance]", kind)) if one.init)
        self.has_id = isinstance(getattr(kind, "id", None), property)
        self.known = (*(("id",) if self.has_id else ()), *self.names)
        self._converter, self._kind, self._own = converter, kind, own
        self._fields: list[tuple[str, object, Reader, bool]] = []

    def fields(self) -> list[tuple[str, object, Reader, bool]]:
        """Return each field's name, declared type and reader, null apart, and whether it may be null."""
        hints, hook = get_type_hints(self._kind), self._converter.get_structure_hook
        found: list[tuple[str, object, Reader, bool]] = []
        for name in self.names:
            shape = options(hints[name])[0] if is_optional(hints[name]) else hints[name]
            reads = self._own.get(name) or hook(shape)
            found.append((name, shape, reads, shape is not hints[name]))
        self._fields = found  # all at once: another thread may read meanwhile
        return found

    def given(self, entries: dict[str, object]) -> dict[str, object]:
        """Return the contents of the fields, or refuse everything that is wrong with them at once."""
        given: dict[str, object] = {}
        found: Gathered | None = None
        for name, shape, inner, may_be_null in self._fields or self.fields():
            entry = entries.get(name, NOTHING)
            if entry is None and may_be_null:
                given[name] = None
                continue
            if entry is NOTHING:
                found = found or Gathered()
                found.add(reject("key.missing", NOTHING, key=name))
                continue
            try:
                given[name] = inner(entry, shape)
            except Rejected as rejected:
                found = found or Gathered()
                found.add(rejected.under(name))
        if found is not None or len(entries) != len(self.known) or (self.has_id and "id" not in entries):
            raise _with_strangers(entries, self.known, found or Gathered())
        return given


def by_field(converter: Converter, kind: type, **own: Reader) -> Reader:
    """Return the reader of a class: every field and no other key, and the id where it follows from what it is.

    `own` gives the readers of fields that are not read by their declared type.
    """
    declared = _Declared(converter, kind, own)

    def hook(node: object, _: object) -> object:
        if type(node) is not dict:
            raise wrong_type(node, "object")
        entries = cast("dict[str, object]", node)
        given = declared.given(entries)
        try:
            value: object = kind(**given)
        except LoanVisitError as error:
            raise refused(error, kind.__name__, declared.names) from None
        if declared.has_id:
            _is_its_own(value, entries)
        return value

    return hook


def _is_its_own(value: object, entries: dict[str, object]) -> None:
    """Refuse an id that is not the one that follows from what the value is."""
    if entries["id"] != str(cast("_Named", value).id):
        raise reject("id.derived", entries["id"]).under("id")


def _with_strangers(entries: dict[str, object], known: tuple[str, ...], found: Gathered) -> Rejected:
    """Return what was found wrong, every key that is not known, and an id that is not there."""
    if "id" in known and "id" not in entries and not any(wrong.is_missing("id") for wrong in found.wrongs):
        found.add(reject("key.missing", NOTHING, key="id"))
    for key in entries_of(entries):
        if key not in known:
            near = nearest(key, known) if len(found.wrongs) < CAP else ""
            found.add(reject("key.unknown", NOTHING, near=near).under(key))
    return found.rejected()


_OF_MONEY = ("amount", "currency")


def _money(node: object, _: object) -> Money:
    entries = exactly(node, _OF_MONEY)
    amount, currency = read_amount_at(entries, "amount"), entries["currency"]
    try:
        return Money(amount, cast("str", currency))
    except LoanVisitError as error:
        raise refused(error, "Money", _OF_MONEY) from None


def read_amount_at(entries: dict[str, object], key: str) -> str:
    """Read the text of an amount under a key."""
    try:
        return read_amount(entries[key])
    except Rejected as rejected:
        raise rejected.under(key) from None


def exactly(node: object, known: tuple[str, ...]) -> dict[str, object]:
    """Return the entries of an object that has these keys and no other."""
    held = cast("dict[str, object]", node)
    if type(node) is dict and len(held) == len(known) and all(map(held.__contains__, known)):
        return held
    entries, found = entries_of(held), Gathered()
    for key in known:
        if key not in entries:
            found.add(reject("key.missing", NOTHING, key=key))
    raise _with_strangers(entries, known, found)


def _facts(converter: Converter, node: object, _: object) -> Facts:
    found, known = Gathered(), dict[str, FactValue]()
    hook: Reader = converter.get_structure_hook(FactValue)
    name_hook: Reader = converter.get_structure_hook(str)
    for name, entry in entries_of(node).items():
        try:
            name_hook(name, str)
            known[name] = cast("FactValue", hook(entry, FactValue))
        except Rejected as rejected:
            found.add(rejected.under(name))
    if found:
        raise found.rejected()
    return Facts(known)


def _grade(converter: Converter, node: object, _: object) -> Grade:
    """Read a grade: the five-tier scale stands by its name, a bank's own is written whole."""
    entries = exactly(node, ("scale", "code", "since", "was", "was_since"))
    found = Gathered()

    def field(name: str, shape: object) -> object:
        try:
            return converter.get_structure_hook(shape)(entries[name], shape)
        except Rejected as rejected:
            found.add(rejected.under(name))
            return None

    scale = FIVE_TIER if entries["scale"] == FIVE_TIER.id else field("scale", RiskScale)
    code, since, was = field("code", str), field("since", date | None), field("was", str | None)
    was_since = field("was_since", date | None)
    if found:
        raise found.rejected()
    try:
        return Grade(
            scale=cast("RiskScale", scale), code=cast("str", code), since=cast("date", since), was=cast("str", was),
            was_since=cast("date", was_since),
        )  # fmt: skip
    except LoanVisitError as error:
        raise refused(error, "Grade", ("code", "since", "was", "was_since")) from None
