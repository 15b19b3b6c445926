"""A host with tables of its own, through its web door: what it shows, what it writes, what it refuses and how."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from attrs import evolve
from httpx import Response
from sqlalchemy import func, select, update

from examples.host.app import create_app, demo
from examples.host.book import customer_row, read_file, read_trail, write
from examples.host.tables import Customer, DutyRow, Journal, Problem, Task, VisitLog
from loanvisit.codec import verify_trail
from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Change,
    FindingState,
    Method,
    ObligationState,
    OfficerId,
    Outcome,
    Replaced,
    Role,
    Visit,
    VisitRecord,
    VisitState,
)
from loanvisit.errors import ConflictError
from loanvisit.testing import a_change
from tests.examples.hosting import NOON, Host, served


def _made(host: Host) -> VisitRecord:
    """Return a record of a visit made on site by two, that discharges duties."""
    return next(one for one in host.records if one.method is Method.ON_SITE and len(one.visitors) == 2 and one.loans)


def _refused(answer: Response, status: int, code: str) -> None:
    """Look at a refusal: its status, its code, and a sentence in both languages."""
    assert answer.status_code == status, answer.text
    told = answer.json()
    assert told["error"] == code
    assert told["zh"] != told["en"]
    assert all(one["zh"] and one["en"] and one["path"] for one in told["faults"])


# --- What it shows -------------------------------------------------------------------------------


def test_due_visits_are_those_of_the_plan(host: Host) -> None:
    """The list holds each visit of the plan due in the coming month, overdue first, with its reason twice."""
    shown = host.web.get("/due.json").json()
    due = sorted(host.plan.due(by=date(2026, 4, 30)), key=lambda visit: (visit.window.last, visit.borrower, visit.id))
    assert [(one["customer"], one["last"], one["reason"]) for one in shown] == [
        (str(visit.borrower), str(visit.window.last), {"zh": visit.reason.zh, "en": visit.reason.en}) for visit in due
    ]
    assert [one["overdue"] for one in shown] == sorted((one["overdue"] for one in shown), reverse=True)


@pytest.mark.parametrize(("language", "mark"), [("zh", "虚构数据"), ("en", "Invented data")])
def test_every_page_says_that_its_data_are_invented(small_host: Host, language: str, mark: str) -> None:
    """List, visit, problems, briefing and refusal carry the mark in the language of the page."""
    assert small_host.file(_made(small_host)).status_code == 200
    pages = ["/due", "/tasks/1", "/problems", "/briefing", "/tasks/999"]
    for path in pages:
        page = small_host.web.get(path, params={"lang": language}, headers={"Accept": "text/html"})
        assert page.headers["content-type"].startswith("text/html")
        assert mark in page.text, path


def test_a_page_shows_what_a_person_wrote_as_text(small_host: Host) -> None:
    """A name with angle brackets stands on the page as it was written, and is no element of it."""
    with small_host.bank.transaction() as session:
        session.execute(update(Customer).values(name="<b>某&某</b>"))
    page = small_host.web.get("/due").text
    assert "&lt;b&gt;某&amp;某&lt;/b&gt;" in page
    assert "<b>" not in page


def test_the_briefing_counts_what_was_filed(host: Host) -> None:
    """A problem found through the web stands in the briefing of that day, in both languages."""
    before = host.web.get("/briefing").text
    grave = next(one for one in host.records if one.readings)
    found = host.file(grave).json()["findings"]
    assert [one["zh"] for one in found] == ["F01 信贷资金被挪用（重大）"]
    assert "F01" not in before
    assert "F01" in host.web.get("/briefing").text
    assert "F01" in host.web.get("/briefing", params={"lang": "en"}).text


# --- What it writes ------------------------------------------------------------------------------


def test_a_record_filed_is_in_the_banks_own_columns(host: Host) -> None:
    """After one request the visit, its record, the duties met and the journal can be asked for in plain SQL."""
    answer = host.file(_made(host))
    assert answer.status_code == 200, answer.text
    told = answer.json()
    with host.bank.transaction() as session:
        task = session.scalars(select(Task).where(Task.log_ref.is_not(None))).one()
        log = session.scalars(select(VisitLog)).one()
        met = session.scalars(select(DutyRow).where(DutyRow.met_on == log.seen_on, DutyRow.met_by.is_not(None)))
        assert task.state.value == "submitted"
        assert log.ref.value == f"HF-{task.pk}-1"
        assert sum(row.state is ObligationState.FULFILLED for row in met) == len(told["discharged"]) > 0
        moves = session.scalars(select(Journal.move).order_by(Journal.pk)).all()
    assert list(moves)[-len(told["moves"]) :] == told["moves"]


def test_a_record_filed_by_the_page(host: Host) -> None:
    """The form of the page files a record with its answers and images, and leads back to the visit."""
    record = _made(host)
    host.begin(record.on)
    task = host.task_of(record)
    page = host.web.get(f"/tasks/{task['task']}").text
    assert 'name="seen"' in page
    form = {
        "seen": str(task["version"]),
        "on": str(record.on),
        "method": record.method.value,
        "visitors": "，".join(map(str, record.visitors)),
        "outcome": "made",
        "images": " ".join(str(paper.id) for paper in record.evidence),
        "note": "库存与账面一致",
    } | {f"answer.{one.question}": "yes" for one in record.answers}
    host.web.cookies.set("officer", str(record.visitors[0]))
    done = host.web.post(f"/tasks/{task['task']}/records", data=form, headers={"Accept": "text/html"})
    assert (done.status_code, done.headers["location"]) == (303, f"/tasks/{task['task']}?lang=zh")
    after = host.web.get(done.headers["location"]).text
    assert f"HF-{task['task']}-1" in after
    assert "协办签字" in after


def test_a_visit_missed_by_the_page(small_host: Host) -> None:
    """A visit that came to nothing is filed with its reason, discharges nothing and stays to be made."""
    record = next(one for one in small_host.records if one.outcome is not Outcome.MADE)
    small_host.begin(record.on)
    task = small_host.task_of(record)
    form = {"seen": task["version"], "on": record.on, "method": "on_site", "visitors": "lead-1 second-1"}
    form |= {"outcome": "missed", "miss_reason": "bank"}
    path, who = f"/tasks/{task['task']}/records", {"X-Officer": str(record.visitors[0])}
    assert small_host.web.post(path, data=form, headers=who).status_code == 303
    assert small_host.task_of(record)["state"] == "missed"


def test_two_who_file_one_visit_at_once(host: Host) -> None:
    """Of two requests that race for a visit exactly one is written, the other is told of a conflict."""
    record = _made(host)
    host.begin(record.on)
    path, fields = host.filled_in(record)
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda who: host.post(path, str(who), **fields), record.visitors))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    with host.bank.transaction() as session:
        assert session.scalar(select(func.count()).select_from(VisitLog)) == 1


FULL = {
    "sqlite": "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'the journal is full'); END",
    "postgresql": "ALTER TABLE journal ADD CONSTRAINT full_ CHECK (number < 1) NOT VALID",
}


def test_nothing_is_written_by_half(host: Host) -> None:
    """Where the last line of a change cannot be written, nothing of it is: no record, no visit moved, no duty met."""
    record = _made(host)
    host.begin(record.on)
    with host.bank.transaction() as session:
        before = read_file(session, customer_row(session, record.borrower, lock=False))
        session.connection().exec_driver_sql(FULL[host.bank.engine.dialect.name])
    assert host.file(record).status_code == 409
    with host.bank.transaction() as session:
        assert read_file(session, customer_row(session, record.borrower, lock=False)) == before


def test_a_change_decided_without_the_lock_is_refused(host: Host) -> None:
    """The version in each UPDATE refuses a change that was decided on a file read before another was written."""
    borrower = BorrowerId("B-01")
    with host.bank.transaction() as session:
        old = read_file(session, customer_row(session, borrower, lock=False))
    moved = evolve(old.visits[0], version=old.visits[0].version + 1)
    change = Change(borrower=borrower, visits=(moved,), replaces=(_seen(old.visits[0]),))
    host.bank.do(borrower, lambda _file, _at: change)
    with pytest.raises(ConflictError), host.bank.transaction() as session:
        write(session, customer_row(session, borrower, lock=True), old, change)


def test_a_thing_added_twice_is_a_conflict(host: Host) -> None:
    """What is added under an id the tables hold already is a conflict, also where the file read did not show it."""
    borrower = BorrowerId("B-01")
    with host.bank.transaction() as session:
        old = read_file(session, customer_row(session, borrower, lock=False))
    change = a_change(old)
    host.bank.do(borrower, lambda _file, _at: change)
    with pytest.raises(ConflictError), host.bank.transaction() as session:
        write(session, customer_row(session, borrower, lock=True), old, change)


def test_planning_again_writes_nothing(host: Host) -> None:
    """A second plan as of the same day changes no version, withdraws nothing and forgets nothing."""
    day = _made(host).on
    for work in (lambda: None, lambda: host.file(_made(host))):
        host.begin(day)
        work()
        before = _files(host)
        host.begin(day)
        assert _files(host) == before


def test_a_replan_keeps_what_was_done(host: Host) -> None:
    """Days later the visit filed is as it was, its duties stay met, and no visit for them is planned again."""
    record = _made(host)
    told = host.file(record).json()
    host.begin(record.on + timedelta(days=40))
    with host.bank.transaction() as session:
        file = read_file(session, customer_row(session, record.borrower, lock=False))
    assert [str(one.id) for one in file.visits if one.record is not None] == [told["visits"][0]["ref"]]
    assert sum(duty.discharge is not None and duty.discharge.record is not None for duty in file.obligations) == len(
        told["discharged"]
    )


def test_the_journal_is_sealed(host: Host) -> None:
    """A customer's journal verifies, and is given out no more once a line was changed behind the library's back."""
    record = _made(host)
    host.file(record)
    path = f"/customers/{record.borrower}/journal.json"
    told = host.web.get(path)
    assert [one["value"]["number"] for one in told.json()] == list(range(1, len(told.json()) + 1))
    with host.bank.transaction() as session:
        verify_trail(read_trail(session, customer_row(session, record.borrower, lock=False)))
        session.execute(update(Journal).where(Journal.number == 1).values(by=OfficerId("somebody")))
    _refused(host.web.get(path), 500, "trail.broken")


def _files(host: Host) -> list[BorrowerFile]:
    with host.bank.transaction() as session:
        numbers = session.scalars(select(Customer.customer_no))
        return [read_file(session, customer_row(session, number, lock=False)) for number in numbers]


def _seen(visit: Visit) -> Replaced:
    return Replaced(id=visit.id, version=visit.version)


# --- Review and cure -----------------------------------------------------------------------------


def test_a_visit_is_co_signed_and_accepted(host: Host) -> None:
    """The second visitor signs, the desk accepts; neither may do the other's part, and nobody does it twice."""
    record = _made(host)
    path, seen = _filed(host, record)
    first, second = map(str, record.visitors)
    desk = host.who(Role.POST_LOAN_DESK)
    _refused(host.post(path, desk, move="accept", seen=seen), 403, "ruling.co_sign")
    assert host.post(path, second, move="co_sign", seen=seen).json()["visits"][0]["state"] == "co_signed"
    _refused(host.post(path, first, move="accept", seen=seen + 1), 403, "ruling.role")
    assert host.post(path, desk, move="accept", seen=seen + 1).json()["moves"] == ["visit.accept"]
    _refused(host.post(path, desk, move="accept", seen=seen + 2), 409, "ruling.state")


