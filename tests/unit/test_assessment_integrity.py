"""Signals over records together: each rule on both sides of where it draws its line."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.assessment import RecordPool, integrity_signals
from loanvisit.assessment.copied_texts import likenesses
from loanvisit.assessment.habits import period_ends
from loanvisit.domain import (
    Answer,
    AnswerValue,
    Attempt,
    AttemptOutcome,
    BorrowerId,
    Channel,
    EvidenceId,
    EvidenceRef,
    IntegrityKind,
    IntegrityLimits,
    IntegritySignal,
    Method,
    Money,
    NumberSource,
    OfficerId,
    Outcome,
    Place,
    PlacePrecision,
    Proof,
    RecordId,
    SignalStrength,
    VisitId,
    VisitRecord,
)
from loanvisit.errors import InputError
from loanvisit.testing import an_officer
from loanvisit.words import verbatim

CN = presets.calendar("CN")
NOTE = "走访厂区，两条生产线开工，原料与产成品库存与账面基本一致，近三个月回款正常，未见重大异常，保险在有效期内。"


def a_record(name: str, *, borrower: str = "B-1", on: date = date(2026, 3, 3), **given: object) -> VisitRecord:
    """Return a record of a visit by two persons, of which a test states what it is about."""
    held: dict[str, object] = {"method": Method.ON_SITE, "visitors": [OfficerId("anna"), OfficerId("li")], **given}
    return VisitRecord(id=RecordId(name), visit=VisitId(f"V-{name}"), borrower=BorrowerId(borrower), on=on, **held)  # type: ignore[arg-type]


def a_photo(content: str, *, kind: str = "site_photo", taken_at: datetime | None = None) -> EvidenceRef:
    """Return a reference to a picture by what is on it."""
    digest = sha256(content.encode()).hexdigest()
    return EvidenceRef(id=EvidenceId(f"E-{content}"), kind=kind, sha256=digest, taken_at=taken_at)


def the_answers(*values: AnswerValue | None) -> list[Answer]:
    """Return the answers to questions numbered from 1."""
    return [Answer(question=f"Q{place}", value=value) for place, value in enumerate(values, start=1)]


def seen(*records: VisitRecord, **given: object) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return each signal's kind, strength and records, in short."""
    found = integrity_signals(records, calendar=CN, **given)  # type: ignore[arg-type]
    return [(one.kind.value, one.strength.value, tuple(record.value for record in one.records)) for one in found]


def test_a_text_of_another_borrower_is_a_strong_signal() -> None:
    """The later record is told beside the earlier; layout and punctuation make no difference."""
    copied = a_record("R-2", borrower="B-2", on=date(2026, 3, 4), note=NOTE.replace("，", " , "))
    assert seen(a_record("R-1", note=NOTE), copied) == [("copied_text", "strong", ("R-2", "R-1"))]


def test_a_text_little_changed_is_less_of_a_signal() -> None:
    """Another borrower's with a word changed: moderate; the same borrower's: weak; his own word for word: moderate."""
    first = a_record("R-1", note=NOTE)
    other = a_record("R-2", borrower="B-2", on=date(2026, 3, 4), note=NOTE.replace("两条", "三条"))
    assert seen(first, other) == [("copied_text", "moderate", ("R-2", "R-1"))]
    assert seen(first, evolve(other, borrower=BorrowerId("B-1"))) == [("copied_text", "weak", ("R-2", "R-1"))]
    assert seen(first, a_record("R-3", on=date(2026, 6, 3), note=NOTE)) == [("copied_text", "moderate", ("R-3", "R-1"))]


def test_texts_that_are_their_own_or_too_short_show_nothing() -> None:
    """What two officers wrote about two shops in their own words, and a short 'nothing unusual' written twice."""
    own = a_record(
        "R-2", borrower="B-2", note="门店营业，店主在场，货架充足，二维码流水与上月持平，房租已付至六月，帮工两人。"
    )
    assert seen(a_record("R-1", note=NOTE), own) == []
    assert seen(a_record("R-1", note="未见异常"), a_record("R-2", borrower="B-2", note="未见异常")) == []
    assert seen(a_record("R-1"), a_record("R-2", borrower="B-2")) == []


