"""The parts of a preparation pack about money: what changed, what was paid out to whom, what is owed."""

from collections.abc import Iterator
from datetime import date

from loanvisit.domain import (
    BUILT_IN_FACTS,
    BorrowerFile,
    Drawdown,
    FactName,
    Facts,
    FactValue,
    Loan,
    PackGap,
    PackItem,
    PackPart,
    PackSection,
    Reading,
    Subject,
    fact_text,
    subject_text,
    value_text,
)
from loanvisit.scheduling.governing import as_it_stood
from loanvisit.scheduling.pack_ground import Ground, gap, item, section, source, told
from loanvisit.words import Text, say

_OWN = (FactName("days_past_due"), FactName("balance"))


def changes_part(ground: Ground) -> PackSection:
    """Return what is dated after the last visit, and the facts that differ from the file of that day.

    Without an earlier visit there is nothing to compare, unless there may be one that is not known; without the file of
    that day, facts that are not dated cannot be.
    """
    since = ground.last_on
    if since is None:
        return section(PackPart.CHANGES, [], ground.unseen)
    items = [*_graded(ground), *_changed(ground), *_drawn(ground), *_came(ground)]
    items = [one for one in items if one.on is not None and since < one.on <= ground.as_of]
    if ground.earlier is None:
        return section(PackPart.CHANGES, items, [gap("earlier", "earlier")])
    return section(PackPart.CHANGES, [*items, *_differing(ground, ground.earlier)], [])


def _graded(ground: Ground) -> Iterator[PackItem]:
    for loan in ground.loans:
        grade = loan.risk
        if grade is None:
            continue
        text = item("grade.new", loan=loan.id.value, now=grade.text)
        is_worse = False
        if grade.was is not None:
            text = item("grade", loan=loan.id.value, was=grade.scale.text(grade.was), now=grade.text)
            is_worse = grade.rank > grade.scale.rank(grade.was)
        yield PackItem(text=text, on=grade.since, source=source("loan", loan=loan.id.value), first=is_worse)


def _changed(ground: Ground) -> Iterator[PackItem]:
    for one in ground.file.loan_changes:
        if one.loan in ground.subjects:
            text = item("changed", loan=one.loan.value, kind=one.kind.text)
            yield PackItem(text=text, on=one.known_on, source=source("change", id=one.id.value))


def _drawn(ground: Ground) -> Iterator[PackItem]:
    for loan in ground.loans:
        for one in loan.drawdowns:
            text = item("drawn", drawdown=one.id.value, amount=_amount(one))
            yield PackItem(text=text, on=one.drawn_on, source=source("loan", loan=loan.id.value))


def _came(ground: Ground) -> Iterator[PackItem]:
    for one in ground.file.events:
        if one.about in ground.subjects:
            text = item("event", kind=fact_text(one.kind), about=subject_text(one.about))
            yield PackItem(text=text, on=one.told_on, source=told(one.source, source("event", id=one.id.value)))


def _differing(ground: Ground, earlier: BorrowerFile) -> Iterator[PackItem]:
    """Yield each fact that differs from what it was; a bank's own may tell of a person, and is named alone."""
    before = {loan.id: loan for loan in earlier.loans}
    told_of: list[tuple[Subject, Facts, Facts]] = [(ground.file.id, earlier.facts, ground.file.facts)]
    told_of += [(loan.id, _held(before[loan.id]), _held(loan)) for loan in ground.loans if loan.id in before]
    for about, then, now in told_of:
        for name in sorted({*then, *now}):
            was, stands = then.get(name), now.get(name)
            if (type(was), was) != (type(stands), stands):
                fact, subject = fact_text(FactName(name)), subject_text(about)
                text = item("fact", about=subject, fact=fact, was=_value(name, was), now=_value(name, stands))
                yield PackItem(text=text, on=ground.as_of, source=source("earlier"))


def _held(loan: Loan) -> Facts:
    """Return the facts of a loan with those of its contract; a grade that says since when is told by its day."""
    own: dict[str, FactValue] = {**loan.facts, "status": loan.status.value}
    contract = {"principal": loan.principal, "matures_on": loan.matures_on, "product": loan.product}
    own |= {name: value for name, value in contract.items() if value is not None}
    if loan.risk is not None and loan.risk.since is None:
        own["risk"] = loan.risk
    return Facts(own)


