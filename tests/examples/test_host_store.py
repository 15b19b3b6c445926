"""The host's tables as a store of the library: every clause of the port, on SQLite and on PostgreSQL.

The answer comes from elsewhere: whatever is asked of both, the store in memory says the same.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, date, datetime
from operator import methodcaller
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import URL, Engine, event

from examples.host.bank import open_database
from examples.host.store import TableStore
from examples.host.tables import Base
from loanvisit.adapters import MemoryPublisher, MemoryStore, SetClock
from loanvisit.codec import verify_trail
from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Change,
    FindingState,
    Method,
    PageMark,
    Replaced,
    Visit,
    VisitQuery,
    VisitState,
)
from loanvisit.errors import ConflictError, InputError, LoanVisitError, NotFoundError, StorageError
from loanvisit.ports import Store
from loanvisit.steps import open_remediation
from loanvisit.testing import Check, a_borrower, a_change, a_duty, a_file, an_officer, store_checks
from loanvisit.testing.strategies import borrower_files, changes, visit_queries
from loanvisit.workflow import Desk
from tests.conftest import PROFILE
from tests.examples.cluster import new_database, no_database
from tests.laws.asking import FILES, VISITS, by_brute_force, questions

Ask = Callable[[Store], object]
ROUNDS = {"few": 1, "quick": 1, "deep": 20}[PROFILE]
FULL = {
    "sqlite": "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'the journal is full'); END",
    "postgresql": "ALTER TABLE journal ADD CONSTRAINT full_ CHECK (number < 1) NOT VALID",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Give an empty database of each kind there is."""
    if request.param == "sqlite":
        path: Path = tmp_path_factory.mktemp("store") / "store.db"
        connected = open_database(URL.create("sqlite", database=str(path)))
        yield connected
        connected.dispose()
        return
    url = new_database(request.getfixturevalue("server"), "store")
    connected = open_database(url)
    yield connected
    connected.dispose()
    no_database(url)


def emptied(engine: Engine) -> TableStore:
    """Return a store over tables that hold nothing."""
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    return TableStore(engine)


def _reopened(store: TableStore) -> TableStore:
    """Return another store over the same tables."""
    return TableStore(store.engine)


def answer(ask: Ask, store: Store) -> object:
    """Return what a store says, be it a refusal with all its faults."""
    try:
        return ask(store)
    except LoanVisitError as error:
        return error


@st.composite
def work(draw: st.DrawFn, file: BorrowerFile) -> Change:
    """Draw a change to a file: some of its visits moved on, some withdrawn, a finding more; now and then stale."""
    visits = draw(st.lists(st.sampled_from(file.visits), unique=True)) if file.visits else []
    stale = draw(st.sampled_from([0, 0, 0, 1]))
    fresh = a_change(file, number=draw(st.integers(1, 3)))
    gone = [one.id for one in file.visits if one not in visits and one.state is VisitState.PLANNED]
    return evolve(
        fresh,
        visits=tuple(evolve(one, version=one.version + 1) for one in visits),
        replaces=tuple(Replaced(id=one.id, version=one.version + stale) for one in visits),
        withdrawn=tuple(gone) if draw(st.booleans()) else (),
        key=draw(st.sampled_from([None, "form 1", "form 2"])),
    )


@given(file=borrower_files(), other=borrower_files(id="B2"), data=st.data())
def test_it_says_what_the_store_in_memory_says(
    engine: Engine, file: BorrowerFile, other: BorrowerFile, data: st.DataObject
) -> None:
    """S01 to S07, S11 to S23: after any commits the two stores give the same files, trails, receipts and answers."""
    memory, tables = MemoryStore(), emptied(engine)

    def agree(ask: Ask) -> None:
        assert answer(ask, tables) == answer(ask, memory)

    for one in (file, other):
        agree(methodcaller("take_in", one))
    for _ in range(3):
        agree(methodcaller("commit", data.draw(work(memory.file(file.id)))))
    agree(methodcaller("take_in", data.draw(borrower_files())))
    for who in (file.id, other.id):
        agree(methodcaller("file", who))
        agree(methodcaller("trail", who))
    for key in ("form 1", "form 2", "form 3"):
        agree(methodcaller("written", file.id, key))
    for query in (data.draw(visit_queries()), VisitQuery()):
        agree(methodcaller("visits", query))
    verify_trail(tables.trail(file.id))


