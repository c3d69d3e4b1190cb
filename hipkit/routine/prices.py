"""Prices on coverage and time that make the search's bounds tight.

Any prices give a valid bound (see ``solver``), so nothing here has to be exact: prices are found with floats
and rounded down. The plan is *relaxed*: each unit of coverage is paid its price, however many there are, and
each step of time costs a price instead of running out. Then every choice can be made on its own. The value
of the relaxed plan is a bound, and lowering it makes the bound tighter. Where the relaxed plan covers a
muscle group more than its gains above the price are worth, the group gets cheaper; where less, dearer; time
gets dearer when the minutes are overspent. These are subgradient steps on the Lagrangian relaxation; their
size shrinks when they stop helping.
"""

from __future__ import annotations

from attrs import define

from hipkit.routine.model import Instance, Part

ROUNDS = 30
PATIENCE = 5  # rounds without a better bound before the steps get shorter
SHORTEN = 0.6
TIME_SCALE = 0.05  # a step of time counts for less than a unit of coverage


@define
class _Relaxed:
    """The relaxed plan at some prices: a bound, and how far it oversteps coverage and time."""

    bound: float
    over: list[list[int]]
    used: int


def multipliers(instance: Instance) -> list[list[int]]:
    """A price per unit of coverage, for each part and row."""
    prices = [[0.6 * row[0] for row in part.gains] for part in instance.parts]
    wanted = sum(sum(row) for part in instance.parts for row in part.gains)
    time_price = 0.4 * wanted / max(instance.budget, 120)
    best, best_prices, best_time = _relax(instance, prices, time_price), prices, time_price
    now, step, stalled = best, 1.0, 0
    for _ in range(ROUNDS):
        slack = instance.budget - now.used
        norm = sum(x * x for row in now.over for x in row) + TIME_SCALE * slack * slack
        if not norm:
            break
        size = step * max(0.03 * abs(best.bound), now.bound - 0.97 * best.bound) / norm
        time_price = max(0.0, time_price - size * slack * TIME_SCALE)
        prices = [
            [
                min(gains[0], max(0.0, price - size * over))
                for gains, price, over in zip(part.gains, row, overs, strict=True)
            ]
            for part, row, overs in zip(instance.parts, prices, now.over, strict=True)
        ]
        now = _relax(instance, prices, time_price)
        if now.bound < best.bound:
            best, best_prices, best_time, stalled = now, prices, time_price, 0
            continue
        stalled += 1
        if stalled == PATIENCE:
            now, prices, time_price = best, best_prices, best_time
            step, stalled = SHORTEN * step, 0
    return [[int(price) for price in row] for row in best_prices]


def _relax(instance: Instance, prices: list[list[float]], time_price: float) -> _Relaxed:
    bound, used, over = time_price * instance.budget, 0, []
    for part, row in zip(instance.parts, prices, strict=True):
        gained, time, covered = _part(part, row, time_price, instance)
        for number, (gains, price) in enumerate(zip(part.gains, row, strict=True)):
            above = [gain - price for gain in gains if gain > price]
            gained += sum(above)
            covered[number] -= len(above)
        bound, used = bound + gained, used + time
        over.append(covered)
    return _Relaxed(bound, over, used)


def _part(
    part: Part, prices: list[float], time_price: float, instance: Instance
) -> tuple[float, int, list[int]]:
    """The relaxed part: value, time and coverage of the blocks that pay, each choice on its own."""
    gained, time, covered = 0.0, 0, [0] * len(prices)
    for block in part.blocks:
        worth, picked = -instance.toll - time_price * instance.enter, []
        for choice in block.choices:
            top, pick = 0.0, None
            for option in choice.options:
                value = option.value - time_price * option.time
                for row, units in option.cover:
                    value += prices[row] * units
                if value > top:
                    top, pick = value, option
            if pick:
                worth += top
                picked.append(pick)
        if worth > 0:
            gained += worth
            time += instance.enter + sum(option.time for option in picked)
            for option in picked:
                for row, units in option.cover:
                    covered[row] += units
    return gained, time, covered
