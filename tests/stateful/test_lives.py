"""Many moves in any order by anybody: the file against a plain model that reads the same tables."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from loanvisit.assessment import CATALOGUE, assess
from loanvisit.domain import (
    FINDING_LIFECYCLE,
    NEVER,
    OBLIGATION_LIFECYCLE,
    REMEDIATION_LIFECYCLE,
    VISIT_LIFECYCLE,
    BorrowerFile,
    Change,
    Dissent,
    Finding,
    FindingKind,
    FindingState,
    Lifecycle,
    Obligation,
    Officer,
    OfficerId,
    Outcome,
    Remediation,
    RemediationState,
    Role,
    Thing,
    Visit,
    VisitRecord,
    VisitState,
    Weight,
)
from loanvisit.reporting import build_visit_report, to_markdown
from loanvisit.steps import (
    archive,
    cancel,
    co_sign,
    dissent,
    end_waivers,
    extend,
    file_record,
    notify,
    open_remediation,
    overrule,
    raise_finding,
    record_findings,
    reject,
    review,
    send_back,
    sign_off,
    submit,
    verify,
    void,
    waive,
)
from loanvisit.testing import a_borrower, a_duty, a_file, weekdays
from tests.stateful.cases import (
    ANNA,
    BO,
    HEAD,
    KEEPER,
    LI,
    MANAGER,
    OPENS,
    RISK,
    STAFF,
    a_visit,
    its_record,
    noon,
    proven,
    refused_code,
    spelled,
)
from tests.stateful.counting import Counting, walked

Kept = Visit | VisitRecord | Obligation | Finding | Remediation

BUNDLES = (
    {Role.ACCOUNT_OFFICER},
    {Role.SECOND_OFFICER, Role.RISK_MANAGER},
    {Role.RISK_MANAGER, Role.SUB_BRANCH_HEAD},
    {Role.POST_LOAN_DESK},
    {Role.SUB_BRANCH_HEAD, Role.APPROVER},
    {Role.ARCHIVE_KEEPER},
    {Role.OUTSIDER},
    {Role.INTERNAL_AUDIT},
)
ANYBODY = st.builds(
    Officer,
    id=st.sampled_from(["anna", "Anna", "AN NA", "bo", "B O", "li", "LI", "mary", "MARY", "risk", "head"]).map(
        OfficerId
    ),
    roles=st.sampled_from(BUNDLES).map(frozenset),
)
PEOPLE = st.sampled_from(STAFF) | ANYBODY
MAKERS = st.sampled_from((ANNA, ANNA, BO, LI, spelled(ANNA, "AN na"))) | ANYBODY
PROPER = {
    "co_sign": BO,
    "dissent": BO,
    "return": RISK,
    "accept": RISK,
    "overrule": RISK,
    "sign_off": HEAD,
    "file": KEEPER,
    "void": RISK,
    "cancel": HEAD,
}
"""Who makes which move of a visit in a bank where all goes well."""
PLACES = st.integers(0, 2)
"""Which of the three visits."""
ANY = st.integers(0, 99)
"""Which of the findings or cures there are, counted round."""


class Lives(Counting):
    """Three visits of one borrower, what they find, and how that is cured."""

    @initialize()
    def open_the_file(self) -> None:
        """Three duties, each with its visit; the last demands evidence."""
        self.day = OPENS
        duties = [
            a_duty(OPENS, date(2026, 3, 31), rule=proven(["voucher"] if number == 3 else []), anchor=f"q{number}")
            for number in (1, 2, 3)
        ]
        self.file: BorrowerFile = evolve(
            a_file(borrower=a_borrower(manager=MANAGER), obligations=duties),
            visits=tuple(a_visit(one) for one in duties),
        )
        self.last_days = {duty.id: duty.window.last for duty in duties}
        self.raised: set[str] = set()
        self.records = 0
        self.closers: dict[str, tuple[Finding, Remediation, str]] = {}
        self.stated: dict[Thing, tuple[Dissent, ...]] = {}
        self.digests: dict[Thing, tuple[str, str]] = {}

    @property
    def now(self) -> datetime:
        """Noon of the machine's day."""
        return noon(self.day)

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        """Days pass."""
        self.day = min(self.day + timedelta(days=days), date(2026, 12, 31))

    # --- Visits --------------------------------------------------------------------------------------------------

    @rule(
        place=PLACES,
        by=MAKERS,
        outcome=st.sampled_from([Outcome.MADE, Outcome.MADE, Outcome.REFUSED]),
        two=st.booleans(),
    )
    def file_a_record(self, place: int, by: Officer, outcome: Outcome, two: bool) -> None:
        """A record comes back, of whatever visit."""
        visit = self.file.visits[place]
        again = visit.state is VisitState.RETURNED
        self.records += not again
        record = its_record(
            self.file,
            max(self.day, OPENS),
            id=visit.record.value if again and visit.record else f"R-{self.records}",
            visitors=["anna", "bo"] if two else ["anna"],
            outcome=outcome,
            evidence=["voucher"] if self.day.day % 2 else [],
            place=place,
        )
        made = outcome is Outcome.MADE
        move = ("submit" if again else "make") if made else "miss"
        there = {"anna", "bo"} if two else {"anna"}
        legal = self.may(VISIT_LIFECYCLE, visit.state.value, move, by, visitor=there, responsible=there | {MANAGER})
        legal = legal and (not made or (two and not _forbidden(by, "visit.submit")))
        change = self.step(legal, lambda: file_record(self.file, visit.id, record, by=by, at=self.now))
        if change is not None:
            self.raised |= {one.id.value for one in change.findings}

    @rule(place=PLACES, by=PEOPLE, move=st.sampled_from(sorted(PROPER)))
    def judge_a_visit(self, place: int, by: Officer, move: str) -> None:
        """Anybody tries any move of any visit."""
        self.try_a_visit(self.file.visits[place], move, by)

    @rule(place=PLACES, pick=ANY)
    def go_on_with_a_visit(self, place: int, pick: int) -> None:
        """The right person makes a move that the visit's state has; it may yet wait for a signature."""
        visit = self.file.visits[place]
        moves = [move for move in sorted(PROPER) if visit.state.value in _sources(VISIT_LIFECYCLE, move)]
        if moves:
            move = moves[pick % len(moves)]
            self.try_a_visit(visit, move, PROPER[move])

    def try_a_visit(self, visit: Visit, move: str, by: Officer) -> None:
        """Try a move of a visit, and hold the answer against the table."""
        legal = self.may(
            VISIT_LIFECYCLE,
            visit.state.value,
            move,
            by,
            visitor={one.canonical for one in visit.visitors},
            named={one.canonical for one in (*visit.visitors, *visit.dropped)},
            submitter={visit.submitter.canonical} if visit.submitter else set(),
            reviewer={visit.reviewer.canonical} if visit.reviewer else set(),
            manager={MANAGER},
        )
        unsigned = move == "accept" and visit.state is VisitState.SUBMITTED
        self.step(legal and not unsigned, lambda: self.visit_step(visit, move, by))

    def visit_step(self, visit: Visit, move: str, by: Officer) -> Change:
        """The step that makes a move of a visit."""
        reasoned_moves = {"return": send_back, "void": void, "cancel": cancel, "dissent": dissent, "overrule": overrule}
        if move in reasoned_moves:
            reasoned = reasoned_moves[move]
            return reasoned(self.file, visit.id, reason="seen", by=by, at=self.now)
        plain = {"co_sign": co_sign, "accept": review, "sign_off": sign_off, "file": archive}[move]
        return plain(self.file, visit.id, by=by, at=self.now)

    # --- Findings and cures --------------------------------------------------------------------------------------

    @rule(kind=st.sampled_from(CATALOGUE[:8]), by=PEOPLE)
    def raise_one(self, kind: FindingKind, by: Officer) -> None:
        """Anybody may find a problem."""
        escaped = by.id.value.replace(" ", "~20")
        subject = f"{kind.code}~~borrower.B-1~~{self.day.isoformat()}~~{escaped}"
        if subject not in self.raised:
            legal = not _forbidden(by, "finding.raise")
            change = self.step(legal, lambda: raise_finding(self.file, kind, on=self.day, by=by, at=self.now))
            self.raised |= {subject} if change is not None else set()

    @rule(by=PEOPLE)
    def look_for_what_is_overdue(self, by: Officer) -> None:
        """The rules over a file are asked, twice: the second time they have nothing new to say."""
        found = assess(self.file, as_of=self.day)
        legal = not _forbidden(by, "finding.raise")
        if self.step(legal, lambda: record_findings(self.file, found, by=by, at=self.now)) is not None:
            self.raised |= {one.id.value for one in found}
            assert assess(self.file, as_of=self.day) == ()

    @precondition(lambda self: self.file.findings)
    @rule(place=ANY, by=PEOPLE, owner=PEOPLE)
    def open_a_cure(self, place: int, by: Officer, owner: Officer) -> None:
        """Anybody tries to open the cure of any finding."""
        finding = self.file.findings[place % len(self.file.findings)]
        legal = self.may(FINDING_LIFECYCLE, finding.state.value, "remediate", by)
        self.step(legal, lambda: open_remediation(finding, owner=owner, by=by, at=self.now))

    @precondition(lambda self: self.file.remediations)
    @rule(
        place=ANY,
        by=PEOPLE,
        move=st.sampled_from(["notify", "submit", "submit", "reject", "extend"]),
        own=st.booleans(),
    )
    def move_a_cure(self, place: int, by: Officer, move: str, own: bool) -> None:
        """Anybody tries any move of any cure; often its owner does."""
        cure = self.file.remediations[place % len(self.file.remediations)]
        by = evolve(by, id=cure.owner) if own else by
        legal = self.may(REMEDIATION_LIFECYCLE, cure.state.value, move, by, **self.cure_people(cure))
        legal = legal and not (move == "extend" and cure.extended_to is not None)
        self.step(legal, lambda: self.cure_step(cure, move, by))

    def cure_step(self, cure: Remediation, move: str, by: Officer) -> Change:
        """The step that makes a move of a cure."""
        if move == "extend":
            return extend(cure, to=cure.due_on + timedelta(days=30), reason="rain", by=by, at=self.now)
        if move == "reject":
            return reject(cure, reason="not seen", by=by, at=self.now)
        return notify(cure, by=by, at=self.now) if move == "notify" else submit(cure, by=by, at=self.now)

    @precondition(lambda self: self.file.remediations)
    @rule(place=ANY, visit=PLACES, by=PEOPLE, ripe=st.booleans())
    def verify_a_cure(self, place: int, visit: int, by: Officer, ripe: bool) -> None:
        """Anybody tries to verify any cure through any visit; often one that is submitted."""
        submitted = [one for one in self.file.remediations if one.state is RemediationState.SUBMITTED]
        cures = submitted if ripe and submitted else self.file.remediations
        cure = cures[place % len(cures)]
        finding, checking = self.file.finding(cure.finding), self.file.visits[visit]
        related = self.cure_people(cure)
        legal = self.may(REMEDIATION_LIFECYCLE, cure.state.value, "verify", by, **related)
        heavy = {MANAGER} if finding.weight in (Weight.S1, Weight.S2) else set[str]()
        alone = _canonical(finding) if len(finding.found_by) == 1 else set[str]()
        legal = legal and self.may(
            FINDING_LIFECYCLE, finding.state.value, "close", by, sole_finder=alone, heavy_manager=heavy
        )
        seen = next((one for one in self.file.records if one.id == checking.record), None)
        standing = ("submitted", "co_signed", "dissented", "accepted", "signed_off", "filed")
        later = seen is not None and checking.state.value in standing and seen.id != finding.record
        later = later and seen is not None and cure.submitted_on is not None and seen.on >= cure.submitted_on
        unnamed = bool(finding.found_by) and finding.record is None
        later = later and seen is not None and not (unnamed and seen.on <= finding.found_on)
        by_others = seen is not None and bool({one.canonical for one in seen.visitors} - {cure.owner.canonical})
        legal = legal and later and by_others
        if self.step(legal, lambda: verify(self.file, cure.id, visit=checking.id, by=by, at=self.now)):
            self.closers[finding.id.value] = (finding, cure, by.id.canonical)

    def cure_people(self, cure: Remediation) -> dict[str, set[str]]:
        """Who stands how to a cure, worked out from its finding."""
        finding = self.file.finding(cure.finding)
        heavy = cure.manager is not None
        return {
            "owner": {cure.owner.canonical},
            "submitter": {cure.submitted_by.canonical} if cure.submitted_by else set(),
            "sole_finder": _canonical(finding) if len(finding.found_by) == 1 else set(),
            "manager": {MANAGER} if heavy else set(),
        }

    @precondition(lambda self: self.file.findings)
    @rule(place=ANY, by=PEOPLE)
    def waive_a_finding(self, place: int, by: Officer) -> None:
        """Anybody tries to waive any finding for ten days, its running cure with it."""
        finding = self.file.findings[place % len(self.file.findings)]
        owner = {finding.owner.canonical} if finding.owner else set[str]()
        people = {"finder": _canonical(finding), "owner": owner, "manager": {MANAGER}}
        legal = self.may(FINDING_LIFECYCLE, finding.state.value, "waive", by, **people)
        if finding.state is FindingState.IN_REMEDIATION and finding.remediation is not None:
            cure = self.file.remediation(finding.remediation)
            legal = legal and self.may(REMEDIATION_LIFECYCLE, cure.state.value, "waive", by, **self.cure_people(cure))
        below = Role.SUB_BRANCH_HEAD in by.roles or Role.APPROVER not in by.roles
        legal = legal and not (finding.weight is Weight.S1 and below)
        until = self.day + timedelta(days=10)
        self.step(legal, lambda: waive(self.file, finding.id, reason="paid", expires_on=until, by=by, at=self.now))

    @rule(place=PLACES, by=PEOPLE)
    def waive_a_duty(self, place: int, by: Officer) -> None:
        """Anybody tries to waive any duty for ten days."""
        duty = self.file.obligations[place]
        legal = self.may(OBLIGATION_LIFECYCLE, duty.state.value, "waive", by, manager={MANAGER})
        until = self.day + timedelta(days=10)
        self.step(legal, lambda: waive(self.file, duty.id, reason="paid", expires_on=until, by=by, at=self.now))

    @rule()
    def end_what_was_waived(self) -> None:
        """What was waived until a day past is open again."""
        desk = Officer(id=OfficerId("desk"), roles=frozenset({Role.POST_LOAN_DESK}))
        self.apply(end_waivers(self.file, as_of=self.day, by=desk, at=self.now))
        held = {waiver.about for waiver in self.file.waivers if waiver.expires_on >= self.day}
        assert {one.id for one in self.file.findings if one.state is FindingState.WAIVED} <= held
        assert {one.id for one in self.file.obligations if one.state.value == "waived"} <= held

    # --- What always holds ---------------------------------------------------------------------------------------

    @invariant()
    def nothing_raised_is_lost(self) -> None:
        """Raised = open + in remediation + closed + waived."""
        counts = Counter(one.state for one in self.file.findings)
        assert sum(counts[state] for state in FindingState) == len(self.raised)
        assert {one.id.value for one in self.file.findings} == self.raised

    @invariant()
    def what_is_closed_was_verified_by_somebody_else(self) -> None:
        """Each closed finding has a verified cure, by who may judge it."""
        for finding in self.file.findings:
            if finding.state is FindingState.CLOSED:
                before, cure, closer = self.closers[finding.id.value]
                assert self.file.remediation(cure.id).state is RemediationState.VERIFIED
                assert closer != cure.owner.canonical
                assert _canonical(before) != {closer}
                assert before.weight.rank > 2 or closer != MANAGER

    @invariant()
    def a_last_day_never_moves(self) -> None:
        """Whatever was filed, returned, voided or waived, each duty keeps its last day."""
        assert {duty.id: duty.window.last for duty in self.file.obligations} == self.last_days

    @invariant()
    def a_duty_is_met_by_a_record_that_stands(self) -> None:
        """No duty is discharged by a record that is void or under revision."""
        undone = {one.record for one in self.file.visits if one.state in (VisitState.RETURNED, VisitState.VOID)}
        for duty in self.file.obligations:
            if duty.discharge is not None and duty.state.value == "fulfilled":
                assert duty.discharge.record not in undone
        assert {one.id for one in self.file.records if one.void} == {
            one.record for one in self.file.visits if one.state is VisitState.VOID
        }

    @invariant()
    def a_dissent_stays(self) -> None:
        """What a visitor stated in writing stays on the visit, in order, whatever becomes of it."""
        for visit in self.file.visits:
            known = self.stated.get(visit.id, ())
            assert visit.dissents[: len(known)] == known
            self.stated[visit.id] = visit.dissents
            if visit.state is VisitState.DISSENTED:
                assert visit.dissents

    @invariant()
    def a_visit_with_a_record_has_its_report(self) -> None:
        """The report is built at every step, and its digest is another exactly where its page is."""
        for visit in self.file.visits:
            if any(one.visit == visit.id for one in self.file.records):
                made = build_visit_report(self.file, visit.id, calendar=weekdays(), as_of=self.day, in_full=True)
                page = to_markdown(made, "zh").replace(made.digest, "") + to_markdown(made, "en").replace(
                    made.digest, ""
                )
                before, digest = self.digests.get(visit.id, ("", ""))
                assert (before == page) == (digest == made.digest)
                self.digests[visit.id] = page, made.digest

    # --- Reading the tables --------------------------------------------------------------------------------------

    def may(self, table: Lifecycle, state: str, name: str, by: Officer, **related: set[str]) -> bool:
        """Read the table by hand."""
        move = next(one for one in table.moves if one.name == name)
        who = by.id.value.replace(" ", "").lower()
        return (
            state in move.sources
            and not _forbidden(by, f"{table.name}.{name}")
            and (
                not (move.roles or move.only)
                or bool(move.roles & by.roles)
                or (move.only is not None and who in related.get(move.only, set()))
            )
            and not any(who in related.get(relation, set()) for relation in move.never)
        )

    def step(self, legal: bool, decide: Callable[[], Change]) -> Change | None:
        """Take a step: it goes through exactly where the model says so, and a refused one changes nothing."""
        before = self.file
        decided: list[Change] = []

        def once() -> Change:
            decided.append(decide())
            return decided[0]

        code = refused_code(once)
        assert (code is None) == legal, code
        assert self.file is before
        if code is not None:
            return None
        self.apply(decided[0])
        return decided[0]

    def apply(self, change: Change) -> None:
        """Take a change over, as a store would: each replaced thing at the version seen, each new version one more."""
        held: list[Kept] = [*self.file.visits, *self.file.records, *self.file.obligations]
        held += [*self.file.findings, *self.file.remediations]
        versions: dict[Thing, int] = {one.id: one.version for one in held}
        named = {one.id: one.version for one in change.replaces}
        assert all(versions[thing] == version for thing, version in named.items())
        written: list[Kept] = [*change.visits, *change.records, *change.obligations]
        written += [*change.findings, *change.remediations]
        for new in written:
            assert new.version == named.get(new.id, 0) + 1
            assert (new.id in versions) == (new.id in named)
        assert {line.at for line in change.trail} <= {self.now}
        assert not change.stored or change.trail
        self.file = self.file.after(change)


def _canonical(finding: Finding) -> set[str]:
    return {one.canonical for one in finding.found_by}


def _sources(table: Lifecycle, name: str) -> frozenset[str]:
    return next(move.sources for move in table.moves if move.name == name)


def _forbidden(by: Officer, move: str) -> bool:
    return any(NEVER.get(role, frozenset()) & {"*", move} for role in by.roles)


def test_lives(record_property: Callable[[str, object], None]) -> None:
    """I-21 to I-23, I-29: each duty, visit, finding and cure lives by its table, whoever tries whatever."""
    walked(Lives, record_property, deep=3_000)
