"""What happens to duties when a loan changes: the table of practice, a test for each of its cells.

The cells are those a post-loan department works by; the days were counted by hand on China's calendar of 2026. None was
computed here.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.assessment import assess
from loanvisit.domain import (
    CHANGE_TABLE,
    Becomes,
    BorrowerFile,
    ClauseId,
    Confidence,
    DutyColumn,
    FactName,
    Loan,
    LoanChange,
    LoanChangeId,
    LoanChangeKind,
    LoanId,
    LoanStatus,
    Method,
    Obligation,
    ObligationState,
    PastVisit,
    duties_after,
    five_tier,
    legal_clocks,
    lineage,
)
from loanvisit.scheduling import FilePlan, plan_file, prove
from loanvisit.steps import file_record
from loanvisit.testing import a_duty, a_file, a_loan, a_record, a_waiver, an_officer
from loanvisit.words import verbatim

CHINA, POLICY = presets.calendar("CN"), presets.policy("cn.five_tier_default")
L1, L2 = LoanId("L-1"), LoanId("L-2")
DRAWN, MATURES = date(2025, 7, 10), date(2026, 7, 10)
BEFORE, CHANGED, AFTER = date(2026, 6, 12), date(2026, 6, 15), date(2026, 6, 16)
"""The pre-maturity check of the loan is open from 2026-06-10 and to be made by 2026-06-25."""
UNTIL = date(2027, 12, 31)
PAST = (
    PastVisit(loans=(L1,), on=date(2025, 7, 20), method=Method.ON_SITE, purposes=frozenset({"first_check"})),
    *(
        PastVisit(loans=(L1,), on=day, method=Method.ON_SITE, purposes=frozenset({"routine"}))
        for day in (date(2025, 11, 3), date(2026, 2, 3))
    ),
)
K = LoanChangeKind
STAYS, MOVES, ANEW, ENDS = Becomes.STAYS, Becomes.MOVES, Becomes.BEGINS_ANEW, Becomes.ENDS


def _change(kind: LoanChangeKind, *, loan: LoanId = L1, on: date = CHANGED, **more: object) -> LoanChange:
    given: dict[str, object] = {"id": LoanChangeId("批-7"), "loan": loan, "kind": kind, "on": on} | more
    if kind in (K.RENEWAL, K.REFINANCING):
        given = {"continues": L1} | given | {"loan": L2}
    return LoanChange(**given)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def _loan(loan: str = "L-1", *, drawn: date = DRAWN, matures: date = MATURES, status: LoanStatus = LoanStatus.LIVE,
          risk: str = "pass") -> Loan:  # fmt: skip
    grade = five_tier(risk, since=drawn)
    return a_loan(loan, disbursed_on=drawn, matures_on=matures, risk=grade, status=status)


def _planned(*, as_of: date = BEFORE) -> BorrowerFile:
    """Return the file of a loan of a year with its duties as of a day before the change."""
    file = a_file(_loan(), past=PAST)
    return plan_file(file, policy=POLICY, calendar=CHINA, as_of=as_of, until=UNTIL).put_into(file)


def _plan(file: BorrowerFile, *, as_of: date = AFTER) -> FilePlan:
    return plan_file(file, policy=POLICY, calendar=CHINA, as_of=as_of, until=UNTIL)


def _after(change: LoanChange, *more: Loan, status: LoanStatus = LoanStatus.LIVE, matures: date = MATURES) -> FilePlan:
    """Return the plan after a change of the loan that was planned before it."""
    file = _planned()
    changed = evolve(file, loans=(_loan(status=status, matures=matures), *more), loan_changes=(change,))
    return _plan(changed)


def _lines(duties: Iterable[Obligation], loan: LoanId = L1) -> list[tuple[str, date]]:
    """Return what of one loan is open, each with its last day."""
    mine = [duty for duty in duties if duty.is_open and duty.loans == (loan,)]
    return [(duty.rule.clause.value, duty.window.last) for duty in mine]


def _owed(plan: FilePlan, loan: LoanId = L1) -> list[tuple[str, date]]:
    return sorted(_lines(plan.duties.owed, loan))


def _expected(plan: FilePlan, loan: LoanId = L1) -> list[tuple[str, date]]:
    return sorted(_lines((*plan.duties.owed, *plan.duties.projected), loan), key=lambda line: (line[1], line[0]))


BEFORE_THE_CHANGE = [("pass.routine", date(2026, 6, 30)), ("pre_maturity.short", date(2026, 6, 25))]


def test_before_any_change_the_routine_and_the_pre_maturity_check_are_owed() -> None:
    """The ground of all cells: on 2026-06-12 two duties are open."""
    assert _owed(_plan(_planned(), as_of=BEFORE)) == BEFORE_THE_CHANGE


# --- the table ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "first", "routine", "last"),
    [
        (K.EXTENSION, STAYS, STAYS, MOVES),
        (K.RENEWAL, STAYS, STAYS, ANEW),
        (K.REFINANCING, STAYS, STAYS, ANEW),
        (K.RESTRUCTURING, STAYS, STAYS, ANEW),
        (K.PART_REPAYMENT, STAYS, STAYS, STAYS),
        (K.LIMIT_CUT, STAYS, STAYS, STAYS),
        (K.EARLY_SETTLEMENT, ENDS, ENDS, ENDS),
        (K.TRANSFER, STAYS, STAYS, STAYS),
        (K.SALE, Becomes.BY_AGREEMENT, Becomes.BY_AGREEMENT, Becomes.BY_AGREEMENT),
        (K.WRITE_OFF, ENDS, Becomes.BECOMES_LEGAL, ENDS),
    ],
)
def test_each_cell_says_what_becomes_of_a_running_duty(
    kind: LoanChangeKind, first: Becomes, routine: Becomes, last: Becomes
) -> None:
    """W8: first, routine and pre-maturity check of the loan that was there, as the table has them."""
    row = CHANGE_TABLE[kind]
    assert [row.cell(column) for column in DutyColumn] == [first, routine, last]
    change = _change(kind, matured_on=MATURES, matures_on=date(2027, 7, 9))
    duties = [
        evolve(a_duty(DRAWN, date(2026, 6, 30)), anchor="disbursed_on:L-1/1"),
        evolve(a_duty(DRAWN, date(2026, 6, 30)), anchor="2026Q2"),
        evolve(a_duty(DRAWN, date(2026, 6, 25)), anchor="matures_on:L-1:2026-07-10", anchored_on=MATURES),
    ]
    found = duties_after(change, duties)
    assert [one.becomes for one in found] == [first, routine, last]
    assert [one.obligation for one in found] == [duty.id for duty in duties]
    assert all(kind.text.zh in one.reason.zh and one.becomes.text.zh in one.reason.zh for one in found)


@pytest.mark.parametrize(
    ("kind", "papers", "lineage_said"),
    [
        (K.EXTENSION, "到期前审批", "同一借据，新版本"),
        (K.EXTENSION, "保证人书面同意", "同一借据，新版本"),
        (K.EXTENSION, "登记顺延", "同一借据，新版本"),
        (K.RENEWAL, "不因续贷本身下调分类", "注明原借据"),
        (K.REFINANCING, "至少分为关注，例外情形须列明", "注明原借据"),
        (K.RESTRUCTURING, "观察期", "新条款"),
        (K.EARLY_SETTLEMENT, "销号，或注明留待下一笔贷款；档案保管期开始计算", "结清"),
        (K.TRANSFER, "移交", "经过完整保留"),
        (K.SALE, "移交资料包", "转让"),
        (K.WRITE_OFF, "表外登记，账销案存，继续追索", "保留"),
    ],
)
def test_each_row_says_what_class_and_papers_it_asks_for(kind: LoanChangeKind, papers: str, lineage_said: str) -> None:
    """W8: the class and papers column, and the lineage column."""
    row = CHANGE_TABLE[kind]
    assert papers in row.papers.zh
    assert lineage_said in row.lineage.zh


def test_no_row_passes_for_a_regulation() -> None:
    """The rows are practice; two rest on papers that were not verified, and none on one that was read."""
    assert {row.confidence for row in CHANGE_TABLE.values()} == {
        Confidence.PRACTICE,
        Confidence.KNOWN,
        Confidence.UNCERTAIN,
    }


# --- extension ----------------------------------------------------------------------------------------------------


NEW = date(2027, 1, 8)
"""The maturity after an extension: its check is open from 2026-11-09 to 2026-12-09, for the tenor is 18 months."""


def _extended(**more: object) -> LoanChange:
    return _change(K.EXTENSION, **({"matured_on": MATURES, "matures_on": NEW} | more))


def test_extension_asks_no_first_check_but_one_that_the_conditions_hold() -> None:
    """First check: none; a check within 15 days, from 2026-06-15 by the 30th."""
    plan = _after(_extended(), matures=NEW)
    assert ("extension/批-7", date(2026, 6, 30)) in _owed(plan)
    assert not [clause for clause, _ in _expected(plan) if clause.startswith("first_check")]


def test_extension_leaves_the_routine_check_and_does_not_reset_it() -> None:
    """Routine: goes on; the quarter running keeps its last day, the next is the next quarter's."""
    lines = _expected(_after(_extended(), matures=NEW))
    assert [day for clause, day in lines if clause == "pass.routine"] == [
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 12, 31),
    ]


