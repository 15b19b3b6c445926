"""What a policy says in words: every comparison of every kind of fact, in both languages, as a credit officer reads it.

The sentences were written by hand, in the manner of a bank's own rules: 次级及以下 is substandard or worse there. No
sentence below was printed by this library.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import (
    BUILT_IN_FACTS,
    DISBURSED,
    MATURES,
    Before,
    ClauseId,
    Comparison,
    Condition,
    DutyKind,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    Level,
    LoanId,
    MissingFact,
    Money,
    NaturalPeriod,
    OnceAfter,
    OnSignal,
    PolicyId,
    RiskScale,
    Roll,
    Undetermined,
    days,
    months,
    working_days,
)
from loanvisit.domain.conditions import Bound
from loanvisit.errors import InputError
from loanvisit.scheduling import ClausePolicy, make_plan, prove
from loanvisit.testing import a_book, a_borrower, a_clause, a_duty, a_file, a_loan, a_policy, a_signal, weekdays
from loanvisit.words import Text, verbatim


def _own(name: str, kind: FactKind, zh: str, en: str, scale: RiskScale | None = None) -> Fact:
    return Fact(name=FactName(name), kind=kind, label=Text(zh=zh, en=en), scale=scale)


KEY = _own("key_client", FactKind.FLAG, "重点客户", "key client")
LTV = _own("ltv", FactKind.DECIMAL, "抵押率", "loan-to-value ratio")
STAFF = _own("staff", FactKind.WHOLE, "员工人数", "headcount")
TRADE = _own("trade", FactKind.CODE, "行业", "trade")
SCORE = _own("score", FactKind.GRADE, "内部评级", "internal rating", RiskScale(id="own", grades=("A", "B", "C")))
DECLARED: Mapping[FactName, Fact] = {**BUILT_IN_FACTS, **{one.name: one for one in (KEY, LTV, STAFF, TRADE, SCORE)}}
FIVE_MILLION = Money("5000000.00", "CNY")
DAY = date(2026, 4, 30)


@pytest.mark.parametrize(
    ("fact", "test", "value", "zh", "en"),
    [
        ("risk", Comparison.IS, "special_mention", "风险分类为关注", "the risk class is special mention"),
        ("risk", Comparison.IS_NOT, "loss", "风险分类不为损失", "the risk class is not loss"),
        (
            "risk",
            Comparison.AT_LEAST,
            "special_mention",
            "风险分类为关注及以下（更差）",
            "the risk class is special mention or worse",
        ),
        (
            "risk",
            Comparison.ABOVE,
            "special_mention",
            "风险分类差于关注",
            "the risk class is worse than special mention",
        ),
        (
            "risk",
            Comparison.AT_MOST,
            "special_mention",
            "风险分类为关注及以上（更好）",
            "the risk class is special mention or better",
        ),
        (
            "risk",
            Comparison.BELOW,
            "special_mention",
            "风险分类好于关注",
            "the risk class is better than special mention",
        ),
        ("score", Comparison.AT_LEAST, "B", "内部评级为 B 及以下（更差）", "the internal rating is B or worse"),
        ("principal", Comparison.IS, FIVE_MILLION, "合同金额为 500 万元", "the contract amount is CNY 5,000,000"),
        (
            "principal",
            Comparison.IS_NOT,
            FIVE_MILLION,
            "合同金额不为 500 万元",
            "the contract amount is not CNY 5,000,000",
        ),
        (
            "principal",
            Comparison.AT_LEAST,
            FIVE_MILLION,
            "合同金额不低于 500 万元",
            "the contract amount is CNY 5,000,000 or more",
        ),
        (
            "principal",
            Comparison.ABOVE,
            FIVE_MILLION,
            "合同金额超过 500 万元",
            "the contract amount is more than CNY 5,000,000",
        ),
        (
            "principal",
            Comparison.AT_MOST,
            FIVE_MILLION,
            "合同金额不超过 500 万元",
            "the contract amount is CNY 5,000,000 or less",
        ),
        (
            "principal",
            Comparison.BELOW,
            FIVE_MILLION,
            "合同金额低于 500 万元",
            "the contract amount is less than CNY 5,000,000",
        ),
        ("tenor_months", Comparison.AT_MOST, 12, "期限不超过 12 个月", "the tenor is 12 months or less"),
        ("tenor_months", Comparison.ABOVE, 12, "期限超过 12 个月", "the tenor is more than 12 months"),
        ("staff", Comparison.AT_LEAST, 1000, "员工人数不低于 1,000", "the headcount is 1,000 or more"),
        ("staff", Comparison.BELOW, 20, "员工人数低于 20", "the headcount is less than 20"),
        ("ltv", Comparison.AT_LEAST, Decimal("0.70"), "抵押率不低于 0.7", "the loan-to-value ratio is 0.7 or more"),
        ("ltv", Comparison.ABOVE, Decimal("0.7"), "抵押率超过 0.7", "the loan-to-value ratio is more than 0.7"),
        ("ltv", Comparison.AT_MOST, Decimal("0.7"), "抵押率不超过 0.7", "the loan-to-value ratio is 0.7 or less"),
        ("ltv", Comparison.BELOW, Decimal("0.7"), "抵押率低于 0.7", "the loan-to-value ratio is less than 0.7"),
        ("matures_on", Comparison.IS, DAY, "到期日为 2026年4月30日", "the maturity date is 2026-04-30"),
        ("matures_on", Comparison.IS_NOT, DAY, "到期日不为 2026年4月30日", "the maturity date is not 2026-04-30"),
        (
            "matures_on",
            Comparison.AT_LEAST,
            DAY,
            "到期日不早于 2026年4月30日",
            "the maturity date is 2026-04-30 or later",
        ),
        ("matures_on", Comparison.ABOVE, DAY, "到期日晚于 2026年4月30日", "the maturity date is after 2026-04-30"),
        (
            "matures_on",
            Comparison.AT_MOST,
            DAY,
            "到期日不晚于 2026年4月30日",
            "the maturity date is 2026-04-30 or earlier",
        ),
        ("matures_on", Comparison.BELOW, DAY, "到期日早于 2026年4月30日", "the maturity date is before 2026-04-30"),
        ("key_client", Comparison.IS, True, "属于“重点客户”情形", "“key client” applies"),
        ("key_client", Comparison.IS, False, "不属于“重点客户”情形", "“key client” does not apply"),
        ("key_client", Comparison.IS_NOT, False, "属于“重点客户”情形", "“key client” applies"),
        ("key_client", Comparison.IS_NOT, True, "不属于“重点客户”情形", "“key client” does not apply"),
        ("status", Comparison.IS, "live", "贷款状态为存续", "the loan status is live"),
        (
            "borrower.kind",
            Comparison.IS_NOT,
            "natural",
            "借款人类型不为自然人",
            "the kind of borrower is not natural person",
        ),
        ("trade", Comparison.IS, "project", "行业为 project", "the trade is project"),
        ("trade", Comparison.IS_NOT, "pass", "行业不为 pass", "the trade is not pass"),
    ],
)
def test_every_comparison_of_every_kind_reads_true(fact: str, test: Comparison, value: Bound, zh: str, en: str) -> None:
    """A grade is better or worse, a day earlier or later, a number higher or lower; labels are the bank's own."""
    condition = Condition(fact=FactName(fact), test=test, values=(value,))
    assert condition.faults(DECLARED, "when") == []
    assert condition.said(DECLARED) == Text(zh=zh, en=en)