@given(file=borrower_files(), decided=changes())
def test_a_row_says_all_that_its_thing_said(engine: Engine, file: BorrowerFile, decided: Change) -> None:
    """Whatever a step may store is read from the tables as it was written, every field of it."""
    ids = [one.id for one in decided.stored]
    assume(len(set(ids)) == len(ids))
    kept = ("obligations", "visits", "records", "findings", "remediations", "waivers", "deferrals", "substitutions")
    bare = evolve(file, **dict.fromkeys(kept, ()))
    whole = bare.holding(decided.stored)
    store = emptied(engine)
    store.take_in(whole)
    assert store.file(file.id) == whole


def test_every_combination_of_filters_is_the_databases_work(
    engine: Engine, record_property: Callable[[str, object], None]
) -> None:
    """I-44: each of the 512 combinations of filters, mark and limit gives what a look at every visit gives."""
    store, asked = emptied(engine), 0
    for file in FILES:
        store.take_in(file)
    for seed in range(ROUNDS):
        for query in questions(seed):
            assert [one.id.value for one in store.visits(query)] == by_brute_force(query, VISITS), query
            asked += 1
    record_property("cases", asked)


def test_a_borrower_never_taken_in_is_not_found(engine: Engine) -> None:
    """S02: every question about an unknown borrower is refused, and nothing is written."""
    store = emptied(engine)
    asks: list[Ask] = [
        lambda store: store.file(BorrowerId("B-9")),
        lambda store: store.trail(BorrowerId("B-9")),
        lambda store: store.written(BorrowerId("B-9"), "form 1"),
        lambda store: store.commit(a_change()),
    ]
    assert [type(answer(ask, store)) for ask in asks] == [NotFoundError] * 4
    assert store.visits(VisitQuery()) == ()


def test_of_changes_that_race_one_is_written(engine: Engine) -> None:
    """S08: eight threads replace the same version: one receipt, seven conflicts, one line of the trail."""
    store = emptied(engine)
    file = a_file(obligations=[a_duty(date(2026, 1, 1), date(2026, 3, 31))])
    store.take_in(file)
    duty = file.obligations[0]
    change = evolve(
        a_change(file),
        findings=(),
        obligations=(evolve(duty, version=2),),
        replaces=(Replaced(id=duty.id, version=1),),
    )
    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(lambda _: answer(lambda one: one.commit(change), store), range(8)))
    assert [type(one) is ConflictError for one in told].count(False) == 1
    assert len(store.trail(file.id)) == 1


def test_nothing_written_is_lost(engine: Engine) -> None:
    """S09 and S15: changes of many threads are all there, each with its line, and the trail verifies."""
    store = emptied(engine)
    store.take_in(a_file())
    changes = [evolve(a_change(number=number), key=f"form {number}") for number in range(1, 17)]
    with ThreadPoolExecutor(8) as threads:
        receipts = list(threads.map(store.commit, changes))
    assert sorted(one.length for one in receipts) == list(range(1, 17))
    assert {one.id for one in store.file(a_file().id).findings} == {one.finding.id for one in changes}
    last = max(receipts, key=lambda one: one.length)
    verify_trail(store.trail(a_file().id), head=last.head)


def test_a_reader_sees_a_whole_commit(engine: Engine) -> None:
    """S10: a change of a visit and a finding that comes while visits are read is seen whole or not at all."""
    store = emptied(engine)
    file = _held("B-1")
    store.take_in(file)
    visit = file.visits[0]
    moved = evolve(visit, version=2)
    change = evolve(a_change(file), visits=(moved,), replaces=(Replaced(id=visit.id, version=1),))
    with ThreadPoolExecutor(1) as threads:
        commits: list[Future[object]] = []

        def meanwhile(_c: object, _d: object, statement: str, *_: object) -> None:
            if "FROM task" in statement and not commits:
                commits.append(threads.submit(store.commit, change))
                wait(commits, timeout=0.5)

        event.listen(engine, "after_cursor_execute", meanwhile)
        try:
            seen = store.file(file.id)
        finally:
            event.remove(engine, "after_cursor_execute", meanwhile)
        commits[0].result()
    assert seen in (file, file.after(change))
    assert store.file(file.id) == file.after(change)


