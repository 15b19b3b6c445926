"""Reading and writing a visit record, against pydantic with the same rules as validators.

The record has two visitors, twelve answers of every kind, six payments and four pieces of evidence, about 4 kB of JSON.
Pydantic's model is strict, closed and frozen; its validators hold the rules ours holds: ids in NFKC without invisible
characters, clean text, amounts by grammar and scale, days in range, sets without repetitions. Ours refuses, beyond
that, a key given twice.
"""

import json
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from benchmarks.timing import Result, compare
from loanvisit.codec import from_json, to_document, to_json
from loanvisit.domain import (
    Answer,
    BorrowerId,
    EvidenceId,
    EvidenceRef,
    LoanId,
    Method,
    Money,
    OfficerId,
    Outcome,
    Reading,
    RecordId,
    VisitId,
    VisitRecord,
)
from loanvisit.domain.exact import is_clean
from loanvisit.domain.money import exponent

_DAY = date(2026, 3, 31)
_ANSWERS = (True, 17, Decimal("0.35"), Money("120000.00", "CNY"), _DAY, "经营正常，订单较上季略增")


def _record() -> VisitRecord:
    return VisitRecord(
        id=RecordId("R-2026-000123"),
        visit=VisitId("visit~~routine.pass~~L-1024~~2026Q1"),
        borrower=BorrowerId("B-77"),
        on=_DAY,
        method=Method.ON_SITE,
        visitors=(OfficerId("zhang.san"), OfficerId("li.si")),
        outcome=Outcome.MADE,
        identity_checked=True,
        purposes=frozenset({"routine", "first_check"}),
        loans=frozenset({LoanId("L-1024"), LoanId("L-1025")}),
        answers=tuple(Answer(question=f"Q{place}", value=_ANSWERS[place % 6]) for place in range(12)),
        readings=tuple(
            Reading(
                kind="payment",
                on=_DAY - timedelta(days=place),
                loan=LoanId("L-1024"),
                amount=Money(f"{place + 1}00000.00", "CNY"),
                payee="恒通钢材有限公司",
                purpose="采购钢材",
                evidence=EvidenceId(f"E-{place}"),
            )
            for place in range(6)
        ),
        evidence=tuple(
            EvidenceRef(
                id=EvidenceId(f"E-{place}"),
                kind="photo",
                sha256=f"{place:064x}",
                taken_at=datetime(2026, 3, 31, 1, place, tzinfo=UTC),
            )
            for place in range(4)
        ),
        outline_version="2026.1",
        recorded_at=datetime(2026, 3, 31, 9, tzinfo=UTC),
        note="现场库存与台账一致。",
    )


def _visible(text: str) -> str:
    if text[0] == " " or text[-1] == " ":
        msg = "outer spaces"
        raise ValueError(msg)
    if not (text.isascii() and text.isprintable()) and (
        unicodedata.normalize("NFKC", text) != text
        or not all(char == " " or unicodedata.category(char)[0] in "LMNPS" for char in text)
    ):
        msg = "invisible characters"
        raise ValueError(msg)
    return text


def _clean(text: str) -> str:
    if not is_clean(text):
        msg = "control characters"
        raise ValueError(msg)
    return text


def _in_range(day: date) -> date:
    if not date(1900, 1, 1) <= day <= date(2199, 12, 31):
        msg = "out of range"
        raise ValueError(msg)
    return day


def _exact_day(text: object) -> date:
    if type(text) is not str or len(text) != 10:
        msg = "YYYY-MM-DD"
        raise ValueError(msg)
    return _in_range(date.fromisoformat(text))


def _exact_instant(text: object) -> datetime:
    if type(text) is not str or text[-1] != "Z" or len(text) not in (20, 27):
        msg = "YYYY-MM-DDTHH:MM:SSZ"
        raise ValueError(msg)
    return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)


def _distinct(entries: object) -> frozenset[str]:
    if type(entries) is not list or len(set(entries)) != len(entries):
        msg = "repetitions"
        raise ValueError(msg)
    return frozenset(entries)


