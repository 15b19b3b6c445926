"""The parts of a preparation pack about what the bank has: security, papers at hand, what the customer told it."""

from collections.abc import Iterator

from loanvisit.domain import (
    CustomerSide,
    Guarantee,
    LoanId,
    Mortgage,
    PackItem,
    PackPart,
    PackSection,
    VisitRecord,
)
from loanvisit.scheduling.pack_ground import Ground, gap, item, section, source, told
from loanvisit.words import Text, join, label, verbatim

_VALUED = ("valuation_report", "insurance_policy", "registration_certificate")
_UNSECURED = "unsecured"


def collateral_part(ground: Ground) -> PackSection:
    """Return what secures the loans; that nothing is entered does not say that nothing does."""
    legal = ground.file.legal
    mortgages = [one for one in legal.mortgages if ground.subjects & {*one.loans}]
    guarantees = [one for one in legal.guarantees if ground.subjects & {*one.loans}]
    items = [*map(_mortgage, mortgages), *map(_guarantee, guarantees), *_seizures(ground)]
    gaps = [gap("value", "collateral", id=one.id.value) for one in mortgages if not _is_valued(ground, one)]
    secured = {loan for one in mortgages for loan in one.loans} | {loan for one in guarantees for loan in one.loans}
    for loan in ground.loans:
        told_so = loan.facts.get("guarantee", ground.file.facts.get("guarantee"))
        if loan.id not in secured and told_so != _UNSECURED:
            gaps.append(gap("security", "collateral", loan=loan.id.value))
    return section(PackPart.COLLATERAL, items, gaps)


def _mortgage(one: Mortgage) -> PackItem:
    text = item("mortgage", id=one.id.value, loans=_named(one.loans))
    return PackItem(text=text, source=source("legal", id=one.id.value))


def _guarantee(one: Guarantee) -> PackItem:
    text = item("guarantee", id=one.id.value, kind=one.kind.text, loans=_named(one.loans))
    return PackItem(text=text, source=source("legal", id=one.id.value))


def _seizures(ground: Ground) -> Iterator[PackItem]:
    for one in ground.file.legal.seizures:
        if ground.subjects & {*one.loans} and one.lifted_on is None:
            text = item("seizure", id=one.id.value, asset=one.asset.text)
            yield PackItem(text=text, on=one.seized_on, source=source("legal", id=one.id.value))


def _named(loans: tuple[LoanId, ...]) -> Text:
    return join([verbatim(loan.value) for loan in loans])


def _is_valued(ground: Ground, mortgage: Mortgage) -> bool:
    """Say whether the bank holds a valuation, an insurance and a registration that hold good for a mortgage."""
    good = {
        one.kind
        for one in ground.held or ()
        if one.is_good(ground.as_of) and (not one.loans or one.loans & {*mortgage.loans})
    }
    return good >= {*_VALUED}


def held_part(ground: Ground) -> PackSection:
    """Return the papers at hand that the outline or a duty of the visit would ask for again."""
    if ground.held is None:
        return section(PackPart.HELD, [], [gap("held", "archive")])
    asked = {need.kind for one in ground.derived.questions for need in one.evidence} | {*ground.derived.brings}
    named = {loan.id for loan in ground.loans}
    items: list[PackItem] = []
    for one in sorted(ground.held, key=lambda one: (one.kind, one.on, one.source or "")):
        if one.kind in asked and one.is_good(ground.as_of) and (not one.loans or one.loans & named):
            kind = label("evidence", one.kind)
            end = one.valid_until
            text = item("held", kind=kind) if end is None else item("held.until", kind=kind, until=end)
            items.append(PackItem(text=text, on=one.on, source=told(one.source, source("archive"))))
    return section(PackPart.HELD, items, [])


def customer_part(ground: Ground) -> PackSection:
    """Return needs and complaints not answered, and advice of which nobody knows what became; never first."""
    records = sorted(ground.file.standing_records, key=lambda one: (one.on, one.id))
    told_any = [(one, one.customer) for one in records if one.customer is not None]
    latest = {key: heard for record, side in told_any for key, heard in _heard(record, side)}
    items = [one for one in latest.values() if one is not None]
    return section(PackPart.CUSTOMER, items, [] if told_any else [gap("customer", "visit")])


def _heard(record: VisitRecord, side: CustomerSide) -> Iterator[tuple[tuple[str, str], PackItem | None]]:
    """Yield what a record says of each need, advice and complaint; nothing of one that is settled."""
    from_ = source("record", record=record.id.value)
    for need in side.needs:
        state = item("need.open") if need.passed_to is None else item("need.passed", unit=need.passed_to.value)
        text = item("need", code=need.code, kind=need.kind.text, state=state)
        yield ("need", need.code), None if need.is_answered else PackItem(text=text, on=record.on, source=from_)
    for advice in side.advice:
        state = item("advice.open") if advice.uptake is None else advice.uptake.text
        text = item("advice", code=advice.code, state=state)
        yield ("advice", advice.code), None if advice.is_settled else PackItem(text=text, on=record.on, source=from_)
    for one in side.complaints:
        text = item("complaint", code=one.code)
        yield ("complaint", one.code), None if one.is_answered else PackItem(text=text, on=record.on, source=from_)
