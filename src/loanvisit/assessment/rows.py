"""A row of the catalogue as it is written down."""

from typing import NamedTuple

from loanvisit.domain import Family, FindingKind, Weight
from loanvisit.words import Text


class Row(NamedTuple):
    """One kind of finding: code, category, weight, natural days to cure, whether to protect at once, words."""

    code: str
    category: str
    weight: str
    cure_days: int
    at_once: bool
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str

    def kind(self, family: Family) -> FindingKind:
        """Return the row as a value of the domain."""
        return FindingKind(
            code=self.code,
            category=self.category,
            family=family,
            title=Text(zh=self.zh, en=self.en),
            weight=Weight(self.weight),
            cure_days=self.cure_days,
            remedy=Text(zh=self.remedy_zh, en=self.remedy_en),
            at_once=self.at_once,
        )
