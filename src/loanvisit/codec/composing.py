"""A policy file that rests on other policies, and that puts a clause another way for a time."""

from collections.abc import Callable
from datetime import date
from functools import reduce
from typing import TypeAlias

from attrs import evolve, frozen

from loanvisit.codec.conditions import Declared, read_conditions
from loanvisit.codec.lines import Lines
from loanvisit.codec.requirements import read_requirement
from loanvisit.codec.tables import Table
from loanvisit.domain import Accepts, MissingFact, OfficerId, Roll
from loanvisit.domain.exact import reads_like_a_code
from loanvisit.errors import FaultList, LoanVisitError, nearest
from loanvisit.scheduling import ClausePolicy, override, strictest
from loanvisit.words import Text

KnownPolicies: TypeAlias = Callable[[str], ClausePolicy]
"""What returns the policy of a name, or refuses; `presets.policy` is one."""


def read_bases(top: Table, known: KnownPolicies | None) -> tuple[ClausePolicy, ...]:
    """Read the policies a file rests on; what is wrong with one is told under its place in the list."""
    found: list[ClausePolicy] = []
    names = top.words("based_on")
    for place, name in enumerate(names):
        path = f"based_on[{place}]"
        if name in names[:place]:
            top.note("id.duplicate", path, name)
        elif known is None:
            top.note("policy.known", path)
        else:
            try:
                found.append(known(name))
            except LoanVisitError as error:
                for one in error.faults:
                    inner = one.path if one.path.startswith(("clause", "series", "override", "based_on")) else ""
                    top.faults.add(evolve(one, path=f"{path}.{inner}" if inner else path))
    return tuple(found)


@frozen(kw_only=True)
class ReadOverride:
    """An override as it was read, and the table it stands in."""

    table: Table
    clause: str
    reason: Text
    approver: OfficerId
    starts: date
    expiry: date
    changes: dict[str, object]


def read_overrides(
    top: Table, lines: Lines, declared: Declared, *, as_of: date | None, clauses: list[object]
) -> list[ReadOverride]:
    """Read every `[[override]]` of one of the clauses; those with faults are left out, the faults noted."""
    contents = top.tables("override", "[[override]]") if "override" in top else None
    found: list[ReadOverride] = []
    for place, content in enumerate(contents or []):
        name = content.get("clause")
        is_shown = isinstance(name, str) and reads_like_a_code(name)
        path = f"override[{name if is_shown else f'#{place + 1}'}]"
        table = Table(content, path, top.faults, line=lines.of("override", place, among=len(contents or [])))
        before = len(top.faults)
        if isinstance(name, str) and name not in clauses:
            known = sorted(one for one in clauses if isinstance(one, str))
            table.note("clause.unknown", table.at("clause"), name, near=nearest(name, known))
        read = _read(table, declared, as_of)
        if read is not None and len(top.faults) == before:
            found.append(read)
    return found


def _read(table: Table, declared: Declared, as_of: date | None) -> ReadOverride | None:
    clause, reason = table.word("clause", required=True), table.text("reason")
    name = table.word("approver", required=True)
    approver = None if name is None else table.made(lambda: OfficerId(name), table.at("approver"))
    starts, expiry = table.day("starts", required=True), table.day("expiry", required=True)
    if starts is not None and expiry is not None and expiry < starts:
        table.note("date.order", table.at("expiry"), expiry, earlier=starts)
    elif as_of is not None and expiry is not None and expiry < as_of:
        table.note("override.expired", table.at("expiry"), expiry, day=as_of)
    changes = _changes(table, declared)
    table.close()
    if clause is None or reason is None or approver is None or starts is None or expiry is None:
        return None
    return ReadOverride(
        table=table, clause=clause, reason=reason, approver=approver, starts=starts, expiry=expiry, changes=changes
    )


def _changes(table: Table, declared: Declared) -> dict[str, object]:
    """Read what is put another way: the keys of a clause that may change for a time."""
    when = table.table("when", '{ risk = "pass" }', required=False)
    asked = table.table("require", '{ every = "quarter" }', required=False)
    changes: dict[str, object] = {
        "accepts": table.choice("accepts", Accepts) if "accepts" in table else None,
        "roll": table.choice("roll", Roll) if "roll" in table else None,
        "missing": table.choice("missing", MissingFact) if "missing" in table else None,
        "visitors": table.number("visitors", low=1, high=9),
        "evidence": table.words("evidence") if "evidence" in table else None,
        "questions": table.words("questions") if "questions" in table else None,
        "when": None if when is None else read_conditions(when, declared),
        "require": None if asked is None else read_requirement(asked, declared),
    }
    return {key: value for key, value in changes.items() if value is not None}


def put_together(parts: list[ClausePolicy], overrides: list[ReadOverride], faults: FaultList) -> ClausePolicy:
    """Return the policies as one, its overrides in force; where they do not fit together, the faults are noted."""
    try:
        whole = reduce(strictest, parts)
    except LoanVisitError as error:
        for one in error.faults:
            faults.add(one)
        return parts[0]
    for read in overrides:
        try:
            whole = _override(
                whole,
                read.clause,
                reason=read.reason,
                approver=read.approver,
                starts=read.starts,
                expiry=read.expiry,
                **read.changes,
            )
        except LoanVisitError as error:
            for one in error.faults:
                read.table.keep(evolve(one, path=f"{read.table.path}.{one.path.rpartition('.')[2]}"))
    return whole


_override: Callable[..., ClausePolicy] = override
"""`override` where the names of what changes are the file's: they were read as such."""
