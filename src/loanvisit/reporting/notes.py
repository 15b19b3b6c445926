"""Notes (说明): what the words mean, what the rates divide, what is missing, how numbers are rounded."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from loanvisit.domain import fact_text
from loanvisit.reporting.layout import Paragraph, SectionValue, note
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.words import join, say


def notes_section(snapshot: Snapshot) -> SectionValue:
    """Lay out the notes: definitions first, then what this issue lacks."""
    blocks = (*_definitions(), *_lacks(snapshot), *_past_known(snapshot))
    return SectionValue(heading=say("briefing.heading.notes"), blocks=blocks)


def _definitions() -> Iterator[Paragraph]:
    for name in ("due", "rates", "cures", "marks", "units"):
        yield note(f"{name}")


def _lacks(snapshot: Snapshot) -> Iterator[Paragraph]:
    of = snapshot.figure
    principal, balance = of("book.no_principal"), of("book.no_balance")
    if principal.number or balance.number:
        yield note("amounts", principal, balance, principal=principal.digits, balance=balance.digits)
    unreviewed, unknown = of("visits.unreviewed"), of("visits.review_unknown")
    if of("visits.recorded").is_missing:
        yield note("no_records")
    else:
        words = {"unreviewed": unreviewed.items, "unknown": unknown.items}
        yield note("unreviewed", unreviewed, unknown, **words)
    facts = sorted({name for answer in snapshot.undetermined for name in answer.missing})
    if facts:
        yield note("missing", facts=join([fact_text(name) for name in facts]))
    for name, key in (("no_day", "duties.total.no_day"), ("expired", "duties.total.expired")):
        figure = of(key)
        if figure.number:
            yield note(f"{name}", figure, count=figure.items)


def _past_known(snapshot: Snapshot) -> Iterator[Paragraph]:
    days: Counter[date] = Counter(
        file.past_known_from for file in snapshot.book.files if file.past_known_from is not None
    )
    if days:
        each = [say("briefing.note.past_known.day", day=day, count=days[day]) for day in sorted(days)]
        yield note("past_known", days=join(each))
