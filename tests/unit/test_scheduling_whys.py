"""What a proof was weighed against, why nothing is due, and which least change would flip that: examples."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve, frozen

from loanvisit import presets
from loanvisit.domain import (
    Accepts,
    Alteration,
    Anchor,
    Before,
    BorrowerFile,
    BorrowerId,
    Calendar,
    Comparison,
    Condition,
    DataClass,
    Drawdown,
    DrawdownId,
    Duties,
    EveryGap,
    Fact,
    FactKind,
    FactName,
    Level,
    LoanId,
    LoanStatus,
    Method,
    Money,
    NearestChanges,
    OnceAfter,
    PolicyId,
    Proof,
    Subject,
    days,
    five_tier,
    months,
)
from loanvisit.errors import InputError
from loanvisit.scheduling import (
    Clause,
    ClausePolicy,
    nearest_changes,
    plan_file,
    prove,
    prove_visit,
    why_not,
)
from loanvisit.testing import (
    a_clause,
    a_file,
    a_loan,
    a_past_visit,
    a_policy,
    a_substitution,
    a_waiver,
    an_event,
    weekdays,
)
from loanvisit.words import Text, verbatim

FIVE_TIER = presets.policy("cn.five_tier_default")
WEEK = weekdays()
ON = date(2026, 3, 31)
LOAN = LoanId("L-1")
_DRAWDOWN, _BORROWER = Level.DRAWDOWN, Level.BORROWER


def _why(file: BorrowerFile, subject: Subject, on: date, *clauses: Clause, policy: Any = None) -> Proof:
    return why_not(file, subject, on=on, policy=policy or a_policy(*clauses), calendar=WEEK)


def _near(file: BorrowerFile, subject: Subject, on: date, policy: Any) -> NearestChanges:
    return nearest_changes(file, subject, on=on, policy=policy, calendar=WEEK)


def _proof(file: BorrowerFile, policy: Any, on: date = ON, *, clause: str = "routine") -> Proof:
    part = plan_file(file, policy=policy, calendar=WEEK, as_of=on, until=on)
    duty = next(one for one in (*part.duties.owed, *part.duties.projected) if one.rule.clause.value == clause)
    return prove(duty, calendar=WEEK, as_of=on, file=file, policy=policy)


def test_the_clauses_of_the_series_that_lost_say_which_fact_decided() -> None:
    """A special-mention loan: the clause of pass loans and that of bad ones lost, each for the class of the loan."""
    loan = a_loan(disbursed_on=date(2025, 6, 1), risk=five_tier("special_mention", since=date(2025, 6, 1)))
    proof = _proof(a_file(loan), FIVE_TIER, clause="special_mention.routine")
    assert [one.statement.zh for one in proof.find("lost")] == [
        "同组条款 pass.routine 不适用：风险分类为关注",
        "同组条款 non_performing.routine 不适用：风险分类为关注",
    ]
    assert [one.statement.en for one in proof.find("fact")] == [
        "because the loan status is live",
        "because the risk class that governs this period is special mention",
    ]


def test_a_period_before_a_downgrade_says_the_grade_that_governed_it() -> None:
    """Downgraded on 10 February: the first quarter is owed because the grade that governs it is pass."""
    risk = five_tier("special_mention", since=date(2026, 2, 10), was="pass", was_since=date(2025, 8, 1))
    loan = a_loan(disbursed_on=date(2025, 8, 1), risk=risk)
    part = plan_file(a_file(loan), policy=FIVE_TIER, calendar=WEEK, as_of=ON, until=ON)
    duty = next(one for one in part.duties.owed if one.anchor == "2026Q1")
    proof = prove(duty, calendar=WEEK, as_of=ON, file=a_file(loan), policy=FIVE_TIER)
    assert proof.find("fact")[-1].statement.zh == "因本期适用的风险分类为正常"
    assert proof.find("lost")[0].values["clause"] == "special_mention.routine"


def test_a_clause_of_the_series_out_of_force_lost_by_its_dates() -> None:
    """Of two clauses for the same grades, one until the end of last year, the later one is owed and the other lost."""
    condition = Condition(fact=FactName("risk"), test=Comparison.AT_LEAST, values=("pass",))
    old = a_clause("old", when=[condition], series="routine", effective_to=date(2025, 12, 31))
    new = a_clause("new", when=[condition], series="routine", effective_from=date(2026, 1, 1))
    file = a_file(a_loan(disbursed_on=date(2025, 6, 1), risk=five_tier("pass", since=date(2025, 6, 1))))
    policy = a_policy(old, new)
    part = plan_file(file, policy=policy, calendar=WEEK, as_of=ON, until=ON)
    duty = next(one for one in part.duties.owed if one.anchor == "2026Q1")
    proof = prove(duty, calendar=WEEK, as_of=ON, file=file, policy=policy)
    assert [one.statement.en for one in proof.find("lost")] == [
        "clause old of the same series does not apply: it is not in force on 2026-03-31"
    ]
    earlier = next(one for one in part.duties.owed if one.anchor == "2025Q4")
    proof = prove(earlier, calendar=WEEK, as_of=ON, file=file, policy=policy)
    assert [one.values["clause"] for one in proof.find("lost")] == ["new"]


def test_what_is_not_known_is_assumed_and_decides_nothing() -> None:
    """Without a risk class no fact and no lost clause is told of it; that it is assumed is."""
    condition = Condition(fact=FactName("risk"), test=Comparison.AT_LEAST, values=("pass",))
    file = a_file(a_loan(disbursed_on=date(2025, 6, 1), risk=None))
    proof = _proof(file, a_policy(a_clause("routine", when=[condition], series="s")))
    assert [one.values["fact"] for one in proof.find("assumed")] == ["risk"]
    assert proof.find("fact") == proof.find("lost") == ()


def test_waivers_and_what_came_of_them_stand_in_the_proof() -> None:
    """A waiver in force, and one that ran out, each by its number and days; never by its reason."""
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1)))
    policy = a_policy(a_clause())
    duty = plan_file(file, policy=policy, calendar=WEEK, as_of=ON, until=ON).duties.owed[0]
    for expires, key, said in (
        (date(2026, 6, 30), "waived", "豁免 W-1：自2026年3月1日至2026年6月30日"),
        (date(2026, 3, 30), "waiver.over", "豁免 W-1 已于2026年3月30日到期，仍应检"),
    ):
        waiver = a_waiver(duty.id, granted_on=date(2026, 3, 1), expires_on=expires)
        held = evolve(
            file,
            waivers=(waiver, evolve(a_waiver(evolve(duty, anchor="2020Q1").id), id=a_waiver(duty.id, id="W-2").id)),
        )
        proof = _proof(held, policy)
        assert [one.statement.zh for one in proof.find(key)] == [said]
        assert "site closed" not in proof.text.en
        why = _why(held, LOAN, ON, policy=policy)
        assert bool(why.find("waived")) == (key == "waived")


def test_a_duty_waived_would_be_due_without_its_waiver() -> None:
    """Among the least changes is the waiver left out; a waiver of another duty changes nothing."""
    file, policy = a_file(a_loan(disbursed_on=date(2025, 11, 1))), a_policy(a_clause())
    duty = plan_file(file, policy=policy, calendar=WEEK, as_of=ON, until=ON).duties.owed[0]
    others = a_waiver(evolve(duty, anchor="2020Q1").id, granted_on=date(2026, 3, 1))
    waiver = a_waiver(duty.id, id="W-2", granted_on=date(2026, 3, 1), expires_on=date(2026, 6, 30))
    near = _near(evolve(file, waivers=(others, waiver)), LOAN, ON, policy)
    assert not near.is_due
    assert [one.name for one in near.changes if one.kind is Alteration.WAIVER_GONE] == ["W-2"]


def test_a_substitution_of_another_duty_stands_in_no_proof() -> None:
    """The proof of a duty tells of the method allowed for it, and of no other duty's."""
    file, policy = a_file(a_loan(disbursed_on=date(2025, 11, 1))), a_policy(a_clause())
    duty = plan_file(file, policy=policy, calendar=WEEK, as_of=ON, until=ON).duties.owed[0]
    own, other = a_substitution(duty), a_substitution(evolve(duty, anchor="2020Q1"))
    proof = _proof(evolve(file, substitutions=(own, other)), policy)
    assert [one.values["substitution"] for one in proof.find("substituted")] == [own.id.value]


