"""The three example rules of monitoring, each on both sides of each threshold, and a run of them over a pool."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, localcontext

import pytest

from loanvisit.assessment import (
    MONITORING_RULES,
    STATUS_BUCKETS,
    InflowDrop,
    MemberSeries,
    MissedInstalments,
    MonitoringRule,
    MonitoringRules,
    OverdueStatus,
    StatusBucket,
    answer_columns,
    run_columns,
    run_over,
)
from loanvisit.domain import (
    BorrowerId,
    Confidence,
    LoanId,
    Money,
    MonitoringRun,
    OfficerId,
    Reading,
    RunHit,
    RunId,
    RunOutcome,
    SignalLevel,
    add_months,
)
from loanvisit.errors import InputError

CUT = date(2026, 3, 31)
ON = date(2026, 4, 1)
AT = datetime(2026, 4, 1, 2, tzinfo=UTC)
PLACES = {bucket.status: place for place, bucket in enumerate(STATUS_BUCKETS)}


def a_status(month: int, status: str, *, year: int = 2026, known_on: date | None = None) -> Reading:
    """Return the status of a month, reported on its 28th."""
    return Reading(kind="monthly_status", on=date(year, month, 28), status=status, known_on=known_on)


def a_member(readings: Iterable[Reading], **given: object) -> MemberSeries:
    """Return a loan with what was read of it."""
    return MemberSeries(LoanId("L-1"), BorrowerId("B-1"), tuple(readings), **given)  # type: ignore[arg-type]


def a_year(status: str = "C", *worse: str) -> list[Reading]:
    """Return twelve months up to March 2026 of one status, the last ones of others."""
    last = [add_months(CUT, -back) for back in range(12)]
    said = [*reversed(worse), *[status] * (12 - len(worse))]
    return [a_status(day.month, one, year=day.year) for day, one in zip(last, said, strict=True)]


def inflows(recent: str, before: str, *, without: int = 0, account: str | None = None) -> list[Reading]:
    """Return an amount a day for three months up to the cut, another for the nine before; the first days left out."""
    opens, turn = add_months(CUT, -12), add_months(CUT, -3)
    found = []
    for place in range(1, (CUT - opens).days + 1):
        day = opens + timedelta(days=place)
        amount = Money(recent if day > turn else before, "CNY")
        found.append(Reading(kind="inflow", on=day, amount=amount, account=account))
    return found[without:]


def level_of(hit: RunHit | None) -> str | None:
    """Return the colour of a hit."""
    return None if hit is None else hit.level.value


@pytest.mark.parametrize(
    ("status", "level"),
    [("X", None), ("C", None), ("0", "yellow"), ("1", "orange"), ("2", "orange"), ("3", "red"), ("5", "red")],
)
def test_a_status_is_as_bad_as_it_may_be(status: str, level: str | None) -> None:
    """E01 takes the most days a status allows: 30 to 59 may be more than 30, 90 to 119 more than 90."""
    rule = OverdueStatus()
    measured = rule.measure(a_member([a_status(3, status)]), cut=CUT)
    assert measured == PLACES[status]
    assert level_of(rule.judge(measured)) == level


def test_days_past_due_at_the_threshold_are_no_hit() -> None:
    """More than 30 is orange and more than 90 red: 30 and 90 themselves are one colour less, and 0 is none."""
    days = (0, 1, 30, 31, 90, 91)
    rule = OverdueStatus(buckets=[StatusBucket(status=str(day), least=day, most=day) for day in days])
    assert [level_of(rule.judge(place)) for place in range(6)] == [None, "yellow", "yellow", "orange", "orange", "red"]


def test_the_last_month_that_ended_counts_and_no_other() -> None:
    """At a cut inside a month its own status is not out yet; without the month before it nothing can be said."""
    rule, read = OverdueStatus(), [a_status(2, "3"), a_status(3, "C")]
    assert rule.measure(a_member(read), cut=CUT) == PLACES["C"]
    assert rule.measure(a_member(read), cut=date(2026, 3, 30)) == PLACES["3"]
    assert rule.measure(a_member(read[:1]), cut=CUT) is None
    assert rule.measure(a_member([a_status(12, "2", year=2025)]), cut=date(2026, 1, 15)) == PLACES["2"]
    assert rule.measure(a_member([], since=date(2026, 4, 5)), cut=CUT) is None


def test_what_the_bank_knew_last_is_the_status() -> None:
    """A month reported again counts as it was known last at the cut; told twice on one day, the longer past due."""
    rule = OverdueStatus()
    mended = [a_status(3, "2"), a_status(3, "C", known_on=date(2026, 3, 30))]
    assert rule.measure(a_member(mended), cut=CUT) == PLACES["C"]
    assert rule.measure(a_member([mended[0], a_status(3, "0", known_on=ON)]), cut=CUT) == PLACES["2"]
    assert rule.measure(a_member([a_status(3, "1"), a_status(3, "0")]), cut=CUT) == PLACES["1"]


def test_a_status_nobody_knows_is_refused() -> None:
    """A status in none of the buckets, or none at all, is an error of the data and no clean month."""
    for status in ("7", None):
        reading = Reading(kind="monthly_status", on=CUT, status=status)
        with pytest.raises(InputError) as caught:
            OverdueStatus().measure(a_member([reading]), cut=CUT)
        assert caught.value.code == "run.status"


def test_two_missed_instalments_of_twelve_are_yellow() -> None:
    """E03 begins at two; a month less than 30 days past due is none, and a thirteenth month is not looked at."""
    rule = MissedInstalments(orange=4)
    counted = [rule.measure(a_member(a_year("C", *said)), cut=CUT) for said in (["1"], ["1", "0"], ["1", "5"])]
    assert counted == [1, 1, 2]
    assert [level_of(rule.judge(count)) for count in (0, 1, 2, 3, 4)] == [None, None, "yellow", "yellow", "orange"]
    older = [*a_year("C", "1"), a_status(3, "5", year=2025)]
    assert rule.measure(a_member(older), cut=CUT) == 1


def test_months_short_of_the_share_say_nothing() -> None:
    """Eleven months of twelve are less than 95 %; of a loan paid out in February only two months are expected."""
    rule, year = MissedInstalments(), a_year()
    assert rule.measure(a_member(year[:-1]), cut=CUT) is None
    assert MissedInstalments(complete=Decimal("0.9")).measure(a_member(year[:-1]), cut=CUT) == 0
    young = [a_status(2, "0"), a_status(3, "1")]
    assert rule.measure(a_member(young, since=date(2026, 2, 10)), cut=CUT) == 1
    assert rule.measure(a_member(young), cut=CUT) is None


def test_a_fall_of_inflow_hits_below_the_threshold_and_not_at_it() -> None:
    """E06, worked by hand: 92 recent days of 365; means 70 to 100 fall by less than 30 %, 62 to 100 by more."""
    rule = InflowDrop()
    assert rule.measure(a_member(inflows("100", "100")), cut=CUT) == -2  # 90 days of 365 are less than a quarter
    assert [level_of(rule.judge(change)) for change in (0, -30, -31, -50, -51)] == [
        None,
        None,
        "yellow",
        "yellow",
        "orange",
    ]
    hit = rule.judge(-31)
    assert hit is not None
    assert not hit.from_arrears
    assert hit.reason.zh == "最近 3 个月月均流入较 12 个月月均变动 -31%（向下取整）；阈值：低于 -30%"


def test_the_change_is_exact_to_the_whole_percent() -> None:
    """By hand: 90 recent days at r and 275 at 1000. r = 649: 360r / (90r + 275000) − 1 = −29.92 %; 648: −30.01 %."""
    rule = InflowDrop()
    at = {amount: rule.measure(a_member(inflows(amount, "1000")), cut=CUT) for amount in ("649", "648")}
    by_hand = {amount: 400 * 90 * int(amount) // (90 * int(amount) + 275_000) - 100 for amount in at}
    assert at == by_hand
    assert by_hand == {"649": -30, "648": -31}
    with localcontext(prec=3):  # a host's own context changes nothing
        assert rule.measure(a_member(inflows("649", "1000")), cut=CUT) == -30


def test_days_short_of_the_share_say_nothing() -> None:
    """Of 365 days 347 are 95 % and 346 are not; missing is not zero."""
    rule = InflowDrop()
    assert rule.measure(a_member(inflows("1", "1", without=18)), cut=CUT) is not None
    assert rule.measure(a_member(inflows("1", "1", without=19)), cut=CUT) is None
    assert rule.measure(a_member([]), cut=CUT) is None


def test_every_expected_account_must_be_there() -> None:
    """Of two accounts one is half the days; an account that is not expected fills no gap."""
    rule = InflowDrop()
    one, two, other = (inflows("1", "1", account=name) for name in ("a", "b", "c"))
    wanted = frozenset({"a", "b"})
    assert rule.measure(a_member([*one, *two], accounts=wanted), cut=CUT) is not None
    assert rule.measure(a_member(one, accounts=wanted), cut=CUT) is None
    assert rule.measure(a_member([*one, *other], accounts=wanted), cut=CUT) is None


def test_an_inflow_mended_later_is_the_later_one() -> None:
    """Of an account's day what was known last at the cut counts; two flows known at once are added."""
    rule, year = InflowDrop(), inflows("1", "1")
    first = Reading(kind="inflow", on=CUT, amount=Money("100000", "CNY"), known_on=CUT)
    later = Reading(kind="inflow", on=CUT, amount=Money("1", "CNY"), known_on=ON)
    plain = rule.measure(a_member(year), cut=CUT)
    assert rule.measure(a_member([*year, later]), cut=CUT) == plain
    added = rule.measure(a_member([*year, first]), cut=CUT)
    assert added is not None
    assert plain is not None
    assert added > plain
    mended = Reading(kind="inflow", on=date(2026, 3, 1), amount=Money("0", "CNY"), known_on=CUT)
    lower = rule.measure(a_member([*year, mended]), cut=CUT)
    assert lower is not None
    assert lower < plain


