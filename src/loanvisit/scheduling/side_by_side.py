"""Answers of several put side by side: of a policy, of the papers of a file, and of the law."""

from loanvisit.domain import Duties


def united(*answers: Duties) -> Duties:
    """Return the four answers of several, one after another."""
    return Duties(
        owed=tuple(one for each in answers for one in each.owed),
        projected=tuple(one for each in answers for one in each.projected),
        exempt=tuple(one for each in answers for one in each.exempt),
        undetermined=tuple(one for each in answers for one in each.undetermined),
    )
