"""A file with one thing altered: which values a fact may take in thought, where it is carried, and how far each lies.

Candidates are grouped by how far they lie from what is known, nearest first: a grade by its places on the scale, a
number by its difference, a day by its days; codes and flags all lie equally near, and so does whatever a fact may be
that is not known yet.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias, cast

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    BorrowerKind,
    Condition,
    Drawdown,
    Fact,
    FactKind,
    FactName,
    FactValue,
    Grade,
    Loan,
    LoanStatus,
    Money,
    Subject,
    UnitId,
)
from loanvisit.domain.dates import is_day
from loanvisit.domain.money import exponent
from loanvisit.errors import LoanVisitError

FARTHEST = 400
"""How many days from what is known a day is moved in thought."""
Altered: TypeAlias = Callable[[], BorrowerFile]
"""Makes the altered file; it may be one that cannot be."""


class Place(NamedTuple):
    """Where a fact is carried: by whom, what it is there, and the file with another value in that place."""

    holder: Subject
    value: FactValue | None
    set: Callable[[FactValue | None], BorrowerFile]


Step: TypeAlias = tuple[FactValue | None, ...]
"""The values that lie equally far."""


def is_possible(make: Altered) -> BorrowerFile | None:
    """Return an altered file; None where there can be no such file, as where a loan matures before its payout."""
    try:
        return make()
    except LoanVisitError:
        return None


def behind(file: BorrowerFile, subject: Subject) -> tuple[Loan, ...]:
    """Return the loans behind a subject, in order of id."""
    if isinstance(subject, BorrowerId):
        return file.loans
    return tuple(
        loan for loan in file.loans if subject == loan.id or any(subject == drawn.id for drawn in loan.drawdowns)
    )


def places(fact: Fact, file: BorrowerFile, subject: Subject) -> Iterator[Place]:
    """Yield each place where the fact of a subject is carried, in order of id."""
    loans = behind(file, subject)
    if fact.name in _OF_LOANS:
        yield from (_of_loan(fact.name, loan, file) for loan in loans)
    elif fact.name == "disbursed_on":
        yield from (_of_drawdown("drawn_on", drawn, loan, file) for loan in loans for drawn in loan.drawdowns)
    elif fact.name == "matures_on":
        yield from (
            _of_drawdown("matures_on", drawn, loan, file)
            for loan in loans
            for drawn in loan.drawdowns
            if drawn.id == subject and drawn.matures_on is not None
        )
        yield from (_of_loan(fact.name, loan, file) for loan in loans)
    elif fact.name == "borrower.kind":
        kind = file.borrower.kind
        yield Place(file.id, None if kind is None else kind.value, partial(_with_kind, file))
    else:
        yield from _of_own(fact, loans, file)


def _of_own(fact: Fact, loans: tuple[Loan, ...], file: BorrowerFile) -> Iterator[Place]:
    """Yield where a bank's own fact is carried: by loans, and by the borrower; by the loans where nobody does."""
    name = fact.name
    carrying = [loan for loan in loans if name in loan.facts]
    at_borrower = file.facts.get(name, file.borrower.facts.get(name))
    for loan in carrying or (loans if at_borrower is None else ()):
        yield Place(loan.id, loan.facts.get(name), _fact_setter(file, loan, name))
    if at_borrower is not None or not loans:
        yield Place(file.id, at_borrower, partial(_with_fact, file, name))


def _fact_setter(file: BorrowerFile, loan: Loan, name: FactName) -> Callable[[FactValue | None], BorrowerFile]:
    return lambda to: _with_loan(file, evolve(loan, facts={**loan.facts, name: cast("FactValue", to)}))


def _same(to: object) -> object:
    return to


_OF_LOANS: dict[str, tuple[Callable[[Loan], FactValue | None], Callable[[Any], object]]] = {
    "product": (lambda loan: loan.product, _same),
    "status": (lambda loan: loan.status.value, LoanStatus),
    "principal": (lambda loan: loan.principal, _same),
    "risk": (lambda loan: loan.risk, _same),
    "unit": (lambda loan: None if loan.unit is None else loan.unit.value, UnitId),
}
"""The built-in facts that a loan carries: how each is read, and what its value is made of."""


def _of_loan(name: str, loan: Loan, file: BorrowerFile) -> Place:
    if name == "matures_on":
        return Place(loan.id, loan.matures_on, partial(_with_field, file, loan, name, _same))
    read, made = _OF_LOANS[name]
    return Place(loan.id, read(loan), partial(_with_field, file, loan, name, made))


def _of_drawdown(name: str, drawn: Drawdown, loan: Loan, file: BorrowerFile) -> Place:
    def with_day(to: FactValue | None) -> BorrowerFile:
        changed = evolve(drawn, **cast("Any", {name: to}))
        drawdowns = tuple(changed if one.id == drawn.id else one for one in loan.drawdowns)
        return _with_loan(file, evolve(loan, drawdowns=drawdowns))

    return Place(drawn.id, getattr(drawn, name), with_day)


def _with_loan(file: BorrowerFile, loan: Loan) -> BorrowerFile:
    return evolve(file, loans=tuple(loan if one.id == loan.id else one for one in file.loans))


def _with_field(
    file: BorrowerFile, loan: Loan, name: str, made: Callable[[Any], object], to: FactValue | None
) -> BorrowerFile:
    return _with_loan(file, evolve(loan, **cast("Any", {name: made(to)})))


