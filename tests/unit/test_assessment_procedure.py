"""How a visit kept to its procedure: times, people and quality from the file and the trail, and the findings raised."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.assessment import (
    FILE_RULES,
    assess,
    check_procedure,
    papers_late,
    procedure_rules,
    records_late,
)
from loanvisit.assessment.quality_tests import QualityCase, quality_answers
from loanvisit.assessment.step_clocks import first_day, is_provisional, last_day, worked_back, working_days_late
from loanvisit.domain import (
    Answer,
    BorrowerFile,
    Change,
    ClockSide,
    EvidenceId,
    EvidenceRef,
    Finding,
    IntegrityKind,
    IntegritySignal,
    Method,
    NoAnswer,
    OfficerId,
    Outcome,
    Performer,
    Place,
    PlacePrecision,
    Procedure,
    Proof,
    QualityKind,
    QualityTest,
    RecordId,
    RemediationState,
    ReturnReason,
    Role,
    Roll,
    SignalId,
    SignalStrength,
    Span,
    StepCase,
    StepClock,
    StepLine,
    StepStanding,
    TrailEntry,
    VisitRecord,
    VisitState,
    Weight,
    days,
    working_days,
)
from loanvisit.errors import InputError
from loanvisit.steps import archive, co_sign, file_record, review, send_back, sign_off, void
from loanvisit.testing import a_duty, a_procedure, a_question, a_signal, a_step, an_outline
from loanvisit.words import verbatim
from tests.stateful.cases import (
    ANNA,
    BO,
    DESK,
    HEAD,
    KEEPER,
    LAST,
    OPENS,
    RISK,
    VISITED,
    a_cure,
    a_finding,
    a_planned_file,
    evolve_any,
    its_record,
    noon,
)

CN = presets.calendar("CN")
WALK = presets.procedure("cn.post_loan_visit")
END = date(2026, 4, 30)
PEOPLE = (ANNA, BO, DESK, HEAD, KEEPER, RISK)


def on(day: int, month: int = 3) -> datetime:
    """Noon of a day of March 2026."""
    return noon(date(2026, month, day))


def moved(file: BorrowerFile, move: str, at: datetime) -> Change:
    """One step in the life of the file's visit."""
    visit = file.visits[0].id
    if move == "submit":
        return file_record(file, visit, its_record(file), by=ANNA, at=at)
    if move == "return":
        return send_back(file, visit, reason="x", codes=[ReturnReason.COPIED_TEXT], by=RISK, at=at)
    if move == "void":
        return void(file, visit, reason="never there", by=RISK, at=at)
    plain = {
        "co_sign": (co_sign, BO),
        "accept": (review, DESK),
        "sign_off": (sign_off, HEAD),
        "file": (archive, KEEPER),
    }
    step, by = plain[move]
    return step(file, visit, by=by, at=at)


def lived(*moves: tuple[str, datetime], file: BorrowerFile | None = None) -> tuple[BorrowerFile, list[TrailEntry]]:
    """A file whose visit made these moves, with its trail."""
    held, trail = file or a_planned_file(), list[TrailEntry]()
    for move, at in moves:
        change = moved(held, move, at)
        held, trail = held.after(change), [*trail, *change.trail]
    return held, trail


def lines(
    file: BorrowerFile,
    trail: Iterable[TrailEntry] = (),
    *,
    as_of: date = END,
    procedure: Procedure = WALK,
    **more: object,
) -> dict[str, StepLine]:
    """The line of each step by its code."""
    visit = file.visits[0].id
    told = check_procedure(file, visit, procedure=procedure, calendar=CN, as_of=as_of, trail=trail, **more)  # type: ignore[arg-type]
    return {one.step.code: one for one in told.lines}


def one_line(file: BorrowerFile, trail: Iterable[TrailEntry], *, as_of: date = END, **step: object) -> StepLine:
    """The line of a procedure of one step, which runs from the visit unless the test says otherwise."""
    held = a_procedure(a_step("one", **step), a_step("rest", ends=tuple(ALL_MARKS)))  # type: ignore[arg-type]
    return lines(file, trail, as_of=as_of, procedure=held)["one"]


ALL_MARKS = ("visit.submit", "visit.co_sign", "visit.accept", "visit.sign_off", "own.mark", "remediation.notify")
WHOLE = (
    ("submit", on(10)),
    ("co_sign", on(11)),
    ("accept", on(16)),
    ("sign_off", on(18)),
    ("file", on(1, 4)),
)


