"""The shared parts of every screen: the sheet, its words, its controls, its charts.

A screen is a :class:`Screen` filled with the parts below, in the order controls, one sentence
(:class:`Result`), picture (:class:`Chart`), the same numbers (:func:`table`). Everything a browser
needs for them beside ipywidgets itself is in ``static/``: the style sheet, ``page.js`` (keys, focus and
names for screen readers) and ``chart.js``.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from html import unescape
from importlib import resources
from typing import Any, Literal, TypeVar
from unittest.mock import patch

import anywidget
import comm
import ipywidgets
import traitlets
from ipywidgets.widgets.widget_button import ButtonStyle
from ipywidgets.widgets.widget_description import DescriptionStyle
from ipywidgets.widgets.widget_string import HTMLStyle

from hipkit.text import escape
from hipkit.text.markup import Markup, chip, icon, table
from hipkit.text.markup import html as escaped

__all__ = [
    "Chart",
    "Checkboxes",
    "Layout",
    "Live",
    "Markup",
    "Result",
    "Screen",
    "box",
    "button",
    "checkboxes",
    "chip",
    "drive",
    "dropdown",
    "focus",
    "form",
    "heading",
    "html",
    "icon",
    "level",
    "linked",
    "note",
    "page",
    "print_sheet",
    "radio",
    "row",
    "table",
    "unheard",
]

Kind = Literal["ordinary", "primary", "quiet", "danger"]
Option = str | tuple[str, Any]
W = TypeVar("W", bound=ipywidgets.DOMWidget)
Use = tuple[
    tuple[str, ...], Callable[[], object]
]  # "button" or "control" and more that names it; what uses it


def _static(name: str) -> str:
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

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _PROPERTIES:
            raise AttributeError(
                f"{name}: many parts share this layout; first give the part its own Layout()"
            )
        super().__setattr__(name, value)


_shared: dict[type[ipywidgets.Widget], ipywidgets.Widget] = {}


def _common(kind: type[ipywidgets.Widget]) -> Any:
    """The one layout or style of this kind in this kernel: each more would cost the page a kilobyte."""
    found = _shared.get(kind)
    if found is None or found.comm is None:
        found = _shared[kind] = kind()
    return found


def _looks(style: type[ipywidgets.Widget] | None = None) -> dict[str, Any]:
    """Layout and style, for the constructor of a part that has none of its own."""
    return {"layout": _common(Bare)} | ({"style": _common(style)} if style else {})


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


def html(text: str, *classes: str) -> ipywidgets.HTML:
    """HTML as it stands: whoever calls escapes what came from outside."""
    return ipywidgets.HTML(text, _dom_classes=classes, **_looks(HTMLStyle))


def linked(text: str) -> ipywidgets.Output:
    """HTML whose relative links, such as ``05-routine.ipynb``, open beside this notebook.

    An output, because the notebook page resolves links in outputs and not in HTML widgets.
    """
    shown = {"output_type": "display_data", "data": {"text/html": text}, "metadata": {}}
    return _with_classes(ipywidgets.Output(outputs=(shown,)), "hk-linked")


def note(text: str) -> ipywidgets.HTML:
    """Small print. HTML as it stands."""
    return html(noted(text))


def noted(text: str) -> str:
    """What :func:`note` shows, for a note that changes."""
    return f'<p class="hk-note">{text}</p>'


def heading(text: str, level: int = 3) -> ipywidgets.HTML:
    """A heading inside the sheet; its title is level 2."""
    return html(f"<h{level}>{escaped(text)}</h{level}>")


class Result(ipywidgets.HTML):
    """The one sentence that says the result. A screen reader speaks it whenever it changes."""

    def __init__(self, text: str = "") -> None:
        super().__init__(self._marked(text), _dom_classes=("hk-status",), **_looks(HTMLStyle))

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


class Page(anywidget.AnyWidget):
    """What a web page needs once, however many screens it shows: style sheet, key guard, names, focus."""

    _esm = _static("page.js")
    css = _static("hipkit.css")
    packed = traitlets.Bytes(help="the style sheet: a quarter of its size").tag(sync=True)

    def __init__(self) -> None:
        packed = gzip.compress(self.css.encode(), compresslevel=9, mtime=0)
        super().__init__(packed=packed, _dom_classes=("hk-page",), **_looks())


_page: Page | None = None


def page() -> Page:
    """The one :class:`Page` of this kernel; a new one after ``Widget.close_all()``."""
    global _page
    if _page is None or _page.comm is None:
        _page = Page()
    return _page


class Head(ipywidgets.HTML):
    """Topic, title and one line of lead. All three are plain text and may change."""

    eyebrow = traitlets.Unicode()
    title = traitlets.Unicode()
    lead = traitlets.Unicode()

    def __init__(self, eyebrow: str, title: str, lead: str = "") -> None:
        super().__init__(
            eyebrow=eyebrow, title=title, lead=lead, _dom_classes=("hk-head",), **_looks(HTMLStyle)
        )

    @traitlets.observe("eyebrow", "title", "lead")
    def _write(self, change: object = None) -> None:
        topic = f'<p class="hk-eyebrow">{escape(self.eyebrow)}</p>'
        lead = f'<p class="hk-lead">{escape(self.lead)}</p>' if self.lead else ""
        self.value = f'{topic}<h2 tabindex="-1">{escape(self.title)}</h2>{lead}'


class Screen(ipywidgets.VBox):
    """The sheet: a head, and a body that holds the parts.

    ``screen.head.title = "..."`` changes the title, ``screen.body.children = [...]`` the parts.
    """

    def __init__(
        self, eyebrow: str, title: str, lead: str = "", children: Sequence[ipywidgets.Widget] = ()
    ) -> None:
        self.head = Head(eyebrow, title, lead)
        self.body = _box(children, "body", "", _common(Bare))
        super().__init__([page(), self.head, self.body], _dom_classes=("hipkit",), **_looks())

    def __repr__(self) -> str:
        return f"{type(self).__name__}: {self.head.title}"


def box(*children: ipywidgets.Widget, look: str = "", name: str = "") -> ipywidgets.VBox:
    """Parts together. ``look``: words of the style sheet without ``hk-``: row, form, half, group, card, ..."""
    return _box(children, look, name, Layout())


def _box(children: Sequence[ipywidgets.Widget], look: str, name: str, layout: Layout) -> ipywidgets.VBox:
    classes = _classes(*(f"hk-{word}" for word in look.split()), name=name)
    return ipywidgets.VBox(children, layout=layout, _dom_classes=classes)


def row(*children: ipywidgets.Widget) -> ipywidgets.VBox:
    """Parts beside each other, wrapped where the sheet is narrow."""
    return _box(children, "row", "", _common(Bare))


def form(*children: ipywidgets.Widget, half: bool = False) -> ipywidgets.VBox:
    """Controls in columns: three across, or two with ``half``; one on a narrow screen."""
    return _box(children, "form half" if half else "form", "", _common(Bare))


def focus(target: ipywidgets.DOMWidget | str) -> None:
    """Move the keyboard to ``target`` on the page: a part, or the CSS class of one.

    The first heading with a tab index or the first control inside it takes the focus.
    """
    page().send({"focus": target if isinstance(target, str) else _marked(target)})


def print_sheet(screen: Screen) -> None:
    """Open the browser's print dialogue with this sheet alone."""
    page().send({"print": _marked(screen)})


