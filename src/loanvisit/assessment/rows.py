"""A row of the catalogue as it is written down: what, how heavy, how long to cure it, and the words for both."""

from typing import NamedTuple

from loanvisit.domain import Family, FindingKind, Weight
from loanvisit.words import Text


class Row(NamedTuple):
    """One kind of finding; `zh` and `en` are each its title and its remedy."""

    code: str
    category: str
    weight: str
    cure_days: int
    zh: tuple[str, str]
    en: tuple[str, str]
    at_once: bool = False

    def kind(self, family: Family) -> FindingKind:
        """Return the row as a value of the domain."""
        return FindingKind(
            code=self.code,
            category=self.category,
            family=family,
            title=Text(zh=self.zh[0], en=self.en[0]),
            weight=Weight(self.weight),
            cure_days=self.cure_days,
            remedy=Text(zh=self.zh[1], en=self.en[1]),
            at_once=self.at_once,
        )
