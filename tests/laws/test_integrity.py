"""Signals over records: all copies found, in whatever order, and never a word of a record in them."""

import re
from fractions import Fraction
from itertools import combinations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.assessment import integrity_signals
from loanvisit.assessment.copied_texts import fragments, likenesses
from loanvisit.domain import Answer, BorrowerId, IntegrityLimits, RecordId, VisitRecord
from loanvisit.testing.strategies import integrity_limits, records

CN = presets.calendar("CN")
_WORDS = st.lists(st.sampled_from(["库存", "充足", "开工", "回款", "line", "idle", "7", "，"]), max_size=20).map(
    "".join
)


def _alike_by_brute_force(texts: list[str], alike: Fraction, least: int) -> dict[int, dict[int, Fraction]]:
    """Compare each text with each before it, all figures made one."""
    plain = [re.sub(r"\d+", "0", "".join(filter(str.isalnum, text))) for text in texts]
    found: dict[int, dict[int, Fraction]] = {}
    for earlier, later in combinations(range(len(texts)), 2):
        if min(len(plain[earlier]), len(plain[later])) >= least:
            one, other = fragments(plain[earlier]), fragments(plain[later])
            share = Fraction(len(one & other), len(one | other))
            if share >= alike:
                found.setdefault(later, {})[earlier] = share
    return found


@given(
    st.lists(_WORDS, max_size=12),
    st.integers(1, 20).map(lambda count: Fraction(count, 20)),
    st.integers(1, 9),
)
def test_no_copy_is_missed_and_none_invented(texts: list[str], alike: Fraction, least: int) -> None:
    """What is found by the rarest fragments is what comparing each with each finds, with its exact share."""
    found = likenesses(texts, alike=alike, least=least)
    expected = _alike_by_brute_force(texts, alike, least)
    assert [one.later for one in found] == sorted(expected)
    assert [one for one in found if expected[one.later].get(one.earlier) != one.share] == []


def _told_apart(held: list[VisitRecord]) -> list[VisitRecord]:
    ids = [RecordId(f"R-{place}") for place in range(len(held))]
    return [
        evolve(one, id=name, borrower=BorrowerId(f"B-{place % 2}"))
        for place, (name, one) in enumerate(zip(ids, held, strict=True))
    ]


@given(
    st.lists(records(), max_size=8)
    .map(_told_apart)
    .flatmap(lambda held: st.tuples(st.just(held), st.permutations(held))),
    integrity_limits(),
)
def test_the_order_in_which_records_are_handed_in_changes_nothing(
    both: tuple[list[VisitRecord], list[VisitRecord]], limits: IntegrityLimits
) -> None:
    """The same records in any order show the same signals, in the same order."""
    held, mixed = both
    in_order = integrity_signals(held, calendar=CN, limits=limits)
    assert integrity_signals(mixed, calendar=CN, limits=limits) == in_order


@given(st.lists(records(), min_size=2, max_size=6).map(_told_apart), integrity_limits())
def test_nothing_that_was_written_or_answered_is_in_a_signal(held: list[VisitRecord], limits: IntegrityLimits) -> None:
    """Notes and answers are marked with a sign that no signal may show."""
    mark = "身份证号四四零三" * 4
    marked = [evolve(one, note=mark, answers=[Answer(question=f"Q{n}", value=mark) for n in range(9)]) for one in held]
    for signal in integrity_signals(marked, calendar=CN, limits=limits):
        told = f"{signal!r}{signal.text.zh}{signal.text.en}{signal.proof.text.zh}{dict(signal.proof.values)}"
        assert mark[:8] not in told
