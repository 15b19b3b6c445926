"""Ids: one distinct type for each thing that has one, so that a loan's never passes for a visit's."""

import unicodedata
from typing import ClassVar, TypeAlias

from attrs import frozen

from loanvisit.errors import InputError, fault


@frozen(order=True)
class _Id:
    """Text that names one thing; two ids of different types are never equal.

    >>> from loanvisit.domain import BorrowerId, LoanId
    >>> str(LoanId("L-1024")), LoanId("B-77") == BorrowerId("B-77")
    ('L-1024', False)
    """

    value: str
    longest: ClassVar[int] = 128

    def __attrs_post_init__(self) -> None:
        value = self.value
        if type(value) is not str:
            raise InputError(fault("type", type(self).__name__, value, form="str"))
        if not 0 < len(value) <= self.longest or value[0] == " " or value[-1] == " ":
            raise InputError(fault("id.charset", type(self).__name__, value))
        if not (value.isascii() and value.isprintable()) and not _visible(value):
            raise InputError(fault("id.charset", type(self).__name__, value))

    def __str__(self) -> str:
        return self.value


def _visible(value: str) -> bool:
    """Refuse what would make two ids look alike: controls, zero-width characters, forms that NFKC would change."""
    if unicodedata.normalize("NFKC", value) != value:
        return False
    return all(char == " " or unicodedata.category(char)[0] in "LMNPS" for char in value)


class BorrowerId(_Id):
    """The id of a borrower."""

    __slots__ = ()


class LoanId(_Id):
    """The id of a loan contract."""

    __slots__ = ()


class DrawdownId(_Id):
    """The id of a drawdown (借据), unique over the whole book."""

    __slots__ = ()


class VisitId(_Id):
    """The id of a visit, planned or past."""

    __slots__ = ()
    longest = 1024  # made of other ids


class RecordId(_Id):
    """The id of a visit record."""

    __slots__ = ()


class ObligationId(_Id):
    """The id of an obligation: its clause, its subject and what it is counted from."""

    __slots__ = ()
    longest = 1024  # made of other ids


class FindingId(_Id):
    """The id of a finding."""

    __slots__ = ()
    longest = 1024  # made of other ids


class RemediationId(_Id):
    """The id of a remediation."""

    __slots__ = ()
    longest = 1024  # made of other ids


class WaiverId(_Id):
    """The id of a waiver."""

    __slots__ = ()
    longest = 1024  # made of other ids


class SignalId(_Id):
    """The id of a signal."""

    __slots__ = ()


class EvidenceId(_Id):
    """The id of a piece of evidence."""

    __slots__ = ()


class UnitId(_Id):
    """The id of an organisation unit."""

    __slots__ = ()


class PolicyId(_Id):
    """The id of a policy."""

    __slots__ = ()


class ClauseId(_Id):
    """The id of a clause of a policy, or the number of the paper that demands something."""

    __slots__ = ()


class OfficerId(_Id):
    """The id of an officer."""

    __slots__ = ()

    @property
    def canonical(self) -> str:
        """The id as compared for four eyes: case, spaces and width do not make another person."""
        return "".join(unicodedata.normalize("NFKC", self.value).casefold().split())


Subject: TypeAlias = DrawdownId | LoanId | BorrowerId
"""What an obligation is about: a drawdown, a loan or a borrower, named by its id."""

Thing: TypeAlias = VisitId | RecordId | ObligationId | FindingId | RemediationId | WaiverId
"""What a trail entry or a waiver can be about."""