def test_inflow_that_cannot_be_compared_says_nothing() -> None:
    """Nothing came in for a year, or two currencies, or readings without an amount."""
    rule = InflowDrop()
    assert rule.measure(a_member(inflows("0", "0")), cut=CUT) is None
    dollars = [Reading(kind="inflow", on=CUT, amount=Money("1", "USD"))]
    assert rule.measure(a_member([*inflows("1", "1", without=1), *dollars]), cut=CUT) is None
    bare = [Reading(kind="inflow", on=one.on) for one in inflows("1", "1")]
    assert rule.measure(a_member(bare), cut=CUT) is None


def test_rules_say_where_their_thresholds_come_from() -> None:
    """The examples are practice and cite it; none is called a regulation."""
    assert [rule.code for rule in MONITORING_RULES.rules] == ["E01", "E03", "E06"]
    assert MONITORING_RULES.confidence is Confidence.PRACTICE
    assert OverdueStatus().citation == MONITORING_RULES.citation
    assert [isinstance(rule, MonitoringRule) for rule in MONITORING_RULES.rules] == [True] * 3


BAD: list[tuple[Callable[[], object], str]] = [
    (lambda: StatusBucket(status=" ", least=0, most=0), "empty"),
    (lambda: StatusBucket(status="a", least=-1, most=0), "number.range"),
    (lambda: StatusBucket(status="a", least=5, most=4), "number.range"),
    (lambda: OverdueStatus(yellow=30), "number.range"),
    (lambda: OverdueStatus(complete=Decimal(0)), "decimal.range"),
    (lambda: OverdueStatus(buckets=[]), "empty"),
    (lambda: OverdueStatus(buckets=[STATUS_BUCKETS[0], STATUS_BUCKETS[0]]), "id.duplicate"),
    (lambda: MissedInstalments(yellow=0), "number.range"),
    (lambda: MissedInstalments(days=0), "number.range"),
    (lambda: MissedInstalments(buckets=[]), "empty"),
    (lambda: InflowDrop(yellow=50), "number.range"),
    (lambda: InflowDrop(orange=101), "number.range"),
    (lambda: InflowDrop(recent=12), "number.range"),
]


