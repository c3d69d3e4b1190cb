"""Why each step is in a routine, why each other exercise is not, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from hipkit.facts.records import Activity, Exercise, Target
from hipkit.routine.model import Menu
from hipkit.routine.result import Added, Coverage, Effect, LeftOut, Reason, Step
from hipkit.routine.rules import (
    CLOSE,
    OPEN,
    PRACTICE,
    Case,
    missing_kit,
    place,
    plain,
    smallest_only,
    starters,
)
from hipkit.routine.scoring import covered
from hipkit.routine.targets import PHASES, Ask, Demand, Demands, demands, gains, units
from hipkit.text import listed

INSTEAD = {
    "one_variant": "Of the same family",
    "one_provocative": "Of what tends to provoke the same symptom",
    "menu": "Of the many that could stand in this part",
}  # rule of the menu -> how what is offered instead is named
ASKED_FOR = ("wishes", "for_its_symptom", "longest")  # rules that a learner's own choice overrides
WORK = {"warm-up": "Warms up", "mobility": "Moves", "strength": "Strengthens", "static": "Stretches"}


def reasons(steps: Sequence[Step], case: Case, wanted: Demands) -> tuple[tuple[Reason, ...], ...]:
    """For each step: its place in the routine, the goals it serves, the symptoms, its dose, what was measured."""
    known = case.catalog.exercises
    first = starters(((known[step.exercise], step.dose) for step in steps if step.phase == "warm-up"), case)
    return tuple(
        (
            *_opening(step, place == 0 and (step.exercise, step.dose) in first, case),
            *_served(step, case, wanted),
            *_named(step, case),
            *_dose(step, case),
            *_measured(step, case),
        )
        for place, step in enumerate(steps)
    )


def _opening(step: Step, opens: bool, case: Case) -> Iterator[Reason]:
    if step.exercise in case.request.include:
        yield Reason("You chose to keep it.", basis="rule")
    if opens:
        rule = case.catalog.rules["starter"]
        standing = step.position == "standing"
        ending = "." if standing else "; no standing exercise that does so was left."
        yield Reason(f"It comes first because it raises the pulse{ending}", rule.source, "rule")


def _served(step: Step, case: Case, wanted: Demands) -> Iterator[Reason]:
    """The goals' targets it counts for, the strongest two; or the balance of the whole hip."""
    exercise = case.catalog.exercises[step.exercise]
    demands = wanted.get(step.phase, {})
    asks = [
        (place > 0, -ask.weight, number, group, ask)
        for place, group in enumerate(case.effects[exercise.id])
        if group in demands
        for number, ask in enumerate(demands[group].asks)
    ]
    told: set[str] = set()
    for _, _, _, group, ask in sorted(asks, key=lambda item: item[:3]):
        if group not in told and len(told) < 2:
            told.add(group)
            yield _sourced(
                f"{WORK[step.phase]} {_name(group, case)}, asked for by {_goal(ask, case)}: {ask.target.why}",
                ask.target,
            )
    if not told:
        main = case.worked[exercise.id][0]
        yield Reason(
            f"{WORK[step.phase]} {_name(main, case)}: no goal asks for it, it balances the whole.",
            basis="judgement",
        )


def _goal(ask: Ask, case: Case) -> str:
    return f"{OPEN}{case.catalog.goals[ask.goal].name}{CLOSE}"


def _name(group: str, case: Case) -> str:
    """A muscle group inside a sentence; its explanation in brackets is left off."""
    name = _group_name(group, case).split(" (")[0]
    return f"the {name[0].lower()}{name[1:]}"


def _sourced(text: str, target: Target) -> Reason:
    from_paper = target.verified == "page" and target.source != PRACTICE
    return (
        Reason(text, target.source, "source")
        if from_paper
        else Reason(f"{text} (practice knowledge)", basis="judgement")
    )


