"""A book of ten invented loans, made by hand; the other tests of `reporting` read it, and this one counts it."""

from datetime import date

from loanvisit.domain import (
    Accepts,
    Borrower,
    BorrowerFile,
    BorrowerId,
    ClauseId,
    Confidence,
    Discharge,
    DrawdownId,
    Exemption,
    FactName,
    Family,
    Finding,
    FindingId,
    FindingKind,
    FindingState,
    Loan,
    LoanId,
    LoanStatus,
    Method,
    MissReason,
    Money,
    Obligation,
    ObligationState,
    OfficerId,
    Outcome,
    PastFinding,
    PastVisit,
    PolicyId,
    Portfolio,
    RecordId,
    Remediation,
    RemediationId,
    RemediationState,
    Rule,
    Undetermined,
    Visit,
    VisitRecord,
    VisitState,
    Waiver,
    WaiverId,
    Weight,
    Window,
    five_tier,
)
from loanvisit.reporting import Briefing, Masthead, build_briefing
from loanvisit.words import Text, verbatim

AS_OF = date(2026, 3, 31)


def rule(clause: str, purpose: str, accepts: Accepts, zh: str, en: str) -> Rule:
    """A rule of an invented policy."""
    return Rule(
        policy=PolicyId("bank.example"),
        version="1",
        clause=ClauseId(clause),
        title=Text(zh=zh, en=en),
        purpose=purpose,
        accepts=accepts,
        visitors=2 if accepts is Accepts.ON_SITE else 1,
        citation=Text(zh="虚构规程", en="invented rule"),
        confidence=Confidence.PRACTICE,
    )


FIRST = rule("first", "first_check", Accepts.ON_SITE, "首次检查", "first check")
ROUTINE = rule("routine", "routine", Accepts.INTERVIEW_OR_ON_SITE, "常规检查", "routine check")
SITE = rule("site", "routine", Accepts.ON_SITE, "常规检查", "routine check")
MATURITY = rule("maturity", "pre_maturity", Accepts.INTERVIEW_OR_ON_SITE, "到期前检查", "pre-maturity check")
SPECIAL = rule("special", "special", Accepts.ON_SITE, "专项检查", "special check")
WATCH = rule("watch", "routine", Accepts.DATA, "账户监测", "account monitoring")


def duty(
    demanded: Rule,
    loan: str,
    opens: date,
    last: date,
    *,
    done: date | None = None,
    record: str | None = None,
    state: ObligationState = ObligationState.OPEN,
) -> Obligation:
    """A duty about a loan, met on `done` where given."""
    return Obligation(
        rule=demanded,
        subject=LoanId(loan),
        loans=(LoanId(loan),),
        window=Window(opens=opens, last=last),
        raw=last,
        anchor=f"{opens.isoformat()}",
        anchored_on=opens,
        state=ObligationState.FULFILLED if done is not None else state,
        discharge=None if done is None else Discharge(on=done, record=None if record is None else RecordId(record)),
    )


def kind(code: str, family: Family, weight: Weight, title: tuple[str, str], remedy: tuple[str, str]) -> FindingKind:
    """A row of an invented catalogue."""
    return FindingKind(
        code=code,
        category="use",
        family=family,
        title=Text(zh=title[0], en=title[1]),
        weight=weight,
        cure_days=10,
        remedy=Text(zh=remedy[0], en=remedy[1]),
    )


DIVERTED = kind(
    "F01",
    Family.BORROWER,
    Weight.S1,
    ("信贷资金被挪用", "proceeds diverted"),
    ("提前收回、停止用款、下调分类", "recall, stop drawing, downgrade"),
)
REVENUE = kind(
    "F09",
    Family.BORROWER,
    Weight.S2,
    ("营业收入同比下降", "revenue down on the year"),
    ("核减额度、要求还款计划", "reduce the limit, ask for a plan"),
)
VOUCHER = kind(
    "F04", Family.BORROWER, Weight.S3, ("用款凭证缺失", "vouchers missing"), ("补齐凭证", "supply the vouchers")
)
STOCK = kind(
    "F11", Family.BORROWER, Weight.S3, ("存货异常增加", "stock abnormally high"), ("盘点存货", "count the stock")
)
OVERDUE = kind("F47", Family.BANK, Weight.S3, ("检查逾期", "visit overdue"), ("立即补检", "make the visit now"))
PAPERS = kind("F48", Family.BANK, Weight.S4, ("贷后资料不完整", "file incomplete"), ("补齐资料", "complete the file"))


