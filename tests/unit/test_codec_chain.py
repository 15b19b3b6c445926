"""A trail is sealed entry by entry: what is cut, moved, changed or forged shows, and an erased reason does not."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.codec import seal, verify_trail
from loanvisit.domain import BorrowerId, OfficerId, SealedEntry
from loanvisit.errors import InputError, IntegrityError
from loanvisit.testing import a_change, strategies

BORROWER = BorrowerId("B-1")
trails = strategies.trails(least=2, most=6)


@given(trails)
def test_a_trail_as_sealed_verifies(trail: tuple[SealedEntry, ...]) -> None:
    """A trail verifies with its head, and each beginning of it without."""
    verify_trail(trail, head=trail[-1].seal)
    for end in range(len(trail)):
        verify_trail(trail[:end])


@given(trails, st.data())
def test_sealing_in_parts_is_sealing_at_once(trail: tuple[SealedEntry, ...], data: st.DataObject) -> None:
    """Entries sealed in two goes are those sealed in one."""
    cut = data.draw(st.integers(0, len(trail)))
    entries = [one.entry for one in trail]
    first = seal(entries[:cut], borrower=trail[0].borrower, after=None)
    rest = seal(entries[cut:], borrower=trail[0].borrower, after=first[-1] if first else None)
    assert first + rest == trail


@given(trails)
def test_erased_reasons_leave_it_whole(trail: tuple[SealedEntry, ...]) -> None:
    """A reason may be personal: erased, it leaves the chain as it was."""
    erased = tuple(one.without_reason() for one in trail)
    assert all(one.entry.reason is None for one in erased)
    verify_trail(erased, head=trail[-1].seal)


@given(trails, st.data())
def test_a_tampered_trail_is_named(trail: tuple[SealedEntry, ...], data: st.DataObject) -> None:
    """Any entry left out, moved, or changed in any part is found, at its place."""
    place = data.draw(st.integers(0, len(trail) - 1))
    one = trail[place]
    changed = data.draw(
        st.sampled_from(
            [
                evolve(one, entry=evolve(one.entry, by=OfficerId("somebody else"))),
                evolve(one, entry=evolve(one.entry, move=f"{one.entry.move}x")),
                evolve(one, entry=evolve(one.entry, reason="another reason")),
                evolve(one, number=one.number + 1),
                evolve(one, previous="0" * 64),
                evolve(one, seal="0" * 64),
                evolve(one, reason_digest="0" * 64),
                evolve(one, borrower=BorrowerId("another borrower")),
            ]
        )
    )
    with pytest.raises(IntegrityError) as broken:
        verify_trail((*trail[:place], changed, *trail[place + 1 :]))
    assert f"trail[{place}]" in {fault.path for fault in broken.value.faults}
    assert {fault.code for fault in broken.value.faults} == {"trail.broken"}


@given(trails, st.data())
def test_entries_left_out_or_moved_show(trail: tuple[SealedEntry, ...], data: st.DataObject) -> None:
    """An entry cut out of the middle breaks the chain; one cut off the end is seen by its head."""
    place = data.draw(st.integers(0, len(trail) - 2))
    with pytest.raises(IntegrityError):
        verify_trail((*trail[:place], *trail[place + 1 :]))
    swapped = (*trail[:place], trail[place + 1], trail[place], *trail[place + 2 :])
    with pytest.raises(IntegrityError):
        verify_trail(swapped)
    verify_trail(trail[:-1])
    with pytest.raises(IntegrityError) as cut:
        verify_trail(trail[:-1], head=trail[-1].seal)
    assert cut.value.code == "trail.head"


def test_an_empty_trail_is_whole() -> None:
    """No entries: nothing to break, and an empty head."""
    verify_trail((), head="")
    with pytest.raises(IntegrityError):
        verify_trail((), head="0" * 64)


def test_two_equal_reasons_do_not_show_as_equal() -> None:
    """The digest of a reason depends on its place, so that nobody learns from it that two reasons are one."""
    (entry,) = a_change().trail
    first, second = seal([entry, entry], borrower=BORROWER, after=None)
    assert first.reason_digest != second.reason_digest


def test_a_reason_changed_is_seen() -> None:
    """A reason that is not the one sealed breaks the trail, though its seal still holds."""
    (one,) = seal(a_change().trail, borrower=BORROWER, after=None)
    with pytest.raises(IntegrityError):
        verify_trail((evolve(one, entry=evolve(one.entry, reason="another reason")),))


def test_only_entries_of_a_trail_are_sealed() -> None:
    """What is no entry is refused by its place, and nothing is sealed."""
    with pytest.raises(InputError) as refused:
        seal([*a_change().trail, "seen"], borrower=BORROWER, after=None)  # type: ignore[list-item]
    assert (refused.value.code, refused.value.path) == ("type", f"entries[{len(a_change().trail)}]")
