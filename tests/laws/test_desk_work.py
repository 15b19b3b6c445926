"""Duties that no visit meets stand in the same ledger: listed, proven, met at the desk, and counted."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from loanvisit.domain import (
    Accepts,
    Anchor,
    Answer,
    BorrowerFile,
    DutyKind,
    EveryGap,
    EveryPeriod,
    EvidenceId,
    EvidenceRef,
    Level,
    NaturalPeriod,
    Obligation,
    ObligationState,
    Portfolio,
    months,
)
from loanvisit.errors import InputError, PolicyError, TransitionError
from loanvisit.reporting import Masthead, build_briefing
from loanvisit.scheduling import ClausePolicy, FilePlan, plan_file, prove, why_not
from loanvisit.scheduling.at_law import is_at_law
from loanvisit.steps import carry_out, replan
from loanvisit.testing import (
    a_clause,
    a_duty,
    a_file,
    a_loan,
    a_past_visit,
    a_policy,
    a_rule,
    an_officer,
    strategies,
    weekdays,
)
from tests.laws.books import plan_of_file

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

DAY = date(2026, 3, 31)
UNTIL = DAY + timedelta(days=300)
ANNA = an_officer("anna")
WRONG: Any = ["statement"]
files = strategies.borrower_files(as_of=DAY)
desk_kinds = st.sampled_from([kind for kind in DutyKind if kind.is_desk])


@st.composite
def policies(draw: st.DrawFn, *, apart: bool = False) -> ClausePolicy:
    """Draw policies of which some clauses, where they can, ask for work at the desk.

    With `apart` no clause hangs on another, and one asks for a visit.
    """
    policy = draw(strategies.policies())
    if apart:
        policy = evolve(policy, clauses=[evolve(one, series=None, separate=None) for one in policy.clauses])
    changed = draw(st.lists(st.booleans(), min_size=len(policy.clauses), max_size=len(policy.clauses)))
    kind = draw(desk_kinds)
    clauses = tuple(
        evolve(one, kind=kind) if is_desk and not _counts_from_visits(one.require) else one
        for one, is_desk in zip(policy.clauses, changed, strict=True)
    )
    if apart and all(one.kind.is_desk for one in clauses):
        clauses = (policy.clauses[0], *clauses[1:])
    return evolve(policy, clauses=clauses)


@st.composite
def at_work(draw: st.DrawFn) -> tuple[BorrowerFile, ClausePolicy]:
    """Draw a file and a policy of which something is mostly owed at the desk: a paper every month of a live loan."""
    file, policy = draw(files), draw(policies())
    paper = a_clause(
        "monthly.paper",
        EveryPeriod(period=NaturalPeriod.MONTH),
        purpose="statement_delivery",
        kind=draw(desk_kinds),
        level=draw(st.sampled_from(Level)),
        evidence=draw(st.lists(st.sampled_from(["statement", "seal"]), unique=True)),
    )
    lent = a_loan("B1-L9", borrower="B1", disbursed_on=DAY - timedelta(days=100))
    return evolve(file, loans=(*file.loans, lent)), evolve(policy, clauses=(*policy.clauses, paper))


def _counts_from_visits(require: object) -> bool:
    return isinstance(require, EveryGap) and require.anchor is Anchor.LAST_VISIT


def _planned(file: BorrowerFile, policy: ClausePolicy) -> FilePlan:
    return plan_file(file, policy=policy, calendar=weekdays(), as_of=DAY, until=UNTIL)


def _shown(*kinds: str) -> list[EvidenceRef]:
    return [EvidenceRef(id=EvidenceId(f"E-{kind}"), kind=kind, sha256="0" * 64) for kind in kinds]


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


@given(files, policies())
def test_every_open_duty_is_covered_or_at_the_desk(file: BorrowerFile, policy: ClausePolicy) -> None:
    """Law 9 with desk work: an open owed duty is covered by one visit or listed at the desk, and never both."""
    part = _planned(file, policy)
    covered = Counter(duty.id for visit in part.visits for duty in visit.covers)
    desk = Counter(duty.id for duty in part.desk)
    for duty in part.duties.owed:
        expected = (0, 1) if duty.rule.kind.is_desk else (1, 0)
        assert (covered[duty.id], desk[duty.id]) == (expected if duty.is_open else (0, 0))
    plan = plan_of_file(file, policy, as_of=DAY, until=UNTIL)
    assert plan == part


@given(files, policies(apart=True))
def test_no_visit_meets_what_is_done_at_the_desk(file: BorrowerFile, policy: ClausePolicy) -> None:
    """Whatever was visited, desk work is open until it is done; and it changes no duty and no visit beside it."""
    part = _planned(file, policy)
    assert all(duty.is_open for duty in part.duties.owed if duty.rule.kind.is_desk and not is_at_law(duty))
    others = tuple(one for one in policy.clauses if not one.kind.is_desk)
    without = _planned(file, evolve(policy, clauses=others))
    assert part.visits == without.visits
    visited = [[one for one in each.duties.owed if not one.rule.kind.is_desk] for each in (part, without)]
    assert visited[0] == visited[1]


@given(at_work(), st.data())
def test_what_is_done_at_the_desk_stays_done(drawn: tuple[BorrowerFile, ClausePolicy], data: st.DataObject) -> None:
    """Brought in any parts, it names what it still lacks, and is met by the day of the last."""
    file, policy = drawn
    held = _planned(file, policy).put_into(file)
    able = [duty for duty in held.obligations if duty.rule.kind.is_desk and duty.is_open and duty.window.opens <= DAY]
    able = [duty for duty in able if not is_at_law(duty)]
    assume(able)
    owed = data.draw(st.sampled_from(able))
    if owed.rule.questions:
        held = evolve(held, obligations=[_plain(one) if one is owed else one for one in held.obligations])
        owed = held.obligation(owed.id)
    done = held
    for place, kind in enumerate(data.draw(st.permutations(owed.rule.evidence)) or [None]):
        step = carry_out(done, owed.id, by=ANNA, at=_at(DAY), evidence=_shown(*([kind] if kind else [])))
        done = done.after(step)
        left = set(owed.rule.evidence) - {one.kind for work in done.obligation(owed.id).works for one in work.evidence}
        assert set(done.obligation(owed.id).lacks) == {f"evidence:{one}" for one in left}
        assert place < 9
    met = done.obligation(owed.id)
    assert met.state is ObligationState.FULFILLED
    assert met.discharge is not None
    assert met.discharge.on == DAY
    assert met.late_days == max((DAY - owed.window.last).days, 0)


def _plain(duty: Obligation) -> Obligation:
    return evolve(duty, rule=evolve(duty.rule, questions=()))


@given(st.sampled_from([("statement",), ("statement", "seal"), ()]), desk_kinds, st.integers(0, 90))
def test_a_document_is_owed_brought_and_forgotten_by_no_plan(kinds: tuple[str, ...], kind: DutyKind, back: int) -> None:
    """Each quarter a document: brought, it is met through every plan after, and open on every day before."""
    policy = a_policy(a_clause("statements", purpose="statement_delivery", kind=kind, evidence=kinds))
    on = DAY - timedelta(days=back)
    file = _planned(a_file(), policy).put_into(a_file())
    duty = next(one for one in file.obligations if one.window.last == DAY)
    met = file.after(
        carry_out(file, duty.id, by=ANNA, at=_at(DAY), on=max(on, duty.window.opens), evidence=_shown(*kinds))
    )
    again = _planned(met, policy)
    assert next(one for one in again.duties.owed if one.id == duty.id) == met.obligation(duty.id)
    asked = {"policy": policy, "calendar": weekdays(), "as_of": DAY, "until": UNTIL, "by": ANNA, "at": _at(DAY)}
    assert replan(met, **asked).stored == ()
    before = max(on, duty.window.opens) - timedelta(days=1)
    earlier = plan_file(met, policy=policy, calendar=weekdays(), as_of=before, until=UNTIL)
    known = [one for one in (*earlier.duties.owed, *earlier.duties.projected) if one.id == duty.id]
    assert all(one.is_open and one.works == () for one in known)
    proof = prove(met.obligation(duty.id), calendar=weekdays(), as_of=DAY, file=met, policy=policy)
    assert [one.values["kind"] for one in proof.find("desk")] == [kind.value]
    assert "anna" in proof.find("met")[0].statement.zh
    why = why_not(met, duty.subject, on=DAY, policy=policy, calendar=weekdays())
    assert [one.values["day"] for one in why.find("discharged")] == [max(on, duty.window.opens)]


@given(files, policies())
def test_the_briefing_counts_desk_work_on_a_side_of_its_own(file: BorrowerFile, policy: ClausePolicy) -> None:
    """The sums of people, machines, the desk and the rest are the total, and the desk's rows are its duties."""
    part = _planned(file, policy)
    book = Portfolio(as_of=DAY, files=(part.put_into(file),))
    head = Masthead(title="工作简报", number=3, unit="贷后部", issuer="张某", issued_on=DAY)
    duties = part.duties
    briefing = build_briefing(book, masthead=head, exempt=duties.exempt, undetermined=duties.undetermined)
    for column in ("due", "overdue", "not_done"):
        sides = [
            briefing.figure(f"duties.{side}.{column}").value or 0 for side in ("people", "machine", "desk", "other")
        ]
        assert sum(sides) == (briefing.figure(f"duties.total.{column}").value or 0)
    desk = [duty for duty in duties.owed if duty.rule.kind.is_desk]
    assert (briefing.figure("duties.desk.due").value or 0) == len(desk)


