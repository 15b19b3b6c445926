"""Law 15: a finding closes only through a verified cure; one that comes back weighs more; two families stay two."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.assessment import CATALOGUE, weighed
from loanvisit.domain import (
    Family,
    FindingKind,
    FindingState,
    Outcome,
    Portfolio,
    RemediationState,
    VisitId,
    VisitState,
    Weight,
    add_months,
)
from loanvisit.errors import InputError, TransitionError
from loanvisit.reporting import build_briefing
from loanvisit.scheduling.seeing import sightings
from loanvisit.steps import raise_finding, verify
from loanvisit.testing import a_file
from tests.laws.test_law_13_one_table import NOW
from tests.stateful.cases import ANNA, RISK, VISITED, a_cured_file, a_finding, noon, refused_code
from tests.unit.test_reporting_book import masthead

KINDS = st.sampled_from(CATALOGUE)


@given(state=st.sampled_from(RemediationState), found=st.sampled_from(FindingState))
def test_nothing_closes_but_a_submitted_cure_of_a_finding_in_remediation(
    state: RemediationState, found: FindingState
) -> None:
    """Of all states of cure and finding, exactly one pair closes."""
    file = a_cured_file()
    file = evolve(
        file,
        remediations=(evolve(file.remediations[0], state=state),),
        findings=(evolve(file.findings[0], state=found),),
    )
    cure, visit = file.remediations[0].id, file.visits[0].id
    code = refused_code(lambda: verify(file, cure, visit=visit, by=RISK, at=NOW))
    legal = state is RemediationState.SUBMITTED and found is FindingState.IN_REMEDIATION
    assert code == (None if legal else "ruling.state")


def test_a_closed_finding_says_when_by_whom_and_through_which_visit() -> None:
    """Verification and closing are one change: day, verifier and visit are kept with the cure."""
    file = a_cured_file()
    closed = verify(file, file.remediations[0].id, visit=file.visits[0].id, by=RISK, at=NOW)
    assert closed.finding.closed_on == closed.remediation.verified_on == NOW.date()
    assert (closed.remediation.verified_by, closed.remediation.verified_in) == (RISK.id, file.visits[0].id)
    assert closed.finding.version == file.findings[0].version + 1
    assert closed.remediation.version == file.remediations[0].version + 1


@given(state=st.sampled_from(VisitState))
def test_a_cure_is_verified_through_a_visit_that_stands(state: VisitState) -> None:
    """Neither a visit to come or cancelled, of which there is no record, nor a returned or void one, verifies anything.

    A record stands where its visit is neither returned nor void: for planning, for curing and in the briefing alike.
    """
    file = a_cured_file(visit_state=state)
    has_record = state.value not in {"planned", "missed", "cancelled"}
    if not has_record:
        file = evolve(file, visits=(evolve(file.visits[0], record=None),), records=())
    cure, visit = file.remediations[0].id, file.visits[0].id
    stands = has_record and state.value not in {"returned", "void"}
    told = [record.id for record in file.standing_records]
    assert told == ([file.records[0].id] if stands else [])
    briefing = build_briefing(Portfolio(as_of=NOW.date(), files=(file,)), masthead=masthead())
    assert briefing.figure("visits.recorded").number == len(told) == len(sightings(file, as_of=NOW.date()))
    code = refused_code(lambda: verify(file, cure, visit=visit, by=RISK, at=NOW))
    assert code == (None if stands else "ruling.later")


@given(visited=st.dates(date(2026, 3, 10), date(2026, 3, 26)))
def test_a_cure_is_verified_through_a_later_visit(visited: date) -> None:
    """A visit before the day the cure was reported shows nothing of it; one on that day does."""
    file = a_cured_file(submitted_on=date(2026, 3, 20), visited_again=visited)
    cure, visit = file.remediations[0].id, file.visits[0].id
    code = refused_code(lambda: verify(file, cure, visit=visit, by=RISK, at=NOW))
    assert code == ("ruling.later" if visited < date(2026, 3, 20) else None)


def test_the_record_that_found_a_problem_does_not_close_it() -> None:
    """A visit is not later than itself; nor does one that was not made, or whose record is void, verify."""
    file = a_cured_file()
    own = evolve(file, findings=(evolve(file.findings[0], record=file.records[0].id),))
    void = evolve(file, records=(evolve(file.records[0], void=True),))
    refused = evolve(file, records=(evolve(file.records[0], outcome=Outcome.REFUSED),))
    for known in (own, void, refused):
        with pytest.raises(TransitionError, match=r"ruling\.later"):
            verify(known, known.remediations[0].id, visit=known.visits[0].id, by=RISK, at=NOW)


def test_a_cure_is_not_verified_before_the_visit_or_through_an_unknown_one() -> None:
    """The day of verification is not before the day of the visit, and the visit is one of the file's."""
    file = a_cured_file()
    cure, visit = file.remediations[0].id, file.visits[0].id
    for at, on in ((noon(date(2026, 3, 23)), None), (NOW, date(2026, 3, 24))):
        with pytest.raises(InputError, match=r"date\.order"):
            verify(file, cure, visit=visit, by=RISK, at=at, on=on)
    with pytest.raises(InputError, match=r"visit\.unknown"):
        verify(file, file.remediations[0].id, visit=VisitId("visit|elsewhere"), by=RISK, at=NOW)


