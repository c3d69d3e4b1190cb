"""Asks HiGHS, in a process of its own, for the best routine of each problem, and compares."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hipkit import facts
from hipkit.routine import Request, RequestError
from hipkit.routine.model import POINT, SHORTER, Instance, Option
from hipkit.routine.planning import posed
from hipkit.routine.rules import Case
from hipkit.routine.solver import solve
from hipkit.routine.targets import demands


def problem(request: Request, gentle: bool = False) -> Instance | None:
    """The request as a problem; None where a rule refuses it before any search."""
    case = Case(request, gentle, facts.catalog())
    try:
        return posed(case, demands(case))[0]
    except RequestError:
        return None


def disagreements(problems: Sequence[Instance]) -> tuple[list[str], int]:
    """Where HiGHS finds another optimum or other picks than the search, and how many problems have a routine."""
    wrong, solvable = [], 0
    for number, (instance, theirs) in enumerate(zip(problems, _asked(problems), strict=True)):
        ours = solve(instance)
        if ours is None or theirs is None:
            if ours or theirs:
                wrong.append(f"{number}: one finds a routine, the other none")
            continue
        solvable += 1
        mine = {
            "points": -(-ours.value // POINT),
            "time": _time(ours.picks, instance),
            "picks": sorted(_name(option) for option in ours.picks),
        }
        if mine != theirs or ours.value != ours.bound:
            wrong.append(f"{number}: {mine} against {theirs}, bound {-(-ours.bound // POINT)}")
    return wrong, solvable


def _asked(problems: Sequence[Instance]) -> list[dict[str, Any] | None]:
    text = json.dumps([_plain(instance) for instance in problems])
    script = Path(__file__).with_name("highs.py")
    answer = subprocess.run([sys.executable, script], input=text, capture_output=True, text=True, check=True)
    return list(json.loads(answer.stdout))


def _time(picks: Sequence[Option], instance: Instance) -> int:
    """Steps of time of the picks and of getting into each position."""
    used = sum(
        any(option in choice.options for choice in block.choices for option in picks)
        for part in instance.parts
        for block in part.blocks
    )
    return sum(option.time for option in picks) + instance.enter * used


def _name(option: Option) -> str:
    return f"{option.exercise} {option.time} {option.value}"


def _plain(instance: Instance) -> dict[str, Any]:
    """The problem in points, steps of time, units and check numbers."""
    return {
        "budget": instance.budget,
        "enter": instance.enter,
        "toll": (instance.toll - instance.enter * SHORTER) // POINT,
        "parts": [
            {
                "gains": [[gain // POINT for gain in row] for row in part.gains],
                "least": part.least,
                "most": part.most,
                "starter": part.starter,
                "blocks": [
                    [
                        {"must": choice.must, "options": [_option(option) for option in choice.options]}
                        for choice in block.choices
                    ]
                    for block in part.blocks
                ],
            }
            for part in instance.parts
        ],
    }


def _option(option: Option) -> dict[str, Any]:
    points, rest = divmod(option.value + option.time * SHORTER, POINT)
    return {
        "name": _name(option),
        "time": option.time,
        "points": points,
        "check": rest,
        "cover": option.cover,
    }
