"""The visits counted: by method, by two persons, not achieved, and how many discharging records await review.

A run of monitoring is no visit: what it looked at is counted among the duties that machines meet, and nowhere here.
"""

from collections.abc import Iterator

from loanvisit.domain import BorrowerFile, Method, Outcome, VisitRecord, VisitState
from loanvisit.domain.monitoring_run import is_look
from loanvisit.reporting.figures import Figure, count, share
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.reporting.standing import DutyStanding, duty_standing, records

_REVIEWED = (VisitState.ACCEPTED, VisitState.SIGNED_OFF, VisitState.FILED)


def visit_figures(snapshot: Snapshot) -> Iterator[Figure]:
    """Count the records and earlier visits up to the day; without a single one they are missing, not zero."""
    files, as_of = snapshot.book.files, snapshot.as_of
    kept = [record for file in files for record in records(file, as_of)]
    past = [visit for file in files for visit in file.past if visit.on <= as_of and not is_look(visit)]
    known = bool(kept or past)
    made = [record for record in kept if record.outcome is Outcome.MADE]
    by_method = {method: [record for record in made if record.method is method] for method in Method}
    for method, rows in by_method.items():
        yield count(f"visits.{method.value}", rows, known=known)
    yield count("visits.recorded", kept, known=known)
    yield count("visits.not_made", [record for record in kept if record.outcome is not Outcome.MADE], known=known)
    yield count("visits.past", past, known=known)
    on_site = count("", by_method[Method.ON_SITE], known=known)
    pairs = count("", [record for record in by_method[Method.ON_SITE] if len(record.visitors) >= 2], known=known)
    yield share("visits.two_person_rate", pairs, on_site)
    discharging = [pair for file in files for pair in _discharging(snapshot, file)]
    yield count("visits.unreviewed", [record for record, reviewed in discharging if reviewed is False], known=known)
    yield count("visits.review_unknown", [record for record, reviewed in discharging if reviewed is None], known=known)


def _discharging(snapshot: Snapshot, file: BorrowerFile) -> Iterator[tuple[VisitRecord, bool | None]]:
    """Yield each record that discharges a duty, and whether it was reviewed; None where its visit is not there."""
    states = {visit.id: visit.state for visit in file.visits}
    used = {
        duty.discharge.record
        for duty in file.obligations
        if duty.discharge is not None
        and duty_standing(duty, file, snapshot.as_of) in (DutyStanding.ON_TIME, DutyStanding.LATE)
    }
    for record in file.records:
        if record.id in used:
            state = states.get(record.visit)
            yield record, None if state is None else state in _REVIEWED
