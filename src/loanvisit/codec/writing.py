"""How each type of value is written as plain data: one hook an exact type, and nothing written that has none."""

import operator
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from types import NoneType
from typing import Protocol, TypeAlias, cast, get_args, get_origin

from cattrs import Converter
from cattrs.fns import identity
from cattrs.gen import make_dict_unstructure_fn, override

from loanvisit.codec.beside import HOLDERS
from loanvisit.codec.canonical import Document, canonical_bytes, digest
from loanvisit.codec.kinds import has_fields, is_id, is_optional, is_own, options, snake, tag
from loanvisit.codec.upgrading import VERSION
from loanvisit.domain import FIVE_TIER, BorrowerFile, Change, Facts, Grade, Money, Obligation, Rule, Visit
from loanvisit.errors import InputError, fault
from loanvisit.scheduling import FilePlan, Plan

Hook: TypeAlias = Callable[[object], Document]
_AS_IS = cast("Hook", identity)
"""What cattrs knows to need no call."""


class _Named(Protocol):
    """A value whose id follows from what it is."""

    @property
    def id(self) -> object: ...


class _Visiting(Protocol):
    """A value that holds visits."""

    @property
    def visits(self) -> tuple[Visit, ...]: ...


def enveloped(value: object) -> dict[str, Document]:
    """Write a value with the name of its type and the version of that type's form."""
    if not is_own(type(value)):
        raise InputError(fault("type", "value", value, form="a value of loanvisit"))
    return {"type": snake(type(value).__name__), "version": VERSION, "value": _written(value)}


def _written(value: object) -> Document:
    """Write a value by what it is, where no field declares it."""
    hook: Hook = _writer().get_unstructure_hook(type(value))
    return hook(value)


@cache
def _writer(*, rules_named: bool = False) -> Converter:
    """Build the converter, on first use: the type that a field declares decides how it is written.

    With `rules_named` a duty names its rule by policy, version and clause, for a document that lists the rules itself.
    """
    writer = Converter(unstructure_fallback_factory=lambda _: _refused)
    writer.register_unstructure_hook(bytes, _refused)
    writer.register_unstructure_hook_factory(has_fields, partial(_by_field, writer))
    writer.register_unstructure_hook_factory(is_optional, partial(_or_nothing, writer))
    writer.register_unstructure_hook_factory(_is(tuple), partial(_listed, writer))
    writer.register_unstructure_hook_factory(_is(frozenset), partial(_sorted, writer))
    writer.register_unstructure_hook_factory(_is(Mapping), partial(_mapped, writer))
    writer.register_unstructure_hook_func(is_id, operator.attrgetter("value"))
    writer.register_unstructure_hook_func(_is_choice, _tagged)
    exactly = [*_EXACT.items(), *([(Rule, _rule_name)] if rules_named else [])]
    for exact, hook in exactly:
        writer.register_unstructure_hook_func(partial(operator.is_, exact), hook)
    return writer


def _is(origin: type) -> Callable[[object], bool]:
    return lambda kind: get_origin(kind) is origin


def _is_choice(kind: object) -> bool:
    """Say whether a declared type leaves a choice, so that what is written must say which was taken."""
    return len(options(kind)) > 1


def _or_nothing(writer: Converter, kind: object) -> Hook:
    """Write null as it is; what is written as it is anyway needs no look."""
    inner: Hook = writer.get_unstructure_hook(options(kind)[0])
    return inner if inner is _AS_IS else lambda value: None if value is None else inner(value)


def _by_field(writer: Converter, kind: type) -> Hook:
    """Write a value as its id, where that follows from what it is, and its fields.

    What holds visits and the duties they cover side by side writes each such duty once; its visits name it.
    """
    if kind in HOLDERS:
        return _holding(writer, kind)
    fields: Callable[[object], dict[str, Document]] = make_dict_unstructure_fn(kind, writer)
    if isinstance(getattr(kind, "id", None), property):
        return lambda value: {"id": str(cast("_Named", value).id), **fields(value)}
    return fields


def _holding(writer: Converter, kind: type) -> Hook:
    """Write what holds visits beside duties: a visit names a duty that stands there as it covers it."""
    fields: Callable[[object], dict[str, Document]] = make_dict_unstructure_fn(kind, writer, visits=override(omit=True))
    plain: Callable[[object], dict[str, Document]] = make_dict_unstructure_fn(Visit, writer, covers=override(omit=True))
    has_id = isinstance(getattr(kind, "id", None), property)

    def hook(value: object) -> Document:
        held = {duty.id: duty for duty in _duties(value)}
        whole: Hook = writer.get_unstructure_hook(Obligation)
        written: list[Document] = []
        for visit in cast("_Visiting", value).visits:
            covers = [duty.id.value if held.get(duty.id) == duty else whole(duty) for duty in visit.covers]
            written.append({"id": visit.id.value, **plain(visit), "covers": covers})
        named: dict[str, Document] = {"id": str(cast("_Named", value).id)} if has_id else {}
        return {**named, **fields(value), "visits": written}

    return hook


def _duties(value: object) -> tuple[Obligation, ...]:
    """Return the duties that stand beside the visits of a value."""
    if isinstance(value, FilePlan):
        return (*value.duties.owed, *value.duties.projected)
    return cast("BorrowerFile | Change", value).obligations


