"""A meeting is an approver: with enough votes of those who may vote, none of whom judges their own work."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import FindingId, Meeting, Officer, OfficerId, Resolution, Role, Thing, VisitState
from loanvisit.errors import InputError, LoanVisitError, SeparationOfDutiesError, TransitionError
from loanvisit.steps import review, sign_off, waive
from loanvisit.testing.strategies import meetings
from tests.laws.test_law_13_one_table import NOW, a_file_with_visit
from tests.stateful.cases import a_cured_file

HELD, UNTIL = NOW.date() - timedelta(days=2), NOW.date() + timedelta(days=5)
CHEN, WU, XU, ZHAO = map(OfficerId, ("chen", "wu", "xu", "zhao"))


def resolved(*in_favour: OfficerId, about: Thing | None = None, until: date = UNTIL, **more: object) -> Resolution:
    """A resolution to waive a finding, proposed by Zhao."""
    told: dict[str, object] = {
        "against": [],
        "abstained": [],
        "recused": [],
        "proposer": ZHAO,
        "moves": ["finding.waive"],
    }
    return Resolution(about=about or FindingId("F-1"), in_favour=in_favour, until=until, **(told | more))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def met(*resolutions: Resolution, **more: object) -> Meeting:
    """A meeting of four, all there, with a quorum of three; two votes in favour carry."""
    told: dict[str, object] = {
        "members": [CHEN, WU, XU, ZHAO],
        "present": [CHEN, WU, XU, ZHAO],
        "quorum": 3,
        "needed": 2,
    }
    told |= {"minutes": "minutes no. 7", "role": Role.APPROVER, "id": OfficerId("M-7")}
    return Meeting(held_on=HELD, resolutions=resolutions, **(told | more))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def codes(step: Callable[[], object]) -> list[str]:
    """Every code a call is refused with."""
    with pytest.raises(LoanVisitError) as found:
        step()
    return [one.code for one in found.value.faults]


@given(meeting=meetings(), data=st.data())
def test_a_meeting_approves_by_the_votes_of_those_who_may_vote(meeting: Meeting, data: st.DataObject) -> None:
    """It approves exactly what enough voted on and enough for; the voters make it up, and nobody who stood aside."""
    for one in meeting.resolutions:
        carried = len(one.voters) >= meeting.quorum and len(one.in_favour) >= meeting.needed
        assert bool(meeting.carries(one)) is carried
        if not carried:
            with pytest.raises(TransitionError, match=r"ruling\.(quorum|voted_down)"):
                meeting.approver(one.about)
            continue
        by = meeting.approver(one.about)
        assert by.counts_as == {meeting.id.canonical, *(who.canonical for who in one.voters)}
        assert by.counts_as.isdisjoint({who.canonical for who in (*one.recused, one.proposer)})
        assert {by.roles_for(move) for move in one.moves} == {frozenset({meeting.role})}
        assert by.roles_for("visit.file") == frozenset()
    more = data.draw(st.integers(1, 5))
    for one in meeting.resolutions:
        stricter = evolve(meeting, needed=min(meeting.needed + more, len(meeting.members)))
        assert meeting.carries(one) or not stricter.carries(one)


def test_a_step_takes_a_meeting_for_an_approver() -> None:
    """A waiver that a meeting resolved is granted under its number, until the resolution's last day."""
    file = a_cured_file(code="F05")
    finding = file.findings[0].id
    only = met(resolved(CHEN, WU, about=finding, abstained=[XU])).approver(finding)
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.role"):
        waive(file, finding, reason="x", expires_on=UNTIL, by=only, at=NOW)  # its running cure was not resolved
    both = ["finding.waive", "remediation.waive"]
    by = met(resolved(CHEN, WU, about=finding, abstained=[XU], moves=both)).approver(finding)
    granted = waive(file, finding, reason="x", expires_on=UNTIL, by=by, at=NOW)
    assert granted.waivers[0].approver == OfficerId("M-7")
    later = datetime(2027, 1, 1, tzinfo=UTC)
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.lent"):
        waive(file, finding, reason="x", expires_on=date(2027, 1, 1), by=by, at=later)


