"""Cures (整改情况): a sum that adds up, the age of what is open, and the problems registered elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from loanvisit.domain import Family, Finding, PastFinding, Remediation
from loanvisit.reporting.figures import Figure, Row, count
from loanvisit.reporting.layout import Block, Cell, Paragraph, SectionValue, Table, headings, run_on, tell
from loanvisit.reporting.problems import problems_known
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.reporting.standing import (
    CureStanding,
    PastStanding,
    cure_standing,
    is_answered,
    is_standing,
    past_standing,
)
from loanvisit.words import Text, counted, join, say

SUM = ("closed", "overdue", "extended", "not_yet_due")
"""The parts of what was issued: each cure is in exactly one."""

_COLUMNS = ("issued", *SUM)
_SIDES = (*(family.value for family in Family), "unknown")
_AGES = {"30": (0, 30), "90": (31, 90), "180": (91, 180), "more": (181, 10**6)}
_SHOWN = 12


def cure_figures(snapshot: Snapshot) -> Iterator[Figure]:
    """Count the cures issued by the day, the age of the problems open, and the problems registered elsewhere."""
    known = problems_known(snapshot) or any(file.remediations for file in snapshot.book.files)
    piles: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for side, column, cure in _sorted_out(snapshot):
        piles[side, column].append(cure)
        piles["total", column].append(cure)
    for side in (*_SIDES, "total"):
        for column in (*_COLUMNS, "answered", "waived"):
            yield count(f"cures.{side}.{column}", piles[side, column], known=known)
    yield _longest(snapshot, piles["total", "overdue"], known=known)
    yield from _ages(snapshot, known=known)
    past = _past(snapshot)
    for standing in PastStanding:
        yield count(f"past.{standing.value}", [finding for finding, found in past if found is standing])
    yield count("past.total", [finding for finding, _ in past])
    yield count("past.without_visit", [finding for finding, _ in past if finding.visit is None])
    still_open = [finding for finding, found in past if found is PastStanding.OPEN]
    yield from _aged(snapshot, "ageing.past", still_open)
    yield count("ageing.past.unknown", [finding for finding in still_open if finding.found_on is None])
    yield from _quartiles("closing.past", [finding for finding, found in past if found is PastStanding.CLOSED])


def cure_section(snapshot: Snapshot) -> SectionValue:
    """Lay out the cures."""
    of = snapshot.figure
    issued = of("cures.total.issued")
    blocks: list[Block] = []
    if issued.is_missing:
        blocks.append(tell("cures.missing", issued))
    elif issued.number or of("cures.total.waived").number:
        blocks.append(_sums(snapshot))
    else:
        blocks.append(tell("cures.nil", issued))
    if any(of(f"ageing.{family.value}.total").number for family in Family):
        blocks.append(_ageing(snapshot))
    if len(blocks) > 1 or issued.number:
        blocks.append(_sentence(snapshot))
    if of("past.total").number:
        blocks.append(_registered(snapshot))
    return SectionValue(heading=say("briefing.heading.cures"), blocks=_tables_first(blocks))


def _tables_first(blocks: list[Block]) -> tuple[Block, ...]:
    return tuple(sorted(blocks, key=lambda block: not isinstance(block, Table)))


def _sorted_out(snapshot: Snapshot) -> Iterator[tuple[str, str, Remediation]]:
    as_of = snapshot.as_of
    for file in snapshot.book.files:
        families = {finding.id: finding.kind.family.value for finding in file.findings}
        for cure in file.remediations:
            if cure.opened_on > as_of:
                continue
            side = families.get(cure.finding, "unknown")
            standing = cure_standing(cure, file, as_of)
            if standing is not CureStanding.WAIVED:
                yield side, "issued", cure
            yield side, standing.value, cure
            if is_answered(cure, file, as_of):
                yield side, "answered", cure


def _longest(snapshot: Snapshot, overdue: list[Row], *, known: bool) -> Figure:
    key = "cures.longest_overdue_days"
    late = [((snapshot.as_of - cure.last_day).days, cure) for cure in overdue if isinstance(cure, Remediation)]
    if not late:
        return Figure(key=key, value=0 if known else None)
    days, cure = max(late, key=lambda pair: (pair[0], pair[1].id))
    return Figure(key=key, value=days, counted=(cure,))


def _ages(snapshot: Snapshot, *, known: bool) -> Iterator[Figure]:
    as_of = snapshot.as_of
    for family in Family:
        standing = [
            finding
            for file in snapshot.book.files
            for finding in file.findings
            if finding.kind.family is family and is_standing(finding, file, as_of)
        ]
        yield from _aged(snapshot, f"ageing.{family.value}", standing, known=known)


def _aged(
    snapshot: Snapshot, key: str, found: Sequence[Finding | PastFinding], *, known: bool = True
) -> Iterator[Figure]:
    ages = [(finding, (snapshot.as_of - finding.found_on).days) for finding in found if finding.found_on is not None]
    for name, (low, high) in _AGES.items():
        yield count(f"{key}.{name}", [finding for finding, age in ages if low <= age <= high], known=known)
    yield count(f"{key}.total", found, known=known)


def _quartiles(key: str, closed: Sequence[PastFinding]) -> Iterator[Figure]:
    """Give the days within which a quarter, half and three quarters were closed, of rows with both days in order."""
    spans = [(row, row.found_on, row.closed_on) for row in closed]
    both = [(row, (end - start).days) for row, start, end in spans if start is not None and end is not None]
    known = [(row, days) for row, days in both if days >= 0]
    lengths = sorted(days for _, days in known)
    for quarter in (1, 2, 3):
        value = lengths[-(-quarter * len(lengths) // 4) - 1] if lengths else None
        yield Figure(key=f"{key}.{quarter}", value=value, counted=tuple(row for row, _ in known))


def _past(snapshot: Snapshot) -> list[tuple[PastFinding, PastStanding]]:
    as_of = snapshot.as_of
    found = [finding for file in snapshot.book.files for finding in file.past_findings]
    here = [finding for finding in found if finding.found_on is None or finding.found_on <= as_of]
    return [(finding, past_standing(finding, as_of)) for finding in sorted(here, key=lambda finding: finding.id)]


def _sums(snapshot: Snapshot) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for side in (*_SIDES, "total"):
        figures = [snapshot.figure(f"cures.{side}.{column}") for column in _COLUMNS]
        if side != "unknown" or figures[0].number:
            rows.append((_side_text(side), *figures))
    return Table(
        headings=(say("briefing.table.cures"), *headings("issued", "closed", "over", *SUM[2:])),
        rows=tuple(rows),
        sums=frozenset({len(rows) - 1}),
    )


def _side_text(side: str) -> Text:
    return say("briefing.row.total" if side == "total" else f"briefing.whose.{side}")


def _ageing(snapshot: Snapshot) -> Table:
    names = (*_AGES, "total")
    rows: list[tuple[Cell, ...]] = [
        (_side_text(family.value), *(snapshot.figure(f"ageing.{family.value}.{name}") for name in names))
        for family in Family
    ]
    ages = (*(f"age.{name}" for name in _AGES), "total")
    return Table(headings=(say("briefing.table.ageing"), *headings(*ages)), rows=tuple(rows))


def _sentence(snapshot: Snapshot) -> Paragraph:
    of = snapshot.figure
    figures = {column: of(f"cures.total.{column}") for column in _COLUMNS}
    adding = tell("cures.sum", *figures.values(), **{column: figure.digits for column, figure in figures.items()})
    asides = [
        tell(f"cures.{column}", of(f"cures.total.{column}"), count=of(f"cures.total.{column}").items)
        for column in ("answered", "waived")
        if of(f"cures.total.{column}").number
    ]
    longest = of("cures.longest_overdue_days")
    if longest.number:
        asides.append(tell("cures.longest", longest, days=counted("days", longest.number)))
    return run_on(adding, *asides)


def _registered(snapshot: Snapshot) -> Paragraph:
    past = _past(snapshot)
    names = [
        say("briefing.cures.past.row", id=str(finding.id), state=_past_text(*pair))
        for pair in past[:_SHOWN]
        for finding in pair[:1]
    ]
    if len(past) > _SHOWN:
        names.append(say("briefing.rest", count=len(past) - _SHOWN))
    figures = [snapshot.figure(f"past.{standing.value}") for standing in PastStanding]
    total = snapshot.figure("past.total")
    return tell("cures.past", total, *figures, all=total.items, rows=join(names, zh="\uff1b", en="; "))


def _past_text(finding: PastFinding, standing: PastStanding) -> Text:
    if standing is PastStanding.CLOSED and finding.closed_on is not None:
        return say("briefing.past.closed", day=finding.closed_on)
    return say(f"briefing.past.{standing.value}")
