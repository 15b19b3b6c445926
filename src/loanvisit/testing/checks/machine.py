"""The same walk as a state machine of Hypothesis, which looks for the shortest row of moves that breaks a store."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from loanvisit.testing.checks.bench import Bench, S
from loanvisit.testing.checks.dice import Dice
from loanvisit.testing.checks.store_walk import Walk

if TYPE_CHECKING:
    from hypothesis.stateful import RuleBasedStateMachine


def store_machine(maker: Callable[[], S], *, reopen: Callable[[S], S] | None = None) -> "type[RuleBasedStateMachine]":
    """Return a state machine that takes a store through moves Hypothesis chooses, against a plain model.

    Args:
        maker: makes a fresh, empty store.
        reopen: closes a store and opens what it kept again; left out, it is never opened again.

    Returns:
        The class of the machine; its `TestCase` is what pytest and unittest run.

    Raises:
        ModuleNotFoundError: Hypothesis is not installed.

    Example:
        >>> from loanvisit.adapters import MemoryStore
        >>> store_machine(MemoryStore).TestCase.__name__
        'StoreMachine.TestCase'
    """
    from loanvisit.testing.hypothesis_extra import st  # noqa: PLC0415, I001  first: it names the extra where it is missing
    from hypothesis.stateful import RuleBasedStateMachine, precondition, rule  # noqa: PLC0415  needed only here

    bench = Bench.of(maker, reopen)
    seeds = st.integers(0, 10_000)

    class StoreMachine(RuleBasedStateMachine):
        """A store, its model, and a rule for each move."""

        def __init__(self) -> None:
            super().__init__()
            self.walk = Walk(bench)

        @rule(seed=seeds, name=st.sampled_from(sorted(Walk(bench).moves)))
        def move(self, seed: int, name: str) -> None:
            """Make one move; what it is about is drawn from the seed."""
            self.walk.move(name, Dice(seed))

        @precondition(lambda self: self.walk.keyed)
        @rule(seed=seeds)
        def commit_again(self, seed: int) -> None:
            """Commit what was written under a key again."""
            self.walk.move("keyed_again", Dice(seed))

    return StoreMachine
