"""A borrower is handed over by the list of all that is open on its file, signed by both managers and a witness."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.codec import from_document, to_document
from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Delegation,
    FindingId,
    FindingState,
    HandOver,
    HandOverItem,
    HandOverKind,
    HandOverSignature,
    ObligationState,
    Officer,
    OfficerId,
    PastFinding,
    RemediationState,
    Role,
    VisitState,
    Window,
    acting_for,
)
from loanvisit.errors import ConflictError, InputError, LoanVisitError, SeparationOfDutiesError
from loanvisit.steps import hand_over, sign_hand_over
from loanvisit.testing import a_borrower, a_duty, a_file, a_paper, a_signal, an_officer
from loanvisit.testing.strategies import borrower_files
from loanvisit.words import Text, verbatim
from tests.stateful.cases import a_cured_file

DAY, NOW = date(2026, 3, 31), datetime(2026, 3, 31, 9, tzinfo=UTC)
ANNA, LI, WU = an_officer("anna"), an_officer("li"), an_officer("wu", Role.SUB_BRANCH_HEAD)
ALL = (ANNA, LI, WU)


def managed(file: BorrowerFile) -> BorrowerFile:
    """The file under Anna."""
    return evolve(file, borrower=evolve(file.borrower, manager=ANNA.id))


def drawn_up(file: BorrowerFile, *, as_of: date = DAY, originals: Iterable[str] = ("loan contract",)) -> HandOver:
    """The list by which Anna hands over to Li, before Wu."""
    return HandOver.of(file, taker=LI.id, witness=WU.id, as_of=as_of, originals=originals)


def signed(listed: HandOver, *people: Officer, at: datetime = NOW) -> HandOver:
    """The list signed by these."""
    for who in people or ALL:
        listed = sign_hand_over(listed, by=who, at=at)
    return listed


def codes(step: Callable[[], object]) -> list[str]:
    """Every code a call is refused with."""
    with pytest.raises(LoanVisitError) as found:
        step()
    return [one.code for one in found.value.faults]


FILE = managed(evolve(a_cured_file(), signals=(a_signal(DAY),), papers=(a_paper("P-1"),)))


def open_by_hand(file: BorrowerFile, as_of: date) -> set[tuple[str, str]]:
    """What is open on a file, said once more from the lives of things: whatever has not ended."""
    duties, visits = (ObligationState.FULFILLED, ObligationState.LAPSED), ("filed", "cancelled", "void")
    found = {("duty", one.id.value) for one in file.obligations if one.state not in duties}
    found |= {("visit", one.id.value) for one in file.visits if one.state.value not in visits}
    found |= {("finding", one.id.value) for one in file.findings if one.state is not FindingState.CLOSED}
    found |= {("cure", one.id.value) for one in file.remediations if one.state.value not in ("verified", "waived")}
    found |= {("past_finding", one.id.value) for one in file.past_findings if one.closed is not True}
    found |= {
        ("signal", one.id.value)
        for one in file.signals
        if one.raised_on <= as_of and not (one.cleared_on and one.cleared_on <= as_of)
    }
    return found | {("paper", one.number.value) for one in file.papers if one.ends_on is None or one.ends_on >= as_of}


@given(file=borrower_files(), as_of=st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_nothing_open_is_missing_from_the_list(file: BorrowerFile, as_of: date) -> None:
    """Whatever a file holds: the list has all that is open on it, once, and nothing else."""
    listed = drawn_up(managed(file), as_of=as_of, originals=())
    told = [(item.kind.value, item.name) for item in listed.items]
    assert len(set(told)) == len(told)
    assert set(told) == open_by_hand(file, as_of)
    kinds = [list(HandOverKind).index(item.kind) for item in listed.items]
    assert kinds == sorted(kinds)
    assert from_document(to_document(listed)) == listed


@given(file=borrower_files(), data=st.data())
def test_a_list_that_is_not_the_files_hands_nothing_over(file: BorrowerFile, data: st.DataObject) -> None:
    """Signed by all three, a list hands over exactly where nothing was left out, added or told otherwise."""
    file = managed(file)
    whole = drawn_up(file)
    when = datetime(2026, 4, 1, tzinfo=UTC)
    assert hand_over(file, signed(whole, at=when)).manager == LI.id
    own = [item for item in whole.items if item.kind is not HandOverKind.ORIGINAL]
    stray = HandOverItem(kind=HandOverKind.DUTY, name="no duty of this file", text=verbatim("x"))
    spoilt = [evolve(whole, items=(*whole.items, stray))]
    if own:
        gone = data.draw(st.sampled_from(own))
        spoilt += [evolve(whole, items=tuple(item for item in whole.items if item != gone))]
        put = evolve(gone, text=verbatim("otherwise"))
        spoilt += [evolve(whole, items=tuple(put if item == gone else item for item in whole.items))]
    for place, listed in enumerate(spoilt):
        told = codes(lambda listed=listed: hand_over(file, signed(listed, at=when)))  # type: ignore[misc]
        expected = (["hand_over.closed"], ["hand_over.missing"], ["hand_over.missing", "hand_over.closed"])
        assert told == expected[place]


@pytest.mark.parametrize("order", list(permutations(ALL)), ids=lambda order: "-".join(one.id.value for one in order))
def test_all_three_sign_in_any_order(order: tuple[Officer, ...]) -> None:
    """Until the last of the three has signed nothing is handed over, and each who has not is named."""
    listed = drawn_up(FILE)
    for count, who in enumerate(order):
        assert codes(lambda listed=listed: hand_over(FILE, listed)) == ["hand_over.unsigned"] * (3 - count)  # type: ignore[misc]
        assert who.id in listed.unsigned
        listed = sign_hand_over(listed, by=who, at=NOW)
    taken = hand_over(FILE, listed)
    assert (taken.id, taken.manager, listed.unsigned) == (FILE.id, LI.id, ())
    assert evolve(taken, manager=ANNA.id) == FILE.borrower


def test_a_list_changed_after_a_signature_is_not_what_was_signed() -> None:
    """A signature holds for the list as it was signed: an original taken off later makes those before it worthless."""
    early = signed(drawn_up(FILE), ANNA, LI)
    changed = evolve(early, items=tuple(item for item in early.items if item.kind is not HandOverKind.ORIGINAL))
    late = sign_hand_over(changed, by=WU, at=NOW)
    with pytest.raises(ConflictError) as found:
        hand_over(FILE, late)
    assert [(one.code, one.path) for one in found.value.faults] == [
        ("conflict.content", "listed.signatures[0]"),
        ("conflict.content", "listed.signatures[1]"),
    ]


def test_the_file_as_it_stands_is_handed_over() -> None:
    """What came up after the list was drawn up, or was closed since, is told; the list is drawn up anew."""
    listed = signed(drawn_up(FILE))
    cure = FILE.remediations[0]
    since = evolve(
        FILE,
        obligations=(*FILE.obligations, a_duty(date(2026, 4, 1), date(2026, 6, 30), subject=BorrowerId("B-9"))),
        remediations=(evolve(cure, state=RemediationState.VERIFIED),),
    )
    assert sorted(codes(lambda: hand_over(since, listed))) == ["hand_over.closed", "hand_over.missing"]
    assert hand_over(since, signed(drawn_up(since))).manager == LI.id


def test_only_the_three_sign_and_each_once() -> None:
    """A stranger, a second signature under another spelling, a day too early, and who never manages borrowers."""
    listed = drawn_up(FILE)
    once = signed(listed, ANNA)
    assert codes(lambda: sign_hand_over(listed, by=an_officer("bo"), at=NOW)) == ["ruling.only"]
    assert codes(lambda: sign_hand_over(once, by=an_officer("AN NA"), at=NOW)) == ["id.duplicate"]
    assert codes(lambda: sign_hand_over(listed, by=ANNA, at=NOW - timedelta(days=3))) == ["date.order"]
    for role in (Role.RISK_MANAGER, Role.OUTSIDER, Role.INTERNAL_AUDIT):
        with pytest.raises(SeparationOfDutiesError, match=r"ruling\.never"):
            sign_hand_over(listed, by=an_officer("li", role), at=NOW)
    audit = an_officer("wu", Role.INTERNAL_AUDIT)
    assert sign_hand_over(listed, by=audit, at=NOW).unsigned == (ANNA.id, LI.id)


@pytest.mark.parametrize("who", ALL, ids=lambda one: one.id.value)
def test_nobody_signs_who_acts_for_another_of_the_three(who: Officer) -> None:
    """A witness under a delegation of giver or taker watches nobody's work but their own; nor may those two be one."""
    listed = drawn_up(FILE)
    lent = Delegation(
        delegator=OfficerId("zhao"),
        role=Role.ACCOUNT_OFFICER,
        delegate=who.id,
        powers=["visit.cancel"],
        window=Window(opens=DAY, last=DAY),
    )
    for other in (OfficerId(one.id.value.upper()) for one in ALL if one is not who):
        theirs = evolve(lent, delegator=other)
        with pytest.raises(SeparationOfDutiesError, match=r"ruling\.acts_for"):
            sign_hand_over(listed, by=acting_for(who, [theirs], on=DAY), at=NOW)
    stands_in = acting_for(who, [lent], on=DAY)
    assert sign_hand_over(listed, by=stands_in, at=NOW).signatures
    assert codes(lambda: sign_hand_over(listed, by=stands_in, at=NOW + timedelta(days=5))) == ["ruling.lent"]


