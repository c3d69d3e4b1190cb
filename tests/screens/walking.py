"""How a test walks through a screen without a browser: every control, what it may say, what is then seen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import ipywidgets

from hipkit import catalog, lessons, screens, symptoms
from hipkit.exercises import FACETS
from hipkit.screens import Cases, ClassResults, Lesson, Routine, Symptoms, driving, parts
from hipkit.screens.anatomy.joints import Joints
from hipkit.screens.exercises.finder import Finder
from hipkit.screens.lessons.keep import Shelf
from hipkit.screens.lessons.paper import Paper, _trials
from hipkit.screens.routine.answer import Answer
from hipkit.screens.routine.picks import Picks
from hipkit.screens.screening import Questions
from hipkit.screens.symptoms.felt import Map

Maker = Callable[[], ipywidgets.Widget]
TOLD = (ipywidgets.Checkbox, ipywidgets.ToggleButton, ipywidgets.Dropdown, ipywidgets.RadioButtons)
PLACE = re.compile(r"hk-[0-9a-f]{32}")  # the mark of one widget, another in each screen


def passed() -> symptoms.Screening:
    return symptoms.screen(dict.fromkeys(catalog().red_flags, "no"))


def class_results() -> ClassResults:
    """Of two learners, one of whom changed an answer."""
    with TemporaryDirectory() as folder:
        for name, key in (("ana", "muscle"), ("ben", "little")):
            replies = [
                lessons.Reply("one_side", choice, round, "2026-01-31T09:30:00Z")
                for choice, round in (("muscle", "before"), (key, "after"))
            ]
            Path(folder, f"{name}.csv").write_text(lessons.to_csv(lessons.Work(tuple(replies)), name))
        return ClassResults(folder)


MAKERS: dict[str, Maker] = {
    **{name: getattr(screens, name) for name in screens.__all__},  # those below take something
    "Cases": lambda: Cases(shelf=Shelf()),
    "ClassResults": class_results,
    "Lesson": lambda: Lesson(inventory="after", shelf=Shelf()),
    "Routine": lambda: Routine(passed()),
    "Symptoms": lambda: Symptoms(passed()),
}


def widgets(widget: ipywidgets.Widget, seen: set[str] | None = None) -> Iterator[ipywidgets.Widget]:
    """The widget and all in it, in the order of the page."""
    seen = set() if seen is None else seen
    if widget.model_id in seen:
        return
    seen.add(widget.model_id)
    yield widget
    for name in widget.keys:
        value = getattr(widget, name)
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, ipywidgets.Widget):
                yield from widgets(one, seen)


# ---------------------------------------------------------------- what can be set


@attrs.frozen
class Control:
    """One thing a learner can set: its name, what it says, what it may say, and how to set it."""

    name: str
    get: Callable[[], Any]
    offered: tuple[Any, ...]
    set: Callable[[Any], object]


def controls(screen: ipywidgets.Widget) -> list[Control]:
    """All of a screen, in the order of the page, as they are now."""
    return [control for widget in widgets(screen) for control in _of(widget)]


def _of(widget: ipywidgets.Widget) -> Iterator[Control]:
    if isinstance(widget, TOLD):
        if not widget.disabled:
            yield _trait(widget, "value", tuple(dict.fromkeys(driving.values_of(widget))))
    elif isinstance(widget, parts.Checkboxes):
        keys = tuple(key for _, key in widget.options)
        yield _trait(widget, "value", ((), *((key,) for key in keys), keys))
    elif isinstance(widget, Map):
        features = tuple(catalog().features)
        yield _trait(widget, "value", ((), *((key,) for key in features), features[:3], features[-3:]))
    elif isinstance(widget, Questions):
        for key in widget.here:
            yield _item(widget, "answers", key, ("no", "not sure", "yes"))
    elif isinstance(widget, Finder):
        for name, facet in FACETS.items():
            options = [(option,) if facet.many else option for option in facet.options()]
            yield _item(widget, "value", name, tuple(options))
    elif isinstance(widget, Picks):
        yield from _picks(widget)
    elif isinstance(widget, Joints):
        yield from _joints(widget)
    elif isinstance(widget, Paper):
        for one in widget.questions:
            if one["id"] not in widget.locked:
                set_ = partial(widget.answer, one["id"])
                yield Control(one["id"], partial(widget.answers.get, one["id"]), tuple(_trials(one)), set_)


def _trait(widget: ipywidgets.Widget, name: str, offered: tuple[Any, ...]) -> Control:
    words = getattr(widget, "description", "") or type(widget).__name__
    return Control(words, partial(getattr, widget, name), offered, partial(_from_page, widget, name))


def _from_page(widget: ipywidgets.Widget, name: str, value: Any) -> None:
    """As the page tells it."""
    if hasattr(widget, "_options_values"):
        name, value = "index", None if value is None else widget._options_values.index(value)
    widget.set_state({name: value})


MISSING = object()


def _item(widget: ipywidgets.Widget, trait: str, key: str, offered: tuple[Any, ...]) -> Control:
    """One entry of a dict; ``MISSING`` takes it out."""

    def put(value: Any) -> None:
        rest = {name: one for name, one in getattr(widget, trait).items() if name != key}
        setattr(widget, trait, rest if value is MISSING else {**rest, key: value})

    return Control(key, lambda: getattr(widget, trait).get(key, MISSING), (MISSING, *offered), put)


def _picks(picks: Picks) -> Iterator[Control]:
    for field in picks.fields:
        keys = [key for _, key in field["options"]]
        offered = [[], *([key] for key in keys), keys] if field["kind"] == "boxes" else keys
        name = field["name"]
        yield Control(name, lambda name=name: picks.value[name], tuple(offered), partial(picks.pick, name))


def _joints(joints: Joints) -> Iterator[Control]:
    poses = tuple(name for _, name in joints.offered["poses"] if name)
    yield Control("pose", lambda: joints.pose, poses, lambda name: joints._hear({"pose": name}))
    for name, _, low, high in joints.offered["joints"]:

        def bend(angle: float, name: str = name) -> None:
            if joints.angles[name] != angle:  # a slider that stands there already sends nothing
                joints._hear({"angles": {**joints.angles, name: angle}})

        yield Control(name, lambda name=name: joints.angles[name], (low, 0, high), bend)


def set_all(screen: ipywidgets.Widget, values: list[Any]) -> None:
    """Set the controls to these values: one decides what the next offers, so they are asked for one by one."""
    for number, value in enumerate(values):
        control = controls(screen)[number]
        if control.get() != value:
            control.set(value)


# ---------------------------------------------------------------- what is seen

OWN = (
    "_model",
    "_view",
    "_dom_classes",
    "_esm",
    "_css",
    "layout",
    "style",
    "comm",
    "tabbable",
    "_anywidget_id",
)
COUNTS = {"answered", "_clock", "_camera"}  # how often, and when; not what


def seen(screen: ipywidgets.Widget) -> list[tuple[str, str, Any]]:
    """All that the page of a screen is told: kind of part, name, value; a figure with its changes."""
    return [
        (type(widget).__name__, name, value)
        for widget in widgets(screen)
        if not isinstance(widget, ipywidgets.Layout | ipywidgets.Style)
        for name, value in _told(widget).items()
    ]


def _told(widget: ipywidgets.Widget) -> dict[str, Any]:
    if isinstance(widget, parts.Chart):
        return {"alt": widget.alt, "height": widget.height, "figure": drawn(widget)}
    if isinstance(widget, Answer):  # "changed" tells of the way here
        return {name: one for name, one in widget.shown.items() if name not in ("changed", "ways")}
    told = {name: getattr(widget, name) for name in widget.keys if not name.startswith(OWN)}
    return {
        name: PLACE.sub("hk-", value) if isinstance(value, str) else value
        for name, value in told.items()
        if name not in COUNTS and not _holds_widgets(value)
    }


def _holds_widgets(value: Any) -> bool:
    return any(
        isinstance(one, ipywidgets.Widget) for one in (value if isinstance(value, list | tuple) else [value])
    )


def drawn(chart: parts.Chart) -> dict[str, Any]:
    """The figure with its changes laid over it, as ``chart.js`` draws it."""
    figure: dict[str, Any] = json.loads(json.dumps(chart.figure))
    for path, value in chart.changes.items():
        *inner, last = path.split(".")
        place: Any = figure
        for step in inner:
            place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
        place[int(last) if isinstance(place, list) else last] = value
    return figure


def cells(table: str) -> list[list[str]]:
    """The rows of an HTML table, as words."""
    rows = re.findall(r"<tr>(.*?)</tr>", table.partition("<tbody>")[2], re.S)
    return [
        [parts.plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows
    ]
