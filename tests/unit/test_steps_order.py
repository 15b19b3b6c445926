"""The order of steps: none is dated before the one it follows, none bears a day that its instant never was."""

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import steps
from loanvisit.domain import (
    BorrowerFile,
    Change,
    FindingState,
    RemediationState,
)
from loanvisit.domain.exact import as_utc
from loanvisit.errors import InputError
from loanvisit.steps import (
    archive,
    cancel,
    co_sign,
    end_waivers,
    extend,
    file_record,
    notify,
    open_remediation,
    reject,
    review,
    send_back,
    sign_off,
    submit,
    verify,
    void,
    waive,
)
from loanvisit.testing import a_record
from tests.stateful.cases import (
    ANNA,
    APPROVER,
    BO,
    DESK,
    HEAD,
    KEEPER,
    LI,
    RISK,
    VISITED,
    a_cured_file,
    a_finding,
    a_planned_file,
    its_record,
    noon,
)

NOW = noon(date(2026, 3, 26))
EARLIER = NOW - timedelta(hours=1)
LATE = date(2026, 4, 9)
Step = Callable[[BorrowerFile, datetime], Change]
VISIT_STEPS: list[tuple[str, Step]] = [
    ("submit", lambda file, at: file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=at)),
    ("return", lambda file, at: send_back(file, file.visits[0].id, reason="x", by=RISK, at=at)),
    ("submit again", lambda file, at: file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=at)),
    ("co_sign", lambda file, at: co_sign(file, file.visits[0].id, by=BO, at=at)),
    ("accept", lambda file, at: review(file, file.visits[0].id, by=RISK, at=at)),
    ("sign_off", lambda file, at: sign_off(file, file.visits[0].id, by=HEAD, at=at)),
    ("file", lambda file, at: archive(file, file.visits[0].id, by=KEEPER, at=at)),
    ("void", lambda file, at: void(file, file.visits[0].id, reason="x", by=DESK, at=at)),
]
CURE_STEPS: list[tuple[str, Step]] = [
    ("open", lambda file, at: open_remediation(file.findings[0], owner=LI, by=DESK, at=at)),
    ("notify", lambda file, at: notify(file.remediations[0], by=DESK, at=at)),
    ("extend", lambda file, at: extend(file.remediations[0], to=date(2026, 6, 1), reason="x", by=HEAD, at=at)),
    ("submit", lambda file, at: submit(file.remediations[0], by=LI, at=at)),
    ("reject", lambda file, at: reject(file.remediations[0], reason="x", by=RISK, at=at)),
    ("waive", lambda file, at: waive(file, file.findings[0].id, reason="x", expires_on=LATE, by=APPROVER, at=at)),
]


def found() -> BorrowerFile:
    """A file with an open finding."""
    return evolve(a_planned_file(), findings=(a_finding(),))


@pytest.mark.parametrize(("steps", "known"), [(VISIT_STEPS, a_planned_file), (CURE_STEPS, found)])
def test_no_step_is_dated_before_the_one_it_follows(
    steps: list[tuple[str, Step]], known: Callable[[], BorrowerFile]
) -> None:
    """From first to last each step goes through at the instant of the one before, and is refused an hour earlier."""
    file = known()
    for place, (name, step) in enumerate(steps):
        if place:
            with pytest.raises(InputError, match=r"date\.order") as refused:
                step(file, EARLIER)
            assert refused.value.path == "at", name
        file = file.after(step(file, NOW))


def test_a_missed_visit_is_missed_again_later_only() -> None:
    """A record of another attempt is not filed before the one that came to nothing; nor is the visit cancelled."""
    file = a_planned_file()
    miss = file_record(file, file.visits[0].id, evolve(its_record(file), outcome=MISSED), by=ANNA, at=NOW)
    file = file.after(miss)
    with pytest.raises(InputError, match=r"date\.order"):
        file_record(file, file.visits[0].id, its_record(file, id="R-2"), by=ANNA, at=EARLIER)
    with pytest.raises(InputError, match=r"date\.order"):
        cancel(file, file.visits[0].id, reason="x", by=DESK, at=EARLIER)


