"""How long a dose takes, and how much it does for a muscle group."""

from __future__ import annotations

import math

from hipkit.facts.records import Dose, Exercise

REPETITIONS = 10  # a bout is one set of about ten repetitions ...
SECONDS = 30  # ... or about half a minute held or moved
LONG_REPETITION = 15  # seconds; from here up a repetition is a hold or a bout of its own


def seconds(exercise: Exercise, dose: Dose) -> float:
    """Set-up, both sides and the switch between them, rests between sets included."""
    if not exercise.sides:
        return exercise.setup_s + dose.side_s
    return exercise.setup_s + 2 * dose.side_s + exercise.side_switch_s


def slot(exercise: Exercise, dose: Dose, grid: int) -> int:
    """The seconds that a routine sets aside: rounded up to whole steps of ``grid`` seconds."""
    return math.ceil(seconds(exercise, dose) / grid) * grid


def bouts(dose: Dose) -> float:
    """How many bouts one side gets: sets of about ten repetitions, or half minutes held or moved."""
    counted = dose.unit in ("repetition", "step") and dose.seconds < LONG_REPETITION
    each = dose.count / REPETITIONS if counted else dose.count * dose.seconds / SECONDS
    return dose.sets * each
