"""Samples: a seeded book that looks like life, its officers, and frauds among their records; every name is invented."""

from loanvisit.samples.frauds import FraudBook, PlantedFraud, Recall, false_alarms, recall, with_frauds
from loanvisit.samples.planting import Trace
from loanvisit.samples.seeded import NOTICE, World, world

__all__ = [
    "NOTICE",
    "FraudBook",
    "PlantedFraud",
    "Recall",
    "Trace",
    "World",
    "false_alarms",
    "recall",
    "with_frauds",
    "world",
]