def test_what_cannot_be_done_at_the_desk_is_refused() -> None:
    """A visit's duty, one that is met, a day too early or too late, and nothing of what is needed."""
    site = a_duty(date(2026, 1, 1), DAY)
    desk = a_duty(date(2026, 1, 1), DAY, rule=a_rule("paper", kind=DutyKind.DOCUMENT, evidence=["statement"]))
    file = a_file(obligations=[site, desk])
    with pytest.raises(TransitionError, match="at_desk"):
        carry_out(file, site.id, by=ANNA, at=_at(DAY))
    with pytest.raises(InputError, match=r"date\.order"):
        carry_out(file, desk.id, by=ANNA, at=_at(DAY), on=date(2025, 12, 31), evidence=_shown("statement"))
    with pytest.raises(InputError, match=r"date\.late"):
        carry_out(file, desk.id, by=ANNA, at=_at(DAY), on=date(2026, 4, 2), evidence=_shown("statement"))
    with pytest.raises(InputError, match=r"desk\.nothing"):
        carry_out(file, desk.id, by=ANNA, at=_at(DAY), evidence=_shown("photo"))
    with pytest.raises(InputError, match="type"):
        carry_out(file, desk.id, by=ANNA, at=_at(DAY), evidence=WRONG)
    met = file.after(carry_out(file, desk.id, by=ANNA, at=_at(DAY), evidence=_shown("statement")))
    with pytest.raises(TransitionError, match="state"):
        carry_out(met, desk.id, by=ANNA, at=_at(DAY), evidence=_shown("statement"))