def test_a_visit_that_did_not_meet_the_duty_says_why() -> None:
    """An interview does not meet a duty that takes a visit on site; a visit to another loan is not told of."""
    file = a_file(
        a_loan("L-1", disbursed_on=date(2025, 11, 1)),
        a_loan("L-2", disbursed_on=date(2025, 11, 1)),
        past=[
            a_past_visit(date(2025, 12, 1), "L-1", method=Method.INTERVIEW),
            a_past_visit(date(2026, 2, 2), "L-1", method=Method.INTERVIEW),
            a_past_visit(date(2026, 2, 3), "L-2", method=Method.INTERVIEW),
        ],
    )
    proof = _proof(file, a_policy(a_clause()))
    assert [(one.values["day"], one.values["code"]) for one in proof.find("unmet")] == [(date(2026, 2, 2), "method")]
    assert proof.find("unmet")[0].statement.en.startswith("the visit of 2026-02-02 does not meet it: interview cannot")


def test_what_met_a_duty_is_told_late_or_not() -> None:
    """A duty met a month late says by what, when and how late; the answers of the day say it was discharged."""
    late = a_past_visit(date(2026, 4, 20), "L-1")
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1)), past=[late])
    policy, on = a_policy(a_clause()), date(2026, 4, 25)
    proof = _proof(file, policy, on)
    assert proof.find("met")[0].statement.en == "met by a past visit on 2026-04-20, 20 days late"
    named = evolve(file, past=(evolve(late, id=a_past_visit(date(2026, 4, 20), id="V-9").id, on=date(2026, 2, 2)),))
    met = _proof(named, policy, on).find("met")[0]
    assert (met.statement.zh, met.values["visit"]) == ("已由检查 V-9于2026年2月2日履行", "V-9")
    why = _why(named, LOAN, date(2026, 3, 31), policy=policy)
    assert (
        why.find("discharged")[0].statement.zh
        == "已履行：窗口2026年1月1日至2026年3月31日，由检查 V-9于2026年2月2日完成"
    )


