"""Duties that follow an event: one an event, counted from its day, seen from the day the bank knew of it."""

import re
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.domain import (
    EVENT_KINDS,
    Anchor,
    BorrowerFile,
    BorrowerId,
    Calendar,
    Comparison,
    Condition,
    CountingStart,
    Discharge,
    DrawdownId,
    EventId,
    EveryGap,
    Fact,
    FactKind,
    FactName,
    Level,
    LoanEvent,
    LoanId,
    Obligation,
    OnceAfter,
    Portfolio,
    Roll,
    Span,
    Unit,
    days,
    months,
    weeks,
    working_days,
)
from loanvisit.errors import InputError, PolicyError
from loanvisit.scheduling import ClausePolicy, make_plan, prove
from loanvisit.testing import a_book, a_clause, a_file, a_loan, a_policy, an_event, strategies, weekdays
from loanvisit.words import Text
from tests.laws.books import CALENDARS, plan_of, plan_of_file

CHINA = presets.calendar("CN")
DEFAULT = FactName("payment_default")
START, AS_OF = date(2026, 1, 5), date(2026, 3, 31)


def owed(require: OnceAfter, *happened: date, calendar: Calendar | None = None) -> tuple[Obligation, ...]:
    """Return the duties of a borrower to whom something happened on these days, by last day."""
    events = [an_event(on, id=f"E-{place}") for place, on in enumerate(happened)]
    policy = a_policy(a_clause("special", require, level=Level.BORROWER))
    duties = plan_of_file(a_file(events=events), policy, as_of=AS_OF, calendar=calendar or weekdays()).duties
    return (*duties.owed, *duties.projected)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_an_event_told_later_renames_no_duty(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Law 7: one event more adds duties of its own; every other keeps its id and its window."""
    file = book.files[0]
    kind = data.draw(st.sampled_from(EVENT_KINDS[:3]))
    more = an_event(book.as_of - timedelta(days=data.draw(st.integers(0, 400))), kind, about=file.id, id="more")
    told = book.with_files([evolve(file, events=(*file.events, more))])

    def kept(some: Portfolio) -> dict[str, object]:
        plan = plan_of(some, policy, calendar)
        own = re.compile(r"(event|while|each):more([+].*)?")
        return {one.id.value: one.window for one in (*plan.owed, *plan.projected) if not own.fullmatch(one.anchor)}

    assert kept(told) == kept(book)


@given(
    on=strategies.days(earliest=date(2025, 1, 1), latest=AS_OF),
    counting=st.sampled_from(CountingStart),
    calendar=CALENDARS,
    data=st.data(),
)
def test_a_window_after_an_event_opens_before_it_closes(
    on: date, counting: CountingStart, calendar: Calendar, data: st.DataObject
) -> None:
    """An opening no longer than the whole opens the window on or before its last day, from the event's day on."""
    require = data.draw(strategies.once_after())
    require = evolve(require, after=DEFAULT, counting=counting)
    for duty in owed(require, on, calendar=calendar):
        assert on <= duty.window.opens <= duty.window.last
        assert duty.anchor == ("while:E-0" if require.lasting else "event:E-0")
        assert duty.anchored_on == on


@given(
    count=st.integers(1, 60),
    unit=st.sampled_from(Unit),
    on=strategies.days(earliest=date(2025, 1, 1), latest=AS_OF),
)
def test_an_event_day_that_counts_brings_the_last_day_forward(count: int, unit: Unit, on: date) -> None:
    """Counted as day one, the last day is a day earlier; of working days, a day worked earlier or the same."""
    within = evolve(days(1), count=min(count, 9), unit=unit)
    [after] = owed(OnceAfter(after=DEFAULT, within=within), on)
    [that] = owed(OnceAfter(after=DEFAULT, within=within, counting=CountingStart.THAT_DAY), on)
    if unit is not Unit.WORKING_DAYS:
        assert that.window.last == after.window.last - timedelta(days=1)
    else:
        worked = weekdays().works(on)
        assert (that.window.last < after.window.last) == worked


def test_each_event_is_owed_a_visit_of_its_own_window() -> None:
    """Two defaults are two duties, each named after its event; another kind owes nothing and says so."""
    require = OnceAfter(after=DEFAULT, within=days(60))
    first, second = owed(require, date(2026, 1, 10), date(2026, 2, 10))
    assert (first.anchor, second.anchor) == ("event:E-0", "event:E-1")
    assert (first.window.last, second.window.last) == (date(2026, 3, 11), date(2026, 4, 11))
    policy = a_policy(a_clause("special", require, level=Level.BORROWER))
    [exempt] = plan_of_file(a_file(events=[an_event(START, "dispute")]), policy, as_of=AS_OF).duties.exempt
    assert exempt.text == Text(
        zh="借款人 B-1：条款 special 免检，因付款违约为无",
        en="borrower B-1: exempt from clause special, because the payment default is none",
    )


def test_an_event_before_the_known_past_owes_nothing_that_is_known() -> None:
    """What had to be done before the past is known is outside the plan, and the day it begins says so."""
    file = a_file(events=[an_event(date(2025, 1, 10))], past_known_from=AS_OF)
    policy = a_policy(a_clause("special", OnceAfter(after=DEFAULT, within=days(60)), level=Level.BORROWER))
    [exempt] = plan_of_file(file, policy, as_of=AS_OF).duties.exempt
    assert exempt.fact == "past_known_from"


@pytest.mark.parametrize(
    ("about", "level", "count"),
    [
        (BorrowerId("B-1"), Level.DRAWDOWN, 1),
        (LoanId("L-1"), Level.LOAN, 1),
        (DrawdownId("L-1/1"), Level.BORROWER, 1),
        (LoanId("L-2"), Level.LOAN, 1),
    ],
)
def test_an_event_concerns_what_lies_below_it(
    about: BorrowerId | LoanId | DrawdownId, level: Level, count: int
) -> None:
    """As of a warning: what happens to the borrower is asked of each loan, what happens to one loan of that loan."""
    loans = [a_loan("L-1"), *([a_loan("L-2")] if about == LoanId("L-2") else [])]
    file = a_file(*loans, events=[an_event(START, about=about)])
    policy = a_policy(a_clause("special", OnceAfter(after=DEFAULT, within=days(60)), level=level))
    assert len(plan_of_file(file, policy, as_of=AS_OF).duties.owed) == count


def test_an_event_learnt_later_is_owed_late() -> None:
    """Nobody knew of it in January; in March its 60 days are over, and the duty is overdue from the first."""
    file = a_file(events=[an_event(date(2026, 1, 10), known_on=date(2026, 3, 20))])
    policy = a_policy(a_clause("special", OnceAfter(after=DEFAULT, within=days(60)), level=Level.BORROWER))
    assert plan_of_file(file, policy, as_of=date(2026, 3, 19)).duties.owed == ()
    [duty] = plan_of_file(file, policy, as_of=date(2026, 3, 20)).duties.owed
    assert duty.is_overdue(date(2026, 3, 20))


def test_an_event_is_not_known_before_it_happens() -> None:
    """The day the bank learned of it is no earlier than the day itself."""
    with pytest.raises(InputError) as refused:
        an_event(date(2026, 1, 10), known_on=date(2026, 1, 9))
    assert (refused.value.code, refused.value.path) == ("date.order", "LoanEvent.known_on")


def test_an_event_of_nobody_is_refused_when_a_book_is_gathered() -> None:
    """A book takes events by borrower; of a loan no file has, and under an id used twice, each is a fault."""
    book = Portfolio.of([a_loan()], past=[], events=[an_event(START, about=LoanId("L-1"))], as_of=AS_OF)
    assert [one.id for one in book.files[0].events] == [EventId("E-1")]
    with pytest.raises(InputError) as refused:
        Portfolio.of(
            [a_loan()],
            past=[],
            events=[an_event(START), an_event(AS_OF), an_event(START, about=LoanId("L-9"), id="E-9")],
            as_of=AS_OF,
        )
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("id.duplicate", "events[1].id"),
        ("id.unknown", "events[2]"),
    ]


