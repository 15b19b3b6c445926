"""The lowest grades that a regime allows a debtor's claims: each by its own facts first, then by the others'."""

from datetime import date

from loanvisit.assessment.ages import ask_age, bad_since, current_class
from loanvisit.assessment.asking_rules import ask_days, ask_rule
from loanvisit.assessment.counting_days import days_past_due
from loanvisit.assessment.debtor_facts import Standing, of_days, of_debtor, of_group, of_report
from loanvisit.assessment.known_facts import Known, KnownFacts, of_claim
from loanvisit.domain import (
    DERIVED_FACTS,
    REPORTED_FACTS,
    Claim,
    ClassFloor,
    DaysPastDue,
    DebtorClaims,
    FactName,
    FloorAnswer,
    FloorRule,
    Grade,
    Regime,
    Verdict,
)
from loanvisit.domain.derived import DEBTOR_HERE, DEBTOR_SHARE, RETAIL
from loanvisit.domain.exact import guarded
from loanvisit.errors import Fault, FaultList, InputError, fault

_OF_ALL = frozenset({DEBTOR_HERE, DEBTOR_SHARE})


@guarded
def class_floors(debtor: DebtorClaims, regime: Regime, *, as_of: date) -> tuple[ClassFloor, ...]:
    """Return the lowest grade that each claim of a debtor may be given at the close of a day, and why.

    It never says what a class is, only "at least": a person proposes and another confirms (`propose_class`). A fact
    that is not known never makes an answer better: no excuse follows from it, the rules it leaves open are named, and
    `worst` is the worst grade they might call for.

    Args:
        debtor: all claims of this bank on one debtor, what it owes other banks and how its group stands, as far as that
            is known; no other debtor is looked at.
        regime: the regime, such as `presets.regime("cn.financial_assets.2023")`.
        as_of: the close of this day; what falls due or is paid later is not looked at.

    Returns:
        One answer for each claim, in order of the claims' ids.

    Raises:
        InputError: the regime is not in force that day, a fact is not of its declared type or is one that is worked
            out, a class is of another scale, or the group was judged by another regime; all are listed.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.domain import Arrear, BorrowerId, Claim, DebtorClaims, LoanId
        >>> claim = Claim(id=LoanId("L-1"), arrears=[Arrear(due_on=date(2025, 1, 1))])
        >>> debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[claim])
        >>> regime = presets.regime("cn.financial_assets.2023")
        >>> [floor.floor.code for day in (1, 2) for floor in class_floors(debtor, regime, as_of=date(2025, 4, day))]
        ['special_mention', 'substandard']
    """
    _check(debtor, regime, as_of)
    counts = tuple(_count(debtor, claim, regime, as_of) for claim in debtor.claims)
    counted = tuple((claim, count[0]) for claim, count in zip(debtor.claims, counts, strict=True))
    beyond = {**of_days(counted), **of_report(debtor, counted, as_of), **of_group(debtor, as_of)}
    alone = tuple(
        _Asked(debtor, claim, regime, as_of=as_of, count=count, beyond=beyond)
        for claim, count in zip(debtor.claims, counts, strict=True)
    )
    together = of_debtor(debtor, tuple(one.standing() for one in alone), as_of)
    return tuple(one.floor(together) for one in alone)


_Count = tuple[DaysPastDue | None, tuple[FactName, ...]]
_Found = dict[FactName, Known]


def _count(debtor: DebtorClaims, claim: Claim, regime: Regime, as_of: date) -> _Count:
    retail = claim.facts.get(RETAIL, debtor.facts.get(RETAIL))
    return days_past_due(
        claim,
        regime,
        as_of=as_of,
        debtor=debtor.claims,
        retail=retail if isinstance(retail, bool) else None,
        rates=debtor.rates,
    )


