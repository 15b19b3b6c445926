"""What is done: records filed, visits reviewed, cures opened, submitted and verified, a day begun."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from examples.host import asking
from examples.host.asked import Body, By, Number, TheBank, came_from
from examples.host.forms import Sent, from_page, record_of_form, still
from loanvisit.domain import BorrowerFile, Change
from loanvisit.errors import InputError, fault
from loanvisit.steps import co_sign, file_record, open_remediation, reject, review, send_back, submit, verify
from loanvisit.words import Text

router = APIRouter()
YEAR = timedelta(days=366)


@router.post("/tasks/{task}/records")
def file_one(task: Number, bank: TheBank, by: By, body: Body) -> Response:
    """File the record of a visit; `seen` is the version of the visit the visitor looked at."""
    seen = body.number("seen")
    fields = {key: value for key, value in body.fields.items() if key != "seen"}
    with bank.transaction() as session:
        planned = asking.one_task(session, task).visit
        if body.by_page:
            fields = from_page(session, planned, fields)

    def step(file: BorrowerFile, at: datetime) -> Change:
        visit = still(file.visit(planned.id), seen)
        return file_record(file, visit.id, record_of_form(file, visit, task, fields), by=by, at=at)

    return answered(body, bank.do(planned.borrower, step), f"/tasks/{task}")


@router.post("/tasks/{task}/moves")
def move_visit(task: Number, bank: TheBank, by: By, body: Body) -> Response:
    """Co-sign, accept or return a visit; a return says why."""
    move, seen = body.text("move"), body.number("seen")
    with bank.transaction() as session:
        known = asking.one_task(session, task).visit

    def step(file: BorrowerFile, at: datetime) -> Change:
        visit = still(file.visit(known.id), seen).id
        if move == "return":
            return send_back(file, visit, reason=body.text("reason"), by=by, at=at)
        return chosen(move, {"co_sign": co_sign, "accept": review}, other="return")(file, visit, by=by, at=at)

    return answered(body, bank.do(known.borrower, step), f"/tasks/{task}")


@router.post("/problems/{problem}/fixes")
def open_fix(problem: Number, bank: TheBank, by: By, body: Body) -> Response:
    """Open the cure of a problem, and say who carries it out."""
    with bank.transaction() as session:
        known = asking.one_problem(session, problem)
        owner = bank.officer(session, body.text("owner"), named_by="owner")

    def step(file: BorrowerFile, at: datetime) -> Change:
        day = bank.calendar.day_of(at)
        return open_remediation(file.finding(known.id), owner=owner, by=by, at=at, on=day)

    return answered(body, bank.do(known.borrower, step), "/problems")


@router.post("/fixes/{fix}/moves")
def move_fix(fix: Number, bank: TheBank, by: By, body: Body) -> Response:
    """Submit a cure, reject it with a reason, or verify it through a later visit, named by its `task`."""
    with bank.transaction() as session:
        known = asking.one_fix(session, fix)
        later = asking.one_task(session, body.number("task")).visit.id if "task" in body.fields else None

    def submitted(file: BorrowerFile, at: datetime, day: date) -> Change:
        return submit(file.remediation(known.id), by=by, at=at, on=day)

    def rejected(file: BorrowerFile, at: datetime, _: date) -> Change:
        return reject(file.remediation(known.id), reason=body.text("reason"), by=by, at=at)

    def verified(file: BorrowerFile, at: datetime, day: date) -> Change:
        if later is None:
            raise InputError(fault("key.missing", "task", key="task"))
        return verify(file, known.id, visit=later, by=by, at=at, on=day)

    move = chosen(body.text("move"), {"submit": submitted, "reject": rejected, "verify": verified})
    change = bank.do(known.borrower, lambda file, at: move(file, at, bank.calendar.day_of(at)))
    return answered(body, change, "/problems")


@router.post("/day")
def begin_day(bank: TheBank, by: By, body: Body) -> Response:
    """Close the day and begin another: every file is planned anew."""
    day = body.day("day")
    with bank.transaction() as session:
        current = bank.day(session)
    if day < current:
        raise InputError(fault("date.order", "day", day, earlier=current))
    if day > current + YEAR:  # there is no way back from a slip of the pen
        raise InputError(fault("date.late", "day", day, later=current + YEAR))
    bank.begin_day(day, by=by)
    return RedirectResponse(body.page("/due"), 303) if body.by_page else JSONResponse({"day": day.isoformat()})


@router.post("/officer")
def choose_officer(request: Request, bank: TheBank, body: Body) -> Response:
    """Remember who acts on the pages: a convenience of the example, no proof of anything."""
    back = RedirectResponse(body.page(came_from(request)), 303)
    if "code" in body.fields:
        with bank.transaction() as session:
            who = bank.officer(session, body.text("code"))
        back.set_cookie("officer", who.id.value, httponly=True, samesite="strict")
    else:
        back.delete_cookie("officer")
    return back


Move = Callable[..., Change]


def chosen(name: str, moves: "dict[str, Move]", *, other: str = "") -> Move:
    """Return the move of that name; an unknown one is refused."""
    if name not in moves:
        raise InputError(fault("code", "move", name, known=", ".join(filter(None, (*moves, other)))))
    return moves[name]


def answered(body: Sent, change: Change, page: str) -> Response:
    """Return to the page that asked, or tell a program what was written."""
    return RedirectResponse(body.page(page), 303) if body.by_page else JSONResponse(told(change))


def told(change: Change) -> dict[str, object]:
    """Return what was written, in the words of both languages."""
    return {
        "moves": [entry.move for entry in change.trail],
        "visits": [{"ref": str(one.id), "state": one.state.value, "version": one.version} for one in change.visits],
        "records": [str(one.id) for one in change.records],
        "discharged": [both(one.text) for one in change.discharged],
        "in_part": [both(one.text) | {"lacks": [both(need) for need in one.lacks_as]} for one in change.in_part],
        "refused": [both(one.reason) | {"duty": str(one.obligation)} for one in change.refused],
        "findings": [both(one.text) | {"ref": str(one.id), "state": one.state.value} for one in change.findings],
        "fixes": [both(one.demand) | {"ref": str(one.id), "state": one.state.value} for one in change.remediations],
    }


def both(text: Text) -> dict[str, object]:
    """Return a text as plain data."""
    return {"zh": text.zh, "en": text.en}