OWN = Fact(name=FactName("site_handed_over"), kind=FactKind.EVENT, label=Text(zh="场地移交", en="site hand-over"))


def test_a_kind_of_event_of_the_banks_own_is_told_by_its_label() -> None:
    """The sentence, the answer and the proof call it what the bank calls it."""
    policy = a_policy(a_clause("site", OnceAfter(after=OWN.name, within=days(30))), facts=[OWN])
    assert "场地移交后 30 天内" in policy.text.zh
    file = a_file(events=[an_event(date(2026, 3, 2), OWN.name)])
    [duty] = plan_of_file(file, policy, as_of=AS_OF).duties.owed
    [anchor] = prove(duty, calendar=weekdays(), as_of=AS_OF).find("anchor")
    assert anchor.statement.en == "counted from: site hand-over, 2026-03-02"
    [exempt] = plan_of_file(a_file(), policy, as_of=AS_OF).duties.exempt
    assert "site hand-over" in exempt.text.en


def test_a_window_may_open_some_while_after() -> None:
    """An evaluation between one and two years after completion; the clause says so in both languages."""
    require = OnceAfter(after=FactName("project_completed"), within=months(24), opens=months(12))
    assert require.text == Text(
        zh="竣工后 12 个月至 24 个月之间完成", en="once between 12 months and 24 months after the completion"
    )
    file = a_file(events=[an_event(date(2024, 6, 30), "project_completed")])
    policy = a_policy(a_clause("evaluation", require))
    [duty] = plan_of_file(file, policy, as_of=AS_OF).duties.owed
    assert (duty.window.opens, duty.window.last) == (date(2025, 6, 30), date(2026, 6, 30))


