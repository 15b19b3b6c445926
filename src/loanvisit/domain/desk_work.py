"""Work at the desk that meets a duty, or a part of it: when, by whom, with which evidence and answers."""

from datetime import date

from attrs import frozen

from loanvisit.domain.evidence import EvidenceRef
from loanvisit.domain.exact import check
from loanvisit.domain.ids import OfficerId
from loanvisit.domain.record import Answer


@frozen(kw_only=True)
class DeskWork:
    """Something done at the desk for a duty: a statement taken in, a valuation, a notice served (落实).

    Args:
        on: the day it was done.
        by: who did it.
        evidence: what shows it, kept elsewhere.
        answers: the answers it brought.

    Example:
        >>> from hashlib import sha256
        >>> from loanvisit.domain import EvidenceId
        >>> scan = EvidenceRef(id=EvidenceId("E-1"), kind="statement", sha256=sha256(b"the scan").hexdigest())
        >>> DeskWork(on=date(2026, 4, 20), by=OfficerId("anna"), evidence=[scan]).brought
        ('evidence:statement',)
    """

    on: date
    by: OfficerId
    evidence: tuple[EvidenceRef, ...] = ()
    answers: tuple[Answer, ...] = ()

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def brought(self) -> tuple[str, ...]:
        """What it brought of what a duty may need: answers that were given, kinds of evidence."""
        given = (f"answer:{one.question}" for one in self.answers if one.value is not None)
        return (*given, *(f"evidence:{one.kind}" for one in self.evidence))
