"""The clocks of law, sentence by sentence; each case says which article it is from.

The days were counted by hand on a calendar, China's holidays from the yearly notices: 2023 (29 September to 6 October
off, 7 and 8 October worked), 2024, 2025 and 2026. None was computed here.
"""

from datetime import date

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import (
    Acknowledgement,
    AssetSearch,
    BorrowerFile,
    ClaimEnd,
    ClaimEnding,
    Demand,
    DemandMeans,
    EvidenceId,
    Guarantee,
    GuaranteeId,
    GuaranteeKind,
    GuarantorConsent,
    Judgment,
    LegalActId,
    LegalClock,
    LegalClockKind,
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
    legal_clocks,
    months,
    years,
)
from loanvisit.testing import a_file, a_loan

CHINA = presets.calendar("CN")
L1 = (LoanId("L-1"),)
PAPER = EvidenceId("EV-1")
G, M, S = GuaranteeId("G-1"), MortgageId("M-1"), SeizureId("S-1")
TODAY = date(2026, 3, 31)
MATURED = date(2020, 6, 30)
"""Three years on is Friday 2023-06-30, a day worked."""
HOLIDAY = date(2020, 10, 1)
"""Three years on is 2023-10-01, off; the next day worked is Saturday 2023-10-07."""


def _file(
    legal: LegalFile,
    *changes: LoanChange,
    matures_on: date | None = MATURED,
    status: LoanStatus = LoanStatus.LIVE,
) -> BorrowerFile:
    loan = a_loan("L-1", disbursed_on=date(2015, 6, 30), matures_on=matures_on, status=status)
    return evolve(a_file(loan), legal=legal, loan_changes=changes)


def _found(file: BorrowerFile, kind: LegalClockKind, *, as_of: date = TODAY) -> LegalClock:
    (found,) = (one for one in legal_clocks(file, as_of=as_of, calendar=CHINA) if one.kind is kind)
    return found


def _limitation(legal: LegalFile, *, matures_on: date | None = MATURED, as_of: date = TODAY) -> LegalClock:
    return _found(_file(legal, matures_on=matures_on), LegalClockKind.LIMITATION, as_of=as_of)


def _demand(
    served: date | None,
    *,
    receipt: EvidenceId | None = PAPER,
    of: GuaranteeId | None = None,
    id: str = "D-1",  # noqa: A002  the field's own name
    sent: date | None = None,
) -> Demand:
    return Demand(
        id=LegalActId(id),
        loans=L1,
        sent_on=sent or served or MATURED,
        means=DemandMeans.POST,
        served_on=served,
        receipt=receipt,
        guarantee=of,
    )


def _word(on: date, *, paper: EvidenceId | None = PAPER, of: GuaranteeId | None = None) -> Acknowledgement:
    return Acknowledgement(id=LegalActId("A-1"), loans=L1, on=on, paper=paper, guarantee=of)


def _suit(
    filed: date, *, ended: date | None = None, paper: EvidenceId | None = PAPER, against: GuaranteeId | None = None
) -> Suit:
    sued = frozenset({against}) if against else frozenset[GuaranteeId]()
    return Suit(
        id=LegalActId("C-1"),
        loans=L1,
        filed_on=filed,
        ended_on=ended,
        paper=paper,
        guarantees=sued,
        of_borrower=against is None,
    )


def _extension(
    *, approved: date | None = None, on: date = date(2020, 6, 20), matures_on: date = date(2021, 6, 30)
) -> LoanChange:
    return LoanChange(
        id=LoanChangeId("展期-1"),
        loan=L1[0],
        kind=LoanChangeKind.EXTENSION,
        on=on,
        approved_on=approved,
        matured_on=MATURED,
        matures_on=matures_on,
    )


# --- limitation ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matured", "raw", "last"),
    [
        (MATURED, date(2023, 6, 30), date(2023, 6, 30)),
        (HOLIDAY, date(2023, 10, 1), date(2023, 10, 7)),
        (date(2020, 2, 29), date(2023, 2, 28), date(2023, 2, 28)),
        (date(2023, 5, 1), date(2026, 5, 1), date(2026, 5, 6)),
        (date(2023, 2, 14), date(2026, 2, 14), date(2026, 2, 14)),  # a Saturday, worked
    ],
)
def test_limitation_is_three_years_from_maturity(matured: date, raw: date, last: date) -> None:
    """Civil Code 188, 200-203: three years, maturity not counted, clamped to the month's end, moved to a day worked."""
    found = _limitation(LegalFile(), matures_on=matured)
    assert (found.start, found.raw, found.last) == (matured, raw, last)
    assert bool(found.proof.find("moved")) is (raw != last)


