"""Our own policies, put through the kit that strangers use."""

import pytest

from loanvisit import presets
from loanvisit.testing import Check, policy_checks


@pytest.mark.parametrize("check", policy_checks(lambda: presets.policy("mdb.supervision")), ids=str)
def test_supervision_keeps(check: Check) -> None:
    """The policy of development banks keeps every clause of a policy."""
    check.run()


@pytest.mark.parametrize("check", policy_checks(presets.policy("cn.five_tier_default")), ids=str)
def test_the_five_tier_default_keeps(check: Check) -> None:
    """The composite of Chinese practice keeps every clause of a policy."""
    check.run()
