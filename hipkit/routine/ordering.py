"""From picks to steps: parts in order, few changes of place, a block's muscles interleaved."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from hipkit.facts.records import Dose, Exercise
from hipkit.routine.doses import seconds, slot
from hipkit.routine.result import Step
from hipkit.routine.rules import Case, place, starters
from hipkit.routine.targets import PHASES

PLACES = (
    "standing",
    "seated",
    "half-kneeling",
    "quadruped",
    "seated on the floor",
    "side-lying",
    "prone",
    "supine",
)
Pick = tuple[Exercise, Dose]
Place = tuple[str, str]  # part, place
Starters = frozenset[tuple[str, Dose]]


def ordered(picks: Iterable[Pick], case: Case) -> tuple[Step, ...]:
    """The steps in the order they are done, with their clock."""
    blocks: dict[Place, list[Pick]] = {}
    for exercise, dose in picks:
        blocks.setdefault((exercise.phase, place(exercise)), []).append((exercise, dose))
    warm_up = (pick for (phase, _), block in blocks.items() if phase == "warm-up" for pick in block)
    first = starters(warm_up, case)
    settle, grid = int(case.limit("position_change")), case.grid
    steps: list[Step] = []
    clock = 0
    for block in _route(blocks, first):
        enter = settle
        for exercise, dose in _interleaved(blocks[block], first, case):
            start, length = clock + enter, slot(exercise, dose, grid)
            steps.append(Step(exercise.id, exercise.phase, exercise.position, dose, start, length, enter))
            clock, enter = start + length, 0
    return tuple(steps)


def _route(blocks: dict[Place, list[Pick]], first: Starters) -> list[Place]:
    """The blocks in the order with the shortest way up and down; the starter's comes first."""
    ways: list[list[list[Place]]] = []
    for phase in PHASES:
        down = sorted((block for block in blocks if block[0] == phase), key=_height)
        if phase == "warm-up":
            down.sort(key=lambda block: not any(_starts(pick, first) for pick in blocks[block]))
            ways.append([down])
        else:
            ways.append([down, down[::-1]])
    routes = (list(itertools.chain(*way)) for way in itertools.product(*ways))
    return min(routes, key=_climb)


def _starts(pick: Pick, first: Starters) -> bool:
    return (pick[0].id, pick[1]) in first


def _height(block: Place) -> int:
    return PLACES.index(block[1])


def _climb(route: list[Place]) -> int:
    return sum(abs(_height(one) - _height(other)) for one, other in itertools.pairwise(route))


def _interleaved(picks: list[Pick], first: Starters, case: Case) -> list[Pick]:
    """Starters first, the longest of them at the start; then whatever shares least with the one before."""

    def shared(one: Pick, other: Pick) -> int:
        return len(set(case.worked[one[0].id]) & set(case.worked[other[0].id]))

    left = sorted(picks, key=lambda pick: (not _starts(pick, first), -seconds(*pick), pick[0].id))
    done = [left.pop(0)]
    while left:
        nearest = min(left, key=lambda pick: (not _starts(pick, first), shared(pick, done[-1])))
        left.remove(nearest)
        done.append(nearest)
    return done
