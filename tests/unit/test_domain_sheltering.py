"""What is called in loops looks at its arguments only where it fails, and then tells them by name."""

from collections.abc import Callable
from datetime import date

import pytest

from loanvisit.domain import NaturalPeriod, add_months, subject_text
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, PolicyError, fault


def test_a_failure_is_told_as_the_fault_of_the_arguments() -> None:
    """Each argument that is not of its declared type is named, none of the others, and no value is shown."""
    for wrong, paths in (
        (lambda: add_months("张三", 1), ["anchor"]),
        (lambda: add_months("张三", "1"), ["anchor", "months"]),
        (lambda: add_months(date(2026, 1, 31), months=1.5), ["months"]),
        (lambda: NaturalPeriod.MONTH.holding(None), ["day"]),
        (lambda: subject_text("L-1"), ["subject"]),
    ):
        with pytest.raises(InputError) as refused:
            wrong()
        assert [one.path for one in refused.value.faults] == paths
        assert {one.code for one in refused.value.faults} == {"type"}
        assert "张三" not in str(refused.value)
        assert refused.value.__context__ is None


def test_arguments_of_the_right_type_may_still_be_out_of_reach() -> None:
    """Where every argument is of its type, the function itself is named: its description tells what it takes."""
    with pytest.raises(InputError) as refused:
        add_months(date(2026, 1, 31), 10**9)
    assert [(one.code, one.path, one.received) for one in refused.value.faults] == [
        ("argument", "add_months", "nothing")
    ]


def test_a_wrong_call_stays_a_type_error() -> None:
    """Too many arguments, too few, or an unknown name are Python's to tell."""
    add: Callable[..., date] = add_months
    for args, kwargs in (((), {}), ((date(2026, 1, 1), 1, 1), {}), ((), {"day": 1})):
        with pytest.raises(TypeError):
            add(*args, **kwargs)


def test_what_is_our_own_passes() -> None:
    """An error of the library's own, and memory that ran out, come out as they are."""
    own = PolicyError(fault("policy.empty", "clause"))

    @sheltered
    def failing(error: Exception) -> None:
        raise error

    for error in (own, MemoryError()):
        with pytest.raises(type(error)) as raised:
            failing(error)
        assert raised.value is error
