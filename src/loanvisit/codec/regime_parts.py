"""The parts of a regime's file: tests of facts, excuses, buckets, rules, terms, each fault with its path and line."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from loanvisit.codec.conditions import Declared, named
from loanvisit.codec.tables import Table, as_table
from loanvisit.domain import (
    AgeStep,
    Confidence,
    Counting,
    DayBucket,
    Excuse,
    Fact,
    FactKind,
    FactName,
    FactTest,
    FloorRule,
    Limit,
    Materiality,
    Money,
    RiskScale,
    Term,
)
from loanvisit.domain.codes import nearest_code
from loanvisit.domain.day_bucket import MOST_DAYS
from loanvisit.domain.regime_checks import is_fair
from loanvisit.errors import nearest
from loanvisit.words import Text

_LIMITS = {limit.value: limit for limit in Limit if limit is not Limit.IS}
_NUMBERS = (FactKind.WHOLE, FactKind.DECIMAL)
_FORMS = {FactKind.FLAG: "true | false", FactKind.CODE: '"text"', FactKind.WHOLE: "{ above = 90 }"}


@frozen(kw_only=True)
class Known:
    """What parts of a file refer to by name; a name is None where its own declaration is faulty."""

    scale: RiskScale | None
    facts: Declared
    citations: Mapping[str, Text | None]
    terms: tuple[str, ...] = ()


def read_source(table: Table, known: Known) -> tuple[Text | None, Confidence | None]:
    """Read where a number stands, by a key of `[citations]`, and how sure that is."""
    key, confidence = table.word("citation", required=True), table.choice("confidence", Confidence)
    if key is not None and key not in known.citations:
        near = nearest_code(key, known.citations)
        table.note("citation.unknown", table.at("citation"), key, near=near)
    return (None if key is None else known.citations.get(key)), confidence


def read_grade(table: Table, known: Known, *, required: bool) -> str | None:
    """Read a grade of the regime's scale."""
    if known.scale is None:
        return table.word("grade", required=required)
    return table.code("grade", known.scale.grades, required=required)


def read_tests(table: Table, known: Known, *, excusing: bool = False) -> tuple[FactTest, ...]:
    """Read the table `when`: each fact with what it must be; those with faults are noted and left out."""
    when = table.table("when", "{ days_past_due = { above = 90 } }", required=True)
    found: list[FactTest] = []
    if when is None:
        return ()
    if not when.content:
        when.note("empty", when.path, when.content)
    for name, value in named(when.content, "", known.facts):
        if name not in known.facts:
            when.note("fact.undeclared", when.at(name), value, near=nearest(name, sorted(known.facts)))
            continue
        fact = known.facts[FactName(name)]
        for test in () if fact is None else _of_fact(when, fact, value):
            if is_fair(test, excusing=excusing):
                found.append(test)
            else:
                when.note("test.rewards", when.at(name), value)
    return tuple(found)


def _of_fact(table: Table, fact: Fact, given: object) -> Iterator[FactTest]:
    path = table.at(fact.name)
    if fact.kind not in _NUMBERS:
        if fact.kind in _FORMS and fact.accepts(given) and isinstance(given, bool | str):
            yield FactTest(fact=fact.name, limit=Limit.IS, value=given)
        else:
            table.note("fact.type", path, given, form=_FORMS.get(fact.kind, "flag | whole | decimal | code"))
        return
    limits = as_table(given)
    if not limits:
        table.note("fact.type", path, given, form=_FORMS[FactKind.WHOLE])
        return
    for key, value in limits.items():
        if key not in _LIMITS:
            table.note("key.unknown", f"{path}.{key}", value, near=nearest(key, sorted(_LIMITS)))
        elif type(value) is int or type(value) is Decimal:
            yield FactTest(fact=fact.name, limit=_LIMITS[key], value=value)
        else:
            table.note("fact.type", f"{path}.{key}", value, form="90")


def read_excuses(table: Table, known: Known) -> tuple[Excuse, ...]:
    """Read the list `excuse`; left out, there is none."""
    found: list[Excuse] = []
    for path, value in table.entries("excuse", "[[excuse]]"):
        own = table.below(path, value, "[[excuse]]")
        if own is None:
            continue
        before = len(own.faults)
        title, tests = own.text("title"), read_tests(own, known, excusing=True)
        citation, confidence = read_source(own, known)
        own.close()
        if title is not None and citation is not None and confidence is not None and len(own.faults) == before:
            found.append(Excuse(title=title, tests=tests, citation=citation, confidence=confidence))
    return tuple(found)