def _named(step: Step, case: Case) -> Iterator[Reason]:
    exercise = case.catalog.exercises[step.exercise]
    for link in case.links(exercise):
        yield Reason(link.reason, link.source, "source")
    for source in case.goal_sources(exercise):
        yield Reason("A source behind your goal names it.", source, "source")
    for caution in case.cautions(exercise):
        yield Reason(f"With {OPEN}{plain(caution.symptom, case)}{CLOSE}: {caution.reason}", basis="judgement")


def _dose(step: Step, case: Case) -> Iterator[Reason]:
    exercise = case.catalog.exercises[step.exercise]
    rule = smallest_only(exercise, case)
    if rule:
        yield Reason(f"Smallest dose. {case.catalog.rules[rule].sentence}", basis="rule")


def _measured(step: Step, case: Case) -> Iterator[Reason]:
    """How hard the muscles were measured to work in this very exercise."""
    rows = [row for row in case.catalog.activity.values() if row.exercise == step.exercise and _exact(row)]
    for row in sorted(
        rows, key=lambda row: (row.muscle != case.catalog.exercises[step.exercise].main, row.id)
    )[:1]:
        muscle = case.catalog.muscles[row.muscle].name
        yield Reason(
            f"Measured activity of {_lower(muscle)}: {_share(row)} of its maximum.", row.source, "source"
        )


def _exact(row: Activity) -> bool:
    return (
        row.match == "exact"
        and row.verified == "page"
        and row.unit == "%MVIC"
        and bool(row.value or (row.low and row.high))
    )


def _share(row: Activity) -> str:
    return f"{row.value} %" if row.value else f"{row.low}\N{EN DASH}{row.high} %"


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def added(step: Step, steps: Sequence[Step], case: Case) -> tuple[Added, ...]:
    """What would be lost without the step: units of coverage and their points, the largest loss first."""
    wanted, done = demands(case).get(step.phase, {}), covered(steps, case)
    own = units(case.catalog.exercises[step.exercise], step.dose, case)
    found = []
    for group, count in own.items():
        if group in wanted:
            earned, have = gains(wanted[group], case), done[step.phase, group]
            lost = earned[have - count : have]
            found.append(
                Added(group, _group_name(group, case), len(lost), sum(lost), *_basis(step, group, case))
            )
    return tuple(sorted(found, key=lambda each: (-each.points, each.group)))


def _basis(step: Step, group: str, case: Case) -> tuple[Literal["model", "activity", "source"], int | None]:
    work = case.catalog.work.get(step.exercise)
    return (work.basis, work.percent[group]) if work and group in work.percent else ("source", None)


def _group_name(group: str, case: Case) -> str:
    known = case.catalog.groups.get(group)
    return known.name if known else case.catalog.muscles[group].name


def left_out(steps: Sequence[Step], case: Case, wanted: Demands, menu: Menu) -> tuple[LeftOut, ...]:
    """For each exercise that is not a step: the first rule in its way, or that others add more."""
    there = {step.exercise: number for number, step in enumerate(steps, 1)}
    missing = (exercise for exercise in case.catalog.exercises.values() if exercise.id not in there)
    return tuple(_left_out(exercise, there, steps, case, wanted, menu) for exercise in missing)


def _left_out(
    exercise: Exercise, there: dict[str, int], steps: Sequence[Step], case: Case, wanted: Demands, menu: Menu
) -> LeftOut:
    found = case.obstacles[exercise.id]
    if found:
        keepable = all(obstacle.rule in ASKED_FOR for obstacle in found)
        return LeftOut(
            exercise.id, found[0].reason, found[0].change, found[0].source, found[0].rule, keepable
        )
    rule, reason, change = _outdone(exercise, there, steps, case, wanted, menu)
    return LeftOut(exercise.id, reason, change, rule=rule, may_keep=rule != "one_provocative")


