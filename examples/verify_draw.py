"""Draw again from a revealed seed, with nothing but Python, and say whether a draw is what the seed gives.

    python examples/verify_draw.py draw.json seed.json [--pool pool.json]

For whoever is handed a draw and the seed, and trusts neither the bank nor the library that wrote them: this file
imports nothing of it, and follows the page "Random draws" alone. `draw.json` is the document of a draw, `seed.json`
that of a seed or of a commitment whose seed is revealed, `pool.json` that of the pool, where it was kept apart.

Prints 相符 / it holds, and the exit code is 0; or each thing that differs, a line each, and the exit code is 1. What
cannot be read at all is told on stderr, and the exit code is 2.
"""

import argparse
import hashlib
import hmac
import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

Member = tuple[str, str]
"""The kind of a member and its id."""


def framed(*parts: str) -> bytes:
    """Return each part after its length in eight bytes, so that no other parts make the same bytes."""
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(8, "big") + part for part in encoded)


def committed(seed: dict[str, str], promise: dict[str, Any]) -> str:
    """Return the digest that a commitment to the seed has."""
    days = (promise["period"]["opens"], promise["period"]["last"])
    parts = framed("loanvisit.seed.1", seed["text"], seed["nonce"], *days, *sorted(promise["pools"]))
    return hashlib.sha256(parts).hexdigest()


def in_rank_order(members: list[Member], draw: dict[str, Any], seed: dict[str, str]) -> list[Member]:
    """Return members in the order the seed gives."""
    key = hashlib.sha256(framed("loanvisit.draw.1", seed["text"], draw["beacon"])).digest()
    return sorted(members, key=lambda one: (hmac.digest(key, framed(draw["pool"], *one), "sha256"), one))


