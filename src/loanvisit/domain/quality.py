"""What is looked at in the work of a step: tests of quality, each with its bound, that need no opinion to be named."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from attrs import field, frozen

from loanvisit.domain.codes import labels_faults
from loanvisit.domain.exact import check, strings
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, join, number_text, say, verbatim


class QualityKind(Enum):
    """What a test of quality asks of a visit and its papers.

    >>> QualityKind.OWN_WORDS.text.zh
    '文字非抄用'
    """

    OWNERS_NAMED = "owners_named"
    MATTERS_TICKED = "matters_ticked"
    DATA_NOTICE = "data_notice"
    PLACE = "place"
    PRESENT = "present"
    MANDATORY = "mandatory"
    EVIDENCE_DATED = "evidence_dated"
    EVIDENCE_FRESH = "evidence_fresh"
    COVERAGE = "coverage"
    FIGURES = "figures"
    REPAYMENT_SOURCE = "repayment_source"
    OWN_WORDS = "own_words"
    CONCLUSION = "conclusion"
    NOTICE_COMPLETE = "notice_complete"
    INDEX_COMPLETE = "index_complete"

    @property
    def text(self) -> Text:
        """What is asked, in a few words."""
        return say(f"quality.{self.value}")


class ReturnReason(Enum):
    """Why a report is returned, as a code that can be counted; the reason in words stands beside it.

    >>> ReturnReason.FIGURES.text.en
    'figures not from the system'
    """

    COPIED_TEXT = "copied_text"
    CONCLUSION = "conclusion"
    MANDATORY_MISSING = "mandatory_missing"
    FIGURES = "figures"
    EVIDENCE_MISSING = "evidence_missing"
    REPAYMENT_SOURCE = "repayment_source"
    TOO_FEW_PRESENT = "too_few_present"
    LATE = "late"
    OTHER = "other"

    @property
    def text(self) -> Text:
        """The reason's label."""
        return say(f"return_reason.{self.value}")

    @property
    def move(self) -> str:
        """How it stands in the trail, beside the return itself."""
        return f"return.{self.value}"


RETURNED_FOR: Mapping[QualityKind, ReturnReason] = MappingProxyType(
    {
        QualityKind.PRESENT: ReturnReason.TOO_FEW_PRESENT,
        QualityKind.MANDATORY: ReturnReason.MANDATORY_MISSING,
        QualityKind.FIGURES: ReturnReason.FIGURES,
        QualityKind.REPAYMENT_SOURCE: ReturnReason.REPAYMENT_SOURCE,
        QualityKind.OWN_WORDS: ReturnReason.COPIED_TEXT,
        QualityKind.CONCLUSION: ReturnReason.CONCLUSION,
    }
)
"""Which reason of a return says that a test was not passed; of the other tests none does."""

_SHARES = (QualityKind.MANDATORY, QualityKind.COVERAGE)
_MOST_PRESENT = 10


@frozen(kw_only=True)
class QualityTest:
    """A test of quality with its bound.

    Args:
        kind: what is asked.
        least: of `mandatory` and `coverage` the least share, more than 0 and at most 1; of `present` the least number
            of persons, whole; of any other there is none.
        questions: of `repayment_source` the codes of the questions, of which one must be answered; of any other there
            are none.

    Raises:
        InputError: the bound or the questions are lacking, out of range, or of a test that has none; all are listed.

    Example:
        >>> QualityTest(kind=QualityKind.COVERAGE, least=Decimal("0.9")).text.en
        'at least 90 % of the questions that apply are answered'
    """

    kind: QualityKind
    least: Decimal | None = None
    questions: tuple[str, ...] = field(default=(), converter=strings)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = [*_bound_faults(self), *labels_faults(self.questions, "QualityTest.questions")]
        if (self.kind is QualityKind.REPAYMENT_SOURCE) != bool(self.questions):
            faults.append(fault("quality.questions", "QualityTest.questions", self.questions))
        if faults:
            raise InputError(*faults)

    @property
    def text(self) -> Text:
        """What is asked, with its bound."""
        key = f"quality.{self.kind.value}.bound"
        if self.kind is QualityKind.REPAYMENT_SOURCE:
            return say(key, questions=join([verbatim(code) for code in self.questions]))
        if self.least is None:
            return self.kind.text
        if self.least == 1 and self.kind in _SHARES:
            return say(f"quality.{self.kind.value}.all")
        shown = self.least if self.kind is QualityKind.PRESENT else Decimal(f"{self.least:f}e2")
        return say(key, least=number_text(shown))


def _bound_faults(test: QualityTest) -> list[Fault]:
    least, path = test.least, "QualityTest.least"
    if test.kind in _SHARES:
        return [] if least is not None and 0 < least <= 1 else [fault("share.range", path, least)]
    if test.kind is QualityKind.PRESENT:
        is_sound = least is not None and 1 <= least <= _MOST_PRESENT and least == int(least)
        return [] if is_sound else [fault("number.range", path, least, low=1, high=_MOST_PRESENT)]
    return [] if least is None else [fault("quality.bound", path, least)]
