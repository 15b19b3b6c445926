"""What holds of frauds planted among honest records, whatever the seed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.assessment import integrity_signals
from loanvisit.domain import VisitRecord
from loanvisit.samples import false_alarms, recall, with_frauds, world
from loanvisit.scheduling import make_plan

CN = presets.calendar("CN")


def _records() -> tuple[VisitRecord, ...]:
    bank, policy = world(3, calendar=CN, borrowers=12), presets.policy("cn.five_tier_default")
    return bank.records(make_plan(bank.book(), policy=policy, calendar=CN, until=date(2026, 12, 31)))


RECORDS = _records()


@given(st.integers(0, 2**40), st.integers(1, 3), st.randoms(use_true_random=False))
def test_no_record_is_lost_and_each_fraud_is_counted_once(seed: int, each_way: int, order: object) -> None:
    """Honest and falsified are all there were, found are never more than planted, and the order given does not show."""
    mixed = list(RECORDS)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    book = with_frauds(mixed, seed=seed, calendar=CN, each_way=each_way)
    assert sorted(one.id for one in book.records) == sorted(one.id for one in RECORDS)
    assert book == with_frauds(RECORDS, seed=seed, calendar=CN, each_way=each_way)
    signals = integrity_signals(book.records, calendar=CN, before=book.before)
    counted = recall(book, signals)
    assert sum(one.planted for one in counted) == len(book.planted)
    assert all(0 <= one.found <= one.planted <= each_way for one in counted)
    assert sum(one.found for one in counted) + sum(false_alarms(book, signals).values()) <= len(signals)


@given(st.integers(0, 2**40))
def test_a_falsified_record_differs_and_an_honest_one_does_not(seed: int) -> None:
    """Two seeds tell different honest records; within one, whatever was planted is another record than without it."""
    one, more = (with_frauds(RECORDS, seed=seed, calendar=CN, each_way=count) for count in (1, 2))
    held = {record.id: record for record in one.records}
    falsified = {fraud.record for fraud in (*one.planted, *more.planted)}
    assert all(held[record.id] == record for record in more.records if record.id not in falsified)