def test_a_visit_that_kept_to_it_is_done_step_by_step() -> None:
    """Visited on Tuesday 3 March 2026, reported the fifth working day after: every day by hand, nothing late."""
    file, trail = lived(*WHOLE)
    found = lines(file, trail, officers=PEOPLE)
    told = {code: (one.standing.value, one.on, one.last) for code, one in found.items()}
    unknown = ("cannot_tell", None)
    assert told == {
        "plan": (*unknown, date(2025, 12, 25)),
        "preparation": (*unknown, VISITED),
        "appointment": (*unknown, VISITED),
        "visit": ("done", VISITED, LAST),
        "note": (*unknown, VISITED),
        "report": ("done", date(2026, 3, 10), date(2026, 3, 10)),
        "co_signature": ("done", date(2026, 3, 11), date(2026, 3, 11)),
        "review": ("done", date(2026, 3, 16), date(2026, 3, 16)),
        "sign_off": ("done", date(2026, 3, 18), date(2026, 3, 18)),
        "escalation": ("not_applicable", None, None),
        "notice": ("not_applicable", None, None),
        "feedback": ("not_applicable", None, None),
        "filing": ("done", date(2026, 4, 1), date(2026, 4, 1)),
    }
    assert [found[code].role for code in ("report", "co_signature", "review", "sign_off", "filing", "visit")] == [
        Role.ACCOUNT_OFFICER,
        Role.SECOND_OFFICER,
        Role.POST_LOAN_DESK,
        Role.SUB_BRANCH_HEAD,
        Role.ARCHIVE_KEEPER,
        None,
    ]
    assert found["visit"].by == (ANNA.id, BO.id)


def test_late_is_counted_in_working_days_and_a_day_off_counts_as_the_next() -> None:
    """Due on Tuesday the 10th and filed on Saturday the 14th: Wednesday, Thursday, Friday, Monday: four."""
    file, trail = lived(("submit", on(14)))
    report = lines(file, trail)["report"]
    assert (report.standing, report.late_by) == (StepStanding.DONE_LATE, 4)


def test_what_is_not_done_is_due_or_overdue_by_the_day_asked() -> None:
    """On its last day a step is not yet due; the day after it is one working day over."""
    file, trail = lived(("submit", on(10)), ("co_sign", on(11)))
    by_day = [lines(file, trail, as_of=date(2026, 3, day))["review"] for day in (16, 17)]
    assert [(one.standing, one.late_by) for one in by_day] == [
        (StepStanding.NOT_YET_DUE, 0),
        (StepStanding.OVERDUE, 1),
    ]
    assert lines(file, trail)["sign_off"].standing is StepStanding.NOT_YET_DUE  # nothing was accepted
    planned = a_planned_file()
    before = lines(planned, as_of=date(2026, 3, 31))
    assert before["visit"].standing is StepStanding.NOT_YET_DUE
    assert lines(planned)["visit"].standing is StepStanding.OVERDUE
    assert before["preparation"].standing is StepStanding.NOT_YET_DUE
    assert before["escalation"].standing is StepStanding.NOT_YET_DUE
    assert before["co_signature"].standing is StepStanding.NOT_YET_DUE


def test_nothing_later_than_the_day_is_looked_at() -> None:
    """As of the day before, neither the visit nor its moves have come to pass; a state that shows one is no date."""
    file, trail = lived(*WHOLE)
    early = lines(file, trail, as_of=date(2026, 3, 2))
    assert early["visit"].standing is StepStanding.NOT_YET_DUE
    assert early["report"].standing is StepStanding.CANNOT_TELL
    assert early["filing"].standing is StepStanding.CANNOT_TELL


