"""Routines: planned under stated rules, proven, checked and explained.

>>> from hipkit.facts import catalog
>>> from hipkit.symptoms import screen
>>> screening = screen(dict.fromkeys(catalog().red_flags, "no"))
>>> routine = plan(Request(15, ["desk"], equipment=["chair"]), screening)
>>> routine.proven, routine.total_s <= 15 * 60, all(check.kept for check in routine.checks)
(True, True, True)
"""

from hipkit.routine.checking import check
from hipkit.routine.conflicts import Conflict, Wish, conflict
from hipkit.routine.planning import plan
from hipkit.routine.request import LEVELS, Request, RequestError
from hipkit.routine.result import (
    Added,
    Change,
    Check,
    Coverage,
    Effect,
    LeftOut,
    Reason,
    Routine,
    RoutineError,
    Step,
    Stop,
)
from hipkit.routine.scoring import score

__all__ = [
    "LEVELS",
    "Added",
    "Change",
    "Check",
    "Conflict",
    "Coverage",
    "Effect",
    "LeftOut",
    "Reason",
    "Request",
    "RequestError",
    "Routine",
    "RoutineError",
    "Step",
    "Stop",
    "Wish",
    "check",
    "conflict",
    "plan",
    "score",
]
