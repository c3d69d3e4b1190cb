"""Pick a structure and read where it is, what it does and what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets

from hipkit.facts import catalog
from hipkit.screens import parts
from hipkit.text import anatomy as words

TITLE = "Muscles, nerves, ligaments, bursae"
LEAD = "Choose a group, then a structure."
FIRST = "piriformis"


class Structures(parts.Screen):
    """``structure`` is the id of what is shown; ``on_follow`` is called with a muscle to follow on the hip."""

    structure = traitlets.Unicode(FIRST)

    def __init__(self, on_follow: Callable[[str], object]) -> None:
        self._groups = words.structure_list(catalog())
        heading = next(name for name, group in self._groups.items() if FIRST in group.values())
        self._group = parts.dropdown("Group", self._groups, heading, name="group")
        self._which = parts.dropdown("Structure", self._groups[heading].items(), FIRST, name="structure")
        self._said = parts.Result()
        self._card = parts.Live()
        super().__init__(
            "Structures",
            TITLE,
            LEAD,
            [parts.form(self._group, self._which, half=True), self._said, self._card],
            look="anatomy",
        )
        self._group.observe(self._regrouped, "value")
        self._which.observe(self._chosen, "value")
        self._card.on_action(lambda _do, muscle: on_follow(muscle))
        self._show()

    def _regrouped(self, change: Any) -> None:
        with self._which.hold_sync():
            self._which.options = list(self._groups[change["new"]].items())

    def _chosen(self, change: Any) -> None:
        if change["new"]:
            self.structure = change["new"]
            self._show()

    def _show(self) -> None:
        self._said.say(words.known(self.structure, catalog()))
        self._card.html = words.card(self.structure, catalog())