def test_a_part_is_brought_and_then_the_rest() -> None:
    """In part it names what it lacks; brought again, a part brings nothing; nothing is dated before what was done."""
    rule = a_rule("paper", kind=DutyKind.DOCUMENT, evidence=["statement", "seal"], questions=["audited"])
    owed = a_duty(date(2026, 1, 1), DAY, rule=rule)
    answer = Answer(question="audited", value=True)
    file = a_file(obligations=[owed])
    first = carry_out(
        file, owed.id, by=ANNA, at=_at(DAY), on=date(2026, 2, 2), evidence=_shown("seal"), answers=[answer]
    )
    assert [duty.lacks for duty in first.in_part] == [("evidence:statement",)]
    half = file.after(first)
    with pytest.raises(InputError, match=r"desk\.nothing"):
        carry_out(half, owed.id, by=ANNA, at=_at(DAY), evidence=_shown("seal"))
    with pytest.raises(InputError, match=r"date\.order"):
        carry_out(half, owed.id, by=ANNA, at=_at(DAY), on=date(2026, 2, 1), evidence=_shown("statement"))
    last = carry_out(half, owed.id, by=ANNA, at=_at(DAY), evidence=_shown("statement"))
    assert [entry.move for entry in (*first.trail, *last.trail)] == [
        "obligation.discharge_in_part",
        "obligation.discharge",
    ]
    whole = half.after(last)
    assert whole.obligation(owed.id).discharge is not None
    policy = a_policy(a_clause("another"))
    then = plan_file(whole, policy=policy, calendar=weekdays(), as_of=date(2026, 3, 1), until=UNTIL)
    assert [duty.lacks for duty in then.duties.owed if duty.rule.clause == rule.clause] == [("evidence:statement",)]


@pytest.mark.parametrize(
    ("kind", "accepts", "require", "code"),
    [
        (DutyKind.MONITORING, Accepts.ON_SITE, None, "clause.monitoring"),
        (
            DutyKind.NOTICE,
            Accepts.ON_SITE,
            EveryGap(gap=months(3), anchor=Anchor.LAST_VISIT, opens=months(1)),
            "clause.desk",
        ),
    ],
)
def test_a_kind_that_does_not_fit_is_refused(
    kind: DutyKind, accepts: Accepts, require: EveryGap | None, code: str
) -> None:
    """Monitoring goes by data, and work at the desk counts from no visit."""
    with pytest.raises(PolicyError, match=code):
        a_clause(require=require, kind=kind, accepts=accepts)


def test_monitoring_is_what_data_meet() -> None:
    """A clause that takes data alone asks for monitoring, said or not; a past visit meets no desk work."""
    for kind in (DutyKind.VISIT, DutyKind.MONITORING):
        assert a_policy(a_clause(kind=kind, accepts=Accepts.DATA)).rule(a_clause().id).kind is DutyKind.MONITORING
    policy = a_policy(a_clause(kind=DutyKind.DOCUMENT))
    file = a_file(past=[a_past_visit(DAY, "L-1", purposes=["routine"], visitors=2)])
    part = _planned(file, policy)
    assert part.duties.owed
    assert part.visits == ()
    assert [duty.id for duty in plan_of_file(file, policy, as_of=DAY).desk] == [duty.id for duty in part.desk]