def test_a_lighter_method_is_taken_and_the_others_are_told() -> None:
    """Where an interview will do, on-site would do as well, and what cannot prove the duty is named."""
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1)))
    policy = a_policy(a_clause(accepts=Accepts.INTERVIEW_OR_ON_SITE))
    part = plan_file(file, policy=policy, calendar=WEEK, as_of=ON, until=ON)
    proof = prove_visit(part.visits[0], calendar=WEEK, as_of=ON, file=file, policy=policy)
    assert [one.values["method"] for one in proof.find("method.more")] == ["on_site"]
    assert [one.values["method"] for one in proof.find("method.weak")] == ["contact", "data"]


def test_what_the_file_carries_and_no_clause_asks_for_is_said() -> None:
    """A duty kept in the file stays owed under a policy without its clause, and its proof says that it is carried."""
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1)))
    part = plan_file(file, policy=a_policy(a_clause()), calendar=WEEK, as_of=ON, until=ON)
    held, other = part.put_into(file), a_policy(a_clause("other", purpose="special"))
    proof = _proof(held, other)
    assert [one.key for one in proof.parts if one.key in {"carried", "fact"}] == ["carried"]
    why = _why(held, LOAN, ON, policy=other)
    assert [one.values["clause"] for one in why.parts] == ["other", "routine"]
    assert why.key == "why_due"
    gone = a_file(a_loan("L-9", disbursed_on=date(2025, 11, 1)))
    bare = prove(part.duties.owed[0], calendar=WEEK, as_of=ON, file=gone, policy=a_policy(a_clause()))
    assert bare.find("fact") == ()


@frozen
class Host:
    """A host's own policy, which tells nothing but its answers."""

    inner: ClausePolicy
    id: PolicyId
    version: str = "7"

    @property
    def reads(self) -> frozenset[FactName]:
        """What it looks at."""
        return self.inner.reads

    def duties(self, file: BorrowerFile, /, *, calendar: Calendar, as_of: date, until: date) -> Duties:
        """Answer as the policy inside."""
        return self.inner.duties(file, calendar=calendar, as_of=as_of, until=until)


