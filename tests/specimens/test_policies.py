"""Each broken policy is caught by the check named for it, and the fair policy by none."""

import pytest

from loanvisit.scheduling import Policy
from loanvisit.testing import ConformanceError, check_policy, policy_checks, run_checks
from tests.specimens.policies import POLICIES, Fair, WritesInTheFile


@pytest.mark.parametrize("specimen", POLICIES, ids=lambda one: one.__name__)
def test_a_broken_policy_is_caught_by_the_check_named_for_it(specimen: type[Policy]) -> None:
    """The check named for a defect finds it, and tells the file it found it on."""
    checks = {check.name: check for check in policy_checks(specimen)}
    with pytest.raises(ConformanceError) as caught:
        checks[POLICIES[specimen]].run()
    [failure] = caught.value.failures
    assert failure.name == POLICIES[specimen]
    assert failure.expected != "no error", failure  # it was looked for, not stumbled over


def test_a_policy_that_writes_is_caught_whatever_was_asked_before() -> None:
    """What one look spoils is not what the next one sees."""
    caught = {one.name for one in run_checks(policy_checks(WritesInTheFile)) if one.failure is not None}
    assert POLICIES[WritesInTheFile] in caught


def test_every_check_on_a_policy_has_a_specimen() -> None:
    """A check that nothing was seen to fail is decoration."""
    assert {check.name for check in policy_checks(Fair)} == set(POLICIES.values())


def test_the_fair_policy_keeps_every_clause() -> None:
    """What the specimens are made of is sound."""
    assert len(check_policy(Fair)) == len(policy_checks(Fair))