def test_without_a_trail_the_visit_and_its_record_tell_what_they_know() -> None:
    """When it was filed and when it last moved are on the file; what moved it in between nobody knows."""
    file, _ = lived(*WHOLE)
    found = lines(file)
    assert (found["report"].on, found["report"].by) == (date(2026, 3, 10), (ANNA.id,))
    assert found["filing"].on == date(2026, 4, 1)
    unknown = ("co_signature", "review", "sign_off")
    assert {found[code].standing for code in unknown} == {StepStanding.CANNOT_TELL}
    accepted, _ = lived(*WHOLE[:3])
    assert lines(accepted)["review"].by == (DESK.id,)
    bare = evolve(accepted.visits[0], reviewer=None, submitter=None)
    assert lines(evolve(accepted, visits=(bare,)))["review"].by == ()
    assert lines(evolve(accepted, visits=(bare,)))["report"].by == ()
    unmoved = evolve_any(file.visits[0], moved_at=None, state=VisitState.SUBMITTED)
    record = evolve(file.records[0], recorded_at=None)
    untold = lines(evolve(file, visits=(unmoved,), records=(record,)))
    assert untold["report"].standing is StepStanding.CANNOT_TELL
    assert untold["review"].standing is StepStanding.CANNOT_TELL  # submitted, and nobody says when


def test_each_submission_is_reviewed_anew_and_the_worst_is_told() -> None:
    """Returned late the first time and accepted in time the second: the review is late; a report is reported once."""
    file, trail = lived(
        *(("submit", on(4)), ("co_sign", on(5)), ("return", on(12))),
        *(("submit", on(13)), ("co_sign", on(13)), ("accept", on(16))),
    )
    found = lines(file, trail)
    assert (found["review"].on, found["review"].late_by) == (date(2026, 3, 12), 2)
    assert (found["report"].on, found["report"].standing) == (date(2026, 3, 4), StepStanding.DONE)
    assert found["co_signature"].on == date(2026, 3, 13)
    in_time, told = lived(("submit", on(4)), ("co_sign", on(5)), ("return", on(6)), ("submit", on(9)))
    assert lines(in_time, told, as_of=date(2026, 3, 9))["co_signature"].standing is StepStanding.NOT_YET_DUE
    assert lines(in_time, told, as_of=date(2026, 3, 9))["review"].last == date(2026, 3, 12)


def test_a_return_ends_what_was_running() -> None:
    """A report returned before it was co-signed is not waiting for a signature."""
    file, trail = lived(("submit", on(4)), ("return", on(5)))
    line = lines(file, trail)["co_signature"]
    assert (line.standing, line.last) == (StepStanding.NOT_YET_DUE, None)
    assert lines(file, trail)["review"].standing is StepStanding.DONE


def test_a_void_visit_owes_nothing_more() -> None:
    """What was not done before a visit was voided or cancelled does not apply; what was done stays."""
    file, trail = lived(*WHOLE[:3], ("void", on(17)))
    found = lines(file, trail)
    assert found["review"].standing is StepStanding.DONE
    assert found["sign_off"].standing is StepStanding.NOT_APPLICABLE
    cancelled = evolve(file, visits=(evolve_any(a_planned_file().visits[0], state=VisitState.CANCELLED),), records=())
    assert {one.standing for one in lines(cancelled).values()} == {StepStanding.NOT_APPLICABLE}


def test_one_visitor_needs_no_second_signature_and_an_unannounced_visit_no_appointment() -> None:
    """A case that does not hold makes a step not apply."""
    file, trail = lived(*WHOLE)
    record = evolve(file.records[0], visitors=[ANNA.id], is_announced=False)
    found = lines(evolve(file, records=(record,)), trail)
    assert found["co_signature"].standing is StepStanding.NOT_APPLICABLE
    assert found["appointment"].standing is StepStanding.NOT_APPLICABLE


def own(file: BorrowerFile, move: str, day: int, about: object = None) -> TrailEntry:
    """An entry of the bank's own about the visit, or about something else."""
    return TrailEntry(at=on(day), by=ANNA.id, move=move, about=about or file.visits[0].id)  # type: ignore[arg-type]


def test_a_mark_that_the_bank_writes_is_told_and_one_that_nobody_writes_is_not() -> None:
    """An own mark that the trail has for another visit is missing here: overdue; one it has nowhere tells nothing."""
    file, trail = lived(*WHOLE)
    noted = lines(file, [*trail, own(file, "note.seal", 3)], officers=[BO])["note"]
    assert (noted.standing, noted.by, noted.role) == (StepStanding.DONE, (ANNA.id,), None)
    elsewhere = own(file, "note.seal", 3, RecordId("R-99"))
    missing = lines(file, [*trail, elsewhere], as_of=date(2026, 3, 5))["note"]
    assert (missing.standing, missing.late_by) == (StepStanding.OVERDUE, 2)


