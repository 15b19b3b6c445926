"""What a policy may not mean is told beside its plan: days between versions, idle overrides, purposes near another."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.domain import (
    DISBURSED,
    Accepts,
    Comparison,
    Condition,
    DutyKind,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    NaturalPeriod,
    Obligation,
    OfficerId,
    OnceAfter,
    Portfolio,
    Roll,
    days,
)
from loanvisit.domain.methods import PURPOSES
from loanvisit.scheduling import Clause, ClausePolicy, between, make_plan, override
from loanvisit.scheduling.idle import emptying_overrides, idle_overrides
from loanvisit.scheduling.slips import (
    EVIDENCE,
    PRODUCTS,
    evidence_near_others,
    products_near_others,
    purposes_near_others,
    slips,
)
from loanvisit.scheduling.unnamed import days_between_versions
from loanvisit.scheduling.unread import unread_facts
from loanvisit.testing import a_book, a_clause, a_file, a_loan, a_policy, strategies, weekdays
from loanvisit.words import Text

FIRST = date(2026, 1, 1)
MONTHLY = EveryPeriod(period=NaturalPeriod.MONTH)


def _in_force(clauses: list[Clause], day: date) -> bool:
    return any(clause.is_effective(day) for clause in clauses)


@st.composite
def versions(draw: st.DrawFn, name: str) -> list[Clause]:
    """Draw versions of one clause whose days do not meet; the first and the last may be open."""
    cuts = sorted(draw(st.sets(st.integers(0, 60), min_size=2, max_size=6)))
    spans = [(cuts[at], cuts[at + 1] - 1) for at in range(0, len(cuts) - 1, draw(st.sampled_from([1, 2])))]
    is_open = draw(st.tuples(st.booleans(), st.booleans()))
    return [
        evolve(
            a_clause(name, MONTHLY),
            effective_from=None if is_open[0] and place == 0 else FIRST + timedelta(days=low),
            effective_to=None if is_open[1] and place == len(spans) - 1 else FIRST + timedelta(days=high),
        )
        for place, (low, high) in enumerate(spans)
    ]


@given(versions("a"), versions("b"), st.booleans(), st.booleans())
def test_every_day_between_versions_is_told_and_no_other(
    one: list[Clause], other: list[Clause], is_series: bool, may_gap: bool
) -> None:
    """Day by day: one between two versions, on which no clause of the series asks, is in a told stretch."""
    if is_series:
        one, other = ([evolve(clause, series="s") for clause in each] for each in (one, other))
    policy = evolve(a_policy(*one, *other), gaps=("s",) if is_series and may_gap else ())
    expected: set[date] = set()
    for own in (one, other):
        mates = [*one, *other] if is_series else own
        for place in range(-1, 63):
            day = FIRST + timedelta(days=place)
            begun = any((clause.effective_from or date.min) <= day for clause in own)
            to_come = any((clause.effective_to or date.max) >= day for clause in own)
            if begun and to_come and not _in_force(mates, day) and not (is_series and may_gap):
                expected.add(day)
    said = days_between_versions(policy)
    told = _days(said.en.partition(": ")[2].partition("; nothing")[0]) if said else set[date]()
    assert told == expected


def _days(said: str) -> set[date]:
    """Read stretches such as "2026-01-01 to 2026-01-31 (a, b)" as their days."""
    found: set[date] = set()
    for stretch in said.split("; "):
        first, last = (date.fromisoformat(word) for word in stretch.partition(" (")[0].split(" to "))
        found |= {first + timedelta(days=count) for count in range((last - first).days + 1)}
    return found


def test_days_before_a_clause_begins_or_after_it_ends_are_none_of_its_own() -> None:
    """One clause of a series ends a month before another begins: neither was to be in force in between."""
    ended = evolve(a_clause("a", MONTHLY), series="s", effective_to=date(2026, 1, 31))
    begun = evolve(a_clause("b", MONTHLY), series="s", effective_from=date(2026, 3, 1))
    assert days_between_versions(a_policy(ended, begun)) is None


@given(strategies.policies())
def test_a_policy_without_holes_tells_none(policy: ClausePolicy) -> None:
    """Versions cut on a day, as `between` and `override` cut them, follow on each other."""
    assert days_between_versions(policy) is None


@given(
    st.sampled_from(NaturalPeriod),
    st.none() | st.sampled_from(NaturalPeriod),
    st.sampled_from([Roll.NONE, Roll.EARLIER, Roll.LATER]),
    st.tuples(st.integers(0, 200), st.integers(0, 60)),
    st.sampled_from([Accepts.DATA, Accepts.INTERVIEW_OR_ON_SITE]),
)
def test_an_override_that_changes_no_duty_of_a_running_loan_is_told_and_no_other(
    old: NaturalPeriod, new: NaturalPeriod | None, roll: Roll, span: tuple[int, int], accepts: Accepts
) -> None:
    """Other periods or another method for a time: told where every duty stays as it was, silent where one is changed.

    Where no last day rolls it is told exactly then. A payout after the last day worked of its period could still fall
    into days that hold the unrolled last day alone.
    """
    policy = a_policy(evolve(a_clause("a", EveryPeriod(period=old)), roll=roll), a_clause("b", MONTHLY))
    changes: dict[str, object] = {"accepts": accepts, "visitors": 1, "period": new or old}
    starts = FIRST + timedelta(days=span[0])
    put = override(
        policy,
        "a",
        reason=Text(zh="汛期", en="floods"),
        approver=OfficerId("gao"),
        starts=starts,
        expiry=starts + timedelta(days=span[1]),
        **changes,
    )
    before, after = ([(one.id, one.window, one.rule.accepts) for one in _asked(each)] for each in (policy, put))
    told = idle_overrides(put, weekdays())
    if told is not None:
        assert "clause a, " in told.en
        assert before == after
    if roll is Roll.NONE:
        assert (told is not None) == (before == after)
    emptied = emptying_overrides(put, weekdays())
    ends = starts + timedelta(days=span[1])
    due, left = ([one for one in _asked(each) if starts <= one.window.last <= ends] for each in (policy, put))
    if emptied is not None:
        assert "clause a, " in emptied.en
        assert [one for one in left if one.rule.clause.value == "a"] == []
    if roll is Roll.NONE:
        is_emptied = {one.rule.clause.value for one in due} - {one.rule.clause.value for one in left} == {"a"}
        assert (emptied is not None) == is_emptied


def _asked(policy: ClausePolicy) -> list[Obligation]:
    """Return what a policy asks of a loan that was paid out long before and runs on, in order of id."""
    loan = a_loan(disbursed_on=FIRST - timedelta(days=800), matures_on=None)
    plan = make_plan(
        a_book(a_file(loan), as_of=FIRST), policy=policy, calendar=weekdays(), until=FIRST + timedelta(days=800)
    )
    return sorted((*plan.owed, *plan.projected), key=lambda one: one.id)


def _put(clause: Clause, first: date, last: date, **changes: object) -> ClausePolicy:
    told: dict[str, Any] = {"reason": Text(zh="汛期", en="floods"), "approver": OfficerId("gao"), **changes}
    return override(a_policy(clause), "a", starts=first, expiry=last, **told)


QUARTERLY = evolve(a_clause("a", EveryPeriod(period=NaturalPeriod.QUARTER)), roll=Roll.EARLIER)
CHINA = presets.calendar("CN")


@pytest.mark.parametrize(
    ("policy", "is_told"),
    [
        pytest.param(_put(QUARTERLY, date(2026, 7, 1), date(2026, 8, 31), visitors=3), True, id="between two ends"),
        pytest.param(_put(QUARTERLY, date(2026, 7, 1), date(2026, 9, 30), visitors=3), False, id="over an end"),
        pytest.param(
            _put(QUARTERLY, date(2028, 12, 1), date(2028, 12, 29), visitors=3), False, id="over an end as it rolls"
        ),
        pytest.param(
            _put(QUARTERLY, date(2028, 12, 30), date(2028, 12, 31), visitors=3), False, id="over an end as it stands"
        ),
        pytest.param(
            _put(QUARTERLY, date(2026, 7, 1), date(2026, 8, 31), period=NaturalPeriod.MONTH), False, id="over new ends"
        ),
        pytest.param(
            _put(QUARTERLY, date(2026, 7, 1), date(2026, 9, 30), period=NaturalPeriod.YEAR),
            False,
            id="an end taken away",
        ),
        pytest.param(
            _put(a_clause("a", OnceAfter(after=DISBURSED, within=days(15))), FIRST, FIRST, visitors=3),
            False,
            id="ends that a loan tells",
        ),
        pytest.param(
            between(_put(QUARTERLY, FIRST, date(2026, 8, 31), visitors=3), date(2026, 7, 1), date(2026, 8, 31)),
            False,
            id="nothing is left beside it",
        ),
        pytest.param(_put(QUARTERLY, date(2006, 7, 1), date(2006, 8, 1), visitors=3), False, id="before the calendar"),
    ],
)
def test_what_ends_in_the_days_of_an_override_is_seen_as_it_rolls(policy: ClausePolicy, is_told: bool) -> None:
    """A quarter ends on its last day worked, of some payouts on its last day; 30 December 2028 is a Saturday."""
    assert (idle_overrides(policy, CHINA) is not None) == is_told


def test_an_override_that_takes_the_visits_of_its_days_is_told() -> None:
    """A check each month put half-yearly for April: no half-year ends in April, and the April check is not asked."""
    monthly = a_clause("a", MONTHLY)
    put = _put(monthly, date(2026, 4, 1), date(2026, 4, 30), period=NaturalPeriod.HALF_YEAR)
    assert emptying_overrides(put, CHINA) == Text(
        zh="调整期间不产生到期事项的临时调整：条款 a，2026年4月1日至 2026年4月30日（自然半年；理由：汛期）；"
        "按调整后的周期，没有一期在此期间截止，原有的检查在此期间不再要求。",
        en="By these overrides nothing falls due in their days: clause a, 2026-04-01 to 2026-04-30 (calendar "
        "half-year; reason: floods); no period of theirs ends then, and what the clause asked for before is not asked.",
    )
    longer = _put(monthly, date(2026, 4, 1), date(2026, 6, 30), period=NaturalPeriod.HALF_YEAR)
    assert emptying_overrides(longer, CHINA) is None


def test_an_override_that_changes_nothing_is_told_with_its_days_and_reason() -> None:
    """Whoever approved it reads which one, why it does nothing, and what would make it do something."""
    told = idle_overrides(_put(QUARTERLY, date(2026, 7, 1), date(2026, 8, 31), visitors=3), CHINA)
    assert told == Text(
        zh="不起作用的临时调整：条款 a，2026年7月1日至 2026年8月31日（自然季度；理由：汛期）；"
        "各期适用其截止日当日施行的条款，而调整期间内没有一期截止。要使其起作用，调整期间须包含某一期的截止日。",
        en="These overrides change nothing: clause a, 2026-07-01 to 2026-08-31 (calendar quarter; reason: floods); "
        "a period is asked by the words in force on its last day, and none ends in those days. "
        "Let an override run over the last day of one.",
    )


@given(st.sampled_from(PURPOSES), st.data())
def test_a_purpose_with_a_slip_is_told_and_one_that_is_known_never(purpose: str, data: st.DataObject) -> None:
    """Two letters put in each other's place, or one left out, name another purpose: the nearest is said beside it."""
    assert purposes_near_others(a_policy(a_clause(purpose=purpose))) is None
    at = data.draw(st.integers(0, len(purpose) - 2))
    slip = data.draw(st.sampled_from([purpose[:at] + purpose[at + 1 :], _turned(purpose, at)]))
    policy = a_policy(
        a_clause("one", purpose=slip), a_clause("other", purpose=slip), a_clause("own", purpose="水权核查")
    )
    said = purposes_near_others(policy)
    if slip in PURPOSES:
        assert said is None
        return
    assert said is not None
    assert f"{slip} (nearest: " in said.en
    assert "clause one, other;" in said.en
    assert "水权核查" not in said.zh