def quota_of(share: str, size: int) -> int:
    """Return the least whole number not below share × size."""
    return -(-Fraction(share) * size // 1)


def differences(draw: dict[str, Any], seed: dict[str, str], pool: dict[str, Any] | None) -> Iterator[str]:
    """Yield everything in which a draw differs from what the seed gives."""
    promise = draw["commitment"]
    if committed(seed, promise) != promise["digest"]:
        yield "种子与承诺不符 / the seed is not the one committed to"
    if promise["committed_on"] >= promise["period"]["opens"]:
        yield "承诺不早于期间首日 / the commitment came after the period began"
    if draw["pool"] not in promise["pools"]:
        yield "承诺未列明该总体 / the commitment does not name the pool"
    if not promise["committed_on"] <= draw["drawn_on"] <= promise["period"]["last"]:
        yield "抽样日不在承诺日与期间末日之间 / it was drawn before the commitment or after the period"
    ranked = {one["key"]: in_rank_order(members_of(one["ranked"]), draw, seed) for one in draw["strata"]}
    everybody = [member for members in ranked.values() for member in members]
    if len(ranked) != len(draw["strata"]) or len(set(everybody)) != len(everybody):
        yield "有重复的层或成员 / a stratum or a member stands in it twice"
    for stratum in draw["strata"]:
        yield from of_stratum(stratum, ranked[stratum["key"]])
    yield from of_departures(draw, ranked)
    yield from of_rechecks(draw)
    if pool is not None:
        yield from of_pool(draw, pool)


def of_stratum(stratum: dict[str, Any], ranked: list[Member]) -> Iterator[str]:
    """Yield what differs in one stratum."""
    key, drawn = stratum["key"], [member_of(one) for one in stratum["drawn"]]
    if len(ranked) != stratum["size"]:
        yield f"{key}：成员缺漏，应有 {stratum['size']} / members are missing: there were {stratum['size']}"
    if members_of(stratum["ranked"]) != ranked:
        yield f"{key}：排序不符 / the order is not the seed's"
    if not 0 < Fraction(stratum["share"]) <= 1:
        yield f"{key}：比例超出范围 / the share is out of range"
        return
    quota = quota_of(stratum["share"], stratum["size"])
    if stratum["quota"] != quota or len(drawn) < quota:
        yield f"{key}：应抽 {quota} / the quota is {quota}"
    owed = ranked[:quota]
    for rank, member in enumerate(owed, start=1):
        if member not in drawn:
            yield f"{key}：第 {rank} 位 {member[1]} 应抽未抽 / rank {rank}, {member[1]}, is missing from those drawn"
    for member in drawn:
        if member not in owed:
            yield f"{key}：{member[1]} 不应抽中 / {member[1]} should not have been drawn"
    if set(owed) == set(drawn) and owed != drawn:
        yield f"{key}：抽中名单次序不符 / those drawn stand in another order"


def of_departures(draw: dict[str, Any], ranked: dict[str, list[Member]]) -> Iterator[str]:
    """Yield each departure and replacement that is out of rank, one after another from those first drawn."""
    home = {member: key for key, members in ranked.items() for member in members}
    entered = {member_of(one): draw["drawn_on"] for stratum in draw["strata"] for one in stratum["drawn"]}
    gone: set[Member] = set()
    period = draw["commitment"]["period"]
    for one in draw["departures"]:
        member, seen = member_of(one["member"]), one["visited_on"]
        taken = None if one["taken"] is None else member_of(one["taken"])
        if member not in home or member in gone:
            yield f"{member[1]}：不在总体或已退出 / not in the pool, or gone already"
            continue
        since = entered.get(member)
        is_kept = (
            seen is not None
            and since is not None
            and max(since, period["opens"]) <= seen <= min(one["left_on"], period["last"])
        )
        if seen is not None and not is_kept:
            yield f"{member[1]}：检查日不计入 / the visit does not count"
        if not draw["drawn_on"] <= one["noted_on"] <= period["last"]:
            yield f"{member[1]}：登记日不在期间内 / noted outside the period"
        passed = {*entered, *gone, member}
        line = ranked[home[member]] if since is not None and not is_kept else []
        due = next((other for other in line if other not in passed), None)
        if taken != due:
            yield f"{member[1]}：未按次序递补 / replaced out of rank"
        gone.add(member)
        if taken is not None:
            entered[taken] = one["noted_on"]


def of_rechecks(draw: dict[str, Any]) -> Iterator[str]:
    """Yield each check of what was not drawn, or by the unit that made the record."""
    members = {member_of(one["id"]): one for stratum in draw["strata"] for one in stratum["ranked"]}
    drawn = {member_of(one) for stratum in draw["strata"] for one in stratum["drawn"]}
    drawn |= {member_of(one["taken"]) for one in draw["departures"] if one["taken"] is not None}
    for one in draw["rechecks"]:
        member = member_of(one["member"])
        if member not in drawn or member not in members:
            yield f"{member[1]}：未抽中却被复查 / checked again though not drawn"
        elif members[member]["unit"] in {None, one["unit"]} or spelled(one["by"]) in map(
            spelled, members[member]["made_by"]
        ):
            yield f"{member[1]}：复查人不独立 / the checker is not of another unit"


def spelled(officer: str) -> str:
    """Return an officer's id as it is compared: capitals and spaces make no other person."""
    return "".join(officer.casefold().split())


def of_pool(draw: dict[str, Any], pool: dict[str, Any]) -> Iterator[str]:
    """Yield whom the draw leaves out of the pool, or adds to it, and each share that is another."""
    if pool["id"] != draw["pool"]:
        yield "总体编号不符 / it is another pool"
    kept = {(one["key"], *member) for one in draw["strata"] for member in members_of(one["ranked"])}
    known = {(one["key"], *member) for one in pool["strata"] for member in members_of(one["members"])}
    for key, _, name in sorted(known - kept):
        yield f"{key}：总体成员 {name} 未列入 / {name} of the pool is left out"
    for key, _, name in sorted(kept - known):
        yield f"{key}：{name} 不在总体中 / {name} is not in the pool"
    shares = {one["key"]: one["share"] for one in pool["strata"]}
    for one in draw["strata"]:
        if Fraction(one["share"]) != Fraction(shares.get(one["key"], one["share"])):
            yield f"{one['key']}：比例与总体规定不符 / the share is not the pool's"


def member_of(node: dict[str, str]) -> Member:
    """Return the kind and the id of a member as a document writes it."""
    return node["type"], node["id"]


def members_of(nodes: list[dict[str, Any]]) -> list[Member]:
    """Return the members of a list, in its order."""
    return [member_of(node["id"]) for node in nodes]


def opened(path: Path, *types: str) -> dict[str, Any]:
    """Return what a document says, refused where it is of another type."""
    document = json.loads(path.read_text(encoding="utf-8"))
    if document["type"] not in types:
        msg = f"{path}: expected {' | '.join(types)}"
        raise ValueError(msg)
    value: dict[str, Any] = document["value"]
    return value


def main(arguments: list[str] | None = None) -> int:
    """Verify the draw that the command line names."""
    parser = argparse.ArgumentParser(description="Verify a draw against its revealed seed.")
    parser.add_argument("draw", type=Path)
    parser.add_argument("seed", type=Path)
    parser.add_argument("--pool", type=Path)
    told = parser.parse_args(arguments)
    try:
        draw, told_seed = opened(told.draw, "draw"), opened(told.seed, "seed", "seed_commitment")
        seed = told_seed["revealed"]["seed"] if "revealed" in told_seed else told_seed
        pool = None if told.pool is None else opened(told.pool, "pool")
        found = list(differences(draw, seed, pool))
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"无法读取 / cannot be read: {error!r}", file=sys.stderr)
        return 2
    print("\n".join(found) or "相符 / it holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
