"""The hip model: time for all muscles in one pose, and the error against OpenSim."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from math import cos, sin
from pathlib import Path
from time import perf_counter

from benches.measure import report
from hipkit.anatomy import Pose, lengthening, lengths, model

GOLDENS = Path(__file__).parents[1] / "tests" / "anatomy" / "opensim.json"
LIMIT_US = 300
LIMIT_PERCENT, LIMIT_ADDUCTORS = 0.1, 0.5
POSES, ROUNDS = 100, 30


def main() -> bool:
    floor, engine, shown = _fastest_us(_floor, lengths, lengthening)
    report("floor: 300 sines and cosines", floor, unit="µs")
    report("25 muscles over that floor", engine / floor, unit="x")
    kept = [report("25 muscles, one pose", engine, LIMIT_US, "µs")]
    report("the same with lengthening and confidence", shown, unit="µs")
    errors = _errors()
    adductors = max(error for name, error in errors.items() if name.startswith("add"))
    others = max(error for name, error in errors.items() if not name.startswith("add"))
    kept.append(report("length against OpenSim, adductors", adductors, LIMIT_ADDUCTORS, "%"))
    kept.append(report("length against OpenSim, all others", others, LIMIT_PERCENT, "%"))
    return all(kept)


def _fastest_us(*works: Callable[[Pose], object]) -> list[float]:
    """Time per pose; the works take turns, and the quietest round of each counts."""
    drawn = random.Random(1)
    poses = [Pose(*(drawn.uniform(*ends) for ends in model().ranges.values())) for _ in range(POSES)]
    best = [float("inf") for _ in works]
    for _ in range(ROUNDS):
        for index, work in enumerate(works):
            start = perf_counter()
            for pose in poses:
                work(pose)
            best[index] = min(best[index], (perf_counter() - start) / POSES * 1e6)
    return best


def _floor(pose: Pose) -> float:
    return sum(sin(pose.hip_flexion + step) * cos(step) for step in range(150))


def _errors() -> dict[str, float]:
    """Muscle -> greatest error over all goldens, per cent of its length in standing."""
    goldens = json.loads(GOLDENS.read_text("utf-8"))
    standing = lengths(Pose())
    worst = dict.fromkeys(standing, 0.0)
    for sample in goldens["samples"]:
        ours = lengths(Pose(*sample["pose"]))
        for name, hundredths in zip(goldens["muscles"], sample["length"], strict=True):
            error = 100 * abs(ours[name] - 1e-5 * hundredths) / standing[name]
            worst[name] = max(worst[name], error)
    return worst


if __name__ == "__main__":
    sys.exit(not main())
