"""Who may go together: answered by what is known, and never a yes or a no that something unknown could turn."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise, permutations, product

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    DeclaredRelation,
    Method,
    Officer,
    OfficerId,
    Outcome,
    PairCheck,
    PairTest,
    PairVerdict,
    RelationKind,
    Role,
    Visit,
    Weight,
)
from loanvisit.errors import InputError
from loanvisit.scheduling import check_pair
from loanvisit.scheduling.verifying import number_of
from loanvisit.testing import a_duty, a_file, a_past_visit, a_record, a_rule, a_visit, an_officer, an_organisation
from tests.stateful.cases import a_cured_file

DAY = date(2026, 3, 31)
ANNA, LI, CHEN = (
    an_officer("anna", unit="BR"),
    an_officer("li", unit="BR"),
    an_officer("chen", Role.RISK_MANAGER, unit="RISK"),
)
BO, WU = an_officer("bo", Role.POST_LOAN_DESK), an_officer("wu", Role.OUTSIDER)
BANK = an_organisation(ANNA, LI, CHEN, BO, WU)


def planned(purpose: str = "routine", *, method: Method = Method.ON_SITE) -> Visit:
    """A visit planned for one duty of that purpose."""
    return a_visit(a_duty(date(2026, 3, 1), DAY, rule=a_rule(purpose=purpose)), method=method)


def asked(*people: Officer, purpose: str = "routine", file: BorrowerFile | None = None, **more: object) -> PairCheck:
    """What is answered about these people, with nothing declared unless the test says."""
    told: dict[str, object] = {"relations": [], "on": DAY, "file": file or a_file(), "organisation": BANK}
    return check_pair(planned(purpose), [one.id for one in people], **(told | more))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def verdict(pair: PairCheck, test: PairTest) -> PairVerdict:
    """The answer to one test."""
    [found] = [one.verdict for one in pair.answers if one.test is test]
    return found


def kin(officer: Officer, kind: RelationKind = RelationKind.KINSHIP) -> DeclaredRelation:
    """A relation declared at the beginning of the year."""
    return DeclaredRelation(officer=officer.id, borrower=BorrowerId("B-1"), kind=kind, declared_on=date(2026, 1, 5))


SAME, OTHER, UNKNOWN, ALONE = "same", "other", "unknown", "alone"
DAYS = [DAY - timedelta(days=back) for back in range(0, 12, 2)]


def lived(visits: Iterable[tuple[date, str]], *, known_from: date | None = None) -> BorrowerFile:
    """A file whose visits were made by the same pair, by others, by nobody knows whom, or by one alone."""
    told = list(enumerate(visits))
    who = {SAME: ["ANNA", "chen"], OTHER: ["anna", "li"], ALONE: ["anna"]}
    records = [
        a_record(day, id=f"R-{place}", visit=f"V-{place}", visitors=who[kind])
        for place, (day, kind) in told
        if kind != UNKNOWN
    ]
    past = [a_past_visit(day, id=f"P-{place}") for place, (day, kind) in told if kind == UNKNOWN]
    return evolve(a_file(), records=tuple(records), past=tuple(past), past_known_from=known_from)


def possible(visits: list[tuple[date, str]], *, known_from: date | None, most: int) -> Iterator[int]:
    """Every number in a row there may have been: each unknown visit by the same pair or not, each order of one day."""
    kept = [one for one in visits if one[1] != ALONE and (known_from is None or one[0] > known_from)]
    earlier = [(SAME,) * count for count in range(1 if known_from is None else most + 1)]
    for before, order in product(earlier, permutations(kept)):
        if any(later[0] < sooner[0] for later, sooner in pairwise(order)):
            continue
        choices = [(SAME, OTHER) if kind == UNKNOWN else (kind,) for _, kind in order]
        for lives in product(*choices):
            row = [*lives, *before]
            yield next((count for count, kind in enumerate(row) if kind != SAME), len(row))


@given(
    visits=st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from([SAME, SAME, OTHER, UNKNOWN, ALONE])), max_size=5),
    known_from=st.none() | st.sampled_from(DAYS),
    rotate_after=st.integers(1, 4),
)
def test_rotation_is_told_exactly_where_every_possible_past_agrees(
    visits: list[tuple[date, str]], known_from: date | None, rotate_after: int
) -> None:
    """Against every past there may have been: due in all of them, fresh in all of them, or nobody can tell."""
    file = lived(visits, known_from=known_from)
    found = verdict(asked(ANNA, CHEN, file=file, rotate_after=rotate_after), PairTest.ROTATION)
    due = {count >= rotate_after for count in possible(visits, known_from=known_from, most=rotate_after)}
    expected = {True: PairVerdict.NOT_MET, False: PairVerdict.MET}
    assert found is (expected[due.pop()] if len(due) == 1 else PairVerdict.CANNOT_TELL)


@given(people=st.permutations([ANNA, LI, CHEN, BO, WU]), count=st.integers(1, 5), known=st.booleans())
def test_more_people_never_pass_less_and_the_order_does_not_show(
    people: list[Officer], count: int, known: bool
) -> None:
    """Nobody unrelated who comes along spoils a pair but by rotation; who is named first does not matter."""
    relations: list[DeclaredRelation] | None = [] if known else None
    few = asked(*people[:count], purpose="first_check", relations=relations)
    many = asked(*people, purpose="first_check", relations=relations)
    for test in (PairTest.PRESENT, PairTest.OUTSIDE_LINE, PairTest.UNRELATED):
        assert verdict(few, test) is not PairVerdict.MET or verdict(many, test) is PairVerdict.MET
    again = asked(*reversed(people[:count]), purpose="first_check", relations=relations)
    assert [one.verdict for one in again.answers] == [one.verdict for one in few.answers]


@pytest.mark.parametrize(
    ("people", "expected"),
    [((ANNA, CHEN), PairVerdict.MET), ((ANNA,), PairVerdict.NOT_MET), ((), PairVerdict.NOT_MET),
     ((ANNA, WU), PairVerdict.NOT_MET), ((WU,), PairVerdict.NOT_MET)],
)  # fmt: skip
def test_two_of_the_bank_are_present(people: tuple[Officer, ...], expected: PairVerdict) -> None:
    """On site two of the bank's own; an outsider stands in for none of them."""
    assert verdict(asked(*people), PairTest.PRESENT) is expected


