"""Scheduling: when a visit is owed, to whom, and why."""