@pytest.mark.parametrize(
    ("grades", "zh", "en"),
    [
        (("substandard", "doubtful"), "风险分类为次级或可疑", "the risk class is substandard or doubtful"),
        (
            ("substandard", "doubtful", "loss"),
            "风险分类为次级、可疑或损失",
            "the risk class is substandard, doubtful or loss",
        ),
    ],
)
def test_alternatives_are_listed_with_one_or(grades: tuple[str, ...], zh: str, en: str) -> None:
    """However many values a condition allows, the last alone is joined by "or"."""
    condition = Condition(fact=FactName("risk"), test=Comparison.IS, values=grades)
    assert condition.text == Text(zh=zh, en=en)


@pytest.mark.parametrize(
    ("period", "times", "zh", "en"),
    [
        (
            NaturalPeriod.HALF_MONTH,
            1,
            "每个半月（1-15 日、16 日至月末）1 次（自放款所在期的下一期起）",
            "once in every half-month (1st to 15th, 16th to month end), from the period after disbursement",
        ),
        (
            NaturalPeriod.QUARTER,
            2,
            "每个自然季度 2 次（自放款所在期的下一期起）",
            "2 times in every calendar quarter, from the period after disbursement",
        ),
    ],
)
def test_how_often_in_a_period_is_said_as_a_rule_says_it(period: NaturalPeriod, times: int, zh: str, en: str) -> None:
    """Once is once in English, and the Chinese counts in 次."""
    assert EveryPeriod(period=period, times=times).text == Text(zh=zh, en=en)