def test_who_voted_for_the_acceptance_does_not_sign_it_off() -> None:
    """Told whose votes they were, the sign-off of what a meeting accepted is refused to each of its voters."""
    signed = a_file_with_visit(VisitState.CO_SIGNED)
    visit = signed.visits[0].id
    decided = resolved(CHEN, WU, about=visit, abstained=[XU], moves=["visit.accept"])
    by = met(decided, role=Role.RISK_MANAGER).approver(visit)
    accepted = signed.after(review(signed, visit, by=by, at=NOW))
    for who in (CHEN, WU, XU):
        with pytest.raises(SeparationOfDutiesError, match=r"ruling\.own"):
            sign_off(accepted, visit, by=Officer(id=who, roles=[Role.SUB_BRANCH_HEAD]), at=NOW, delegations=by.acting)
    other = Officer(id=ZHAO, roles=[Role.SUB_BRANCH_HEAD])
    assert sign_off(accepted, visit, by=other, at=NOW, delegations=by.acting).visits


@pytest.mark.parametrize("way", ["in_favour", "against", "abstained"])
def test_one_voter_who_found_it_spoils_the_vote(way: str) -> None:
    """Where somebody votes, either way, on what they found, the step refuses the whole; standing aside, they do not."""
    file = a_cured_file(code="F05", found_by=["chen", "bo"])
    finding = evolve(file.findings[0], state=type(file.findings[0].state).OPEN)
    file = evolve(file, findings=(finding,))
    others = [WU, XU, OfficerId("li")]
    votes: dict[str, list[OfficerId]] = {"in_favour": [*others], "against": [], "abstained": []}
    spoilt = {**votes, way: [*votes[way], CHEN]}
    members = [CHEN, *others, ZHAO]
    for cast, recused, expected in ((spoilt, [], ["ruling.own"]), (votes, [CHEN], [])):
        one = resolved(
            *cast["in_favour"], about=finding.id, against=cast["against"], abstained=cast["abstained"], recused=recused
        )
        by = met(one, members=members, present=members).approver(finding.id)

        def step(by: object = by) -> object:
            return waive(file, finding.id, reason="x", expires_on=UNTIL, by=by, at=NOW)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

        if expected:
            assert codes(step) == expected
        else:
            assert step() is not None


def test_too_few_votes_approve_nothing() -> None:
    """Without a quorum, or without enough in favour, the meeting is no approver, and says why."""
    few = met(resolved(CHEN, WU))
    assert codes(lambda: few.approver(FindingId("F-1"))) == ["ruling.quorum"]
    lost = met(resolved(CHEN, against=[WU, XU]))
    assert codes(lambda: lost.approver(FindingId("F-1"))) == ["ruling.voted_down"]
    with pytest.raises(TransitionError):
        lost.approver(FindingId("F-1"))
    assert codes(lambda: few.approver(FindingId("F-2"))) == ["id.unknown"]


def test_a_vote_is_one_of_somebody_who_may_vote() -> None:
    """A second vote, one of who stood aside or proposed it, and a move that is none are each refused."""
    twice = lambda: resolved(CHEN, OfficerId("CH EN"), WU, against=[WU])  # noqa: E731  a call to be refused
    assert codes(twice) == ["resolution.twice", "resolution.twice"]
    assert codes(lambda: resolved(CHEN, WU, recused=[OfficerId("C hen")])) == ["resolution.recused"]
    assert codes(lambda: resolved(CHEN, abstained=[OfficerId("ZHAO")])) == ["resolution.proposer"]
    assert codes(lambda: resolved(CHEN, moves=["*"])) == ["act.unknown"]
    assert codes(lambda: resolved(CHEN, moves=["finding.wave", "visit.co_sign"])) == ["act.unknown", "act.in_person"]
    assert codes(lambda: resolved(CHEN, moves=[])) == ["empty"]


def test_a_meeting_is_whole() -> None:
    """All that is wrong with a meeting is listed."""
    early = resolved(CHEN, until=HELD - timedelta(days=1))
    assert codes(
        lambda: met(
            resolved(OfficerId("guest")),
            early,
            members=[CHEN, OfficerId("C HEN"), OfficerId("m-7")],
            present=[CHEN, WU],
            quorum=0,
            needed=9,
            minutes=" ",
        )
    ) == [
        "id.duplicate",
        "id.duplicate",
        "meeting.guest",
        "number.range",
        "number.range",
        "empty",
        "meeting.guest",
        "id.duplicate",
        "date.order",
    ]
    assert codes(lambda: met(members=[], present=[], quorum=1, needed=2)) == ["number.range"]
    with pytest.raises(InputError):
        met(resolved(CHEN), present=[WU])