def test_extension_moves_the_pre_maturity_check_to_the_new_maturity() -> None:
    """Pre-maturity: the open one is gone, a new one runs from the new maturity, whatever the loan's own row says."""
    for matures in (NEW, MATURES):
        lines = _expected(_after(_extended(), matures=matures))
        assert [line for line in lines if line[0].startswith("pre_maturity")] == [
            ("pre_maturity.long", date(2026, 12, 9))
        ]


def test_extension_leaves_the_record_of_a_check_that_was_made() -> None:
    """Pre-maturity: the old record stays; a check made before the extension is met and stays met."""
    file = _planned()
    made = PastVisit(loans=(L1,), on=date(2026, 6, 11), method=Method.ON_SITE, purposes=frozenset({"pre_maturity"}))
    seen = evolve(file, past=(*file.past, made))
    kept = _plan(seen, as_of=BEFORE).put_into(seen)
    (met,) = [duty for duty in kept.obligations if duty.rule.clause == ClauseId("pre_maturity.short")]
    assert met.state is ObligationState.FULFILLED
    plan = _plan(evolve(kept, loans=(_loan(matures=NEW),), loan_changes=(_extended(),)))
    assert met.id in {duty.id for duty in plan.duties.owed if duty.state is ObligationState.FULFILLED}


