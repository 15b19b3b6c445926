"""Broken stores: each a fair store with exactly one defect, beside the name of the check that must catch it."""

import threading
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import Any, cast

from attrs import evolve, field, frozen

from loanvisit.codec import seal
from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Change,
    Money,
    OfficerId,
    PageMark,
    Receipt,
    Replaced,
    SealedEntry,
    TrailEntry,
    Visit,
    VisitId,
    VisitQuery,
    VisitState,
)
from loanvisit.errors import ConflictError
from loanvisit.testing.checks.material import versioned
from tests.specimens.fair import Disk, FairStore, Shelf


def _pause() -> None:
    """Let another thread in."""
    threading.Event().wait(0.0005)


# --- files ---------------------------------------------------------------------------------------------------------


class LosesSignals(FairStore):
    """Keeps no signals of a file it did not know."""

    def taken_in(self, held: Shelf | None, file: BorrowerFile) -> Shelf:
        return super().taken_in(held, file if held is not None else evolve(file, signals=()))


_ONE_DISK = Disk()


@frozen
class SharesOneDisk(FairStore):
    """Every store of the class keeps in the same place."""

    disk: Disk = field(factory=lambda: _ONE_DISK)


class KeepsTheOldPast(FairStore):
    """A file taken in again adds its past visits to those known before."""

    def taken_in(self, held: Shelf | None, file: BorrowerFile) -> Shelf:
        return super().taken_in(held, file if held is None else evolve(file, past=(*held.file.past, *file.past)))


class NotesWhatItTakesIn(FairStore):
    """Taking a file in leaves an entry in the trail."""

    def taken_in(self, held: Shelf | None, file: BorrowerFile) -> Shelf:
        shelf = super().taken_in(held, file)
        entry = TrailEntry(at=datetime(2026, 1, 1, tzinfo=UTC), by=OfficerId("x"), move="in", about=VisitId("x"))
        return evolve(shelf, trail=seal([entry], borrower=file.id, after=None)) if held is None else shelf


class OneTrailForAll(FairStore):
    """The trail of a borrower is that of all."""

    def trail(self, borrower: BorrowerId, /) -> tuple[SealedEntry, ...]:
        self.shelf(borrower)
        return tuple(one for shelf in self.disk.shelves.values() for one in shelf.trail)


class FoldsCase(FairStore):
    """Borrowers whose ids differ by case are one."""

    def shelf(self, borrower: BorrowerId) -> Shelf:
        self.demand(borrower, BorrowerId)
        found = [one for one in self.disk.shelves if one.value.casefold() == borrower.value.casefold()]
        return super().shelf(found[0] if found else borrower)


class GivesItsOwnTrail(FairStore):
    """What it gives as the trail is the very list it keeps."""

    def trail(self, borrower: BorrowerId, /) -> tuple[SealedEntry, ...]:
        self.shelf(borrower)
        return cast("tuple[SealedEntry, ...]", self._lists().get(borrower, []))

    def put(self, shelf: Shelf) -> None:
        held = self._lists().setdefault(shelf.file.id, [])
        held.extend(shelf.trail[len(held) :])
        super().put(shelf)

    def _lists(self) -> dict[BorrowerId, list[SealedEntry]]:
        lists: dict[BorrowerId, list[SealedEntry]] = self.disk.__dict__.setdefault("lists", {})
        return lists


class TakesTextForIds(FairStore):
    """A borrower may be named by plain text."""

    def shelf(self, borrower: BorrowerId) -> Shelf:
        given: object = borrower
        return super().shelf(BorrowerId(given) if isinstance(given, str) else borrower)


class DiesOfWrongTypes(FairStore):
    """What is of the wrong type dies somewhere inside."""

    def demand(self, given: object, kind: type) -> None:
        if type(given) is not kind:
            raise TypeError(given)


# --- changes -------------------------------------------------------------------------------------------------------


