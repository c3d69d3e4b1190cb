"""Wishes that cannot be met together: the fewest that clash, and ways out that are known to work.

A *wish* is a part of a request that a learner may give up. What the screening and the symptoms ask is no
wish: it holds in every trial, so a conflict with it is between that rule and the wishes alone.

The smallest set in conflict is found by trying. Let some sets of wishes be known that have to be given up,
each as a whole or in part, before anything is possible (a *correction* is what is left out of a set that
is possible and cannot grow). A set that misses one of them entirely lies inside a set that is possible, so
every conflict shares a wish with each correction. The smallest set that does so is tried: if it is
impossible, no smaller conflict can exist; if not, growing it gives a further correction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, count
from typing import Any

from attrs import evolve, frozen

from hipkit import facts, symptoms
from hipkit.routine.model import both_provoke
from hipkit.routine.planning import posed
from hipkit.routine.request import LEVELS, LONGEST, SHORTEST, Request, RequestError
from hipkit.routine.rules import Case, Obstacle
from hipkit.routine.solver import feasible
from hipkit.routine.targets import demands

SAFETY = ("gentle_only", "symptom_leave_out", "symptom_smallest_dose", "one_provocative")
TRIED = (90, 60, 45, 30, 20, 15, 10, 5)  # minutes that stand for "any" in the search for a conflict


@frozen(order=True)
class Wish:
    """A field of the request; ``value`` is the exercise to include or exclude, else what was chosen, in words."""

    field: str
    value: str = ""


@frozen
class Conflict:
    """Wishes of which any may be met, but not all; none is needless.

    ``safety``: the rules in the way that are not negotiable. ``ways``: requests that can be planned, each
    giving up at least one of the wishes and as little else as it can. Without ``wishes``, nothing that
    the learner may choose helps.
    """

    wishes: tuple[Wish, ...]
    safety: tuple[Obstacle, ...]
    ways: tuple[Request, ...]


def conflict(
    request: Request, screening: symptoms.Screening, catalog: facts.Catalog | None = None
) -> Conflict | None:
    """Why a request cannot be planned, as the fewest wishes in conflict; None if it can.

    Raises ValueError where the screening allows no routine at all.
    """
    if not screening.may_plan:
        raise ValueError("the screening allows no routine, whatever is asked for")
    return conflict_in(Case(request, screening.gentle_only, catalog or facts.catalog()))


def conflict_in(case: Case) -> Conflict | None:
    """See `conflict`."""
    if possible(case):
        return None
    wishes = _wishes(case)
    core = _smallest(wishes, lambda kept: _can_keep(kept, case))
    ways = (_way(wish, wishes, case) for wish in core)
    return Conflict(core, tuple(_safety(core, case)), tuple(dict.fromkeys(way for way in ways if way)))


def possible(case: Case) -> bool:
    """Whether any routine keeps every rule."""
    try:
        return feasible(posed(case, demands(case))[0])
    except RequestError:
        return False


def _wishes(case: Case) -> tuple[Wish, ...]:
    request = case.request
    found = [Wish("include", name) for name in request.include]
    found += [Wish("exclude", name) for name in request.exclude]
    found.append(Wish("minutes", str(request.minutes)))
    if request.timing != "anytime":
        found.append(Wish("timing", request.timing))
    if set(request.equipment) < set(case.catalog.equipment):
        found.append(Wish("equipment"))
    if request.level != list(LEVELS)[-1]:
        found.append(Wish("level", request.level))
    return tuple(found)


def _freed(kept: Iterable[Wish], case: Case) -> Request:
    """The request with every other wish given up, but for the minutes."""
    kept, request = set(kept), case.request
    fields = {wish.field for wish in kept}
    return evolve(
        request,
        include=[name for name in request.include if Wish("include", name) in kept],
        exclude=[name for name in request.exclude if Wish("exclude", name) in kept],
        timing=request.timing if "timing" in fields else "anytime",
        level=request.level if "level" in fields else list(LEVELS)[-1],
        equipment=request.equipment if "equipment" in fields else tuple(case.catalog.equipment),
    )


def _can_keep(kept: Iterable[Wish], case: Case) -> bool:
    """Whether these wishes can be met together, whatever becomes of the others."""
    kept = tuple(kept)
    freed = _freed(kept, case)
    tried = () if Wish("minutes", str(case.request.minutes)) in kept else TRIED
    return any(_possible(evolve(freed, minutes=minutes), case) for minutes in (case.request.minutes, *tried))


def _possible(request: Request, case: Case) -> bool:
    return possible(Case(request, case.gentle, case.catalog))


def _smallest(wishes: Sequence[Wish], can_keep: Callable[[Iterable[Wish]], bool]) -> tuple[Wish, ...]:
    """The fewest wishes that cannot be met together, in the order of ``wishes``."""
    corrections: list[frozenset[Wish]] = []
    while True:
        core = _hitting(corrections, wishes)
        if not can_keep(core):
            return core
        corrections.append(frozenset(wishes) - set(_grown(core, wishes, can_keep)))


def _hitting(corrections: list[frozenset[Wish]], wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """The fewest wishes that share one with every correction."""
    met = [wish for wish in wishes if any(wish in correction for correction in corrections)]
    sets = (set(few) for size in count() for few in combinations(met, size))
    found = next(few for few in sets if all(few & correction for correction in corrections))
    return tuple(wish for wish in wishes if wish in found)


def _grown(
    core: Iterable[Wish], wishes: Sequence[Wish], can_keep: Callable[[Iterable[Wish]], bool]
) -> list[Wish]:
    """The wishes, with every further one that can be met beside them."""
    kept = list(core)
    for wish in wishes:
        if wish not in kept and can_keep([*kept, wish]):
            kept.append(wish)
    return kept


def _way(wish: Wish, wishes: Sequence[Wish], case: Case) -> Request | None:
    """The request with a wish given up and as little else as can be; None if even that is too little."""
    others = [other for other in wishes if other != wish]
    if not _can_keep([], case):
        return None
    kept = others if _can_keep(others, case) else _grown([], others, lambda some: _can_keep(some, case))
    way, given_up = _freed(kept, case), {wish.field for wish in set(wishes) - set(kept)}
    if "minutes" in given_up:
        way = evolve(way, minutes=_first(_minutes(case), lambda m: _possible(evolve(way, minutes=m), case)))
    if "level" in given_up:
        way = evolve(way, level=_first(LEVELS, lambda level: _possible(evolve(way, level=level), case)))
    return _least_kit(way, case) if "equipment" in given_up else way


def _first(values: Iterable[Any], holds: Callable[[Any], bool]) -> Any:
    return next(value for value in values if holds(value))


def _minutes(case: Case) -> list[int]:
    """All minutes, those nearest to the wish first."""
    return sorted(range(SHORTEST, LONGEST + 1), key=lambda minutes: abs(minutes - case.request.minutes))


def _least_kit(request: Request, case: Case) -> Request:
    """The request with the kit at hand and no more of the rest than it takes."""
    for item in case.catalog.equipment:
        less = evolve(request, equipment=set(request.equipment) - {item})
        if item not in case.request.equipment and _possible(less, case):
            request = less
    return request


def _safety(core: Iterable[Wish], case: Case) -> Iterator[Obstacle]:
    """The rules of safety that stand against the wishes."""
    included = [wish.value for wish in core if wish.field == "include"]
    for name in included:
        yield from (obstacle for obstacle in case.obstacles[name] if obstacle.rule in SAFETY)
    for one, other in combinations(included, 2):
        known = case.catalog.exercises
        for symptom in sorted(case.provoked(known[one]) & case.provoked(known[other])):
            yield Obstacle("one_provocative", both_provoke(one, other, symptom, case))
