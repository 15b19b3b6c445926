"""How a person's data read where not everybody may see them: names, numbers, addresses and places, masked.

What is not of the form it should have is masked whole: nothing is shown because it was not understood.
"""

import re
import unicodedata
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum
from types import MappingProxyType

from loanvisit.domain.exact import guarded
from loanvisit.words import Text, say

MASKED = "****"
"""What stands for a value that is masked whole."""


class MaskKind(Enum):
    """What a value tells of a person, which says how much of it may be shown.

    >>> MaskKind.ID_NUMBER.text.zh
    '身份证件号码'
    """

    NAME = "name"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    CARD = "card"
    EMAIL = "email"
    POSITION = "position"

    @property
    def text(self) -> Text:
        """What such a value is called."""
        return say(f"mask.{self.value}")


_PAIRS = (
    "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐司徒司空长孙宇文夏侯轩辕端木独孤南宫西门"
    "百里呼延闻人澹台公冶宗政濮阳淳于单于太叔申屠仲孙钟离鲜于闾丘赫连万俟拓跋东郭南门"
    "羊舌微生梁丘左丘公羊公西颛孙漆雕乐正宰父谷梁段干巫马歐陽司馬諸葛東方尉遲公孫長孫"
    "獨孤南宮聞人澹臺濮陽鍾離閭丘赫連"
)
_COMPOUND = frozenset(_PAIRS[place : place + 2] for place in range(0, len(_PAIRS), 2))
"""Surnames of two characters, simplified and traditional."""
_JOINER, _HANGING = "\u200d", ("Mn", "Mc", "Me")
_TONES = range(0x1F3FB, 0x1F400)


def _seen(text: str) -> list[str]:
    """Return what a reader sees as single characters: an accent, a tone of skin and what is joined belong to one."""
    found: list[str] = []
    for char in text:
        hangs = unicodedata.category(char) in _HANGING or char == _JOINER or ord(char) in _TONES
        if found and (hangs or found[-1].endswith(_JOINER)):
            found[-1] += char
        else:
            found.append(char)
    return found


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value).strip()


def _name(value: str) -> str:
    seen = _seen("".join(_plain(value).split()))
    if len(seen) < 2:
        return MASKED if not seen else "*"
    surname = 2 if len(seen) > 2 and "".join(seen[:2]) in _COMPOUND else 1
    shown, given = "".join(seen[:surname]), seen[surname:]
    is_chinese = all("\u3400" <= one[0] <= "\u9fff" for one in seen)
    if len(given) == 1:
        return f"{shown}*"
    return f"{shown}*{given[-1]}" if is_chinese and len(given) == 2 else f"{shown}**"


