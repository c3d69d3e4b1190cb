"""What the goals ask of each part of a routine, as weights on muscle groups, and what an exercise gives."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from hipkit.facts.records import Dose, Exercise, Target
from hipkit.routine.doses import bouts
from hipkit.routine.rules import GENTLE_PARTS, Amount, Case

PHASES = ("warm-up", "mobility", "strength", "static")
GAINS = ("gain_early", "gain_middle", "gain_late", "gain_last")  # weights, each for so many units:
EACH = 3
PARTS = {  # kind of work -> the part that does it, and the part that does a little of it
    "lengthen": ("static", "mobility"),
    "strengthen": ("strength", ""),
    "move": ("mobility", "warm-up"),
}


@frozen
class Ask:
    """One goal's target, as it falls on one muscle group in one part."""

    goal: str
    target: Target
    weight: int
    own: bool  # whether the part is the target's own, or does only a little of it


@frozen
class Demand:
    """How much a muscle group counts in a part: ``units`` of coverage, each worth its gain times ``weight``.

    ``asks`` is empty where only the balance of the whole hip asks.
    """

    weight: int
    units: int
    asks: tuple[Ask, ...] = ()


Demands = dict[str, dict[str, Demand]]  # part -> muscle group -> demand


def demands(case: Case) -> Demands:
    """Per part and muscle group, goals first, then what balances them."""
    asked: dict[str, dict[str, list[Ask]]] = {phase: defaultdict(list) for phase in PHASES}
    for phase, group, ask in _asks(case):
        asked[phase][group].append(ask)
    return {
        phase: {group: _demand(asks, case) for group, asks in asked[phase].items()}
        | _balance(phase, asked[phase], case)
        for phase in PHASES
        if phase not in case.timing.leave_out and (not case.gentle or phase in GENTLE_PARTS)
    }


def _asks(case: Case) -> Iterator[tuple[str, str, Ask]]:
    for goal in case.request.goals:
        for target in case.catalog.goals[goal].targets:
            named = dict.fromkeys(case.group_of.get(muscle, muscle) for muscle in target.muscles)
            for place, group in enumerate(named):
                own, second = _parts(target.work, group, case)
                weight = max(1, target.weight - case.weight("companion")) if place else target.weight
                yield own, group, Ask(goal, target, weight, True)
                if second:
                    yield second, group, Ask(goal, target, min(weight, case.weight("second_part")), False)


def _parts(work: str, group: str, case: Case) -> tuple[str, str]:
    """The part that does the work, and the part that does a little of it ("" for none).

    Some muscle groups are moved by warm-up exercises only: then the warm-up is the part that does it.
    """
    own, second = PARTS[work]
    only_second = (own, group) not in case.own_work and (second, group) in case.own_work
    return (second, "") if only_second else (own, second)


def _demand(asks: list[Ask], case: Case) -> Demand:
    """The highest weight that any goal gives, and a little for each further goal that asks too."""
    goals = {ask.goal for ask in asks}
    weight = max(ask.weight for ask in asks) + case.weight("shared") * (len(goals) - 1)
    return Demand(weight, _room(weight, case), tuple(asks))


def _balance(phase: str, asked: dict[str, list[Ask]], case: Case) -> dict[str, Demand]:
    """What no goal asks for: the rest of the hip, and more so what opposes a strengthened group."""
    if phase == "warm-up":
        return {}
    rest = {group.id: group.opposite for group in case.catalog.groups.values() if group.id not in asked}
    extra = {
        group: case.weight("opposite")
        for group, opposite in rest.items()
        if phase == "strength" and opposite in asked
    }
    weights = {group: case.weight("base") + extra.get(group, 0) for group in rest}
    return {group: Demand(weight, _room(weight, case)) for group, weight in weights.items() if weight > 0}


def _room(weight: int, case: Case) -> int:
    return min(weight * case.weight("units"), EACH * len(GAINS))


def gains(demand: Demand, case: Case) -> tuple[int, ...]:
    """What each further unit of coverage is worth; it falls."""
    falling = [case.weight(name) for name in GAINS for _ in range(EACH)]
    return tuple(demand.weight * gain for gain in falling[: demand.units])


def units(exercise: Exercise, dose: Dose, case: Case) -> dict[str, int]:
    """Units of coverage per muscle group: two a bout where the exercise does much for it, else one a bout.

    Weights ``units_each``, ``units_some`` and ``units_beside`` cap what one exercise counts for.
    """
    done = bouts(dose)
    return {
        group: max(
            1,
            min(math.floor((2 if effect == "full" else 1) * done + 0.5), _cap(group, effect, exercise, case)),
        )
        for group, effect in case.effects[exercise.id].items()
    }


def _cap(group: str, effect: Amount, exercise: Exercise, case: Case) -> int:
    if effect == "some":
        return case.weight("units_some")
    alone = (exercise.phase, group) not in case.own_work
    return case.weight("units_each" if effect == "full" or alone else "units_beside")
