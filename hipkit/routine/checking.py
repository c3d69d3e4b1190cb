"""Every hard rule, checked on a finished routine. Shares no code with the search or its model.

Times, shares and limits are counted here from the catalogue, so that a mistake in the planner's own
arithmetic shows.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from hipkit import facts, symptoms
from hipkit.facts.records import Dose, Exercise
from hipkit.routine.finished import Finished
from hipkit.routine.request import LEVELS, Request
from hipkit.routine.result import Check, Step
from hipkit.text import clock, listed, number

Verdict = tuple[str, str, bool]  # this routine's value and the limit, in words; whether it is kept
WORK = {"lengthen": "static", "strengthen": "strength", "move": "mobility"}
ORDER = ("warm-up", "mobility", "strength", "static")


def check(
    request: Request,
    steps: Sequence[Step],
    screening: symptoms.Screening | None = None,
    catalog: facts.Catalog | None = None,
) -> tuple[Check, ...]:
    """One `Check` for each rule of the catalogue, in its order.

    Without ``screening`` the gentle-only rule has nothing to hold to. Raises ValueError for a step whose
    exercise is not in the catalogue.
    """
    return checks(request, steps, screening is not None and screening.gentle_only, catalog or facts.catalog())


def checks(
    request: Request, steps: Sequence[Step], gentle: bool, catalog: facts.Catalog
) -> tuple[Check, ...]:
    unknown = [step.exercise for step in steps if step.exercise not in catalog.exercises]
    if unknown:
        raise ValueError(f"not in the catalogue: {listed(unknown)}")
    finished = Finished(request, tuple(steps), gentle, catalog)
    return tuple(Check(rule, *CHECKS[rule.id](finished)) for rule in catalog.rules.values())


def _verdict(offenders: Sequence[Step], limit: str, finished: Finished, good: str = "all") -> Verdict:
    return (finished.names(offenders) if offenders else good, limit, not offenders)


def _time(finished: Finished) -> Verdict:
    expected, ends = 0, []
    for step in finished.steps:
        expected += step.enter_s
        ends.append(step.start_s == expected)
        expected += step.seconds
    return (
        clock(expected),
        clock(finished.request.seconds),
        all(ends) and expected <= finished.request.seconds,
    )


def _grid(finished: Finished) -> Verdict:
    grid = finished.limit("grid")
    wrong = [
        step
        for step in finished.steps
        if step.seconds != math.ceil(_needed(finished.exercise(step), step.dose) / grid) * grid
    ]
    return _verdict(wrong, f"steps of {number(grid)} s", finished)


def _needed(exercise: Exercise, dose: Dose) -> float:
    one_side = dose.sets * dose.count * dose.seconds + (dose.sets - 1) * dose.rest_s
    return exercise.setup_s + (2 * one_side + exercise.side_switch_s if exercise.sides else one_side)


def _blocks(finished: Finished) -> list[list[Step]]:
    return [
        list(steps)
        for _, steps in groupby(finished.steps, key=lambda step: (step.phase, finished.place(step)))
    ]


def _position_change(finished: Finished) -> Verdict:
    settle, blocks = finished.limit("position_change"), _blocks(finished)
    right = all(
        step.enter_s == (settle if place == 0 else 0) for block in blocks for place, step in enumerate(block)
    )
    return f"{len(blocks)} times", f"{number(settle)} s each", right


def _order(finished: Finished) -> Verdict:
    parts = [ORDER.index(step.phase) for step in finished.steps]
    blocks = [(block[0].phase, finished.place(block[0])) for block in _blocks(finished)]
    own_part = all(step.phase == finished.exercise(step).phase for step in finished.steps)
    right = own_part and parts == sorted(parts) and len(blocks) == len(set(blocks))
    return listed(dict.fromkeys(step.phase for step in finished.steps)), listed(ORDER), right


def _warm_up_share(finished: Finished) -> Verdict:
    limit = finished.limit("warm_up_share")
    share = 100 * finished.time("warm-up") / finished.request.seconds
    if finished.gentle:
        return f"{share:.0f} %", "any: the whole routine is gentle", True
    kept = share >= limit or finished.time("warm-up") >= finished.limit("warm_up_full")
    return f"{share:.0f} %", f"at least {number(limit)} %, or {clock(finished.limit('warm_up_full'))}", kept


def _warm_up_full(finished: Finished) -> Verdict:
    return (
        clock(_warm_up_asked(finished)),
        f"at most {clock(finished.limit('warm_up_full'))}",
        (_warm_up_asked(finished) <= finished.limit("warm_up_full")),
    )


def _warm_up_asked(finished: Finished) -> float:
    """The seconds of warm-up that the rules ask of this routine."""
    total = finished.request.seconds
    least = min(finished.limit("warm_up_shortest"), finished.limit("warm_up_enough") / 100 * total)
    share = min(finished.limit("warm_up_share") / 100 * total, finished.limit("warm_up_full"))
    return least if finished.gentle else max(least, share)


def _warm_up_shortest(finished: Finished) -> Verdict:
    time, least = finished.time("warm-up"), _warm_up_asked(finished)
    return clock(time), f"at least {clock(least)}", time >= least


def _warm_up_enough(finished: Finished) -> Verdict:
    asked, most = 100 * _warm_up_asked(finished) / finished.request.seconds, finished.limit("warm_up_enough")
    return f"{asked:.0f} % asked for", f"at most {number(most)} % asked for", asked <= most


def _starter(finished: Finished) -> Verdict:
    first, seconds = finished.steps[0], finished.limit("starter")
    exercise = finished.exercise(first)
    raises = exercise.kind == "pulse_raiser" and first.dose.side_s >= seconds
    right = raises and (exercise.position == "standing" or not _could_stand(finished))
    return (
        f"{exercise.name}, {exercise.position}, {clock(first.dose.side_s)}",
        f"standing, {clock(seconds)} or more",
        right,
    )


def _could_stand(finished: Finished) -> bool:
    """Whether a standing pulse raiser is left by the request's own words."""
    request, exercises = finished.request, finished.catalog.exercises
    families = {exercises[name].family for name in request.include}
    return any(
        exercise.kind == "pulse_raiser"
        and exercise.position == "standing"
        and exercise.doses[-1].side_s >= finished.limit("starter")
        and exercise.id not in request.exclude
        and (exercise.id in request.include or exercise.family not in families)
        and exercise.level <= LEVELS[request.level]
        and not set(exercise.equipment) - _at_hand(finished)
        and not any(caution.symptom in request.symptoms for caution in exercise.cautions)
        for exercise in exercises.values()
    )


