"""Frauds planted among the records of the sample book."""

from datetime import date
from itertools import pairwise

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.assessment import integrity_signals
from loanvisit.domain import IntegrityKind, Method, Outcome, VisitRecord
from loanvisit.errors import InputError
from loanvisit.samples import FraudBook, Trace, false_alarms, recall, with_frauds, world
from loanvisit.samples.dressing import dressed
from loanvisit.samples.lots import Lot
from loanvisit.scheduling import make_plan

CN = presets.calendar("CN")


def the_records(borrowers: int = 60) -> tuple[VisitRecord, ...]:
    """Return what the officers of a sample bank bring back."""
    bank = world(7, calendar=CN, borrowers=borrowers)
    policy = presets.policy("cn.five_tier_default")
    return bank.records(make_plan(bank.book(), policy=policy, calendar=CN, until=date(2026, 12, 31)))


@pytest.fixture(scope="module")
def book() -> FraudBook:
    """Sixty borrowers' records with two frauds of each way and trace."""
    return with_frauds(the_records(), seed=7, calendar=CN)


def test_every_way_and_trace_is_planted_and_no_record_twice(book: FraudBook) -> None:
    """Two of each, none in a record that another was falsified from; the other records are honest."""
    planted = [(one.kind, one.trace) for one in book.planted]
    assert {planted.count(one) for one in planted} == {2}
    assert {trace for _, trace in planted} == set(Trace)
    spoken_for = [one.record for one in book.planted] + [one.source for one in book.planted if one.source is not None]
    assert len({one.record for one in book.planted} & {one.source for one in book.planted}) == 0
    assert len({one.record for one in book.planted}) == len(book.planted) == len(book.records) - book.honest
    assert {*spoken_for} <= {one.id for one in book.records}


def test_every_obvious_fraud_is_found_and_none_that_is_saved_anew(book: FraudBook) -> None:
    """What leaps to the eye is told of in every way; a picture saved anew has another digest and is not."""
    signals = integrity_signals(book.records, calendar=CN, before=book.before)
    counted = {(one.kind, one.trace): (one.found, one.planted) for one in recall(book, signals)}
    assert {kind: counted[kind, Trace.OBVIOUS] for kind, _ in counted} == {kind: (2, 2) for kind, _ in counted}
    assert counted[IntegrityKind.EVIDENCE_AGAIN, Trace.FAINT] == (0, 2)


def test_an_honest_record_is_pointed_at_for_habits_alone(book: FraudBook) -> None:
    """Of what officers wrote and photographed themselves nothing is signalled but who went, time and again."""
    signals = integrity_signals(book.records, calendar=CN, before=book.before)
    assert {kind for kind, count in false_alarms(book, signals).items() if count} <= {IntegrityKind.SAME_PAIR}
    assert false_alarms(book, ()) == dict.fromkeys(IntegrityKind, 0)


def test_the_same_seed_plants_the_same_and_another_other_ones(book: FraudBook) -> None:
    """Equal seeds give equal books; which records are falsified follows from the seed."""
    assert with_frauds(the_records(), seed=7, calendar=CN) == book
    assert with_frauds(the_records(), seed=8, calendar=CN).planted != book.planted


def test_where_there_is_no_room_fewer_are_planted() -> None:
    """Of a borrower alone there is no other's text to copy, and a visit that was not made is not falsified."""
    few = the_records(1)
    alone = with_frauds(few, seed=7, calendar=CN)
    assert IntegrityKind.COPIED_TEXT not in {one.kind for one in alone.planted}
    assert with_frauds([], seed=7, calendar=CN) == FraudBook(records=[], planted=[], before=[])
    made = [one for one in few if one.outcome is Outcome.MADE]
    missed = evolve(made[0], outcome=Outcome.REFUSED, evidence=[], answers=[])
    assert with_frauds([missed], seed=7, calendar=CN).planted == ()
    called = evolve(made[0], method=Method.INTERVIEW, evidence=[])
    assert {one.kind for one in with_frauds([called], seed=7, calendar=CN).planted} <= {
        IntegrityKind.STRAIGHT_ANSWERS,
        IntegrityKind.LATE_RECORD,
    }


def test_officers_are_at_one_place_at_a_time() -> None:
    """Of honest records no two of one officer overlap, and an hour and more lies between."""
    told = [
        (one.visitors, one.started_at, one.ended_at)
        for one in dressed(the_records(), lot=Lot(7), calendar=CN)
        if one.started_at is not None and one.ended_at is not None
    ]
    assert len(told) > 300
    for officer in {who for visitors, _, _ in told for who in visitors}:
        hours = sorted((started, ended) for visitors, started, ended in told if officer in visitors)
        assert all((later[0] - earlier[1]).total_seconds() >= 75 * 60 for earlier, later in pairwise(hours))


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ({"seed": -1}, ["seed"]),
        ({"each_way": 0, "seed": -1}, ["seed", "each_way"]),
        ({"records": ["R-1"]}, ["records[0]"]),
        ({"records": the_records(1)[:1] * 2}, ["records"]),
    ],
)
def test_what_makes_no_book_is_refused(given: dict[str, object], paths: list[str]) -> None:
    """No record, one twice, a seed below zero, none of each way: every fault at once."""
    with pytest.raises(InputError) as refused:
        with_frauds(**{"records": (), "seed": 7, "calendar": CN, **given})  # type: ignore[arg-type]
    assert [one.path for one in refused.value.faults] == paths


def test_what_is_no_signal_is_not_counted(book: FraudBook) -> None:
    """Neither count takes anything but signals."""
    for count in (recall, false_alarms):
        with pytest.raises(InputError):
            count(book, ["a signal"])  # type: ignore[list-item]
