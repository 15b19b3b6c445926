"""What a visit discharges, rule by rule, for one record and for a whole plan.

`filed` asks the step's question (one record, the open duties of a file); `planned` asks the plan's (everything known of
a file). Both must say the same.
"""

from collections.abc import Iterable
from datetime import date

import pytest
from attrs import evolve

from loanvisit.domain import (
    ROUTINE,
    Accepts,
    Anchor,
    BorrowerFile,
    BorrowerId,
    Channel,
    Discharge,
    Drawdown,
    DrawdownId,
    EveryGap,
    EveryPeriod,
    Level,
    LoanId,
    Method,
    MissReason,
    NaturalPeriod,
    Obligation,
    ObligationState,
    Outcome,
    PastVisit,
    RecordId,
    Rule,
    Visit,
    VisitRecord,
    VisitState,
    Window,
    days,
    months,
)
from loanvisit.scheduling import Clause, Discharged, cover, discharge_by, make_plan, sighting, sightings
from loanvisit.testing import (
    a_book,
    a_clause,
    a_duty,
    a_file,
    a_loan,
    a_past_visit,
    a_policy,
    a_record,
    a_rule,
    weekdays,
)

Q1 = a_duty(date(2026, 1, 1), date(2026, 3, 31), anchor="2026Q1")
Q2 = a_duty(date(2026, 4, 1), date(2026, 6, 30), anchor="2026Q2")
Q3 = a_duty(date(2026, 7, 1), date(2026, 9, 30), anchor="2026Q3")


def filed(entry: PastVisit | VisitRecord, *duties: Obligation, file: BorrowerFile | None = None) -> Discharged:
    """Return what one visit does to open duties."""
    seen = sighting(entry, file or a_file())
    assert seen is not None
    return discharge_by(duties, seen)


def planned(
    clause: Clause,
    *,
    past: Iterable[PastVisit] = (),
    records: Iterable[VisitRecord] = (),
    as_of: date,
    drawn_on: date = date(2025, 11, 30),
) -> list[Obligation]:
    """Return the owed duties of one clause about one loan, oldest first, after everything seen."""
    file = a_file(a_loan(disbursed_on=drawn_on, matures_on=None), past=past, records=records)
    plan = make_plan(a_book(file, as_of=as_of), policy=a_policy(clause), calendar=weekdays(), until=as_of)
    return sorted(plan.owed, key=lambda duty: duty.order)


def _met(duties: Iterable[Obligation]) -> list[str]:
    return [duty.anchor for duty in duties if duty.state is ObligationState.FULFILLED]


def test_a_visit_in_the_window_meets_the_running_duty() -> None:
    """A visit made on a day of the window, both ends in, meets the duty in time."""
    for on in (date(2026, 1, 1), date(2026, 2, 20), date(2026, 3, 31)):
        found = filed(a_record(on), Q1)
        assert _met(found.obligations) == ["2026Q1"]
        assert found.obligations[0].late_days == 0
        assert found.obligations[0].version == Q1.version + 1
        assert _met(planned(a_clause(), records=[a_record(on)], as_of=date(2026, 3, 31))) == ["2026Q1"]


def test_a_visit_before_the_window_opens_counts_for_nothing_there() -> None:
    """A visit of the day before the window opens is refused as early, and the duty stays as it was."""
    found = filed(a_record(date(2025, 12, 31)), Q1)
    assert found.obligations == ()
    assert [one.code for one in found.refused] == ["refused.early"]
    assert _met(planned(a_clause(), records=[a_record(date(2025, 12, 31))], as_of=date(2026, 3, 31))) == []


def test_a_late_visit_pays_all_overdue_periods_and_never_the_running_one() -> None:
    """Made in the third quarter, one visit meets both overdue quarters, each late by its days; the third stays owed."""
    record = a_record(date(2026, 7, 10))
    found = filed(record, Q3, Q1, Q2)
    assert _met(found.obligations) == ["2026Q1", "2026Q2"]
    assert [duty.late_days for duty in found.obligations] == [101, 10]
    assert [(one.obligation, one.code) for one in found.refused] == [(Q3.id, "refused.running")]
    owed = planned(a_clause(), records=[record], as_of=date(2026, 7, 31))
    assert _met(owed) == ["2026Q1", "2026Q2"]
    assert [duty.late_days for duty in owed] == [101, 10, 0]


