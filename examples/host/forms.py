"""What a request brings: JSON, or a form of the pages put into the same shape."""

import json
from datetime import date
from typing import cast
from urllib.parse import parse_qs

from attrs import frozen
from fastapi import Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from examples.host.tables import Image
from loanvisit.codec import from_form, to_document
from loanvisit.domain import BorrowerFile, EvidenceId, Outcome, Visit, VisitRecord, VisitState
from loanvisit.errors import ConflictError, InputError, NotFoundError, fault
from loanvisit.words import say

Fields = dict[str, object]
MOST = 2**31 - 1
"""The highest number of a row, and of a version."""


@frozen
class Sent:
    """The fields of a request, whether a page sent them, and in which language."""

    fields: Fields
    by_page: bool
    lang: str

    def text(self, name: str) -> str:
        """Return a field that must be text."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise InputError(fault("key.missing", name, key=name))
        return value

    def page(self, path: str) -> str:
        """Return the address of a page in the language of the one that sent this."""
        return f"{path}?lang={self.lang}"

    def number(self, name: str) -> int:
        """Return a field that must be a whole number, as the tables number their rows."""
        if name not in self.fields:
            raise InputError(fault("key.missing", name, key=name))
        value = self.fields[name]
        if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= len(str(MOST)):
            value = int(value)
        if type(value) is not int:
            raise InputError(fault("type", name, value, form="int"))
        if not 0 <= value <= MOST:
            raise InputError(fault("number.range", name, value, low=0, high=MOST))
        return value

    def day(self, name: str) -> date:
        """Return a field that must be a day, written YYYY-MM-DD."""
        text = self.text(name)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            raise InputError(fault("date.form", name, text, form="YYYY-MM-DD"))
        return day


async def sent(request: Request) -> Sent:
    """Read the body of a request: what is no object of fields is refused."""
    body = await request.body()
    by_page = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    try:
        fields: object = _last_of_each(body) if by_page else json.loads(body)
    except (ValueError, RecursionError):
        raise InputError(fault("type", "body", form="JSON")) from None
    if not isinstance(fields, dict):
        raise InputError(fault("type", "body", fields, form="object"))
    lang = "en" if request.query_params.get("lang") == "en" else "zh"
    return Sent(fields=cast("Fields", fields), by_page=by_page, lang=lang)


def _last_of_each(body: bytes) -> Fields:
    return {key: values[-1] for key, values in parse_qs(body.decode(), errors="strict").items()}


def from_page(session: Session, visit: Visit, fields: Fields) -> Fields:
    """Put what a person filled in on the page into the shape of a record's fields."""
    words = {key: str(value).strip() for key, value in fields.items()}
    is_made = words.get("outcome", Outcome.MADE.value) == Outcome.MADE.value
    answers = {key.removeprefix("answer."): value == "yes" for key, value in words.items() if key.startswith("answer.")}
    return {
        "on": words.get("on", ""),
        "method": words.get("method", visit.method.value),
        "visitors": words.get("visitors", "").replace("，", " ").replace(",", " ").split(),
        "outcome": words.get("outcome", Outcome.MADE.value),
        "miss_reason": words.get("miss_reason") or None,
        "purposes": sorted(visit.purposes) if is_made else [],
        "answers": [{"question": key, "value": value} for key, value in answers.items()],
        "evidence": [_image(session, number) for number in words.get("images", "").replace(",", " ").split()],
        "note": words.get("note"),
    }


def _image(session: Session, number: str) -> object:
    row = session.scalar(select(Image).where(Image.image_no == EvidenceId(number)))
    if row is None:
        raise NotFoundError(fault("id.absent", "images", number))
    return to_document(row.paper)["value"]


def record_of_form(file: BorrowerFile, visit: Visit, task: int, fields: Fields) -> VisitRecord:
    """Return the record a person filled in, under the bank's own number; one sent back keeps its number."""
    earlier = sum(one.visit == visit.id for one in file.records)
    number = visit.record.value if visit.state is VisitState.RETURNED and visit.record else f"HF-{task}-{earlier + 1}"
    own: Fields = {"id": number, "visit": visit.id.value, "borrower": file.id.value}
    for key in own.keys() & fields.keys():
        raise InputError(fault("key.forbidden", key))
    return from_form({**fields, **own}, VisitRecord)


def still(visit: Visit, seen: int) -> Visit:
    """Return the visit, refused where it moved since the person looked at it."""
    if visit.version != seen:
        wanted, held = say("conflict.version", version=seen), say("conflict.version", version=visit.version)
        raise ConflictError(fault("conflict", "seen", id=visit.id.value, wanted=wanted, held=held))
    return visit
