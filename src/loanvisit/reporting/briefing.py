"""A work briefing (工作简报) built from a book, as of the close of a day: pure, the same bytes for the same input."""

from collections.abc import Iterable
from typing import TypeVar

from attrs import evolve, field, frozen

from loanvisit.domain import Exemption, Portfolio, Undetermined
from loanvisit.domain.exact import guarded
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, fault
from loanvisit.reporting.books import book_figures, book_section
from loanvisit.reporting.check_section import check_section
from loanvisit.reporting.cures import cure_figures, cure_section
from loanvisit.reporting.duties import duty_figures, duty_shares
from loanvisit.reporting.figures import Figure, row_id
from loanvisit.reporting.layout import SectionValue
from loanvisit.reporting.masthead import Masthead
from loanvisit.reporting.next_steps import next_steps_section
from loanvisit.reporting.notes import notes_section
from loanvisit.reporting.problems import problem_figures, problem_section, problem_sums
from loanvisit.reporting.snapshot import Counting, Section, Snapshot, find_figure
from loanvisit.reporting.summary import summary_section
from loanvisit.reporting.visits import visit_figures
from loanvisit.words import Text

_COUNTINGS: tuple[Counting, ...] = (book_figures, duty_figures, visit_figures, problem_figures, cure_figures)
_OF_COUNTS: tuple[Counting, ...] = (duty_shares, problem_sums)

DEFAULT_SECTIONS: tuple[Section, ...] = (
    summary_section,
    book_section,
    check_section,
    problem_section,
    cure_section,
    next_steps_section,
    notes_section,
)
"""The sections in the order leaders read them; add your own function to the tuple, or leave one out."""


@frozen(kw_only=True)
class Briefing:
    """A briefing, laid out and counted: a frozen value from which pages are made.

    The same number in text and table is one `Figure`, and each figure walks back to its rows.
    """

    snapshot: Snapshot = field(repr=False)
    sections: tuple[SectionValue, ...] = field(repr=False)
    figures: tuple[Figure, ...] = field(repr=False)

    @property
    def masthead(self) -> Masthead:
        """The head and tail of the issue."""
        return self.snapshot.masthead

    @sheltered
    def figure(self, key: str) -> Figure:
        """Return a figure by its key.

        Args:
            key: such as "duties.total.due", "problems.bank.S1.found" or "cures.total.overdue".

        Returns:
            The very figure that the page prints.

        Raises:
            InputError: no figure has that key; the nearest one is named.
        """
        return find_figure(self.figures, key)


@guarded
def build_briefing(
    book: Portfolio,
    *,
    masthead: Masthead,
    exempt: Iterable[Exemption] | None = None,
    undetermined: Iterable[Undetermined] | None = None,
    notes: Iterable[Text] = (),
    request: Text | None = None,
    sections: tuple[Section, ...] = DEFAULT_SECTIONS,
) -> Briefing:
    """Count a book and lay out its briefing, as of the close of the book's day.

    Args:
        book: the files, whose obligations carry their states. One whose window opens after the day is projected
            and not counted; what happened after the day is not seen.
        masthead: title, number, unit and signature.
        exempt: `plan.exempt`; left out, how many there are is not known.
        undetermined: `plan.undetermined`; left out, likewise not known.
        notes: what else a reader must know, such as `plan.notes`.
        request: what leaders are asked to decide (请示), in one sentence; left out, it is drawn from the figures.
        sections: what to lay out, in order.

    Returns:
        The briefing; `to_markdown` and `to_html` make pages of it.

    Raises:
        InputError: an argument is of the wrong type, or a section shows another figure under a key already taken.

    Example:
        >>> from datetime import date
        >>> from loanvisit.domain import BorrowerId, Loan, LoanId, Money, Portfolio
        >>> from loanvisit.reporting import Masthead
        >>> loan = Loan.drawn_once(
        ...     id=LoanId("L-1"),
        ...     borrower=BorrowerId("B-1"),
        ...     principal=Money("3000000.00", "CNY"),
        ...     disbursed_on=date(2025, 11, 30),
        ... )
        >>> book = Portfolio.of([loan], as_of=date(2026, 3, 31))
        >>> head = Masthead(title="工作简报", number=3, unit="贷后部", issuer="张某", issued_on=date(2026, 4, 2))
        >>> briefing = build_briefing(book, masthead=head)
        >>> briefing.figure("book.currency.CNY.principal").text.zh
        '300.00 万元'
        >>> briefing.figure("duties.total.due").text.zh
        '未取得数据'
    """
    ground = Snapshot(
        book=book,
        masthead=masthead,
        exempt=_in_answer_order(exempt),
        undetermined=_in_answer_order(undetermined),
        notes=tuple(notes),
        request=request,
    )
    for countings in (_COUNTINGS, _OF_COUNTS):
        more = (figure for counting in countings for figure in counting(ground))
        ground = evolve(ground, figures=_in_order((*ground.figures, *more)))
    laid_out = tuple(section(ground) for section in sections)
    shown = (figure for section in laid_out for figure in section.figures)
    return Briefing(snapshot=ground, sections=laid_out, figures=_in_order((*ground.figures, *shown)))


AnswerT = TypeVar("AnswerT", Exemption, Undetermined)


def _in_answer_order(answers: Iterable[AnswerT] | None) -> tuple[AnswerT, ...] | None:
    """Return answers in order; what is no answer is left for the snapshot to name."""
    if answers is None:
        return None
    given = tuple(answers)
    if any(type(one) not in (Exemption, Undetermined) for one in given):
        return given
    return tuple(sorted(given, key=lambda answer: (row_id(answer), type(answer.subject).__name__)))


def _in_order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    by_key: dict[str, Figure] = {}
    for figure in figures:
        if by_key.setdefault(figure.key, figure) is not figure and by_key[figure.key] != figure:
            raise InputError(fault("id.duplicate", f"figures[{figure.key}]"))
    return tuple(by_key[key] for key in sorted(by_key))
