"""Strategies for evidence and for how a visit was held: places, consent, persons met, tries, hours."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from loanvisit.domain import (
    Attempt,
    AttemptOutcome,
    BorrowerId,
    Capacity,
    Channel,
    Consent,
    DrawdownId,
    EvidenceId,
    EvidenceRef,
    EvidenceSource,
    EvidenceSubject,
    GuaranteeId,
    LegalBasis,
    LoanId,
    MortgageId,
    NumberSource,
    OfficerId,
    PersonMet,
    Place,
    PlacePrecision,
    WithheldEvidence,
    clean_file_name,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import LAST_DAY, days, ids, instants, names, sentences

_KINDS = ("photo", "statement", "voucher")


def digests() -> st.SearchStrategy[str]:
    """Draw digests in hex."""
    return st.integers(0, 2**64).map(lambda number: f"{number:064x}")


@st.composite
def places(draw: st.DrawFn, *, precision: PlacePrecision | None = None) -> Place:
    """Draw places of every precision; points are anywhere on earth, to the metre or so."""
    known = precision if precision is not None else draw(st.sampled_from(PlacePrecision))
    is_point, is_district = known is PlacePrecision.POINT, known is PlacePrecision.DISTRICT
    no_address = is_district or (is_point and draw(st.booleans()))
    return Place(
        precision=known,
        district=None if is_point and draw(st.booleans()) else draw(sentences()),
        address=None if no_address else draw(sentences()),
        latitude=draw(_degrees(90)) if is_point else None,
        longitude=draw(_degrees(180)) if is_point else None,
        accuracy=draw(st.none() | st.integers(0, 5000)) if is_point else None,
    )


def _degrees(bound: int) -> st.SearchStrategy[Decimal]:
    return st.integers(-bound * 100_000, bound * 100_000).map(lambda count: Decimal(count).scaleb(-5))


@st.composite
def consents(draw: st.DrawFn, *, refused: bool | None = None) -> Consent:
    """Draw grounds of every kind; `refused` says whether consent was asked for and refused, either way if left out."""
    is_refused = draw(st.booleans()) if refused is None else refused
    given = False if is_refused else draw(st.sampled_from([True, None]))
    on = draw(st.none() | days())
    return Consent(
        basis=LegalBasis.CONSENT if is_refused else draw(st.sampled_from(LegalBasis)),
        notice=draw(st.none() | names()),
        scope=draw(st.frozensets(st.sampled_from(_KINDS), max_size=2)),
        given=given,
        reason=draw(sentences()) if given is False else None,
        separate=draw(st.none() | st.booleans()),
        on=on,
        withdrawn_on=draw(st.none() | (days() if on is None else days(earliest=on))) if given else None,
    )


def _shown() -> st.SearchStrategy[frozenset[EvidenceSubject]]:
    one = ids(DrawdownId) | ids(LoanId) | ids(BorrowerId) | ids(MortgageId) | ids(GuaranteeId)
    return st.frozensets(one, max_size=2)


@st.composite
def evidence(draw: st.DrawFn) -> EvidenceRef:
    """Draw references to evidence kept elsewhere, some of which say all there is to say."""
    return EvidenceRef(
        id=draw(ids(EvidenceId)),
        kind=draw(st.sampled_from(_KINDS)),
        sha256=draw(digests()),
        taken_at=draw(st.none() | instants()),
        taken_by=draw(st.none() | ids(OfficerId)),
        place=draw(st.none() | places()),
        source=draw(st.none() | st.sampled_from(EvidenceSource)),
        about=draw(_shown()),
        consent=draw(st.none() | consents(refused=False)),
        file_name=draw(st.none() | sentences().map(clean_file_name)),
    )


@st.composite
def withheld_evidence(draw: st.DrawFn) -> WithheldEvidence:
    """Draw evidence that was asked for and refused."""
    return WithheldEvidence(
        kind=draw(st.sampled_from(_KINDS)), consent=draw(consents(refused=True)), about=draw(_shown())
    )


@st.composite
def persons_met(draw: st.DrawFn) -> PersonMet:
    """Draw persons met in every capacity, some by name."""
    return PersonMet(capacity=draw(st.sampled_from(Capacity)), name=draw(st.none() | sentences()))


@st.composite
def attempts(draw: st.DrawFn, *, latest: date = LAST_DAY) -> Attempt:
    """Draw tries to reach somebody, by every channel, in the month up to a day."""
    channel = draw(st.sampled_from(Channel))
    sources = st.none() if channel is Channel.IN_PERSON else st.none() | st.sampled_from(NumberSource)
    return Attempt(
        at=draw(instants(earliest=latest - timedelta(days=30), latest=latest)),
        channel=channel,
        outcome=draw(st.sampled_from(AttemptOutcome)),
        by=draw(ids(OfficerId)),
        number_from=draw(sources),
    )


@st.composite
def hours_of(draw: st.DrawFn, on: date) -> tuple[datetime | None, datetime | None, datetime | None]:
    """Draw when a visit of a day began and ended, on that day, and when it was filed, up to a week later: in order."""
    began, ended = sorted(draw(st.tuples(instants(earliest=on, latest=on), instants(earliest=on, latest=on))))
    filed = draw(st.sampled_from([ended]) | instants(earliest=on + timedelta(days=1), latest=on + timedelta(days=7)))
    known = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    return (began if known[0] else None, ended if known[1] else None, filed if known[2] else None)