@pytest.mark.parametrize(
    ("policy", "zh", "en"),
    [
        (
            "cn.five_tier_default",
            (
                "首次检查：每笔借据，产品为流动资金贷款的，放款日后 15 天内完成；方式：现场检查，不少于 2 人；"
                "截止日遇休息日提前。须取得证明材料：用款凭证。所需信息不详的，列为无法判定，不计入应检。"
            ),
            (
                "first check, for each drawdown where the product is working-capital lending: once within 15 days "
                "after the disbursement date; by on-site inspection, at least 2 visitors; earlier if the last day is "
                "not a working day. Evidence to obtain: proof of use of funds. Where a fact it turns on is not known, "
                "the clause is left undecided and nothing is counted as owed."
            ),
        ),
        (
            "cn.customer_grade",
            (
                "A1 级客户检查：每个借款人，客户等级为 A1 的，距最近一次检查（尚无检查的，距首笔放款）不超过 6 个月，"
                "应检期自截止日前 60 天起；方式：访谈或现场检查，不少于 1 人；截止日遇休息日不调整。"
                "所需信息不详的，列为无法判定，不计入应检。"
            ),
            (
                "routine check (A1), for each borrower where the customer grade is A1: at most 6 months after the last "
                "visit (after the first payout where there is none), the window opening 60 days before that limit; by "
                "interview or on-site inspection, at least 1 visitor; the last day stands, working day or not. Where a "
                "fact it turns on is not known, the clause is left undecided and nothing is counted as owed."
            ),
        ),
        (
            "cn.internet_loan",
            (
                "投诉处理：每个借款人，凡符合适用范围的，红色、橙色、黄色或蓝色预警信号（投诉）发出后 5 个工作日内"
                "完成；方式：函件、访谈或现场检查，不少于 1 人；截止日遇休息日提前。"
            ),
            (
                "answer to a complaint, for each borrower wherever the policy applies: once within 5 working days of "
                "any red, orange, yellow or blue signal (complaint); by letter, interview or on-site inspection, "
                "at least 1 visitor; earlier if the last day is not a working day."
            ),
        ),
        (
            "cn.syndicate_participant",
            (
                "研判代理行报告：每笔贷款，不属于“代理行报告缺失”情形的，代理行报告收到日后 10 个工作日内完成；"
                "方式：监测；截止日遇休息日不调整。所需信息不详的，列为无法判定，不计入应检。"
            ),
            (
                "agent's report read and judged, for each loan where “missing agent's report” does not apply: once "
                "within 10 working days after the day the agent's report came; by data monitoring; the last day "
                "stands, working day or not. Where a fact it turns on is not known, the clause is left undecided and "
                "nothing is counted as owed."
            ),
        ),
    ],
)
def test_a_clause_says_what_is_done_then_of_what_and_when(policy: str, zh: str, en: str) -> None:
    """The whole sentence, as a clerk writes it: what is done, of what, when, how, and what it must bring."""
    assert zh in presets.policy(policy).text.zh.splitlines()
    assert en in presets.policy(policy).text.en.splitlines()


