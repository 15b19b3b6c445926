"""Hypothesis, which the extra `testing` brings."""

try:
    from hypothesis import strategies as st
except ModuleNotFoundError as missing:
    if missing.name != "hypothesis":
        raise
    text = "loanvisit.testing draws with Hypothesis: pip install 'loanvisit[testing]'"
    raise ModuleNotFoundError(text, name="hypothesis") from None

__all__ = ["st"]