def test_a_proof_counts_from_the_day_itself_where_the_clause_does() -> None:
    """Three working days from Monday 2 March 2026, that day counted: Monday, Tuesday, Wednesday."""
    require = OnceAfter(after=DEFAULT, within=working_days(3), counting=CountingStart.THAT_DAY)
    assert require.text.zh == "付款违约后 3 个工作日内完成（当日计算在内）"
    assert require.text.en == "once within 3 working days after the payment default, that day counted"
    [duty] = owed(require, date(2026, 3, 2))
    assert duty.window.last == date(2026, 3, 4)
    [counted] = prove(duty, calendar=weekdays(), as_of=AS_OF).find("counted")
    assert counted.statement.en == "3 working days counted from that day: 2026-03-02, 2026-03-03, 2026-03-04"
    [long] = owed(evolve(require, within=working_days(40)), date(2026, 3, 2))
    [counted] = prove(long, calendar=weekdays(), as_of=AS_OF).find("counted")
    assert counted.statement.zh == f"自当日起计满 40 个工作日，至{long.raw.year}年{long.raw.month}月{long.raw.day}日"


@pytest.mark.parametrize(
    ("opens", "within", "is_sound"),
    [
        (days(10), days(10), True),
        (days(11), days(10), False),
        (working_days(5), working_days(5), True),
        (working_days(5), days(30), False),
        (days(5), working_days(5), True),
        (days(6), working_days(5), False),
        (weeks(1), working_days(7), True),
        (months(1), days(30), False),
    ],
)
def test_a_window_that_may_open_after_it_closes_is_refused(opens: Span, within: Span, is_sound: bool) -> None:
    """In no month and no run of holidays may it: a working-day opening of a natural-day window is refused."""
    if is_sound:
        assert OnceAfter(after=DEFAULT, within=within, opens=opens).opens == opens
        return
    with pytest.raises(PolicyError) as refused:
        OnceAfter(after=DEFAULT, within=within, opens=opens)
    assert refused.value.code == "clause.order"


STEPS = EveryGap(gap=months(1), anchor=Anchor.DATE, date=DEFAULT)
LASTING = OnceAfter(after=DEFAULT, within=days(60), lasting=True)


