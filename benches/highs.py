"""Asks HiGHS for the best routine of each request: requests as JSON in, routines as JSON out.

A process of its own, ``python -m benches.highs``. What a request leaves and what that is worth is said by
`benches.restated`; here it becomes a mixed-integer programme. Ties are broken as the kit says, each as an optimum
of its own: most points, of these the shortest, of these the largest sum of check numbers. So no number grows
beyond what HiGHS holds exactly.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import groupby
from typing import Any

import highspy

from benches.restated import PARTS, Cell, Pick, Wish, limit, weight

INFINITE = highspy.kHighsInf
WHOLE = 0.999  # all that is counted is whole: where less than one is open, nothing is
Terms = dict[int, float]  # column -> factor


class Programme:
    """One request. A column says whether a pick is taken, whether a block is used, or how many units a gain is for."""

    def __init__(self, wish: Wish, picks: list[Pick]) -> None:
        self.wish = wish
        self.highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        options = {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": WHOLE}
        for name, value in options.items():
            self.highs.setOptionValue(name, value)
        self.points: Terms = {}
        self.picks = {self.column(1, pick.points): pick for pick in picks}
        self.blocks = {block: self.column(1, -weight("block")) for block in {pick.block: 0 for pick in picks}}
        self.choose()
        self.keep_time()
        for cell in wish.weights:
            self.cover(cell)

    def column(self, most: int, points: int) -> int:
        self.highs.addVar(0, most)
        column: int = self.highs.getNumCol() - 1
        self.highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        self.points[column] = points
        return column

    def row(self, low: float, terms: Terms, high: float) -> None:
        self.highs.addRow(low, high, len(terms), list(terms), [float(factor) for factor in terms.values()])

    def choose(self) -> None:
        """What is kept, and of the rest one at most at each turn; each at one dose, in a block that is used."""
        turns: dict[tuple[str, ...], Terms] = defaultdict(dict)
        inside: dict[Cell, Terms] = defaultdict(dict)
        for column, pick in self.picks.items():
            mine = pick.exercise.id in self.wish.include
            turns[(*pick.block, pick.exercise.id) if mine else self.wish.turn(pick.exercise)][column] = 1
            inside[pick.block][column] = 1
        for (part, place, *who), terms in turns.items():
            self.row(-INFINITE, terms | {self.blocks[part, place]: -1}, 0)
            if who[0] in self.wish.include:
                self.row(1, terms, 1)
        for block, terms in inside.items():
            self.row(0, terms | {self.blocks[block]: -1}, INFINITE)
        self.row(1, {column: 1 for column, pick in self.picks.items() if pick.starts}, INFINITE)

    def keep_time(self) -> None:
        """Rules time, position_change and the shares of the parts, in steps of the grid."""
        grid, settle = limit("grid"), limit("position_change")
        self.time: Terms = {column: pick.steps for column, pick in self.picks.items()}
        self.time |= dict.fromkeys(self.blocks.values(), settle / grid)
        self.row(0, self.time, self.wish.seconds / grid)
        part_of = {column: pick.block[0] for column, pick in self.picks.items()}
        part_of |= {column: block[0] for block, column in self.blocks.items()}
        for part in PARTS:
            least = self.wish.warm_up_at_least() if part == "warm-up" else 0
            mine = {column: steps for column, steps in self.time.items() if part_of[column] == part}
            self.row(least / grid, mine, self.wish.at_most(part) / grid)

    def cover(self, cell: Cell) -> None:
        """Units of coverage are worth less and less, so the first gains fill up before the later ones."""
        part, group = cell
        covering = {
            column: -float(pick.units[group])
            for column, pick in self.picks.items()
            if pick.block[0] == part and group in pick.units
        }
        if covering:
            worth = {self.column(len(list(same)), gain): 1.0 for gain, same in groupby(self.wish.gains(cell))}
            self.row(-INFINITE, worth | covering, 0)

    def best(self) -> dict[str, Any] | None:
        """The best routine, its score its own bound; None if no routine keeps every rule."""
        checks: Terms = {column: pick.check for column, pick in self.picks.items()}
        shorter = {column: -steps for column, steps in self.time.items()}
        found = []
        for terms in (self.points, shorter, checks):
            optimum = self.maximum(terms)
            if optimum is None:
                return None
            found.append(optimum)
            self.row(optimum - 0.5, terms, optimum + 0.5)
        values = self.highs.getSolution().col_value
        picks = [
            [pick.exercise.id, pick.number] for column, pick in self.picks.items() if values[column] > 0.5
        ]
        seconds = round(-found[1] * limit("grid"))
        return {"score": found[0], "bound": found[0], "seconds": seconds, "picks": sorted(picks)}

    def maximum(self, terms: Terms) -> int | None:
        for column in range(self.highs.getNumCol()):
            self.highs.changeColCost(column, -float(terms.get(column, 0)))
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        values: list[float] = self.highs.getSolution().col_value
        return round(sum(factor * values[column] for column, factor in terms.items()))


def best(wish: Wish) -> dict[str, Any] | None:
    """The best routine of a request: its score, its seconds, and its exercises with the number of their dose."""
    menu = wish.menu()
    picks = wish.picks(menu) if menu else []
    return Programme(wish, picks).best() if any(pick.starts for pick in picks) else None


if __name__ == "__main__":
    json.dump([best(Wish(**request)) for request in json.load(sys.stdin)], sys.stdout)
