"""The `[facts]` table: what a bank declares beside the built-in facts."""

from loanvisit.codec.lines import Lines
from loanvisit.codec.tables import Table, as_table
from loanvisit.domain import BUILT_IN_FACTS, FIVE_TIER, DataClass, Fact, FactKind, FactName, RiskScale

_FORM = '{ kind = "code", label = { zh = "...", en = "..." } }'


def read_facts(top: Table, lines: Lines) -> tuple[Fact, ...]:
    """Read the bank's own facts, in the order written; those with faults are noted and left out.

    A built-in fact may be declared again to name its codes or its scale, never to change its type.
    """
    table = top.table("facts", _FORM, required=False)
    found: list[Fact] = []
    for name in table.content if table is not None else ():
        declared = table.table(name, _FORM, required=True) if table is not None else None
        if declared is not None:
            declared.line = lines.tables.get(f"facts.{name}", lines.tables.get("facts"))
            fact = _fact(declared, name)
            found += [] if fact is None else [fact]
    return tuple(found)


def declared_names(top: Table) -> tuple[FactName, ...]:
    """Return every name declared, soundly or not."""
    return tuple(FactName(name) for name in as_table(top.content.get("facts")) or ())


def _fact(table: Table, name: str) -> Fact | None:
    before = len(table.faults)
    kind, label = table.choice("kind", FactKind), table.text("label")
    data_class = table.choice("data_class", DataClass, default=DataClass.INTERNAL)
    unit, source = table.word("unit"), table.word("source")
    codes = table.words("codes") if kind is FactKind.CODE else ()
    scale = read_scale(table) if kind is FactKind.GRADE else None
    _check_name(table, name, kind)
    table.close()
    if kind is None or label is None or data_class is None or len(table.faults) > before:
        return None
    return Fact(
        name=FactName(name), kind=kind, label=label, data_class=data_class,
        unit=unit, codes=codes, scale=scale, source=source,
    )  # fmt: skip


def _check_name(table: Table, name: str, kind: FactKind | None) -> None:
    known = BUILT_IN_FACTS.get(FactName(name))
    if kind is not None and known is not None and known.kind is not kind:
        table.note("fact.type", table.at("kind"), kind.value, form=known.kind.value)
    if not name.strip():
        table.note("empty", table.path, name)


def read_scale(table: Table) -> RiskScale | None:
    """Read the scale of a grade: the five-tier one by its name, a bank's own by its id and its grades, best first."""
    if table.content.get("scale") == FIVE_TIER.id:
        table.word("scale")
        return FIVE_TIER
    own = table.table("scale", f'"{FIVE_TIER.id}" | {{ id = "own", grades = ["A1", "A2"] }}', required=True)
    if own is None:
        return None
    name, grades = own.word("id", required=True), own.words("grades")
    own.close()
    return None if name is None else own.made(lambda: RiskScale(id=name, grades=grades))
