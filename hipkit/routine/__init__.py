"""Routines: planned under stated rules, proven, checked and explained.

>>> from hipkit.routine import Request, plan
>>> from hipkit.symptoms import screen
>>> routine = plan(Request(15, ["desk"], equipment=["chair"]), screen(answers))  # doctest: +SKIP
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