class DropsWaivers(FairStore):
    """Waivers of a change are not kept."""

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        return evolve(super().after(file, change), waivers=file.waivers)


class KeepsTheOldCure(FairStore):
    """A cure that is replaced stays as it was."""

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        new = super().after(file, change)
        old = {one.id: one for one in file.remediations}
        return evolve(new, remediations=tuple(old.get(one.id, one) for one in new.remediations))


class WithdrawsRecordsToo(FairStore):
    """With a visit that is withdrawn go all records of the file."""

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        new = super().after(file, change)
        return evolve(new, records=()) if change.withdrawn else new


class WithdrawsNothing(FairStore):
    """A visit withdrawn stays."""

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        return super().after(file, evolve(change, withdrawn=()))


def _as_held(file: BorrowerFile, seen: Iterable[Replaced]) -> tuple[Replaced, ...]:
    """Return what a change replaces at the versions that are held, whatever it saw."""
    held = {one.id: one.version for one in versioned(file)}
    return tuple(Replaced(id=one.id, version=held[one.id]) for one in seen if one.id in held)


class IgnoresVersions(FairStore):
    """Whatever version a change saw, it is written."""

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        return super().after(file, evolve(change, replaces=_as_held(file, change.replaces)))


class LooksAtTheFirstVersion(FairStore):
    """Of what a change replaces only the first is compared."""

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        rest = _as_held(file, change.replaces[1:])
        return super().after(file, evolve(change, replaces=(*change.replaces[:1], *rest)))


class RemembersRefusedKeys(FairStore):
    """A change that is refused leaves its key behind as if it were written."""

    def write(self, shelf: Shelf, change: Change) -> Receipt:
        try:
            return super().write(shelf, change)
        except ConflictError:
            if change.key is not None:
                receipt = self.receipt(change, shelf.trail)
                self.put(evolve(shelf, written=(*shelf.written, (change, receipt))))
            raise


class DriftsLater(FairStore):
    """After the eighth entry the records of a file fall out."""

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        new = super().after(file, change)
        return evolve(new, records=()) if len(self.trail(file.id)) == 8 else new


# --- errors in the middle ------------------------------------------------------------------------------------------


class WritesFileThenTrail(FairStore):
    """The file is put in its place before the trail."""

    def write(self, shelf: Shelf, change: Change) -> Receipt:
        self.put(evolve(shelf, file=self.after(shelf.file, change)))
        return super().write(shelf, change)


class SwallowsErrors(FairStore):
    """Whatever breaks while writing, a receipt is given."""

    def write(self, shelf: Shelf, change: Change) -> Receipt:
        try:
            return super().write(shelf, change)
        except ConflictError:
            raise
        except Exception:  # noqa: BLE001  that is the defect
            return self.receipt(change, shelf.trail)


class LeavesTheLockShut(FairStore):
    """A commit that breaks never opens its lock again."""

    def commit(self, change: Change, /) -> Receipt:
        self.disk.lock.acquire()
        try:
            receipt = super().commit(change)
        except (ConflictError, LookupError, ValueError):
            self.disk.lock.release()
            raise
        self.disk.lock.release()
        return receipt

    def trail(self, borrower: BorrowerId, /) -> tuple[SealedEntry, ...]:
        with self.guard():
            return super().trail(borrower)


class TakesInByParts(FairStore):
    """A file taken in again is put without its loans first."""

    def taken_in(self, held: Shelf | None, file: BorrowerFile) -> Shelf:
        whole = super().taken_in(held, file)
        if held is not None:
            self.put(evolve(whole, file=evolve(whole.file, loans=())))
        return whole


# --- keys, receipts, the trail -------------------------------------------------------------------------------------


class WritesKnownKeysAgain(FairStore):
    """A known key gives its receipt, and its entries once more."""

    def again(self, change: Change, written: Change, receipt: Receipt) -> Receipt:
        shelf = self.shelf(change.borrower)
        if change == written:
            self.put(evolve(shelf, trail=shelf.trail + self.sealed(shelf, change.trail)))
        return super().again(change, written, receipt)


