"""What monitoring finds about one member of a pool: hits with their colour and reason, and which data are lacking."""

import re
from collections.abc import Iterable
from enum import Enum
from typing import TypeAlias

from attrs import field, frozen

from loanvisit.domain.codes import labels_faults
from loanvisit.domain.exact import as_tuple, check, strings
from loanvisit.domain.ids import BorrowerId, LoanId
from loanvisit.domain.past import SignalLevel
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, join, label, say

Watched: TypeAlias = LoanId | BorrowerId
"""What a run of monitoring looks at: a loan, or a borrower himself."""

_CODE = re.compile(r"[A-Za-z0-9_.]{1,20}")
_WORST_FIRST = tuple(SignalLevel)


class RunOutcome(Enum):
    """What a run found about a member: nothing unusual, a hit, or no data to say.

    >>> [one.text.zh for one in RunOutcome]
    ['未命中', '命中', '数据不足']
    """

    CLEAN = "clean"
    HIT = "hit"
    MISSING = "missing"

    __hash__ = object.__hash__  # a member is one object: quicker than by its name

    @property
    def text(self) -> Text:
        """The outcome's label."""
        return say(f"run_outcome.{self.value}")


@frozen(kw_only=True)
class RunHit:
    """That a rule hit: which, in which colour, and why.

    Args:
        rule: the code of the rule, such as "E06": letters, digits, `.` and `_`, twenty at most.
        level: red, orange, yellow or blue.
        reason: what was measured and what the threshold is; no personal data.
        from_arrears: whether it was computed from days past due itself, which warns of nothing that is not there yet.

    Raises:
        InputError: the code has other signs.
    """

    rule: str
    level: SignalLevel
    reason: Text
    from_arrears: bool = False

    def __attrs_post_init__(self) -> None:
        check(self)
        if _CODE.fullmatch(self.rule) is None:
            raise InputError(fault("id.charset", "RunHit.rule", self.rule))


def _hits(items: Iterable[RunHit]) -> tuple[RunHit, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class RunAnswer:
    """What all rules of a run say of one member together.

    Args:
        hits: the rules that hit, in the order of the rules; each rule once.
        lacking: the series that were not there, or not complete enough; each once.

    Raises:
        InputError: a rule or a series is there twice, or a series is blank; each is listed.

    Example:
        >>> RunAnswer(lacking=["inflow"]).outcome.value, RunAnswer().is_complete
        ('missing', True)
    """

    hits: tuple[RunHit, ...] = field(default=(), converter=_hits)
    lacking: tuple[str, ...] = field(default=(), converter=strings)

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.hits and not self.lacking:
            return
        faults = FaultList()
        rules = labels_faults([one.rule for one in self.hits], "RunAnswer.hits")
        for one in (*rules, *labels_faults(self.lacking, "RunAnswer.lacking")):
            faults.add(one)
        faults.raise_as(InputError)

    @property
    def outcome(self) -> RunOutcome:
        """A hit where any rule hit, else missing where any data lack, else clean."""
        if self.hits:
            return RunOutcome.HIT
        return RunOutcome.MISSING if self.lacking else RunOutcome.CLEAN

    @property
    def is_complete(self) -> bool:
        """Whether every rule had its data: only then was the member looked at."""
        return not self.lacking

    @property
    def level(self) -> SignalLevel | None:
        """The worst colour among the hits, None where there is none."""
        return min((one.level for one in self.hits), key=_WORST_FIRST.index, default=None)

    @property
    def lacks_text(self) -> Text:
        """Which series lack."""
        return say("run.lacking", series=join([label("series", one) for one in self.lacking]))

    @property
    def text(self) -> Text:
        """The answer in one line: each hit with its reason, and what lacks."""
        said = [say("run.hit", level=one.level.text, rule=one.rule, reason=one.reason) for one in self.hits]
        if self.lacking:
            said.append(self.lacks_text)
        return join(said, zh="；", en="; ") if said else RunOutcome.CLEAN.text


@frozen(kw_only=True)
class RunMember:
    """A line of a run (批次明细): one loan or borrower, and what was found about it.

    Args:
        about: the loan, or the borrower himself.
        borrower: whose file it belongs to.
        answer: what the rules say.

    Raises:
        InputError: it is about a borrower, and belongs to another's file.
    """

    about: Watched
    borrower: BorrowerId
    answer: RunAnswer

    def __attrs_post_init__(self) -> None:
        if type(self.about) is LoanId and type(self.borrower) is BorrowerId and type(self.answer) is RunAnswer:
            return
        check(self)
        if type(self.about) is BorrowerId and self.about != self.borrower:
            raise InputError(fault("borrower.mixed", "RunMember.borrower", self.borrower.value))