def _outdone(
    exercise: Exercise, there: dict[str, int], steps: Sequence[Step], case: Case, wanted: Demands, menu: Menu
) -> tuple[str, str, str]:
    """Rule, reason and way out for an exercise that nothing forbids."""
    name = case.catalog.exercises
    if exercise.id in menu.instead:
        rule, other = menu.instead[exercise.id]
        where = f"is step {there[other]}" if other in there else "fits better, and was not needed either"
        return (
            rule,
            f"{INSTEAD[rule]}, {name[other].name} {where}.",
            f"Keep it, or remove {name[other].name}.",
        )
    main = case.worked[exercise.id][0]
    for step in steps:
        same = step.phase == exercise.phase and place(name[step.exercise]) == place(exercise)
        apart = main in case.focus.get(exercise.phase, ())
        if same and not apart and case.worked[step.exercise][0] == main:
            rival = name[step.exercise].name
            reason = f"{rival}, step {there[step.exercise]}, works {_name(main, case)} in the same position."
            return "one_per_muscle", reason, f"Keep it, or remove {rival}."
    demand = wanted.get(exercise.phase, {}).get(main)
    if demand is None or not demand.asks:
        reason = f"No goal you picked asks this part to work {_name(main, case)}, and as balance it adds too little."
        return "", reason, "Another goal, more minutes, or keep it."
    return "", "It would add less for its time than what is there.", "More minutes, or keep it."


def coverage(steps: Sequence[Step], case: Case, wanted: Demands) -> tuple[Coverage, ...]:
    """What the goals ask, part by part, and how much of it the routine does."""
    done = covered(steps, case)
    return tuple(
        _coverage(phase, group, min(done[phase, group], demand.units), demand, case)
        for phase in PHASES
        for group, demand in wanted.get(phase, {}).items()
        if any(ask.own for ask in demand.asks)
    )


def _coverage(phase: str, group: str, met: int, demand: Demand, case: Case) -> Coverage:
    ask = max(demand.asks, key=lambda ask: (ask.own, ask.weight))
    name = _group_name(group, case)
    source = ask.target.source if ask.target.source != PRACTICE else ""
    kit = _kit(phase, group, case) if met < demand.units else ""
    return Coverage(phase, group, name, met, demand.units, demand.weight, ask.target.why, source, kit)


def _kit(phase: str, group: str, case: Case) -> str:
    """The least kit that would let one more exercise work the group, as a sentence; or that none does."""
    if (phase, group) not in case.own_work:
        return f"No exercise of this kit has {_name(group, case)} as its main muscles here."
    locked = [
        exercise
        for exercise in case.catalog.exercises.values()
        if exercise.phase == phase
        and case.worked[exercise.id][0] == group
        and [obstacle.rule for obstacle in case.obstacles[exercise.id]] == ["equipment"]
    ]
    if not locked or _open(phase, group, case):
        return ""
    nearest = min(
        locked, key=lambda exercise: (len(missing_kit(exercise, case)), exercise.level, exercise.id)
    )
    kit = listed(case.catalog.equipment[item].name.lower() for item in missing_kit(nearest, case))
    return f"{nearest.name} would work {_name(group, case)}; it needs: {kit}."


def _open(phase: str, group: str, case: Case) -> bool:
    """Whether two or more exercises for the group are open already, so that time is short and not kit."""
    mine = (e for e in case.catalog.exercises.values() if e.phase == phase and case.worked[e.id][0] == group)
    return len({exercise.family for exercise in mine if not case.obstacles[exercise.id]}) > 1


def effects(steps: Iterable[Step], case: Case) -> tuple[Effect, ...]:
    """What the picked symptoms left out, made smaller or favoured."""
    there = {step.exercise for step in steps}
    found: list[Effect] = []
    for exercise in case.catalog.exercises.values():
        for caution in case.cautions(exercise):
            if caution.policy == "leave_out":
                found.append(Effect(caution.symptom, exercise.id, "left out", caution.reason))
            elif caution.policy == "smallest_dose" and exercise.id in there:
                found.append(Effect(caution.symptom, exercise.id, "smallest dose", caution.reason))
        found += [
            Effect(link.symptom, exercise.id, "favoured", link.reason, link.source)
            for link in case.links(exercise)
            if exercise.id in there
        ]
    return tuple(found)