def _marked(widget: ipywidgets.DOMWidget) -> str:
    """A CSS class that only this widget has."""
    mark = f"hk-{widget.model_id}"
    _with_classes(widget, mark)
    return mark


# ---------------------------------------------------------------- controls


def button(
    label: str,
    kind: Kind = "ordinary",
    on_click: Callable[[ipywidgets.Button], object] | None = None,
    name: str = "",
) -> ipywidgets.Button:
    """A button. At most one ``primary`` in a group; ``quiet`` is text only; ``danger`` is for stopping."""
    classes = _classes(*([f"hk-{kind}"] if kind != "ordinary" else []), name=name)
    made = ipywidgets.Button(description=label, _dom_classes=classes, **_looks(ButtonStyle))
    if on_click is not None:
        made.on_click(on_click)
    return made


def dropdown(label: str, options: Iterable[Option], value: Any = None, name: str = "") -> ipywidgets.Dropdown:
    """A list of choices, the first one chosen unless ``value`` says otherwise."""
    choices = list(options)
    start = {} if value is None else {"value": value}
    given = {"description": label, "options": choices, "_dom_classes": _classes(name=name)}
    return ipywidgets.Dropdown(**given, **start, **_looks(DescriptionStyle))


def radio(
    label: str, options: Iterable[Option], value: Any = None, inline: bool = False, name: str = ""
) -> ipywidgets.RadioButtons:
    """Choices that stand open; none is chosen unless ``value`` says so. ``inline`` puts them in a line."""
    classes = _classes(*(["hk-inline"] if inline else []), name=name)
    given = {"description": label, "options": list(options), "value": value, "_dom_classes": classes}
    return ipywidgets.RadioButtons(**given, **_looks(DescriptionStyle))


class Checkboxes(anywidget.AnyWidget):
    """A group of boxes under one heading; ``value`` holds the keys of those ticked, in the order shown."""

    _esm = _static("checkboxes.js")
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
            **_looks(),
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
        yield ("control", type(self).__name__, self.label), partial(_set, self, values)


def checkboxes(
    label: str,
    options: Iterable[tuple[str, str]],
    value: Iterable[str] = (),
    across: bool = False,
    name: str = "",
) -> Checkboxes:
    """Boxes to tick, from pairs (words, key). ``across`` puts them in a line."""
    return Checkboxes(label, options, value, _classes(*(["hk-across"] if across else []), name=name))


