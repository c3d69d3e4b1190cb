"""The revealed screen of `03-stretching` as it would be without the kit's own parts: the same picks, sentence, dots
and table, the dots as plotly's own widget, or everything redrawn in an ``Output``.

Only the benches use these. The numbers and words come from the kit, so that the way of showing them alone differs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import ipywidgets
import plotly.graph_objects as plots
from IPython.display import HTML, display

from hipkit import charts, stretching
from hipkit.facts import catalog
from hipkit.screens.stretching import BETWEEN, HOLDS, KINDS, OUTCOMES, TIMES
from hipkit.text import stretching as words

COLOURS = {  # what the style sheet of the kit says; plotly knows no tokens
    "accent": "#14606e",
    "bg": "#ffffff",
    "edge": "#857e70",
    "ink": "#22292c",
    "ink2": "#566064",
    "line": "#ddd8cc",
    "paper": "#fcfbf8",
    "static": "#8a5a12",
    "text": "sans-serif",
}


class Picks(ipywidgets.GridBox):
    """Five lists; ``react`` is called with the answer whenever one is changed."""

    def __init__(self, react: Callable[[stretching.Answer], object]) -> None:
        lists: dict[str, Any] = {
            "Which kind?": KINDS,
            "What matters to you?": OUTCOMES,
            "How long?": HOLDS,
            "When is your event?": TIMES,
            "Between stretch and event?": BETWEEN,
        }
        self._lists = [
            ipywidgets.Dropdown(description=label, options=options) for label, options in lists.items()
        ]
        self._lists[2].value = 30
        super().__init__(self._lists)
        for one in self._lists:
            one.observe(lambda _change: react(self.answer), "value")

    @property
    def answer(self) -> stretching.Answer:
        kind, outcome, hold, when, between = (one.value for one in self._lists)
        return stretching.findings(kind, outcome, hold or None, when, between)


def with_figure_widget() -> ipywidgets.Widget:
    """The dots as a ``FigureWidget`` that is updated; sentence and table as HTML widgets."""
    said, below = ipywidgets.HTML(), ipywidgets.HTML()

    def show(answer: stretching.Answer) -> None:
        said.value, below.value = words.sentence(answer, catalog()), words.below(answer, catalog())
        made = plots.Figure(figure(answer))
        with dots.batch_update():
            if len(made.data) == len(dots.data):
                dots.update(made.to_dict(), overwrite=True)
            else:
                dots.data = ()
                dots.add_traces(made.data)
                dots.layout = made.layout

    picks = Picks(show)
    dots = plots.FigureWidget(figure(picks.answer))
    said.value, below.value = words.sentence(picks.answer, catalog()), words.below(picks.answer, catalog())
    return ipywidgets.VBox([picks, said, dots, below])


def with_output() -> ipywidgets.Widget:
    """Sentence, dots and table shown anew in an ``Output`` after every change."""
    output = ipywidgets.Output()

    def show(answer: stretching.Answer) -> None:
        with output:
            output.clear_output(wait=True)
            _display(words.sentence(answer, catalog()))
            plots.Figure(figure(answer)).show("plotly_mimetype")
            _display(words.below(answer, catalog()))

    picks = Picks(show)
    show(picks.answer)
    return ipywidgets.VBox([picks, output])


def _display(html: str) -> None:
    display(HTML(html))  # type: ignore[no-untyped-call]


def figure(answer: stretching.Answer) -> dict[str, Any]:
    """The kit's figure for a plotly that is not the kit's: changes laid over it, tokens resolved, for a wide page."""
    made = charts.forest(answer, catalog())
    layout = {**charts.FOREST, **made["layout"]}
    for path, value in charts.answering(answer, catalog()).items():
        _, trace, *keys, last = path.split(".")
        part: Any = made["data"][int(trace)]
        for key in keys:
            part = part[int(key)] if isinstance(part, list) else part.setdefault(key, {})
        part[int(last) if isinstance(part, list) else last] = value
    for kind in ("annotations", "shapes"):
        layout[kind] = [one for one in layout[kind] if one.get("name") != "narrow"]
    resolved: dict[str, Any] = _coloured({"data": made["data"], "layout": layout})
    return resolved


def _coloured(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _coloured(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_coloured(item) for item in value]
    if isinstance(value, str):
        return re.sub(r"var\(--(\w+)\)", lambda token: COLOURS[token[1]], value)
    return value
