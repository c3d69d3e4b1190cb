"""A request as a small mathematical problem: what may be picked, what it takes and what it is worth.

Time is counted in steps of the grid (15 s). The routine has four parts; a part has blocks, one for each
place the body may be in; a block has choices, one for each main muscle group (where a goal asks most of the
group, one for each exercise), and at most one option, an exercise at a dose, is picked of a choice. Of one
family and part only the variant that fits best is offered, so no rule reaches from one choice to another:
parts share nothing but time, and choices of a part share nothing but time and coverage. That is what makes
an exact search fast.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable

from attrs import frozen

from hipkit.facts.records import Dose, Exercise
from hipkit.routine.doses import seconds, slot
from hipkit.routine.request import RequestError
from hipkit.routine.rules import (
    Case,
    doses,
    most_seconds,
    place,
    plain,
    starters,
    suits,
    warm_up_seconds,
)
from hipkit.routine.targets import PHASES, Demand, Demands, gains, units

POINT = 1 << 32  # a point of the score; what is smaller breaks ties
SHORTER = 1 << 22  # of equal scores the shorter routine wins, then the larger sum of check numbers


@frozen
class Option:
    """An exercise at a dose. ``cover``: (row, units of coverage), rows as in `Part.gains`."""

    exercise: str
    dose: Dose
    time: int
    cover: tuple[tuple[int, int], ...]
    value: int


@frozen
class Choice:
    """At most one of these options; exactly one if ``must``."""

    options: tuple[Option, ...]
    must: bool


@frozen
class Block:
    place: str
    choices: tuple[Choice, ...]


@frozen
class Part:
    """One part of the routine. It takes ``least`` to ``most`` steps of time.

    ``gains[row]``: what each further unit of coverage of a muscle group is worth. Row ``starter`` (or None)
    is worth nothing and must be covered: the exercises that may come first cover it.
    """

    phase: str
    gains: tuple[tuple[int, ...], ...]
    blocks: tuple[Block, ...]
    least: int
    most: int
    starter: int | None


@frozen
class Instance:
    """``enter`` steps of time and ``toll`` of value are paid for each block that is used."""

    budget: int
    enter: int
    toll: int
    parts: tuple[Part, ...]


@frozen
class Menu:
    """What is offered, and for each exercise that fits but is not: the one offered instead, and the rule."""

    offered: tuple[Exercise, ...]
    instead: dict[str, tuple[str, str]]


def menu(case: Case, wanted: Demands) -> Menu:
    """Of each family and part the variant that fits best, and of these the few that fit best.

    Of what provokes a symptom, one exercise.

    Raises `RequestError` when an exercise to include is filtered out, or nothing is left.
    """
    left = [exercise for exercise in case.catalog.exercises.values() if not case.obstacles[exercise.id]]
    _refuse(case, left)
    best_first = sorted(left, key=lambda exercise: _fit(exercise, case, wanted))
    families: dict[tuple[str, str], str] = {}
    provoking: dict[str, str] = {}
    served: dict[tuple[str, bool], list[str]] = defaultdict(list)
    offered: list[Exercise] = []
    instead: dict[str, tuple[str, str]] = {}
    for exercise in best_first:
        mine = exercise.id in case.request.include
        family, shelf = (exercise.phase, exercise.family), (exercise.phase, exercise.kind == "pulse_raiser")
        provoked = sorted(case.provoked(exercise))
        taken = [symptom for symptom in provoked if symptom in provoking]
        if mine and taken:
            words = both_provoke(provoking[taken[0]], exercise.id, taken[0], case)
            raise RequestError(words, case=case)
        if family in families and not mine:
            instead[exercise.id] = ("one_variant", families[family])
        elif taken:
            instead[exercise.id] = ("one_provocative", provoking[taken[0]])
        elif len(served[shelf]) >= case.limit("menu") and not mine:
            instead[exercise.id] = ("menu", served[shelf][0])
        else:
            served[shelf].append(exercise.id)
            offered.append(exercise)
            families.setdefault(family, exercise.id)
            provoking.update(dict.fromkeys(provoked, exercise.id))
    return Menu(tuple(sorted(offered, key=lambda exercise: exercise.id)), instead)


def _fit(exercise: Exercise, case: Case, wanted: Demands) -> tuple[object, ...]:
    """The order of preference; the first difference decides.

    Kept by hand, no caution, named by a source about a symptom or behind a goal, long enough to carry a
    warm-up, asked for by the goals, made for the time of day, harder, fuller, confirmed; then the id.
    """
    weights = {group: demand.weight for group, demand in wanted.get(exercise.phase, {}).items()}
    main, *others = case.effects[exercise.id]
    return (
        exercise.id not in case.request.include,
        bool(case.cautions(exercise)),
        not case.linked(exercise),
        -max(dose.side_s for dose in exercise.doses) if exercise.kind == "pulse_raiser" else 0,
        -weights.get(main, 0),
        not suits(exercise, case),
        -exercise.level,
        -sum(weights.get(group, 0) for group in others),
        exercise.dose_stated.verified != "page",
        exercise.id,
    )


def _refuse(case: Case, left: list[Exercise]) -> None:
    """Says why a request cannot be met before any search."""
    exercises = case.catalog.exercises
    filtered = [(exercises[name], case.obstacles[name]) for name in case.request.include]
    refused = [f"{exercise.name} cannot be kept. {found[0].reason}" for exercise, found in filtered if found]
    if refused:
        raise RequestError(*refused, case=case)
    if not any(exercise.phase == "warm-up" for exercise in left) or len(left) < 2:
        raise RequestError(_nothing_left(case), case=case)


def _nothing_left(case: Case) -> str:
    """Names the rule that removed most, and what to change."""
    first = [found[0] for found in case.obstacles.values() if found]
    rule, count = Counter(obstacle.rule for obstacle in first).most_common(1)[0]
    changes = Counter(obstacle.change for obstacle in first if obstacle.rule == rule and obstacle.change)
    change = changes.most_common(1)[0][0] if changes else "Choose fewer symptoms."
    name = case.catalog.rules[rule].name
    return f"Too little is left to plan with. The rule {name!r} removed most ({count} exercises). {change}"


def both_provoke(one: str, other: str, symptom: str, case: Case) -> str:
    names = [case.catalog.exercises[exercise].name for exercise in (one, other)]
    return f"{names[0]} and {names[1]} both tend to provoke {plain(symptom, case)!r}: keep one of them."


def instance(case: Case, offered: Iterable[Exercise], wanted: Demands) -> Instance:
    """The problem in plain numbers. Raises `RequestError` when nothing on offer may come first."""
    grid = case.grid
    budget = case.request.seconds // grid
    enter = math.ceil(case.limit("position_change") / grid)
    by_phase: dict[str, list[Exercise]] = {phase: [] for phase in PHASES}
    for exercise in offered:
        by_phase[exercise.phase].append(exercise)
    return Instance(
        budget=budget,
        enter=enter,
        toll=case.weight("block") * POINT + enter * SHORTER,
        parts=tuple(_part(phase, by_phase[phase], wanted.get(phase, {}), case) for phase in PHASES),
    )


def _part(phase: str, exercises: list[Exercise], wanted: dict[str, Demand], case: Case) -> Part:
    grid = case.grid
    covered = {group for exercise in exercises for group in case.effects[exercise.id]}
    rows = [group for group in sorted(wanted) if group in covered]
    picks = [(exercise, dose) for exercise in exercises for dose in doses(exercise, case)]
    first = starters(picks, case) if phase == "warm-up" else frozenset()
    if phase == "warm-up" and not first:
        words = "No exercise is left that raises the pulse for a minute. Put one back."
        raise RequestError(words, case=case)
    tables = [tuple(gain * POINT for gain in gains(wanted[group], case)) for group in rows]
    choices: dict[str, dict[str, list[Option]]] = defaultdict(lambda: defaultdict(list))
    kept: set[tuple[str, str]] = set()
    for exercise in sorted(exercises, key=lambda each: (each.id not in case.request.include, each.id)):
        mine = exercise.id in case.request.include
        where, main = place(exercise), case.worked[exercise.id][0]
        apart = main in case.focus.get(phase, ())
        if (where, main) in kept and not mine and not apart:
            continue
        if mine:
            kept.add((where, main))
        choice = choices[where][exercise.id if mine or apart else main]
        choice += [
            _option(exercise, dose, rows, (exercise.id, dose) in first, case)
            for dose in doses(exercise, case)
        ]
    return Part(
        phase=phase,
        gains=tuple(tables) + (((0,),) if first else ()),
        blocks=tuple(_block(where, choices[where], case) for where in sorted(choices)),
        least=math.ceil(warm_up_seconds(case) / grid) if phase == "warm-up" else 0,
        most=int(most_seconds(phase, case) // grid),
        starter=len(rows) if first else None,
    )


def _block(where: str, choices: dict[str, list[Option]], case: Case) -> Block:
    return Block(
        where,
        tuple(
            Choice(
                tuple(sorted(options, key=lambda option: (option.time, option.exercise))),
                key in case.request.include,
            )
            for key, options in sorted(choices.items())
        ),
    )


def _option(exercise: Exercise, dose: Dose, rows: list[str], starter: bool, case: Case) -> Option:
    grid = case.grid
    time = slot(exercise, dose, grid) // grid
    done = units(exercise, dose, case)
    cover = [(row, done[group]) for row, group in enumerate(rows) if group in done]
    if starter:
        cover.append((len(rows), 1))
    check_number = zlib.crc32(f"{exercise.id} {dose.sets} {dose.count} {dose.seconds:g}".encode()) & 0xFFFF
    value = points(exercise, dose, case) * POINT - time * SHORTER + check_number
    return Option(exercise.id, dose, time, tuple(cover), value)


def points(exercise: Exercise, dose: Dose, case: Case) -> int:
    """What an exercise at a dose counts beside its coverage; below nothing, so that it must earn its place."""
    bonuses = {
        "stated_dose": dose.basis == "source",
        "confirmed": exercise.dose_stated.verified == "page",
        "linked": case.linked(exercise),
        "suits_time": suits(exercise, case),
    }
    costs = {
        "exercise": 1,
        "careful": len(case.cautions(exercise)) > 0,
        "minute": int(seconds(exercise, dose) // 60),
    }
    return sum(case.weight(name) * times for name, times in bonuses.items()) - sum(
        case.weight(name) * times for name, times in costs.items()
    )