def test_a_last_day_in_a_year_not_decreed_is_provisional() -> None:
    """Law 4: 2028-05-01 is a Monday like any other until the notice comes, and the clock says so."""
    found = _limitation(LegalFile(), matures_on=date(2025, 5, 1))
    assert (found.last, found.provisional) == (date(2028, 5, 1), True)
    assert found.proof.find("provisional")


def test_a_demand_that_reached_the_debtor_restarts_limitation() -> None:
    """Civil Code 195: sent on 5 March 2021, served on the 10th: 2024-03-10 is a Sunday, so the 11th."""
    found = _limitation(LegalFile(demands=(_demand(date(2021, 3, 10), sent=date(2021, 3, 5)),)))
    assert (found.start, found.raw, found.last) == (date(2021, 3, 10), date(2024, 3, 10), date(2024, 3, 11))
    (restart,) = found.proof.find("restart")
    assert "《民法典》第 195 条" in restart.statement.zh
    assert "D-1" in restart.statement.en


@pytest.mark.parametrize(
    "demand",
    [
        pytest.param(_demand(date(2021, 3, 10), receipt=None), id="no receipt"),
        pytest.param(_demand(None, sent=date(2021, 3, 10)), id="no day"),
        pytest.param(_demand(None, receipt=None, sent=date(2021, 3, 10)), id="neither"),
    ],
)
def test_a_demand_without_proof_of_service_moves_no_clock(demand: Demand) -> None:
    """W7: without the day and the proof of it, the demand is named in the proof and moves nothing."""
    found = _limitation(LegalFile(demands=(demand,)))
    assert found.last == date(2023, 6, 30)
    (unproven,) = found.proof.find("unproven")
    assert "无送达凭证" in unproven.statement.zh


@pytest.mark.parametrize(
    ("served", "last", "said"),
    [
        (date(2020, 10, 1), date(2023, 10, 7), "early"),
        (date(2020, 10, 2), date(2023, 10, 7), "restart"),  # 2023-10-02 is off, like the day of maturity
        (date(2023, 10, 7), date(2026, 10, 8), "restart"),  # the last day itself
        (date(2023, 10, 8), date(2023, 10, 7), "late"),
    ],
)
def test_a_demand_counts_from_the_day_after_maturity_to_the_last_day(served: date, last: date, said: str) -> None:
    """Civil Code 195, 203: served on the moved last day it still restarts, a day later it does not."""
    found = _limitation(LegalFile(demands=(_demand(served),)), matures_on=HOLIDAY)
    assert found.last == last
    assert found.proof.find(said)


def test_a_demand_on_a_guarantor_is_none_on_the_borrower() -> None:
    """W7: what reached the guarantor has not reached the debtor."""
    legal = LegalFile(
        demands=(_demand(date(2021, 3, 10), of=G),),
        guarantees=(Guarantee(id=G, loans=L1, kind=GuaranteeKind.JOINT),),
    )
    assert _limitation(legal).last == date(2023, 6, 30)


@pytest.mark.parametrize(
    ("word", "last", "said"),
    [
        (_word(date(2021, 3, 10)), date(2024, 3, 11), "restart"),
        (_word(date(2021, 3, 10), paper=None), date(2023, 6, 30), "unproven"),
        (_word(date(2023, 7, 1)), date(2026, 7, 1), "restart"),  # too late to be pleaded: article 192
    ],
)
def test_his_consent_restarts_limitation(word: Acknowledgement, last: date, said: str) -> None:
    """Civil Code 195, 192: who agrees to perform starts the clock anew, even after its end; without proof, no."""
    found = _limitation(LegalFile(acknowledgements=(word,)))
    assert found.last == last
    (part,) = found.proof.find(said)
    if word.on > date(2023, 6, 30):
        assert "第 192 条" in part.statement.zh