def test_a_text_is_told_beside_one_that_it_is_like() -> None:
    """The same words beside the same words; else the one of the first that is most like it."""
    near, same = NOTE.replace("两条", "三条"), NOTE
    found = likenesses([NOTE, near, same, near], alike=Fraction(3, 4), least=30)
    assert [(one.later, one.earlier) for one in found] == [(1, 0), (2, 0), (3, 1)]
    assert [one.share == 1 for one in found] == [False, True, True]
    longer = "甲" + near  # most like the second
    assert likenesses([NOTE, near, longer], alike=Fraction(3, 4), least=30)[-1][:2] == (2, 1)
    assert likenesses([near, NOTE, longer], alike=Fraction(3, 4), least=30)[-1][:2] == (2, 0)


def test_a_copy_is_found_among_many_that_are_not() -> None:
    """Forty texts share half of their words, none more; the copy of the last is found."""
    form = "本次检查经现场走访并查阅资料，企业名称及基本情况见附表，"
    own = [f"{chr(0x4E00 + place * 60)}{chr(0x4E00 + place * 60 + 7)}" * 9 for place in range(40)]
    texts = [form + "".join(chr(ord(char) + at) for at, char in enumerate(one)) for one in own]
    found = likenesses([*texts, texts[-1].replace("附表", "附件")], alike=Fraction(3, 4), least=30)
    assert [one[:2] for one in found] == [(40, 39)]


def test_a_text_much_longer_is_not_the_same_text() -> None:
    """A note that holds another and as much again is not that note."""
    longer = NOTE + "另查访仓库，见钢材三百吨，堆放整齐，标识清楚，与监管公司日报相符。"
    assert likenesses([NOTE, longer], alike=Fraction(3, 4), least=9) == ()


def test_a_photo_that_comes_again_is_told() -> None:
    """Another borrower's photo: strong; the same borrower's of last quarter: moderate; in one record twice: nothing."""
    first = a_record("R-1", evidence=[a_photo("yard")])
    assert seen(first, a_record("R-2", borrower="B-2", on=date(2026, 3, 9), evidence=[a_photo("yard")])) == [
        ("evidence_again", "strong", ("R-2", "R-1"))
    ]
    assert seen(first, a_record("R-2", on=date(2026, 6, 9), evidence=[a_photo("yard")])) == [
        ("evidence_again", "moderate", ("R-2", "R-1"))
    ]
    twice = evolve(a_photo("yard"), id=EvidenceId("E-again"))
    assert seen(a_record("R-1", evidence=[a_photo("yard"), twice])) == []


def test_a_photo_from_before_disbursement_serves_never() -> None:
    """A picture that the file held when the loan was granted, or taken before the day of the visit."""
    record = a_record("R-1", evidence=[a_photo("yard")])
    assert seen(record, before=[a_photo("yard")]) == [("evidence_again", "strong", ("R-1",))]
    at_night = datetime(2026, 3, 2, 15, 59, tzinfo=UTC)  # 23:59 on 2 March in China
    old = a_record("R-1", evidence=[a_photo("yard", taken_at=at_night)])
    assert seen(old) == [("evidence_older", "moderate", ("R-1",))]
    assert seen(a_record("R-1", evidence=[a_photo("yard", taken_at=at_night + timedelta(minutes=1))])) == []


