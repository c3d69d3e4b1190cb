"""The search finds the optimum: against full enumeration, against HiGHS, and by its own bounds."""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from hipkit.facts import Catalog
from hipkit.routine import LEVELS, Request, RequestError, Routine, check, plan, score
from hipkit.routine.model import POINT, Instance
from hipkit.routine.ordering import ordered
from hipkit.routine.planning import posed
from hipkit.routine.rules import Case
from hipkit.routine.solver import solve
from hipkit.routine.targets import demands
from tests.routine.small import ALL_KIT, KNOWN, PICKABLE, only, requests, well


def best_by_enumeration(request: Request, few: Catalog) -> int | None:
    """The highest score of any set of exercises and doses that keeps every rule."""
    best = None
    case = Case(request, False, few)
    for doses in itertools.product(*[(None, *exercise.doses) for exercise in few.exercises.values()]):
        picks = [(each, dose) for each, dose in zip(few.exercises.values(), doses, strict=True) if dose]
        steps = ordered(picks, case)
        if steps and all(kept.kept for kept in check(request, steps, catalog=few)):
            reached = score(request, steps, few)
            best = reached if best is None else max(best, reached)
    return best


def small_catalogues(count: int) -> list[tuple[Request, Catalog]]:
    """A few exercises, one of each family, so that nothing but the rules themselves decides."""
    chance, found = random.Random(4), []
    starters = [each.id for each in KNOWN.exercises.values() if each.kind == "pulse_raiser"]
    while len(found) < count:
        names = [*chance.sample(starters, 2), *chance.sample(sorted(set(KNOWN.exercises) - set(starters)), 3)]
        families = {(KNOWN.exercises[name].phase, KNOWN.exercises[name].family) for name in names}
        if len(families) == len(names):
            request = Request(
                minutes=chance.choice((5, 8, 10, 12, 15, 20)),
                goals=chance.sample(sorted(KNOWN.goals), chance.choice((1, 2))),
                equipment=ALL_KIT,
                level="strong",
                timing=chance.choice(sorted(KNOWN.timings)),
                include=chance.choice(((), (), (names[-1],))),
            )
            found.append((request, only(names)))
    return found


@pytest.mark.parametrize(("request_", "few"), small_catalogues(25))
def test_small_catalogues_are_solved_as_by_enumeration(request_: Request, few: Catalog) -> None:
    try:
        routine = plan(request_, well(), few)
    except RequestError:
        assert best_by_enumeration(request_, few) is None
        return
    assert isinstance(routine, Routine)
    assert routine.proven
    assert routine.score == best_by_enumeration(request_, few)


def plain_numbers(instance: Instance) -> dict[str, Any]:
    """The instance in points, without what breaks ties."""
    return {
        "budget": instance.budget,
        "enter": instance.enter,
        "toll": instance.toll // POINT,
        "parts": [
            {
                "gains": [[gain // POINT for gain in row] for row in part.gains],
                "least": part.least,
                "most": part.most,
                "starter": part.starter,
                "blocks": [
                    [
                        {
                            "must": choice.must,
                            "options": [
                                {
                                    "name": f"{option.exercise} {option.time}",
                                    "time": option.time,
                                    "points": -(-option.value // POINT),
                                    "cover": option.cover,
                                }
                                for option in choice.options
                            ],
                        }
                        for choice in block.choices
                    ]
                    for block in part.blocks
                ],
            }
            for part in instance.parts
        ],
    }


def real_problems(count: int) -> list[Instance]:
    """Requests of every kind, on the whole catalogue; every fifth asks to keep an exercise."""
    chance, found = random.Random(11), []
    kits = ((), ("mat",), ("chair",), ("mat", "chair", "strap", "block"), ALL_KIT)
    while len(found) < count:
        request = Request(
            minutes=chance.choice((5, 8, 10, 15, 20, 30, 45, 60)),
            goals=chance.sample(sorted(KNOWN.goals), chance.choice((1, 1, 2, 3))),
            symptoms=chance.sample(PICKABLE, chance.choice((0, 0, 1, 2))),
            equipment=chance.choice(kits),
            timing=chance.choice(("anytime", "anytime", *KNOWN.timings)),
            level=chance.choice(sorted(LEVELS)),
            include=chance.choice(((), (), (), (), ("bridge",))),
        )
        case = Case(request, False, KNOWN)
        try:
            found.append(posed(case, demands(case))[0])
        except RequestError:
            continue  # the kept exercise is filtered out
    return found


def test_highs_agrees_on_the_optimum_and_its_length() -> None:
    problems = real_problems(40)
    oracle = Path(__file__).with_name("highs.py")
    text = json.dumps([plain_numbers(problem) for problem in problems])
    answer = subprocess.run([sys.executable, oracle], input=text, capture_output=True, text=True, check=True)
    answers = json.loads(answer.stdout)
    assert sum(theirs is not None for theirs in answers) > 30
    for problem, theirs in zip(problems, answers, strict=True):
        ours = solve(problem)
        if theirs is None:
            assert ours is None
            continue
        assert ours is not None
        assert ours.value == ours.bound
        points = -(-ours.value // POINT)
        assert points == round(theirs["objective"] + theirs["time"] / 1024)
        names = sorted(f"{option.exercise} {option.time}" for option in ours.picks)
        if names != theirs["picks"]:  # a tie: ours is the one that the check numbers prefer
            assert ours.value >= _value(problem, theirs["picks"])


def _value(problem: Instance, names: list[str]) -> int:
    """The search's own value of a set of options, counted plainly."""
    total = 0
    for part in problem.parts:
        covered = [0] * len(part.gains)
        for block in part.blocks:
            picked = [o for c in block.choices for o in c.options if f"{o.exercise} {o.time}" in names]
            total += sum(option.value for option in picked) - (problem.toll if picked else 0)
            for option in picked:
                for row, units in option.cover:
                    covered[row] += units
        total += sum(sum(gains[:units]) for gains, units in zip(part.gains, covered, strict=True))
    return total


@settings(max_examples=60)
@given(requests())
def test_a_bound_never_rises(request: Request) -> None:
    case = Case(request, False, KNOWN)
    solution = solve(posed(case, demands(case))[0])
    assert solution is not None
    assert list(solution.bounds) == sorted(solution.bounds, reverse=True)
    assert solution.bounds[-1] >= solution.value


def test_a_search_cut_short_gives_a_good_routine_and_an_honest_bound() -> None:
    request = Request(60, ["run", "kick_split"], equipment=ALL_KIT, level="strong")
    case = Case(request, False, KNOWN)
    problem = posed(case, demands(case))[0]
    whole, short = solve(problem), solve(problem, effort=200)
    assert whole is not None
    assert short is not None
    assert short.value <= whole.value <= short.bound
    assert short.bound > short.value > 0.9 * whole.value