def test_a_complaint_is_a_signal_of_its_own_kind() -> None:
    """A red signal on the money of a loan is no complaint, so nobody owes an answer to one."""
    asked = presets.policy("cn.internet_loan").clause("complaint").require
    assert isinstance(asked, OnSignal)
    raised = a_signal(date(2026, 3, 31))
    assert not asked.is_on(raised)
    assert asked.is_on(evolve(raised, kind="complaint"))


def test_a_borrowers_score_is_in_no_title() -> None:
    """A title stands in every list of duties: it says no more of a personal fact in English than in Chinese."""
    titles = {clause.title for clause in presets.policy("cn.micro_differentiated").clauses}
    assert {title.en for title in titles} == {"use-of-funds check (lighter)", "use-of-funds check"}


def test_a_grade_that_is_at_least_special_mention_holds_of_the_worse_ones() -> None:
    """What the sentence says is what the condition does: special mention or worse, as the scale has it."""
    condition = Condition(fact=FactName("score"), test=Comparison.AT_LEAST, values=("B",))
    assert SCORE.scale is not None
    assert [condition.holds(SCORE.scale.grade(code)) for code in SCORE.scale.grades] == [False, True, True]


def test_a_fact_that_nobody_declared_reads_by_its_name() -> None:
    """A condition read apart from its policy knows the built-in labels only."""
    condition = Condition(fact=FactName("score"), test=Comparison.IS, values=("B",))
    assert condition.text == Text(zh="score 为 B", en="the score is B")


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("0", "0 元", "CNY 0"),
        ("9999.5", "9,999.5 元", "CNY 9,999.5"),
        ("12345", "12,345 元", "CNY 12,345"),
        ("12300", "1.23 万元", "CNY 12,300"),
        ("5000000", "500 万元", "CNY 5,000,000"),
        ("-5000000", "-500 万元", "CNY -5,000,000"),
        ("150000000", "1.5 亿元", "CNY 150,000,000"),
        ("123456700", "12,345.67 万元", "CNY 123,456,700"),
    ],
)
def test_an_amount_in_a_sentence_is_exact(amount: str, zh: str, en: str) -> None:
    """万 or 亿 where two places of it say all, else 元; English has the amount in full."""
    assert Money(amount, "CNY").text == Text(zh=zh, en=en)


def _of_key_clients(missing: MissingFact = MissingFact.UNDETERMINED) -> ClausePolicy:
    """A policy that visits key clients with a loan-to-value ratio of seven tenths or more."""
    when = (
        Condition(fact=KEY.name, test=Comparison.IS, values=(True,)),
        Condition(fact=LTV.name, test=Comparison.AT_LEAST, values=(Decimal("0.7"),)),
    )
    clause = evolve(a_clause("key"), when=when, missing=missing)
    return ClausePolicy(
        id=PolicyId("own"), version="1", title=verbatim("own"), clauses=(clause,), facts=(KEY, LTV, STAFF, TRADE, SCORE)
    )


def test_a_banks_own_facts_are_called_by_its_labels_in_every_answer() -> None:
    """A policy read aloud, a proof, an exemption and a gap all say what the bank calls its fact, and 是 or 否."""
    policy, day = _of_key_clients(), date(2026, 3, 31)
    told = "属于“重点客户”情形，且抵押率不低于 0.7"
    assert told in policy.text.zh
    assert "“key client” applies and the loan-to-value ratio is 0.7 or more" in policy.text.en

    def planned(**facts: bool | Decimal) -> tuple[list[str], list[str], list[str]]:
        book = a_book(a_file(a_loan(), borrower=evolve(a_borrower(), facts=facts)), as_of=day)
        plan = make_plan(book, policy=policy, calendar=weekdays(), until=date(2026, 12, 31))
        proofs = [prove(duty, calendar=weekdays(), as_of=day).text.zh for duty in plan.owed]
        return [one.text.zh for one in plan.exempt], [one.text.zh for one in plan.undetermined], proofs

    exempt, _, _ = planned(key_client=False)
    assert exempt == ["贷款 L-1：条款 key 免检，因重点客户为否"]
    _, undetermined, _ = planned(key_client=True)
    assert undetermined == ["贷款 L-1：条款 key 无法判定，缺少抵押率"]
    *_, proofs = planned(key_client=True, ltv=Decimal("0.75"))
    assert proofs
    assert all(told in proof for proof in proofs)


