"""One case at a time: which method is chosen, and what is said against the others."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.domain import (
    FIVE_TIER,
    Accepts,
    DataCompleteness,
    LoanId,
    Method,
    MethodCase,
    MethodChoice,
    Money,
    OfficerId,
    RiskScale,
    Signal,
    SignalId,
    SignalLevel,
    Strength,
    Substitution,
    five_tier,
)
from loanvisit.errors import InputError
from loanvisit.scheduling import choose_method
from loanvisit.testing import a_duty, a_rule

TABLE = presets.method_table("cn.methods")
AS_OF, OPENS, LAST = date(2026, 6, 15), date(2026, 4, 1), date(2026, 6, 30)
CLEAN = {"in_a_row": 0, "last_on_site": date(2026, 1, 8), "was_clean": True}
RED = Signal(id=SignalId("S"), about=LoanId("L-1"), kind="E01", level=SignalLevel.RED, raised_on=date(2026, 6, 1))


def _choose(matter: str, accepts: Accepts = Accepts.INTERVIEW_OR_ON_SITE, **known: object) -> MethodChoice:
    duty = a_duty(OPENS, LAST, rule=a_rule(accepts=accepts))
    case = MethodCase(matter=matter, **known)  # type: ignore[arg-type]
    return choose_method(duty, case, table=TABLE, as_of=AS_OF)


def _lost(choice: MethodChoice, method: Method) -> list[str]:
    [loss] = [one for one in choice.losers if one.method is method]
    assert loss.proof.parts == loss.reasons
    return [reason.key.removeprefix("method.lost.") for reason in loss.reasons]


def test_the_least_work_wins_among_what_proves() -> None:
    """An interview stands for a running business once after a clean visit on site: it takes less work."""
    choice = _choose("business", **CLEAN)
    assert (choice.method, choice.strength, choice.wanted) == (Method.INTERVIEW, Strength.WEAK, None)
    assert _lost(choice, Method.ON_SITE) == ["work"]
    assert "2 人日" in choice.proof.text.zh
    assert "it takes 0.25 person-days, at low cost" in choice.proof.text.en


@pytest.mark.parametrize(
    ("known", "lost"),
    [
        ({"in_a_row": 1}, ["weak"]),
        ({"in_a_row": None}, ["weak.unknown", "in_a_row.unknown"]),
        ({"in_a_row": 3}, ["weak", "in_a_row"]),
        ({"last_on_site": None}, ["weak.alone"]),
        ({"was_clean": False}, ["weak.unclean"]),
        ({"was_clean": None}, ["weak.result"]),
        ({"unreachable": True}, ["unreachable"]),
        ({"refuses": True}, ["refuses", "refusal"]),
        ({"signals": [RED]}, ["signal"]),
    ],
)
def test_a_weak_method_gives_way_to_a_visit_on_site(known: dict[str, object], lost: list[str]) -> None:
    """Once in a row already, or not known how often, nothing clean to lean on, a borrower away, a refusal, red."""
    choice = _choose("business", **(CLEAN | known))
    assert (choice.method, choice.strength) == (Method.ON_SITE, Strength.PROVES)
    assert _lost(choice, Method.INTERVIEW) == lost


def test_the_number_of_the_clause_counts_before_that_of_the_table() -> None:
    """A monthly clause may go eleven periods; the table's three are for a clause that says nothing."""
    assert _choose("identity", in_a_row=3).method is Method.ON_SITE
    assert _choose("identity", in_a_row=10, most_in_a_row=11).method is Method.INTERVIEW
    assert _choose("identity", in_a_row=11, most_in_a_row=11).method is Method.ON_SITE


def test_evidence_received_lets_an_interview_prove_the_use() -> None:
    """Without the vouchers an interview proves no use of proceeds; a visit on site has to bring them."""
    on_site = _choose("use_of_proceeds", **CLEAN)
    assert (on_site.method, on_site.brings) == (Method.ON_SITE, ("voucher",))
    assert _lost(on_site, Method.INTERVIEW) == ["evidence"]
    assert "须取得：用款凭证" in on_site.proof.text.zh
    assert _choose("use_of_proceeds", evidence=["voucher"], **CLEAN).method is Method.INTERVIEW


