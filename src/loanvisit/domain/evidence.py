"""What shows a visit and what it found: a reference by digest to evidence kept elsewhere, and what was withheld."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import TypeAlias

from attrs import field, frozen

from loanvisit.domain.consent import Consent
from loanvisit.domain.exact import as_set, check, is_clean, optional_utc
from loanvisit.domain.ids import BorrowerId, DrawdownId, EvidenceId, GuaranteeId, LoanId, MortgageId, OfficerId
from loanvisit.domain.place import Place
from loanvisit.domain.protecting import personal
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, say

EvidenceSubject: TypeAlias = DrawdownId | LoanId | BorrowerId | MortgageId | GuaranteeId
"""What a piece of evidence can show: a drawdown, a loan, the borrower, a mortgaged thing, a guarantor."""


class EvidenceSource(Enum):
    """Where a piece of evidence came from.

    >>> EvidenceSource.BANK_SYSTEM.text.en
    "the bank's own systems"
    """

    OFFICER_DEVICE = "officer_device"
    BORROWER = "borrower"
    THIRD_PARTY = "third_party"
    BANK_SYSTEM = "bank_system"

    @property
    def text(self) -> Text:
        """The source's label."""
        return say(f"evidence_source.{self.value}")


def _about(items: Iterable[EvidenceSubject]) -> frozenset[EvidenceSubject]:
    return as_set(items)


@frozen(kw_only=True)
class EvidenceRef:
    """A reference to evidence kept elsewhere.

    Args:
        id: its id there.
        kind: what it is, as a clause names it: "voucher", "photo".
        sha256: the digest of its bytes, in hex; it is stored under it, and under no name.
        taken_at: when it was taken, None where not recorded.
        taken_by: who of the bank took it; None where it was none of them, or not recorded.
        place: where it was taken, None where not recorded.
        source: where it came from, None where not recorded.
        about: what it shows; empty where nobody said, and then it stands for what its own record covers and no more.
        consent: on which ground it was taken, None where nobody noted it; what was refused is no evidence but withheld.
        file_name: what it was called where it came from, never a path (`clean_file_name`); may name a person, and is
            never printed.

    Raises:
        InputError: it has no digest, its consent was refused, or its file name may not stand; each is named.

    Example:
        >>> from hashlib import sha256
        >>> from loanvisit.domain import EvidenceId
        >>> scan = EvidenceRef(id=EvidenceId("E-1"), kind="voucher", sha256=sha256(b"the scan").hexdigest())
        >>> scan.taken_at is None
        True
    """

    id: EvidenceId
    kind: str
    sha256: str
    taken_at: datetime | None = field(default=None, converter=optional_utc)
    taken_by: OfficerId | None = None
    place: Place | None = None
    source: EvidenceSource | None = None
    about: frozenset[EvidenceSubject] = field(default=frozenset(), converter=_about)
    consent: Consent | None = None
    file_name: str | None = field(default=None, repr=False, metadata=personal())

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if len(self.sha256) != 64 or self.sha256.strip("0123456789abcdef"):
            faults.add(fault("type", "EvidenceRef.sha256", self.sha256, form="64 lower-case hex digits"))
        if self.consent is not None and self.consent.is_refused:
            faults.add(fault("consent.refused", "EvidenceRef.consent"))
        if self.file_name is not None and clean_file_name(self.file_name) != self.file_name:
            faults.add(fault("file_name", "EvidenceRef.file_name", self.file_name))
        faults.raise_as(InputError)


@frozen(kw_only=True)
class WithheldEvidence:
    """Evidence that was asked for and refused: nothing was taken, so there is no digest, and the visit goes on.

    Args:
        kind: what it would have been, as a clause names it.
        consent: the refusal, with its reason.
        about: what it would have shown; empty where nobody said.

    Raises:
        InputError: nothing was refused.

    Example:
        >>> from loanvisit.domain import Consent, LegalBasis
        >>> refusal = Consent(basis=LegalBasis.CONSENT, given=False, reason="不愿意被拍照")
        >>> WithheldEvidence(kind="photo", consent=refusal).about
        frozenset()
    """

    kind: str
    consent: Consent
    about: frozenset[EvidenceSubject] = field(default=frozenset(), converter=_about)

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.consent.is_refused:
            raise InputError(fault("consent.not_refused", "WithheldEvidence.consent"))


_LONGEST = 255
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_UNNAMED = "file"


def clean_file_name(name: str) -> str:
    """Return what may be kept of the name of a file, as metadata: it is read by people, and is never a path.

    Cleaning twice changes nothing. What it lets through still names no place on any disk: content is stored under its
    digest (`EvidenceRef.sha256`).

    Args:
        name: as it came, of any length.

    Returns:
        Its last part after any separator, in composed form (NFC), without controls and without what turns the direction
        of writing; a name that a system keeps for a device has an underscore before it; at most 255 bytes of UTF-8, its
        ending kept. "file" where nothing is left.

    Raises:
        InputError: it is no text.

    Example:
        >>> [clean_file_name(name) for name in ("../../x", "C:/tmp/a.jpg", "con.txt", "..")]
        ['x', 'a.jpg', '_con.txt', 'file']
    """
    if type(name) is not str:  # what it looks for a guard would refuse
        raise InputError(fault("type", "name", name, form="str"))
    last = re.split(r"[/\\:]", name)[-1]
    shown = "".join(sign for sign in last if is_clean(sign) and sign not in "\t\n")
    plain = unicodedata.normalize("NFC", shown).strip(" .")
    if _DEVICES.fullmatch(plain):
        plain = f"_{plain}"
    return _cut(plain) or _UNNAMED


def _cut(name: str) -> str:
    """Return a name in as many bytes as a file's may have, its ending kept where that is short."""
    if len(name.encode()) <= _LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    kept = f"{dot}{ending}" if stem and len(ending.encode()) < 16 else ""
    whole = stem if kept else name
    return f"{whole.encode()[: _LONGEST - len(kept.encode())].decode(errors='ignore').strip(' .')}{kept}"
