"""F51, F52 and F53: limitation, a guarantee period or a seizure that ends soon, or has ended, with nothing done.

Limitation to 2026-09-30: from 2026-03-31 on, less than six months are left, and no demand was served: F51.
"""

from collections.abc import Callable
from datetime import date

from loanvisit.assessment.catalogue import kind
from loanvisit.assessment.raising import found
from loanvisit.domain import BorrowerFile, Calendar, Finding, LegalClock, LegalClockKind, legal_clocks, months
from loanvisit.domain.exact import guarded
from loanvisit.domain.legal_clock import right_text
from loanvisit.words import Text, say

_LEAST_LIMITATION = months(6)
_LEAST_GUARANTEE_DAYS = 30
_LEAST_SEIZURE_DAYS = 60


@guarded
def limitation_ending(file: BorrowerFile, as_of: date, *, calendar: Calendar) -> tuple[Finding, ...]:
    """Raise F51 for each limitation that ends in less than six months, or has ended: no demand was served since."""
    running = _running(file, as_of, calendar, LegalClockKind.LIMITATION, LegalClockKind.GUARANTOR_LIMITATION)
    near = [(clock, last) for clock, last in running if as_of > _LEAST_LIMITATION.after(last, -1)]
    return _raised(file, "F51", near, as_of)


@guarded
def guarantee_ending(file: BorrowerFile, as_of: date, *, calendar: Calendar) -> tuple[Finding, ...]:
    """Raise F52 for each guarantee whose period ends in less than 30 days, or has ended, without a claim."""
    running = _running(file, as_of, calendar, LegalClockKind.GUARANTEE_PERIOD)
    return _raised(file, "F52", [one for one in running if (one[1] - as_of).days < _LEAST_GUARANTEE_DAYS], as_of)


@guarded
def seizure_lapsing(file: BorrowerFile, as_of: date, *, calendar: Calendar) -> tuple[Finding, ...]:
    """Raise F53 for each seizure that lapses in less than 60 days, or has lapsed, and is not renewed."""
    running = _running(file, as_of, calendar, LegalClockKind.SEIZURE)
    return _raised(file, "F53", [one for one in running if (one[1] - as_of).days < _LEAST_SEIZURE_DAYS], as_of)


@guarded
def legal_rules(calendar: Calendar) -> tuple[Callable[[BorrowerFile, date], tuple[Finding, ...]], ...]:
    """Return the rules over the clocks of law, to be asked beside the others.

    Args:
        calendar: moves the last days that are not worked.

    Returns:
        The rules that raise F51, F52 and F53, in this order.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.assessment import FILE_RULES, assess
        >>> from loanvisit.testing import a_file, a_loan
        >>> old = a_file(a_loan("L-1", disbursed_on=date(2022, 6, 30), matures_on=date(2023, 6, 30)))
        >>> rules = (*FILE_RULES, *legal_rules(presets.calendar("CN")))
        >>> [one.kind.code for one in assess(old, as_of=date(2026, 3, 31), rules=rules)]
        ['F51']
    """
    return (
        lambda file, as_of: limitation_ending(file, as_of, calendar=calendar),
        lambda file, as_of: guarantee_ending(file, as_of, calendar=calendar),
        lambda file, as_of: seizure_lapsing(file, as_of, calendar=calendar),
    )


def _running(
    file: BorrowerFile, as_of: date, calendar: Calendar, *kinds: LegalClockKind
) -> list[tuple[LegalClock, date]]:
    """Return the clocks of some kinds with something still to be done, each with its last day."""
    clocks = legal_clocks(file, as_of=as_of, calendar=calendar)
    return [(one, one.last) for one in clocks if one.kind in kinds and one.last is not None and one.met_on is None]


def _raised(file: BorrowerFile, code: str, near: list[tuple[LegalClock, date]], as_of: date) -> tuple[Finding, ...]:
    """Return a finding for each clock that is near its last day; one counted anew is another."""
    raised: list[Finding] = []
    for clock, last in near:
        fact = say(f"finding.{code}", clock=_named(clock), last=last)
        raised += found(file, kind(code), clock.key, on=as_of, loans=clock.loans, fact=fact)
    return tuple(raised)


def _named(clock: LegalClock) -> Text:
    name = clock.kind.text
    return name if clock.right is None else say("legal.of", clock=name, right=right_text(clock.right))
