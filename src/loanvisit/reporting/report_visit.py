"""Sections one to three of a visit's report: the visit, its basis, the loans."""

from collections.abc import Iterator

from loanvisit.domain import (
    Drawdown,
    FactName,
    Facts,
    Loan,
    Method,
    Money,
    Obligation,
    ObligationState,
    Reading,
    subject_text,
    value_text,
)
from loanvisit.reporting.amounts import day_text, money_text
from loanvisit.reporting.report_ground import Ground, borrower_text, called, of_file, of_record, of_rule
from loanvisit.reporting.standing import DutyStanding, duty_standing
from loanvisit.reporting.visit_report import ReportField
from loanvisit.words import Text, counted, join, label, number_text, say, verbatim

PAYMENT = "payment"
"""The kind of a reading that is a payment out of the proceeds."""


def visit_fields(ground: Ground) -> Iterator[ReportField]:
    """Yield who went where, when and for what, how long after the last time, and whether in time."""
    record = ground.record
    yield of_file("borrower", borrower_text(ground.file))
    yield of_record("day", day_text(record.on), on=record.on)
    yield of_record("method", _method_text(ground), on=record.on)
    yield of_record("outcome", _outcome_text(ground), on=record.on)
    yield of_record("hours", _hours_text(ground), on=record.on)
    yield of_record("place", _place_text(ground), on=record.on)
    yield of_record("visitors", join([verbatim(one.value) for one in record.visitors]), on=record.on)
    met = join([one.capacity.text for one in record.persons_met])
    yield of_record("persons_met", met if record.persons_met else None, on=record.on)
    yield of_record("is_announced", _yes_no(record.is_announced), on=record.on)
    yield of_record("identity_checked", _yes_no(record.identity_checked), on=record.on)
    purposes = join([label("purpose", one) for one in sorted(record.purposes)])
    yield of_record("purposes", purposes if record.purposes else say("report.none"), on=record.on)
    loans = join([verbatim(one.value) for one in sorted(ground.covered)])
    yield of_record("scope", loans if ground.covered else say("report.none"), on=record.on)
    last = ground.visited_before
    since = None if last is None else counted("days", (record.on - last).days)
    yield of_file("since_last", since, on=last)
    for duty in _duties(ground):
        yield of_file("in_time", _in_time(duty, ground), label=_duty_label(duty, "in_time"), on=duty.window.last)


def _duties(ground: Ground) -> tuple[Obligation, ...]:
    """Return the duties the visit was planned for, as the file has them."""
    held = {duty.id: duty for duty in ground.file.obligations}
    return tuple(held.get(duty.id, duty) for duty in ground.visit.covers)


def _duty_label(duty: Obligation, key: str) -> Text:
    return say("report.about", about=subject_text(duty.subject), what=duty.rule.title, field=called(key))


def _in_time(duty: Obligation, ground: Ground) -> Text:
    """Say whether a duty was met in time; in part, it names what still lacks."""
    standing = duty_standing(duty, ground.file, ground.as_of)
    in_part = duty.state is ObligationState.IN_PART and ground.record.on <= ground.as_of
    if in_part:
        return say("report.in_part", lacks=join(list(duty.lacks_as)))
    if standing is DutyStanding.LATE:
        return say("report.late", days=counted("days", duty.late_days or 0))
    return say(f"report.duty.{standing.value}")


def _method_text(ground: Ground) -> Text:
    record = ground.record
    if record.method is not Method.INTERVIEW or record.channel is None:
        return record.method.text
    return say("report.method", method=record.method.text, channel=say(f"report.channel.{record.channel.value}"))


