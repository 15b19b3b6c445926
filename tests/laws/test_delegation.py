"""Powers lent: they hold for their days and no further, and whoever uses them counts as the lender."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.assessment import class_floors, kind
from loanvisit.domain import (
    ROLE_TABLE,
    Arrear,
    BorrowerFile,
    BorrowerId,
    Change,
    Claim,
    DebtorClaims,
    Delegation,
    LoanId,
    Officer,
    OfficerId,
    PoolId,
    RemediationState,
    Role,
    VisitState,
    Weight,
    Window,
    acting_for,
    rule,
)
from loanvisit.domain.acts import IN_PERSON
from loanvisit.domain.lifecycle import Lifecycle
from loanvisit.errors import InputError, SeparationOfDutiesError
from loanvisit.steps import commit_seed, defer, extend, propose_class, raise_finding, review, sign_off, verify, waive
from loanvisit.testing import a_duty, a_file, a_seed, an_officer
from loanvisit.testing.strategies import delegations, officers
from tests.laws.test_law_13_one_table import LIFECYCLES, NOW, a_file_with_visit
from tests.stateful.cases import ANNA, APPROVER, DESK, HEAD, LI, MANAGER, RISK, a_cured_file

TODAY = NOW.date()


def lent(of: OfficerId, role: Role, to: Officer, *powers: str, opens: date = TODAY, last: date = TODAY) -> Delegation:
    """Powers lent for today, unless the test says."""
    window = Window(opens=opens, last=last)
    return Delegation(delegator=of, role=role, delegate=to.id, powers=powers, window=window)


def standing_in(to: Officer, *held: Delegation, on: date = TODAY) -> Officer:
    """The officer under what was lent to them."""
    return acting_for(to, held, on=on)


@st.composite
def standings(draw: st.DrawFn) -> dict[str, frozenset[str]]:
    """Who stands how to a thing, of four people."""
    relations = ["visitor", "named", "manager", "reviewer", "owner", "submitter", "finder", "sole_finder", "proposer"]
    people = st.frozensets(st.sampled_from(["a", "b", "c", "d"]), max_size=2)
    return draw(st.fixed_dictionaries({}, optional=dict.fromkeys(relations, people)))


OTHER = ("hold.override",)
"""An act that no table has."""
MOVES = [(table, move.name) for table in LIFECYCLES for move in table.moves]


@given(
    case=st.sampled_from(MOVES),
    related=standings(),
    held=st.tuples(st.frozensets(st.sampled_from(Role), min_size=1), st.frozensets(st.sampled_from(Role), min_size=1)),
    role=st.sampled_from(Role),
    data=st.data(),
)
def test_a_delegate_may_no_more_than_both_together(
    case: tuple[Lifecycle, str],
    related: dict[str, frozenset[str]],
    held: tuple[frozenset[Role], frozenset[Role]],
    role: Role,
    data: st.DataObject,
) -> None:
    """What one person who were both, with the lender's role, may not do, the delegate may not do; nor what is not lent.

    What the delegate was not related to, and did not need a role lent for, was theirs before: they lose what is the
    lender's own work, and gain the moves that are lent.
    """
    table, name = case
    state = data.draw(
        st.sampled_from(sorted(min((move.sources for move in table.moves if move.name == name), key=len)))
    )
    act = f"{table.name}.{name}"
    lender, to = Officer(id=OfficerId("a"), roles=held[0] | {role}), Officer(id=OfficerId("b"), roles=held[1])
    powers = data.draw(st.sampled_from([(act,), OTHER] if act not in IN_PERSON else [OTHER]))
    acting = standing_in(to, lent(lender.id, role, to, *powers))
    may = bool(rule(table, state, name, acting, related))
    both = {relation: who | {"b"} if "a" in who else who for relation, who in related.items()}
    move = table.move(name)
    assert move is not None
    as_one = rule(table, state, name, evolve(to, roles=acting.roles_for(act)), both)
    if may:
        assert as_one
    if powers == OTHER:
        own = rule(table, state, name, to, related)
        assert not may or own
        assert may or not own or any("a" in related.get(one, ()) for one in _barring(move.never, to))
    if "a" not in set().union(*related.values()):
        assert may == bool(rule(table, state, name, evolve(to, roles=acting.roles_for(act)), related))


def _barring(never: tuple[str, ...], to: Officer) -> set[str]:
    """The relations by which somebody of these roles judges their own work."""
    bans = {ban.when for role in to.roles for ban in ROLE_TABLE[role].bans if ban.when is not None}
    return {*never, *bans}


@given(data=st.data(), role=st.sampled_from([Role.POST_LOAN_DESK, Role.RISK_MANAGER]))
def test_a_delegate_of_the_visitor_reviews_nothing_of_theirs(data: st.DataObject, role: Role) -> None:
    """I-23: whoever acts for a visitor, or for who manages the borrower, does not review the visit, by any power."""
    signed = a_file_with_visit(VisitState.CO_SIGNED)
    visit = signed.visits[0]
    reviewer = an_officer("zhao", role)
    whom = data.draw(st.sampled_from([*visit.visitors, OfficerId(MANAGER.upper())]))
    power = data.draw(st.sampled_from(["visit.accept", "finding.waive"]))
    own = standing_in(reviewer, lent(whom, Role.ACCOUNT_OFFICER, reviewer, power))
    assert signed.after(review(signed, visit.id, by=reviewer, at=NOW)).visits[0].state is VisitState.ACCEPTED
    assert refused(lambda: review(signed, visit.id, by=own, at=NOW)) == "ruling.own"


@given(held=st.lists(delegations(), max_size=4), on=st.dates(date(2024, 1, 1), date(2028, 12, 31)), data=st.data())
def test_what_is_lent_holds_for_its_days_alone(held: list[Delegation], on: date, data: st.DataObject) -> None:
    """Exactly what was lent to a person and holds on the day is taken up; nobody takes up what is not theirs."""
    who = data.draw(st.sampled_from([one.delegate for one in held]) if held else st.just(OfficerId("x")))
    officer = Officer(id=who, roles=[Role.RECOVERY])
    try:
        acting = acting_for(officer, held, on=on)
    except SeparationOfDutiesError:
        return
    assert set(acting.acting) == {one for one in held if officer.is_same_person(one.delegate) and on in one.window}
    assert acting_for(acting, [], on=on) == officer
    assert acting_for(officer, held[::-1], on=on).counts_as == acting.counts_as


@given(officer=officers())
def test_nobody_counts_for_less_than_themselves(officer: Officer) -> None:
    """Whoever acts for others is still who they are, with every role they hold."""
    assert officer.id.canonical in officer.counts_as
    assert officer.roles <= officer.roles_for("visit.accept")


def refused(step: Callable[[], Change]) -> str:
    """The code a step is refused with."""
    with pytest.raises(SeparationOfDutiesError) as found:
        step()
    return found.value.code


def test_a_power_lent_is_used_and_no_other() -> None:
    """A head on leave lends the sign-off: it is made, an extension is not; another role lends it to nobody."""
    accepted = a_file_with_visit(VisitState.ACCEPTED)
    visit = accepted.visits[0].id
    zhao = an_officer("zhao", Role.APPROVER)
    by = standing_in(zhao, lent(HEAD.id, Role.SUB_BRANCH_HEAD, zhao, "visit.sign_off"))
    assert accepted.after(sign_off(accepted, visit, by=by, at=NOW)).visits[0].state is VisitState.SIGNED_OFF
    cure = a_cured_file().remediations[0]
    running = evolve(cure, state=RemediationState.OPENED, submitted_on=None, submitted_by=None)
    assert refused(lambda: extend(running, to=date(2026, 5, 1), reason="x", by=by, at=NOW)) == "ruling.role"
    wrong = standing_in(zhao, lent(HEAD.id, Role.ARCHIVE_KEEPER, zhao, "visit.sign_off"))
    assert refused(lambda: sign_off(accepted, visit, by=wrong, at=NOW)) == "ruling.role"


def test_what_the_role_never_does_its_delegate_never_does() -> None:
    """The head's delegate waives no critical finding; an account officer signs nothing off, whoever lends it."""
    critical, accepted = a_cured_file(code="F05"), a_file_with_visit(VisitState.ACCEPTED)
    finding = critical.findings[0].id
    desk = an_officer("zhao", Role.POST_LOAN_DESK)
    heads = standing_in(desk, lent(HEAD.id, Role.SUB_BRANCH_HEAD, desk, "finding.waive", "remediation.waive"))
    approvers = standing_in(desk, lent(APPROVER.id, Role.APPROVER, desk, "finding.waive", "remediation.waive"))

    def waived(by: Officer) -> Change:
        return waive(critical, finding, reason="x", expires_on=TODAY, by=by, at=NOW)

    assert refused(lambda: waived(heads)) == "ruling.critical"
    assert waived(approvers).waivers[0].approver == desk.id
    officer = standing_in(ANNA, lent(HEAD.id, Role.SUB_BRANCH_HEAD, ANNA, "visit.sign_off"))
    assert refused(lambda: sign_off(accepted, accepted.visits[0].id, by=officer, at=NOW)) == "ruling.never"


