"""HiGHS beside the planner: the same score, time, exercises and doses on requests of every kind.

Run with ``python -m benches.bench_oracle [random requests]``: the 500 requests, then random ones.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from itertools import islice

from attrs import evolve

from benches.oracle import Question, disagreements
from benches.planning import asked, drawn
from hipkit import facts
from hipkit.routine.rules import Case


def translated(seed: int = 5) -> Iterator[Question]:
    """The 500 requests, in an order drawn once; every third keeps an exercise or two that no rule forbids."""
    chance, known = random.Random(seed), facts.catalog()
    for number, request in enumerate(chance.sample(asked(), len(asked()))):
        obstacles = Case(request, False, known).obstacles
        allowed = sorted(name for name in known.exercises if not obstacles[name])
        kept = chance.sample(allowed, chance.choice((1, 2))) if number % 3 == 0 else ()
        yield Question(evolve(request, include=kept))


def mixed(seed: int = 6) -> Iterator[Question]:
    """Random requests without end: some remove exercises, some keep what a rule forbids, every fourth is gentle."""
    for number, request in enumerate(drawn(seed)):
        yield Question(request, gentle=number % 4 == 0)


def main(count: int) -> bool:
    return all(
        [
            told("the 500 requests", list(translated())),
            told("random requests", list(islice(mixed(), count))),
        ]
    )


def told(what: str, questions: list[Question]) -> bool:
    start = time.perf_counter()
    wrong, solvable = disagreements(questions)
    kept = sum(bool(each.request.include) for each in questions)
    print(
        f"{what}: {len(questions)}, {kept} with exercises to keep; {solvable} have a routine; "
        f"{len(wrong)} disagreements with HiGHS, {time.perf_counter() - start:.0f} s"
    )
    print("\n".join(wrong[:5]))
    return not wrong


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