@pytest.mark.parametrize(
    ("suit", "last", "said"),
    [
        (_suit(date(2021, 3, 10), ended=date(2021, 9, 10)), date(2024, 9, 10), "restart"),
        (_suit(date(2021, 3, 10), ended=date(2021, 9, 10), paper=None), date(2023, 6, 30), "unproven"),
        (_suit(date(2023, 6, 30), ended=date(2024, 1, 9)), date(2027, 1, 11), "restart"),  # 2027-01-09 is a Saturday
        (_suit(date(2023, 7, 1), ended=date(2024, 1, 9)), date(2023, 6, 30), "late"),
        (_suit(date(2020, 3, 10), ended=date(2020, 9, 10)), date(2023, 9, 11), "restart"),  # filed before maturity
        (_suit(date(2020, 3, 10), ended=date(2020, 6, 30)), date(2023, 6, 30), "early"),
    ],
)
def test_a_suit_restarts_limitation_when_it_ends(suit: Suit, last: date, said: str) -> None:
    """Civil Code 195: filed in time, limitation runs anew from the end of the procedure."""
    found = _limitation(LegalFile(suits=(suit,)))
    assert found.last == last
    assert found.proof.find(said)


def test_limitation_rests_while_a_suit_runs() -> None:
    """Civil Code 195: before the procedure ends there is no last day, neither of the claim nor of its mortgage."""
    legal = LegalFile(suits=(_suit(date(2021, 3, 10)),), mortgages=(Mortgage(id=M, loans=L1),))
    for kind in (LegalClockKind.LIMITATION, LegalClockKind.MORTGAGE):
        found = _found(_file(legal), kind)
        assert (found.last, found.rests, found.missing, found.is_running) == (None, True, (), False)
        assert "程序进行中" in found.text.zh
        assert found.days_left(as_of=TODAY) is None
        assert not found.is_over(as_of=TODAY)


def test_without_a_maturity_limitation_says_what_it_lacks() -> None:
    """Law 6: an open end is no silence; the clock names the fact it lacks, and so do mortgage and guarantee."""
    legal = LegalFile(
        mortgages=(Mortgage(id=M, loans=L1),), guarantees=(Guarantee(id=G, loans=L1, kind=GuaranteeKind.JOINT),)
    )
    found = legal_clocks(_file(legal, matures_on=None), as_of=TODAY, calendar=CHINA)
    assert sorted(one.kind.value for one in found) == ["guarantee_period", "limitation", "mortgage"]
    assert {(one.last, one.rests, one.missing) for one in found} == {(None, False, ("matures_on",))}
    assert all("到期日" in one.text.zh for one in found)


def test_a_claim_falls_due_with_its_last_payout_where_the_contract_has_no_day() -> None:
    """The contract's maturity, else the last of its payouts'."""
    loan = a_loan("L-1", disbursed_on=date(2015, 6, 30))
    open_ended = evolve(loan, matures_on=None)
    found = legal_clocks(a_file(open_ended), as_of=TODAY, calendar=CHINA)
    assert [one.start for one in found] == [loan.matures_on]


# --- mortgage -----------------------------------------------------------------------------------------------------


def test_a_mortgage_lives_as_long_as_limitation_of_the_main_claim() -> None:
    """Civil Code 419; Guarantee Interpretation 44: what moves the claim's clock moves the mortgage's."""
    mortgages = (Mortgage(id=M, loans=L1),)
    bare = _found(_file(LegalFile(mortgages=mortgages)), LegalClockKind.MORTGAGE)
    moved = _found(
        _file(LegalFile(mortgages=mortgages, demands=(_demand(date(2021, 3, 10)),))), LegalClockKind.MORTGAGE
    )
    assert (bare.last, moved.last, moved.right) == (date(2023, 6, 30), date(2024, 3, 11), M)
    assert "第 419 条" in moved.citation.zh
    assert "第 44 条" in moved.citation.zh
    assert moved.proof.find("restart")


# --- guarantee ----------------------------------------------------------------------------------------------------


def _guarantee(
    agreed: Span | None = None,
    *,
    until_repaid: bool = False,
    kind: GuaranteeKind = GuaranteeKind.JOINT,
    consents: tuple[GuarantorConsent, ...] = (),
) -> Guarantee:
    return Guarantee(id=G, loans=L1, kind=kind, agreed=agreed, until_repaid=until_repaid, consents=consents)