def finding(
    number: str,
    row: FindingKind,
    borrower: str,
    loan: str | None,
    days: tuple[date, date],
    *,
    state: FindingState = FindingState.OPEN,
    closed: date | None = None,
    repeats: str | None = None,
) -> Finding:
    """A finding about a loan, or about the borrower alone."""
    return Finding(
        id=FindingId(number),
        kind=row,
        weight=row.weight,
        borrower=BorrowerId(borrower),
        found_on=days[0],
        due_on=days[1],
        loans=() if loan is None else (LoanId(loan),),
        state=state,
        closed_on=closed,
        repeats=None if repeats is None else FindingId(repeats),
    )


def cure(
    number: str,
    of: str,
    borrower: str,
    opened: date,
    due: date,
    *,
    state: RemediationState = RemediationState.NOTIFIED,
    extended: date | None = None,
    verified: date | None = None,
    owner: str = "li",
) -> Remediation:
    """A cure of a finding."""
    return Remediation(
        id=RemediationId(number),
        finding=FindingId(of),
        borrower=BorrowerId(borrower),
        owner=OfficerId(owner),
        demand=verbatim("限期整改"),
        opened_on=opened,
        due_on=due,
        extended_to=extended,
        extension_reason=None if extended is None else "待第三方资料",
        state=state,
        verified_on=verified,
    )


def record(
    number: str, of: Visit, on: date, *, visitors: tuple[str, ...] = ("li", "qian"), outcome: Outcome = Outcome.MADE
) -> VisitRecord:
    """The record of a visit."""
    return VisitRecord(
        id=RecordId(number),
        visit=of.id,
        borrower=of.borrower,
        on=on,
        method=of.method,
        visitors=tuple(OfficerId(name) for name in visitors),
        outcome=outcome,
        miss_reason=MissReason.BORROWER if outcome is Outcome.MISSED else None,
    )


def visit(
    borrower: str,
    method: Method,
    *covers: Obligation,
    state: VisitState = VisitState.PLANNED,
    who: tuple[str, ...] = (),
) -> Visit:
    """A visit that covers some duties."""
    return Visit(
        borrower=BorrowerId(borrower),
        method=method,
        window=covers[0].window,
        covers=covers,
        state=state,
        visitors=tuple(OfficerId(name) for name in who),
    )


def loan(
    number: str,
    borrower: str,
    amounts: tuple[str, str | None],
    grade: str,
    term: tuple[date, date],
    *,
    currency: str = "CNY",
    status: LoanStatus = LoanStatus.LIVE,
) -> Loan:
    """A loan of so many ten thousands from one day to another, with what is still owed on it."""
    wan, balance = amounts
    return Loan.drawn_once(
        id=LoanId(number),
        borrower=BorrowerId(borrower),
        product="working_capital",
        principal=Money(f"{wan}0000.00", currency),
        disbursed_on=term[0],
        matures_on=term[1],
        risk=five_tier(grade),
        status=status,
        facts={} if balance is None else {"balance": Money(balance, currency)},
    )


def borrower(number: str, manager: str | None = "li") -> Borrower:
    """A borrower with a name that no page may show."""
    return Borrower(
        id=BorrowerId(number),
        name=f"虚构企业{number}有限公司",
        manager=None if manager is None else OfficerId(manager),
    )


Q1 = (date(2026, 1, 1), AS_OF)
MARCH = (date(2026, 3, 1), AS_OF)


