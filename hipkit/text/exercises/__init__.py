"""An exercise in words: what every card of it shares, whichever screen shows it."""

from __future__ import annotations

from hipkit.facts import Catalog
from hipkit.facts.records import Exercise
from hipkit.text.markup import Markup
from hipkit.text.words import escape, listed

POSITIONS = {
    "standing": "standing",
    "half-kneeling": "half-kneeling",
    "quadruped": "hands and knees",
    "seated": "sitting",
    "side-lying": "side-lying",
    "prone": "face down",
    "supine": "on your back",
}
PHASES = {"warm-up": "Warm-up", "mobility": "Mobility", "strength": "Strength", "static": "Static stretching"}
TOKENS = {"warm-up": "warmup", "mobility": "mobility", "strength": "strength", "static": "static"}
LEVELS = {1: "beginner", 2: "some practice", 3: "strong"}
KINDS = {
    "pulse_raiser": "raises the pulse",
    "mobility": "mobility",
    "dynamic_stretch": "moving stretch",
    "strength": "strength",
    "balance": "balance",
    "static_stretch": "held stretch",
}


def pictogram(exercise: Exercise) -> str:
    """The style sheet's drawing of the starting position."""
    on_floor = exercise.position == "seated" and not {"chair", "bike"} & set(exercise.equipment)
    return "seated-floor" if on_floor else exercise.position


def stated(exercise: Exercise, facts: Catalog) -> Markup:
    """What the source says of the dose, and which source."""
    said = exercise.dose_stated
    source = facts.sources[said.source]
    mark = "" if said.verified == "page" else " <b>Unconfirmed.</b>"
    return Markup(f"<cite>{escape(source.short)}</cite>: {escape(said.words)}{mark}")


def instructions(exercise: Exercise) -> Markup:
    """How an exercise is done, from the starting position to when to stop."""
    steps = "".join(f"<li>{escape(words)}</li>" for words in exercise.movement)
    mistakes = " ".join(escape(words) for words in exercise.mistakes)
    cautions = "".join(
        f"<p>{escape(caution.reason)}</p>" for caution in exercise.cautions if caution.provocative
    )
    return Markup(
        f"<p><b>Start.</b> {escape(exercise.start)}</p><ol>{steps}</ol>"
        f"<p><b>What you should feel.</b> {escape(exercise.feel)}</p>"
        f"<p><b>Common mistakes.</b> {mistakes}</p>"
        f"<p><b>Easier.</b> {escape(exercise.easier)} <b>Harder.</b> {escape(exercise.harder)}</p>"
        f"<p><b>When to stop.</b> {escape(exercise.stop)}</p>{cautions}"
    )


def kit(exercise: Exercise, facts: Catalog) -> str:
    """What must be at hand, in words."""
    return listed(facts.equipment[item].name.lower() for item in exercise.equipment) or "no kit"
