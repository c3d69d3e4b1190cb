"""What a web page needs once, however many screens it shows, and the widgets of our own that are drawn on it.

A program goes to the page once for each kernel, and what is long goes packed.
"""

from __future__ import annotations

import gzip
import json
from typing import Any, ClassVar

import anywidget
import ipywidgets
import traitlets

from hipkit.screens.sharing import Brief, Lean, common, looks, static

LONG = 500  # characters; packing what is shorter gains nothing


def pack(value: Any) -> bytes:
    """Anything that JSON can hold, for ``unpack`` of ``static/packed.js``."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def _told(value: Any, _widget: object) -> Any:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return pack(value) if len(text) > LONG else value


PACKED = {"sync": True, "to_json": _told}  # tags of a trait whose program unpacks what it gets


class Page(Brief, anywidget.AnyWidget):
    """Style sheet, key guard, names, focus; and what starts the programs of the widgets below."""

    of_all = True

    _esm = static("packed.js")
    css = static("hipkit.css")
    packed = traitlets.Bytes(help="page.js and the style sheet").tag(sync=True)

    def __init__(self) -> None:
        packed = {"name": "sheet", "script": static("page.js"), "style": self.css}
        super().__init__(packed=pack(packed), _dom_classes=("hk-page",), **looks())


def page() -> Page:
    """The one :class:`Page` of this kernel; a new one after ``Widget.close_all()``."""
    made: Page = common(Page)
    return made


class Packed(Lean, anywidget.AnyWidget):
    """A widget of our own: a module with ``render({ model, el, ...tools })`` as its ``script``, and a ``style``.

    The tools are those of ``static/packed.js``. A module whose class has ``data`` gets it by ``open(data)`` before
    its first view.
    """

    script: ClassVar[str]
    style: ClassVar[str] = ""
    known = frozenset({"_anywidget_id"})  # the name of the styles that a widget brings along; ours bring none
    _esm = static("own.js")
    _program = traitlets.Instance("hipkit.screens.page.Program").tag(
        sync=True, **ipywidgets.widget_serialization
    )

    def __init__(self, **traits: Any) -> None:
        page()  # it starts the program
        super().__init__(**(looks() | {"_program": self.program()} | traits))

    @classmethod
    def program(cls) -> Program:
        """The one program of this class in this kernel; a new one after ``Widget.close_all()``."""
        written = next(
            kind for kind in cls.__mro__ if "script" in vars(kind)
        )  # anywidget makes a class of each widget
        made: Program = common(Program, written)
        return made

    @classmethod
    def data(cls) -> Any:
        """What all views of this class draw, sent with the program."""
        return None


class Program(Brief, ipywidgets.Widget):
    """The program of one kind of widget, its styles, and what all its views draw."""

    of_all = True

    packed = traitlets.Bytes().tag(sync=True)

    def __init__(self, kind: type[Packed]) -> None:
        packed = {"name": kind.__name__, "script": kind.script, "style": kind.style, "data": kind.data()}
        super().__init__(packed=pack(packed))
