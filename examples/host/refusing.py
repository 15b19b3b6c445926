"""What is answered where something will not do: a person gets the page back as they left it, a program the faults."""

import re
from typing import cast

from fastapi import Request
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from examples.host import asking, showing
from examples.host.asked import came_from, the_bank
from examples.host.faults import document_of, status_of
from examples.host.forms import MOST, sent
from examples.host.layout import Speaker, page
from examples.host.refusal import NOT_FOUND, NOTHING_DONE, NOTHING_SHOWN, REFUSED, Refusal, no_page, refused_page, told
from loanvisit.errors import Fault, InputError, LoanVisitError, fault

_TASK = re.compile(r"/tasks/(\d{1,10})/(records|moves)")
_CURE = re.compile(r"/(problems|fixes)/\d{1,10}/(fixes|moves)")


async def refused(request: Request, error: Exception) -> Response:
    """Answer an error of the library: to a person the page they sent from, as they left it; to a program the faults."""
    if not isinstance(error, LoanVisitError):
        raise error
    if not _by_person(request):
        return JSONResponse(document_of(error), status_of(error))
    return await _shown(request, error.faults, status_of(error))


async def unread(request: Request, error: Exception) -> Response:
    """Answer an address that cannot be read: to a person in their words, to a program as FastAPI does."""
    if not isinstance(error, RequestValidationError):
        raise error
    if not _by_person(request):
        return await request_validation_exception_handler(request, error)
    faults = tuple(_fault(cast("dict[str, object]", one)) for one in cast("list[object]", error.errors()))
    return await _shown(request, faults, 422)


async def nowhere(request: Request, error: Exception) -> Response:
    """Answer an address that leads nowhere: to a person with a page, to a program as FastAPI does."""
    if not isinstance(error, HTTPException):
        raise error
    if not _by_person(request):
        return await http_exception_handler(request, error)
    return _alone(request, no_page(_speaker(request)), error.status_code)


def _by_person(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _speaker(request: Request) -> Speaker:
    return Speaker("en" if request.query_params.get("lang") == "en" else "zh")


def _fault(one: dict[str, object]) -> Fault:
    """Return a mistake in an address as a fault: a number of the path that is none is known to nobody."""
    where, *rest = cast("tuple[object, ...]", one["loc"])
    name, form = str(rest[-1] if rest else where), str(one["type"])
    if where == "path":
        return fault("id.absent", name, str(one["input"]))
    if form.startswith("date"):
        return fault("date.form", name, form="YYYY-MM-DD")
    if form in ("greater_than_equal", "less_than_equal"):
        return fault("number.range", name, low=1, high=MOST)
    return fault("type", name, form="text")


async def _shown(request: Request, faults: tuple[Fault, ...], status: int) -> Response:
    """Return the page the form was on, filled in as it was sent; where there is none, the faults alone."""
    say, bank = _speaker(request), the_bank(request)
    acting, path = request.cookies.get("officer", ""), request.url.path
    if request.method == "POST" and (task := _TASK.fullmatch(path) or _CURE.fullmatch(path)):
        left = Refusal(faults=faults, action=path, typed=await _typed(request))
        try:
            if path.startswith("/tasks/"):
                return HTMLResponse(showing.task_shown(bank, int(task[1]), say, acting, left), status)
            return HTMLResponse(showing.problems_shown(bank, say, acting, left), status)
        except LoanVisitError:  # the visit itself is not there
            pass
    why = NOTHING_SHOWN if request.method == "GET" else NOTHING_DONE
    return _alone(request, told(faults, why=why, say=say), status)


async def _typed(request: Request) -> dict[str, str]:
    try:
        body = await sent(request)
    except InputError:
        return {}
    return {key: value for key, value in body.fields.items() if isinstance(value, str)} if body.by_page else {}


def _alone(request: Request, wrong: str, status: int) -> Response:
    say, back = _speaker(request), came_from(request)
    with the_bank(request).transaction() as session:
        clerks = asking.clerk_codes(session)
    body = refused_page(wrong, back=back, say=say)
    acting = request.cookies.get("officer", "")
    title = NOT_FOUND if request.method == "GET" else REFUSED
    return HTMLResponse(page(title, body, say=say, clerks=clerks, acting=acting, path=back), status)
