"""The shared parts of every screen: the sheet, its words, its controls, its charts.

A screen is a :class:`Screen` filled with the parts below, in the order controls, one sentence
(:class:`Result`), picture (:class:`Chart`), the same numbers (:func:`table`). Everything a browser
needs for them beside ipywidgets itself is in ``static/``: the style sheet, ``page.js`` (keys, focus and
names for screen readers) and a file for each widget of our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import unescape
from typing import Any, Literal

import ipywidgets
import traitlets

from hipkit.screens.chart import Chart
from hipkit.screens.driving import Use, drive, offstage, once_shown, press, set_each, unheard
from hipkit.screens.live import Live
from hipkit.screens.owning import Owner
from hipkit.screens.page import PACKED, Packed, Page, Program, pack, page
from hipkit.screens.sharing import (
    HTML,
    Bare,
    Button,
    ButtonStyle,
    DescriptionStyle,
    Dropdown,
    HTMLStyle,
    Layout,
    RadioButtons,
    VBox,
    classed,
    common,
    looks,
    static,
    with_classes,
)
from hipkit.text import escape
from hipkit.text.markup import Markup, chip, icon, table
from hipkit.text.markup import html as escaped

__all__ = [
    "PACKED",
    "Bare",
    "Chart",
    "Checkboxes",
    "Layout",
    "Live",
    "Markup",
    "Packed",
    "Page",
    "Program",
    "Result",
    "Screen",
    "Use",
    "VBox",
    "box",
    "button",
    "checkboxes",
    "chip",
    "column",
    "common",
    "drive",
    "dropdown",
    "focus",
    "form",
    "heading",
    "html",
    "icon",
    "level",
    "linked",
    "looks",
    "note",
    "offstage",
    "once_shown",
    "pack",
    "page",
    "press",
    "print_sheet",
    "radio",
    "row",
    "set_each",
    "static",
    "table",
    "unheard",
]

Kind = Literal["ordinary", "primary", "quiet", "danger"]
Option = str | tuple[str, Any]


# ---------------------------------------------------------------- words

LEVELS = {  # action of a screening -> words, icon, token
    "emergency_now": ("Emergency now", "octagon", "s-now"),
    "urgent_same_day": ("See someone today", "triangle", "s-today"),
    "clinician_soon": ("Book within 2 weeks", "calendar", "s-soon"),
    "watch": ("Keep watching", "eye", "s-watch"),
}


def level(action: str) -> Markup:
    """The sign of an action of the screening; only an emergency is filled."""
    words, name, colour = LEVELS[action]
    return chip(words, name, colour, solid=action == "emergency_now")


def plain(text: str) -> str:
    """HTML without its tags, as one line."""
    spaced = re.sub(r"<(br|/p|/div|/li|/h\d)\b[^>]*>", " ", text)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", spaced)).split())


def html(text: str, *classes: str) -> HTML:
    """HTML as it stands: whoever calls escapes what came from outside."""
    return HTML(text, _dom_classes=classes, **looks(HTMLStyle))


def linked(text: str) -> ipywidgets.Output:
    """HTML whose relative links, such as ``05-routine.ipynb``, open beside this notebook.

    An output, because the notebook page resolves links in outputs and not in HTML widgets.
    """
    shown = {"output_type": "display_data", "data": {"text/html": text}, "metadata": {}}
    return with_classes(ipywidgets.Output(outputs=(shown,)), "hk-linked")


def note(text: str) -> HTML:
    """Small print. HTML as it stands."""
    return html(noted(text))


def noted(text: str) -> str:
    """What :func:`note` shows, for a note that changes."""
    return f'<p class="hk-note">{text}</p>'


def heading(text: str, level: int = 3) -> HTML:
    """A heading inside the sheet; its title is level 2."""
    return html(f"<h{level}>{escaped(text)}</h{level}>")


class Result(HTML):
    """The one sentence that says the result. A screen reader speaks it whenever it changes."""

    def __init__(self, text: str = "") -> None:
        super().__init__(self._marked(text), _dom_classes=("hk-status",), **looks(HTMLStyle))

    def say(self, text: str) -> None:
        """Show ``text``, which is HTML as it stands."""
        self.value = self._marked(text)

    @staticmethod
    def _marked(text: str) -> str:
        return f'<p class="hk-result">{text}</p>' if text else ""

    @property
    def text(self) -> str:
        """The sentence without markup."""
        return plain(self.value)


# ---------------------------------------------------------------- the sheet


class Head(HTML):
    """Topic, title and one line of lead. All three are plain text and may change."""

    eyebrow = traitlets.Unicode()
    title = traitlets.Unicode()
    lead = traitlets.Unicode()

    def __init__(self, eyebrow: str, title: str, lead: str = "") -> None:
        super().__init__(
            eyebrow=eyebrow, title=title, lead=lead, _dom_classes=("hk-head",), **looks(HTMLStyle)
        )

    @traitlets.observe("eyebrow", "title", "lead")
    def _write(self, change: object = None) -> None:
        topic = f'<p class="hk-eyebrow">{escape(self.eyebrow)}</p>'
        lead = f'<p class="hk-lead">{escape(self.lead)}</p>' if self.lead else ""
        self.value = f'{topic}<h2 tabindex="-1">{escape(self.title)}</h2>{lead}'


class Screen(Owner):
    """The sheet: a head, and a body that holds the parts.

    ``screen.head.title = "..."`` changes the title, ``screen.body.children = [...]`` the parts. ``look``: as in
    :func:`box`.
    """

    def __init__(
        self,
        eyebrow: str,
        title: str,
        lead: str = "",
        children: Sequence[ipywidgets.Widget] = (),
        look: str = "",
    ) -> None:
        self.head = Head(eyebrow, title, lead)
        self.body = _box(children, "body", "", common(Bare))
        classes = ("hipkit", *(f"hk-{word}" for word in look.split()))
        super().__init__([page(), self.head, self.body], _dom_classes=classes)


def box(*children: ipywidgets.Widget, look: str = "", name: str = "") -> VBox:
    """Parts together. ``look``: words of the style sheet without ``hk-``: row, form, half, group, card, ..."""
    return _box(children, look, name, Layout())


def _box(children: Sequence[ipywidgets.Widget], look: str, name: str, layout: Layout) -> VBox:
    classes = classed(*(f"hk-{word}" for word in look.split()), name=name)
    return VBox(children, layout=layout, _dom_classes=classes)


def column(*children: ipywidgets.Widget, look: str = "") -> VBox:
    """A box that is never hidden or sized: all of these share one layout, which a page is sent once."""
    return _box(children, look, "", common(Bare))


def row(*children: ipywidgets.Widget) -> VBox:
    """Parts beside each other, wrapped where the sheet is narrow."""
    return _box(children, "row", "", common(Bare))


def form(*children: ipywidgets.Widget, half: bool = False) -> VBox:
    """Controls in columns: three across, or two with ``half``; one on a narrow screen."""
    return _box(children, "form half" if half else "form", "", common(Bare))


def focus(target: ipywidgets.DOMWidget | str) -> None:
    """Move the keyboard to ``target`` on the page: a part, or the CSS class of one.

    The first heading with a tab index or the first control inside it takes the focus.
    """
    page().send({"focus": target if isinstance(target, str) else target.model_id})


def print_sheet(screen: Screen) -> None:
    """Open the browser's print dialogue with this sheet alone."""
    page().send({"print": screen.model_id})


