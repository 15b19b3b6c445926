"""How each thing of a file stood at the close of the day: later events are not seen, waivers run out by themselves."""

from datetime import date
from enum import Enum

from loanvisit.domain import (
    BorrowerFile,
    Finding,
    FindingId,
    FindingState,
    Obligation,
    ObligationId,
    ObligationState,
    PastFinding,
    Remediation,
    RemediationId,
    RemediationState,
    VisitRecord,
)


class DutyStanding(Enum):
    """How a duty stands: each duty in exactly one."""

    PROJECTED = "projected"
    ON_TIME = "on_time"
    LATE = "late"
    PENDING = "pending"
    OVERDUE = "overdue"
    WAIVED = "waived"
    LAPSED = "lapsed"
    NO_DAY = "no_day"


class CureStanding(Enum):
    """How a cure stands: each cure in exactly one."""

    CLOSED = "closed"
    OVERDUE = "overdue"
    EXTENDED = "extended"
    NOT_YET_DUE = "not_yet_due"
    WAIVED = "waived"


class PastStanding(Enum):
    """How a finding registered elsewhere stands, as far as it is known."""

    CLOSED = "closed"
    OPEN = "open"
    CLOSED_DAY_UNKNOWN = "closed_day_unknown"
    UNKNOWN = "unknown"


def is_excused(file: BorrowerFile, thing: ObligationId | FindingId | RemediationId, as_of: date) -> bool:
    """Say whether what is marked waived still is: its waiver holds on the day, or is not in the file."""
    given = [waiver for waiver in file.waivers if waiver.about == thing]
    return not given or any(waiver.is_in_force(as_of) for waiver in given)


def duty_standing(duty: Obligation, file: BorrowerFile, as_of: date) -> DutyStanding:
    """Say how a duty stands; one discharged after the day is still owed on it."""
    state = duty.state
    if duty.window.opens > as_of:
        return DutyStanding.PROJECTED
    if state is ObligationState.LAPSED:
        return DutyStanding.LAPSED
    if state is ObligationState.WAIVED and is_excused(file, duty.id, as_of):
        return DutyStanding.WAIVED
    if state is ObligationState.FULFILLED:
        if duty.discharge is None:
            return DutyStanding.NO_DAY
        if duty.discharge.on <= as_of:
            return DutyStanding.LATE if duty.late_days else DutyStanding.ON_TIME
    return DutyStanding.OVERDUE if as_of > duty.window.last else DutyStanding.PENDING


def is_deferred(duty: Obligation, file: BorrowerFile, as_of: date) -> bool:
    """Say whether a moved last day was moved by a day: by a deferral granted then, or by none that the file holds."""
    return all(one.granted_on <= as_of for one in file.deferrals if one.about == duty.id)


def finding_standing(finding: Finding, file: BorrowerFile, as_of: date) -> FindingState:
    """Say how a finding stands; one closed after the day was in remediation on it."""
    if finding.state is FindingState.CLOSED and finding.closed_on is not None and finding.closed_on > as_of:
        return FindingState.IN_REMEDIATION
    if finding.state is FindingState.WAIVED and not is_excused(file, finding.id, as_of):
        return FindingState.OPEN
    return finding.state


def is_standing(finding: Finding, file: BorrowerFile, as_of: date) -> bool:
    """Say whether a finding was found by the day and still needs a cure on it."""
    here = finding_standing(finding, file, as_of) in (FindingState.OPEN, FindingState.IN_REMEDIATION)
    return here and finding.found_on <= as_of


def cure_standing(cure: Remediation, file: BorrowerFile, as_of: date) -> CureStanding:
    """Say how a cure stands; one verified after the day was running on it."""
    if cure.state is RemediationState.VERIFIED and (cure.verified_on is None or cure.verified_on <= as_of):
        return CureStanding.CLOSED
    if cure.state is RemediationState.WAIVED and is_excused(file, cure.id, as_of):
        return CureStanding.WAIVED
    if as_of > cure.last_day:
        return CureStanding.OVERDUE
    return CureStanding.NOT_YET_DUE if cure.extended_to is None else CureStanding.EXTENDED


RUNNING = (CureStanding.OVERDUE, CureStanding.EXTENDED, CureStanding.NOT_YET_DUE)
"""The standings of a cure that is still to be finished."""


def is_answered(cure: Remediation, file: BorrowerFile, as_of: date) -> bool:
    """Say whether a running cure was answered (回复) by the day and awaits its verification."""
    sent = cure.state in (RemediationState.SUBMITTED, RemediationState.VERIFIED)
    in_time = cure.submitted_on is None or cure.submitted_on <= as_of
    return sent and in_time and cure_standing(cure, file, as_of) in RUNNING


def past_standing(finding: PastFinding, as_of: date) -> PastStanding:
    """Say how a finding registered elsewhere stands; what is not recorded is not guessed."""
    if finding.closed is False:
        return PastStanding.OPEN
    if finding.closed_on is not None:
        return PastStanding.CLOSED if finding.closed_on <= as_of else PastStanding.OPEN
    return PastStanding.UNKNOWN if finding.closed is None else PastStanding.CLOSED_DAY_UNKNOWN


def records(file: BorrowerFile, as_of: date) -> tuple[VisitRecord, ...]:
    """Return the records of the file that stand, up to the day."""
    return tuple(record for record in file.standing_records if record.on <= as_of)
