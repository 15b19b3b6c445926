"""Policies made of policies ask what their parts ask: side by side, one after another, or otherwise for a time."""

from collections import Counter
from datetime import date, timedelta

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from loanvisit.domain import (
    Accepts,
    Calendar,
    ClauseId,
    Duties,
    NaturalPeriod,
    Obligation,
    OfficerId,
    PolicyId,
    Portfolio,
)
from loanvisit.scheduling import ClausePolicy, between, override, prefixed, strictest
from loanvisit.testing import a_clause, a_file, a_loan, a_past_visit, a_policy, strategies, weekdays
from loanvisit.words import Text
from tests.laws.books import CALENDARS, plan_of
from tests.laws.test_plan_and_discharge_agree import check_each, days_of

REASON = Text(zh="台风封路", en="roads closed by a typhoon")
APPROVER = OfficerId("hq.credit.03")


def _asked(policy: ClausePolicy, book: Portfolio, calendar: Calendar) -> list[Duties]:
    until = book.as_of + timedelta(days=300)
    return [policy.duties(file, calendar=calendar, as_of=book.as_of, until=until) for file in book.files]


def _duties(asked: list[Duties]) -> list[Obligation]:
    return [duty for one in asked for duty in (*one.owed, *one.projected)]


def _deadlines(asked: list[Duties]) -> Counter[tuple[object, ...]]:
    """What is asked by when, whatever the policy is called."""
    return Counter((duty.id, duty.window, duty.raw, duty.rule.accepts, duty.state) for duty in _duties(asked))


def _never_visited(book: Portfolio) -> Portfolio:
    """Return the book without its visits: what one visit pays is another law."""
    return evolve(
        book, files=tuple(evolve(file, past=(), records=(), visits=(), obligations=()) for file in book.files)
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[ClausePolicy, ClausePolicy]:
    """Draw two policies whose clause ids differ."""
    first, second = draw(strategies.policies()), draw(strategies.policies())
    return evolve(first, id=PolicyId("first")), prefixed(evolve(second, id=PolicyId("second")), "second.")


@given(book=strategies.portfolios(), both=pairs(), calendar=CALENDARS)
def test_the_strictest_asks_all_that_either_asks(
    book: Portfolio, both: tuple[ClausePolicy, ClausePolicy], calendar: Calendar
) -> None:
    """Nothing is lost, nothing moved and nothing added: each deadline of each policy stands, and no other."""
    first, second = both
    bare = _never_visited(book)
    whole = _deadlines(_asked(strictest(first, second), bare, calendar))
    assert whole == _deadlines(_asked(first, bare, calendar)) + _deadlines(_asked(second, bare, calendar))


@given(book=strategies.portfolios(), both=pairs(), calendar=CALENDARS)
def test_the_order_of_two_policies_changes_no_duty(
    book: Portfolio, both: tuple[ClausePolicy, ClausePolicy], calendar: Calendar
) -> None:
    """One with the other is the other with the one."""
    first, second = both
    ahead, behind = strictest(first, second), strictest(second, first)
    assert (ahead.id, ahead.version, ahead.facts) == (behind.id, behind.version, behind.facts)
    bare = _never_visited(book)
    assert _deadlines(_asked(ahead, bare, calendar)) == _deadlines(_asked(behind, bare, calendar))


@given(policy=strategies.policies(), third=strategies.policies(), both=pairs())
def test_putting_together_is_idempotent_and_groups_freely(
    policy: ClausePolicy, third: ClausePolicy, both: tuple[ClausePolicy, ClausePolicy]
) -> None:
    """A policy with itself is itself; of three it is one which two come first, but for how series are told apart."""
    assert strictest(policy, policy) == policy
    first, second = both
    last = prefixed(evolve(third, id=PolicyId("third")), "third.")
    one, other = strictest(strictest(first, second), last), strictest(first, strictest(second, last))
    assert {evolve(clause, series=None) for clause in one.clauses} == {
        evolve(clause, series=None) for clause in other.clauses
    }


@st.composite
def cuts(draw: st.DrawFn, *, low: date = date(2015, 1, 1)) -> tuple[date, date]:
    """Draw a first and a last day."""
    first = draw(strategies.days(earliest=low, latest=date(2030, 1, 1)))
    return first, first + timedelta(days=draw(st.integers(0, 600)))


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, days=cuts())
def test_between_asks_what_ends_between(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, days: tuple[date, date]
) -> None:
    """A duty stands if its last day lies between the days, and it is the duty the policy has anyway."""
    first, last = days
    bare = _never_visited(book)
    inside = _deadlines(_asked(between(policy, first, last), bare, calendar))
    every = {key: key[1] for key in _deadlines(_asked(policy, bare, calendar))}
    until = book.as_of + timedelta(days=300)
    for key in inside:
        assert first <= key[1].last <= last  # type: ignore[attr-defined]
    kept = {key for key, window in every.items() if first <= window.last <= last}  # type: ignore[attr-defined]
    assert kept <= set(inside)
    # Beyond the plan's last day each line shows its next one, which the days may have made another.
    assert all(key in kept or key[1].last > until for key in inside)  # type: ignore[attr-defined]


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, day=strategies.days())
def test_a_policy_cut_in_two_and_put_together_is_the_policy(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, day: date
) -> None:
    """A new version that changes nothing changes nothing: the same duties, ids and states, whatever was visited."""
    cut = strictest(between(policy, None, day), between(policy, day + timedelta(days=1), None))
    whole, parts = _asked(policy, book, calendar), _asked(cut, book, calendar)
    until = book.as_of + timedelta(days=300)
    told = {duty.id: (duty.window, duty.state) for duty in _duties(whole)}
    found = {duty.id: (duty.window, duty.state) for duty in _duties(parts)}
    assert len(found) == len(_duties(parts))
    assert {id_: said for id_, said in found.items() if said[0].last <= until} == {
        id_: said for id_, said in told.items() if said[0].last <= until
    }


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, days=cuts(), data=st.data())
def test_an_override_holds_for_its_time_and_no_longer(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, days: tuple[date, date], data: st.DataObject
) -> None:
    """What ends in its time is asked as the changed policy asks it, all else as before; a duty keeps its id."""
    clause = data.draw(st.sampled_from([one for one in policy.clauses if policy.clause(one.id) == one]))
    assume(clause.effective_from is None)
    starts, expiry = days
    accepts = data.draw(st.sampled_from([one for one in Accepts if one is not clause.accepts]))
    eased = override(
        policy, clause.id, reason=REASON, approver=APPROVER,
        starts=starts, expiry=expiry, accepts=accepts, visitors=0, evidence=(),
    )  # fmt: skip
    bare, until = _never_visited(book), book.as_of + timedelta(days=300)
    before = {duty.id: duty for duty in _duties(_asked(policy, bare, calendar)) if duty.window.last <= until}
    after = {duty.id: duty for duty in _duties(_asked(eased, bare, calendar)) if duty.window.last <= until}
    assert before.keys() == after.keys()
    for id_, duty in after.items():
        is_eased = duty.rule.clause == clause.id and starts <= duty.window.last <= expiry
        assert duty.rule.accepts is (accepts if is_eased else before[id_].rule.accepts)
        assert duty.window == before[id_].window
        said = duty.rule.sentence
        assert said is not None
        assert (REASON.zh in said.zh, APPROVER.value in said.en) == (is_eased, is_eased)


