"""The report of one visit (贷后检查报告): thirteen sections of fields, each with its source and its day."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from hashlib import sha256

from attrs import field, frozen

from loanvisit.domain import BorrowerId, RecordId, VisitId
from loanvisit.domain.exact import as_tuple, check, guarded
from loanvisit.errors import InputError, fault
from loanvisit.reporting.amounts import day_text
from loanvisit.reporting.layout import Block, Paragraph, SectionValue, Table
from loanvisit.words import Text, join, say, verbatim


class ReportPart(Enum):
    """The thirteen sections, in the order they are read.

    >>> len(ReportPart), ReportPart.REPAYMENT.text.zh
    (13, '还款情况')
    """

    VISIT = "visit"
    BASIS = "basis"
    LOANS = "loans"
    BUSINESS = "business"
    FINANCE = "finance"
    ACCOUNTS = "accounts"
    GUARANTEE = "guarantee"
    REPAYMENT = "repayment"
    COMPLIANCE = "compliance"
    FINDINGS = "findings"
    CONCLUSION = "conclusion"
    ACTIONS = "actions"
    SIGN_OFF = "sign_off"

    @property
    def text(self) -> Text:
        """The heading of the section."""
        return say(f"report.part.{self.value}")


class FieldSource(Enum):
    """Where what a field says came from, or is to come from where it is not known.

    `file` is the bank's own system, `record` what the visitors filed, `answer` their answer to a question of the
    outline, `last_record` the record of the visit before, `rule` a clause or a table, `trail` who did what.
    """

    FILE = "file"
    RECORD = "record"
    ANSWER = "answer"
    LAST_RECORD = "last_record"
    RULE = "rule"
    TRAIL = "trail"

    @property
    def text(self) -> Text:
        """The label of the source."""
        return say(f"report.source.{self.value}")


@frozen(kw_only=True)
class ReportField:
    """One thing that a report says.

    Args:
        key: what it is, the same in every report; of an answer, the code of its question.
        label: the same in words.
        value: what is known; None where it is not known, which is neither no nor nothing.
        source: where it came from, or would come from.
        on: the day it tells of, None where that is not known or there is none.
    """

    key: str
    label: Text
    value: Text | None
    source: FieldSource
    on: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def text(self) -> Text:
        """What a page shows: the value, or that it was not obtained."""
        return say("report.missing") if self.value is None else self.value

    @property
    def dated_text(self) -> Text:
        """What a page shows, with its day behind it."""
        if self.value is None or self.on is None:
            return self.text
        return say("report.dated", value=self.value, day=self.on.isoformat())


@frozen(kw_only=True)
class ReportComparison:
    """One figure at three days: when the loan was paid out, at the last visit, and now.

    Args:
        key: what it is.
        label: the same in words.
        at_disbursement: as it stood by the day of the first payout.
        last: as the record before had it.
        now: as it stands.
    """

    key: str
    label: Text
    at_disbursement: ReportField
    last: ReportField
    now: ReportField

    def __attrs_post_init__(self) -> None:
        check(self)


def _fields(items: Iterable[ReportField]) -> tuple[ReportField, ...]:
    return as_tuple(items)


def _compared(items: Iterable[ReportComparison]) -> tuple[ReportComparison, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class ReportSection:
    """A section: its fields, and what it compares at three days."""

    part: ReportPart
    fields: tuple[ReportField, ...] = field(converter=_fields)
    compared: tuple[ReportComparison, ...] = field(default=(), converter=_compared)

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.fields and not self.compared:
            raise InputError(fault("empty", "ReportSection.fields", self.fields))

    @guarded
    def field(self, key: str) -> ReportField:
        """Return its first field of a key; an unknown key is refused."""
        for one in self.fields:
            if one.key == key:
                return one
        raise InputError(fault("id.unknown", "key", key))

    @property
    def layout(self) -> SectionValue:
        """The section laid out as tables."""
        blocks: list[Block] = []
        if self.compared:
            rows = tuple(
                (
                    one.label,
                    one.at_disbursement.dated_text,
                    one.last.dated_text,
                    one.now.dated_text,
                    one.now.source.text,
                )
                for one in self.compared
            )
            blocks.append(Table(headings=_headings("compared", "at_disbursement", "last", "now", "source"), rows=rows))
        if self.fields:
            cells = tuple((one.label, one.text, one.source.text, _day(one.on)) for one in self.fields)
            blocks.append(Table(headings=_headings("item", "content", "source", "day"), rows=cells))
        return SectionValue(heading=self.part.text, blocks=tuple(blocks))


def _headings(*names: str) -> tuple[Text, ...]:
    return tuple(say(f"report.column.{name}") for name in names)


def _day(on: date | None) -> Text:
    return verbatim("—" if on is None else on.isoformat())


def _sections(items: Iterable[ReportSection]) -> tuple[ReportSection, ...]:
    return as_tuple(items)


def _texts(items: Iterable[Text]) -> tuple[Text, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class VisitReport:
    """The report of a visit, from which the pages of both languages are made (`to_markdown`, `to_html`).

    Args:
        visit: whose report it is.
        record: the record it is made of.
        borrower: the borrower.
        called: how the borrower is named on the page: a company in full, a person masked.
        as_of: the close of this day; nothing later was looked at.
        in_full: whether free words are printed; where not, the page says that they are in the record.
        sections: all thirteen, in order.
        lacks: what its own quality test still finds wanting; empty where nothing.

    Raises:
        InputError: a section is missing, there twice or out of order.
    """

    visit: VisitId
    record: RecordId
    borrower: BorrowerId
    called: Text
    as_of: date
    in_full: bool = False
    sections: tuple[ReportSection, ...] = field(converter=_sections)
    lacks: tuple[Text, ...] = field(default=(), converter=_texts)

    def __attrs_post_init__(self) -> None:
        check(self)
        if [one.part for one in self.sections] != list(ReportPart):
            raise InputError(fault("report.sections", "VisitReport.sections", self.sections))

    @guarded
    def section(self, part: ReportPart) -> ReportSection:
        """Return one of its sections."""
        return self.sections[list(ReportPart).index(part)]

    @property
    def digest(self) -> str:
        """The SHA-256, in hex, over all that the report says, in both languages: each page of it prints this one."""
        told = [
            [one.part.value, [_field(held) for held in one.fields], [_compared_plain(held) for held in one.compared]]
            for one in self.sections
        ]
        whole = [
            *(str(self.visit), str(self.record), str(self.borrower), self.as_of.isoformat(), self.in_full),
            *(_plain(self.called), told, [_plain(one) for one in self.lacks]),
        ]
        return sha256(ascii(whole).encode("ascii")).hexdigest()

    @property
    def title(self) -> Text:
        """What the page is called."""
        return say("report.title")

    @property
    def head(self) -> tuple[Text, ...]:
        """The lines under the title: whose, which visit and record, and the close of which day."""
        return (
            say("report.borrower", name=self.called, id=self.borrower.value),
            say("report.record", id=self.record.value),
            say("report.as_of", day=day_text(self.as_of)),
        )

    @property
    def tail(self) -> tuple[Text, ...]:
        """The lines at the foot: what is still wanting, and the digest by which both languages are known as one."""
        wanting = join(list(self.lacks), zh="；", en="; ") if self.lacks else say("report.none")
        return (say("report.lacks", lacks=wanting), say("report.digest", digest=self.digest))

    @property
    def layout(self) -> tuple[SectionValue, ...]:
        """The sections laid out."""
        return tuple(one.layout for one in self.sections)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The notes before the sections: that free words are left out, where they are."""
        return () if self.in_full else (Paragraph(text=say("report.masked")),)


def _plain(text: Text) -> list[str]:
    return [text.zh, text.en]


def _field(one: ReportField) -> list[object]:
    value = None if one.value is None else _plain(one.value)
    return [one.key, _plain(one.label), value, one.source.value, None if one.on is None else one.on.isoformat()]


def _compared_plain(one: ReportComparison) -> list[object]:
    return [one.key, _plain(one.label), *(_field(held) for held in (one.at_disbursement, one.last, one.now))]