def test_a_pre_maturity_check_overdue_at_an_extension_stays_owed() -> None:
    """What was due before the change stays due: on its last day it still moves, a day later it does not."""
    for on, stays in ((date(2026, 6, 25), False), (date(2026, 6, 26), True)):
        file = evolve(_planned(), loans=(_loan(matures=NEW),), loan_changes=(_extended(on=on),))
        owed = _owed(_plan(file, as_of=date(2026, 6, 28)))
        assert (("pre_maturity.short", date(2026, 6, 25)) in owed) is stays


def test_the_check_after_an_extension_is_paid_by_a_visit_for_it_and_may_be_waived() -> None:
    """A visit for its purpose, made from the day of the change on, meets it; a waiver lets it go."""
    file = evolve(_planned(), loans=(_loan(matures=NEW),), loan_changes=(_extended(),))
    (duty,) = [one for one in _plan(file).duties.owed if one.rule.purpose == "change.extension"]
    visit = PastVisit(loans=(L1,), on=AFTER, method=Method.INTERVIEW, purposes=frozenset({"change.extension"}))
    paid = _plan(evolve(file, past=(*file.past, visit)))
    assert [one.state for one in paid.duties.owed if one.id == duty.id] == [ObligationState.FULFILLED]
    early = evolve(visit, on=date(2026, 6, 14))
    unpaid = _plan(evolve(file, past=(*file.past, early)))
    assert [one.state for one in unpaid.duties.owed if one.id == duty.id] == [ObligationState.OPEN]
    waived = _plan(evolve(file, waivers=(a_waiver(duty.id, granted_on=AFTER),)))
    assert [one.state for one in waived.duties.owed if one.id == duty.id] == [ObligationState.WAIVED]