MISSED = a_record(VISITED).outcome.UNREACHABLE


def test_a_cure_is_not_verified_before_it_was_reported() -> None:
    """Nor on the day it was, at an earlier hour."""
    file = a_cured_file()
    file = evolve(file, remediations=(evolve(file.remediations[0], moved_at=NOW),))
    with pytest.raises(InputError, match=r"date\.order"):
        verify(file, file.remediations[0].id, visit=file.visits[0].id, by=RISK, at=EARLIER)


@given(at=st.datetimes(datetime(2026, 3, 10), datetime(2026, 3, 20)), off=st.integers(-3, 3))  # noqa: DTZ001
def test_the_day_of_a_step_is_the_date_of_its_instant_somewhere(at: datetime, off: int) -> None:
    """A day is taken where some offset from -12:00 to +14:00 makes it the date of `at`, and refused elsewhere."""
    instant = at.replace(tzinfo=UTC)
    on = instant.date() + timedelta(days=off)
    somewhere = {instant.astimezone(timezone(timedelta(hours=hours))).date() for hours in range(-12, 15)}
    for step in (
        lambda: open_remediation(a_finding(), owner=LI, by=DESK, at=instant, on=on).remediation.opened_on,
        lambda: (
            waive(found(), a_finding().id, reason="x", expires_on=LATE, by=APPROVER, at=instant, on=on)
            .waivers[0]
            .granted_on
        ),
    ):
        if on in somewhere:
            assert step() == on
        else:
            with pytest.raises(InputError, match=r"date\.instant") as refused:
                step()
            assert refused.value.path == "on"


EDGES = [
    datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-12))),
    datetime(1899, 12, 31, tzinfo=UTC),
]


@pytest.mark.parametrize("at", EDGES)
def test_an_instant_at_the_edge_of_time_is_refused(at: datetime) -> None:
    """Instants outside the years the library serves are refused as input, in steps and in values."""
    file = a_planned_file()
    for take in (
        lambda: file_record(file, file.visits[0].id, its_record(file), by=ANNA, at=at),
        lambda: cancel(file, file.visits[0].id, reason="x", by=DESK, at=at),
        lambda: open_remediation(a_finding(), owner=LI, by=DESK, at=at),
        lambda: end_waivers(file, as_of=VISITED, by=DESK, at=at),
        lambda: evolve(a_record(VISITED), recorded_at=at),
    ):
        with pytest.raises(InputError, match=r"date\.range"):
            take()
    assert as_utc(at) == at


def test_a_finding_knows_who_carries_its_cure_out() -> None:
    """While a cure runs its owner does not waive the finding, by the table; open again, it has no owner."""
    file = found()
    running = file.after(open_remediation(file.findings[0], owner=LI, by=DESK, at=NOW))
    own = evolve(LI, roles=APPROVER.roles)
    assert running.findings[0].owner == LI.id
    assert running.findings[0].can("waive", by=own).code == "ruling.own"
    assert file.findings[0].can("waive", by=own)
    waiver = waive(running, running.findings[0].id, reason="x", expires_on=LATE, by=APPROVER, at=NOW)
    waived = running.after(waiver)
    late = LATE + timedelta(days=1)
    again = end_waivers(waived, as_of=late, by=DESK, at=noon(late)).finding
    assert (again.state, again.owner) == (FindingState.OPEN, None)
    assert waived.remediations[0].state is RemediationState.WAIVED


@pytest.mark.parametrize("step", [one for one in vars(steps).values() if inspect.isfunction(one)])
def test_who_and_when_are_said_by_name(step: Callable[..., object]) -> None:
    """Who acts and at what instant are keywords of every step: no place in a row of values decides who did it."""
    kinds = {name: one.kind for name, one in inspect.signature(step).parameters.items() if name in ("by", "at")}
    assert set(kinds.values()) <= {inspect.Parameter.KEYWORD_ONLY}