def test_evidence_not_made_anew_may_come_again() -> None:
    """The lease shown in March is the lease shown in June."""
    lease = a_photo("lease", kind="lease", taken_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert seen(a_record("R-1", evidence=[lease]), a_record("R-2", borrower="B-2", evidence=[lease])) == []
    strict = IntegrityLimits(made_anew=["lease"])
    assert [one for one, *_ in seen(a_record("R-1", evidence=[lease]), limits=strict)] == ["evidence_older"]


def test_one_answer_to_everything_is_a_weak_signal() -> None:
    """Eight times yes; not where one is no, not where fewer were answered; yes is not 1."""
    assert seen(a_record("R-1", answers=the_answers(*[True] * 8))) == [("straight_answers", "weak", ("R-1",))]
    assert seen(a_record("R-1", answers=the_answers(*[True] * 7, None))) == []
    assert seen(a_record("R-1", answers=the_answers(*[True] * 7, False))) == []
    assert seen(a_record("R-1", answers=the_answers(*[True] * 7, 1))) == []


@pytest.mark.parametrize(
    ("figure", "strength"), [("closed", "weak"), (12, "moderate"), (Money("5.00", "CNY"), "moderate")]
)
def test_the_answers_of_last_time_are_told(figure: AnswerValue, strength: str) -> None:
    """The same answers as in the borrower's record before; with figures among them it is more of a signal."""
    answers = the_answers(*[True] * 7, figure)
    both = [a_record(name, on=day, answers=answers) for name, day in _QUARTERS]
    assert seen(*both) == [("repeated_answers", strength, ("R-2", "R-1"))]
    assert seen(both[0], evolve(both[1], borrower=BorrowerId("B-2"))) == []
    assert seen(both[0], evolve(both[1], answers=answers[:-1])) == []
    assert seen(both[0], evolve(both[1], outcome=Outcome.REFUSED)) == []


_QUARTERS = (("R-1", date(2026, 3, 3)), ("R-2", date(2026, 6, 3)))


def _by(*teams: str) -> list[VisitRecord]:
    return [
        a_record(
            f"R-{place:02}",
            on=date(2025, 1, 6) + timedelta(days=91 * place),
            visitors=[OfficerId(one) for one in team.split()],
        )
        for place, team in enumerate(teams)
    ]


def test_the_same_two_for_long_is_told() -> None:
    """Six visits in a row by the same two, whoever of them writes; one alone neither counts nor breaks the row."""
    row = ["anna li", "li anna", "Anna Li", "anna li", "anna", "anna li", "anna li"]
    assert seen(*_by(*row)) == [("same_pair", "weak", ("R-06", "R-05", "R-03", "R-02", "R-01", "R-00"))]
    assert seen(*_by("bo li", *row[1:])) == []
    assert seen(*_by(*row, "bo li")) == []
    assert [strength for _, strength, _ in seen(*_by(*["anna li"] * 12))] == ["moderate"]


def test_a_record_filed_late_is_told() -> None:
    """Visited on Tuesday 3 March 2026: Friday is the third working day after; from the seventh on it is moderate."""
    filed = {day: datetime(2026, 3, day, 9, tzinfo=UTC) for day in (6, 7, 11, 12)}
    assert seen(a_record("R-1", recorded_at=filed[6])) == []
    assert seen(a_record("R-1", recorded_at=filed[7])) == [("late_record", "weak", ("R-1",))]
    assert seen(a_record("R-1", recorded_at=filed[11])) == [("late_record", "weak", ("R-1",))]
    assert seen(a_record("R-1", recorded_at=filed[12])) == [("late_record", "moderate", ("R-1",))]
    assert seen(a_record("R-1")) == []
    before_the_calendar = a_record("R-1", on=date(2006, 12, 29), recorded_at=filed[12])
    assert seen(before_the_calendar) == []


def test_a_unit_that_files_at_quarter_end_is_told() -> None:
    """Ten records, four of them on the last three days of March; three are just 30 %; nine records are too few."""
    officers = [an_officer("anna", unit="U-1")]
    days = [date(2026, 3, 9)] * 6 + [date(2026, 3, 29), date(2026, 3, 30), date(2026, 3, 31), date(2026, 3, 31)]
    late = tuple(f"R-{place}" for place in range(6, 10))
    records = [a_record(f"R-{place}", borrower=f"B-{place}", on=day) for place, day in enumerate(days)]
    assert seen(*records, officers=officers) == [("period_end", "weak", late)]
    assert seen(*records[:6], *records[7:], a_record("R-x", borrower="B-x"), officers=officers) == []
    assert seen(*records[1:], officers=officers) == []
    assert seen(*records) == []
    assert seen(*records, officers=[an_officer("anna")]) == []
    by_filing = evolve(records[0], recorded_at=datetime(2026, 3, 30, 9, tzinfo=UTC))
    later = evolve(records[1], recorded_at=datetime(2026, 3, 30, 9, tzinfo=UTC))
    crowded = integrity_signals([by_filing, later, *records[2:]], calendar=CN, officers=officers, rules=(period_ends,))
    assert [(one.strength, one.proof.values["crowded"]) for one in crowded] == [(SignalStrength.MODERATE, 6)]


def test_the_stronger_comes_first_and_void_records_show_nothing() -> None:
    """A photo used again stands before answers all alike; void records show nothing, nor is one told beside them."""
    records = [
        a_record("R-1", evidence=[a_photo("yard")], answers=the_answers(*[True] * 8)),
        a_record("R-2", borrower="B-2", evidence=[a_photo("yard")]),
    ]
    assert [kind for kind, *_ in seen(*records)] == ["evidence_again", "straight_answers"]
    assert seen(*[evolve(record, void=True) for record in records]) == []


def test_a_signal_says_what_was_seen_in_both_languages() -> None:
    """One line with kind, strength and the sentence; the proof has the figures, and no word of the note."""
    copied = a_record("R-2", borrower="B-2", on=date(2026, 3, 4), note=NOTE)
    (signal,) = integrity_signals([a_record("R-1", note=NOTE), copied], calendar=CN)
    assert signal.text.zh == "检查文字雷同（信号强度：强）：记录 R-2 的文字与另一借款人的记录 R-1 有 100% 相同"
    assert signal.proof.values["share"] == 100
    assert NOTE[:4] not in f"{signal!r}{signal.text.zh}{signal.text.en}"


def test_a_rule_of_ones_own_stands_beside_the_others() -> None:
    """It is handed the records in order, and its signals stand among the rest."""

    def any_record(pool: RecordPool) -> tuple[IntegritySignal, ...]:
        proof = Proof(key="bank.any", statement=verbatim("…"))
        kind, strength = IntegrityKind.OWN_RULE, SignalStrength.WEAK
        return tuple(
            IntegritySignal(kind=kind, strength=strength, records=[one.id], proof=proof) for one in pool.records
        )

    pair = (a_record("R-2"), a_record("R-1"))
    assert seen(*pair, rules=(any_record,)) == [("own_rule", "weak", ("R-1",)), ("own_rule", "weak", ("R-2",))]


def test_what_is_wrong_among_the_arguments_is_told_at_once() -> None:
    """Two records of one id, two officers of one name, evidence that is none: each by its place among all given."""
    with pytest.raises(InputError) as refused:
        integrity_signals(
            [5, a_record("R-1"), a_record("R-1")],  # type: ignore[list-item]
            calendar=CN,
            officers=[an_officer("anna", unit="U-1"), an_officer("ANNA", unit="U-2")],
            before=["photo"],  # type: ignore[list-item]
        )
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("type", "records[0]"),
        ("type", "before[0]"),
        ("id.duplicate", "records[2].id"),
        ("id.duplicate", "officers[1].id"),
    ]


