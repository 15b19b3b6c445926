"""Notes (说明): what the words mean, what the rates divide, what is missing, how numbers are rounded."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from loanvisit.reporting.layout import Paragraph, SectionValue, note
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.words import Text, counted, join, say


def notes_section(snapshot: Snapshot) -> SectionValue:
    """Lay out the notes: definitions first, then what this issue lacks."""
    given = (Paragraph(text=text, item=True) for text in snapshot.notes)
    blocks = (*_definitions(), *_lacks(snapshot), *_past_known(snapshot), *given)
    return SectionValue(heading=say("briefing.heading.notes"), blocks=blocks)


def _definitions() -> Iterator[Paragraph]:
    for name in ("due", "rates", "cures", "marks", "units"):
        yield note(name)


_COUNTED = {
    "no_principal": "book.no_principal",
    "no_balance": "book.no_balance",
    "review_unknown": "visits.review_unknown",
    "no_day": "duties.total.no_day",
    "expired": "duties.total.expired",
}


def _lacks(snapshot: Snapshot) -> Iterator[Paragraph]:
    unreviewed = snapshot.figure("visits.unreviewed")
    if unreviewed.is_missing:
        yield note("no_records")
    elif unreviewed.is_zero:
        yield note("unreviewed.nil", unreviewed)
    else:
        yield note("unreviewed", unreviewed, count=unreviewed.items)
    for name, key in _COUNTED.items():
        figure = snapshot.figure(key)
        if figure.number:
            yield note(name, figure, count=figure.items)
    facts: dict[str, Text] = {}
    for answer in snapshot.undetermined or ():
        facts |= dict(zip(answer.missing, answer.called, strict=True))
    if facts:
        yield note("missing", facts=join([facts[name] for name in sorted(facts)]))


def _past_known(snapshot: Snapshot) -> Iterator[Paragraph]:
    days: Counter[date] = Counter(
        file.past_known_from for file in snapshot.book.files if file.past_known_from is not None
    )
    if days:
        each = [
            say("briefing.note.past_known.day", day=day, count=counted("borrowers", days[day])) for day in sorted(days)
        ]
        yield note("past_known", days=join(each))
