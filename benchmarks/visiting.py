"""Preparing a visit and filing its record, against planning the file it is of.

The work: files of the bank's book of `banking`, planned by `cn.five_tier_default`. The outline and the pack are those
of the first visit of a file, from the outlines that ship; the record is one of that visit that answers half of what is
asked. The peer is one plan of the same file, so a ratio says how many plans the work costs.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from benchmarks.explaining import planning
from benchmarks.lending import AS_OF, POLICY, UNTIL, book_of
from benchmarks.timing import Result, compare
from loanvisit.domain import (
    Answer,
    BorrowerFile,
    Change,
    Channel,
    Method,
    NoAnswer,
    Officer,
    OfficerId,
    Outline,
    PreparationPack,
    RecordId,
    Role,
    Visit,
    VisitOutline,
    VisitRecord,
)
from loanvisit.presets import calendar as preset_calendar
from loanvisit.presets import outline as preset_outline
from loanvisit.presets import outlines as preset_outlines
from loanvisit.presets import policy as preset_policy
from loanvisit.scheduling import derive_outline, make_plan, prepare_visit
from loanvisit.steps import file_record

_CALENDAR = preset_calendar("CN")
_PAIR = (OfficerId("anna"), OfficerId("bo"))
_BY = Officer(id=_PAIR[0], roles=[Role.ACCOUNT_OFFICER])
_AT = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 9, tzinfo=UTC) + timedelta(days=1)


def visited(count: int) -> list[tuple[BorrowerFile, Visit]]:
    """Return the files of a book that have a visit open on the day, each with the first of them."""
    book, policy = book_of(count), preset_policy(POLICY)
    plan = make_plan(book, policy=policy, calendar=_CALENDAR, until=UNTIL)
    files = [plan.file(file.id) for file in book.files]
    opened = [(file, [one for one in file.visits if one.window.opens <= AS_OF]) for file in files]
    return [(file, visits[0]) for file, visits in opened if visits]


def outlines() -> tuple[Outline, ...]:
    """Return the outlines that ship."""
    return tuple(preset_outline(name) for name in preset_outlines())


def deriving(held: list[tuple[BorrowerFile, Visit]]) -> Callable[[], list[VisitOutline]]:
    """Return the outline of the first visit of each file."""
    known = outlines()
    return lambda: [derive_outline(file, visit.id, outlines=known, as_of=AS_OF) for file, visit in held]


def preparing(held: list[tuple[BorrowerFile, Visit]]) -> Callable[[], list[PreparationPack]]:
    """Return the pack of the first visit of each file."""
    known = outlines()
    return lambda: [
        prepare_visit(file, visit.id, outlines=known, calendar=_CALENDAR, as_of=AS_OF) for file, visit in held
    ]


def recorded(visit: Visit, asked: VisitOutline) -> VisitRecord:
    """Return a record of a visit that says of every other question why it has no answer."""
    return VisitRecord(
        id=RecordId(f"R-{visit.borrower}"),
        visit=visit.id,
        borrower=visit.borrower,
        on=AS_OF,
        method=visit.method,
        visitors=_PAIR,
        channel=Channel.IN_PERSON if visit.method is Method.INTERVIEW else None,
        identity_checked=True,
        purposes=visit.purposes,
        answers=[Answer(question=one.code, reason=NoAnswer.NOT_SHOWN) for one in asked.questions[::2]],
        outline_version=asked.pin,
    )


def filing(held: list[tuple[BorrowerFile, Visit]]) -> Callable[[], list[Change]]:
    """Return what filing the record of the first visit of each file decides."""
    asked = deriving(held)()
    records = [recorded(visit, one) for (_, visit), one in zip(held, asked, strict=True)]
    return lambda: [
        file_record(file, visit.id, record, by=_BY, at=_AT) for (file, visit), record in zip(held, records, strict=True)
    ]


def results(count: int = 1_000) -> Iterable[Result]:
    """Compare the outline of a visit, its pack, and the filing of its record with one plan of the file."""
    held = visited(count)
    files = [book for book in book_of(count).files if book.id in {file.id for file, _ in held}]
    peer = planning(files, preset_policy(POLICY), _CALENDAR)
    scale = 1e6 / max(len(held), 1)
    for name, work, must, aim in (
        ("derive_outline_one", deriving(held), 2.0, 0.8),
        ("prepare_visit_one", preparing(held), 4.0, 2.0),
        ("file_record_one", filing(held), 4.0, 1.5),
    ):
        yield compare(name, work, peer, n=len(held), unit="us/file", scale=scale, must=must, aim=aim, runs=3)
