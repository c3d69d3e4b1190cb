"""Asks HiGHS, in a process of its own, for the best routine of each request, and compares it with the kit's."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

from hipkit import facts
from hipkit.routine import Request, RequestError, Routine, plan
from hipkit.symptoms import Screening, screen

ROOT = Path(__file__).parents[1]
HIGHS = partial(
    subprocess.Popen[str],
    [sys.executable, "-m", "benches.highs"],
    cwd=ROOT,
    stdin=subprocess.PIPE,
    stdout=subprocess.PIPE,
    text=True,
)
Answer = dict[str, Any] | None  # score, bound, seconds and picks; None: no routine keeps every rule


@frozen
class Question:
    """A request, and whether the screening asks for advice first."""

    request: Request
    gentle: bool = False


def disagreements(
    questions: Sequence[Question], catalog: facts.Catalog | None = None
) -> tuple[list[str], int]:
    """Where HiGHS finds another score, time, exercise or dose than the kit, and how many requests have a routine.

    ``catalog``: what the kit plans with; HiGHS always has the kit's own.
    """
    asked = json.dumps([asdict(each.request) | {"gentle": each.gentle} for each in questions])
    with HIGHS() as highs:
        assert highs.stdin
        assert highs.stdout
        highs.stdin.write(asked)
        highs.stdin.close()
        ours = [planned(each, catalog) for each in questions]  # meanwhile
        theirs: list[Answer] = json.load(highs.stdout)
    wrong = [
        f"{question}: {mine} against {other}"
        for question, mine, other in zip(questions, ours, theirs, strict=True)
        if mine != other
    ]
    return wrong, sum(mine is not None for mine in ours)


def planned(question: Question, catalog: facts.Catalog | None = None) -> Answer:
    """The kit's answer, as plain as that of HiGHS."""
    try:
        routine = plan(question.request, screened(question.gentle), catalog)
    except RequestError:
        return None
    assert isinstance(routine, Routine)
    exercises = facts.catalog().exercises
    picks = sorted([step.exercise, exercises[step.exercise].doses.index(step.dose)] for step in routine.steps)
    return {"score": routine.score, "bound": routine.bound, "seconds": routine.total_s, "picks": picks}


def screened(gentle: bool) -> Screening:
    """A screening that lets everything pass, or gentle movement only."""
    flags = facts.catalog().red_flags
    soon = next(flag.id for flag in flags.values() if flag.action == "clinician_soon")
    return screen(dict.fromkeys(flags, "no") | ({soon: "yes"} if gentle else {}))