class TellsTheHeadOfToday(FairStore):
    """A known key gives a receipt with the head the trail has now."""

    def again(self, change: Change, written: Change, receipt: Receipt) -> Receipt:
        super().again(change, written, receipt)
        return self.receipt(change, self.trail(change.borrower))


class TakesAnyChangeForTheKnown(FairStore):
    """Whatever comes under a known key gets its receipt."""

    def again(self, change: Change, written: Change, receipt: Receipt) -> Receipt:  # noqa: ARG002  that is the defect
        return receipt


class OneDrawerOfKeys(FairStore):
    """A key of one borrower is known of every other."""

    def known(self, shelf: Shelf, change: Change) -> tuple[Change, Receipt] | None:
        found = (super(OneDrawerOfKeys, self).known(one, change) for one in self.disk.shelves.values())
        return super().known(shelf, change) or next((one for one in found if one is not None), None)


class ForgetsNotices(FairStore):
    """Under a key it keeps a change without its notices."""

    def remembered(self, change: Change) -> Change:
        return evolve(change, notices=())

    def again(self, change: Change, written: Change, receipt: Receipt) -> Receipt:
        return super().again(evolve(change, notices=()), written, receipt)


class SortsTheTrail(FairStore):
    """Entries of a change are put in the order of their instants."""

    def entries(self, change: Change) -> tuple[TrailEntry, ...]:
        return tuple(sorted(change.trail, key=lambda one: one.at))


class SealsFromTheStart(FairStore):
    """Each change begins a chain of its own."""

    def sealed(self, shelf: Shelf, entries: Iterable[TrailEntry]) -> tuple[SealedEntry, ...]:
        return seal(entries, borrower=shelf.file.id, after=None)


class CountsFromNought(FairStore):
    """A receipt tells the length before the change."""

    def receipt(self, change: Change, trail: tuple[SealedEntry, ...]) -> Receipt:
        return evolve(super().receipt(change, trail), length=max(len(trail) - len(change.trail), 0))


class ForgetsKeysWhenClosed(FairStore):
    """What was written under keys is not on its disk."""

    def opened(self) -> None:
        for name, shelf in self.disk.shelves.items():
            self.disk.shelves[name] = evolve(shelf, written=())


# --- answers -------------------------------------------------------------------------------------------------------


class OneFilterTooFew(FairStore):
    """Asked for a manager and for forecasts, it looks at the forecasts only."""

    def passes(self, query: VisitQuery, visit: Visit) -> bool:
        both = query.manager is not None and query.forecast is not None
        return super().passes(evolve(query, manager=None) if both else query, visit)


class DueBeforeTheDay(FairStore):
    """Due by a day is due before it."""

    def passes(self, query: VisitQuery, visit: Visit) -> bool:
        return super().passes(query, visit) and (query.due_by is None or visit.window.last < query.due_by)


class IndexesOnce(FairStore):
    """A visit is found under the state it was first asked for in."""

    def passes(self, query: VisitQuery, visit: Visit) -> bool:
        index: dict[VisitId, VisitState] = self.disk.__dict__.setdefault("index", {})
        state = index.setdefault(visit.id, visit.state)
        return super().passes(evolve(query, states=None), visit) and (query.states is None or state in query.states)

    def put(self, shelf: Shelf) -> None:
        index: dict[VisitId, VisitState] = self.disk.__dict__.setdefault("index", {})
        for visit in shelf.file.visits:
            index.setdefault(visit.id, visit.state)
        super().put(shelf)


class EmptyMeansAll(FairStore):
    """An empty set of methods is taken for none given."""

    def passes(self, query: VisitQuery, visit: Visit) -> bool:
        return super().passes(query if query.methods else evolve(query, methods=None), visit)


