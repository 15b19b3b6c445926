"""Strategies for the work itself: records, duties, visits, findings, cures, and what a step decides."""

from datetime import date, timedelta

from loanvisit.domain import (
    Accepts,
    Answer,
    AnswerValue,
    BorrowerId,
    Channel,
    ClauseId,
    Confidence,
    DeskWork,
    Discharge,
    DrawdownId,
    Duties,
    DutyKind,
    EvidenceId,
    Exemption,
    FactName,
    Facts,
    Family,
    Finding,
    FindingId,
    FindingKind,
    FindingState,
    LoanId,
    Method,
    MissReason,
    NoAnswer,
    Obligation,
    ObligationId,
    ObligationState,
    OfficerId,
    Outcome,
    PolicyId,
    Proof,
    Reading,
    RecordId,
    Remediation,
    RemediationId,
    RemediationState,
    Rule,
    Ruling,
    Undetermined,
    Visit,
    VisitId,
    VisitRecord,
    VisitState,
    Weight,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.concluding import conclusions, dissents, repayment_sources
from loanvisit.testing.strategies.evidencing import (
    attempts,
    digests,
    evidence,
    hours_of,
    persons_met,
    places,
    withheld_evidence,
)
from loanvisit.testing.strategies.hearing import customer_sides
from loanvisit.testing.strategies.lending import PURPOSES, subjects
from loanvisit.testing.strategies.values import (
    FIRST_DAY,
    LAST_DAY,
    days,
    facts,
    ids,
    instants,
    money,
    names,
    sentences,
    texts,
    windows,
)

_VERSIONS = st.integers(1, 9)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Draw answers of every type, some asked and not answered."""
    value: AnswerValue | None = draw(
        st.one_of(st.none(), st.booleans(), st.integers(0, 99), money(), days(), sentences())
    )
    reason = draw(st.none() | st.sampled_from(NoAnswer)) if value is None else None
    return Answer(question=draw(names()), value=value, reason=reason)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Draw payments and balances read off papers."""
    on = draw(days())
    return Reading(
        kind=draw(st.sampled_from(["payment", "balance", "meter"])),
        on=on,
        loan=draw(st.none() | ids(LoanId)),
        drawdown=draw(st.none() | ids(DrawdownId)),
        amount=draw(st.none() | money()),
        payee=draw(st.none() | sentences()),
        purpose=draw(st.none() | names()),
        evidence=draw(st.none() | ids(EvidenceId)),
        status=draw(st.none() | names()),
        account=draw(st.none() | names()),
        known_on=draw(st.none() | days(earliest=on)),
    )


@st.composite
def records(
    draw: st.DrawFn,
    *,
    id: RecordId | None = None,  # noqa: A002  the field's own name
    borrower: BorrowerId | None = None,
    among: tuple[LoanId, ...] | None = None,
    earliest: date = FIRST_DAY,
    latest: date = LAST_DAY,
) -> VisitRecord:
    """Draw visit records of some of the loans `among`, recorded on the day or up to a week later."""
    outcome = draw(st.sampled_from([Outcome.MADE, Outcome.MADE, Outcome.MADE, *Outcome]))
    on = draw(days(earliest=earliest, latest=latest))
    started, ended, filed = draw(hours_of(on))
    known = among if among is not None else tuple(draw(st.lists(ids(LoanId), max_size=3, unique=True)))
    return VisitRecord(
        id=id if id is not None else draw(ids(RecordId)),
        visit=draw(ids(VisitId)),
        borrower=borrower if borrower is not None else draw(ids(BorrowerId)),
        on=on,
        method=draw(st.sampled_from(Method)),
        visitors=draw(st.sampled_from([("anna",), ("anna", "bo"), ("bo", "li", "wen")]).map(_officer_ids)),
        outcome=outcome,
        miss_reason=draw(st.sampled_from(MissReason)) if outcome is Outcome.MISSED else None,
        channel=draw(st.none() | st.sampled_from(Channel)),
        identity_checked=draw(st.none() | st.booleans()),
        purposes=draw(st.frozensets(st.sampled_from(PURPOSES), max_size=3)),
        loans=draw(st.frozensets(st.sampled_from(known), max_size=3)) if known else frozenset(),
        answers=tuple(draw(st.lists(answers(), max_size=2))),
        readings=tuple(draw(st.lists(readings(), max_size=1))),
        evidence=tuple(draw(st.lists(evidence(), max_size=2))),
        outline_version=draw(st.none() | names()),
        recorded_at=filed,
        note=draw(st.none() | sentences()),
        void=draw(st.sampled_from([False, False, False, True])),
        version=draw(_VERSIONS),
        started_at=started,
        ended_at=ended,
        place=draw(st.none() | places()),
        persons_met=tuple(draw(st.lists(persons_met(), max_size=2))),
        is_announced=draw(st.none() | st.booleans()),
        attempts=tuple(draw(st.lists(attempts(latest=on), max_size=2))),
        withheld=tuple(draw(st.lists(withheld_evidence(), max_size=1))),
        dropped_evidence=draw(st.frozensets(ids(EvidenceId), max_size=1)),
        customer=draw(st.none() | customer_sides()),
        repayment=tuple(draw(st.lists(repayment_sources(), max_size=1))),
        conclusion=draw(st.none() | conclusions()),
    )


def _officer_ids(names_of: tuple[str, ...]) -> tuple[OfficerId, ...]:
    return tuple(OfficerId(name) for name in names_of)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Draw what the duties of one clause share."""
    return Rule(
        policy=draw(ids(PolicyId)),
        version=draw(names()),
        clause=draw(ids(ClauseId)),
        title=draw(texts()),
        purpose=draw(st.sampled_from(PURPOSES)),
        accepts=draw(st.sampled_from(Accepts)),
        visitors=draw(st.integers(1, 3)),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
        separate=draw(st.none() | names()),
        arrear=draw(st.sampled_from(["all", "oldest"])),
        questions=tuple(draw(st.lists(names(), max_size=2, unique=True))),
        evidence=tuple(draw(st.lists(names(), max_size=2, unique=True))),
        sentence=draw(st.none() | texts()),
        kind=draw(st.sampled_from([DutyKind.VISIT, *DutyKind])),
    )


@st.composite
def discharges(draw: st.DrawFn) -> Discharge:
    """Draw how a duty was met: by a record, or by a visit made before."""
    return Discharge(
        on=draw(days()),
        record=draw(st.none() | ids(RecordId)),
        visit=draw(st.none() | ids(VisitId)),
        source=draw(st.none() | sentences()),
    )


@st.composite
def desk_works(draw: st.DrawFn) -> DeskWork:
    """Draw what was done at the desk for a duty."""
    return DeskWork(
        on=draw(days()),
        by=draw(ids(OfficerId)),
        evidence=tuple(draw(st.lists(evidence(), max_size=2))),
        answers=tuple(draw(st.lists(answers(), max_size=2))),
    )


@st.composite
def obligations(
    draw: st.DrawFn, *, earliest: date = FIRST_DAY, latest: date = LAST_DAY, state: ObligationState | None = None
) -> Obligation:
    """Draw duties; those fulfilled say how they were met, those in part what they lack."""
    window = draw(windows(earliest=earliest, latest=latest))
    before = days(earliest=window.opens, latest=window.last - timedelta(days=1)) if window.opens < window.last else None
    stands = state if state is not None else draw(st.sampled_from(ObligationState))
    lacks = st.lists(names().map(lambda name: f"answer:{name}"), min_size=1, max_size=2, unique=True)
    assumed = tuple(FactName(name) for name in draw(st.lists(names(), max_size=2, unique=True)))
    return Obligation(
        rule=draw(rules()),
        subject=draw(subjects()),
        loans=tuple(sorted(draw(st.lists(ids(LoanId), min_size=1, max_size=2, unique=True)))),
        window=window,
        raw=draw(st.sampled_from([window.last, window.opens])),
        anchor=draw(names()),
        anchored_on=draw(st.sampled_from([window.opens, window.last])),
        provisional=draw(st.booleans()),
        forecast=draw(st.booleans()),
        state=stands,
        lacks=tuple(draw(lacks)) if stands is ObligationState.IN_PART else (),
        discharge=draw(discharges()) if stands is ObligationState.FULFILLED else None,
        version=draw(_VERSIONS),
        assumed=assumed,
        assumed_labels=draw(st.sampled_from([(), tuple(draw(texts()) for _ in assumed)])),
        deferred_from=None if before is None else draw(st.none() | before),
    )


@st.composite
def exemptions(draw: st.DrawFn) -> Exemption:
    """Draw answers that say not owed."""
    return Exemption(
        clause=draw(ids(ClauseId)), subject=draw(subjects()), fact=FactName(draw(names())), value=draw(texts())
    )


@st.composite
def undetermined(draw: st.DrawFn) -> Undetermined:
    """Draw answers that say what is not known."""
    missing = draw(st.lists(names().map(FactName), min_size=1, max_size=2, unique=True))
    return Undetermined(clause=draw(ids(ClauseId)), subject=draw(subjects()), missing=tuple(missing))


@st.composite
def duties(draw: st.DrawFn) -> Duties:
    """Draw the four answers of one file."""
    return Duties(
        owed=tuple(draw(st.lists(obligations(), max_size=2))),
        projected=tuple(draw(st.lists(obligations(state=ObligationState.OPEN), max_size=2))),
        exempt=tuple(draw(st.lists(exemptions(), max_size=2))),
        undetermined=tuple(draw(st.lists(undetermined(), max_size=2))),
    )


@st.composite
def visits(draw: st.DrawFn, *, borrower: BorrowerId | None = None) -> Visit:
    """Draw visits, planned and later."""
    covers = draw(
        st.lists(obligations(state=ObligationState.OPEN), min_size=1, max_size=3, unique_by=lambda one: one.id)
    )
    people = st.none() | ids(OfficerId)
    return Visit(
        borrower=borrower if borrower is not None else draw(ids(BorrowerId)),
        method=draw(st.sampled_from(Method)),
        window=covers[0].window,
        covers=tuple(covers),
        forecast=draw(st.booleans()),
        state=draw(st.sampled_from(VisitState)),
        record=draw(st.none() | ids(RecordId)),
        visitors=tuple(draw(st.lists(ids(OfficerId), max_size=2, unique=True))),
        manager=draw(people),
        submitter=draw(people),
        reviewer=draw(people),
        accepted_as=draw(st.none() | digests()),
        version=draw(_VERSIONS),
        attempt=draw(st.sampled_from([1, 1, 2])),
        dropped=tuple(draw(st.lists(ids(OfficerId), max_size=1))),
        moved_at=draw(st.none() | instants()),
        dissents=tuple(draw(st.lists(dissents(), max_size=1))),
    )


@st.composite
def finding_kinds(draw: st.DrawFn) -> FindingKind:
    """Draw rows of a catalogue of findings."""
    return FindingKind(
        code=draw(st.sampled_from(["F01", "F07", "F44"])),
        category=draw(names()),
        family=draw(st.sampled_from(Family)),
        title=draw(texts()),
        weight=draw(st.sampled_from(Weight)),
        cure_days=draw(st.integers(0, 90)),
        remedy=draw(texts()),
        at_once=draw(st.booleans()),
        recurs_within_months=draw(st.integers(1, 24)),
    )


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Draw findings in every state."""
    kind = draw(finding_kinds())
    found_on = draw(days())
    state = draw(st.sampled_from(FindingState))
    later = days(earliest=found_on, latest=LAST_DAY)
    return Finding(
        id=draw(ids(FindingId)),
        kind=kind,
        weight=draw(st.sampled_from(Weight)),
        borrower=draw(ids(BorrowerId)),
        found_on=found_on,
        due_on=found_on + timedelta(days=kind.cure_days),
        loans=tuple(draw(st.lists(ids(LoanId), max_size=2, unique=True))),
        record=draw(st.none() | ids(RecordId)),
        obligation=draw(st.none() | ids(ObligationId)),
        repeats=draw(st.none() | ids(FindingId)),
        found_by=tuple(draw(st.lists(ids(OfficerId), max_size=2, unique=True))),
        manager=draw(st.none() | ids(OfficerId)),
        owner=draw(st.none() | ids(OfficerId)),
        fact=draw(st.none() | texts()),
        evidence=tuple(draw(st.lists(ids(EvidenceId), max_size=2, unique=True))),
        state=state,
        remediation=draw(st.none() | ids(RemediationId)),
        closed_on=draw(later) if state is FindingState.CLOSED else None,
        version=draw(_VERSIONS),
    )


@st.composite
def remediations(draw: st.DrawFn) -> Remediation:
    """Draw cures in every state."""
    opened_on = draw(days())
    due_on = draw(days(earliest=opened_on, latest=LAST_DAY))
    submitted_on = draw(st.none() | days(earliest=opened_on, latest=LAST_DAY))
    people = st.none() | ids(OfficerId)
    return Remediation(
        id=draw(ids(RemediationId)),
        finding=draw(ids(FindingId)),
        borrower=draw(ids(BorrowerId)),
        owner=draw(ids(OfficerId)),
        demand=draw(texts()),
        opened_on=opened_on,
        due_on=due_on,
        extended_to=draw(st.none() | days(earliest=due_on, latest=LAST_DAY)),
        extension_reason=draw(st.none() | sentences()),
        state=draw(st.sampled_from(RemediationState)),
        sole_finder=draw(people),
        manager=draw(people),
        submitted_by=draw(people),
        submitted_on=submitted_on,
        evidence=tuple(draw(st.lists(ids(EvidenceId), max_size=2, unique=True))),
        verified_by=draw(people),
        verified_on=draw(st.none() | days(earliest=submitted_on or opened_on, latest=LAST_DAY)),
        verified_in=draw(st.none() | ids(VisitId)),
        verified_as=draw(st.none() | digests()),
        moved_at=draw(st.none() | instants()),
        version=draw(_VERSIONS),
    )


@st.composite
def proofs(draw: st.DrawFn, *, depth: int = 2) -> Proof:
    """Draw trees of statements."""
    parts = tuple(draw(st.lists(proofs(depth=depth - 1), max_size=2))) if depth else ()
    values = draw(facts()) if draw(st.booleans()) else Facts()
    return Proof(key=draw(names()), statement=draw(texts()), parts=parts, values=values)


@st.composite
def rulings(draw: st.DrawFn) -> Ruling:
    """Draw answers to "may this be done"."""
    return Ruling(allowed=draw(st.booleans()), code=f"ruling.{draw(names())}", reason=draw(texts()))