def test_an_exemption_calls_a_code_by_its_label() -> None:
    """A loan of another product is exempt because the product is personal lending, not because it is a code."""
    book = a_book(a_file(evolve(a_loan(), product="personal")), as_of=date(2026, 3, 31))
    plan = make_plan(
        book, policy=presets.policy("cn.five_tier_default"), calendar=presets.calendar("CN"), until=date(2026, 6, 30)
    )
    said = next(one.text for one in plan.exempt if one.fact == "product")
    assert said.zh.endswith("免检，因产品为个人贷款")
    assert said.en.endswith("because the product is personal lending")


def test_a_proof_lists_the_working_days_it_counted() -> None:
    """Five working days from Tuesday 31 March 2026, the day not counted, the three of Qingming off, end on 8 April."""
    book = a_book(a_file(signals=[a_signal(date(2026, 3, 31))]), as_of=date(2026, 3, 31))
    clause = a_clause(
        "signal",
        OnSignal(levels=frozenset({one.level for one in book.files[0].signals}), within=working_days(5)),
        level=Level.BORROWER,
    )
    calendar = presets.calendar("CN")
    [duty] = make_plan(book, policy=a_policy(clause), calendar=calendar, until=date(2026, 12, 31)).owed
    assert duty.raw == date(2026, 4, 8)
    proof = prove(duty, calendar=calendar, as_of=book.as_of)
    [counted] = proof.find("counted")
    assert counted.statement.zh == (
        "自次日起计满 5 个工作日：2026年4月1日、2026年4月2日、2026年4月3日、2026年4月7日、2026年4月8日"
    )
    assert [one.statement.en.partition(" (")[0] for one in proof.find("off")] == [
        "2026-04-04 is off",
        "2026-04-05 is off",
        "2026-04-06 is off",
    ]
    assert all(one.statement.zh.endswith("不计") for one in proof.find("off"))


def test_a_proof_of_many_working_days_says_how_many() -> None:
    """A count too long to list is told by its number and its end."""
    book = a_book(a_file(signals=[a_signal(date(2026, 3, 31))]), as_of=date(2026, 3, 31))
    levels = frozenset({one.level for one in book.files[0].signals})
    clause = a_clause("signal", OnSignal(levels=levels, within=working_days(60)), level=Level.BORROWER)
    [duty] = make_plan(book, policy=a_policy(clause), calendar=weekdays(), until=date(2026, 12, 31)).owed
    [counted] = prove(duty, calendar=weekdays(), as_of=book.as_of).find("counted")
    assert counted.statement.en == "60 working days counted from the day after, to 2026-06-23"


@pytest.mark.parametrize(
    ("roll", "zh", "en"),
    [
        (Roll.NONE, "（周末），日期不变：条款不作调整", "(weekend) and stays: the clause moves no date"),
        (Roll.EARLIER, "（周末），日期不变：窗口内没有工作日", "(weekend) and stays: no day of the window is worked"),
    ],
)
def test_a_day_off_that_stays_says_the_one_reason(roll: Roll, zh: str, en: str) -> None:
    """Paid out on a Saturday and due the Sunday: the clause moves nothing, or there is no day to move to."""
    clause = a_clause(require=OnceAfter(after=DISBURSED, within=days(1)), roll=roll)
    book = a_book(a_file(a_loan(disbursed_on=date(2026, 3, 7))), as_of=date(2026, 3, 31))
    [duty] = make_plan(book, policy=a_policy(clause), calendar=presets.calendar("CN"), until=date(2026, 12, 31)).owed
    [stays] = prove(duty, calendar=presets.calendar("CN"), as_of=book.as_of).find("stays")
    assert (stays.statement.zh, stays.statement.en) == (f"2026年3月8日休息{zh}", f"2026-03-08 is off {en}")