def _hours_text(ground: Ground) -> Text | None:
    """Say how long the visit took; None where its beginning or its end is not recorded."""
    started, ended = ground.record.started_at, ground.record.ended_at
    if started is None or ended is None:
        return None
    return counted("minutes", int((ended - started).total_seconds()) // 60)


def _place_text(ground: Ground) -> Text | None:
    """Say how precisely the place is recorded; its district is whereabouts, and stands in full reports only."""
    place = ground.record.place
    if place is None:
        return None
    where = ground.told(place.coarse.district)
    return place.precision.text if where is None else say("report.method", method=place.precision.text, channel=where)


def _yes_no(flag: bool | None) -> Text | None:
    return None if flag is None else say("value.yes" if flag else "value.no")


def _outcome_text(ground: Ground) -> Text:
    record = ground.record
    if record.miss_reason is None:
        return record.outcome.text
    return say("report.method", method=record.outcome.text, channel=record.miss_reason.text)


def basis_fields(ground: Ground) -> Iterator[ReportField]:
    """Yield the clauses that the visit was owed by, the outline it was made by, and the law it rests on."""
    for rule in dict.fromkeys(duty.rule for duty in _duties(ground)):
        cited = {"citation": rule.citation, "confidence": rule.confidence.text}
        value = say("report.clause", clause=rule.clause.value, version=rule.version, **cited)
        yield of_rule("clause", value, label=rule.title)
    pin = ground.record.outline_version
    yield of_record("outline", None if pin is None else verbatim(pin), on=ground.record.on)
    yield of_rule("law", say("report.law"))
    yield of_file("contract", None)


def loan_fields(ground: Ground) -> Iterator[ReportField]:
    """Yield what the system says of each loan the visit covered, and what was read of how its money was used."""
    if not ground.loans:
        yield of_file("loans", None)
    for loan in ground.loans:
        for key, value in _of_loan(loan):
            yield of_file(key, value, label=_of(loan, key), on=None if value is None else ground.as_of)
        yield from _use(ground, loan)


def _of(loan: Loan, key: str) -> Text:
    return say("report.of_loan", loan=loan.id.value, field=called(key))


def _of_loan(loan: Loan) -> Iterator[tuple[str, Text | None]]:
    yield "product", None if loan.product is None else label("product", loan.product)
    yield "principal", None if loan.principal is None else money_text(loan.principal)
    yield "drawn", _drawn_text(loan.drawdowns)
    yield "matures", None if loan.matures_on is None else day_text(loan.matures_on)
    yield "balance", fact_of(loan.facts, "balance")
    yield "class", None if loan.risk is None else loan.risk.text
    yield "status", loan.status.text


def fact_of(facts: Facts, name: str) -> Text | None:
    """Return what a built-in fact of a loan holds, None where it is not known."""
    held = facts.get(name)
    if held is None:
        return None
    return money_text(held) if isinstance(held, Money) else value_text(FactName(name), held)


def _drawn_text(drawdowns: tuple[Drawdown, ...]) -> Text | None:
    """Say what was paid out and when; None where nothing is known of it."""
    known = [one for one in drawdowns if one.amount is not None and one.drawn_on is not None]
    if not known or len(known) < len(drawdowns):
        return None
    parts = [
        say("report.drawn", amount=money_text(one.amount), day=day_text(one.drawn_on))
        for one in known
        if one.amount is not None and one.drawn_on is not None
    ]
    return join(parts, zh="；", en="; ")


def _use(ground: Ground, loan: Loan) -> Iterator[ReportField]:
    """Yield what the loan is agreed for, what it was seen to be used for, and whether the two agree."""
    agreed = loan.agreed_purposes
    told = None if agreed is None else join([verbatim(one) for one in sorted(agreed)]) if agreed else say("report.none")
    yield of_file("approved_use", told, label=_of(loan, "approved_use"))
    paid = [one for one in ground.record.readings if one.kind == PAYMENT and one.loan in (None, loan.id)]
    last = max((one.on for one in paid), default=None)
    yield of_record("actual_use", _paid_text(paid), label=_of(loan, "actual_use"), on=last)
    yield of_record("as_agreed", _as_agreed(loan, paid), label=_of(loan, "as_agreed"), on=last)


def _paid_text(paid: list[Reading]) -> Text | None:
    """Say how many payments were read, what they come to and what for; to whom is never printed."""
    if not paid:
        return None
    purposes = sorted({one.purpose for one in paid if one.purpose is not None})
    what = join([verbatim(one) for one in purposes]) if purposes else say("report.missing")
    return say("report.paid", count=number_text(len(paid)), amount=_sums(paid), purposes=what)


def _sums(paid: list[Reading]) -> Text:
    """Return what payments come to, currency by currency; not obtained where an amount is lacking."""
    totals: dict[str, Money] = {}
    for one in paid:
        if one.amount is None:
            return say("report.missing")
        held = totals.get(one.amount.currency)
        totals[one.amount.currency] = one.amount if held is None else held + one.amount
    return join([money_text(totals[currency]) for currency in sorted(totals)])


def _as_agreed(loan: Loan, paid: list[Reading]) -> Text | None:
    """Say whether every payment read is for an agreed purpose and to an agreed payee, as far as both are known."""
    if not paid or (loan.agreed_purposes is None and loan.agreed_payees is None):
        return None
    answers = [
        *_within([one.purpose for one in paid], loan.agreed_purposes),
        *_within([one.payee for one in paid], loan.agreed_payees),
    ]
    if False in answers:
        return say("value.no")
    return None if None in answers else say("value.yes")


def _within(told: list[str | None], agreed: frozenset[str] | None) -> list[bool | None]:
    if agreed is None:
        return []
    return [None if one is None else one in agreed for one in told]