@given(kind=KINDS, closed_on=st.dates(VISITED, date(2028, 12, 31)), on=st.dates(VISITED, date(2028, 12, 31)))
def test_what_comes_back_within_its_months_weighs_one_more(kind: FindingKind, closed_on: date, on: date) -> None:
    """The same problem closed within the kind's months comes back one weight heavier, never above critical."""
    old = a_finding(kind.code, state=FindingState.CLOSED, closed_on=closed_on)
    weight, repeats = weighed(evolve(a_file(), findings=(old,)), kind, old.loans, on=on)
    if closed_on <= on <= add_months(closed_on, kind.recurs_within_months):
        assert weight.rank == max(kind.weight.rank - 1, 1)
        assert repeats == old.id
    else:
        assert (weight, repeats) == (kind.weight, None)


@given(state=st.sampled_from([FindingState.OPEN, FindingState.IN_REMEDIATION, FindingState.WAIVED]))
def test_what_was_never_closed_does_not_come_back(state: FindingState) -> None:
    """A problem still open, in remediation or waived is not repeated by a second of its kind."""
    old = a_finding(state=state)
    assert weighed(evolve(a_file(), findings=(old,)), old.kind, old.loans, on=VISITED) == (old.kind.weight, None)


def test_a_finding_raised_by_hand_comes_back_heavier_too() -> None:
    """The closed one keeps its state, so that the second needs a cure and a verification of its own."""
    old = a_finding(state=FindingState.CLOSED, closed_on=date(2026, 3, 20))
    file = evolve(a_file(), findings=(old,))
    again = raise_finding(file, old.kind, on=date(2026, 6, 1), by=ANNA, at=noon(date(2026, 6, 1)), loans=old.loans)
    assert again.finding.weight is Weight.S1
    assert again.finding.repeats == old.id
    assert file.after(again).finding(old.id).state is FindingState.CLOSED
    assert file.after(again).finding(again.finding.id).state is FindingState.OPEN


def test_the_bank_s_own_lapses_are_a_family_of_their_own() -> None:
    """F46 to F49, F51 to F55 and F57 to F61 are the bank's; all others are the borrower's."""
    own = {f"F{number}" for number in (*range(46, 50), *range(51, 56), *range(57, 62))}
    assert {kind.code for kind in CATALOGUE if kind.family is Family.BANK} == own
    assert [kind.code for kind in CATALOGUE] == [f"F{number:02d}" for number in range(1, 63)]