@pytest.mark.parametrize(("approved", "is_late"), [(MATURES, False), (date(2026, 7, 11), True), (None, False)])
def test_an_extension_is_approved_before_maturity(approved: date | None, is_late: bool) -> None:
    """F61: approved on the day of maturity it is in time, the day after it is not; a day not recorded tells nothing."""
    file = evolve(_planned(), loan_changes=(_extended(approved_on=approved),))
    raised = [one for one in assess(file, as_of=date(2026, 7, 20)) if one.kind.code == "F61"]
    assert bool(raised) is is_late
    if raised and approved is not None:
        assert (raised[0].weight.value, raised[0].due_on) == ("S2", date(2026, 7, 25))
        assert [one for one in assess(file, as_of=MATURES) if one.kind.code == "F61"] == []


# --- renewal and refinancing ---------------------------------------------------------------------------------------


def _continued(
    kind: LoanChangeKind, *, risk: str = "pass", past: tuple[PastVisit, ...] = (), **more: object
) -> FilePlan:
    new = _loan("L-2", drawn=CHANGED, matures=date(2027, 6, 15), risk=risk)
    file = _planned()
    old = _loan(status=LoanStatus.SETTLED)
    changed = evolve(file, loans=(old, new), loan_changes=(_change(kind, **more),), past=(*file.past, *past))
    return _plan(changed)


@pytest.mark.parametrize("kind", [K.RENEWAL, K.REFINANCING])
def test_renewal_and_refinancing_test_no_payee(kind: LoanChangeKind) -> None:
    """First check: no payee test, the money never left; the answer is exempt and names the change."""
    plan = _continued(kind)
    assert not [clause for clause, _ in _expected(plan, L2) if clause.startswith("first_check")]
    (exempt,) = [one for one in plan.duties.exempt if one.fact == FactName("loan_change")]
    assert exempt.clause == ClauseId("first_check.working_capital")
    assert kind.text.zh in exempt.text.zh


def test_a_later_payout_of_a_renewed_loan_has_its_first_check() -> None:
    """Only what repaid the old loan is let off: money paid out after the change went somewhere."""
    plan = _plan(
        evolve(
            _planned(),
            loans=(_loan(status=LoanStatus.SETTLED), _loan("L-2", drawn=AFTER, matures=date(2027, 6, 15))),
            loan_changes=(_change(K.RENEWAL),),
        )
    )
    assert ("first_check.working_capital", date(2026, 7, 1)) in _expected(plan, L2)


@pytest.mark.parametrize(("kind", "title"), [(K.RENEWAL, "续贷后经营检查"), (K.REFINANCING, "借新还旧原因核查")])
def test_renewal_asks_how_the_business_runs_and_refinancing_why_it_could_not_pay(
    kind: LoanChangeKind, title: str
) -> None:
    """First check: an operating check within a month; of a refinancing, why it could not pay: by 2026-07-15."""
    (duty,) = [one for one in _continued(kind).duties.owed if one.rule.purpose == f"change.{kind.value}"]
    assert (duty.rule.title.zh, duty.window.last, duty.loans) == (title, date(2026, 7, 15), (L2,))


def test_renewal_lets_the_routine_check_of_the_old_loan_go_on() -> None:
    """Routine: goes on; the quarter running is owed still, under its own id and last day."""
    assert _owed(_continued(K.RENEWAL), L1) == [("pass.routine", date(2026, 6, 30))]


def test_without_a_successor_nothing_of_a_settled_loan_goes_on() -> None:
    """A settled loan that nothing continues owes nothing."""
    settled = evolve(_planned(), loans=(_loan(status=LoanStatus.SETTLED),))
    assert _owed(_plan(settled)) == []


