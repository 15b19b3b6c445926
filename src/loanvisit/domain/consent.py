"""On which ground personal data was taken, and whether its subject was told, agreed, refused or took it back."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import check, string_set
from loanvisit.domain.protecting import sensitive
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, say


class LegalBasis(Enum):
    """The ground on which personal data is handled (PIPL art. 13): item 5, news reporting, is none of a bank's.

    >>> LegalBasis.CONTRACT.text.zh
    '订立、履行合同所必需'
    """

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_DUTY = "legal_duty"
    EMERGENCY = "emergency"
    PUBLISHED = "published"
    OTHER_LAW = "other_law"

    @property
    def text(self) -> Text:
        """The ground's label."""
        return say(f"legal_basis.{self.value}")


def _scope(items: Iterable[str]) -> frozenset[str]:
    return string_set(items)


@frozen(kw_only=True)
class Consent:
    """On which ground something was taken of a person, and what he said to it (个人信息处理依据).

    Args:
        basis: the ground; only where it is consent does a refusal or a withdrawal stop anything.
        notice: the id of the text he was given (PIPL art. 17), with its version; None where none was, or nobody noted
            it.
        scope: what it covers, by kind of evidence; empty means all that the notice tells of.
        given: True where he agreed, False where he refused, None where he was not asked or nobody noted it.
        reason: why he refused, in his words; never printed. A refusal has one.
        separate: whether he agreed apart to what is sensitive (art. 29): a face, a voice, whereabouts, an account; None
            where he was not asked or nobody noted it.
        on: the day he answered; None where not recorded.
        withdrawn_on: the day he took his consent back (art. 15), which undoes nothing done before; None where he did
            not.

    Raises:
        InputError: a refusal without its reason, a reason without a refusal, or what was not given taken back; each is
            named.

    Example:
        >>> refused = Consent(basis=LegalBasis.CONSENT, given=False, reason="不愿意被拍照")
        >>> refused.is_refused, "拍照" in repr(refused)
        (True, False)
    """

    basis: LegalBasis
    notice: str | None = None
    scope: frozenset[str] = field(default=frozenset(), converter=_scope)
    given: bool | None = None
    reason: str | None = field(default=None, repr=False, metadata=sensitive())
    separate: bool | None = None
    on: date | None = None
    withdrawn_on: date | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if (self.given is False) is not bool(self.reason and self.reason.strip()):
            faults.add(fault("consent.reason", "Consent.reason"))
        if self.withdrawn_on is not None and self.given is not True:
            faults.add(fault("consent.withdrawn", "Consent.withdrawn_on", self.withdrawn_on))
        if self.withdrawn_on is not None and self.on is not None and self.withdrawn_on < self.on:
            faults.add(fault("date.order", "Consent.withdrawn_on", self.withdrawn_on, earlier="on"))
        faults.raise_as(InputError)

    @property
    def is_refused(self) -> bool:
        """Say whether the ground is consent, and it was refused."""
        return self.basis is LegalBasis.CONSENT and self.given is False

    def stands_on(self, day: date) -> bool:
        """Say whether something may be taken on this ground on a day: it was neither refused nor taken back by then."""
        withdrawn = self.basis is LegalBasis.CONSENT and self.withdrawn_on is not None and self.withdrawn_on <= day
        return not self.is_refused and not withdrawn
