"""A named regime of classification by days past due: its own day count, scale, buckets, rules and terms, as data."""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, field, frozen

from loanvisit.domain.age_step import AgeStep, age_faults
from loanvisit.domain.day_bucket import DayBucket, Materiality, bucket_faults
from loanvisit.domain.derived import REGIME_FACTS, RETAIL
from loanvisit.domain.exact import as_tuple, check, each, guarded, string_set
from loanvisit.domain.facts import Fact, FactKind, FactName
from loanvisit.domain.floor_rule import Excuse, FloorRule
from loanvisit.domain.methods import Confidence
from loanvisit.domain.regime_checks import excuse_faults, rule_faults, term_faults
from loanvisit.domain.risk import Grade, RiskScale
from loanvisit.domain.term import Counting, Term
from loanvisit.errors import Fault, InputError, fault, nearest
from loanvisit.words import Text, join, say


def _steps(items: Iterable[AgeStep]) -> tuple[AgeStep, ...]:
    return as_tuple(items)


def _buckets(items: Iterable[DayBucket]) -> tuple[DayBucket, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Regime:
    """A named regime by which claims are classed: how days are counted, and the lowest grade they and facts allow.

    A regime is data taken from papers, never the regulation itself: each number has its citation and confidence.

    Args:
        id: its name, such as "cn.financial_assets.2023".
        version: which reading of its papers this is.
        title: what it is.
        scale: its own grades, best first.
        non_performing: the best of the grades that are non-performing.
        counts_due_date: whether the due date itself is the first day past due, at its close; else the day after is.
        counting: the paper that says so.
        confidence: how sure that is.
        buckets: the grades by days past due, in order of days.
        ageing: the grades by how long a claim is non-performing, the shorter first; empty where age says nothing.
        rules: the rules over facts.
        terms: the terms that rules refer to.
        facts: the facts that rules read, beside those worked out from the claims.
        materiality: from which amount days count, None where any sum does.
        chosen: the options that are asked.
        effective_from: the first day it may be used for, None where not known.
        effective_to: the last day, None while it is in force.
        notes: what no single rule says.
    """

    id: str
    version: str
    title: Text
    scale: RiskScale
    non_performing: str
    counts_due_date: bool
    counting: Text
    confidence: Confidence
    buckets: tuple[DayBucket, ...] = field(converter=_buckets)
    ageing: tuple[AgeStep, ...] = field(default=(), converter=_steps)
    rules: tuple[FloorRule, ...] = ()
    terms: tuple[Term, ...] = ()
    facts: tuple[Fact, ...] = ()
    materiality: Materiality | None = None
    chosen: frozenset[str] = field(default=frozenset(), converter=string_set)
    effective_from: date | None = None
    effective_to: date | None = None
    notes: Text | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = bucket_faults(
            self.buckets, self.scale, [f"Regime.buckets[{place}]" for place in range(len(self.buckets))]
        )
        if self.non_performing not in self.scale.grades:
            known = ", ".join(self.scale.grades)
            faults.append(fault("code", "Regime.non_performing", self.non_performing, known=known))
        paths = [f"Regime.ageing[{place}]" for place in range(len(self.ageing))]
        faults += age_faults(self.ageing, self.scale, self.non_performing, paths)
        faults += self._rule_faults()
        start, end = self.effective_from, self.effective_to
        if start is not None and end is not None and end < start:
            faults.append(fault("date.order", "Regime.effective_to", end, earlier=start))
        if faults:
            raise InputError(*faults)

    def _rule_faults(self) -> list[Fault]:
        declared, terms = self.declared, {term.id: term for term in self.terms}
        faults = [
            one
            for place, rule in enumerate(self.rules)
            for one in rule_faults(rule, self.scale, declared, terms, f"Regime.rules[{place}]")
        ]
        faults += [
            one
            for place, bucket in enumerate(self.buckets)
            for one in excuse_faults(bucket.excuses, declared, f"Regime.buckets[{place}]")
        ]
        faults += [
            one
            for place, term in enumerate(self.terms)
            for one in term_faults(term, declared, f"Regime.terms[{place}]")
        ]
        for name, ids in (("rules", [rule.id for rule in self.rules]), ("terms", [term.id for term in self.terms])):
            if len(set(ids)) != len(ids):
                faults.append(fault("id.duplicate", f"Regime.{name}", ids))
        retail = declared.get(RETAIL)
        if self.materiality is not None and (retail is None or retail.kind is not FactKind.FLAG):
            faults.append(fault("fact.undeclared", "Regime.materiality", RETAIL, near=nearest(RETAIL, [RETAIL])))
        for one in sorted(self.chosen - {rule.id for rule in self.options}):
            known = [rule.id for rule in self.options]
            faults.append(fault("option.unknown", "Regime.chosen", one, near=nearest(one, known)))
        return faults

    @property
    def declared(self) -> Mapping[FactName, Fact]:
        """Every fact that rules may read."""
        return {**REGIME_FACTS, **{fact.name: fact for fact in self.facts}}

    @property
    def options(self) -> tuple[FloorRule, ...]:
        """The rules that are asked only where they were chosen, for their source is not sure or banks differ."""
        return tuple(rule for rule in self.rules if rule.is_option)

    @property
    def asked(self) -> tuple[FloorRule, ...]:
        """The rules that are asked."""
        return tuple(rule for rule in self.rules if not rule.is_option or rule.id in self.chosen)

    def choosing(self, *options: str) -> "Regime":
        """Return it with these options asked, too; one that is none of its options is refused."""
        named, faults = each(options, str, "options")
        if faults:
            raise InputError(*faults)
        return evolve(self, chosen=self.chosen | set(named))

    @guarded
    def counting_as(self, term: str, counting: Counting) -> "Regime":
        """Return it with a term of open reading counted another way; a term that is not open is refused."""
        known = [one.id for one in self.terms if one.is_open]
        if term not in known:
            raise InputError(fault("option.unknown", "term", term, near=nearest(term, known)))
        terms = tuple(evolve(one, counting=counting) if one.id == term else one for one in self.terms)
        return evolve(self, terms=terms)

    @guarded
    def grade(
        self, code: str, *, since: date | None = None, was: str | None = None, was_since: date | None = None
    ) -> Grade:
        """Return a grade of its scale."""
        return self.scale.grade(code, since=since, was=was, was_since=was_since)

    @guarded
    def term(self, name: str) -> Term:
        """Return a term by its id."""
        found = next((one for one in self.terms if one.id == name), None)
        if found is None:
            near = nearest(str(name), [one.id for one in self.terms])
            raise InputError(fault("term.unknown", "term", name, near=near))
        return found

    @guarded
    def bucket(self, days: int) -> DayBucket:
        """Return the bucket of so many days past due, 0 or more."""
        found = next((one for one in self.buckets if days in one), None)
        if found is None:
            raise InputError(fault("number.range", "days", days, low=0, high=36500))
        return found

    @guarded
    def is_in_force(self, on: date) -> bool:
        """Say whether it may be used for a day, both ends included."""
        return (self.effective_from or on) <= on <= (self.effective_to or on)

    @guarded
    def is_non_performing(self, grade: Grade) -> bool:
        """Say whether a grade of its scale is a non-performing one."""
        return not self.scale.grade(self.non_performing).is_worse_than(grade)

    @property
    def text(self) -> Text:
        """The regime read aloud: how days are counted, then each bucket and each rule, a line each."""
        count = say("class.count.due" if self.counts_due_date else "class.count.after")
        lines = [say("class.regime", title=self.title, version=self.version), _sourced(count, self.counting, self)]
        for bucket in self.buckets:
            sentence = say("class.bucket", days=bucket.text, grade=self.scale.text(bucket.grade))
            lines += [_sourced(sentence, bucket.citation, bucket), *map(_excused, bucket.excuses)]
        for step in self.ageing:
            sentence = say("class.bucket", days=step.text, grade=self.scale.text(step.grade))
            lines.append(_sourced(sentence, step.citation, step))
        for rule in self.rules:
            lines += [self._said(rule), *map(_excused, rule.excuses)]
        return join(lines, zh="\n", en="\n")

    def _said(self, rule: FloorRule) -> Text:
        end = say("class.rule.person") if rule.grade is None else say("class.least", grade=self.scale.text(rule.grade))
        sentence = say("class.rule", title=rule.title, end=end)
        if rule.is_option and rule.id not in self.chosen:
            sentence = say("class.rule.option", rule=sentence, id=rule.id)
        return _sourced(sentence, rule.citation, rule)


def _sourced(sentence: Text, citation: Text, source: "Regime | DayBucket | AgeStep | FloorRule | Excuse") -> Text:
    return say("class.sourced", sentence=sentence, citation=citation, confidence=source.confidence.text)


def _excused(excuse: Excuse) -> Text:
    return _sourced(say("class.excuse", title=excuse.title), excuse.citation, excuse)
