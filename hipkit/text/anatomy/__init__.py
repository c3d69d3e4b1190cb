"""The moving hip in words: what a pose does, how far is far, what a structure is."""

from __future__ import annotations

from hipkit.text.anatomy.amounts import described, longer, minus, percent, plus, turns
from hipkit.text.anatomy.cards import card, known, structure_list
from hipkit.text.anatomy.exercises import (
    GUESS_LEAD,
    UNJUDGED,
    contradictions,
    exercise_note,
    gains,
    misfit,
    misfit_table,
    told,
)
from hipkit.text.anatomy.hip import MODEL, alt, limits, missing, muscles, sentence
from hipkit.text.anatomy.maps import (
    MAP_LEAD,
    TURNING,
    TURNING_LEAD,
    WHY_IT_TURNS,
    map_alt,
    map_rows,
    map_sentence,
    map_table,
    papers,
    turning_alt,
    turning_sentence,
    turning_table,
)
from hipkit.text.anatomy.ranges import GAUGES, errors, gauges, range_rows, tasks

__all__ = [
    "GAUGES",
    "GUESS_LEAD",
    "MAP_LEAD",
    "MODEL",
    "TURNING",
    "TURNING_LEAD",
    "UNJUDGED",
    "WHY_IT_TURNS",
    "alt",
    "card",
    "contradictions",
    "described",
    "errors",
    "exercise_note",
    "gains",
    "gauges",
    "known",
    "limits",
    "longer",
    "map_alt",
    "map_rows",
    "map_sentence",
    "map_table",
    "minus",
    "misfit",
    "misfit_table",
    "missing",
    "muscles",
    "papers",
    "percent",
    "plus",
    "range_rows",
    "sentence",
    "structure_list",
    "tasks",
    "told",
    "turning_alt",
    "turning_sentence",
    "turning_table",
    "turns",
]
