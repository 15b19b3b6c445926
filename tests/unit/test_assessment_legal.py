"""F51, F52 and F53: raised on the first day of too little time, on neither side of it wrongly, and once a clock."""

from datetime import date

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.assessment import (
    FILE_RULES,
    assess,
    guarantee_ending,
    legal_rules,
    limitation_ending,
    seizure_lapsing,
)
from loanvisit.domain import (
    BorrowerFile,
    Demand,
    DemandMeans,
    EvidenceId,
    Family,
    Finding,
    Guarantee,
    GuaranteeId,
    GuaranteeKind,
    LegalActId,
    LegalFile,
    LoanId,
    LoanStatus,
    SeizedAsset,
    Seizure,
    SeizureId,
    SeizureRenewal,
)
from loanvisit.testing import a_file, a_loan

CHINA = presets.calendar("CN")
L1, PAPER = (LoanId("L-1"),), EvidenceId("EV-1")
G = Guarantee(id=GuaranteeId("G-1"), loans=L1, kind=GuaranteeKind.JOINT)
SEIZED = Seizure(id=SeizureId("S-1"), loans=L1, asset=SeizedAsset.BANK_MONEY, seized_on=date(2025, 5, 15))
"""It lapses on 2026-05-15; 60 days before is 2026-03-16."""


def _file(legal: LegalFile, *, matured: date, status: LoanStatus = LoanStatus.LIVE) -> BorrowerFile:
    loan = a_loan("L-1", disbursed_on=date(2020, 6, 30), matures_on=matured, status=status)
    return evolve(a_file(loan), legal=legal)


def _demand(served: date, *, receipt: EvidenceId | None = PAPER, of: GuaranteeId | None = None) -> Demand:
    return Demand(
        id=LegalActId("D-1"),
        loans=L1,
        sent_on=served,
        means=DemandMeans.IN_PERSON,
        served_on=served,
        receipt=receipt,
        guarantee=of,
    )


def _facts(found: tuple[Finding, ...]) -> list[tuple[str, str, date]]:
    return [(one.kind.code, one.weight.value, one.due_on) for one in found]


@pytest.mark.parametrize(
    ("as_of", "raised"),
    [(date(2026, 3, 30), False), (date(2026, 3, 31), True), (date(2026, 9, 30), True), (date(2026, 10, 1), True)],
)
def test_limitation_in_less_than_six_months_without_a_demand_is_f51(as_of: date, raised: bool) -> None:
    """F51: limitation to 2026-09-30; on 03-30 six months are left, on 03-31 less, and once it is over all the more."""
    file = _file(LegalFile(), matured=date(2023, 9, 30))
    found = limitation_ending(file, as_of, calendar=CHINA)
    assert bool(found) is raised
    if raised:
        assert (found[0].kind.code, found[0].weight.value, found[0].kind.family) == ("F51", "S1", Family.BANK)
        assert (found[0].due_on - as_of).days == 5


def test_f51_is_gone_once_a_demand_is_served_and_not_before() -> None:
    """A demand without proof changes nothing; one served starts the clock anew, and its next end is another finding."""
    matured, as_of = date(2023, 9, 30), date(2026, 4, 10)
    unproven = _file(LegalFile(demands=(_demand(date(2026, 4, 8), receipt=None),)), matured=matured)
    served = _file(LegalFile(demands=(_demand(date(2026, 4, 8)),)), matured=matured)
    (found,) = limitation_ending(unproven, as_of, calendar=CHINA)
    assert limitation_ending(served, as_of, calendar=CHINA) == ()
    held = evolve(served, findings=(found,))
    (again,) = limitation_ending(held, date(2028, 12, 1), calendar=CHINA)
    assert again.id != found.id
    assert limitation_ending(evolve(unproven, findings=(found,)), as_of, calendar=CHINA) == ()


@pytest.mark.parametrize(
    ("as_of", "raised"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 3, 30), True), (date(2026, 3, 31), True)],
)
def test_a_guarantee_period_in_less_than_thirty_days_is_f52(as_of: date, raised: bool) -> None:
    """F52: a period to 2026-03-30; on 02-28 thirty days are left, on 03-01 twenty-nine; to be claimed at once."""
    file = _file(LegalFile(guarantees=(G,)), matured=date(2025, 9, 30))
    found = guarantee_ending(file, as_of, calendar=CHINA)
    assert bool(found) is raised
    if raised:
        assert (found[0].kind.code, found[0].weight.value, found[0].due_on) == ("F52", "S1", as_of)
        assert "保证期间（保证 G-1）至2026年3月30日届满" in (found[0].fact.zh if found[0].fact else "")


def test_f52_is_not_raised_once_the_guarantor_was_claimed_on() -> None:
    """Claimed within the period, with proof: nothing to raise."""
    file = _file(LegalFile(guarantees=(G,), demands=(_demand(date(2026, 2, 2), of=G.id),)), matured=date(2025, 9, 30))
    assert guarantee_ending(file, date(2026, 3, 20), calendar=CHINA) == ()


@pytest.mark.parametrize(
    ("as_of", "raised"),
    [(date(2026, 3, 16), False), (date(2026, 3, 17), True), (date(2026, 5, 15), True), (date(2026, 5, 16), True)],
)
def test_a_seizure_in_less_than_sixty_days_is_f53(as_of: date, raised: bool) -> None:
    """F53: lapsing on 2026-05-15; on 03-16 sixty days are left, on 03-17 fifty-nine; ten days to mend it."""
    file = _file(LegalFile(seizures=(SEIZED,)), matured=date(2025, 9, 30))
    found = seizure_lapsing(file, as_of, calendar=CHINA)
    assert bool(found) is raised
    if raised:
        assert (found[0].kind.code, found[0].weight.value, (found[0].due_on - as_of).days) == ("F53", "S1", 10)


def test_f53_is_not_raised_once_the_seizure_is_renewed() -> None:
    """Renewed in time, with the court's paper."""
    renewed = evolve(SEIZED, renewals=(SeizureRenewal(on=date(2026, 3, 20), paper=PAPER),))
    file = _file(LegalFile(seizures=(renewed,)), matured=date(2025, 9, 30))
    assert seizure_lapsing(file, date(2026, 4, 1), calendar=CHINA) == ()


def test_the_rules_over_clocks_are_asked_beside_the_others() -> None:
    """All three at once, and nothing of a loan that is settled."""
    legal = LegalFile(guarantees=(G,), seizures=(SEIZED,))
    rules = (*FILE_RULES, *legal_rules(CHINA))
    raised = assess(_file(legal, matured=date(2023, 6, 30)), as_of=date(2026, 5, 1), rules=rules)
    assert [one.kind.code for one in raised] == ["F51", "F52", "F53"]
    settled = _file(legal, matured=date(2023, 6, 30), status=LoanStatus.SETTLED)
    assert assess(settled, as_of=date(2026, 5, 1), rules=rules) == ()