def _with_fact(file: BorrowerFile, name: FactName, to: FactValue | None) -> BorrowerFile:
    return evolve(file, facts={**file.facts, name: cast("FactValue", to)})


def _with_since(place: Place, grade: Grade, to: FactValue | None) -> BorrowerFile:
    return place.set(evolve(grade, since=cast("date", to)))


def _with_kind(file: BorrowerFile, to: FactValue | None) -> BorrowerFile:
    return evolve(file, borrower=evolve(file.borrower, kind=BorrowerKind(to)))


def since_place(place: Place) -> Place | None:
    """Return the place of the day since when a grade holds; None where no grade is known."""
    grade = place.value
    if not isinstance(grade, Grade):
        return None
    return Place(place.holder, grade.since, partial(_with_since, place, grade))


def steps(fact: Fact, known: FactValue | None, tests: Iterable[Condition], *, offset: Money | None) -> Iterator[Step]:
    """Yield the values that a fact may take in thought, those that lie equally far together, the nearest first.

    Args:
        fact: as it is declared; a day has its own steps.
        known: what it is; None where it is not known, or is not what its fact is declared as.
        tests: the conditions of the policy on it.
        offset: what other loans add to an amount before it is compared; None where nothing does.
    """
    found: list[tuple[object, FactValue]] = []
    bounds: list[object] = [bound for test in tests for bound in test.values]
    if fact.kind is FactKind.GRADE:
        found = list(_grades(fact, known))
    elif fact.kind is FactKind.FLAG:
        found = [(0, to) for to in (False, True) if to is not known]
    elif fact.kind is FactKind.CODE:
        found = [(0, to) for to in _codes(fact, bounds) if to != known]
    else:
        found = list(_numbers(known, bounds, offset))
    for _, each in groupby(sorted(found, key=lambda one: cast("Any", one[0])), key=lambda one: one[0]):
        yield tuple(to for _, to in each)


def _grades(fact: Fact, known: FactValue | None) -> Iterator[tuple[object, FactValue]]:
    scale = fact.scale
    if scale is None:  # pragma: no cover: a fact of this kind has a scale
        return
    for rank, code in enumerate(scale.grades):
        if not isinstance(known, Grade):
            yield 0, scale.grade(code)
        elif code != known.code:
            yield abs(rank - known.rank), evolve(known, code=code)


def _codes(fact: Fact, bounds: list[object]) -> tuple[str, ...]:
    """Return the codes a fact may take: those declared, else those that clauses name, and one that none names."""
    if fact.codes:
        return fact.codes
    named = tuple(dict.fromkeys(str(bound) for bound in bounds))
    return (*named, unnamed_code(named))


def unnamed_code(named: Iterable[str], code: str = "other") -> str:
    """Return a code that is none of those named."""
    known = set(named)
    while code in known:
        code += "_"
    return code


def _numbers(known: FactValue | None, bounds: list[Any], offset: Money | None) -> Iterator[tuple[object, FactValue]]:
    """Yield both sides of each bound and the bound itself, once each, with how far it lies."""
    seen: list[FactValue] = []
    for bound in bounds:
        for to in _sides(bound, offset):
            if to == known or to in seen or (type(known) is Money and known.currency != to.currency):
                continue
            seen.append(to)
            yield _distance(known, to), to


def _sides(bound: Any, offset: Money | None) -> Iterator[Any]:
    """Yield the value just below a bound, the bound, and the value just above; amounts are never below zero."""
    if type(bound) is Money:
        least = Decimal((0, (1,), -exponent(bound.currency)))
        if offset is not None and offset.currency != bound.currency:
            return
        added = Decimal(0) if offset is None else offset.amount
        for step in (-least, Decimal(0), least):
            amount = bound.amount - added + step
            if amount >= 0:
                yield Money(amount, bound.currency)
    elif type(bound) is Decimal:
        power = cast("int", bound.as_tuple().exponent)
        least = Decimal((0, (1,), min(power, 0)))
        yield from (bound - least, bound, bound + least)
    else:
        yield from (bound - 1, bound, bound + 1)


def _distance(known: Any, to: Any) -> object:
    if known is None:
        return Decimal(0)
    if type(to) is Money:
        return abs(to.amount - known.amount)
    return abs(Decimal(to) - Decimal(known))


def days_around(known: FactValue | None, on: date, *, latest: date | None = None) -> Iterator[Step]:
    """Yield the days around a known one, outward day by day; around the day asked for where none is known."""
    center = known if type(known) is date else on
    for far in range(0 if known is None else 1, FARTHEST + 1):
        found = dict.fromkeys(center + timedelta(days=step) for step in (-far, far))
        yield tuple(day for day in found if is_day(day) and (latest is None or day <= latest))


def other_amounts(file: BorrowerFile, subject: Subject, holder: Subject) -> Money | None:
    """Return what other loans of a borrower add to an amount; None where nothing is added, or they do not add up."""
    if not isinstance(subject, BorrowerId):
        return None
    live = [loan for loan in file.loans if loan.status is LoanStatus.LIVE] or file.loans
    amounts = [loan.principal for loan in live if loan.id != holder and loan.principal is not None]
    total = None
    for amount in amounts:
        if total is not None and total.currency != amount.currency:
            return None
        total = amount if total is None else total + amount
    return total