_Id = Annotated[str, StringConstraints(min_length=1, max_length=128), AfterValidator(_visible)]
_LongId = Annotated[str, StringConstraints(min_length=1, max_length=1024), AfterValidator(_visible)]
_Text = Annotated[str, StringConstraints(max_length=32767), AfterValidator(_clean)]
_Day = Annotated[date, BeforeValidator(_exact_day)]
_Instant = Annotated[datetime, BeforeValidator(_exact_instant)]
_Decimal = Annotated[str, StringConstraints(max_length=42, pattern=r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$")]


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Money(_Model):
    amount: _Decimal
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

    def model_post_init(self, _: object, /) -> None:
        places = -exponent(self.currency)
        if Decimal(self.amount).as_tuple().exponent < places:  # type: ignore[operator]
            msg = "finer than the currency"
            raise ValueError(msg)


class _TaggedMoney(_Money):
    type: Literal["money"]


class _TaggedDecimal(_Model):
    type: Literal["decimal"]
    value: _Decimal


class _TaggedDate(_Model):
    type: Literal["date"]
    value: _Day


class _Answer(_Model):
    question: _Text
    value: bool | int | _Text | _TaggedMoney | _TaggedDecimal | _TaggedDate | None
    reason: Literal["refused", "not_known", "not_shown", "out_of_reach", "not_applicable", "consent_refused"] | None

    def model_post_init(self, _: object, /) -> None:
        if self.value is not None and self.reason is not None:
            msg = "a reason for no answer beside an answer"
            raise ValueError(msg)


class _Reading(_Model):
    kind: _Text
    on: _Day
    loan: _Id | None
    drawdown: _Id | None
    amount: _Money | None
    payee: _Text | None
    purpose: _Text | None
    evidence: _Id | None
    status: _Text | None
    account: _Text | None
    known_on: _Day | None

    def model_post_init(self, _: object, /) -> None:
        if self.known_on is not None and self.known_on < self.on:
            msg = "known before it was"
            raise ValueError(msg)


class _Place(_Model):
    precision: Literal["district", "street", "site", "point"]
    district: _Text | None
    address: _Text | None
    latitude: _Decimal | None
    longitude: _Decimal | None
    accuracy: Annotated[int, Field(ge=0, le=1_000_000)] | None

    def model_post_init(self, _: object, /) -> None:
        is_point = self.precision == "point"
        known = (self.latitude is not None, self.longitude is not None)
        if known != (is_point, is_point) or (not is_point and not self.district):
            msg = "what a place's precision demands"
            raise ValueError(msg)


class _Consent(_Model):
    basis: Literal["consent", "contract", "legal_duty", "emergency", "published", "other_law"]
    notice: _Text | None
    scope: Annotated[frozenset[_Text], BeforeValidator(_distinct)]
    given: bool | None
    reason: _Text | None
    separate: bool | None
    on: _Day | None
    withdrawn_on: _Day | None

    def model_post_init(self, _: object, /) -> None:
        if (self.given is False) is not bool(self.reason):
            msg = "a reason for a refusal, and for nothing else"
            raise ValueError(msg)


class _Shown(_Model):
    type: Literal["drawdown", "loan", "borrower", "mortgage", "guarantee"]
    id: _Id


class _Evidence(_Model):
    id: _Id
    kind: _Text
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    taken_at: _Instant | None
    taken_by: _Id | None
    place: _Place | None
    source: Literal["officer_device", "borrower", "third_party", "bank_system"] | None
    about: list[_Shown]
    consent: _Consent | None
    file_name: _Text | None


class _Withheld(_Model):
    kind: _Text
    consent: _Consent
    about: list[_Shown]


class _PersonMet(_Model):
    capacity: Literal[
        "borrower", "legal_representative", "guarantor", "payee", "contractor", "agent_bank", "staff", "other"
    ]
    name: _Text | None


class _Attempt(_Model):
    at: _Instant
    channel: Literal["in_person", "phone", "video"]
    outcome: Literal["reached", "no_answer", "refused", "wrong_number", "promised", "out_of_service"]
    by: _Id
    number_from: Literal["core_system", "manager", "borrower", "public", "other"] | None


class _Need(_Model):
    code: _Text
    kind: Literal["financing", "settlement", "payroll", "fx", "other"]
    words: _Text
    passed_to: _Id | None
    passed_on: _Day | None
    answered_on: _Day | None


class _Advice(_Model):
    code: _Text
    words: _Text
    uptake: Literal["taken_up", "not_yet", "declined"] | None


class _Burden(_Model):
    minutes: Annotated[int, Field(ge=0, le=1440)] | None
    asked_twice: list[_Text]


class _Complaint(_Model):
    code: _Text
    words: _Text
    answered_on: _Day | None


class _Customer(_Model):
    needs: list[_Need]
    advice: list[_Advice]
    burden: _Burden | None
    complaints: list[_Complaint]


class _Grade(_Model):
    scale: Literal["five_tier"]
    code: Literal["pass", "special_mention", "substandard", "doubtful", "loss"]
    since: _Day | None
    was: Literal["pass", "special_mention", "substandard", "doubtful", "loss"] | None
    was_since: _Day | None


class _Repayment(_Model):
    order: Literal["first", "second"]
    state: Literal["in_place", "likely", "doubtful", "none"]
    kind: _Text | None
    amount: _Money | None
    expected_on: _Day | None
    evidence: Annotated[frozenset[_Id], BeforeValidator(_distinct)]

    def model_post_init(self, _: object, /) -> None:
        if self.state == "none" and (self.amount is not None or self.expected_on is not None):
            msg = "an amount or a day of no source"
            raise ValueError(msg)
        if self.amount is not None and self.amount.amount.startswith("-"):
            msg = "an amount below zero"
            raise ValueError(msg)


class _Conclusion(_Model):
    disposition: Literal["continue", "strengthen", "reduce", "exit"]
    grade: _Grade | None
    next_visit_on: _Day | None
    reason: _Text | None


class _Outcome(Enum):
    MADE = "made"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    MISSED = "missed"


class _Record(_Model):
    id: _Id
    visit: _LongId
    borrower: _Id
    on: _Day
    method: Literal["interview", "on_site", "online_monitoring", "monitoring", "data"]
    visitors: list[_Id]
    outcome: _Outcome
    miss_reason: Literal["borrower", "bank", "force_majeure", "loan_closed"] | None
    channel: Literal["in_person", "phone", "video", "letter", "message"] | None
    identity_checked: bool | None
    purposes: Annotated[frozenset[_Text], BeforeValidator(_distinct)]
    loans: Annotated[frozenset[_Id], BeforeValidator(_distinct)]
    answers: list[_Answer]
    readings: list[_Reading]
    evidence: list[_Evidence]
    outline_version: _Text | None
    recorded_at: _Instant | None
    note: _Text | None
    void: bool
    version: Annotated[int, AfterValidator(lambda number: number)]
    started_at: _Instant | None
    ended_at: _Instant | None
    place: _Place | None
    persons_met: list[_PersonMet]
    is_announced: bool | None
    attempts: list[_Attempt]
    withheld: list[_Withheld]
    dropped_evidence: Annotated[frozenset[_Id], BeforeValidator(_distinct)]
    customer: _Customer | None
    repayment: list[_Repayment]
    conclusion: _Conclusion | None

    def model_post_init(self, _: object, /) -> None:
        if self.started_at is not None and self.ended_at is not None and self.ended_at < self.started_at:
            msg = "an end before the beginning"
            raise ValueError(msg)


class _Envelope(_Model):
    type: Literal["visit_record"]
    version: int
    value: _Record


def _with_stdlib(document: object) -> bytes:
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def results(count: int = 1000) -> Iterable[Result]:
    """Compare reading from JSON, and writing to it with the standard library and with orjson."""
    record = _record()
    text = to_json(record)
    theirs = _Envelope.model_validate_json(text)
    one: dict[str, object] = {"n": count, "unit": "us a record", "scale": 1e6 / count}
    yield compare(
        "document_read_vs_pydantic",
        lambda: [from_json(text, VisitRecord) for _ in range(count)],
        lambda: [_Envelope.model_validate_json(text) for _ in range(count)],
        must=2.5,
        aim=1.2,
        **one,  # type: ignore[arg-type]
    )
    yield compare(
        "document_write_vs_pydantic",
        lambda: [_with_stdlib(to_document(record)) for _ in range(count)],
        lambda: [theirs.model_dump_json() for _ in range(count)],
        must=3.5,
        aim=2.0,
        **one,  # type: ignore[arg-type]
    )
    yield compare(
        "document_write_orjson_vs_pydantic",
        lambda: [to_json(record) for _ in range(count)],
        lambda: [theirs.model_dump_json() for _ in range(count)],
        must=1.3,
        aim=1.0,
        **one,  # type: ignore[arg-type]
    )


if __name__ == "__main__":
    for result in results():
        print(result.line())