def test_a_hosts_own_policy_is_asked_the_same() -> None:
    """Of a policy that is no tuple of clauses each clause that answers is told, by its id where nothing owes it."""
    condition = Condition(fact=FactName("product"), test=Comparison.IS, values=("project",))
    host = Host(a_policy(a_clause(), a_clause("spare", when=[condition], purpose="special")), PolicyId("host"))
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1), product="personal"))
    why = _why(file, LOAN, ON, policy=host)
    assert [one.statement.zh for one in why.parts] == ["条款 routine：routine", "条款 spare"]
    assert [one.key for one in why.parts[1].parts] == ["exempt"]
    near = _near(file, LOAN, date(2026, 2, 1), host)
    assert near.is_due
    assert [one.to for one in near.changes if one.name == "disbursed_on"] == [date(2026, 1, 1), None]
    assert _proof(file, host).find("fact") == ()


def test_dates_of_a_clause_and_another_level_are_told() -> None:
    """A clause that is over says between which days it was in force; one about drawdowns says so."""
    over = a_clause("over", effective_from=date(2020, 1, 1), effective_to=date(2020, 12, 31))
    drawn = a_clause("drawn", OnceAfter(after=FactName("disbursed_on"), within=days(15)), level=_DRAWDOWN)
    why = _why(a_file(a_loan(disbursed_on=date(2026, 3, 1))), LOAN, ON, over, drawn)
    assert (
        why.find("not_in_force")[0].statement.zh == "免检，窗口不在条款有效期内（自2020年1月1日起至2020年12月31日止）"
    )
    assert why.find("level")[0].statement.en == "asked about each drawdown, not about loan L-1 itself"


def test_a_subject_of_another_file_is_refused() -> None:
    """Both questions refuse a subject that the file does not know, and name where."""
    for ask in (why_not, nearest_changes):
        with pytest.raises(InputError) as refused:
            ask(a_file(a_loan()), LoanId("L-9"), on=ON, policy=FIVE_TIER, calendar=WEEK)
        assert [(one.code, one.path) for one in refused.value.faults] == [("id.unknown", "subject")]


def test_a_personal_fact_is_told_to_matter_and_never_shown() -> None:
    """Of a fact that is a person's own the changes say that it matters; neither proof nor changes show a value."""
    own = Fact(
        name=FactName("age"), kind=FactKind.WHOLE, label=Text(zh="年龄", en="age"), data_class=DataClass.PERSONAL
    )
    condition = Condition(fact=FactName("age"), test=Comparison.AT_LEAST, values=(59,))
    policy = ClausePolicy(
        id=PolicyId("p"), version="1", title=verbatim("p"), clauses=(a_clause(when=[condition]),), facts=(own,)
    )
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1), facts={"age": 73}))
    proof, near = _proof(file, policy), _near(file, LOAN, ON, policy)
    [change] = [one for one in near.changes if one.name == "age"]
    assert (change.to, change.shown) == (None, None)
    assert change.text.zh == "贷款 L-1 的年龄有变（值已隐去）：没有应检事项"
    assert proof.find("fact")[-1].statement.zh == "因年龄为（已隐去）"
    assert "73" not in proof.text.zh + near.text.zh + repr(near.proof) + near._repr_html_()
    assert "58" not in near.text.en


def test_the_least_change_of_each_kind_is_told_in_words() -> None:
    """A loan just under the bound: one fen more makes it due; the changes say so in both languages."""
    condition = Condition(fact=FactName("principal"), test=Comparison.AT_LEAST, values=(Money("5000000.00", "CNY"),))
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1), principal="4999999.99"))
    near = _near(file, LOAN, ON, a_policy(a_clause(when=[condition])))
    [change] = [one for one in near.changes if one.name == "principal"]
    assert change.text.zh == "贷款 L-1 的合同金额改为 500 万元：routine，最迟 2026年3月31日"
    assert near.text.en.startswith("on 2026-03-31, loan L-1: nothing is due; each of these changes that")
    assert near.text.en.endswith("no change of one of these alone changes that: disbursement date, maturity date")
    euro = a_file(a_loan(disbursed_on=date(2025, 11, 1), principal="1", currency="EUR"))
    assert not _near(euro, LOAN, ON, a_policy(a_clause(when=[condition]))).is_due  # undetermined: no rate is known


