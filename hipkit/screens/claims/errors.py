"""The plain errors of the articles, each as a line that opens and, when asked, on the moving figure."""

from __future__ import annotations

from typing import Any

import traitlets

from hipkit.anatomy.comparing import both_sides, gait
from hipkit.anatomy.motion import motion
from hipkit.anatomy.poses import gaits
from hipkit.facts import catalog
from hipkit.screens import parts
from hipkit.screens.body import Body
from hipkit.text import claims as words

FIRST = "piriformis"


class Errors(parts.VBox):
    """``shown`` is the id of the exercise or walk on the figure, which is made when it is first asked for."""

    shown = traitlets.Unicode()

    def __init__(self) -> None:
        self._list = parts.Live(words.errors(catalog().plain_errors.values()))
        self.view: Body | None = None
        self._choosing = False
        super().__init__([self._list], layout=parts.Layout(), _dom_classes=("hk-errors",))
        self._list.on_open(lambda key: words.error(catalog().plain_errors[key.partition(":")[2]], catalog()))
        self._list.on_action(lambda _do, error: self.see(error))

    def uses(self) -> Any:
        """Both errors on the figure, for ``parts.drive``."""
        for error in catalog().plain_errors:
            yield ("button", "see", error), lambda error=error: self.see(error)

    def see(self, error: str) -> None:
        """Show an error of the articles on the moving figure, and put the keyboard there."""
        if self.view is None:
            self._make()
        one = catalog().plain_errors[error]
        self._title.value = words.seen_title(one)
        self._choosing = True
        with self._which.hold_sync():
            self._which.options = [(words.motion(name, catalog()), name) for name in one.motions]
            self._which.value = one.motions[0]
        self._which.layout.display = "" if len(one.motions) > 1 else "none"
        self._choosing = False
        self._show()
        parts.focus(self._title)

    def _make(self) -> None:
        self.view = Body(height=380, legs="rl")
        self._title, self._numbers = parts.html(""), parts.html("")
        self._which = parts.radio("Which walk?", [], inline=True, name="motion")
        self._which.layout = parts.Layout()
        self._said = parts.Result()
        self._which.observe(self._show, "value")
        seen = (self._title, self._which, self._said, self.view, self._numbers)
        self.children = [self._list, parts.box(*seen, look="part")]

    def _show(self, _change: Any = None) -> None:
        if self._choosing or self.view is None:
            return
        self.shown = self._which.value
        walks = self.shown in gaits()
        with self.view.hold_sync():
            self.view.motion = motion(self.shown)
            self.view.labels = [] if walks else [FIRST]
            self.view.alt = words.seen_alt(self.shown, catalog())
        if walks:
            self._said.say(words.walked(gait(self.shown)))
            self._numbers.value = words.walks([gait(name) for name in gaits()])
        else:
            self._said.say(words.sides(self.shown, FIRST, both_sides(self.shown), catalog()))
            self._numbers.value = words.sides_table(self.shown, both_sides(self.shown), catalog())
