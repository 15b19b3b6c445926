"""Samples: a seeded book that looks like life, and its officers; every name in it is invented."""

from loanvisit.samples.seeded import NOTICE, World, world

__all__ = ["NOTICE", "World", "world"]