@pytest.mark.parametrize("kind", [K.RENEWAL, K.REFINANCING])
def test_a_new_loan_has_a_pre_maturity_check_of_its_own(kind: LoanChangeKind) -> None:
    """Pre-maturity: new; the old loan's is gone, the new one's is counted from its own maturity."""
    plan = _continued(kind)
    assert [line for line in _expected(plan, L2) if line[0].startswith("pre_maturity")] == [
        ("pre_maturity.short", date(2027, 5, 31))
    ]
    assert not [line for line in _expected(plan, L1) if line[0].startswith("pre_maturity")]


@pytest.mark.parametrize(
    ("risk", "more", "clause"),
    [
        ("pass", {}, "special_mention.routine"),
        ("pass", {"exception": verbatim("小微企业合规续贷")}, "pass.routine"),
        ("substandard", {}, "non_performing.routine"),
    ],
)
def test_refinancing_is_special_mention_at_least_exceptions_named(
    risk: str, more: dict[str, object], clause: str
) -> None:
    """Routine: tighter; a refinanced loan is visited as special mention unless an exception is named."""
    plan = _continued(K.REFINANCING, risk=risk, **more)
    routine = {name for name, _ in _expected(plan, L2) if name.endswith(".routine")}
    assert routine == {clause}


def test_renewal_alone_is_no_downgrade() -> None:
    """Class: a renewed loan that is pass is visited as pass."""
    assert "pass.routine" in {name for name, _ in _expected(_continued(K.RENEWAL), L2)}


def test_the_past_of_one_loan_is_never_shown_as_anothers() -> None:
    """Lineage: a visit that named the old loan pays nothing of the new one, which names its predecessor."""
    visit = PastVisit(loans=(L1,), on=AFTER, method=Method.ON_SITE, purposes=frozenset({"change.renewal", "routine"}))
    plan = _continued(K.RENEWAL, past=(visit,))
    assert ("renewal/批-7", date(2026, 7, 15)) in _owed(plan, L2)
    assert _owed(plan, L1) == []
    third = _change(K.RENEWAL, id=LoanChangeId("批-8"))
    again = evolve(third, loan=LoanId("L-3"), continues=L2)
    assert lineage(LoanId("L-3"), [_change(K.RENEWAL), again]) == (LoanId("L-3"), L2, L1)
    assert lineage(L1, [_change(K.RENEWAL), again]) == (L1,)


def test_a_ring_of_renewals_ends() -> None:
    """What was recorded the wrong way round ends where it began."""
    there = _change(K.RENEWAL)
    back = evolve(there, id=LoanChangeId("批-8"), loan=L1, continues=L2)
    assert lineage(L1, [there, back]) == (L1, L2)


# --- restructuring ------------------------------------------------------------------------------------------------


def test_a_restructured_loan_is_seen_every_month_of_its_observation() -> None:
    """Routine: monthly, from the month after the change to the one that holds the end of observation."""
    change = _change(K.RESTRUCTURING, matured_on=MATURES, matures_on=NEW, observed_until=date(2026, 9, 1))
    lines = _expected(_after(change, matures=NEW))
    assert [day for clause, day in lines if clause == "restructuring/批-7"] == [
        date(2026, 7, 31),
        date(2026, 8, 31),
        date(2026, 9, 30),
    ]


def test_observation_ends_with_the_loan_or_goes_on_while_no_end_is_fixed() -> None:
    """Without a last day it goes on until maturity; matured and unpaid, it goes on beyond."""
    change = _change(K.RESTRUCTURING)
    july = [("restructuring/批-7", date(2026, 7, 31))]
    assert [line for line in _expected(_after(change)) if line[0].startswith("restructuring")] == []
    late = _plan(evolve(_planned(), loan_changes=(change,)), as_of=MATURES)
    assert [line for line in _expected(late) if line[0].startswith("restructuring")][:1] == july


