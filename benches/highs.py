"""The planner's problem stated for HiGHS, in a process of its own: problems as JSON in, best routines as JSON out.

Shares nothing with the search but the plain numbers of a problem: points, steps of time, units, check numbers.
Ties are broken as the kit says, one after the other, each as an optimum of its own: most points, of these
the shortest, of these the largest sum of check numbers. So no number grows beyond what HiGHS holds exactly.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import highspy

INFINITE = highspy.kHighsInf
Terms = list[tuple[int, float]]  # column, factor


class Statement:
    """One problem as a mixed-integer programme."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in {
            "output_flag": False,
            "threads": 1,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.0,
        }.items():
            self.highs.setOptionValue(name, value)
        self.points: Terms = []
        self.time: Terms = []
        self.checks: Terms = []
        self.names: dict[int, str] = {}
        self.enter, self.toll = problem["enter"], problem["toll"]
        for part in problem["parts"]:
            self._part(part)
        self._row(-INFINITE, problem["budget"], self.time)

    def _column(self, points: float, whole: bool = True) -> int:
        self.highs.addVar(0, 1)
        column: int = self.highs.getNumCol() - 1
        if whole:
            self.highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        self.points.append((column, points))
        return column

    def _row(self, low: float, high: float, terms: Terms) -> None:
        columns, factors = [column for column, _ in terms], [float(factor) for _, factor in terms]
        self.highs.addRow(low, high, len(terms), columns, factors)

    def _part(self, part: dict[str, Any]) -> None:
        before = len(self.time)
        covering: list[Terms] = [[] for _ in part["gains"]]
        for block in part["blocks"]:
            self._block(block, covering)
        for number, gains in enumerate(part["gains"]):
            units = [self._column(gain, whole=False) for gain in gains]
            reached = [(column, -factor) for column, factor in covering[number]]
            self._row(-INFINITE, 0, [*((unit, 1.0) for unit in units), *reached])
            if number == part["starter"]:
                self._row(1, INFINITE, covering[number])
        self._row(part["least"], part["most"], self.time[before:])

    def _block(self, choices: list[dict[str, Any]], covering: list[Terms]) -> None:
        used = self._column(-self.toll)
        self.time.append((used, self.enter))
        inside: Terms = []
        for choice in choices:
            picked: Terms = []
            for option in choice["options"]:
                column = self._column(option["points"])
                self.names[column] = option["name"]
                self.time.append((column, option["time"]))
                self.checks.append((column, option["check"]))
                self._row(-INFINITE, 0, [(column, 1), (used, -1)])
                for row, units in option["cover"]:
                    covering[row].append((column, units))
                picked.append((column, 1))
            self._row(1 if choice["must"] else 0, 1, picked)
            inside += picked
        self._row(0, INFINITE, [*inside, (used, -1)])

    def best(self) -> dict[str, Any] | None:
        """Points, steps of time and options of the best routine; None if there is none."""
        found = []
        for terms, sign in ((self.points, 1), (self.time, -1), (self.checks, 1)):
            optimum = self._maximum(terms, sign)
            if optimum is None:
                return None
            found.append(optimum)
            self._row(optimum - 0.5, optimum + 0.5, terms)
        values = self.highs.getSolution().col_value
        picks = sorted(name for column, name in self.names.items() if values[column] > 0.5)
        return {"points": found[0], "time": found[1], "picks": picks}

    def _maximum(self, terms: Terms, sign: int) -> int | None:
        factors = dict(terms)
        for column in range(self.highs.getNumCol()):
            self.highs.changeColCost(column, -sign * float(factors.get(column, 0)))
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        values = self.highs.getSolution().col_value
        optimum: float = sum(factor * values[column] for column, factor in terms)
        return round(optimum)


if __name__ == "__main__":
    json.dump([Statement(problem).best() for problem in json.load(sys.stdin)], sys.stdout)
