"""The table of roles against how practice puts it: thirteen posts, what each does, and what each never does.

The rows were written down by somebody who has run post-loan management, before the table was: the word each post is
known by, and the cases a clerk would name. They are practice; no rule fixes them.
"""

import pytest

from loanvisit.domain import ROLE_TABLE, Confidence, Officer, OfficerId, Role, role_permits

DOES = {
    Role.ACCOUNT_OFFICER: ("主办", "visits"),
    Role.SECOND_OFFICER: ("书面", "dissents"),
    Role.RISK_MANAGER: ("平行作业", "second line"),
    Role.POST_LOAN_DESK: ("台账", "ledgers"),
    Role.SUB_BRANCH_HEAD: ("审签", "one extension"),
    Role.APPROVER: ("批复条件", "waivers"),
    Role.CLASSIFICATION: ("认定分类", "confirms"),
    Role.COLLATERAL_DESK: ("估值", "insurance"),
    Role.DISBURSEMENT_DESK: ("放款审核", "payout"),
    Role.RECOVERY: ("不良贷款", "clocks of law"),
    Role.ARCHIVE_KEEPER: ("销毁清册", "destroyed"),
    Role.INTERNAL_AUDIT: ("复查", "reads everything"),
    Role.OUTSIDER: ("协议", "agreement"),
}

NEVER_DOES = [
    (Role.ACCOUNT_OFFICER, "visit.accept", ("manager",), "review a visit to a borrower of their own"),
    (Role.ACCOUNT_OFFICER, "visit.sign_off", (), "sign a visit off"),
    (Role.ACCOUNT_OFFICER, "finding.close", ("heavy_manager",), "close a heavy finding of a borrower of their own"),
    (Role.ACCOUNT_OFFICER, "class.confirm", ("manager",), "grade a borrower of their own again"),
    (Role.SECOND_OFFICER, "visit.co_sign", (), "sign without having been there"),
    (Role.RISK_MANAGER, "borrower.manage", (), "carry the targets of a borrower"),
    (Role.POST_LOAN_DESK, "visit.submit", (), "write the report"),
    (Role.SUB_BRANCH_HEAD, "finding.waive", ("critical",), "waive a critical finding"),
    (Role.APPROVER, "visit.submit", (), "write the report that proves for an approval of their own"),
    (Role.CLASSIFICATION, "class.confirm", ("proposer",), "confirm what they proposed"),
    (Role.DISBURSEMENT_DESK, "hold.override", (), "override a hold"),
    (Role.INTERNAL_AUDIT, "visit.file", (), "change anything"),
    (Role.OUTSIDER, "visit.make", (), "go in place of staff"),
]

STILL_DOES = [
    (Role.ACCOUNT_OFFICER, "visit.accept", ()),
    (Role.ACCOUNT_OFFICER, "visit.submit", ("manager", "visitor")),
    (Role.ACCOUNT_OFFICER, "finding.close", ("manager",)),
    (Role.SECOND_OFFICER, "visit.co_sign", ("visitor",)),
    (Role.RISK_MANAGER, "remediation.verify", ()),
    (Role.POST_LOAN_DESK, "visit.return", ()),
    (Role.SUB_BRANCH_HEAD, "finding.waive", ()),
    (Role.SUB_BRANCH_HEAD, "remediation.extend", ()),
    (Role.APPROVER, "finding.waive", ("critical",)),
    (Role.CLASSIFICATION, "class.confirm", ()),
    (Role.COLLATERAL_DESK, "obligation.discharge", ()),
    (Role.DISBURSEMENT_DESK, "obligation.discharge", ()),
    (Role.RECOVERY, "borrower.manage", ()),
    (Role.ARCHIVE_KEEPER, "visit.file", ()),
]

NAMES_NOTHING = {Role.COLLATERAL_DESK, Role.RECOVERY, Role.ARCHIVE_KEEPER}
"""Of whom practice names nothing they never do."""


def holder(role: Role) -> Officer:
    """Somebody who holds that role alone."""
    return Officer(id=OfficerId("somebody"), roles=[role])


@pytest.mark.parametrize(("role", "words"), DOES.items(), ids=lambda one: one.value if isinstance(one, Role) else "")
def test_each_role_does_what_practice_says(role: Role, words: tuple[str, str]) -> None:
    """Each post is told by the word it is known by, in both languages, as practice and nothing surer."""
    row = ROLE_TABLE[role]
    assert row.role is role
    assert words[0] in row.does.zh
    assert words[1] in row.does.en
    assert row.confidence is Confidence.PRACTICE
    assert row.role.text.zh in row.text.zh
    assert (row.never is None) is (role in NAMES_NOTHING)


@pytest.mark.parametrize(("role", "act", "standing", "told"), NEVER_DOES, ids=str)
def test_each_role_never_does_what_practice_says(role: Role, act: str, standing: tuple[str, ...], told: str) -> None:
    """What practice says a post never does is refused, with a reason, whatever other post the person holds."""
    assert told
    for by in (holder(role), Officer(id=OfficerId("x"), roles=[role, Role.ARCHIVE_KEEPER])):
        ruling = role_permits(by, act, standing=standing)
        assert not ruling
        assert ruling.reason.zh


@pytest.mark.parametrize(("role", "act", "standing"), STILL_DOES, ids=str)
def test_each_role_still_does_its_work(role: Role, act: str, standing: tuple[str, ...]) -> None:
    """A ban reaches no further than practice puts it."""
    assert role_permits(holder(role), act, standing=standing)


def test_every_row_that_names_a_ban_has_its_case() -> None:
    """Every role that never does something does so in words, as moves, and in the cases above."""
    told = {role for role, *_ in NEVER_DOES}
    for role, row in ROLE_TABLE.items():
        assert bool(row.bans) is (row.never is not None) is (role in told)


def test_the_lines_of_defence_are_those_of_practice() -> None:
    """Account officers are of the business, the risk manager of the second line, audit of the third."""
    assert {role: row.line for role, row in ROLE_TABLE.items() if row.line is not None} == {
        Role.ACCOUNT_OFFICER: 1,
        Role.SECOND_OFFICER: 1,
        Role.RISK_MANAGER: 2,
        Role.INTERNAL_AUDIT: 3,
    }