def test_giver_taker_and_witness_are_three_persons() -> None:
    """Nobody hands over to themselves or watches over their own hand-over; strangers' signatures are refused."""
    for taker, witness in (("ANNA", "wu"), ("li", "A NNA"), ("li", "LI")):
        with pytest.raises(InputError, match=r"hand_over\.party"):
            HandOver.of(FILE, taker=OfficerId(taker), witness=OfficerId(witness), as_of=DAY)
    one = HandOverSignature(by=OfficerId("bo"), at=NOW, digest="x")
    assert codes(lambda: evolve(drawn_up(FILE), signatures=(one, one))) == [
        "hand_over.stranger",
        "hand_over.stranger",
        "id.duplicate",
    ]
    twice = drawn_up(FILE, originals=["contract"]).items[-1]
    assert codes(lambda: evolve(drawn_up(FILE, originals=()), items=(twice, twice))) == ["id.duplicate"]
    assert codes(lambda: drawn_up(a_file())) == ["key.missing"]
    with pytest.raises(InputError, match=r"type"):
        drawn_up(FILE, originals=[7])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]


def test_all_that_keeps_a_list_from_being_drawn_up_is_told_at_once() -> None:
    """No manager, one person twice, and each original that is none, empty, in lines or named before, at its place."""
    with pytest.raises(InputError) as found:
        HandOver.of(
            a_file(),
            taker=LI.id,
            witness=OfficerId("L I"),
            as_of=DAY,
            originals=["contract", 4, " ", "deed\nseal", "contract"],  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
        )
    assert {(one.code, one.path) for one in found.value.faults} == {
        ("key.missing", "file.borrower.manager"),
        ("hand_over.party", "witness"),
        ("type", "originals[1]"),
        ("empty", "originals[2]"),
        ("text.control", "originals[3]"),
        ("id.duplicate", "originals[4]"),
    }
    for name, code in (("", "empty"), ("a\nb", r"text\.control"), ("a\n", r"text\.control")):
        with pytest.raises(InputError, match=code):
            HandOverItem(kind=HandOverKind.ORIGINAL, name=name, text=verbatim("x"))


