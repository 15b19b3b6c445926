"""What the clocks of law ask of a file, as duties that no visit meets: to act before the last day, and proof of it.

A guarantee period that ends on 2026-09-30 opens its duty on 2026-08-01, 60 days before; a claim on the guarantor with
proof meets it, and one without leaves it as it is.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from attrs import evolve

from loanvisit.domain import (
    NO_LEGAL,
    Accepts,
    BorrowerFile,
    Calendar,
    ClauseId,
    Discharge,
    Duties,
    DutyKind,
    Exemption,
    FactName,
    LegalClock,
    LegalClockKind,
    Obligation,
    PolicyId,
    Proof,
    Rule,
    Subject,
    Undetermined,
    Window,
    legal_clocks,
    subject_text,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.legal_clock import right_text
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, counted, say

_POLICY, _VERSION = PolicyId("legal_clock"), "1"
_PREFIX = "clock:"
"""How the anchor of a duty begins that is counted from what started a clock of law."""
_SUIT = FactName("suit")
_LONGEST = 3660
NOTICE_DAYS: Mapping[LegalClockKind, int] = MappingProxyType(
    {
        LegalClockKind.LIMITATION: 210,
        LegalClockKind.GUARANTOR_LIMITATION: 210,
        LegalClockKind.MORTGAGE: 210,
        LegalClockKind.GUARANTEE_PERIOD: 60,
        LegalClockKind.ENFORCEMENT: 210,
        LegalClockKind.SEIZURE: 90,
        LegalClockKind.ASSET_SEARCH: 60,
        LegalClockKind.YEARLY_DEMAND: 60,
    }
)
"""How many days before the last day of each clock its duty opens; practice, each before its finding is raised."""


@guarded
def legal_duties(
    file: BorrowerFile,
    *,
    as_of: date,
    calendar: Calendar,
    notice_days: Mapping[LegalClockKind, int] = NOTICE_DAYS,
) -> Duties:
    """Answer every clock of law of a file as a duty to act before its last day.

    The id of a duty follows from the kind of clock, its subject, and what the clock is about and was started by: an act
    that counts it anew makes another duty. A duty is met by an act with proof, and by nothing else.

    Args:
        file: the borrower's file, with its loans, `legal` and `loan_changes`.
        as_of: the close of this day; what was done or served later is not looked at.
        calendar: moves a last day that is not worked.
        notice_days: how many days before the last day a duty opens, by kind; a kind left out opens as by default.

    Returns:
        For each clock one answer: owed or projected by its window, met where what it asks for was done in time; exempt
        while a suit runs and it rests; undetermined where a fact is missing. By last day. A duty is about the loan, or
        the borrower where a seizure stands for several.

    Raises:
        InputError: a number of days is not from 0 to 3,660.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.testing import a_file, a_loan
        >>> loan = a_loan("L-1", disbursed_on=date(2022, 6, 30), matures_on=date(2023, 6, 30))
        >>> [duty] = legal_duties(a_file(loan), as_of=date(2026, 3, 31), calendar=presets.calendar("CN")).owed
        >>> print(duty.text.en)
        loan L-1: limitation, last day 2026-06-30
        >>> duty.window.opens
        datetime.date(2025, 12, 2)
    """
    _check_days(notice_days)
    owed, projected = list[Obligation](), list[Obligation]()
    exempt, unsure = list[Exemption](), list[Undetermined]()
    for clock in legal_clocks(file, as_of=as_of, calendar=calendar):
        subject, clause = _subject(clock, file), ClauseId(clock.kind.value)
        if clock.start is None or clock.raw is None or clock.last is None:
            if clock.missing:
                unsure.append(Undetermined(clause=clause, subject=subject, missing=clock.missing))
            else:
                named, running = say("legal.resting"), say("legal.resting.why")
                exempt.append(Exemption(clause=clause, subject=subject, fact=_SUIT, value=running, label=named))
            continue
        before = notice_days.get(clock.kind, NOTICE_DAYS[clock.kind])
        duty = _duty(clock, clock.start, clock.raw, clock.last, subject=subject, before=before, as_of=as_of)
        (owed if duty.window.opens <= as_of else projected).append(duty)
    return Duties(owed=tuple(owed), projected=tuple(projected), exempt=tuple(exempt), undetermined=tuple(unsure))


def told_at_law(file: BorrowerFile, *, as_of: date, calendar: Calendar) -> Duties | None:
    """Return what the clocks of law ask of a file that tells anything at law, None of another.

    They stand at the versions that the file holds. Who tells nothing at law asks `legal_duties`.
    """
    if file.legal == NO_LEGAL:
        return None
    found = legal_duties(file, as_of=as_of, calendar=calendar)
    versions = {duty.id: duty.version for duty in file.obligations}
    owed, projected = (
        tuple(evolve(one, version=versions.get(one.id, one.version)) for one in each)
        for each in (found.owed, found.projected)
    )
    return evolve(found, owed=owed, projected=projected)


def rules_at_law(file: BorrowerFile, *, as_of: date, calendar: Calendar) -> dict[ClauseId, Rule]:
    """Return what the clocks of a file that tells anything at law demand, by what stands as their clause."""
    clocks = () if file.legal == NO_LEGAL else legal_clocks(file, as_of=as_of, calendar=calendar)
    rules = (_rule(clock) for clock in clocks)
    return {rule.clause: rule for rule in rules}


def _check_days(notice_days: Mapping[LegalClockKind, int]) -> None:
    faults = FaultList()
    for place, (kind, count) in enumerate(notice_days.items()):
        if type(kind) is not LegalClockKind:
            faults.add(fault("type", f"notice_days[{place}]", kind, form="LegalClockKind"))
        elif type(count) is not int:
            faults.add(fault("type", f"notice_days[{kind.value}]", count, form="int"))
        elif not 0 <= count <= _LONGEST:
            faults.add(fault("number.range", f"notice_days[{kind.value}]", count, low=0, high=_LONGEST))
    faults.raise_as(InputError)


def _subject(clock: LegalClock, file: BorrowerFile) -> Subject:
    return clock.loans[0] if len(clock.loans) == 1 else file.id


def _duty(
    clock: LegalClock, start: date, raw: date, last: date, *, subject: Subject, before: int, as_of: date
) -> Obligation:
    opens = min(max(last - timedelta(days=before), start + timedelta(days=1)), last)
    duty = Obligation(
        rule=_rule(clock),
        subject=subject,
        loans=clock.loans,
        window=Window(opens=opens, last=last),
        raw=raw,
        anchor=f"{_PREFIX}{clock.key}",
        anchored_on=start,
        provisional=clock.provisional,
        forecast=opens > as_of,
    )
    return duty if clock.met_on is None else duty.fulfilled(Discharge(on=clock.met_on))


def _rule(clock: LegalClock) -> Rule:
    """Return what is demanded: the article as its citation; nobody visits for it."""
    return Rule(
        policy=_POLICY,
        version=_VERSION,
        clause=ClauseId(clock.kind.value),
        title=_title(clock),
        purpose="legal_step",
        kind=DutyKind.LEGAL_STEP,
        accepts=Accepts.DATA,
        visitors=0,
        citation=clock.citation,
        confidence=clock.confidence,
        rolls=True,
    )


def _title(clock: LegalClock) -> Text:
    name = clock.kind.text
    return name if clock.right is None else say("legal.of", clock=name, right=right_text(clock.right))


def is_at_law(duty: Obligation) -> bool:
    """Say whether a duty is counted from what started a clock of law."""
    return duty.anchor.startswith(_PREFIX)


def prove_at_law(duty: Obligation, *, file: BorrowerFile | None, calendar: Calendar, as_of: date) -> Proof:
    """Return why a duty at law is owed: the reading of its clock, where the file is given, and its window."""
    clocks = () if file is None else legal_clocks(file, as_of=as_of, calendar=calendar)
    opens, last = duty.window.opens, duty.window.last
    parts = [clock.proof for clock in clocks if f"{_PREFIX}{clock.key}" == duty.anchor]
    parts.append(
        Proof(key="last", statement=say("proof.last", opens=opens, last=last), values={"opens": opens, "last": last})
    )
    if duty.is_overdue(as_of):
        late = (as_of - last).days
        said = say("proof.overdue", as_of=as_of, days=counted("days", late))
        parts.append(Proof(key="overdue", statement=said, values={"as_of": as_of, "days": late}))
    if opens > as_of:
        parts.append(Proof(key="projected", statement=say("proof.projected")))
    statement = say("proof.duty", subject=subject_text(duty.subject), title=duty.rule.title)
    values = {"obligation": duty.id.value, "subject": duty.subject.value, "state": duty.state.value}
    return Proof(key="duty", statement=statement, parts=tuple(parts), values=values)
