"""What is done and held at law is checked where it is made, and counted at the edges of the days that are served."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import (
    NO_LEGAL,
    AssetSearch,
    Demand,
    DemandMeans,
    DutyColumn,
    EvidenceId,
    Guarantee,
    GuaranteeId,
    GuaranteeKind,
    Judgment,
    LegalActId,
    LegalClock,
    LegalFile,
    LoanChange,
    LoanChangeId,
    LoanChangeKind,
    LoanId,
    LoanStatus,
    Mortgage,
    MortgageId,
    SeizedAsset,
    Seizure,
    SeizureId,
    SeizureRenewal,
    Span,
    Suit,
    Unit,
    checks_of,
    days,
    duties_after,
    legal_clocks,
    lineage,
    loans_as_of,
    months,
    usual_checks,
    years,
)
from loanvisit.domain.civil import by_civil_rule, ends, moved
from loanvisit.errors import InputError
from loanvisit.testing import a_duty, a_file, a_loan

L1 = (LoanId("L-1"),)
DAY = date(2026, 3, 31)
WEEK, CHINA = presets.calendar("weekdays"), presets.calendar("CN")


def _demand(**more: object) -> Demand:
    given: dict[str, object] = {"id": LegalActId("D-1"), "loans": L1, "sent_on": DAY, "means": DemandMeans.POST}
    return Demand(**(given | more))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def _seizure(**more: object) -> Seizure:
    given: dict[str, object] = {
        "id": SeizureId("S-1"), "loans": L1, "asset": SeizedAsset.MOVABLE, "seized_on": DAY
    }  # fmt: skip
    return Seizure(**(given | more))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def _change(**more: object) -> LoanChange:
    given: dict[str, object] = {
        "id": LoanChangeId("C-1"), "loan": L1[0], "kind": LoanChangeKind.TRANSFER, "on": DAY
    }  # fmt: skip
    return LoanChange(**(given | more))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def _guarantee(agreed: Span | None = None, *, until_repaid: bool = False) -> Guarantee:
    return Guarantee(
        id=GuaranteeId("G-1"), loans=L1, kind=GuaranteeKind.JOINT, agreed=agreed, until_repaid=until_repaid
    )


EARLY = date(2026, 3, 30)


@pytest.mark.parametrize(
    ("make", "code", "path"),
    [
        (lambda: _demand(loans=()), "empty", "Demand.loans"),
        (lambda: _demand(loans=(*L1, *L1)), "id.duplicate", "Demand.loans"),
        (lambda: _demand(served_on=EARLY), "date.order", "Demand.served_on"),
        (
            lambda: Suit(id=LegalActId("C-1"), loans=L1, filed_on=DAY, ended_on=EARLY),
            "date.order",
            "Suit.ended_on",
        ),
        (
            lambda: Judgment(id=LegalActId("J-1"), loans=L1, effective_on=DAY, perform_by=EARLY),
            "date.order",
            "Judgment.perform_by",
        ),
        (
            lambda: Judgment(id=LegalActId("J-1"), loans=L1, effective_on=DAY, enforcement_on=EARLY),
            "date.order",
            "Judgment.enforcement_on",
        ),
        (lambda: Mortgage(id=MortgageId("M-1"), loans=()), "empty", "Mortgage.loans"),
        (lambda: _guarantee(Span(count=3, unit=Unit.WORKING_DAYS)), "type", "Guarantee.agreed"),
        (lambda: _guarantee(months(6), until_repaid=True), "guarantee.agreed", "Guarantee.agreed"),
        (lambda: _seizure(named_until=EARLY), "date.order", "Seizure.named_until"),
        (lambda: _seizure(lifted_on=EARLY), "date.order", "Seizure.lifted_on"),
        (lambda: _seizure(renewals=(SeizureRenewal(on=EARLY),)), "date.order", "Seizure.renewals[0].on"),
        (lambda: SeizureRenewal(on=DAY, named_until=EARLY), "date.order", "SeizureRenewal.named_until"),
        (lambda: LegalFile(demands=(_demand(), _demand())), "id.duplicate", "LegalFile.demands[1].id"),
        (lambda: _change(continues=LoanId("L-0")), "change.continues", "LoanChange.continues"),
        (lambda: _change(kind=LoanChangeKind.RENEWAL), "change.continues", "LoanChange.continues"),
        (
            lambda: _change(kind=LoanChangeKind.RENEWAL, continues=L1[0]),
            "id.duplicate",
            "LoanChange.continues",
        ),
        (lambda: _change(kind=LoanChangeKind.EXTENSION), "key.missing", "LoanChange.matures_on"),
        (
            lambda: _change(kind=LoanChangeKind.EXTENSION, matured_on=DAY, matures_on=EARLY),
            "date.order",
            "LoanChange.matures_on",
        ),
        (
            lambda: _change(checks=usual_checks(LoanChangeKind.RENEWAL) * 2),
            "id.duplicate",
            "LoanChange.checks",
        ),
        (lambda: evolve(usual_checks(LoanChangeKind.RENEWAL)[0], code=" "), "empty", "ChangeCheck.code"),
        (
            lambda: evolve(usual_checks(LoanChangeKind.RENEWAL)[0], code="x" * 31),
            "text.length",
            "ChangeCheck.code",
        ),
        (
            lambda: evolve(usual_checks(LoanChangeKind.RENEWAL)[0], due=Span(count=3, unit=Unit.WORKING_DAYS)),
            "type",
            "ChangeCheck.due",
        ),
        (
            lambda: evolve(a_file(), legal=LegalFile(demands=(_demand(loans=(LoanId("L-9"),)),))),
            "id.unknown",
            "BorrowerFile.legal",
        ),
        (
            lambda: evolve(a_file(), loan_changes=(_change(loan=LoanId("L-9")),)),
            "id.unknown",
            "BorrowerFile.loan_changes[0].loan",
        ),
        (
            lambda: evolve(a_file(), loan_changes=(_change(matures_on=date(2020, 1, 1)),)),
            "date.order",
            "BorrowerFile.loan_changes[0].matures_on",
        ),
        (
            lambda: evolve(a_file(), loan_changes=(_change(), _change())),
            "id.duplicate",
            "BorrowerFile.loan_changes[1].id",
        ),
    ],
)
def test_what_does_not_fit_is_refused_by_its_path(make: Callable[[], object], code: str, path: str) -> None:
    """One fault, with its code and its path."""
    with pytest.raises(InputError) as refused:
        make()
    assert [(one.code, one.path) for one in refused.value.faults] == [(code, path)]


def test_a_clock_is_about_a_loan() -> None:
    """A clock of no loans is refused."""
    (clock,) = legal_clocks(a_file(), as_of=DAY, calendar=CHINA)
    with pytest.raises(InputError):
        evolve(clock, loans=())
    assert isinstance(clock, LegalClock)
    assert clock.days_left(as_of=DAY) == (date(2029, 11, 30) - DAY).days
    assert clock.about.zh == "贷款 L-1"


def test_a_period_never_ends_after_the_last_day_served() -> None:
    """At the end of 2199 a period ends with it, whether that day is worked or not."""
    last = date(2199, 12, 31)
    assert ends(date(2198, 5, 5), years(3)) == last
    assert by_civil_rule(date(2198, 5, 5), years(3), WEEK).last == last
    assert moved(date(2199, 12, 28), last, WEEK) == (date(2199, 12, 30), False)  # a Saturday and a Sunday before it
    assert moved(date(2199, 12, 28), date(2199, 12, 29), WEEK) == (date(2199, 12, 28), False)


def test_a_last_day_before_the_calendar_begins_stays_as_it_was_counted() -> None:
    """A claim of 2002 ended on a Sunday in 2005 that no calendar moves; restarted in time it has a later end."""
    old = a_loan("L-1", disbursed_on=date(2000, 6, 26), matures_on=date(2002, 6, 26))
    (ended,) = legal_clocks(a_file(old), as_of=DAY, calendar=CHINA)
    assert (ended.raw, ended.last) == (date(2005, 6, 26), date(2005, 6, 26))
    served = _demand(sent_on=date(2005, 5, 5), served_on=date(2005, 5, 5), receipt=EvidenceId("EV-1"))
    (found,) = legal_clocks(evolve(a_file(old), legal=LegalFile(demands=(served,))), as_of=DAY, calendar=CHINA)
    assert found.last == date(2008, 5, 5)


def test_what_was_known_at_law_is_what_was_done_by_then() -> None:
    """Served, ended, enforced, renewed and lifted later is as if it had not been; searched later is not there."""
    later = date(2026, 4, 30)
    legal = LegalFile(
        demands=(_demand(served_on=later, receipt=EvidenceId("EV-1")),),
        suits=(Suit(id=LegalActId("C-1"), loans=L1, filed_on=DAY, ended_on=later),),
        judgments=(
            Judgment(
                id=LegalActId("J-1"),
                loans=L1,
                effective_on=DAY,
                enforcement_on=later,
                enforcement_paper=EvidenceId("EV-2"),
            ),
        ),
        seizures=(_seizure(renewals=(SeizureRenewal(on=later),), lifted_on=later),),
        searches=(AssetSearch(id=LegalActId("S-1"), loans=L1, on=later),),
    )
    known = legal.known_on(DAY)
    assert known == LegalFile(
        demands=(_demand(),),
        suits=(Suit(id=LegalActId("C-1"), loans=L1, filed_on=DAY),),
        judgments=(Judgment(id=LegalActId("J-1"), loans=L1, effective_on=DAY),),
        seizures=(_seizure(),),
    )
    assert legal.known_on(later) == legal
    assert legal.known_on(EARLY) == NO_LEGAL
    assert legal.loans == frozenset(L1)


def test_a_loan_is_taken_back_as_its_changes_tell() -> None:
    """The row of a loan is that of today; each dated change tells what it was the day before."""
    loan = a_loan("L-1", status=LoanStatus.SETTLED, matures_on=date(2027, 5, 31))
    extended = _change(
        kind=LoanChangeKind.EXTENSION, matured_on=date(2026, 11, 30), matures_on=date(2027, 5, 31), on=DAY
    )
    settled = _change(id=LoanChangeId("C-2"), kind=LoanChangeKind.EARLY_SETTLEMENT, on=date(2027, 2, 1))
    changes = (settled, extended)

    def stood(day: date) -> tuple[LoanStatus, date | None, date | None]:
        (found,) = loans_as_of((loan,), changes, day)
        return (found.status, found.matures_on, found.drawdowns[0].matures_on)

    assert stood(EARLY) == (LoanStatus.LIVE, date(2026, 11, 30), date(2026, 11, 30))
    assert stood(DAY) == (LoanStatus.LIVE, date(2027, 5, 31), date(2027, 5, 31))
    assert stood(date(2027, 2, 1)) == (LoanStatus.SETTLED, date(2027, 5, 31), date(2027, 5, 31))
    assert loans_as_of((loan,), (), EARLY) == (loan,)


def test_a_status_that_no_change_tells_of_stays() -> None:
    """A row cancelled stays cancelled; a loan sold and then bought back stays as its row has it."""
    cancelled = a_loan("L-1", status=LoanStatus.CANCELLED)
    settled = _change(kind=LoanChangeKind.EARLY_SETTLEMENT)
    assert loans_as_of((cancelled,), (settled,), DAY)[0].status is LoanStatus.CANCELLED
    off = _change(id=LoanChangeId("C-2"), kind=LoanChangeKind.WRITE_OFF, on=date(2026, 5, 5))
    assert loans_as_of((a_loan("L-1"),), (settled, off), DAY)[0].status is LoanStatus.SETTLED


def test_a_duty_of_several_loans_and_of_other_loans() -> None:
    """A duty about several loans stays; duties of other loans, and those not open, are not spoken of."""
    settled = _change(kind=LoanChangeKind.EARLY_SETTLEMENT)
    mine = a_duty(EARLY, DAY)
    several = evolve(mine, loans=(L1[0], LoanId("L-2")))
    other = evolve(mine, loans=(LoanId("L-2"),))
    assert [one.becomes.value for one in duties_after(settled, [several, other])] == ["stays"]


def test_what_is_no_duty_and_no_change_is_named() -> None:
    """Each thing of another type, by its place."""
    wrong: Any = [a_duty(EARLY, DAY), 1]
    with pytest.raises(InputError) as refused:
        duties_after(_change(), wrong)
    assert [(one.code, one.path) for one in refused.value.faults] == [("type", "duties[1]")]
    with pytest.raises(InputError) as refused:
        lineage(L1[0], wrong)
    assert [one.path for one in refused.value.faults] == ["changes[0]", "changes[1]"]


def test_checks_are_a_banks_own_or_those_of_practice() -> None:
    """None means practice, an empty list none, and most kinds ask for none."""
    (own,) = usual_checks(LoanChangeKind.TRANSFER)
    assert checks_of(_change()) == (own,)
    assert checks_of(_change(checks=())) == ()
    assert checks_of(_change(checks=[evolve(own, due=days(5))]))[0].due == days(5)
    assert usual_checks(LoanChangeKind.WRITE_OFF) == ()


def test_labels_are_in_both_languages() -> None:
    """Every code of this piece has its words."""
    for kind in (GuaranteeKind, SeizedAsset, DemandMeans, LoanChangeKind, DutyColumn):
        assert all(member.text.zh and member.text.en for member in kind)
