"""Why something is so: a tree of keyed statements, the same in both languages."""

from html import escape

from attrs import field, frozen

from loanvisit.domain.exact import check
from loanvisit.domain.facts import NO_FACTS, Facts, as_facts
from loanvisit.words import Text


@frozen(kw_only=True)
class Proof:
    """A statement and the statements it rests on.

    `key` names the kind of statement, for those who read proofs by program; `text` is the sentence. A notebook shows
    the tree.

    Args:
        key: what kind of statement it is.
        statement: the sentence.
        parts: what it rests on, in order.
        values: what the statement says, by name: ids and codes as text, days as days, counts as whole numbers.
    """

    key: str
    statement: Text
    parts: "tuple[Proof, ...]" = ()
    values: Facts = field(default=NO_FACTS, converter=as_facts)

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

    def _repr_html_(self) -> str:
        """Return the tree as a notebook shows it."""
        return tree_html(self)


def tree_html(proof: Proof) -> str:
    """Return a proof as nested elements of HTML: both languages, every text escaped, nothing loaded."""
    said = "<br>".join(
        f'<span lang="{lang}">{escape(one)}</span>'
        for lang, one in (("zh-CN", proof.statement.zh), ("en", proof.statement.en))
    )
    kind = escape(proof.key)
    if not proof.parts:
        return f'<div data-key="{kind}" style="margin-left:1.2em">{said}</div>'
    below = "".join(map(tree_html, proof.parts))
    head = f"<summary>{said}</summary>"
    return f'<details open data-key="{kind}" style="margin-left:1.2em">{head}{below}</details>'
