"""Strategies for the customer's side of a visit."""

from datetime import timedelta

from loanvisit.domain import Advice, Burden, Complaint, CustomerSide, Need, NeedKind, UnitId, Uptake
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.values import days, ids, names, sentences

_CODES = ("a", "b", "c")


@st.composite
def needs(draw: st.DrawFn, *, code: str | None = None) -> Need:
    """Draw needs: new ones, some passed on, some answered."""
    passed_to = draw(st.none() | ids(UnitId))
    passed_on = None if passed_to is None else draw(st.none() | days())
    answered_on = draw(st.none() | days()) if passed_on is None else passed_on + timedelta(days=draw(st.integers(0, 9)))
    return Need(
        code=draw(names()) if code is None else code,
        kind=draw(st.sampled_from(NeedKind)),
        words=draw(sentences()),
        passed_to=passed_to,
        passed_on=passed_on,
        answered_on=answered_on,
    )


@st.composite
def advice(draw: st.DrawFn, *, code: str | None = None) -> Advice:
    """Draw advice given, and what became of it."""
    name = draw(names()) if code is None else code
    return Advice(code=name, words=draw(sentences()), uptake=draw(st.none() | st.sampled_from(Uptake)))


@st.composite
def burdens(draw: st.DrawFn) -> Burden:
    """Draw what visits cost the customer."""
    asked = draw(st.lists(st.sampled_from(["contract", "invoice"]), unique=True))
    return Burden(minutes=draw(st.none() | st.integers(0, 600)), asked_twice=asked)


@st.composite
def complaints(draw: st.DrawFn, *, code: str | None = None) -> Complaint:
    """Draw complaints, some answered."""
    name = draw(names()) if code is None else code
    return Complaint(code=name, words=draw(sentences()), answered_on=draw(st.none() | days()))


@st.composite
def customer_sides(draw: st.DrawFn) -> CustomerSide:
    """Draw what visits heard of the customer; the same few codes come again and again."""
    told = [draw(st.lists(st.sampled_from(_CODES), max_size=2, unique=True)) for _ in range(3)]
    return CustomerSide(
        needs=[draw(needs(code=code)) for code in told[0]],
        advice=[draw(advice(code=code)) for code in told[1]],
        burden=draw(st.none() | burdens()),
        complaints=[draw(complaints(code=code)) for code in told[2]],
    )
