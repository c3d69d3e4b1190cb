"""What all parts are made with: files of the page, ipywidgets that say little, shared layout and styles, classes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import resources
from secrets import token_hex
from typing import Any, TypeVar

import ipywidgets
import traitlets
from ipywidgets.widgets import widget_button, widget_description, widget_string

W = TypeVar("W", bound=ipywidgets.DOMWidget)


def static(name: str) -> str:
    """A file for the page, without the comments and indents that only its readers need."""
    text = resources.files(__package__).joinpath("static", name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        text = re.sub(r"(?s)/\*.*?\*/|(?<=[{},;])\s+|\s+(?=[{},;])", "", text)
    else:
        text = re.sub(r"(?m)^\s*(//.*|/\*\*(?s:.*?)\*/)$", "", text)
        text = re.sub(r"(?m)(?<=[;{},(]) // .*$", "", text)
    return re.sub(r"\n\s*", "\n", text).strip()


# Nothing is what nobody has set.
_NOTHING = {
    *("_dom_classes", "_view_count", "box_style", "button_style", "description", "description_allow_html"),
    *("disabled", "icon", "tabbable", "tooltip"),
}


_unsent: list[ipywidgets.Widget] | None = None  # parts of a screen that is being made, in their order


@contextmanager
def complete() -> Iterator[None]:
    """Parts made inside go to the page when all are complete: each as one message, where every change were one more."""
    global _unsent
    if _unsent is not None:  # part of something larger
        yield
        return
    made: list[ipywidgets.Widget] = []
    _unsent = made
    try:
        yield
    finally:
        _unsent = None
    for part in made:
        part.open()


def held(values: Iterable[Any]) -> Iterator[ipywidgets.Widget]:
    """The widgets among values of traits or attributes, and in their lists."""
    for value in values:
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, ipywidgets.Widget):
                yield one


def _new_id() -> str:
    """Half as long as those of ipywidgets, which a page is sent for every part, its layout and its style."""
    return token_hex(8)


class Part:
    """Goes before a class of widgets, so that :func:`complete` can wait for it."""

    _model_id: str | None

    @property
    def model_id(self) -> str | None:
        comm = self.comm  # type: ignore[attr-defined]
        return self._model_id if comm is None else str(comm.comm_id)

    def open(self) -> None:
        self._model_id = self._model_id or _new_id()
        if _unsent is not None:
            _unsent.append(self)
            return
        for inner in held(self._trait_values.values()):  # type: ignore[attr-defined]
            inner.open()  # the page must know it first
        super().open()  # type: ignore[misc]


class Lean(Part):
    """Goes before a class of widgets, which would send 300 bytes of what the page knows with every part."""

    known = frozenset({"_view_module", "_view_module_version", "_view_name"})  # a model's own view

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        state: dict[str, Any] = super().get_state(key, drop_defaults)  # type: ignore[misc]
        if key:
            return state
        return {
            name: value
            for name, value in state.items()
            if name not in self.known and (value or name not in _NOTHING)
        }


class Tab(Lean, ipywidgets.Tab):
    pass


class VBox(Lean, ipywidgets.VBox):
    pass


class HTML(Lean, ipywidgets.HTML):
    pass


class Button(Lean, ipywidgets.Button):
    pass


def _chosen() -> Any:
    """Which of the options: the page chose it, and need not be told again by the kernel."""
    return traitlets.Int(None, allow_none=True).tag(sync=True, echo_update=False)


class Dropdown(Lean, ipywidgets.Dropdown):
    index = _chosen()


class RadioButtons(Lean, ipywidgets.RadioButtons):
    index = _chosen()


class Brief:
    """Goes before a class of layouts or styles, of which ipywidgets sends 1.6 kB of nulls for every control."""

    _model_id: str | None

    def open(self) -> None:
        self._model_id = self._model_id or _new_id()
        super().open()  # type: ignore[misc]

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        state: dict[str, Any] = super().get_state(key, drop_defaults)  # type: ignore[misc]
        return state if key else {name: value for name, value in state.items() if value is not None}


class Layout(Brief, ipywidgets.Layout):
    pass


class ButtonStyle(Brief, widget_button.ButtonStyle):
    pass


class DescriptionStyle(Brief, widget_description.DescriptionStyle):
    pass


class HTMLStyle(Brief, widget_string.HTMLStyle):
    pass


_PROPERTIES = {name for name in ipywidgets.Layout.class_own_traits(sync=True) if not name.startswith("_")}


class Bare(Layout):
    """The layout of every part that sets nothing of its own."""

    of_all = True

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _PROPERTIES:
            raise AttributeError(
                f"{name}: many parts share this layout; first give the part its own Layout()"
            )
        super().__setattr__(name, value)


shared: dict[tuple[Any, ...], ipywidgets.Widget] = {}


def common(kind: type[ipywidgets.Widget], *given: Any) -> Any:
    """The one layout, style or program of this kind in this kernel: each more would cost the page a kilobyte."""
    found = shared.get((kind, *given))
    if found is None or found.comm is None:
        found = shared[kind, *given] = kind(*given)
    return found


def looks(style: type[ipywidgets.Widget] | None = None) -> dict[str, Any]:
    """Layout and style, for the constructor of a part that has none of its own."""
    return {"layout": common(Bare)} | ({"style": common(style)} if style else {})


def with_classes(widget: W, *classes: str) -> W:
    for word in classes:
        widget.add_class(word)
    return widget


def classed(*classes: str, name: str = "") -> tuple[str, ...]:
    """Classes for a constructor. Tests and :func:`focus` find the control by its class ``hk-c-<name>``."""
    return (*classes, f"hk-c-{name}") if name else classes
