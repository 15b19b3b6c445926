"""What is known of a debtor beyond one claim: its claims together, its debts at other banks, its group."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from attrs import frozen

from loanvisit.assessment.known_facts import ARREARS, Known
from loanvisit.assessment.shares import Part, Sums, rates_told, share_of, shown, source_told, sums_of
from loanvisit.domain import Claim, CreditReport, DaysPastDue, DebtorClaims, FactName, Proof, subject_text
from loanvisit.domain.day_bucket import MOST_DAYS
from loanvisit.domain.derived import (
    DEBTOR_DAYS,
    DEBTOR_ELSEWHERE,
    DEBTOR_HERE,
    DEBTOR_OVER_90,
    DEBTOR_SHARE,
    GROUP_HERE,
    GROUP_SHARE,
)
from loanvisit.domain.exchange import known_rates
from loanvisit.words import join, label, number_text, say, verbatim

_OVER = 90
_BALANCE = FactName("balance")
Counted = tuple[Claim, DaysPastDue | None]
"""A claim, and how long it is past due."""


@frozen(kw_only=True)
class Standing:
    """Whether a claim is non-performing by itself: surely, or not to be excluded for what is missing."""

    claim: Claim
    surely: bool
    maybe: bool
    missing: tuple[FactName, ...]


def of_debtor(debtor: DebtorClaims, standings: tuple[Standing, ...], as_of: date) -> dict[FactName, Known]:
    """Return what a debtor's claims say together: whether any is non-performing, and which share of what is owed."""
    if not standings:
        return {}
    missing = tuple(sorted({name for one in standings if one.maybe and not one.surely for name in one.missing}))
    parts = tuple(Part(amount=one.claim.balance, surely=one.surely, maybe=one.maybe) for one in standings)
    sums, rates = sums_of(parts), known_rates(debtor.rates, as_of)
    share = _unsummed(parts, (*missing, _BALANCE))
    if sums is not None:
        said = say("class.fact.share", total=shown(sums.owed), part=shown(sums.bad))
        told = Proof(key=f"class.fact.{DEBTOR_SHARE}", statement=said, parts=rates_told(sums, rates))
        share = share_of(sums, rates, missing=missing, said=told)
    return {DEBTOR_HERE: _here(standings, missing), DEBTOR_SHARE: share}


def _unsummed(parts: tuple[Part, ...], missing: tuple[FactName, ...]) -> Known:
    """Return what a share may be where an amount is not known: all of it, or none, only where every part says so."""
    least = Fraction(100 if all(one.surely for one in parts) else 0)
    most = Fraction(100 if any(one.maybe for one in parts) else 0)
    return Known(low=least, high=most, missing=tuple(sorted({*missing})))


def _here(standings: tuple[Standing, ...], missing: tuple[FactName, ...]) -> Known:
    surely, maybe = any(one.surely for one in standings), any(one.maybe for one in standings)
    if surely is not maybe:
        return Known(low=surely, high=maybe, missing=missing)
    names = [subject_text(one.claim.id) for one in standings if one.surely]
    said = say("class.fact", fact=label("fact", DEBTOR_HERE), value=join(names) if names else say("value.none"))
    return Known(low=surely, high=maybe, said=Proof(key=f"class.fact.{DEBTOR_HERE}", statement=said))


def of_days(counted: tuple[Counted, ...]) -> dict[FactName, Known]:
    """Return the most days past due on any claim of the debtor."""
    known = [days.days for _, days in counted if days is not None]
    most = max(known, default=0)
    if len(known) < len(counted):
        return {DEBTOR_DAYS: Known(low=most, high=MOST_DAYS, missing=(ARREARS,))}
    said = say("class.fact", fact=label("fact", DEBTOR_DAYS), value=number_text(most))
    return {DEBTOR_DAYS: Known(low=most, high=most, said=Proof(key=f"class.fact.{DEBTOR_DAYS}", statement=said))}


