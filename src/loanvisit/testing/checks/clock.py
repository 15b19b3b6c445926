"""What a clock promises: an offset, and never back."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from types import MappingProxyType

from loanvisit.domain.exact import as_utc
from loanvisit.ports import Clock
from loanvisit.testing.checks.checking import Check, Checked, Counts, conclude, holds, made
from loanvisit.testing.checks.together import together

_TIMES = 500


def clock_checks(maker: Callable[[], Clock]) -> tuple[Check, ...]:
    """Return every check on a clock; none is run yet.

    Args:
        maker: makes a clock.

    Returns:
        The checks.

    Example:
        >>> from loanvisit.adapters import SystemClock
        >>> [check.clause for check in clock_checks(SystemClock)]
        ['K01', 'K02']
    """
    return (
        made("K01", partial(every_instant_has_its_offset, maker)),
        made("K02", partial(no_instant_is_before_one_told_earlier, maker)),
    )


def check_clock(maker: Callable[[], Clock], *, skip: Mapping[str, str] = MappingProxyType({})) -> tuple[Checked, ...]:
    """Check that a clock keeps every clause of its port.

    Args:
        maker: makes a clock.
        skip: checks not to be run, by name, each with the reason.

    Returns:
        What came of each check.

    Raises:
        ConformanceError: a clause is not kept; every check that failed is listed.

    Example:
        >>> from loanvisit.adapters import SystemClock
        >>> len(check_clock(SystemClock))
        2
    """
    return conclude(clock_checks(maker), skip)


def every_instant_has_its_offset(maker: Callable[[], Clock]) -> None:
    """What is told is an instant with an offset, which the library takes."""
    told = maker().now()
    holds(type(told) is datetime and told.utcoffset() is not None, "an instant with its offset", told)
    as_utc(told)


def no_instant_is_before_one_told_earlier(maker: Callable[[], Clock]) -> Counts:
    """Asked many times, by threads too, it never tells an instant before one told earlier."""
    clock = maker()
    told = [clock.now() for _ in range(_TIMES)]
    holds(told == sorted(told), "no instant before one told earlier", "one earlier")
    for many in together([lambda: [clock.now() for _ in range(_TIMES)]] * 3):
        in_order = isinstance(many, list) and many == sorted(many) and many[0] >= told[-1]
        holds(in_order, "no instant before one told earlier, to any thread", "one earlier, or an error")
    return {"instants": 4 * _TIMES}
