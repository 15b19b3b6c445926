"""No foreign error out of a public function: what it was given is looked at after it failed, and only then.

`guarded` asks before a function begins, for those that are called once; this is for what is called in loops, or reads
its arguments so closely that they need no second look.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from loanvisit.domain.exact import wrong_arguments
from loanvisit.errors import InputError, LoanVisitError, fault

P = ParamSpec("P")
T = TypeVar("T")


def sheltered(function: Callable[P, T]) -> Callable[P, T]:
    """Let only the library's own errors out: a failure is told as the fault of the arguments that brought it about.

    A call that Python itself would refuse, with too many arguments or unknown ones, stays its TypeError.
    """

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except (LoanVisitError, MemoryError):
            raise
        except Exception:
            given = _given(function, args, kwargs)
            if given is None:
                raise
        faults = wrong_arguments(function, given)
        raise InputError(*(faults or [fault("argument", function.__name__)]))

    return asked


def _given(
    function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> dict[str, object] | None:
    """Return what each parameter was given, None where the call fits no signature."""
    try:
        return dict(inspect.signature(function).bind(*args, **kwargs).arguments)
    except TypeError:
        return None