def _period(
    guarantee: Guarantee,
    *changes: LoanChange,
    demands: tuple[Demand, ...] = (),
    words: tuple[Acknowledgement, ...] = (),
    suits: tuple[Suit, ...] = (),
    matures_on: date = MATURED,
) -> LegalClock:
    legal = LegalFile(guarantees=(guarantee,), demands=demands, acknowledgements=words, suits=suits)
    return _found(_file(legal, *changes, matures_on=matures_on), LegalClockKind.GUARANTEE_PERIOD)


@pytest.mark.parametrize(
    ("guarantee", "raw", "last", "paper"),
    [
        (_guarantee(years(2)), date(2022, 6, 30), date(2022, 6, 30), "第 692 条"),
        (_guarantee(months(3)), date(2020, 9, 30), date(2020, 9, 30), "第 692 条"),
        (_guarantee(), date(2020, 12, 30), date(2020, 12, 30), "第 692 条"),
        (_guarantee(months(0)), date(2020, 12, 30), date(2020, 12, 30), "第 692 条"),
        (_guarantee(until_repaid=True), date(2020, 12, 30), date(2020, 12, 30), "第 32 条"),
    ],
)
def test_a_guarantee_lasts_as_agreed_else_six_months(guarantee: Guarantee, raw: date, last: date, paper: str) -> None:
    """Civil Code 692; Interpretation 32: as agreed, else six months; "until all is repaid" counts as not agreed."""
    found = _period(guarantee)
    assert (found.raw, found.last) == (raw, last)
    assert paper in found.citation.zh


@pytest.mark.parametrize(
    ("matured", "last"),
    [
        (date(2025, 8, 31), date(2026, 2, 28)),  # clamped; a Saturday, worked
        (date(2025, 8, 15), date(2026, 2, 24)),  # 2026-02-15 to 23 is Spring Festival
        (date(2025, 4, 1), date(2025, 10, 9)),  # 2025-10-01 to 08 is National Day
    ],
)
def test_six_months_are_clamped_and_moved(matured: date, last: date) -> None:
    """Civil Code 202, 203: 31 August gives the end of February; a last day off moves to the next day worked."""
    assert _period(_guarantee(), matures_on=matured).last == last


def test_nothing_suspends_or_extends_a_guarantee_period() -> None:
    """Civil Code 692: demands on the borrower, his word and a suit against him move nothing."""
    found = _period(
        _guarantee(),
        demands=(_demand(date(2020, 9, 1)),),
        words=(_word(date(2020, 9, 2)),),
        suits=(_suit(date(2020, 9, 3)),),
    )
    assert (found.last, found.met_on) == (date(2020, 12, 30), None)


@pytest.mark.parametrize(
    ("demand", "met"),
    [
        (_demand(MATURED, of=G), None),
        (_demand(date(2020, 7, 1), of=G), date(2020, 7, 1)),
        (_demand(date(2020, 12, 30), of=G), date(2020, 12, 30)),
        (_demand(date(2020, 12, 31), of=G), None),
        (_demand(date(2020, 7, 1), of=G, receipt=None), None),
        (_demand(date(2020, 7, 1)), None),
    ],
)
def test_a_guarantor_is_claimed_on_within_his_period_not_after(demand: Demand, met: date | None) -> None:
    """Civil Code 694; Interpretation 34: served on the last day it is in time, the day after it is not."""
    found = _period(_guarantee(), demands=(demand,))
    assert (found.last, found.met_on) == (date(2020, 12, 30), met)
    assert found.is_over(as_of=TODAY) is (met is None)
    assert bool(found.proof.find("claimed")) is (met is not None)


def test_a_guarantors_own_word_is_no_claim() -> None:
    """Interpretation 34: the bank must claim; what the guarantor signs is not the bank's claim."""
    assert _period(_guarantee(), words=(_word(date(2020, 8, 1), of=G),)).met_on is None


