"""How long a routine takes to plan, proven, in CPU milliseconds: the 500 requests, and a catalogue of 660 exercises.

The floor, measured in the same run, is posing the problem only: filters, menu and numbers, no search. At the end,
random requests are planned and checked. Run with ``python -m benches.bench_plan [random requests]``.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice

from attrs import frozen

from benches.measure import report
from benches.planning import asked, drawn, grown
from hipkit import facts
from hipkit.routine import Request, RequestError, Routine, plan
from hipkit.routine.planning import posed
from hipkit.routine.rules import Case
from hipkit.routine.targets import demands
from hipkit.symptoms import Screening, screen

P95, LONGEST, P95_LARGE = 100, 500, 150  # CPU ms


@frozen
class Run:
    """CPU times in ms, and what became of the requests."""

    times: list[float]
    proven: int
    broken: int
    refused: int


def well() -> Screening:
    return screen(dict.fromkeys(facts.catalog().red_flags, "no"))


def milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def run(requests: Iterable[Request], catalog: facts.Catalog) -> Run:
    screening, times, proven, broken, refused = well(), [], 0, 0, 0
    for request in requests:
        start = time.process_time()
        try:
            routine = plan(request, screening, catalog)
        except RequestError:
            refused += 1
            continue
        times.append(1000 * (time.process_time() - start))
        assert isinstance(routine, Routine)
        proven += routine.proven and routine.score == routine.bound
        broken += not all(check.kept for check in routine.checks)
    return Run(times, proven, broken, refused)


def percentile(times: list[float], percent: int) -> float:
    ranked = sorted(times)
    return ranked[min(len(ranked) - 1, len(ranked) * percent // 100)]


def told(what: str, done: Run) -> None:
    print(
        f"{what}: {len(done.times)} planned, {done.refused} refused; {done.proven} proven; {done.broken} break a rule"
    )


def pose(request: Request) -> None:
    case = Case(request, False, facts.catalog())
    posed(case, demands(case))


def main(count: int) -> bool:
    floor = [milliseconds(lambda request=request: pose(request)) for request in asked()]  # type: ignore[misc]
    done = run(asked(), facts.catalog())
    told("the 500 requests", done)
    kept = [
        report("pose the problem (floor), median", statistics.median(floor)),
        report("plan, prove, check, explain, median", statistics.median(done.times)),
        report("  ratio to the floor", statistics.median(done.times) / statistics.median(floor), unit="x"),
        report("  p95", percentile(done.times, 95), P95),
        report("  longest", max(done.times), LONGEST),
        done.proven == len(done.times) == len(asked()),
    ]
    large = run(asked(), grown())
    told("660 exercises", large)
    kept.append(report("  p95", percentile(large.times, 95), P95_LARGE))
    checked = run(islice(drawn(13), count), facts.catalog())
    told("random requests", checked)
    return all(kept) and not done.broken + large.broken + checked.broken


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
