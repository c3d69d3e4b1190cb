"""What a learner picks before a routine is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import traitlets

from hipkit.facts import Catalog, catalog
from hipkit.routine import LEVELS, Request
from hipkit.screens import parts

MINUTES = (5, 8, 10, 12, 15, 20, 25, 30, 40, 45, 60, 75, 90)
LEVEL_NAMES = {"beginner": "Beginner", "some practice": "Some practice", "strong": "Strong"}
START = {
    "symptoms": [],
    "goal": "general_mobility",
    "second-goal": "",
    "minutes": 15,
    "timing": "anytime",
    "level": "beginner",
    "equipment": ["mat"],
}
FEWEST, MOST = 5, 90

Value = Mapping[str, Any]


class Picks(parts.Packed):
    """The controls. ``value`` holds what is picked, by name of the control: see ``START``.

    ``wishes`` are the same as keyword arguments of a ``Request``, without include and exclude.
    ``third``: a goal that a routine from outside asks for besides the two that the controls show.
    """

    script = parts.static("picks.js")
    style = parts.static("picks.css")
    fields: traitlets.List[Any] = traitlets.List().tag(sync=True)
    value = traitlets.Dict().tag(sync=True, echo_update=False)  # the page knows what it has sent
    shown = traitlets.Bool(True).tag(sync=True)

    def __init__(self) -> None:
        super().__init__(
            fields=_fields(catalog()),
            value=dict(START),
            _dom_classes=("hk-choices", "noprint"),
            **parts.looks(),
        )
        self._further: tuple[str, ...] = ()

    @traitlets.validate("value")
    def _known(self, proposal: Any) -> dict[str, Any]:
        value = dict(proposal.value)
        for field in self.fields:
            keys = [key for _, key in field["options"]]
            chosen = value.get(field["name"])
            named = chosen if field["kind"] == "boxes" else [chosen]
            if field["name"] == "minutes":
                keys = [*range(FEWEST, MOST + 1)]
            if field["name"] == "symptoms":
                keys = [
                    key for other in self.fields if other["name"] == "symptoms" for _, key in other["options"]
                ]
            unknown = [key for key in named or [] if key not in keys]
            if chosen is None or unknown:
                raise traitlets.TraitError(f"{field['name']}: {chosen!r} is not among {keys}")
        return value

    @property
    def wishes(self) -> dict[str, Any]:
        picked = self.value
        goals = dict.fromkeys(goal for goal in (picked["goal"], picked["second-goal"]) if goal)
        return {
            "goals": (*goals, *(goal for goal in self._further if goal not in goals)),
            **{name: tuple(picked[name]) for name in ("symptoms", "equipment")},
            **{name: picked[name] for name in ("minutes", "timing", "level")},
        }

    def take(self, request: Request) -> None:
        """Show the picks of a request."""
        first, *others = (
            request.goals if self.value["goal"] not in request.goals else _first(request, self.value)
        )
        self._further = tuple(others[1:])
        self.value = {
            "symptoms": list(request.symptoms),
            "goal": first,
            "second-goal": others[0] if others else "",
            "minutes": request.minutes,
            "timing": request.timing,
            "level": request.level,
            "equipment": list(request.equipment),
        }

    def pick(self, name: str, value: Any) -> None:
        """As if the learner had used the control of this name."""
        if name in ("goal", "second-goal"):
            self._further = ()
        self.value = {**self.value, name: value}

    def uses(self) -> Iterator[parts.Use]:
        """Every value of every control, then as it was, for `parts.drive`."""
        for field in self.fields:
            name, keys = field["name"], [key for _, key in field["options"]]
            values = [[key] for key in keys] if field["kind"] == "boxes" else keys
            yield ("control", name, field["label"]), partial(self._try, name, [*values, self.value[name]])

    def _try(self, name: str, values: list[Any]) -> None:
        for value in values:
            self.pick(name, value)


def _first(request: Request, value: Value) -> list[str]:
    """The goals, the one that is shown first still first."""
    return [value["goal"], *(goal for goal in request.goals if goal != value["goal"])]


def _fields(facts: Catalog) -> list[dict[str, Any]]:
    goals = [[goal.name, goal.id] for goal in facts.goals.values()]
    needed = {item for exercise in facts.exercises.values() for item in exercise.equipment}
    kit = [[item.name, item.id] for item in facts.equipment.values() if item.id in needed]
    timings = [[timing.name, timing.id] for timing in facts.timings.values()]
    lists = {
        "goal": ("Main goal", goals),
        "second-goal": ("Second goal", [["None", ""], *goals]),
        "minutes": ("Minutes", [[f"{count} minutes", count] for count in MINUTES]),
        "timing": ("When", timings),
        "level": ("Level", [[LEVEL_NAMES[level], level] for level in LEVELS]),
    }
    return [
        *(
            {"kind": "boxes", "row": "symptoms", "name": "symptoms", "part": f"symptoms-{number}"}
            | {"label": region, "options": options}
            for number, (region, options) in enumerate(_by_region(facts).items())
        ),
        *(
            {"kind": "list", "row": "lists", "name": name, "label": label, "options": options}
            for name, (label, options) in lists.items()
        ),
        {"kind": "boxes", "row": "kit", "name": "equipment", "label": "Kit within reach"}
        | {"options": kit, "across": True},
    ]  # fmt: skip


def _by_region(facts: Catalog) -> dict[str, list[list[str]]]:
    """The symptoms that may be picked, under the heading of their region."""
    regions: dict[str, list[list[str]]] = {}
    for symptom in facts.symptoms.values():
        if symptom.pick:
            regions.setdefault(symptom.region, []).append([symptom.plain, symptom.id])
    return regions
