"""What must be in the post-loan file of a loan (贷后档案), as a table, and what an index of papers already holds."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType

from attrs import field, frozen

from loanvisit.domain.exact import as_set, as_tuple, check, guarded, string_set
from loanvisit.domain.ids import BorrowerId, LoanId
from loanvisit.domain.methods import Confidence
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, join, label, say, verbatim


class FileStage(Enum):
    """At which stage of a loan a paper comes into its file.

    >>> FileStage.WARNING.text.zh
    '预警整改'
    """

    PAYOUT = "payout"
    POST_LOAN = "post_loan"
    SECURITY = "security"
    WARNING = "warning"
    CHANGE = "change"
    RECOVERY = "recovery"
    ARCHIVE = "archive"

    @property
    def text(self) -> Text:
        """The stage's label."""
        return say(f"file.stage.{self.value}")


@frozen(kw_only=True)
class FileItem:
    """One thing the file of a loan must hold.

    Args:
        code: names it; a bank gives its own items codes of their own.
        title: what it is called.
        stage: at which stage it comes in.
        kinds: the kinds of evidence that show it.
        products: the products that ask it; empty where every product does.
        citation: where it comes from.
        confidence: how sure that is.

    Raises:
        InputError: the code, a kind or a product is blank; each is listed.

    Example:
        >>> FILE_ITEMS["use_proof"].title.zh
        '用途凭证（合同、发票）'
    """

    code: str
    title: Text
    stage: FileStage
    kinds: frozenset[str] = field(default=frozenset(), converter=string_set)
    products: frozenset[str] = field(default=frozenset(), converter=string_set)
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        held = (("code", {self.code}), ("kinds", self.kinds), ("products", self.products))
        for name, told in held:
            if any(not one.strip() for one in told):
                faults.add(fault("empty", f"FileItem.{name}", ""))
        faults.raise_as(InputError)


def _loans(items: Iterable[LoanId]) -> frozenset[LoanId]:
    return as_set(items)


@frozen(kw_only=True)
class HeldPaper:
    """A paper the bank holds, as the index of an archive or another system tells it (已有资料).

    Args:
        kind: what it is, as evidence is called: "contract", "insurance_policy".
        on: the day it is of.
        loans: the loans it is about; empty where it is about the borrower.
        valid_until: the last day on which it holds good, None where it has no end.
        source: where it lies, such as the number of its entry.

    Raises:
        InputError: the kind is blank, or its end lies before its day; each is listed.

    Example:
        >>> from datetime import date
        >>> policy = HeldPaper(kind="insurance_policy", on=date(2026, 1, 5), valid_until=date(2027, 1, 4))
        >>> policy.is_good(date(2026, 6, 30)), policy.is_good(date(2027, 1, 5))
        (True, False)
    """

    kind: str
    on: date
    loans: frozenset[LoanId] = field(default=frozenset(), converter=_loans)
    valid_until: date | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if not self.kind.strip():
            faults.add(fault("empty", "HeldPaper.kind", self.kind))
        if self.valid_until is not None and self.valid_until < self.on:
            faults.add(fault("date.order", "HeldPaper.valid_until", self.valid_until, earlier="on"))
        faults.raise_as(InputError)

    @guarded
    def is_good(self, day: date) -> bool:
        """Say whether the bank had it by the close of a day and it held good then."""
        return self.on <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def text(self) -> Text:
        """What it is, of which day, and where it lies."""
        said = say("file.held", kind=label("evidence", self.kind), day=self.on)
        return said if self.source is None else join([said, verbatim(self.source)], zh="，", en=", ")


class FileAnswer(Enum):
    """Whether an item is in the file: present, missing, not applicable, or nobody can tell."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    CANNOT_TELL = "cannot_tell"

    @property
    def text(self) -> Text:
        """The answer's label."""
        return say(f"file.answer.{self.value}")