def test_a_period_that_ends_on_the_day_of_an_arrear_is_still_running() -> None:
    """On the last day of the second quarter a visit pays the first quarter, overdue, and not the running one."""
    record = a_record(date(2026, 6, 30))
    found = filed(record, Q1, Q2)
    assert _met(found.obligations) == ["2026Q1"]
    assert [(one.obligation, one.code) for one in found.refused] == [(Q2.id, "refused.running")]
    assert _met(planned(a_clause(), records=[record], as_of=date(2026, 6, 30))) == ["2026Q1"]


def test_after_the_arrear_a_second_visit_meets_the_running_period() -> None:
    """A visit that pays the arrear leaves the running period to the next one."""
    seen = [a_record(date(2026, 7, 10)), a_record(date(2026, 7, 20), id="R-2")]
    assert _met(planned(a_clause(), records=seen, as_of=date(2026, 7, 31))) == ["2026Q1", "2026Q2", "2026Q3"]


def test_a_clause_may_say_one_period_a_visit() -> None:
    """With `arrear = "oldest"` a late visit meets the oldest overdue period alone."""
    rule = a_rule(arrear="oldest")
    duties = [evolve(duty, rule=rule) for duty in (Q1, Q2, Q3)]
    record = a_record(date(2026, 7, 10))
    found = filed(record, *duties)
    assert _met(found.obligations) == ["2026Q1"]
    assert [one.code for one in found.refused] == ["refused.running", "refused.running"]
    clause = a_clause(arrear="oldest")
    assert _met(planned(clause, records=[record], as_of=date(2026, 7, 31))) == ["2026Q1"]
    more = [record, a_record(date(2026, 7, 11), id="R-2"), a_record(date(2026, 7, 12), id="R-3")]
    assert _met(planned(clause, records=more, as_of=date(2026, 7, 31))) == ["2026Q1", "2026Q2", "2026Q3"]


def test_a_payout_of_an_unknown_day_is_seen_with_its_loan() -> None:
    """A duty about a payout whose day nobody knows can be met: a visit to its loan looked at it."""
    payout = Drawdown(id=DrawdownId("L-1/1"))
    loan = evolve(a_loan(), drawdowns=(payout,))
    matured = a_duty(date(2026, 1, 1), date(2026, 3, 31), subject=payout.id, anchor="matures_on:L-1/1")
    assert _met(filed(a_record(date(2026, 2, 20)), matured, file=a_file(loan)).obligations) == ["matures_on:L-1/1"]


def _planned_for(duty: Obligation, *, on: date) -> tuple[VisitRecord, BorrowerFile]:
    """Return a record of a visit that was planned for one duty, and a file that knows the visit."""
    record = a_record(on)
    visit = Visit(borrower=BorrowerId("B-1"), method=Method.ON_SITE, window=duty.window, covers=(duty,))
    return evolve(record, visit=visit.id), evolve(a_file(), visits=(visit,))


def test_of_two_duties_running_a_visit_meets_the_one_it_was_planned_for() -> None:
    """Two signals run side by side: one planned for the second meets it, one planned for neither the first."""
    first, second = (a_duty(date(2026, 3, day), date(2026, 3, day + 10), anchor=f"signal:{day}") for day in (2, 5))
    record, file = _planned_for(second, on=date(2026, 3, 9))
    assert _met(filed(record, first, second, file=file).obligations) == ["signal:5"]
    assert _met(filed(a_record(date(2026, 3, 9)), first, second).obligations) == ["signal:2"]


def test_of_two_lines_of_a_group_a_visit_meets_the_one_it_was_planned_for() -> None:
    """Two clauses apart, both open: a visit planned for the later one meets it, also where the file kept no duties."""
    clauses = [a_clause(name, separate="apart") for name in ("a", "b")]
    one, other = (evolve(Q1, rule=a_rule(name, separate="apart")) for name in ("a", "b"))
    record, file = _planned_for(other, on=date(2026, 2, 20))
    found = filed(record, one, other, file=file)
    assert [duty.rule.clause.value for duty in found.obligations] == ["b"]
    assert [(refusal.obligation, refusal.code) for refusal in found.refused] == [(one.id, "refused.separate")]
    loan = a_loan(disbursed_on=date(2025, 11, 30), matures_on=None)
    known = evolve(file, loans=(loan,), records=(record,))
    plan = make_plan(
        a_book(known, as_of=date(2026, 3, 31)),
        policy=a_policy(*clauses),
        calendar=weekdays(),
        until=date(2026, 3, 31),
    )
    assert [duty.rule.clause.value for duty in plan.owed if not duty.is_open] == ["b"]