def test_a_window_that_closes_on_the_day_itself_says_so() -> None:
    """Nobody counts back no days: without `closes` the window ends on the day."""
    open_end = Before(before=MATURES, opens=days(30), closes=days(0))
    assert open_end.text == Text(
        zh="到期日前 30 天至当日之间完成", en="once between 30 days before the maturity date and the day itself"
    )
    closing = evolve(open_end, closes=days(15))
    assert closing.text.zh == "到期日前 30 天至前 15 天之间完成"


def test_a_duty_is_counted_from_a_day_of_the_banks_own() -> None:
    """A completion is no built-in date: the clause calls it what the bank calls it."""
    done = _own("completed_on", FactKind.DATE, "完工日", "completion date")
    once = a_clause("after", OnceAfter(after=done.name, within=months(12)))
    ahead = a_clause("ahead", Before(before=done.name, opens=days(30), closes=days(10)))
    policy = a_policy(once, ahead, facts=[done])
    zh, en = (policy.text.zh, policy.text.en)
    assert "完工日后 12 个月内" in zh
    assert "once within 12 months after the completion date" in en
    assert "完工日前 30 天至前 10 天之间" in zh
    assert "between 30 days and 10 days before the completion date" in en


def test_one_is_singular_in_english() -> None:
    """An overdue day is 1 day, two are 2 days."""
    for as_of, said in ((date(2026, 4, 1), "overdue by 1 day at"), (date(2026, 4, 2), "overdue by 2 days at")):
        plan = make_plan(
            a_book(a_file(a_loan()), as_of=as_of), policy=a_policy(), calendar=weekdays(), until=date(2026, 12, 31)
        )
        [late] = [duty for duty in plan.owed if duty.window.last == date(2026, 3, 31)]
        assert said in prove(late, calendar=weekdays(), as_of=as_of).text.en


def test_each_missing_fact_has_its_own_label() -> None:
    """Labels go with the missing facts one by one: a count that differs is refused."""
    clause, subject = ClauseId("key"), LoanId("L-1")
    with pytest.raises(InputError) as refused:
        Undetermined(clause=clause, subject=subject, missing=(KEY.name, LTV.name), labels=(KEY.label,))
    assert refused.value.path == "Undetermined.labels"
    duty = a_duty(opens=DAY, last=DAY)
    with pytest.raises(InputError) as refused:
        evolve(duty, assumed=(KEY.name, LTV.name), assumed_labels=(KEY.label,))
    assert refused.value.path == "Obligation.assumed_labels"
    assert evolve(duty, assumed=(FactName("unit"),)).assumed_as[0].zh == "机构"
    assert Undetermined(clause=clause, subject=subject, missing=(KEY.name,), labels=(KEY.label,)).called == (KEY.label,)


LIVE = Condition(fact=FactName("status"), test=Comparison.IS, values=("live",))
UNDECIDED = a_clause(when=[LIVE], missing=MissingFact.UNDETERMINED)


@pytest.mark.parametrize(
    ("policy", "times"),
    [
        pytest.param(a_policy(a_clause(id="a", when=[LIVE]), a_clause(id="b", when=[LIVE])), 1, id="two leave it open"),
        pytest.param(a_policy(UNDECIDED, a_clause(id="b", when=[LIVE])), 1, id="one of two leaves it open"),
        pytest.param(evolve(a_policy(a_clause()), applies=[LIVE]), 1, id="its policy has conditions"),
        pytest.param(a_policy(a_clause()), 0, id="there are no conditions"),
        pytest.param(evolve(a_policy(UNDECIDED), applies=[LIVE]), 0, id="every clause says otherwise"),
    ],
)
def test_what_a_missing_fact_means_by_itself_is_said_once(policy: ClausePolicy, times: int) -> None:
    """Before the clauses, where some clause that leaves it open has conditions, of its own or of its policy."""
    zh = "除条款另有规定外，条件所需信息不详的，按最严情形处理，计入应检。"
    en = (
        "Unless a clause says otherwise, where a fact that its conditions turn on is not known, the strictest case is "
        "taken and the duty is owed."
    )
    assert policy.text.zh.splitlines()[: -len(policy.clauses)].count(zh) == policy.text.zh.count(zh) == times
    assert policy.text.en.splitlines()[: -len(policy.clauses)].count(en) == policy.text.en.count(en) == times


