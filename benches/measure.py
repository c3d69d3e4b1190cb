"""What the benches share: fresh Pythons timed in turn, and a line that compares a number with its limit."""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

RUNS = 25


def python_ms(*programs: str, runs: int = RUNS) -> list[float]:
    """Median wall time in ms of a fresh Python for each program.

    The programs take turns, so that a slow spell of the machine falls on all of them.
    """
    times: list[list[float]] = [[] for _ in programs]
    for _ in range(runs):
        for program, taken in zip(programs, times, strict=True):
            start = perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True)
            taken.append((perf_counter() - start) * 1000)
    return [median(taken) for taken in times]


def report(what: str, value: float, limit: float | None = None, unit: str = "ms") -> bool:
    """Print one line; whether the value keeps to its limit."""
    kept = limit is None or value <= limit
    against = "" if limit is None else f"  limit {limit:g} {unit}  {'kept' if kept else 'BROKEN'}"
    print(f"{what:44} {value:8.1f} {unit}{against}")
    return kept
