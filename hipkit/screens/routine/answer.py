"""What the screen shows of a routine, as one widget: the page draws it, and asks for what is read on demand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import ipywidgets
import traitlets

from hipkit.anatomy.motion import motion
from hipkit.charts.pose import picture
from hipkit.screens import parts
from hipkit.screens.body import Body
from hipkit.screens.routine.player import MOVING, about, bare_body, small
from hipkit.text import routine as words

Json = dict[str, Any]
CARD_FOLDS = ("why", "swap", "watch")
CARD_BUTTONS = ("keep", "remove", "more")


class Answer(parts.Packed):
    """``shown`` is what the page draws; :meth:`show` sends it, packed, as one message of about a kilobyte.

    ``on_action(do, what)`` hears every press; ``on_open(key)`` gives the HTML of a fold or a panel.
    """

    script = MOVING + parts.static("answer.js")
    style = parts.static("answer.css")
    frame = traitlets.Unicode().tag(sync=True)
    _body = traitlets.Instance(parts.Program, allow_none=True).tag(
        sync=True, **ipywidgets.widget_serialization
    )
    _shown = traitlets.Bytes().tag(sync=True)

    def __init__(self, on_action: Callable[[str, str], object], on_open: Callable[[str], str]) -> None:
        self.shown: Json = {}
        self._act, self._fill = on_action, on_open
        super().__init__(frame=words.frame(), _dom_classes=("hk-answer",), **parts.looks())
        self.on_msg(lambda _widget, content, _buffers: self._hear(content))

    def show(self, shown: Json) -> None:
        self.shown = shown
        self._shown = _packed(json.dumps(shown, separators=(",", ":")))

    def tell(self, at: str, html: str) -> None:
        """Put HTML at a place of the page that has this name."""
        self.send({"at": at}, buffers=[_packed(html)])

    def act(self, do: str, what: str = "") -> None:
        """As if the learner had pressed what has these two."""
        self._act(do, what)

    def submit(self, do: str, **fields: str | list[str]) -> None:
        """As if the learner had sent a form."""
        self.act(do, json.dumps({name: _listed(value) for name, value in fields.items()}))

    def unfold(self, key: str) -> str:
        """As if the learner had opened the fold or the panel of that key; gives what it shows."""
        kind, _, exercise = key.partition(":")
        if kind == "watch":
            self._send_motion(key, exercise)
            return ""
        html = self._fill(key)
        self.send({"fill": key}, buffers=[_packed(html)])
        return html

    def download(self, name: str, kind: str, content: bytes) -> None:
        """Hand a file to the browser."""
        self.send({"download": {"name": name, "type": kind}}, buffers=[content])

    def print(self, html: str) -> None:
        """Open the browser's print dialogue with a page of its own."""
        self.send({"print": True}, buffers=[_packed(html)])

    def _hear(self, content: Json) -> None:
        if "fill" in content:
            self.unfold(content["fill"])
        elif "pictures" in content:
            drawn = {exercise: picture(exercise, height=96) for exercise in content["pictures"]}
            self.send({"pictures": True}, buffers=[_packed(json.dumps(drawn))])
        else:
            self.act(content["do"], content["with"])

    def _send_motion(self, key: str, exercise: str) -> None:
        """The film of an exercise, for the body that plays in its card; the first one brings the body along."""
        self._body = Body.program()
        shown = motion(exercise)
        film = small(shown)
        content = {"fill": key, "film": about(shown, film), "body": bare_body()}
        self.send(content, buffers=[gzip.compress(film, compresslevel=9)])

    def uses(self) -> Iterator[parts.Use]:
        """What can be pressed or opened now, for `parts.drive`; of the cards the first."""
        for step in self.shown.get("steps", ())[:1]:
            for fold in CARD_FOLDS:
                yield ("button", "fold", fold), partial(self.unfold, f"{fold}:{step['id']}")
            for do in CARD_BUTTONS:
                yield ("button", do), partial(self.act, do, step["id"])
        if self.shown.get("steps"):
            for key in (*words.FOLDS, "what-if", "why-not"):
                yield ("button", "fold", key), partial(self.unfold, key)
            for key in words.PANELS:
                yield ("button", "panel", key), partial(self.unfold, f"panel:{key}")
            yield ("button", "form", "went"), partial(self.submit, "went", week="2", pain="6", worse="yes")
            yield ("button", "form", "afresh"), partial(self.submit, "afresh")


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)