def test_a_visit_sent_back_is_filed_again(host: Host) -> None:
    """A return says why and opens the duties again; the record comes back under its own number and meets them."""
    record = _made(host)
    met = len(host.file(record).json()["discharged"])
    task = _task(host, record)
    path, desk = f"/tasks/{task.pk}/moves", host.who(Role.POST_LOAN_DESK)
    _refused(host.post(path, desk, move="return", seen=task.version), 400, "key.missing")
    _refused(host.post(path, desk, move="return", reason=" ", seen=task.version), 400, "empty")
    back = host.post(path, desk, move="return", reason="照片不清", seen=task.version).json()
    assert back["moves"] == ["visit.return", *["obligation.reopen"] * met]
    again = host.file(record).json()
    assert (again["records"], len(again["discharged"])) == ([f"HF-{task.pk}-1"], met)


def test_a_problem_is_cured_and_closed_through_a_later_visit(host: Host) -> None:
    """A cure is opened for an owner, submitted by them, judged by somebody else, and closed by a later visit."""
    first, later = _one_that_finds_and_one_after(host)
    host.file(first)
    problem = host.web.get("/problems.json").json()[0]
    desk, risk, owner = host.who(Role.POST_LOAN_DESK), host.who(Role.RISK_MANAGER), problem["manager"]
    opened = host.post(f"/problems/{problem['problem']}/fixes", desk, owner=owner)
    assert opened.json()["moves"] == ["remediation.open", "finding.remediate"]
    path = f"/fixes/{host.web.get('/problems.json').json()[0]['fix']}/moves"
    _refused(host.post(path, desk, move="submit"), 403, "ruling.only")
    assert host.post(path, owner, move="submit").status_code == 200
    assert host.post(path, desk, move="reject", reason="未见凭证").status_code == 200
    assert host.post(path, owner, move="submit").status_code == 200
    assert host.file(later).status_code == 200
    task = _task(host, later).pk
    _refused(host.post(path, risk, move="verify"), 400, "key.missing")
    _refused(host.post(path, owner, move="verify", task=task), 403, "ruling.own")
    page = host.web.get("/problems").text
    assert "验证销号" in page
    assert host.post(path, risk, move="verify", task=task).json()["moves"] == [
        "remediation.verify",
        "finding.close",
        "obligation.discharge",
    ]
    with host.bank.transaction() as session:
        closed = session.scalars(select(Problem).where(Problem.state == FindingState.CLOSED)).one()
        assert (closed.pk, closed.closed_on) == (problem["problem"], later.on)


