"""How long a routine takes to plan, proven, in CPU milliseconds, on random requests of every kind.

The floor, measured in the same run, is posing the problem only: filters, menu and numbers, no search.
Run with ``python -m benches.bench_plan [requests]``.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

from hipkit import facts
from hipkit.routine import LEVELS, Request, RequestError, Routine
from hipkit.routine.planning import plan, posed
from hipkit.routine.rules import Case
from hipkit.routine.targets import demands
from hipkit.symptoms import Screening, screen

MINUTES = (5, 8, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 60)
KITS: tuple[tuple[str, ...], ...] = (
    (),
    ("mat",),
    ("mat",),
    ("chair",),
    ("mat", "chair", "strap", "block"),
    ("mat", "chair", "strap", "block"),
    ("mat", "chair", "strap", "block", "band", "mini_band", "bench", "step", "ball", "roller"),
    ("mat", "chair", "strap", "block", "band", "mini_band", "bench", "step", "ball", "roller"),
)


def requests(count: int, seed: int = 7) -> Iterator[Request]:
    """Random requests, the same for the same seed."""
    chance, known = random.Random(seed), facts.catalog()
    symptoms = sorted(symptom.id for symptom in known.symptoms.values() if symptom.pick)
    for _ in range(count):
        yield Request(
            minutes=chance.choice(MINUTES),
            goals=tuple(chance.sample(sorted(known.goals), chance.choice((1, 1, 2, 2, 3)))),
            symptoms=tuple(chance.sample(symptoms, chance.choice((0, 0, 0, 1, 1, 2, 3)))),
            equipment=chance.choice(KITS),
            timing=chance.choice(("anytime",) * 4 + ("before_sport", "after_sport", "evening")),
            level=chance.choice(tuple(LEVELS)),
        )


def pose(case: Case) -> None:
    posed(case, demands(case))


def milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def line(name: str, times: list[float]) -> str:
    ranked = sorted(times)
    share = {percent: ranked[min(len(ranked) - 1, len(ranked) * percent // 100)] for percent in (50, 95)}
    return f"{name:<28}{share[50]:8.1f}{share[95]:8.1f}{ranked[-1]:8.1f}"


def main(count: int) -> None:
    known = facts.catalog()
    screening: Screening = screen(dict.fromkeys(known.red_flags, "no"))
    floor, whole, unproven, broken, refused = [], [], 0, 0, 0
    for request in requests(count):
        try:
            floor.append(milliseconds(partial(pose, Case(request, False, known))))
            start = time.process_time()
            routine = plan(request, screening)
            whole.append(1000 * (time.process_time() - start))
            assert isinstance(routine, Routine)
            unproven += not routine.proven
            broken += not all(check.kept for check in routine.checks)
        except RequestError:
            refused += 1
    print(f"{'CPU ms':<28}{'p50':>8}{'p95':>8}{'max':>8}")
    print(line("pose the problem (floor)", floor))
    print(line("plan, prove, check, explain", whole))
    ratio = statistics.median(whole) / statistics.median(floor)
    print(f"median ratio to the floor {ratio:.1f}; {len(whole)} planned, {refused} refused")
    print(f"{unproven} not proven, {broken} with a broken rule")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