class RepeatsTheMark(FairStore):
    """A page begins with the visit the one before ended with."""

    def page(self, query: VisitQuery, visits: list[Visit]) -> tuple[Visit, ...]:
        rest = [visit for visit in visits if query.after is None or PageMark.of(visit) >= query.after]
        return tuple(rest[: query.limit])


class GivesOneMore(FairStore):
    """A page holds one more than was asked for."""

    def page(self, query: VisitQuery, visits: list[Visit]) -> tuple[Visit, ...]:
        return super().page(evolve(query, limit=None if query.limit is None else query.limit + 1), visits)


class SortsByDayOnly(FairStore):
    """Visits of one last day stand as they were put there."""

    def ordered(self, visits: list[Visit]) -> list[Visit]:
        return sorted(visits, key=lambda visit: visit.window.last)


# --- values --------------------------------------------------------------------------------------------------------


class KeepsAmountsAsFloats(FairStore):
    """Principals go through a float."""

    def taken_in(self, held: Shelf | None, file: BorrowerFile) -> Shelf:
        loans = tuple(
            loan if loan.principal is None else evolve(loan, principal=_through_a_float(loan.principal))
            for loan in file.loans
        )
        return super().taken_in(held, evolve(file, loans=loans))


def _through_a_float(amount: Money) -> Money:
    text = f"{float(amount.amount):.2f}"
    return Money(text, amount.currency) if len(text) <= 19 else Money("0.00", amount.currency)


class TwoDigitsForTheYear(FairStore):
    """The year of a signal is kept with two digits."""

    def taken_in(self, held: Shelf | None, file: BorrowerFile) -> Shelf:
        signals = tuple(
            evolve(one, raised_on=one.raised_on.replace(year=2000 + one.raised_on.year % 100)) for one in file.signals
        )
        return super().taken_in(held, evolve(file, signals=signals))


class CutsMicroseconds(FairStore):
    """Instants of visits are kept to the millisecond."""

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        new = super().after(file, change)
        return evolve(new, visits=tuple(_to_the_millisecond(one) for one in new.visits))


