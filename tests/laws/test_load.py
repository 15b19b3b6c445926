"""The laws of the load of a plan: what is lacking is the least there can be, whoever is named first."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from types import MappingProxyType

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.codec import canonical_bytes, from_document, to_document
from loanvisit.domain import Accepts, Duties, Load, Method, OfficerId, OfficerTime, Visit, Window
from loanvisit.scheduling import FilePlan, Plan, load_of
from loanvisit.testing import a_book, a_duty, a_policy, a_rule, weekdays
from loanvisit.testing import strategies as draws

AS_OF = date(2026, 3, 31)
UNTIL = AS_OF + timedelta(days=25)
TABLE = presets.method_table("cn.methods")
_ACCEPTS = {
    Method.ON_SITE: Accepts.ON_SITE,
    Method.INTERVIEW: Accepts.INTERVIEW_OR_ON_SITE,
    Method.CONTACT: Accepts.ANY_CONTACT,
    Method.DATA: Accepts.DATA,
}


@st.composite
def _visits(draw: st.DrawFn) -> list[Visit]:
    """Up to five visits within four weeks, some of them overdue."""
    found = []
    for place in range(draw(st.integers(0, 5))):
        opens = AS_OF + timedelta(days=draw(st.integers(-20, 20)))
        last = opens + timedelta(days=draw(st.integers(0, 8)))
        method = draw(st.sampled_from(Method))
        duty = a_duty(opens, last, rule=a_rule(f"c{place}", accepts=_ACCEPTS[method]))
        window = Window(opens=opens, last=last)
        found.append(Visit(borrower=a_book().files[0].id, method=method, window=window, covers=(duty,)))
    return found


PEOPLE = st.lists(
    st.sampled_from(["anna", "li", "wu"]).flatmap(lambda name: draws.officer_times(officer=OfficerId(name))),
    max_size=3,
    unique_by=lambda one: one.officer,
)


def _plan(visits: list[Visit]) -> Plan:
    book = a_book()
    file = book.files[0].id
    part = FilePlan(borrower=file, duties=Duties(), visits=tuple(visits))
    return Plan(book=book, policy=a_policy(), calendar=weekdays(), until=UNTIL, parts=MappingProxyType({file: part}))


def _days(visit: Visit) -> set[date]:
    """Return the days on which a visit may be made."""
    opens, last = visit.window.opens, visit.window.last
    if last <= AS_OF:
        opens, last = AS_OF, UNTIL
    return {opens + timedelta(days=count) for count in range((last - opens).days + 1)}


def _takes(visit: Visit) -> Decimal:
    return TABLE.profile(visit.method).effort_days * (2 if visit.method is Method.ON_SITE else 1)


@given(_visits(), PEOPLE)
def test_what_is_lacking_is_what_no_sharing_out_finds_room_for(visits: list[Visit], people: list[OfficerTime]) -> None:
    """By brute force over every set of visits: its work less the days that any of them may use, at the most."""
    load = load_of(_plan(visits), officers=people, table=TABLE)
    asked = [one for one in visits if one.window.last <= UNTIL]
    worked = [AS_OF + timedelta(days=count) for count in range(1, 26)]
    free = {
        day: sum((one.share for one in people if not any(day in gone for gone in one.away)), Decimal(0))
        for day in worked
        if day.weekday() < 5
    }
    most = Decimal(0)
    for count in range(len(asked) + 1):
        for some in combinations(asked, count):
            usable = set[date]().union(*(_days(one) for one in some)) if some else set()
            least = sum(map(_takes, some), Decimal(0)) - sum((free[day] for day in usable if day in free), Decimal(0))
            most = max(most, least)
    assert load.lacking == most
    assert load.needed == sum(map(_takes, asked), Decimal(0))
    assert load.available == sum(free.values(), Decimal(0))
    assert (load.visits, load.working_days) == (len(asked), len(free))
    assert load.fits == (most == 0)


@given(_visits(), PEOPLE)
def test_the_order_of_people_and_visits_does_not_show(visits: list[Visit], people: list[OfficerTime]) -> None:
    """Named in any order, the same bytes; and the load reads back from its document."""
    load = load_of(_plan(visits), officers=people, table=TABLE)
    turned = load_of(_plan(visits[::-1]), officers=people[::-1], table=TABLE)
    assert canonical_bytes(to_document(load)) == canonical_bytes(to_document(turned))
    assert from_document(to_document(load), Load) == load


@given(_visits(), PEOPLE)
def test_more_people_never_lack_more(visits: list[Visit], people: list[OfficerTime]) -> None:
    """One person more, or one that is never away, and no month lacks more than before in sum; the sums add up."""
    load = load_of(_plan(visits), officers=people, table=TABLE)
    more = [*people, OfficerTime(officer=OfficerId("zhou"))]
    there = [evolve(one, away=()) for one in people]
    for better in (more, there):
        assert load_of(_plan(visits), officers=better, table=TABLE).lacking <= load.lacking
    assert load.needed == sum((one.needed for one in load.methods), Decimal(0))
    assert load.person_visits == sum(one.person_visits for one in load.methods)
    assert all(0 <= one.lacking <= one.needed for one in load.months)
    assert load.full_text.zh
    assert len(load.full_text.en.split("\n")) == 1 + len(load.methods) + len(load.months) + len(load.notes)