def test_the_arrears_of_one_data_line_are_one_run() -> None:
    """Two overdue quarters of account data are gathered in one run, which pays both; the running one has its own."""
    data = [evolve(duty, rule=a_rule(accepts=Accepts.DATA)) for duty in (Q1, Q2, Q3)]
    late, running = cover(data, as_of=date(2026, 7, 10))
    assert [duty.anchor for duty in late.duties] == ["2026Q1", "2026Q2"]
    assert [duty.anchor for duty in running.duties] == ["2026Q3"]
    record = evolve(a_record(date(2026, 7, 11), visitors=["anna"]), method=Method.DATA)
    assert _met(filed(record, *data).obligations) == ["2026Q1", "2026Q2"]


FROM_LAST = a_clause(require=EveryGap(gap=months(6), anchor=Anchor.LAST_VISIT, opens=days(30)))


def test_counted_from_the_last_visit_any_visit_however_early_meets_the_running_duty() -> None:
    """Half a year from the last visit: one after ten days meets the running duty, and the next counts from it."""
    drawn = date(2026, 1, 10)
    owed = planned(FROM_LAST, records=[a_record(date(2026, 1, 20))], as_of=date(2026, 7, 31), drawn_on=drawn)
    assert [(duty.state, duty.anchored_on, duty.window.last) for duty in owed] == [
        (ObligationState.FULFILLED, drawn, date(2026, 7, 10)),
        (ObligationState.OPEN, date(2026, 1, 20), date(2026, 7, 20)),
    ]
    running = a_duty(
        date(2026, 6, 10), date(2026, 7, 10), anchor="visit:disbursed_on:2026-01-10", anchored_on=date(2026, 1, 10)
    )
    assert _met(filed(a_record(date(2026, 1, 20)), running).obligations) == [running.anchor]


def test_a_visit_before_the_one_it_counts_from_does_not_meet_it() -> None:
    """A record filed late, of a day before the visit a duty counts from, does not meet that duty."""
    running = a_duty(date(2026, 6, 10), date(2026, 7, 10), anchor="visit:V-1", anchored_on=date(2026, 1, 10))
    found = filed(a_record(date(2026, 1, 9)), running)
    assert found.obligations == ()
    assert [one.code for one in found.refused] == ["refused.early"]


def test_a_visit_before_the_payout_meets_nothing() -> None:
    """Counted from the last visit, one made before the money was out starts nothing."""
    owed = planned(
        FROM_LAST, past=[a_past_visit(date(2025, 12, 1))], as_of=date(2026, 7, 31), drawn_on=date(2026, 1, 10)
    )
    assert [(duty.is_open, duty.window.last) for duty in owed] == [(True, date(2026, 7, 10))]


def test_a_past_visit_without_purposes_serves_routine_duties_only() -> None:
    """Where a past visit's purposes are not recorded it meets a routine duty, and for others says so."""
    past = a_past_visit(date(2026, 2, 20), purposes=None)
    first = evolve(Q1, rule=a_rule("first", purpose="first_check"))
    found = filed(past, Q1, first)
    assert _met(found.obligations) == ["2026Q1"]
    assert [(one.obligation, one.code) for one in found.refused] == [(first.id, "refused.purpose_unrecorded")]
    assert found.refused[0].reason.en == "purpose not recorded"
    assert _met(planned(a_clause(purpose="first_check"), past=[past], as_of=date(2026, 3, 31))) == []


def test_an_imported_visit_lacks_nothing_that_was_never_recorded() -> None:
    """Method and number of visitors not recorded, answers not kept: an imported visit is taken as it stands."""
    past = a_past_visit(date(2026, 2, 20), method=None, visitors=None)
    rule = a_rule(questions=["stock_seen"], evidence=["photo"])
    assert _met(filed(past, evolve(Q1, rule=rule)).obligations) == ["2026Q1"]
    clause = a_clause(questions=["stock_seen"], evidence=["photo"])
    assert _met(planned(clause, past=[past], as_of=date(2026, 3, 31))) == ["2026Q1"]


