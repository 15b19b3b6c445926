"""Whole rounds on one small file, through the steps alone: filed, judged, undone, cured, waived, in any order."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from loanvisit import steps
from loanvisit.assessment import assess, kind
from loanvisit.codec import to_document
from loanvisit.domain import (
    FINDING_LIFECYCLE,
    OBLIGATION_LIFECYCLE,
    REMEDIATION_LIFECYCLE,
    VISIT_LIFECYCLE,
    Accepts,
    BorrowerFile,
    Change,
    Channel,
    Finding,
    FindingState,
    Lifecycle,
    LoanId,
    Method,
    MissReason,
    Obligation,
    ObligationState,
    Officer,
    OfficerId,
    Outcome,
    Remediation,
    RemediationState,
    Role,
    Visit,
    VisitRecord,
    VisitState,
    Weight,
    Window,
)
from loanvisit.errors import InputError, TransitionError
from loanvisit.testing import a_borrower, a_duty, a_file, a_loan, a_record, a_rule
from tests.stateful.counting import Counting, walked

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
PURPOSES = ("routine", "special", "round")
PEOPLE = {
    "anna": [Role.ACCOUNT_OFFICER],
    "bo": [Role.SECOND_OFFICER, Role.RISK_MANAGER, Role.SUB_BRANCH_HEAD],
    "li": [Role.ACCOUNT_OFFICER],
    "mary": [Role.ACCOUNT_OFFICER, Role.RISK_MANAGER, Role.SUB_BRANCH_HEAD],
    "desk": [Role.POST_LOAN_DESK, Role.RISK_MANAGER],
    "head": [Role.SUB_BRANCH_HEAD],
    "app": [Role.APPROVER],
    "both": [Role.APPROVER, Role.SUB_BRANCH_HEAD],
    "keep": [Role.ARCHIVE_KEEPER],
    "spy": [Role.INTERNAL_AUDIT, Role.RISK_MANAGER, Role.SUB_BRANCH_HEAD],
    "out": [Role.OUTSIDER, Role.RISK_MANAGER],
}
FRIENDS = {
    "co_sign": ["bo", "anna"],
    "review": ["desk"],
    "sign_off": ["head"],
    "archive": ["keep"],
    "send_back": ["desk"],
    "void": ["desk"],
    "cancel": ["desk"],
    "notify": ["desk"],
    "reject": ["desk"],
    "extend": ["head"],
    "verify": ["desk"],
    "waive": ["app"],
}
SPELLINGS: tuple[Callable[[str], str], ...] = (str, str.upper, str.title, lambda name: f"{name[0]} {name[1:]}")
ROUND: dict[str, Lifecycle] = {
    "visit": VISIT_LIFECYCLE,
    "obligation": OBLIGATION_LIFECYCLE,
    "finding": FINDING_LIFECYCLE,
    "remediation": REMEDIATION_LIFECYCLE,
}
STANDING = {
    VisitState.SUBMITTED,
    VisitState.CO_SIGNED,
    VisitState.DISSENTED,
    VisitState.ACCEPTED,
    VisitState.SIGNED_OFF,
    VisitState.FILED,
}
Moving = Visit | Obligation | Finding | Remediation
Kept = TypeVar("Kept", Visit, Finding, Remediation)
CODES = ("F01", "F09", "F18", "F48")
PAIRS = [("anna", "bo")] * 4 + [("bo", "anna"), ("li", "anna"), ("li",), ("anna",), ("mary", "out")]
JUDGEMENTS = ["co_sign", "co_sign", "review", "review", "sign_off", "archive", "send_back", "void", "cancel"]
AS_TOLD = {"review": "accept", "archive": "file", "send_back": "return"}
"""The steps whose name is not the table's."""


def plain(officer: OfficerId) -> str:
    """The person behind a spelling, by a way of our own."""
    return officer.value.replace(" ", "").lower()