def test_monitoring_takes_complete_data_and_falls_back_to_an_interview() -> None:
    """95 % of days and of accounts are enough, 94.99 % are not; what is lacking is said, and an interview asked for."""
    full = DataCompleteness(days=Decimal("0.95"), accounts=Decimal(1))
    assert full.share == Decimal("0.95")
    assert _choose("cash_flow", Accepts.DATA, data=full).method is Method.DATA
    short = _choose("cash_flow", Accepts.DATA, data=DataCompleteness(days=Decimal("0.9499"), accounts=Decimal("0.9")))
    assert (short.method, short.wanted) == (None, Method.INTERVIEW)
    assert _lost(short, Method.DATA) == ["data.days", "data.accounts"]
    unknown = _choose("cash_flow", Accepts.DATA)
    assert _lost(unknown, Method.DATA) == ["data.days.unknown", "data.accounts.unknown"]
    assert DataCompleteness().share is None
    for payees, lost in ((False, ["data.payees"]), (None, ["data.payees.unknown"])):
        choice = _choose("use_of_proceeds", Accepts.DATA, data=DataCompleteness(payees=payees))
        assert _lost(choice, Method.DATA) == lost
    assert _choose("use_of_proceeds", Accepts.DATA, data=DataCompleteness(payees=True)).method is Method.DATA


def test_monitoring_goes_on_under_a_red_signal_and_says_what_is_asked_for() -> None:
    """A duty that takes monitoring only is not stopped by a signal or a refusal; both ask for a visit beside it."""
    full = DataCompleteness(days=Decimal(1), accounts=Decimal(1))
    for known in ({"signals": [RED]}, {"refuses": True}):
        choice = _choose("cash_flow", Accepts.DATA, data=full, **known)
        assert (choice.method, choice.wanted) == (Method.DATA, Method.ON_SITE)
        assert choice.proof.find("method.wanted")


def test_nothing_left_is_said_with_every_reason() -> None:
    """Of cash flow neither visit nor interview proves anything: the answer is none, and names what would."""
    choice = _choose("cash_flow", **CLEAN)
    assert (bool(choice), choice.method, choice.strength, choice.wanted) == (False, None, None, Method.DATA)
    assert _lost(choice, Method.ON_SITE) == ["not"]
    assert _lost(choice, Method.CONTACT) == ["accepts", "unsaid"]
    assert _lost(choice, Method.DATA) == ["accepts", "data.days.unknown", "data.accounts.unknown"]
    assert "无可用方式" in choice.text.zh
    assert "no method is left" in choice.text.en
    assert not choice.proves


def test_force_majeure_leaves_nothing_until_somebody_approves() -> None:
    """A site under water cannot be visited, an interview proves no stock: an approved live video may stand in, once."""
    flooded = _choose("physical", Accepts.ON_SITE, force_majeure=True)
    assert _lost(flooded, Method.ON_SITE) == ["force_majeure"]
    assert _lost(flooded, Method.INTERVIEW)[:2] == ["accepts", "approval"]
    substitution = Substitution(
        about=a_duty(OPENS, LAST).id,
        method=Method.INTERVIEW,
        visitors=[OfficerId("anna")],
        approver=OfficerId("xu"),
        reason="flood",
        granted_on=date(2026, 6, 10),
        until=date(2026, 9, 29),
    )
    stands_in = _choose("physical", Accepts.ON_SITE, force_majeure=True, substitution=substitution)
    assert (stands_in.method, stands_in.strength) == (Method.INTERVIEW, Strength.WITH_APPROVAL)
    assert stands_in.proves
    assert stands_in.substituted
    assert _lost(stands_in, Method.ON_SITE) == ["other", "force_majeure"]
    assert "xu 已批准替代方式，至 2026年9月29日止" in stands_in.proof.text.zh
    holds_its_place = _choose("cash_flow", Accepts.DATA, substitution=evolve(substitution, method=Method.INTERVIEW))
    assert (holds_its_place.method, holds_its_place.strength, holds_its_place.proves) == (
        Method.INTERVIEW,
        Strength.NOT,
        False,
    )
    away = _choose("physical", Accepts.ON_SITE, unreachable=True, substitution=substitution)
    assert (away.method, _lost(away, Method.INTERVIEW)) == (None, ["unreachable"])


