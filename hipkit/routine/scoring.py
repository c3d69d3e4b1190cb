"""The score of a routine, counted from its steps; the search counts it in its own way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hipkit import facts
from hipkit.routine.model import points
from hipkit.routine.request import Request
from hipkit.routine.result import Step
from hipkit.routine.rules import Case, place
from hipkit.routine.targets import demands, gains, units


def score(request: Request, steps: Sequence[Step], catalog: facts.Catalog | None = None) -> int:
    """Points of coverage and of the exercises, less the price of each part and position."""
    case = Case(request, False, catalog or facts.catalog())
    wanted, done = demands(case), covered(steps, case)
    earned = sum(
        sum(gains(demand, case)[: done[phase, group]])
        for phase, groups in wanted.items()
        for group, demand in groups.items()
    )
    exercises = case.catalog.exercises
    own = sum(points(exercises[step.exercise], step.dose, case) for step in steps)
    blocks = {(step.phase, place(exercises[step.exercise])) for step in steps}
    return earned + own - case.weight("block") * len(blocks)


def covered(steps: Sequence[Step], case: Case) -> Counter[tuple[str, str]]:
    """Units of coverage per part and muscle group."""
    done: Counter[tuple[str, str]] = Counter()
    for step in steps:
        for group, count in units(case.catalog.exercises[step.exercise], step.dose, case).items():
            done[step.phase, group] += count
    return done
