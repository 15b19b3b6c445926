"""The bank's own tables: its names, its keys, its numbers. Nothing in `loanvisit` knows of them.

Every row of work belongs to a customer; `ref` is what the library calls the thing, unique for its customer. What the
bank asks about, state, day, who, is a column; a rule, a record or a visit long past is a document beside them.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from examples.host.columns import Amount, Code, Id, Ids, Instant, Kept, KeptAll, Paper, Word, Words
from loanvisit.domain import (
    BorrowerId,
    BorrowerKind,
    Change,
    DeferralId,
    Discharge,
    Dissent,
    DrawdownId,
    EvidenceId,
    EvidenceRef,
    FactName,
    Facts,
    FindingId,
    FindingKind,
    FindingState,
    Grade,
    LoanId,
    LoanStatus,
    Method,
    Obligation,
    ObligationId,
    ObligationState,
    OfficerId,
    Outcome,
    RecordId,
    RemediationId,
    RemediationState,
    Role,
    Rule,
    Substitution,
    SubstitutionId,
    UnitId,
    VisitId,
    VisitRecord,
    VisitState,
    WaiverId,
    Weight,
)
from loanvisit.words import Text


def once_each(column: str = "ref") -> tuple[UniqueConstraint]:
    """Return the rule that a customer has a thing once."""
    return (UniqueConstraint("customer_pk", column),)


class Base(DeclarativeBase):
    """All tables of the bank."""


class BankDay(Base):
    """The day the bank works on."""

    __tablename__ = "bank_day"

    pk: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]


class Clerk(Base):
    """Who works at the bank, in which posts."""

    __tablename__ = "clerk"

    pk: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[OfficerId] = mapped_column(Id(OfficerId), unique=True)
    name: Mapped[str | None] = mapped_column(Word)
    unit: Mapped[UnitId | None] = mapped_column(Id(UnitId))
    posts: Mapped[tuple[Role, ...]] = mapped_column(KeptAll(Role))


class Image(Base):
    """What the bank's image archive says of a photograph or a voucher."""

    __tablename__ = "image"

    pk: Mapped[int] = mapped_column(primary_key=True)
    image_no: Mapped[EvidenceId] = mapped_column(Id(EvidenceId), unique=True)
    paper: Mapped[EvidenceRef] = mapped_column(Kept(EvidenceRef))


class Customer(Base):
    """A borrower."""

    __tablename__ = "customer"

    pk: Mapped[int] = mapped_column(primary_key=True)
    customer_no: Mapped[BorrowerId] = mapped_column(Id(BorrowerId), unique=True)
    kind: Mapped[BorrowerKind | None] = mapped_column(Code(BorrowerKind))
    name: Mapped[str | None] = mapped_column(Word)
    manager: Mapped[OfficerId | None] = mapped_column(Id(OfficerId), index=True)
    unit: Mapped[UnitId | None] = mapped_column(Id(UnitId))
    traits: Mapped[Facts] = mapped_column(Kept(Facts))
    facts: Mapped[Facts] = mapped_column(Kept(Facts))
    known_from: Mapped[date | None]


class OfCustomer:
    """A row that belongs to a customer."""

    pk: Mapped[int] = mapped_column(primary_key=True)
    customer_pk: Mapped[int] = mapped_column(ForeignKey("customer.pk"), index=True)


class Contract(OfCustomer, Base):
    """A loan contract."""

    __tablename__ = "contract"
    __table_args__ = once_each("contract_no")

    contract_no: Mapped[LoanId] = mapped_column(Id(LoanId))
    product: Mapped[str | None] = mapped_column(Word)
    amount: Mapped[Decimal | None] = mapped_column(Amount)
    currency: Mapped[str | None] = mapped_column(Word)
    ends_on: Mapped[date | None]
    grade_code: Mapped[str | None] = mapped_column(Word)
    grade: Mapped[Grade | None] = mapped_column(Kept(Grade))
    status: Mapped[LoanStatus] = mapped_column(Code(LoanStatus))
    unit: Mapped[UnitId | None] = mapped_column(Id(UnitId))
    payees: Mapped[frozenset[str] | None] = mapped_column(Words)
    uses: Mapped[frozenset[str] | None] = mapped_column(Words)
    facts: Mapped[Facts] = mapped_column(Kept(Facts))


class Payout(OfCustomer, Base):
    """Money paid out under a contract."""

    __tablename__ = "payout"

    contract_no: Mapped[LoanId] = mapped_column(Id(LoanId))
    payout_no: Mapped[DrawdownId] = mapped_column(Id(DrawdownId))
    amount: Mapped[Decimal | None] = mapped_column(Amount)
    currency: Mapped[str | None] = mapped_column(Word)
    paid_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class Clue(OfCustomer, Base):
    """What other systems tell of a customer: visits and problems of old, warnings, events, changes, acts at law."""

    __tablename__ = "clue"

    source: Mapped[str] = mapped_column(Word)
    paper: Mapped[object] = mapped_column(Paper)


