"""Strategies for the load of a plan: the time people have, and what it is set against."""

from datetime import timedelta
from decimal import Decimal

from loanvisit.domain import Load, Method, MethodLoad, MonthLoad, OfficerId, OfficerTime, Window
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import days, ids, windows

_MOST = 9


def _person_days() -> st.SearchStrategy[Decimal]:
    return st.integers(0, 9999).map(lambda count: Decimal(count) / 100)


@st.composite
def officer_times(draw: st.DrawFn, *, officer: OfficerId | None = None) -> OfficerTime:
    """Draw people who have all of a day or a part of it, and are away now and then."""
    return OfficerTime(
        officer=draw(ids(OfficerId)) if officer is None else officer,
        share=draw(st.integers(1, 100).map(lambda count: Decimal(count) / 100)),
        away=draw(st.lists(windows(), max_size=2)),
    )


@st.composite
def month_loads(draw: st.DrawFn) -> MonthLoad:
    """Draw months of a load."""
    visits = draw(st.integers(0, _MOST))
    return MonthLoad(
        month=draw(windows()),
        visits=visits,
        person_visits=draw(st.integers(visits, 2 * visits)),
        needed=draw(_person_days()),
        working_days=draw(st.integers(0, 23)),
        available=draw(_person_days()),
        lacking=draw(_person_days()),
        provisional=draw(st.booleans()),
    )


@st.composite
def method_loads(draw: st.DrawFn, *, method: Method | None = None) -> MethodLoad:
    """Draw what a method takes."""
    visits = draw(st.integers(0, _MOST))
    return MethodLoad(
        method=draw(st.sampled_from(Method)) if method is None else method,
        visits=visits,
        person_visits=draw(st.integers(visits, 2 * visits)),
        needed=draw(_person_days()),
    )


@st.composite
def plan_loads(draw: st.DrawFn) -> Load:
    """Draw loads of a few months."""
    as_of = draw(days())
    methods = draw(st.lists(st.sampled_from(Method), unique=True))
    return Load(
        as_of=as_of,
        period=Window(opens=as_of + timedelta(days=1), last=as_of + timedelta(days=draw(st.integers(1, 300)))),
        officers=draw(st.lists(ids(OfficerId), max_size=2, unique=True)),
        borrowers=draw(st.integers(0, _MOST)),
        overdue=draw(st.integers(0, _MOST)),
        forecasts=draw(st.integers(0, _MOST)),
        most_persons=draw(st.integers(0, 3)),
        methods=[draw(method_loads(method=method)) for method in Method if method in methods],
        months=draw(st.lists(month_loads(), max_size=3)),
    )