# ---------------------------------------------------------------- controls


def button(
    label: str,
    kind: Kind = "ordinary",
    on_click: Callable[[Button], object] | None = None,
    name: str = "",
) -> Button:
    """A button. At most one ``primary`` in a group; ``quiet`` is text only; ``danger`` is for stopping."""
    classes = classed(*([f"hk-{kind}"] if kind != "ordinary" else []), name=name)
    made = Button(description=label, _dom_classes=classes, **looks(ButtonStyle))
    if on_click is not None:
        made.on_click(on_click)
    return made


def dropdown(label: str, options: Iterable[Option], value: Any = None, name: str = "") -> Dropdown:
    """A list of choices, the first one chosen unless ``value`` says otherwise."""
    choices = list(options)
    start = {} if value is None else {"value": value}
    given = {"description": label, "options": choices, "_dom_classes": classed(name=name)}
    return Dropdown(**given, **start, **looks(DescriptionStyle))


def radio(
    label: str, options: Iterable[Option], value: Any = None, inline: bool = False, name: str = ""
) -> RadioButtons:
    """Choices that stand open; none is chosen unless ``value`` says so. ``inline`` puts them in a line."""
    classes = classed(*(["hk-inline"] if inline else []), name=name)
    given = {"description": label, "options": list(options), "value": value, "_dom_classes": classes}
    return RadioButtons(**given, **looks(DescriptionStyle))


class Checkboxes(Packed):
    """A group of boxes under one heading; ``value`` holds the keys of those ticked, in the order shown."""

    script = static("checkboxes.js")
    label = traitlets.Unicode().tag(sync=True)
    options: traitlets.List[Any] = traitlets.List().tag(sync=True)  # [words, key]
    value = traitlets.Tuple().tag(sync=True)

    def __init__(
        self,
        label: str,
        options: Iterable[tuple[str, str]],
        value: Iterable[str] = (),
        classes: Sequence[str] = (),
    ) -> None:
        super().__init__(
            label=label,
            options=[list(pair) for pair in options],
            _dom_classes=("hk-group", *classes),
            **looks(),
        )
        self.value = tuple(value)

    @traitlets.validate("value")
    def _known(self, proposal: Any) -> tuple[str, ...]:
        keys = [key for _, key in self.options]
        unknown = set(proposal.value) - set(keys)
        if unknown:
            raise traitlets.TraitError(f"unknown: {sorted(unknown)}; expected some of {keys}")
        return tuple(key for key in keys if key in proposal.value)

    def uses(self) -> Iterator[Use]:
        """Each box ticked alone, then as it was, for :func:`drive`."""
        values = (*((key,) for _, key in self.options), self.value)
        yield ("control", type(self).__name__, self.label), partial(set_each, self, values)


def checkboxes(
    label: str,
    options: Iterable[tuple[str, str]],
    value: Iterable[str] = (),
    across: bool = False,
    name: str = "",
) -> Checkboxes:
    """Boxes to tick, from pairs (words, key). ``across`` puts them in a line."""
    return Checkboxes(label, options, value, classed(*(["hk-across"] if across else []), name=name))
