"""A run of monitoring in any order of moves by anybody: the steps against a plain model that reads the table."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from loanvisit.domain import (
    RUN_LIFECYCLE,
    Accepts,
    BorrowerFile,
    BorrowerId,
    Draw,
    LoanId,
    MonitoringRun,
    Obligation,
    ObligationState,
    Officer,
    OfficerId,
    Role,
    RunAnswer,
    RunCheck,
    RunMember,
    RunState,
    Window,
)
from loanvisit.errors import LoanVisitError
from loanvisit.scheduling import tell_run
from loanvisit.steps import MovedRun, close_run, commit_seed, file_run, freeze_draw, review_run, void_run
from loanvisit.testing import a_borrower, a_draft_run, a_duty, a_file, a_loan, a_rule, a_seed, an_officer, strategies
from tests.stateful.counting import Counting, walked

CHINA = timezone(timedelta(hours=8))
STARTER = "wang"
DESK, RISK = an_officer("desk", Role.POST_LOAN_DESK), an_officer("risk", Role.RISK_MANAGER)
PEOPLE = st.one_of(
    st.sampled_from([DESK, RISK]),
    st.builds(
        Officer,
        id=st.sampled_from(["wang", "WA NG", "li", "desk"]).map(OfficerId),
        roles=st.sampled_from([{Role.POST_LOAN_DESK}, {Role.ACCOUNT_OFFICER}, {Role.INTERNAL_AUDIT}]).map(frozenset),
    ),
)
LOANS = [LoanId(f"L-{place}") for place in range(6)]
OWNERS = {loan: BorrowerId(f"B-{place // 2}") for place, loan in enumerate(LOANS)}


def a_watch(loan: LoanId) -> Obligation:
    """The duty to watch a loan in March."""
    watch = a_rule("watch", purpose="monitoring", accepts=Accepts.DATA)
    return evolve(a_duty(date(2026, 3, 1), date(2026, 3, 31), rule=watch), subject=loan, loans=(loan,))


def the_files() -> list[BorrowerFile]:
    """Three files, each with two loans to be watched."""
    return [
        a_file(
            *[a_loan(str(loan), borrower=str(borrower)) for loan in LOANS if OWNERS[loan] == borrower],
            borrower=a_borrower(str(borrower)),
            obligations=[a_watch(loan) for loan in LOANS if OWNERS[loan] == borrower],
        )
        for borrower in sorted({*OWNERS.values()})
    ]


class Runs(Counting):
    """One run over three files, moved by anybody, on days that go on."""

    @initialize(answers=st.lists(strategies.run_answers(), min_size=6, max_size=6))
    def start(self, answers: list[RunAnswer]) -> None:
        """Draft a run over all six loans, with any answers."""
        lines = [
            RunMember(about=loan, borrower=OWNERS[loan], answer=answer)
            for loan, answer in zip(LOANS, answers, strict=True)
        ]
        self.run: MonitoringRun = a_draft_run(*lines, started_by=STARTER)
        self.files = self.before = the_files()
        self.on = date(2026, 4, 1)
        self.trail = 0

    @property
    def at(self) -> datetime:
        """Noon of the day in China."""
        return datetime(self.on.year, self.on.month, self.on.day, 12, tzinfo=CHINA)

    @rule(days=st.integers(1, 3))
    def pass_days(self, days: int) -> None:
        """Days go by."""
        self.on += timedelta(days=days)

    @rule(by=PEOPLE)
    def enter(self, by: Officer) -> None:
        """Enter the run, or be refused by the table."""
        self.moved("enter", by, self.step("enter", by))

    @rule(by=PEOPLE, agrees=st.booleans(), share=st.sampled_from(["0.01", "0.5", "1"]))
    def review(self, by: Officer, agrees: bool, share: str) -> None:
        """Review the run by a sample of its lines, one of which may be found otherwise."""
        self.moved("review", by, self.step("review", by, agrees=agrees, share=share))

    @rule(by=PEOPLE)
    def conclude(self, by: Officer) -> None:
        """Close the run."""
        self.moved("conclude", by, self.step("conclude", by))

    @rule(by=PEOPLE)
    def void(self, by: Officer) -> None:
        """Void the run, for a reason."""
        self.moved("void", by, self.step("void", by))

    def step(self, move: str, by: Officer, *, agrees: bool = True, share: str = "0.5") -> Callable[[], MovedRun]:
        """Return the step of a move as the run stands."""
        files, run, at = self.files, self.run, self.at
        if move == "enter":
            return lambda: file_run(files, run, by=by, at=at)
        if move == "review":
            draw = self.sample(share)
            assert all(part.drawn for part in draw.strata)
            checks = [RunCheck(about=one.about, agrees=agrees) for one in run.members if one.about in draw.drawn]
            return lambda: MovedRun(review_run(run, draw, checks=checks, by=by, at=at), ())
        if move == "conclude":
            return lambda: MovedRun(close_run(run, by=by, at=at), ())
        return lambda: void_run(files, run, reason="x", by=by, at=at)

    def sample(self, share: str) -> Draw:
        """Draw lines by a seed committed to in March."""
        april = Window(opens=date(2026, 4, 1), last=date(2026, 12, 31))
        committed = datetime(2026, 3, 20, tzinfo=CHINA)
        promise = commit_seed(a_seed(), period=april, pools=[self.run.pool_id], by=RISK, at=committed)
        pool = self.run.review_pool(share=Decimal(share))
        return freeze_draw(pool, seed=a_seed(), commitment=promise, by=DESK, at=self.at)

    def moved(self, move: str, by: Officer, step: Callable[[], MovedRun]) -> None:
        """Take a step: it goes through where the model says so, and else is refused with a reason, nothing changed."""
        row = RUN_LIFECYCLE.move(move)
        assert row is not None
        is_starter = "".join(by.id.value.casefold().split()) == STARTER
        allowed = (
            self.run.state.value in row.sources
            and bool(row.roles & by.roles)
            and not (is_starter and "starter" in row.never)
            and not (move == "conclude" and any(not one.agrees for one in self.run.checks))
        )
        found, said = None, None
        try:
            found = step()
        except LoanVisitError as error:
            said = error.text
        assert (found is not None) == allowed
        if found is None:
            assert said is not None
            assert said.zh
            assert said.en
            return
        assert found.run.state.value == row.target
        assert found.run.version == self.run.version + 1
        self.run = found.run
        if found.changes:
            self.files = [file.after(one) for file, one in zip(self.files, found.changes, strict=True)]
            self.trail += sum(len(one.trail) for one in found.changes)

    @invariant()
    def the_sum_holds(self) -> None:
        """Clean, hit and missing are all lines, in every state."""
        if hasattr(self, "run"):
            assert sum(self.run.counts.values()) == len(self.run.members) == 6

    @invariant()
    def duties_are_kept(self) -> None:
        """No duty comes or goes, and no last day moves; met is what a standing run looked at, open all the rest."""
        if not hasattr(self, "run"):
            return
        stands = self.run.state not in (RunState.DRAFTED, RunState.VOID)
        looked = {one.about for one in self.run.members if stands and one.answer.is_complete}
        for old, new in zip(self.before, self.files, strict=True):
            assert [(one.id, one.window) for one in new.obligations] == [
                (one.id, one.window) for one in old.obligations
            ]
            met = {one.subject for one in new.obligations if one.state is ObligationState.FULFILLED}
            assert met == looked & {loan for loan, owner in OWNERS.items() if owner == new.id}
            told = tell_run(new, self.run, as_of=self.on)
            assert {one.loans[0] for one in told.past} == met

    @invariant()
    def the_steps_tell_the_state(self) -> None:
        """Walking the steps of the run through the table gives its state; days and instants only go on."""
        if not hasattr(self, "run"):
            return
        state = RUN_LIFECYCLE.start
        for one in self.run.steps:
            row = RUN_LIFECYCLE.move(one.move)
            assert row is not None
            assert state in row.sources
            state = row.target or state
        assert state == self.run.state.value
        days = [one.on for one in self.run.steps]
        assert days == sorted(days)


def a_run_in(state: RunState) -> Runs:
    """A walk that led to a state by legal moves alone."""
    walk = Runs()
    walk.start([RunAnswer()] * 6)
    ways = {"drafted": [], "entered": ["enter"], "reviewed": ["enter", "review"], "void": ["enter", "void"]}
    for move in ways.get(state.value, ["enter", "review", "conclude"]):
        walk.moved(move, RISK, walk.step(move, RISK))
    assert walk.run.state is state
    return walk


@pytest.mark.parametrize("move", [one.name for one in RUN_LIFECYCLE.moves])
@pytest.mark.parametrize("state", RunState)
def test_each_move_from_each_state(state: RunState, move: str) -> None:
    """A move of the table goes through, any other is refused with its reason and changes nothing."""
    walk, row = a_run_in(state), RUN_LIFECYCLE.move(move)
    assert row is not None
    before = walk.run, list(walk.files)
    walk.moved(move, RISK, walk.step(move, RISK))
    assert (walk.run.state.value == row.target) == (state.value in row.sources or state.value == row.target)
    if state.value not in row.sources:
        assert (walk.run, list(walk.files)) == before
        assert walk.run.can(move, by=RISK).code == "ruling.state"
    walk.the_sum_holds()
    walk.duties_are_kept()
    walk.the_steps_tell_the_state()


def test_runs(record_property: Callable[[str, object], None]) -> None:
    """Whoever moves it in whatever order, the table decides, the sums hold, and no duty is lost."""
    walked(Runs, record_property, deep=2_000, steps=30)
