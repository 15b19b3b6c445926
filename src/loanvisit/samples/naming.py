"""Invented names of places, firms and people: none is meant to be anybody's."""

from typing import Final

from loanvisit.samples.lots import Lot

_PLACES: Final = ("云泽", "青崖", "澜汀", "栖岚", "霁川", "砚湖")
_BRANDS: Final = ("禾聚", "瑞屿", "晟棠", "朗塬", "启岫", "恒沐", "嘉棹", "博榆", "承樾", "泓砚")
_FAMILIES: Final = ("李", "王", "张", "陈", "周", "吴", "徐", "孙", "何", "郭", "梁", "宋")
_GIVEN: Final = ("知禾", "屿安", "若棠", "景川", "沐言", "云舒", "砚秋", "承樾", "清岚", "一苇", "叙白", "南乔")


def firm(lot: Lot, trade: str) -> str:
    """Return the name of a company in a trade: place, brand, trade."""
    return f"{lot.pick(_PLACES, 'place')}{lot.pick(_BRANDS, 'brand')}{trade}有限公司"


def person(lot: Lot) -> str:
    """Return the name of a person."""
    return f"{lot.pick(_FAMILIES, 'family')}{lot.pick(_GIVEN, 'given')}"
