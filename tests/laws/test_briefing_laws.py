"""Laws of the briefing: the figures add up, the two languages agree, no text from outside becomes markup."""

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Protocol, TypeVar

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    Accepts,
    BorrowerFile,
    BorrowerId,
    ClauseId,
    Discharge,
    Exemption,
    FactName,
    Family,
    Finding,
    FindingId,
    FindingState,
    Loan,
    LoanId,
    LoanStatus,
    Method,
    Money,
    Obligation,
    ObligationId,
    ObligationState,
    OfficerId,
    Outcome,
    PastFinding,
    PastVisit,
    Portfolio,
    RecordId,
    Remediation,
    RemediationId,
    RemediationState,
    Undetermined,
    VisitRecord,
    Waiver,
    WaiverId,
    Weight,
    Window,
    five_tier,
)
from loanvisit.domain.exact import is_clean
from loanvisit.domain.obligation import subject_text
from loanvisit.reporting import Briefing, Masthead, build_briefing, to_html, to_markdown
from loanvisit.reporting.plain import visible
from loanvisit.words import LANGUAGES, verbatim
from tests.unit import test_reporting_book as hand

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

AS_OF = hand.AS_OF
RULES = (hand.FIRST, hand.ROUTINE, hand.SITE, hand.MATURITY, hand.SPECIAL, hand.WATCH)
KINDS = (hand.DIVERTED, hand.REVENUE, hand.VOUCHER, hand.OVERDUE, hand.PAPERS)
PAGES = (to_markdown, to_html)

near = st.integers(-400, 60).map(lambda offset: AS_OF + timedelta(days=offset))
after = st.integers(0, 120).map(lambda days: timedelta(days=days))
amounts = st.none() | st.builds(
    lambda units, currency: Money(f"{units}.00", currency),
    st.integers(0, 3 * 10**9),
    st.sampled_from(["CNY", "CNY", "USD"]),
)


@st.composite
def duties(draw: st.DrawFn, place: int, loan: LoanId) -> Obligation:
    opens = draw(near)
    last = opens + draw(after)
    state = draw(st.sampled_from(ObligationState))
    on = opens + draw(after)
    met = state is ObligationState.FULFILLED and draw(st.integers(0, 9)) > 0
    return Obligation(
        rule=draw(st.sampled_from(RULES)),
        subject=loan,
        loans=(loan,),
        window=Window(opens=opens, last=last),
        raw=last,
        anchor=f"{place}",
        anchored_on=opens,
        state=state,
        discharge=Discharge(on=on, record=RecordId("R-1")) if met else None,
    )


@st.composite
def findings(draw: st.DrawFn, place: int, file: BorrowerId, loan: LoanId) -> Finding:
    found = draw(near)
    state = draw(st.sampled_from(FindingState))
    closed = found + draw(after) if state is FindingState.CLOSED and draw(st.booleans()) else None
    row = draw(st.sampled_from(KINDS))
    return Finding(
        id=FindingId(f"FD-{file}-{place}"),
        kind=row,
        weight=draw(st.sampled_from(Weight)),
        borrower=file,
        found_on=found,
        due_on=found + draw(after),
        loans=draw(st.sampled_from([(), (loan,)])),
        state=state,
        closed_on=closed,
    )


@st.composite
def cures(draw: st.DrawFn, place: int, finding: Finding | None, file: BorrowerId) -> Remediation:
    opened = draw(near)
    due = opened + draw(after)
    state = draw(st.sampled_from(RemediationState))
    return Remediation(
        id=RemediationId(f"C-{file}-{place}"),
        finding=FindingId("elsewhere") if finding is None else finding.id,
        borrower=file,
        owner=OfficerId(draw(st.sampled_from(["li", "wang"]))),
        demand=verbatim("—"),
        opened_on=opened,
        due_on=due,
        extended_to=draw(st.none() | after.map(lambda days: due + days)),
        state=state,
        verified_on=opened + draw(after) if state is RemediationState.VERIFIED and draw(st.booleans()) else None,
    )


