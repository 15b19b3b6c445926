"""Laws of the clocks of law: what moves them, what never does, and every last day against a walk from day to day."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.domain import (
    Acknowledgement,
    BorrowerFile,
    Calendar,
    Demand,
    DemandMeans,
    EvidenceId,
    Guarantee,
    GuaranteeId,
    GuaranteeKind,
    GuarantorConsent,
    LegalActId,
    LegalClock,
    LegalClockKind,
    LegalFile,
    LoanChange,
    LoanChangeId,
    LoanChangeKind,
    LoanId,
    LoanStatus,
    Suit,
    legal_clocks,
    months,
    years,
)
from loanvisit.domain.civil import by_civil_rule, by_own_rule
from loanvisit.testing import a_file, a_loan, strategies

CHINA = presets.calendar("CN")
WEEK = presets.calendar("weekdays")
L1 = (LoanId("L-1"),)
PAPER = EvidenceId("EV-1")
G = GuaranteeId("G-1")
DAY = timedelta(days=1)
FIRST, LAST = date(2010, 1, 1), date(2022, 12, 31)
"""Days whose clocks of three years end where China's days are decreed."""
MATURITIES = st.dates(FIRST, date(2014, 12, 31))
ACTED = st.dates(FIRST, LAST)
TODAY = date(2024, 12, 31)


@st.composite
def _legal(draw: st.DrawFn) -> LegalFile:
    """Draw acts that crowd around one claim, some without proof, on the borrower and on one guarantor."""
    papers, whom = st.none() | st.just(PAPER), st.none() | st.just(G)

    def name(kind: str, place: int) -> LegalActId:
        return LegalActId(f"{kind}-{place}")

    acted = draw(st.lists(ACTED, max_size=8))
    demands, words, suits = list[Demand](), list[Acknowledgement](), list[Suit]()
    for place, on in enumerate(acted):
        match draw(st.sampled_from("dddws")):
            case "d":
                served = draw(st.none() | st.just(on + timedelta(days=draw(st.integers(0, 20)))))
                demands.append(
                    Demand(
                        id=name("D", place),
                        loans=L1,
                        sent_on=on,
                        means=DemandMeans.POST,
                        served_on=served,
                        receipt=draw(papers),
                        guarantee=draw(whom),
                    )
                )
            case "w":
                words.append(
                    Acknowledgement(id=name("A", place), loans=L1, on=on, paper=draw(papers), guarantee=draw(whom))
                )
            case _:
                ended = draw(st.none() | st.just(on + timedelta(days=draw(st.integers(0, 900)))))
                against = draw(st.sampled_from([frozenset[GuaranteeId](), frozenset({G})]))
                suits.append(
                    Suit(
                        id=name("C", place),
                        loans=L1,
                        filed_on=on,
                        ended_on=ended,
                        paper=draw(papers),
                        guarantees=against,
                        of_borrower=draw(st.booleans()),
                    )
                )
    return LegalFile(
        demands=tuple(demands),
        acknowledgements=tuple(words),
        suits=tuple(suits),
        guarantees=(
            Guarantee(
                id=G,
                loans=L1,
                kind=draw(st.sampled_from(GuaranteeKind)),
                agreed=draw(st.none() | st.integers(0, 36).map(months)),
            ),
        ),
    )


def _file(matured: date, legal: LegalFile, *changes: LoanChange) -> BorrowerFile:
    loan = a_loan("L-1", disbursed_on=date(2009, 6, 30), matures_on=matured)
    return evolve(a_file(loan), legal=legal, loan_changes=changes)


def _clocks(file: BorrowerFile, *, as_of: date = TODAY, calendar: Calendar = CHINA) -> dict[LegalClockKind, LegalClock]:
    return {one.kind: one for one in legal_clocks(file, as_of=as_of, calendar=calendar)}


def _limitation(file: BorrowerFile, *, as_of: date = TODAY) -> LegalClock:
    return _clocks(file, as_of=as_of)[LegalClockKind.LIMITATION]


# --- the oracle: no month arithmetic, one day after another --------------------------------------------------------


def _same_day_later(start: date, count: int) -> date:
    """Walk day by day until `count` months have turned, then to the day of that number, or the month's last."""
    day, turned = start, 0
    while turned < count:
        day += DAY
        turned += day.day == 1
    while day.day < start.day and (day + DAY).month == day.month:
        day += DAY
    return day if count else start


def _walked(start: date, count: int, calendar: Calendar) -> date:
    day = _same_day_later(start, count)
    while not calendar.works(day):
        day += DAY
    return day


def _lived(matured: date, legal: LegalFile, calendar: Calendar, as_of: date) -> date | None:
    """Live every day from maturity on: an act of that day restarts a clock that still runs; None while a suit runs."""
    last, day, suing = _walked(matured, 36, calendar), matured, set[LegalActId]()
    sued = {one.id: one for one in legal.suits if one.of_borrower and one.paper is not None}
    for suit in sued.values():
        is_running = suit.ended_on is None or suit.ended_on > matured
        if suit.filed_on <= matured and is_running:
            suing.add(suit.id)
    while day < as_of:
        day += DAY
        is_alive = bool(suing) or day <= last
        reached = any(one.reached_on == day and one.guarantee is None for one in legal.demands)
        agreed = any(one.on == day and one.paper and one.guarantee is None for one in legal.acknowledgements)
        filed = {name for name, one in sued.items() if one.filed_on == day}
        ended = {name for name in suing | filed if sued[name].ended_on == day}
        if (is_alive and (reached or ended or filed)) or agreed:
            last = _walked(day, 36, calendar)
        suing = (suing | (filed if is_alive else set())) - ended
    return None if suing else last


