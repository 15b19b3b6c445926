"""Strategies for loans that change: the changes, the checks they ask for, and what becomes of duties."""

from datetime import date, timedelta

from loanvisit.domain import (
    CHANGE_TABLE,
    Accepts,
    Becomes,
    ChangeCheck,
    ChangeRow,
    Confidence,
    DutyOutcome,
    LoanChange,
    LoanChangeId,
    LoanChangeKind,
    LoanId,
    NaturalPeriod,
    ObligationId,
    OfficerId,
    Unit,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import FIRST_DAY, LAST_DAY, days, ids, names, spans, texts

_CONTINUING = (LoanChangeKind.RENEWAL, LoanChangeKind.REFINANCING)


@st.composite
def change_checks(draw: st.DrawFn, *, code: str | None = None) -> ChangeCheck:
    """Draw checks that a change asks for: once, or in every period."""
    once = spans(units=(Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS), least=1)
    return ChangeCheck(
        code=draw(names()) if code is None else code,
        title=draw(texts()),
        purpose=draw(names()),
        accepts=draw(st.sampled_from(Accepts)),
        due=draw(st.one_of(once, st.sampled_from(NaturalPeriod))),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def loan_changes(
    draw: st.DrawFn,
    *,
    among: tuple[LoanId, ...] | None = None,
    earliest: date = FIRST_DAY,
    latest: date = LAST_DAY,
) -> LoanChange:
    """Draw changes of the loans `among` between two days; what they continue is one of them too, where there are two.

    Maturities lie after `latest`, so that no loan matures before it is paid out.
    """
    kinds = st.sampled_from(LoanChangeKind)
    if among is not None and len(among) < 2:
        kinds = kinds.filter(lambda kind: kind not in _CONTINUING)
    kind = draw(kinds)
    known = ids(LoanId) if among is None else st.sampled_from(among)
    loan = draw(known)
    on = draw(days(earliest=earliest, latest=latest))
    matured, moves = draw(days(earliest=latest)), kind is LoanChangeKind.EXTENSION or draw(st.booleans())
    later = min(matured + timedelta(days=draw(st.integers(0, 900))), LAST_DAY)
    return LoanChange(
        id=draw(ids(LoanChangeId)),
        loan=loan,
        kind=kind,
        on=on,
        approved_on=draw(st.none() | days(earliest=earliest, latest=latest)),
        approver=draw(st.none() | ids(OfficerId)),
        matured_on=draw(st.sampled_from([None, matured])) if moves else None,
        matures_on=later if moves else None,
        continues=draw(known.filter(lambda other: other != loan)) if kind in _CONTINUING else None,
        is_serviced=draw(st.none() | st.booleans()),
        observed_until=draw(st.none() | days(earliest=on)),
        exception=draw(st.none() | texts()),
        checks=draw(st.none() | st.lists(change_checks(), max_size=2, unique_by=lambda one: one.code)),
    )


def change_rows() -> st.SearchStrategy[ChangeRow]:
    """Draw rows of the table of changes."""
    return st.sampled_from(sorted(CHANGE_TABLE.values(), key=lambda row: row.kind.value))


@st.composite
def duty_outcomes(draw: st.DrawFn) -> DutyOutcome:
    """Draw what a change made of a duty."""
    return DutyOutcome(
        change=draw(ids(LoanChangeId)),
        obligation=draw(ids(ObligationId)),
        becomes=draw(st.sampled_from(Becomes)),
        reason=draw(texts()),
    )
