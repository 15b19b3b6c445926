"""What is shown: visits due with their reasons, problems, the briefing, and a customer's journal."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Cookie, Query
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from examples.host import asking, pages
from examples.host.asked import Number, Say, TheBank
from examples.host.asking import Due, Trouble
from examples.host.bank import Bank
from examples.host.book import customer_row, read_trail
from examples.host.doing import both
from examples.host.layout import Speaker, page
from examples.host.refusal import NOTHING, Refusal
from loanvisit.codec import to_document, verify_trail
from loanvisit.domain import BorrowerId, subject_text
from loanvisit.reporting import to_html
from loanvisit.scheduling import prove_visit
from loanvisit.words import Text

router = APIRouter()
COMING = timedelta(days=30)


@router.get("/")
def front() -> Response:
    """Begin with what is due."""
    return RedirectResponse("/due", 303)


@router.get("/due")
def due(bank: TheBank, say: Say, by: date | None = None, officer: Annotated[str, Cookie()] = "") -> Response:
    """Show the visits due, the longest overdue first, each with its reasons."""
    with bank.transaction() as session:
        day = bank.day(session)
        last = by or day + COMING
        body = pages.due_page(asking.due(session, by=last), day=day, by=last, say=say)
        return HTMLResponse(page(pages.DUE, body, say=say, clerks=asking.clerk_codes(session), acting=officer))


@router.get("/due.json")
def due_data(bank: TheBank, by: date | None = None) -> Response:
    """Give the visits due as data."""
    with bank.transaction() as session:
        day = bank.day(session)
        visits = asking.due(session, by=by or day + COMING)
    return JSONResponse([_due(one, day) for one in visits])


def _due(one: Due, day: date) -> dict[str, object]:
    visit = one.visit
    return {
        "task": one.task,
        "version": visit.version,
        "customer": str(visit.borrower),
        "method": visit.method.value,
        "opens": visit.window.opens.isoformat(),
        "last": visit.window.last.isoformat(),
        "state": visit.state.value,
        "overdue": visit.is_overdue(day),
        "forecast": visit.forecast,
        "reason": both(visit.reason),
        "duties": [
            {"ref": str(duty.id), "subject": both(subject_text(duty.subject)), "last": duty.window.last.isoformat()}
            for duty in visit.covers
        ],
    }


@router.get("/tasks/{task}")
def task(task: Number, bank: TheBank, say: Say, officer: Annotated[str, Cookie()] = "") -> Response:
    """Show one visit: why it is due, its record, and what can be done with it."""
    return HTMLResponse(task_shown(bank, task, say, officer, NOTHING))


def task_shown(bank: Bank, task: int, say: Speaker, officer: str, left: Refusal) -> str:
    """Return the page of one visit, with what was refused on it."""
    with bank.transaction() as session:
        day, one = bank.day(session), asking.one_task(session, task)
        proof = prove_visit(one.visit, calendar=bank.calendar, as_of=day)
        record, duties = asking.record_of_task(session, task), asking.duties_of_task(session, task)
        returned = asking.returned_because(session, task)
        title = Text(zh=f"检查任务 {task}", en=f"Visit task {task}")
        body = pages.task_page(
            one, record=record, returned=returned, duties=duties, proof=proof, day=day, left=left, say=say
        )
        return page(title, body, say=say, clerks=asking.clerk_codes(session), acting=officer, path=f"/tasks/{task}")


@router.get("/problems")
def problems(bank: TheBank, say: Say, officer: Annotated[str, Cookie()] = "") -> Response:
    """Show the problems found, each with its cure."""
    return HTMLResponse(problems_shown(bank, say, officer, NOTHING))


def problems_shown(bank: Bank, say: Speaker, officer: str, left: Refusal) -> str:
    """Return the page of the problems found, with what was refused on it."""
    with bank.transaction() as session:
        found = asking.troubles(session)
        concerned = {one.finding.borrower for one in found}
        visits = {borrower.value: asking.made(session, borrower) for borrower in concerned}
        body, clerks = pages.problems_page(found, visits, left=left, say=say), asking.clerk_codes(session)
        return page(pages.PROBLEMS, body, say=say, clerks=clerks, acting=officer, path="/problems")


@router.get("/problems.json")
def problem_data(bank: TheBank) -> Response:
    """Give the problems found as data."""
    with bank.transaction() as session:
        return JSONResponse([_problem(one) for one in asking.troubles(session)])


def _problem(one: Trouble) -> dict[str, object]:
    finding, cure = one.finding, one.cure
    return {
        "problem": one.problem,
        "customer": str(finding.borrower),
        "ref": str(finding.id),
        "state": finding.state.value,
        "found_on": finding.found_on.isoformat(),
        "due_on": (cure.last_day if cure else finding.due_on).isoformat(),
        "manager": str(finding.manager) if finding.manager else None,
        "contracts": [str(loan) for loan in finding.loans],
        **both(finding.text),
        "fix": one.fix,
        "fix_state": cure.state.value if cure else None,
    }


@router.get("/briefing")
def briefing(bank: TheBank, say: Say, number: Annotated[int, Query(ge=1, le=999_999)] = 1) -> Response:
    """Print the work briefing, as of the close of the day."""
    with bank.transaction() as session:
        issue = asking.briefing(bank, session, masthead=asking.masthead(bank.day(session), number=number))
    return HTMLResponse(to_html(issue, say.language))


@router.get("/customers/{number}/journal.json")
def journal(number: str, bank: TheBank) -> Response:
    """Give a customer's journal, whole or not at all: a line cut or changed is an error."""
    with bank.transaction() as session:
        trail = read_trail(session, customer_row(session, BorrowerId(number), lock=False))
    verify_trail(trail)
    return JSONResponse([to_document(entry) for entry in trail])
