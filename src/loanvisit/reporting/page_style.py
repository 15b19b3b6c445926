"""The look of the printed page: A4, a red head, tables tight enough for one page and no smaller than 9 pt."""

from base64 import b64encode
from hashlib import sha256

CSS = r"""
@page { size: A4; margin: 9mm 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 186mm; color: #111; background: #fff; font: 9pt/1.19 "Noto Sans CJK SC",
  "Source Han Sans SC", "Microsoft YaHei", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
header { border-bottom: 2pt solid #c00000; margin-bottom: 3pt; padding-bottom: 2pt; }
h1 { margin: 0 0 1pt; color: #c00000; font-size: 19pt; line-height: 1.2; font-weight: 700; text-align: center; }
html:lang(zh) h1 { letter-spacing: 0.18em; text-indent: 0.18em; }
.meta { display: grid; grid-template-columns: 1fr auto 1fr; column-gap: 6pt; }
.meta :nth-child(3n+2) { text-align: center; }
.meta :nth-child(3n) { text-align: right; }
.mark { font-weight: 700; }
h2 { margin: 2.5pt 0 0.5pt; font-size: 10pt; line-height: 1.15; font-weight: 700; break-after: avoid; }
p { margin: 0.5pt 0; text-align: justify; }
html:lang(zh) p { text-indent: 2em; }
ul { margin: 0; padding: 0; text-align: left; }
li { display: inline; }
li::before { content: "\25aa\00a0"; color: #c00000; }
.tables { display: flex; flex-wrap: wrap; gap: 1.5pt 10pt; margin: 0.5pt 0 1.5pt; align-items: flex-start; }
table { flex: 1 1 0; border-collapse: collapse; border: solid #333; border-width: 1pt 0; line-height: 1.1; }
thead { display: table-header-group; }
th { font-weight: 600; background: #f3eeee; border-bottom: 0.5pt solid #333; }
th, td { padding: 0.2pt 3pt; text-align: left; vertical-align: top; word-break: keep-all; }
.plain { overflow-wrap: anywhere; }
.plain td:last-child { white-space: nowrap; }
.plain td:nth-child(2), .plain td:nth-child(3) { min-width: 21mm; }
tbody tr + tr td { border-top: 0.4pt solid #ccc; }
tr { break-inside: avoid; }
html:lang(en) body { line-height: 1.15; }
html:lang(en) table:not(.sheet) { line-height: 1.06; }
.n { text-align: right; white-space: nowrap; }
.nil { color: #777; }
.lack { color: #8a4b00; font-style: normal; }
.sum td { font-weight: 700; background: #faf7f7; }
footer { display: flex; flex-wrap: wrap; gap: 0 16pt; margin-top: 4pt; padding: 1pt 0; border: solid #333;
  border-width: 0.8pt 0; break-inside: avoid; }
.sheet { width: 100%; border: 0; line-height: inherit; }
.sheet > thead > tr > td { padding: 0 0 2pt; border: 0; color: #c00000; font-weight: 700; text-align: center; }
.sheet > tbody > tr { break-inside: auto; }
.sheet > tbody > tr > td { padding: 0; border: 0; word-break: normal; }
@media screen { body { padding: 8mm; } }
"""
"""The only style of the page; nothing is loaded from elsewhere."""

PACK_CSS = r"""
@page { size: A4; margin: 12mm 14mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 182mm; color: #111; background: #fff; font: 10pt/1.35 "Noto Sans CJK SC",
  "Source Han Sans SC", "Microsoft YaHei", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
header { border-bottom: 1.5pt solid #333; margin-bottom: 4pt; padding-bottom: 3pt; }
h1 { margin: 0 0 2pt; font-size: 16pt; line-height: 1.2; font-weight: 700; }
h2 { margin: 5pt 0 1pt; font-size: 10.5pt; line-height: 1.2; font-weight: 700; break-after: avoid; }
p { margin: 0; }
ul { margin: 0; padding: 0 0 0 1.1em; }
li { break-inside: avoid; }
.first { border: 1pt solid #c00000; padding: 0 6pt 4pt; }
.first h2 { color: #c00000; }
@media screen { body { padding: 8mm; } }
"""
"""The only style of the page that is read before a visit: larger letters, what to look at first in a frame."""

REPORT_CSS = (
    CSS
    + r"""
.report { font-size: 9.5pt; line-height: 1.35; }
.report h2 { margin: 7pt 0 2pt; font-size: 11pt; }
.report .note { margin: 3pt 0; color: #555; text-indent: 0; }
.report .tables { display: block; }
.report table { width: 100%; table-layout: fixed; line-height: 1.3; margin-bottom: 3pt; }
.report th, .report td { padding: 1.5pt 4pt; word-break: normal; overflow-wrap: anywhere; }
.report td:first-child { color: #333; }
.report th:nth-last-child(4):first-child { width: 28%; }
.report th:nth-last-child(2) { width: 13%; }
.report th:nth-last-child(1) { width: 14%; }
.report th:nth-last-child(5):first-child, .report th:nth-last-child(5):first-child ~ th { width: 20%; }
.report th:nth-last-child(5):first-child ~ th:last-child { width: 13%; }
.report td:last-child { white-space: normal; }
.report footer { display: block; }
.report footer span { display: block; overflow-wrap: anywhere; }
"""
)
"""The style of a report of several pages: the same look, more air, and columns of one width in every section."""


def style_policy(css: str = CSS) -> str:
    """Return the content security policy of a page: no scripts, no loading, its one style and no other."""
    digest = b64encode(sha256(css.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
