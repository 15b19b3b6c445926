"""How many steps a state machine took, counted by the machine itself."""

from collections.abc import Callable
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, run_state_machine_as_test

from tests.conftest import CASES, PROFILE


class Counting(RuleBasedStateMachine):
    """A machine that counts its steps and its runs; the look before the first step is none."""

    looks: ClassVar[int] = 0
    runs: ClassVar[int] = 0

    @invariant()
    def one_step_more(self) -> None:
        type(self).looks += 1

    def teardown(self) -> None:
        type(self).runs += 1
        super().teardown()


def walked(
    machine: type[Counting], record_property: Callable[[str, object], None], *, deep: int, steps: int = 50
) -> None:
    """Let a machine run as often as the profile says, `deep` times in the deep one, and note the steps it took."""
    machine.looks = machine.runs = 0
    runs = deep if PROFILE == "deep" else CASES[PROFILE]
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
        ),
    )
    record_property("cases", machine.looks - machine.runs)
