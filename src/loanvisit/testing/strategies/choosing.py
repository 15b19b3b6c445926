"""Strategies for the choice of a method: tables that load, cases of which more or less is known, and the answers."""

from datetime import timedelta
from decimal import Decimal

from loanvisit.domain import (
    FIVE_TIER,
    Confidence,
    Cost,
    DataCompleteness,
    Matter,
    Method,
    MethodCase,
    MethodCell,
    MethodChoice,
    MethodLoss,
    MethodProfile,
    MethodTable,
    ObligationId,
    OfficerId,
    SignalLevel,
    Strength,
    Substitution,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.lending import signals, subjects
from loanvisit.testing.strategies.values import days, grades, ids, money, names, sentences, texts
from loanvisit.testing.strategies.working import proofs

_EVIDENCE = ("voucher", "statements", "proof_of_funds")
_CURRENCY = "CNY"


def _shares(*, least: int = 0) -> st.SearchStrategy[Decimal]:
    return st.integers(least, 100).map(lambda count: Decimal(count) / 100)


@st.composite
def method_profiles(draw: st.DrawFn, *, method: Method | None = None) -> MethodProfile:
    """Draw descriptions of a method."""
    return MethodProfile(
        method=draw(st.sampled_from(Method)) if method is None else method,
        cost=draw(st.sampled_from(Cost)),
        effort_days=draw(st.integers(0, 300).map(lambda count: Decimal(count) / 100)),
        delay_days=draw(st.integers(0, 30)),
        shows=draw(texts()),
        cannot_show=draw(texts()),
        needs=draw(texts()),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def method_cells(draw: st.DrawFn, *, method: Method | None = None) -> MethodCell:
    """Draw what a method is worth: weak ones with their periods, monitoring with a condition on the data."""
    of = draw(st.sampled_from(Method)) if method is None else method
    strength = draw(st.sampled_from(Strength))
    proves = strength is not Strength.NOT
    least = 1 if strength is Strength.WITH_EVIDENCE else 0
    by_data = proves and of is Method.DATA
    share = draw(st.none() | _shares(least=1)) if by_data else None
    return MethodCell(
        method=of,
        strength=strength,
        periods=draw(st.integers(1, 4)) if strength is Strength.WEAK else None,
        evidence=draw(st.lists(st.sampled_from(_EVIDENCE), min_size=least, unique=True)) if proves else (),
        least_share=share,
        payees=by_data and (share is None or draw(st.booleans())),
        not_manager=proves and draw(st.booleans()),
        note=draw(st.none() | texts()),
    )


@st.composite
def matters(draw: st.DrawFn, *, name: str | None = None) -> Matter:
    """Draw matters that some of the methods, or none, can prove."""
    named = draw(st.lists(st.sampled_from(Method), unique=True))
    return Matter(
        id=draw(names()) if name is None else name,
        title=draw(texts()),
        cells=[draw(method_cells(method=method)) for method in named],
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def method_tables(draw: st.DrawFn) -> MethodTable:
    """Draw tables that load, of five grades and one currency; the first matter is always `matter.0`."""
    return MethodTable(
        id=draw(names()),
        version=draw(names()),
        title=draw(texts()),
        profiles=[draw(method_profiles(method=method)) for method in draw(st.permutations(list(Method)))],
        matters=[draw(matters(name=f"matter.{place}")) for place in range(draw(st.integers(1, 3)))],
        in_a_row=draw(st.integers(1, 5)),
        levels=draw(st.frozensets(st.sampled_from(SignalLevel))) | {SignalLevel.RED},
        from_amount=draw(st.none() | money(currency=_CURRENCY, least=0)),
        from_grade=draw(st.none() | grades(scale=FIVE_TIER)),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
        notes=draw(st.none() | texts()),
    )


def data_completeness() -> st.SearchStrategy[DataCompleteness]:
    """Draw how complete the data of a borrower are."""
    share = st.none() | _shares()
    return st.builds(DataCompleteness, days=share, accounts=share, payees=st.none() | st.booleans())


@st.composite
def substitutions(draw: st.DrawFn, *, about: ObligationId | None = None) -> Substitution:
    """Draw substitutions, approved by none of the visitors."""
    granted = draw(days())
    visitors = draw(
        st.lists(
            names().map(lambda name: OfficerId(f"visitor-{name}")),
            min_size=1,
            max_size=2,
            unique_by=lambda one: one.canonical,
        )
    )
    return Substitution(
        about=draw(ids(ObligationId)) if about is None else about,
        method=draw(st.sampled_from(Method)),
        visitors=visitors,
        approver=OfficerId(f"approver-{draw(names())}"),
        reason=draw(sentences()),
        granted_on=granted,
        until=granted + timedelta(days=draw(st.integers(0, 200))),
    )


@st.composite
def method_cases(draw: st.DrawFn, *, matter: str | None = None, about: ObligationId | None = None) -> MethodCase:
    """Draw what is known of a borrower, of five grades and one currency; some have a substitution."""
    return MethodCase(
        matter=draw(names()) if matter is None else matter,
        evidence=draw(st.frozensets(st.sampled_from(_EVIDENCE))),
        data=draw(data_completeness()),
        in_a_row=draw(st.none() | st.integers(0, 6)),
        most_in_a_row=draw(st.none() | st.integers(1, 5)),
        last_on_site=draw(st.none() | days()),
        was_clean=draw(st.none() | st.booleans()),
        signals=draw(st.lists(signals(), max_size=2)),
        amount=draw(st.none() | money(currency=_CURRENCY, least=0)),
        grade=draw(st.none() | grades(scale=FIVE_TIER)),
        travel_days=draw(st.integers(0, 200).map(lambda count: Decimal(count) / 100)),
        unreachable=draw(st.booleans()),
        refuses=draw(st.booleans()),
        force_majeure=draw(st.booleans()),
        substitution=draw(st.none() | substitutions(about=about)),
    )


@st.composite
def method_losses(draw: st.DrawFn, *, method: Method | None = None) -> MethodLoss:
    """Draw methods with what speaks against them."""
    return MethodLoss(
        method=draw(st.sampled_from(Method)) if method is None else method,
        reasons=draw(st.lists(proofs(depth=0), min_size=1, max_size=2)),
    )


@st.composite
def method_choices(draw: st.DrawFn) -> MethodChoice:
    """Draw answers, some of which leave no method."""
    chosen = draw(st.none() | st.sampled_from(Method))
    return MethodChoice(
        duty=draw(ids(ObligationId)),
        subject=draw(subjects()),
        title=draw(texts()),
        matter=draw(names()),
        table=draw(names()),
        version=draw(names()),
        as_of=draw(days()),
        method=chosen,
        strength=None if chosen is None else draw(st.sampled_from(Strength)),
        substituted=chosen is not None and draw(st.booleans()),
        brings=draw(st.lists(st.sampled_from(_EVIDENCE), unique=True)),
        reasons=draw(st.lists(proofs(depth=0), max_size=2)),
        losers=[draw(method_losses(method=method)) for method in Method if method is not chosen],
        wanted=draw(st.none() | st.sampled_from(Method)),
    )
