"""A host of its own: FastAPI over the bank's tables, with `loanvisit` deciding inside the bank's transactions.

    uvicorn --factory examples.host.app:demo

`LOANVISIT_HOST_URL` says where the tables are; left out, in `host.db` where you are. Nobody is asked for a password:
the officer who acts is named by the header `X-Officer`, or by a cookie the pages set. Put your own sign-on in front.
"""

import os
from datetime import UTC, datetime

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from examples.host import doing, showing
from examples.host.bank import Bank, open_database
from examples.host.refusing import nowhere, refused, unread
from examples.host.seed import seed
from loanvisit.errors import LoanVisitError


def create_app(bank: Bank) -> FastAPI:
    """Return the application over one bank."""
    app = FastAPI(title="loanvisit host")
    app.state.bank = bank
    app.include_router(showing.router)
    app.include_router(doing.router)
    app.add_exception_handler(LoanVisitError, refused)
    app.add_exception_handler(RequestValidationError, unread)
    app.add_exception_handler(HTTPException, nowhere)
    return app


def demo() -> FastAPI:
    """Return the application over the invented bank, seeded where the tables are empty."""
    engine = open_database(os.environ.get("LOANVISIT_HOST_URL", "sqlite:///host.db"))
    bank = Bank(engine=engine, clock=lambda: datetime.now(UTC))
    seed(bank)
    return create_app(bank)