def _lathe() -> BorrowerFile:
    """Two loans: one with its money diverted, its cure running; a first check done late."""
    first = duty(FIRST, "L-1001", date(2025, 11, 30), date(2025, 12, 15), done=date(2025, 12, 22), record="R-1")
    routine = duty(ROUTINE, "L-1001", *Q1, done=date(2026, 3, 12), record="R-2")
    site = duty(SITE, "L-1002", date(2026, 2, 1), date(2026, 2, 28))
    watch = [
        duty(WATCH, "L-1001", *MARCH, done=date(2026, 3, 31)),
        duty(WATCH, "L-1002", *MARCH, done=date(2026, 3, 31)),
    ]
    seen = [
        visit("B-01", Method.ON_SITE, first, state=VisitState.FILED),
        visit("B-01", Method.ON_SITE, routine, state=VisitState.SUBMITTED),
        visit("B-01", Method.ON_SITE, site, who=("li", "qian")),
    ]
    return BorrowerFile(
        borrower=borrower("B-01"),
        loans=(
            loan("L-1001", "B-01", ("300", "3000000.00"), "special_mention", (date(2025, 11, 30), date(2026, 11, 30))),
            loan("L-1002", "B-01", ("1250", "9800000.00"), "special_mention", (date(2025, 6, 30), date(2027, 6, 30))),
        ),
        obligations=(first, routine, site, *watch),
        visits=tuple(seen),
        records=(record("R-1", seen[0], date(2025, 12, 22)), record("R-2", seen[1], date(2026, 3, 12))),
        findings=(
            finding(
                "FD-01",
                DIVERTED,
                "B-01",
                "L-1001",
                (date(2026, 3, 12), date(2026, 4, 9)),
                state=FindingState.IN_REMEDIATION,
            ),
            finding(
                "FD-02",
                OVERDUE,
                "B-01",
                "L-1002",
                (date(2026, 3, 1), date(2026, 3, 6)),
                state=FindingState.IN_REMEDIATION,
            ),
        ),
        remediations=(
            cure("C-01", "FD-01", "B-01", date(2026, 3, 13), date(2026, 4, 9)),
            cure("C-02", "FD-02", "B-01", date(2026, 3, 2), date(2026, 3, 6), owner="wang"),
        ),
    )


def _yarn() -> BorrowerFile:
    """Revenue down: the cure was extended; a refused visit; a duty waived."""
    special = duty(SPECIAL, "L-1003", date(2026, 3, 5), date(2026, 3, 15), done=date(2026, 3, 14), record="R-3")
    routine = duty(ROUTINE, "L-1003", *Q1, done=date(2026, 3, 14), record="R-3")
    waived = duty(SITE, "L-1003", *Q1, state=ObligationState.WAIVED)
    seen = visit("B-02", Method.ON_SITE, special, routine, state=VisitState.ACCEPTED)
    missed = visit("B-02", Method.ON_SITE, waived, state=VisitState.MISSED)
    return BorrowerFile(
        borrower=borrower("B-02", "zhao"),
        loans=(loan("L-1003", "B-02", ("860", "8600000.00"), "substandard", (date(2025, 4, 1), date(2026, 9, 30))),),
        obligations=(special, routine, waived, duty(WATCH, "L-1003", *MARCH, done=date(2026, 3, 31))),
        visits=(seen, missed),
        records=(
            record("R-3", seen, date(2026, 3, 14), visitors=("zhao", "sun")),
            record("R-4", missed, date(2026, 3, 3), outcome=Outcome.MISSED),
        ),
        findings=(
            finding(
                "FD-03",
                REVENUE,
                "B-02",
                "L-1003",
                (date(2026, 1, 20), date(2026, 2, 19)),
                state=FindingState.IN_REMEDIATION,
                repeats="PF-3",
            ),
            finding(
                "FD-04",
                STOCK,
                "B-02",
                "L-1003",
                (date(2025, 12, 10), date(2026, 1, 9)),
                state=FindingState.IN_REMEDIATION,
            ),
        ),
        remediations=(
            cure(
                "C-03", "FD-03", "B-02", date(2026, 1, 21), date(2026, 2, 19), extended=date(2026, 4, 20), owner="zhao"
            ),
            cure(
                "C-04",
                "FD-04",
                "B-02",
                date(2025, 12, 11),
                date(2026, 1, 9),
                state=RemediationState.SUBMITTED,
                owner="zhao",
            ),
        ),
        waivers=(
            Waiver(
                id=WaiverId("W-1"),
                about=waived.id,
                approver=OfficerId("head"),
                reason="停产检修",
                granted_on=date(2026, 3, 4),
                expires_on=date(2026, 6, 30),
            ),
        ),
        past_findings=(
            PastFinding(id=FindingId("PF-1"), borrower=BorrowerId("B-02"), closed=True, closed_on=date(2025, 8, 8)),
            PastFinding(id=FindingId("PF-2"), borrower=BorrowerId("B-02"), closed=False),
            PastFinding(id=FindingId("PF-3"), borrower=BorrowerId("B-02"), closed=True),
        ),
        past_known_from=date(2025, 6, 30),
    )


def _plain(
    number: str,
    loans: tuple[Loan, ...],
    *,
    done: date | None,
    method: Method = Method.INTERVIEW,
    manager: str | None = "li",
) -> BorrowerFile:
    """A quiet borrower: a quarterly check and monthly monitoring."""
    duties = [
        duty(ROUTINE, one.id.value, *Q1, done=done, record=None if done is None else f"R-{number}") for one in loans
    ]
    watch = [duty(WATCH, one.id.value, *MARCH, done=date(2026, 3, 31)) for one in loans]
    seen = visit(number, method, *duties, state=VisitState.PLANNED if done is None else VisitState.SIGNED_OFF)
    return BorrowerFile(
        borrower=borrower(number, manager),
        loans=loans,
        obligations=(*duties, *watch),
        visits=(seen,),
        records=() if done is None else (record(f"R-{number}", seen, done, visitors=("sun",)),),
    )


