"""The seeded book: what it promises by name, and what it refuses."""

from datetime import date
from time import perf_counter  # noqa: TID251  a promise about time is measured with a clock

import pytest

from loanvisit import presets
from loanvisit.domain import Borrower, BorrowerFile, BorrowerId, Loan, LoanId, OfficerId, Portfolio, Role
from loanvisit.errors import InputError
from loanvisit.samples import NOTICE, World, world
from loanvisit.scheduling import make_plan

CALENDAR = presets.calendar("CN")
POLICY = presets.policy("cn.five_tier_default")


@pytest.fixture(scope="module")
def sample() -> World:
    return world(7, calendar=CALENDAR)


def test_a_world_is_a_function_of_its_seed(sample: World) -> None:
    """Equal seeds give equal worlds, other seeds others."""
    assert world(7, calendar=CALENDAR) == sample
    assert world(8, calendar=CALENDAR).book() != sample.book()


@pytest.mark.parametrize("seed", [0, 7, 2**70])
def test_five_borrowers_hold_ten_loans(seed: int) -> None:
    """A book of five borrowers has ten loans, enough for a briefing of one page."""
    assert len(world(seed, calendar=CALENDAR, borrowers=5).book().loans) == 10


@pytest.mark.parametrize("borrowers", [0, -3, 100])
def test_a_world_has_from_one_to_99_borrowers(borrowers: int) -> None:
    """Any other number is refused, naming the bounds."""
    with pytest.raises(InputError) as error:
        world(7, calendar=CALENDAR, borrowers=borrowers)
    assert (error.value.code, error.value.path) == ("number.range", "borrowers")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seed": "7"}, ("type", "seed")), ({"seed": True}, ("type", "seed")), ({"seed": 7.0}, ("type", "seed")),
        ({"seed": None}, ("type", "seed")), ({"seed": -1}, ("number.range", "seed")),
        ({"seed": 10**5000}, ("number.range", "seed")), ({"borrowers": True}, ("type", "borrowers")),
        ({"borrowers": "5"}, ("type", "borrowers")), ({"calendar": "CN"}, ("type", "calendar")),
    ],
)  # fmt: skip
def test_a_world_is_drawn_from_whole_numbers(given: dict[str, object], said: tuple[str, str]) -> None:
    """A seed or a number of borrowers of another type, and a seed below zero, are refused."""
    with pytest.raises(InputError) as error:
        world(**{"seed": 7, "calendar": CALENDAR, **given})  # type: ignore[arg-type]
    assert (error.value.code, error.value.path) == said


def test_every_page_can_say_that_it_is_invented(sample: World) -> None:
    """The notice is 虚构数据, and the units say so in their names."""
    assert sample.notice is NOTICE
    assert NOTICE.zh == "虚构数据"
    assert all("虚构" in unit.name.zh and "invented" in unit.name.en for unit in sample.units)


@pytest.mark.parametrize(
    "role",
    [
        Role.ACCOUNT_OFFICER,
        Role.SECOND_OFFICER,
        Role.RISK_MANAGER,
        Role.POST_LOAN_DESK,
        Role.SUB_BRANCH_HEAD,
        Role.APPROVER,
        Role.ARCHIVE_KEEPER,
    ],
)
def test_the_chain_has_a_person_for_each_step(sample: World, role: Role) -> None:
    """Each role of the chain is held by an officer of a known unit, who holds no other."""
    officer = sample.officer(role)
    assert officer.roles == {role}
    assert officer.unit in {unit.id for unit in sample.units}


def test_a_role_nobody_holds_is_refused(sample: World) -> None:
    """Asking for an officer in a role without one names the role."""
    with pytest.raises(InputError, match="role"):
        sample.officer(Role.OUTSIDER)


def test_an_officer_is_found_by_id_however_it_is_spelled(sample: World) -> None:
    """An id names one person; an id that names nobody is refused."""
    assert sample.person(OfficerId("DESK-1")) == sample.officer(Role.POST_LOAN_DESK)
    with pytest.raises(InputError, match="officer"):
        sample.person(OfficerId("nobody"))


