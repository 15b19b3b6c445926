"""The parts of a preparation pack about what is owed, what was found, and what earlier visits left."""

from collections.abc import Iterable

from loanvisit.domain import (
    Method,
    Obligation,
    PackGap,
    PackItem,
    PackPart,
    PackSection,
    Paper,
    PaperSource,
    PastVisit,
    Signal,
    SignalLevel,
    VisitRecord,
    Weight,
    subject_text,
)
from loanvisit.scheduling.earlier_visits import answers_before
from loanvisit.scheduling.pack_ground import Ground, gap, item, section, source, told
from loanvisit.words import Text, join, label, say, verbatim

_HEAVY = (Weight.S1, Weight.S2)
_LOOKING = (Method.ON_SITE, Method.INTERVIEW, Method.DATA)
_HOT = (SignalLevel.RED, SignalLevel.ORANGE)


def findings_part(ground: Ground) -> PackSection:
    """Return the findings still open, the heaviest first, and imported ones not known to be closed."""
    file, cures = ground.file, {one.id: one for one in ground.file.remediations}
    items: list[PackItem] = []
    still = [one for one in file.findings if one.is_open and one.found_on <= ground.as_of]
    for one in sorted(still, key=lambda one: (one.weight.rank, one.found_on, one.id)):
        cure = None if one.remediation is None else cures.get(one.remediation)
        last = one.due_on if cure is None else cure.last_day
        text = item("finding", finding=one.text, state=one.state.text, last=last)
        if cure is not None:
            text = item("demand", text=text, demand=cure.demand)
        is_late = last < ground.as_of
        from_ = source("file") if one.record is None else source("record", record=one.record.value)
        first = one.weight in _HEAVY or is_late
        items.append(PackItem(text=_late(text, is_late), on=one.found_on, source=from_, first=first))
    for past in file.past_findings:
        if past.closed is not True and (past.closed_on is None or past.closed_on > ground.as_of):
            code = item("no_code") if past.code is None else verbatim(past.code)
            text = item("past_finding.unknown" if past.closed is None else "past_finding", code=code)
            from_ = told(past.source, source("past_finding", id=past.id.value))
            items.append(PackItem(text=text, on=past.found_on, source=from_))
    return section(PackPart.FINDINGS, items, [])


def _late(text: Text, is_late: bool) -> Text:
    return say("pack.overdue", text=text) if is_late else text


def signals_part(ground: Ground) -> PackSection:
    """Return the live signals about these loans or their borrower, the worst first."""
    alive = [one for one in ground.file.signals if one.about in ground.subjects and one.is_alive(ground.as_of)]
    levels = list(SignalLevel)
    items = [_signal(one) for one in sorted(alive, key=lambda one: (levels.index(one.level), one.raised_on, one.id))]
    return section(PackPart.SIGNALS, items, [])


def _signal(one: Signal) -> PackItem:
    kind = label("signal.kind", one.kind)
    text = item("signal", level=one.level.text, kind=kind, about=subject_text(one.about))
    from_ = told(one.source, source("signal", id=one.id.value))
    return PackItem(text=text, on=one.raised_on, source=from_, first=one.level in _HOT)


def duties_part(ground: Ground) -> PackSection:
    """Return the duties the visit covers, with what each still lacks, then what is to be asked and brought back."""
    held = {one.id: one for one in ground.file.obligations}
    items: list[PackItem] = []
    for covered in sorted(ground.visit.covers, key=lambda one: one.order):
        duty = held.get(covered.id, covered)
        about, last = subject_text(duty.subject), duty.window.last
        text = item("duty", title=duty.rule.title, subject=about, last=last)
        if duty.lacks:
            text = item("lacks", text=text, lacks=join(list(duty.lacks_as)))
        is_late = duty.is_open and last < ground.as_of
        from_ = source("clause", clause=duty.rule.clause.value)
        items.append(
            PackItem(text=_late(text, is_late), on=min(duty.anchored_on, ground.as_of), source=from_, first=is_late)
        )
    derived = ground.derived
    if derived.asked:
        mandatory = sum(1 for one in derived.questions if one.mandatory)
        text = item("questions", count=len(derived.asked), mandatory=mandatory)
        pins = join([verbatim(pin) for pin in derived.pins]) if derived.pins else source("file")
        items.append(PackItem(text=text, on=derived.as_of, source=pins))
    if derived.brings:
        brings = join([label("evidence", kind) for kind in derived.brings])
        items.append(PackItem(text=item("brings", evidence=brings), on=derived.as_of, source=source("file")))
    gaps: list[PackGap] = []
    if derived.without:
        loans = join([verbatim(loan.value) for loan in derived.without])
        gaps.append(gap("outline", "outline", loans=loans))
    return section(PackPart.DUTIES, items, gaps)


