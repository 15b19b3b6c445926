"""Sections of a visit's report about money: figures at three days, guarantees, repayment."""

from collections.abc import Iterator
from datetime import date

from loanvisit.domain import (
    PRE_MATURITY,
    AnswerKind,
    FactName,
    Loan,
    Reading,
    RepaymentOrder,
    RepaymentSource,
    VisitRecord,
    fact_text,
)
from loanvisit.reporting.amounts import day_text, money_text
from loanvisit.reporting.report_answers import answer_text, part_of
from loanvisit.reporting.report_ground import Ground, called, of_file, of_record
from loanvisit.reporting.report_visit import PAYMENT, fact_of
from loanvisit.reporting.visit_report import FieldSource, ReportComparison, ReportField, ReportPart
from loanvisit.words import Text, counted, join, label, say, verbatim

_BALANCE = FactName("balance")


def compared_figures(ground: Ground) -> Iterator[ReportComparison]:
    """Yield what each loan owes, what was read, and what was answered about the accounts, at three days each."""
    for loan in ground.loans:
        yield _balance(ground, loan)
    kinds = {one.kind for record in _records(ground) for one in record.readings if one.kind != PAYMENT}
    for kind in sorted(kinds):
        yield _readings(ground, kind)
    for asked in () if ground.outline is None else ground.outline.asked:
        question = asked.question
        if question.kind in (AnswerKind.NUMBER, AnswerKind.MONEY) and part_of(question) is ReportPart.FINANCE:
            last = asked.last if asked.last_on is not None and asked.last_on < ground.record.on else None
            given = next((one for one in ground.record.answers if one.question == question.code), None)
            yield ReportComparison(
                key=question.code,
                label=say("report.question", code=verbatim(question.code), text=question.text),
                at_disbursement=_cell(FieldSource.ANSWER, None, None),
                last=_cell(
                    FieldSource.LAST_RECORD,
                    None if last is None else answer_text(ground, question, last),
                    asked.last_on,
                ),
                now=_cell(
                    FieldSource.ANSWER,
                    None if given is None else answer_text(ground, question, given),
                    ground.record.on,
                ),
            )


def _cell(source: FieldSource, value: Text | None, on: date | None) -> ReportField:
    known = None if value is None else on
    return ReportField(key="figure", label=say("report.field.figure"), value=value, source=source, on=known)


def _balance(ground: Ground, loan: Loan) -> ReportComparison:
    """Return what a loan owes: at its payout what was paid out by then, now what the system says."""
    amounts = [one.amount for one in loan.drawdowns if one.drawn_on == loan.first_drawn_on]
    first = amounts[0] if loan.first_drawn_on is not None and len(amounts) == 1 else None
    return ReportComparison(
        key=f"balance.{loan.id.value}",
        label=say("report.of_loan", loan=loan.id.value, field=fact_text(_BALANCE)),
        at_disbursement=_cell(FieldSource.FILE, None if first is None else money_text(first), loan.first_drawn_on),
        last=_cell(FieldSource.LAST_RECORD, None, None),
        now=_cell(FieldSource.FILE, fact_of(loan.facts, "balance"), ground.as_of),
    )


def _records(ground: Ground) -> tuple[VisitRecord, ...]:
    """Return the records known by the day that stand, this one last."""
    earlier = [one for one in ground.file.standing_records if one.on < ground.record.on and ground.is_known(one)]
    return (*sorted(earlier, key=lambda one: (one.on, one.id)), ground.record)


def _readings(ground: Ground, kind: str) -> ReportComparison:
    """Return what was read of one kind: the last by the first payout, the last before this visit, and in this one."""
    drawn = min((loan.first_drawn_on for loan in ground.loans if loan.first_drawn_on is not None), default=None)
    *before, now = ([one for one in record.readings if one.kind == kind] for record in _records(ground))
    every = [one for held in (*before, now) for one in held]
    first = [one for one in every if drawn is not None and one.on <= drawn]
    earlier = [one for held in before for one in held if one not in first]
    return ReportComparison(
        key=kind,
        label=label("reading", kind),
        at_disbursement=_latest(FieldSource.RECORD, first),
        last=_latest(FieldSource.LAST_RECORD, earlier),
        now=_latest(FieldSource.RECORD, [one for one in now if one not in first]),
    )


def _latest(source: FieldSource, readings: list[Reading]) -> ReportField:
    """Return the reading of the latest day; of several that day, the last one written down."""
    if not readings:
        return _cell(source, None, None)
    last = max(enumerate(readings), key=lambda one: (one[1].on, one[0]))[1]
    return _cell(source, None if last.amount is None else money_text(last.amount), last.on)


def guarantee_fields(ground: Ground) -> Iterator[ReportField]:
    """Yield the guarantees and mortgages behind the loans, and what a court has taken hold of."""
    legal = ground.file.legal.known_on(ground.as_of)
    held = [one for one in legal.guarantees if ground.covered & {*one.loans}]
    for guarantee in held:
        agreed = say("report.missing") if guarantee.agreed is None else guarantee.agreed.text
        value = say("report.guarantee", kind=guarantee.kind.text, agreed=agreed)
        yield of_file("guarantee", value, label=say("legal.right.guarantee", id=verbatim(guarantee.id.value)))
    mortgages = [one for one in legal.mortgages if ground.covered & {*one.loans}]
    for mortgage in mortgages:
        loans = join([verbatim(loan.value) for loan in mortgage.loans])
        name = say("legal.right.mortgage", id=verbatim(mortgage.id.value))
        yield of_file("mortgage", say("report.mortgage", loans=loans), label=name)
    if not held and not mortgages:
        yield of_file("guarantee", None)
    seizures = [one for one in legal.seizures if ground.covered & {*one.loans}]
    names = join([verbatim(one.id.value) for one in seizures])
    yield of_file("seizures", names if seizures else say("report.none_filed"))


def repayment_fields(ground: Ground) -> Iterator[ReportField]:
    """Yield how each loan is repaid so far, what falls due, and what it is to be repaid from."""
    for loan in ground.loans:
        overdue = loan.facts.get("days_past_due")
        told = counted("days", overdue) if type(overdue) is int else None
        name = say("report.of_loan", loan=loan.id.value, field=called("days_past_due"))
        yield of_file("days_past_due", told, label=name, on=None if told is None else ground.as_of)
        name = say("report.of_loan", loan=loan.id.value, field=called("matures"))
        yield of_file("matures", None if loan.matures_on is None else day_text(loan.matures_on), label=name)
    for order in RepaymentOrder:
        sources = [one for one in ground.record.repayment if one.order is order]
        for source in sources:
            yield of_record("repayment", _source_text(source), label=order.text, on=ground.record.on)
        if not sources:
            yield of_record("repayment", None, label=order.text)


def _source_text(source: RepaymentSource) -> Text:
    missing = say("report.missing")
    return say(
        "report.repayment",
        kind=source.kind_text,
        state=source.state.text,
        amount=missing if source.amount is None else money_text(source.amount),
        day=missing if source.expected_on is None else day_text(source.expected_on),
        evidence=join([verbatim(one.value) for one in source.evidence]) if source.evidence else say("report.none"),
    )


def repayment_lacks(ground: Ground) -> Iterator[Text]:
    """Yield what is wanting about repayment: a source not said before maturity, or said and not shown."""
    record = ground.record
    if PRE_MATURITY in record.purposes and all(one.order is not RepaymentOrder.FIRST for one in record.repayment):
        yield say("report.lack.repayment")
    if any(one.is_unshown for one in record.repayment):
        yield say("report.lack.unshown")