def test_one_borrower_taken_in_by_many_at_once(engine: Engine) -> None:
    """S03: threads that take in the same new borrower all succeed, and it is held once."""
    store = emptied(engine)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: store.take_in(a_file()), range(4)))
    assert store.file(a_file().id) == a_file()


def test_a_failure_writes_nothing(tmp_path: Path) -> None:
    """S07: where the last row cannot be written nothing is; where the database is gone the outcome is told."""
    engine = open_database(URL.create("sqlite", database=str(tmp_path / "full.db")))
    store = TableStore(engine)
    store.take_in(a_file())
    with engine.begin() as connection:
        connection.exec_driver_sql(FULL["sqlite"])
    assert type(answer(lambda one: one.commit(a_change()), store)) is ConflictError
    assert store.file(a_file().id) == a_file()
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE journal")
    with pytest.raises(StorageError) as caught:
        store.commit(a_change())
    assert (caught.value.outcome, caught.value.code) == ("not_applied", "storage.failed")
    assert store.file(a_file().id) == a_file()
    engine.dispose()


def _held(name: str) -> BorrowerFile:
    """Return the file of a borrower with one visit."""
    who = BorrowerId(name)
    duty = a_duty(date(2026, 3, 1), date(2026, 3, 9), subject=who)
    visit = Visit(borrower=who, method=Method.ON_SITE, window=duty.window, covers=(duty,))
    return BorrowerFile(borrower=a_borrower(name), visits=(visit,))


def test_pages_are_in_the_order_of_code_points(engine: Engine) -> None:
    """S20 and S21: borrowers of every script come in Python's order, and pages put together are the whole answer."""
    store = emptied(engine)
    names = ["b-1", "B-2", "a", "Z", "_x", "é", "借款人", "Ω", "😀"]
    for name in names:
        store.take_in(_held(name))
    whole = store.visits(VisitQuery())
    assert [one.borrower.value for one in whole] == sorted(names)
    paged: list[Visit] = []
    while page := store.visits(VisitQuery(limit=2, after=PageMark.of(paged[-1]) if paged else None)):
        paged += page
    assert tuple(paged) == whole


def test_what_is_of_the_wrong_type_is_refused(engine: Engine) -> None:
    """S25: each method refuses what is not of its type."""
    store = emptied(engine)
    store.take_in(a_file())
    for name in ("take_in", "file", "commit", "trail", "visits"):
        assert type(answer(methodcaller(name, "B-1"), store)) is InputError
    for asked in (("B-1", "form 1"), (a_file().id, 7)):
        assert type(answer(methodcaller("written", *asked), store)) is InputError
    assert store.file(a_file().id) == a_file()


def test_the_librarys_desk_works_on_these_tables(engine: Engine) -> None:
    """Load, step, commit and tell run over the bank's tables; the same key is the same work."""
    store = emptied(engine)
    store.take_in(a_file())
    store.commit(a_change())
    now = datetime(2026, 4, 1, 9, tzinfo=UTC)
    desk = Desk(store=store, clock=SetClock(now), publisher=MemoryPublisher())
    owner, opener = an_officer("li"), an_officer("anna")

    def opened(file: BorrowerFile, at: datetime) -> Change:
        return open_remediation(file.findings[0], owner=owner, by=opener, at=at)

    first = desk.do(a_file().id, opened, key="cure 1")
    assert desk.do(a_file().id, opened, key="cure 1") == first
    assert store.file(a_file().id).findings[0].state is FindingState.IN_REMEDIATION


STORES: list[Engine] = []
"""The database that the checks below make their stores over."""


@pytest.mark.parametrize("check", store_checks(lambda: emptied(STORES[-1]), reopen=_reopened), ids=str)
def test_the_kit_finds_nothing_wrong(engine: Engine, check: Check) -> None:
    """Every check that strangers put their stores through holds for the host's tables too."""
    STORES.append(engine)
    check.run()