def test_what_a_borrowers_other_loans_add_is_counted_in() -> None:
    """Two loans of 3 million: to reach a bound of 5 million, one of them falls to just under 2 million."""
    condition = Condition(fact=FactName("principal"), test=Comparison.AT_LEAST, values=(Money("5000000.00", "CNY"),))
    loans = [a_loan(f"L-{n}", disbursed_on=date(2025, 11, 1), principal="3000000.00") for n in (1, 2)]
    policy = a_policy(a_clause(when=[condition], level=_BORROWER))
    near = _near(a_file(*loans), BorrowerId("B-1"), ON, policy)
    found = [(str(one.holder), one.to) for one in near.changes if one.name == "principal"]
    assert found == [("L-1", Money("1999999.99", "CNY")), ("L-2", Money("1999999.99", "CNY"))]
    amounts = (("L-2", "EUR"), ("L-3", "CNY"), ("L-4", "EUR"))
    others = [a_loan(n, disbursed_on=date(2025, 11, 1), principal="1", currency=one) for n, one in amounts]
    mixed = a_file(loans[0], *others)
    assert "principal" in _near(mixed, BorrowerId("B-1"), ON, policy).steady
    settled = a_file(*(evolve(loan, status=LoanStatus.SETTLED) for loan in loans))
    assert any(one.name == "principal" for one in _near(settled, BorrowerId("B-1"), ON, policy).changes)


def test_a_fact_of_the_borrower_is_altered_there() -> None:
    """A flag that the borrower carries is altered with the borrower, a code no clause names is called that."""
    own = (
        Fact(name=FactName("key"), kind=FactKind.FLAG, label=Text(zh="重点客户", en="key client")),
        Fact(name=FactName("region"), kind=FactKind.CODE, label=Text(zh="区域", en="region")),
        Fact(name=FactName("score"), kind=FactKind.DECIMAL, label=Text(zh="评分", en="score")),
    )
    tests = [
        Condition(fact=FactName("key"), test=Comparison.IS, values=(True,)),
        Condition(fact=FactName("region"), test=Comparison.IS, values=("other", "south")),
        Condition(fact=FactName("score"), test=Comparison.ABOVE, values=(Decimal("0.5"),)),
    ]
    clause = a_clause(when=tests, level=_BORROWER)
    policy = ClausePolicy(id=PolicyId("p"), version="1", title=verbatim("p"), clauses=(clause,), facts=own)
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1), facts={"region": "south", "score": Decimal("0.75")}))
    held = evolve(file, borrower=evolve(file.borrower, facts={"key": True}))
    near = _near(held, file.id, ON, policy)
    told = {one.name: (str(one.holder), one.to) for one in near.changes}
    assert told["key"] == ("B-1", False)
    assert told["region"] == ("L-1", "other_")
    assert told["score"] == ("L-1", Decimal("0.5"))
    assert "区域改为条款未列明的代码" in near.text.zh
    assert near.steady_labels == ()
    idle = evolve(policy, clauses=(a_clause(level=_BORROWER), a_clause("more", level=_BORROWER, when=tests)))
    assert Text(zh="评分", en="score") in _near(held, file.id, ON, idle).steady_labels
    empty = evolve(held, loans=())
    assert _near(empty, file.id, ON, policy).changes == ()


def test_a_day_not_known_is_tried_around_the_day_asked_for() -> None:
    """An open end: the maturity that makes the check before it due lies nearest to the day asked for."""
    clause = a_clause(
        "end", Before(before=FactName("matures_on"), opens=days(30), closes=days(0)), purpose="pre_maturity"
    )
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1), matures_on=None))
    near = _near(file, LOAN, ON, a_policy(clause))
    assert [(one.name, one.to) for one in near.changes] == [("matures_on", ON)]
    drawn = Drawdown(id=DrawdownId("L-1/1"), drawn_on=date(2025, 11, 1), matures_on=date(2026, 6, 30))
    own = a_file(evolve(a_loan(disbursed_on=date(2025, 11, 1)), drawdowns=(drawn,)))
    level = evolve(clause, level=_DRAWDOWN)
    near = _near(own, drawn.id, date(2026, 6, 15), a_policy(level))
    gone = [one for one in near.changes if one.kind is Alteration.EVENT_GONE and one.holder == drawn.id]
    assert [one.text.zh for one in gone if one.name == "disbursed_on"] == ["借据 L-1/1 没有放款日：没有应检事项"]


