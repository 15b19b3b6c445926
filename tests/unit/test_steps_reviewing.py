"""Co-signing, review, return, sign-off, filing, voiding, cancelling."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    Change,
    FindingState,
    ObligationState,
    RecordId,
    VisitId,
    VisitState,
)
from loanvisit.errors import InputError
from loanvisit.steps import archive, cancel, co_sign, file_record, review, send_back, sign_off, verify, void
from loanvisit.testing import a_duty, a_rule
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
    a_cured_file,
    a_planned_file,
    evolve_any,
    its_record,
    noon,
    proven,
)

NOW = noon(date(2026, 3, 4))
MORE = noon(date(2026, 3, 20))


def a_filed_file(file: BorrowerFile | None = None) -> BorrowerFile:
    """A file whose visit was made and submitted."""
    held = file or a_planned_file()
    return held.after(file_record(held, held.visits[0].id, its_record(held), by=ANNA, at=noon(VISITED)))


def an_accepted_file(file: BorrowerFile | None = None) -> BorrowerFile:
    """A file whose visit was co-signed and accepted."""
    held = a_filed_file(file)
    signed = held.after(co_sign(held, held.visits[0].id, by=BO, at=NOW))
    return signed.after(review(signed, signed.visits[0].id, by=RISK, at=NOW))


def test_a_visit_goes_from_its_submission_to_the_archive() -> None:
    """Co-signed, accepted, signed off, filed: four persons, one version each, the duty met all the while."""
    file = an_accepted_file()
    visit = file.visits[0].id
    assert file.visits[0].reviewer == RISK.id
    signed = file.after(sign_off(file, visit, by=HEAD, at=NOW))
    filed = signed.after(archive(signed, visit, by=KEEPER, at=NOW))
    assert (filed.visits[0].state, filed.visits[0].version) == (VisitState.FILED, 6)
    assert filed.obligations[0].state is ObligationState.FULFILLED


def test_a_return_opens_what_was_met_with_its_old_last_day() -> None:
    """The duty is open again, its discharge gone, its window as it was; record and reason are kept."""
    file = a_filed_file()
    change = send_back(file, file.visits[0].id, reason="no place named", by=DESK, at=NOW)
    (duty,) = change.obligations
    assert (duty.state, duty.discharge, duty.window, duty.version) == (
        ObligationState.OPEN,
        None,
        file.obligations[0].window,
        3,
    )
    assert change.records == ()
    assert change.trail[0].reason == "no place named"
    assert "no place named" not in repr(change)


def test_a_void_record_stays_readable_and_its_duties_are_open_again() -> None:
    """Voiding marks the record, keeps it, opens the duty, and leaves its findings to a person."""
    file = an_accepted_file(a_planned_file(a_duty(OPENS, LAST, rule=proven(["voucher"]))))
    change = void(file, file.visits[0].id, reason="never there", by=DESK, at=NOW)
    after = file.after(change)
    assert after.records[0].void
    assert after.records[0].note == file.records[0].note
    assert (after.obligations[0].state, after.obligations[0].lacks) == (ObligationState.OPEN, ())
    assert after.obligations[0].window.last == LAST
    assert [finding.is_open for finding in after.findings] == [True]
    assert {one.id for one in change.replaces} == {file.visits[0].id, file.records[0].id, file.obligations[0].id}


def two_records(first: tuple[str, ...], second: tuple[str, ...]) -> BorrowerFile:
    """Two visits, each bringing some of the evidence that one duty demands; the second is accepted."""
    duty = a_duty(OPENS, LAST, rule=proven(["voucher", "photo"]))
    file = a_planned_file(duty)
    file = evolve(file, visits=(*file.visits, evolve_any(file.visits[0], attempt=2)))
    for number, (visit, brought) in enumerate(zip(file.visits, (first, second), strict=True), start=1):
        record = evolve(
            its_record(file, VISITED + timedelta(days=number), id=f"R-{number}", evidence=brought), visit=visit.id
        )
        file = file.after(file_record(file, visit.id, record, by=ANNA, at=noon(date(2026, 3, 10))))
        file = file.after(co_sign(file, visit.id, by=BO, at=MORE))
        file = file.after(review(file, visit.id, by=RISK, at=MORE))
    return file


def _named(file: BorrowerFile, record: str) -> VisitId:
    return next(visit.id for visit in file.visits if visit.record == RecordId(record))


def _state(file: BorrowerFile) -> tuple[ObligationState, tuple[str, ...]]:
    duty = next(one for one in file.obligations if one.rule.evidence)
    return duty.state, duty.lacks


@pytest.mark.parametrize(
    ("gone", "first", "second", "left"),
    [
        ("R-2", ("photo",), ("voucher",), (ObligationState.IN_PART, ("evidence:voucher",))),
        ("R-1", ("photo",), ("voucher",), (ObligationState.IN_PART, ("evidence:photo",))),
        ("R-1", ("photo",), ("photo", "voucher"), (ObligationState.FULFILLED, ())),
        ("R-1", ("photo",), (), (ObligationState.IN_PART, ("evidence:voucher", "evidence:photo"))),
        ("R-2", ("photo",), (), (ObligationState.IN_PART, ("evidence:voucher",))),
        ("R-1", ("photo", "voucher"), (), (ObligationState.OPEN, ())),
        ("R-2", ("photo", "voucher"), (), (ObligationState.FULFILLED, ())),
        ("R-1", ("photo", "voucher"), ("photo", "voucher"), (ObligationState.OPEN, ())),
    ],
)
def test_what_is_left_is_what_the_other_records_brought(
    gone: str, first: tuple[str, ...], second: tuple[str, ...], left: tuple[ObligationState, tuple[str, ...]]
) -> None:
    """A duty two records met together stands, once one is void, in part by the other, if that one served it at all."""
    file = two_records(first, second)
    after = file.after(void(file, _named(file, gone), reason="never there", by=DESK, at=MORE))
    assert _state(after) == left


def test_a_record_gets_no_credit_for_a_duty_it_was_refused() -> None:
    """Two duties apart, a visit for each: with the second visit sent back, its duty is open: the first was refused."""
    plain = a_duty(OPENS, LAST, rule=a_rule("plain", separate="apart"))
    proved = a_duty(OPENS, LAST, rule=a_rule("proved", separate="apart", evidence=["voucher", "photo"]))
    file = a_planned_file(plain, proved)
    one, other = (evolve_any(file.visits[0], covers=(duty,)) for duty in (plain, proved))
    file = evolve(file, visits=(one, other))
    for number, visit in enumerate(file.visits, start=1):
        record = evolve(its_record(file, id=f"R-{number}", evidence=["photo"]), visit=visit.id)
        file = file.after(file_record(file, visit.id, record, by=ANNA, at=noon(date(2026, 3, 10))))
    assert [duty.state for duty in file.obligations] == [ObligationState.FULFILLED, ObligationState.IN_PART]
    after = file.after(send_back(file, other.id, reason="thin", by=RISK, at=MORE))
    assert [duty.state for duty in after.obligations] == [ObligationState.FULFILLED, ObligationState.OPEN]


def test_a_closed_finding_is_open_again_when_its_proof_is_void() -> None:
    """The visit that verified a cure is undone: the finding it closed is open again, with no day of closing."""
    file = a_cured_file(visit_state=VisitState.ACCEPTED)
    closed = file.after(
        verify(file, file.remediations[0].id, visit=file.visits[0].id, by=RISK, at=noon(date(2026, 3, 26)))
    )
    after = closed.after(void(closed, closed.visits[0].id, reason="never there", by=DESK, at=noon(date(2026, 3, 27))))
    assert (after.findings[0].state, after.findings[0].closed_on) == (FindingState.OPEN, None)


def test_a_review_is_not_dated_before_the_record_was_filed() -> None:
    """What follows a record is not dated before it; nothing is decided without an offset."""
    file = a_filed_file()
    early = noon(date(2026, 3, 2))
    steps: tuple[Callable[[], Change], ...] = (
        lambda: co_sign(file, file.visits[0].id, by=BO, at=early),
        lambda: send_back(file, file.visits[0].id, reason="x", by=RISK, at=early),
    )
    for step in steps:
        with pytest.raises(InputError, match=r"date\.order"):
            step()
    with pytest.raises(InputError, match=r"instant\.naive"):
        co_sign(file, file.visits[0].id, by=BO, at=early.replace(tzinfo=None))


def test_a_decision_against_a_visit_states_its_reason() -> None:
    """Returning, voiding and cancelling take a reason that says something."""
    filed, accepted, planned = a_filed_file(), an_accepted_file(), a_planned_file()
    steps: tuple[Callable[[], Change], ...] = (
        lambda: send_back(filed, filed.visits[0].id, reason=" ", by=DESK, at=NOW),
        lambda: void(accepted, accepted.visits[0].id, reason="", by=DESK, at=NOW),
        lambda: cancel(planned, planned.visits[0].id, reason="\n", by=HEAD, at=NOW),
    )
    for step in steps:
        with pytest.raises(InputError, match=r"empty"):
            step()


def test_a_cancelled_visit_leaves_its_duties_owed() -> None:
    """Cancelling lowers no figure: the duty stays open with its last day."""
    file = a_planned_file()
    change = cancel(file, file.visits[0].id, reason="merged with another", by=HEAD, at=NOW)
    after = file.after(change)
    assert after.obligations == file.obligations
    assert (after.visits[0].state, change.trail[0].reason) == (VisitState.CANCELLED, "merged with another")