@given(st.dates(date(2008, 1, 1), LAST), st.integers(0, 36))
def test_a_period_of_months_ends_where_a_walk_ends(start: date, count: int) -> None:
    """Civil Code 201-203: clamped and moved later as a walk from day to day finds, in months and in years."""
    found = by_civil_rule(start, months(count), CHINA)
    assert (found.raw, found.last) == (_same_day_later(start, count), _walked(start, count, CHINA))
    if count % 12 == 0:
        assert by_civil_rule(start, years(count // 12), CHINA) == found


@given(st.dates(date(2008, 1, 1), LAST))
def test_a_banks_own_period_moves_earlier(start: date) -> None:
    """A day of the bank's own is the last one worked on or before the day a year later, and after its first."""
    found, day = by_own_rule(start, years(1), CHINA), _same_day_later(start, 12)
    while not CHINA.works(day):
        day -= DAY
    assert found.last == day


@given(MATURITIES, _legal(), st.dates(date(2015, 1, 1), TODAY))
def test_limitation_is_what_living_every_day_finds(matured: date, legal: LegalFile, as_of: date) -> None:
    """Limitation agrees with a claim lived day by day, restarted by each act of the day while it ran."""
    expected = _lived(matured, legal.known_on(as_of), CHINA, as_of)
    assert _limitation(_file(matured, legal), as_of=as_of).last == expected


@given(MATURITIES, _legal())
def test_no_act_without_proof_moves_a_clock(matured: date, legal: LegalFile) -> None:
    """Every clock has the same last day, and is met the same day, once what has no proof is taken out."""
    proven = evolve(
        legal,
        demands=tuple(one for one in legal.demands if one.reached_on is not None),
        acknowledgements=tuple(one for one in legal.acknowledgements if one.paper is not None),
        suits=tuple(one for one in legal.suits if one.paper is not None),
    )
    found, bare = _clocks(_file(matured, legal)), _clocks(_file(matured, proven))
    assert {kind: (one.last, one.met_on, one.rests) for kind, one in found.items()} == {
        kind: (one.last, one.met_on, one.rests) for kind, one in bare.items()
    }


@given(MATURITIES, _legal(), ACTED)
def test_a_demand_served_never_makes_limitation_earlier(matured: date, legal: LegalFile, on: date) -> None:
    """One more demand that reached the debtor: the last day is later, or the same."""
    more = Demand(id=LegalActId("more"), loans=L1, sent_on=on, means=DemandMeans.NOTARY, served_on=on, receipt=PAPER)
    before = _limitation(_file(matured, legal)).last
    after = _limitation(_file(matured, evolve(legal, demands=(*legal.demands, more)))).last
    assert after is None or (before is not None and after >= before)


@given(MATURITIES, _legal(), st.integers(1, 900), st.integers(1, 900))
def test_a_guarantee_period_never_moves_once_maturity_is_past(
    matured: date, legal: LegalFile, later: int, longer: int
) -> None:
    """A consent, an extension, a demand or a suit after the day of maturity leaves the guarantee's last day alone."""
    (guarantee,) = legal.guarantees
    on = matured + timedelta(days=later)
    change = LoanChange(
        id=LoanChangeId("X"),
        loan=L1[0],
        kind=LoanChangeKind.EXTENSION,
        on=matured,
        matured_on=matured,
        matures_on=matured + timedelta(days=longer),
    )
    agreed = evolve(guarantee, consents=(GuarantorConsent(change=change.id, on=on, paper=PAPER),))
    bare = _clocks(_file(matured, LegalFile(guarantees=(guarantee,))))
    busy = _clocks(_file(matured, evolve(legal, guarantees=(agreed,)), change))
    kind = LegalClockKind.GUARANTEE_PERIOD
    assert busy[kind].last == bare[kind].last


@given(strategies.borrower_files(as_of=date(2024, 6, 30), changing=True))
def test_a_clock_knows_nothing_of_later_days(file: BorrowerFile) -> None:
    """As of a day the clocks are those of what was known at law by then."""
    day = date(2023, 6, 30)
    known = evolve(file, legal=file.legal.known_on(day))
    assert legal_clocks(file, as_of=day, calendar=WEEK) == legal_clocks(known, as_of=day, calendar=WEEK)


@given(MATURITIES, _legal())
def test_the_order_of_acts_does_not_show(matured: date, legal: LegalFile) -> None:
    """Acts given in another order are the same file, and the same clocks."""
    turned = evolve(
        legal,
        demands=legal.demands[::-1],
        acknowledgements=legal.acknowledgements[::-1],
        suits=legal.suits[::-1],
    )
    assert turned == legal
    assert legal_clocks(_file(matured, turned), as_of=TODAY, calendar=CHINA) == legal_clocks(
        _file(matured, legal), as_of=TODAY, calendar=CHINA
    )


@given(strategies.borrower_files(as_of=date(2024, 6, 30), changing=True))
def test_a_claim_pursued_is_never_without_a_clock(file: BorrowerFile) -> None:
    """Law 6: every loan that is live, terminated or written off, and not given up, has a clock of its own claim."""
    pursued = (LoanStatus.LIVE, LoanStatus.TERMINATED, LoanStatus.WRITTEN_OFF)
    still = evolve(file, loan_changes=(), legal=evolve(file.legal, ends=()))
    found = legal_clocks(still, as_of=date(2024, 6, 30), calendar=WEEK)
    main = (LegalClockKind.LIMITATION, LegalClockKind.ENFORCEMENT)
    assert {one.loans[0] for one in found if one.kind in main} == {
        loan.id for loan in still.loans if loan.status in pursued
    }
    assert all(one.last is not None or one.rests or one.missing for one in found)
    assert len({one.key for one in found}) == len(found)