class _Asked:
    """One claim, and what the rules that read nothing of how the other claims stand say of it."""

    def __init__(
        self, debtor: DebtorClaims, claim: Claim, regime: Regime, *, as_of: date, count: _Count, beyond: _Found
    ) -> None:
        self.debtor, self.claim, self.regime, self.as_of = debtor, claim, regime, as_of
        self.days, lacking = count
        self.found = {**of_claim(debtor, claim, regime, self.days, as_of, lacking=lacking), **beyond}
        known = KnownFacts(regime.declared, self.found)
        self.by_days = ask_days(regime, self.days, known, lacking)
        self.by_rules = {rule.id: self._ask(rule, known) for rule in regime.rules if not _reads_all(rule)}

    def _ask(self, rule: FloorRule, known: KnownFacts) -> FloorAnswer:
        return ask_rule(rule, self.regime, self.claim, known, self.as_of)

    def standing(self) -> Standing:
        """Say whether the claim is non-performing by itself.

        A class in force counts as far as the rules hold it: else what may rise at last would be held by itself.
        """
        answers = (*self.by_days, *self.by_rules.values())
        floor, worst = _bounds(self.regime, answers)
        return Standing(
            claim=self.claim,
            surely=self.regime.is_non_performing(floor),
            maybe=self.regime.is_non_performing(worst),
            missing=_doubts(answers),
        )

    def floor(self, together: _Found) -> ClassFloor:
        """Return the answer, once it is known what the claims say together."""
        known = KnownFacts(self.regime.declared, {**self.found, **together})
        by_rules = [
            self.by_rules[rule.id] if rule.id in self.by_rules else self._ask(rule, known) for rule in self.regime.rules
        ]
        by_age, since = self._by_age((*self.by_days, *by_rules))
        answers = (*self.by_days, *by_age, *by_rules)
        floor, worst = _bounds(self.regime, answers)
        return ClassFloor(
            borrower=self.debtor.borrower,
            claim=self.claim.id,
            regime=self.regime.id,
            version=self.regime.version,
            as_of=self.as_of,
            floor=floor,
            worst=worst,
            days=self.days,
            answers=answers,
            current=current_class(self.claim, self.as_of),
            bad_since=since,
        )

    def _by_age(self, answers: tuple[FloorAnswer, ...]) -> tuple[tuple[FloorAnswer, ...], date | None]:
        """Return what age says of a claim that everything else classes so, and since when it is non-performing."""
        floor, worst = _bounds(self.regime, answers)
        surely, maybe = self.regime.is_non_performing(floor), self.regime.is_non_performing(worst)
        since = bad_since(self.claim, self.regime, self.days, self.as_of)
        said = ask_age(self.regime, surely=surely, maybe=maybe, doubts=_doubts(answers), since=since, as_of=self.as_of)
        return said, since.surely if surely else None


def _doubts(answers: tuple[FloorAnswer, ...]) -> tuple[FactName, ...]:
    return tuple(sorted({name for one in answers if one.verdict is Verdict.UNJUDGED for name in one.missing}))


def _reads_all(rule: FloorRule) -> bool:
    tests = (*rule.tests, *(test for excuse in rule.excuses for test in excuse.tests))
    return any(test.fact in _OF_ALL for test in tests)


def _bounds(regime: Regime, answers: tuple[FloorAnswer, ...]) -> tuple[Grade, Grade]:
    """Return the worst grade that surely holds, and the worst that may."""
    ranks = {Verdict.HIT: 0, Verdict.UNJUDGED: 0}
    for one in answers:
        if one.verdict in ranks and one.grade is not None:
            ranks[one.verdict] = max(ranks[one.verdict], regime.scale.rank(one.grade))
    floor, maybe = ranks[Verdict.HIT], max(ranks.values())
    return regime.scale.grade(regime.scale.grades[floor]), regime.scale.grade(regime.scale.grades[maybe])


def _check(debtor: DebtorClaims, regime: Regime, as_of: date) -> None:
    """Refuse what cannot be judged by this regime, all of it together."""
    faults = FaultList()
    if not regime.is_in_force(as_of):
        faults.add(fault("regime.range", "as_of", as_of))
    if debtor.group is not None and debtor.group.regime != regime.id:
        faults.add(fault("regime.mixed", "debtor.group", debtor.group.regime))
    for one in _fact_faults(debtor, regime):
        faults.add(one)
    for place, claim in enumerate(debtor.claims):
        path = f"debtor.claims[{place}]"
        if claim.grade is not None and claim.grade.scale != regime.scale:
            faults.add(fault("scale.mixed", f"{path}.grade", claim.grade.code))
    faults.raise_as(InputError)


def _fact_faults(debtor: DebtorClaims, regime: Regime) -> list[Fault]:
    found: list[Fault] = []
    holders = [("debtor.facts", debtor.facts)]
    holders += [(f"debtor.claims[{place}].facts", claim.facts) for place, claim in enumerate(debtor.claims)]
    for path, facts in holders:
        for name, value in facts.items():
            declared = regime.declared.get(FactName(name))
            if name in DERIVED_FACTS or (name in REPORTED_FACTS and debtor.report is not None):
                found.append(fault("fact.derived", f"{path}[{name}]", value))
            elif declared is not None and not declared.accepts(value):
                found.append(fault("fact.type", f"{path}[{name}]", value, form=declared.kind.value))
    return found