def the_duties() -> list[Obligation]:
    """What is owed: two quarters that need two papers, a call, one special check, and a pool to hang visits on."""
    papers = a_rule("papers", evidence=["photo", "voucher"], arrear="oldest")
    call = a_rule("call", accepts=Accepts.INTERVIEW_OR_ON_SITE, visitors=1)
    special = a_rule("special", purpose="special", separate="alone")
    pool = a_rule("pool", purpose="round", accepts=Accepts.ANY_CONTACT, visitors=1, arrear="oldest")
    return [
        a_duty(FIRST, date(2026, 3, 31), rule=papers),
        a_duty(date(2026, 4, 1), date(2026, 6, 30), rule=papers),
        a_duty(FIRST, date(2026, 6, 30), rule=call, subject=LoanId("L-2")),
        a_duty(date(2026, 2, 1), date(2026, 2, 20), rule=special),
        *(a_duty(FIRST, LAST, rule=pool, anchor=f"{turn:02d}") for turn in range(12)),
    ]


class Rounds(Counting):
    """Everybody does everything, now rightly, now wrongly; the file must never say what is not so."""

    @initialize()
    def open_the_file(self) -> None:
        self.day = date(2026, 2, 3)
        duties = the_duties()
        loans = (a_loan("L-1"), a_loan("L-2"))
        self.file: BorrowerFile = a_file(*loans, borrower=a_borrower(manager="mary"), obligations=duties)
        self.windows = {duty.id: duty.window for duty in duties}
        self.written = 0
        self.planned = 0
        self.raised: dict[str, int] = {}
        self.past_versions: dict[object, int] = {}
        self.plan_another()

    # --- Time and plans ------------------------------------------------------------------------------------------

    @rule(days=st.sampled_from([1, 2, 5, 40]))
    def time_passes(self, days: int) -> None:
        self.day = min(self.day + timedelta(days=days), date(2026, 11, 30))

    @precondition(lambda self: self.planned < 12)
    @rule()
    def plan_another(self) -> None:
        """A visit over one duty of the pool and everything else that is open."""
        pool = [duty for duty in self.file.obligations if duty.rule.clause.value == "pool"][self.planned]
        others = [duty for duty in self.file.obligations if duty.is_open and duty.rule.clause.value != "pool"]
        visit = Visit(
            borrower=self.file.id,
            method=Method.ON_SITE,
            window=Window(opens=FIRST, last=LAST),
            covers=(pool, *others),
            manager=self.file.borrower.manager if self.planned % 2 else None,  # a host need not name the manager
        )
        self.planned += 1
        self.file = evolve(self.file, visits=(*self.file.visits, visit))

    # --- Visits --------------------------------------------------------------------------------------------------

    @rule(
        data=st.data(),
        who=st.sampled_from(PAIRS),
        outcome=st.sampled_from([Outcome.MADE] * 4 + [Outcome.REFUSED, Outcome.MISSED]),
        method=st.sampled_from([Method.ON_SITE] * 3 + [Method.INTERVIEW]),
        papers=st.frozensets(st.sampled_from(["photo", "voucher"])),
        slip=st.sampled_from([0] * 8 + [-400, 3]),
    )
    def file_a_record(
        self,
        *,
        data: st.DataObject,
        who: tuple[str, ...],
        outcome: Outcome,
        method: Method,
        papers: frozenset[str],
        slip: int,
    ) -> None:
        visit = self.pick(data, self.file.visits, "make")
        by = self.officer(data, who[:1])
        again = visit.state is VisitState.RETURNED and visit.record is not None
        self.written += 1
        record = a_record(
            self.day + timedelta(days=slip),
            "L-1",
            "L-2",
            id=visit.record.value if again and visit.record is not None else f"R-{self.written:03d}",
            visit=visit.id.value,
            visitors=who,
            method=method,
            purposes=PURPOSES,
            evidence=sorted(papers),
            identity_checked=True,
        )
        missed = MissReason.BANK if outcome is Outcome.MISSED else None
        record = evolve(record, outcome=outcome, miss_reason=missed, channel=Channel.PHONE)
        change = self.attempt(lambda: steps.file_record(self.file, visit.id, record, by=by, at=self.now))
        if change is None:
            return
        assert slip == 0
        if outcome is not Outcome.MADE:
            assert not change.obligations
            return
        assert method is not Method.ON_SITE or len(who) == 2
        assert plain(by.id) in who
        spoken = {duty.id for duty in change.obligations} | {one.obligation for one in change.refused}
        due = {duty.id for duty in visit.covers if duty.window.opens <= self.day}
        assert {one for one in due if self.before.obligation(one).is_open} <= spoken  # met, in part, or refused and why

    @rule(
        data=st.data(),
        move=st.sampled_from(JUDGEMENTS),
        reason=st.sampled_from(["no place named", "no place named", " "]),
    )
    def judge_a_visit(self, data: st.DataObject, move: str, reason: str) -> None:
        visit = self.pick(data, self.file.visits, AS_TOLD.get(move, move))
        seconds = [plain(one) for one in visit.visitors if one != visit.submitter]
        by = self.officer(data, seconds if move == "co_sign" and seconds else FRIENDS[move])
        if move in ("send_back", "void", "cancel"):
            reasoned = {"send_back": steps.send_back, "void": steps.void, "cancel": steps.cancel}[move]
            change = self.attempt(lambda: reasoned(self.file, visit.id, reason=reason, by=by, at=self.now))
            assert change is None or reason.strip()
        else:
            signing = {"co_sign": steps.co_sign, "review": steps.review, "sign_off": steps.sign_off}
            step = signing.get(move, steps.archive)
            change = self.attempt(lambda: step(self.file, visit.id, by=by, at=self.now))
        if change is not None and move in ("send_back", "void"):
            was_met = [one for one in self.before.obligations if one.discharge and one.discharge.record == visit.record]
            assert all(self.file.obligation(one.id).is_open for one in was_met)
        if change is not None and move in ("review", "sign_off", "send_back", "void"):
            assert plain(by.id) not in {*map(plain, visit.visitors), "mary"}

    @precondition(lambda self: any(visit.state is VisitState.PLANNED for visit in self.file.visits))
    @rule(papers=st.frozensets(st.sampled_from(["photo", "voucher"])), until=st.integers(0, 3))
    def make_a_visit_as_it_should_be(self, papers: frozenset[str], until: int) -> None:
        visit = next(one.id for one in self.file.visits if one.state is VisitState.PLANNED)
        self.written += 1
        own = f"R-{self.written:03d}"
        record = a_record(self.day, "L-1", "L-2", id=own, visit=visit.value, purposes=PURPOSES, evidence=sorted(papers))
        who = {name: Officer(id=OfficerId(name), roles=frozenset(roles)) for name, roles in PEOPLE.items()}
        good: list[Callable[[], Change]] = [
            lambda: steps.file_record(self.file, visit, record, by=who["anna"], at=self.now),
            lambda: steps.co_sign(self.file, visit, by=who["bo"], at=self.now),
            lambda: steps.review(self.file, visit, by=who["desk"], at=self.now),
            lambda: steps.sign_off(self.file, visit, by=who["head"], at=self.now),
        ]
        for step in good[: until + 1]:
            assert self.attempt(step) is not None

    # --- Findings and cures --------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.raised) < 6)
    @rule(data=st.data(), code=st.sampled_from(CODES), weight=st.none() | st.sampled_from(Weight))
    def raise_by_hand(self, data: st.DataObject, code: str, weight: Weight | None) -> None:
        by = self.officer(data, ["anna", "desk"])
        record = data.draw(st.none() | st.sampled_from(self.file.records)) if self.file.records else None
        loans = data.draw(st.sampled_from([(), (LoanId("L-1"),), (LoanId("L-1"), LoanId("L-2"))]))
        seen_in = record.id if record is not None else None
        self.attempt(
            lambda: steps.raise_finding(
                self.file, kind(code), on=self.day, by=by, at=self.now, loans=loans, record=seen_in, weight=weight
            )
        )

    @precondition(lambda self: len(self.raised) < 12)
    @rule(data=st.data())
    def ask_the_rules(self, data: st.DataObject) -> None:
        by = self.officer(data, ["desk"])
        found = assess(self.file, as_of=self.day)
        if self.attempt(lambda: steps.record_findings(self.file, found, by=by, at=self.now)) is not None:
            assert assess(self.file, as_of=self.day) == ()

    @precondition(lambda self: self.file.findings)
    @rule(data=st.data(), early=st.sampled_from([0] * 5 + [400]))
    def open_a_cure(self, data: st.DataObject, early: int) -> None:
        finding = self.pick(data, self.file.findings, "remediate")
        owner, by = self.officer(data, ["li", "anna"]), self.officer(data, ["desk"])
        at = self.now - timedelta(days=early)
        self.attempt(lambda: steps.open_remediation(finding, owner=owner, by=by, at=at))

    @precondition(lambda self: any(one.state is FindingState.OPEN for one in self.file.findings))
    @rule(data=st.data())
    def cure_a_finding_as_it_should_be(self, data: st.DataObject) -> None:
        finding = data.draw(st.sampled_from([one for one in self.file.findings if one.state is FindingState.OPEN]))
        who = {name: Officer(id=OfficerId(name), roles=frozenset(roles)) for name, roles in PEOPLE.items()}
        opened = self.attempt(lambda: steps.open_remediation(finding, owner=who["li"], by=who["desk"], at=self.now))
        assert opened is not None
        assert self.attempt(lambda: steps.submit(opened.remediation, by=who["li"], at=self.now)) is not None

    @precondition(lambda self: self.file.remediations)
    @rule(data=st.data(), move=st.sampled_from(["notify", "submit", "submit", "reject", "extend"]))
    def move_a_cure(self, data: st.DataObject, move: str) -> None:
        cure = self.pick(data, self.file.remediations, move)
        by = self.officer(data, FRIENDS.get(move, [plain(cure.owner)]))
        moves: dict[str, Callable[[], Change]] = {
            "notify": lambda: steps.notify(cure, by=by, at=self.now),
            "submit": lambda: steps.submit(cure, by=by, at=self.now),
            "reject": lambda: steps.reject(cure, reason="not seen", by=by, at=self.now),
            "extend": lambda: steps.extend(cure, to=cure.due_on + timedelta(days=9), reason="rain", by=by, at=self.now),
        }
        if self.attempt(moves[move]) is not None and move == "extend":
            assert cure.extended_to is None

    @precondition(lambda self: self.file.remediations)
    @rule(data=st.data())
    def verify_a_cure(self, data: st.DataObject) -> None:
        cure = self.pick(data, self.file.remediations, "verify")
        visit = data.draw(st.sampled_from([one for one in self.file.visits if one.record] or self.file.visits))
        by = self.officer(data, FRIENDS["verify"])
        self.attempt(lambda: steps.verify(self.file, cure.id, visit=visit.id, by=by, at=self.now))

    @precondition(lambda self: len(self.file.waivers) < 4)
    @rule(data=st.data(), days=st.sampled_from([-1, 0, 9, 9, 9]), reason=st.sampled_from(["paid", "paid", ""]))
    def waive_something(self, data: st.DataObject, days: int, reason: str) -> None:
        things: tuple[Obligation | Finding | Remediation, ...] = (
            *self.file.findings,
            *self.file.remediations,
            *self.file.obligations[-4:],
        )
        thing = data.draw(st.sampled_from(things))
        by, until = self.officer(data, FRIENDS["waive"]), self.day + timedelta(days=days)
        change = self.attempt(
            lambda: steps.waive(self.file, thing.id, reason=reason, expires_on=until, by=by, at=self.now)
        )
        if change is not None:
            assert reason
            assert days >= 0
            heavy = any(one.weight is Weight.S1 for one in change.findings)
            assert not (heavy and Role.SUB_BRANCH_HEAD in by.roles)
            assert plain(by.id) != "mary"

    @rule(data=st.data())
    def end_waivers(self, data: st.DataObject) -> None:
        by = self.officer(data, ["desk"])
        change = self.attempt(lambda: steps.end_waivers(self.file, as_of=self.day, by=by, at=self.now))
        if change is not None and Role.INTERNAL_AUDIT not in by.roles:
            held = {one.about for one in self.file.waivers if one.is_in_force(self.day)}
            waived = {one.id for one in self.file.findings if one.state is FindingState.WAIVED}
            assert waived <= held

    # --- What always holds ---------------------------------------------------------------------------------------

    @invariant()
    def no_finding_is_lost(self) -> None:
        """Raised = open + in remediation + closed + waived."""
        by_state = {state: [one for one in self.file.findings if one.state is state] for state in FindingState}
        assert sum(map(len, by_state.values())) == len(self.raised)
        assert {one.id.value for one in self.file.findings} == set(self.raised)

    @invariant()
    def no_duty_is_lost_and_no_last_day_moves(self) -> None:
        assert {duty.id: duty.window for duty in self.file.obligations} == self.windows

    @invariant()
    def a_closed_finding_has_a_verified_cure(self) -> None:
        for finding in self.file.findings:
            if finding.state is FindingState.CLOSED:
                assert finding.remediation is not None
                self.is_proven(finding, self.file.remediation(finding.remediation))

    def is_proven(self, finding: Finding, cure: Remediation) -> None:
        assert cure.state is RemediationState.VERIFIED
        assert cure.verified_by is not None
        assert cure.verified_in is not None
        who, visit = plain(cure.verified_by), self.file.visit(cure.verified_in)
        assert who != plain(cure.owner)
        assert {*map(plain, finding.found_by)} != {who}
        assert finding.weight.rank > 2 or who != "mary"
        assert visit.state in STANDING
        record = self.record_of(visit)
        assert record is not None
        assert record.outcome is Outcome.MADE
        assert record.id != finding.record
        assert cure.submitted_on is not None
        assert finding.found_on <= cure.opened_on <= cure.submitted_on <= record.on
        assert cure.verified_on is not None
        assert record.on <= cure.verified_on
        assert {*map(plain, record.visitors)} - {plain(cure.owner)}

    @invariant()
    def a_duty_is_met_by_records_that_stand(self) -> None:
        standing = [record for visit in self.file.visits if (record := self.record_of(visit)) is not None]
        for duty in self.file.obligations:
            brought = {item.kind for record in standing for item in record.evidence}
            lacked = {one.removeprefix("evidence:") for one in duty.lacks}
            if duty.state is ObligationState.FULFILLED:
                assert duty.discharge is not None
                record = self.file.record(duty.discharge.record) if duty.discharge.record else None
                assert record in standing
                assert record is not None
                assert len(record.visitors) >= (2 if record.method is Method.ON_SITE else duty.rule.visitors)
                assert record.method in duty.rule.accepts.methods
                assert set(duty.rule.evidence) <= brought
                assert not lacked
            if duty.state is ObligationState.IN_PART:
                assert lacked
                assert set(duty.rule.evidence) - lacked <= brought

    @invariant()
    def a_signature_is_somebody_else_s(self) -> None:
        for visit in self.file.visits:
            if visit.state in (VisitState.ACCEPTED, VisitState.SIGNED_OFF, VisitState.FILED):
                assert visit.reviewer is not None
                assert plain(visit.reviewer) not in {*map(plain, visit.visitors), "mary"}
                assert visit.submitter is not None
                assert plain(visit.submitter) in map(plain, visit.visitors)

    # --- The store -----------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        return datetime.combine(self.day, time(12), UTC)

    def pick(self, data: st.DataObject, things: tuple[Kept, ...], move: str) -> Kept:
        """Mostly something that the table lets make the move; else anything."""
        anything = data.draw(st.sampled_from([False] * 5 + [True]))
        rows = [row for table in ROUND.values() for row in table.moves if row.name == move]
        ready = [one for one in things if any(one.state.value in row.sources for row in rows)]
        return data.draw(st.sampled_from(things if anything or not ready else ready))

    def officer(self, data: st.DataObject, friends: list[str] | tuple[str, ...]) -> Officer:
        """Mostly somebody who may, under any spelling; else anybody."""
        anybody = data.draw(st.sampled_from([False] * 4 + [True]))
        name = data.draw(st.sampled_from(sorted(PEOPLE) if anybody else list(friends)))
        spelling = data.draw(st.sampled_from(SPELLINGS))
        return Officer(id=OfficerId(spelling(name)), roles=frozenset(PEOPLE[name]))

    def record_of(self, visit: Visit) -> VisitRecord | None:
        """The record of a visit that stands."""
        return self.file.record(visit.record) if visit.state in STANDING and visit.record is not None else None

    def attempt(self, decide: Callable[[], Change]) -> Change | None:
        """Take a step and keep what it decided; one refused has changed nothing and says why in both languages."""
        self.before, written = self.file, to_document(self.file)
        try:
            change = decide()
        except (TransitionError, InputError) as refused:
            why = refused.text
        else:
            self.keep(change)
            return change
        assert why.zh
        assert why.en
        assert to_document(self.file) == written
        return None

    def keep(self, change: Change) -> None:
        """Hold a change against what the store has, then write all of it."""
        things: tuple[Moving | VisitRecord, ...] = (
            *change.visits,
            *change.records,
            *change.obligations,
            *change.findings,
            *change.remediations,
        )
        held = self.everything()
        replaced = {one.id: one.version for one in change.replaces}
        assert len(replaced) == len(change.replaces)
        assert set(replaced) == {one.id for one in things} & set(held)
        for new in things:
            old = held.get(new.id)
            assert new.version == (1 if old is None else old.version + 1)
            assert old is None or replaced[new.id] == old.version
            if old is not None and not isinstance(new, VisitRecord):
                assert not isinstance(old, VisitRecord)
                self.is_a_legal_walk(old, new)
        assert {one.id for one in change.stored} <= {line.about for line in change.trail}
        assert all(line.at == self.now or line.move.endswith(("open", "remediate")) for line in change.trail)
        for line in change.trail:
            assert "spy" not in plain(line.by)
        self.raised |= {one.id.value: one.version for one in change.findings}
        self.file = self.file.after(change)

    def is_a_legal_walk(self, old: Moving, new: Moving) -> None:
        """One move of the table leads from the old state to the new, or the two of a filing, or none at all."""
        table = ROUND[type(new).__name__.lower()]
        one = {(source, move.target or source) for move in table.moves for source in move.sources}
        two = {(first, last) for first, middle in one for again, last in one if again == middle == "made"}
        stays = {(state, state) for state in table.states if state not in table.terminal}
        redone = {("fulfilled", "in_part")}  # one of two records is gone: open again but for what the other brought
        assert (old.state.value, new.state.value) in one | two | stays | redone

    def everything(self) -> dict[object, Moving | VisitRecord]:
        file = self.file
        things: tuple[Moving | VisitRecord, ...] = (
            *file.visits,
            *file.records,
            *file.obligations,
            *file.findings,
            *file.remediations,
        )
        return {one.id: one for one in things}


def test_rounds(record_property: Callable[[str, object], None]) -> None:
    """I-21, I-23, I-29: everybody does everything; what is refused changes nothing, what is met is proven."""
    walked(Rounds, record_property, deep=3_000)