@given(st.sampled_from([*EVIDENCE, *PRODUCTS]), st.booleans(), st.data())
def test_a_kind_of_evidence_or_a_product_with_a_slip_is_told_where_it_stands(
    word: str, in_applies: bool, data: st.DataObject
) -> None:
    """As of a purpose; a product that some loan of the book is of is none, and neither is a word of the bank's own."""
    at = data.draw(st.integers(0, len(word) - 2))
    slip = data.draw(st.sampled_from([word[:at] + word[at + 1 :], _turned(word, at)]))
    for code in (word, slip, "水权证"):
        test = _of_product(code, *PRODUCTS)
        bare = (a_clause("one"), a_clause("other"))
        policy = (
            a_policy(*(a_clause(name, kind=DutyKind.DOCUMENT, evidence=[code, *EVIDENCE]) for name in ("one", "other")))
            if word in EVIDENCE
            else evolve(a_policy(*bare), applies=[test])
            if in_applies
            else a_policy(*(evolve(clause, when=(test,)) for clause in bare))
        )
        told = [one for one in slips(a_book(), policy) if one is not None]
        if code != slip or slip in {*EVIDENCE, *PRODUCTS}:
            assert told == []
            continue
        [said] = told
        places = "clause [applies];" if word in PRODUCTS and in_applies else "clause one, other;"
        assert f"{slip} (nearest: " in said.en
        assert places in said.en
        assert slip in said.zh
        assert products_near_others(policy, a_book(a_file(a_loan(product=slip)))) is None