def test_who_was_not_there_signs_nothing_though_it_is_lent() -> None:
    """Presence is never lent, nor is the report of one's own cure; the delegate of a visitor does not co-sign."""
    signed = a_file_with_visit(VisitState.SUBMITTED)
    for power in sorted(IN_PERSON):
        with pytest.raises(InputError, match=r"act\.in_person"):
            lent(LI.id, Role.SECOND_OFFICER, RISK, power)
    by = standing_in(RISK, lent(LI.id, Role.SECOND_OFFICER, RISK, "visit.cancel"))
    assert signed.visits[0].can("co_sign", by=by).code == "ruling.only"


def test_who_lent_the_acceptance_does_not_sign_it_off() -> None:
    """Told what was lent, a sign-off is refused to whom the reviewer stood in for on that day, and to no other."""
    signed = a_file_with_visit(VisitState.CO_SIGNED)
    visit, zhao = signed.visits[0].id, an_officer("zhao")
    held = lent(OfficerId("XU"), Role.RISK_MANAGER, zhao, "visit.accept")
    accepted = signed.after(review(signed, visit, by=standing_in(zhao, held), at=NOW))
    xu = an_officer("xu", Role.SUB_BRANCH_HEAD)
    for_xu = standing_in(HEAD, evolve(held, delegate=HEAD.id, powers=["visit.sign_off"], role=Role.SUB_BRANCH_HEAD))

    def signing(by: Officer, *delegations: Delegation, file: BorrowerFile = accepted) -> Callable[[], Change]:
        return lambda: sign_off(file, visit, by=by, at=NOW, delegations=delegations)

    undated = evolve(accepted, visits=tuple(evolve(one, moved_at=None) for one in accepted.visits))
    long_ago = evolve(held, window=Window(opens=date(2026, 1, 1), last=date(2026, 1, 2)))
    for by in (xu, for_xu):
        assert refused(signing(by, long_ago, held)) == "ruling.own"
        assert signing(by)().visits
        assert signing(
            by, long_ago, evolve(held, window=Window(opens=date(2027, 1, 1), last=date(2027, 1, 2)))
        )().visits
        assert refused(signing(by, long_ago, file=undated)) == "ruling.own"
    assert signing(HEAD, held, evolve(held, delegate=OfficerId("bo")))().visits
    with pytest.raises(InputError, match=r"type"):
        signing(xu, 7)()  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_deferral_asked_for_is_not_allowed_by_a_delegate_of_who_asked() -> None:
    """Whoever acts for the one who asked counts as asking."""
    duty = a_duty(date(2026, 1, 1), date(2026, 12, 31))
    file = a_file(obligations=[duty])
    by = standing_in(APPROVER, lent(OfficerId("li"), Role.SECOND_OFFICER, APPROVER, "finding.waive"))

    def moved(officer: Officer) -> Change:
        return defer(file, duty.id, to=date(2027, 1, 31), reason="x", asked_by=LI.id, by=officer, at=NOW)

    assert refused(lambda: moved(by)) == "ruling.own"
    assert moved(APPROVER).deferrals


