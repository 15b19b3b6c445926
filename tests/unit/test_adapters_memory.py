"""The store in memory, and what else is kept in memory."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import cast

import pytest
from attrs import evolve

from loanvisit.adapters import MemoryEvidence, MemoryPublisher, MemorySeries, MemoryStore, SetClock, SystemClock
from loanvisit.codec import verify_trail
from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Change,
    EvidenceId,
    EvidenceRef,
    LoanId,
    Notice,
    NoticeEvent,
    Reading,
    Replaced,
    Visit,
    VisitQuery,
)
from loanvisit.errors import ClockError, ConflictError, InputError, IntegrityError, NotFoundError, StorageError
from loanvisit.ports import Calendars, Clock, Evidence, Publisher, Series, Store
from loanvisit.presets import PresetCalendars
from loanvisit.testing import a_change, a_file, a_loan

DAY = date(2026, 3, 31)
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


def _store(*files: BorrowerFile) -> MemoryStore:
    store = MemoryStore()
    for file in files or (a_file(),):
        store.take_in(file)
    return store


def test_the_adapters_are_ports() -> None:
    """Each adapter does what its port asks."""
    assert isinstance(MemoryStore(), Store)
    assert isinstance(MemoryEvidence(), Evidence)
    assert isinstance(MemorySeries(), Series)
    assert isinstance(MemoryPublisher(), Publisher)
    assert isinstance(SystemClock(), Clock)
    assert isinstance(SetClock(NOON), Clock)
    assert isinstance(PresetCalendars(), Calendars)


def test_a_change_is_written_once_under_its_key() -> None:
    """The same change under the same key is written once; another change under it is refused."""
    store, change = _store(), evolve(a_change(), key="form 17")
    receipt = store.commit(change)
    store.commit(a_change(number=2))
    assert store.commit(change) == receipt
    assert store.written(change.borrower, "form 17") == change
    assert store.written(change.borrower, "form 18") is None
    with pytest.raises(ConflictError) as taken:
        store.commit(evolve(a_change(number=3), key="form 17"))
    assert taken.value.code == "key.taken"
    assert len(store.file(change.borrower).findings) == 2
    verify_trail(store.trail(change.borrower))
    assert [one.number for one in store.trail(change.borrower)] == [1, 2]


def test_a_stale_change_is_refused_and_nothing_written() -> None:
    """What was decided on another version is refused whole."""
    store = _store()
    first = a_change()
    store.commit(first)
    stale = evolve(
        first, findings=(evolve(first.finding, version=3),), replaces=(Replaced(id=first.finding.id, version=2),)
    )
    with pytest.raises(ConflictError):
        store.commit(stale)
    assert store.file(first.borrower).findings == first.findings
    assert len(store.trail(first.borrower)) == 1


def test_a_file_taken_in_again_keeps_its_work() -> None:
    """Tonight's import replaces the loans and leaves the findings."""
    store = _store()
    store.commit(a_change())
    loans = (a_loan("L-9", borrower=a_file().id.value),)
    store.take_in(evolve(a_file(), loans=loans))
    held = store.file(a_file().id)
    assert (held.loans, held.findings) == (loans, a_change().findings)


def test_an_empty_change_leaves_an_empty_trail() -> None:
    """A change without entries seals nothing."""
    store = _store()
    assert store.commit(Change(borrower=a_file().id)).head == ""
    assert store.trail(a_file().id) == ()


def test_what_is_not_there_is_not_found() -> None:
    """Every method refuses a borrower never taken in."""
    store, stranger = MemoryStore(), BorrowerId("B-9")
    for ask in (store.file, store.trail, lambda one: store.written(one, "key")):
        with pytest.raises(NotFoundError):
            ask(stranger)
    with pytest.raises(NotFoundError):
        store.commit(a_change())
    with pytest.raises(NotFoundError):
        PresetCalendars().calendar("XX")


def test_what_is_of_the_wrong_type_is_refused() -> None:
    """A text is no borrower, a dict no file, no change, no query."""
    store = _store()
    for ask in (store.file, store.take_in, store.commit, store.visits):
        with pytest.raises(InputError):
            ask(cast("Visit", "B-1"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert store.visits(VisitQuery()) == ()


def test_evidence_is_kept_by_its_content() -> None:
    """The same photograph is kept once; what is not there, or was changed, is said."""
    kept = MemoryEvidence()
    reference = kept.keep(b"photo", kind="photo", taken_at=NOON)
    assert kept.keep(b"photo", kind="photo", taken_at=NOON) == reference
    assert kept.content(reference) == b"photo"
    kept._kept[reference.sha256] = b"another"
    with pytest.raises(IntegrityError):
        kept.content(reference)
    with pytest.raises(NotFoundError):
        kept.content(EvidenceRef(id=EvidenceId("E"), kind="photo", sha256="0" * 64))


def test_readings_come_by_day() -> None:
    """Of the loan asked for, both days in."""
    loan = LoanId("L-1")
    readings = [Reading(kind="balance", on=DAY + timedelta(days=place), loan=loan) for place in (2, 0, 1, 5)]
    series = MemorySeries([*readings, Reading(kind="balance", on=DAY, loan=LoanId("L-2"))])
    found = series.readings(loan, since=DAY, until=DAY + timedelta(days=2))
    assert [(one.on - DAY).days for one in found] == [0, 1, 2]


def test_notices_are_remembered_in_order() -> None:
    """What was told is there, in order."""
    told = MemoryPublisher()
    about = a_change().finding.id
    notices = tuple(
        Notice(event=event, about=about, borrower=BorrowerId("B-1"), at=NOON)
        for event in (NoticeEvent.FINDING_RAISED, NoticeEvent.CURE_OPENED)
    )
    told.publish(notices)
    assert told.told == list(notices)
    assert notices[0].text.zh == "B-1：发现问题（F14~~1）"


def test_clocks_never_go_back() -> None:
    """The system's clock is told in UTC and never runs back; a set clock moves forward only."""
    clock = SystemClock()
    first = clock.now()
    assert first.utcoffset() == timedelta(0)
    clock._last = first + timedelta(days=1)
    assert clock.now() == first + timedelta(days=1)
    still = SetClock(datetime(2026, 3, 31, 20, tzinfo=timezone(timedelta(hours=8))))
    assert still.now() == NOON
    with pytest.raises(ClockError):
        still.forward(timedelta(seconds=-1))
    with pytest.raises(InputError):
        SetClock(datetime(2026, 3, 31))  # noqa: DTZ001  without an offset on purpose


def test_a_failure_says_what_is_known() -> None:
    """A store that failed says whether the change was surely not applied; two outcomes are two errors."""
    sure, unsure = StorageError(outcome="not_applied"), StorageError(outcome="unknown")
    assert sure != unsure
    assert sure == StorageError()
    assert len({sure, unsure, StorageError()}) == 2
