"""Driving a screen: every control is used once, as a learner would, and whatever fails is raised."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

import comm
import ipywidgets
from IPython import get_ipython

from hipkit.screens import sharing

# What names a use, "button" or "control" first, and what does it.
Use = tuple[tuple[str, ...], Callable[[], object]]


def drive(screen: ipywidgets.Widget | Callable[..., ipywidgets.Widget], *given: Any) -> str:
    """Use every control of a screen once: set every value, press every button. Returns a line that counts them.

    ``screen`` is a screen, or what makes one from ``given``: then nothing of it is sent to the page.
    An exception of a callback is raised, where ipywidgets would only log it. Controls that appear on the
    way are used too; of several with the same kind, words and classes, one is used. A widget of our own
    says with ``uses()`` what can be done with it.
    """
    if not isinstance(screen, ipywidgets.Widget):
        with offstage():
            return drive(screen(*given))
    used: set[tuple[str, ...]] = set()
    while fresh := next(((key, use) for key, use in _uses(screen) if key not in used), None):
        key, use = fresh
        used.add(key)
        use()
    buttons = sum(key[0] == "button" for key in used)
    counts = f"{_counted(len(used) - buttons, 'control')} and {_counted(buttons, 'button')}"
    return f"{type(screen).__name__}: {counts} answer"


@contextmanager
def offstage() -> Iterator[None]:
    """Widgets made here have no page to talk to; what all share and is made here is forgotten again."""
    before = dict(sharing.shared)
    sharing.shared.clear()
    try:
        with patch.object(comm, "create_comm", comm.DummyComm):
            yield
    finally:
        sharing.shared.clear()
        sharing.shared.update(before)


def unheard() -> bool:
    """Whether a widget made now has no page: it is only being driven, and must leave nothing behind."""
    return comm.create_comm is comm.DummyComm


def once_shown(screen: ipywidgets.Widget, finish: Callable[[], object]) -> None:
    """Finish a screen when what there is of it has gone to the page; at once where no notebook shows it."""
    try:
        loop = asyncio.get_running_loop() if get_ipython() and not unheard() else None
    except RuntimeError:  # a terminal has no loop
        loop = None
    if loop is None:
        finish()
    else:
        loop.call_soon(lambda: finish() if screen.comm else None)  # it may be closed by then


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _uses(widget: ipywidgets.Widget) -> Iterator[Use]:
    """What a learner can do with the widget and what is in it, now."""
    for child in getattr(widget, "children", ()):
        yield from _uses(child)
    if hasattr(widget, "uses"):
        yield from widget.uses()
    elif not getattr(widget, "disabled", False):
        name = (type(widget).__name__, getattr(widget, "description", ""), *widget._dom_classes)
        if isinstance(widget, ipywidgets.Button):
            yield ("button", *name), partial(press, widget)
        elif values := values_of(widget):
            yield ("control", *name), partial(set_each, widget, values)


def values_of(widget: ipywidgets.Widget) -> tuple[Any, ...]:
    """Every value a learner can give the control; the ends of a slider."""
    if isinstance(widget, ipywidgets.Checkbox | ipywidgets.ToggleButton):
        return (not widget.value, widget.value)
    if isinstance(widget, ipywidgets.Dropdown | ipywidgets.RadioButtons | ipywidgets.ToggleButtons):
        return (*widget._options_values, widget.value)
    if isinstance(widget, ipywidgets.IntSlider | ipywidgets.FloatSlider):
        return (widget.min, widget.max, widget.value)
    return ()


def set_each(widget: ipywidgets.Widget, values: tuple[Any, ...]) -> None:
    """Give the control each value in turn."""
    for value in values:
        widget.value = value


def press(button: ipywidgets.Button) -> None:
    """Press it as a learner would, and raise what its callbacks raise."""
    for callback in list(button._click_handlers.callbacks):  # click() would swallow what they raise
        callback(button)