@st.composite
def records(draw: st.DrawFn, place: int, file: BorrowerId) -> VisitRecord:
    return VisitRecord(
        id=RecordId(f"R-{place}"),
        visit=hand.visit(file.value, Method.ON_SITE, hand.duty(hand.SITE, "L", AS_OF, AS_OF)).id,
        borrower=file,
        on=draw(near),
        method=draw(st.sampled_from(Method)),
        visitors=[OfficerId(name) for name in draw(st.sampled_from(["a", "ab"]))],
        outcome=draw(st.sampled_from([Outcome.MADE, Outcome.MADE, Outcome.REFUSED])),
        void=draw(st.booleans()),
    )


@st.composite
def files(draw: st.DrawFn, number: int) -> BorrowerFile:
    """A borrower's file with a little of everything, in every state, some of it after the day."""
    file, loan = BorrowerId(f"B-{number}"), LoanId(f"L-{number}")
    some = st.integers(0, 3).map(range)
    found = tuple(draw(findings(place, file, loan)) for place in draw(some))
    whose = st.sampled_from([*found, None])
    owed = tuple(draw(duties(place, loan)) for place in draw(some))
    waived: list[FindingId | ObligationId] = [*(one.id for one in found), *(one.id for one in owed)]
    return BorrowerFile(
        borrower=hand.borrower(file.value, draw(st.sampled_from([None, "li"]))),
        loans=(
            Loan(
                id=loan,
                borrower=file,
                principal=draw(amounts),
                risk=draw(st.none() | st.sampled_from(["pass", "loss"]).map(five_tier)),
                status=draw(st.sampled_from([LoanStatus.LIVE, LoanStatus.LIVE, LoanStatus.SETTLED])),
            ),
        ),
        obligations=owed,
        findings=found,
        remediations=tuple(draw(cures(place, draw(whose), file)) for place in draw(some)),
        records=tuple(draw(records(place, file)) for place in draw(some)),
        past=tuple(PastVisit(on=draw(near), borrower=file) for _ in draw(st.integers(0, 1).map(range))),
        past_findings=tuple(
            PastFinding(
                id=FindingId(f"PF-{number}-{place}"),
                borrower=file,
                found_on=draw(st.none() | near),
                closed=draw(st.sampled_from([None, True, False])),
                closed_on=draw(st.none() | near),
            )
            for place in draw(some)
        ),
        waivers=tuple(
            Waiver(
                id=WaiverId(f"W-{number}-{place}"),
                about=about,
                approver=OfficerId("head"),
                reason="—",
                granted_on=AS_OF - timedelta(days=90),
                expires_on=AS_OF + timedelta(days=draw(st.integers(-60, 60))),
            )
            for place, about in enumerate(waived)
            if draw(st.booleans())
        ),
        past_known_from=draw(st.none() | near),
    )


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    book = Portfolio(as_of=AS_OF, files=tuple(draw(files(number)) for number in range(draw(st.integers(0, 3)))))
    clause = st.sampled_from(["first", "watch", "unheard_of"]).map(ClauseId)
    return build_briefing(
        book,
        masthead=hand.masthead(sample=draw(st.booleans())),
        exempt=[
            Exemption(clause=draw(clause), subject=LoanId("L-0"), fact=FactName("product"), value=verbatim("—"))
            for _ in draw(st.integers(0, 2).map(range))
        ],
        undetermined=[
            Undetermined(clause=draw(clause), subject=LoanId("L-0"), missing=(FactName("risk.since"),))
            for _ in draw(st.integers(0, 2).map(range))
        ],
    )


def _number(briefing: Briefing, key: str) -> int:
    value = briefing.figure(key).value
    assert value is None or type(value) is int
    return value or 0


