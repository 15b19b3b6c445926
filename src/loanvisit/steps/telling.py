"""Who must hear of what a step decided: one table from the moves in the trail to the news and to whom it goes."""

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import NamedTuple, ParamSpec, TypeAlias

from attrs import evolve

from loanvisit.domain import Change, Notice, NoticeEvent, OfficerId, Role, TrailEntry, Weight

P = ParamSpec("P")
Addressed: TypeAlias = Callable[[Change, TrailEntry], tuple[OfficerId | None, ...]]


class _News(NamedTuple):
    """What is told after a move, to which posts, and to whom by name."""

    event: NoticeEvent
    roles: frozenset[Role] = frozenset()
    officers: Addressed = lambda _change, _entry: ()


_DESK = frozenset({Role.POST_LOAN_DESK})
_REVIEWERS = frozenset({Role.POST_LOAN_DESK, Role.RISK_MANAGER})


def _visitors(change: Change, entry: TrailEntry) -> tuple[OfficerId | None, ...]:
    """The visitors of a visit, and who manages the borrower."""
    return next(((*visit.visitors, visit.manager) for visit in change.visits if visit.id == entry.about), ())


def _owner(change: Change, entry: TrailEntry) -> tuple[OfficerId | None, ...]:
    """Whoever carries a cure out."""
    return next(((cure.owner,) for cure in change.remediations if cure.id == entry.about), ())


def _manager(change: Change, entry: TrailEntry) -> tuple[OfficerId | None, ...]:
    """Who manages the borrower of a finding."""
    return next(((found.manager,) for found in change.findings if found.id == entry.about), ())


def _asker(change: Change, entry: TrailEntry) -> tuple[OfficerId | None, ...]:
    """Who asked for a deferral."""
    return next(((one.asked_by,) for one in change.deferrals if one.id == entry.about), ())


def _stand_ins(change: Change, entry: TrailEntry) -> tuple[OfficerId | None, ...]:
    """Who will use the method that stands in."""
    return next((one.visitors for one in change.substitutions if one.id == entry.about), ())


NEWS: Mapping[str, _News] = MappingProxyType(
    {
        "record.file": _News(NoticeEvent.RECORD_FILED, _DESK),
        "visit.dissent": _News(NoticeEvent.VISIT_DISSENTED, _REVIEWERS, _visitors),
        "visit.return": _News(NoticeEvent.VISIT_RETURNED, officers=_visitors),
        "visit.void": _News(NoticeEvent.VISIT_VOIDED, officers=_visitors),
        "finding.raise": _News(NoticeEvent.FINDING_RAISED, _REVIEWERS, _manager),
        "remediation.open": _News(NoticeEvent.CURE_OPENED, officers=_owner),
        "remediation.submit": _News(NoticeEvent.CURE_SUBMITTED, _REVIEWERS),
        "remediation.reject": _News(NoticeEvent.CURE_REJECTED, officers=_owner),
        "remediation.verify": _News(NoticeEvent.CURE_VERIFIED, officers=_owner),
        "remediation.extend": _News(NoticeEvent.CURE_EXTENDED, _REVIEWERS),
        "deferral.grant": _News(NoticeEvent.DEFERRED, _DESK, _asker),
        "substitution.grant": _News(NoticeEvent.SUBSTITUTED, _DESK, _stand_ins),
        "waiver.grant": _News(NoticeEvent.WAIVED, _DESK),
    }
)
"""The news of each move that somebody must hear of; the others are told to nobody."""


def telling(step: Callable[P, Change]) -> Callable[P, Change]:
    """Make a step tell: its change comes with the notices that its trail gives rise to."""

    @wraps(step)
    def told(*given: P.args, **named: P.kwargs) -> Change:
        return with_news(step(*given, **named))

    return told


def with_news(change: Change) -> Change:
    """Return a change with its notices: what its trail says, in order, to whom it concerns.

    A finding is told where it is critical or major; lighter ones wait for whoever reads the file.
    """
    notices = [_notice(change, entry, NEWS[entry.move]) for entry in change.trail if _is_news(change, entry)]
    return evolve(change, notices=tuple(notices)) if notices else change


def _is_news(change: Change, entry: TrailEntry) -> bool:
    light = (found.id == entry.about and found.weight not in (Weight.S1, Weight.S2) for found in change.findings)
    return entry.move in NEWS and not (entry.move == "finding.raise" and any(light))


def _notice(change: Change, entry: TrailEntry, news: _News) -> Notice:
    named = [who for who in news.officers(change, entry) if who is not None]
    return Notice(
        event=news.event,
        about=entry.about,
        borrower=change.borrower,
        at=entry.at,
        officers=tuple(dict.fromkeys(named)),
        roles=news.roles,
    )