def test_whoever_did_it_in_another_role_is_told_in_that() -> None:
    """A step done by somebody of another role says which."""
    file, trail = lived(*WHOLE[:2], ("accept", on(12)))
    boss = evolve(DESK, roles=frozenset({Role.RISK_MANAGER, Role.APPROVER}))
    assert lines(file, trail, officers=[boss])["review"].role is Role.APPROVER


def test_a_pack_read_too_early_counts_for_nothing() -> None:
    """Read within the two working days before the visit it counts; earlier it does not, and later it is late."""
    file, trail = lived(*WHOLE)
    read = {day: lines(file, [*trail, own(file, "pack.read", day)])["preparation"] for day in (1, 2, 3, 4)}
    early = TrailEntry(at=noon(date(2026, 2, 26)), by=ANNA.id, move="pack.read", about=file.visits[0].id)
    assert lines(file, [*trail, early])["preparation"].standing is StepStanding.NOT_DONE
    assert {day: one.standing for day, one in read.items()} == {
        1: StepStanding.DONE,
        2: StepStanding.DONE,
        3: StepStanding.DONE,
        4: StepStanding.DONE_LATE,
    }


def with_finding(*findings: Finding, **more: object) -> tuple[BorrowerFile, list[TrailEntry]]:
    """A file whose accepted visit raised findings."""
    file, trail = lived(*WHOLE[:3])
    return evolve(file, findings=findings, **more), trail  # type: ignore[arg-type]


def test_each_finding_has_its_notice_and_the_worst_is_told() -> None:
    """Of two findings one was notified before acceptance and one not yet: the one without is told, by its id."""
    told, silent = a_finding("F09"), a_finding("F10")
    cure = a_cure(told, state=RemediationState.OPENED)
    file, trail = with_finding(told, silent, remediations=(cure,))
    trail.append(own(file, "remediation.notify", 12, cure.id))
    notice = lines(file, trail)["notice"]
    assert (notice.standing, notice.about, notice.last) == (StepStanding.OVERDUE, silent.id.value, date(2026, 3, 18))
    only, _ = with_finding(told, remediations=(cure,))
    done = lines(only, trail)["notice"]
    assert (done.standing, done.on) == (StepStanding.DONE, date(2026, 3, 12))
    notified, _ = with_finding(told, remediations=(evolve(cure, state=RemediationState.NOTIFIED),))
    assert lines(notified)["notice"].standing is StepStanding.CANNOT_TELL
    assert lines(only, as_of=date(2026, 3, 18))["notice"].standing is StepStanding.NOT_YET_DUE


def test_a_critical_finding_is_escalated_the_same_day() -> None:
    """Only critical findings are; found on the day of the visit and escalated the next day is one day late."""
    file, trail = with_finding(a_finding("F09"), a_finding("F01"))
    late = lines(file, [*trail, own(file, "escalation.make", 4)])["escalation"]
    assert (late.standing, late.late_by, late.last) == (StepStanding.DONE_LATE, 1, VISITED)
    minor, _ = with_finding(a_finding("F09"))
    assert lines(minor)["escalation"].standing is StepStanding.NOT_APPLICABLE


def test_a_visit_that_answers_a_signal_owes_feedback_on_it() -> None:
    """A duty counted from a signal makes the step apply; ten working days from the day it was raised."""
    signal = evolve(a_signal(raised_on=date(2026, 3, 2)), id=SignalId("S-1"))
    duty = evolve(a_duty(OPENS, LAST), anchor="signal:S-1")
    file = evolve(a_planned_file(duty), signals=(signal,))
    line = lines(file, [own(file, "signal.answer", 17)])["feedback"]
    assert (line.standing, line.about, line.last, line.late_by) == (
        StepStanding.DONE_LATE,
        "S-1",
        date(2026, 3, 16),
        1,
    )
    assert lines(file)["feedback"].standing is StepStanding.CANNOT_TELL


def test_a_step_without_a_time_is_done_or_not() -> None:
    """Where no time is set nothing is late; a mark that nobody writes still tells nothing."""
    file, trail = lived(*WHOLE[:1])
    assert one_line(file, trail).standing is StepStanding.DONE
    assert one_line(file, trail, ends=("visit.accept",)).standing is StepStanding.NOT_DONE
    assert one_line(file, trail, ends=("own.mark",)).standing is StepStanding.CANNOT_TELL


