"""What a step adds, what could stand in its place, and what more of the same would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hipkit import facts
from hipkit.facts.records import Exercise
from hipkit.routine.conflicts import possible
from hipkit.routine.explaining import added
from hipkit.routine.planning import replanned
from hipkit.routine.request import Request
from hipkit.routine.result import Added, Change, Routine, Step
from hipkit.routine.rules import Case


def adds(routine: Routine, step: Step, catalog: facts.Catalog | None = None) -> tuple[Added, ...]:
    """See `Routine.adds`."""
    routine.steps.index(step)
    return added(step, routine.steps, Case(routine.request, routine.gentle, catalog or facts.catalog()))


def swaps(routine: Routine, step: Step, catalog: facts.Catalog | None = None) -> tuple[str, ...]:
    """Exercises that could take a step's place: of its family first, then for its main muscles, part before part.

    Only those with which a routine can be planned at all. ValueError if the step is not of this routine.
    """
    routine.steps.index(step)
    case = Case(routine.request, routine.gentle, catalog or facts.catalog())
    mine = case.catalog.exercises[step.exercise]
    wishes = ((name, routine.request.removing(mine.id).keeping(name)) for name in _kin(mine, routine, case))
    return tuple(_possible(wishes, case))


def more_like(routine: Routine, step: Step, catalog: facts.Catalog | None = None) -> Change | None:
    """The step kept, and one more exercise of its part for its main muscles: the one that costs least.

    None if the rules allow no further one. ValueError if the step is not of this routine.
    """
    routine.steps.index(step)
    case = Case(routine.request, routine.gentle, catalog or facts.catalog())
    mine = case.catalog.exercises[step.exercise]
    others = (name for name in _kin(mine, routine, case) if _same_work(mine, name, case))
    wishes = [(name, routine.request.keeping(mine.id, name)) for name in others]
    allowed = set(_possible(wishes, case))
    found = [replanned(routine, request, catalog) for name, request in wishes if name in allowed]
    return max(found, key=lambda change: change.points, default=None)


def _kin(mine: Exercise, routine: Routine, case: Case) -> list[str]:
    """Exercises of the same family, then of the same work, that are not in the routine, in a fixed order."""
    there = {step.exercise for step in routine.steps}
    ranked = sorted(
        (other.family != mine.family, abs(other.level - mine.level), other.id)
        for other in case.catalog.exercises.values()
        if other.id not in there
        and other.phase == mine.phase
        and (other.family == mine.family or _same_work(mine, other.id, case))
    )
    return [name for _, _, name in ranked]


def _same_work(mine: Exercise, other: str, case: Case) -> bool:
    same_part = case.catalog.exercises[other].phase == mine.phase
    return same_part and case.worked[other][0] == case.worked[mine.id][0]


def _possible(wishes: Iterable[tuple[str, Request]], case: Case) -> Iterator[str]:
    for name, request in wishes:
        if possible(Case(request, case.gentle, case.catalog)):
            yield name
