"""What every request is asked for: the bank, the body, who acts, in which language."""

import re
from typing import Annotated, Literal, TypeAlias, cast
from urllib.parse import urlsplit

from fastapi import Cookie, Depends, Header, Path, Request

from examples.host.bank import Bank
from examples.host.forms import MOST, Sent, sent
from examples.host.layout import Speaker
from loanvisit.domain import Officer
from loanvisit.errors import InputError, fault


def the_bank(request: Request) -> Bank:
    """Return the bank the application was made for."""
    return cast("Bank", request.app.state.bank)


TheBank: TypeAlias = Annotated[Bank, Depends(the_bank)]


def officer(
    bank: TheBank,
    x_officer: Annotated[str | None, Header()] = None,
    officer: Annotated[str | None, Cookie()] = None,
) -> Officer:
    """Return who acts: named by the header `X-Officer`, or by the cookie the pages set. Nobody proves who they are."""
    code = x_officer or officer
    if not code:
        raise InputError(fault("key.missing", "X-Officer", key="X-Officer"))
    with bank.transaction() as session:
        return bank.officer(session, code)


def speaker(lang: Literal["zh", "en"] = "zh") -> Speaker:
    """Return who says everything in the language asked for; Chinese where none is."""
    return Speaker(lang)


def came_from(request: Request) -> str:
    """Return the path of the page of this host that sent the request; the front where it is not known."""
    sent_by = urlsplit(request.headers.get("referer", ""))
    path = sent_by.path if sent_by.netloc == request.url.netloc else ""
    for form, page in _PAGE_OF:
        path = form.sub(page, path)
    return path if path.startswith("/") and not path.startswith("//") else "/due"


_PAGE_OF = (
    (re.compile(r"^(/tasks/[0-9]+)/(records|moves)$"), r"\1"),
    (re.compile(r"^/(problems|fixes)/[0-9]+/(fixes|moves)$"), "/problems"),
    (re.compile(r"^/(day|officer)?$"), "/due"),
)
"""On which page the form of an address stands: a form refused leaves its own address in the browser."""
Number: TypeAlias = Annotated[int, Path(ge=1, le=MOST)]
Body: TypeAlias = Annotated[Sent, Depends(sent)]
By: TypeAlias = Annotated[Officer, Depends(officer)]
Say: TypeAlias = Annotated[Speaker, Depends(speaker)]
