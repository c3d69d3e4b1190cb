"""Small catalogues, and requests drawn at random, for the tests of the planner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
from hypothesis import strategies as st

from benches.planning import ALL_KIT as ALL_KIT
from benches.planning import catalogue
from hipkit.facts import Catalog, catalog
from hipkit.routine import LEVELS, Request
from hipkit.symptoms import Screening, screen

KNOWN = catalog()
NO_STARTERS = [each.id for each in KNOWN.exercises.values() if each.kind != "pulse_raiser"]
PICKABLE = sorted(symptom.id for symptom in KNOWN.symptoms.values() if symptom.pick)


def well() -> Screening:
    """A screening that allows a routine."""
    return screen(dict.fromkeys(KNOWN.red_flags, "no"))


def gentle() -> Screening:
    """A screening that allows gentle movement only."""
    soon = next(flag.id for flag in KNOWN.red_flags.values() if flag.action == "clinician_soon")
    return screen(dict.fromkeys(KNOWN.red_flags, "no") | {soon: "yes"})


def only(exercises: Iterable[str], **tables: Any) -> Catalog:
    """The kit's catalogue with these exercises only; ``tables`` replace others of its tables."""
    return catalogue({name: KNOWN.exercises[name] for name in exercises}, **tables)


def weighed(**values: int) -> Catalog:
    """The kit's catalogue with other weights."""
    changed = {name: attrs.evolve(KNOWN.weights[name], value=value) for name, value in values.items()}
    return only(KNOWN.exercises, weights=dict(KNOWN.weights) | changed)


def some(ids: Iterable[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(ids)), max_size=most, unique=True)


def requests() -> st.SearchStrategy[Request]:
    return st.builds(
        Request,
        minutes=st.one_of(st.integers(5, 30), st.integers(5, 90)),
        goals=st.lists(st.sampled_from(sorted(KNOWN.goals)), min_size=1, max_size=3, unique=True),
        symptoms=some(PICKABLE, 3),
        equipment=some(KNOWN.equipment, 6),
        timing=st.sampled_from(sorted(KNOWN.timings)),
        level=st.sampled_from(sorted(LEVELS)),
        exclude=some(NO_STARTERS, 3),
    )
