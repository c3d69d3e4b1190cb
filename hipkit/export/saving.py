"""A routine as a file for `Routine.from_json`, with or without the symptoms that were picked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hipkit.facts import Catalog, catalog
from hipkit.routine import Request, Routine, score
from hipkit.text import dose, listed


def saved(routine: Routine, symptoms: bool = True) -> str:
    """The routine as JSON. Without ``symptoms`` it holds the same steps, and not what was picked.

    `saved_fields` says in plain words what the file holds: show it before it is saved.
    """
    return routine.to_json() if symptoms else json.dumps(without_symptoms(routine), indent=1)


def without_symptoms(routine: Routine) -> dict[str, Any]:
    """The content of a saved routine in which nothing says which symptoms were picked.

    What was removed by hand is not told either. An exercise that the rules give only to those with a
    symptom becomes one that was chosen by hand, for else it would break them.
    """
    content: dict[str, Any] = json.loads(routine.to_json())
    steps = [step.exercise for step in routine.steps]
    kept = {*routine.request.include, *filter(_only_with_its_symptom, steps)}
    content["request"] |= {"symptoms": [], "exclude": [], "include": sorted(kept.intersection(steps))}
    content["score"] = score(Request(**content["request"]), routine.steps)
    return content


def _only_with_its_symptom(name: str) -> bool:
    """Whether the rule "made for a symptom" holds the exercise back from those who did not pick it."""
    exercise = catalog().exercises[name]
    provoked = {caution.symptom for caution in exercise.cautions if caution.provocative}
    return any(link.symptom in provoked for link in exercise.links)


def saved_fields(routine: Routine, symptoms: bool = True) -> list[tuple[str, str]]:
    """What the file of `saved` will hold, each entry with its name and its value in plain words."""
    content = json.loads(saved(routine, symptoms))
    facts, request = catalog(), content["request"]
    steps = [f"{name} ({amount})" for name, amount in _steps(routine, facts)]
    fields = [
        ("Minutes", str(request["minutes"])),
        ("Goals", listed(facts.goals[name].name for name in request["goals"])),
        ("When", facts.timings[request["timing"]].name),
        ("Level", request["level"]),
        ("Kit", listed(facts.equipment[name].name for name in request["equipment"]) or "none"),
        ("Exercises and doses", "; ".join(steps)),
        ("Kept by hand", listed(facts.exercises[name].name for name in request["include"]) or "nothing"),
        ("Removed by hand", listed(facts.exercises[name].name for name in request["exclude"]) or "nothing"),
        ("Gentle only", "yes, because your screening asked for advice first" if content["gentle"] else "no"),
        ("Score", str(content["score"])),
    ]
    picked = listed(facts.symptoms[name].plain for name in request["symptoms"]) or "none"
    left_out = "not saved; who knows the exercises may still guess them"
    return [*fields, ("Symptoms", picked if symptoms else left_out)]


def _steps(routine: Routine, facts: Catalog) -> Iterator[tuple[str, str]]:
    for step in routine.steps:
        exercise = facts.exercises[step.exercise]
        yield exercise.name, dose(step.dose, exercise.sides)
