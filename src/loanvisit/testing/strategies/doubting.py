"""Strategies for what is out of the ordinary about records, and where that begins."""

from decimal import Decimal

from loanvisit.domain import IntegrityKind, IntegrityLimits, IntegritySignal, RecordId, SignalStrength
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import ids, names
from loanvisit.testing.strategies.working import proofs


def _shares() -> st.SearchStrategy[Decimal]:
    return st.integers(1, 100).map(lambda count: Decimal(count) / 100)


@st.composite
def integrity_limits(draw: st.DrawFn) -> IntegrityLimits:
    """Draw where what is ordinary ends, the strictest and the most lenient among them."""
    return IntegrityLimits(
        alike=draw(_shares()),
        least_text=draw(st.integers(1, 40)),
        made_anew=draw(st.frozensets(names(), max_size=3)),
        least_answers=draw(st.integers(1, 9)),
        pair_visits=draw(st.integers(1, 9)),
        late_after=draw(st.integers(0, 9)),
        period_share=draw(_shares()),
        period_days=draw(st.integers(1, 31)),
        period_records=draw(st.integers(1, 20)),
        top_speed=draw(st.integers(1, 900)),
        least_distance=draw(st.integers(0, 5000)),
        assumed_accuracy=draw(st.integers(0, 5000)),
        on_site_minutes=draw(st.integers(0, 60)),
        interview_minutes=draw(st.integers(0, 60)),
        photo_distance=draw(st.integers(0, 5000)),
        photo_minutes=draw(st.integers(0, 120)),
        fresh_caller=draw(st.booleans()),
    )


@st.composite
def integrity_signal_values(draw: st.DrawFn) -> IntegritySignal:
    """Draw signals about one record or several."""
    return IntegritySignal(
        kind=draw(st.sampled_from(IntegrityKind)),
        strength=draw(st.sampled_from(SignalStrength)),
        records=draw(st.lists(ids(RecordId), min_size=1, max_size=3, unique=True)),
        proof=draw(proofs()),
    )
