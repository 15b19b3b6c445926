"""The host's pages in a real browser: opened over HTTP, laid out, drawn, and read back from its own tree."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.examples.hosting import Host
from tests.golden.test_briefing_page import BROWSER, QUIET

Looker = Callable[[str, str], str]
HEADINGS = {
    "due": ["应检清单"],
    "tasks/1": ["检查任务 1", "填报检查记录", "依据与推算"],
    "problems": ["问题与整改"],
    "briefing": ["贷款回访工作简报", "一、"],
}


@pytest.fixture
def looked_at(small_host: Host, tmp_path: Path) -> Looker:
    """Open a page of the host or a file, draw it to `tmp_path`, and return what stands in the browser's tree."""
    if BROWSER is None:
        pytest.skip("no chromium: the pages cannot be looked at (apt-get install chromium fonts-noto-cjk)")

    def look(path: str, language: str) -> str:
        drawn = tmp_path / f"{path.replace('/', '-')[-20:]}.{language}.png"
        url = path if path.startswith("file:") else f"{small_host.address}/{path}?lang={language}"
        command = [str(BROWSER), *QUIET, f"--user-data-dir={tmp_path / 'browser'}", "--window-size=1200,1600"]
        drawing = [*command, "--hide-scrollbars", f"--screenshot={drawn}", url]
        subprocess.run(drawing, capture_output=True, check=True, timeout=120)
        assert drawn.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
        tree = subprocess.run([*command, "--dump-dom", url], capture_output=True, check=True, timeout=120)
        return tree.stdout.decode()

    return look


@pytest.mark.parametrize("path", HEADINGS)
def test_a_page_opens_in_a_browser(small_host: Host, looked_at: Looker, path: str) -> None:
    """Each page has its Chinese headings, the mark of invented data, and draws itself."""
    if path == "problems":
        small_host.file(next(one for one in small_host.records if one.readings))
    tree = looked_at(path, "zh")
    headings = " ".join(re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<h[12][ >].*?</h[12]>", tree, re.DOTALL))
    assert [wanted for wanted in HEADINGS[path] if wanted not in headings] == []
    assert "虚构数据" in tree
    assert '<html lang="zh-CN">' in tree


def test_a_browser_shows_a_refused_form_as_it_was_left(small_host: Host, tmp_path: Path, looked_at: Looker) -> None:
    """A browser that sends a form nobody signed is given the page back with what was typed, in its own tree."""
    form = tmp_path / "form.html"
    form.write_text(
        f'<form method="post" action="{small_host.address}/tasks/1/records?lang=zh">'
        '<input name="seen" value="1"><input name="on" value="2026-04-02"><input name="visitors" value="lead-1">'
        '<input name="method" value="interview"><textarea name="note">库存与账面一致</textarea></form>'
        '<meta charset="utf-8"><script>document.forms[0].submit()</script>',
        encoding="utf-8",
    )
    tree = looked_at(form.as_uri(), "zh")
    assert "<strong>办理人</strong>" in tree
    assert "库存与账面一致</textarea>" in tree
    assert '<option value="interview" selected="">' in tree