def read_bucket(table: Table, known: Known) -> DayBucket | None:
    """Read a bucket of days; its bounds are written as the paper states them."""
    bounds = {key: table.number(key, low=0, high=MOST_DAYS) for key in ("above", "at_least", "at_most", "below")}
    lows, highs = ([key for key in keys if key in table] for keys in (("above", "at_least"), ("at_most", "below")))
    if len(lows) != 1 or len(highs) > 1:
        table.note("days.bound", table.path)
    grade, excuses = read_grade(table, known, required=True), read_excuses(table, known)
    citation, confidence = read_source(table, known)
    table.close()
    low = bounds[lows[0]] if len(lows) == 1 else None
    if low is None or grade is None or citation is None or confidence is None:
        return None
    return DayBucket(
        grade=grade, low=low, low_in="at_least" in lows, high=bounds[highs[0]] if highs else None,
        high_in=highs != ["below"], excuses=excuses, citation=citation, confidence=confidence,
    )  # fmt: skip


def read_age(table: Table, known: Known) -> AgeStep | None:
    """Read a step of age: the grade of what has been non-performing for more than a span."""
    grade, above = read_grade(table, known, required=True), table.span("above")
    citation, confidence = read_source(table, known)
    table.close()
    if grade is None or above is None or citation is None or confidence is None:
        return None
    return table.made(lambda: AgeStep(grade=grade, above=above, citation=citation, confidence=confidence))


def read_rule(table: Table, known: Known) -> FloorRule | None:
    """Read a rule over facts; without a grade it names what a person must judge."""
    name, title, tests = table.word("id", required=True), table.text("title"), read_tests(table, known)
    grade, excuses = read_grade(table, known, required=False), read_excuses(table, known)
    term, by_choice = table.word("term"), table.flag("by_choice")
    if term is not None and term not in known.terms:
        table.note("term.unknown", table.at("term"), term, near=nearest(term, list(known.terms)))
    citation, confidence = read_source(table, known)
    table.close()
    if name is None or title is None or citation is None or confidence is None:
        return None
    return FloorRule(
        id=name, title=title, tests=tests, grade=grade, excuses=excuses, term=term, by_choice=by_choice,
        citation=citation, confidence=confidence,
    )  # fmt: skip


def read_term(table: Table, known: Known) -> Term | None:
    """Read a term that must run."""
    name, title, since = table.word("id", required=True), table.text("title"), table.word("since", required=True)
    if since is not None:
        _check_since(table, since, known)
    least, periods = table.span("least"), table.number("periods", low=0, high=120)
    counting, is_open = table.choice("counting", Counting, default=Counting.FULL_PERIODS), table.flag("open")
    late_restarts = table.flag("late_restarts")
    citation, confidence = read_source(table, known)
    table.close()
    if (
        name is None or title is None or since is None or least is None or counting is None or citation is None
        or confidence is None
    ):  # fmt: skip
        return None
    return table.made(
        lambda: Term(
            id=name, title=title, since=FactName(since), least=least, periods=periods or 0, counting=counting,
            late_restarts=late_restarts, is_open=is_open, citation=citation, confidence=confidence,
        )
    )  # fmt: skip


def _check_since(table: Table, since: str, known: Known) -> None:
    fact = known.facts.get(FactName(since))
    if since not in known.facts:
        table.note("fact.undeclared", table.at("since"), since, near=nearest(since, sorted(known.facts)))
    elif fact is not None and fact.kind is not FactKind.DATE:
        table.note("fact.type", table.at("since"), since, form="date")


def read_materiality(table: Table, known: Known) -> Materiality | None:
    """Read from which amount days count."""
    retail, other = (_money(table, key) for key in ("retail", "other"))
    percent = table.take("percent", Decimal, "1.0", required=True)
    by_debtor = table.flag("by_debtor")
    citation, confidence = read_source(table, known)
    table.close()
    if retail is None or other is None or percent is None or citation is None or confidence is None:
        return None
    return table.made(
        lambda: Materiality(
            retail=retail, other=other, percent=percent, by_debtor=by_debtor, citation=citation, confidence=confidence
        )
    )


def _money(table: Table, key: str) -> Money | None:
    value = table.word(key, required=True, form='"100.00 EUR"')
    if value is None:
        return None
    amount, _, currency = value.partition(" ")
    return table.made(lambda: Money(amount, currency), table.at(key))
