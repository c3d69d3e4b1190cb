"""Patterns: which presentations share what is felt, what separates two of them, and what goes with one.

A lesson, never a diagnosis: patterns come in the order of the catalogue, with no rank and no chance, and
each says who can tell it from the others, and how.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from hipkit.facts import catalog
from hipkit.facts.records import (
    Caution,
    Evidence,
    Exercise,
    Feature,
    Likelihood,
    Link,
    LookAlike,
    Symptom,
)
from hipkit.symptoms.likelihood import ratio
from hipkit.text import listed

TELL = (
    "Sharing words is not having a disease. A physiotherapist or doctor can tell these apart, by asking, "
    "moving and testing; a picture from a scan alone cannot."
)

Aspect = Literal["Where", "Worse", "Better", "Parts", "Course", "Look out for", "Who can tell"]


def called(symptom: Symptom) -> str:
    """Its name inside a sentence: "lumbar spinal stenosis"."""
    name = symptom.name.partition(" (")[0]
    return name[:1].lower() + name[1:]


@frozen
class Pattern:
    """A presentation that shares at least one of the features picked."""

    symptom: Symptom
    shared: tuple[Feature, ...]
    tell: str  # who can tell it from the others, and how
    look_alikes: tuple[LookAlike, ...]


@frozen
class Matches:
    """The patterns that share what was picked, in the order of the catalogue; ``tell`` holds for all."""

    picked: tuple[Feature, ...]
    patterns: tuple[Pattern, ...]
    tell: str = TELL


def matches(findings: Iterable[str]) -> Matches:
    """Which presentations share the features picked (ids of ``catalog().features``).

    Raises:
        ValueError: an id that is no feature; names it and those there are.
    """
    features = catalog().features
    ids = list(dict.fromkeys(findings))
    if unknown := [id for id in ids if id not in features]:
        raise ValueError(
            f"{listed(map(repr, unknown))}: no such feature; expected some of {', '.join(features)}"
        )
    picked = tuple(feature for id, feature in features.items() if id in ids)
    found = (_pattern(symptom, picked) for symptom in catalog().symptoms.values())
    return Matches(picked, tuple(pattern for pattern in found if pattern.shared))


def _pattern(symptom: Symptom, picked: tuple[Feature, ...]) -> Pattern:
    shared = tuple(feature for feature in picked if symptom.id in feature.symptoms)
    return Pattern(symptom, shared, symptom.told_by, look_alikes(symptom.id))


def look_alikes(symptom: str) -> tuple[LookAlike, ...]:
    """The pairs that a presentation belongs to."""
    return tuple(pair for pair in catalog().look_alikes.values() if symptom in pair.pair)


# ---------------------------------------------------------------- two beside each other


@frozen
class Point:
    """One point of a comparison, in the words of each side."""

    aspect: Aspect
    first: str
    second: str


@frozen
class Comparison:
    """Two presentations point by point.

    ``telling``: the findings of each with the ratio furthest from 1, as far as a study measured one.
    ``pair``: what is said of these two as look-alikes, if they are such a pair. ``catch``: its evidence.
    """

    first: Symptom
    second: Symptom
    points: tuple[Point, ...]
    telling: tuple[Likelihood | None, Likelihood | None]
    pair: LookAlike | None
    catch: tuple[Evidence, ...]

    @property
    def apart(self) -> str:
        """What separates the two, in a sentence."""
        if self.pair:
            return self.pair.apart
        if shared := sorted({*self.first.location} & {*self.second.location}):
            return (
                f"Both are felt here: {listed(shared)}. What makes them worse and better is compared below."
            )
        return "They are felt in different places, and are seldom taken for each other."


def compare(first: str, second: str) -> Comparison:
    """Two presentations (ids) point by point.

    Raises:
        ValueError: an id that is no presentation, or the same one twice.
    """
    symptoms = catalog().symptoms
    if unknown := [id for id in (first, second) if id not in symptoms]:
        raise ValueError(
            f"{listed(map(repr, unknown))}: no such presentation; expected two of {', '.join(symptoms)}"
        )
    if first == second:
        raise ValueError(f"found {first!r} twice, expected two different presentations")
    one, other = symptoms[first], symptoms[second]
    pair = next((pair for pair in look_alikes(first) if second in pair.pair), None)
    rows = catalog().symptom_evidence
    return Comparison(
        one,
        other,
        tuple(
            Point(aspect, words, says)
            for (aspect, words), (_, says) in zip(said(one), said(other), strict=True)
        ),
        (_most_telling(first), _most_telling(second)),
        pair,
        tuple(rows[id] for id in pair.rows if rows[id].show) if pair else (),
    )


def said(symptom: Symptom) -> list[tuple[Aspect, str]]:
    """What is said of a presentation, aspect by aspect."""
    return [
        ("Where", ", ".join(symptom.location)),
        ("Worse", ", ".join(symptom.aggravated_by)),
        ("Better", ", ".join(symptom.eased_by)),
        ("Parts", ", ".join(symptom.structures)),
        ("Course", symptom.course),
        ("Look out for", symptom.see_clinician_if),
        ("Who can tell", symptom.told_by),
    ]


def _most_telling(symptom: str) -> Likelihood | None:
    """The finding whose presence surely moves the chance most: by the low end of its interval, if it has one."""

    def rank(record: Likelihood) -> tuple[bool, float]:
        found = ratio(record)
        if found is None:
            return False, 0
        return found.low is not None, float(found.value if found.low is None else found.low)

    measured = [
        record for record in catalog().likelihoods.values() if record.about == symptom and ratio(record)
    ]
    return max(measured, key=rank, default=None)


# ---------------------------------------------------------------- exercises


@frozen
class Linked:
    """An exercise, and the source about a presentation that names it."""

    exercise: Exercise
    link: Link


@frozen
class Careful:
    """An exercise, and what a presentation means for it (judgement)."""

    exercise: Exercise
    caution: Caution


def linked(symptom: str) -> tuple[Linked, ...]:
    """The exercises that sources about people with this presentation name."""
    return tuple(
        Linked(exercise, link)
        for exercise in catalog().exercises.values()
        for link in exercise.links
        if link.symptom == symptom
    )


def careful(symptom: str) -> tuple[Careful, ...]:
    """The exercises to leave out or to keep small with this presentation, those left out first."""
    found = [
        Careful(exercise, caution)
        for exercise in catalog().exercises.values()
        for caution in exercise.cautions
        if caution.symptom == symptom and caution.policy != "allow"
    ]
    return tuple(sorted(found, key=lambda one: one.caution.policy != "leave_out"))