@given(
    require=st.sampled_from([LASTING, STEPS, evolve(STEPS, gap=weeks(2), times=2)]),
    on=strategies.days(earliest=date(2025, 1, 1), latest=AS_OF),
    lasted=st.integers(0, 400),
    calendar=CALENDARS,
    roll=st.sampled_from([Roll.NONE, Roll.EARLIER, Roll.LATER]),
)
def test_an_end_takes_away_what_ends_on_or_after_it_and_nothing_before_it_is_known(
    require: OnceAfter | EveryGap, on: date, lasted: int, calendar: Calendar, roll: Roll
) -> None:
    """What ended before the event did is owed as if it went on; until the end is known, so is the rest."""
    policy = a_policy(a_clause("special", require, level=Level.BORROWER, roll=roll))
    ended = on + timedelta(days=lasted)

    def duties(event: LoanEvent, day: date) -> list[tuple[str, date]]:
        found = plan_of_file(a_file(events=[event]), policy, as_of=day, until=AS_OF, calendar=calendar).duties
        return [(one.id.value, one.window.last) for one in (*found.owed, *found.projected)]

    going_on, over = an_event(on), an_event(on, ended_on=ended)
    told = duties(over, AS_OF)
    if ended > AS_OF:
        assert told == duties(going_on, AS_OF)
    else:
        assert told == [(name, last) for name, last in duties(going_on, AS_OF) if last < ended]
        before = ended - timedelta(days=1)
        assert duties(over, before) == duties(going_on, before)


def test_a_default_that_is_cured_in_time_asks_for_no_visit_any_more() -> None:
    """Owed on 31 January, cured two days before its last day: neither the clause nor the file asks for it."""
    policy = a_policy(a_clause("special", LASTING, level=Level.BORROWER))
    lasts = an_event(date(2026, 1, 10))
    file = a_file(events=[lasts])
    day = date(2026, 1, 31)
    [duty] = plan_of_file(file, policy, as_of=day).duties.owed
    assert (duty.window.last, duty.id.value) == (date(2026, 3, 11), "special~~B-1~~while~3AE-1")
    kept = evolve(file, obligations=(duty,))
    cured = evolve(kept, events=(evolve(lasts, ended_on=date(2026, 3, 9)),))
    assert plan_of_file(cured, policy, as_of=date(2026, 3, 8)).duties.owed == (duty,)
    answers = plan_of_file(cured, policy, as_of=date(2026, 3, 9)).duties
    assert answers.owed == ()
    assert answers.exempt[0].text == Text(
        zh="借款人 B-1：条款 special 免检，因付款违约为已于2026年3月9日终止",
        en="borrower B-1: exempt from clause special, because the payment default is over since 2026-03-09",
    )
    late = evolve(kept, events=(evolve(lasts, ended_on=date(2026, 3, 12)),))
    assert [one.is_overdue(AS_OF) for one in plan_of_file(late, policy, as_of=AS_OF).duties.owed] == [True]
    met = evolve(cured, obligations=(duty.fulfilled(Discharge(on=date(2026, 2, 2))),))
    assert [one.is_open for one in plan_of_file(met, policy, as_of=AS_OF).duties.owed] == [False]


def test_steps_from_an_event_are_named_after_it_and_end_with_it() -> None:
    """A default of 31 January 2026, cured on 20 March: the step that ended before stays, and no other."""
    policy = a_policy(a_clause("special", evolve(STEPS, times=2), level=Level.BORROWER))
    lasts = an_event(date(2026, 1, 31))
    file = a_file(events=[lasts, an_event(date(2026, 2, 10), "dispute", id="E-2")])
    duties = plan_of_file(file, policy, as_of=date(2026, 3, 1)).duties
    assert [(one.anchor, one.window.opens, one.window.last) for one in duties.owed] == [
        (f"each:E-1+{step}#{turn}", opens, last)
        for step, opens, last in (
            (1, date(2026, 2, 1), date(2026, 2, 28)),
            (2, date(2026, 3, 1), date(2026, 3, 31)),
        )
        for turn in (1, 2)
    ]
    [said] = prove(duties.owed[1], calendar=weekdays(), as_of=AS_OF).find("anchor")
    assert said.statement.en == "counted from: payment default (no. 2), 2026-01-31"
    over = evolve(file, obligations=duties.owed, events=(evolve(lasts, ended_on=date(2026, 3, 20)),))
    kept = plan_of_file(over, policy, as_of=date(2026, 3, 20)).duties.owed
    assert [one.anchor for one in kept] == ["each:E-1+1#1", "each:E-1+1#2"]
    [single] = plan_of_file(file, a_policy(a_clause("s", STEPS)), as_of=date(2026, 2, 1)).duties.owed
    [said] = prove(single, calendar=weekdays(), as_of=AS_OF).find("anchor")
    assert said.statement.zh == "起算：付款违约，2026年1月31日"


