"""What a record may bring when it is filed: its hours, its evidence, who called, and what evidence counts for what."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from loanvisit.assessment import CALL_BACK_QUESTIONS
from loanvisit.domain import (
    Accepts,
    Answer,
    Attempt,
    AttemptOutcome,
    BorrowerFile,
    Channel,
    Consent,
    DutyKind,
    EvidenceId,
    EvidenceRef,
    LegalBasis,
    LoanId,
    Method,
    Obligation,
    OfficerId,
    Outcome,
    Role,
    UnitId,
    VisitRecord,
    Weight,
    WithheldEvidence,
)
from loanvisit.errors import InputError, SeparationOfDutiesError
from loanvisit.presets import outline
from loanvisit.scheduling import discharge_by, sighting
from loanvisit.steps import carry_out, file_record, send_back
from loanvisit.testing import a_duty, a_file, a_loan, a_rule, an_officer
from tests.stateful.cases import ANNA, DESK, LAST, LI, MANAGER, OPENS, VISITED, a_planned_file, its_record, noon, proven

NOW = noon(VISITED)
AGREED = Consent(basis=LegalBasis.CONSENT, given=True)
PAID_OUT = date(2025, 11, 30)
TAKEN = datetime(2026, 3, 3, 1, tzinfo=UTC)


def a_piece(name: str = "E-1", **given: object) -> EvidenceRef:
    """Return a reference to a photo."""
    held: dict[str, object] = {"kind": "photo", "sha256": "0" * 64, **given}
    return EvidenceRef(id=EvidenceId(name), **held)  # type: ignore[arg-type]


def photographed(*pieces: EvidenceRef, **changes: object) -> tuple[BorrowerFile, VisitRecord]:
    """Return a file that owes a photo, paid out on 30 November 2025, and the record that brings some."""
    file = a_planned_file(a_duty(OPENS, LAST, rule=proven(["photo"])))
    file = evolve(file, loans=(a_loan(disbursed_on=PAID_OUT),))
    return file, evolve(its_record(file), evidence=pieces, **changes)  # type: ignore[arg-type]


def filed(file: BorrowerFile, record: VisitRecord) -> tuple[tuple[str, ...], list[str], list[str]]:
    """Return what the duty lacks once the record is filed, the codes of what was refused, and the findings."""
    change = file_record(file, file.visits[0].id, record, by=ANNA, at=NOW)
    (duty,) = change.obligations
    return duty.lacks, [one.code for one in change.refused], [one.kind.code for one in change.findings]


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        (a_piece(taken_at=datetime(2025, 11, 29, 9, 59, tzinfo=UTC)), "refused.evidence_before"),
        (a_piece(about=[LoanId("L-9")]), "refused.evidence_elsewhere"),
        (
            a_piece(consent=evolve(AGREED, withdrawn_on=VISITED)),
            "refused.consent_withdrawn",
        ),
        (
            a_piece(taken_at=TAKEN, consent=evolve(AGREED, withdrawn_on=date(2026, 3, 1))),
            "refused.consent_withdrawn",
        ),
    ],
)
def test_evidence_that_does_not_count_leaves_the_duty_in_part(piece: EvidenceRef, code: str) -> None:
    """Taken before the payout, of another loan, or after its consent was withdrawn: which and why is told, and F48."""
    file, record = photographed(piece)
    assert filed(file, record) == (("evidence:photo",), [code], ["F48"])
    (why,) = file_record(file, file.visits[0].id, record, by=ANNA, at=NOW).refused
    assert "E-1" in why.reason.zh
    assert "E-1" in why.reason.en


@pytest.mark.parametrize(
    "piece",
    [
        a_piece(),
        a_piece(taken_at=TAKEN),
        a_piece(taken_at=datetime(2025, 11, 29, 10, tzinfo=UTC)),
        a_piece(about=[LoanId("L-1")]),
        a_piece(consent=Consent(basis=LegalBasis.CONTRACT)),
        a_piece(consent=evolve(AGREED, withdrawn_on=date(2026, 3, 4))),
    ],
)
def test_evidence_counts_where_nothing_known_stands_against_it(piece: EvidenceRef) -> None:
    """Unknown is not "no": what may be of the day of the payout counts, and so does what says nothing."""
    assert filed(*photographed(piece)) == ((), [], [])


def test_one_piece_that_counts_is_enough() -> None:
    """An old photo beside one of the visit is no matter; the day of a payout nobody knows bars nothing."""
    old = a_piece(taken_at=datetime(2025, 1, 1, tzinfo=UTC))
    assert filed(*photographed(old, a_piece("E-2"))) == ((), [], [])
    file, record = photographed(old)
    loan = file.loans[0]
    unknown = evolve(loan, drawdowns=[evolve(loan.drawdowns[0], drawn_on=None)])
    assert filed(evolve(file, loans=(unknown,)), record) == ((), [], [])


def test_evidence_refused_by_its_subject_is_lacking_and_no_failing() -> None:
    """The visit goes on and the duty is in part, for want of consent; no finding says that the file is incomplete."""
    refusal = Consent(basis=LegalBasis.CONSENT, given=False, reason="不愿意被拍照")
    refused = WithheldEvidence(kind="photo", consent=refusal)
    assert filed(*photographed(withheld=[refused])) == (("evidence:photo",), ["refused.consent"], [])
    elsewhere = evolve(refused, about=[LoanId("L-9")])
    assert filed(*photographed(withheld=[elsewhere])) == (("evidence:photo",), [], ["F48"])
    assert filed(*photographed(a_piece(), withheld=[refused])) == ((), [], [])


def test_what_counts_for_one_loan_does_not_count_for_the_other() -> None:
    """One visit to two loans brings one photo that names the first: the second is in part."""
    file = a_file(a_loan(id="L-1"), a_loan(id="L-2"))
    duties = [a_duty(OPENS, LAST, rule=proven(["photo"]), subject=LoanId(one)) for one in ("L-1", "L-2")]
    record = evolve(its_record(a_planned_file()), loans=frozenset(loan.id for loan in file.loans))
    seen = sighting(evolve(record, evidence=[a_piece(about=[LoanId("L-1")])]), file)
    assert seen is not None
    done = discharge_by(duties, seen)
    assert [duty.lacks for duty in done.obligations] == [(), ("evidence:photo",)]
    assert [one.obligation for one in done.refused] == [duties[1].id]


def test_work_at_the_desk_brings_no_older_evidence_either() -> None:
    """What was taken before the payout is refused by its place; work done before the payout may rest on it."""
    duty = a_duty(date(2025, 11, 1), LAST, rule=a_rule("paper", kind=DutyKind.DOCUMENT, evidence=["photo"]))
    file = a_file(a_loan(disbursed_on=PAID_OUT), obligations=[duty])
    old = a_piece(taken_at=datetime(2025, 11, 20, tzinfo=UTC))
    with pytest.raises(InputError) as refused:
        carry_out(file, duty.id, by=ANNA, at=NOW, evidence=[a_piece("E-0"), old])
    assert [(one.code, one.path) for one in refused.value.faults] == [("evidence.uncounted", "evidence[1]")]
    assert carry_out(file, duty.id, by=ANNA, at=NOW, on=date(2025, 11, 21), evidence=[old]).discharged
    with pytest.raises(InputError):
        carry_out(file, duty.id, by=ANNA, at=NOW, evidence=["E-1"])  # type: ignore[list-item]


def _tried(at: datetime) -> Attempt:
    return Attempt(at=at, channel=Channel.PHONE, outcome=AttemptOutcome.NO_ANSWER, by=OfficerId("anna"))


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"started_at": NOW + timedelta(hours=1)}, [("hours.late", "record.started_at")]),
        ({"ended_at": NOW + timedelta(hours=1)}, [("hours.late", "record.ended_at")]),
        ({"attempts": [_tried(NOW + timedelta(hours=1))]}, [("hours.late", "record.attempts[0].at")]),
        (
            {"attempts": [_tried(NOW), _tried(TAKEN)], "ended_at": TAKEN},
            [("attempt.after", "record.attempts[0].at")],
        ),
        ({"attempts": [_tried(NOW)], "started_at": TAKEN}, [("attempt.after", "record.attempts[0].at")]),
        ({"dropped_evidence": [EvidenceId("E-7")]}, [("evidence.dropped", "record.dropped_evidence")]),
    ],
)
def test_hours_out_of_order_are_refused_by_their_path(
    changes: dict[str, object], faults: list[tuple[str, str]]
) -> None:
    """B43, I-24: tried before visited, visited before filed; what was never filed cannot be dropped."""
    file, record = photographed(a_piece())
    with pytest.raises(InputError) as refused:
        file_record(file, file.visits[0].id, evolve(record, **changes), by=ANNA, at=NOW)  # type: ignore[arg-type]
    assert [(one.code, one.path) for one in refused.value.faults] == faults


def test_a_visit_that_began_before_the_payout_is_refused() -> None:
    """I-24: it began on its day, and its day is before the payout."""
    file, record = photographed(a_piece(), started_at=TAKEN)
    later = evolve(file, loans=(a_loan(disbursed_on=date(2026, 3, 4)),))
    with pytest.raises(InputError) as refused:
        file_record(later, later.visits[0].id, record, by=ANNA, at=NOW)
    assert ("date.order", "record.on") in [(one.code, one.path) for one in refused.value.faults]


def test_hours_in_order_are_kept() -> None:
    """A try on the day before, and one on the day of a visit whose hours nobody noted."""
    tries = [_tried(TAKEN - timedelta(days=1)), _tried(NOW)]
    file, record = photographed(a_piece(), attempts=tries)
    assert file_record(file, file.visits[0].id, record, by=ANNA, at=NOW).record.attempts == tuple(tries)
    day_after = evolve(record, attempts=[_tried(TAKEN + timedelta(days=2))])
    with pytest.raises(InputError) as refused:
        file_record(file, file.visits[0].id, day_after, by=ANNA, at=NOW + timedelta(days=3))
    assert refused.value.path == "record.attempts[0].at"


def _sent_back(*pieces: EvidenceRef) -> tuple[BorrowerFile, VisitRecord]:
    file, record = photographed(*pieces)
    file = file.after(file_record(file, file.visits[0].id, record, by=ANNA, at=NOW))
    return file.after(send_back(file, file.visits[0].id, reason="too dark", by=DESK, at=NOW)), record


def test_a_mended_record_may_add_evidence_and_names_what_it_drops() -> None:
    """I-28: added, or dropped by name, and what was dropped once stays named at the next return."""
    file, record = _sent_back(a_piece())
    better = evolve(record, evidence=[a_piece("E-2")], dropped_evidence=[EvidenceId("E-1")])
    for mended in (evolve(record, evidence=[a_piece(), a_piece("E-2")]), better):
        change = file_record(file, file.visits[0].id, mended, by=ANNA, at=NOW)
        assert change.record.evidence == mended.evidence
    again = file.after(file_record(file, file.visits[0].id, better, by=ANNA, at=NOW))
    again = again.after(send_back(again, again.visits[0].id, reason="still dark", by=DESK, at=NOW))
    assert file_record(again, again.visits[0].id, better, by=ANNA, at=NOW).record.version == 3
    with pytest.raises(InputError) as refused:
        file_record(again, again.visits[0].id, evolve(better, dropped_evidence=()), by=ANNA, at=NOW)
    assert [one.code for one in refused.value.faults] == ["evidence.dropped"]


@pytest.mark.parametrize(
    ("mend", "faults"),
    [
        (lambda one: evolve(one, evidence=[]), [("evidence.gone", "record.evidence")]),
        (lambda one: evolve(one, evidence=[a_piece(sha256="1" * 64)]), [("evidence.altered", "record.evidence")]),
        (
            lambda one: evolve(one, dropped_evidence=[EvidenceId("E-1")]),
            [("evidence.both", "record.dropped_evidence")],
        ),
    ],
)
def test_evidence_once_filed_does_not_change_or_vanish(
    mend: Callable[[VisitRecord], VisitRecord], faults: list[tuple[str, str]]
) -> None:
    """I-28: gone without a word, another content under the same id, or dropped and brought: refused."""
    file, record = _sent_back(a_piece())
    with pytest.raises(InputError) as refused:
        file_record(file, file.visits[0].id, mend(record), by=ANNA, at=NOW)
    assert [(one.code, one.path) for one in refused.value.faults] == faults


def _called(*answers: Answer, by: str = "anna", **changes: object) -> tuple[BorrowerFile, VisitRecord]:
    duty: Obligation = a_duty(OPENS, LAST, rule=a_rule("call", purpose="call_back"))
    file = a_planned_file(evolve(duty, rule=evolve(duty.rule, accepts=Accepts.INTERVIEW_OR_ON_SITE, visitors=1)))
    record = evolve(
        its_record(file),
        method=Method.INTERVIEW,
        channel=Channel.PHONE,
        identity_checked=True,
        purposes=["call_back"],
        visitors=[OfficerId(by)],
        answers=answers,
    )
    return file, evolve(record, **changes)  # type: ignore[arg-type]


def test_whoever_manages_the_borrower_makes_no_independent_call_back() -> None:
    """Neither the manager nor his unit; the same call filed as an interview is no call-back, and is kept."""
    file, record = _called(by=MANAGER.upper())
    manager = an_officer(MANAGER, Role.ACCOUNT_OFFICER)
    with pytest.raises(SeparationOfDutiesError) as refused:
        file_record(file, file.visits[0].id, record, by=manager, at=NOW)
    assert (refused.value.code, refused.value.path) == ("ruling.call_back", "record.visitors")
    plain = evolve(record, purposes=["routine"])
    assert file_record(file, file.visits[0].id, plain, by=manager, at=NOW).records
    file, record = _called()
    file = evolve(file, borrower=evolve(file.borrower, unit=UnitId("U-1")))
    with pytest.raises(SeparationOfDutiesError) as own:
        file_record(file, file.visits[0].id, record, by=evolve(ANNA, unit=UnitId("U-1")), at=NOW)
    assert (own.value.code, own.value.path) == ("ruling.call_back_unit", "by.unit")
    assert file_record(file, file.visits[0].id, record, by=evolve(ANNA, unit=UnitId("U-2")), at=NOW).discharged


@pytest.mark.parametrize("code", CALL_BACK_QUESTIONS)
def test_a_no_to_any_of_the_five_questions_is_a_finding_at_once(code: str) -> None:
    """F56, critical, due the same day, naming the questions and no answer."""
    file, record = _called(Answer(question=code, value=False), Answer(question="C-T9", value=False))
    (one,) = file_record(file, file.visits[0].id, record, by=ANNA, at=NOW).findings
    assert (one.kind.code, one.weight, one.due_on, one.kind.at_once) == ("F56", Weight.S1, VISITED, True)
    assert one.fact is not None
    assert code in one.fact.zh
    assert "C-T9" not in one.fact.zh


def test_what_is_not_denied_raises_nothing() -> None:
    """A yes, a question without an answer, a call that was not made, and the same codes in another visit."""
    said = [Answer(question="C-T1", value=True), Answer(question="C-T2", value=None)]
    denied = [Answer(question="C-T1", value=False)]
    for file, record in (
        _called(*said),
        _called(*denied, outcome=Outcome.UNREACHABLE),
        _called(*denied, purposes=["routine"]),
    ):
        by = LI if record.outcome is not Outcome.MADE else ANNA
        record = evolve(record, visitors=[by.id])  # noqa: PLW2901
        assert file_record(file, file.visits[0].id, record, by=by, at=NOW).findings == ()


def test_the_five_questions_are_those_of_the_preset() -> None:
    """Their codes are permanent, and the outline of the preset asks exactly these."""
    assert tuple(one.code for one in outline("cn.call_back.interview").questions) == CALL_BACK_QUESTIONS
