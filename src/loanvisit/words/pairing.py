"""The two templates of a fault: the form expected, and how to mend what came instead."""

from loanvisit.words.text import Text


def pair(code: str, expected: tuple[str, str], remedy: tuple[str, str]) -> dict[str, Text]:
    """Return `fault.<code>` and `mend.<code>`, each given in Chinese and in English."""
    return {
        f"fault.{code}": Text(zh=expected[0], en=expected[1]),
        f"mend.{code}": Text(zh=remedy[0], en=remedy[1]),
    }