def _to_the_millisecond(visit: Visit) -> Visit:
    at = visit.moved_at
    return visit if at is None else evolve(visit, moved_at=at.replace(microsecond=at.microsecond // 1000 * 1000))


class KeepsFlagsAsNumbers(FairStore):
    """A flag comes back as 0 or 1."""

    def taken_in(self, held: Shelf | None, file: BorrowerFile) -> Shelf:
        facts: dict[str, Any] = {
            name: int(value) if isinstance(value, bool) else value for name, value in file.facts.items()
        }
        return super().taken_in(held, evolve(file, facts=facts))


# --- threads -------------------------------------------------------------------------------------------------------


class _LocksTheWritingOnly(FairStore):
    """Reads before it locks."""

    def guard(self) -> AbstractContextManager[object]:
        return nullcontext()


class ComparesBeforeItLocks(_LocksTheWritingOnly):
    """Versions are compared before the lock is taken; the last to write wins."""

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        new = super().after(file, change)
        if change.replaces:
            _pause()
        return new


class LooksForIdsBeforeItLocks(_LocksTheWritingOnly):
    """Whether an id is in use is asked before the lock is taken."""

    def after(self, file: BorrowerFile, change: Change) -> BorrowerFile:
        new = super().after(file, change)
        if not change.replaces and change.key is None:
            _pause()
        return new


class LooksForKeysBeforeItLocks(FairStore):
    """Whether a key is known is asked before the lock is taken."""

    def commit(self, change: Change, /) -> Receipt:
        self.demand(change, Change)
        known = self.known(self.shelf(change.borrower), change)
        if known is not None:
            return self.again(change, *known)
        if change.key is not None:
            _pause()
        with self.guard():
            return self.write(self.shelf(change.borrower), change)


class WritesInTwoSteps(FairStore):
    """For a moment the duties of a change are there and its visits are not."""

    def put(self, shelf: Shelf) -> None:
        held = self.disk.shelves.get(shelf.file.id)
        if held is not None and threading.active_count() > 2:
            super().put(evolve(held, file=evolve(held.file, obligations=shelf.file.obligations)))
            _pause()
        super().put(shelf)


STORES: dict[type[FairStore], str] = {
    LosesSignals: "a_file_comes_back_as_it_was_taken_in",
    SharesOneDisk: "a_new_store_is_empty",
    KeepsTheOldPast: "taking_in_again_replaces_the_ground",
    NotesWhatItTakesIn: "a_file_without_entries_has_an_empty_trail",
    OneTrailForAll: "one_borrower_changes_nothing_of_another",
    FoldsCase: "ids_that_differ_by_case_are_two",
    GivesItsOwnTrail: "what_is_given_back_is_the_hosts_own",
    TakesTextForIds: "what_is_of_the_wrong_type_is_refused",
    DiesOfWrongTypes: "what_is_of_the_wrong_type_is_refused",
    DropsWaivers: "what_a_change_adds_is_in_the_file",
    KeepsTheOldCure: "what_a_change_replaces_is_at_its_next_version",
    WithdrawsRecordsToo: "withdrawn_visits_are_gone",
    WithdrawsNothing: "withdrawn_visits_are_gone",
    IgnoresVersions: "a_stale_version_is_refused",
    LooksAtTheFirstVersion: "one_stale_version_among_many_is_refused",
    RemembersRefusedKeys: "a_refused_change_writes_nothing",
    DriftsLater: "many_changes_are_as_a_plain_model_has_them",
    WritesFileThenTrail: "an_error_at_any_line_of_commit_leaves_all_or_nothing",
    SwallowsErrors: "an_error_at_any_line_of_commit_leaves_all_or_nothing",
    LeavesTheLockShut: "an_error_at_any_line_of_commit_leaves_all_or_nothing",
    TakesInByParts: "an_error_at_any_line_of_take_in_leaves_all_or_nothing",
    WritesKnownKeysAgain: "a_known_key_writes_nothing",
    TellsTheHeadOfToday: "a_known_key_gives_its_receipt_whatever_came_since",
    TakesAnyChangeForTheKnown: "another_change_under_a_known_key_is_refused",
    OneDrawerOfKeys: "a_key_is_a_borrowers_own",
    ForgetsNotices: "what_was_written_under_a_key_comes_back",
    SortsTheTrail: "the_trail_holds_every_entry_in_order",
    SealsFromTheStart: "the_trail_verifies_with_the_head_of_the_receipt",
    CountsFromNought: "the_trail_verifies_with_the_head_of_the_receipt",
    ForgetsKeysWhenClosed: "keys_and_seals_outlive_the_store_that_wrote_them",
    OneFilterTooFew: "every_pair_of_filters_is_answered_as_by_hand",
    DueBeforeTheDay: "every_pair_of_filters_is_answered_as_by_hand",
    IndexesOnce: "answers_follow_every_change",
    EmptyMeansAll: "an_empty_filter_lets_none_pass",
    RepeatsTheMark: "pages_put_together_are_the_whole_answer",
    GivesOneMore: "pages_put_together_are_the_whole_answer",
    SortsByDayOnly: "answers_stand_by_last_day_borrower_and_id",
    KeepsAmountsAsFloats: "amounts_come_back_to_the_cent",
    TwoDigitsForTheYear: "days_come_back_as_days",
    CutsMicroseconds: "instants_come_back_to_the_microsecond",
    KeepsFlagsAsNumbers: "facts_come_back_with_their_types",
    ComparesBeforeItLocks: "of_changes_that_race_one_is_written",
    LooksForIdsBeforeItLocks: "of_changes_that_race_to_add_one_is_written",
    LooksForKeysBeforeItLocks: "a_key_raced_for_writes_once",
    WritesInTwoSteps: "a_reader_never_sees_half_a_change",
}
"""Each with the check that must catch it."""
