"""The last sections of a visit's report: signals and findings, the conclusion, actions, signatures."""

from collections.abc import Iterator

from loanvisit.domain import (
    Conclusion,
    EvidenceRef,
    Family,
    Finding,
    Remediation,
    Visit,
    VisitState,
    conclusion_ruling,
    proposed_conclusion,
    subject_text,
)
from loanvisit.reporting.amounts import day_text
from loanvisit.reporting.report_ground import Ground, called, of_file, of_record, of_rule
from loanvisit.reporting.standing import CureStanding, cure_standing, past_standing
from loanvisit.reporting.visit_report import FieldSource, ReportField
from loanvisit.words import Text, join, label, say, verbatim

_APPROVED = (VisitState.ACCEPTED, VisitState.SIGNED_OFF, VisitState.FILED)


def finding_fields(ground: Ground) -> Iterator[ReportField]:
    """Yield the warnings alive, what is out of the ordinary about the record, what it found, and what stood before."""
    fields = [*_signals(ground), *_doubts(ground), *_found(ground), *_past(ground)]
    yield from fields or [of_file("findings", say("report.none"))]


def _signals(ground: Ground) -> Iterator[ReportField]:
    drawn = {one.id for loan in ground.loans for one in loan.drawdowns}
    for signal in ground.file.signals:
        about = signal.about
        if signal.is_alive(ground.as_of) and (about == ground.file.id or about in ground.covered or about in drawn):
            name = say("report.signal", level=signal.level.text, kind=label("signal.kind", signal.kind))
            value = say("report.signal.alive", about=subject_text(about), day=signal.raised_on.isoformat())
            yield of_file("signal", value, label=name, on=signal.raised_on)


def _doubts(ground: Ground) -> Iterator[ReportField]:
    for one in ground.integrity:
        if ground.record.id in one.records:
            yield of_rule("integrity", one.proof.statement, label=called("integrity"), on=ground.record.on)


def _found(ground: Ground) -> Iterator[ReportField]:
    own = [one for one in ground.findings if one.record == ground.record.id]
    earlier = [one for one in ground.findings if one.record != ground.record.id]
    for key, findings in (("finding", own), ("earlier_finding", earlier)):
        for one in sorted(findings, key=lambda held: (held.weight.rank, held.found_on, held.id)):
            value = say(
                "report.finding",
                family=one.kind.family.text,
                fact=say("report.missing") if one.fact is None else one.fact,
                evidence=join([verbatim(held.value) for held in one.evidence]) if one.evidence else say("report.none"),
                state=one.state.text,
                day=one.due_on.isoformat(),
            )
            yield of_file(
                key, value, label=say("report.finding.name", what=called(key), finding=one.text), on=one.found_on
            )


def _past(ground: Ground) -> Iterator[ReportField]:
    for one in ground.file.past_findings:
        if one.found_on is None or one.found_on <= ground.as_of:
            code = verbatim(one.id.value if one.code is None else one.code)
            state = say(f"report.past.{past_standing(one, ground.as_of).value}")
            name = say("report.finding.name", what=called("past_finding"), finding=code)
            yield of_file("past_finding", state, label=name, on=one.found_on)


def conclusion_fields(ground: Ground) -> Iterator[ReportField]:
    """Yield what follows at the least from the findings, and what the visitors conclude."""
    record, row = ground.record, ground.table.row_for(ground.findings)
    proposed = proposed_conclusion(ground.findings, on=record.on, table=ground.table)
    yield of_rule("least", row.text, on=record.on)
    told = record.conclusion
    yield of_record(
        "disposition", None if told is None else told.disposition.text, on=None if told is None else record.on
    )
    yield of_record("class_proposed", _class_text(told))
    yield of_record("next_visit", _next_text(told, proposed))
    yield of_record("conclusion_reason", None if told is None else ground.told(told.reason) or say("report.none"))


def _class_text(told: Conclusion | None) -> Text | None:
    if told is None:
        return None
    return say("report.class.none") if told.grade is None else told.grade.text


def _next_text(told: Conclusion | None, proposed: Conclusion) -> Text | None:
    """Return the day of the next visit, or that which the findings set where the visitors have said nothing."""
    if told is not None:
        return say("report.next.by_duties") if told.next_visit_on is None else day_text(told.next_visit_on)
    return (
        None if proposed.next_visit_on is None else say("report.next.at_latest", day=day_text(proposed.next_visit_on))
    )