def _of_product(*codes: str) -> Condition:
    return Condition(fact=FactName("product"), test=Comparison.IS, values=codes)


def test_what_is_near_a_known_code_is_told_with_it_in_both_languages() -> None:
    """A misspelt kind of evidence is a kind of its own, which nobody brings; a misspelt product has no loan."""
    known = Condition(fact=FactName("product"), test=Comparison.KNOWN, values=(True,))
    policy = a_policy(
        a_clause("first", evidence=["vouchr"], when=[_of_product("working_captial"), known]),
        a_clause("second", when=[Condition(fact=FactName("status"), test=Comparison.IS, values=("live",))]),
    )
    assert evidence_near_others(policy) == Text(
        zh="与已知证明材料相近而不相同的材料种类：vouchr（最接近：voucher），条款 first；"
        "如系笔误请改正，所取得的其他材料不抵用。",
        en="These kinds of evidence are near a known one and yet another: vouchr (nearest: voucher), clause first; "
        "evidence of the other kind does not meet them, so mend them where that one is meant.",
    )
    assert products_near_others(policy, a_book()) == Text(
        zh="与已知产品相近而不相同、名下也没有贷款的产品：working_captial（最接近：working_capital），条款 first；"
        "如系笔误请改正，条款不适用于其他产品的贷款。",
        en="These products are near a known one and yet another, and no loan is of them: working_captial "
        "(nearest: working_capital), clause first; a clause for them does not apply to loans of the other, so mend "
        "them where that one is meant.",
    )