@pytest.mark.parametrize(("make", "code"), BAD)
def test_a_rule_that_cannot_be_is_refused(make: Callable[[], object], code: str) -> None:
    """Thresholds that do not rise, shares out of range, statuses told twice."""
    with pytest.raises(InputError) as caught:
        make()
    assert caught.value.code == code


def the_run(*members: MemberSeries, rules: MonitoringRules = MONITORING_RULES) -> MonitoringRun:
    """Return a run over members at the end of March."""
    return run_over(members, rules=rules, id=RunId("R-1"), cut=CUT, on=ON, by=OfficerId("wang"), at=AT)


def test_a_run_has_a_line_for_each_member() -> None:
    """Clean, hit and missing add up; a hit whose other data lack keeps both, and was not looked at."""
    whole = [*a_year(), *inflows("100", "100")]
    run = the_run(
        MemberSeries(LoanId("L-2"), BorrowerId("B-2"), (*a_year("C", "1", "1"), *inflows("100", "100"))),
        MemberSeries(LoanId("L-1"), BorrowerId("B-1"), tuple(whole)),
        MemberSeries(LoanId("L-3"), BorrowerId("B-3"), tuple(a_year("C", "3"))),
        MemberSeries(BorrowerId("B-4"), BorrowerId("B-4")),
    )
    assert [(str(one.about), one.answer.outcome.value, one.answer.is_complete) for one in run.members] == [
        ("B-4", "missing", False),
        ("L-1", "clean", True),
        ("L-2", "hit", True),
        ("L-3", "hit", False),
    ]
    assert run.counts == {RunOutcome.CLEAN: 1, RunOutcome.HIT: 2, RunOutcome.MISSING: 1}
    assert [one.rule for one in run.members[2].answer.hits] == ["E01", "E03"]
    assert run.members[2].answer.level is SignalLevel.ORANGE
    assert run.members[3].answer.lacking == ("inflow",)
    assert run.members[0].answer.lacking == ("monthly_status", "inflow")
    assert run.period.opens == date(2025, 4, 1)
    assert run.members[0].answer.text.zh == "未取得数据：月度还款状态、账户流入"


