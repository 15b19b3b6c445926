"""Every check on a store, and all of them at once."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from loanvisit.testing.checks.bench import Bench, S
from loanvisit.testing.checks.checking import Check, Checked, conclude
from loanvisit.testing.checks.store_asking import asking_checks
from loanvisit.testing.checks.store_changing import changing_checks
from loanvisit.testing.checks.store_exact import exact_checks
from loanvisit.testing.checks.store_keeping import keeping_checks
from loanvisit.testing.checks.store_racing import racing_checks
from loanvisit.testing.checks.store_torn import torn_checks
from loanvisit.testing.checks.store_trail import trail_checks
from loanvisit.testing.checks.store_walk import walking_checks


def store_checks(maker: Callable[[], S], *, reopen: Callable[[S], S] | None = None) -> tuple[Check, ...]:
    """Return every check on a store; none is run yet.

    Args:
        maker: makes a fresh, empty store.
        reopen: closes a store and opens what it kept again; left out, that a store outlives its process is not
            looked at.

    Returns:
        The checks, each with its name and the clause of `docs/reference/clauses.md` it looks at.

    Example:
        >>> from loanvisit.adapters import MemoryStore
        >>> print(store_checks(MemoryStore)[0])
        a_file_comes_back_as_it_was_taken_in
    """
    bench = Bench.of(maker, reopen)
    return (
        *keeping_checks(bench),
        *changing_checks(bench),
        *trail_checks(bench),
        *asking_checks(bench),
        *exact_checks(bench),
        *walking_checks(bench),
        *torn_checks(bench),
        *racing_checks(bench),
    )


def check_store(
    maker: Callable[[], S],
    *,
    reopen: Callable[[S], S] | None = None,
    skip: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Checked, ...]:
    """Check that a store keeps every clause of its port.

    Args:
        maker: makes a fresh, empty store; called anew for each check, often more than once.
        reopen: closes a store and opens what it kept again; left out, that is not looked at.
        skip: checks not to be run, by name, each with the reason.

    Returns:
        What came of each check, with what it counted.

    Raises:
        ConformanceError: a clause is not kept; every check that failed is listed.
        InputError: a check to be skipped is not among them, or has no reason.

    Example:
        >>> from loanvisit.adapters import MemoryStore
        >>> done = check_store(MemoryStore)
        >>> {one.failure for one in done}
        {None}
    """
    return conclude(store_checks(maker, reopen=reopen), skip)
