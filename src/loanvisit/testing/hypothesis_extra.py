"""Hypothesis, which the extra `testing` brings."""

try:
    from hypothesis import strategies as st
except ModuleNotFoundError as missing:
    text = "loanvisit.testing draws with Hypothesis: pip install 'loanvisit[testing]'"
    raise ModuleNotFoundError(text, name=missing.name) from missing

__all__ = ["st"]
