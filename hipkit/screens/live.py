"""HTML that answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape

import traitlets

from hipkit.screens.driving import Use
from hipkit.screens.page import PACKED, Packed, pack
from hipkit.screens.sharing import looks, static


class Live(Packed):
    """HTML that answers, for lists whose length changes, where a widget for each button would be slow.

    Pressing anything with ``data-do`` calls back with its ``data-do`` and ``data-with``; opening a
    ``text.markup.fold`` asks for its content. What is open or focused stays so when ``html`` changes.
    """

    script = static("live.js")
    html = traitlets.Unicode().tag(**PACKED)

    def __init__(self, html: str = "") -> None:
        super().__init__(html=html, _dom_classes=("hk-html",), **looks())
        self._act: Callable[[str, str], object] = lambda _do, _what: None
        self._fill: Callable[[str], str] = lambda _key: ""
        self._unfolded = False
        self.on_msg(lambda _widget, content, _buffers: self._hear(content))

    def on_action(self, act: Callable[[str, str], object]) -> None:
        """``act(do, with)`` is called for every press."""
        self._act = act

    def on_open(self, fill: Callable[[str], str]) -> None:
        """``fill(key)`` gives the HTML inside the fold of that key."""
        self._fill = fill

    def _hear(self, content: dict[str, str]) -> None:
        if "fill" in content:
            self.unfold(content["fill"])
        else:
            self.act(content["do"], content["with"])

    def act(self, do: str, what: str = "") -> None:
        """As if the learner had pressed the element with these two."""
        self._act(do, what)

    def unfold(self, key: str) -> str:
        """As if the learner had opened the fold of that key; gives what it shows."""
        filled = self._fill(key)
        self._unfolded = True
        self.send({"fill": key}, buffers=[pack(filled)])
        return filled

    def show(self, html: str) -> None:
        """Show ``html``. Where it stays the same, open folds are asked for again: what stands in them may not."""
        if html != self.html:
            self.html = html
        elif self._unfolded:
            self.send({"renew": True})

    def uses(self) -> Iterator[Use]:
        """What can be pressed or opened now, for :func:`drive`; one of each kind."""
        for do, what in re.findall(r'data-do="([^"]*)"(?: data-with="([^"]*)")?', self.html):
            yield ("button", do), partial(self.act, unescape(do), unescape(what))
        for key in self.folds:
            yield ("button", "fold", key.partition(":")[0]), partial(self.unfold, key)

    @property
    def folds(self) -> list[str]:
        """The keys of what can be opened now."""
        return [unescape(key) for key in re.findall(r'data-fill="([^"]*)"', self.html)]