def test_each_thing_is_one_line_of_the_page() -> None:
    """What a finding says in several lines stands on one: no line of the page is made up by what is on the list."""
    forged = HandOverItem(kind=HandOverKind.FINDING, name="F", text=Text(zh="一\n原件：房产证", en="a\noriginal: deed"))
    page = evolve(drawn_up(FILE, originals=()), items=(forged,)).text
    assert [len(told.splitlines()) for told in (page.zh, page.en)] == [2, 2]
    assert "一 原件：房产证" in page.zh


def test_a_list_is_of_its_file_and_of_its_manager() -> None:
    """Another borrower's list, or one of a manager who is not any more, hands nothing over."""
    listed = drawn_up(FILE)
    moved = evolve(FILE, borrower=evolve(FILE.borrower, manager=OfficerId("zhao")))
    other = BorrowerFile(borrower=a_borrower("B-2"))
    for file in (moved, evolve(FILE, borrower=evolve(FILE.borrower, manager=None))):
        assert codes(lambda file=file: hand_over(file, listed)) == ["hand_over.giver", *["hand_over.unsigned"] * 3]  # type: ignore[misc]
    assert codes(lambda: hand_over(other, listed))[:2] == ["borrower.mixed", "hand_over.giver"]


def test_what_has_ended_is_not_listed() -> None:
    """A duty met, a visit filed, a finding closed, a cure verified, a signal cleared and a paper over are not open."""
    ended = evolve(
        FILE,
        obligations=tuple(evolve(one, state=ObligationState.FULFILLED) for one in FILE.obligations),
        visits=tuple(evolve(one, state=VisitState.FILED) for one in FILE.visits),
        findings=tuple(evolve(one, state=FindingState.CLOSED) for one in FILE.findings),
        remediations=tuple(evolve(one, state=RemediationState.VERIFIED) for one in FILE.remediations),
        signals=tuple(evolve(one, cleared_on=DAY) for one in FILE.signals),
        papers=tuple(evolve(one, ends_on=DAY - timedelta(days=1)) for one in FILE.papers),
    )
    assert drawn_up(ended, originals=()).items == ()
    assert {item.kind.value for item in drawn_up(FILE, originals=()).items} == {
        *("duty", "visit", "finding", "cure", "signal", "paper"),
    }


def test_a_list_is_printed_line_by_line() -> None:
    """The page has who, to whom, before whom, then each thing as it stands; an empty one says so."""
    past = PastFinding(id=FindingId("OLD-1"), borrower=FILE.id, code="F47")
    file = evolve(FILE, past_findings=(past, evolve(past, id=FindingId("OLD-2"), closed=True)))
    lines = drawn_up(file).text.zh.splitlines()
    assert lines[0].startswith("借款人 B-1 管户移交清单（截至2026年3月31日）：移交人 anna，接收人 li，监交人 wu")
    assert {line.partition("：")[0] for line in lines[1:]} == {
        "应检事项", "检查", "问题", "整改", "历史问题", "预警", "文件要求", "原件",
    }  # fmt: skip
    assert "OLD-2" not in drawn_up(file).text.en
    assert drawn_up(managed(a_file()), originals=()).text.en.endswith("\nnothing is open")