@pytest.mark.parametrize(("returned", "path"), [(None, "rules[0]()"), ([None], "rules[0]()[0]")])
def test_a_rule_that_returns_no_signals_is_refused_by_its_place(returned: object, path: str) -> None:
    """Nothing, or something else among signals: a fault of ours, not an error from within."""
    with pytest.raises(InputError) as refused:
        integrity_signals([a_record("R-1")], calendar=CN, rules=(lambda _: returned,))  # type: ignore[arg-type,return-value]
    assert [(one.code, one.path) for one in refused.value.faults] == [("type", path)]


def test_the_last_day_that_is_served_spoils_nothing() -> None:
    """A record of 31 December 2199 is late by no day that there is."""
    assert seen(a_record("R-1", on=date(2199, 12, 31), recorded_at=datetime(2199, 12, 31, 9, tzinfo=UTC))) == []


def test_a_signal_is_about_some_record() -> None:
    """One about nothing is refused."""
    with pytest.raises(InputError, match=r"IntegritySignal\.records"):
        IntegritySignal(
            kind=IntegrityKind.SAME_PAIR,
            strength=SignalStrength.WEAK,
            records=[],
            proof=Proof(key="k", statement=verbatim("…")),
        )


def test_every_limit_out_of_range_is_named() -> None:
    """Both shares and every count, all at once; the ends themselves are taken."""
    wrong = {
        "alike": Decimal(0),
        "period_share": Decimal("1.01"),
        "least_text": 0,
        "least_answers": 0,
        "pair_visits": 0,
        "late_after": -1,
        "period_days": 32,
        "period_records": 0,
    }
    with pytest.raises(InputError) as refused:
        IntegrityLimits(**wrong)  # type: ignore[arg-type]
    assert {one.path for one in refused.value.faults} == {f"IntegrityLimits.{name}" for name in wrong}
    ends = IntegrityLimits(alike=Decimal(1), period_share=Decimal(1), late_after=0, period_days=31)
    assert ends.late_after == 0


