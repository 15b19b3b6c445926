"""Checks due and done (检查情况): the table of duties by kind and method, the shares, and the visits recorded."""

from loanvisit.domain import Method
from loanvisit.reporting.duties import COLUMNS, duty_kinds
from loanvisit.reporting.layout import Block, Cell, Paragraph, SectionValue, Table, headings, run_on, tell
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.words import join, say, verbatim


def check_section(snapshot: Snapshot) -> SectionValue:
    """Lay out the duties and the visits."""
    blocks: list[Block] = []
    if snapshot.figure("duties.total.due").is_missing:
        blocks.append(tell("duties.missing", snapshot.figure("duties.total.due")))
    else:
        blocks += [_table(snapshot), _shares(snapshot)]
    return SectionValue(heading=say("briefing.heading.duties"), blocks=(*blocks, _visits(snapshot)))


def _table(snapshot: Snapshot) -> Table:
    rows: list[tuple[Cell, ...]] = []
    sums: set[int] = set()
    every = duty_kinds(snapshot)
    apart = len({kind.side for kind in every}) > 1  # a sum of one side would be the total once more
    for side in ("people", "machine", "desk", "other"):
        kinds = [kind for kind in every if kind.side == side]
        for kind in kinds:
            cells = (snapshot.figure(f"duties.{kind.key}.{column}") for column in COLUMNS)
            rows.append((kind.text, kind.method_text, *cells))
        if kinds and apart and side != "other":
            sums.add(len(rows))
            rows.append(_sum(snapshot, side))
    sums.add(len(rows))
    rows.append(_sum(snapshot, "total"))
    return Table(headings=headings("purpose", "method", *COLUMNS), rows=tuple(rows), sums=frozenset(sums))


def _sum(snapshot: Snapshot, side: str) -> tuple[Cell, ...]:
    cells = (snapshot.figure(f"duties.{side}.{column}") for column in COLUMNS)
    return (say(f"briefing.row.{side}"), verbatim(""), *cells)


def _shares(snapshot: Snapshot) -> Paragraph:
    of = snapshot.figure
    done, on_time = of("duties.people.done_rate"), of("duties.people.on_time_rate")
    data_done, data_on_time = of("duties.machine.done_rate"), of("duties.machine.on_time_rate")
    watched = of("duties.machine.due")
    shares = tell(
        "duties.shares.people" if watched.is_zero else "duties.shares",
        *(done, on_time, data_done, data_on_time),
        done_rate=done.text,
        on_time_rate=on_time.text,
        data_done_rate=data_done.text,
        data_on_time_rate=data_on_time.text,
    )
    asides = [
        tell(f"duties.{column}", of(f"duties.total.{column}"), count=of(f"duties.total.{column}").items)
        for column in ("in_part", "deferred", "waived", "lapsed")
        if of(f"duties.total.{column}").number
    ]
    return run_on(shares, *asides)


def _visits(snapshot: Snapshot) -> Paragraph:
    by_method = {method: snapshot.figure(f"visits.{method.value}") for method in Method}
    not_made, past = snapshot.figure("visits.not_made"), snapshot.figure("visits.past")
    pairs = snapshot.figure("visits.two_person_rate")
    figures = (*by_method.values(), not_made, pairs, past)
    if not_made.is_missing:
        return tell("visits.missing", *figures)
    made = [
        say("briefing.visits.method", method=method.text, count=figure.visits)
        for method, figure in by_method.items()
        if figure.number
    ]
    return tell(
        "visits",
        *figures,
        methods=join(made) if made else say("briefing.visits.none"),
        not_made=not_made.visits,
        two_person=pairs.text,
        past=past.visits,
    )