def test_another_cadence_holds_for_its_time() -> None:
    """Quarterly but for the months of a half-year: 2025Q4, then January to June by month, then 2026Q3."""
    policy = a_policy(a_clause())
    watched = override(
        policy, "routine", reason=REASON, approver=APPROVER,
        starts=date(2026, 1, 1), expiry=date(2026, 6, 30), every=NaturalPeriod.MONTH,
    )  # fmt: skip
    file = a_file(a_loan(disbursed_on=date(2025, 8, 20), matures_on=date(2030, 8, 20)))
    asked = watched.duties(file, calendar=weekdays(), as_of=date(2026, 9, 30), until=date(2026, 9, 30))
    assert [duty.anchor for duty in sorted(asked.owed, key=lambda duty: duty.window.last)] == [
        "2025Q4", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026Q3",
    ]  # fmt: skip


def test_a_late_visit_never_pays_two_versions_at_once() -> None:
    """Arrears of the old version first: the visit that pays them leaves the running period of the new one open."""
    policy = a_policy(a_clause())
    later = policy.replacing("routine", accepts=Accepts.ANY_CONTACT, version="2")
    cut = strictest(between(policy, None, date(2026, 3, 31)), between(later, date(2026, 4, 1), None))
    loan = a_loan(disbursed_on=date(2025, 8, 20), matures_on=date(2030, 8, 20))
    file = a_file(loan, past=[a_past_visit(date(2026, 4, 10))])
    asked = cut.duties(file, calendar=weekdays(), as_of=date(2026, 4, 30), until=date(2026, 6, 30))
    assert {duty.anchor: duty.is_open for duty in asked.owed} == {"2025Q4": False, "2026Q1": False, "2026Q2": True}


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_what_is_planned_across_versions_is_paid_as_planned(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Made as planned, a visit meets what it covers, whichever version of a clause asked for it."""
    cut = data.draw(strategies.versions(policy)) if len(policy.clauses) == len(_ids(policy)) else policy
    plan = plan_of(book, cut, calendar)
    for whose in book.files:
        file = plan.file(whose.id)
        check_each(file, days_of(data, plan.parts[whose.id].visits, file, book.as_of))


def _ids(policy: ClausePolicy) -> set[ClauseId]:
    return {clause.id for clause in policy.clauses}