def test_an_event_told_and_one_left_out_are_changes_of_their_own() -> None:
    """A default 60 days ago would have opened its window; without the dispute there is nothing would be due."""
    policy = a_policy(
        a_clause("dispute", OnceAfter(after=FactName("dispute"), within=days(30)), purpose="special"),
        a_clause("default", OnceAfter(after=FactName("payment_default"), within=days(90), opens=days(60))),
    )
    loan = a_loan(disbursed_on=date(2025, 11, 1))
    near = _near(a_file(loan), LOAN, ON, policy)
    added = [one for one in near.changes if one.kind is Alteration.EVENT_ADDED]
    assert [(one.name, one.to, str(one.holder)) for one in added] == [
        ("payment_default", date(2026, 1, 30), "L-1"),
        ("dispute", ON, "L-1"),
    ]
    assert added[0].text == Text(
        zh="贷款 L-1 于 2026年1月30日发生事件（付款违约）：default，最迟 2026年4月30日",
        en="payment default of loan L-1 on 2026-01-30: default, last day 2026-04-30",
    )
    told = a_file(loan, events=[an_event(date(2026, 3, 20), "dispute", id="E-7", about=LOAN)])
    near = _near(told, LOAN, ON, policy)
    [removed] = [one for one in near.changes if one.kind is Alteration.EVENT_REMOVED]
    assert (removed.name, removed.to, removed.due) == ("E-7", None, ())
    assert removed.text == Text(
        zh="贷款 L-1 没有事件 E-7（重大纠纷）：没有应检事项",
        en="without the event E-7 (dispute) of loan L-1: nothing is due",
    )
    assert "payment_default" in near.steady
    assert [one.values["name"] for one in near.proof.find("change") if one.values["kind"] == "event_removed"] == ["E-7"]


def test_of_a_kind_of_event_that_is_a_persons_own_no_day_is_told() -> None:
    """An illness in the family matters; on which day it would is not shown."""
    ill = Fact(
        name=FactName("ill"),
        kind=FactKind.EVENT,
        label=Text(zh="家庭变故", en="family event"),
        data_class=DataClass.SENSITIVE,
    )
    policy = a_policy(a_clause("ill", OnceAfter(after=FactName("ill"), within=days(30))), facts=[ill])
    near = _near(a_file(a_loan(disbursed_on=date(2025, 11, 1))), LOAN, ON, policy)
    [change] = [one for one in near.changes if one.name == "ill"]
    assert (change.to, change.shown) == (None, None)
    assert change.text.zh.startswith("贷款 L-1 的家庭变故有变（值已隐去）：")


def test_the_last_visit_moves_and_goes() -> None:
    """Counted from the last visit: a day earlier makes the next one due, and so does the visit's absence."""
    require = EveryGap(gap=months(3), anchor=Anchor.LAST_VISIT, opens=days(10))
    visit = a_past_visit(date(2026, 1, 11), "L-1")
    file = a_file(a_loan(disbursed_on=date(2025, 11, 1)), past=[visit])
    near = _near(file, LOAN, ON, a_policy(a_clause(require=require)))
    told = {one.kind: one for one in near.changes if one.name == "2026-01-11"}
    assert told[Alteration.VISIT_MOVED].to == date(2026, 1, 10)
    assert told[Alteration.VISIT_MOVED].text.zh.startswith("贷款 L-1 的最近一次检查（2026-01-11）改在 2026年1月10日：")
    assert told[Alteration.VISIT_GONE].text.en.startswith("without the visit 2026-01-11 to loan L-1: ")


def test_labels_of_steady_facts_are_one_each() -> None:
    """Labels are one for each fact, or none at all."""
    with pytest.raises(InputError):
        NearestChanges(subject=LOAN, on=ON, steady=(FactName("a"), FactName("b")), steady_labels=(verbatim("a"),))
    assert not NearestChanges(subject=LOAN, on=ON).is_due
    assert NearestChanges(subject=LOAN, on=ON).proof.parts == ()
