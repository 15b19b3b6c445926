"""What happens rarely: versions that roll otherwise, waivers of others, values that do not read, a busy store."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.codec import from_document, read_policy_toml, to_document
from loanvisit.domain import (
    Change,
    Comparison,
    Condition,
    Discharge,
    Fact,
    FactKind,
    FactName,
    Level,
    LoanId,
    Money,
    ObligationState,
    OfficerId,
    OnSignal,
    Proof,
    RecordId,
    RiskScale,
    Roll,
    SignalLevel,
    VisitId,
    days,
)
from loanvisit.errors import InputError, PolicyError, StorageError, fault
from loanvisit.scheduling import Override, nearest_changes, override, prove, why_not
from loanvisit.testing import (
    a_clause,
    a_duty,
    a_file,
    a_loan,
    a_past_visit,
    a_policy,
    a_record,
    a_signal,
    a_waiver,
    weekdays,
)
from loanvisit.testing.checks.material import adding_all
from loanvisit.testing.checks.store_racing import TRIES, _commit_in_the_end
from loanvisit.words import Text, verbatim

LOAN, ON = LoanId("L-1"), date(2026, 3, 31)
REASON = Text(zh="台风封路", en="roads closed by a typhoon")


def test_a_period_that_two_versions_end_on_other_days_is_owed_once() -> None:
    """A quarter that ends on a Sunday: moved earlier it ends under the old version, and is not owed again."""
    old = a_clause(roll=Roll.EARLIER, effective_to=date(2024, 6, 29))
    new = a_clause(roll=Roll.NONE, effective_from=date(2024, 6, 30))
    file = a_file(a_loan(disbursed_on=date(2024, 1, 10), matures_on=None))
    asked = a_policy(old, new).duties(file, calendar=weekdays(), as_of=date(2024, 6, 30), until=date(2024, 6, 30))
    assert [(duty.anchor, duty.window.last) for duty in asked.owed] == [("2024Q2", date(2024, 6, 28))]


def test_an_override_has_its_days_and_may_take_the_whole_of_a_version() -> None:
    """Without both days it is refused; over all days of a version it leaves nothing of it."""
    why = Override(reason=REASON, approver=OfficerId("hq"))
    for given in ({}, {"effective_from": ON}):
        with pytest.raises(PolicyError) as refused:
            evolve(a_clause(**given), override=why)  # type: ignore[arg-type]
        assert refused.value.faults[0].code == "key.missing"
    dated = a_policy(a_clause(effective_from=date(2026, 1, 1), effective_to=ON))
    terms = {"reason": REASON, "approver": OfficerId("hq"), "starts": date(2026, 1, 1)}
    whole = override(dated, "routine", expiry=ON, visitors=1, **terms)  # type: ignore[arg-type]
    assert [clause.visitors for clause in whole.clauses] == [1]
    with pytest.raises(PolicyError) as refused:
        override(dated, "routine", expiry=date(2025, 12, 31), visitors=1, **terms)  # type: ignore[arg-type]
    assert refused.value.faults[0].code == "date.order"


def test_own_clauses_that_collide_with_the_base_are_refused_at_load() -> None:
    """An id that the base has for another clause, and a day that is counted from which is no name."""
    text = """
    id = "own"
    version = "1"
    title = { zh = "本行办法", en = "our own rules" }
    based_on = ["mdb.supervision"]

    [[clause]]
    id = "mission"
    title = { zh = "检查", en = "check" }
    purpose = "routine"
    level = "loan"
    require = { after = "disbursed_on", within = "5 days" }
    accepts = "on_site"
    citation = { zh = "本行制度", en = "the bank's own rule" }
    confidence = "practice"
    """
    with pytest.raises(PolicyError) as refused:
        read_policy_toml(text, known=presets.policy)
    assert [one.code for one in refused.value.faults] == ["compose.clause"]
    with pytest.raises(PolicyError) as refused:
        read_policy_toml(text.replace('after = "disbursed_on"', "after = 5"), known=presets.policy)
    assert [one.code for one in refused.value.faults] == ["type"]


def test_whether_a_fact_is_known_is_asked_with_a_flag() -> None:
    """Nothing else is a bound of it; a known grade meets it in every period."""
    known = Condition(fact=FactName("risk"), test=Comparison.KNOWN, values=(True,))
    with pytest.raises(PolicyError) as refused:
        a_policy(a_clause(when=[evolve(known, values=("pass",))]))
    assert refused.value.faults[0].code == "fact.type"
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1)))
    asked = a_policy(a_clause(when=[known])).duties(file, calendar=weekdays(), as_of=ON, until=ON)
    assert [duty.anchor for duty in asked.owed] == ["2026Q1"]


def test_a_value_of_a_proof_that_does_not_read_is_named() -> None:
    """The path ends in the name of the value."""
    document = to_document(Proof(key="raw", statement=verbatim("x"), values={"day": ON}))
    assert isinstance(document, dict)
    value = document["value"]
    assert isinstance(value, dict)
    with pytest.raises(InputError) as refused:
        from_document({**document, "value": {**value, "values": {"day": None}}})
    assert refused.value.faults[0].path.endswith("day")


def test_a_proof_tells_what_is_lacking_and_which_visit_met_it() -> None:
    """Met in part it says what is lacking; met by a visit without a record, which visit; waivers of others, nothing."""
    half = a_duty(date(2026, 1, 1), ON, state=ObligationState.IN_PART, lacks=["evidence:voucher"])
    assert prove(half, calendar=weekdays(), as_of=ON).find("lacks")
    met = a_duty(date(2026, 1, 1), ON).fulfilled(Discharge(on=date(2026, 2, 1), visit=VisitId("V-7")))
    file = a_file(
        a_loan(disbursed_on=date(2025, 11, 1)),
        past=[a_past_visit(date(2025, 12, 1))],
        waivers=[a_waiver(met.id, granted_on=date(2025, 1, 1), expires_on=date(2025, 2, 1))],
    )
    early = prove(a_duty(date(2026, 1, 1), ON), calendar=weekdays(), as_of=ON, file=file, policy=a_policy())
    assert not early.find("unmet")
    filed = a_duty(date(2026, 1, 1), ON).fulfilled(Discharge(on=date(2026, 2, 1), record=RecordId("R-7")))
    assert "R-7" in prove(filed, calendar=weekdays(), as_of=ON).find("met")[0].statement.en
    proof = prove(met, calendar=weekdays(), as_of=ON, file=file, policy=a_policy())
    assert "V-7" in proof.find("met")[0].statement.en
    assert not proof.find("waiver.over")


def test_a_visit_that_brought_too_little_is_told() -> None:
    """The record has no voucher: the proof of the open duty says that it is lacking."""
    asked = a_clause(evidence=["voucher"])
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1)), records=[a_record(date(2026, 2, 1), "L-1")])
    (duty,) = a_policy(asked).duties(file, calendar=weekdays(), as_of=ON, until=ON).owed
    proof = prove(duty, calendar=weekdays(), as_of=ON, file=file, policy=a_policy(asked))
    assert "proof of use of funds" in proof.text.en


def test_a_waiver_of_something_else_explains_nothing() -> None:
    """A duty that is let go names its own waiver."""
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1)))
    policy = a_policy()
    (duty,) = policy.duties(file, calendar=weekdays(), as_of=ON, until=ON).owed
    other = a_duty(date(2020, 1, 1), date(2020, 3, 31)).id
    waived = evolve(file, waivers=(a_waiver(other, id="W-0"), a_waiver(duty.id, granted_on=date(2026, 3, 1))))
    said = why_not(waived, LOAN, on=ON, policy=policy, calendar=weekdays()).find("waived")
    assert [one.values["waiver"] for one in said] == ["W-1"]


def test_a_duty_that_lapsed_was_let_go_without_a_waiver() -> None:
    """It says that it lapsed."""
    file, policy = a_file(a_loan(disbursed_on=date(2025, 11, 1))), a_policy()
    (duty,) = policy.duties(file, calendar=weekdays(), as_of=ON, until=ON).owed
    lapsed = evolve(file, obligations=(evolve(duty, state=ObligationState.LAPSED),))
    assert why_not(lapsed, LOAN, on=ON, policy=policy, calendar=weekdays()).find("let_go")


def test_of_a_series_no_clause_lost_where_the_grade_is_not_known() -> None:
    """Without a grade both clauses are owed, and neither is said to have lost."""
    good = Condition(fact=FactName("risk"), test=Comparison.IS, values=("pass",))
    series = [
        a_clause("good", when=[good], series="routine"),
        a_clause("bad", when=[evolve(good, test=Comparison.IS_NOT)], series="routine"),
    ]
    file, policy = a_file(a_loan(disbursed_on=date(2025, 11, 1), risk=None)), a_policy(*series)
    owed = policy.duties(file, calendar=weekdays(), as_of=ON, until=ON).owed
    assert len(owed) == 2
    assert not prove(owed[0], calendar=weekdays(), as_of=ON, file=file, policy=policy).find("lost")


def test_signals_waivers_and_grades_are_altered_too() -> None:
    """A signal makes a check due and its absence none; a waiver of another duty changes nothing; any grade is tried."""
    clause = a_clause(
        "signal", OnSignal(levels=frozenset({SignalLevel.RED}), within=days(5)), level=Level.BORROWER, purpose="special"
    )
    bare = a_file(a_loan(disbursed_on=date(2025, 11, 1)))
    other = a_duty(date(2020, 1, 1), date(2020, 3, 31)).id
    file = evolve(bare, waivers=(a_waiver(other, granted_on=date(2026, 3, 1)),))
    near = nearest_changes(file, file.id, on=ON, policy=a_policy(clause), calendar=weekdays())
    assert "signal_raised" in {one.kind.value for one in near.changes}
    raised = evolve(bare, signals=(a_signal(date(2026, 3, 30)),))
    near = nearest_changes(raised, raised.id, on=ON, policy=a_policy(clause), calendar=weekdays())
    assert "signal_gone" in {one.kind.value for one in near.changes}
    nearest_changes(raised, LOAN, on=ON, policy=a_policy(), calendar=weekdays())
    scale = RiskScale(id="own", grades=("A", "B"))
    own = Fact(name=FactName("score"), kind=FactKind.GRADE, label=verbatim("score"), scale=scale)
    share = Fact(name=FactName("share"), kind=FactKind.DECIMAL, label=verbatim("share"))
    since = evolve(a_clause(), when=(Condition(fact=FactName("score"), test=Comparison.IS, values=("A",)),))
    newly = a_file(
        a_loan(disbursed_on=date(2025, 11, 1), facts={"score": scale.grade("A", since=date(2026, 1, 5), was="B")})
    )
    near = nearest_changes(newly, LOAN, on=ON, policy=a_policy(since, facts=[own]), calendar=weekdays())
    assert "score.since" in {one.name for one in near.changes}
    tests = [
        Condition(fact=FactName("score"), test=Comparison.IS, values=("B",)),
        Condition(fact=FactName("borrower.kind"), test=Comparison.IS, values=("natural",)),
        Condition(fact=FactName("share"), test=Comparison.ABOVE, values=(Decimal("0.5"),)),
    ]
    for held in ({"share": Decimal(1)}, {"share": Decimal(1), "score": scale.grade("A", since=date(2026, 1, 5))}):
        asked = a_policy(a_clause(when=tests, missing=a_clause().missing), facts=[own, share])
        nearest_changes(a_file(a_loan(facts=held)), LOAN, on=ON, policy=asked, calendar=weekdays())
        nearest_changes(a_file(a_loan(facts=held)), a_file().id, on=ON, policy=asked, calendar=weekdays())


def test_amounts_in_another_currency_are_no_bound() -> None:
    """Loans in two currencies have no one amount: the check is owed for lack of it. No bound lies below zero."""
    bound = Condition(fact=FactName("principal"), test=Comparison.AT_LEAST, values=(Money("5000000.00", "CNY"),))
    file = a_file(a_loan(principal="1"), a_loan("L-2", principal="1", currency="EUR"))
    policy = a_policy(a_clause(when=[bound], level=Level.BORROWER))
    near = nearest_changes(file, file.id, on=ON, policy=policy, calendar=weekdays())
    assert near.is_due
    least = a_policy(a_clause(when=[evolve(bound, values=(Money("0.00", "CNY"),))]))
    assert nearest_changes(a_file(a_loan(principal="1")), LOAN, on=ON, policy=least, calendar=weekdays()).is_due


class Busy:
    """A store that fails so many times before it writes."""

    def __init__(self, times: int) -> None:
        self.left, self.written = times, 0

    def commit(self, _: Change) -> None:
        if self.left:
            self.left -= 1
            raise StorageError(fault("storage.failed", "store"))
        self.written += 1


def test_a_busy_store_is_asked_again_a_few_times() -> None:
    """It writes in the end, or its own error comes out."""
    change = adding_all(a_file().id, 1)
    patient, never = Busy(TRIES - 1), Busy(TRIES)
    _commit_in_the_end(patient, change)  # type: ignore[arg-type]
    assert patient.written == 1
    with pytest.raises(StorageError):
        _commit_in_the_end(never, change)  # type: ignore[arg-type]


def test_a_day_off_that_does_not_read_is_named() -> None:
    """An entry of a calendar's table is told under its day."""
    document = to_document(presets.calendar("CN").years[-1])
    assert isinstance(document, dict)
    value = document["value"]
    assert isinstance(value, dict)
    with pytest.raises(InputError) as refused:
        from_document({**document, "value": {**value, "off": {"2026-01-01": 5}}})
    assert "2026-01-01" in refused.value.faults[0].path
