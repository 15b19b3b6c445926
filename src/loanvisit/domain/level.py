"""What a clause or a paper speaks about, and what it means where a fact is missing."""

from enum import Enum

from loanvisit.words import Text, say


class Level(Enum):
    """What a clause or a paper speaks about: each drawdown, each loan, or each borrower."""

    DRAWDOWN = "drawdown"
    LOAN = "loan"
    BORROWER = "borrower"

    __hash__ = object.__hash__  # a member is one object: quicker than by its name

    @property
    def text(self) -> Text:
        """The level in words."""
        return say(f"level.{self.value}")


class MissingFact(Enum):
    """What a missing fact means: owe as if the condition held, or leave the duty undetermined. Never exempt."""

    OWE = "owe"
    UNDETERMINED = "undetermined"
