"""What a publisher promises: every notice told, in order, and none made up."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from loanvisit.domain import BorrowerId, Notice
from loanvisit.ports import Publisher
from loanvisit.testing.checks.checking import Check, Checked, conclude, holds, made, same
from loanvisit.testing.checks.material import notice

P = TypeVar("P", bound=Publisher)
Told: TypeAlias = Callable[[P], Sequence[Notice]]
"""Returns what a publisher has told so far, oldest first."""
_BORROWER = BorrowerId("B-1")


def publisher_checks(maker: Callable[[], P], told: Told[P]) -> tuple[Check, ...]:
    """Return every check on a publisher; none is run yet.

    Args:
        maker: makes a publisher that has told nothing.
        told: returns what a publisher has told so far, oldest first.

    Returns:
        The checks.

    Example:
        >>> from loanvisit.adapters import MemoryPublisher
        >>> [check.clause for check in publisher_checks(MemoryPublisher, lambda one: one.told)]
        ['P01', 'P02', 'P03']
    """
    return (
        made("P01", partial(every_notice_is_told, maker, told)),
        made("P02", partial(notices_of_one_call_are_told_in_order, maker, told)),
        made("P03", partial(no_notices_nothing_told, maker, told)),
    )


def check_publisher(
    maker: Callable[[], P], told: Told[P], *, skip: Mapping[str, str] = MappingProxyType({})
) -> tuple[Checked, ...]:
    """Check that a publisher keeps every clause of its port.

    Args:
        maker: makes a publisher that has told nothing.
        told: returns what a publisher has told so far, oldest first.
        skip: checks not to be run, by name, each with the reason.

    Returns:
        What came of each check.

    Raises:
        ConformanceError: a clause is not kept; every check that failed is listed.

    Example:
        >>> from loanvisit.adapters import MemoryPublisher
        >>> len(check_publisher(MemoryPublisher, lambda one: one.told))
        3
    """
    return conclude(publisher_checks(maker, told), skip)


def every_notice_is_told(maker: Callable[[], P], told: Told[P]) -> None:
    """Notices of many calls, equal ones among them, are told, whole; told again they are told at least once."""
    publisher = maker()
    calls = [tuple(notice(_BORROWER, number * 10 + place) for place in range(number)) for number in range(1, 6)]
    for one in (*calls, calls[0]):
        publisher.publish(one)
    heard = tuple(told(publisher))
    lost = [one for call in calls for one in call if one not in heard]
    holds(not lost, "every notice to be told", f"{len(lost)} never told: {lost}")
    strange = [one for one in heard if not any(one in call for call in calls)]
    holds(not strange, "no notice but those given", strange)


def notices_of_one_call_are_told_in_order(maker: Callable[[], P], told: Told[P]) -> None:
    """First told is first given, whatever its instant; what is told again may come anywhere after."""
    publisher = maker()
    given = tuple(notice(_BORROWER, number) for number in (5, 3, 9, 1, 7))
    publisher.publish(given)
    same(tuple(dict.fromkeys(told(publisher))), given, "the notices of one call, each where it was first told,")


def no_notices_nothing_told(maker: Callable[[], P], told: Told[P]) -> None:
    """A call without notices is no error and tells nothing."""
    publisher = maker()
    publisher.publish(())
    same(tuple(told(publisher)), (), "what was told of nothing")
