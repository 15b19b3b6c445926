"""From which day the past of a book is known, told in a sentence."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from loanvisit.domain.file import BorrowerFile
from loanvisit.words import Text, counted, join, say


def past_known_text(files: Iterable[BorrowerFile]) -> Text | None:
    """Return a sentence on the days from which visits are known; None where they are since each drawdown."""
    days: Counter[date] = Counter(file.past_known_from for file in files if file.past_known_from is not None)
    each = [say("briefing.note.past_known.day", day=day, count=counted("borrowers", days[day])) for day in sorted(days)]
    return say("briefing.note.past_known", days=join(each)) if each else None
