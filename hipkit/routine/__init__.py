"""Routines: planned under stated rules, proven, checked and explained.

>>> from hipkit.routine import Request, plan
>>> from hipkit.symptoms import screen
>>> routine = plan(Request(15, ["desk"], equipment=["chair"]), screen(answers))  # doctest: +SKIP
"""

from hipkit.routine.checking import check
from hipkit.routine.planning import plan
from hipkit.routine.request import LEVELS, Request, RequestError
from hipkit.routine.result import Check, Coverage, Effect, LeftOut, Reason, Routine, RoutineError, Step, Stop
from hipkit.routine.scoring import score

__all__ = [
    "LEVELS",
    "Check",
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
    "check",
    "plan",
    "score",
]