def test_restructuring_begins_the_pre_maturity_check_anew_with_new_terms() -> None:
    """Pre-maturity: new, where the maturity changed; where it did not, the old one stays."""
    moved = _after(_change(K.RESTRUCTURING, matured_on=MATURES, matures_on=NEW), matures=NEW)
    kept = _after(_change(K.RESTRUCTURING))
    assert ("pre_maturity.long", date(2026, 12, 9)) in _expected(moved)
    assert ("pre_maturity.short", date(2026, 6, 25)) not in _expected(moved)
    assert ("pre_maturity.short", date(2026, 6, 25)) in _expected(kept)


# --- part repayment, limit cut, settlement, transfer, sale, write-off ----------------------------------------------


@pytest.mark.parametrize("kind", [K.PART_REPAYMENT, K.LIMIT_CUT])
def test_part_repayment_and_a_limit_cut_move_nothing(kind: LoanChangeKind) -> None:
    """Routine: the tier follows the fact its clause names; of itself the change moves no duty."""
    assert _after(_change(kind)).duties == _plan(_planned()).duties


@pytest.mark.parametrize("status", [LoanStatus.LIVE, LoanStatus.SETTLED])
def test_early_settlement_ends_every_duty_with_its_reason(status: LoanStatus) -> None:
    """First, routine, pre-maturity: lapse, overdue or not; each clause answers exempt."""
    plan = _after(_change(K.EARLY_SETTLEMENT), status=status)
    assert _expected(plan) == []
    assert {one.clause.value for one in plan.duties.exempt} >= {"pass.routine", "pre_maturity.short"}
    late = evolve(_planned(), loan_changes=(_change(K.EARLY_SETTLEMENT, on=date(2026, 7, 20)),))
    assert _expected(_plan(late, as_of=date(2026, 7, 20))) == []


def test_a_transfer_keeps_every_last_day_and_asks_for_a_hand_over_check() -> None:
    """Routine and pre-maturity: kept; a hand-over check within 30 days, by 2026-07-15."""
    assert _owed(_after(_change(K.TRANSFER))) == [*BEFORE_THE_CHANGE, ("transfer/批-7", date(2026, 7, 15))]


def test_a_sold_loan_is_looked_after_as_its_agreement_says() -> None:
    """Sale: serviced, everything stays; not serviced, everything lapses; not known, the answer is undetermined."""
    for status in (LoanStatus.LIVE, LoanStatus.TRANSFERRED):
        assert _owed(_after(_change(K.SALE, is_serviced=True), status=status)) == BEFORE_THE_CHANGE
        assert _expected(_after(_change(K.SALE, is_serviced=False), status=status)) == []
        unknown = _after(_change(K.SALE), status=status)
        assert _expected(unknown) == []
        assert {one.missing for one in unknown.duties.undetermined} == {("servicing_agreement",)}
        assert "转让后的服务安排" in unknown.duties.undetermined[0].text.zh


@pytest.mark.parametrize("status", [LoanStatus.LIVE, LoanStatus.WRITTEN_OFF])
def test_a_write_off_ends_visits_and_the_law_takes_over(status: LoanStatus) -> None:
    """First and pre-maturity end, routine becomes the yearly search and demand, with limitation watched."""
    plan = _after(_change(K.WRITE_OFF), status=status)
    assert _expected(plan) == []
    file = evolve(_planned(), loans=(_loan(status=status),), loan_changes=(_change(K.WRITE_OFF),))
    found = legal_clocks(file, as_of=AFTER, calendar=CHINA)
    assert [(one.kind.value, one.last) for one in found] == [
        ("asset_search", date(2027, 6, 15)),
        ("yearly_demand", date(2027, 6, 15)),
        ("limitation", date(2029, 7, 10)),
    ]


def test_a_policy_that_asks_no_status_ends_with_the_loan_too() -> None:
    """A duty that a policy still answers for a loan that was settled is exempt, and names the change."""
    policy = evolve(POLICY, applies=())
    file = evolve(_planned(), loan_changes=(_change(K.EARLY_SETTLEMENT),))
    plan = plan_file(file, policy=policy, calendar=CHINA, as_of=AFTER, until=UNTIL)
    assert _expected(plan) == []
    assert "贷款变更" in " ".join(one.text.zh for one in plan.duties.exempt)