def ten_loans() -> Portfolio:
    """Ten loans of eight borrowers as of the end of a quarter, with something of everything."""
    tools = _plain(
        "B-03",
        (loan("L-1004", "B-03", ("500", "5000000.00"), "pass", (date(2025, 9, 1), date(2026, 9, 1))),),
        done=date(2026, 2, 11),
    )
    pair = (
        loan("L-1005", "B-04", ("2000", "18500000.00"), "pass", (date(2024, 5, 8), date(2027, 5, 8))),
        loan("L-1006", "B-04", ("150", None), "pass", (date(2026, 1, 15), date(2027, 1, 15))),
    )
    grain = _plain(
        "B-05",
        (loan("L-1007", "B-05", ("80", "620000.00"), "pass", (date(2025, 3, 3), date(2028, 3, 3))),),
        done=None,
        manager=None,
    )
    ship = _plain(
        "B-06",
        (
            loan(
                "L-1008",
                "B-06",
                ("120", "1200000.00"),
                "pass",
                (date(2025, 10, 10), date(2026, 10, 10)),
                currency="USD",
            ),
        ),
        done=date(2026, 3, 30),
        method=Method.ON_SITE,
    )
    shop = _plain(
        "B-07",
        (loan("L-1009", "B-07", ("45", "450000.00"), "pass", (date(2025, 7, 7), date(2026, 7, 7))),),
        done=date(2026, 3, 20),
    )
    gone = BorrowerFile(
        borrower=borrower("B-08"),
        loans=(
            loan(
                "L-1010", "B-08", ("60", None), "pass", (date(2024, 1, 8), date(2026, 1, 8)), status=LoanStatus.SETTLED
            ),
        ),
        obligations=(duty(MATURITY, "L-1010", date(2025, 12, 9), date(2025, 12, 24), done=date(2025, 12, 20)),),
        past=(PastVisit(on=date(2025, 12, 20), method=Method.INTERVIEW, loans=[LoanId("L-1010")]),),
    )
    busy = _plain("B-04", pair, done=date(2026, 3, 25), method=Method.ON_SITE, manager="wang")
    return Portfolio(as_of=AS_OF, files=(_lathe(), _yarn(), tools, _more(busy), grain, ship, shop, gone))


def _more(file: BorrowerFile) -> BorrowerFile:
    """Papers missing and put right; a first check lapsed; a later period projected."""
    return BorrowerFile(
        borrower=file.borrower,
        loans=file.loans,
        visits=file.visits,
        records=file.records,
        obligations=(
            *file.obligations,
            duty(FIRST, "L-1006", date(2026, 1, 15), date(2026, 1, 30), done=date(2026, 1, 28)),
            duty(MATURITY, "L-1006", date(2026, 12, 1), date(2026, 12, 31)),
        ),
        findings=(
            finding(
                "FD-05",
                VOUCHER,
                "B-04",
                "L-1006",
                (date(2026, 1, 28), date(2026, 2, 12)),
                state=FindingState.CLOSED,
                closed=date(2026, 2, 10),
            ),
            finding("FD-06", PAPERS, "B-04", None, (date(2026, 3, 25), date(2026, 4, 9))),
        ),
        remediations=(
            cure(
                "C-05",
                "FD-05",
                "B-04",
                date(2026, 1, 29),
                date(2026, 2, 12),
                state=RemediationState.VERIFIED,
                verified=date(2026, 2, 10),
            ),
        ),
    )


def masthead(*, sample: bool = True) -> Masthead:
    """The head of an invented issue."""
    return Masthead(
        title=Text(zh="贷款回访工作简报", en="Post-loan visits: work briefing"),
        number=3,
        running_number=27,
        unit=Text(zh="虚构银行示例分行贷后管理部", en="Example Branch, Post-loan Desk"),
        issuer=Text(zh="张示例", en="Zhang Shili"),
        issued_on=date(2026, 4, 2),
        secrecy=Text(zh="内部资料", en="Internal"),
        sample=sample,
        report_to=Text(zh="分行行长室、风险管理委员会", en="branch management, risk committee"),
        copy_to=Text(zh="公司业务部、审计部", en="corporate banking, audit"),
        circulate_to=Text(zh="各支行", en="all sub-branches"),
        editor="sun",
        checker="zhou",
        copies=20,
    )