class DutyRow(OfCustomer, Base):
    """What is owed about a contract, a payout or the customer."""

    __tablename__ = "duty_row"
    __table_args__ = once_each()

    ref: Mapped[ObligationId] = mapped_column(Id(ObligationId))
    rule: Mapped[Rule] = mapped_column(Kept(Rule))
    clause: Mapped[str] = mapped_column(Word)
    subject_kind: Mapped[str] = mapped_column(Word)
    subject_no: Mapped[str] = mapped_column(Word)
    contracts: Mapped[tuple[LoanId, ...]] = mapped_column(Ids(LoanId))
    opens: Mapped[date]
    last: Mapped[date] = mapped_column(index=True)
    raw_last: Mapped[date]
    anchor: Mapped[str] = mapped_column(Word)
    anchored_on: Mapped[date]
    provisional: Mapped[bool]
    forecast: Mapped[bool]
    state: Mapped[ObligationState] = mapped_column(Code(ObligationState), index=True)
    lacks: Mapped[tuple[str, ...]] = mapped_column(Ids(str))
    met_on: Mapped[date | None]
    met_by: Mapped[Discharge | None] = mapped_column(Kept(Discharge))
    assumed: Mapped[tuple[FactName, ...]] = mapped_column(Ids(str))
    assumed_labels: Mapped[tuple[Text, ...]] = mapped_column(KeptAll(Text))
    deferred_from: Mapped[date | None]
    version: Mapped[int]


class Task(OfCustomer, Base):
    """A visit to be made, or made."""

    __tablename__ = "task"
    __table_args__ = once_each()

    ref: Mapped[VisitId] = mapped_column(Id(VisitId))
    customer_no: Mapped[BorrowerId] = mapped_column(Id(BorrowerId))
    method: Mapped[Method] = mapped_column(Code(Method))
    opens: Mapped[date]
    last: Mapped[date] = mapped_column(index=True)
    covers: Mapped[tuple[Obligation, ...]] = mapped_column(KeptAll(Obligation))
    forecast: Mapped[bool]
    state: Mapped[VisitState] = mapped_column(Code(VisitState), index=True)
    log_ref: Mapped[RecordId | None] = mapped_column(Id(RecordId))
    visitors: Mapped[tuple[OfficerId, ...]] = mapped_column(Ids(OfficerId))
    manager: Mapped[OfficerId | None] = mapped_column(Id(OfficerId))
    submitter: Mapped[OfficerId | None] = mapped_column(Id(OfficerId))
    reviewer: Mapped[OfficerId | None] = mapped_column(Id(OfficerId))
    accepted_as: Mapped[str | None]
    attempt: Mapped[int]
    dropped: Mapped[tuple[OfficerId, ...]] = mapped_column(Ids(OfficerId))
    dissents: Mapped[tuple[Dissent, ...]] = mapped_column(KeptAll(Dissent))
    moved_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int]


class VisitLog(OfCustomer, Base):
    """What the visitors brought back."""

    __tablename__ = "visit_log"
    __table_args__ = once_each()

    ref: Mapped[RecordId] = mapped_column(Id(RecordId))
    task_ref: Mapped[VisitId] = mapped_column(Id(VisitId))
    seen_on: Mapped[date]
    method: Mapped[Method] = mapped_column(Code(Method))
    outcome: Mapped[Outcome] = mapped_column(Code(Outcome))
    is_void: Mapped[bool]
    paper: Mapped[VisitRecord] = mapped_column(Kept(VisitRecord))
    version: Mapped[int]


class Problem(OfCustomer, Base):
    """A problem found."""

    __tablename__ = "problem"
    __table_args__ = once_each()

    ref: Mapped[FindingId] = mapped_column(Id(FindingId))
    customer_no: Mapped[BorrowerId] = mapped_column(Id(BorrowerId))
    code: Mapped[str] = mapped_column(Word)
    kind: Mapped[FindingKind] = mapped_column(Kept(FindingKind))
    weight: Mapped[Weight] = mapped_column(Code(Weight))
    found_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    contracts: Mapped[tuple[LoanId, ...]] = mapped_column(Ids(LoanId))
    log_ref: Mapped[RecordId | None] = mapped_column(Id(RecordId))
    duty_ref: Mapped[ObligationId | None] = mapped_column(Id(ObligationId))
    repeats: Mapped[FindingId | None] = mapped_column(Id(FindingId))
    found_by: Mapped[tuple[OfficerId, ...]] = mapped_column(Ids(OfficerId))
    manager: Mapped[OfficerId | None] = mapped_column(Id(OfficerId))
    owner: Mapped[OfficerId | None] = mapped_column(Id(OfficerId))
    fact: Mapped[Text | None] = mapped_column(Kept(Text))
    evidence: Mapped[tuple[EvidenceId, ...]] = mapped_column(Ids(EvidenceId))
    state: Mapped[FindingState] = mapped_column(Code(FindingState), index=True)
    fix_ref: Mapped[RemediationId | None] = mapped_column(Id(RemediationId))
    closed_on: Mapped[date | None]
    version: Mapped[int]