def _level(finished: Finished) -> Verdict:
    most = LEVELS[finished.request.level]
    return _verdict(
        [s for s in finished.steps if finished.exercise(s).level > most], finished.request.level, finished
    )


def _at_hand(finished: Finished) -> set[str]:
    kit = {finished.catalog.equipment[item] for item in finished.request.equipment}
    return {item.id for item in kit} | {other for item in kit for other in item.stands_in_for}


def _equipment(finished: Finished) -> Verdict:
    kit = _at_hand(finished)
    wrong = [step for step in finished.steps if set(finished.exercise(step).equipment) - kit]
    names = (finished.catalog.equipment[item].name.lower() for item in finished.request.equipment)
    return _verdict(wrong, listed(names) or "no kit", finished)


def _symptom_leave_out(finished: Finished) -> Verdict:
    wrong = [step for step in finished.steps if any(c.policy == "leave_out" for c in finished.cautions(step))]
    return _verdict(wrong, "none to leave out", finished, "none")


def _smallest(step: Step, finished: Finished) -> bool:
    return step.dose == min(
        finished.exercise(step).doses, key=lambda dose: _needed(finished.exercise(step), dose)
    )


def _symptom_smallest_dose(finished: Finished) -> Verdict:
    asked = [
        step for step in finished.steps if any(c.policy == "smallest_dose" for c in finished.cautions(step))
    ]
    wrong = [step for step in asked if not _smallest(step, finished)]
    return _verdict(
        wrong, "smallest dose", finished, f"{len(asked)} of {len(asked)}" if asked else "none asked for"
    )


def _for_its_symptom(finished: Finished) -> Verdict:
    wrong = []
    for step in finished.steps:
        exercise = finished.exercise(step)
        provoked = {caution.symptom for caution in exercise.cautions if caution.provocative}
        meant = provoked & {link.symptom for link in exercise.links}
        if (
            meant
            and not meant & set(finished.request.symptoms)
            and step.exercise not in finished.request.include
        ):
            wrong.append(step)
    return _verdict(wrong, "none without its symptom", finished, "none")


def _one_provocative(finished: Finished) -> Verdict:
    limit = finished.limit("one_provocative")
    counts = Counter(c.symptom for step in finished.steps for c in finished.cautions(step) if c.provocative)
    return (
        str(max(counts.values(), default=0)),
        f"at most {number(limit)}",
        all(n <= limit for n in counts.values()),
    )


def _gentle_only(finished: Finished) -> Verdict:
    if not finished.gentle:
        return "not asked for", "where the screening asks for it", True
    wrong = [
        step
        for step in finished.steps
        if step.phase not in ("warm-up", "mobility")
        or finished.exercise(step).level > finished.limit("gentle_only")
        or not _smallest(step, finished)
    ]
    return _verdict(wrong, "easy warm-up and mobility", finished)


def _timing_parts(finished: Finished) -> Verdict:
    timing = finished.catalog.timings[finished.request.timing]
    wrong = [
        step
        for step in finished.steps
        if step.phase in timing.leave_out
        or any(
            phase == step.phase and finished.exercise(step).level > most
            for phase, most in timing.max_level.items()
        )
        or (timing.id == "evening" and set(finished.exercise(step).timing) == {"pre_workout"})
    ]
    limits = [f"no {phase}" for phase in timing.leave_out] + [
        f"{p} level {m}" for p, m in timing.max_level.items()
    ]
    return _verdict(wrong, listed(limits) or "all parts", finished)


