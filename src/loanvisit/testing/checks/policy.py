"""Every check on a policy, and all of them at once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeAlias, cast

from loanvisit import presets
from loanvisit.domain import BorrowerFile, Calendar
from loanvisit.scheduling import Policy
from loanvisit.testing.checks.checking import Check, Checked, conclude
from loanvisit.testing.checks.policy_asking import answer_checks
from loanvisit.testing.checks.policy_bench import PolicyBench
from loanvisit.testing.checks.policy_files import DAYS, policy_files
from loanvisit.testing.checks.policy_knowing import knowing_checks

PolicyGiven: TypeAlias = Policy | Callable[[], Policy]
"""A policy, or what makes one."""


def policy_checks(
    policy: PolicyGiven,
    *,
    files: Iterable[BorrowerFile] | None = None,
    calendars: Iterable[Calendar] | None = None,
    days: Iterable[date] | None = None,
) -> tuple[Check, ...]:
    """Return every check on a policy; none is run yet.

    Args:
        policy: the policy, or what makes one; a class is taken for the latter.
        files: what it is asked about; left out, some fifty files built and drawn from `loanvisit.samples`. A policy
            that reads facts of its own bank is better asked about files that have them.
        calendars: asked with in turn; left out, China's and Monday to Friday.
        days: the days it is asked at; left out, the end of a quarter and the middle of the next.

    Returns:
        The checks, each with its name and the clause of `docs/reference/clauses.md` it looks at.

    Example:
        >>> from loanvisit.testing import a_policy
        >>> print(policy_checks(a_policy())[0])
        the_same_file_has_the_same_answers
    """
    known = (presets.calendar("CN"), presets.calendar("weekdays")) if calendars is None else tuple(calendars)
    bench = PolicyBench(
        maker=_maker(policy),
        files=policy_files() if files is None else tuple(files),
        calendars=known,
        days=DAYS if days is None else tuple(days),
    )
    return (*answer_checks(bench), *knowing_checks(bench))


def check_policy(
    policy: PolicyGiven,
    *,
    files: Iterable[BorrowerFile] | None = None,
    calendars: Iterable[Calendar] | None = None,
    days: Iterable[date] | None = None,
    skip: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Checked, ...]:
    """Check that a policy keeps every clause of its protocol.

    Args:
        policy: the policy, or what makes one; a class is taken for the latter.
        files: what it is asked about; left out, some fifty files built and drawn.
        calendars: asked with in turn; left out, China's and Monday to Friday.
        days: the days it is asked at; left out, the end of a quarter and the middle of the next.
        skip: checks not to be run, by name, each with the reason.

    Returns:
        What came of each check, with what it counted.

    Raises:
        ConformanceError: a clause is not kept; every check that failed is listed, with the file.
        InputError: a check to be skipped is not among them, or has no reason.

    Example:
        >>> from loanvisit.testing import a_file, a_policy
        >>> {one.failure for one in check_policy(a_policy(), files=[a_file()])}
        {None}
    """
    return conclude(policy_checks(policy, files=files, calendars=calendars, days=days), skip)


def _maker(policy: PolicyGiven) -> Callable[[], Policy]:
    if not isinstance(policy, type) and isinstance(policy, Policy):
        return lambda: policy
    return cast("Callable[[], Policy]", policy)
