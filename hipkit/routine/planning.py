"""From a request to a routine: filter, offer, search, order, check, explain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import asdict, fields_dict

from hipkit import facts, symptoms
from hipkit.facts.records import Dose, Exercise
from hipkit.routine import explaining, rules
from hipkit.routine.checking import checks
from hipkit.routine.doses import slot
from hipkit.routine.model import POINT, Instance, Menu, instance, menu
from hipkit.routine.ordering import ordered
from hipkit.routine.request import Request, RequestError
from hipkit.routine.result import Change, Routine, RoutineError, Step, Stop, change
from hipkit.routine.rules import Case
from hipkit.routine.scoring import score
from hipkit.routine.solver import Solution, solve
from hipkit.routine.targets import Demands, demands
from hipkit.text import clock, listed


def plan(
    request: Request, screening: symptoms.Screening, catalog: facts.Catalog | None = None
) -> Routine | Stop:
    """The best routine for a request, proven; a `Stop` where the screening allows none.

    ``screening`` comes from `hipkit.symptoms.screen`; anything else is a TypeError. Raises `RequestError`
    when the rules leave nothing to plan with, saying which rule is in the way and what to change.
    """
    if stop := _stopped(screening):
        return stop
    return _planned(Case(request, screening.gentle_only, catalog or facts.catalog()))


def replanned(routine: Routine, request: Request, catalog: facts.Catalog | None = None) -> Change:
    """The best routine for another request, under what the screening allowed the one at hand."""
    return change(routine, _planned(Case(request, routine.gentle, catalog or facts.catalog())))


def _planned(case: Case) -> Routine:
    wanted = demands(case)
    problem, offer = posed(case, wanted)
    solution = _solved(problem, case)
    chosen = ((case.catalog.exercises[pick.exercise], pick.dose) for pick in solution.picks)
    steps = ordered(chosen, case)
    return _explained(case, steps, wanted, offer, points(solution.bound), solution.value == solution.bound)


def _stopped(screening: symptoms.Screening) -> Stop | None:
    """What stands in the way of any routine; the only door is a screening that lets one pass."""
    if type(screening) is not symptoms.Screening:  # isinstance can be talked round
        raise TypeError(
            f"screening must come from hipkit.symptoms.screen, not be a {type(screening).__name__}"
        )
    if screening.may_plan:
        return None
    return Stop(screening.action, screening.title, screening.text, screening.reasons)


def posed(case: Case, wanted: Demands) -> tuple[Instance, Menu]:
    """The request as a problem, and what is on offer."""
    offer = menu(case, wanted)
    return instance(case, offer.offered, wanted), offer


def points(value: int) -> int:
    """The score in a search value: what breaks ties lies below a point and is taken off it."""
    return -(-value // POINT)


def _solved(problem: Instance, case: Case) -> Solution:
    solution = solve(problem)
    if solution is None:
        raise RequestError(_no_room(case), case=case)
    return solution


def _no_room(case: Case) -> str:
    """Why no routine keeps every rule: what was asked to be kept, or the minutes."""
    kept = [case.catalog.exercises[name] for name in case.request.include]
    start = f"No routine of {case.request.minutes} minutes keeps every rule"
    if not kept:
        warm_up = "the exercises left for the warm-up are too short or too long"
        return f"{start}: {warm_up}. Put one back, or choose other minutes."
    needs = [
        f"{exercise.name} takes {clock(slot(exercise, exercise.doses[0], case.grid))}" for exercise in kept
    ]
    shares = [
        f"{phase} may take {clock(rules.most_seconds(phase, case))}"
        for phase in dict.fromkeys(exercise.phase for exercise in kept)
    ]
    warm_up = f"the warm-up at least {clock(rules.warm_up_seconds(case))}"
    needed = f"{listed([*needs, warm_up])}, and {listed(shares)}"
    return f"{start} with what you asked to keep: {needed}. Choose more minutes or keep less."


def _explained(
    case: Case, steps: Sequence[Step], wanted: Demands, offer: Menu, bound: int, proven: bool
) -> Routine:
    reached = score(case.request, steps, case.catalog)
    return Routine(
        request=case.request,
        gentle=case.gentle,
        steps=tuple(steps),
        score=reached,
        bound=bound,
        proven=proven,
        checks=checks(case.request, steps, case.gentle, case.catalog),
        coverage=explaining.coverage(steps, case, wanted),
        left_out=explaining.left_out(steps, case, wanted, offer),
        effects=explaining.effects(steps, case),
        reasons=explaining.reasons(steps, case, wanted),
    )


def restored(content: dict[str, Any], screening: symptoms.Screening) -> Routine | Stop:
    """A routine from its saved content: its steps checked, its bound proven anew."""
    if stop := _stopped(screening):
        return stop
    case = Case(_request(content["request"]), content["gentle"] or screening.gentle_only, facts.catalog())
    steps = ordered([_pick(number, step, case) for number, step in enumerate(content["steps"], 1)], case)
    if not steps:
        raise RoutineError("This routine has no steps.")
    wanted = demands(case)
    problem, offer = posed(case, wanted)
    bound = points(_solved(problem, case).bound)
    routine = _explained(case, steps, wanted, offer, bound, score(case.request, steps, case.catalog) == bound)
    broken = [check.rule.name for check in routine.checks if not check.kept]
    if broken:
        raise RoutineError(f"This routine breaks a rule of this kit: {listed(broken)}.")
    return routine


def _request(content: dict[str, Any]) -> Request:
    unknown = sorted(set(content) - set(fields_dict(Request)))
    missing = sorted({"minutes", "goals"} - set(content))
    if unknown or missing:
        raise RoutineError(f"The request of this routine is damaged: look at {listed([*unknown, *missing])}.")
    lists = ("goals", "symptoms", "equipment", "include", "exclude")
    if not all(
        isinstance(content.get(name, []), list) and all(isinstance(x, str) for x in content.get(name, []))
        for name in lists
    ):
        raise RoutineError(f"The request of this routine is damaged: {listed(lists)} must be lists of words.")
    if not all(isinstance(content.get(name, ""), str) for name in ("timing", "level")):
        raise RoutineError("The request of this routine is damaged: timing and level must be words.")
    return Request(**content)


def _pick(number: int, content: object, case: Case) -> tuple[Exercise, Dose]:
    """A saved step: the catalogue's exercise, and its dose that equals the saved one."""
    named = content.get("exercise") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(named, str) or named not in case.catalog.exercises:
        raise RoutineError(f"Step {number} of this routine names no exercise of this kit: {named!r}.")
    exercise = case.catalog.exercises[named]
    for dose in exercise.doses:
        if asdict(dose) == content.get("dose"):
            return exercise, dose
    raise RoutineError(
        f"Step {number} of this routine, {exercise.name}, has a dose that this kit does not list."
    )
