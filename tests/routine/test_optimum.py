"""The search finds the optimum: against full enumeration, and by its own bounds. For HiGHS see `test_highs`."""

from __future__ import annotations

import itertools
import random
from functools import partial
from itertools import islice

import attrs
import pytest
from hypothesis import given, settings

from benches.planning import drawn
from hipkit.facts import Catalog
from hipkit.routine import Request, RequestError, Routine, check, plan, planning, score
from hipkit.routine.ordering import ordered
from hipkit.routine.planning import posed
from hipkit.routine.rules import Case
from hipkit.routine.solver import feasible, solve
from hipkit.routine.targets import demands
from tests.routine.small import ALL_KIT, KNOWN, only, requests, well


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
    whole = solve(problem)
    assert whole is not None
    gaps = []
    for effort in (0, 200, 500):
        short = solve(problem, effort)
        assert short is not None
        assert short.value <= whole.value <= short.bound
        assert short.bound > short.value > 0.9 * whole.value
        gaps.append(short.bound - short.value)
    assert gaps == sorted(gaps, reverse=True)


def test_a_routine_without_a_proof_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    request = Request(60, ["run", "kick_split"], equipment=ALL_KIT, level="strong")
    best = plan(request, well())
    monkeypatch.setattr(planning, "solve", partial(solve, effort=0))
    routine = plan(request, well())
    assert isinstance(best, Routine)
    assert isinstance(routine, Routine)
    assert not routine.proven
    assert routine.score <= best.score <= routine.bound
    assert routine.score < routine.bound
    assert all(kept.kept for kept in routine.checks)


def test_what_is_feasible_has_a_routine_and_what_is_not_has_none() -> None:
    chance, names = random.Random(2), sorted(KNOWN.exercises)
    seen = []
    for request in islice(drawn(2), 150):
        kept = attrs.evolve(
            request, minutes=chance.randint(5, 15), include=chance.sample(names, 3), exclude=()
        )
        case = Case(kept, False, KNOWN)
        try:
            problem = posed(case, demands(case))[0]
        except RequestError:
            continue
        seen.append(feasible(problem))
        assert seen[-1] == (solve(problem) is not None)
    assert {True, False} == set(seen)
