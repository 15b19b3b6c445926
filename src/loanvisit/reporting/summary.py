"""The summary (概要): at most five sentences, the biggest risk among them, the request (请示) last."""

from loanvisit.reporting.amounts import day_text
from loanvisit.reporting.books import amounts_text
from loanvisit.reporting.figures import Figure
from loanvisit.reporting.layout import Paragraph, SectionValue, run_on, tell
from loanvisit.reporting.risk import request_told, risk_told
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.words import Text, counted, say, spaced, verbatim

_PEOPLE = {"due": "due", "open": "not_done", "overdue": "overdue"}
_MACHINE = {"due": "due", "open": "not_done"}
_PROBLEMS = {
    "borrower": "problems.borrower.total.found",
    "s1": "problems.borrower.S1.standing",
    "bank": "problems.bank.total.found",
    "own_s1": "problems.bank.S1.standing",
    "issued": "cures.total.issued",
    "overdue": "cures.total.overdue",
    "past": "past.open",
}


def summary_section(snapshot: Snapshot) -> SectionValue:
    """Lay out the summary: book, checks, problems, biggest risk, request."""
    sentences = (_book(snapshot), _checks(snapshot), _problems(snapshot), risk_told(snapshot), request_told(snapshot))
    return SectionValue(heading=say("briefing.heading.summary"), blocks=(run_on(*sentences),))


def _book(snapshot: Snapshot) -> Paragraph:
    borrowers, live = snapshot.figure("book.borrowers"), snapshot.figure("book.live")
    if borrowers.is_missing:
        return tell("book.missing", borrowers)
    amounts = tuple(
        figure
        for figure in snapshot.figures
        if figure.key.startswith("book.currency.") and figure.key.endswith(".principal") and not figure.is_missing
    )
    return tell(
        "summary.book",
        *(borrowers, live, *amounts),
        day=day_text(snapshot.as_of),
        borrowers=counted("borrowers", borrowers.number),
        loans=counted("live_loans", live.number),
        amount=spaced(amounts_text(amounts)),
    )


def _checks(snapshot: Snapshot) -> Paragraph:
    if snapshot.figure("duties.total.due").is_missing:
        return tell("summary.duties.missing", snapshot.figure("duties.total.due"))
    people, machine = _side(snapshot, "people", _PEOPLE), _side(snapshot, "machine", _MACHINE)
    return tell("summary.duties", *people.figures, *machine.figures, people=people.text, machine=machine.text)


def _side(snapshot: Snapshot, side: str, names: dict[str, str]) -> Paragraph:
    """Tell the duties of one side in a clause; where none is due, say that and no more."""
    figures = {name: snapshot.figure(f"duties.{side}.{column}") for name, column in names.items()}
    rate = snapshot.figure(f"duties.{side}.on_time_rate")
    if figures["due"].is_zero:
        return tell("summary.duties.nil", *figures.values(), rate)
    counts = {name: figure.items for name, figure in figures.items()}
    return tell(f"summary.duties.{side}", *figures.values(), rate, rate=rate.text, **counts)


def _problems(snapshot: Snapshot) -> Paragraph:
    figures = {name: snapshot.figure(key) for name, key in _PROBLEMS.items()}
    if figures["borrower"].is_missing:
        if figures["issued"].is_missing:
            return tell("summary.problems.missing", *figures.values())
        cures = figures["issued"], figures["overdue"]
        return tell("summary.problems.only_cures", *cures, issued=cures[0].items, overdue=cures[1].items)
    told = {name: figures[name].items for name in ("borrower", "bank", "issued", "overdue")}
    asides = {
        name: _aside("critical", figures[name], figures[whole])
        for name, whole in (("s1", "borrower"), ("own_s1", "bank"))
    }
    past = _aside("past", figures["past"], figures["past"])
    return tell("summary.problems", *figures.values(), **told, **asides, past=past)


def _aside(name: str, figure: Figure, whole: Figure) -> Text:
    """Return a clause about a part; nothing where the whole is zero."""
    return say(f"briefing.summary.problems.{name}", count=figure.items) if whole.number else verbatim("")
