"""TOML text to plain data: bounded before it is parsed, a slip of the pen found by its line and column."""

import re

from loanvisit.codec.tables import exact_number
from loanvisit.errors import InputError, LoanVisitError, fault

LONGEST_FILE = 1_000_000
"""How many characters a file may have: some thousand clauses."""
DEEPEST = 32
"""How many tables and lists may stand in one another."""

QUOTED = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
)
"""A string or a comment, passed over whole by who looks for signs of structure."""
_STRUCTURE = re.compile(rf"{QUOTED}|[\[\]{{}}.=,\n]", re.DOTALL)
_PLACE = re.compile(r"at line ([0-9]+), column ([0-9]+)", re.ASCII)


def load_toml(
    text: str, path: str, *, code: str = "toml", refuse: type[LoanVisitError] = InputError
) -> dict[str, object]:
    """Parse TOML text, decimals kept exact.

    Args:
        text: the content of a file; a byte-order mark is dropped.
        path: what the file is, as faults call it.
        code: the fault code of what is not well-formed.
        refuse: the error that carries every fault but that of the type.

    Returns:
        The top table.

    Raises:
        InputError: what was given is not text.
        LoanVisitError: the text is too long, too deep or not well-formed, as the kind named by `refuse`.
    """
    if type(text) is not str:
        raise InputError(fault("type", path, text, form="str"))
    if len(text) > LONGEST_FILE:
        raise refuse(fault("text.length", path, text, bound=LONGEST_FILE))
    content = text.removeprefix("\ufeff")
    line = _too_deep(content)
    if line is not None:
        raise refuse(fault("toml.depth", path, line=line, bound=DEEPEST))
    import tomllib  # noqa: PLC0415  paid for only by those who read a file

    try:
        return tomllib.loads(content, parse_float=exact_number)
    except ValueError as error:  # a number too long to be one is no TOMLDecodeError
        line, column = _place(str(error), content)
        raise refuse(fault(code, path, line=line, place=column)) from None


def _place(message: str, text: str) -> tuple[int, int]:
    """Return the line and column a message names, else those of the end."""
    found = _PLACE.search(message)
    if found is not None:
        return int(found[1]), int(found[2])
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _too_deep(text: str) -> int | None:
    """Return the line on which tables, lists and dotted keys first stand too deep in one another, else None."""
    depth = dots = 0
    for token in _STRUCTURE.finditer(text):
        sign = token[0]
        if sign in "[{":
            depth, dots = depth + 1, 0
        elif sign in "]}":
            depth = max(0, depth - 1)
        elif sign == ".":
            dots += 1
        elif sign in "=,\n":
            dots = 0
        if depth + dots > DEEPEST:
            return text.count("\n", 0, token.start()) + 1
    return None