def test_a_run_in_columns_is_the_same_run() -> None:
    """Measured elsewhere and given in columns, the same rules say the same of each member."""
    members = [
        MemberSeries(LoanId(f"L-{place}"), BorrowerId("B-1"), tuple(a_year("C", *said)))
        for place, said in enumerate((["1", "2"], [], ["5"]))
    ]
    measures = {rule.code: [rule.measure(one, cut=CUT) for one in members] for rule in MONITORING_RULES.rules}
    told = {"id": RunId("R-1"), "cut": CUT, "on": ON, "by": OfficerId("wang"), "at": AT}
    columns = run_columns([one.about for one in members], [one.borrower for one in members], measures, **told)  # type: ignore[arg-type]
    assert columns == the_run(*members)
    assert answer_columns(measures, rows=3)[0] == columns.members[0].answer


def test_a_run_without_rules_or_members_is_empty() -> None:
    """No rule finds nothing, and no member makes no line."""
    nothing = MonitoringRules(id="none", version="1", rules=())
    run = the_run(a_member([]), rules=nothing)
    assert run.counts[RunOutcome.CLEAN] == 1
    assert run.period.opens == CUT
    assert the_run().members == ()


def test_columns_that_do_not_fit_are_named() -> None:
    """A column that lacks, one too short, owners too few, a rule twice, and something that is no member."""
    with pytest.raises(InputError) as caught:
        answer_columns({"E01": [0], "E03": [0, 0]}, rows=2)
    assert [(one.code, one.path) for one in caught.value.faults] == [
        ("number.range", "measures[E01]"),
        ("key.missing", "measures"),
    ]
    twice = MonitoringRules(id="twice", version="1", rules=(OverdueStatus(), OverdueStatus()))
    with pytest.raises(InputError) as caught:
        the_run(rules=twice)
    assert caught.value.code == "run.rule_twice"
    with pytest.raises(InputError):
        run_columns([LoanId("L-1")], [], {}, id=RunId("R"), cut=CUT, on=ON, by=OfficerId("w"), at=AT)
    with pytest.raises(InputError) as caught:
        run_columns([RunId("L-1")], ["B"], {}, id=RunId("R"), cut=CUT, on=ON, by=OfficerId("w"), at=AT)  # type: ignore[list-item]
    assert [one.path for one in caught.value.faults] == ["about[0]", "borrowers[0]"]
    with pytest.raises(InputError) as caught:
        the_run(LoanId("L-1"))  # type: ignore[arg-type]
    assert caught.value.faults[0].path == "members[0]"
