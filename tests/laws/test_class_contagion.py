"""The laws of what one claim's class takes from beyond it: other claims, other banks, the group, time and the past."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.assessment import class_floors, days_past_due, group_standing
from loanvisit.codec import to_json
from loanvisit.domain import (
    FIVE_TIER,
    Arrear,
    BorrowerId,
    Claim,
    Confidence,
    Counting,
    CreditReport,
    DebtorClaims,
    ExchangeRate,
    FactKind,
    FactName,
    FactTest,
    FloorRule,
    Limit,
    LoanId,
    Money,
    Regime,
    Span,
    Term,
    months,
)
from loanvisit.steps import propose_class
from loanvisit.testing import an_officer
from loanvisit.testing import strategies as draws
from loanvisit.words import verbatim

AS_OF = date(2026, 3, 31)
CN = presets.regime("cn.financial_assets.2023")
INDIA = presets.regime("in.iracp")
DAYS_ALONE = [presets.regime(name) for name in ("cn.credit_card", "us.retail.closed_end", "us.retail.open_end")]
OLD = date(2000, 1, 1)


_BEYOND = (
    "debtor.days_past_due",
    "debtor.non_performing_here",
    "debtor.non_performing_percent",
    "debtor.non_performing_elsewhere",
    "debtor.percent_over_90_days",
    "group.non_performing_here",
    "group.non_performing_percent",
)


@st.composite
def _judged(draw: st.DrawFn) -> tuple[DebtorClaims, Regime]:
    """Draw a regime with a rule on each thing beyond a claim, and a debtor with claims, a report and a group."""
    regime = draw(draws.regimes(scale=FIVE_TIER))
    rules = [
        FloorRule(
            id=name,
            title=verbatim(name),
            tests=[
                FactTest(fact=FactName(name), limit=Limit.ABOVE, value=draw(st.integers(0, 100)))
                if regime.declared[FactName(name)].kind is not FactKind.FLAG
                else FactTest(fact=FactName(name), limit=Limit.IS, value=True)
            ],
            grade=draw(st.sampled_from(regime.scale.grades)),
            citation=verbatim("own rule"),
            confidence=Confidence.PRACTICE,
        )
        for name in _BEYOND
    ]
    debtor = draw(draws.debtor_claims(scale=FIVE_TIER, regime=regime.id).filter(lambda one: one.claims))
    return (
        evolve(
            debtor,
            report=draw(draws.credit_reports()),
            group=draw(draws.group_standings(member=debtor.borrower, regime=regime.id)),
        ),
        evolve(regime, rules=(*regime.rules, *rules)),
    )


def _ranks(debtor: DebtorClaims, regime: Regime, *, as_of: date = AS_OF) -> list[tuple[int, int]]:
    return [(one.floor.rank, one.worst.rank) for one in class_floors(debtor, regime, as_of=as_of)]


def _is_no_better(before: list[tuple[int, int]], after: list[tuple[int, int]]) -> bool:
    return all(old[0] <= new[0] and old[1] <= new[1] for old, new in zip(before, after, strict=True))


@given(_judged(), st.data())
def test_a_claim_that_goes_bad_lifts_no_other(judged: tuple[DebtorClaims, Regime], data: st.DataObject) -> None:
    """Let more fall due on one claim, long ago: no claim of the debtor has a better floor, nor a better worst."""
    debtor, regime = judged
    place = data.draw(st.integers(0, len(debtor.claims) - 1))
    claim = debtor.claims[place]
    assume(claim.arrears is not None)
    due = Arrear(due_on=data.draw(draws.days()), amount=data.draw(st.none() | draws.money(currency="CNY", least=0)))
    worse = evolve(claim, arrears=[*(claim.arrears or ()), due])
    others = [*debtor.claims[:place], worse, *debtor.claims[place + 1 :]]
    assert _is_no_better(_ranks(debtor, regime), _ranks(evolve(debtor, claims=others), regime))


@given(_judged(), draws.money(currency="CNY", least=1))
def test_a_bad_claim_that_is_added_lifts_no_other(judged: tuple[DebtorClaims, Regime], owed: Money) -> None:
    """Add a claim all of which is past due since long ago, and the worst there is: no other claim is better for it."""
    debtor, regime = judged
    last = evolve(regime.buckets[-1], grade=regime.scale.grades[-1], excuses=())
    strict = evolve(regime, buckets=[*regime.buckets[:-1], last])
    added = Claim(id=LoanId("the bad claim that is added"), balance=owed, arrears=[Arrear(due_on=OLD, amount=owed)])
    before = class_floors(debtor, strict, as_of=AS_OF)
    more = evolve(debtor, claims=[*debtor.claims, added])
    after = {one.claim: one for one in class_floors(more, strict, as_of=AS_OF)}
    for one in before:
        now = after[one.claim]
        assert one.floor.rank <= now.floor.rank
        assert one.worst.rank <= now.worst.rank


@given(_judged(), st.data())
def test_worse_debts_at_other_banks_lift_nothing(judged: tuple[DebtorClaims, Regime], data: st.DataObject) -> None:
    """Let a debt elsewhere be longer past due, or non-performing: no claim here has a better floor, nor worst."""
    debtor, regime = judged
    report = debtor.report
    assert report is not None
    debts = [
        evolve(
            one,
            days_past_due=None if one.days_past_due is None else one.days_past_due + data.draw(st.integers(0, 400)),
            is_non_performing=None if one.is_non_performing is None else True,
        )
        for one in report.debts
    ]
    worse = evolve(debtor, report=evolve(report, debts=debts))
    assert _is_no_better(_ranks(debtor, regime), _ranks(worse, regime))


@given(_judged())
def test_a_worse_group_lifts_nothing(judged: tuple[DebtorClaims, Regime]) -> None:
    """Let every member be non-performing, with all it owes: no claim has a better floor, nor a better worst."""
    debtor, regime = judged
    group = debtor.group
    assert group is not None
    owed = group.owed or ()
    worse = evolve(group, non_performing=group.members, doubted=(), bad=owed, feared=owed)
    assert _is_no_better(_ranks(debtor, regime), _ranks(evolve(debtor, group=worse), regime))


@given(_judged(), st.sampled_from(["group", "report", "rates"]))
def test_what_is_not_known_beyond_is_never_taken_for_good(judged: tuple[DebtorClaims, Regime], field: str) -> None:
    """Forget the group, the report or the rates: what cannot be excluded is as bad as before or worse."""
    debtor, regime = judged
    less = evolve(debtor, **{field: () if field == "rates" else None})
    for before, after in zip(
        class_floors(debtor, regime, as_of=AS_OF), class_floors(less, regime, as_of=AS_OF), strict=True
    ):
        assert after.worst.rank >= before.worst.rank
        assert all(one.missing for one in after.unjudged)


_CENTS = st.integers(0, 10**7)


def _money(cents: int, currency: str) -> Money:
    return Money(Decimal(cents) / 100, currency)


@given(
    st.lists(st.tuples(_CENTS, st.sampled_from(["CNY", "USD", "EUR"]), st.booleans()), min_size=1, max_size=6),
    st.integers(1, 10**5),
    st.integers(1, 10**5),
)
def test_a_share_over_currencies_is_exact_at_rates_and_within_them_without(
    drawn: list[tuple[int, str, bool]], dollar: int, euro: int
) -> None:
    """Ten per cent is judged on exact fractions; without rates no answer is one that some rates would contradict."""
    units = {"CNY": Fraction(1), "USD": Fraction(dollar, 1000), "EUR": Fraction(euro, 1000)}
    claims = [
        Claim(
            id=LoanId(f"L-{place}"),
            balance=_money(cents, currency),
            arrears=[Arrear(due_on=OLD)] if is_bad else [],
        )
        for place, (cents, currency, is_bad) in enumerate(drawn)
    ]
    rates = [
        ExchangeRate(of=code, into="CNY", rate=Decimal(count) / 1000, on=OLD)
        for code, count in (("USD", dollar), ("EUR", euro))
    ]
    debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=claims, rates=rates, facts={"debtor.retail": False})
    floors = class_floors(debtor, CN, as_of=AS_OF)
    owed = sum((cents * units[code] for cents, code, _ in drawn), Fraction(0))
    bad = sum((cents * units[code] for cents, code, is_bad in drawn if is_bad), Fraction(0))
    drawn_along = bad * 10 > owed
    for one, (_, _, is_bad) in zip(floors, drawn, strict=True):
        hits = {answer.rule for answer in one.hits}
        assert ("debtor.share" in hits) is drawn_along
        assert is_bad or one.floor.rank == (2 if drawn_along else 1 if any(bad for *_, bad in drawn) else 0)
    for one in class_floors(evolve(debtor, rates=()), CN, as_of=AS_OF):
        [share] = [answer for answer in one.answers if answer.rule == "debtor.share"]
        assert share.verdict.value in ({"hit", "unjudged"} if drawn_along else {"clear", "unjudged"})


@given(draws.terms(), draws.days(), st.integers(0, 800), st.none() | st.integers(1, 24).map(months))
def test_a_term_that_begins_later_is_never_over_earlier(
    term: Term, start: date, later: int, period: Span | None
) -> None:
    """A later first day never ends a term earlier, nor does the stricter counting; a period not known is no end."""
    first, second = term.ends_on(start, period), term.ends_on(start + timedelta(days=later), period)
    whole = evolve(term, counting=Counting.FULL_PERIODS).ends_on(start, period)
    assert (first is None) is (second is None) is (whole is None) is bool(term.periods and period is None)
    if first is not None and second is not None and whole is not None:
        assert start < first <= min(second, whole)


@given(draws.days(), st.integers(0, 900), st.integers(0, 900), st.sampled_from([months(1), months(3), months(12)]))
def test_an_observation_never_ends_earlier_for_a_later_first_repayment(
    first: date, later: int, day: int, period: Span
) -> None:
    """On any day the floor of a restructured claim is as bad for the later first repayment, or worse."""
    regime = CN.choosing("observation.floor")

    def rank(start: date) -> int:
        claim = Claim(
            id=LoanId("L-1"),
            arrears=[],
            repayment_period=period,
            facts={"restructured": True, "first_repayment_on": start},
        )
        debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[claim])
        return class_floors(debtor, regime, as_of=max(first, date(2023, 7, 1)) + timedelta(days=day))[0].floor.rank

    assert rank(first) <= rank(first + timedelta(days=later))


@given(draws.days(), st.lists(st.tuples(st.integers(0, 500), st.integers(1, 200)), max_size=4), st.integers(0, 900))
def test_a_sum_paid_later_never_ends_the_term_before_a_rise_earlier(
    cleared: date, late: list[tuple[int, int]], day: int
) -> None:
    """Let sums of the term be paid later: on no day is the floor of what is non-performing better for it."""
    start = max(cleared, date(2023, 7, 1))

    def rank(delay: int) -> int:
        arrears = [
            Arrear(due_on=start + timedelta(days=due), settled_on=start + timedelta(days=due + delay * days))
            for due, days in late
        ]
        claim = Claim(
            id=LoanId("L-1"),
            arrears=arrears,
            repayment_period=months(1),
            grade=FIVE_TIER.grade("substandard", since=date(2020, 1, 1)),
            facts={"cleared_on": start, "debtor.impaired_here": False},
        )
        debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[claim])
        return class_floors(debtor, CN, as_of=start + timedelta(days=day))[0].floor.rank

    assert rank(0) <= rank(1) <= rank(2)


_SUMS = st.lists(
    st.tuples(st.integers(0, 700), st.none() | st.integers(0, 500)), min_size=0, max_size=5
)  # when each fell due, and how many days later it was paid
_FIRST = date(2021, 1, 1)


def _owing(sums: list[tuple[int, int | None]]) -> Claim:
    arrears = [
        Arrear(
            due_on=_FIRST + timedelta(days=due),
            settled_on=None if paid is None else _FIRST + timedelta(days=due + paid),
        )
        for due, paid in sums
    ]
    return Claim(id=LoanId("L-1"), arrears=arrears, grade=INDIA.grade("standard", since=date(2020, 1, 1)))


def _walk(claim: Claim, last: date) -> Iterator[tuple[date, date | None]]:
    """Yield each day, and since when the claim is an NPA at its close: over 90 days, until nothing is unpaid."""
    since, day = None, _FIRST
    while day <= last:
        counted, _ = days_past_due(claim, INDIA, as_of=day)
        days = 0 if counted is None else counted.days
        since = None if days == 0 else since or (day if days > 90 else None)
        yield day, since
        day += timedelta(days=1)


@given(_SUMS, st.integers(0, 1500))
def test_since_when_is_what_a_walk_day_by_day_finds(sums: list[tuple[int, int | None]], later: int) -> None:
    """In India an NPA is one from its 91st day until nothing is unpaid: the day stated is that of a walk of days."""
    claim, as_of = _owing(sums), _FIRST + timedelta(days=later)
    since = dict(_walk(claim, as_of))[as_of]
    [answer] = class_floors(DebtorClaims(borrower=BorrowerId("B-1"), claims=[claim]), INDIA, as_of=as_of)
    if INDIA.is_non_performing(answer.floor):
        assert answer.bad_since == since
        aged = [step.grade for step in INDIA.ageing if since is not None and as_of > step.above.after(since)]
        assert answer.floor.code == (aged[-1] if aged else "substandard")
        assert answer.since is not None
        assert answer.since <= as_of
    else:
        assert answer.bad_since is None


@given(
    st.lists(st.integers(0, 700), max_size=4),
    st.integers(0, 2000),
    st.integers(0, 2000),
    st.sampled_from([INDIA, *DAYS_ALONE]),
)
def test_time_alone_betters_nothing_that_is_unpaid(due: list[int], one: int, other: int, regime: Regime) -> None:
    """While nothing is paid, a later day never has a better floor; where days or age set it, it says since when."""
    arrears = [Arrear(due_on=_FIRST + timedelta(days=count)) for count in due]
    debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[Claim(id=LoanId("L-1"), arrears=arrears)])
    found = []
    for later in sorted((one, other)):
        as_of = _FIRST + timedelta(days=later)
        [answer] = class_floors(debtor, regime, as_of=as_of)
        found.append(answer.floor.rank)
        if answer.since is not None:
            [then] = class_floors(debtor, regime, as_of=answer.since)
            assert then.floor == answer.floor
            [before] = class_floors(debtor, regime, as_of=answer.since - timedelta(days=1))
            assert before.floor.rank < answer.floor.rank
    assert found == sorted(found)


GRADES = st.sampled_from(FIVE_TIER.grades)


@given(draws.claims(), GRADES, GRADES, draws.days(), st.integers(1, 400), draws.days())
def test_a_class_confirmed_leaves_the_past_as_it_was(  # noqa: PLR0917
    claim: Claim, was: str, code: str, since: date, before: int, day: date
) -> None:
    """A class from a day on changes no answer about an earlier day; from that day on it is the class in force."""
    claim = evolve(claim, grade=FIVE_TIER.grade(was, since=since - timedelta(days=before)), earlier=())
    new = claim.classed(FIVE_TIER.grade(code, since=since))
    assert new.grade_on(day) == (claim.grade_on(day) if day < since else new.grade)


@given(draws.debtor_claims(scale=FIVE_TIER))
def test_the_same_class_proposed_again_goes_on_since_its_day(debtor: DebtorClaims) -> None:
    """Classed again as it stands, a claim keeps its day; classed otherwise, the proposal says what it was before."""
    anna = an_officer()
    for floor in class_floors(debtor, CN, as_of=AS_OF):
        for code in FIVE_TIER.grades[floor.floor.rank :]:
            at = datetime(2026, 4, 1, 12, tzinfo=UTC)
            grade = propose_class(floor, code, by=anna, at=at, reason="seen").grade
            if floor.current is None:
                assert (grade.since, grade.was) == (AS_OF, None)
            elif floor.current.code == code:
                assert grade == floor.current
            else:
                assert (grade.since, grade.was) == (AS_OF, floor.current.code)


GROUP_RULE = FloorRule(
    id="group.share",
    title=verbatim("group"),
    tests=[FactTest(fact=FactName("group.non_performing_percent"), limit=Limit.ABOVE, value=10)],
    grade="substandard",
    citation=verbatim("own rule"),
    confidence=Confidence.PRACTICE,
)


@given(st.lists(draws.debtor_claims(scale=FIVE_TIER), max_size=3, unique_by=lambda one: str(one.borrower)))
def test_a_group_stands_as_its_members_do_in_any_order(members: list[DebtorClaims]) -> None:
    """A group's standing is that of its members by themselves, in any order the same bytes, and draws none up."""
    regime = evolve(CN, rules=(*CN.rules, GROUP_RULE))
    standing = group_standing(members, regime, group="G-1", as_of=AS_OF)
    again = group_standing(members[::-1], regime, group="G-1", as_of=AS_OF)
    assert to_json(again) == to_json(standing)
    floors = {one.borrower: class_floors(one, CN, as_of=AS_OF) for one in members}
    surely = {name for name, told in floors.items() if any(CN.is_non_performing(one.floor) for one in told)}
    maybe = {name for name, told in floors.items() if any(CN.is_non_performing(one.worst) for one in told)}
    assert (set(standing.non_performing), set(standing.doubted)) == (surely, maybe - surely)
    for one in members:
        grouped = class_floors(evolve(one, group=standing), regime, as_of=AS_OF)
        for alone, told in zip(floors[one.borrower], grouped, strict=True):
            assert alone.floor.rank <= told.floor.rank


