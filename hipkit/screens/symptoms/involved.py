"""The structures of a pattern: on the moving hip where the model has a path for them, and each with its card."""

from __future__ import annotations

from hipkit.anatomy import model_muscles
from hipkit.facts import catalog
from hipkit.facts.records import Symptom
from hipkit.screens import parts
from hipkit.screens.body import HIPS, Body
from hipkit.text import anatomy as cards
from hipkit.text import symptoms as words


class Involved(parts.VBox):
    """Empty until :meth:`show`. The 3-D view is made when it is first needed: most learners never load it."""

    def __init__(self) -> None:
        super().__init__(layout=parts.Layout(), _dom_classes=("hk-involved",))
        self.view: Body | None = None
        self._title = parts.html("")
        self._said = parts.Result()
        self._cards = parts.Live()
        self._cards.on_open(lambda key: _card(key.partition(":")[2]))
        self._cards.on_action(lambda _do, muscle: self.follow(muscle))

    def show(self, symptom: Symptom) -> None:
        """Put the structures of a pattern here, and the keyboard on them."""
        drawn = on_the_hip(symptom)
        self._title.value = words.involved_title(symptom)
        self._said.say(words.involved(symptom, drawn))
        self._cards.html = words.structures(symptom)
        self.add_class("hk-part")
        self.children = [self._title, self._said, self._drawn(drawn), self._cards]
        parts.focus(self._title)

    def follow(self, muscle: str) -> None:
        """Mark one muscle on the hip."""
        if self.view:
            self.view.picked = muscle

    def _drawn(self, muscles: list[str]) -> Body:
        if self.view is None:
            self.view = Body(height=360, camera=HIPS)
        with self.view.hold_sync():
            self.view.colours = dict.fromkeys(muscles, 1.0)
            self.view.picked = ""
            self.view.show(muscles)
            self.view.alt = words.involved_alt(muscles)
        return self.view


def on_the_hip(symptom: Symptom) -> list[str]:
    """The muscles of a pattern that the model has a path for."""
    modelled = model_muscles()
    return [one for one in symptom.anatomy if one in modelled and modelled[one].parts]


def _card(structure: str) -> str:
    return f"<p>{cards.known(structure, catalog())}</p>{cards.card(structure, catalog())}"
