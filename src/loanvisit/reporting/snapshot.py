"""What every section reads: the book as it stood, the answers beside it, the masthead, and the figures counted once."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

from attrs import field, frozen

from loanvisit.domain import Exemption, Portfolio, Undetermined
from loanvisit.domain.exact import check, guarded
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, fault, nearest
from loanvisit.reporting.figures import Figure
from loanvisit.reporting.layout import SectionValue
from loanvisit.reporting.masthead import Masthead
from loanvisit.words import Text


@frozen(kw_only=True)
class Snapshot:
    """The frozen ground of a briefing; `figures` are in order of key.

    `exempt` and `undetermined` are None where nobody asked a policy: not known is not zero.
    """

    book: Portfolio
    masthead: Masthead
    exempt: tuple[Exemption, ...] | None = None
    undetermined: tuple[Undetermined, ...] | None = None
    notes: tuple[Text, ...] = ()
    request: Text | None = None
    figures: tuple[Figure, ...] = field(default=(), repr=False)

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def as_of(self) -> date:
        """The close of this day."""
        return self.book.as_of

    @guarded
    @sheltered
    def figure(self, key: str) -> Figure:
        """Return a figure by its key; an unknown key is refused."""
        return find_figure(self.figures, key)


Section: TypeAlias = Callable[[Snapshot], SectionValue]
"""A section of a briefing: a function from the snapshot to what is laid out."""

Counting: TypeAlias = Callable[[Snapshot], Iterable[Figure]]
"""A family of figures: a function from the snapshot to the figures counted."""


def find_figure(figures: tuple[Figure, ...], key: str) -> Figure:
    """Return the figure of that key from figures in order of key; an unknown key is refused, the nearest named."""
    place = bisect_left(figures, key, key=lambda figure: figure.key)
    if place < len(figures) and figures[place].key == key:
        return figures[place]
    known = [figure.key for figure in figures]
    raise InputError(fault("key.unknown", "figure", key, near=nearest(key, known)))
