"""The library's errors as answers of the web: which status, and the reason in both languages."""

from loanvisit.errors import (
    ClockError,
    ConflictError,
    InputError,
    LimitError,
    LoanVisitError,
    NotFoundError,
    PolicyError,
    SeparationOfDutiesError,
    TransitionError,
)

_STATUS: tuple[tuple[type[LoanVisitError], int], ...] = (
    (SeparationOfDutiesError, 403),
    (NotFoundError, 404),
    (ConflictError, 409),
    (TransitionError, 409),
    (InputError, 400),
    (LimitError, 400),
    (ClockError, 400),
    (PolicyError, 400),
)


def status_of(error: LoanVisitError) -> int:
    """Return 400 for what is wrong in itself, 403 for the wrong person, 404, 409 for what came too late, else 500."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def document_of(error: LoanVisitError) -> dict[str, object]:
    """Return an error as plain data: told plainly for a person, and every fault with its path, in both languages."""
    return {
        "error": error.code,
        "zh": error.text.zh,
        "en": error.text.en,
        "plain": {"zh": error.plain.zh, "en": error.plain.en},
        "faults": [{"code": one.code, "path": one.path, "zh": one.text.zh, "en": one.text.en} for one in error.faults],
        "more": error.more,
    }