_DIGITS = re.compile(r"[\s()+-]")
_PHONE = re.compile(r"(?:(?:00)?86)?(1[3-9][0-9]{9})")
_ID = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}")
_CARD = re.compile(r"[0-9]{12,19}")
_EMAIL = re.compile(r"([A-Za-z0-9])[A-Za-z0-9._%+-]*(@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_POSITION = re.compile(r"([+-]?[0-9]{1,2}(?:\.[0-9]{1,15})?)\s*[,;]\s*([+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?)")
_HUNDREDTH = Decimal("0.01")


def _bare(value: str) -> str:
    return _DIGITS.sub("", _plain(value)).upper()


def _phone(value: str) -> str:
    found = _PHONE.fullmatch(_bare(value))
    return MASKED if found is None else f"{found[1][:3]}****{found[1][-4:]}"


def _id_number(value: str) -> str:
    bare = _bare(value)
    return f"{bare[:3]}{'*' * (len(bare) - 7)}{bare[-4:]}" if _ID.fullmatch(bare) else MASKED


def _card(value: str) -> str:
    bare = _bare(value)
    return f"{'*' * (len(bare) - 4)}{bare[-4:]}" if _CARD.fullmatch(bare) else MASKED


def _email(value: str) -> str:
    found = _EMAIL.fullmatch(_plain(value))
    return MASKED if found is None else f"{found[1]}***{found[2]}"


def _position(value: str) -> str:
    found = _POSITION.fullmatch(_plain(value))
    if found is None:
        return MASKED
    latitude, longitude = (Decimal(one).quantize(_HUNDREDTH, rounding=ROUND_HALF_EVEN) for one in found.groups())
    return MASKED if abs(latitude) > 90 or abs(longitude) > 180 else f"{latitude},{longitude}"


_MASKS = MappingProxyType(
    {
        MaskKind.NAME: _name,
        MaskKind.PHONE: _phone,
        MaskKind.ID_NUMBER: _id_number,
        MaskKind.CARD: _card,
        MaskKind.EMAIL: _email,
        MaskKind.POSITION: _position,
    }
)


@guarded
def mask(value: str, kind: MaskKind) -> str:
    """Return a value as somebody may see it who need not know it whole.

    The defaults are those of Chinese banking practice (the informative annex of JR/T 0171-2020 on showing personal
    financial data; practice, no rule): of a name the surname, and of a given name of two characters the second; of a
    mobile number three digits and the last four; of an identity number three and the last four; of a card the last
    four; of an address of mail the first letter and the domain; of a position two decimals, about a kilometre.

    Args:
        value: in any width of characters, with spaces, hyphens or a country code; empty is masked whole.
        kind: what it is.

    Returns:
        The value masked; `****` where it is not of the form its kind has, so that nothing unknown is shown.

    Raises:
        InputError: an argument is of the wrong type.

    Example:
        >>> from loanvisit.domain import MaskKind, mask
        >>> mask("王小明", MaskKind.NAME), mask("欧阳修", MaskKind.NAME), mask("+86 138-0013-8000", MaskKind.PHONE)
        ('王*明', '欧阳*', '138****8000')
    """
    return _MASKS[kind](value)


_GAP = "[ -]?"
_WITHIN: Mapping[MaskKind, re.Pattern[str]] = MappingProxyType(
    {
        MaskKind.EMAIL: re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
        MaskKind.ID_NUMBER: re.compile(
            rf"(?<![0-9])[1-9](?:{_GAP}[0-9]){{5}}{_GAP}(?:1{_GAP}[89]|2{_GAP}0)(?:{_GAP}[0-9]){{9}}{_GAP}[0-9Xx](?![0-9])"
            "|(?<![0-9])[1-9][0-9]{14}(?![0-9])"
        ),
        MaskKind.CARD: re.compile(
            r"(?<![0-9])(?:[0-9]{12,19}|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -]?[0-9]{1,3})?)(?![0-9])"
        ),
        MaskKind.PHONE: re.compile(rf"(?<![0-9])(?:(?:\+|00)?86{_GAP})?1{_GAP}[3-9](?:{_GAP}[0-9]){{9}}(?![0-9])"),
    }
)
"""What is looked for in free words, in this order: a longer number before a shorter one that it may hold."""


@guarded
def mask_within(text: str) -> str:
    """Return free words with every number that may be a person's, and every address of mail, masked where it stands.

    Found are mobile numbers, identity numbers, numbers as long as a card's and addresses of mail, whatever the width of
    the digits and whatever stands beside them. A number of an account or a contract that is as long is masked too;
    names are not found: no list knows them all.

    Args:
        text: the words.

    Returns:
        The words in their canonical width (NFKC), the rest unchanged.

    Raises:
        InputError: it is no text.

    Example:
        >>> from loanvisit.domain import mask_within
        >>> mask_within("电话１３８００１３８０００，2026-03-31 回访")
        '电话138****8000,2026-03-31 回访'
    """
    shown = unicodedata.normalize("NFKC", text)
    for kind, pattern in _WITHIN.items():
        masked = _MASKS[kind]
        shown = pattern.sub(lambda found, masked=masked: masked(found[0]), shown)  # type: ignore[misc]
    return shown