@pytest.mark.parametrize(
    ("suit", "met"),
    [
        (_suit(date(2020, 12, 30)), date(2020, 12, 30)),
        (_suit(date(2020, 12, 31)), None),
        (_suit(date(2020, 12, 30), paper=None), None),
        (_suit(date(2020, 12, 30), against=G), None),
    ],
)
def test_a_general_guarantor_is_claimed_on_by_a_suit_against_the_borrower(suit: Suit, met: date | None) -> None:
    """Civil Code 694: of a general guarantee a demand does not do; the borrower must be sued within the period."""
    general = _guarantee(kind=GuaranteeKind.GENERAL)
    assert _period(general, suits=(suit,), demands=(_demand(date(2020, 8, 1), of=G),)).met_on == met


def test_a_joint_guarantor_is_claimed_on_by_a_suit_against_him() -> None:
    """Civil Code 694: a suit against the joint guarantor within the period is a claim on him."""
    assert _period(_guarantee(), suits=(_suit(date(2020, 12, 30), against=G),)).met_on == date(2020, 12, 30)
    assert _period(_guarantee(), suits=(_suit(date(2020, 12, 30)),)).met_on is None


def _consent(on: date, *, paper: EvidenceId | None = PAPER) -> tuple[GuarantorConsent, ...]:
    return (GuarantorConsent(change=LoanChangeId("展期-1"), on=on, paper=paper),)


@pytest.mark.parametrize(
    ("consents", "approved", "last"),
    [
        ((), None, date(2020, 12, 30)),
        (_consent(date(2020, 6, 25), paper=None), None, date(2020, 12, 30)),
        (_consent(date(2020, 6, 30)), None, date(2021, 12, 30)),
        (_consent(date(2020, 7, 1)), None, date(2020, 12, 30)),
        (_consent(date(2020, 6, 25)), date(2020, 6, 30), date(2021, 12, 30)),
        (_consent(date(2020, 6, 25)), date(2020, 7, 1), date(2020, 12, 30)),
    ],
)
def test_a_changed_maturity_binds_a_guarantor_who_agreed_in_writing(
    consents: tuple[GuarantorConsent, ...], approved: date | None, last: date
) -> None:
    """Civil Code 695: without his written consent before the old maturity the old period runs on."""
    found = _period(_guarantee(consents=consents), _extension(approved=approved), matures_on=date(2021, 6, 30))
    assert found.last == last
    (change,) = found.proof.find("change")
    assert "第 695 条" in change.statement.zh


def test_a_claim_in_time_starts_the_limitation_of_a_joint_guarantors_debt() -> None:
    """Civil Code 694, 188, 195: three years from the claim, restarted as any other, and at rest while he is sued."""
    claim, again = _demand(date(2020, 8, 3), of=G), _demand(date(2022, 5, 9), of=G, id="D-2")
    kind = LegalClockKind.GUARANTOR_LIMITATION
    first = _found(_file(LegalFile(guarantees=(_guarantee(),), demands=(claim,))), kind)
    second = _found(_file(LegalFile(guarantees=(_guarantee(),), demands=(claim, again))), kind)
    sued = _found(
        _file(LegalFile(guarantees=(_guarantee(),), demands=(claim,), suits=(_suit(date(2021, 5, 10), against=G),))),
        kind,
    )
    assert (first.last, second.last, sued.last, sued.rests) == (date(2023, 8, 3), date(2025, 5, 9), None, True)


def test_a_judged_guarantor_has_no_limitation() -> None:
    """Once the guarantor is judged too, enforcement is what runs."""
    judgment = Judgment(id=LegalActId("J-1"), loans=L1, effective_on=date(2022, 3, 1), guarantees=frozenset({G}))
    legal = LegalFile(guarantees=(_guarantee(),), demands=(_demand(date(2020, 8, 3), of=G),), judgments=(judgment,))
    found = {one.kind for one in legal_clocks(_file(legal), as_of=TODAY, calendar=CHINA)}
    assert found == {LegalClockKind.ENFORCEMENT, LegalClockKind.GUARANTEE_PERIOD}


def test_a_general_guarantors_debt_has_no_limitation_yet() -> None:
    """Civil Code 694: it begins when he can no longer refuse, a day that nobody has recorded."""
    legal = LegalFile(guarantees=(_guarantee(kind=GuaranteeKind.GENERAL),), suits=(_suit(date(2020, 9, 3)),))
    found = {one.kind for one in legal_clocks(_file(legal), as_of=TODAY, calendar=CHINA)}
    assert LegalClockKind.GUARANTOR_LIMITATION not in found


