"""Workflow: load a file, take a step, commit the change; and no rule of its own."""

from loanvisit.workflow.desk import Desk, Step

__all__ = ["Desk", "Step"]
