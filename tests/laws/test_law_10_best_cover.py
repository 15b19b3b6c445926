"""Law 10: the cover is the best there is, equal to brute force on small files.

The brute force shares nothing with the library's search: it writes out every way to divide the duties into visits.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanvisit.domain import Accepts, LoanId, Method, Obligation
from loanvisit.scheduling import Trip, branching, cover
from loanvisit.testing import a_duty, a_rule

AS_OF = date(2026, 3, 31)
FILES = {5: 250, 40: 2_000}.get(settings.default.max_examples if settings.default else 40, 10_000)
EQUAL = {"equal": 0, "more than one duty a visit": 0}

Groups = list[list[Obligation]]
Cost = tuple[int, int, int]


def _days(duty: Obligation) -> tuple[date, date]:
    """On which days a duty can be paid: from tomorrow in its window, or tomorrow alone where that is too late."""
    tomorrow = AS_OF + timedelta(days=1)
    if duty.window.last < tomorrow:
        return tomorrow, tomorrow
    return max(duty.window.opens, tomorrow), duty.window.last


def _may_share(one: Obligation, other: Obligation) -> bool:
    if (one.rule.clause, one.subject) == (other.rule.clause, other.subject):
        late_by_tomorrow = one.window.last <= AS_OF and other.window.last <= AS_OF
        return late_by_tomorrow and one.rule.arrear == "all"
    return not one.rule.separate or one.rule.separate != other.rule.separate


def _is_a_visit(group: list[Obligation]) -> bool:
    days = [_days(duty) for duty in group]
    if max(first for first, _ in days) > min(last for _, last in days):
        return False
    return all(_may_share(one, other) for place, one in enumerate(group) for other in group[:place])


def _cost(groups: Groups) -> Cost:
    on_site = sum(any(duty.rule.accepts is Accepts.ON_SITE for duty in group) for group in groups)
    interviews = sum(
        any(duty.rule.accepts is Accepts.INTERVIEW_OR_ON_SITE for duty in group)
        and not any(duty.rule.accepts is Accepts.ON_SITE for duty in group)
        for group in groups
    )
    return on_site, interviews, len(groups)


def _divisions(duties: list[Obligation]) -> Iterator[Groups]:
    """Yield every way to divide the duties into groups."""
    if not duties:
        yield []
        return
    first, *rest = duties
    for groups in _divisions(rest):
        yield [[first], *groups]
        for place in range(len(groups)):
            yield [*groups[:place], [first, *groups[place]], *groups[place + 1 :]]


def brute_force(duties: list[Obligation]) -> Cost:
    """Return the least cost over every division into visits that can be made."""
    return min(_cost(groups) for groups in _divisions(duties) if all(map(_is_a_visit, groups)))


def cost_of(trips: tuple[Trip, ...]) -> Cost:
    """Return what a cover costs: visits on site, interviews, all."""
    methods = [trip.method for trip in trips]
    return methods.count(Method.ON_SITE), methods.count(Method.INTERVIEW), len(methods)


@st.composite
def files(draw: st.DrawFn) -> list[Obligation]:
    """Draw up to seven duties that crowd each other: near days, few clauses and subjects, some groups apart."""
    rules = [
        a_rule(
            f"clause.{place}",
            accepts=draw(st.sampled_from([Accepts.ON_SITE, Accepts.INTERVIEW_OR_ON_SITE, Accepts.ANY_CONTACT])),
            separate=draw(st.sampled_from([None, None, None, "apart", "other"])),
            arrear=draw(st.sampled_from(["all", "all", "oldest"])),
        )
        for place in range(draw(st.integers(1, 4)))
    ]
    duties = []
    for place in range(draw(st.integers(1, 7))):
        opens = AS_OF + timedelta(days=draw(st.integers(-30, 30)))
        last = opens + timedelta(days=draw(st.integers(0, 25)))
        duties.append(
            a_duty(
                opens,
                last,
                rule=draw(st.sampled_from(rules)),
                subject=LoanId(draw(st.sampled_from(["L-1", "L-2", "L-3"]))),
                anchor=f"{place}",
            )
        )
    return duties


@settings(max_examples=FILES)
@given(duties=files())
def test_the_cover_costs_what_brute_force_finds(duties: list[Obligation]) -> None:
    """The fewest visits on site, then interviews, then visits in all: no division of the duties does better."""
    trips = cover(duties, as_of=AS_OF)
    assert sorted(duty.anchor for trip in trips for duty in trip.duties) == sorted(duty.anchor for duty in duties)
    assert all(_is_a_visit(list(trip.duties)) for trip in trips)
    assert cost_of(trips) == _cost([list(trip.duties) for trip in trips])
    assert cost_of(trips) == brute_force(duties)
    EQUAL["equal"] += 1
    EQUAL["more than one duty a visit"] += len(trips) < len(duties)


@given(duties=files(), steps=st.integers(0, 40))
def test_a_cover_says_it_is_the_best_only_where_it_is(duties: list[Obligation], steps: int) -> None:
    """However soon the search must end, every duty is in a visit that can be made; what is called the best is so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(branching, "_MOST_STEPS", steps)
        trips = cover(duties, as_of=AS_OF)
    assert sorted(duty.anchor for trip in trips for duty in trip.duties) == sorted(duty.anchor for duty in duties)
    assert all(_is_a_visit(list(trip.duties)) for trip in trips)
    assert not all(trip.is_least for trip in trips) or cost_of(trips) == brute_force(duties)


def test_the_count_of_equal_cases_is_said(record_property: Callable[[str, object], None]) -> None:
    """How many small files were equal to brute force is printed with the laws; a shortfall would have failed above."""
    record_property("cases", EQUAL["equal"])
    assert EQUAL["more than one duty a visit"] > EQUAL["equal"] // 10


@given(duties=files(), data=st.data())
def test_the_cover_does_not_depend_on_the_order_of_duties(duties: list[Obligation], data: st.DataObject) -> None:
    """The same duties in any order are gathered into the same visits."""
    assert cover(data.draw(st.permutations(duties)), as_of=AS_OF) == cover(duties, as_of=AS_OF)
