"""A host of its own: FastAPI over the bank's tables, with `loanvisit` deciding inside the bank's transactions.

    uvicorn --factory examples.host.app:demo

`LOANVISIT_HOST_URL` says where the tables are; left out, in `host.db` where you are. Nobody is asked for a password:
the officer who acts is named by the header `X-Officer`, or by a cookie the pages set. Put your own sign-on in front.
"""

import os
from datetime import UTC, datetime
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from examples.host import doing, showing
from examples.host.asking import clerk_codes
from examples.host.bank import Bank, open_database
from examples.host.faults import document_of, status_of
from examples.host.layout import Speaker, page
from examples.host.pages import REFUSED, refused_page
from examples.host.seed import seed
from loanvisit.errors import LoanVisitError


def create_app(bank: Bank) -> FastAPI:
    """Return the application over one bank."""
    app = FastAPI(title="loanvisit host")
    app.state.bank = bank
    app.include_router(showing.router)
    app.include_router(doing.router)
    app.add_exception_handler(LoanVisitError, refused)
    return app


async def refused(request: Request, error: Exception) -> Response:
    """Answer an error of the library: a page for a person, data for a program, in both languages."""
    if not isinstance(error, LoanVisitError):
        raise error
    if "text/html" in request.headers.get("accept", ""):
        say, back = Speaker("en" if request.query_params.get("lang") == "en" else "zh"), _came_from(request)
        with request.app.state.bank.transaction() as session:
            shown = page(
                REFUSED,
                refused_page(error, asked=request.method == "GET", back=back, say=say),
                say=say,
                clerks=clerk_codes(session),
                acting=request.cookies.get("officer", ""),
                path=back,
            )
        return HTMLResponse(shown, status_of(error))
    return JSONResponse(document_of(error), status_of(error))


def _came_from(request: Request) -> str:
    """Return the path of the page of this host that sent the request; the front where it is not known."""
    sent_by = urlsplit(request.headers.get("referer", ""))
    return sent_by.path if sent_by.netloc == request.url.netloc and sent_by.path else "/due"


def demo() -> FastAPI:
    """Return the application over the invented bank, seeded where the tables are empty."""
    engine = open_database(os.environ.get("LOANVISIT_HOST_URL", "sqlite:///host.db"))
    bank = Bank(engine=engine, clock=lambda: datetime.now(UTC))
    seed(bank)
    return create_app(bank)
