"""Another method may stand in for one duty, by an approver who neither makes the visit nor manages the borrower."""

from datetime import UTC, date, datetime

import pytest
from attrs import evolve

from loanvisit.domain import (
    Accepts,
    BorrowerFile,
    DutyKind,
    Method,
    ObligationState,
    OfficerId,
    Role,
    Substitution,
)
from loanvisit.errors import InputError, SeparationOfDutiesError
from loanvisit.steps import substitute
from loanvisit.testing import a_borrower, a_duty, a_file, a_rule, an_officer

NOW = datetime(2026, 6, 20, 9, tzinfo=UTC)
XU = an_officer("xu", Role.APPROVER)
RULE = a_rule(accepts=Accepts.ON_SITE)
SECOND = a_duty(date(2026, 4, 1), date(2026, 6, 30), rule=RULE)
THIRD = a_duty(date(2026, 7, 1), date(2026, 9, 30), rule=RULE)
FILE = a_file(obligations=[SECOND, THIRD])


def _substitute(file: BorrowerFile = FILE, **given: object) -> Substitution:
    held: dict[str, object] = {
        "visitors": [OfficerId("anna")],
        "reason": "flood",
        "by": XU,
        "at": NOW,
    }
    method = given.pop("method", Method.INTERVIEW)
    change = substitute(file, given.pop("duty", SECOND.id), method, **(held | given))  # type: ignore[arg-type]
    return change.substitutions[0]


def test_it_ends_the_day_before_the_next_visit_is_due() -> None:
    """Left out, its last day is the one before the next duty of the line is due; an earlier one may be asked for."""
    granted = _substitute()
    assert (granted.granted_on, granted.until, granted.approver) == (date(2026, 6, 20), date(2026, 9, 29), XU.id)
    assert granted.is_in_force(SECOND, date(2026, 9, 29))
    assert not granted.is_in_force(THIRD, date(2026, 7, 1))
    assert _substitute(expiry=date(2026, 6, 30)).until == date(2026, 6, 30)
    with pytest.raises(InputError, match=r"date\.late"):
        _substitute(expiry=date(2026, 9, 30))


def test_where_no_next_visit_is_known_the_end_must_be_said() -> None:
    """The last duty of a line has nothing that ends it."""
    with pytest.raises(InputError, match=r"key\.missing"):
        _substitute(duty=THIRD.id)
    assert _substitute(duty=THIRD.id, expiry=date(2026, 12, 31)).until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (an_officer("ANNA", Role.APPROVER), r"ruling\.own"),
        (an_officer("li", Role.APPROVER), r"ruling\.own"),
        (an_officer("wu", Role.SUB_BRANCH_HEAD), r"ruling\.role"),
        (an_officer("eve", Role.APPROVER, Role.OUTSIDER), r"ruling\.never"),
        (an_officer("eve", Role.APPROVER, Role.INTERNAL_AUDIT), r"ruling\.never"),
    ],
)
def test_only_an_approver_who_stands_apart_grants_it(who: object, code: str) -> None:
    """Not a visitor, however spelled, not who manages the borrower, no other role, and never an outsider or audit."""
    file = evolve(FILE, borrower=a_borrower(manager="li"))
    with pytest.raises(SeparationOfDutiesError, match=code):
        _substitute(file, by=who)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"method": Method.ON_SITE}, r"method\.accepted"),
        ({"reason": " "}, "empty"),
        ({"visitors": []}, "empty"),
        ({"visitors": ["anna"]}, "type"),
        ({"expiry": date(2026, 6, 19)}, r"date\.order"),
    ],
)
def test_what_makes_no_sense_is_refused(given: dict[str, object], code: str) -> None:
    """What is accepted needs no substitute; a reason, visitors and an end that is not over are demanded."""
    with pytest.raises(InputError, match=code):
        _substitute(**given)


def test_nothing_stands_in_for_what_is_not_owed() -> None:
    """A duty met already takes no substitute."""
    file = evolve(FILE, obligations=[evolve(SECOND, state=ObligationState.FULFILLED), THIRD])
    with pytest.raises(InputError, match=r"substitution\.state"):
        _substitute(file)


def test_no_method_stands_in_for_work_at_the_desk() -> None:
    """A document is taken in at the desk: there is no method that another could replace."""
    paper = evolve(SECOND, rule=evolve(RULE, kind=DutyKind.DOCUMENT))
    with pytest.raises(InputError, match=r"method\.desk"):
        _substitute(a_file(obligations=[paper, THIRD]), duty=paper.id)