HERE, THERE = "22.54", "22.99"
"""Two degrees of latitude, 0.45 apart: 50 km by hand (111.195 km a degree)."""


def a_point(north: str, accuracy: int | None = 0) -> Place:
    """Return a point on the meridian of Shenzhen."""
    return Place(
        precision=PlacePrecision.POINT, latitude=Decimal(north), longitude=Decimal("114.06"), accuracy=accuracy
    )


def at(minutes: int) -> datetime:
    """Return the instant so many minutes after nine in the morning of 3 March in China."""
    return datetime(2026, 3, 3, 1, tzinfo=UTC) + timedelta(minutes=minutes)


def two_stops(between: int, *, accuracy: int | None = 0, north: str = THERE, **given: object) -> list[VisitRecord]:
    """Return two visits by the same two, so many minutes apart."""
    first = a_record("R-1", started_at=at(0), ended_at=at(60), place=a_point(HERE, accuracy))
    held: dict[str, object] = {"started_at": at(60 + between), "ended_at": at(120 + between), **given}
    return [first, a_record("R-2", borrower="B-2", place=a_point(north, accuracy), **held)]


@pytest.mark.parametrize(
    ("minutes", "strength"), [(16, None), (15, "moderate"), (8, "moderate"), (7, "strong"), (-50, "strong")]
)
def test_an_officer_cannot_be_at_two_places_too_far_apart(minutes: int, strength: str | None) -> None:
    """50 km at 200 km an hour take 15 minutes and a little; at twice that speed, and at once, it is strong."""
    expected = [("impossible_travel", strength, ("R-2", "R-1"))] if strength else []
    assert seen(*two_stops(minutes)) == expected


def test_a_journey_tells_its_distance_and_never_the_places() -> None:
    """At least 50 km in 7 minutes: no coordinate is said."""
    (signal,) = integrity_signals(two_stops(7), calendar=CN)
    assert (
        signal.text.zh
        == "行程时间不合理（信号强度：强）：记录 R-2 与同一人员此前的记录 R-1 相距至少 50 公里，其间仅 7 分钟"
    )
    assert dict(signal.proof.values) == {"km": 50, "minutes": 7, "top_speed": 200}


@pytest.mark.parametrize(
    "records",
    [
        two_stops(0, accuracy=25_000),
        two_stops(0, north="22.557"),
        two_stops(0, started_at=None, ended_at=None),
        two_stops(0, outcome=Outcome.UNREACHABLE),
        two_stops(0, visitors=[OfficerId("wen"), OfficerId("bo")]),
        [two_stops(0)[0], evolve(two_stops(0)[1], place=None)],
        [
            two_stops(0)[0],
            evolve(two_stops(0)[1], place=Place(precision=PlacePrecision.DISTRICT, district="南山区")),
        ],
    ],
)
def test_a_journey_that_may_have_been_made_shows_nothing(records: list[VisitRecord]) -> None:
    """Points that may be one, neighbours, hours or places not known, visits not made, other officers."""
    assert [one for one in seen(*records) if one[0] == "impossible_travel"] == []


def test_what_is_not_known_of_a_journey_is_taken_in_favour_of_the_officer() -> None:
    """An accuracy not told is the limit's own; of hours only one of which is known, the kinder."""
    near = two_stops(0, accuracy=None, north="22.57")
    assert seen(*near) == []
    assert seen(*near, limits=IntegrityLimits(assumed_accuracy=0)) == [("impossible_travel", "strong", ("R-2", "R-1"))]
    first, second = two_stops(0)
    assert seen(evolve(first, ended_at=None), second) == []
    assert seen(first, evolve(second, started_at=None)) == []
    assert seen(evolve(first, started_at=None), evolve(second, ended_at=None)) == [
        ("impossible_travel", "strong", ("R-2", "R-1"))
    ]


@pytest.mark.parametrize(
    ("method", "minutes", "strength"),
    [
        (Method.ON_SITE, 15, None),
        (Method.ON_SITE, 14, "weak"),
        (Method.ON_SITE, 2, "moderate"),
        (Method.INTERVIEW, 3, None),
        (Method.INTERVIEW, 2, "weak"),
        (Method.INTERVIEW, 1, "moderate"),
        (Method.CONTACT, 0, None),
    ],
)
def test_a_visit_of_two_minutes_is_a_signal_on_site(method: Method, minutes: int, strength: str | None) -> None:
    """Each method has its own least; less than half of it weighs more."""
    record = a_record("R-1", method=method, started_at=at(0), ended_at=at(minutes))
    assert seen(record) == ([("short_visit", strength, ("R-1",))] if strength else [])
    assert seen(evolve(record, ended_at=None)) == seen(evolve(record, outcome=Outcome.REFUSED)) == []
    assert seen(record, limits=IntegrityLimits(on_site_minutes=0, interview_minutes=0)) == []


