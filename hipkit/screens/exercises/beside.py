"""Two exercises point by point, and both of them moving."""

from __future__ import annotations

from typing import Any

import traitlets

from hipkit import exercises as topic
from hipkit.anatomy.exercises import telling
from hipkit.anatomy.motion import motion
from hipkit.anatomy.poses import poses
from hipkit.facts import catalog
from hipkit.facts.records import Exercise
from hipkit.screens import parts
from hipkit.screens.body import Body
from hipkit.text.exercises import beside as words
from hipkit.text.markup import fold

TITLE = "Two side by side"
LEAD = "Say first which one you would choose, and for whom. Then read both columns."
SAME = "Pick two different ones."
PAIR = ("pigeon", "reclining_figure_four")
HEIGHT = 260


class Beside(parts.Screen):
    """``compared`` holds the two ids; :meth:`move` shows both in motion."""

    compared = traitlets.Tuple(PAIR)

    def __init__(self) -> None:
        options = sorted((exercise.name, exercise.id) for exercise in catalog().exercises.values())
        self._first = parts.dropdown("This one", options, PAIR[0], name="first")
        self._second = parts.dropdown("Beside", options, PAIR[1], name="second")
        self._said = parts.Result()
        self._said.add_class("hk-beside-said")
        self._move = parts.button("Show both moving", on_click=lambda _button: self.move(), name="move")
        self._stage = parts.box(look="pair")
        self._points = parts.Live()
        super().__init__("Exercises", TITLE, LEAD, [
            parts.form(self._first, self._second, half=True), self._said, parts.row(self._move), self._stage,
            self._points,
        ])  # fmt: skip
        self.add_class("hk-exercises")
        self._points.on_open(self._opened)
        for place, control in enumerate((self._first, self._second)):
            control.observe(lambda change, place=place: self._pick(place, change["new"]), "value")
        self.observe(self._show, "compared")
        self._show()

    @property
    def text(self) -> str:
        """The sentence, without markup."""
        return self._said.text

    @traitlets.validate("compared")
    def _known(self, proposal: Any) -> tuple[str, ...]:
        if len(proposal.value) != 2 or (unknown := set(proposal.value) - set(catalog().exercises)):
            found = proposal.value if len(proposal.value) != 2 else sorted(unknown)
            raise traitlets.TraitError(f"compared: found {found!r}, expected two ids of exercises")
        return tuple(proposal.value)

    def move(self) -> None:
        """Two bodies, each playing one of the two. They are sent when first asked for."""
        if not self._stage.children:
            self._stage.children = [Body(height=HEIGHT), Body(height=HEIGHT)]
        for view, exercise in zip(self._stage.children, self.compared, strict=True):
            play(view, catalog().exercises[exercise])

    def _pick(self, place: int, exercise: str) -> None:
        pair = list(self.compared)
        pair[place] = exercise
        self.compared = tuple(pair)

    def _show(self, _change: object = None) -> None:
        self._first.value, self._second.value = self.compared
        same = self.compared[0] == self.compared[1]
        self._move.disabled = same
        if same:
            self._said.say(SAME)
            self._points.html = ""
            return
        found = topic.compare(*self.compared)
        self._said.say(words.sentence(found, catalog()))
        self._points.html = words.gains(found, catalog()) + fold("Point by point", "points")
        if self._stage.children:
            self.move()

    def _opened(self, _key: str) -> str:
        return words.points(topic.compare(*self.compared), catalog())


def play(view: Body, exercise: Exercise) -> bool:
    """Show an exercise on a body, its main muscle marked; False, and nothing changed, if nobody has posed it."""
    if exercise.id not in poses():
        view.layout.display = "none"
        return False
    with view.hold_sync():
        view.layout.display = ""
        view.motion, view.legs = motion(exercise.id), telling(exercise.id).side[0]
        view.picked, view.alt = exercise.main, f"{exercise.name} is played."
    return True
