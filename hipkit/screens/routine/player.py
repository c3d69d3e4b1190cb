"""The player: a routine that the page plays by itself.

Everything goes to the page once, packed, when the player is opened: the stretches of time, what to say,
and the motion of every step. Until it is closed, no message is sent either way.
"""

from __future__ import annotations

import gzip
import json
from array import array
from collections.abc import Callable, Iterator
from functools import partial
from struct import pack
from typing import Any

import ipywidgets
import traitlets

from hipkit.anatomy.figure import PARTS
from hipkit.anatomy.frames import film
from hipkit.anatomy.motion import Motion, motion
from hipkit.anatomy.poses import poses
from hipkit.facts import Catalog, catalog
from hipkit.routine import Routine
from hipkit.routine.playing import segments
from hipkit.screens import parts
from hipkit.screens.body import Body
from hipkit.text import playing as words

# Goes before a program: the start of any widget of our own is that of the body.
MOVING = parts.static("own.js").replace("export default", "const body =") + parts.static("moving.js")
BREATH_S = 6  # seconds of a breath, unless the routine's own doses say another length
HEIGHT = 300


class Player(parts.Packed):
    """A sheet of its own. ``on_close(exercise)`` is called when the learner closes it: "" at the end of the
    routine, else the id of the exercise that was going on.
    """

    script = MOVING + parts.static("course.js") + parts.static("player.js")
    style = parts.static("player.css")
    _body = traitlets.Instance(parts.Program).tag(sync=True, **ipywidgets.widget_serialization)
    _played = traitlets.Bytes().tag(sync=True)

    def __init__(self, routine: Routine, on_close: Callable[[str], object] = lambda _exercise: None) -> None:
        self._on_close = on_close
        super().__init__(
            _body=Body.program(),
            _played=packed(routine, catalog()),
            _dom_classes=("hipkit", "hk-player"),
            **parts.looks(),
        )
        self.on_msg(lambda _widget, content, _buffers: self.leave(content["with"]))

    def leave(self, exercise: str = "") -> None:
        """As if the learner had closed it."""
        self._on_close(exercise)

    def uses(self) -> Iterator[parts.Use]:
        """Closing it, for `parts.drive`; all else happens in the page."""
        yield ("button", "Close the player"), partial(self.leave, "")


def packed(routine: Routine, facts: Catalog) -> bytes:
    """The routine for the page, gzipped: length of the plan (4 bytes), the plan as JSON, the films one by one."""
    films = {step.exercise: motion(step.exercise) for step in routine.steps if step.exercise in poses()}
    frames = {exercise: small(shown) for exercise, shown in films.items()}
    text = json.dumps(_plan(routine, films, frames, facts), separators=(",", ":")).encode()
    return gzip.compress(pack("<I", len(text)) + text + b"".join(frames.values()), compresslevel=9)


def _plan(
    routine: Routine, films: dict[str, Motion], frames: dict[str, bytes], facts: Catalog
) -> dict[str, Any]:
    breaths = [step.dose.seconds for step in routine.steps if step.dose.unit == "breath"]
    return {
        "steps": words.steps(routine, facts),
        "segments": [words.cue(segment, routine, facts) for segment in segments(routine, facts)],
        "motions": {exercise: about(shown, frames[exercise]) for exercise, shown in films.items()},
        "others": [PARTS.index(_partner(part)) for part in PARTS],
        "body": bare_body(),
        "breath": breaths[0] if breaths else BREATH_S,
        "stopped": words.stopped(),
        "ours": words.OUR_WORDS,
        "end": words.END,
    }


def about(shown: Motion, packed_film: bytes) -> dict[str, Any]:
    """What belongs to a film: how many frames, when each is due, where it is seen from, what stands about."""
    return {
        "bytes": len(packed_film),
        "frames": len(shown.figures),
        "clock": {"times": shown.times, "due": shown.due, "keys": shown.keys, "round": shown.round},
        "camera": shown.camera,
        "props": shown.boxes,
    }


def small(shown: Motion) -> bytes:
    """A film in a form that gzip makes five times smaller: each number's changes from frame to frame, in a row.

    All low bytes come before all high ones. ``unpacked`` in ``player.js`` is the way back.
    """
    numbers = array("h", film(shown))
    count = len(shown.figures)
    size = len(numbers) // count
    changes = array("H")
    for place in range(size):
        before = 0
        for value in numbers[place::size]:
            changes.append((value - before) & 0xFFFF)
            before = value
    whole = changes.tobytes()  # frames.py packs little-endian, as do the machines this runs on
    return whole[0::2] + whole[1::2]


def _partner(part: str) -> str:
    """The same part of the other side."""
    side, _, bare = part.partition("_")
    return {"r": f"l_{bare}", "l": f"r_{bare}"}.get(side, part) if bare else part


def bare_body() -> dict[str, Any]:
    """What the view of the body is told before any exercise: the widget's own defaults."""
    own = {name: trait for name, trait in Body.class_traits(sync=True).items() if name in vars(Body)}
    plain = {name: trait.default() for name, trait in own.items() if name != "_film"}
    return plain | {"height": HEIGHT}
