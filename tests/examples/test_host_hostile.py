"""The host's web door before a hostile stranger: no request breaks it, moves its day out of reach, or is shown raw."""

from datetime import date, timedelta

import pytest

from tests.examples.hosting import Host

SCRIPT = "<script>alert(1)</script>"
NUMBERS: tuple[object, ...] = (
    "9" * 5_000,
    10**30,
    -(10**30),
    "0x10",
    "１２",
    1.5,
    True,
    None,
    [],
    {},
    "1 OR 1=1",
    2**63,
)
PATHS = (
    "/tasks/0", "/tasks/-1", f"/tasks/{2**31}", f"/tasks/{10**40}", "/tasks/1%00", "/tasks/..%2f..%2fetc%2fpasswd",
    "/tasks/1;drop table task", "/journal/../../etc/passwd", "/customers/%3Cscript%3E/journal", "/due?by=9999-12-31",
    "/due?by=0001-01-01", "/due?lang=%3Cscript%3E", "/briefing?lang=xx", "/briefing.json", "/problems?lang=en'--",
)  # fmt: skip
BODIES = (
    b"", b"null", b"[]", b"[" * 100_000, b'{"move":"accept","seen":' + b"9" * 5_000 + b"}",
    b'{"move":"\\ud800","seen":1}',
    b'{"move":{"a":1},"seen":1}', b"\xff\xfe", b'{"seen":NaN}', b'{"reason":"x\\u0000","move":"return","seen":1}',
)  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS, ids=lambda one: repr(one)[:12])
def test_a_number_that_is_none_is_refused(host: Host, number: object) -> None:
    """Whatever is sent as a version or as the number of a task is answered as a mistake of the sender."""
    task = host.web.get("/due.json").json()[0]["task"]
    sent = host.post(f"/tasks/{task}/moves", "lead-1", move="accept", seen=number)
    assert 400 <= sent.status_code < 500, sent.text
    fixed = host.post("/fixes/1/moves", "lead-1", move="verify", task=number)
    assert 400 <= fixed.status_code < 500, fixed.text


@pytest.mark.parametrize("path", PATHS)
def test_no_address_breaks_the_host(small_host: Host, path: str) -> None:
    """An address nobody meant is an answer below 500, and is never shown as it came."""
    answer = small_host.web.get(path, headers={"Accept": "text/html"})
    assert answer.status_code < 500
    assert "<script>" not in answer.text or answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("body", BODIES, ids=lambda one: repr(one)[:14])
@pytest.mark.parametrize("path", ["/tasks/1/moves", "/tasks/1/records", "/problems/1/fixes", "/day", "/officer"])
def test_no_body_breaks_the_host(small_host: Host, path: str, body: bytes) -> None:
    """A body that is no object of fields, or whose fields are of another kind, is refused."""
    answer = small_host.web.post(
        path, content=body, headers={"X-Officer": "lead-1", "Content-Type": "application/json"}
    )
    assert 400 <= answer.status_code < 500 or path == "/officer", answer.text


@pytest.mark.parametrize("code", ["nobody", "lead-1' OR '1'='1", SCRIPT, "../x", "x" * 5_000])
def test_an_officer_nobody_knows_is_refused_and_not_shown(small_host: Host, code: str) -> None:
    """A code of no officer is refused by header, cookie and form, and never shown as it came."""
    asked = [
        small_host.web.post("/day", json={"day": "2026-04-01"}, headers={"X-Officer": code, "Accept": "text/html"}),
        small_host.web.post("/officer", data={"code": code}, headers={"Accept": "text/html"}),
    ]
    for answer in asked:
        assert answer.status_code in (400, 404), answer.text
        assert code not in answer.text


@pytest.mark.parametrize(
    "day", ["2199-12-31", "2300-01-01", "9999-12-31", "20260401", "2026-W15-5", "0001-01-01", "２０２６-04-01", SCRIPT]
)
def test_the_day_is_never_moved_out_of_reach(host: Host, day: str) -> None:
    """A day not written as one, before the bank's, or more than a year ahead, is refused, and the bank's day stays."""
    before = host.web.get("/due").text
    assert host.post("/day", "desk-1", day=day).status_code == 400
    assert host.web.get("/due").text == before


def test_a_year_ahead_is_planned(host: Host) -> None:
    """The furthest day that is taken can be planned."""
    assert host.post("/day", "desk-1", day=str(date(2026, 3, 31) + timedelta(days=1))).status_code == 200