def test_a_product_written_as_its_label_is_told_with_its_code() -> None:
    """A policy that says 流动资金贷款 for `working_capital` reads as if it were right, and no loan is of it."""
    said = products_near_others(a_policy(a_clause("first", when=[_of_product("流动资金贷款")])), a_book())
    assert said is not None
    assert "流动资金贷款 (nearest: working_capital), clause first" in said.en


_BRANCH = Fact(
    name=FactName("branch"), kind=FactKind.CODE, label=Text(zh="经办行", en="branch"), codes=("0755", "0756")
)
_HERD = Fact(name=FactName("herd"), kind=FactKind.WHOLE, label=Text(zh="存栏头数", en="head of cattle"))
_READING = a_policy(
    a_clause("branch", when=[Condition(fact=_BRANCH.name, test=Comparison.IS, values=("0755",))]),
    a_clause("herd", when=[Condition(fact=_HERD.name, test=Comparison.AT_LEAST, values=(10,))]),
    facts=[_BRANCH, _HERD],
)


def test_facts_that_a_policy_cannot_read_are_told_in_both_languages() -> None:
    """A code that is none of those declared, a number written as text, a name with a slip; never the value itself."""
    loans = [
        a_loan("L-1", facts={"branch": "0757", "herd": "eleven"}),
        a_loan("L-2", facts={"branch": "0755", "herd": 12, "colour": "red"}),
        a_loan("L-3", facts={"brnach": "0755", "herd": "twelve", "branch张三": "0755"}),
    ]
    assert list(unread_facts(a_book(a_file(*loans)), _READING)) == [
        Text(
            zh="档案中与制度要求的形式不符的事实：经办行（branch），应为下列代码之一：0755, 0756，1 处；"
            "存栏头数（herd），应为整数，2 处；形式不符的值视同缺失，请改正。",
            en="The book holds facts in another form than the policy reads: branch (branch), expected one of the codes "
            "0755, 0756, 1 in all; head of cattle (herd), expected a whole number, 2 in all; such a value counts as "
            "missing, so mend it.",
        ),
        Text(
            zh="档案中名称与制度所用事实相近而不相同的事实：brnach（最接近：branch），1 处；"
            "如系笔误请改正，制度不读取其他名称的事实。",
            en="The book holds facts whose names are near one that the policy reads: brnach (nearest: branch), 1 in "
            "all; mend them where that one is meant, for the policy reads no other.",
        ),
    ]
    plan = make_plan(a_book(a_file(*loans)), policy=_READING, calendar=CHINA, until=date(2026, 6, 30))
    assert [one for one in plan.notes if "eleven" in one.en or "0757" in one.en] == []
    assert sum("brnach" in one.en for one in plan.notes) == 1


