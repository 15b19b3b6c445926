"""Our own calendars, clocks, publisher, readings and evidence, put through the kit that strangers use."""

from datetime import UTC, datetime

import pytest

from loanvisit.adapters import MemoryEvidence, MemoryPublisher, MemorySeries, SetClock, SystemClock
from loanvisit.domain import EvidenceRef
from loanvisit.ports import Evidence
from loanvisit.presets import PresetCalendars, calendars
from loanvisit.testing import (
    Check,
    calendar_checks,
    clock_checks,
    evidence_checks,
    publisher_checks,
    series_checks,
)


def _spoil(kept: Evidence, reference: EvidenceRef) -> None:
    vars(kept)["_kept"][reference.sha256] = b"another content"


def _at_nine() -> SetClock:
    return SetClock(datetime(2026, 3, 31, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    "check",
    [
        *calendar_checks(PresetCalendars, names=calendars()),
        *clock_checks(SystemClock),
        *clock_checks(_at_nine),
        *publisher_checks(MemoryPublisher, lambda publisher: publisher.told),
        *series_checks(MemorySeries),
        *evidence_checks(MemoryEvidence, spoil=_spoil),
    ],
    ids=str,
)
def test_what_the_library_carries_keeps(check: Check) -> None:
    """Calendars, clocks, publisher, readings and evidence of the library keep every clause of their ports."""
    check.run()