def test_a_clause_says_how_it_differs_from_other_clauses() -> None:
    """Questions, a visit of its own, arrears one by one and what is not known are said, in this order."""
    clause = a_clause(
        missing=MissingFact.UNDETERMINED, questions=["Q1", "Q7"], separate="盘点", arrear="oldest", evidence=["voucher"]
    )
    assert clause.sentence.zh.partition("截止日遇休息日不调整。")[2] == (
        "须取得证明材料：用款凭证。须答复：问题 Q1、问题 Q7。须单独检查，不与“盘点”组的其他检查合并。"
        "逾期多期的，一次检查只补最早一期。所需信息不详的，列为无法判定，不计入应检。"
    )
    assert clause.sentence.en.partition("working day or not. ")[2] == (
        "Evidence to obtain: proof of use of funds. To answer: question Q1, question Q7. It takes a visit of its own, "
        "which serves no other check of the group “盘点”. Of several periods overdue, one visit makes up the oldest "
        "only. Where a fact it turns on is not known, the clause is left undecided and nothing is counted as owed."
    )


def test_work_at_the_desk_says_nothing_of_visits() -> None:
    """No visit meets it, so that it has neither a visit of its own nor arrears to make up by one."""
    clause = a_clause(kind=DutyKind.DOCUMENT, separate="盘点", arrear="oldest")
    assert clause.sentence == a_clause(kind=DutyKind.DOCUMENT).sentence


def test_a_mark_reads_as_a_mark_in_every_sentence() -> None:
    """A flag is said to apply or not; where a sentence names its value, or that it lacks, it is called a mark."""
    file = a_file(a_loan(facts={"key_client": False}))
    policy = a_policy(a_clause(when=[Condition(fact=KEY.name, test=Comparison.IS, values=(True,))]), facts=[KEY])
    asked = policy.duties(file, calendar=weekdays(), as_of=DAY, until=DAY)
    assert [one.text.en for one in asked.exempt] == [
        "loan L-1: exempt from clause routine, because the mark “key client” is no"
    ]
    policy = policy.replacing("routine", missing=MissingFact.UNDETERMINED)
    asked = policy.duties(a_file(a_loan()), calendar=weekdays(), as_of=DAY, until=DAY)
    assert [one.text.en for one in asked.undetermined] == [
        "loan L-1: clause routine cannot be decided, for lack of mark “key client”"
    ]


def test_latin_letters_are_set_off_from_chinese() -> None:
    """A label, a code or a number of a bank's own stands apart from the Chinese on both sides."""
    rating = _own("rating", FactKind.GRADE, "PD 评级 A", "rating", RiskScale(id="own", grades=("A", "B", "C")))
    one = Condition(fact=rating.name, test=Comparison.IS, values=("A", "B", "C"))
    worse = Condition(fact=rating.name, test=Comparison.AT_LEAST, values=("B",))
    said = a_policy(a_clause(when=[one, worse]), facts=[rating]).text.zh
    assert "每笔贷款，PD 评级 A 为 A、B 或 C，且 PD 评级 A 为 B 及以下（更差）的，每个自然" in said


def test_nobody_is_asked_for_where_data_is_watched() -> None:
    """Monitoring sends nobody, so that its sentence and its proof name no visitor."""
    watched = presets.policy("cn.internet_loan").clause("run").sentence
    assert "方式：监测；" in watched.zh
    assert "by data monitoring; " in watched.en


def test_a_group_of_visits_of_their_own_is_called_by_its_label() -> None:
    """The code of a group in a preset has a label; that of a bank's own reads as the bank wrote it."""
    checked = presets.policy("in.luc").clauses[0].sentence
    assert "不与“用途核查”组的其他检查合并" in checked.zh
    assert "no other check of the group “utilisation checks”" in checked.en
