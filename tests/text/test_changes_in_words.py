"""What a change, a price and a conflict say."""

from __future__ import annotations

from hipkit.routine import Request, Routine, conflict, plan
from hipkit.text import changes
from tests.routine.small import ALL_KIT, KNOWN, well


def made(request: Request) -> Routine:
    routine = plan(request, well())
    assert isinstance(routine, Routine)
    return routine


ROUTINE = made(Request(20, ["run"], equipment=["mat"]))


def test_more_minutes_are_said_as_the_cause() -> None:
    change = ROUTINE.what_if(minutes=25)
    words = changes.change(change, KNOWN)
    assert words.startswith("Five more minutes add ")
    assert all(KNOWN.exercises[name].name in words for name in (*change.added, *change.removed))
    assert words.endswith(f"the routine gains {change.points} points.")
    assert changes.change(ROUTINE.what_if(minutes=21), KNOWN).startswith("One more minute ")


def test_kit_has_its_article_and_one_cause_a_singular_verb() -> None:
    words = changes.change(ROUTINE.what_if(equipment=["mat", "bike"]), KNOWN)
    assert words.startswith(("An exercise bike adds ", "An exercise bike changes "))


def test_scores_of_other_goals_are_not_compared() -> None:
    words = changes.change(ROUTINE.what_if(goals=["desk"]), KNOWN)
    assert "point" not in words
    assert "The goal \N{LEFT DOUBLE QUOTATION MARK}Sit less stiffly at a desk" in words


def test_the_same_wishes_change_nothing() -> None:
    assert changes.change(ROUTINE.what_if(), KNOWN) == "The wishes are the same, so nothing changes."


def test_a_price_names_who_leaves_and_what_it_costs() -> None:
    item = next(item for item in ROUTINE.left_out if item.may_keep and not item.rule)
    price = ROUTINE.price(item.exercise)
    words = changes.price(price, item.exercise, KNOWN)
    assert words.startswith(f"With {KNOWN.exercises[item.exercise].name} kept, ")
    assert all(KNOWN.exercises[name].name in words for name in price.removed)
    assert f"loses {-price.points} point" in words


def test_a_conflict_and_its_ways_out() -> None:
    request = Request(5, ["desk"], equipment=ALL_KIT, include=["bridge", "clamshell"])
    found = conflict(request, well())
    assert found is not None
    words = changes.conflict(found, KNOWN)
    assert words == (
        "These cannot be had together, though any two of them can: "
        "keeping Glute bridge, keeping Clamshell and 5 minutes."
    )
    ways = [changes.way(way, request, KNOWN) for way in found.ways]
    assert "Without keeping Glute bridge" in ways
    assert any(way.endswith(" minutes") for way in ways)


def test_a_rule_of_safety_is_said_not_to_be_negotiable() -> None:
    request = Request(20, ["run"], ["fai_syndrome"], ["mat"], level="strong", include=["pigeon"])
    found = conflict(request, well())
    assert found is not None
    assert "This rule is not negotiable." in changes.conflict(found, KNOWN)


def test_what_a_step_adds_says_how_it_was_counted() -> None:
    routine = made(Request(40, ["kick_split"], equipment=ALL_KIT, level="strong"))
    words = [changes.added(each) for step in routine.steps for each in routine.adds(step)]
    assert any("by the model" in each for each in words)
    assert any("measured at" in each for each in words)
    assert all(" unit" in each and " point" in each for each in words)
