"""Who is told what."""

from typing import Protocol, runtime_checkable

from loanvisit.domain import Notice


@runtime_checkable
class Publisher(Protocol):
    """Tells notices; clauses P01 to P03."""

    def publish(self, notices: tuple[Notice, ...], /) -> None:
        """Tell each notice, in order; what was told before may be told again, never lost."""
        ...
