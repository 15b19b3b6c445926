"""Why something is so: a tree of keyed statements, the same in both languages."""

from attrs import frozen

from loanvisit.domain.exact import check
from loanvisit.words import Text


@frozen(kw_only=True)
class Proof:
    """A statement and the statements it rests on.

    `key` names the kind of statement, for those who read proofs by program; `text` is the sentence.
    """

    key: str
    statement: Text
    parts: "tuple[Proof, ...]" = ()

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def text(self) -> Text:
        """The whole tree as indented lines."""
        return Text(zh="\n".join(self._lines("zh", 0)), en="\n".join(self._lines("en", 0)))

    def _lines(self, language: str, depth: int) -> list[str]:
        own = self.statement.zh if language == "zh" else self.statement.en
        return ["  " * depth + own, *(line for part in self.parts for line in part._lines(language, depth + 1))]

    def find(self, key: str) -> "tuple[Proof, ...]":
        """Return every statement of that kind in the tree, in order."""
        here = (self,) if self.key == key else ()
        return here + tuple(found for part in self.parts for found in part.find(key))
