"""Several things done at once, by threads that start at a barrier and change places as often as Python lets them."""

import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from loanvisit.testing.checks.checking import Unkept

T = TypeVar("T")
PATIENCE = 60.0
"""How many seconds a thread is waited for."""


def together(acts: Sequence[Callable[[], T]], *, patience: float = PATIENCE) -> list[T | Exception]:
    """Do several things at once; return what each gave or raised, in order."""
    came: dict[int, T | Exception] = {}
    start = threading.Barrier(len(acts))

    def do(place: int) -> None:
        try:
            start.wait(patience)
            came[place] = acts[place]()
        except Exception as error:  # noqa: BLE001  it is handed to whoever asked
            came[place] = error

    with _restless():
        threads = [threading.Thread(target=do, args=(place,), daemon=True) for place in range(len(acts))]
        for one in threads:
            one.start()
        for one in threads:
            one.join(patience)
    if len(came) < len(acts):
        raise Unkept(f"{len(acts)} threads to come to an end", f"{len(acts) - len(came)} still waiting")
    return [came[place] for place in range(len(acts))]


@contextmanager
def _restless() -> Generator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