# --- days ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [K.EXTENSION, K.EARLY_SETTLEMENT, K.TRANSFER, K.SALE, K.WRITE_OFF, K.RESTRUCTURING])
def test_before_it_is_known_a_change_moves_nothing(kind: LoanChangeKind) -> None:
    """Law 12: as of the day before, or before its approval, the plan is the one without the change."""
    ended = {
        K.EARLY_SETTLEMENT: LoanStatus.SETTLED,
        K.WRITE_OFF: LoanStatus.WRITTEN_OFF,
        K.SALE: LoanStatus.TRANSFERRED,
    }
    is_moved = kind is K.EXTENSION
    loan = _loan(status=ended.get(kind, LoanStatus.LIVE), matures=NEW if is_moved else MATURES)
    dates = {"matured_on": MATURES, "matures_on": NEW} if is_moved else {}
    for more in ({}, {"approved_on": date(2026, 6, 20), "on": date(2026, 6, 1)}):
        file = evolve(_planned(), loans=(loan,), loan_changes=(_change(kind, **(dates | more)),))
        assert _plan(file, as_of=date(2026, 6, 14)).duties == _plan(_planned(), as_of=date(2026, 6, 14)).duties


def test_a_change_long_ago_owes_no_check_before_the_known_past() -> None:
    """Occurrences that ended before the known past are outside the plan."""
    file = evolve(a_file(_loan(), past_known_from=date(2026, 7, 31)), loan_changes=(_change(K.TRANSFER),))
    assert ("transfer/批-7", date(2026, 7, 15)) not in _owed(_plan(file, as_of=date(2026, 8, 3)))


def test_a_check_after_a_change_is_read_aloud() -> None:
    """The proof names the change, its paper, its day and how long there is."""
    (once,) = [one for one in _after(_change(K.TRANSFER)).duties.owed if one.rule.purpose == "change.transfer"]
    proof = prove(once, calendar=CHINA, as_of=AFTER).text.zh
    assert "管户或机构移交（批-7，2026年6月15日）后 30 天内：移交检查" in proof
    assert "起算：贷款变更，2026年6月15日" in proof
    late = _plan(evolve(_planned(), loan_changes=(_change(K.RESTRUCTURING),)), as_of=MATURES)
    (month,) = [one for one in late.duties.owed if one.rule.purpose == "change.restructuring"]
    assert month.rule.sentence is not None
    assert month.rule.sentence.zh == "重组（批-7，2026年6月15日）后每个自然月：重组观察检查"


def test_a_check_that_a_record_met_stays_met_when_it_is_planned_again() -> None:
    """Filed like any other: the record meets the check, and a later plan remembers it and lets it pay nothing else."""
    file = evolve(_planned(), loan_changes=(_change(K.TRANSFER),))
    file = _plan(file).put_into(file)
    (visit,) = [one for one in file.visits if any(duty.rule.purpose == "change.transfer" for duty in one.covers)]
    record = a_record(AFTER, visit=visit.id.value, purposes=["change.transfer"])
    change = file_record(file, visit.id, record, by=an_officer("anna"), at=datetime(2026, 6, 16, 10, tzinfo=UTC))
    (met,) = change.discharged
    assert met.rule.clause == ClauseId("transfer/批-7")
    again = _plan(file.after(change), as_of=date(2026, 6, 17))
    assert [one.state for one in again.duties.owed if one.id == met.id] == [ObligationState.FULFILLED]


def test_a_bank_sets_its_own_checks() -> None:
    """The days are practice: a paper may ask for others, or for none."""
    (usual,) = [one for one in _after(_change(K.TRANSFER)).duties.owed if one.rule.purpose == "change.transfer"]
    assert usual.rule.citation.zh.startswith("各银行公开的贷后管理办法综合")
    none = _after(_change(K.TRANSFER, checks=()))
    assert _owed(none) == BEFORE_THE_CHANGE
