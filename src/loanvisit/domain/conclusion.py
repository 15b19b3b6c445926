"""The conclusion of a visit (检查结论): what is to be done with the lending, as the visitors put it in their record."""

from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import check
from loanvisit.domain.protecting import personal
from loanvisit.domain.risk import Grade
from loanvisit.words import Text, say


class Disposition(Enum):
    """What is to be done with the lending, mildest first: continue, watch more closely, run down, exit.

    >>> [one.text.zh for one in Disposition]
    ['继续维持', '加强贷后管理', '压降', '退出']
    """

    CONTINUE = "continue"
    STRENGTHEN = "strengthen"
    REDUCE = "reduce"
    EXIT = "exit"

    @property
    def text(self) -> Text:
        """The label of the disposition."""
        return say(f"disposition.{self.value}")

    @property
    def rank(self) -> int:
        """0 for the mildest."""
        return tuple(Disposition).index(self)


@frozen(kw_only=True)
class Conclusion:
    """What the visitors conclude; an approval of the record approves it too.

    Args:
        disposition: what is to be done.
        grade: the class they propose, for another to confirm; None where they propose none.
        next_visit_on: by which day the next visit is to be made, in; None where the duties alone say.
        reason: why, in free words; demanded where it is stricter than the findings demand; shown in no repr.

    Example:
        >>> Conclusion(disposition=Disposition.REDUCE, reason="现金流难以覆盖").disposition.text.en
        'run down'
    """

    disposition: Disposition
    grade: Grade | None = None
    next_visit_on: date | None = None
    reason: str | None = field(default=None, repr=False, metadata=personal())

    def __attrs_post_init__(self) -> None:
        check(self)
