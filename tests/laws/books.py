"""What the laws of planning share: calendars, a horizon, and a plan in one call."""

from datetime import date, timedelta

from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.codec import canonical_bytes, to_document
from loanvisit.domain import BorrowerFile, Calendar, Portfolio
from loanvisit.scheduling import ClausePolicy, FilePlan, Plan, make_plan
from loanvisit.testing import weekdays

CHINA = presets.calendar("CN")
CALENDARS: st.SearchStrategy[Calendar] = st.sampled_from([weekdays(), CHINA])


def plan_of(book: Portfolio, policy: ClausePolicy, calendar: Calendar, *, ahead: int = 300) -> Plan:
    """Plan a book `ahead` days from the day it is known at."""
    return make_plan(book, policy=policy, calendar=calendar, until=book.as_of + timedelta(days=ahead))


def plan_of_file(
    file: BorrowerFile,
    policy: ClausePolicy,
    *,
    as_of: date,
    until: date | None = None,
    calendar: Calendar | None = None,
) -> FilePlan:
    """Plan the book of one file, a year ahead unless said otherwise."""
    book = Portfolio(as_of=as_of, files=(file,))
    end = until or as_of + timedelta(days=365)
    return make_plan(book, policy=policy, calendar=calendar or weekdays(), until=end).parts[file.id]


def told(plan: Plan) -> bytes:
    """Return everything a plan says, as canonical bytes."""
    return canonical_bytes(to_document(plan))
