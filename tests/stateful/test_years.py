"""Years of one borrower in a store: planned anew day by day, visited, missed, returned, waived, graded, by anybody."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from loanvisit import presets, samples, steps
from loanvisit.adapters import MemoryStore
from loanvisit.codec import content_digest, verify_trail
from loanvisit.domain import (
    FIVE_TIER,
    BorrowerFile,
    Change,
    EvidenceId,
    EvidenceRef,
    MissReason,
    ObligationId,
    Officer,
    OfficerId,
    Outcome,
    RecordId,
    Role,
    SealedEntry,
    Visit,
    VisitId,
    VisitRecord,
    VisitState,
    five_tier,
)
from loanvisit.errors import LoanVisitError
from tests.stateful.counting import Counting, walked

CHINA = presets.calendar("CN")
POLICY = presets.policy("cn.five_tier_default")
WORK = ("obligations", "visits", "records", "findings", "remediations", "waivers")
TO_BE_MADE = (VisitState.PLANNED, VisitState.MISSED, VisitState.RETURNED)
APPROVED = (VisitState.ACCEPTED, VisitState.SIGNED_OFF, VisitState.FILED)
PAPERS = ("photo", "voucher", "statement", "valuation", "register")
FIRST, LAST = date(2026, 3, 31), date(2028, 12, 31)
ANNA = Officer(id=OfficerId("anna"), roles=frozenset({Role.ACCOUNT_OFFICER}))
BO = Officer(id=OfficerId("bo"), roles=frozenset({Role.SECOND_OFFICER}))
DESK = Officer(id=OfficerId("desk"), roles=frozenset({Role.POST_LOAN_DESK}))
HEAD = Officer(id=OfficerId("head"), roles=frozenset({Role.SUB_BRANCH_HEAD}))
APPROVER = Officer(id=OfficerId("app"), roles=frozenset({Role.APPROVER}))
KEEPER = Officer(id=OfficerId("keep"), roles=frozenset({Role.ARCHIVE_KEEPER}))
ANY = st.integers(0, 99)
JUDGEMENTS = ["co_sign", "review", "sign_off", "archive", "send_back", "void"]


class Years(Counting):
    """A store that holds one borrower, and what the machine remembers of all that was written there."""

    @initialize(seed=st.integers(0, 2_000))
    def open_the_file(self, seed: int) -> None:
        world = samples.world(seed, calendar=CHINA, borrowers=1)
        self.store = MemoryStore()
        self.start = world.book(FIRST).files[0]
        self.store.take_in(self.start)
        self.who = self.start.id
        self.day, self.hour, self.written = FIRST, 8, 0
        self.changes: list[Change] = []
        self.snapshots: list[BorrowerFile] = [self.file]
        self.evidence: dict[tuple[RecordId, int], str] = {}
        self.ended: dict[VisitId, Visit] = {}
        self.pending: Change | None = None
        self.replan()

    @property
    def file(self) -> BorrowerFile:
        """What the store holds."""
        return self.store.file(self.who)

    @property
    def now(self) -> datetime:
        """The instant of the next step; each is an hour after the one before, within the day."""
        return datetime.combine(self.day, time(min(self.hour, 23)), UTC)

    # --- What is done --------------------------------------------------------------------------------------------

    def attempt(self, decide: Callable[[BorrowerFile], Change]) -> Change | None:
        """Load, step, commit; what is refused has changed nothing that can be seen."""
        before, trail = self.file, self.store.trail(self.who)
        try:
            change = decide(before)
            self.store.commit(evolve(change, key=f"step {len(self.changes)}"))
        except LoanVisitError:
            assert (self.file, self.store.trail(self.who)) == (before, trail)
            return None
        self.changes.append(evolve(change, key=f"step {len(self.changes)}"))
        self.snapshots.append(self.file)
        return change

    def replan(self) -> None:
        """Plan anew; asked again at once, nothing changes."""

        def planned(file: BorrowerFile) -> Change:
            until = self.day + timedelta(days=200)
            return steps.replan(file, policy=POLICY, calendar=CHINA, as_of=self.day, until=until, by=DESK, at=self.now)

        assert self.attempt(planned) is not None
        assert planned(self.file).stored == ()
        self.every_open_duty_has_its_visit()

    @rule(days=st.sampled_from([1, 7, 30, 90]))
    def days_pass(self, days: int) -> None:
        self.day, self.hour = min(self.day + timedelta(days=days), LAST), 8
        self.replan()

    @precondition(lambda self: self.file.visits)
    @rule(
        pick=ANY,
        outcome=st.sampled_from([Outcome.MADE] * 4 + [Outcome.REFUSED, Outcome.UNREACHABLE, Outcome.MISSED]),
        papers=st.frozensets(st.sampled_from(PAPERS)),
        back=st.sampled_from([0] * 5 + [1, -1, 40]),
    )
    def file_a_record(self, pick: int, outcome: Outcome, papers: frozenset[str], back: int) -> None:
        """A record of a visit still to be made comes back; now and then of a day it cannot be of."""
        open_ones = [one for one in self.file.visits if one.state in TO_BE_MADE] or list(self.file.visits)
        visit = open_ones[pick % len(open_ones)]
        again = visit.state is VisitState.RETURNED and visit.record is not None
        self.written += not again
        record = VisitRecord(
            id=visit.record if again and visit.record is not None else RecordId(f"R-{self.written}"),
            visit=visit.id,
            borrower=self.who,
            on=self.day - timedelta(days=back),
            method=visit.method,
            visitors=(ANNA.id, BO.id),
            outcome=outcome,
            miss_reason=MissReason.BANK if outcome is Outcome.MISSED else None,
            identity_checked=True,
            purposes=frozenset(visit.purposes) if outcome is Outcome.MADE else frozenset(),
            evidence=[EvidenceRef(id=EvidenceId(f"E-{one}"), kind=one, sha256="0" * 64) for one in sorted(papers)],
        )
        owed = self.owed()
        change = self.attempt(lambda file: steps.file_record(file, visit.id, record, by=ANNA, at=self.now))
        if change is not None and outcome is not Outcome.MADE:
            assert self.owed() == owed

    @precondition(lambda self: any(one.state not in (*TO_BE_MADE, VisitState.CANCELLED) for one in self.file.visits))
    @rule(
        pick=ANY,
        move=st.sampled_from(["co_sign", "review", "sign_off", "archive", "send_back", "void"]),
        early=st.sampled_from([0, 0, 0, 30]),
    )
    def judge_a_visit(self, pick: int, move: str, early: int) -> None:
        """The right person judges, now and then by a clock that runs behind."""
        made = [one for one in self.file.visits if one.state not in (*TO_BE_MADE, VisitState.CANCELLED)]
        visit = made[pick % len(made)]
        at = self.now - timedelta(days=early)
        moves: dict[str, Callable[[BorrowerFile], Change]] = {
            "co_sign": lambda file: steps.co_sign(file, visit.id, by=BO, at=at),
            "review": lambda file: steps.review(file, visit.id, by=DESK, at=at),
            "sign_off": lambda file: steps.sign_off(file, visit.id, by=HEAD, at=at),
            "archive": lambda file: steps.archive(file, visit.id, by=KEEPER, at=at),
            "send_back": lambda file: steps.send_back(file, visit.id, reason="no place", by=DESK, at=at),
            "void": lambda file: steps.void(file, visit.id, reason="never there", by=DESK, at=at),
        }
        if self.attempt(moves[move]) is not None and move in ("send_back", "void"):
            self.replan()

    @precondition(lambda self: any(one.state in (VisitState.PLANNED, VisitState.MISSED) for one in self.file.visits))
    @rule(pick=ANY)
    def cancel_a_visit(self, pick: int) -> None:
        """Cancelled or missed, a visit takes no duty with it: each is owed as before, and has another visit."""
        open_ones = [one for one in self.file.visits if one.state in (VisitState.PLANNED, VisitState.MISSED)]
        visit, owed = open_ones[pick % len(open_ones)], self.owed()
        if self.attempt(lambda file: steps.cancel(file, visit.id, reason="repaid", by=HEAD, at=self.now)):
            assert self.owed() == owed
            self.replan()
            assert owed <= self.owed() | self.forecast()

    @precondition(lambda self: self.file.obligations)
    @rule(pick=ANY, days=st.integers(0, 60))
    def waive_a_duty(self, pick: int, days: int) -> None:
        duty = self.file.obligations[pick % len(self.file.obligations)]
        until = self.day + timedelta(days=days)
        self.attempt(lambda file: steps.waive(file, duty.id, reason="paid", expires_on=until, by=APPROVER, at=self.now))
        self.replan()

    @rule()
    def end_waivers(self) -> None:
        self.attempt(lambda file: steps.end_waivers(file, as_of=self.day, by=DESK, at=self.now))
        self.replan()

    @rule(pick=ANY, grade=st.sampled_from(FIVE_TIER.grades))
    def grade_a_loan(self, pick: int, grade: str) -> None:
        """The bank grades a loan anew: the ground is taken in again, the work stays."""
        file = self.file
        loan = file.loans[pick % len(file.loans)]
        graded = evolve(loan, risk=five_tier(grade))
        work = {name: getattr(file, name) for name in WORK}
        self.store.take_in(evolve(file, loans=tuple(graded if one.id == loan.id else one for one in file.loans)))
        assert {name: getattr(self.file, name) for name in WORK} == work
        self.replan()

    # --- What a store must bear ----------------------------------------------------------------------------------

    @precondition(lambda self: self.changes)
    @rule(pick=ANY)
    def commit_again(self, pick: int) -> None:
        """What was written is written once: under its key it is given the same receipt, and changes nothing."""
        change = self.changes[pick % len(self.changes)]
        before, trail = self.file, self.store.trail(self.who)
        assert self.store.commit(change) == self.store.commit(change)
        assert self.store.written(self.who, str(change.key)) == change
        assert (self.file, self.store.trail(self.who)) == (before, trail)

    @rule(pick=ANY)
    def decide_and_wait(self, pick: int) -> None:
        """A step is decided on the file as it is, and is committed some steps later: whole, or a conflict."""
        if self.pending is None:
            planned = [one for one in self.file.visits if one.state is VisitState.PLANNED]
            if planned:
                visit = planned[pick % len(planned)].id
                self.pending = steps.cancel(self.file, visit, reason="late", by=HEAD, at=self.now)
            return
        change, self.pending = self.pending, None
        self.attempt(lambda _: change)
        self.replan()

    # --- What always holds ---------------------------------------------------------------------------------------

    def owed(self) -> set[ObligationId]:
        """The open duties that are no forecast."""
        return {one.id for one in self.file.obligations if one.is_open and not one.forecast}

    def forecast(self) -> set[ObligationId]:
        return {one.id for one in self.file.obligations if one.is_open and one.forecast}

    def every_open_duty_has_its_visit(self) -> None:
        """After a plan no open duty is without a visit that is still to be made."""
        covered = {duty.id for visit in self.file.visits if visit.state in TO_BE_MADE for duty in visit.covers}
        assert self.owed() <= covered

    @invariant()
    def a_duty_has_one_open_visit_at_most(self) -> None:
        """I-26: of the visits planned no two cover one duty, which is a loan, a mandate and a period."""
        seen: dict[ObligationId, VisitId] = {}
        for visit in self.file.visits:
            if visit.state is VisitState.PLANNED:
                for duty in visit.covers:
                    assert seen.setdefault(duty.id, visit.id) == visit.id, (seen[duty.id], visit.id)
        assert len({one.id for one in self.file.obligations}) == len(self.file.obligations)

    @invariant()
    def times_are_in_order(self) -> None:
        """I-24: paid out, visited, recorded, accepted, signed off: none before the one it follows."""
        accepted = {one.entry.about: one.entry.at for one in self.trail() if one.entry.move == "visit.accept"}
        signed = {one.entry.about: one.entry.at for one in self.trail() if one.entry.move == "visit.sign_off"}
        for visit in self.file.visits:
            if visit.record is None:
                continue
            record = self.file.record(visit.record)
            assert record.recorded_at is not None
            assert record.on <= (record.recorded_at + timedelta(hours=14)).date()
            for loan in self.file.loans:
                if loan.id in self.file.seen_loans(record) and loan.first_drawn_on is not None:
                    assert loan.first_drawn_on <= record.on
            if visit.state in APPROVED:
                assert record.recorded_at <= accepted[visit.id] <= signed.get(visit.id, accepted[visit.id])
                assert visit.accepted_as == content_digest(record)

    @invariant()
    def evidence_is_frozen(self) -> None:
        """I-28: a version of a record never says something else than when it was filed, its evidence least of all."""
        for record in self.file.records:
            said = content_digest(record)
            assert self.evidence.setdefault((record.id, record.version), said) == said

    @invariant()
    def what_has_ended_stays_as_it_ended(self) -> None:
        """I-22: a cancelled or void visit never changes again."""
        for visit in self.file.visits:
            if visit.state in (VisitState.CANCELLED, VisitState.VOID):
                assert self.ended.setdefault(visit.id, visit) == visit
        assert set(self.ended) <= {one.id for one in self.file.visits}

    @invariant()
    def the_trail_counts_on(self) -> None:
        """I-40: the trail holds every entry of every change, in order, numbered from one without a gap."""
        entries = [entry for change in self.changes for entry in change.trail]
        assert [(one.number, one.entry) for one in self.trail()] == list(enumerate(entries, 1))

    def trail(self) -> tuple[SealedEntry, ...]:
        """What the store has of who did what."""
        return self.store.trail(self.who)

    def teardown(self) -> None:
        """I-38: from any state on, the changes after it make the state at the end; and the trail verifies."""
        super().teardown()
        if not hasattr(self, "changes"):
            return
        for start in sorted({0, len(self.changes) // 2, len(self.changes)}):
            held = self.snapshots[start]
            for change in self.changes[start:]:
                held = held.after(change)
            assert all(getattr(held, name) == getattr(self.file, name) for name in WORK)
        receipt = self.store.commit(Change(borrower=self.who))
        verify_trail(self.trail(), head=receipt.head)


def test_years(record_property: Callable[[str, object], None]) -> None:
    """I-22, I-24, I-26 to I-29, I-37, I-38, I-40: a file in a store, whatever is done to it over the years."""
    walked(Years, record_property, deep=1_000)