@given(briefings())
def test_every_duty_stands_in_one_column(briefing: Briefing) -> None:
    """Due is on time, late and not done together; overdue is part of not done; every opened duty is somewhere once."""
    rows = {figure.key.rpartition(".")[0] for figure in briefing.figures if figure.key.endswith(".due")}
    for row in rows:
        due, *parts = (_number(briefing, f"{row}.{name}") for name in ("due", "on_time", "late", "not_done", "overdue"))
        assert due == sum(parts[:3])
        assert parts[3] <= parts[2]
    opened = [duty for file in briefing.snapshot.book.files for duty in file.obligations if duty.window.opens <= AS_OF]
    counted = [
        row for name in ("due", "waived", "lapsed", "no_day") for row in briefing.figure(f"duties.total.{name}").rows()
    ]
    assert sorted(duty.id for duty in opened) == sorted(row.id for row in counted if isinstance(row, Obligation))


@given(briefings())
def test_totals_are_the_sum_of_what_is_listed(briefing: Briefing) -> None:
    """In each table a sum is the sum of its rows: by people, by data, altogether; by weight; by whose cure."""
    for column in ("due", "on_time", "late", "not_done", "overdue", "exempt", "undetermined"):
        for side, methods in (("people", set(Accepts) - {Accepts.DATA}), ("machine", {Accepts.DATA})):
            kinds = [
                figure.number
                for figure in briefing.figures
                if re.fullmatch(rf"duties\.\w+\.({'|'.join(one.value for one in methods)})\.{column}", figure.key)
            ]
            assert _number(briefing, f"duties.{side}.{column}") == sum(kinds)
        sides = ("people", "machine", "other")
        parts = sum(_number(briefing, f"duties.{side}.{column}") for side in sides)
        assert _number(briefing, f"duties.total.{column}") == parts
    for family in Family:
        for column in ("found", "open", "in_remediation", "closed", "waived"):
            parts = sum(_number(briefing, f"problems.{family.value}.{one.value}.{column}") for one in Weight)
            assert _number(briefing, f"problems.{family.value}.total.{column}") == parts
    sums = [_number(briefing, f"problems.{family.value}.total.found") for family in Family]
    assert _number(briefing, "problems.all.found") == sum(sums)


@given(briefings())
def test_the_cures_add_up(briefing: Briefing) -> None:
    """Closed, overdue, extended and not yet due are what was issued, for each family and altogether."""
    for side in ("borrower", "bank", "unknown", "total"):
        parts = [_number(briefing, f"cures.{side}.{name}") for name in ("closed", "overdue", "extended", "not_yet_due")]
        assert _number(briefing, f"cures.{side}.issued") == sum(parts)
    for family in Family:
        ages = [_number(briefing, f"ageing.{family.value}.{name}") for name in ("30", "90", "180", "more")]
        assert _number(briefing, f"ageing.{family.value}.total") == sum(ages)
        standing = [_number(briefing, f"problems.{family.value}.{one.value}.standing") for one in Weight]
        assert sum(ages) == sum(standing)
    assert _number(briefing, "past.total") == sum(
        _number(briefing, f"past.{name}") for name in ("closed", "open", "closed_day_unknown", "unknown")
    )


@given(briefings())
def test_a_figure_is_its_rows(briefing: Briefing) -> None:
    """A count is the number of its rows, an amount their sum, a share has its numerator's rows, days have theirs."""
    for figure in briefing.figures:
        rows = figure.rows()
        if figure.key.endswith("_days"):
            assert len(rows) == bool(figure.number)
        elif figure.key.startswith("closing."):
            assert figure.is_missing == (rows == ())
        elif isinstance(figure.value, Money):
            assert len(rows) >= 1
            owed = [row.principal for row in rows if isinstance(row, Loan)]
            assert figure.value.amount == sum(money.amount for money in owed if money is not None)
        else:
            assert figure.number == len(rows) == len(figure.ids)
            assert figure.of is None or figure.number <= figure.of
            assert not figure.is_missing or rows == ()


@given(briefings())
def test_a_number_is_one_figure(briefing: Briefing) -> None:
    """What text and tables print is the very figure found under its key."""
    for section in briefing.sections:
        for figure in section.figures:
            assert briefing.figure(figure.key) is figure