def test_a_call_takes_one() -> None:
    """Where another method was allowed, one is enough, and there is no pair to rotate."""
    visit = planned(method=Method.INTERVIEW)
    told = {"file": a_file(), "organisation": BANK, "on": DAY}
    pair = check_pair(visit, [ANNA.id], relations=[], rotate_after=2, **told)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert (verdict(pair, PairTest.PRESENT), verdict(pair, PairTest.ROTATION)) == (
        PairVerdict.MET,
        PairVerdict.NOT_ASKED,
    )
    assert pair.passes is True


@pytest.mark.parametrize(
    ("purpose", "people", "expected"),
    [
        ("first_check", (ANNA, CHEN), PairVerdict.MET),
        ("special", (ANNA, CHEN), PairVerdict.MET),
        ("first_check", (ANNA, LI), PairVerdict.NOT_MET),
        ("first_check", (ANNA, BO), PairVerdict.CANNOT_TELL),
        ("routine", (ANNA, LI), PairVerdict.NOT_ASKED),
        ("verification", (ANNA, LI), PairVerdict.CANNOT_TELL),
        ("verification", (ANNA, CHEN), PairVerdict.MET),
    ],
)
def test_first_and_special_checks_take_somebody_outside_the_business_line(
    purpose: str, people: tuple[Officer, ...], expected: PairVerdict
) -> None:
    """One of the second or third line; a unit, or a finding, that is not recorded leaves it open."""
    assert verdict(asked(*people, purpose=purpose), PairTest.OUTSIDE_LINE) is expected


def test_a_bank_says_which_purposes_ask_for_it() -> None:
    """The purposes are the bank's to name."""
    assert verdict(asked(ANNA, LI, purpose="draw", outside_for=["draw"]), PairTest.OUTSIDE_LINE) is PairVerdict.NOT_MET
    assert verdict(asked(ANNA, LI, purpose="special", outside_for=[]), PairTest.OUTSIDE_LINE) is PairVerdict.NOT_ASKED


@pytest.mark.parametrize(("code", "expected"), [("F05", PairVerdict.NOT_MET), ("F09", PairVerdict.NOT_ASKED)])
def test_the_cure_of_a_critical_finding_is_verified_with_somebody_outside(code: str, expected: PairVerdict) -> None:
    """A cure of a critical finding asks for it, that of a lighter one does not."""
    file = a_cured_file(code=code)
    [cure] = file.remediations
    assert (file.findings[0].weight is Weight.S1) is (expected is PairVerdict.NOT_MET)
    rule = evolve(a_rule(purpose="verification"), clause=number_of(cure))
    visit = a_visit(a_duty(date(2026, 3, 1), DAY, rule=rule), borrower=file.id.value)
    pair = check_pair(visit, [ANNA.id, LI.id], file=file, organisation=BANK, on=DAY)
    assert verdict(pair, PairTest.OUTSIDE_LINE) is expected
    assert pair.passes is (False if expected is PairVerdict.NOT_MET else None)