def test_a_step_that_runs_from_a_mark_nobody_writes_cannot_be_told() -> None:
    """A clock whose start is not known makes nothing late; what was done without it is done."""
    file, trail = lived(*WHOLE[:1])
    clock = StepClock(marks=["own.mark"], span=working_days(1))
    assert one_line(file, trail, ends=("visit.accept",), clock=clock).standing is StepStanding.CANNOT_TELL
    assert one_line(file, trail, clock=clock).standing is StepStanding.DONE
    started = [*trail, own(file, "own.mark", 9)]
    assert one_line(file, started, clock=clock).last == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("clock", "last", "first"),
    [
        (StepClock(marks=["visit.make"], span=working_days(5)), date(2026, 2, 27), None),
        (StepClock(marks=["visit.make"], span=days(8)), date(2026, 2, 21), None),
        (StepClock(marks=["visit.make"], span=days(8), roll=Roll.LATER), date(2026, 2, 24), None),
        (StepClock(marks=["visit.make"], span=days(8), roll=Roll.EARLIER), date(2026, 2, 14), None),
        (StepClock(marks=["visit.make"], span=days(1), roll=Roll.EARLIER), date(2026, 2, 14), None),
        (StepClock(marks=["visit.make"], span=working_days(2), side=ClockSide.BEFORE), date(2026, 2, 11), None),
        (
            StepClock(marks=["visit.make"], span=working_days(2), side=ClockSide.RUN_UP),
            date(2026, 2, 13),
            date(2026, 2, 11),
        ),
    ],
)
def test_last_days_over_the_spring_festival_of_2026(clock: StepClock, last: date, first: date | None) -> None:
    """From Friday 13 February: off from the 15th to the 23rd, worked on Saturdays the 14th and the 28th (notice)."""
    friday = date(2026, 2, 13)
    assert (last_day(clock, friday, CN), first_day(clock, friday, CN)) == (last, first)


def test_a_last_day_that_is_not_decreed_yet_is_provisional() -> None:
    """Working days of a year to come stand on weekdays, and say so; natural days do not turn on any decree."""
    far = date(2031, 3, 3)
    clocks = [
        StepClock(marks=["visit.make"], span=working_days(2)),
        StepClock(marks=["visit.make"], span=days(2)),
        StepClock(marks=["visit.make"], span=days(2), roll=Roll.LATER),
        StepClock(marks=["visit.make"], span=working_days(2), side=ClockSide.RUN_UP),
    ]
    assert [is_provisional(one, far, CN) for one in clocks] == [True, False, True, False]


def test_days_are_counted_back_no_farther_than_the_calendar_and_the_library_go() -> None:
    """Before the range, and before the first day there is, a count back is refused."""
    with pytest.raises(InputError):
        worked_back(CN, date(2007, 1, 3), 5)
    with pytest.raises(InputError):
        worked_back(presets.calendar("weekdays"), date(1900, 1, 2), 5)
    assert worked_back(CN, VISITED, 0) == VISITED
    assert working_days_late(VISITED, date(2026, 3, 2), CN) == 0


YARD = Place(precision=PlacePrecision.DISTRICT, district="深圳市南山区")
OUTLINE = an_outline(a_question("Q1", mandatory=True), a_question("Q2"), a_question("W-T5"))


def a_photo(taken: datetime | None, place: Place | None = YARD) -> EvidenceRef:
    return EvidenceRef(id=EvidenceId("E-1"), kind="photo", sha256=sha256(b"x").hexdigest(), taken_at=taken, place=place)


def asked(test: QualityTest, record: VisitRecord | None, **more: object) -> tuple[bool | None, str]:
    """What comes of one test, and what was seen."""
    case = QualityCase(visit=a_planned_file().visits[0], record=record, calendar=CN, **more)  # type: ignore[arg-type]
    (answer,) = quality_answers([test], case)
    return answer.passed, answer.seen.en


def of(kind: QualityKind) -> QualityTest:
    """A test of a kind with a usual bound."""
    least = {QualityKind.COVERAGE: "0.9", QualityKind.MANDATORY: "1", QualityKind.PRESENT: "2"}.get(kind)
    questions = ("W-T5",) if kind is QualityKind.REPAYMENT_SOURCE else ()
    return QualityTest(kind=kind, least=None if least is None else Decimal(least), questions=questions)