@given(briefings())
def test_both_languages_carry_the_same_numbers(briefing: Briefing) -> None:
    """Every number and day on the Chinese page stands on the English one, in the same order; amounts in their place."""
    for page in PAGES:
        chinese, english = (_numbers(page(briefing, language)) for language in LANGUAGES)
        assert chinese == english


AMOUNT = re.compile(r"-?[\d,.]+ [万亿]|[A-Z]{3} -?[\d,.]*\d")


def _numbers(page: str) -> list[str]:
    """Return the numbers of a page without zeros before them, each amount as a mark: its unit is its language's own."""
    return [found.lstrip("0") or "0" for found in re.findall(r"¤|\d+", AMOUNT.sub("¤", page))]


T = TypeVar("T")


@given(briefings(), st.data())
def test_the_order_of_the_input_changes_no_byte(briefing: Briefing, data: st.DataObject) -> None:
    """The same values in another order give the same page, byte for byte."""

    def shuffled(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(data.draw(st.permutations(items)))

    ground = briefing.snapshot
    turned = [
        evolve(
            file,
            obligations=shuffled(file.obligations),
            findings=shuffled(file.findings),
            remediations=shuffled(file.remediations),
            records=shuffled(file.records),
            past_findings=shuffled(file.past_findings),
            waivers=shuffled(file.waivers),
        )
        for file in ground.book.files
    ]
    again = build_briefing(
        Portfolio(as_of=AS_OF, files=shuffled(tuple(turned))),
        masthead=ground.masthead,
        exempt=shuffled(ground.exempt),
        undetermined=shuffled(ground.undetermined),
    )
    for page in PAGES:
        for language in LANGUAGES:
            assert page(again, language) == page(briefing, language)


@given(briefings())
def test_the_summary_is_short_names_the_gravest_and_ends_in_the_request(briefing: Briefing) -> None:
    """At most five sentences; every loan with a critical problem open is named; the request comes last."""
    (summary,) = briefing.sections[0].paragraphs
    assert summary.text.zh.count("。") <= 5
    assert summary.text.zh.rsplit("。", 2)[1].startswith("请示：")
    for family in Family:
        for row in briefing.figure(f"problems.{family.value}.S1.standing").rows():
            assert isinstance(row, Finding)
            for subject in row.loans or (row.borrower,):
                assert subject_text(subject).zh in summary.text.zh


@given(briefings(), st.integers(1, 400))
def test_what_happens_later_is_not_seen(briefing: Briefing, days: int) -> None:
    """A record, a problem or a cure of a later day changes no figure."""
    later = AS_OF + timedelta(days=days)
    ground = briefing.snapshot
    if not ground.book.files:
        return
    first, *rest = ground.book.files
    found = hand.finding("FD-later", hand.DIVERTED, first.id.value, None, (later, later))
    grown = evolve(
        first,
        findings=(*first.findings, found),
        remediations=(*first.remediations, hand.cure("C-later", "FD-later", first.id.value, later, later)),
        obligations=(*first.obligations, hand.duty(hand.SPECIAL, "L-0", later, later)),
        past_findings=(*first.past_findings, PastFinding(id=FindingId("PF-later"), borrower=first.id, found_on=later)),
    )
    if not (first.findings and first.obligations):
        return
    after_it = build_briefing(
        Portfolio(as_of=AS_OF, files=(grown, *rest)),
        masthead=ground.masthead,
        exempt=ground.exempt,
        undetermined=ground.undetermined,
    )
    numbers = {figure.key: (figure.value, figure.of) for figure in briefing.figures}
    kept = {figure.key: (figure.value, figure.of) for figure in after_it.figures if figure.key in numbers}
    assert kept == numbers
    assert all(not figure.number for figure in after_it.figures if figure.key not in numbers)


# --- Text from outside ---------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "</td></tr></table><h1>x",
    '" onmouseover="x',
    "' style='x",
    "--><b>",
    "]]>&lt;b&gt;&#60;i&#62;",
    "**x** _x_ `x` ~~x~~ $x$",
    "[x](javascript:x) ![x](http://x.example/x.png)",
    "https://x.example www.x.example x@x.example",
    "# x",
    "- x",
    "+ x",
    "1. x",
    "1) x",
    "> x",
    "=== ---",
    "| x | x |",
    "a\n\n<div>\n# x",
    "\\| \\",
    "    x",
    "&amp;&nbsp;",
    "[x]: /x",
    "<http://x.example>",
    "{0.__class__} {x} %s",
)
hostile = st.sampled_from(HOSTILE) | st.text(
    alphabet=st.sampled_from("<>&\"'`*_[]()!#|\\/:=-+.~1x\n\t\u202e\u200b\ufeff\x07@$ "), min_size=1, max_size=30
)


