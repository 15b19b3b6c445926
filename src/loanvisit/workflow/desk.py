"""Load, step, commit, tell: the round of every piece of work, for hosts that bring a store."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from attrs import evolve, frozen

from loanvisit.domain import BorrowerFile, BorrowerId, Change
from loanvisit.errors import ConflictError
from loanvisit.ports import Clock, Publisher, Store

Step: TypeAlias = Callable[[BorrowerFile, datetime], Change]
"""One piece of work: given a file and the time, what must be saved."""


@frozen(kw_only=True)
class Desk:
    """Takes steps on files of a store, at the time of a clock, and tells what they have to tell.

    Args:
        store: keeps the files.
        clock: gives each step its time.
        publisher: tells the notices once the change is written.
        attempts: how often a step is taken anew where another change came first.
    """

    store: Store
    clock: Clock
    publisher: Publisher
    attempts: int = 3

    def do(self, borrower: BorrowerId, step: Step, *, key: str | None) -> Change:
        """Take a step on a borrower's file and write what it decides, whole or not at all.

        Args:
            borrower: whose file.
            step: given the file and the time, returns the change; taken anew where another change came first.
            key: names this piece of work: done again under the same key it is written once. None for no such promise.

        Returns:
            The change as it was written.

        Raises:
            NotFoundError: the store has no such borrower.
            ConflictError: other changes came first at every attempt.
            LoanVisitError: whatever the step refuses; nothing is written then.

        Example:
            >>> from loanvisit.adapters import MemoryPublisher, MemoryStore, SystemClock
            >>> from loanvisit.testing import a_file, a_change
            >>> store = MemoryStore()
            >>> store.take_in(a_file())
            >>> desk = Desk(store=store, clock=SystemClock(), publisher=MemoryPublisher())
            >>> done = desk.do(a_file().id, lambda file, at: a_change(file), key="form 17")
            >>> store.file(a_file().id).findings == done.findings
            True
        """
        change = None if key is None else self.store.written(borrower, key)
        if change is None:
            change = self._written(borrower, step, key)
        self.publisher.publish(change.notices)
        return change

    def _written(self, borrower: BorrowerId, step: Step, key: str | None) -> Change:
        for _ in range(self.attempts - 1):
            try:
                return self._once(borrower, step, key)
            except ConflictError:
                continue
        return self._once(borrower, step, key)

    def _once(self, borrower: BorrowerId, step: Step, key: str | None) -> Change:
        change = evolve(step(self.store.file(borrower), self.clock.now()), key=key)
        self.store.commit(change)
        return change