def _listed(writer: Converter, kind: object) -> Hook:
    items = get_args(kind)
    if items[-1] is Ellipsis:
        return lambda values: _each(writer, items[0], values)

    def hook(values: object) -> Document:
        hooks = [writer.get_unstructure_hook(item) for item in items]
        return [cast("Document", one(value)) for one, value in zip(hooks, cast("tuple[object]", values), strict=True)]

    return hook


def _sorted(writer: Converter, kind: object) -> Hook:
    item = get_args(kind)[0]
    return lambda values: _in_order(_each(writer, item, values))


def _in_order(written: list[Document]) -> list[Document]:
    """Sort what a set held: texts and numbers as they are, anything else by its one spelling."""
    if set(map(type, written)) <= {str}:
        return [*sorted(cast("list[str]", written))]
    return sorted(written, key=canonical_bytes)


def _each(writer: Converter, item: object, values: object) -> list[Document]:
    """Write each of many; the hook is looked up late, so that a proof may hold proofs."""
    hook: Hook = writer.get_unstructure_hook(item)
    return [hook(value) for value in cast("Iterable[object]", values)]


def _mapped(writer: Converter, kind: object) -> Hook:
    """Write a mapping by the text of its keys, sorted."""
    item = get_args(kind)[1]

    def hook(values: object) -> Document:
        inner: Hook = writer.get_unstructure_hook(item)
        written = {_key(key): inner(value) for key, value in cast("Mapping[object, object]", values).items()}
        return dict(sorted(written.items()))

    return hook


def _key(key: object) -> str:
    return str(key.value) if isinstance(key, Enum) else str(key)


def _decimal(number: Decimal) -> Document:
    """Write a decimal by its value alone: no exponent, no zeros at its end, no minus before zero."""
    if number == 0:
        return "0"
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _day(day: date) -> Document:
    return day.isoformat()


def _instant(instant: datetime) -> Document:
    kept = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return f"{kept.isoformat()[: -len('+00:00')]}Z"


def _money(money: Money) -> Document:
    return {"amount": format(money.amount, "f"), "currency": money.currency}


def _grade(grade: Grade) -> Document:
    """Write a grade: the five-tier scale by its name, a bank's own whole."""
    return {
        "scale": FIVE_TIER.id if grade.scale == FIVE_TIER else _written(grade.scale),
        "code": grade.code,
        "since": None if grade.since is None else _day(grade.since),
        "was": grade.was,
        "was_since": None if grade.was_since is None else _day(grade.was_since),
    }


def _facts(facts: Facts) -> Document:
    return {name: _tagged(known) for name, known in facts.items()}


def _tagged(value: object) -> Document:
    """Write a value of which the field does not say the type: as it is where JSON tells, else with its type.

    A thing with an id of its own is named by it: the rows behind a figure are named, not copied.
    """
    if value is None or type(value) in (bool, int, str):
        return cast("Document", value)
    name, names_a_thing = tag(cast("Hashable", type(value)))
    if names_a_thing:
        return {"type": name, "id": str(value)}
    own: object = getattr(value, "id", None)
    if own is not None and tag(cast("Hashable", type(own)))[1]:
        return {"type": name, "id": str(own)}
    written = _written(value)
    return {"type": name, **written} if isinstance(written, dict) else {"type": name, "value": written}


def _plan(plan: Plan) -> Document:
    """Write a plan: what it was made from by name and digest, and what it says of each borrower."""
    parts: Hook = _writer(rules_named=True).get_unstructure_hook(tuple[FilePlan, ...])
    rules = {canonical_bytes(_written(duty.rule)): duty.rule for duty in _distinct(plan)}
    policy = digest(enveloped(plan.policy)) if is_own(type(plan.policy)) else None
    return {
        "as_of": _day(plan.as_of),
        "until": _day(plan.until),
        "book": {"digest": digest(enveloped(plan.book))},
        "policy": {"id": plan.policy.id.value, "version": plan.policy.version, "digest": policy},
        "calendar": {"id": plan.calendar.id, "digest": digest(enveloped(plan.calendar))},
        "rules": [_written(rules[key]) for key in sorted(rules)],
        "parts": parts(tuple(plan.parts.values())),
    }


def _distinct(plan: Plan) -> tuple[Obligation, ...]:
    """Return one duty of each rule of a plan."""
    return tuple({id(duty.rule): duty for duty in (*plan.owed, *plan.projected)}.values())


def _rule_name(value: object) -> Document:
    rule = cast("Rule", value)
    return {"policy": rule.policy.value, "version": rule.version, "clause": rule.clause.value}


def _refused(value: object) -> Document:
    raise InputError(fault("type", "value", value, form="a value of loanvisit"))


_EXACT: dict[type, Hook] = {
    str: _AS_IS,
    int: _AS_IS,
    bool: _AS_IS,
    NoneType: _AS_IS,
    Decimal: cast("Hook", _decimal),
    date: cast("Hook", date.isoformat),
    datetime: cast("Hook", _instant),
    Money: cast("Hook", _money),
    Grade: cast("Hook", _grade),
    Facts: cast("Hook", _facts),
    Plan: cast("Hook", _plan),
}