def _one_that_finds_and_one_after(host: Host) -> tuple[VisitRecord, VisitRecord]:
    """Return a record that shows a problem, and one of a later visit on site to the same loans."""
    first = next(one for one in host.records if one.outcome is Outcome.REFUSED)
    return first, next(one for one in host.records if one.borrower == first.borrower and one.on > first.on)


def _filed(host: Host, record: VisitRecord) -> tuple[str, int]:
    assert host.file(record).status_code == 200
    task = _task(host, record)
    return f"/tasks/{task.pk}/moves", task.version


def _task(host: Host, record: VisitRecord) -> Task:
    with host.bank.transaction() as session:
        session.expire_on_commit = False
        made = select(Task).where(Task.customer_no == record.borrower, Task.log_ref.is_not(None)).order_by(Task.pk)
        return session.scalars(made.where(Task.state.in_((VisitState.SUBMITTED, VisitState.CO_SIGNED)))).all()[-1]


# --- What it refuses -----------------------------------------------------------------------------


def test_a_form_that_will_not_do_is_refused_whole(host: Host) -> None:
    """Every fault of a form is named at once, with its path, in both languages; nothing is written."""
    answer = host.file(_made(host), colour="red", version=7, method="by_boat")
    assert answer.status_code == 400
    told = answer.json()["faults"]
    assert sorted((one["code"], one["path"]) for one in told) == [
        ("code", "form.method"),
        ("key.forbidden", "form.version"),
        ("key.unknown", "form.colour"),
    ]
    _refused(host.file(_made(host), id="R-1"), 400, "key.forbidden")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", ["<strong>检查日</strong>：没有这一天。请核对年、月、日。", "没有保存任何内容"]),
        ("en", ["<strong>Visited on</strong>: There is no such day. Check the year", "Nothing was saved"]),
    ],
)
def test_a_person_is_told_plainly_what_would_not_do(small_host: Host, language: str, told: list[str]) -> None:
    """A form refused is told field by field in the person's words, with no path, type or code."""
    record = _made(small_host)
    task = small_host.task_of(record)["task"]
    form = {"seen": "1", "on": "2026-02-30", "visitors": " ".join(map(str, record.visitors))}
    headers = {"accept": "text/html", "x-officer": str(record.visitors[0])}
    headers["referer"] = f"{small_host.address}/tasks/{task}?lang={language}"
    page = small_host.web.post(f"/tasks/{task}/records?lang={language}", data=form, headers=headers)
    assert page.status_code == 400
    assert [words for words in told if words not in page.text] == []
    assert [code for code in ("form.on", "str(", "date.none") if code in page.text] == []
    other = {"zh": "en", "en": "zh"}[language]
    assert f'<a href="/tasks/{task}?lang={other}">' in page.text


