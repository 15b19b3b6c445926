"""Each preset plans a small book that has its facts; what is not known is never an exemption."""

import pytest

from examples.preset_table import AS_OF, LOANS, main, planned, row
from loanvisit import presets
from loanvisit.domain import EVENT_KINDS, Before, FactName, MissingFact, Subject
from loanvisit.scheduling import Plan

DECIDING = [
    pytest.param(name, clause.id.value, fact, id=f"{name}-{clause.id}-{fact}")
    for name in presets.policies()
    for clause in presets.policy(name).clauses
    for fact in sorted({test.fact for test in clause.when} | clause.require.reads - {"matures_on", *EVENT_KINDS})
    if not (fact == "tenor_months" and isinstance(clause.require, Before))
]
"""Each clause of each preset with each fact that decides it; a loan without a tenor has no maturity to go before.

A kind of event is no such fact: none told is none, and exempts.
"""


def _asked(plan: Plan, clause: str) -> set[Subject]:
    """Return whom a clause asks something of."""
    return {duty.subject for duty in (*plan.owed, *plan.projected) if duty.rule.clause.value == clause}


@pytest.mark.parametrize("name", presets.policies())
def test_a_book_that_has_the_facts_is_decided(name: str) -> None:
    """Of a book that has its facts less than one answer in twenty is undetermined, and every clause asks somebody."""
    found, plan, policy = row(name), planned(presets.policy(name)), presets.policy(name)
    answers = found.owed + found.projected + found.exempt + found.undetermined
    assert 20 * found.undetermined < answers
    assert {clause.id.value for clause in policy.clauses if not _asked(plan, clause.id.value)} == set()
    assert found.clauses == len(policy.clauses)
    assert found.person_visits >= found.visits


@pytest.mark.parametrize(("name", "clause", "fact"), DECIDING)
def test_a_deciding_fact_that_is_not_known_is_named(name: str, clause: str, fact: FactName) -> None:
    """Where a deciding fact is taken away, whoever a clause asked is undetermined, and the fact is named."""
    policy = presets.policy(name)
    before, after = _asked(planned(policy), clause), planned(policy, without=fact)
    exempt = {one.subject for one in after.exempt if one.clause.value == clause}
    lacking = {one.subject: one.missing for one in after.undetermined if one.clause.value == clause}
    assert before
    assert before & exempt == set()
    if policy.clause(clause).missing is MissingFact.OWE and fact != "disbursed_on":
        assert before <= _asked(after, clause)
    else:
        assert before <= lacking.keys()
        named = {fact, FactName("tenor_months")} if fact == "disbursed_on" else {fact}  # a tenor begins with the payout
        assert all(named & set(lacking[subject]) for subject in before)


def test_the_table_has_a_line_for_each_preset(capsys: pytest.CaptureFixture[str]) -> None:
    """The script prints a head and a line for each preset, in order of name, and what the figures are of."""
    assert main() == 0
    table, _, said = capsys.readouterr().out.partition("\n\n")
    lines = table.splitlines()
    assert said.startswith(f"{LOANS} loans of {LOANS} borrowers")
    assert [line.split()[0] for line in lines] == ["preset", *presets.policies()]
    assert {len(line) for line in lines} == {len(lines[0])}


def test_the_book_is_as_small_as_it_says() -> None:
    """A visit in a thousand loans is told of a book of sixty, known from the day of the plan."""
    plan = planned(presets.policy("us.usda_fsa_direct"))
    assert (len(plan.book.files), plan.as_of, plan.past_known_from) == (LOANS, AS_OF, AS_OF)
