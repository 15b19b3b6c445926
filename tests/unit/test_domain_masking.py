"""What is shown of a person's name, numbers, addresses and places."""

import pytest

from loanvisit.domain import MaskKind, mask, mask_within
from loanvisit.errors import InputError

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (MaskKind.NAME, "张三", "张*"),
        (MaskKind.NAME, "王小明", "王*明"),
        (MaskKind.NAME, "欧阳修", "欧阳*"),
        (MaskKind.NAME, "歐陽小明", "歐陽*明"),
        (MaskKind.NAME, "欧阳", "欧*"),
        (MaskKind.NAME, "张", "*"),
        (MaskKind.NAME, " ", "****"),
        (MaskKind.NAME, "阿卜杜拉买买提", "阿**"),
        (MaskKind.NAME, "John Smith", "J**"),
        (MaskKind.NAME, "e\u0301a", "é*"),
        (MaskKind.NAME, f"{FAMILY}明", f"{FAMILY}*"),
        (MaskKind.NAME, "\U0001f44d\U0001f3fd明", "\U0001f44d\U0001f3fd*"),
        (MaskKind.PHONE, "13800138000", "138****8000"),
        (MaskKind.PHONE, "+86 138-0013-8000", "138****8000"),
        (MaskKind.PHONE, "008613800138000", "138****8000"),
        (MaskKind.PHONE, "12800138000", "****"),
        (MaskKind.PHONE, "0755-12345678", "****"),
        (MaskKind.ID_NUMBER, "11010119900307123x", "110***********123X"),
        (MaskKind.ID_NUMBER, "110101900307123", "110********7123"),
        (MaskKind.ID_NUMBER, "1101011990030712", "****"),
        (MaskKind.CARD, "6222 0200 1234 5678 901", "***************8901"),
        (MaskKind.CARD, "6222", "****"),
        (MaskKind.EMAIL, "wang@example.com", "w***@example.com"),
        (MaskKind.EMAIL, "wang@", "****"),
        (MaskKind.EMAIL, "wang at example.com", "****"),
        (MaskKind.POSITION, "31.230416, 121.473701", "31.23,121.47"),
        (MaskKind.POSITION, "-33.8688;151.2093", "-33.87,151.21"),
        (MaskKind.POSITION, "91.0,10.0", "****"),
        (MaskKind.POSITION, "10.0,181.0", "****"),
        (MaskKind.POSITION, "somewhere", "****"),
    ],
)
def test_each_kind_is_masked_as_practice_has_it(kind: MaskKind, value: str, shown: str) -> None:
    """The defaults of practice; what is not of its form is masked whole."""
    assert mask(value, kind) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("电话13800138000本人接听", "电话138****8000本人接听"),
        ("1 3 8 0 0 1 3 8 0 0 0", "138****8000"),
        ("身份证11010119900307123X。", "身份证110***********123X。"),
        ("身份证110101 19900307 1234", "身份证110***********1234"),
        ("旧证110101900307123", "旧证110********7123"),
        ("卡号6222020012345678901", "卡号***************8901"),
        ("卡号6222 0200 1234 5678", "卡号************5678"),
        ("邮箱wang.x@example.com.cn回复", "邮箱w***@example.com.cn回复"),
        ("2026-03-31 回访,库存 12000 吨", "2026-03-31 回访,库存 12000 吨"),
        ("", ""),
    ],
)
def test_numbers_are_found_in_free_words(words: str, shown: str) -> None:
    """Beside Chinese characters, with gaps, and none that is only a date or an amount."""
    assert mask_within(words) == shown


def test_what_is_no_text_is_refused() -> None:
    """Numbers are no texts, and a control character is refused at the door."""
    for wrong in (13800138000, "138\x00", None):
        with pytest.raises(InputError):
            mask(wrong, MaskKind.PHONE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(InputError):
            mask_within(wrong)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_each_kind_has_its_label() -> None:
    """A kind is called something in Chinese and in English."""
    assert {kind.text.zh for kind in MaskKind} == {"姓名", "手机号码", "身份证件号码", "银行卡号", "电子邮箱", "位置"}
