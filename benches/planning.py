"""What the planner's benches and tests share: requests of every kind, and a catalogue ten times as large."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from attrs import evolve

from hipkit import facts
from hipkit.facts.records import Exercise, Position
from hipkit.routine import LEVELS, Request

TABLES = (
    "groups",
    "goals",
    "timings",
    "rules",
    "weights",
    "work",
    "equipment",
    "symptoms",
    "activity",
    "muscles",
    "sources",
)
POSITIONS: tuple[Position, ...] = (
    "standing",
    "seated",
    "half-kneeling",
    "quadruped",
    "side-lying",
    "prone",
    "supine",
)
ALL_KIT = tuple(facts.catalog().equipment)
KITS: tuple[tuple[str, ...], ...] = ((), ("mat",), ("chair",), ("mat", "chair", "strap", "block"), ALL_KIT)


@cache
def asked() -> tuple[Request, ...]:
    """The 500 requests of ``requests.json``."""
    content = json.loads(Path(__file__).with_name("requests.json").read_text())
    return tuple(Request(**request) for request in content["requests"])


def drawn(seed: int) -> Iterator[Request]:
    """Random requests without end, the same for the same seed; some keep an exercise or two, some remove some."""
    chance, known = random.Random(seed), facts.catalog()
    symptoms = sorted(symptom.id for symptom in known.symptoms.values() if symptom.pick)
    exercises = sorted(known.exercises)
    while True:
        names = chance.sample(exercises, 4)
        kept = chance.choice((0, 0, 0, 1, 1, 2))
        yield Request(
            minutes=chance.randint(5, chance.choice((15, 30, 60, 90))),
            goals=chance.sample(sorted(known.goals), chance.choice((1, 1, 2, 3))),
            symptoms=chance.sample(symptoms, chance.choice((0, 0, 1, 2, 3))),
            equipment=chance.choice(KITS),
            timing=chance.choice(("anytime", *known.timings)),
            level=chance.choice(tuple(LEVELS)),
            include=names[:kept],
            exclude=names[kept:] if chance.random() < 0.3 else (),
        )


def catalogue(exercises: dict[str, Exercise], **tables: Any) -> facts.Catalog:
    """The kit's catalogue with other exercises; ``tables`` replace others of its tables."""
    known = facts.catalog()
    kept = {name: getattr(known, name) for name in TABLES}
    return cast(facts.Catalog, SimpleNamespace(**(kept | {"exercises": exercises} | tables)))


def grown(count: int = 660, seed: int = 3) -> facts.Catalog:
    """A catalogue of so many exercises: the real ones, and variants with muscles, levels and positions of their own.

    Every variant is a family of its own, so that the menu leaves all of them.
    """
    chance, known = random.Random(seed), facts.catalog()
    found = dict(known.exercises)
    number = 0
    while len(found) < count:
        number += 1
        for exercise in list(known.exercises.values())[: count - len(found)]:
            name = f"{exercise.id}_{number}"
            found[name] = _variant(exercise, name, chance)
    return catalogue(found)


def _variant(exercise: Exercise, name: str, chance: random.Random) -> Exercise:
    muscles = sorted(facts.catalog().muscles)
    main = exercise.main if chance.random() < 0.7 else chance.choice(muscles)
    beside = [muscle for muscle in chance.sample(muscles, 3) if muscle != main]
    return evolve(
        exercise,
        id=name,
        family=name,
        main=main,
        muscles=(main, *beside[: chance.choice((0, 1, 2, 3))]),
        level=chance.choice((1, 1, 2, 3)),
        position=exercise.position if chance.random() < 0.7 else chance.choice(POSITIONS),
    )
