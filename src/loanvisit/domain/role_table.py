"""The table of roles: what each does in post-loan work, and what it never does."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import field, frozen

from loanvisit.domain.acts import note_unknown
from loanvisit.domain.exact import as_tuple, check, each, guarded
from loanvisit.domain.methods import Confidence
from loanvisit.domain.people import Role
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import TEMPLATES, Text, say

EVERY_ACT = "*"
"""The act of a ban that forbids every move."""
CRITICAL = "critical"
"""That a finding is critical: where a ban holds of the thing, whoever stands how to it."""


@frozen(kw_only=True)
class Ban:
    """One thing a role never does.

    Args:
        act: the move of a table, such as "visit.accept"; "*" is every move. Beside them, "class.propose",
            "finding.raise", "borrower.manage" and "hold.override", which no table has.
        when: only where the person stands so to the thing, such as "manager", or the thing is "critical"; None where
            it holds always.
        unless: not where the person stands so to the thing; None where nothing lifts it.

    Raises:
        InputError: there is no such act, or both `when` and `unless` are given.

    Example:
        >>> own = Ban(act="visit.accept", when="manager")
        >>> own.holds("visit.accept", {"manager"}), own.holds("visit.accept", set()), own.holds("visit.file", set())
        (True, False, False)
    """

    act: str
    when: str | None = None
    unless: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        if self.act != EVERY_ACT:
            note_unknown(faults, self.act, "Ban.act")
        if self.when is not None and self.unless is not None:
            faults.add(fault("ban.twice", "Ban.unless", self.unless))
        faults.raise_as(InputError)

    @property
    def is_total(self) -> bool:
        """Whether it holds however the person stands to the thing."""
        return self.when is None and self.unless is None

    @guarded
    def holds(self, act: str, standing: Iterable[str]) -> bool:
        """Say whether it forbids an act to somebody who stands so to the thing; an act there is not is refused."""
        return bars(self, act, known_standing(act, standing))


def bars(ban: Ban, act: str, stands: frozenset[str]) -> bool:
    """Say whether a ban holds, of what was looked at before."""
    if ban.act not in (EVERY_ACT, act):
        return False
    return (ban.when is None or ban.when in stands) and (ban.unless is None or ban.unless not in stands)


def known_standing(act: str, standing: Iterable[str]) -> frozenset[str]:
    """Return how somebody stands to a thing; an act there is not is refused, and what is no relation."""
    stands, wrong = each(standing, str, "standing")
    faults = FaultList()
    note_unknown(faults, act, "act")
    for one in wrong:
        faults.add(one)
    faults.raise_as(InputError)
    return frozenset(stands)


def _bans(items: Iterable[Ban]) -> tuple[Ban, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class RoleRow:
    """A row of the table of roles.

    Args:
        role: whose row it is.
        does: what it does.
        never: what it never does, in words; None where practice names nothing.
        bans: the same, as moves that are refused.
        line: the line of defence it belongs to, 1 to 3; None where it may be any.
        citation: where the row comes from.
        confidence: how sure that is.

    Example:
        >>> ROLE_TABLE[Role.SECOND_OFFICER].text.zh
        '协办客户经理：参加检查，签字或书面提出不同意见；不得未到场而签字'
    """

    role: Role
    does: Text
    never: Text | None = None
    bans: tuple[Ban, ...] = field(default=(), converter=_bans)
    line: int | None = None
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.line is not None and not 1 <= self.line <= 3:
            raise InputError(fault("number.range", "RoleRow.line", self.line, low=1, high=3))

    @property
    def text(self) -> Text:
        """The row as one sentence."""
        if self.never is None:
            return say("role.row.free", role=self.role.text, does=self.does)
        return say("role.row", role=self.role.text, does=self.does, never=self.never)


def _row(role: Role, *bans: Ban, line: int | None = None) -> RoleRow:
    never = f"role.{role.value}.never"
    return RoleRow(
        role=role,
        does=say(f"role.{role.value}.does"),
        never=say(never) if never in TEMPLATES else None,
        bans=bans,
        line=line,
        citation=say("roles.citation"),
        confidence=Confidence.PRACTICE,
    )


def _always(*acts: str) -> tuple[Ban, ...]:
    return tuple(Ban(act=act) for act in acts)


_MANAGE, _OVERRIDE = "borrower.manage", "hold.override"
_ROWS = (
    _row(
        Role.ACCOUNT_OFFICER,
        *_always("visit.sign_off"),
        Ban(act="visit.accept", when="manager"),
        Ban(act="visit.overrule", when="manager"),
        Ban(act="visit.return", when="manager"),
        Ban(act="visit.void", when="manager"),
        Ban(act="finding.close", when="heavy_manager"),
        Ban(act="class.confirm", when="manager"),
        Ban(act="class.return", when="manager"),
        line=1,
    ),
    _row(
        Role.SECOND_OFFICER,
        Ban(act="visit.submit", unless="visitor"),
        Ban(act="visit.co_sign", unless="visitor"),
        Ban(act="visit.dissent", unless="visitor"),
        line=1,
    ),
    _row(Role.RISK_MANAGER, *_always(_MANAGE), line=2),
    _row(Role.POST_LOAN_DESK, *_always("visit.submit")),
    _row(Role.SUB_BRANCH_HEAD, Ban(act="finding.waive", when=CRITICAL)),
    _row(Role.APPROVER, *_always("visit.submit", "visit.co_sign", "visit.dissent")),
    _row(
        Role.CLASSIFICATION,
        Ban(act="class.confirm", when="proposer"),
        Ban(act="class.return", when="proposer"),
    ),
    _row(Role.COLLATERAL_DESK),
    _row(Role.DISBURSEMENT_DESK, *_always(_OVERRIDE)),
    _row(Role.RECOVERY),
    _row(Role.ARCHIVE_KEEPER),
    _row(Role.INTERNAL_AUDIT, *_always("*"), line=3),
    _row(
        Role.OUTSIDER,
        *_always(
            *("visit.make", "visit.submit", "visit.co_sign", "visit.dissent", "visit.return"),
            *("visit.accept", "visit.overrule", "visit.sign_off", "visit.void"),
            *("obligation.waive", "obligation.defer", "finding.close", "finding.waive"),
            *("remediation.verify", "remediation.reject", "remediation.extend", "remediation.waive"),
            *("run.enter", "run.review", "run.conclude", "run.void"),
            *("seed.commit", "seed.draw", "seed.reveal", "draw.depart", "draw.recheck"),
            *("class.propose", "class.confirm", "class.return", "substitution.grant"),
            *(_MANAGE, _OVERRIDE),
        ),
    ),
)

ROLE_TABLE: Mapping[Role, RoleRow] = MappingProxyType({row.role: row for row in _ROWS})
"""What each of the thirteen roles does and never does, whatever other role the person holds: practice, no rule.

Where a ban lies with the person rather than the post, such as that nobody judges their own work, the tables of moves
have it for every role.
"""

NEVER: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        row.role: acts
        for row in _ROWS
        if (acts := frozenset(ban.act for ban in row.bans if ban.is_total) - {_MANAGE, _OVERRIDE})
    }
)
"""Which moves each role never makes, however the person stands to the thing; "*" is every move.

It is read off `ROLE_TABLE`.
"""