@pytest.mark.parametrize(
    ("record", "rule", "code"),
    [
        pytest.param(a_record(date(2026, 2, 20), visitors=["anna"]), a_rule(), "visitors", id="one on site"),
        pytest.param(
            a_record(date(2026, 2, 20), visitors=["anna"]),
            a_rule(accepts=Accepts.INTERVIEW_OR_ON_SITE),
            "visitors",
            id="one on site where a call would do",
        ),
        pytest.param(a_record(date(2026, 2, 20), method=Method.INTERVIEW), a_rule(), "method", id="a call"),
        pytest.param(a_record(date(2026, 2, 20), method=Method.CONTACT), a_rule(), "method", id="a letter"),
        pytest.param(a_record(date(2026, 2, 20), method=Method.DATA), a_rule(), "method", id="data"),
        pytest.param(a_record(date(2026, 2, 20)), a_rule(accepts=Accepts.DATA), "method", id="on site for data"),
        pytest.param(a_record(date(2026, 2, 20), purposes=["special"]), a_rule(), "purpose", id="another purpose"),
        pytest.param(
            a_record(date(2026, 2, 20), method=Method.INTERVIEW, visitors=["anna"]),
            a_rule(accepts=Accepts.INTERVIEW_OR_ON_SITE),
            "identity",
            id="a call to nobody knows whom",
        ),
    ],
)
def test_a_visit_that_cannot_prove_a_duty_is_refused_with_the_reason(
    record: VisitRecord, rule: Rule, code: str
) -> None:
    """By a method accepted, with the visitors demanded, for the purpose, identity checked: or not at all."""
    found = filed(record, evolve(Q1, rule=rule))
    assert found.obligations == ()
    assert [one.code for one in found.refused] == [f"refused.{code}"]
    assert found.refused[0].reason.zh


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        pytest.param(a_record(date(2026, 2, 20), visitors=["anna"]), a_rule(visitors=1), id="the clause says one"),
        pytest.param(
            evolve(a_record(date(2026, 2, 20), method=Method.INTERVIEW, visitors=["anna"]), channel=Channel.IN_PERSON),
            a_rule(accepts=Accepts.INTERVIEW_OR_ON_SITE),
            id="in person",
        ),
        pytest.param(
            a_record(date(2026, 2, 20), method=Method.INTERVIEW, visitors=["anna"], identity_checked=True),
            a_rule(accepts=Accepts.INTERVIEW_OR_ON_SITE),
            id="by phone, identity checked",
        ),
        pytest.param(
            a_record(date(2026, 2, 20), method=Method.CONTACT, visitors=["anna"]),
            a_rule(accepts=Accepts.ANY_CONTACT),
            id="a letter where any contact will do",
        ),
        pytest.param(
            a_record(date(2026, 2, 20), method=Method.DATA, visitors=["anna"]), a_rule(accepts=Accepts.DATA), id="data"
        ),
    ],
)
def test_a_visit_that_proves_a_duty_meets_it(record: VisitRecord, rule: Rule) -> None:
    """One visitor is enough off site, or where the clause says one; an interview in person needs no other check."""
    assert _met(filed(record, evolve(Q1, rule=rule)).obligations) == ["2026Q1"]


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.UNREACHABLE, Outcome.MISSED])
def test_a_visit_not_made_proves_nothing(outcome: Outcome) -> None:
    """Refused at the door, unreachable or missed: nothing is met."""
    reason = MissReason.BANK if outcome is Outcome.MISSED else None
    record = evolve(a_record(date(2026, 2, 20)), outcome=outcome, miss_reason=reason)
    assert sighting(record, a_file()) is None
    assert _met(planned(a_clause(), records=[record], as_of=date(2026, 3, 31))) == []


def test_a_void_record_proves_nothing() -> None:
    """A void record stays in the file and meets nothing."""
    record = a_record(date(2026, 2, 20), void=True)
    assert sighting(record, a_file()) is None
    assert _met(planned(a_clause(), records=[record], as_of=date(2026, 3, 31))) == []


def _visit(state: VisitState, record: VisitRecord | None = None) -> Visit:
    return Visit(
        borrower=BorrowerId("B-1"),
        method=Method.ON_SITE,
        window=Window(opens=date(2026, 1, 1), last=date(2026, 3, 31)),
        covers=(Q1,),
        state=state,
        record=record.id if record else None,
    )


