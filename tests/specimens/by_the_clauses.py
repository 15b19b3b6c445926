"""Ten broken stores written from `docs/reference/clauses.md` alone, before there was a check to look at.

Each breaks the one clause it names, in a way somebody in a hurry could.
"""

import unicodedata
from contextlib import AbstractContextManager, nullcontext
from threading import Event

from attrs import evolve

from loanvisit.domain import BorrowerFile, BorrowerId, Change, Receipt, TrailEntry, Visit, VisitQuery
from loanvisit.errors import NotFoundError
from tests.specimens.fair import FairStore, Shelf


class SaysNothingOfStrangers(FairStore):
    """S02: `written` answers None for a borrower it never took in."""

    def written(self, borrower: BorrowerId, key: str, /) -> Change | None:
        try:
            return super().written(borrower, key)
        except NotFoundError:
            return None


class StartsOver(FairStore):
    """S03: a file taken in again takes the place of everything, work included."""

    def taken_in(self, held: Shelf | None, file: BorrowerFile) -> Shelf:
        return Shelf(file=file) if held is None else evolve(held, file=file)


class WritesOver(FairStore):
    """S06: what is added under an id in use replaces what was there."""

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        named = {one.id for one in change.replaces}
        held = {one.id for one in file.findings}
        clashing = tuple(one for one in change.findings if one.id in held and one.id not in named)
        room = evolve(file, findings=tuple(one for one in file.findings if one not in clashing))
        return room.after(change)


class WritesTheTrailFirst(FairStore):
    """S07: a change that is refused has left its entries in the trail."""

    def write(self, shelf: Shelf, change: Change) -> Receipt:
        begun = evolve(shelf, trail=shelf.trail + self.sealed(shelf, change.trail))
        self.put(begun)
        file = self.after(shelf.file, change)
        receipt = self.receipt(change, begun.trail)
        written = shelf.written if change.key is None else (*shelf.written, (change, receipt))
        self.put(Shelf(file=file, trail=begun.trail, written=written))
        return receipt


class LocksNothing(FairStore):
    """S09: between reading and writing another thread may have written, and that is lost."""

    def guard(self) -> AbstractContextManager[object]:
        return nullcontext()

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        new = file.after(change)
        Event().wait(0.0005)
        return new


class RemembersTheLastKey(FairStore):
    """S11: only the key used last is known."""

    def write(self, shelf: Shelf, change: Change) -> Receipt:
        return super().write(evolve(shelf, written=()), change)


class TakesNoKeyForAKey(FairStore):
    """S13: of two equal changes without a key the second is taken for the first."""

    def opened(self) -> None:
        self.disk.__dict__.setdefault("keyless", [])

    def write(self, shelf: Shelf, change: Change) -> Receipt:
        seen: list[tuple[Change, Receipt]] = self.disk.__dict__["keyless"]
        for before, receipt in seen:
            if change.key is None and before == change:
                return receipt
        receipt = super().write(shelf, change)
        seen.append((change, receipt))
        return receipt


class AnswersByBorrower(FairStore):
    """S20: answers stand by borrower first, then by last day."""

    def ordered(self, visits: list[Visit]) -> list[Visit]:
        return sorted(visits, key=lambda visit: (visit.borrower, visit.window.last, visit.id))


class TurnsThePageByDay(FairStore):
    """S21: a page begins after the day of the mark, and what else ends on that day is on no page."""

    def page(self, query: VisitQuery, visits: list[Visit]) -> tuple[Visit, ...]:
        rest = [visit for visit in visits if query.after is None or visit.window.last > query.after.last]
        return tuple(rest[: query.limit])


class TidiesText(FairStore):
    """S23: a reason is kept in its compatibility form, so that full-width signs become narrow."""

    def entries(self, change: Change) -> tuple[TrailEntry, ...]:
        return tuple(
            one if one.reason is None else evolve(one, reason=unicodedata.normalize("NFKC", one.reason))
            for one in change.trail
        )


BY_THE_CLAUSES: dict[type[FairStore], str] = {
    SaysNothingOfStrangers: "S02",
    StartsOver: "S03",
    WritesOver: "S06",
    WritesTheTrailFirst: "S07",
    LocksNothing: "S09",
    RemembersTheLastKey: "S11",
    TakesNoKeyForAKey: "S13",
    AnswersByBorrower: "S20",
    TurnsThePageByDay: "S21",
    TidiesText: "S23",
}
"""Each with the clause it breaks."""
