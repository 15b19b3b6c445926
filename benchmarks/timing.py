"""Medians of alternating runs in one process, the way they are printed."""

import gc
import json
import resource
import statistics
import time
from collections.abc import Callable

from attrs import asdict, frozen


@frozen(kw_only=True)
class Result:
    """One line: our median, the peer's, and their ratio against what it must and should be.

    `recall` is how much ours found of what was there to find, where that is not everything by its nature.
    """

    name: str
    ours: float
    peer: float
    ratio: float
    unit: str
    n: int
    must: float
    aim: float
    recall: str | None = None

    def line(self) -> str:
        """Return the line as JSON."""
        return json.dumps({name: told for name, told in asdict(self).items() if told is not None})


def compare(
    name: str,
    ours: Callable[[], object],
    peer: Callable[[], object],
    *,
    n: int,
    unit: str,
    scale: float,
    must: float,
    aim: float,
    runs: int = 5,
) -> Result:
    """Run both in turn, `runs` times each after one warm-up, and compare their medians.

    Time is that of the processor, so that what else the machine does weighs little. Garbage is collected between runs
    and not during them, for both alike. `scale` turns seconds into the unit.
    """
    ours(), peer()
    times: dict[str, list[float]] = {"ours": [], "peer": []}
    for _ in range(runs):
        for who, work in (("ours", ours), ("peer", peer)):
            gc.collect()
            gc.disable()
            start = _spent()
            kept = work()
            times[who].append(_spent() - start)
            gc.enable()
            del kept
    mine, theirs = (statistics.median(times[who]) * scale for who in ("ours", "peer"))
    return Result(
        name=name,
        ours=round(mine, 3),
        peer=round(theirs, 3),
        ratio=round(mine / theirs, 3),
        unit=unit,
        n=n,
        must=must,
        aim=aim,
    )


def _spent() -> float:
    """Return the seconds of processor time spent so far, by this process and by those it started and waited for."""
    started = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + started.ru_utime + started.ru_stime
