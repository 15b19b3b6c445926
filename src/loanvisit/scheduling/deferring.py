"""Last days moved by a deferral of the file, and by nothing else: the answers of any policy as the file leaves them."""

from attrs import evolve

from loanvisit.domain import BorrowerFile, Duties
from loanvisit.domain.deferral import deferrals_by_duty, deferred


def as_deferred(duties: Duties, file: BorrowerFile) -> Duties:
    """Return the answers for a file with the last days that its deferrals moved, whoever answered."""
    if not file.deferrals:
        return duties
    moved = deferrals_by_duty(file.deferrals)
    owed = tuple(deferred(duty, moved) for duty in duties.owed)
    return evolve(duties, owed=owed, projected=tuple(deferred(duty, moved) for duty in duties.projected))