RECORD = its_record(a_planned_file())
ANSWERED = evolve(
    RECORD,
    outline_version=OUTLINE.pin,
    answers=[
        Answer(question="Q1", value=True),
        Answer(question="Q2", value=None, reason=NoAnswer.REFUSED),
        Answer(question="W-T5", value=True),
    ],
)


@pytest.mark.parametrize("kind", QualityKind)
def test_a_test_without_a_fact_is_never_passed(kind: QualityKind) -> None:
    """Where there is no record, no test is passed or failed; whoever looked may say what no fact tells."""
    assert asked(of(kind), None)[0] is None
    assert asked(of(kind), None, told={kind: False}) == (False, "as those who looked at it say")


@pytest.mark.parametrize(
    ("kind", "record", "passed", "seen"),
    [
        (QualityKind.PLACE, RECORD, False, "no place is recorded"),
        (QualityKind.PLACE, evolve(RECORD, place=YARD), True, "district"),
        (QualityKind.PLACE, evolve(RECORD, method=Method.INTERVIEW), True, "not on site, so that none is needed"),
        (QualityKind.PRESENT, RECORD, True, "2 were there"),
        (QualityKind.PRESENT, evolve(RECORD, visitors=[ANNA.id]), False, "1 were there"),
        (QualityKind.PRESENT, evolve(RECORD, visitors=[ANNA.id], method=Method.DATA), False, "1 were there"),
        (QualityKind.EVIDENCE_DATED, RECORD, None, "the record has no photo"),
        (QualityKind.EVIDENCE_DATED, evolve(RECORD, evidence=[a_photo(on(3))]), True, "photos, each with"),
        (QualityKind.EVIDENCE_DATED, evolve(RECORD, evidence=[a_photo(None)]), False, "photos without a time or"),
        (
            QualityKind.EVIDENCE_DATED,
            evolve(RECORD, evidence=[a_photo(on(3), None)]),
            False,
            "photos without a time or",
        ),
        (QualityKind.EVIDENCE_FRESH, RECORD, None, "the record has no photo"),
        (QualityKind.EVIDENCE_FRESH, evolve(RECORD, evidence=[a_photo(on(3))]), True, "photos, none older"),
        (QualityKind.EVIDENCE_FRESH, evolve(RECORD, evidence=[a_photo(on(1))]), False, "photos older"),
        (QualityKind.EVIDENCE_FRESH, evolve(RECORD, evidence=[a_photo(None)]), None, "photos without a time"),
        (QualityKind.COVERAGE, RECORD, None, "the outline is not at hand"),
        (QualityKind.MANDATORY, RECORD, None, "the outline is not at hand"),
        (QualityKind.REPAYMENT_SOURCE, RECORD, None, "not obtained"),
        (QualityKind.REPAYMENT_SOURCE, ANSWERED, True, "question W-T5 is answered"),
        (QualityKind.REPAYMENT_SOURCE, evolve(RECORD, answers=[Answer(question="W-T5")]), False, "not answered: W-T5"),
        (QualityKind.OWN_WORDS, RECORD, None, "not obtained"),
        (QualityKind.FIGURES, RECORD, None, "not obtained"),
    ],
)
def test_each_test_looks_at_its_fact(kind: QualityKind, record: VisitRecord, passed: bool | None, seen: str) -> None:
    """A fact passes a test or not; where it is lacking the answer says what was not obtained."""
    found = asked(of(kind), record)
    assert found[0] is passed
    assert found[1].startswith(seen)