def test_a_world_can_be_looked_at_on_another_day(sample: World) -> None:
    """Left out, the day is the world's own; a year before the story there is nothing yet."""
    assert sample.book() == sample.book(sample.as_of)
    assert sample.book(date(2020, 1, 1)) == Portfolio(as_of=date(2020, 1, 1), files=())


def test_a_loan_repaid_at_maturity_is_settled_then(sample: World) -> None:
    """A loan without arrears is settled on the day it matures, and its balance is nothing."""
    before = sample.book(date(2026, 5, 5)).loans[0]
    after = sample.book(date(2026, 5, 8)).loans[0]
    assert (before.status.value, after.status.value) == ("live", "settled")
    assert str(after.facts["balance"]) == "0.00 CNY"


def test_a_story_goes_on_after_the_day_of_the_book(sample: World) -> None:
    """Later books have later payouts and visits: the fifth drawdown of the project comes in June."""
    project = sample.book(date(2026, 7, 31)).file(BorrowerId("B-03")).loan(LoanId("L-031"))
    assert [one.drawn_on for one in project.drawdowns][-1] == date(2026, 6, 30)
    assert len(sample.book().file(BorrowerId("B-03")).loan(LoanId("L-031")).drawdowns) == 4


def test_refused_missed_and_late_visits_are_in_the_ledger(sample: World) -> None:
    """What did not come off is no visit; it stands in the ledger as a finding, closed where the visit was made late."""
    found = [finding for file in sample.book().files for finding in file.past_findings]
    assert {(finding.code, finding.closed) for finding in found} == {("F45", False), ("F47", False), ("F47", True)}


def test_some_past_visits_do_not_say_everything(sample: World) -> None:
    """The ledger does not always say how many went, or what for."""
    past = [visit for file in sample.book().files for visit in file.past]
    assert any(visit.visitors is None for visit in past)
    assert any(visit.purposes is None for visit in past)


def test_records_are_of_this_world_only(sample: World) -> None:
    """A plan with a borrower who is not of this world is refused, naming the borrower."""
    stranger = Loan.drawn_once(
        id=LoanId("X-1"), borrower=BorrowerId("X"), product="working_capital", disbursed_on=date(2026, 3, 30)
    )
    file = BorrowerFile(borrower=Borrower(id=stranger.borrower), loans=(stranger,))
    book = Portfolio(as_of=sample.as_of, files=(file,))
    plan = make_plan(book, policy=POLICY, calendar=CALENDAR, until=date(2026, 4, 30))
    with pytest.raises(InputError, match="plan"):
        sample.records(plan)


def test_records_follow_the_day_of_the_plan(sample: World) -> None:
    """A plan of another day gets other records, all after that day, each visit one."""
    plan = make_plan(sample.book(date(2025, 9, 30)), policy=POLICY, calendar=CALENDAR, until=date(2025, 12, 31))
    records = sample.records(plan)
    assert len({record.visit for record in records}) == len(records) == len(plan.due(by=plan.until))
    assert min(record.on for record in records) > plan.as_of


def test_records_answer_what_the_clauses_ask(sample: World) -> None:
    """Where a clause asks for answers and evidence, a record brings them, unless papers were left at home."""
    asking = POLICY.replacing("first_check.working_capital", questions=("use",), evidence=("contract",))
    plan = make_plan(sample.book(), policy=asking, calendar=CALENDAR, until=date(2026, 4, 30))
    record = next(one for one in sample.records(plan) if one.borrower == BorrowerId("B-01"))
    assert record.answered == {"use"}
    assert "contract" in {one.kind for one in record.evidence}


def test_the_sample_is_quick() -> None:
    """A world and its book are there within 0.3 seconds."""
    start = perf_counter()
    world(7, calendar=CALENDAR).book()
    assert perf_counter() - start < 0.3