# --- enforcement --------------------------------------------------------------------------------------------------


def _enforcement(judgment: Judgment, **acts: tuple[Demand, ...]) -> LegalClock:
    return _found(_file(LegalFile(judgments=(judgment,), **acts)), LegalClockKind.ENFORCEMENT)


_JUDGED = Judgment(id=LegalActId("J-1"), loans=L1, effective_on=date(2023, 3, 1))


@pytest.mark.parametrize(
    ("judgment", "start", "last"),
    [
        (_JUDGED, date(2023, 3, 1), date(2025, 3, 3)),  # 2025-03-01 is a Saturday
        (evolve(_JUDGED, perform_by=date(2023, 4, 10)), date(2023, 4, 10), date(2025, 4, 10)),
    ],
)
def test_enforcement_is_applied_for_within_two_years(judgment: Judgment, start: date, last: date) -> None:
    """Civil Procedure 250: two years from the last day set for performance, else from the judgment's effect."""
    found = _enforcement(judgment)
    assert (found.start, found.last) == (start, last)
    assert "第 250 条" in found.citation.zh


@pytest.mark.parametrize(
    ("on", "paper", "met"),
    [
        (date(2025, 3, 3), PAPER, date(2025, 3, 3)),
        (date(2025, 3, 4), PAPER, None),
        (date(2025, 3, 3), None, None),
    ],
)
def test_an_application_in_time_with_proof_stops_the_clock(
    on: date, paper: EvidenceId | None, met: date | None
) -> None:
    """Civil Procedure 250: on the moved last day it is in time, the day after it is not, nor without proof."""
    judgment = evolve(_JUDGED, enforcement_on=on, enforcement_paper=paper)
    found = _enforcement(judgment)
    assert (found.last, found.met_on) == (date(2025, 3, 3), met)


def test_a_demand_restarts_enforcement_as_it_does_limitation() -> None:
    """Civil Procedure 250: the rules on limitation say what interrupts it."""
    before, after = _demand(date(2022, 9, 1), id="D-0"), _demand(date(2024, 5, 9))
    found = _enforcement(_JUDGED, demands=(before, after))
    assert found.last == date(2026, 5, 9)  # a Saturday, worked
    assert len(found.proof.find("restart")) == 1


def test_of_several_judgments_the_last_counts_and_the_mortgage_follows() -> None:
    """Guarantee Interpretation 44: once the claim is judged, the mortgage lives as long as enforcement may be asked."""
    later = Judgment(id=LegalActId("J-2"), loans=L1, effective_on=date(2024, 3, 1))
    legal = LegalFile(judgments=(_JUDGED, later), mortgages=(Mortgage(id=M, loans=L1),))
    found = legal_clocks(_file(legal), as_of=TODAY, calendar=CHINA)
    assert {(one.kind.value, one.last) for one in found} == {
        ("enforcement", date(2026, 3, 2)),  # 2026-03-01 is a Sunday
        ("mortgage", date(2026, 3, 2)),
    }


# --- seizure ------------------------------------------------------------------------------------------------------


def _seized(
    asset: SeizedAsset, *renewals: SeizureRenewal, until: date | None = None, lifted: date | None = None
) -> LegalFile:
    seizure = Seizure(
        id=S, loans=L1, asset=asset, seized_on=date(2023, 10, 3), named_until=until, renewals=renewals, lifted_on=lifted
    )
    return LegalFile(seizures=(seizure,))


def _lapse(legal: LegalFile) -> date | None:
    return _found(_file(legal), LegalClockKind.SEIZURE).last


@pytest.mark.parametrize(
    ("asset", "last"),
    [
        (SeizedAsset.BANK_MONEY, date(2024, 10, 3)),
        (SeizedAsset.MOVABLE, date(2025, 10, 3)),
        (SeizedAsset.LAND_OR_RIGHT, date(2026, 10, 3)),
    ],
)
def test_a_seizure_lapses_by_kind_after_one_two_or_three_years(asset: SeizedAsset, last: date) -> None:
    """Procedure Interpretation 485: 3 October is off each year, and the seizure lapses on it all the same."""
    found = _found(_file(_seized(asset)), LegalClockKind.SEIZURE)
    assert (found.raw, found.last) == (last, last)
    assert "第 485 条" in found.citation.zh
    assert "第 487 条" in found.citation.zh


