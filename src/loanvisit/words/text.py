"""A readable sentence in both languages, and the values a template may be filled with."""

from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import frozen

Language: TypeAlias = Literal["zh", "en"]
"""The languages of every text."""
LANGUAGES: tuple[Language, ...] = ("zh", "en")
"""Chinese first."""


@frozen(kw_only=True)
class Text:
    """A sentence or label a reader sees, in Chinese and in English.

    >>> Text(zh="关注", en="special mention").of("zh")
    '关注'
    """

    zh: str
    en: str

    def __attrs_post_init__(self) -> None:
        if type(self.zh) is not str or type(self.en) is not str:
            msg = "a text needs zh and en, both str"
            raise TypeError(msg)

    def of(self, language: Language) -> str:
        """Return the sentence in one language, "zh" or "en"."""
        return self.zh if language == "zh" else self.en


Fill: TypeAlias = str | int | date | Decimal | Text
"""What a template may be filled with: simple values only, never an object with attributes to reach."""


def join(texts: "tuple[Text, ...] | list[Text]", *, zh: str = "、", en: str = ", ") -> Text:
    """Join texts with the separator of each language; nothing joins to the empty text."""
    return Text(zh=zh.join(text.zh for text in texts), en=en.join(text.en for text in texts))


def verbatim(value: str) -> Text:
    """Return a text that reads the same in both languages: an id, a number, a code."""
    return Text(zh=value, en=value)
