"""The head and the tail of an issue: title, number, unit, who signed it, and for whom it is."""

from datetime import date
from typing import cast

from attrs import field, frozen

from loanvisit.domain.exact import check
from loanvisit.errors import InputError, fault
from loanvisit.reporting.amounts import day_text
from loanvisit.reporting.plain import visible
from loanvisit.words import Text, counted, join, say, verbatim


def _as_text(value: Text | str) -> Text:
    return verbatim(value) if type(value) is str else cast("Text", value)


def _as_text_or_none(value: Text | str | None) -> Text | None:
    return None if value is None else _as_text(value)


@frozen(kw_only=True)
class Masthead:
    """The head and the tail of an issue (报头、报尾).

    Args:
        title: such as 贷款回访工作简报.
        number: of the year, drawn elsewhere and never used again.
        running_number: of all issues (总第), where kept.
        unit: who compiles it.
        issuer: who signs it (签发人), as it is to be printed.
        issued_on: the day of issue.
        secrecy: the mark of secrecy, None where there is none.
        sample: an issue about invented data, which says so on each page.
        report_to: 报, the superiors.
        copy_to: 送, those beside.
        circulate_to: 发, those below.
        editor: who compiled it.
        checker: who checked the figures (核数).
        copies: how many are printed.

    Example:
        >>> from datetime import date
        >>> head = Masthead(title="工作简报", number=4, unit="贷后管理部", issuer="张某", issued_on=date(2026, 4, 16))
        >>> head.number_line.zh, head.number_line.en
        ('第 4 期', 'No. 4')
    """

    title: Text = field(converter=_as_text)
    number: int
    unit: Text = field(converter=_as_text)
    issuer: Text = field(converter=_as_text)
    issued_on: date
    running_number: int | None = None
    secrecy: Text | None = field(default=None, converter=_as_text_or_none)
    sample: bool = False
    report_to: Text | None = field(default=None, converter=_as_text_or_none)
    copy_to: Text | None = field(default=None, converter=_as_text_or_none)
    circulate_to: Text | None = field(default=None, converter=_as_text_or_none)
    editor: Text | None = field(default=None, converter=_as_text_or_none)
    checker: Text | None = field(default=None, converter=_as_text_or_none)
    copies: int | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        for name, text in self._texts:
            if text is not None and not (visible(text.zh) and visible(text.en)):
                raise InputError(fault("empty", f"Masthead.{name}", text))
        numbers = (("number", self.number), ("running_number", self.running_number), ("copies", self.copies))
        for name, number in numbers:
            if number is not None and number < 1:
                raise InputError(fault("number.range", f"Masthead.{name}", number, low=1, high=999_999))

    @property
    def _texts(self) -> tuple[tuple[str, Text | None], ...]:
        names = ("title", "unit", "issuer", "secrecy", "report_to", "copy_to", "circulate_to", "editor", "checker")
        texts = (self.title, self.unit, self.issuer, self.secrecy, self.report_to, self.copy_to)
        return tuple(zip(names, (*texts, self.circulate_to, self.editor, self.checker), strict=True))

    @property
    def number_line(self) -> Text:
        """The number of the issue: 第 3 期(总第 27 期)."""
        if self.running_number is None:
            return say("briefing.number", number=self.number)
        return say("briefing.number.running", number=self.number, running=self.running_number)

    @property
    def issuer_line(self) -> Text:
        """Who signed the issue."""
        return say("briefing.issuer", name=self.issuer)

    @property
    def day_line(self) -> Text:
        """The day of issue."""
        return day_text(self.issued_on)

    @property
    def tail(self) -> tuple[Text, ...]:
        """The lines of the tail: 报, 送, 发, and who made the issue; those not given are left out."""
        known = (("report", self.report_to), ("copy", self.copy_to), ("circulate", self.circulate_to))
        lines = [join([say(f"briefing.tail.{name}"), whom], zh="", en="") for name, whom in known if whom is not None]
        makers = [
            say(f"briefing.tail.{name}", name=who)
            for name, who in (("editor", self.editor), ("checker", self.checker))
            if who is not None
        ]
        if self.copies is not None:
            makers.append(say("briefing.tail.copies", count=counted("copies", self.copies)))
        return (*lines, join(makers, zh=" ", en="; ")) if makers else tuple(lines)
