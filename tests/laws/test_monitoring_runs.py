"""What holds of every run of monitoring: its sums, what it meets, what it knows, and what it is never counted with."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.assessment import (
    MONITORING_RULES,
    STATUS_BUCKETS,
    InflowDrop,
    MemberSeries,
    OverdueStatus,
    answer_columns,
    run_over,
)
from loanvisit.codec import canonical_bytes, to_document
from loanvisit.domain import (
    Accepts,
    BorrowerFile,
    BorrowerId,
    LoanId,
    Money,
    MonitoringRun,
    ObligationState,
    OfficerId,
    Portfolio,
    Reading,
    Role,
    RunId,
    RunMember,
    RunOutcome,
    SignalLevel,
    add_months,
)
from loanvisit.reporting import Briefing, Masthead, build_briefing
from loanvisit.scheduling import plan_file, tell_run
from loanvisit.steps import file_run, void_run
from loanvisit.testing import a_borrower, a_draft_run, a_duty, a_file, a_loan, a_rule, an_officer, strategies

CUT, ON = date(2026, 3, 31), date(2026, 4, 1)
AT = datetime(2026, 4, 1, 9, tzinfo=UTC)
DESK, RISK = an_officer("desk", Role.POST_LOAN_DESK), an_officer("risk", Role.RISK_MANAGER)
POLICY, CALENDAR = presets.policy("cn.internet_loan"), presets.calendar("CN")
HEAD = Masthead(title="工作简报", number=3, unit="贷后部", issuer="张某", issued_on=date(2026, 4, 2))
LOANS = [LoanId(f"L-{place}") for place in range(4)]
OWNERS = {loan: BorrowerId(f"B-{place // 2}") for place, loan in enumerate(LOANS)}
WORST_FIRST = list(SignalLevel)


@st.composite
def status_readings(draw: st.DrawFn) -> list[Reading]:
    """Draw statuses of some of the last months, some told late, some told twice."""
    found = []
    for back in range(14):
        month = add_months(date(2026, 4, 30), -back)
        for _ in range(draw(st.integers(0, 2))):
            on = month.replace(day=draw(st.integers(1, monthrange(month.year, month.month)[1])))
            late = draw(st.none() | st.integers(0, 60))
            known = None if late is None else on + timedelta(days=late)
            status = draw(st.sampled_from([one.status for one in STATUS_BUCKETS]))
            found.append(Reading(kind="monthly_status", on=on, status=status, known_on=known))
    return found


@st.composite
def inflow_readings(draw: st.DrawFn) -> list[Reading]:
    """Draw an inflow for nearly every day of the last year, of two levels."""
    low, high = draw(st.integers(0, 2000)), draw(st.integers(0, 2000))
    gone = draw(st.sets(st.integers(0, 380), max_size=25))
    days = [date(2026, 4, 10) - timedelta(days=back) for back in range(381) if back not in gone]
    turn = date(2026, 4, 1) - timedelta(days=draw(st.integers(0, 200)))
    return [Reading(kind="inflow", on=day, amount=Money(str(low if day > turn else high), "CNY")) for day in days]


@st.composite
def members(draw: st.DrawFn) -> list[MemberSeries]:
    """Draw what was read of four loans of two borrowers."""
    return [
        MemberSeries(loan, OWNERS[loan], (*draw(status_readings()), *draw(inflow_readings() | st.just([]))))
        for loan in LOANS
    ]


@st.composite
def drafts(draw: st.DrawFn, *, run: str = "R-1") -> MonitoringRun:
    """Draw runs over the four loans with any answers."""
    lines = [RunMember(about=one, borrower=OWNERS[one], answer=draw(strategies.run_answers())) for one in LOANS]
    taken = draw(st.lists(st.sampled_from(lines), min_size=1, unique_by=lambda one: one.about))
    return a_draft_run(*taken, id=run)


def the_run(pool: list[MemberSeries], *, cut: date = CUT) -> MonitoringRun:
    """A run of the three rules over a pool."""
    return run_over(pool, id=RunId("R-1"), cut=cut, on=cut, by=OfficerId("wang"), at=AT)


def the_files(run: MonitoringRun) -> list[BorrowerFile]:
    """The files of the borrowers of a run, planned by a preset that has each loan watched monthly."""
    found = []
    for borrower in sorted({one.borrower for one in run.members}):
        loans = [
            a_loan(str(loan), borrower=str(borrower), product="internet_loan", disbursed_on=date(2025, 12, 10))
            for loan, owner in OWNERS.items()
            if owner == borrower
        ]
        bare = a_file(*loans, borrower=a_borrower(str(borrower)))
        part = plan_file(bare, policy=POLICY, calendar=CALENDAR, as_of=ON, until=date(2026, 6, 30))
        found.append(part.put_into(bare))
    return found


@given(pool=members())
def test_clean_hit_and_missing_are_all_lines(pool: list[MemberSeries]) -> None:
    """The three counts add up to the members, each of which has one line and one outcome."""
    run = the_run(pool)
    assert sum(run.counts.values()) == len(run.members) == len(pool)
    assert {one.about for one in run.members} == {one.about for one in pool}
    for one in run.members:
        assert (one.answer.outcome is RunOutcome.HIT) == bool(one.answer.hits)
        assert (one.answer.outcome is RunOutcome.CLEAN) == (not one.answer.hits and one.answer.is_complete)


@given(pool=members(), later=status_readings(), data=st.data())
def test_nothing_known_after_the_cut_is_looked_at(
    pool: list[MemberSeries], later: list[Reading], data: st.DataObject
) -> None:
    """Readings of later days, and of earlier days known later, change no byte of the run."""
    cut = data.draw(strategies.days(earliest=date(2026, 1, 1), latest=CUT))
    unknown = [evolve(one, known_on=max(one.on, cut) + timedelta(days=1)) for one in later]
    more = [one._replace(readings=(*one.readings, *unknown)) for one in pool]
    bare = [one._replace(readings=tuple(read for read in one.readings if read.told_on <= cut)) for one in pool]
    runs = {canonical_bytes(to_document(the_run(held, cut=cut))) for held in (pool, more, bare)}
    assert len(runs) == 1


@given(pool=members(), turn=st.integers(0, 400), order=st.permutations(range(len(LOANS))))
def test_the_order_of_members_and_readings_does_not_show(pool: list[MemberSeries], turn: int, order: list[int]) -> None:
    """The same pool in any order, readings turned and reversed, is the same bytes."""
    mixed = [one._replace(readings=(*one.readings[turn:], *one.readings[:turn])[::-1]) for one in pool]
    again = the_run([mixed[place] for place in order])
    assert canonical_bytes(to_document(again)) == canonical_bytes(to_document(the_run(pool)))


@given(rows=st.lists(st.tuples(*[st.none() | st.integers(0, 7)] * 2, st.none() | st.integers(-99, 99)), max_size=30))
def test_a_pool_in_columns_is_judged_as_member_by_member(rows: list[tuple[int | None, ...]]) -> None:
    """Each row is given what each rule says of its measure, as if it had been asked alone."""
    rules = MONITORING_RULES.rules
    columns = {rule.code: [row[place] for row in rows] for place, rule in enumerate(rules)}
    for row, answer in zip(rows, answer_columns(columns, rows=len(rows)), strict=True):
        asked = [(rule, measured) for rule, measured in zip(rules, row, strict=True)]
        hits = [rule.judge(measured) for rule, measured in asked if measured is not None]
        assert answer.hits == tuple(one for one in hits if one is not None)
        assert set(answer.lacking) == {rule.series for rule, measured in asked if measured is None}


@given(place=st.integers(0, len(STATUS_BUCKETS) - 2))
def test_longer_past_due_is_never_a_better_colour(place: int) -> None:
    """The next worse status has the same colour or a worse one."""
    better, worse = (OverdueStatus().judge(one) for one in (place, place + 1))
    rank = [len(WORST_FIRST) if one is None else WORST_FIRST.index(one.level) for one in (better, worse)]
    assert rank[1] <= rank[0]


@given(readings=inflow_readings())
def test_a_fall_of_inflow_is_told_exactly(readings: list[Reading]) -> None:
    """The hit is that of the exact quotient, worked out again without rounding."""
    rule, opens, turn = InflowDrop(), add_months(CUT, -12), add_months(CUT, -3)
    measured = rule.measure(MemberSeries(LOANS[0], OWNERS[LOANS[0]], tuple(readings)), cut=CUT)
    amounts = {one.on: Fraction(one.amount.amount) for one in readings if one.amount and opens < one.on <= CUT}
    whole = sum(amounts.values())
    if Fraction(len(amounts), (CUT - opens).days) < Fraction(95, 100) or not whole:
        assert measured is None
        return
    change = (sum(amount for day, amount in amounts.items() if day > turn) / 3) / (whole / 12) - 1
    expected = "orange" if change < Fraction(-1, 2) else "yellow" if change < Fraction(-3, 10) else None
    assert measured is not None
    hit = rule.judge(measured)
    assert (None if hit is None else hit.level.value) == expected


@given(run=drafts())
def test_a_plan_of_the_told_file_says_what_the_run_met(run: MonitoringRun) -> None:
    """Planned anew with the run told, the same duties are met, by the same lines, and no others."""
    files = the_files(run)
    entered, changes = file_run(files, run, by=DESK, at=AT)
    for file, change in zip(files, changes, strict=True):
        told = tell_run(file.after(change), entered, as_of=ON)
        part = plan_file(told, policy=POLICY, calendar=CALENDAR, as_of=ON, until=date(2026, 6, 30))
        after = {one.id: one.discharge for one in told.obligations if one.rule.accepts is Accepts.DATA}
        planned = {one.id: one.discharge for one in part.duties.owed if one.rule.accepts is Accepts.DATA}
        assert planned == {one: after[one] for one in planned}
        assert {one.id for one in change.discharged} == {one for one, by in planned.items() if by is not None}


@given(run=drafts())
def test_only_members_with_all_their_data_were_looked_at(run: MonitoringRun) -> None:
    """A clean or hit line with all its data meets its duty; each other line opens an interview duty and meets none."""
    files = the_files(run)
    entered, changes = file_run(files, run, by=DESK, at=AT)
    met = {one.subject for change in changes for one in change.discharged}
    assert met == {one.about for one in run.members if one.answer.is_complete}
    interviews = []
    for file in files:
        told = tell_run(file, entered, as_of=ON)
        part = plan_file(told, policy=POLICY, calendar=CALENDAR, as_of=ON, until=date(2026, 6, 30))
        interviews += [one for one in part.duties.owed if one.rule.clause.value.startswith("R-1-")]
        colours = {(one.about, one.level) for one in told.signals}
        hits = {(line.about, hit.level) for line in run.members for hit in line.answer.hits}
        assert colours == {pair for pair in hits if OWNERS[pair[0]] == file.id}  # type: ignore[index]
    assert {one.subject for one in interviews} == {one.about for one in run.members if not one.answer.is_complete}
    assert all(one.rule.accepts is Accepts.INTERVIEW_OR_ON_SITE for one in interviews)


@given(run=drafts())
def test_a_void_run_gives_back_every_duty(run: MonitoringRun) -> None:
    """All duties are as they were before it, with their last days; their versions alone have moved on."""
    files = the_files(run)
    entered, changes = file_run(files, run, by=DESK, at=AT)
    held = [file.after(change) for file, change in zip(files, changes, strict=True)]
    void, undone = void_run(held, entered, reason="x", by=RISK, at=AT + timedelta(days=1))
    for before, file, change in zip(files, held, undone, strict=True):
        after = file.after(change)
        assert [evolve(one, version=1) for one in after.obligations] == [
            evolve(one, version=1) for one in before.obligations
        ]
        assert not tell_run(before, void, as_of=date(2026, 4, 2)).past
    assert void.counts == run.counts


@given(first=drafts(), second=drafts(run="R-2"))
def test_runs_are_told_once_in_any_order(first: MonitoringRun, second: MonitoringRun) -> None:
    """Told twice, or in another order, a file is the same."""
    both = [file_run(the_files(run), run, by=DESK, at=AT).run for run in (first, second)]
    file = the_files(first)[0]
    told = tell_run(tell_run(file, both[0], as_of=ON), both[1], as_of=ON)
    assert tell_run(tell_run(told, both[1], as_of=ON), both[0], as_of=ON) == told
    assert tell_run(tell_run(file, both[1], as_of=ON), both[0], as_of=ON) == told


def _figures(files: list[BorrowerFile]) -> Briefing:
    return build_briefing(Portfolio(as_of=ON, files=tuple(files)), masthead=HEAD)


@given(run=drafts())
def test_a_run_is_in_no_figure_of_people(run: MonitoringRun) -> None:
    """Entered and told, it changes no figure of people, of visits or of problems, and no rate but those of machines."""
    site = a_duty(date(2026, 3, 1), date(2026, 3, 31), rule=a_rule("site"))
    files = [
        evolve(file, obligations=(*file.obligations, evolve(site, subject=file.loans[0].id, loans=(file.loans[0].id,))))
        for file in the_files(run)
    ]
    entered, changes = file_run(files, run, by=DESK, at=AT)
    after = [
        evolve(tell_run(file.after(change), entered, as_of=ON), signals=())
        for file, change in zip(files, changes, strict=True)
    ]
    old = {one.key: (one.value, one.of) for one in _figures(files).figures}
    new = {one.key: (one.value, one.of) for one in _figures(after).figures}
    moved = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    met = sum(len(change.discharged) for change in changes)
    assert not {key for key in moved if key.startswith(("duties.people", "visits", "problems"))}
    assert {key for key in moved if new.get(key, old.get(key, (0, 0)))[1] is not None} <= {
        "duties.machine.done_rate",
        "duties.machine.on_time_rate",
    }
    assert new["duties.machine.done"][0] == (old["duties.machine.done"][0] or 0) + met  # type: ignore[operator]
    states = {one.state for file in after for one in file.obligations if one.rule.clause.value == "site"}
    assert states == {ObligationState.OPEN}
