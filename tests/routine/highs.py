"""The problem stated for HiGHS, in a process of its own: instances as JSON in, optima as JSON out.

Shares nothing with the search but the plain numbers of the instance: points, steps of time, units.
"""

from __future__ import annotations

import json
import sys

import highspy

INFINITE = highspy.kHighsInf
TIME = 1 / 1024  # of equal points the shorter routine wins


def solve(problem: dict) -> dict | None:
    """Points and steps of time of the best routine, and its options; None if there is none."""
    highs = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0}.items():
        highs.setOptionValue(name, value)
    worth, picks = [], []

    def variable(cost: float, whole: bool) -> int:
        highs.addVar(0, 1)
        column = highs.getNumCol() - 1
        highs.changeColCost(column, -cost)
        if whole:
            highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        worth.append(cost)
        return column

    def row(low: float, high: float, terms: list[tuple[int, float]]) -> None:
        highs.addRow(low, high, len(terms), [c for c, _ in terms], [float(v) for _, v in terms])

    total: list[tuple[int, float]] = []
    for part in problem["parts"]:
        time: list[tuple[int, float]] = []
        covering: list[list[tuple[int, float]]] = [[] for _ in part["gains"]]
        for block in part["blocks"]:
            used = variable(-problem["toll"] - TIME * problem["enter"], True)
            time.append((used, problem["enter"]))
            inside = []
            for choice in block:
                picked = [
                    variable(option["points"] - TIME * option["time"], True) for option in choice["options"]
                ]
                for column, option in zip(picked, choice["options"], strict=True):
                    time.append((column, option["time"]))
                    picks.append((column, option["name"]))
                    row(-INFINITE, 0, [(column, 1), (used, -1)])
                    for covered, units in option["cover"]:
                        covering[covered].append((column, units))
                inside += picked
                row(1 if choice["must"] else 0, 1, [(column, 1) for column in picked])
            row(0, INFINITE, [(column, 1) for column in inside] + [(used, -1)])
        for number, gains in enumerate(part["gains"]):
            units = [variable(gain, False) for gain in gains]
            row(-INFINITE, 0, [(unit, 1) for unit in units] + [(c, -u) for c, u in covering[number]])
            if number == part["starter"]:
                row(1, INFINITE, covering[number])
        row(part["least"], part["most"], time)
        total += time
    row(-INFINITE, problem["budget"], total)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    values = highs.getSolution().col_value
    return {
        "objective": sum(cost * value for cost, value in zip(worth, values, strict=True)),
        "time": round(sum(value * values[column] for column, value in total)),
        "picks": sorted(name for column, name in picks if values[column] > 0.5),
    }


if __name__ == "__main__":
    json.dump([solve(problem) for problem in json.load(sys.stdin)], sys.stdout)
