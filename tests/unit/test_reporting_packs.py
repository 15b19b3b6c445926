"""The pages of a preparation pack: what to look at first, on top, and nobody named but to the visit team."""

from datetime import date

import pytest
from attrs import evolve

from loanvisit.domain import (
    BorrowerId,
    LoanId,
    Method,
    PackGap,
    PackItem,
    PackPart,
    PackSection,
    PreparationPack,
    VisitId,
    Window,
)
from loanvisit.errors import InputError
from loanvisit.reporting import pack_to_html, pack_to_markdown
from loanvisit.words import Text, verbatim

DAY = date(2026, 3, 31)


def a_pack() -> PreparationPack:
    """Return a pack with something to look at first, something known, a gap, and the rest nil."""
    hot = PackItem(text=Text(zh="红色信号", en="red signal"), on=DAY, source=verbatim("S-1"), first=True)
    paid = PackItem(text=verbatim("L-1/1"), source=verbatim("<book>"), people=["乙公司", "甲公司"])
    gap = PackGap(what=verbatim("payees"), where=verbatim("vouchers"))
    held = {
        PackPart.SIGNALS: PackSection(part=PackPart.SIGNALS, items=[hot]),
        PackPart.DRAWDOWNS: PackSection(part=PackPart.DRAWDOWNS, items=[paid], gaps=[gap]),
    }
    return PreparationPack(
        visit=VisitId("V-1"),
        borrower=BorrowerId("B-1"),
        name="王小明",
        method=Method.ON_SITE,
        window=Window(opens=date(2026, 3, 1), last=DAY),
        loans=[LoanId("L-1")],
        as_of=DAY,
        sections=[held.get(part, PackSection(part=part)) for part in PackPart],
    )


def test_what_to_look_at_first_stands_on_top_and_is_not_told_again() -> None:
    """A part that stands on top whole has no heading below; one without anything says so."""
    page = pack_to_markdown(a_pack(), "zh")
    lines = page.splitlines()
    assert lines[0] == "# 贷款回访行前资料"
    assert lines[2] == "王\\*明 · 现场检查 · 检查期 2026年3月1日至2026年3月31日 · 贷款 L-1"
    assert lines[8:12] == ["## 先看", "", "- 红色信号（S-1，2026年3月31日）", ""]
    assert page.count("红色信号") == 1
    assert "## 预警信号" not in page
    assert "## 未销号问题\n\n无\n" in page
    assert "- L-1/1（\\<book\\>，日期不详）\n- 未取得数据：payees；获取途径：vouchers\n" in page


def test_the_visit_team_reads_names() -> None:
    """Left out, a person is masked and no payee is printed; asked for, both stand there in order."""
    pack = a_pack()
    for to_page in (pack_to_markdown, pack_to_html):
        others, team = to_page(pack, "en"), to_page(pack, "en", for_visit_team=True)
        assert all(name not in others for name in ("王小明", "甲公司", "乙公司"))
        assert all(name in team for name in ("王小明", "L-1/1; to: 乙公司, 甲公司"))
        assert "personal data are masked" in others
        assert "for the visit team alone" in team


def test_a_page_of_html_loads_nothing_and_frames_what_is_first() -> None:
    """One style, no script, every text escaped."""
    page = pack_to_html(a_pack(), "en")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n')
    assert page.count('<section class="first">') == 1
    assert "&lt;book&gt;" in page
    assert "<book>" not in page
    assert "default-src &apos;none&apos;" in page
    assert "<script" not in page
    assert page.endswith("</body></html>\n")


def test_a_pack_with_nothing_to_look_at_first_says_so() -> None:
    """And one about no loan names none."""
    pack = evolve(a_pack(), sections=[PackSection(part=part) for part in PackPart], loans=())
    assert "## 先看\n\n无须优先关注的事项\n" in pack_to_markdown(pack, "zh")
    assert "<p>nothing stands out</p>" in pack_to_html(pack, "en")
    assert pack_to_markdown(pack, "en").splitlines()[2].endswith("loans none")


def test_there_is_no_other_language() -> None:
    """A language not there is refused."""
    for to_page in (pack_to_markdown, pack_to_html):
        with pytest.raises(InputError):
            to_page(a_pack(), "fr")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
