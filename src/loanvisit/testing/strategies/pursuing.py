"""Strategies for what is done at law, what stands behind a claim, the clocks, and changes of loans."""

from datetime import date, timedelta
from typing import TypeVar

from loanvisit.domain import (
    Acknowledgement,
    AssetSearch,
    ClaimEnd,
    ClaimEnding,
    Confidence,
    Demand,
    DemandMeans,
    EvidenceId,
    FactName,
    Guarantee,
    GuaranteeId,
    GuaranteeKind,
    GuarantorConsent,
    Judgment,
    LegalActId,
    LegalClock,
    LegalClockKind,
    LegalFile,
    LoanChangeId,
    LoanChangeKind,
    LoanId,
    Mortgage,
    MortgageId,
    SeizedAsset,
    Seizure,
    SeizureId,
    SeizureRenewal,
    Suit,
    Unit,
    months,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import FIRST_DAY, LAST_DAY, days, ids, spans, texts
from loanvisit.testing.strategies.working import proofs

T = TypeVar("T")
_NATURAL = (Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)
_PAPER = st.none() | ids(EvidenceId)
_CONTINUING = (LoanChangeKind.RENEWAL, LoanChangeKind.REFINANCING)


def _some(among: tuple[LoanId, ...] | None) -> st.SearchStrategy[tuple[LoanId, ...]]:
    known = ids(LoanId) if among is None else st.sampled_from(among)
    return st.lists(known, min_size=1, max_size=2, unique=True).map(tuple)


def _later(draw: st.DrawFn, day: date, longest: int = 900) -> date | None:
    """Draw a day not before another, or none."""
    return draw(st.none() | st.integers(0, longest).map(lambda count: min(day + timedelta(days=count), LAST_DAY)))


@st.composite
def demands(
    draw: st.DrawFn, *, among: tuple[LoanId, ...] | None = None, earliest: date = FIRST_DAY, latest: date = LAST_DAY
) -> Demand:
    """Draw demands about some of the loans `among`, some without proof of service."""
    sent = draw(days(earliest=earliest, latest=latest))
    return Demand(
        id=draw(ids(LegalActId)),
        loans=draw(_some(among)),
        sent_on=sent,
        means=draw(st.sampled_from(DemandMeans)),
        served_on=_later(draw, sent, 30),
        receipt=draw(_PAPER),
        guarantee=draw(st.none() | ids(GuaranteeId)),
    )


@st.composite
def acknowledgements(
    draw: st.DrawFn, *, among: tuple[LoanId, ...] | None = None, earliest: date = FIRST_DAY, latest: date = LAST_DAY
) -> Acknowledgement:
    """Draw what debtors acknowledged, some without proof."""
    return Acknowledgement(
        id=draw(ids(LegalActId)),
        loans=draw(_some(among)),
        on=draw(days(earliest=earliest, latest=latest)),
        paper=draw(_PAPER),
        guarantee=draw(st.none() | ids(GuaranteeId)),
    )


@st.composite
def suits(
    draw: st.DrawFn, *, among: tuple[LoanId, ...] | None = None, earliest: date = FIRST_DAY, latest: date = LAST_DAY
) -> Suit:
    """Draw suits, some still running."""
    filed = draw(days(earliest=earliest, latest=latest))
    return Suit(
        id=draw(ids(LegalActId)),
        loans=draw(_some(among)),
        filed_on=filed,
        paper=draw(_PAPER),
        ended_on=_later(draw, filed),
        guarantees=draw(st.frozensets(ids(GuaranteeId), max_size=2)),
        of_borrower=draw(st.booleans()),
    )


@st.composite
def judgments(
    draw: st.DrawFn, *, among: tuple[LoanId, ...] | None = None, earliest: date = FIRST_DAY, latest: date = LAST_DAY
) -> Judgment:
    """Draw judgments, some with enforcement applied for."""
    effective = draw(days(earliest=earliest, latest=latest))
    return Judgment(
        id=draw(ids(LegalActId)),
        loans=draw(_some(among)),
        effective_on=effective,
        perform_by=_later(draw, effective, 60),
        enforcement_on=_later(draw, effective),
        enforcement_paper=draw(_PAPER),
        guarantees=draw(st.frozensets(ids(GuaranteeId), max_size=2)),
    )


@st.composite
def asset_searches(
    draw: st.DrawFn, *, among: tuple[LoanId, ...] | None = None, earliest: date = FIRST_DAY, latest: date = LAST_DAY
) -> AssetSearch:
    """Draw searches for assets, some without proof."""
    return AssetSearch(
        id=draw(ids(LegalActId)),
        loans=draw(_some(among)),
        on=draw(days(earliest=earliest, latest=latest)),
        paper=draw(_PAPER),
    )


@st.composite
def claim_ends(
    draw: st.DrawFn, *, among: tuple[LoanId, ...] | None = None, earliest: date = FIRST_DAY, latest: date = LAST_DAY
) -> ClaimEnd:
    """Draw the ends of claims."""
    return ClaimEnd(
        id=draw(ids(LegalActId)),
        loans=draw(_some(among)),
        on=draw(days(earliest=earliest, latest=latest)),
        how=draw(st.sampled_from(ClaimEnding)),
    )


@st.composite
def guarantor_consents(draw: st.DrawFn) -> GuarantorConsent:
    """Draw consents to a changed maturity, some not in writing."""
    return GuarantorConsent(change=draw(ids(LoanChangeId)), on=draw(days()), paper=draw(_PAPER))


@st.composite
def guarantees(draw: st.DrawFn, *, among: tuple[LoanId, ...] | None = None) -> Guarantee:
    """Draw guarantees: some of an agreed span, some "until all is repaid", some silent."""
    until = draw(st.booleans())
    return Guarantee(
        id=draw(ids(GuaranteeId)),
        loans=draw(_some(among)),
        kind=draw(st.sampled_from(GuaranteeKind)),
        agreed=None if until else draw(st.none() | st.integers(0, 60).map(months)),
        until_repaid=until,
        consents=tuple(draw(st.lists(guarantor_consents(), max_size=2))),
    )


@st.composite
def mortgages(draw: st.DrawFn, *, among: tuple[LoanId, ...] | None = None) -> Mortgage:
    """Draw mortgages."""
    return Mortgage(id=draw(ids(MortgageId)), loans=draw(_some(among)))


@st.composite
def seizure_renewals(draw: st.DrawFn, *, earliest: date = FIRST_DAY) -> SeizureRenewal:
    """Draw renewals of a seizure, some without the court's paper."""
    on = draw(days(earliest=earliest))
    return SeizureRenewal(on=on, named_until=_later(draw, on), paper=draw(_PAPER))


@st.composite
def seizures(
    draw: st.DrawFn, *, among: tuple[LoanId, ...] | None = None, earliest: date = FIRST_DAY, latest: date = LAST_DAY
) -> Seizure:
    """Draw what courts have seized, some renewed, some lifted."""
    on = draw(days(earliest=earliest, latest=latest))
    return Seizure(
        id=draw(ids(SeizureId)),
        loans=draw(_some(among)),
        asset=draw(st.sampled_from(SeizedAsset)),
        seized_on=on,
        named_until=_later(draw, on),
        renewals=tuple(draw(st.lists(seizure_renewals(earliest=on), max_size=2))),
        lifted_on=_later(draw, on),
    )


def _few(things: st.SearchStrategy[T], most: int = 1) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(things, max_size=most, unique_by=_id).map(tuple)


def _id(thing: object) -> object:
    return getattr(thing, "id")  # noqa: B009  what is drawn has an id, which no type says


@st.composite
def legal_files(
    draw: st.DrawFn, *, among: tuple[LoanId, ...] | None = None, earliest: date = FIRST_DAY, latest: date = LAST_DAY
) -> LegalFile:
    """Draw what was done at law about the loans `among`, between two days."""
    if among is not None and not among:
        return LegalFile()
    return LegalFile(
        demands=draw(_few(demands(among=among, earliest=earliest, latest=latest), 3)),
        acknowledgements=draw(_few(acknowledgements(among=among, earliest=earliest, latest=latest))),
        suits=draw(_few(suits(among=among, earliest=earliest, latest=latest))),
        judgments=draw(_few(judgments(among=among, earliest=earliest, latest=latest))),
        guarantees=draw(_few(guarantees(among=among))),
        mortgages=draw(_few(mortgages(among=among))),
        seizures=draw(_few(seizures(among=among, earliest=earliest, latest=latest))),
        searches=draw(_few(asset_searches(among=among, earliest=earliest, latest=latest))),
        ends=draw(_few(claim_ends(among=among, earliest=earliest, latest=latest))),
    )


@st.composite
def legal_clocks(draw: st.DrawFn) -> LegalClock:
    """Draw clocks, some at rest, some that lack a fact."""
    start, missing = draw(st.none() | days()), draw(st.booleans())
    last = None if start is None or missing else _later(draw, start)
    return LegalClock(
        kind=draw(st.sampled_from(LegalClockKind)),
        loans=draw(_some(None)),
        right=draw(st.none() | st.one_of(ids(GuaranteeId), ids(MortgageId), ids(SeizureId))),
        start=start,
        span=draw(spans(units=_NATURAL, least=1)),
        raw=last,
        last=last,
        provisional=draw(st.booleans()),
        met_on=last if draw(st.booleans()) else None,
        rests=last is None and not missing,
        missing=(FactName("matures_on"),) if missing else (),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
        proof=draw(proofs()),
    )
