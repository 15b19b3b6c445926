"""The `when` and `applies` tables: each fact tested, by which test, against values of the fact's own type."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from loanvisit.codec.tables import DAY, Table, as_list, as_table, under
from loanvisit.domain import Comparison, Condition, Fact, FactKind, FactName, Money
from loanvisit.domain.conditions import Bound
from loanvisit.errors import nearest
from loanvisit.words import Text

Declared: TypeAlias = Mapping[FactName, Fact | None]
"""Every fact declared; None for one whose declaration is faulty, so that nothing more can be said of it."""

_TESTS = {
    "not": Comparison.IS_NOT,
    "at_least": Comparison.AT_LEAST,
    "above": Comparison.ABOVE,
    "at_most": Comparison.AT_MOST,
    "below": Comparison.BELOW,
    "known": Comparison.KNOWN,
}
_FORMS: Mapping[FactKind, str | Text] = {
    FactKind.FLAG: "true | false",
    FactKind.WHOLE: "12",
    FactKind.DECIMAL: "0.35",
    FactKind.MONEY: '"5000000.00 CNY"',
    FactKind.DATE: DAY,
    FactKind.GRADE: '"pass"',
    FactKind.CODE: '"text"',
}


def read_conditions(table: Table, declared: Declared) -> tuple[Condition, ...]:
    """Read every condition of a table, in the order written; those with faults are noted and left out.

    A plain value means is, a list means any of, and a table names its tests: `{ not = ["settled"] }`,
    `{ above = 12, at_most = 60 }`.
    """
    found: list[Condition] = []
    for name, value in named(table.content, "", declared):
        fact = declared.get(FactName(name))
        path = table.at(name)
        if name not in declared:
            table.note("fact.undeclared", path, value, near=nearest(name, sorted(declared)))
        elif fact is not None and fact.kind is FactKind.EVENT:
            table.note("fact.event", path, value)
        elif fact is not None:
            found += _of_fact(table, fact, value, path)
    return tuple(found)


def named(content: Mapping[str, object], prefix: str, declared: Collection[str]) -> Iterator[tuple[str, object]]:
    """Yield each fact named with what is said of it; `borrower.kind` may be written with or without quotes."""
    for key, value in content.items():
        name = f"{prefix}{key}"
        below = as_table(value)
        if below and name not in declared and any(known.startswith(f"{name}.") for known in declared):
            yield from named(below, f"{name}.", declared)
        else:
            yield name, value


def _of_fact(table: Table, fact: Fact, given: object, path: str) -> Iterator[Condition]:
    tests = as_table(given)
    if tests is None:
        yield from _tested(table, fact, Comparison.IS, given, path)
        return
    if not tests:
        table.note("empty", path, tests)
    for place, (key, value) in enumerate(tests.items(), 1):
        test = _TESTS.get(key)
        if test is None:
            table.note("key.unknown", under(path, key, place), value, near=nearest(key, sorted(_TESTS)))
        elif test is Comparison.KNOWN:
            yield from _known(table, fact, value, f"{path}.{key}")
        elif test is not Comparison.IS_NOT and fact.kind in (FactKind.CODE, FactKind.FLAG):
            table.note("fact.type", f"{path}.{key}", value, form=f"{{ not = {_form(fact)} }}")
        elif test is not Comparison.IS_NOT and as_list(value) is not None:
            table.note("fact.type", f"{path}.{key}", value, form=_form(fact))
        else:
            yield from _tested(table, fact, test, value, f"{path}.{key}")


def _known(table: Table, fact: Fact, value: object, path: str) -> Iterator[Condition]:
    if type(value) is bool:
        yield Condition(fact=fact.name, test=Comparison.KNOWN, values=(value,))
    else:
        table.note("fact.type", path, value, form="true | false")


def _tested(table: Table, fact: Fact, test: Comparison, given: object, path: str) -> Iterator[Condition]:
    values = as_list(given)
    bounds = [_bound(table, fact, value, path) for value in ([given] if values is None else values)]
    exact = tuple(bound for bound in bounds if bound is not None)
    if len(exact) < len(bounds):
        return
    condition = Condition(fact=fact.name, test=test, values=exact)
    faults = condition.faults({fact.name: fact}, path)
    for one in faults:
        table.keep(one)
    if not faults:
        yield condition


def _bound(table: Table, fact: Fact, value: object, path: str) -> bool | Bound | None:
    """Return a value as the fact's own type, or note which form it should have."""
    if fact.kind is FactKind.MONEY and type(value) is str and value.count(" ") == 1:
        amount, _, currency = value.partition(" ")
        return table.made(lambda: Money(amount, currency), path)
    if fact.kind is FactKind.DECIMAL and type(value) is int:
        return Decimal(value)
    exact = str if fact.kind is FactKind.GRADE else fact.kind.python
    if type(value) is exact and isinstance(value, bool | int | Decimal | date | str):
        return value
    is_quoted = fact.kind is FactKind.DATE and type(value) is str
    table.note("date.quoted" if is_quoted else "fact.type", path, value, form=_form(fact))
    return None


def _form(fact: Fact) -> str | Text:
    return " | ".join(fact.scale.grades) if fact.scale is not None else _FORMS[fact.kind]
