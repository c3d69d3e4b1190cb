"""The search for the best routine, and the proof that no other scores higher.

**The problem** (`model.Instance`). A routine's score is the value of its options, less a toll for each block
used, plus what coverage earns: unit ``i`` of row ``r`` earns ``gains[r][i]``, and gains never rise with ``i``.
Parts share nothing but time. Whether there is any routine at all is a question of times only: `feasible`.

**Bounds.** Put a price ``p[r] >= 0`` on each unit of coverage. Let a plan of a part cover ``c`` units of row
``r``. Each of them earns at most ``p[r]`` or what its gain exceeds it by, so ::

    sum(gains[r][:c])  <=  p[r] * c + sum(max(0, gain - p[r]) for gain in gains[r])

An example: gains 16, 16, 16, 12, 12, 12 at the price 13. Four units earn 60, and the bound says 4 * 13 + 3 + 3
+ 3 = 61. The first term can be shared out to the options: the *reduced* value of an option is its value plus
the price of all the units it covers. The second, the *promise*, depends on nothing that is still to be
picked. What remains is a knapsack over time: its best completion from each point on, for each time left, is
worked out backwards in `_Part.completions`. With ``c`` units already covered and paid for, the same holds for
what is to come: the promise then runs over ``gains[r][c:]``. So for any plan begun ::

    value so far + promise(coverage so far) + completion[time left]  >=  value of every way to finish it

whatever the prices are. Good prices make it tight; `prices.multipliers` finds them.

**Exact curves.** `_Part.labels` goes through the choices of a part, block by block, and keeps a *label* for
each coverage and time left that some plan reaches: the best value, and the picks that gave it. Two plans with
the same label can be finished in the same ways, so only the better one is needed. A label is dropped as well

1. if its bound is below a ``goal``: by the inequality above, nothing it leads to is worth ``goal``;
2. if another with the same coverage has at least its value and its time left: whatever finishes the one
   finishes the other. The warm-up needs care: where its minimum is not yet reached, a label may be better for
   having used *more* time, so (2) is applied only where it is reached.

So no routine worth ``goal`` or more is lost.

**Joining.** With the curves "best value within time t" of all parts, exact or bounds, the best sharing out of
the minutes is a `join`. A quick search that keeps only the ``BEAM`` most promising labels gives a first
routine; its value is the goal. `_exact` then makes part after part exact, each against the join of the others:
exact curves where they are had, bounds where not. An exact curve never lies above the bound it replaces, so
the bound on the whole only falls. When all are exact, every routine worth the goal or more is represented in
them, the quick one among them, and the best join is the optimum. (A finished plan counts without its promise,
which nothing will keep any more.) All numbers are integers, so nothing is lost to rounding.

**If it takes too long.** After ``EFFORT`` trials of an option on a label (about a second) the quick routine is
returned with the lowest bound proven so far. Trials are counted, not seconds, so that the same request gives
the same routine on a slow machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from attrs import define, frozen

from hipkit.routine.model import Instance, Option, Part
from hipkit.routine.prices import multipliers

Curve = list[int]  # index: steps of time; value: the best within that time
Link = tuple["Link", Option] | None  # the picks of a label, last first: (those before, option)
Labels = dict[int, tuple[int, Link]]  # coverage and time left, packed -> value, picks
Point = tuple[int, int, Link]  # time used, value, picks

NEVER = -(1 << 62)
ANY = NEVER // 4  # a goal that every routine reaches
BEAM = 16
EFFORT = 200_000  # trials: about a second; the requests of the bench take 8,000 at most
UNBOUNDED = 1 << 62


@frozen
class Solution:
    """``value`` is proven best if it equals ``bound``. ``bounds``: those on the way, falling."""

    value: int
    bound: int
    picks: tuple[Option, ...]
    bounds: tuple[int, ...]


class _SpentError(Exception):
    """The search tried more than it may."""


@define
class _Effort:
    """How often a search may still try an option on a label, and the bounds it has proven."""

    left: int
    bounds: list[int]

    def spend(self, trials: int) -> None:
        self.left -= trials
        if self.left < 0:
            raise _SpentError


def solve(instance: Instance, effort: int = EFFORT) -> Solution | None:
    """The best routine, or None if the rules leave none."""
    if not feasible(instance):
        return None
    budget = instance.budget
    parts = [
        _Part(part, instance, prices)
        for part, prices in zip(instance.parts, multipliers(instance), strict=True)
    ]
    parts.sort(key=lambda part: part.size)  # small parts first: their exact curves help to prune the large
    loose = [part.loose() for part in parts]
    *later, whole = accumulate(reversed(loose), join, initial=[0] * (budget + 1))
    later.reverse()  # for each part: a bound on all later ones
    quick = _exact(parts, later, ANY, _Effort(UNBOUNDED, []), BEAM)
    goal, most = (quick[0], effort) if quick else (ANY, UNBOUNDED)  # some routine has to be found
    spent = _Effort(most, [whole[budget]])
    try:
        best = _exact(parts, later, goal, spent)
    except _SpentError:
        best = quick
    if best is None:
        raise AssertionError("a feasible problem has a routine")
    bound = best[0] if spent.left >= 0 else spent.bounds[-1]
    return Solution(best[0], bound, best[1], tuple(spent.bounds))


def feasible(instance: Instance) -> bool:
    """Whether any routine keeps the rules: coverage aside, only times are shared out.

    Bit ``t`` of a number says that the time ``t`` can be reached.
    """
    total = 1
    for part in instance.parts:
        plain, started = _reachable(part, instance.enter)
        allowed = (1 << part.most + 1) - (1 << part.least)
        times = (plain | started if part.starter is None else started) & allowed
        total = _sums(total, times) & (2 << instance.budget) - 1
    return total > 0


def _reachable(part: Part, enter: int) -> tuple[int, int]:
    """The times that a part can take without a starter, and with one."""
    outside = (1, 0)
    for block in part.blocks:
        entering, inside = (outside[0] << enter, outside[1] << enter), (0, 0)
        for choice in block.choices:
            plain, started = (0, 0) if choice.must else inside
            for option in choice.options:
                before = [(one | other) << option.time for one, other in zip(inside, entering, strict=True)]
                starts = any(row == part.starter for row, _ in option.cover)
                plain |= 0 if starts else before[0]
                started |= before[0] | before[1] if starts else before[1]
            inside = (plain, started)
            entering = (0, 0) if choice.must else entering
        must = any(choice.must for choice in block.choices)
        outside = inside if must else (outside[0] | inside[0], outside[1] | inside[1])
    return outside


def _sums(some: int, others: int) -> int:
    """Every sum of a time of one set and a time of the other."""
    found = 0
    while others:
        lowest = others & -others
        found |= some << lowest.bit_length() - 1
        others ^= lowest
    return found


def _exact(
    parts: list[_Part], later: list[Curve], goal: int, effort: _Effort, beam: int = 0
) -> tuple[int, tuple[Option, ...]] | None:
    """Value and picks of the best routine if it is worth ``goal`` or more; with a ``beam``, of a good one."""
    curves = [[0] * len(later[0])]
    points: list[list[Point]] = []
    for part, rest in zip(parts, later, strict=True):
        others = join(curves[-1], rest)
        found = part.labels(others, goal, effort, beam)
        if not found:
            return None
        points.append(found)
        curves.append(join(_curve(found, part.budget), curves[-1]))
        effort.bounds.append(max(value + others[part.budget - time] for time, value, _ in found))
    left, picks = parts[0].budget, list[Option]()
    for found, before in zip(reversed(points), reversed(curves[:-1]), strict=True):
        fits = (point for point in found if point[0] <= left)
        time, _, link = max(fits, key=lambda point: (point[1] + before[left - point[0]], -point[0]))
        picks += _chain(link)
        left -= time
    return curves[-1][-1], tuple(picks)


def _chain(link: Link) -> Iterator[Option]:
    while link:
        link, option = link
        yield option


def join(one: Curve, other: Curve) -> Curve:
    """The best sum within each time shared by two curves."""
    if len(set(other)) < len(set(one)):
        one, other = other, one  # the fewer steps, the fewer sums
    best, last = [NEVER] * len(one), NEVER
    for time, value in enumerate(one):
        if value > last:  # a later point that is no better adds nothing
            last = value
            best[time:] = map(max, best[time:], [value + more for more in other[: len(one) - time]])
    return best


def _curve(points: list[Point], budget: int) -> Curve:
    curve = [NEVER] * (budget + 1)
    for time, value, _ in points:  # by rising time and value
        curve[time:] = [value] * (budget + 1 - time)
    return curve


@frozen
class _Pickable:
    """An option with its reduced value. ``memo``: coverage before -> (after, value added, with the promise)."""

    time: int
    reduced: int
    option: Option
    memo: dict[int, tuple[int, int, int]]


class _Part:
    """One part in the search. Labels are packed as ``coverage << time_bits | time left``."""

    def __init__(self, part: Part, instance: Instance, prices: list[int]) -> None:
        self.budget, self.enter, self.toll = instance.budget, instance.enter, instance.toll
        self.part, self.prices = part, prices
        self.time_bits = self.budget.bit_length()
        self.time_mask = (1 << self.time_bits) - 1
        self.row_bits = max((len(row) for row in part.gains), default=0).bit_length()
        self.row_mask = (1 << self.row_bits) - 1
        self.shifts = [row * self.row_bits for row in range(len(part.gains))]
        self.earned = [[0, *accumulate(gains)] for gains in part.gains]  # by units covered
        self.above = [  # what gains exceed the price by, from so many units on
            [sum(max(0, gain - price) for gain in gains[have:]) for have in range(len(gains) + 1)]
            for gains, price in zip(part.gains, prices, strict=True)
        ]
        self.promises: dict[int, int] = {}
        self.blocks = [
            [(choice.must, [self._pickable(option) for option in choice.options]) for choice in block.choices]
            for block in part.blocks
        ]
        self.size = sum(len(options) for choices in self.blocks for _, options in choices)

    def _pickable(self, option: Option) -> _Pickable:
        reduced = option.value + sum(self.prices[row] * units for row, units in option.cover)
        return _Pickable(option.time, reduced, option, {})

    def promise(self, coverage: int) -> int:
        """What coverage can still earn beyond the prices."""
        found = self.promises.get(coverage)
        if found is None:
            rows = zip(self.shifts, self.above, strict=True)
            found = self.promises[coverage] = sum(
                above[coverage >> shift & self.row_mask] for shift, above in rows
            )
        return found

    def add(self, coverage: int, pickable: _Pickable) -> tuple[int, int, int]:
        """Coverage after an option (shifted past the time), what it adds, and that with the promise."""
        before, added = coverage, pickable.option.value
        for row, units in pickable.option.cover:
            shift, earned = self.shifts[row], self.earned[row]
            have = coverage >> shift & self.row_mask
            then = min(have + units, len(earned) - 1)
            added += earned[then] - earned[have]
            coverage += then - have << shift
        pickable.memo[before] = result = (coverage << self.time_bits, added, added + self.promise(coverage))
        return result

    def completions(self, rest: Curve) -> list[tuple[list[Curve], Curve]]:
        """For each block: bounds by time left on what is still to come, before each choice and after the block."""
        after, found = rest, []
        for choices in reversed(self.blocks):
            inside = [after]
            for must, options in reversed(choices):
                to_come = inside[-1]
                best = [NEVER] * len(rest) if must else to_come
                for option in options:
                    if option.time <= self.budget:
                        with_it = [value + option.reduced for value in to_come[: len(rest) - option.time]]
                        best = best[: option.time] + list(map(max, best[option.time :], with_it))
                inside.append(best)
            found.append((inside[::-1], after))
            entered = [NEVER] * self.enter + [
                value - self.toll for value in inside[-1][: len(rest) - self.enter]
            ]
            after = entered if any(must for must, _ in choices) else list(map(max, after, entered))
        found.append(([after], after))
        return found[::-1]

    def loose(self) -> Curve:
        """A bound on the part's value within each time."""
        best = self.completions([0] * (self.budget + 1))[0][1]
        promise, part = self.promise(0), self.part
        return [
            best[min(time, part.most)] + promise if time >= part.least else NEVER
            for time in range(self.budget + 1)
        ]

    def labels(self, rest: Curve, goal: int, effort: _Effort, beam: int = 0) -> list[Point]:
        """Every plan of the part, by time, that may belong to a routine worth ``goal`` or more.

        ``rest``: the best (or a bound on it) that the other parts add within the time left.
        """
        part, bits, mask = self.part, self.time_bits, self.time_mask
        latest, earliest = self.budget - part.least, self.budget - part.most
        _, *bounds = self.completions(
            [v if earliest <= left <= latest else NEVER for left, v in enumerate(rest)]
        )
        outside: Labels = {self.budget: (0, None)}
        for choices, (inside_bounds, after) in zip(self.blocks, bounds, strict=True):
            entering = self._enter(outside, inside_bounds[0], goal)
            inside: Labels = {}
            for (must, options), bound in zip(choices, inside_bounds[1:], strict=True):
                grown = {} if must else self._worth(inside, bound, goal)
                effort.spend((len(inside) + len(entering)) * len(options))
                for labels in (inside, entering):
                    for key, (value, link) in labels.items():
                        coverage, left = key >> bits, key & mask
                        for option in options:
                            remains = left - option.time
                            if remains < 0:
                                break  # options stand by rising time
                            shifted, added, promised = option.memo.get(coverage) or self.add(coverage, option)
                            if value + promised + bound[remains] >= goal:
                                new, worth = shifted | remains, value + added
                                if new not in grown or grown[new][0] < worth:
                                    grown[new] = (worth, (link, option.option))
                if must:
                    entering = {}
                inside = self._best(grown, bound, beam)
            if any(must for must, _ in choices):
                outside = {}
            outside = self._worth(outside, after, goal)
            for key, label in inside.items():
                if key not in outside or outside[key][0] < label[0]:
                    outside[key] = label
            outside = self._best(outside, after, beam)
        return [
            point for point in self._points(outside) if point[1] + rest[self.budget - point[0]] >= goal
        ]  # the bound of a finished plan still holds a promise that nothing will keep

    def _enter(self, outside: Labels, bound: Curve, goal: int) -> Labels:
        """The labels that may go on inside the next block, its toll and time paid."""
        paid = {
            key - self.enter: (value - self.toll, link)
            for key, (value, link) in outside.items()
            if key & self.time_mask >= self.enter
        }
        return self._worth(paid, bound, goal)

    def _worth(self, labels: Labels, bound: Curve, goal: int) -> Labels:
        return {key: label for key, label in labels.items() if self._reach(key, label[0], bound) >= goal}

    def _reach(self, key: int, value: int, bound: Curve) -> int:
        return value + self.promise(key >> self.time_bits) + bound[key & self.time_mask]

    def _best(self, labels: Labels, bound: Curve, beam: int) -> Labels:
        """Without the labels that another makes needless; with a ``beam``, only the most promising of them."""
        latest = self.budget - self.part.least
        best: dict[int, int] = {}
        kept: Labels = {}
        for key in sorted(labels, key=lambda key: -(key & self.time_mask)):
            value, coverage = labels[key][0], key >> self.time_bits
            if value > best.get(coverage, NEVER):
                kept[key] = labels[key]
                if key & self.time_mask <= latest:
                    best[coverage] = value
        if beam and len(kept) > beam:
            order = sorted(kept, key=lambda key: -self._reach(key, kept[key][0], bound))
            return {key: kept[key] for key in order[:beam]}
        return kept

    def _points(self, labels: Labels) -> list[Point]:
        """By rising time and value, the starter covered."""
        starter, points, best = self.part.starter, [], NEVER
        for key in sorted(labels, key=lambda key: (-(key & self.time_mask), -labels[key][0])):
            value, link = labels[key]
            started = starter is None or key >> self.time_bits + starter * self.row_bits & self.row_mask
            if started and value > best:
                best = value
                points.append((self.budget - (key & self.time_mask), value, link))
        return points