def of_report(debtor: DebtorClaims, counted: tuple[Counted, ...], as_of: date) -> dict[FactName, Known]:
    """Return what a report of other banks says, the claims here added up with it; nothing where none is known yet."""
    report = debtor.report
    if report is None:
        return {}
    if report.on > as_of:
        return {name: Known(missing=(name,)) for name in (DEBTOR_ELSEWHERE, DEBTOR_OVER_90)}
    return {DEBTOR_ELSEWHERE: _elsewhere(report), DEBTOR_OVER_90: _over(debtor, report, counted, as_of)}


def _elsewhere(report: CreditReport) -> Known:
    bad = [one for one in report.debts if one.is_non_performing]
    doubted = any(one.is_non_performing is None for one in report.debts)
    if doubted and not bad:
        return Known(low=False, high=True, missing=(FactName("elsewhere.is_non_performing"),))
    names = [verbatim(one.lender) for one in bad]
    said = say("class.fact", fact=label("fact", DEBTOR_ELSEWHERE), value=join(names) if names else say("value.none"))
    proof = Proof(key=f"class.fact.{DEBTOR_ELSEWHERE}", statement=said, parts=source_told(report.source))
    return Known(low=bool(bad), high=bool(bad), said=proof)


def _over(debtor: DebtorClaims, report: CreditReport, counted: tuple[Counted, ...], as_of: date) -> Known:
    here = tuple(
        Part(
            amount=claim.balance,
            surely=days is not None and days.days > _OVER,
            maybe=days is None or days.days > _OVER,
        )
        for claim, days in counted
    )
    there = tuple(
        Part(
            amount=debt.balance,
            surely=debt.days_past_due is not None and debt.days_past_due > _OVER,
            maybe=debt.days_past_due is None or debt.days_past_due > _OVER,
        )
        for debt in report.debts
    )
    parts = (*here, *there)
    lacking: Mapping[str, bool] = {
        ARREARS: any(days is None for _, days in counted),
        _BALANCE: any(one.amount is None for one in here),
        "elsewhere.balance": any(one.amount is None for one in there),
        "elsewhere.days_past_due": any(debt.days_past_due is None for debt in report.debts),
    }
    missing = tuple(FactName(name) for name, is_lacking in lacking.items() if is_lacking)
    sums, rates = sums_of(parts), known_rates(debtor.rates, as_of)
    if sums is None:
        return _unsummed(parts, missing)
    said = say("class.fact.elsewhere", on=report.on, total=shown(sums.owed), part=shown(sums.bad))
    told = (*source_told(report.source), *rates_told(sums, rates))
    return share_of(
        sums, rates, missing=missing, said=Proof(key=f"class.fact.{DEBTOR_OVER_90}", statement=said, parts=told)
    )


def of_group(debtor: DebtorClaims, as_of: date) -> dict[FactName, Known]:
    """Return what the standing of a debtor's group says; nothing where none is known yet."""
    group = debtor.group
    if group is None or group.as_of > as_of:
        return {}
    surely = [one for one in group.non_performing if one != debtor.borrower]
    doubted = [one for one in group.doubted if one != debtor.borrower]
    here = Known(low=False, high=True, missing=group.missing or (GROUP_HERE,))
    if surely or not doubted:
        names = [subject_text(one) for one in surely]
        said = say("class.fact", fact=label("fact", GROUP_HERE), value=join(names) if names else say("value.none"))
        here = Known(low=bool(surely), high=bool(surely), said=Proof(key=f"class.fact.{GROUP_HERE}", statement=said))
    if group.owed is None:
        high = Fraction(100 if group.non_performing or group.doubted else 0)
        return {GROUP_HERE: here, GROUP_SHARE: Known(low=Fraction(0), high=high, missing=(*group.missing, _BALANCE))}
    sums, rates = Sums(owed=group.owed, bad=group.bad, feared=group.feared), known_rates(debtor.rates, as_of)
    said = say(
        "class.fact.group",
        group=verbatim(group.group),
        as_of=group.as_of,
        total=shown(sums.owed),
        part=shown(sums.bad),
    )
    told = Proof(key=f"class.fact.{GROUP_SHARE}", statement=said, parts=rates_told(sums, rates))
    return {GROUP_HERE: here, GROUP_SHARE: share_of(sums, rates, missing=group.missing, said=told)}
