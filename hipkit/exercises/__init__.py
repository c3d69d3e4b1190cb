"""Finding exercises, stepping from an easier to a harder one, and two of them side by side.

>>> [exercise.id for exercise in found(Filters(muscle="piriformis", kit=("chair",)))]
['hip_cars_standing', 'chair_figure_four']
>>> ladder("bridge").easier
(('pelvic_tilt', 'prone_hip_extension', 'standing_hip_extension'),)

A list of exercises is no routine: it knows nothing of the person, and no screening comes before it.
Nothing here says that an exercise is safe for anybody.
"""

from __future__ import annotations

from hipkit.exercises.comparing import Comparison, Gain, compare
from hipkit.exercises.describing import careful, gains, lengthens, measured, serves
from hipkit.exercises.filtering import (
    FACETS,
    NO_KIT,
    ORDER,
    Facet,
    FilterError,
    Filters,
    WayOut,
    active,
    chosen,
    counts,
    found,
    removed,
    ways_out,
    without,
)
from hipkit.exercises.ladders import Ladder, ladder
from hipkit.exercises.timing import Sport, before_and_after

__all__ = [
    "FACETS",
    "NO_KIT",
    "ORDER",
    "Comparison",
    "Facet",
    "FilterError",
    "Filters",
    "Gain",
    "Ladder",
    "Sport",
    "WayOut",
    "active",
    "before_and_after",
    "careful",
    "chosen",
    "compare",
    "counts",
    "found",
    "gains",
    "ladder",
    "lengthens",
    "measured",
    "removed",
    "serves",
    "ways_out",
    "without",
]