def test_coverage_and_mandatory_questions_are_counted_by_the_outline() -> None:
    """Two of three answered: not nine in ten; the one mandatory question answered: all of them."""
    assert asked(of(QualityKind.COVERAGE), ANSWERED, outline=OUTLINE) == (False, "2 of 3")
    two_thirds = QualityTest(kind=QualityKind.COVERAGE, least=Decimal("0.66"))
    assert asked(two_thirds, ANSWERED, outline=OUTLINE) == (True, "2 of 3")
    assert asked(of(QualityKind.MANDATORY), ANSWERED, outline=OUTLINE) == (True, "1 of 1")
    silent = evolve(ANSWERED, answers=[])
    assert asked(of(QualityKind.MANDATORY), silent, outline=OUTLINE) == (False, "0 of 1")
    assert asked(of(QualityKind.REPAYMENT_SOURCE), silent, outline=OUTLINE) == (False, "not answered: W-T5")
    other = evolve(ANSWERED, outline_version="own.site@2")
    assert asked(of(QualityKind.COVERAGE), other, outline=OUTLINE)[1] == "the record was not made by this outline"
    assert asked(of(QualityKind.MANDATORY), other, outline=OUTLINE)[0] is None
    assert asked(of(QualityKind.REPAYMENT_SOURCE), evolve(silent, outline_version=None), outline=OUTLINE)[0] is None
    nothing = evolve(
        silent,
        answers=[Answer(question="Q2", value=None, reason=NoAnswer.NOT_APPLICABLE)],
        outline_version="own.site@1",
    )
    lone = an_outline(a_question("Q2"))
    assert asked(of(QualityKind.COVERAGE), nothing, outline=lone) == (None, "not obtained")


def test_copied_words_are_those_the_signals_name() -> None:
    """A signal of copied text about this record fails it; one about another, or none found, passes it."""
    proof = Proof(key="x", statement=verbatim("x"))
    copied = IntegritySignal(
        kind=IntegrityKind.COPIED_TEXT,
        strength=SignalStrength.STRONG,
        records=[RECORD.id, RecordId("R-7")],
        proof=proof,
    )
    test = of(QualityKind.OWN_WORDS)
    assert asked(test, RECORD, signals=(copied,)) == (False, "alike: the record R-7")
    assert asked(test, RECORD, signals=(evolve(copied, records=(RecordId("R-7"), RECORD.id)),))[0] is True
    assert asked(test, RECORD, signals=()) == (True, "nothing alike was found")


def test_what_a_report_was_returned_for_is_not_passed_until_it_is_filed_again() -> None:
    """A coded return fails its test, whatever else is said; filed again, the facts tell once more."""
    file, trail = lived(("submit", on(4)), ("return", on(5)))
    for told in (trail, [one for one in trail if one.move != "visit.submit"]):
        held = file if told is trail else evolve(file, records=(evolve(file.records[0], recorded_at=None),))
        (answer, conclusion) = lines(held, told, signals=[])["review"].answers
        assert (answer.passed, answer.seen.en) == (False, "returned for this: copied text")
        assert conclusion.passed is None
    again, told_again = lived(
        ("submit", on(4)), ("return", on(5)), ("submit", on(6)), ("co_sign", on(6)), ("accept", on(9))
    )
    assert lines(again, told_again, signals=[])["review"].answers[0].passed is True


def test_codes_of_a_return_stand_in_the_trail_beside_it() -> None:
    """Each code once, in the order there is, about the visit; what is no code is refused, and nothing is changed."""
    file, _ = lived(("submit", on(4)))
    visit, codes = file.visits[0].id, [ReturnReason.LATE, ReturnReason.FIGURES, ReturnReason.LATE]
    change = send_back(file, visit, reason="by hand", codes=codes, by=RISK, at=on(5))
    coded = [(one.move, one.about, one.reason) for one in change.trail if one.move.startswith("return.")]
    assert coded == [("return.figures", visit, None), ("return.late", visit, None)]
    with pytest.raises(InputError):
        send_back(file, visit, reason="x", codes=["late"], by=RISK, at=on(5))  # type: ignore[list-item]


def test_a_late_report_raises_f57_once_and_grows_heavier() -> None:
    """Two working days late: minor; from the eleventh on moderate, as the same finding at its next version."""
    file, trail = lived(*WHOLE[:2])
    rules = procedure_rules(WALK, calendar=CN, trail=trail, within=30)
    first = assess(file, as_of=date(2026, 3, 18), rules=(*FILE_RULES, *rules))
    assert [(one.kind.code, one.weight, one.record) for one in first] == [("F57", Weight.S4, RecordId("R-1"))]
    assert first[0].fact is not None
    assert first[0].fact.zh == "复核或退回逾期 2 个工作日，截止日 2026年3月16日"
    kept = evolve(file, findings=first)
    assert assess(kept, as_of=date(2026, 3, 30), rules=rules) == ()
    (heavier,) = assess(kept, as_of=date(2026, 3, 31), rules=rules)
    assert (heavier.id, heavier.weight, heavier.version) == (first[0].id, Weight.S3, 2)
    assert assess(evolve(file, findings=(heavier,)), as_of=date(2026, 3, 31), rules=rules) == ()
    assert assess(evolve(file, findings=()), as_of=date(2026, 3, 31), rules=rules)[0].weight is Weight.S3
    closed = evolve(first[0], state=type(first[0].state).WAIVED)
    assert assess(evolve(file, findings=(closed,)), as_of=date(2026, 3, 31), rules=rules) == ()