def _timing_dose(finished: Finished) -> Verdict:
    short = finished.catalog.timings[finished.request.timing].one_set
    wrong = [step for step in finished.steps if step.phase in short and not _smallest(step, finished)]
    return _verdict(wrong, f"smallest doses in {listed(short)}" if short else "all doses", finished)


def _timing_share(finished: Finished) -> Verdict:
    shares = finished.catalog.timings[finished.request.timing].max_share
    total, values, limits, kept = finished.request.seconds, [], [], True
    for phase, share in shares.items():
        most = share * total
        if phase == "warm-up":
            most = max(most, _warm_up_asked(finished) + finished.limit("timing_share"))
        time = finished.time(phase)
        values.append(f"{phase} {clock(time)}")
        limits.append(f"{phase} {clock(most)}")
        kept = kept and time <= most
    return listed(values) or "no shares set", listed(limits) or "any", kept


def _bound(finished: Finished) -> list[Step]:
    """The steps whose length is limited: a kept exercise may be too long at its smallest dose."""
    return [
        step
        for step in finished.steps
        if step.exercise not in finished.request.include or not _smallest(step, finished)
    ]


def _longest(finished: Finished) -> Verdict:
    least, share = finished.limit("longest"), finished.limit("longest_share") / 100
    most = max(least, share * finished.request.seconds)
    longest = max((step.seconds for step in _bound(finished)), default=0)
    return clock(longest), f"at most {clock(most)}", longest <= most


def _longest_share(finished: Finished) -> Verdict:
    """Of those beyond the length that is always allowed."""
    limit = finished.limit("longest_share")
    long = [step.seconds for step in _bound(finished) if step.seconds > finished.limit("longest")]
    share = 100 * max(long, default=0) / finished.request.seconds
    return f"{share:.0f} %" if long else "none as long", f"at most {number(limit)} %", share <= limit


def _one_variant(finished: Finished) -> Verdict:
    return _at_most(finished, lambda step: (step.phase, finished.exercise(step).family), "one_variant")


def _menu(finished: Finished) -> Verdict:
    return _at_most(
        finished, lambda step: (step.phase, finished.exercise(step).kind == "pulse_raiser"), "menu"
    )


def _one_per_muscle(finished: Finished) -> Verdict:
    def key(step: Step) -> object:
        asked_most = _asked_most(step, finished)
        return (step.phase, finished.place(step), finished.group(step), step.exercise if asked_most else "")

    return _at_most(finished, key, "one_per_muscle")


def _asked_most(step: Step, finished: Finished) -> bool:
    """Whether a goal gives the step's main muscle group the weight from which several exercises may work it."""
    targets = [t for goal in finished.request.goals for t in finished.catalog.goals[goal].targets]
    least, mine = finished.catalog.weights["focus"].value, finished.catalog.exercises[step.exercise].main
    group = next((each.muscles for each in finished.catalog.groups.values() if mine in each.muscles), (mine,))
    return any(
        target.weight >= least and target.muscles[0] in group and WORK.get(target.work) == step.phase
        for target in targets
    )


def _at_most(finished: Finished, key: Callable[[Step], object], rule: str) -> Verdict:
    """At most the rule's limit with the same key; what the learner chose to keep does not count against each other."""
    limit = finished.limit(rule)
    counts = Counter(key(step) for step in finished.steps)
    wrong = [
        step
        for step in finished.steps
        if counts[key(step)] > limit and step.exercise not in finished.request.include
    ]
    return _verdict(wrong, f"at most {number(limit)}", finished)


def _dose(finished: Finished) -> Verdict:
    wrong = [step for step in finished.steps if step.dose not in finished.exercise(step).doses]
    return _verdict(wrong, "as listed", finished)


def _wishes(finished: Finished) -> Verdict:
    names = [step.exercise for step in finished.steps]
    missing = [name for name in finished.request.include if name not in names]
    unwanted = [name for name in finished.request.exclude if name in names]
    twice = [name for name, count in Counter(names).items() if count > 1]
    wrong = [finished.catalog.exercises[name].name for name in missing + unwanted + twice]
    return (
        listed(wrong) or "all",
        f"{len(finished.request.include)} in, {len(finished.request.exclude)} out",
        not wrong,
    )


CHECKS: dict[str, Callable[[Finished], Verdict]] = {
    "time": _time,
    "grid": _grid,
    "position_change": _position_change,
    "order": _order,
    "warm_up_share": _warm_up_share,
    "warm_up_full": _warm_up_full,
    "warm_up_shortest": _warm_up_shortest,
    "warm_up_enough": _warm_up_enough,
    "starter": _starter,
    "level": _level,
    "equipment": _equipment,
    "symptom_leave_out": _symptom_leave_out,
    "symptom_smallest_dose": _symptom_smallest_dose,
    "for_its_symptom": _for_its_symptom,
    "one_provocative": _one_provocative,
    "gentle_only": _gentle_only,
    "timing_parts": _timing_parts,
    "timing_dose": _timing_dose,
    "timing_share": _timing_share,
    "longest": _longest,
    "longest_share": _longest_share,
    "one_variant": _one_variant,
    "menu": _menu,
    "one_per_muscle": _one_per_muscle,
    "dose": _dose,
    "wishes": _wishes,
}
