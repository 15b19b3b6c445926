"""The doors of the library: an argument of another type is refused by its name, and by nothing else."""

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime
from time import perf_counter  # noqa: TID251  a bound on the cost is what the test is about
from typing import Any

import pytest
from attrs import evolve

from loanvisit import steps
from loanvisit.domain import BorrowerId, Loan, LoanId, Portfolio
from loanvisit.domain.exact import guarded
from loanvisit.errors import InputError
from loanvisit.scheduling import make_plan, plan_file
from loanvisit.testing import a_book, a_file, a_loan, a_past_visit, a_policy, an_officer, weekdays

NOW = datetime(2026, 3, 31, tzinfo=UTC)
DAY = date(2026, 3, 31)
STEPS = [getattr(steps, name) for name in steps.__all__]
WRONG: list[Any] = [None, "x", {}, 5, date(2026, 3, 31)]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_step_refuses_what_it_cannot_take_by_name(step: Callable[..., object], wrong: object) -> None:
    """Whatever stands where a file, an officer or an instant is meant: each such argument is a fault under its name."""
    required = [
        name for name, one in inspect.signature(step).parameters.items() if one.default is inspect.Parameter.empty
    ]
    with pytest.raises(InputError) as refused:
        step(**dict.fromkeys(required, wrong))
    told = {one.path for one in refused.value.faults}
    assert {"by", "at"} & set(required) <= told
    assert told <= set(required)
    first, *rest = required
    with pytest.raises(InputError) as refused:
        step(wrong, **dict.fromkeys(rest, wrong))
    assert first in {one.path for one in refused.value.faults}


@pytest.mark.parametrize("wrong", [None, "x", {}, 5])
def test_a_plan_refuses_what_it_cannot_plan(wrong: object) -> None:
    """Book, file, policy, calendar and days are each refused by name."""
    with pytest.raises(InputError) as refused:
        make_plan(wrong, policy=wrong, calendar=wrong, until=wrong)
    assert [one.path for one in refused.value.faults] == ["book", "policy", "calendar", "until"]
    with pytest.raises(InputError) as refused:
        plan_file(wrong, policy=a_policy(), calendar=weekdays(), as_of=DAY, until=datetime(2026, 3, 31, tzinfo=UTC))
    assert [one.path for one in refused.value.faults] == ["file", "until"]


def test_a_book_is_gathered_from_lists_of_the_right_things() -> None:
    """A text for a day, one loan for many, and things of another kind among them are refused by name and place."""
    unfit: list[Any] = [a_loan(), "L-1", None, {}]
    for wrong in unfit:
        with pytest.raises(InputError) as refused:
            Portfolio.of(wrong, past=None, as_of="2026-03-31")
        assert [one.path for one in refused.value.faults] == ["loans", "as_of"]
    others: dict[str, Any] = {"past": [a_loan()], "borrowers": [5], "signals": ["x"], "past_findings": [{}]}
    with pytest.raises(InputError) as refused:
        Portfolio.of(iter([a_loan(), None]), as_of=DAY, **others)
    assert [one.path for one in refused.value.faults] == [
        "loans[1]",
        "borrowers[0]",
        "past[0]",
        "past_findings[0]",
        "signals[0]",
    ]
    with pytest.raises(InputError) as refused:
        a_book().with_files([a_file(), None])  # type: ignore[list-item]
    assert refused.value.path == "files[1]"


@pytest.mark.parametrize(
    ("ask", "path"),
    [
        (lambda wrong: a_file().after(wrong), "change"),
        (lambda wrong: a_book().file(wrong), "borrower"),
        (lambda wrong: a_file().loan(wrong), "loan"),
        (lambda wrong: a_file().finding(wrong), "finding"),
        (lambda wrong: Loan.drawn_once(id=wrong, borrower=BorrowerId("B-1"), disbursed_on=DAY), "Loan.id"),
    ],
)
@pytest.mark.parametrize("wrong", [None, "L-1", 5], ids=repr)
def test_what_a_file_is_asked_for_is_named_where_it_is_no_id(
    ask: Callable[[object], object], path: str, wrong: object
) -> None:
    """A file, a book and a loan refuse what is no change and no id, by name."""
    with pytest.raises(InputError) as refused:
        ask(wrong)
    assert refused.value.path == path