@pytest.mark.parametrize(
    ("north", "strength"), [("22.544", None), ("22.546", "moderate"), ("22.584", "moderate"), ("22.586", "strong")]
)
def test_a_photo_of_another_place_is_a_signal(north: str, strength: str | None) -> None:
    """More than 500 metres from the visit (0.0045 degrees), more than 5 km strong; a scan may come from anywhere."""
    photo = evolve(a_photo("gate"), place=a_point(north))
    record = a_record("R-1", place=a_point(HERE), evidence=[photo])
    assert seen(record) == ([("photo_elsewhere", strength, ("R-1",))] if strength else [])
    assert seen(evolve(record, evidence=[evolve(photo, kind="voucher")])) == []
    assert seen(evolve(record, place=None)) == seen(evolve(record, evidence=[a_photo("gate")])) == []
    assert seen(evolve(record, place=Place(precision=PlacePrecision.DISTRICT, district="南山区"))) == []


@pytest.mark.parametrize(("minutes", "is_told"), [(-31, True), (-30, False), (60, False), (90, False), (91, True)])
def test_a_photo_of_other_hours_is_a_weak_signal(minutes: int, is_told: bool) -> None:
    """Half an hour before and after are left; hours not known tell nothing, and a day before is told as older."""
    record = a_record("R-1", started_at=at(0), ended_at=at(60), evidence=[a_photo("gate", taken_at=at(minutes))])
    assert seen(record) == ([("photo_hours", "weak", ("R-1",))] if is_told else [])
    assert seen(evolve(record, started_at=None, ended_at=None)) == []
    older = evolve(record, evidence=[a_photo("gate", taken_at=at(-1440))])
    assert [one[0] for one in seen(older)] == ["evidence_older"]


def a_call(*sources: NumberSource | None, outcome: AttemptOutcome = AttemptOutcome.REACHED) -> VisitRecord:
    """Return a call-back with a try for each source of a number."""
    tries = [
        Attempt(at=at(0), channel=Channel.PHONE, outcome=outcome, by=OfficerId("wen"), number_from=one)
        for one in sources
    ]
    return a_record(
        "R-2",
        on=date(2026, 3, 4),
        method=Method.INTERVIEW,
        purposes=["call_back"],
        visitors=[OfficerId("wen")],
        attempts=tries,
    )


@pytest.mark.parametrize(
    ("sources", "strength"),
    [
        ((NumberSource.MANAGER, NumberSource.BORROWER), "strong"),
        ((NumberSource.BORROWER,), "moderate"),
        ((NumberSource.CORE_SYSTEM,), None),
        ((None,), None),
        ((), None),
    ],
)
def test_a_call_back_by_the_managers_number_is_not_independent(
    sources: tuple[NumberSource | None, ...], strength: str | None
) -> None:
    """The number that reached somebody comes from the core system; of a number nobody noted, nothing is said."""
    assert seen(a_call(*sources)) == ([("call_not_apart", strength, ("R-2",))] if strength else [])
    assert seen(a_call(*sources, outcome=AttemptOutcome.NO_ANSWER)) == []
    assert seen(evolve(a_call(*sources), purposes=["routine"])) == []


def test_a_caller_who_visited_before_is_told_unless_the_bank_lets_him() -> None:
    """By his id however it is written; a second call-back by the same caller is no visit before."""
    before = a_record("R-1", visitors=[OfficerId("WEN"), OfficerId("li")])
    assert seen(before, a_call()) == [("call_not_apart", "moderate", ("R-2",))]
    assert seen(before, a_call(), limits=IntegrityLimits(fresh_caller=False)) == []
    assert seen(evolve(before, borrower=BorrowerId("B-2")), a_call()) == []
    assert seen(a_call(), evolve(a_call(), id=RecordId("R-3"), on=date(2026, 6, 4))) == []
