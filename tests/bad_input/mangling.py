"""What may befall a TOML file: a line gone, there twice, cut, under another key or with another value."""

from hypothesis import strategies as st

_WRONG = [
    *("", "true", "0", "-1", "1.5", "nan", "1e9", "99999999999999999999", "2024-07-01", "2024-07-01T00:00:00Z"),
    *('""', '"x"', '"', "[]", '["x"]', "[[[", "{}", "{ x = 1 }", '"\\u0000"'),
    *('"１５ days"', '"15 days"', '"quarter"', '"1000000000 months"'),
]
_KEYS = ["x", "id", "when", "require", "facts", "[[clause]]"]


@st.composite
def mangled(draw: st.DrawFn, text: str) -> str:
    """Draw a file of which one to three lines are spoilt; its comments stay."""
    for _ in range(draw(st.integers(1, 3))):
        lines = text.split("\n")
        place = draw(st.sampled_from([n for n, line in enumerate(lines) if line and not line.startswith("#")]))
        key, sign, _ = lines[place].partition(" = ")
        act = draw(st.sampled_from(["drop", "twice", "value", "key", "cut"]))
        lines[place : place + 1] = {
            "drop": [],
            "twice": [lines[place]] * 2,
            "value": [f"{key}{sign}{draw(st.sampled_from(_WRONG))}"],
            "key": [f"{draw(st.sampled_from(_KEYS))} = {sign}1"],
            "cut": [lines[place][: draw(st.integers(0, 40))]],
        }[act]
        text = "\n".join(lines)
    return text