def conditions_part(ground: Ground) -> PackSection:
    """Return the conditions of approval in force; that none is entered does not say there is none."""
    return _papers(ground, PaperSource.APPROVAL, PackPart.CONDITIONS, gap("conditions", "approval"))


def covenants_part(ground: Ground) -> PackSection:
    """Return the contract terms in force with their next tests."""
    return _papers(ground, PaperSource.CONTRACT, PackPart.COVENANTS, gap("covenants", "contract"))


def _papers(ground: Ground, kind: PaperSource, part: PackPart, lack: PackGap) -> PackSection:
    held = [
        one
        for one in ground.file.papers
        if one.source is kind and one.about in ground.subjects and (one.ends_on is None or ground.as_of <= one.ends_on)
    ]
    return section(part, [_paper(ground, one) for one in held], [] if held else [lack])


def _paper(ground: Ground, paper: Paper) -> PackItem:
    """Return what a paper asks, and its first duty still open, or the last one met."""
    duties = sorted(
        (one for one in _known_duties(ground) if one.rule.clause == paper.number), key=lambda one: one.order
    )
    still = [one.window.last for one in duties if one.is_open]
    met = [one.discharge.on for one in duties if one.discharge is not None]
    state = item("paper.unplanned")
    if still:
        state = item("paper.next", last=still[0])
    elif met:
        state = item("paper.met", day=max(met))
    is_late = bool(still) and still[0] < ground.as_of
    text = _late(item("paper", title=paper.title, text=paper.text, state=state), is_late)
    from_ = source("paper", source=paper.source.text, number=paper.number.value)
    return PackItem(text=text, on=paper.dated_on, source=from_, first=is_late)


def _known_duties(ground: Ground) -> Iterable[Obligation]:
    """Yield the duties of the file, and those that its planned visits cover and it does not hold yet."""
    held = {one.id: one for one in ground.file.obligations}
    covered = {one.id: one for visit in ground.file.visits for one in visit.covers}
    return {**covered, **held}.values()


def last_visits_part(ground: Ground) -> PackSection:
    """Return the last visit by each method with who made it and what it found, and the methods never used."""
    by_method: dict[Method | None, VisitRecord | PastVisit] = {one.method: one for one in ground.made()}
    last = sorted(by_method.values(), key=lambda one: one.on, reverse=True)
    items = [_record(ground, one) if isinstance(one, VisitRecord) else _past(one) for one in last]
    known_from = ground.file.past_known_from
    gaps = [] if known_from is None else [gap("past", "book", day=known_from)]
    never = [method.text for method in _LOOKING if method not in by_method]
    if known_from is None and None not in by_method:
        text = item("visit.never", methods=join(never))
        items += [PackItem(text=text, on=ground.as_of, source=source("file"))] if never else []
    return section(PackPart.LAST_VISITS, items, gaps)


def _record(ground: Ground, record: VisitRecord) -> PackItem:
    codes = [one.kind.code for one in ground.file.findings if one.record == record.id]
    conclusion = item("visit.clean")
    if codes:
        conclusion = item("visit.found", count=len(codes), codes=join([verbatim(code) for code in codes]))
    visitors = join([verbatim(one.value) for one in record.visitors])
    said = {"method": record.method.text, "outcome": record.outcome.text, "visitors": visitors}
    from_ = source("record", record=record.id.value)
    return PackItem(text=item("visit", conclusion=conclusion, **said), on=record.on, source=from_)


def _past(past: PastVisit) -> PackItem:
    method = item("method.unknown") if past.method is None else past.method.text
    return PackItem(text=item("visit.past", method=method), on=past.on, source=told(past.source, source("past")))


def unanswered_part(ground: Ground) -> PackSection:
    """Return what was asked last time and not answered, and why; of an imported visit the answers are not known."""
    before = answers_before(ground.file, ground.visit, as_of=ground.as_of)
    items: list[PackItem] = []
    for code, (why, on) in sorted(before.unanswered.items()):
        question = ground.questions.get(code)
        words = say("asked.unsaid") if why is None else why.text
        said = verbatim("") if question is None else question.text
        text = item("unanswered", code=verbatim(code), question=said, why=words)
        items.append(PackItem(text=text, on=on, source=source("file")))
    made = ground.made()
    gaps = [gap("answers", "book", day=made[-1].on)] if made and isinstance(made[-1], PastVisit) else ground.unseen
    return section(PackPart.UNANSWERED, items, gaps)