def conclusion_lacks(ground: Ground) -> Iterator[Text]:
    """Yield what is wanting about the conclusion: none, or one that no longer follows from the findings."""
    told = ground.record.conclusion
    if told is None:
        yield say("report.lack.conclusion")
        return
    grades = [loan.risk for loan in ground.loans if loan.risk is not None]
    ruling = conclusion_ruling(
        told, ground.findings, on=ground.record.on, grades=grades, reasoned=False, table=ground.table
    )
    if not ruling:
        yield ruling.reason


def action_fields(ground: Ground) -> Iterator[ReportField]:
    """Yield the cures that run or ran: who carries them out, until when, and how they were verified."""
    findings = {one.id: one for one in ground.findings}
    cures = [one for one in ground.cures if one.finding in findings]
    for cure in cures:
        finding = findings[cure.finding]
        name = say("report.finding.name", what=called("cure"), finding=finding.text)
        yield of_file("cure", _cure_text(ground, cure), label=name, on=cure.last_day)
    cured = {one.finding for one in cures}
    waiting = [one for one in ground.findings if one.is_open and one.id not in cured]
    for one in waiting:
        name = say("report.finding.name", what=called("cure"), finding=one.text)
        yield of_file("cure", _remedy_text(one), label=name, on=one.due_on)
    if not cures and not waiting:
        yield of_file("cure", say("report.none"))


def _cure_text(ground: Ground, cure: Remediation) -> Text:
    standing = cure_standing(cure, ground.file, ground.as_of)
    closed = standing is CureStanding.CLOSED and cure.verified_by is not None
    return say(
        "report.cure",
        demand=cure.demand,
        owner=verbatim(cure.owner.value),
        day=cure.last_day.isoformat(),
        state=say(f"report.cure.{standing.value}"),
        verified=verbatim(cure.verified_by.value) if closed and cure.verified_by else say("report.not_yet"),
    )


def _remedy_text(finding: Finding) -> Text:
    key = "report.remedy" if finding.kind.family is Family.BORROWER else "report.remedy.own"
    return say(key, remedy=finding.kind.remedy, day=finding.due_on.isoformat())


def sign_off_fields(ground: Ground) -> Iterator[ReportField]:
    """Yield who signed, who dissents and why, who reviewed and approved, and what is attached."""
    yield from _moved(ground) if ground.moves else _standing(ground)
    for one in ground.visit.dissents:
        if ground.is_past(one.at):
            stated = ground.told(one.reason) or say("report.erased")
            value = say("report.dissent", by=verbatim(one.by.value), reason=stated)
            yield of_file("dissent", value, on=ground.calendar.day_of(one.at))
    for held in ground.record.evidence:
        yield _attached(ground, held)
    if not ground.record.evidence:
        yield of_record("attachment", say("report.none"))


_SIGNED = ("submit", "co_sign", "return", "accept", "overrule", "sign_off", "file", "void")


def _moved(ground: Ground) -> Iterator[ReportField]:
    """Yield each signature from the trail, in order, the reason of a return with it."""
    for one in ground.moves:
        name = one.move.removeprefix("visit.")
        if name in _SIGNED:
            by, reason = verbatim(one.by.value), ground.told(one.reason)
            value = by if reason is None else say("report.dissent", by=by, reason=reason)
            on = ground.calendar.day_of(one.at)
            yield ReportField(key=name, label=say(f"move.{name}"), value=value, source=FieldSource.TRAIL, on=on)
        elif name.startswith("return."):
            on = ground.calendar.day_of(one.at)
            code = label("return_reason", name.removeprefix("return."))
            yield ReportField(key="return", label=called("return"), value=code, source=FieldSource.TRAIL, on=on)


def _standing(ground: Ground) -> Iterator[ReportField]:
    """Yield the signatures that the visit itself tells of; what became of it after the day is not known from it."""
    visit, filed = ground.visit, ground.record.recorded_at
    submitter = None if visit.submitter is None else verbatim(visit.submitter.value)
    on = None if filed is None else ground.calendar.day_of(filed)
    yield of_file("submit", submitter, label=say("move.submit"), on=None if submitter is None else on)
    yield of_file("state", None if ground.is_stale else visit.state.text)
    yield of_file("accept", None if ground.is_stale else _reviewer_text(visit), label=say("move.accept"))


def _reviewer_text(visit: Visit) -> Text:
    accepted = visit.state in _APPROVED and visit.reviewer is not None
    return verbatim(visit.reviewer.value) if accepted and visit.reviewer else say("report.not_yet")


def _attached(ground: Ground, held: EvidenceRef) -> ReportField:
    value = say("report.attachment", kind=label("evidence", held.kind), id=held.id.value, digest=held.sha256[:12])
    on = None if held.taken_at is None else ground.calendar.day_of(held.taken_at)
    return of_record("attachment", value, on=on)
