"""The least changes that flip an answer are those that brute force finds, on files of a dozen facts."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, reject, seed, settings
from hypothesis import strategies as st

from loanvisit.domain import (
    Accepts,
    Anchor,
    Before,
    Borrower,
    BorrowerFile,
    BorrowerId,
    BorrowerKind,
    Calendar,
    Comparison,
    Condition,
    CountingStart,
    Drawdown,
    DrawdownId,
    EveryGap,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    FactValue,
    Level,
    Loan,
    LoanEvent,
    LoanId,
    LoanStatus,
    Method,
    Money,
    NaturalPeriod,
    NearestChanges,
    OnceAfter,
    OnSignal,
    PastVisit,
    PolicyId,
    Requirement,
    RiskScale,
    SignalLevel,
    Subject,
    VisitId,
    days,
    five_tier,
    months,
    working_days,
)
from loanvisit.errors import PolicyError
from loanvisit.scheduling import Clause, ClausePolicy, nearest_changes, plan_file
from loanvisit.testing import a_clause, a_signal, a_waiver, an_event, weekdays
from loanvisit.words import verbatim
from tests.conftest import PROFILE, SAME_EVERY_TIME
from tests.laws.books import CALENDARS
from tests.laws.least_by_brute_force import BruteForce, Found, said

FILES = {"few": 4, "quick": 12, "deep": 2000}[PROFILE]
"""How many files are drawn: a file is altered some 4,000 times by brute force, so the quick profile draws few."""
PARTS = 4
"""The files are drawn in so many parts, which may run beside each other."""
HOUSE = RiskScale(id="house", grades=("A", "B", "C", "D"))
INDUSTRIES = ("steel", "retail", "farming")
OWN: tuple[tuple[str, FactKind, dict[str, Any]], ...] = (
    ("key_client", FactKind.FLAG, {}),
    ("staff", FactKind.WHOLE, {}),
    ("score", FactKind.DECIMAL, {}),
    ("exposure", FactKind.MONEY, {}),
    ("industry", FactKind.CODE, {"codes": INDUSTRIES}),
    ("region", FactKind.CODE, {}),
    ("reviewed_on", FactKind.DATE, {}),
    ("house", FactKind.GRADE, {"scale": HOUSE}),
    ("handed_over", FactKind.EVENT, {}),
)
FACTS = tuple(Fact(name=FactName(name), kind=kind, label=verbatim(name), **more) for name, kind, more in OWN)
DATES = [FactName("disbursed_on"), FactName("disbursed_on"), FactName("reviewed_on")]
EVENTS = ("payment_default", "dispute", "handed_over")
"""The kinds of event that files tell; policies count from two of them and from one that none tells."""
DAYS = st.dates(date(2025, 1, 1), date(2026, 6, 30))
AMOUNTS = st.integers(0, 30).map(lambda number: Money(Decimal(number * 100_000), "CNY"))


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """Draw a test of one of a dozen facts."""
    ordered = st.sampled_from([Comparison.AT_LEAST, Comparison.ABOVE, Comparison.AT_MOST, Comparison.BELOW])
    choice = st.sampled_from([Comparison.IS, Comparison.IS_NOT])
    shapes: dict[str, tuple[st.SearchStrategy[Comparison], st.SearchStrategy[Any]]] = {
        "risk": (ordered, st.sampled_from(["pass", "special_mention", "substandard"])),
        "house": (ordered, st.sampled_from(HOUSE.grades)),
        "product": (choice, st.sampled_from(["working_capital", "project", "personal"])),
        "region": (choice, st.sampled_from(["north", "south"])),
        "industry": (choice, st.sampled_from(INDUSTRIES)),
        "status": (choice, st.just("live")),
        "borrower.kind": (choice, st.sampled_from(["corporate", "natural"])),
        "key_client": (choice, st.booleans()),
        "staff": (ordered | choice, st.integers(1, 40)),
        "score": (ordered, st.integers(1, 99).map(lambda number: Decimal(number) / 100)),
        "exposure": (ordered, AMOUNTS),
        "principal": (ordered, AMOUNTS),
        "tenor_months": (ordered, st.integers(3, 30)),
        "reviewed_on": (ordered, DAYS),
        "matures_on": (ordered, DAYS),
    }
    name = draw(st.sampled_from(sorted(shapes)))
    test, bound = shapes[name]
    return Condition(fact=FactName(name), test=draw(test), values=(draw(bound),))


@st.composite
def after_events(draw: st.DrawFn) -> OnceAfter:
    """Draw a requirement counted from a kind of event, some opening later, some counting the day itself."""
    kind = draw(st.sampled_from(["payment_default", "handed_over", "accident"]))
    within = draw(st.integers(5, 200))
    return OnceAfter(
        after=FactName(kind),
        within=days(within),
        opens=draw(st.none() | st.integers(1, within).map(days)),
        counting=draw(st.sampled_from(CountingStart)),
    )


@st.composite
def policies(draw: st.DrawFn, level: Level) -> ClausePolicy:
    """Draw one to three clauses about subjects of one level, of any kind, each with up to two conditions."""
    kinds: tuple[tuple[Requirement, str], ...] = (
        (OnceAfter(after=draw(st.sampled_from(DATES)), within=days(draw(st.integers(10, 200)))), "first_check"),
        (draw(after_events()), draw(st.sampled_from(["special", "first_check"]))),
        (EveryPeriod(period=draw(st.sampled_from(NaturalPeriod))), "routine"),
        (EveryGap(gap=months(3), anchor=Anchor.LAST_VISIT, opens=days(draw(st.integers(5, 60)))), "routine"),
        (EveryGap(gap=months(2), anchor=Anchor.DRAWDOWN), "routine"),
        (Before(before=FactName("matures_on"), opens=days(90), closes=days(draw(st.integers(0, 60)))), "pre_maturity"),
        (OnSignal(levels=frozenset({SignalLevel.RED}), within=working_days(5)), "special"),
    )
    clauses: list[Clause] = []
    for place in range(draw(st.integers(1, 3))):
        require, purpose = draw(st.sampled_from(kinds))
        clauses.append(
            a_clause(
                f"c.{place}",
                require,
                purpose=purpose,
                level=level,
                accepts=draw(st.sampled_from([Accepts.ON_SITE, Accepts.INTERVIEW_OR_ON_SITE, Accepts.DATA])),
                when=draw(st.lists(conditions(), max_size=2)),
            )
        )
    try:
        return ClausePolicy(
            id=PolicyId("drawn"), version="1", title=verbatim("drawn"), clauses=tuple(clauses), facts=FACTS
        )
    except PolicyError as refused:
        if any(fault.code != "clause.unreachable" for fault in refused.faults):
            raise
        # Two conditions drawn for one clause may contradict each other: no policy says such a thing.
        reject()


@st.composite
def loans(draw: st.DrawFn, place: int) -> Loan:
    """Draw a loan with a dozen facts, most of them known: two of its dates, and often a third."""
    drawn_on = draw(DAYS)
    end = drawn_on + timedelta(days=draw(st.integers(30, 700)))
    payouts = [
        Drawdown(id=DrawdownId(f"L-{place}/1"), drawn_on=drawn_on, matures_on=draw(st.sampled_from([None, end])))
    ]
    if draw(st.integers(0, 4)) == 0:
        payouts.append(Drawdown(id=DrawdownId(f"L-{place}/2"), drawn_on=draw(st.none() | DAYS)))
    values: dict[str, st.SearchStrategy[Any]] = {
        "key_client": st.booleans(),
        "staff": st.integers(0, 45),
        "score": st.integers(0, 100).map(lambda number: Decimal(number) / 100),
        "exposure": AMOUNTS,
        "industry": st.sampled_from(INDUSTRIES),
        "region": st.sampled_from(["north", "south", "west"]),
        "reviewed_on": DAYS,
        "house": st.sampled_from(HOUSE.grades).map(HOUSE.grade),
    }
    left_out = draw(st.sets(st.sampled_from(sorted(values)), max_size=1))
    facts: dict[str, FactValue] = {name: draw(one) for name, one in values.items() if name not in left_out}
    first = min(one.drawn_on for one in payouts if one.drawn_on is not None)
    return Loan(
        id=LoanId(f"L-{place}"),
        borrower=BorrowerId("B-1"),
        drawdowns=payouts,
        product=draw(st.sampled_from(["working_capital", "project", "personal"])),
        principal=draw(AMOUNTS),
        matures_on=max(first, end),
        risk=five_tier(
            draw(st.sampled_from(["pass", "special_mention", "doubtful"])),
            since=draw(st.none() | DAYS),
            was=draw(st.sampled_from([None, "pass"])),
        ),
        status=draw(st.sampled_from([LoanStatus.LIVE] * 4 + [LoanStatus.SETTLED])),
        facts=facts,
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[BorrowerFile, Subject, date, ClausePolicy]:
    """Draw a file with a dozen facts, three dates and a past visit; a subject, a day, and a policy about such."""
    held = [draw(loans(place)) for place in range(draw(st.sampled_from([1, 1, 1, 2])))]
    on = draw(st.dates(date(2025, 6, 1), date(2026, 6, 30)))
    past = [
        PastVisit(
            id=VisitId(f"V-{place}"),
            on=on - timedelta(days=draw(st.integers(0, 300))),
            method=draw(st.sampled_from([None, Method.ON_SITE, Method.INTERVIEW])),
            loans=draw(st.sampled_from([(loan.id,) for loan in held] + [tuple(loan.id for loan in held)])),
            purposes=draw(st.sampled_from([None, {"routine"}, {"first_check", "routine"}, {"special"}])),
        )
        for place in range(draw(st.sampled_from([1, 1, 1, 2])))
    ]
    asked: list[Subject] = [held[0].id, held[0].id, held[0].drawdowns[0].id, BorrowerId("B-1")]
    subject = draw(st.sampled_from(asked))
    level = {LoanId: Level.LOAN, DrawdownId: Level.DRAWDOWN, BorrowerId: Level.BORROWER}[type(subject)]
    signals = [
        a_signal(on - timedelta(days=3), about=subject, level=draw(st.sampled_from(SignalLevel)), id=f"S-{place}")
        for place in range(draw(st.sampled_from([0, 0, 1])))
    ]
    events = [
        a_happening(on - timedelta(days=draw(st.integers(-20, 250))), draw, place, [*asked, *(one.id for one in held)])
        for place in range(draw(st.sampled_from([0, 1, 1, 2])))
    ]
    policy = draw(policies(level))
    file = BorrowerFile(
        borrower=Borrower(id=BorrowerId("B-1"), kind=draw(st.none() | st.sampled_from(BorrowerKind))),
        loans=held,
        past=past,
        signals=signals,
        events=events,
        past_known_from=draw(st.sampled_from([None, None, on - timedelta(days=120)])),
    )
    return (_waived(file, on, policy, draw(st.integers(0, 3))), subject, on, policy)


def a_happening(on: date, draw: st.DrawFn, place: int, about: list[Subject]) -> LoanEvent:
    """Draw an event of a day, most of them known at once."""
    return an_event(
        on,
        draw(st.sampled_from(EVENTS)),
        about=draw(st.sampled_from(about)),
        known_on=on + timedelta(days=draw(st.sampled_from([0, 0, 0, 30]))),
        id=f"E-{place}",
    )


def _waived(file: BorrowerFile, on: date, policy: ClausePolicy, chance: int) -> BorrowerFile:
    """Return a file, one in four times with its first open duty waived."""
    part = plan_file(file, policy=policy, calendar=weekdays(), as_of=on, until=on)
    open_ones = [duty for duty in part.duties.owed if duty.is_open]
    if chance or not open_ones:
        return file
    return evolve(file, waivers=(a_waiver(open_ones[0].id, granted_on=on, expires_on=on + timedelta(days=30)),))


def is_rich(case: tuple[BorrowerFile, Subject, date, ClausePolicy], *, due: bool) -> bool:
    """Say whether a file is worth one of the few places of a quick run: much is read, and it stands as asked for."""
    file, subject, on, policy = case
    if len(policy.reads) < 6 or not file.events or any(test.fact == "status" for test in policy.applies):
        return False
    answers = policy.duties(file, calendar=weekdays(), as_of=on, until=on)
    is_due = any(duty.is_open for duty in answers.owed if duty.subject == subject)
    return is_due is due and (due or bool(answers.owed or answers.projected))


def as_found(changes: NearestChanges) -> set[Found]:
    """The changes as brute force names them."""
    return {
        Found(
            one.kind.value,
            str(one.holder),
            one.name,
            said(one.to),
            tuple(sorted(map(str, one.due))),
        )
        for one in changes.changes
    }


@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_the_least_changes_are_those_of_brute_force(
    part: int, record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """For each file drawn: every least change is found, none is missed, and each gives the answer it says."""
    held = {"files": 0, "changes": 0, "due": 0, "tried": 0}

    @settings(max_examples=FILES // PARTS, suppress_health_check=list(HealthCheck))
    @given(
        case=cases() if PROFILE == "deep" else cases().filter(partial(is_rich, due=part % 2 == 0)), calendar=CALENDARS
    )
    def law(case: tuple[BorrowerFile, Subject, date, ClausePolicy], calendar: Calendar) -> None:
        file, subject, on, policy = case
        found = nearest_changes(file, subject, on=on, policy=policy, calendar=calendar)
        brute = BruteForce(file, subject, on, policy, calendar)
        assert tuple(sorted(map(str, found.due))) == brute.before
        expected = brute.all()
        assert as_found(found) == expected
        assert len(found.changes) == len(expected)
        altered = {one.name for one in found.changes}
        assert not altered & set(found.steady)
        held["files"] += 1
        held["changes"] += len(expected)
        held["due"] += found.is_due
        held["tried"] += brute.tried

    (seed(part)(law) if SAME_EVERY_TIME else law)()
    record_property("cases", held["files"])
    with capsys.disabled():
        print("\n", " ".join(f"{name} {count:,}" for name, count in held.items()))  # noqa: T201  the figure of a run
