"""What every request is asked for: the bank, the body, who acts, in which language."""

from typing import Annotated, Literal, TypeAlias, cast

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


Number: TypeAlias = Annotated[int, Path(ge=1, le=MOST)]
Body: TypeAlias = Annotated[Sent, Depends(sent)]
By: TypeAlias = Annotated[Officer, Depends(officer)]
Say: TypeAlias = Annotated[Speaker, Depends(speaker)]
