"""More minutes or more kit never lower the score, except where a stated rule changes; those points are named here."""

from __future__ import annotations

import random
from itertools import islice

import attrs
from attrs import frozen

from benches.planning import drawn
from hipkit.facts.records import Dose
from hipkit.routine import Request, RequestError
from hipkit.routine.model import Instance, Menu
from hipkit.routine.planning import posed
from hipkit.routine.rules import Case, doses, warm_up_seconds
from hipkit.routine.solver import solve
from hipkit.routine.targets import demands
from tests.routine.small import ALL_KIT, KNOWN

POINT_BY_POINT = {
    "warm-up": "the warm-up's minimum rises with the minutes, and takes time from what scores more",
    "menu": "a further exercise fits better than one that was on the menu, so that one becomes a swap",
}  # why a larger request may score less


@frozen
class Posed:
    case: Case
    problem: Instance
    menu: Menu

    @property
    def score(self) -> int:
        solution = solve(self.problem)
        return solution.value if solution else -(1 << 62)


def stated(request: Request) -> Posed | None:
    case = Case(request, False, KNOWN)
    try:
        return Posed(case, *posed(case, demands(case)))
    except RequestError:
        return None


def changed(less: Posed, more: Posed) -> set[str]:
    """The rules that bind the larger request harder."""
    found = set()
    if warm_up_seconds(more.case) > warm_up_seconds(less.case):
        found.add("warm-up")
    if {each.id for each in less.menu.offered} - {each.id for each in more.menu.offered}:
        found.add("menu")
    return found


def lower_scores(pairs: list[tuple[Request, Request]]) -> list[set[str]]:
    """For each pair in which the larger request scores less, the rules that changed."""
    found = []
    for less, more in pairs:
        one, other = stated(less), stated(more)
        if one and other and other.score < one.score:
            found.append(changed(one, other))
    return found


def allowed(posed: Posed) -> set[tuple[str, Dose]]:
    """Every exercise with every dose that the rules leave, whatever is on the menu."""
    case = posed.case
    return {(each.id, dose) for each in KNOWN.exercises.values() for dose in doses(each, case)}


def test_more_minutes() -> None:
    """A step up of a dose lowers nothing: with more minutes every dose that there was may still be taken."""
    chance = random.Random(3)
    pairs = [
        (request, attrs.evolve(request, minutes=min(90, request.minutes + chance.choice((1, 2, 5, 10)))))
        for request in islice(drawn(3), 100)
    ]
    assert all(lower_scores(pairs))
    for less, more in pairs:
        one, other = stated(less), stated(more)
        if one and other:
            assert allowed(one) <= allowed(other)


def test_where_a_further_minute_costs_points_the_warm_up_became_longer() -> None:
    """At 7 minutes the shortest warm-up rises, at 25 and 35 its share does."""
    pairs = [
        (
            Request(minutes, ["side_of_hip"], equipment=["mat"]),
            Request(minutes + 1, ["side_of_hip"], equipment=["mat"]),
        )
        for minutes in (7, 25, 35)
    ]
    assert lower_scores(pairs) == [{"warm-up"}] * 3


def test_where_more_kit_costs_points_the_menu_changed() -> None:
    chance, pairs = random.Random(4), []
    for request in islice(drawn(4), 100):
        further = chance.sample(ALL_KIT, chance.choice((1, 3)))
        pairs.append((request, attrs.evolve(request, equipment={*request.equipment, *further})))
    falls = lower_scores(pairs)
    assert all(falls)
    assert set().union(*falls) == {"menu"}
    assert {"warm-up", "menu"} == set(POINT_BY_POINT)
