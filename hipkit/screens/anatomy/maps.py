"""Two questions over all poses: which one lengthens a muscle most, and where does it change sides?"""

from __future__ import annotations

from typing import Any

import traitlets

from hipkit import charts
from hipkit.anatomy import (
    Longest,
    PoseMap,
    against_papers,
    lengthening_of,
    longest,
    pose_map,
    poses,
    turning,
)
from hipkit.facts import catalog
from hipkit.screens import parts
from hipkit.screens.anatomy.hip import FIRST, followable
from hipkit.text import anatomy as words
from hipkit.text.markup import fold

SIDEWAYS = (("In line", 0), ("30° out (abduction)", -30), ("20° across (adduction)", 20))
KNEES = (("Bent 90°", 90), ("Straight", 0))
KEY = (
    "Ring: the longest pose of the map. Squares: exercises by number, each where it lengthens the muscle most; "
    "their legs may be further out or across, and their knee may be bent otherwise, than the map's."
)


class Longer(parts.Screen):
    """Which pose lengthens this muscle most? ``found`` is the map that is shown; None before it is asked for."""

    found = traitlets.Instance(PoseMap, allow_none=True)

    def __init__(self) -> None:
        self._muscle = parts.dropdown("Muscle", followable(), FIRST, name="map-muscle")
        self._sideways = parts.dropdown("Thigh", SIDEWAYS, 0, name="map-adduction")
        self._knee = parts.dropdown("Knee", KNEES, 90, name="map-knee")
        self._ask = parts.button("Show the map", "primary", self._refresh, name="show-map")
        self._said = parts.Result()
        self._chart = parts.Chart(height=400, name="map")
        self._rows = parts.Live()
        self._guess = parts.row(self._ask)
        picks = (self._muscle, self._sideways, self._knee)
        self._picks = parts.form(*picks)
        super().__init__("Anatomy", "Which pose lengthens this muscle most?", words.MAP_LEAD, [
            self._picks, self._guess, self._said,
        ], look="anatomy")  # fmt: skip
        self._rows.on_open(lambda _key: words.map_table(self.found) if self.found else "")
        for pick in picks:
            pick.observe(self._picked, "value")

    @property
    def text(self) -> str:
        """The sentence, without markup."""
        return self._said.text

    def _picked(self, _change: Any) -> None:
        if self.found:  # not before the learner has had time to guess
            self._refresh()

    def _refresh(self, _button: Any = None) -> None:
        found = pose_map(self._muscle.value, self._sideways.value, self._knee.value)
        marked = named_by(found.muscle)
        self.found = found
        self._said.say(words.map_sentence(found, lengthening_of(found.muscle, found.longest), catalog()))
        with self._chart.hold_sync():
            if not self._chart.figure:
                self._chart.figure = charts.pose_map(found, marked)
            self._chart.changes = charts.map_changes(found, marked)
            self._chart.alt = words.map_alt(found)
        self._rows.html = parts.noted(KEY) + words.map_rows(marked, catalog())
        if self._guess in self.body.children:
            self.body.children = (self._picks, self._said, self._chart, self._rows)


def named_by(muscle: str) -> list[tuple[str, Longest]]:
    """The exercises with a pose that name the muscle, each where it is longest."""
    exercises = catalog().exercises
    return [(name, longest(name)[muscle]) for name in poses() if muscle in exercises[name].muscles]


class Turning(parts.Screen):
    """Which way does a muscle turn the thigh as the hip bends? And: the model against measurements."""

    def __init__(self) -> None:
        self._muscle = parts.dropdown("Muscle", followable(), FIRST, name="turning-muscle")
        self._said = parts.Result()
        self._chart = parts.Chart(height=300, name="turning")
        self._below = parts.Live(
            parts.noted(words.WHY_IT_TURNS)
            + fold("The same numbers as a table", "numbers")
            + fold("The model against measurements, misses included", "papers")
        )
        super().__init__("Anatomy", words.TURNING, words.TURNING_LEAD, [
            parts.form(self._muscle, half=True),
            self._said,
            self._chart,
            self._below,
        ], look="anatomy")  # fmt: skip
        self._below.on_open(self._opened)
        self._muscle.observe(self._refresh, "value")
        self._refresh()

    @property
    def text(self) -> str:
        """The sentence, without markup."""
        return self._said.text

    def _refresh(self, _change: Any = None) -> None:
        curve = turning(self._muscle.value)
        self._said.say(words.turning_sentence(curve, catalog()))
        with self._chart.hold_sync():
            self._chart.figure = charts.turning(curve, against_papers())
            self._chart.alt = words.turning_alt(curve, catalog())

    def _opened(self, key: str) -> str:
        return (
            words.papers(against_papers())
            if key == "papers"
            else words.turning_table(turning(self._muscle.value))
        )
