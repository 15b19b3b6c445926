"""The trail as it is kept: each entry sealed to the one before, so that a cut or a change shows."""

from attrs import evolve, field, frozen

from loanvisit.domain.change import TrailEntry
from loanvisit.domain.exact import check
from loanvisit.domain.ids import BorrowerId


@frozen(kw_only=True)
class SealedEntry:
    """A trail entry with its place in a borrower's trail, and its seal.

    `seal` is a SHA-256 in hex over the entry and `previous`, the seal before; `reason_digest` stands in it for the
    reason, so that a reason, which may be personal, can be erased and the trail stays whole. `number` counts from 1.
    """

    borrower: BorrowerId
    number: int
    entry: TrailEntry
    reason_digest: str | None
    previous: str
    seal: str

    def __attrs_post_init__(self) -> None:
        check(self)

    def without_reason(self) -> "SealedEntry":
        """Return it with its reason erased; its seal still holds."""
        return evolve(self, entry=evolve(self.entry, reason=None))


@frozen(kw_only=True)
class Receipt:
    """What a store gives for a change it has written: the head of the borrower's trail, to be anchored elsewhere.

    `length` counts the entries of the trail, `head` is the seal of the last; committing the same key again gives the
    same receipt.
    """

    borrower: BorrowerId
    key: str | None
    length: int
    head: str = field(default="")

    def __attrs_post_init__(self) -> None:
        check(self)