def test_a_page_that_is_not_there_speaks_of_no_saving(small_host: Host) -> None:
    """Who only asked for a page is told that there is nothing to show, not that nothing was saved."""
    page = small_host.web.get("/tasks/999", headers={"accept": "text/html"})
    assert page.status_code == 404
    assert "无法显示：" in page.text
    assert "没有保存" not in page.text


HTML = {"accept": "text/html"}


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/tasks/abc", 422, ("<strong>任务</strong>：没有这个编号", "<strong>Task</strong>: This number is not known")),
        ("/tasks/0", 422, ("<strong>任务</strong>：没有这个编号", "<strong>Task</strong>: This number is not known")),
        ("/due?by=soon", 422, ("<strong>截至日</strong>：", "<strong>By</strong>: ")),
        ("/briefing?number=0", 422, ("<strong>编号</strong>：", "<strong>Number</strong>: ")),
        ("/briefing?number=one", 422, ("<strong>编号</strong>：", "<strong>Number</strong>: ")),
        ("/nowhere", 404, ("没有这个页面", "There is no such page")),
        ("/tasks/1/records", 405, ("没有这个页面", "There is no such page")),
    ],
)
def test_an_address_that_is_none_is_a_page_for_a_person(
    small_host: Host, path: str, status: int, told: tuple[str, str]
) -> None:
    """An address nobody can read answers a person with a page in their language, and a program with data."""
    for language, words in zip(("zh", "en"), told, strict=True):
        shown = small_host.web.get(f"{path}{'&' if '?' in path else '?'}lang={language}", headers=HTML)
        assert (shown.status_code, shown.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert words in shown.text
        assert {"zh": "返回", "en": "Back"}[language] in shown.text
    program = small_host.web.get(path)
    assert (program.status_code, program.headers["content-type"]) == (status, "application/json")


def test_a_record_refused_keeps_what_was_typed(small_host: Host) -> None:
    """A record refused comes back with every field as it was sent, under what was wrong; mended, it is filed."""
    record = _made(small_host)
    small_host.begin(record.on)
    task = small_host.task_of(record)
    path, who = f"/tasks/{task['task']}/records", HTML | {"X-Officer": str(record.visitors[0])}
    form = {"seen": str(task["version"]), "on": str(record.on), "method": "on_site", "outcome": "made"}
    form |= {"visitors": str(record.visitors[0]), "images": "", "note": '库存 <与> "账面" 一致'}
    form |= {f"answer.{one.question}": "no" for one in record.answers}
    page = small_host.web.post(path, params={"lang": "en"}, data=form, headers=who)
    assert page.status_code == 403
    assert "<strong>Visitors</strong>: Refused: on site, at least 2 visitors must be there" in page.text
    assert f'name="visitors" value="{form["visitors"]}"' in page.text
    assert "库存 &lt;与&gt; &quot;账面&quot; 一致</textarea>" in page.text
    assert page.text.count('<option value="no" selected>') == len(record.answers)
    assert f'<a href="/tasks/{task["task"]}?lang=zh">' in page.text
    form["visitors"] = " ".join(map(str, record.visitors))
    assert small_host.web.post(path, data=form, headers=who).status_code == 303


def test_a_record_that_came_too_late_is_still_there_to_copy(small_host: Host) -> None:
    """Who files a visit that somebody filed before is shown that record, and what they had typed themselves."""
    record = _made(small_host)
    path, fields = small_host.filled_in(record)
    assert small_host.file(record).status_code == 200
    form = {"seen": str(fields["seen"]), "on": str(record.on), "visitors": "lead-1 second-1", "note": "库存与账面一致"}
    page = small_host.web.post(path, data=form, headers=HTML | {"X-Officer": str(record.visitors[0])})
    assert page.status_code == 409
    assert "<li>备注：库存与账面一致</li>" in page.text
    assert "检查记录 HF-" in page.text


def test_a_return_refused_keeps_its_reason_and_a_return_shows_it(small_host: Host) -> None:
    """A return by the wrong person keeps its reason; one that stands is told to the visitor, beside what they filed."""
    record = _made(small_host)
    path, seen = _filed(small_host, record)
    form = {"move": "return", "seen": str(seen), "reason": "照片不清"}
    refused = small_host.web.post(path, data=form, headers=HTML | {"X-Officer": str(record.visitors[0])})
    assert refused.status_code == 403
    assert 'name="reason" value="照片不清"' in refused.text
    desk = small_host.who(Role.POST_LOAN_DESK)
    assert small_host.web.post(path, data=form, headers=HTML | {"X-Officer": desk}).status_code == 303
    page = small_host.web.get(path.removesuffix("/moves"), headers=HTML).text
    assert "退回原因：照片不清" in page
    assert f'name="visitors" value="{", ".join(map(str, record.visitors))}"' in page


def test_a_cure_refused_keeps_its_owner(small_host: Host) -> None:
    """A cure whose owner nobody knows comes back to the problems with the owner as typed, in its own line only."""
    first, _ = _one_that_finds_and_one_after(small_host)
    small_host.file(first)
    problem = small_host.web.get("/problems.json").json()[0]["problem"]
    headers = HTML | {"X-Officer": small_host.who(Role.POST_LOAN_DESK)}
    page = small_host.web.post(f"/problems/{problem}/fixes", data={"owner": "lead-9"}, headers=headers)
    assert page.status_code == 404
    assert page.text.count('value="lead-9"') == 1
    assert "<strong>责任人</strong>：没有这个编号" in page.text
    assert "问题与整改" in page.text
    gone = small_host.web.post("/tasks/999/records", data={"seen": "1", "note": "x"}, headers=headers)
    assert gone.status_code == 404
    assert "没有保存任何内容" in gone.text


def test_what_a_duty_lacks_is_told_in_both_languages(small_host: Host) -> None:
    """A record without the evidence demanded leaves its duty in part; page and answer say in words what is lacking."""
    record = next(one for one in small_host.records if any(paper.kind == "voucher" for paper in one.evidence))
    small_host.begin(record.on)
    path, fields = small_host.filled_in(record)
    answer = small_host.post(path, str(record.visitors[0]), **(fields | {"evidence": []})).json()
    assert {"zh": "用款凭证", "en": "proof of use of funds"} in answer["in_part"][0]["lacks"]
    page = path.removesuffix("/records")
    assert "尚缺：用款凭证" in small_host.web.get(page, params={"lang": "zh"}).text
    assert "still lacking: proof of use of funds" in small_host.web.get(page, params={"lang": "en"}).text


def test_the_wrong_person_is_403(host: Host) -> None:
    """Who was not there files nothing, and one visitor is not two."""
    record = _made(host)
    host.begin(record.on)
    path, fields = host.filled_in(record)
    _refused(host.post(path, "lead-2", **fields), 403, "ruling.only")
    _refused(host.file(record, visitors=[str(record.visitors[0])]), 403, "ruling.visitors")


def test_what_is_not_there_is_404(small_host: Host) -> None:
    """An unknown task, problem, cure, customer, officer or image is 404."""
    desk = small_host.who(Role.POST_LOAN_DESK)
    for path in ("/tasks/999", "/customers/B-99/journal.json"):
        _refused(small_host.web.get(path), 404, "id.absent")
    _refused(small_host.post("/tasks/999/moves", desk, move="accept", seen=1), 404, "id.absent")
    _refused(small_host.post("/problems/999/fixes", desk, owner="lead-1"), 404, "id.absent")
    _refused(small_host.post("/fixes/999/moves", desk, move="submit"), 404, "id.absent")
    _refused(small_host.post("/tasks/1/moves", "nobody", move="accept", seen=1), 404, "id.absent")
    page = {"seen": "1", "visitors": "lead-1", "on": "2026-03-31", "images": "IMG-0"}
    _refused(small_host.web.post("/tasks/1/records", data=page, headers={"X-Officer": "lead-1"}), 404, "id.absent")


def test_what_came_too_late_is_409(host: Host) -> None:
    """A form filled in on a visit that has moved since is refused, and so is a record of a visit already made."""
    record = _made(host)
    host.begin(record.on)
    _refused(host.file(record, seen=99), 409, "conflict")
    path, fields = host.filled_in(record)
    assert host.file(record).status_code == 200
    _refused(host.post(path, str(record.visitors[0]), **fields), 409, "conflict")
    seen = {"seen": _task(host, record).version}
    _refused(host.post(path, str(record.visitors[0]), **(fields | seen)), 409, "ruling.state")


def test_what_is_no_request_is_400(small_host: Host) -> None:
    """No officer, no object, no number, an unknown move, a day that is none or is past: each is 400 with its reason."""
    web, desk = small_host.web, small_host.who(Role.POST_LOAN_DESK)
    who = {"X-Officer": desk}
    _refused(web.post("/tasks/1/moves", json={}), 400, "key.missing")
    _refused(web.post("/tasks/1/moves", content=b"[" * 100_000, headers=who), 400, "type")
    _refused(web.post("/tasks/1/moves", content=b"[]", headers=who), 400, "type")
    _refused(web.post("/tasks/1/moves", content=b"\xff", headers=who), 400, "type")
    form = who | {"Content-Type": "application/x-www-form-urlencoded"}
    _refused(web.post("/tasks/1/moves", content=b"\xff", headers=form), 400, "type")
    _refused(small_host.post("/tasks/1/moves", desk, move="accept", seen="one"), 400, "type")
    _refused(small_host.post("/tasks/1/moves", desk, move="burn", seen=1), 400, "code")
    _refused(small_host.post("/day", desk, day="soon"), 400, "date.form")
    _refused(small_host.post("/day", desk, day="2026-03-30"), 400, "date.order")
    assert web.get("/tasks/0").status_code == 422


def test_who_acts_on_the_pages_is_chosen_there(small_host: Host) -> None:
    """The list of officers sets a cookie and takes it away again; the page shows who acts."""
    chosen = small_host.web.post("/officer", data={"code": "desk-1"})
    assert chosen.status_code == 303
    assert '<option value="desk-1" selected>' in small_host.web.get("/due").text
    sent_by = {"referer": f"{small_host.address}/tasks/1/records?lang=zh"}
    assert small_host.web.post("/officer", data={"code": "desk-1"}, headers=sent_by).headers["location"] == (
        "/tasks/1?lang=zh"
    )
    small_host.web.post("/officer", data={"code": ""})
    assert "selected" not in small_host.web.get("/due").text


def test_a_clock_set_back_sets_no_step_before_the_last(small_host: Host) -> None:
    """Where the clock runs back within a day, a step has the time of the last line of the journal."""
    record = _made(small_host)
    path, seen = _filed(small_host, record)
    early = evolve(small_host.bank, clock=lambda: NOON - timedelta(hours=3))
    with served(create_app(early)) as address:
        moved = small_host.post(f"{address}{path}", str(record.visitors[1]), move="co_sign", seen=seen)
    assert moved.status_code == 200
    told = small_host.web.get(f"/customers/{record.borrower}/journal.json").json()
    assert told[-1]["value"]["entry"]["at"] == told[-2]["value"]["entry"]["at"]


def test_the_front_leads_to_what_is_due(small_host: Host) -> None:
    """The bare address leads to the list of visits due."""
    assert small_host.web.get("/").headers["location"] == "/due"
    assert "/tasks/{task}/records" in small_host.web.get("/openapi.json").json()["paths"]


def test_the_demo_is_seeded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo fills empty tables, and opens filled ones as they are."""
    monkeypatch.setenv("LOANVISIT_HOST_URL", f"sqlite:///{tmp_path / 'demo.db'}")
    for _ in range(2):
        with served(demo()) as address:
            shown = httpx.get(f"{address}/due.json").json()
        assert len({one["customer"] for one in shown}) > 5