def _value(name: str, value: FactValue | None) -> Text:
    if value is None:
        return say("pack.unknown")
    return value_text(FactName(name), value) if name in BUILT_IN_FACTS else say("value.withheld")


def drawdowns_part(ground: Ground) -> PackSection:
    """Return what was paid out and how many payments out of it were read; the payees are kept for the visit team."""
    items: list[PackItem] = []
    gaps: list[PackGap] = []
    paid = _payments(ground)
    for loan in ground.loans:
        drawn = [one for one in loan.drawdowns if one.drawn_on is None or one.drawn_on <= ground.as_of]
        if not loan.drawdowns:
            gaps.append(gap("drawdowns", "ledger", loan=loan.id.value))
        loose = [pay for pay in paid if pay.drawdown is None and pay.loan == loan.id]
        for one in drawn:
            read = [pay for pay in paid if pay.drawdown == one.id] + (loose if len(drawn) == 1 else [])
            text = item("drawdown", drawdown=one.id.value, amount=_amount(one), count=len(read))
            items.append(_paid(loan, text, read, one.drawn_on))
            if not read:
                gaps.append(gap("payments", "payments", drawdown=one.id.value))
        if loose and len(drawn) != 1:
            text = item("unassigned", loan=loan.id.value, count=len(loose))
            items.append(_paid(loan, text, loose, max(pay.on for pay in loose)))
        if loan.agreed_payees is None:
            gaps.append(gap("payees", "contract", loan=loan.id.value))
    return section(PackPart.DRAWDOWNS, items, gaps)


def _paid(loan: Loan, text: Text, read: list[Reading], on: date | None) -> PackItem:
    payees = frozenset(pay.payee for pay in read if pay.payee is not None)
    return PackItem(text=text, on=on, source=source("loan", loan=loan.id.value), people=payees)


def _payments(ground: Ground) -> list[Reading]:
    read = [one for record in ground.file.standing_records for one in record.readings if one.kind == "payment"]
    return [one for one in read if one.on <= ground.as_of]


def _amount(one: Drawdown) -> Text:
    return item("amount.unknown") if one.amount is None else one.amount.text


def credit_part(ground: Ground) -> PackSection:
    """Return the class, arrears and balance of each loan, and what a report tells of debts at other banks."""
    items: list[PackItem] = []
    gaps: list[PackGap] = []
    for loan in ground.loans:
        grade = None if loan.risk is None else as_it_stood(loan.risk, ground.as_of)
        if grade is None:
            gaps.append(_lacking(loan, FactName("risk"), "class"))
        else:
            text = _own(loan, FactName("risk"), grade.text)
            items.append(PackItem(text=text, on=grade.since, source=source("loan", loan=loan.id.value)))
        for name in _OWN:
            value = loan.facts.get(name)
            if value is None:
                gaps.append(_lacking(loan, name, "ledger"))
                continue
            is_late = name == "days_past_due" and type(value) is int and value > 0
            text, from_ = _own(loan, name, value_text(name, value)), source("loan", loan=loan.id.value)
            items.append(PackItem(text=text, source=from_, first=is_late))
    report = ground.report
    if report is None:
        return section(PackPart.CREDIT, items, [*gaps, gap("report", "bureau")])
    late = sum(1 for one in report.debts if one.days_past_due)
    bad = sum(1 for one in report.debts if one.is_non_performing)
    unclear = sum(1 for one in report.debts if one.days_past_due is None)
    text = item("bureau", count=len(report.debts), late=late, bad=bad, unclear=unclear)
    told_by = told(report.source, source("report"))
    items.append(PackItem(text=text, on=report.on, source=told_by, first=bool(late or bad)))
    return section(PackPart.CREDIT, items, gaps)


def _own(loan: Loan, name: FactName, value: Text) -> Text:
    return item("own", loan=loan.id.value, fact=fact_text(name), value=value)


def _lacking(loan: Loan, name: FactName, where: str) -> PackGap:
    return gap("fact", where, loan=loan.id.value, fact=fact_text(name))
