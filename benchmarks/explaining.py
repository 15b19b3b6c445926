"""Saying why, against planning the file it is said of.

The work: files of the bank's book of `banking`, planned by `cn.five_tier_default`. A proof is that of the first visit
of a file, the least changes are those of its first loan. The peer is one plan of the same file, so a ratio says how
many plans an answer costs: the least changes alter a file some thousand times and ask again each time.
"""

from collections.abc import Callable, Iterable

from benchmarks.lending import AS_OF, POLICY, UNTIL, book_of
from benchmarks.timing import Result, compare
from loanvisit.domain import BorrowerFile, Calendar, NearestChanges, Proof
from loanvisit.presets import calendar as preset_calendar
from loanvisit.presets import policy as preset_policy
from loanvisit.scheduling import ClausePolicy, FilePlan, nearest_changes, plan_file, prove_visit


def planning(files: list[BorrowerFile], policy: ClausePolicy, calendar: Calendar) -> Callable[[], list[FilePlan]]:
    """Return the peer: one plan of each file."""
    return lambda: [plan_file(file, policy=policy, calendar=calendar, as_of=AS_OF, until=UNTIL) for file in files]


def proving(files: list[BorrowerFile], policy: ClausePolicy, calendar: Calendar) -> Callable[[], list[Proof]]:
    """Return the proof of the first visit of each file."""
    planned = zip(files, planning(files, policy, calendar)(), strict=True)
    asked = [(file, part.visits[0]) for file, part in planned]
    return lambda: [
        prove_visit(visit, calendar=calendar, as_of=AS_OF, file=file, policy=policy) for file, visit in asked
    ]


def nearing(files: list[BorrowerFile], policy: ClausePolicy, calendar: Calendar) -> Callable[[], list[NearestChanges]]:
    """Return the least changes about the first loan of each file."""
    return lambda: [
        nearest_changes(file, file.loans[0].id, on=AS_OF, policy=policy, calendar=calendar) for file in files
    ]


def results(count: int = 1_000) -> Iterable[Result]:
    """Compare a proof, and the least changes, with one plan."""
    calendar, policy = preset_calendar("CN"), preset_policy(POLICY)
    parts = zip(book_of(count).files, planning(list(book_of(count).files), policy, calendar)(), strict=True)
    files = [file for file, part in parts if part.visits]
    few = files[: max(count // 100, 1)]
    for name, held, work, must, aim in (
        ("proof_one_visit", files, proving(files, policy, calendar), 3.0, 1.5),
        ("nearest_changes_one", few, nearing(few, policy, calendar), 4_000.0, 1_500.0),
    ):
        peer = planning(held, policy, calendar)
        scale = 1e6 / len(held)
        yield compare(name, work, peer, n=len(held), unit="us/file", scale=scale, must=must, aim=aim, runs=3)