def test_the_account_manager_is_not_the_independent_one() -> None:
    """Who manages the borrower, by its file or as declared, goes along, but somebody else must be of another line."""
    managed = evolve(a_file(), borrower=evolve(a_file().borrower, manager=OfficerId("CHEN")))
    for pair in (
        asked(ANNA, CHEN, purpose="first_check", file=managed),
        asked(ANNA, CHEN, purpose="first_check", relations=[kin(CHEN, RelationKind.ACCOUNT_MANAGER)]),
    ):
        assert verdict(pair, PairTest.OUTSIDE_LINE) is PairVerdict.NOT_MET
        assert verdict(pair, PairTest.UNRELATED) is PairVerdict.MET


@pytest.mark.parametrize("kind", [one for one in RelationKind if one is not RelationKind.ACCOUNT_MANAGER])
def test_who_is_related_stays_away(kind: RelationKind) -> None:
    """Kin, shareholders and guarantors stay away, from that borrower alone and while it lasts; outsiders as well."""
    held = kin(ANNA, kind)
    assert verdict(asked(ANNA, CHEN, relations=[held]), PairTest.UNRELATED) is PairVerdict.NOT_MET
    for other in (
        evolve(held, borrower=BorrowerId("B-2")),
        evolve(held, ended_on=DAY),
        evolve(held, declared_on=DAY + timedelta(days=1)),
        kin(LI, kind),
    ):
        assert verdict(asked(ANNA, CHEN, relations=[other]), PairTest.UNRELATED) is PairVerdict.MET
    assert verdict(asked(ANNA, WU, relations=[kin(WU, kind)]), PairTest.UNRELATED) is PairVerdict.NOT_MET
    assert verdict(asked(ANNA, CHEN, relations=None), PairTest.UNRELATED) is PairVerdict.CANNOT_TELL
    said = asked(ANNA, CHEN, relations=[held]).text
    assert kind.text.zh not in said.zh
    assert kind.text.en not in said.en


def test_only_visits_that_two_made_count_for_rotation() -> None:
    """A visit by one, with an outsider or not, that came to nothing, monitoring, a letter, itself and a later one."""
    file = lived([(DAYS[1], SAME), (DAYS[2], SAME)])
    others = ["li", "bo"]
    more = [
        a_record(DAYS[0], id="M-1", visit="V-9", visitors=others, outcome=Outcome.REFUSED),
        a_record(DAYS[0], id="M-2", visit=planned().id.value, visitors=others),
        a_record(DAY + timedelta(days=1), id="M-3", visit="V-8", visitors=others),
        a_record(DAYS[0], id="M-4", visit="V-7", visitors=others, method=Method.DATA),
        a_record(DAYS[0], id="M-5", visit="V-6", visitors=others, method=Method.CONTACT),
        a_record(DAYS[0], id="M-6", visit="V-5", visitors=["anna", "wu"]),
    ]
    past = (
        a_past_visit(DAYS[0], id="P-1", method=Method.DATA),
        evolve(a_past_visit(DAYS[0], id="P-2"), visitors=1),
        a_past_visit(DAYS[0], id="P-3", method=Method.CONTACT),
    )
    file = evolve(file, records=(*file.records, *more), past=past)
    assert verdict(asked(ANNA, CHEN, file=file, rotate_after=2), PairTest.ROTATION) is PairVerdict.NOT_MET
    assert verdict(asked(ANNA, CHEN, file=file, rotate_after=3), PairTest.ROTATION) is PairVerdict.MET
    assert verdict(asked(ANNA, CHEN, file=file), PairTest.ROTATION) is PairVerdict.NOT_ASKED
    interview = a_record(DAYS[0], id="M-7", visit="V-4", visitors=others, method=Method.INTERVIEW)
    met = evolve(file, records=(*file.records, interview))
    assert verdict(asked(ANNA, CHEN, file=met, rotate_after=1), PairTest.ROTATION) is PairVerdict.MET


@given(more=st.lists(st.sampled_from([LI, BO, WU]), unique=True), rotate_after=st.integers(1, 3))
@example(more=[BO], rotate_after=2)
def test_nobody_who_comes_along_makes_a_pair_another(more: list[Officer], rotate_after: int) -> None:
    """Two who are to change are to change with whoever comes along: any two of the bank's own are a pair."""
    file = lived([(DAYS[1], SAME), (DAYS[2], SAME)])
    alone = verdict(asked(ANNA, CHEN, file=file, rotate_after=rotate_after), PairTest.ROTATION)
    many = verdict(asked(ANNA, CHEN, *more, file=file, rotate_after=rotate_after), PairTest.ROTATION)
    assert many is alone