def test_a_late_step_that_raises_nothing_raises_nothing() -> None:
    """Only steps that name a finding raise it; one that no catalogue has is refused by name."""
    file, trail = lived(*WHOLE[:3])
    clock = StepClock(marks=["visit.accept"], span=days(0))
    quiet = check_procedure(
        file,
        file.visits[0].id,
        procedure=a_procedure(a_step(), a_step("sign", ends=("visit.sign_off", "visit.accept"))),
        calendar=CN,
        as_of=END,
        trail=trail,
    )
    assert papers_late(file, quiet) == ()
    rest = a_step("rest", ends=("visit.accept",))
    for raises in (None, "F99"):
        late = a_procedure(a_step("sign", ends=("visit.sign_off",), clock=clock, raises=raises), rest)
        check = check_procedure(file, file.visits[0].id, procedure=late, calendar=CN, as_of=END, trail=trail)
        if raises is None:
            assert papers_late(file, check) == ()
        else:
            with pytest.raises(InputError):
                papers_late(file, check)


def test_a_record_made_long_after_the_visit_raises_f58() -> None:
    """Visited on the 3rd, three working days allowed, until the 6th: filed on the 9th it is late."""
    late, trail = lived(("submit", on(9)))
    (found,) = records_late(late, END, calendar=CN)
    assert (found.kind.code, found.record) == ("F58", RecordId("R-1"))
    assert found.fact is not None
    assert "the last day to file it was 2026-03-06" in found.fact.en
    assert records_late(evolve(late, findings=(found,)), END, calendar=CN) == ()
    assert records_late(late, END, calendar=CN, within=4) == ()
    assert records_late(lived(("submit", on(6)))[0], END, calendar=CN) == ()
    assert records_late(late, date(2026, 3, 8), calendar=CN, trail=trail) == ()
    mended = evolve(late, records=(evolve(late.records[0], version=2),))
    assert records_late(mended, END, calendar=CN) == ()
    assert len(records_late(mended, END, calendar=CN, trail=trail)) == 1
    gone = evolve(late, records=(evolve(late.records[0], void=True),))
    assert records_late(gone, END, calendar=CN) == ()
    refused = evolve(late, records=(evolve(late.records[0], outcome=Outcome.REFUSED),))
    assert records_late(refused, END, calendar=CN) == ()
    assert records_late(a_planned_file(), END, calendar=CN) == ()


def test_what_is_handed_in_wrong_is_refused() -> None:
    """Things of another type, days out of range and a visit there is not are refused by name."""
    file, _ = lived(*WHOLE[:1])
    for name in ("trail", "officers", "signals"):
        with pytest.raises(InputError, match=name):
            lines(file, **{name: ["x"]})  # type: ignore[arg-type]
    for within, path in ((-1, "within"), (10_001, "within")):
        with pytest.raises(InputError, match=path):
            records_late(file, END, calendar=CN, within=within)
    with pytest.raises(InputError, match="trail"):
        procedure_rules(WALK, calendar=CN, trail=["x"])  # type: ignore[list-item]
    with pytest.raises(InputError):
        records_late(file, END, calendar=CN, trail=["x"])  # type: ignore[list-item]


def test_a_procedure_may_ask_only_some_performers() -> None:
    """A handler has no role of its own: the first of those held is told."""
    file, trail = lived(*WHOLE[:1])
    procedure = a_procedure(a_step(performer=Performer.HANDLER, case=StepCase.ALWAYS))
    line = lines(file, trail, procedure=procedure, officers=[ANNA])["report"]
    assert (line.role, line.by) == (Role.ACCOUNT_OFFICER, (OfficerId("anna"),))
    assert Span(count=0, unit=days(0).unit).count == 0
    assert noon(VISITED).tzinfo is UTC
