"""Strategies for classification: claims and their debtors, regimes that load, answers and proposals."""

from datetime import timedelta
from decimal import Decimal

from loanvisit.domain import (
    FIVE_TIER,
    REGIME_FACTS,
    AgeStep,
    BorrowerId,
    ClassFloor,
    ClassProposal,
    Confidence,
    Counting,
    DayBucket,
    DaysPastDue,
    DrawdownId,
    Excuse,
    Fact,
    FactKind,
    FactName,
    FactTest,
    FloorAnswer,
    FloorRule,
    Limit,
    LoanId,
    Materiality,
    OfficerId,
    ProposalState,
    Regime,
    RiskScale,
    Span,
    Term,
    Verdict,
    months,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.owing import NATURAL
from loanvisit.testing.strategies.values import (
    days,
    grades,
    ids,
    instants,
    money,
    names,
    risk_scales,
    sentences,
    spans,
    texts,
    windows,
)
from loanvisit.testing.strategies.working import proofs
from loanvisit.words import verbatim

_DECLARED = (
    Fact(name=FactName("own.flag"), kind=FactKind.FLAG, label=verbatim("own.flag")),
    Fact(name=FactName("own.share"), kind=FactKind.DECIMAL, label=verbatim("own.share")),
    Fact(name=FactName("own.day"), kind=FactKind.DATE, label=verbatim("own.day")),
    Fact(name=FactName("debtor.retail"), kind=FactKind.FLAG, label=verbatim("debtor.retail")),
)
"""What every drawn regime declares."""
_ASKED = {
    "own.flag": FactKind.FLAG,
    "own.share": FactKind.DECIMAL,
    "days_past_due": FactKind.WHOLE,
    "days_material": FactKind.WHOLE,
    "non_performing": FactKind.FLAG,
    "debtor.retail": FactKind.FLAG,
    "debtor.non_performing_here": FactKind.FLAG,
    "debtor.non_performing_percent": FactKind.DECIMAL,
    "expected_loss_percent": FactKind.DECIMAL,
    "debtor.days_past_due": FactKind.WHOLE,
    "debtor.non_performing_elsewhere": FactKind.FLAG,
    "debtor.percent_over_90_days": FactKind.DECIMAL,
    "group.non_performing_here": FactKind.FLAG,
    "group.non_performing_percent": FactKind.DECIMAL,
}
"""What its rules read, some of it worked out."""


@st.composite
def fact_tests(draw: st.DrawFn, *, excusing: bool = False) -> FactTest:
    """Draw tests of the facts that `regimes` declare, and of those that are worked out: for a rule, or an excuse."""
    name = draw(st.sampled_from(sorted(_ASKED)))
    is_free = FactName(name) not in REGIME_FACTS
    if _ASKED[name] is FactKind.FLAG:
        value = draw(st.booleans()) if is_free else not excusing
        return FactTest(fact=FactName(name), limit=Limit.IS, value=value)
    worse, better = [Limit.ABOVE, Limit.AT_LEAST], [Limit.AT_MOST, Limit.BELOW]
    limit = draw(st.sampled_from([*worse, *better] if is_free else better if excusing else worse))
    bound = draw(st.one_of(st.integers(0, 400), st.integers(0, 4000).map(lambda count: Decimal(count) / 10)))
    return FactTest(fact=FactName(name), limit=limit, value=bound)


def _tests(*, excusing: bool = False) -> st.SearchStrategy[list[FactTest]]:
    return st.lists(fact_tests(excusing=excusing), min_size=1, max_size=2)


@st.composite
def excuses(draw: st.DrawFn) -> Excuse:
    """Draw what lifts a rule."""
    return Excuse(
        title=draw(texts()),
        tests=draw(_tests(excusing=True)),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def day_buckets(draw: st.DrawFn, *, grade: str | None = None, first: int = 0, last: int | None = None) -> DayBucket:
    """Draw a bucket that holds `first` to `last` days, its bounds stated one way or the other."""
    low_in, high_in = first == 0 or draw(st.booleans()), draw(st.booleans())
    return DayBucket(
        grade=draw(names()) if grade is None else grade,
        low=first if low_in else first - 1,
        low_in=low_in,
        high=None if last is None else last if high_in else last + 1,
        high_in=high_in,
        excuses=tuple(draw(st.lists(excuses(), max_size=1))),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def materiality(draw: st.DrawFn, *, currency: str = "CNY") -> Materiality:
    """Draw the amounts from which days count."""
    return Materiality(
        retail=draw(money(currency=currency, least=0)),
        other=draw(money(currency=currency, least=0)),
        percent=draw(st.integers(0, 1000).map(lambda count: Decimal(count) / 10)),
        by_debtor=draw(st.booleans()),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def age_steps(draw: st.DrawFn, *, grade: str | None = None, above: Span | None = None) -> AgeStep:
    """Draw the grade of what has been non-performing for more than a span."""
    return AgeStep(
        grade=draw(names()) if grade is None else grade,
        above=draw(spans(units=NATURAL, least=1)) if above is None else above,
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def terms(draw: st.DrawFn, *, name: str | None = None) -> Term:
    """Draw terms, some with repayment periods, some of an open reading."""
    return Term(
        id=draw(names()) if name is None else name,
        title=draw(texts()),
        since=FactName("own.day"),
        least=draw(spans(units=NATURAL, least=1)),
        periods=draw(st.integers(0, 3)),
        counting=draw(st.sampled_from(Counting)),
        late_restarts=draw(st.booleans()),
        is_open=draw(st.booleans()),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def floor_rules(
    draw: st.DrawFn, *, name: str | None = None, scale: RiskScale = FIVE_TIER, among: tuple[str, ...] = ()
) -> FloorRule:
    """Draw rules over those facts; some name what a person must judge, some are options."""
    return FloorRule(
        id=draw(names()) if name is None else name,
        title=draw(texts()),
        tests=draw(_tests()),
        grade=draw(st.none() | st.sampled_from(scale.grades)),
        excuses=draw(st.lists(excuses(), max_size=1)),
        term=draw(st.none() | st.sampled_from(among)) if among else None,
        by_choice=draw(st.integers(0, 3)) == 0,
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def regimes(draw: st.DrawFn, *, scale: RiskScale | None = None) -> Regime:
    """Draw regimes that load: buckets that hold every number of days once, the worse the longer, and a few rules."""
    of = draw(risk_scales()) if scale is None else scale
    edges = sorted(draw(st.sets(st.integers(1, 400), max_size=len(of.grades) - 1)))
    ranks = sorted(draw(st.lists(st.integers(0, len(of.grades) - 1), min_size=len(edges), max_size=len(edges))))
    starts, lasts = [0, *edges], [*(edge - 1 for edge in edges), None]
    buckets = [
        draw(day_buckets(grade=of.grades[rank], first=first, last=last))
        for rank, first, last in zip([0, *ranks], starts, lasts, strict=True)
    ]
    known = tuple(draw(terms(name=f"term.{place}")) for place in range(draw(st.integers(0, 1))))
    among = tuple(term.id for term in known)
    rules = [draw(floor_rules(name=f"rule.{place}", scale=of, among=among)) for place in range(draw(st.integers(0, 3)))]
    options = [rule.id for rule in rules if rule.is_option]
    bad = draw(st.integers(1, len(of.grades) - 1))
    worse = of.grades[bad + 1 :]
    aged = sorted(draw(st.sets(st.integers(1, 48), max_size=len(worse))))
    return Regime(
        id=draw(names()),
        version=draw(names()),
        title=draw(texts()),
        scale=of,
        non_performing=of.grades[bad],
        counts_due_date=draw(st.booleans()),
        counting=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
        buckets=buckets,
        ageing=[draw(age_steps(grade=code, above=months(count))) for code, count in zip(worse, aged, strict=False)],
        rules=tuple(rules),
        terms=known,
        facts=_DECLARED,
        materiality=draw(st.none() | materiality()),
        chosen=draw(st.frozensets(st.sampled_from(options))) if options else frozenset(),
        notes=draw(st.none() | texts()),
    )


@st.composite
def days_past_due(draw: st.DrawFn) -> DaysPastDue:
    """Draw how long something is past due."""
    due = draw(st.none() | days())
    count = 0 if due is None else draw(st.integers(1, 400))
    first = None if due is None else due + timedelta(days=1)
    grace = None if due is None else due + timedelta(days=draw(st.integers(0, 30)))
    return DaysPastDue(
        days=count,
        oldest_due_on=due,
        counted_from=first,
        grace_ends_on=grace,
        material_days=count,
        material_since=first,
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def floor_answers(draw: st.DrawFn) -> FloorAnswer:
    """Draw what a rule of five grades says."""
    missing = draw(st.lists(names(), max_size=2, unique=True))
    return FloorAnswer(
        rule=draw(names()),
        title=draw(texts()),
        verdict=draw(st.sampled_from(Verdict)),
        grade=draw(st.none() | st.sampled_from(FIVE_TIER.grades)),
        missing=tuple(FactName(name) for name in missing),
        missing_labels=tuple(verbatim(name) for name in missing),
        read=draw(st.lists(proofs(depth=0), max_size=1)),
        since=draw(st.none() | days()),
        holds=draw(st.none() | windows()),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def class_floors(draw: st.DrawFn) -> ClassFloor:
    """Draw answers on the five grades."""
    floor, worst = sorted(draw(st.lists(st.integers(0, 4), min_size=2, max_size=2)))
    return ClassFloor(
        borrower=draw(ids(BorrowerId)),
        claim=draw(st.one_of(ids(LoanId), ids(DrawdownId))),
        regime=draw(names()),
        version=draw(names()),
        as_of=draw(days()),
        floor=FIVE_TIER.grade(FIVE_TIER.grades[floor]),
        worst=FIVE_TIER.grade(FIVE_TIER.grades[worst]),
        days=draw(st.none() | days_past_due()),
        answers=draw(st.lists(floor_answers(), max_size=2)),
        current=draw(st.none() | grades(scale=FIVE_TIER)),
        bad_since=draw(st.none() | days()),
    )


@st.composite
def class_proposals(draw: st.DrawFn) -> ClassProposal:
    """Draw classes proposed, some of them decided since."""
    floor = draw(class_floors())
    state = draw(st.sampled_from(ProposalState))
    at = draw(instants())
    is_decided = state is not ProposalState.PROPOSED
    return ClassProposal(
        floor=floor,
        grade=FIVE_TIER.grade(draw(st.sampled_from(FIVE_TIER.grades[floor.floor.rank :])), since=floor.as_of),
        reason=draw(st.none() | sentences()),
        proposed_by=draw(ids(OfficerId)),
        proposed_at=at,
        manager=draw(st.none() | ids(OfficerId)),
        state=state,
        decided_by=draw(ids(OfficerId)) if is_decided else None,
        decided_at=at + timedelta(hours=draw(st.integers(0, 99))) if is_decided else None,
        returned_for=draw(sentences()) if state is ProposalState.RETURNED else None,
        version=draw(st.integers(1, 9)),
    )