@given(st.lists(st.tuples(_CENTS, st.booleans()), min_size=1, max_size=4))
def test_a_group_is_drawn_along_over_a_tenth_of_what_it_owes(drawn: list[tuple[int, bool]]) -> None:
    """By a rule of a bank's own over a tenth, every member follows exactly where a tenth of the group's debt is bad."""
    regime = evolve(CN, rules=(*CN.rules, GROUP_RULE))
    members = [
        DebtorClaims(
            borrower=BorrowerId(f"B-{place}"),
            claims=[
                _known(
                    Claim(id=LoanId("L-1"), balance=_money(cents, "CNY"), arrears=[Arrear(due_on=OLD)] if bad else [])
                )
            ],
            facts=_CLEAN,
            report=CreditReport(on=OLD, debts=[]),
        )
        for place, (cents, bad) in enumerate(drawn)
    ]
    standing = group_standing(members, regime, group="G-1", as_of=AS_OF)
    owed = sum(cents for cents, _ in drawn)
    along = sum(cents for cents, bad in drawn if bad) * 10 > owed
    for one, (_, bad) in zip(members, drawn, strict=True):
        [floor] = class_floors(evolve(one, group=standing), regime, as_of=AS_OF)
        assert floor.floor.rank == (4 if bad else 2 if along else 0)
        assert ("group.share" in {hit.rule for hit in floor.hits}) is along


_CLEAN = dict.fromkeys(
    (
        "use_changed",
        "new_for_old",
        "credit_impaired",
        "rating_cut",
        "evades_debt",
        "in_liquidation",
        "restructured",
        "debtor.retail",
        "debtor.impaired_here",
    ),
    False,
)


def _known(claim: Claim) -> Claim:
    return evolve(claim, grade=FIVE_TIER.grade("pass", since=date(2020, 1, 1)), expected_loss=Money("0.00", "CNY"))