def ten_loan_briefing(*, sample: bool = True) -> Briefing:
    """The briefing of the ten loans."""
    return build_briefing(
        ten_loans(),
        masthead=masthead(sample=sample),
        exempt=(
            Exemption(
                clause=ClauseId("maturity"),
                subject=LoanId("L-1005"),
                fact=FactName("matures_on"),
                value=verbatim("2027-05-08"),
            ),
            Exemption(
                clause=ClauseId("first"),
                subject=DrawdownId("L-1007/1"),
                fact=FactName("past_known_from"),
                value=verbatim("—"),
            ),
        ),
        undetermined=(
            Undetermined(clause=ClauseId("special"), subject=LoanId("L-1007"), missing=(FactName("risk.since"),)),
        ),
    )


COUNTED_BY_HAND = {
    "book.borrowers": 8,
    "book.loans": 10,
    "book.live": 9,
    "book.status.settled": 1,
    "book.currency.CNY.loans": 8,
    "book.no_balance": 1,
    "duties.people.due": 13,
    "duties.people.on_time": 10,
    "duties.people.late": 1,
    "duties.people.not_done": 2,
    "duties.people.overdue": 1,
    "duties.people.fallen_due": 12,
    "duties.machine.due": 9,
    "duties.machine.on_time": 9,
    "duties.total.due": 22,
    "duties.total.exempt": 2,
    "duties.total.undetermined": 1,
    "duties.total.waived": 1,
    "duties.routine.interview_or_on_site.due": 8,
    "visits.on_site": 5,
    "visits.interview": 2,
    "visits.not_made": 1,
    "visits.past": 1,
    "visits.unreviewed": 1,
    "problems.borrower.S1.standing": 1,
    "problems.borrower.total.found": 4,
    "problems.bank.total.found": 2,
    "problems.all.found": 6,
    "problems.repeated": 1,
    "cures.total.issued": 5,
    "cures.total.closed": 1,
    "cures.total.overdue": 2,
    "cures.total.extended": 1,
    "cures.total.not_yet_due": 1,
    "cures.total.answered": 1,
    "cures.longest_overdue_days": 81,
    "ageing.borrower.30": 1,
    "ageing.borrower.90": 1,
    "ageing.borrower.180": 1,
    "past.total": 3,
    "past.closed_day_unknown": 1,
}


def test_the_figures_are_those_counted_by_hand() -> None:
    """The ten loans give the figures that a clerk counts with a pencil."""
    briefing = ten_loan_briefing()
    assert {key: briefing.figure(key).value for key in COUNTED_BY_HAND} == COUNTED_BY_HAND


def test_the_amounts_are_those_added_by_hand() -> None:
    """Amounts are added up within a currency only, a loan without a balance left out of the balances."""
    briefing = ten_loan_briefing()
    assert briefing.figure("book.currency.CNY.principal").value == Money("51850000.00", "CNY")
    assert briefing.figure("book.currency.CNY.balance").value == Money("45970000.00", "CNY")
    assert briefing.figure("book.currency.USD.principal").value == Money("1200000.00", "USD")


def test_a_share_shows_both_its_parts() -> None:
    """People's duties and data duties have each a rate of their own, and the total has none."""
    briefing = ten_loan_briefing()
    assert briefing.figure("duties.people.on_time_rate").text.zh == "83.3%(10/12)"
    assert briefing.figure("duties.machine.on_time_rate").text.zh == "100.0%(9/9)"
    assert [figure.key for figure in briefing.figures if figure.key.startswith("duties.total") and figure.of] == []


def test_a_figure_walks_back_to_its_rows() -> None:
    """The rows of a figure are the very values of the book."""
    overdue = ten_loan_briefing().figure("duties.total.overdue")
    (row,) = overdue.rows()
    assert row in ten_loans().files[0].obligations
    assert overdue.ids == ("site~~L-1002~~2026-02-01",)


def test_a_waived_duty_is_beside_the_count() -> None:
    """A duty waived is neither due nor exempt; it is counted apart, and the clause's exemption stays its own answer."""
    briefing = ten_loan_briefing()
    assert briefing.figure("duties.total.waived").ids == ("site~~L-1003~~2026-01-01",)
    assert briefing.figure("duties.routine.on_site.due").ids == ("site~~L-1002~~2026-02-01",)