@pytest.mark.parametrize("state", [VisitState.RETURNED, VisitState.VOID])
def test_a_record_sent_back_proves_nothing_until_it_is_submitted_again(state: VisitState) -> None:
    """While its visit stands returned or void, a record meets nothing; once submitted again it does."""
    record = a_record(date(2026, 2, 20))
    back = evolve(a_file(records=[record]), visits=(_visit(state, record),))
    again = evolve(a_file(records=[record]), visits=(_visit(VisitState.SUBMITTED, record),))
    assert sightings(back, as_of=date(2026, 3, 31)) == ()
    assert len(sightings(again, as_of=date(2026, 3, 31))) == 1


def test_a_record_that_names_no_loans_is_of_those_of_its_planned_visit() -> None:
    """A record without loans covers the loans its planned visit was about, and none where nothing was planned."""
    record = evolve(a_record(date(2026, 2, 20)), loans=frozenset(), visit=_visit(VisitState.MADE).id)
    with_plan = evolve(a_file(), visits=(_visit(VisitState.MADE),))
    seen, unseen = sighting(record, with_plan), sighting(record, a_file())
    assert seen is not None
    assert unseen is not None
    assert seen.covers(LoanId("L-1"))
    assert not unseen.covers(LoanId("L-1"))


def test_a_visit_to_one_loan_meets_no_duty_of_another() -> None:
    """A duty of a loan the visit did not look at is neither met nor refused: it was not touched."""
    other = evolve(Q1, subject=LoanId("L-2"), loans=(LoanId("L-2"),))
    found = filed(a_record(date(2026, 2, 20), "L-1"), other)
    assert found == Discharged()


def test_a_visit_covers_the_drawdowns_paid_out_by_then() -> None:
    """A drawdown paid out after the visit was not looked at."""
    file = a_file(a_loan(disbursed_on=date(2026, 2, 21), matures_on=None))
    before, after = sighting(a_record(date(2026, 2, 20)), file), sighting(a_record(date(2026, 2, 21)), file)
    assert before is not None
    assert after is not None
    assert not before.covers(DrawdownId("L-1/1"))
    assert after.covers(DrawdownId("L-1/1"))
    assert after.covers(file.id)


def test_one_visit_serves_many_subjects_and_many_clauses() -> None:
    """One visit to two loans meets two clauses about each: four duties."""
    record = a_record(date(2026, 2, 20), "L-1", "L-2", purposes=[ROUTINE, "special"])
    duties = [
        a_duty(date(2026, 1, 1), date(2026, 3, 31), rule=a_rule(purpose, purpose=purpose), subject=LoanId(loan))
        for purpose in (ROUTINE, "special")
        for loan in ("L-1", "L-2")
    ]
    assert len(_met(filed(record, *duties).obligations)) == 4


def test_two_duties_of_one_separate_group_take_two_visits() -> None:
    """Of two duties of one group a visit meets the one that ends first, and refuses the other by the group's name."""
    first = evolve(Q1, rule=a_rule("one", separate="apart"))
    second = evolve(Q1, rule=a_rule("two", separate="apart"))
    found = filed(a_record(date(2026, 2, 20)), second, first)
    assert [duty.rule.clause.value for duty in found.obligations] == ["one"]
    assert [(one.obligation, one.code) for one in found.refused] == [(second.id, "refused.separate")]
    assert "apart" in found.refused[0].reason.en


def test_an_arrear_of_a_separate_group_bars_the_rest_of_the_group() -> None:
    """A visit that has paid an overdue duty of a group meets no other duty of that group."""
    rule = a_rule("one", separate="apart")
    late, running = evolve(Q1, rule=rule), evolve(Q2, rule=rule)
    other = evolve(Q2, rule=a_rule("two", separate="apart"))
    found = filed(a_record(date(2026, 4, 20)), late, running, other)
    assert [duty.anchor for duty in found.obligations] == ["2026Q1"]
    assert {(one.obligation, one.code) for one in found.refused} == {
        (running.id, "refused.running"),
        (other.id, "refused.separate"),
    }