def test_a_substitute_takes_complete_data_all_the_same() -> None:
    """An approver lets monitoring stand in; data that are not there he cannot approve into being."""
    substitution = Substitution(
        about=a_duty(OPENS, LAST).id, method=Method.DATA, visitors=[OfficerId("anna")], approver=OfficerId("xu"),
        reason="flood", granted_on=OPENS, until=LAST,
    )  # fmt: skip
    choice = _choose("cash_flow", Accepts.ON_SITE, substitution=substitution)
    assert (choice.method, choice.wanted) == (None, Method.ON_SITE)
    known = {"in_a_row": 0, "substitution": substitution}
    assert _choose("cash_flow", Accepts.ON_SITE, **known).wanted is Method.INTERVIEW
    letters = _choose("business", Accepts.ON_SITE, substitution=evolve(substitution, method=Method.CONTACT))
    assert (letters.method, letters.strength) == (Method.CONTACT, Strength.NOT)


def test_the_interviewer_is_not_the_manager_where_the_table_says_so() -> None:
    """Identity and the will to pay are asked by somebody else; the answer says so."""
    assert _choose("identity", in_a_row=0).proof.find("method.not_manager")
    assert not _choose("identity", in_a_row=3).proof.find("method.not_manager")


def test_the_way_there_counts_as_work() -> None:
    """A letter may take more work than a visit next door, and less than one far away."""
    cheap = evolve(TABLE.profile(Method.ON_SITE), effort_days=Decimal("0.1"))
    table = evolve(TABLE, profiles=[cheap, *(one for one in TABLE.profiles if one.method is not Method.ON_SITE)])
    duty = a_duty(OPENS, LAST, rule=a_rule(accepts=Accepts.INTERVIEW_OR_ON_SITE))
    near = MethodCase(matter="identity", in_a_row=0)
    assert choose_method(duty, near, table=table, as_of=AS_OF).method is Method.ON_SITE
    far = evolve(near, travel_days=Decimal("0.5"))
    assert choose_method(duty, far, table=table, as_of=AS_OF).method is Method.INTERVIEW


def test_an_amount_and_a_class_ask_for_a_visit_where_the_table_states_them() -> None:
    """From the amount on, and from the class on, both in; not known counts as reached."""
    table = evolve(TABLE, from_amount=Money("5000000.00", "CNY"), from_grade=five_tier("substandard"))
    assert "5,000,000" in table.text.en
    assert "次级" in table.text.zh
    duty = a_duty(OPENS, LAST, rule=a_rule(accepts=Accepts.INTERVIEW_OR_ON_SITE))

    def asked(amount: str | None, grade: str | None) -> list[str]:
        case = MethodCase(
            matter="identity",
            in_a_row=0,
            amount=None if amount is None else Money(amount, "CNY"),
            grade=None if grade is None else five_tier(grade),
        )
        choice = choose_method(duty, case, table=table, as_of=AS_OF)
        return [] if choice.method is Method.INTERVIEW else _lost(choice, Method.INTERVIEW)

    assert asked("4999999.99", "special_mention") == []
    assert asked("5000000.00", "special_mention") == ["amount"]
    assert asked("4999999.99", "substandard") == ["grade"]
    assert asked("4999999.99", "loss") == ["grade"]
    assert asked(None, None) == ["amount.unknown", "grade.unknown"]


def test_what_does_not_go_together_is_refused_whole() -> None:
    """An unknown matter, a visit on site of tomorrow, another currency and another scale: four faults in one error."""
    table = evolve(TABLE, from_amount=Money("1.00", "CNY"), from_grade=FIVE_TIER.grade("loss"))
    case = MethodCase(
        matter="cash_flows",
        last_on_site=date(2026, 6, 16),
        amount=Money("1.00", "USD"),
        grade=RiskScale(id="own", grades=("a", "b")).grade("a"),
    )
    with pytest.raises(InputError) as refused:
        choose_method(a_duty(OPENS, LAST), case, table=table, as_of=AS_OF)
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("matter.unknown", "matter"),
        ("date.late", "case.last_on_site"),
        ("currency.mixed", "case.amount"),
        ("scale.mixed", "case.grade"),
    ]
    assert "cash_flow" in refused.value.faults[0].remedy.en


def test_who_goes_follows_from_the_method() -> None:
    """A clause on site only says how many; where a call by one would do a visit takes two; in place of one, one."""
    two = _choose("business", Accepts.ON_SITE, **CLEAN)
    assert "需 2 人日" in two.proof.text.zh
    assert "需 2 人日" in _choose("business", **(CLEAN | {"in_a_row": 1})).proof.text.zh