def test_steps_of_nothing_say_why() -> None:
    """No default, one over before its first step, and one of a loan repaid before: each answer names its reason."""
    policy = a_policy(a_clause("special", STEPS))

    def why(file: BorrowerFile) -> str:
        [exempt] = plan_of_file(file, policy, as_of=AS_OF).duties.exempt
        return exempt.text.en.rpartition("because ")[2]

    assert why(a_file()) == "the payment default is none"
    assert why(a_file(events=[an_event(START, ended_on=START)])) == "the payment default is over since 2026-01-05"
    repaid = a_loan(matures_on=date(2026, 4, 10))
    assert why(a_file(repaid, events=[an_event(date(2026, 3, 20))])) == "the maturity date is 2026-04-10"
    known = a_file(events=[an_event(START, ended_on=date(2026, 3, 1))], past_known_from=date(2026, 3, 1))
    assert why(known) == "the payment default is over since 2026-03-01"


def test_only_an_event_lasts() -> None:
    """A day does not last: a clause owed only while its day lasts is refused, and so is an end before the beginning."""
    with pytest.raises(PolicyError) as refused:
        a_policy(a_clause(require=evolve(LASTING, after=FactName("disbursed_on"))))
    assert refused.value.code == "fact.type"
    with pytest.raises(InputError) as early:
        an_event(START, known_on=date(2026, 1, 4), ended_on=date(2026, 1, 4))
    assert [one.path for one in early.value.faults] == ["LoanEvent.known_on", "LoanEvent.ended_on"]
    assert an_event(START, ended_on=AS_OF).is_over(on=AS_OF)
    assert not an_event(START, ended_on=AS_OF).is_over(on=START)


def test_a_worse_grade_is_not_let_off_by_an_end() -> None:
    """Pass loans are visited even after the default is cured: those of a worse class cannot be asked for less."""
    grades = {"pass": Comparison.IS, "special_mention": Comparison.AT_LEAST}
    for lasting, is_sound in ((("pass",), True), (("special_mention",), False)):
        clauses = [
            a_clause(
                code,
                evolve(LASTING, lasting=code in lasting),
                when=[Condition(fact=FactName("risk"), test=test, values=(code,))],
                series="routine",
            )
            for code, test in grades.items()
        ]
        if is_sound:
            assert a_policy(*clauses).clauses
            continue
        with pytest.raises(PolicyError) as refused:
            a_policy(*clauses)
        assert refused.value.code == "clause.nesting"


def test_what_lasts_is_read_aloud() -> None:
    """The sentence says that the end of the event is the end of the duty."""
    assert LASTING.text == Text(
        zh="付款违约后 60 天内完成（事件终止即止）",
        en="once within 60 days after the payment default, while that lasts",
    )
    assert STEPS.text == Text(
        zh="自付款违约起每 1 个月为一期，每期 1 次（事件终止即止）",
        en="once in each period of 1 month counted from the payment default, while that lasts",
    )


def test_an_event_is_no_condition() -> None:
    """An event is counted from, not compared."""
    condition = Condition(fact=DEFAULT, test=Comparison.IS, values=(True,))
    with pytest.raises(PolicyError) as refused:
        a_policy(a_clause(when=[condition]))
    assert refused.value.code == "fact.event"
    assert not OWN.accepts(None)
    assert not OWN.accepts(START)


def test_every_kind_of_event_has_its_label() -> None:
    """Each built-in kind is called something in both languages, and may hang a duty."""
    for kind in EVENT_KINDS:
        policy = a_policy(a_clause(require=OnceAfter(after=FactName(kind), within=days(5))))
        book = a_book(a_file(events=[an_event(START, kind)]), as_of=AS_OF)
        assert kind not in policy.text.zh
        assert len(make_plan(book, policy=policy, calendar=CHINA, until=date(2026, 12, 31)).owed) == 1


def test_files_keep_events_by_day() -> None:
    """Whatever the order given."""
    early, late = an_event(START, id="Z"), an_event(AS_OF, id="A")
    file: BorrowerFile = a_file(events=[late, early])
    assert file.events == (early, late)