def _spoken(text: str) -> Briefing:
    """The ten loans, with every text that comes from outside replaced, ids and all that a bank may write."""
    said = verbatim(text)
    head = Masthead(
        title=said,
        number=3,
        unit=said,
        issuer=said,
        issued_on=date(2026, 4, 2),
        secrecy=said,
        sample=True,
        report_to=said,
        editor=said,
    )
    book = hand.ten_loans()
    rule = evolve(hand.SITE, title=said, purpose=text)
    kind = evolve(hand.DIVERTED, code=text, title=said, remedy=said)
    changed = [
        evolve(
            file,
            obligations=tuple(evolve(one, rule=rule) if one.rule is hand.SITE else one for one in file.obligations),
            findings=tuple(
                evolve(one, kind=kind, fact=said) if one.kind is hand.DIVERTED else one for one in file.findings
            ),
        )
        for file in book.files
    ]
    undetermined = Undetermined(clause=ClauseId("x"), subject=LoanId("x"), missing=(FactName(text),))
    return build_briefing(
        Portfolio(as_of=AS_OF, files=tuple(changed)), masthead=head, undetermined=[undetermined], request=said
    )


def _printable(text: str) -> str:
    """What the check of texts lets through."""
    return "".join(char for char in text if is_clean(char))


def _printed(text: str) -> bool:
    """Whether anything is left to be printed; a blank masthead is refused."""
    return bool(visible(_printable(text)))


class _Tree(HTMLParser):
    """The elements of a page with their attributes, texts left out."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, object]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append((tag, None))

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment", data))


def _tree(page: str) -> list[tuple[str, object]]:
    parser = _Tree()
    parser.feed(page)
    parser.close()
    return parser.seen


@given(hostile.filter(_printed))
def test_hostile_text_leaves_the_elements_of_the_page_alone(text: str) -> None:
    """The element tree of the page is the same for hostile text as for "x"."""
    for language in LANGUAGES:
        page = to_html(_spoken(_printable(text)), language)
        assert _tree(page) == _tree(to_html(_spoken("x"), language))
        assert not re.search("[\u202e\u200b\ufeff\x07]", page)


@given(hostile.filter(_printed))
def test_hostile_text_leaves_the_markdown_alone(text: str) -> None:
    """A reader of Markdown, with tables and links found by itself, sees the same blocks as for "x"."""
    reader = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed").MarkdownIt("commonmark")
    reader = reader.enable(["table", "strikethrough"])
    for language in LANGUAGES:
        pages = [to_markdown(_spoken(said), language) for said in (_printable(text), "x")]
        shapes = [[(token.type, token.tag) for token in _flat(reader.parse(page))] for page in pages]
        assert _without_text(shapes[0]) == _without_text(shapes[1])


class _Token(Protocol):
    """A token of the reader."""

    type: str
    tag: str
    children: "list[_Token] | None"


def _flat(tokens: "list[_Token]") -> "list[_Token]":
    return [found for token in tokens for found in (token, *_flat(token.children or []))]


def _without_text(shape: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [token for token in shape if token[0] not in ("text", "text_special")]
