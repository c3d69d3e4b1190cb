"""HiGHS beside the search: the same optimum and the same exercises and doses on requests of every kind.

Run with ``python -m benches.bench_oracle [requests]``. Every third request keeps an exercise or two.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator

from attrs import evolve

from benches.oracle import disagreements, problem
from benches.planning import asked
from hipkit import facts
from hipkit.routine import Request
from hipkit.routine.model import Instance
from hipkit.routine.rules import Case


def requests(seed: int = 5) -> Iterator[Request]:
    """The 500 requests, in an order drawn once; every third has an exercise or two to keep that no rule forbids."""
    chance, known = random.Random(seed), facts.catalog()
    for number, request in enumerate(chance.sample(asked(), len(asked()))):
        obstacles = Case(request, False, known).obstacles
        allowed = sorted(name for name in known.exercises if not obstacles[name])
        yield evolve(
            request, include=chance.sample(allowed, chance.choice((1, 2))) if number % 3 == 0 else ()
        )


def problems(count: int) -> list[tuple[Request, Instance]]:
    """The first ``count`` requests that no rule refuses before the search."""
    posed = ((request, problem(request)) for request in requests())
    found = [(request, instance) for request, instance in posed if instance]
    return found[:count]


def main(count: int) -> bool:
    found = problems(count)
    kept = sum(bool(request.include) for request, _ in found)
    start = time.perf_counter()
    wrong, solvable = disagreements([instance for _, instance in found])
    print(f"{len(found)} requests, {kept} with exercises to keep; {solvable} have a routine")
    print(f"{len(wrong)} disagreements with HiGHS, {time.perf_counter() - start:.0f} s")
    print("\n".join(wrong[:5]))
    return not wrong


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 400))