@given(strategies.portfolios(), strategies.policies())
def test_a_fact_that_reads_as_declared_is_never_told(book: Portfolio, policy: ClausePolicy) -> None:
    """Where every fact of the book is of the form its declaration asks, no form is told of."""
    held = [
        facts for file in book.files for facts in (file.facts, file.borrower.facts, *(one.facts for one in file.loans))
    ]
    sound = all(
        name not in policy.reads or policy.declared[FactName(name)].accepts(value)
        for facts in held
        for name, value in facts.items()
        if FactName(name) in policy.declared
    )
    forms, _ = unread_facts(book, policy)
    assert (forms is None) is sound


def _turned(word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def test_no_preset_is_told_of() -> None:
    """Presets know their purposes, evidence and products, and leave no days between versions."""
    for name in presets.policies():
        policy = presets.policy(name)
        assert list(slips(a_book(), policy)) == [None, None, None]
        assert days_between_versions(policy) is None
        assert idle_overrides(policy, CHINA) is None


def test_a_plan_tells_both_in_both_languages() -> None:
    """The notes of a plan, and with them those of a briefing, name days, purpose and clauses."""
    policy = a_policy(
        evolve(a_clause("routine", MONTHLY), effective_to=date(2025, 12, 31)),
        evolve(a_clause("routine", MONTHLY), effective_from=date(2026, 2, 1)),
        a_clause("first", purpose="first_chek"),
    )
    plan = make_plan(a_book(), policy=policy, calendar=weekdays(), until=date(2026, 12, 31))
    between, purpose = plan.notes[-2:]
    assert "2026年1月1日至 2026年1月31日（routine）" in between.zh
    assert "first_chek（最接近：first_check），条款 first" in purpose.zh
