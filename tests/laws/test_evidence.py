"""Evidence: what is older than the payout serves nothing after it, more of it never harms, and strangers see little."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.assessment import integrity_signals
from loanvisit.domain import (
    BorrowerId,
    EvidenceRef,
    IntegrityKind,
    IntegrityLimits,
    LoanId,
    Place,
    PlacePrecision,
    RecordId,
    VisitRecord,
    clean_file_name,
)
from loanvisit.domain.place import metres_between
from loanvisit.domain.zones import latest_day
from loanvisit.scheduling import discharge_by, sighting
from loanvisit.testing import a_duty, a_file, a_loan, a_record, a_rule
from loanvisit.testing.strategies import days, evidence, instants, places, records, withheld_evidence

CN = presets.calendar("CN")
PAID_OUT, VISITED = date(2025, 11, 30), date(2026, 3, 3)
KINDS = ("photo", "statement", "voucher")
_PIECES = st.lists(
    evidence().flatmap(
        lambda one: st.builds(
            evolve,
            st.just(one),
            about=st.frozensets(st.sampled_from([LoanId("L-1"), LoanId("L-2"), BorrowerId("B-1")]), max_size=1),
            taken_at=st.none() | instants(earliest=date(2025, 10, 1), latest=VISITED),
        )
    ),
    max_size=4,
)


def _lacks(*pieces: EvidenceRef, **changes: object) -> tuple[str, ...]:
    """Return what a duty that demands every kind lacks after a visit that brings some pieces."""
    file = a_file(a_loan(disbursed_on=PAID_OUT))
    duty = a_duty(date(2026, 1, 1), date(2026, 3, 31), rule=a_rule(evidence=KINDS))
    record = evolve(a_record(VISITED), evidence=pieces, **changes)  # type: ignore[arg-type]
    seen = sighting(record, file)
    assert seen is not None
    done = discharge_by([duty], seen)
    (met,) = done.obligations
    assert {one.obligation for one in done.refused} <= {duty.id}
    assert bool(done.refused) <= bool(met.lacks)
    return met.lacks


@given(_PIECES)
def test_evidence_older_than_the_payout_serves_nothing_after_it(pieces: list[EvidenceRef]) -> None:
    """A duty lacks the same where everything surely taken before the payout is left out."""
    later = [one for one in pieces if one.taken_at is None or latest_day(one.taken_at) >= PAID_OUT]
    assert _lacks(*pieces) == _lacks(*later)


@given(_PIECES, _PIECES)
def test_more_evidence_never_makes_a_duty_lack_more(some: list[EvidenceRef], more: list[EvidenceRef]) -> None:
    """What one piece proves no other takes away, whatever is known against that."""
    assert set(_lacks(*some, *more)) <= set(_lacks(*some))


@given(_PIECES, st.lists(withheld_evidence(), max_size=2))
def test_a_refusal_is_never_worse_than_nothing_brought(pieces: list[EvidenceRef], withheld: list[object]) -> None:
    """The visit goes on: a duty lacks what it would lack had nobody asked."""
    assert _lacks(*pieces, withheld=withheld) == _lacks(*pieces)


@given(places())
def test_a_coarse_place_is_near_and_tells_no_more(place: Place) -> None:
    """At most 800 metres from the point, once and for all, without its address and accuracy."""
    coarse = place.coarse
    assert coarse.coarse == coarse
    assert (coarse.address, coarse.accuracy, coarse.district) == (None, None, place.district)
    if place.precision is PlacePrecision.POINT:
        apart = metres_between(place, coarse)
        assert apart is not None
        assert apart <= 800
    else:
        assert coarse.precision is PlacePrecision.DISTRICT


@given(evidence())
def test_what_leaves_the_team_names_nobody(piece: EvidenceRef) -> None:
    """Whoever took it, what the file was called and what was said are gone; which content it is stays."""
    given_out = piece.outside_team
    assert given_out.outside_team == given_out
    assert (given_out.id, given_out.sha256) == (piece.id, piece.sha256)
    assert (given_out.taken_by, given_out.file_name) == (None, None)
    assert given_out.place == (piece.place and piece.place.coarse)


@given(st.text() | st.text("./\\:\0\u202econ .贷e\u0301", max_size=400))
def test_a_cleaned_file_name_may_always_stand(name: str) -> None:
    """Whatever came, what is kept is accepted, is no path, and stays as it is when it is cleaned again."""
    kept = clean_file_name(name)
    assert clean_file_name(kept) == kept
    assert evolve(_ONE, file_name=kept).file_name == kept
    assert not {"/", "\\", ":", "\0"} & set(kept)
    assert kept not in {".", ".."}


_ONE = a_record(VISITED, evidence=["photo"]).evidence[0]


def _of_one_officer(held: list[VisitRecord]) -> list[VisitRecord]:
    return [evolve(one, id=RecordId(f"R-{place}")) for place, one in enumerate(held)]


_RECORDS = st.lists(records(earliest=VISITED, latest=VISITED + timedelta(days=2)), max_size=6).map(_of_one_officer)


@given(_RECORDS, st.integers(1, 2000), st.integers(0, 2000))
def test_who_may_travel_faster_is_never_signalled_more(held: list[VisitRecord], speed: int, more: int) -> None:
    """Journeys signalled at a higher top speed are among those at a lower one."""

    def told(top_speed: int) -> set[tuple[RecordId, ...]]:
        found = integrity_signals(held, calendar=CN, limits=IntegrityLimits(top_speed=top_speed))
        return {one.records for one in found if one.kind is IntegrityKind.IMPOSSIBLE_TRAVEL}

    assert told(speed + more) <= told(speed)


@given(_RECORDS, places(precision=PlacePrecision.POINT))
def test_nobody_travels_who_stays(held: list[VisitRecord], place: Place) -> None:
    """Visits and photos all of one place show no journey and no photo of elsewhere."""
    stayed = [evolve(one, place=place, evidence=[evolve(piece, place=place) for piece in one.evidence]) for one in held]
    shown = {one.kind for one in integrity_signals(stayed, calendar=CN)}
    assert not shown & {IntegrityKind.IMPOSSIBLE_TRAVEL, IntegrityKind.PHOTO_ELSEWHERE}


@given(days(), _PIECES)
def test_no_signal_says_where_anybody_was(on: date, pieces: list[EvidenceRef]) -> None:
    """Coordinates and addresses are marked with a sign that no signal may show."""
    mark = "南山区某路七号"
    place = Place(precision=PlacePrecision.SITE, district=mark, address=mark)
    held = [
        evolve(a_record(on, id=f"R-{number}"), place=place, evidence=[evolve(one, place=place) for one in pieces])
        for number in range(3)
    ]
    for signal in integrity_signals(held, calendar=CN):
        told = f"{signal!r}{signal.text.zh}{signal.text.en}{dict(signal.proof.values)}"
        assert mark not in told