@pytest.mark.parametrize(
    ("arrear", "visits"),
    [("all", [["2026Q1", "2026Q2"], ["2026Q3"]]), ("oldest", [["2026Q1"], ["2026Q2"], ["2026Q3"]])],
)
def test_an_arrear_of_a_separate_group_is_planned_as_it_is_paid(arrear: str, visits: list[list[str]]) -> None:
    """Overdue duties of one line share the visit that pays them together; another line of the group has its own."""
    line = [evolve(duty, rule=a_rule("one", separate="apart", arrear=arrear)) for duty in (Q1, Q2, Q3)]
    other = evolve(Q2, subject=LoanId("L-2"), rule=line[0].rule)
    as_of = date(2026, 7, 31)
    trips = cover(line, as_of=as_of)
    assert [[duty.anchor for duty in trip.duties] for trip in trips] == visits
    assert all(trip.is_least for trip in trips)
    for trip in trips:
        seen = sighting(a_record(max(trip.duties[0].window.last, date(2026, 8, 1))), a_file())
        assert seen is not None
        assert len(discharge_by(trip.duties, seen).obligations) == len(trip.duties)
    with_other = cover([*line, other], as_of=as_of)
    assert len(with_other) == len(visits) + 1
    assert all(len({duty.subject for duty in trip.duties}) == 1 for trip in with_other)


def test_a_plan_gives_each_clause_of_a_separate_group_a_visit_of_its_own() -> None:
    """Two clauses of one group: one past visit meets the one, a second visit the other."""
    clauses = [a_clause("one", separate="apart"), a_clause("two", separate="apart")]
    for seen, met in (([20], 1), ([20, 21], 2)):
        file = a_file(past=[a_past_visit(date(2026, 2, day)) for day in seen])
        book = a_book(file, as_of=date(2026, 3, 31))
        plan = make_plan(book, policy=a_policy(*clauses), calendar=weekdays(), until=date(2026, 3, 31))
        assert len(_met(plan.owed)) == met


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_a_visit_that_starts_the_next_count_pays_nothing_else_of_its_group(names: str) -> None:
    """Of a yearly clause and one counted from the last visit, both of one group, a visit meets the one asked first."""
    kinds = {
        "a": EveryPeriod(period=NaturalPeriod.YEAR),
        "b": EveryGap(gap=months(12), anchor=Anchor.LAST_VISIT, opens=months(3)),
    }
    policy = a_policy(*(a_clause(name, kinds[name], separate="apart") for name in names))
    loan = a_loan(disbursed_on=date(2024, 12, 1), matures_on=None)
    file = a_file(loan, past=[a_past_visit(date(2025, 10, 15))])
    plan = make_plan(
        a_book(file, as_of=date(2025, 12, 31)), policy=policy, calendar=weekdays(), until=date(2025, 12, 31)
    )
    assert [one.rule.clause.value for one in plan.owed if not one.is_open] == [names[0]]


def test_a_record_that_met_one_duty_of_a_group_meets_no_other_in_a_later_plan() -> None:
    """Filed, a record meets the duty that ends first; a plan that asks the clauses in another order says the same."""
    yearly = a_clause("one", EveryPeriod(period=NaturalPeriod.YEAR), separate="apart")
    policy = a_policy(yearly, a_clause("two", separate="apart"))
    loan = a_loan(disbursed_on=date(2025, 11, 30), matures_on=None)
    book = a_book(a_file(loan), as_of=date(2026, 3, 31))
    owed = make_plan(book, policy=policy, calendar=weekdays(), until=date(2026, 3, 31)).owed
    record = a_record(date(2026, 3, 20))
    [met] = filed(record, *owed).obligations
    assert met.rule.clause.value == "two"
    kept = [met, *(duty for duty in owed if duty.id != met.id)]
    book = a_book(a_file(loan, records=[record], obligations=kept), as_of=date(2026, 3, 31))
    after = make_plan(book, policy=policy, calendar=weekdays(), until=date(2026, 3, 31)).owed
    assert [one.id for one in after if not one.is_open] == [met.id]