class Live(anywidget.AnyWidget):
    """HTML that answers, for lists whose length changes, where a widget for each button would be slow.

    Pressing anything with ``data-do`` calls back with its ``data-do`` and ``data-with``; opening a
    ``text.markup.fold`` asks for its content. What is open or focused stays so when ``html`` changes.
    """

    _esm = _static("live.js")
    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, html: str = "") -> None:
        super().__init__(html=html, _dom_classes=("hk-html",), **_looks())
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
        self.send({"fill": key, "html": filled})
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


# ---------------------------------------------------------------- charts


class Chart(anywidget.AnyWidget):
    """A plotly figure in a box of fixed height.

    ``figure`` is a plain dict (``data``, ``layout``); a colour may be a token, ``"var(--accent)"``.
    ``changes`` are laid over it, so that a small one need not send all again: ``{"data.0.x": [1, 2]}``.
    ``base`` is layout that all figures of this chart share, so that it is sent once.
    ``alt`` says in words what is seen; the same numbers belong in a table near it. On a narrow screen
    annotations named "wide" are hidden, and ``layout.meta`` may say what takes their place: ``key``
    (HTML below the figure) and ``margin``. ``height`` is in pixels and includes the key.
    """

    _esm = _static("chart.js")
    figure = traitlets.Dict().tag(sync=True)
    base = traitlets.Dict().tag(sync=True)
    changes = traitlets.Dict().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    height = traitlets.Int(320).tag(sync=True)

    def __init__(
        self,
        figure: dict[str, Any] | None = None,
        alt: str = "",
        height: int = 320,
        name: str = "",
        base: dict[str, Any] | None = None,
    ) -> None:
        shown = {"figure": figure or {}, "alt": alt, "height": height, "base": base or {}}
        super().__init__(**shown, layout=Layout(), _dom_classes=_classes(name=name))
        self.on_msg(self._send_library)

    def _send_library(self, widget: object, content: object, buffers: object) -> None:
        """A page without a plotly.js of its own asks for it, once."""
        import plotly

        source = resources.files(plotly).joinpath("package_data", "plotly.min.js").read_bytes()
        self.send({"library": "plotly.js"}, buffers=[gzip.compress(source, compresslevel=6)])


# ---------------------------------------------------------------- driving a screen


def drive(screen: ipywidgets.Widget | Callable[..., ipywidgets.Widget], *given: Any) -> str:
    """Use every control of a screen once: set every value, press every button. Returns a line that counts them.

    ``screen`` is a screen, or what makes one from ``given``: then nothing of it is sent to the page.
    An exception of a callback is raised, where ipywidgets would only log it. Controls that appear on the
    way are used too; of several with the same kind, words and classes, one is used. A widget of our own
    says with ``uses()`` what can be done with it.
    """
    if not isinstance(screen, ipywidgets.Widget):
        with _unheard():
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
def _unheard() -> Iterator[None]:
    """Widgets made here have no page to talk to; what all share and is made here is forgotten again."""
    global _page
    before, shared = _page, dict(_shared)
    _page = None
    _shared.clear()
    with patch.object(comm, "create_comm", comm.DummyComm):
        yield
    _page = before
    _shared.clear()
    _shared.update(shared)


def unheard() -> bool:
    """Whether a widget made now has no page: it is only being driven, and must leave nothing behind."""
    return comm.create_comm is comm.DummyComm


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
            yield ("button", *name), partial(_press, widget)
        elif values := _values(widget):
            yield ("control", *name), partial(_set, widget, values)


def _values(widget: ipywidgets.Widget) -> tuple[Any, ...]:
    """Every value a learner can give the control; the ends of a slider."""
    if isinstance(widget, ipywidgets.Checkbox | ipywidgets.ToggleButton):
        return (not widget.value, widget.value)
    if isinstance(widget, ipywidgets.Dropdown | ipywidgets.RadioButtons | ipywidgets.ToggleButtons):
        return (*widget._options_values, widget.value)
    if isinstance(widget, ipywidgets.IntSlider | ipywidgets.FloatSlider):
        return (widget.min, widget.max, widget.value)
    return ()


def _set(widget: ipywidgets.Widget, values: tuple[Any, ...]) -> None:
    for value in values:
        widget.value = value


def _press(button: ipywidgets.Button) -> None:
    for callback in list(button._click_handlers.callbacks):  # click() would swallow what they raise
        callback(button)


# ---------------------------------------------------------------- classes


def _with_classes(widget: W, *classes: str) -> W:
    for word in classes:
        widget.add_class(word)
    return widget


def _classes(*classes: str, name: str = "") -> tuple[str, ...]:
    """Classes for a constructor. Tests and :func:`focus` find the control by its class ``hk-c-<name>``."""
    return (*classes, f"hk-c-{name}") if name else classes