class Fix(OfCustomer, Base):
    """How a problem is being cured."""

    __tablename__ = "fix"
    __table_args__ = once_each()

    ref: Mapped[RemediationId] = mapped_column(Id(RemediationId))
    customer_no: Mapped[BorrowerId] = mapped_column(Id(BorrowerId))
    problem_ref: Mapped[FindingId] = mapped_column(Id(FindingId))
    owner: Mapped[OfficerId] = mapped_column(Id(OfficerId))
    demand: Mapped[Text] = mapped_column(Kept(Text))
    opened_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    extended_to: Mapped[date | None]
    extension_reason: Mapped[str | None] = mapped_column(Word)
    state: Mapped[RemediationState] = mapped_column(Code(RemediationState), index=True)
    sole_finder: Mapped[OfficerId | None] = mapped_column(Id(OfficerId))
    manager: Mapped[OfficerId | None] = mapped_column(Id(OfficerId))
    submitted_by: Mapped[OfficerId | None] = mapped_column(Id(OfficerId))
    submitted_on: Mapped[date | None]
    evidence: Mapped[tuple[EvidenceId, ...]] = mapped_column(Ids(EvidenceId))
    verified_by: Mapped[OfficerId | None] = mapped_column(Id(OfficerId))
    verified_on: Mapped[date | None]
    verified_in: Mapped[VisitId | None] = mapped_column(Id(VisitId))
    verified_as: Mapped[str | None]
    moved_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int]


class LetGo(OfCustomer, Base):
    """What an approver let go, and until when."""

    __tablename__ = "let_go"
    __table_args__ = once_each()

    ref: Mapped[WaiverId] = mapped_column(Id(WaiverId))
    about_kind: Mapped[str] = mapped_column(Word)
    about_ref: Mapped[str] = mapped_column(Word)
    approver: Mapped[OfficerId] = mapped_column(Id(OfficerId))
    reason: Mapped[str] = mapped_column(Word)
    granted_on: Mapped[date]
    expires_on: Mapped[date] = mapped_column(index=True)


class PutOff(OfCustomer, Base):
    """Which duty an approver moved later, from which last day to which."""

    __tablename__ = "put_off"
    __table_args__ = once_each()

    ref: Mapped[DeferralId] = mapped_column(Id(DeferralId))
    duty_ref: Mapped[ObligationId] = mapped_column(Id(ObligationId))
    was_last: Mapped[date]
    new_last: Mapped[date]
    asker: Mapped[OfficerId] = mapped_column(Id(OfficerId))
    approver: Mapped[OfficerId] = mapped_column(Id(OfficerId))
    reason: Mapped[str] = mapped_column(Word)
    granted_on: Mapped[date]


class StandIn(OfCustomer, Base):
    """Which other method an approver allowed for a duty, and until when."""

    __tablename__ = "stand_in"
    __table_args__ = once_each()

    ref: Mapped[SubstitutionId] = mapped_column(Id(SubstitutionId))
    duty_ref: Mapped[ObligationId] = mapped_column(Id(ObligationId))
    until: Mapped[date] = mapped_column(index=True)
    paper: Mapped[Substitution] = mapped_column(Kept(Substitution))


class Journal(OfCustomer, Base):
    """Who did what to which thing, when and why; each line sealed to the one before."""

    __tablename__ = "journal"
    __table_args__ = once_each("number")

    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[OfficerId] = mapped_column(Id(OfficerId))
    move: Mapped[str] = mapped_column(Word)
    about_kind: Mapped[str] = mapped_column(Word)
    about_ref: Mapped[str] = mapped_column(Word)
    reason: Mapped[str | None] = mapped_column(Word)
    reason_digest: Mapped[str | None] = mapped_column(Word)
    previous: Mapped[str] = mapped_column(Word)
    seal: Mapped[str] = mapped_column(Word)


class Filing(OfCustomer, Base):
    """A change written under a key; only `store.py` writes here."""

    __tablename__ = "filing"
    __table_args__ = once_each("key")

    key: Mapped[str] = mapped_column(Word)
    paper: Mapped[Change] = mapped_column(Kept(Change))
    length: Mapped[int]
    head: Mapped[str] = mapped_column(Word)