def test_in_part_names_what_lacks_and_a_later_record_brings_the_rest() -> None:
    """Answers or evidence lacking: the lack is named, the last day stays, a later record brings only the rest."""
    duty = evolve(Q1, rule=a_rule(questions=["stock_seen", "books_seen"], evidence=["photo"]))
    [half] = filed(a_record(date(2026, 2, 20), answers={"stock_seen": "yes"}), duty).obligations
    assert half.state is ObligationState.IN_PART
    assert half.lacks == ("answer:books_seen", "evidence:photo")
    assert half.window == duty.window
    assert half.is_open
    later = a_record(date(2026, 3, 1), answers={"books_seen": "yes"}, evidence=["photo"], id="R-2")
    [whole] = filed(later, half).obligations
    assert whole.state is ObligationState.FULFILLED
    assert whole.lacks == ()
    assert whole.discharge is not None
    assert whole.discharge.on == date(2026, 3, 1)


def test_a_duty_in_part_after_its_last_day_is_met_late() -> None:
    """The rest brought after the last day meets the duty late; nothing is ever refused for being late."""
    duty = evolve(Q1, rule=a_rule(evidence=["photo"]))
    [half] = filed(a_record(date(2026, 3, 31)), duty).obligations
    [whole] = filed(a_record(date(2026, 4, 2), evidence=["photo"], id="R-2"), half).obligations
    assert whole.late_days == 2


def test_a_plan_keeps_what_is_in_part() -> None:
    """A replan remembers a duty in part, with what it lacks, and plans a visit for the rest."""
    clause = a_clause(evidence=["photo"])
    record = a_record(date(2026, 2, 20))
    [duty] = planned(clause, as_of=date(2026, 3, 31))
    [half] = filed(record, duty).obligations
    file = a_file(records=[record], obligations=[half])
    book = a_book(file, as_of=date(2026, 3, 31))
    plan = make_plan(book, policy=a_policy(clause), calendar=weekdays(), until=date(2026, 3, 31))
    [kept] = plan.owed
    assert (kept.state, kept.lacks) == (ObligationState.IN_PART, ("evidence:photo",))
    assert [visit.covers for visit in plan.visits] == [(kept,)]


def test_what_is_already_met_or_let_go_is_passed_over() -> None:
    """A visit touches open duties only."""
    for state in (ObligationState.FULFILLED, ObligationState.WAIVED, ObligationState.LAPSED):
        assert filed(a_record(date(2026, 2, 20)), evolve(Q1, state=state)) == Discharged()


def test_twice_a_period_takes_two_visits() -> None:
    """Two checks in every year are two duties, and each visit meets one."""
    clause = a_clause(require=EveryPeriod(period=NaturalPeriod.YEAR, times=2, with_first=True))
    drawn = date(2026, 1, 5)
    once = [a_record(date(2026, 2, 20))]
    twice = [*once, a_record(date(2026, 2, 21), id="R-2")]
    assert _met(planned(clause, records=once, as_of=date(2026, 12, 31), drawn_on=drawn)) == ["2026#1"]
    assert _met(planned(clause, records=twice, as_of=date(2026, 12, 31), drawn_on=drawn)) == ["2026#1", "2026#2"]


def test_a_visit_of_the_borrower_meets_a_duty_about_the_borrower() -> None:
    """A past visit known to be of the borrower only meets what is about the borrower."""
    clause = a_clause(level=Level.BORROWER)
    past = [a_past_visit(date(2026, 2, 20), borrower="B-1")]
    assert _met(planned(clause, past=past, as_of=date(2026, 3, 31))) == ["2026Q1"]
    assert _met(planned(a_clause(), past=past, as_of=date(2026, 3, 31))) == []


def test_a_record_that_completed_another_subject_does_not_meet_this_one() -> None:
    """A record without the photo met the second loan's duty, half met before; the first loan's duty still lacks it."""
    clause, on = a_clause(evidence=["photo"]), date(2026, 2, 20)
    file = a_file(a_loan("L-1"), a_loan("L-2"), records=[a_record(on)])
    book = a_book(file, as_of=date(2026, 3, 31))
    first = make_plan(book, policy=a_policy(clause), calendar=weekdays(), until=date(2026, 3, 31))
    [other] = [duty for duty in first.owed if duty.subject == LoanId("L-2")]
    met = other.fulfilled(Discharge(on=on, record=RecordId("R-1")))
    book = a_book(evolve(file, obligations=(met,)), as_of=date(2026, 3, 31))
    again = make_plan(book, policy=a_policy(clause), calendar=weekdays(), until=date(2026, 3, 31))
    assert {str(duty.subject): duty.state for duty in again.owed} == {
        "L-1": ObligationState.OPEN,
        "L-2": ObligationState.FULFILLED,
    }
