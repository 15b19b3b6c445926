"""Laws of amounts in conditions: exact to the cent, in one currency, each by the name of what it is."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    BUILT_IN_FACTS,
    BorrowerFile,
    Comparison,
    Condition,
    Duties,
    FactName,
    Level,
    LoanStatus,
    MissingFact,
    Money,
    five_tier,
)
from loanvisit.testing import a_borrower, a_clause, a_file, a_loan, a_policy, weekdays

AS_OF, UNTIL = date(2026, 3, 31), date(2026, 12, 31)
CENTS = st.integers(0, 10**12)
PRINCIPAL = FactName("principal")


def _money(cents: int, currency: str = "CNY") -> Money:
    return Money(Decimal(cents).scaleb(-2), currency)


def _answer(file: BorrowerFile, condition: Condition, *, level: Level = Level.LOAN, owe: bool = False) -> Duties:
    missing = MissingFact.OWE if owe else MissingFact.UNDETERMINED
    policy = a_policy(a_clause(when=[condition], level=level, missing=missing))
    return policy.duties(file, calendar=weekdays(), as_of=AS_OF, until=UNTIL)


def _above(fact: str, bound: Money) -> Condition:
    return Condition(fact=FactName(fact), test=Comparison.ABOVE, values=(bound,))


@given(CENTS, st.integers(-3, 3))
def test_a_bound_is_exact_to_the_cent(bound: int, off: int) -> None:
    """超过 is strictly more and 不超过 is up to the bound and no cent beyond: every amount is on one side."""
    value, limit = _money(max(bound + off, 0)), _money(bound)
    declared = BUILT_IN_FACTS[PRINCIPAL]
    above = Condition(fact=PRINCIPAL, test=Comparison.ABOVE, values=(limit,)).weigh(value, declared)
    at_most = Condition(fact=PRINCIPAL, test=Comparison.AT_MOST, values=(limit,)).weigh(value, declared)
    assert (above, at_most) == (max(bound + off, 0) > bound, max(bound + off, 0) <= bound)


@given(CENTS, CENTS, st.sampled_from(["principal", "balance", "limit", "borrower.total", "group.total"]), st.booleans())
def test_another_currency_is_never_compared(bound: int, cents: int, fact: str, owe: bool) -> None:
    """An amount in another currency leaves the duty undetermined and names what is lacking, whatever a gap means."""
    facts = {} if fact == "principal" else {fact: _money(cents, "USD")}
    principal = str(Decimal(cents).scaleb(-2))
    loan = a_loan(principal=principal, currency="USD" if fact == "principal" else "CNY", facts=facts)
    duties = _answer(a_file(loan), _above(fact, _money(bound)), owe=owe)
    assert (duties.owed, duties.projected, duties.exempt) == ((), (), ())
    assert [one.missing for one in duties.undetermined] == [(f"{fact}.CNY",)]


@given(st.lists(CENTS, min_size=1, max_size=4), st.data())
def test_a_borrowers_total_is_that_of_its_live_loans(cents: list[int], data: st.DataObject) -> None:
    """The total is the sum over live loans, seen from each of them alike; a loan settled adds nothing."""
    settled = data.draw(st.sets(st.integers(0, len(cents) - 1), max_size=len(cents) - 1))
    loans = [
        a_loan(
            f"L-{place}",
            principal=str(Decimal(one).scaleb(-2)),
            status=LoanStatus.SETTLED if place in settled else LoanStatus.LIVE,
        )
        for place, one in enumerate(cents)
    ]
    total = sum(one for place, one in enumerate(cents) if place not in settled)
    file = a_file(*loans)
    for level in Level:
        is_total = Condition(fact=FactName("borrower.total"), test=Comparison.IS, values=(_money(total),))
        duties = _answer(file, is_total, level=level)
        assert (duties.exempt, duties.undetermined) == ((), ())


def test_a_total_handed_in_wins() -> None:
    """What the bank itself calls the borrower's total, guarantees and all, stands before the sum of contracts."""
    file = a_file(a_loan(principal="100.00"), borrower=a_borrower(facts={"borrower.total": _money(50_000)}))
    assert _answer(file, _above("borrower.total", _money(40_000))).owed


def test_amounts_of_several_loans_add_up_or_are_not_known() -> None:
    """A borrower's balance is the sum over its loans: not known where one is not, or where currencies differ."""
    known = a_loan("L-1", facts={"balance": _money(100)})
    more = _above("balance", _money(150))
    for other, answer in (
        (a_loan("L-2", facts={"balance": _money(100)}), "owed"),
        (a_loan("L-2"), "undetermined"),
        (a_loan("L-2", facts={"balance": _money(100, "USD")}), "undetermined"),
        (a_loan("L-2", facts={"balance": "100"}), "undetermined"),
    ):
        assert getattr(_answer(a_file(known, other), more, level=Level.BORROWER), answer), answer


def test_a_borrower_is_as_late_as_its_latest_loan() -> None:
    """Days past due of a borrower are the most over its loans; not known where one does not say."""
    late = Condition(fact=FactName("days_past_due"), test=Comparison.ABOVE, values=(7,))
    first, second = (a_loan(f"L-{one}", facts={"days_past_due": days}) for one, days in ((1, 3), (2, 8)))
    assert _answer(a_file(first, second), late, level=Level.BORROWER).owed
    assert _answer(a_file(first, a_loan("L-2")), late, level=Level.BORROWER).undetermined
    assert _answer(a_file(first), late).exempt


def test_what_is_lacking_is_said_with_its_currency() -> None:
    """The answer names the amount and the currency asked for, in both languages."""
    [one] = _answer(a_file(a_loan(currency="USD", risk=five_tier("pass"))), _above("principal", _money(1))).undetermined
    assert one.text.zh.endswith("缺少以元计的合同金额")
    assert one.text.en.endswith("for lack of contract amount in CNY")


@given(st.sampled_from([None, Money("1", "CNY"), Money("1", "USD"), "1"]), st.booleans(), st.sampled_from(MissingFact))
def test_not_knowing_never_exempts(value: Money | str | None, asked: bool, missing: MissingFact) -> None:
    """Asked whether a fact is known, one not known is undecided, or owed; asked if it is not, a known one exempts."""
    known = isinstance(value, Money)
    file = a_file(a_loan(facts={} if value is None else {"balance": value}))
    condition = Condition(fact=FactName("balance"), test=Comparison.KNOWN, values=(asked,))
    duties = _answer(file, condition, owe=missing is MissingFact.OWE)
    assert bool(duties.exempt) == (known and not asked)
    assert bool(duties.undetermined) == (not known and asked and missing is MissingFact.UNDETERMINED)
    assert bool(duties.owed) == (not duties.exempt and not duties.undetermined)