@pytest.mark.parametrize(
    ("renewal", "last", "said"),
    [
        (SeizureRenewal(on=date(2024, 10, 3), paper=PAPER), date(2025, 10, 3), "renewed"),
        (SeizureRenewal(on=date(2024, 10, 4), paper=PAPER), date(2024, 10, 3), "renewed_late"),
        (SeizureRenewal(on=date(2024, 9, 3)), date(2024, 10, 3), "renewed_unproven"),
        (SeizureRenewal(on=date(2024, 9, 3), named_until=date(2025, 6, 1), paper=PAPER), date(2025, 6, 1), "renewed"),
        (SeizureRenewal(on=date(2024, 9, 3), named_until=date(2026, 6, 1), paper=PAPER), date(2025, 9, 3), "renewed"),
    ],
)
def test_a_seizure_is_renewed_before_it_lapses(renewal: SeizureRenewal, last: date, said: str) -> None:
    """Procedure Interpretation 485: renewed on its last day at the latest, and never for longer than the first term."""
    found = _found(_file(_seized(SeizedAsset.BANK_MONEY, renewal)), LegalClockKind.SEIZURE)
    assert found.last == last
    assert found.proof.find(said)


def test_the_day_the_order_names_counts_and_a_lifted_seizure_has_no_clock() -> None:
    """An order may name an earlier day; what was lifted lapses no more."""
    named = _seized(SeizedAsset.BANK_MONEY, until=date(2024, 10, 2))
    assert _lapse(named) == date(2024, 10, 2)
    lifted = _seized(SeizedAsset.BANK_MONEY, lifted=date(2024, 5, 5))
    found = legal_clocks(_file(lifted), as_of=TODAY, calendar=CHINA)
    assert [one.kind for one in found] == [LegalClockKind.LIMITATION]
    earlier = legal_clocks(_file(lifted), as_of=date(2024, 5, 4), calendar=CHINA)
    assert LegalClockKind.SEIZURE in {one.kind for one in earlier}


# --- written off, claim kept --------------------------------------------------------------------------------------


_OFF = LoanChange(id=LoanChangeId("核销-1"), loan=L1[0], kind=LoanChangeKind.WRITE_OFF, on=date(2025, 3, 3))


def _kept(legal: LegalFile, *changes: LoanChange, as_of: date = TODAY) -> dict[str, date | None]:
    file = _file(legal, *changes, matures_on=date(2024, 6, 30), status=LoanStatus.WRITTEN_OFF)
    return {one.kind.value: one.last for one in legal_clocks(file, as_of=as_of, calendar=CHINA)}


def test_a_claim_kept_is_searched_for_and_demanded_yearly_and_limitation_watched() -> None:
    """W7: a year from the write-off is Tuesday 2026-03-03; limitation goes on from maturity."""
    assert _kept(LegalFile(), _OFF) == {
        "asset_search": date(2026, 3, 3),
        "yearly_demand": date(2026, 3, 3),
        "limitation": date(2027, 6, 30),
    }


def test_each_search_and_each_demand_served_starts_its_year_anew() -> None:
    """W7: what is proven counts, what is not does not; a last day off moves earlier, by the bank's own rule."""
    legal = LegalFile(
        searches=(
            AssetSearch(id=LegalActId("S-1"), loans=L1, on=date(2025, 5, 2), paper=PAPER),
            AssetSearch(id=LegalActId("S-2"), loans=L1, on=date(2025, 9, 9)),
        ),
        demands=(_demand(date(2025, 10, 4)), _demand(date(2025, 11, 4), id="D-2", receipt=None)),
    )
    assert _kept(legal, _OFF) == {
        "asset_search": date(2026, 4, 30),  # 2026-05-01 to 05 is off
        "yearly_demand": date(2026, 9, 30),  # 2026-10-01 to 07 is off
        "limitation": date(2028, 10, 4),
    }


