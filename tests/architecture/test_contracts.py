"""The rooms keep their contracts."""

from tests.architecture.tree import run


def test_every_contract_is_kept() -> None:
    """Each room imports only what the contracts in `pyproject.toml` allow."""
    outcome = run("lint-imports", "--no-cache", "--no-logo")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
