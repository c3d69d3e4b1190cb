"""What the player of a routine shows and says: one entry for each stretch of time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hipkit.facts import Catalog
from hipkit.facts.records import Dose, Exercise
from hipkit.text.exercises import PHASES, POSITIONS, TOKENS
from hipkit.text.markup import Markup
from hipkit.text.words import dose, escape

if TYPE_CHECKING:
    from hipkit.routine import Routine, Step
    from hipkit.routine.playing import Segment

Json = dict[str, Any]

LEAVE = (
    "Come out of the position slowly, the way you went in.",
    "Rest as you like best, and breathe until it has settled.",
    "Leave this exercise out today. Go on with the next one only if nothing hurts any more.",
    "If the pain is strong, is spreading or stays, end here and answer the screening again: it says what comes first.",
)
OUR_WORDS = "These steps are our own caution. They are no medical advice."
END = (
    "That was the whole routine. Notice how you feel now, and again tomorrow morning: if something hurts more "
    "than before, take the easier way next time."
)
_OTHER = {"right": "left", "left": "right", "Right": "Left", "Left": "Right"}
_TURNED = re.compile(r"\b(right|left|Right|Left)\b(?! angle| under| at the)")


def other_side(words: str) -> str:
    """Instructions for the right side, said for the left: right and left change places.

    "Right" stays where it is no side: a right angle, right under, right at.
    """
    return _TURNED.sub(lambda found: _OTHER[found[1]], words)


def steps(routine: Routine, facts: Catalog) -> list[Json]:
    """What stays on the screen during a step of the routine."""
    return [_step(number, routine, facts) for number in range(len(routine.steps))]


def _step(number: int, routine: Routine, facts: Catalog) -> Json:
    step = routine.steps[number]
    exercise = facts.exercises[step.exercise]
    return {
        "id": exercise.id,
        "name": exercise.name,
        "about": f"Step {number + 1} of {len(routine.steps)} · {PHASES[step.phase]} · {POSITIONS[step.position]}",
        "phase": TOKENS[step.phase],
        "sides": exercise.sides,
        "stop": exercise.stop,
        "next": _coming(number + 1, routine, facts),
    }


def _coming(number: int, routine: Routine, facts: Catalog) -> list[str]:
    """Name and dose of a step, and how long one has to get there; what to say after the last."""
    if number == len(routine.steps):
        return ["The end", "Nothing more after this."]
    step = routine.steps[number]
    exercise = facts.exercises[step.exercise]
    moving = f" You have {step.enter_s} s to get there." if step.enter_s else ""
    return [exercise.name, f"{POSITIONS[step.position]}, {dose(step.dose, exercise.sides)}.{moving}"]


def cue(segment: Segment, routine: Routine, facts: Catalog) -> Json:
    """A stretch of time for the page: how long, what to count, what to show (``words``) and to say (``say``)."""
    step = routine.steps[segment.step]
    exercise = facts.exercises[step.exercise]
    counted = segment.kind == "work"
    return {
        "step": segment.step,
        "kind": segment.kind,
        "seconds": segment.seconds,
        "side": segment.side,
        "set": segment.set_number,
        "count": step.dose.count if counted else 0,
        "unit": step.dose.unit if counted else "",
        "still": counted and _still(step),
        "say": said(segment, routine, facts),
        "words": _shown(segment, step, exercise),
    }


def _still(step: Step) -> bool:
    """Whether the body stays where it is, rather than moving with each repetition or breath."""
    return step.dose.unit == "hold" or step.phase == "static"


def said(segment: Segment, routine: Routine, facts: Catalog) -> str:
    """What is said as a stretch of time begins; the exercise is named before it starts."""
    step = routine.steps[segment.step]
    exercise = facts.exercises[step.exercise]
    of_sets = f"et {segment.set_number} of {step.dose.sets}"
    match segment.kind:
        case "change":
            before = routine.steps[segment.step - 1] if segment.step else None
            same = before is not None and before.position == step.position
            way = f"{PHASES[step.phase]} comes next" if same else f"Into position: {POSITIONS[step.position]}"
            return f"{way}. Next: {exercise.name}."
        case "ready":
            return f"Get ready: {exercise.name}.{' Right side first.' if exercise.sides else ''}"
        case "switch":
            return f"Switch to the {segment.side} side."
        case "rest":
            return f"Rest. S{of_sets} comes next."
    side = f"{segment.side.capitalize()} side. " if segment.side else ""
    return f"{side}{f'S{of_sets}. ' if step.dose.sets > 1 else ''}{_one_set(step.dose)}."


def _one_set(chosen: Dose) -> str:
    words = dose(Dose(1, chosen.count, chosen.unit, chosen.seconds, chosen.basis, chosen.hold_s), False)
    return f"Hold {words}" if chosen.unit == "hold" else words[:1].upper() + words[1:]


def _shown(segment: Segment, step: Step, exercise: Exercise) -> str:
    """What to do now, on the side that works."""
    if segment.kind == "rest":
        return "Rest, and stay where you are."
    words = exercise.start if segment.kind in ("change", "ready") else " ".join(exercise.movement)
    if segment.kind == "switch":
        words = f"Switch sides. {exercise.start}"
    return other_side(words) if segment.side == "left" else words


def stopped() -> Markup:
    """What to do when something hurts, as HTML."""
    return Markup("<ol>" + "".join(f"<li>{escape(words)}</li>" for words in LEAVE) + "</ol>")
