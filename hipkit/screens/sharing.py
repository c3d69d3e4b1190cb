"""What all parts are made with: files of the page, the layout and styles they share, CSS classes."""

from __future__ import annotations

import re
from importlib import resources
from typing import Any, TypeVar

import ipywidgets

W = TypeVar("W", bound=ipywidgets.DOMWidget)


def static(name: str) -> str:
    """A file for the page, without the comments and indents that only its readers need."""
    text = resources.files(__package__).joinpath("static", name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        text = re.sub(r"(?s)/\*.*?\*/", "", text)
    else:
        text = re.sub(r"(?m)^\s*(//.*|/\*\*.*\*/)$", "", text)
    return re.sub(r"\n\s*", "\n", text).strip()


class Layout(ipywidgets.Layout):
    """A layout that sends what is set. ipywidgets sends 1.6 kB of nulls for every control."""

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        state: dict[str, Any] = super().get_state(key, drop_defaults)
        return state if key else {name: value for name, value in state.items() if value is not None}


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


shared: dict[type[ipywidgets.Widget], ipywidgets.Widget] = {}


def common(kind: type[ipywidgets.Widget]) -> Any:
    """The one layout or style of this kind in this kernel: each more would cost the page a kilobyte."""
    found = shared.get(kind)
    if found is None or found.comm is None:
        found = shared[kind] = kind()
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