def test_what_was_lent_is_not_passed_on() -> None:
    """A power received is lent to nobody further, on the days on which both would hold; another power may be."""
    zhao, wu = an_officer("zhao"), an_officer("wu")
    first = lent(APPROVER.id, Role.APPROVER, zhao, "finding.waive", last=TODAY + timedelta(days=9))
    onward = lent(zhao.id, Role.APPROVER, wu, "finding.waive", last=TODAY + timedelta(days=20))
    with pytest.raises(SeparationOfDutiesError) as found:
        acting_for(wu, [first, onward], on=TODAY)
    assert [(one.code, one.path) for one in found.value.faults] == [("ruling.passed_on", "delegations[1]")]
    assert acting_for(zhao, [first, onward], on=TODAY).acting == (first,)
    other = lent(zhao.id, Role.ACCOUNT_OFFICER, wu, "visit.cancel")
    assert acting_for(wu, [first, other], on=TODAY).acting == (other,)


def test_what_was_lent_once_is_not_lent_on_when_it_is_over() -> None:
    """A relay over time passes nothing on either: who once was lent a power lends it by a role known to be theirs."""
    zhao, wu = an_officer("zhao"), an_officer("wu")
    first = lent(APPROVER.id, Role.APPROVER, zhao, "finding.waive", last=TODAY)
    later = TODAY + timedelta(days=1)
    onward = lent(OfficerId("ZHAO"), Role.APPROVER, wu, "finding.waive", opens=later, last=later)
    held = [first, onward]

    def codes_of(*lenders: Officer) -> list[str]:
        with pytest.raises(SeparationOfDutiesError) as found:
            acting_for(wu, held, on=later, lenders=lenders)
        return [one.code for one in found.value.faults]

    assert codes_of() == ["ruling.passed_on"]
    assert codes_of(an_officer("bo", Role.APPROVER)) == ["ruling.passed_on"]
    assert codes_of(zhao) == ["ruling.passed_on", "ruling.not_held"]
    risen = an_officer("zhao", Role.APPROVER)
    assert acting_for(wu, held, on=later, lenders=[risen]).acting == (onward,)
    assert acting_for(wu, [evolve(onward, role=Role.CLASSIFICATION), first], on=later).acting
    once_more = evolve(first, window=Window(opens=later + timedelta(days=9), last=later + timedelta(days=9)))
    assert acting_for(wu, [onward, once_more], on=later).acting == (onward,)
    whole = evolve(onward, window=Window(opens=TODAY, last=later))
    with pytest.raises(SeparationOfDutiesError, match=r"passed_on"):
        acting_for(wu, [first, whole], on=TODAY, lenders=[risen])
    with pytest.raises(InputError) as wrong:
        acting_for(wu, [*held, 7], on=later, lenders=["zhao"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    assert [one.path for one in wrong.value.faults] == ["delegations[2]", "lenders[0]"]


@given(held=st.permutations([("xu", "visit.accept"), ("xu", "visit.return"), ("zhou", "visit.accept")]))
def test_the_order_in_which_delegations_are_given_does_not_show(held: list[tuple[str, str]]) -> None:
    """What differs in powers alone stands in one order, however the delegations come."""
    told = [lent(OfficerId(who), Role.RISK_MANAGER, DESK, power) for who, power in held]
    assert acting_for(DESK, told, on=TODAY) == acting_for(DESK, sorted(told, key=repr), on=TODAY)


@pytest.mark.parametrize("days", [(-9, -3), (3, 9)], ids=["over", "not begun"])
def test_a_step_refuses_what_does_not_hold_on_its_day(days: tuple[int, int]) -> None:
    """Whoever comes with a delegation that is over, or has not begun, is refused by every step, whatever its power."""
    opens, last = (TODAY + timedelta(days=one) for one in days)
    held = lent(OfficerId("zhou"), Role.RISK_MANAGER, RISK, "visit.accept", opens=opens, last=last)
    by = acting_for(RISK, [held], on=opens)
    signed, cured = a_file_with_visit(VisitState.CO_SIGNED), a_cured_file()
    for step in (
        lambda: review(signed, signed.visits[0].id, by=by, at=NOW),
        lambda: verify(cured, cured.remediations[0].id, visit=cured.visits[0].id, by=by, at=NOW),
        lambda: raise_finding(cured, kind("F14"), on=TODAY, by=by, at=NOW),
    ):
        assert refused(step) == "ruling.lent"
    same = acting_for(RISK, [evolve(held, window=Window(opens=TODAY, last=TODAY))], on=TODAY)
    assert review(signed, signed.visits[0].id, by=same, at=NOW).visits


def test_a_class_and_a_seed_refuse_what_does_not_hold_as_well() -> None:
    """Steps that keep no trail look at the day all the same: a class proposed, and a seed committed to."""
    over = TODAY - timedelta(days=9)
    held = lent(OfficerId("zhou"), Role.RISK_MANAGER, DESK, "visit.accept", opens=over, last=over)
    by = acting_for(DESK, [held], on=over)
    claim = Claim(id=LoanId("L-1"), arrears=[Arrear(due_on=date(2026, 1, 1))])
    debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[claim])
    [floor] = class_floors(debtor, presets.regime("cn.credit_card"), as_of=TODAY)
    period = Window(opens=date(2027, 1, 1), last=date(2027, 12, 31))
    for step in (
        lambda who: propose_class(floor, "special_mention", by=who, at=NOW),
        lambda who: commit_seed(a_seed(), period=period, pools=[PoolId("farm")], by=who, at=NOW),
    ):
        assert step(DESK) is not None
        with pytest.raises(SeparationOfDutiesError, match=r"ruling\.lent"):
            step(by)


def test_an_approvers_delegate_raises_lighter() -> None:
    """A finding lighter than its kind is raised by an approver, or by who was lent just that."""
    file = a_cured_file()
    by = standing_in(DESK, lent(APPROVER.id, Role.APPROVER, DESK, "finding.raise"))

    def lighter(officer: Officer) -> Change:
        return raise_finding(file, kind("F05"), weight=Weight.S3, on=TODAY, by=officer, at=NOW)

    assert refused(lambda: lighter(DESK)) == "ruling.lighter"
    assert lighter(by).findings


def test_a_delegation_is_whole() -> None:
    """One to oneself, of no power, or of something that is no move is refused with every fault; so is another's."""
    window = Window(opens=TODAY, last=TODAY)
    with pytest.raises(InputError) as found:
        Delegation(delegator=OfficerId("xu"), role=Role.APPROVER, delegate=OfficerId("X U"), powers=[], window=window)
    assert [one.code for one in found.value.faults] == ["delegation.self", "empty"]
    for power in ("*", "visit", "visit.", "Visit.Accept", "visit.accept ", "foo.bar", "visit.acept"):
        with pytest.raises(InputError, match=r"act\.unknown"):
            lent(OfficerId("xu"), Role.APPROVER, ANNA, power)
    with pytest.raises(InputError, match=r"delegation\.other"):
        evolve(LI, acting=[lent(OfficerId("xu"), Role.APPROVER, ANNA, "visit.accept")])
    with pytest.raises(InputError, match=r"type"):
        acting_for(ANNA, ["xu"], on=TODAY)  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
