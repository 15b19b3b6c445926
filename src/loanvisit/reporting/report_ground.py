"""What the sections of a visit's report read: the file as it stood, the record, the one before, what was handed in."""

from datetime import date, datetime

from attrs import evolve, frozen

from loanvisit.domain import (
    BorrowerFile,
    BorrowerKind,
    Calendar,
    ConclusionTable,
    Finding,
    FindingState,
    IntegritySignal,
    Loan,
    LoanId,
    PastVisit,
    Remediation,
    TrailEntry,
    Visit,
    VisitOutline,
    VisitRecord,
    loans_as_of,
)
from loanvisit.reporting.standing import finding_standing
from loanvisit.reporting.visit_report import FieldSource, ReportField
from loanvisit.words import Text, say, verbatim


@frozen(kw_only=True)
class Ground:
    """All that a report is made of; whatever is dated after `as_of` is passed over by what reads it."""

    file: BorrowerFile
    visit: Visit
    record: VisitRecord
    calendar: Calendar
    as_of: date
    outline: VisitOutline | None
    integrity: tuple[IntegritySignal, ...]
    trail: tuple[TrailEntry, ...]
    table: ConclusionTable
    in_full: bool

    @property
    def loans(self) -> tuple[Loan, ...]:
        """The loans that the visit covered, as they stood by the dated changes."""
        covered = self.covered
        held = loans_as_of(self.file.loans, self.file.loan_changes, self.as_of)
        return tuple(loan for loan in held if loan.id in covered)

    @property
    def covered(self) -> frozenset[LoanId]:
        """The ids of the loans that the visit covered."""
        return self.file.seen_loans(self.record)

    @property
    def before(self) -> VisitRecord | None:
        """The last record that stands of a day before, and was known by then."""
        earlier = [one for one in self.file.standing_records if one.on < self.record.on and self.is_known(one)]
        return max(earlier, key=lambda one: (one.on, one.id), default=None)

    @property
    def visited_before(self) -> date | None:
        """The day of the last visit before, wherever it is recorded."""
        past: list[VisitRecord | PastVisit] = [one for one in self.file.past if one.on < self.record.on]
        past += [] if self.before is None else [self.before]
        return max((one.on for one in past), default=None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings found by the day, each in the state it had at its close."""
        return tuple(self._then(one) for one in self.file.findings if one.found_on <= self.as_of)

    @property
    def cures(self) -> tuple[Remediation, ...]:
        """The cures opened by the day."""
        return tuple(one for one in self.file.remediations if one.opened_on <= self.as_of)

    @property
    def moves(self) -> tuple[TrailEntry, ...]:
        """Who moved the visit by the day, in order."""
        known = [one for one in self.trail if one.about == self.visit.id and self.is_past(one.at)]
        return tuple(sorted(known, key=lambda one: one.at))

    @property
    def is_stale(self) -> bool:
        """Whether the visit moved on after the day, so that its present state tells nothing of it."""
        return self.visit.moved_at is not None and not self.is_past(self.visit.moved_at)

    def is_past(self, at: datetime) -> bool:
        """Say whether an instant lies at or before the close of the day."""
        return self.calendar.day_of(at) <= self.as_of

    def is_known(self, record: VisitRecord) -> bool:
        """Say whether a record was made, and filed where that is known, by the close of the day."""
        filed = record.recorded_at
        return record.on <= self.as_of and (filed is None or self.is_past(filed))

    def told(self, words: str | None) -> Text | None:
        """Return free words, or that they stand in the record and are not printed; None where there are none."""
        return None if words is None else self.words(words)

    def words(self, words: str) -> Text:
        """Return free words as they stand, or that they are in the record and not printed."""
        return verbatim(words) if self.in_full else say("report.withheld")

    def _then(self, finding: Finding) -> Finding:
        state = finding_standing(finding, self.file, self.as_of)
        if state is FindingState.IN_REMEDIATION and all(one.finding != finding.id for one in self.cures):
            state = FindingState.OPEN
        return evolve(finding, state=state) if state is not finding.state else finding


def of_file(key: str, value: Text | None, *, label: Text | None = None, on: date | None = None) -> ReportField:
    """Return a field from the bank's own system; what is not known is of no day."""
    return _of(FieldSource.FILE, key, value, label, on)


def of_record(key: str, value: Text | None, *, label: Text | None = None, on: date | None = None) -> ReportField:
    """Return a field from the record."""
    return _of(FieldSource.RECORD, key, value, label, on)


def of_rule(key: str, value: Text | None, *, label: Text | None = None, on: date | None = None) -> ReportField:
    """Return a field from a rule."""
    return _of(FieldSource.RULE, key, value, label, on)


def _of(source: FieldSource, key: str, value: Text | None, label: Text | None, on: date | None) -> ReportField:
    day = None if value is None else on
    return ReportField(key=key, label=label or called(key), value=value, source=source, on=day)


def called(key: str) -> Text:
    """Return what a field is called."""
    return say(f"report.field.{key}")


def borrower_text(file: BorrowerFile) -> Text | None:
    """Return how a borrower is named: a company in full, a person, or who may be one, masked; None without a name."""
    name = file.borrower.name
    if name is None or not name.strip():
        return None
    return verbatim(name if file.borrower.kind is BorrowerKind.CORPORATE else masked_name(name))


_TWO_CHARACTER_SURNAMES = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "夏侯", "端木", "南宫")
)


def masked_name(name: str) -> str:
    """Return a person's name masked: 张*, 欧阳*, 王*明; of any longer name no more than its first and last sign."""
    bare = name.strip()
    if bare[:2] in _TWO_CHARACTER_SURNAMES:
        return f"{bare[:2]}*"
    return f"{bare[0]}*{bare[-1]}" if len(bare) > 2 else f"{bare[0]}*"
