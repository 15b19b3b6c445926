"""Strategies for runs of monitoring, their lines, and the rules that find them."""

from datetime import timedelta

from loanvisit.assessment import (
    InflowDrop,
    LeadTimes,
    LeadTimesApart,
    MissedInstalments,
    OverdueStatus,
    StatusBucket,
)
from loanvisit.domain import (
    BorrowerId,
    Confidence,
    DrawId,
    LoanId,
    MonitoringRun,
    OfficerId,
    RunAnswer,
    RunCheck,
    RunHit,
    RunId,
    RunMember,
    RunState,
    RunStep,
    SignalLevel,
    Window,
)
from loanvisit.domain.monitoring import Watched
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import days, ids, instants, names, sentences, spans, texts

_SERIES = st.sampled_from(["inflow", "monthly_status", "power"])
_CODES = st.from_regex(r"[A-Za-z0-9_.]{1,20}", fullmatch=True)


def watched() -> st.SearchStrategy[Watched]:
    """Draw what a run looks at."""
    return st.one_of(ids(LoanId), ids(BorrowerId))


@st.composite
def run_hits(draw: st.DrawFn) -> RunHit:
    """Draw hits of rules."""
    return RunHit(
        rule=draw(_CODES),
        level=draw(st.sampled_from(SignalLevel)),
        reason=draw(texts()),
        from_arrears=draw(st.booleans()),
    )


@st.composite
def run_answers(draw: st.DrawFn) -> RunAnswer:
    """Draw what all rules say of a member: clean, hit, missing, or hit with something missing."""
    return RunAnswer(
        hits=draw(st.lists(run_hits(), max_size=2, unique_by=lambda one: one.rule)),
        lacking=draw(st.lists(_SERIES, max_size=2, unique=True)),
    )


@st.composite
def run_members(draw: st.DrawFn) -> RunMember:
    """Draw lines of runs."""
    about = draw(watched())
    borrower = about if isinstance(about, BorrowerId) else draw(ids(BorrowerId))
    return RunMember(about=about, borrower=borrower, answer=draw(run_answers()))


@st.composite
def run_checks(draw: st.DrawFn) -> RunCheck:
    """Draw lines looked at again."""
    return RunCheck(about=draw(watched()), agrees=draw(st.booleans()))


@st.composite
def run_steps(draw: st.DrawFn, *, move: str | None = None) -> RunStep:
    """Draw steps of runs."""
    return RunStep(
        move=draw(names()) if move is None else move,
        by=draw(ids(OfficerId)),
        at=draw(instants()),
        on=draw(days()),
        reason=draw(st.none() | sentences()),
    )


@st.composite
def monitoring_runs(draw: st.DrawFn) -> MonitoringRun:
    """Draw runs of up to six lines, in any state, with the steps that led to it."""
    cut = draw(days())
    state = draw(st.sampled_from(RunState))
    trail = {"drafted": "", "entered": "enter", "reviewed": "enter review", "closed": "enter review conclude"}
    moves = trail.get(state.value, "enter void").split()
    return MonitoringRun(
        id=draw(ids(RunId)),
        rules=draw(names()),
        rules_version=draw(names()),
        purposes=draw(st.frozensets(names(), min_size=1, max_size=2)),
        cut=cut,
        period=Window(opens=cut - timedelta(days=draw(st.integers(0, 400))), last=cut),
        on=cut + timedelta(days=draw(st.integers(0, 10))),
        members=draw(st.lists(run_members(), max_size=6, unique_by=lambda one: one.about)),
        interview_within=draw(spans()),
        started_by=draw(ids(OfficerId)),
        started_at=draw(instants()),
        state=state,
        sample=draw(st.none() | ids(DrawId)),
        reviewer=draw(st.none() | ids(OfficerId)),
        checks=draw(st.lists(run_checks(), max_size=2)),
        steps=[draw(run_steps(move=move)) for move in moves],
        version=draw(st.integers(1, 5)),
    )


@st.composite
def status_buckets(draw: st.DrawFn) -> StatusBucket:
    """Draw what statuses mean."""
    least = draw(st.integers(0, 200))
    most = draw(st.none() | st.integers(least, 400))
    return StatusBucket(status=draw(names()), least=least, most=most)


def _some_buckets() -> st.SearchStrategy[list[StatusBucket]]:
    return st.lists(status_buckets(), min_size=1, max_size=4, unique_by=lambda one: one.status)


@st.composite
def overdue_status_rules(draw: st.DrawFn) -> OverdueStatus:
    """Draw rules on the status of the last month."""
    yellow, orange, red = sorted(draw(st.sets(st.integers(0, 400), min_size=3, max_size=3)))
    return OverdueStatus(
        buckets=draw(_some_buckets()),
        yellow=yellow,
        orange=orange,
        red=red,
        series=draw(names()),
        code=draw(_CODES),
        complete=draw(st.decimals("0.01", "1", places=2)),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
        effective_from=draw(st.none() | days()),
    )


@st.composite
def missed_instalments_rules(draw: st.DrawFn) -> MissedInstalments:
    """Draw rules on how many months were missed."""
    yellow = draw(st.integers(1, 12))
    return MissedInstalments(
        buckets=draw(_some_buckets()),
        days=draw(st.integers(1, 200)),
        yellow=yellow,
        orange=draw(st.none() | st.integers(yellow + 1, 20)),
        months=draw(st.integers(1, 36)),
        series=draw(names()),
        code=draw(_CODES),
        complete=draw(st.decimals("0.01", "1", places=2)),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
        effective_from=draw(st.none() | days()),
    )


@st.composite
def inflow_drop_rules(draw: st.DrawFn) -> InflowDrop:
    """Draw rules on the fall of inflow."""
    yellow, orange = sorted(draw(st.sets(st.integers(0, 100), min_size=2, max_size=2)))
    recent = draw(st.integers(1, 11))
    return InflowDrop(
        yellow=yellow,
        orange=orange,
        recent=recent,
        months=draw(st.integers(recent + 1, 24)),
        series=draw(names()),
        code=draw(_CODES),
        complete=draw(st.decimals("0.01", "1", places=2)),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
        effective_from=draw(st.none() | days()),
    )


@st.composite
def lead_time_values(draw: st.DrawFn) -> LeadTimes:
    """Draw how far ahead hits came."""
    leads = draw(st.lists(st.integers(1, 60), max_size=4))
    hit = len(leads) + draw(st.integers(0, 5))
    return LeadTimes(
        of=len(leads) + draw(st.integers(0, 5)),
        leads=sorted(leads),
        hit=hit,
        hit_of=hit + draw(st.integers(0, 9)),
        not_looked=draw(st.integers(0, 3)),
    )


@st.composite
def lead_times_apart(draw: st.DrawFn) -> LeadTimesApart:
    """Draw lead times of both kinds."""
    return LeadTimesApart(ahead=draw(lead_time_values()), from_arrears=draw(lead_time_values()))