def test_a_write_off_of_no_known_day_says_so_until_something_was_done() -> None:
    """Law 6: the day is named as missing, unless a search or a demand gives a day to count from."""
    searched = LegalFile(searches=(AssetSearch(id=LegalActId("S-1"), loans=L1, on=date(2025, 5, 6), paper=PAPER),))
    assert _kept(LegalFile())["asset_search"] is None
    assert _kept(searched)["asset_search"] == date(2026, 5, 6)
    assert _kept(searched)["yearly_demand"] is None


@pytest.mark.parametrize("how", list(ClaimEnding))
def test_the_duties_of_a_claim_kept_go_on_until_it_is_waived_or_lost(how: ClaimEnding) -> None:
    """W7: the day before it ends everything runs, from that day on nothing does."""
    legal = LegalFile(ends=(ClaimEnd(id=LegalActId("E-1"), loans=L1, on=date(2026, 3, 10), how=how),))
    assert len(_kept(legal, _OFF, as_of=date(2026, 3, 9))) == 3
    assert _kept(legal, _OFF, as_of=date(2026, 3, 10)) == {}


@pytest.mark.parametrize(
    ("status", "count"),
    [
        (LoanStatus.LIVE, 1),
        (LoanStatus.TERMINATED, 1),
        (LoanStatus.WRITTEN_OFF, 3),
        (LoanStatus.SETTLED, 0),
        (LoanStatus.CANCELLED, 0),
        (LoanStatus.TRANSFERRED, 0),
    ],
)
def test_what_is_pursued_has_clocks(status: LoanStatus, count: int) -> None:
    """Live, terminated and written off are pursued; settled, cancelled and sold are not."""
    legal = _seized(SeizedAsset.BANK_MONEY)
    found = legal_clocks(_file(legal, status=status), as_of=TODAY, calendar=CHINA)
    assert len(found) == count + bool(count)


def test_a_guarantee_and_a_mortgage_stand_behind_their_own_loans_only() -> None:
    """Each clock is about the loan it secures, and acts about one loan move no other's clock."""
    second = a_loan("L-2", disbursed_on=date(2015, 6, 30), matures_on=MATURED)
    legal = LegalFile(
        guarantees=(_guarantee(),), mortgages=(Mortgage(id=M, loans=L1),), demands=(_demand(date(2021, 3, 10)),)
    )
    file = evolve(_file(legal), loans=(*_file(legal).loans, second))
    found = legal_clocks(file, as_of=TODAY, calendar=CHINA)
    assert [one.kind for one in found if one.loans == (second.id,)] == [LegalClockKind.LIMITATION]
    assert [one.last for one in found if one.loans == (second.id,)] == [date(2023, 6, 30)]
    assert ClaimEnding.LOST.text.zh == "已丧失"


# --- the close of the day -----------------------------------------------------------------------------------------


def test_what_is_served_after_the_day_is_not_looked_at() -> None:
    """Law 12: as of the day before it was served the demand moves nothing, and nothing is known of its receipt."""
    legal = LegalFile(demands=(_demand(date(2021, 3, 10), sent=date(2021, 3, 5)),))
    assert _limitation(legal, as_of=date(2021, 3, 9)).last == date(2023, 6, 30)
    assert _limitation(legal, as_of=date(2021, 3, 10)).last == date(2024, 3, 11)
    assert _limitation(legal, as_of=date(2021, 3, 4)).proof.find("unproven") == ()


def test_a_clock_is_read_aloud() -> None:
    """The proof of a restarted clock, in Chinese, as somebody in recovery would check it."""
    legal = LegalFile(
        demands=(_demand(date(2021, 3, 10)), _demand(date(2022, 3, 10), id="D-2", receipt=None)),
    )
    assert _limitation(legal).proof.text.zh.split("\n") == [
        "诉讼时效：贷款 L-1，最后一日2024年3月11日",
        "  起算：到期日，2020年6月30日（当日不计）",
        "  2021年3月10日催收送达（邮寄，D-1），重新起算〔《民法典》第 195 条〕",
        "  2022年3月10日催收（邮寄，D-2）无送达凭证，期间不变",
        "  期间 3 年，至2024年3月10日",
        "  2024年3月10日休息（周末），顺延至2024年3月11日〔《民法典》第 203 条〕",
        "  依据：《民法典》第 188 条、第 195 条，期间依第 200 条至第 203 条（条文已核对）",
    ]