def test_each_two_of_three_are_a_pair() -> None:
    """Of three who go, those two count who were together longest, and who never came makes no pair of a row."""
    three, two = ["anna", "li", "chen"], ["anna", "li"]
    records = [a_record(DAYS[1 + place], id=f"R-{place}", visit=f"V-{place}", visitors=who)
               for place, who in enumerate((three, two, ["li", "bo"]))]  # fmt: skip
    file = evolve(a_file(), records=tuple(records))
    for people, row in (((ANNA, LI, CHEN), 2), ((ANNA, CHEN, BO), 1), ((LI, CHEN), 1), ((CHEN, BO), 0), ((BO, LI), 0)):
        answers = [verdict(asked(*people, file=file, rotate_after=after), PairTest.ROTATION) for after in (1, 2, 3)]
        assert answers.count(PairVerdict.NOT_MET) == row
        assert answers.count(PairVerdict.MET) == 3 - row


def test_a_visit_with_somebody_the_bank_does_not_know_ends_no_row_for_sure() -> None:
    """Whoever is no officer of the organisation may have been an outsider: then the visit was made by one."""
    records = [a_record(DAYS[1], id="R-1", visit="V-1", visitors=["anna", "gone"]),
               a_record(DAYS[2], id="R-2", visit="V-2", visitors=["anna", "chen"])]  # fmt: skip
    file = evolve(a_file(), records=tuple(records))
    answers = [verdict(asked(ANNA, CHEN, file=file, rotate_after=after), PairTest.ROTATION) for after in (1, 2)]
    assert answers == [PairVerdict.CANNOT_TELL, PairVerdict.MET]


def test_a_visit_by_nobody_knows_whom_leaves_the_row_open() -> None:
    """Two visits by the same pair, then one by nobody knows whom: after one, two or three in a row nobody can tell."""
    file = lived([(DAYS[3], SAME), (DAYS[2], SAME), (DAYS[1], UNKNOWN)])
    answers = [verdict(asked(ANNA, CHEN, file=file, rotate_after=count), PairTest.ROTATION) for count in range(1, 5)]
    assert answers == [*[PairVerdict.CANNOT_TELL] * 3, PairVerdict.MET]


def test_a_third_person_along_does_not_break_the_row() -> None:
    """The same two with somebody more were there together all the same; with one of them and another, they were not."""
    for others, expected in ((["anna", "li", "chen"], PairVerdict.NOT_MET), (["anna", "bo"], PairVerdict.MET)):
        record = a_record(DAYS[1], id="R-1", visit="V-1", visitors=others)
        file = evolve(a_file(), records=(record,))
        assert verdict(asked(ANNA, CHEN, file=file, rotate_after=1), PairTest.ROTATION) is expected


def test_what_was_before_the_past_is_known_may_have_been_the_same_pair() -> None:
    """Where the past is known from a day only, a row that reaches it has no known end; another pair since ends it."""
    rows = [(DAYS[1], SAME), (DAYS[3], OTHER)]
    for known_from, expected in ((DAYS[4], PairVerdict.MET), (DAYS[3], PairVerdict.CANNOT_TELL)):
        file = lived(rows, known_from=known_from)
        assert verdict(asked(ANNA, CHEN, file=file, rotate_after=2), PairTest.ROTATION) is expected
    file = lived([(DAYS[1], SAME)], known_from=DAYS[3])
    assert verdict(asked(ANNA, CHEN, file=file, rotate_after=1), PairTest.ROTATION) is PairVerdict.NOT_MET
    assert verdict(asked(ANNA, CHEN, file=file, rotate_after=2), PairTest.ROTATION) is PairVerdict.CANNOT_TELL


def test_what_cannot_be_asked_is_refused_whole() -> None:
    """Somebody named twice, a stranger, another borrower's visit and no number of visits are refused together."""
    other = evolve(a_file(), borrower=evolve(a_file().borrower, id=BorrowerId("B-2")), loans=())
    with pytest.raises(InputError) as refused:
        check_pair(
            planned(),
            ["li", ANNA.id, OfficerId("AN NA"), OfficerId("nobody")],  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
            file=other,
            organisation=BANK,
            on=DAY,
            rotate_after=0,
            relations=[kin(ANNA), "kin"],  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
            outside_for=[7],  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
        )
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("type", "visitors[0]"),
        ("id.duplicate", "visitors[2]"),
        ("id.unknown", "visitors[3]"),
        ("type", "relations[1]"),
        ("type", "outside_for[0]"),
        ("borrower.mixed", "visit.borrower"),
        ("number.range", "rotate_after"),
    ]
    for wrong in ({"relations": ["kin"]}, {"outside_for": [7]}):
        with pytest.raises(InputError, match=r"type"):
            asked(ANNA, **wrong)
    with pytest.raises(InputError, match=r"date\.order"):
        evolve(kin(ANNA), ended_on=date(2026, 1, 4))