@frozen(kw_only=True)
class FileLine:
    """One item of one loan's file at the close of a day.

    Args:
        item: the item.
        loan: whose file it is to be in.
        answer: whether it is there.
        reason: what shows it, since when it is missing, why it does not apply, or why nobody can tell.
        on: the day of what shows it; None unless it is present, or where that is not dated.
        since: the day from which it should be there; None unless it is missing, or where nobody knows.

    Raises:
        InputError: a day is given that its answer does not have.
    """

    item: FileItem
    loan: LoanId
    answer: FileAnswer
    reason: Text
    on: date | None = None
    since: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if self.on is not None and self.answer is not FileAnswer.PRESENT:
            faults.add(fault("key.unknown", "FileLine.on", self.on, near="since"))
        if self.since is not None and self.answer is not FileAnswer.MISSING:
            faults.add(fault("key.unknown", "FileLine.since", self.since, near="on"))
        faults.raise_as(InputError)

    @property
    def text(self) -> Text:
        """The line as a sentence."""
        return say("file.line", loan=self.loan.value, item=self.item.title, answer=self.answer.text, reason=self.reason)


def _lines(items: Iterable[FileLine]) -> tuple[FileLine, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class FileChecklist:
    """What the files of a borrower's loans hold and lack at the close of a day (档案清单).

    Args:
        borrower: whose loans.
        on: the close of this day.
        lines: one for each item and loan, loan by loan in order of id, each in the order of the table.

    Raises:
        InputError: an item of a loan is there twice.
    """

    borrower: BorrowerId
    on: date
    lines: tuple[FileLine, ...] = field(converter=_lines)

    def __attrs_post_init__(self) -> None:
        check(self)
        told = [(one.loan, one.item.code) for one in self.lines]
        if len(set(told)) != len(told):
            raise InputError(fault("id.duplicate", "FileChecklist.lines", self.lines))

    @guarded
    def of(self, answer: FileAnswer) -> tuple[FileLine, ...]:
        """Return the lines with an answer, in order."""
        return tuple(one for one in self.lines if one.answer is answer)

    @property
    def asked(self) -> int:
        """How many items apply, those of which nobody can tell among them: unknown is not complete."""
        return len(self.lines) - len(self.of(FileAnswer.NOT_APPLICABLE))

    @property
    def completeness(self) -> Text:
        """How many of the items that apply are there, with both numbers, and of how many nobody can tell."""
        present, unclear = (len(self.of(one)) for one in (FileAnswer.PRESENT, FileAnswer.CANNOT_TELL))
        return say("file.completeness", present=present, asked=self.asked, unclear=unclear)

    @property
    def text(self) -> Text:
        """How complete the files are, and each line."""
        return join([self.completeness, *(one.text for one in self.lines)], zh="\n", en="\n")


def _item(code: str, stage: FileStage, *kinds: str) -> FileItem:
    return FileItem(
        code=code,
        title=say(f"file.item.{code}"),
        stage=stage,
        kinds=frozenset(kinds),
        citation=say("file.citation"),
        confidence=Confidence.PRACTICE,
    )


FILE_ITEMS: Mapping[str, FileItem] = MappingProxyType(
    {
        item.code: item
        for item in (
            _item("drawdown_voucher", FileStage.PAYOUT, "drawdown_request", "payment_voucher"),
            _item("use_proof", FileStage.PAYOUT, "contract", "invoice", "voucher", "delivery_note"),
            _item("first_check", FileStage.POST_LOAN),
            _item("routine_report", FileStage.POST_LOAN),
            _item("interview_note", FileStage.POST_LOAN, "interview_note", "voice_note", "note"),
            _item("account_flows", FileStage.POST_LOAN, "account_flows", "account_statement"),
            _item("statements", FileStage.POST_LOAN, "statements", "tax_filing"),
            _item("collateral_inspection", FileStage.SECURITY, "count_sheet", "stock_list", "collateral_photo"),
            _item("collateral_valuation", FileStage.SECURITY, "valuation_report"),
            _item("collateral_insurance", FileStage.SECURITY, "insurance_policy"),
            _item("collateral_registration", FileStage.SECURITY, "registration_certificate"),
            _item("guarantor_review", FileStage.SECURITY, "guarantor_statements"),
            _item("signal_handling", FileStage.WARNING, "signal_report"),
            _item("notices_replies", FileStage.WARNING, "cure_notice", "cure_reply"),
            _item("class_papers", FileStage.POST_LOAN, "class_paper"),
            _item("reminders", FileStage.RECOVERY, "repayment_reminder", "collection_receipt"),
            _item("change_approval", FileStage.CHANGE, "change_approval"),
            _item("archive_list", FileStage.ARCHIVE, "archive_list"),
        )
    }
)
"""What the post-loan file of a loan must hold, whatever its product: practice of Chinese banks, no rule."""
