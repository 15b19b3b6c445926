"""By which method a duty is met: each method is asked what speaks against it, and of those left the least work wins."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from attrs import frozen

from loanvisit.domain import (
    Cost,
    Matter,
    Method,
    MethodCase,
    MethodCell,
    MethodChoice,
    MethodLoss,
    MethodTable,
    Obligation,
    Proof,
    Signal,
    SignalLevel,
    Strength,
)
from loanvisit.domain.exact import guarded
from loanvisit.domain.method_profile import evidence_text
from loanvisit.errors import Fault, InputError, fault
from loanvisit.scheduling.manning import persons_of
from loanvisit.words import Fill, Text, counted, join, number_text, say

_ON_SITE, _TOLD = Method.ON_SITE, (Method.INTERVIEW, Method.CONTACT)
_ORDER = {method: place for place, method in enumerate(Method)}
_COSTS = {cost: place for place, cost in enumerate(Cost)}


@guarded
def choose_method(duty: Obligation, case: MethodCase, *, table: MethodTable, as_of: date) -> MethodChoice:
    """Choose by which method a duty is to be met, from a table that can be read.

    A method is out where the duty does not accept it, the table does not let it prove the matter, its data are not
    complete, or it cannot be used (a borrower who is away or refuses, a site that cannot be reached). A red signal, a
    refusal, and too many periods without a visit on site ask for one on site, of every duty that accepts one; a duty
    that takes monitoring only goes on being monitored. Of what is left, the least work is chosen: person-days, travel
    included, then cost, then delay. What the duty accepts is never widened but by a substitution in force; that one
    puts its method in place of all others, and what the table says against it no longer counts, though it is told.

    Args:
        duty: the duty; what it accepts comes from its clause.
        case: what is known of the borrower; what is not known counts as the stricter of what it may be.
        table: which method proves what, such as `presets.method_table("cn.methods")`.
        as_of: the close of this day.

    Returns:
        The method, or none where none is left; every other method with each reason against it.

    Raises:
        InputError: the duty is met at the desk, the table has no such matter, the last visit on site is after the day,
            or an amount or grade is of another currency or scale than the table's; all are listed.

    Example:
        >>> from datetime import date
        >>> from loanvisit import presets
        >>> from loanvisit.domain import Accepts, MethodCase
        >>> from loanvisit.testing import a_duty, a_rule
        >>> duty = a_duty(date(2026, 4, 1), date(2026, 6, 30), rule=a_rule(accepts=Accepts.INTERVIEW_OR_ON_SITE))
        >>> case = MethodCase(matter="business", in_a_row=1, last_on_site=date(2026, 1, 8), was_clean=True)
        >>> choice = choose_method(duty, case, table=presets.method_table("cn.methods"), as_of=date(2026, 4, 1))
        >>> choice.method.value, [loss.method.value for loss in choice.losers]
        ('on_site', ['interview', 'contact', 'data'])
    """
    _check(duty, case, table, as_of)
    asked = _Asked(duty=duty, case=case, matter=table.matter(case.matter), table=table, as_of=as_of)
    against = {method: tuple(asked.against(method)) for method in Method}
    left = sorted((method for method in Method if not against[method]), key=asked.work)
    chosen = left[0] if left else None
    losers = tuple(
        MethodLoss(method=method, reasons=against[method] or (asked.more_work(method, left[0]),))
        for method in Method
        if method is not chosen
    )
    return _answer(asked, chosen, losers, asked.wanted(chosen, against))


def _answer(
    asked: "_Asked", chosen: Method | None, losers: tuple[MethodLoss, ...], wanted: Method | None
) -> MethodChoice:
    cell = None if chosen is None else asked.matter.cell(chosen)
    duty, table = asked.duty, asked.table
    return MethodChoice(
        duty=duty.id,
        subject=duty.subject,
        title=duty.rule.title,
        matter=asked.matter.id,
        table=table.id,
        version=table.version,
        as_of=asked.as_of,
        method=chosen,
        strength=None if chosen is None else _strength(cell),
        substituted=chosen is not None and asked.substitute is not None,
        brings=() if cell is None else cell.evidence,
        reasons=() if chosen is None else tuple(asked.speaks_for(chosen)),
        losers=losers,
        wanted=wanted,
    )


@frozen(kw_only=True)
class _Asked:
    """One duty and what is known, asked about each method."""

    duty: Obligation
    case: MethodCase
    matter: Matter
    table: MethodTable
    as_of: date

    @property
    def substitute(self) -> Method | None:
        """The method of the substitution in force, None where there is none."""
        given = self.case.substitution
        return given.method if given is not None and given.is_in_force(self.duty, self.as_of) else None

    @property
    def allowed(self) -> frozenset[Method]:
        """The methods that may be used at all."""
        return self.duty.rule.accepts.methods if self.substitute is None else frozenset({self.substitute})

    def against(self, method: Method) -> Iterator[Proof]:
        """Yield every reason against a method."""
        if method not in self.allowed:
            key = "accepts" if self.substitute is None else "other"
            names = [one.text for one in Method if one in self.allowed]
            yield _reason(key, known=join(names, zh="、", en=" or "))
        given = self.case.substitution
        if given is not None and given.method is method and method not in self.allowed and self.substitute is None:
            yield _reason("ended", last=given.until)
        cell = self.matter.cell(method)
        if method is not self.substitute:
            yield from self._unproven(cell)
        yield from self._incomplete(method, cell)
        yield from self._unusable(method)
        if method is not _ON_SITE and _ON_SITE in self.allowed:
            yield from self.demands()

    def _unproven(self, cell: MethodCell | None) -> Iterator[Proof]:
        """Yield what the table says against a method."""
        title = self.matter.title
        if cell is None:
            yield _reason("unsaid", matter=title)
        elif cell.strength is Strength.NOT:
            yield _reason("not", matter=title, note=_noted(cell))
        elif cell.strength is Strength.WITH_APPROVAL:
            yield _reason("approval", matter=title, note=_noted(cell))
        elif cell.strength is Strength.WITH_EVIDENCE:
            lacking = [one for one in cell.evidence if one not in self.case.evidence]
            if lacking:
                yield _reason("evidence", matter=title, evidence=evidence_text(lacking))
        elif cell.strength is Strength.WEAK:
            yield from self._too_weak(cell.periods or 0)

    def _too_weak(self, periods: int) -> Iterator[Proof]:
        """Yield why a weak method does not stand: too often in a row, or no clean visit on site to lean on."""
        count, bound = self.case.in_a_row, counted("periods", periods)
        if count is None:
            yield _reason("weak.unknown", periods=bound)
        elif count >= periods:
            yield _reason("weak", count=counted("periods", count), periods=bound)
        if self.case.last_on_site is None:
            yield _reason("weak.alone")
        elif self.case.was_clean is not True:
            key = "weak.result" if self.case.was_clean is None else "weak.unclean"
            yield _reason(key, day=self.case.last_on_site)

    def _incomplete(self, method: Method, cell: MethodCell | None) -> Iterator[Proof]:
        """Yield what monitoring lacks; without a condition in the table it lacks nothing it may go without."""
        if method is not Method.DATA:
            return
        data = self.case.data
        least = None if cell is None else cell.least_share
        for key, share in (("days", data.days), ("accounts", data.accounts)):
            if least is not None and share is None:
                yield _reason(f"data.{key}.unknown")
            elif least is not None and share is not None and share < least:
                yield _reason(f"data.{key}", percent=number_text(share * 100), least=number_text(least * 100))
        if cell is not None and cell.payees and data.payees is not True:
            yield _reason("data.payees" if data.payees is False else "data.payees.unknown")

    def _unusable(self, method: Method) -> Iterator[Proof]:
        if method in _TOLD and self.case.unreachable:
            yield _reason("unreachable")
        if method in _TOLD and self.case.refuses:
            yield _reason("refuses")
        if method is _ON_SITE and self.case.force_majeure:
            yield _reason("force_majeure")

    def pressing(self) -> Iterator[Proof]:
        """Yield what asks for a visit on site whatever a duty accepts: signals and a refusal."""
        case, table = self.case, self.table
        alive = [one for one in case.signals if one.raised_on <= self.as_of and one.level in table.levels]
        for level in SignalLevel:
            found = [one for one in alive if one.level is level]
            if found:
                yield _reason("signal", level=level.text, signals=_named(found))
        if case.refuses:
            yield _reason("refusal")

    def demands(self) -> Iterator[Proof]:
        """Yield everything that asks a duty for a visit on site that it accepts."""
        case, table = self.case, self.table
        yield from self.pressing()
        most = case.most_in_a_row or table.in_a_row
        if case.in_a_row is None:
            yield _reason("in_a_row.unknown", bound=counted("periods", most))
        elif case.in_a_row >= most:
            yield _reason("in_a_row", count=counted("periods", case.in_a_row), bound=counted("periods", most))
        if table.from_amount is not None and case.amount is None:
            yield _reason("amount.unknown", bound=table.from_amount.text)
        elif table.from_amount is not None and case.amount is not None and not case.amount < table.from_amount:
            yield _reason("amount", amount=case.amount.text, bound=table.from_amount.text)
        if table.from_grade is not None and case.grade is None:
            yield _reason("grade.unknown", bound=table.from_grade.text)
        elif table.from_grade is not None and case.grade is not None and not table.from_grade.is_worse_than(case.grade):
            yield _reason("grade", grade=case.grade.text, bound=table.from_grade.text)

    def work(self, method: Method) -> tuple[Decimal, int, int, int]:
        """Return what a method takes, least first: person-days, cost, delay; then its place in the list."""
        profile = self.table.profile(method)
        return (self.person_days(method), _COSTS[profile.cost], profile.delay_days, _ORDER[method])

    def person_days(self, method: Method) -> Decimal:
        """Return the person-days a method takes, travel included where somebody goes there."""
        travel = self.case.travel_days if method is _ON_SITE else Decimal(0)
        return persons_of(self.duty.rule, method) * (self.table.profile(method).effort_days + travel)

    def more_work(self, method: Method, chosen: Method) -> Proof:
        """Return why a method that would do was not chosen."""
        took, takes = self.person_days(method), self.person_days(chosen)
        return _reason("work", took=number_text(took), takes=number_text(takes), method=chosen.text)

    def speaks_for(self, method: Method) -> Iterator[Proof]:
        """Yield what speaks for the method chosen, and what it leaves unseen."""
        cell = self.matter.cell(method)
        given = self.case.substitution
        if self.substitute is not None and given is not None:
            yield _said("substitution", last=given.until, approver=given.approver.value)
        else:
            yield _said("accepted", accepts=self.duty.rule.accepts.text)
        key = f"strength.{_strength(cell).value}"
        source = {"citation": self.matter.citation, "confidence": self.matter.confidence.text}
        yield _said(key, matter=self.matter.title, **source)
        if method is _ON_SITE:
            yield from (Proof(key="method.asked", statement=one.statement) for one in self.demands())
        if cell is not None and cell.not_manager:
            yield _said("not_manager")
        profile = self.table.profile(method)
        yield _said("takes", days=number_text(self.person_days(method)), cost=profile.cost.text)
        yield _said("blind", what=profile.cannot_show)

    def wanted(self, chosen: Method | None, against: dict[Method, tuple[Proof, ...]]) -> Method | None:
        """Return the method that the case asks for and that was not chosen."""
        asks = self.demands() if _ON_SITE in self.duty.rule.accepts.methods else self.pressing()
        if any(asks) and chosen is not _ON_SITE:
            return _ON_SITE
        if chosen is not None:
            return None
        if any(one.key.startswith("method.lost.data") for one in against[Method.DATA]) and Method.DATA in self.allowed:
            return Method.INTERVIEW
        able = [one.method for one in self.matter.cells if one.strength in (Strength.PROVES, Strength.WITH_EVIDENCE)]
        return min((one for one in able if not any(self._unusable(one))), key=self.work, default=None)


def _strength(cell: MethodCell | None) -> Strength:
    return Strength.NOT if cell is None else cell.strength


def _noted(cell: MethodCell) -> Text:
    return Text(zh="", en="") if cell.note is None else say("method.noted", note=cell.note)


def _named(signals: list[Signal]) -> Text:
    """Return signals by kind and day, in one order whatever order they came in."""
    ordered = sorted(signals, key=lambda one: (one.raised_on, one.kind, one.id.value))
    return join([say("method.signal", kind=one.kind, day=one.raised_on) for one in ordered])


def _reason(code: str, **fill: Fill) -> Proof:
    return Proof(key=f"method.lost.{code}", statement=say(f"method.lost.{code}", **fill))


def _said(code: str, **fill: Fill) -> Proof:
    return Proof(key=f"method.{code}", statement=say(f"method.{code}", **fill))


def _check(duty: Obligation, case: MethodCase, table: MethodTable, as_of: date) -> None:
    """Refuse what does not go together, all of it in one error."""
    faults: list[Fault] = []
    if duty.rule.kind.is_desk:
        faults.append(fault("method.desk", "duty.rule.kind", duty.rule.kind, kind=duty.rule.kind.text))
    try:
        table.matter(case.matter)
    except InputError as error:
        faults += error.faults
    if case.last_on_site is not None and case.last_on_site > as_of:
        faults.append(fault("date.late", "case.last_on_site", case.last_on_site, later=as_of))
    amount, grade = case.amount, case.grade
    if amount is not None and table.from_amount is not None and amount.currency != table.from_amount.currency:
        faults.append(fault("currency.mixed", "case.amount", amount))
    if grade is not None and table.from_grade is not None and grade.scale != table.from_grade.scale:
        faults.append(fault("scale.mixed", "case.grade", grade.code))
    if faults:
        raise InputError(*faults)
