"""Strategies for borrowers, their loans, the people of the bank, and what happened elsewhere."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from loanvisit.domain import (
    EVENT_KINDS,
    ROUTINE,
    STATUSES,
    Borrower,
    BorrowerId,
    BorrowerKind,
    Deferral,
    Delegation,
    Drawdown,
    DrawdownId,
    EventId,
    FactName,
    FindingId,
    Loan,
    LoanEvent,
    LoanId,
    LoanStatus,
    Method,
    ObligationId,
    Officer,
    OfficerId,
    OrganisationUnit,
    PastFinding,
    PastVisit,
    RemediationId,
    Role,
    Signal,
    SignalId,
    SignalLevel,
    Subject,
    UnitId,
    VisitId,
    Waiver,
    WaiverId,
    Weight,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import (
    FIRST_DAY,
    LAST_DAY,
    days,
    facts,
    grades,
    ids,
    money,
    names,
    sentences,
    texts,
    windows,
)

PRODUCTS = ("working_capital", "project", "personal")
TOLD = EVENT_KINDS[:3]
"""Kinds of event that books are drawn with: few, so that clauses meet them."""
PURPOSES = (ROUTINE, "first_check", "pre_maturity", "special")
_LIVE_MOSTLY = (LoanStatus.LIVE,) * len(STATUSES) + tuple(LoanStatus)


@st.composite
def borrowers(draw: st.DrawFn, *, id: BorrowerId | None = None) -> Borrower:  # noqa: A002  the field's own name
    """Draw borrowers; `id` fixes whose."""
    return Borrower(
        id=id if id is not None else draw(ids(BorrowerId)),
        kind=draw(st.none() | st.sampled_from(BorrowerKind)),
        name=draw(st.none() | sentences()),
        manager=draw(st.none() | ids(OfficerId)),
        unit=draw(st.none() | ids(UnitId)),
        facts=draw(facts()),
    )


@st.composite
def drawdowns(
    draw: st.DrawFn,
    *,
    id: DrawdownId | None = None,  # noqa: A002
    earliest: date = FIRST_DAY,
    latest: date = LAST_DAY,
) -> Drawdown:
    """Draw payouts between two days, some on a day not known, some with a maturity of their own."""
    drawn_on = draw(st.none() | days(earliest=earliest, latest=latest))
    return Drawdown(
        id=id if id is not None else draw(ids(DrawdownId)),
        amount=draw(st.none() | money(least=0)),
        drawn_on=drawn_on,
        matures_on=draw(st.none() | days(earliest=drawn_on or earliest, latest=LAST_DAY)),
    )


@st.composite
def loans(
    draw: st.DrawFn,
    *,
    id: LoanId | None = None,  # noqa: A002
    borrower: BorrowerId | None = None,
    earliest: date = FIRST_DAY,
    latest: date = LAST_DAY,
) -> Loan:
    """Draw loans of up to three payouts between two days, mostly live; drawdowns are named `<loan>/1`, `<loan>/2`."""
    name = id if id is not None else draw(ids(LoanId))
    payouts = tuple(
        draw(drawdowns(id=DrawdownId(f"{name}/{place + 1}"), earliest=earliest, latest=latest))
        for place in range(draw(st.sampled_from([1, 1, 2, 3, 0])))
    )
    first = min((one.drawn_on for one in payouts if one.drawn_on is not None), default=earliest)
    return Loan(
        id=name,
        borrower=borrower if borrower is not None else draw(ids(BorrowerId)),
        drawdowns=payouts,
        product=draw(st.none() | st.sampled_from(PRODUCTS)),
        principal=draw(st.none() | money(currency="CNY", least=0)),
        matures_on=draw(st.none() | days(earliest=first, latest=LAST_DAY)),
        risk=draw(st.none() | grades(earliest=earliest, latest=latest)),
        status=draw(st.sampled_from(_LIVE_MOSTLY)),
        unit=draw(st.none() | ids(UnitId)),
        agreed_payees=draw(st.none() | st.frozensets(names(), max_size=2)),
        agreed_purposes=draw(st.none() | st.frozensets(names(), max_size=2)),
        facts=draw(facts()),
    )


@st.composite
def delegations(draw: st.DrawFn, *, delegate: OfficerId | None = None) -> Delegation:
    """Draw what one officer lends another, some moves for some days."""
    to = draw(ids(OfficerId)) if delegate is None else delegate
    return Delegation(
        delegator=draw(ids(OfficerId).filter(lambda one: one.canonical != to.canonical)),
        role=draw(st.sampled_from(Role)),
        delegate=to,
        powers=draw(st.frozensets(st.sampled_from(["visit.accept", "visit.sign_off", "finding.waive"]), min_size=1)),
        window=draw(windows()),
    )


@st.composite
def officers(draw: st.DrawFn) -> Officer:
    """Draw officers with one role or several, some of them acting for somebody."""
    who = draw(ids(OfficerId))
    return Officer(
        id=who,
        roles=draw(st.frozensets(st.sampled_from(Role), min_size=1, max_size=3)),
        unit=draw(st.none() | ids(UnitId)),
        name=draw(st.none() | sentences()),
        acting=draw(st.lists(delegations(delegate=who), max_size=1)),
    )


@st.composite
def organisation_units(draw: st.DrawFn) -> OrganisationUnit:
    """Draw units of the bank."""
    return OrganisationUnit(
        id=draw(ids(UnitId)),
        name=draw(texts()),
        parent=draw(st.none() | ids(UnitId)),
        line_of_defence=draw(st.integers(1, 3)),
    )


def subjects() -> st.SearchStrategy[Subject]:
    """Draw what a duty can be about."""
    return st.one_of(ids(LoanId), ids(DrawdownId), ids(BorrowerId))


@st.composite
def past_visits(
    draw: st.DrawFn,
    *,
    borrower: BorrowerId | None = None,
    among: tuple[LoanId, ...] | None = None,
    earliest: date = FIRST_DAY,
    latest: date = LAST_DAY,
) -> PastVisit:
    """Draw visits made before, of some of the loans `among`, with more or less recorded about them."""
    known = among if among is not None else tuple(draw(st.lists(ids(LoanId), max_size=3, unique=True)))
    named = tuple(draw(st.lists(st.sampled_from(known), max_size=3, unique=True))) if known else ()
    whose = borrower if borrower is not None else draw(ids(BorrowerId))
    return PastVisit(
        on=draw(days(earliest=earliest, latest=latest)),
        method=draw(st.none() | st.sampled_from(Method)),
        loans=named,
        borrower=whose if not named else draw(st.sampled_from([None, whose])),
        purposes=draw(st.none() | st.frozensets(st.sampled_from(PURPOSES), max_size=3)),
        visitors=draw(st.none() | st.integers(0, 3)),
        id=draw(st.none() | ids(VisitId)),
        source=draw(st.none() | sentences()),
    )


@st.composite
def past_findings(draw: st.DrawFn, *, borrower: BorrowerId | None = None) -> PastFinding:
    """Draw findings raised before, with more or less recorded about them."""
    return PastFinding(
        id=draw(ids(FindingId)),
        borrower=borrower if borrower is not None else draw(ids(BorrowerId)),
        found_on=draw(st.none() | days()),
        code=draw(st.none() | names()),
        weight=draw(st.none() | st.sampled_from([weight.value for weight in Weight])),
        text=draw(st.none() | sentences()),
        visit=draw(st.none() | ids(VisitId)),
        closed=draw(st.none() | st.booleans()),
        closed_on=draw(st.none() | days()),
        source=draw(st.none() | sentences()),
    )


@st.composite
def signals(
    draw: st.DrawFn,
    *,
    id: SignalId | None = None,  # noqa: A002
    about: Subject | None = None,
    earliest: date = FIRST_DAY,
    latest: date = LAST_DAY,
) -> Signal:
    """Draw warnings about a subject; some know their hour, and some are cleared."""
    raised_on = draw(days(earliest=earliest, latest=latest))
    hour = draw(st.none() | st.integers(0, 23))
    at = None if hour is None else datetime(raised_on.year, raised_on.month, raised_on.day, hour, tzinfo=UTC)
    return Signal(
        id=id if id is not None else draw(ids(SignalId)),
        about=about if about is not None else draw(subjects()),
        kind=draw(st.sampled_from(["E01", "E02", "E17"])),
        level=draw(st.sampled_from(SignalLevel)),
        raised_on=raised_on,
        raised_at=at,
        cleared_on=draw(st.none() | days(earliest=raised_on)),
        source=draw(st.none() | sentences()),
    )


@st.composite
def loan_events(
    draw: st.DrawFn,
    *,
    id: EventId | None = None,  # noqa: A002
    about: Subject | None = None,
    kinds: Sequence[str] = TOLD,
    earliest: date = FIRST_DAY,
    latest: date = LAST_DAY,
) -> LoanEvent:
    """Draw events of built-in kinds about a subject; all were known by `latest`."""
    on = draw(days(earliest=earliest, latest=latest))
    return LoanEvent(
        id=id if id is not None else draw(ids(EventId)),
        kind=FactName(draw(st.sampled_from(list(kinds)))),
        about=about if about is not None else draw(subjects()),
        on=on,
        known_on=draw(st.none() | days(earliest=on, latest=latest)),
        ended_on=draw(st.none() | days(earliest=on, latest=latest)),
        source=draw(st.none() | sentences()),
    )


@st.composite
def waivers(
    draw: st.DrawFn,
    *,
    about: ObligationId | FindingId | RemediationId | None = None,
    earliest: date = FIRST_DAY,
    latest: date = LAST_DAY,
) -> Waiver:
    """Draw waivers granted between two days."""
    granted_on = draw(days(earliest=earliest, latest=latest))
    return Waiver(
        id=draw(ids(WaiverId)),
        about=about if about is not None else draw(st.one_of(ids(ObligationId), ids(FindingId), ids(RemediationId))),
        approver=draw(ids(OfficerId)),
        reason=draw(sentences()),
        granted_on=granted_on,
        expires_on=draw(days(earliest=granted_on, latest=LAST_DAY)),
    )


@st.composite
def deferrals(
    draw: st.DrawFn, *, about: ObligationId | None = None, original_last: date | None = None, latest: date = LAST_DAY
) -> Deferral:
    """Draw deferrals granted by `latest`, of a duty whose last day is given or drawn."""
    last = original_last or draw(days(earliest=FIRST_DAY, latest=LAST_DAY - timedelta(days=1)))
    asker = draw(ids(OfficerId))
    return Deferral(
        about=about if about is not None else draw(ids(ObligationId)),
        original_last=last,
        new_last=draw(days(earliest=last + timedelta(days=1), latest=max(LAST_DAY, last + timedelta(days=90)))),
        asked_by=asker,
        approver=draw(ids(OfficerId).filter(lambda one: one.canonical != asker.canonical)),
        reason=draw(sentences()),
        granted_on=draw(days(earliest=min(FIRST_DAY, last, latest), latest=min(last, latest))),
    )