def test_what_is_told_of_nobody_is_a_fault() -> None:
    """Facts of a borrower that no file has are told, not dropped."""
    known = {BorrowerId("B-1"): {"a": 1}, BorrowerId("B-9"): {"a": 1}, "B-1": {"a": 2}}
    with pytest.raises(InputError) as refused:
        Portfolio.of([a_loan()], facts=known, as_of=DAY)
    assert [(one.code, one.path) for one in refused.value.faults] == [("id.unknown", "facts[1]"), ("type", "facts[2]")]
    unfit: list[Any] = [[], {BorrowerId("B-1"): 5}]
    for facts in unfit:
        with pytest.raises(InputError):
            Portfolio.of([a_loan()], facts=facts, as_of=DAY)


def test_a_past_is_known_from_a_day_where_there_is_a_past() -> None:
    """The day from which the past is complete needs a past, and lies no later than the book's day."""
    late = date(2026, 4, 1)
    with pytest.raises(InputError) as refused:
        Portfolio.of([a_loan()], past_known_from=late, as_of=DAY)
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("key.missing", "past"),
        ("date.late", "past_known_from"),
    ]
    visits = [a_past_visit(date(2026, 1, 5))]
    assert Portfolio.of([a_loan()], past=visits, past_known_from=DAY, as_of=DAY).files[0].past_known_from == DAY


def test_lists_are_taken_for_tuples_and_looked_into() -> None:
    """What must be many may be a list; what is not of the kind among them is refused with its place."""
    finding = steps.raise_finding
    kind = evolve(_kind())
    assert finding(a_file(), kind, on=DAY, by=an_officer(), at=NOW, loans=[LoanId("L-1")]).finding.loans
    with pytest.raises(InputError) as refused:
        finding(a_file(), kind, on=DAY, by=an_officer(), at=NOW, loans=[LoanId("L-1"), "L-2"], evidence="x")
    assert [one.path for one in refused.value.faults] == ["loans[1]", "evidence"]
    with pytest.raises(InputError) as refused:
        steps.file_record(a_file(), *[None] * 2, by=an_officer(), at=NOW, rules=(len, "x"))
    assert [one.path for one in refused.value.faults] == ["visit", "record", "rules[1]"]
    with pytest.raises(InputError) as refused:
        steps.record_findings(a_file(), iter([None]), by=an_officer(), at=NOW)
    assert refused.value.path == "findings[0]"


def _kind():  # type: ignore[no-untyped-def]  # noqa: ANN202
    from loanvisit.assessment import kind  # noqa: PLC0415

    return kind("F09")


def test_what_python_refuses_stays_python_s() -> None:
    """An argument too few or too many, or of no such name, is a TypeError as ever."""
    for arguments in ({}, {"book": a_book(), "nobody": 1}):
        with pytest.raises(TypeError):
            make_plan(**arguments)


def test_the_guard_costs_next_to_nothing() -> None:
    """Four arguments are looked at in less time than it takes to make one officer."""

    def plain(file: str, *, on: date, at: datetime, name: str) -> tuple[object, ...]:
        return file, on, at, name

    asked, runs = guarded(plain), 2_000

    def cost(call: Callable[..., object]) -> float:
        start = perf_counter()
        for _ in range(runs):
            call("B-1", on=DAY, at=NOW, name="x")
        return (perf_counter() - start) / runs

    best = min(cost(asked) for _ in range(5)) - min(cost(plain) for _ in range(5))
    assert best < min(cost(lambda _, **given: an_officer(given["name"])) for _ in range(5)), (
        "more than making an officer"
    )
