"""Evidence, consent, places, tries and hours: what their values take, refuse and show to whom."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit.domain import (
    Attempt,
    AttemptOutcome,
    BorrowerId,
    Capacity,
    Channel,
    Consent,
    DrawdownId,
    EvidenceId,
    EvidenceRef,
    EvidenceSource,
    GuaranteeId,
    LegalBasis,
    LegalFile,
    Loan,
    LoanChange,
    LoanChangeId,
    LoanChangeKind,
    LoanId,
    Mortgage,
    MortgageId,
    NoAnswer,
    NumberSource,
    OfficerId,
    PersonMet,
    Place,
    PlacePrecision,
    WithheldEvidence,
    clean_file_name,
)
from loanvisit.domain.place import metres_between
from loanvisit.domain.showing import paid_out_on, shows
from loanvisit.errors import InputError
from loanvisit.testing import a_file, a_record

NOON = datetime(2026, 3, 3, 4, tzinfo=UTC)
POINT = Place(
    precision=PlacePrecision.POINT,
    district="深圳市福田区",
    latitude=Decimal("22.54286"),
    longitude=Decimal("114.05956"),
    accuracy=12,
)
AGREED = Consent(basis=LegalBasis.CONSENT, notice="N-2026.1", given=True, on=date(2026, 3, 1))
REFUSED = Consent(basis=LegalBasis.CONSENT, given=False, reason="不愿意被拍照")
PHOTO = EvidenceRef(id=EvidenceId("E-1"), kind="photo", sha256="0" * 64)
HOSTILE = (
    "../../x",
    "/etc/passwd",
    "C:\\x",
    "a\0b",
    "CON",
    "nul.txt",
    "贷" * 86,
    "e\u0301.jpg",
    "a\u202egpj.exe",
    "..",
    "",
)


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lambda: evolve(POINT, longitude=None), [("place.point", "Place.longitude")]),
        (lambda: evolve(POINT, precision=PlacePrecision.DISTRICT), [("place.point", "Place.latitude")]),
        (lambda: evolve(POINT, latitude=Decimal("114.1")), [("place.degrees", "Place.latitude")]),
        (lambda: evolve(POINT, accuracy=-1), [("place.accuracy", "Place.accuracy")]),
        (
            lambda: Place(precision=PlacePrecision.SITE, accuracy=3),
            [
                ("key.missing", "Place.district"),
                ("place.address", "Place.address"),
                ("place.accuracy", "Place.accuracy"),
            ],
        ),
        (
            lambda: Place(precision=PlacePrecision.DISTRICT, district="福田区", address="某路 1 号"),
            [("place.address", "Place.address")],
        ),
        (lambda: evolve(REFUSED, reason=" "), [("consent.reason", "Consent.reason")]),
        (lambda: evolve(AGREED, reason="x"), [("consent.reason", "Consent.reason")]),
        (lambda: evolve(REFUSED, withdrawn_on=NOON.date()), [("consent.withdrawn", "Consent.withdrawn_on")]),
        (lambda: evolve(AGREED, withdrawn_on=date(2026, 2, 28)), [("date.order", "Consent.withdrawn_on")]),
        (lambda: evolve(PHOTO, consent=REFUSED), [("consent.refused", "EvidenceRef.consent")]),
        (lambda: evolve(PHOTO, sha256=""), [("type", "EvidenceRef.sha256")]),
        (lambda: WithheldEvidence(kind="photo", consent=AGREED), [("consent.not_refused", "WithheldEvidence.consent")]),
        (
            lambda: Attempt(
                at=NOON,
                channel=Channel.IN_PERSON,
                outcome=AttemptOutcome.REFUSED,
                by=OfficerId("li"),
                number_from=NumberSource.OTHER,
            ),
            [("attempt.number", "Attempt.number_from")],
        ),
        (lambda: clean_file_name(7), [("type", "name")]),  # type: ignore[arg-type]
    ],
)
def test_what_may_not_stand_is_refused_by_its_field(make: Callable[[], object], found: list[tuple[str, str]]) -> None:
    """Each fault has its code and its path, several at once, and never a value."""
    with pytest.raises(InputError) as refused:
        make()
    told = [(one.code, one.path) for one in refused.value.faults]
    assert found == told[: len(found)]
    assert "拍照" not in str(refused.value)
    assert "某路" not in str(refused.value)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_name_is_refused_and_can_be_cleaned(name: str) -> None:
    """B35: as it came it may not stand; cleaned it may, is no path on any system, and nothing is stored under it."""
    with pytest.raises(InputError) as refused:
        evolve(PHOTO, file_name=name)
    assert refused.value.path == "EvidenceRef.file_name"
    kept = clean_file_name(name)
    assert evolve(PHOTO, file_name=kept).file_name == kept == clean_file_name(kept)
    assert not set(kept) & set("/\\:\0\u202e")
    assert 0 < len(kept.encode()) <= 255


def test_a_file_name_too_long_keeps_its_ending() -> None:
    """The ending says what the file is; one that is itself long is cut like the rest."""
    assert clean_file_name(f"{'贷' * 100}.jpg").endswith("贷.jpg")
    assert len(clean_file_name(f"x.{'y' * 300}")) == 255
    assert clean_file_name(".jpg") == "jpg"


def test_a_place_is_shown_coarsely_outside_the_team() -> None:
    """A point to 0.01 degrees without its accuracy and address, an address as its district; nothing of it in a repr."""
    assert POINT.coarse == Place(
        precision=PlacePrecision.POINT, district="深圳市福田区", latitude=Decimal("22.54"), longitude=Decimal("114.06")
    )
    site = Place(precision=PlacePrecision.SITE, district="深圳市福田区", address="某路 1 号")
    assert site.coarse == Place(precision=PlacePrecision.DISTRICT, district="深圳市福田区")
    assert not {"22.5", "某路", "福田"} & {word for word in ("22.5", "某路", "福田") if word in f"{POINT!r}{site!r}"}


def _point(north: str, east: str) -> Place:
    return Place(precision=PlacePrecision.POINT, latitude=Decimal(north), longitude=Decimal(east))


def test_the_distance_of_two_points_is_that_of_the_sphere() -> None:
    """By hand from the mean radius: a quarter of a great circle is R times pi/2, a degree a 90th of that."""
    quarter = 10_007_557
    assert metres_between(_point("0", "0"), _point("0", "90")) == quarter
    assert metres_between(_point("90", "12"), _point("0", "-7")) == quarter
    assert metres_between(_point("0", "180"), _point("0", "-180")) == 0
    assert metres_between(_point("-90", "0"), _point("90", "0")) == 2 * quarter + 1
    assert metres_between(_point("30", "114"), _point("31", "114")) == quarter // 90
    district = Place(precision=PlacePrecision.DISTRICT, district="福田区")
    assert metres_between(_point("0", "0"), district) is metres_between(district, POINT) is None


def test_a_consent_stands_until_it_is_withdrawn() -> None:
    """What was taken before is not undone (art. 15); where the ground is another, neither word stops anything."""
    withdrawn = evolve(AGREED, withdrawn_on=date(2026, 3, 3))
    assert [withdrawn.stands_on(date(2026, 3, day)) for day in (2, 3)] == [True, False]
    by_contract = Consent(basis=LegalBasis.CONTRACT, given=False, reason="x")
    assert (REFUSED.is_refused, by_contract.is_refused, by_contract.stands_on(date(2026, 3, 3))) == (True, False, True)
    assert not REFUSED.stands_on(date(2026, 3, 3))


def test_what_is_given_outside_the_team_names_nobody_and_no_site() -> None:
    """Field by field: the officer, the file's name and the person's words go, the place is coarse, the rest stays."""
    full = evolve(
        PHOTO,
        taken_at=NOON,
        taken_by=OfficerId("li"),
        place=POINT,
        source=EvidenceSource.OFFICER_DEVICE,
        about=[LoanId("L-1")],
        consent=AGREED,
        file_name="王小明.jpg",
    )
    assert full.outside_team == EvidenceRef(
        id=full.id,
        kind="photo",
        sha256=full.sha256,
        taken_at=NOON,
        place=POINT.coarse,
        source=EvidenceSource.OFFICER_DEVICE,
        about=[LoanId("L-1")],
        consent=Consent(basis=LegalBasis.CONSENT, notice="N-2026.1"),
    )
    assert PHOTO.outside_team == PHOTO


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"started_at": NOON - timedelta(days=2)}, ("hours.day", "VisitRecord.started_at")),
        ({"started_at": NOON + timedelta(days=2)}, ("hours.day", "VisitRecord.started_at")),
        ({"ended_at": NOON - timedelta(days=2)}, ("date.order", "VisitRecord.ended_at")),
        ({"started_at": NOON, "ended_at": NOON - timedelta(minutes=1)}, ("date.order", "VisitRecord.ended_at")),
        ({"started_at": NOON, "recorded_at": NOON - timedelta(minutes=1)}, ("date.order", "VisitRecord.recorded_at")),
        ({"ended_at": NOON, "recorded_at": NOON - timedelta(minutes=1)}, ("date.order", "VisitRecord.recorded_at")),
    ],
)
def test_the_hours_of_a_visit_are_of_its_day_and_in_order(changes: dict[str, datetime], fault: tuple[str, str]) -> None:
    """A visit begins on its day somewhere in the world, ends no earlier, and is filed no earlier than that."""
    with pytest.raises(InputError) as refused:
        evolve(a_record(date(2026, 3, 3)), **changes)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.path) == fault


def test_hours_at_the_edge_of_the_day_stand() -> None:
    """Half past midnight in Shanghai is the day before in UTC; only the hour it ended may be known."""
    early = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)
    kept = evolve(a_record(date(2026, 3, 3)), started_at=early, ended_at=early, recorded_at=early)
    assert kept.started_at == kept.recorded_at
    assert evolve(a_record(date(2026, 3, 3)), ended_at=NOON).started_at is None


def test_every_code_has_its_words() -> None:
    """A clerk reads each of them in Chinese and in English."""
    for kind in (AttemptOutcome, Capacity, EvidenceSource, LegalBasis, NoAnswer, NumberSource, PlacePrecision):
        for one in kind:
            assert one.text.zh
            assert one.text.en != one.text.zh
    assert "王" not in repr(PersonMet(capacity=Capacity.PAYEE, name="王小明"))


def test_evidence_shows_what_stands_in_one_line_with_its_subject() -> None:
    """A drawdown shows its loan and no other drawdown; a mortgage its loans; a renewed loan the one it continues."""
    one = Loan.drawn_once(id=LoanId("L-1"), borrower=BorrowerId("B-1"), disbursed_on=date(2025, 1, 5))
    two = Loan.drawn_once(id=LoanId("L-2"), borrower=BorrowerId("B-1"), disbursed_on=date(2026, 1, 5))
    renewal = LoanChange(
        id=LoanChangeId("2026-9"),
        loan=two.id,
        continues=one.id,
        kind=LoanChangeKind.RENEWAL,
        on=date(2026, 1, 5),
    )
    plain = evolve(a_file(one, two), legal=LegalFile(mortgages=[Mortgage(id=MortgageId("M"), loans=[one.id])]))
    first, second = one.drawdowns[0].id, two.drawdowns[0].id
    seen = {
        "nothing named": shows(frozenset(), two.id, plain),
        "the borrower": shows(frozenset({plain.id}), second, plain),
        "of the borrower": shows(frozenset({first}), plain.id, plain),
        "its loan": shows(frozenset({first}), one.id, plain),
        "its drawdown": shows(frozenset({one.id}), first, plain),
        "the mortgaged loan": shows(frozenset({MortgageId("M")}), first, plain),
        "the older loan": shows(frozenset({one.id}), two.id, evolve(plain, loan_changes=[renewal])),
        "the newer loan": shows(frozenset({two.id}), one.id, evolve(plain, loan_changes=[renewal])),
    }
    unseen = {
        "another drawdown": shows(frozenset({first}), second, plain),
        "another loan": shows(frozenset({one.id}), two.id, plain),
        "a loan not mortgaged": shows(frozenset({MortgageId("M")}), two.id, plain),
        "an unknown guarantee": shows(frozenset({GuaranteeId("G")}), one.id, plain),
        "another borrower": shows(frozenset({BorrowerId("B-9")}), one.id, plain),
        "an unknown drawdown": shows(frozenset({DrawdownId("D-9")}), one.id, plain),
    }
    assert set(seen.values()) == {True}
    assert set(unseen.values()) == {False}
    assert [paid_out_on(subject, plain) for subject in (second, one.id, plain.id, LoanId("L-9"))] == [
        date(2026, 1, 5),
        date(2025, 1, 5),
        date(2025, 1, 5),
        None,
    ]
    nobody_knows = evolve(one, drawdowns=[evolve(one.drawdowns[0], drawn_on=None)])
    assert paid_out_on(plain.id, evolve(plain, loans=(nobody_knows, two))) is None
