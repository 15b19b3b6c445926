"""The laws of the lowest grade a claim may have, for every regime that loads and every debtor."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.assessment import class_floors, days_past_due
from loanvisit.codec import to_json
from loanvisit.domain import (
    FIVE_TIER,
    Arrear,
    BorrowerId,
    Claim,
    ClassFloor,
    CreditReport,
    DebtElsewhere,
    DebtorClaims,
    FactName,
    Facts,
    Grade,
    LoanId,
    Money,
    Regime,
    Verdict,
)
from loanvisit.testing import strategies as draws
from loanvisit.words import LANGUAGES

AS_OF = date(2026, 3, 31)
CN = presets.regime("cn.financial_assets.2023")


def _debtors() -> st.SearchStrategy[DebtorClaims]:
    return draws.debtor_claims(scale=FIVE_TIER)


def _regimes() -> st.SearchStrategy[Regime]:
    return draws.regimes(scale=FIVE_TIER)


def _ranks(floors: tuple[ClassFloor, ...]) -> list[tuple[int, int]]:
    return [(one.floor.rank, one.worst.rank) for one in floors]


@given(_regimes())
def test_every_number_of_days_has_one_bucket_and_more_days_none_better(regime: Regime) -> None:
    """Buckets hold every number of days exactly once, and the longer past due, the worse or the same."""
    edges = {max(bucket.first + step, 0) for bucket in regime.buckets for step in (-1, 0, 1)}
    ranks = []
    for days in sorted(edges):
        assert sum(days in bucket for bucket in regime.buckets) == 1
        ranks.append(regime.scale.rank(regime.bucket(days).grade))
    assert ranks == sorted(ranks)


@given(_debtors(), _regimes(), st.data())
def test_longer_past_due_is_never_better(debtor: DebtorClaims, regime: Regime, data: st.DataObject) -> None:
    """Let any sum have fallen due earlier: no claim of the debtor gets a better floor, nor a better worst."""
    earlier = st.integers(0, 400).map(lambda count: timedelta(days=count))
    claims = [
        evolve(claim, arrears=[evolve(one, due_on=one.due_on - data.draw(earlier)) for one in claim.arrears])
        if claim.arrears is not None
        else claim
        for claim in debtor.claims
    ]
    before = _ranks(class_floors(debtor, regime, as_of=AS_OF))
    after = _ranks(class_floors(evolve(debtor, claims=claims), regime, as_of=AS_OF))
    assert all(old[0] <= new[0] and old[1] <= new[1] for old, new in zip(before, after, strict=True))


@given(draws.days(), st.integers(0, 800))
def test_india_is_one_day_ahead_of_china(due: date, later: int) -> None:
    """On any day from the due date on, the count that takes the due date in is one day more."""
    claim = Claim(id=LoanId("L-1"), arrears=[Arrear(due_on=due)])
    counts = []
    for name in ("cn.financial_assets.2023", "in.iracp"):
        days, _ = days_past_due(claim, presets.regime(name), as_of=due + timedelta(days=later))
        assert days is not None
        counts.append(days.days)
    assert counts == [later, later + 1]


@given(_debtors(), _regimes(), st.integers(0, 366))
def test_grace_takes_off_no_day(debtor: DebtorClaims, regime: Regime, grace: int) -> None:
    """Whatever days of grace a contract gives, the answers are the same, but for the day grace ends on."""
    patient = evolve(debtor, claims=[evolve(claim, grace_days=grace) for claim in debtor.claims])
    strict = class_floors(debtor, regime, as_of=AS_OF)
    mild = class_floors(patient, regime, as_of=AS_OF)
    assert [evolve(one, days=None) for one in mild] == [evolve(one, days=None) for one in strict]


@given(_debtors(), _regimes())
def test_the_order_of_claims_and_sums_does_not_show(debtor: DebtorClaims, regime: Regime) -> None:
    """Claims, the sums due on them, debts elsewhere, rates and classes, in any order give the same bytes and proofs."""
    turned = [
        evolve(claim, arrears=claim.arrears and claim.arrears[::-1], earlier=claim.earlier[::-1])
        for claim in reversed(debtor.claims)
    ]
    report = debtor.report and evolve(debtor.report, debts=debtor.report.debts[::-1])
    again = evolve(debtor, claims=turned, report=report, rates=debtor.rates[::-1])
    one, other = class_floors(again, regime, as_of=AS_OF), class_floors(debtor, regime, as_of=AS_OF)
    assert [to_json(floor) for floor in one] == [to_json(floor) for floor in other]
    assert [floor.proof.text for floor in one] == [floor.proof.text for floor in other]


@given(_debtors(), _regimes(), st.data())
def test_what_is_known_later_does_not_show(debtor: DebtorClaims, regime: Regime, data: st.DataObject) -> None:
    """What falls due, is paid or is confirmed after the day changes no answer of that day."""
    later = st.integers(1, 400).map(lambda count: AS_OF + timedelta(days=count))
    claims = []
    for claim in debtor.claims:
        arrears = claim.arrears
        if arrears is not None:
            told = [evolve(one, settled_on=data.draw(later)) if one.is_unpaid(AS_OF) else one for one in arrears]
            arrears = (*told, Arrear(due_on=data.draw(later), amount=Money("99.00", "CNY")))
        grade = claim.grade_on(AS_OF)
        if grade is not None:
            new = FIVE_TIER.grade(data.draw(st.sampled_from(FIVE_TIER.grades)), since=data.draw(later), was=grade.code)
            claim = evolve(claim, grade=grade, earlier=_up_to(claim, grade)).classed(new)  # noqa: PLW2901
        claims.append(evolve(claim, arrears=arrears))
    rates = [evolve(one, on=data.draw(later)) if one.on > AS_OF else one for one in debtor.rates]
    report = debtor.report
    if report is None or report.on > AS_OF:
        report = CreditReport(on=data.draw(later), debts=[DebtElsewhere(lender="bank A", is_non_performing=True)])
    again = evolve(debtor, claims=claims, report=report, rates=rates)
    assert class_floors(again, regime, as_of=AS_OF) == class_floors(debtor, regime, as_of=AS_OF)


def _up_to(claim: Claim, grade: Grade) -> list[Grade]:
    """Return the classes that were in force before one of them."""
    return [
        one for one in claim.earlier if grade.since is not None and one.since is not None and one.since < grade.since
    ]


def _blanked(debtor: DebtorClaims, data: st.DataObject) -> DebtorClaims:
    """Return the debtor with one thing that was known of it no longer known."""
    if debtor.facts and data.draw(st.booleans()):
        name = data.draw(st.sampled_from(sorted(debtor.facts)))
        return evolve(debtor, facts=_without(debtor.facts, name))
    beyond = data.draw(st.sampled_from(["", "report", "debt", "rates", "group"]))
    if beyond in ("report", "group"):
        return evolve(debtor, **{beyond: None})
    if beyond == "rates":
        return evolve(debtor, rates=debtor.rates[1:])
    if beyond == "debt" and debtor.report is not None:
        name = data.draw(st.sampled_from(["balance", "days_past_due", "is_non_performing"]))
        return evolve(
            debtor, report=evolve(debtor.report, debts=[evolve(one, **{name: None}) for one in debtor.report.debts])
        )
    if not debtor.claims:
        return debtor
    place = data.draw(st.integers(0, len(debtor.claims) - 1))
    claim = debtor.claims[place]
    field = data.draw(
        st.sampled_from(["balance", "arrears", "repayment_period", "expected_loss", "grade", "earlier", "fact", "sum"])
    )
    if field == "fact":
        name = data.draw(st.sampled_from(sorted(claim.facts))) if claim.facts else ""
        changed = evolve(claim, facts=_without(claim.facts, name))
    elif field == "sum":
        changed = evolve(claim, arrears=claim.arrears and [evolve(one, amount=None) for one in claim.arrears])
    elif field in ("grade", "earlier"):
        changed = evolve(claim, earlier=(), grade=None if field == "grade" else claim.grade)
    else:
        changed = evolve(claim, **{field: None})
    return evolve(debtor, claims=[*debtor.claims[:place], changed, *debtor.claims[place + 1 :]])


def _without(facts: Facts, name: str) -> Facts:
    return Facts({other: value for other, value in facts.items() if other != name})


@given(_debtors(), _regimes(), st.data())
def test_a_fact_not_known_never_makes_an_answer_better(
    debtor: DebtorClaims, regime: Regime, data: st.DataObject
) -> None:
    """Forget any one fact: what cannot be excluded is as bad as before or worse, and what is missing has a name."""
    known = class_floors(debtor, regime, as_of=AS_OF)
    less = class_floors(_blanked(debtor, data), regime, as_of=AS_OF)
    for before, after in zip(known, less, strict=True):
        assert after.worst.rank >= before.worst.rank >= before.floor.rank
        if after.worst.rank > after.floor.rank:
            assert after.unjudged
            assert all(one.missing for one in after.unjudged)


@given(_debtors(), _regimes())
def test_an_excuse_not_proven_excuses_nothing(debtor: DebtorClaims, regime: Regime) -> None:
    """Where a rule is lifted, what lifts it is known; forget every excuse, and no floor is better."""
    bare = evolve(
        regime,
        rules=tuple(evolve(rule, excuses=()) for rule in regime.rules),
        buckets=tuple(evolve(bucket, excuses=()) for bucket in regime.buckets),
    )
    for with_excuses, without in zip(
        class_floors(debtor, regime, as_of=AS_OF), class_floors(debtor, bare, as_of=AS_OF), strict=True
    ):
        assert with_excuses.floor.rank <= without.floor.rank


@given(_debtors(), _regimes())
def test_every_rule_answers_and_the_floor_is_the_worst_that_holds(debtor: DebtorClaims, regime: Regime) -> None:
    """Each rule answers once for each claim, with its source; the floor is the worst grade of those that hold."""
    for answer in class_floors(debtor, regime, as_of=AS_OF):
        said = [one.rule for one in answer.answers]
        assert [one for one in said if one not in ("days", "age")] == [rule.id for rule in regime.rules]
        assert "days" in said
        assert ("age" in said) is bool(regime.ageing)
        assert answer.floor.rank == max([0, *(FIVE_TIER.rank(one.grade or "pass") for one in answer.hits)])
        assert {one.rule for one in answer.answers if one.verdict is Verdict.NOT_ASKED} == {
            rule.id for rule in regime.options if rule.id not in regime.chosen
        }
        proof = answer.proof
        assert proof.text.zh
        assert len(proof.find("class.source")) >= len(answer.hits)
        assert str(answer.claim) in proof.statement.en


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.booleans()), min_size=1, max_size=6),
    st.integers(0, 10**6),
    st.integers(0, 5),
)
def test_more_bad_claims_are_never_better_for_the_others(drawn: list[tuple[int, bool]], more: int, place: int) -> None:
    """Add to what is owed on a bad claim, or turn a good one bad: no claim of the debtor gets a better floor."""

    def floors(claims: list[tuple[int, bool]]) -> list[int]:
        made = [
            Claim(
                id=LoanId(f"L-{number}"),
                balance=Money(f"{cents // 100}.{cents % 100:02}", "CNY"),
                arrears=[Arrear(due_on=date(2025, 1, 1))] if is_bad else [],
            )
            for number, (cents, is_bad) in enumerate(claims)
        ]
        debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=made)
        return [one.floor.rank for one in class_floors(debtor, CN, as_of=date(2025, 4, 2))]

    chosen = place % len(drawn)
    cents, is_bad = drawn[chosen]
    worse = (cents + more if is_bad else cents, True)
    before, after = floors(drawn), floors([*drawn[:chosen], worse, *drawn[chosen + 1 :]])
    assert all(old <= new for old, new in zip(before, after, strict=True))
    bad = sum(cents for cents, is_bad in drawn if is_bad)
    bad_ones = [one for one in drawn if one[1]]
    is_drawn_along = bad * 10 > sum(cents for cents, _ in drawn)
    expected = [2 if is_bad or is_drawn_along else 1 if bad_ones else 0 for _, is_bad in drawn]
    assert before == expected


@given(_regimes())
def test_a_regime_reads_aloud_with_the_source_of_each_number(regime: Regime) -> None:
    """Each bucket and each rule is a line in both languages, with its paper and how sure it is."""
    excuses = [one for part in regime.buckets for one in part.excuses]
    excuses += [one for rule in regime.rules for one in rule.excuses]
    citations = [one.citation for one in (*regime.buckets, *regime.ageing, *regime.rules, *excuses)]
    for language in LANGUAGES:
        lines = regime.text.of(language).split("\n")
        assert len(lines) == 2 + len(citations)
        for citation in citations:
            assert any(citation.of(language) in line for line in lines)
    assert FactName("days_past_due") in regime.declared
