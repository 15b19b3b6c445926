"""An approval names the digest of what it approved: whatever was changed since is not approved, and is not moved on."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from loanvisit.adapters import MemoryStore
from loanvisit.codec import canonical_bytes, content_digest, to_document
from loanvisit.domain import BorrowerFile, Change, EvidenceId, Remediation, VisitId, VisitRecord, VisitState
from loanvisit.errors import ConflictError, InputError
from loanvisit.steps import archive, co_sign, file_record, reject, review, send_back, sign_off, submit, verify
from loanvisit.testing import strategies
from tests.stateful.cases import ANNA, BO, HEAD, KEEPER, LI, RISK, a_cured_file, a_planned_file, its_record, noon

NOW = noon(date(2026, 3, 26))
SAID = ("note", "answers", "readings", "evidence", "purposes", "outline_version", "channel", "identity_checked")
"""What a record says, beside what it answers and who made it when."""
LINES: dict[VisitState, Callable[[BorrowerFile, VisitId], Change]] = {
    VisitState.ACCEPTED: lambda file, visit: review(file, visit, by=RISK, at=NOW),
    VisitState.SIGNED_OFF: lambda file, visit: sign_off(file, visit, by=HEAD, at=NOW),
    VisitState.FILED: lambda file, visit: archive(file, visit, by=KEEPER, at=NOW),
}


def co_signed(record: VisitRecord | None = None) -> BorrowerFile:
    """A file whose visit both its visitors have signed."""
    file = a_planned_file()
    visit = file.visits[0].id
    file = file.after(file_record(file, visit, record or its_record(file), by=ANNA, at=NOW))
    return file.after(co_sign(file, visit, by=BO, at=NOW))


def up_to(state: VisitState, record: VisitRecord | None = None) -> BorrowerFile:
    """The file, signed and judged up to a state."""
    file = co_signed(record)
    for reached, step in LINES.items():
        file = file.after(step(file, file.visits[0].id))
        if reached is state:
            break
    return file


@st.composite
def edits(draw: st.DrawFn, record: VisitRecord) -> VisitRecord:
    """Draw a record that says something else."""
    other = draw(strategies.records())
    names = draw(st.lists(st.sampled_from(SAID), min_size=1, unique=True))
    edited = evolve(record, **{name: getattr(other, name) for name in names})
    assume(edited != record)
    return edited


def refused(step: Callable[[], Change], path: str) -> None:
    """The step is a conflict: the content at that path was changed."""
    with pytest.raises(ConflictError) as conflict:
        step()
    assert [(one.code, one.path) for one in conflict.value.faults] == [("conflict.content", path)]


@given(st.data())
def test_no_approval_is_in_force_after_an_edit(data: st.DataObject) -> None:
    """I-25: accepted, or signed off, and changed since, a visit is neither signed off nor filed; unchanged it is."""
    state, then = data.draw(
        st.sampled_from([(VisitState.ACCEPTED, VisitState.SIGNED_OFF), (VisitState.SIGNED_OFF, VisitState.FILED)])
    )
    file = up_to(state)
    visit, record = file.visits[0], file.records[0]
    assert visit.accepted_as == content_digest(record)
    edited = evolve(file, records=(data.draw(edits(record)),))
    refused(lambda: LINES[then](edited, visit.id), "visit.record")
    assert file.after(LINES[then](file, visit.id)).visits[0].accepted_as == visit.accepted_as


@given(st.data())
def test_what_was_not_looked_at_is_not_approved(data: st.DataObject) -> None:
    """I-25, B42: a reviewer who looked at another content than the file holds approves nothing."""
    file = co_signed()
    visit, record = file.visits[0].id, file.records[0]
    seen, other = content_digest(record), content_digest(data.draw(edits(record)))
    refused(lambda: review(file, visit, by=RISK, at=NOW, seen=other), "seen")
    accepted = file.after(review(file, visit, by=RISK, at=NOW, seen=seen))
    refused(lambda: sign_off(accepted, visit, by=HEAD, at=NOW, seen=other), "seen")
    assert accepted.after(sign_off(accepted, visit, by=HEAD, at=NOW, seen=seen)).visits[0].accepted_as == seen


def test_version_three_is_not_approved_after_a_look_at_version_two() -> None:
    """B42: mended between the look and the click, a record is not accepted; nor by a step taken on the older file."""
    second = co_signed()
    visit = second.visits[0].id
    seen = content_digest(second.records[0])
    decided = review(second, visit, by=RISK, at=NOW, seen=seen)
    store = MemoryStore()
    store.take_in(second)
    store.commit(send_back(second, visit, reason="no place named", by=RISK, at=NOW))
    file = store.file(second.id)
    store.commit(file_record(file, visit, evolve(its_record(file), note="at the gate"), by=ANNA, at=NOW))
    file = store.file(second.id)
    store.commit(co_sign(file, visit, by=BO, at=NOW))
    third = store.file(second.id)
    refused(lambda: review(third, visit, by=RISK, at=NOW, seen=seen), "seen")
    with pytest.raises(ConflictError):
        store.commit(decided)
    assert store.file(second.id) == third
    now_seen = content_digest(third.records[0])
    assert store.commit(review(third, visit, by=RISK, at=NOW, seen=now_seen)).length == len(store.trail(second.id))


def test_a_verification_names_the_cure_and_the_record() -> None:
    """A cure submitted anew, or a record mended, after the look is not verified; what was verified is named."""
    file = a_cured_file()
    cure, visit = file.remediations[0], file.visits[0].id
    seen = content_digest(cure, file.records[0])
    before = noon(file.records[0].on)
    again = file.after(reject(cure, reason="not seen", by=RISK, at=before))
    again = again.after(submit(again.remediations[0], evidence=(EvidenceId("E-2"),), by=LI, at=before))
    mended = evolve(file, records=(evolve(file.records[0], note="another"),))
    for other in (again, mended):
        refused(lambda held=other: verify(held, cure.id, visit=visit, by=RISK, at=NOW, seen=seen), "seen")  # type: ignore[misc]
    assert verify(file, cure.id, visit=visit, by=RISK, at=NOW, seen=seen).remediation.verified_as == seen


@given(st.data())
def test_two_contents_have_two_digests(data: st.DataObject) -> None:
    """The digest tells apart what canonical bytes tell apart, and leaves alike what a field more leaves unsaid."""
    one: VisitRecord | Remediation
    other: VisitRecord | Remediation
    if data.draw(st.booleans()):
        one = data.draw(strategies.records())
        other = data.draw(edits(one))
    else:
        one, other = data.draw(strategies.remediations()), data.draw(strategies.remediations())
    alike = canonical_bytes(to_document(one)) == canonical_bytes(to_document(other))
    assert (content_digest(one) == content_digest(other)) == alike
    assert (content_digest(one, other) == content_digest(other, one)) == alike
    assert content_digest(one, other) not in (content_digest(one), content_digest(other))


def test_a_visit_accepted_before_digests_were_kept_goes_on() -> None:
    """Where nobody knows what was accepted nothing is compared; what is no record and no cure has no digest."""
    file = up_to(VisitState.ACCEPTED)
    older = evolve(file, visits=(evolve(file.visits[0], accepted_as=None),))
    assert older.after(sign_off(older, file.visits[0].id, by=HEAD, at=NOW)).visits[0].state is VisitState.SIGNED_OFF
    for wrong in ((), (file,), (file.records[0], "x")):
        with pytest.raises(InputError) as refusal:
            content_digest(*wrong)
        assert refusal.value.path.startswith("looked_at")
