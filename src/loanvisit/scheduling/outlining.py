"""What to ask in a planned visit, and why: from the outlines, the duties, the open findings and the visits before."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product as product_of

from attrs import field, frozen

from loanvisit.domain import (
    AnswerKind,
    AskedQuestion,
    BorrowerFile,
    Method,
    Outline,
    Proof,
    Question,
    Visit,
    VisitId,
    VisitOutline,
    subject_text,
)
from loanvisit.domain.codes import points
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.question import CLOSING
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.scheduling.discharge import needs
from loanvisit.scheduling.earlier_visits import Before, answers_before, findings_before, past_findings_before
from loanvisit.words import Fill, Text, join, label, say, verbatim


@guarded
def derive_outline(file: BorrowerFile, visit: VisitId, *, outlines: Iterable[Outline], as_of: date) -> VisitOutline:
    """Return what is to be asked in a planned visit, each question with every reason for it.

    Asked are the questions of the outlines for the products of its loans and its method, as far as they serve what the
    visit is for; what a duty it covers demands or still lacks; a closing question for each open finding of the
    borrower, and the questions that point to such a finding; what was asked last time and not answered; and the earlier
    questions that the conditions of all these look at.

    Nothing from before disbursement is carried over: of a loan, no record and no finding from before its first payout.

    Args:
        file: the borrower's file, with its planned visits (`plan.file(borrower)`).
        visit: the planned visit.
        outlines: those there are, in any order; for each product and method one at most, and one for each purpose.
        as_of: the close of this day; what is dated later is not looked at.

    Returns:
        First the closing questions, the heaviest finding first, then the oldest; then the outlines by id, each in its
        order; then what duties demand that none of them has, by code. Last time's answers are none of this visit.

    Raises:
        InputError: the visit is not in the file, two outlines are for the same visit, or two questions have one code.

    Example:
        >>> from attrs import evolve
        >>> from loanvisit.domain import Method, Visit
        >>> from loanvisit.testing import a_duty, a_file, a_loan, a_rule
        >>> duty = a_duty(date(2026, 1, 1), date(2026, 3, 31), rule=a_rule(questions=["stock"]))
        >>> visit = Visit(borrower=a_file().id, method=Method.ON_SITE, window=duty.window, covers=(duty,))
        >>> file = evolve(a_file(a_loan("L-1"), obligations=[duty]), visits=(visit,))
        >>> derived = derive_outline(file, visit.id, outlines=[], as_of=date(2026, 2, 2))
        >>> [one.question.code for one in derived.asked], [str(loan) for loan in derived.without]
        (['stock'], ['L-1'])
    """
    planned = file.visit(visit)
    known = _known(outlines)
    products = {loan.id: loan.product for loan in file.loans if loan.id in planned.loans}
    served = _served(known, planned, products.values())
    fitting = tuple(one for one in known if one.pin in served)
    before = answers_before(file, planned, as_of=as_of)
    asking = _Asking(every={one.code: one for outline in known for one in outline.questions})
    _ask_of_findings(asking, file, planned, fitting, as_of=as_of)
    _ask_of_outlines(asking, fitting, served)
    brings = _ask_of_duties(asking, file, planned)
    _ask_again(asking, before, fitting)
    _ask_earlier(asking, known)
    return VisitOutline(
        visit=visit,
        borrower=file.id,
        method=planned.method,
        as_of=as_of,
        purposes=planned.purposes,
        asked=[asking.asked(code, before) for code in asking.order((*fitting, *known))],
        opening=_once(text for one in fitting for text in one.opening),
        closing=_once(text for one in fitting for text in one.closing),
        never=_once(text for one in fitting for text in one.never),
        brings=brings,
        pins=[one.pin for one in fitting],
        without=[loan for loan, product in products.items() if all(product not in one.products for one in fitting)],
    )


@frozen
class _Asking:
    """The questions gathered so far: those of outlines by code, those made for this visit, and the reasons of each."""

    every: Mapping[str, Question]
    made: dict[str, Question] = field(factory=dict)
    reasons: dict[str, list[Proof]] = field(factory=dict)

    def ask(self, question: Question, key: str, **said: Fill) -> None:
        """Ask a question for a reason more."""
        self.reasons.setdefault(question.code, []).append(Proof(key=key, statement=say(key, **said)))
        if question.code not in self.every:
            self.made.setdefault(question.code, question)

    def order(self, outlines: tuple[Outline, ...]) -> list[str]:
        """Return the codes in the order they are asked in."""
        closing = [code for code in self.made if code.startswith(CLOSING)]
        listed = [one.code for outline in outlines for one in outline.questions if one.code in self.reasons]
        return [*dict.fromkeys([*closing, *listed, *sorted(self.made)])]

    def asked(self, code: str, before: Before) -> AskedQuestion:
        """Return a question as it is asked, with its answer of last time."""
        question = self.every[code] if code in self.every else self.made[code]
        last, on = before.answers.get(code, (None, None))
        return AskedQuestion(question=question, reasons=self.reasons[code], last=last, last_on=on)


def _known(outlines: Iterable[Outline]) -> tuple[Outline, ...]:
    """Return the outlines in order of id; two for one product and method, or two questions of one code, are refused.

    Of two that do not go together the later one is named, by its place among those given.
    """
    given = tuple(outlines)
    faults = FaultList()
    for one in each(given, Outline, "outlines")[1]:
        faults.add(one)
    served: dict[tuple[str, Method, str], str] = {}
    questions: dict[str, Question] = {}
    pins: set[str] = set()
    for place, outline in enumerate(given):
        if type(outline) is not Outline:
            continue
        path = f"outlines[{place}]"
        for product, purpose in product_of(sorted(outline.products), outline.purposes or ("",)):
            other = served.get((product, outline.method, purpose))
            if other is not None:
                faults.add(fault("outline.two", f"{path}.products", product, other=other))
            served[product, outline.method, purpose] = outline.pin
        if outline.pin in pins:
            faults.add(fault("id.duplicate", f"{path}.id", outline.pin))
        pins.add(outline.pin)
        for question in outline.questions:
            if questions.setdefault(question.code, question) != question:
                faults.add(fault("outline.code", f"{path}.questions", question.code, question=question.code))
    faults.raise_as(InputError)
    return tuple(sorted(given, key=lambda one: (one.id, one.version)))


def _served(known: Iterable[Outline], planned: Visit, products: Iterable[str | None]) -> Mapping[str, tuple[str, ...]]:
    """Return the outlines that fit a visit, by their pins, each with the purposes it serves.

    One for a purpose serves it in place of the one for any visit, of the products it is for.
    """
    held = {*products}
    able = [one for one in known if one.method is planned.method and one.products & held]
    served: dict[str, tuple[str, ...]] = {}
    for outline in able:
        own = [other for other in able if other.purposes and outline.products & held <= other.products]
        taken = {purpose for other in own for purpose in other.purposes}
        serves = {*outline.purposes} if outline.purposes else {*planned.purposes} - taken
        if serves & {*planned.purposes}:
            served[outline.pin] = tuple(one for one in planned.purposes if one in serves)
    return served


def _once(texts: Iterable[Text]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(texts))


def _ask_of_findings(
    asking: _Asking, file: BorrowerFile, planned: Visit, fitting: tuple[Outline, ...], *, as_of: date
) -> None:
    """Ask whether each open finding is cured, and every question that points to it."""
    demands = {one.id: one.demand for one in file.remediations}
    for finding in findings_before(file, planned, as_of=as_of):
        demand = None if finding.remediation is None else demands.get(finding.remediation)
        text = say("outline.close", finding=finding.text)
        if demand is not None:
            text = say("outline.close.demand", finding=finding.text, demand=demand)
        said: dict[str, Fill] = {"finding": finding.text, "day": finding.found_on, "last": finding.due_on}
        asking.ask(_closing(finding.id.value, text, finding.kind.code), "asked.finding", **said)
        for one in (one for outline in fitting for one in outline.questions):
            if finding.kind.code in one.leads_to:
                asking.ask(one, "asked.finding", **said)
    for past in past_findings_before(file, as_of=as_of):
        text = say("outline.close.past", id=verbatim(past.id.value))
        asking.ask(_closing(past.id.value, text, *([] if past.code is None else [past.code])), "asked.past_finding")


def _closing(about: str, text: Text, *codes: str) -> Question:
    """Return the question that asks whether a finding is cured; it is always asked, and must be answered."""
    code, flag = f"{CLOSING}{about}", say("outline.close.flag")
    leads_to = [one for one in codes if points(one)]  # a catalogue of other days may have called its findings anything
    return Question(code=code, text=text, kind=AnswerKind.YES_NO, mandatory=True, red_flag=flag, leads_to=leads_to)


def _ask_of_outlines(asking: _Asking, fitting: tuple[Outline, ...], served: Mapping[str, tuple[str, ...]]) -> None:
    for outline in fitting:
        purposes = join([label("purpose", one) for one in served[outline.pin]])
        for one in outline.asked_for(served[outline.pin]):
            asking.ask(one, "asked.outline", title=outline.title, version=outline.version, purposes=purposes)


def _ask_of_duties(asking: _Asking, file: BorrowerFile, planned: Visit) -> tuple[str, ...]:
    """Ask what the duties covered demand and do not have yet; return the kinds of evidence they demand."""
    held = {one.id: one for one in file.obligations}
    brings: dict[str, None] = {}
    for covered in sorted(planned.covers, key=lambda one: one.order):
        duty = held.get(covered.id, covered)
        for need in duty.lacks or needs(duty.rule) if duty.is_open else ():
            family, _, code = need.partition(":")
            if family == "evidence":
                brings[code] = None
                continue
            text = say("outline.unwritten", code=verbatim(code))
            question = asking.every.get(code) or Question(code=code, text=text, kind=AnswerKind.TEXT)
            key = "asked.lacking" if duty.lacks else "asked.duty"
            about, last = subject_text(duty.subject), duty.window.last
            asking.ask(question, key, title=duty.rule.title, subject=about, last=last)
    return tuple(brings)


def _ask_again(asking: _Asking, before: Before, fitting: tuple[Outline, ...]) -> None:
    """Ask again what was asked last time and not answered, as far as this method can ask it."""
    for one in (one for outline in fitting for one in outline.questions):
        if one.code in before.unanswered:
            why, on = before.unanswered[one.code]
            asking.ask(one, "asked.unanswered", day=on, why=say("asked.unsaid") if why is None else why.text)


def _ask_earlier(asking: _Asking, known: tuple[Outline, ...]) -> None:
    """Ask the earlier questions that conditions of those asked look at."""
    for outline in known:
        asked = [one for one in outline.questions if one.code in asking.reasons]
        for one in outline.with_earlier(question.code for question in asked):
            if one.code not in asking.reasons:
                asking.ask(one, "asked.condition")
