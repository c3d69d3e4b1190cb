"""Findings as dots with intervals, each unit on an axis of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from math import log10

from hipkit import stretching
from hipkit.charts.frame import LAYOUT, Json
from hipkit.facts import Catalog
from hipkit.facts.records import Finding
from hipkit.stretching import Answer, Axis
from hipkit.text import escape
from hipkit.text import findings as words
from hipkit.text.stretching import SIDES

ROW, HEAD, FOOT = 50, 56, 40  # pixels: a result, the title of an axis, its numbers and the gap below
TALL = 1.4  # times as high is a forest on a narrow page, where labels stand above the dots
UP = 0.42  # of a row, by which they are raised: nearer to their own dot than to the one above
LEFT, RIGHT = 0.39, 118  # room for the labels on a wide page (share), for the printed numbers (pixels)
ROOM = 0.06  # of the axis, left free at both ends
RATIOS = (0.1, 0.2, 0.5, 0.7, 1, 1.5, 2, 5, 10)
TRACES = 5  # of a panel; those that join ranges come after all panels
NAMES = "x"  # the axis of all words; the first, so that it lies below the dots, which answer the mouse
ANSWERS, REST = "var(--accent)", "var(--edge)"
# What every result has in common; a dot that answers is filled, the others are hollow.
DOT = {"size": 11, "cauto": False, "cmin": 0, "cmax": 1, "colorscale": [[0, "var(--paper)"], [1, ANSWERS]]}
RIM = {"width": 2, "cauto": False, "cmin": 0, "cmax": 1, "colorscale": [[0, REST], [1, ANSWERS]]}
BARE = {
    "fixedrange": True,
    "showgrid": False,
    "zeroline": False,
    "ticks": "",
    "tickfont": {"color": "var(--ink2)"},
}
_LINE: Json = {"mode": "lines", "hoverinfo": "skip", "line": {"width": 2, "color": REST}}
_WORDS: Json = {
    "mode": "text",
    "hoverinfo": "skip",
    "textposition": "middle right",
    "cliponaxis": False,
    "textfont": {"color": "var(--ink2)"},
}
TEMPLATE: Json = {
    "data": {
        # the five traces of a panel, in turn: intervals of the others and of those that answer, dots, two of words
        "scatter": [
            _LINE,
            {**_LINE, "line": {"width": 2, "color": ANSWERS}},
            {"mode": "markers", "hoverinfo": "text", "marker": {**DOT, "line": RIM}},
            _WORDS,
            _WORDS,
        ]
    },
    "layout": {
        "xaxis": {**BARE, "showline": True, "linecolor": REST, "nticks": 6},
        "yaxis": BARE,
        "annotationdefaults": {
            "xref": "paper",
            "x": 0,
            "yref": "paper",
            "xanchor": "left",
            "yanchor": "top",
            "align": "left",
            "showarrow": False,
        },
        "shapedefaults": {
            "type": "line",
            "yref": "paper",
            "layer": "below",
            "line": {"width": 1, "color": REST},
        },
    },
}
FOREST: Json = {  # layout that all forests share
    **LAYOUT,
    "template": TEMPLATE,
    "margin": {"l": 0, "r": RIGHT, "t": 0, "b": 0},
}


def forest(answer: Answer, facts: Catalog) -> Json:
    """Every result about the outcome asked for, all hollow; ``answering`` fills those that answer.

    The layout goes over ``FOREST``; its ``height`` is what the figure needs. A range of results has no dot: its
    ends are joined by dots.
    """
    panels = _panels(answer)
    layout: Json = {"annotations": [], "shapes": []}
    for panel in panels:
        layout |= panel.axes()
        layout["annotations"].append(panel.title())
        layout["shapes"] += panel.lines()
    layout[_axis(NAMES)] = {"range": [0, 1], "anchor": "free", "visible": False}
    narrow = {name: change for panel in panels for name, change in panel.narrow().items()}
    return {
        "data": [
            *(trace for panel in panels for trace in panel.traces(facts)),
            *(trace for panel in panels for trace in panel.joined()),
        ],
        "layout": {
            **layout,
            "height": forest_height(stretching.axes(answer)),
            "meta": {"axes": narrow},
        },
    }


def answering(answer: Answer, facts: Catalog) -> Json:
    """What changes in the forest so that the results that answer stand out, for ``Chart.changes``."""
    changes: Json = {}
    panels = _panels(answer)
    for number, panel in enumerate(panels):
        for path, value in panel.answering(answer, facts):
            trace, _, rest = path.partition(".")
            changes[f"data.{TRACES * number + int(trace)}.{rest}"] = value
    rows = [panel.axis.findings[row] for panel in panels for row in panel.ranges]
    for place, finding in enumerate(rows, TRACES * len(panels)):
        changes[f"data.{place}.line.color"] = ANSWERS if finding in answer.exact else REST
    return changes


def _panels(answer: Answer) -> list[_Panel]:
    axes = stretching.axes(answer)
    tops = [0, *accumulate(map(_size, axes))]
    return [_Panel(axis, number, tops[number], tops[-1]) for number, axis in enumerate(axes)]


def forest_height(axes: Iterable[Axis]) -> int:
    """Pixels a forest needs."""
    return sum(map(_size, axes))


def _size(axis: Axis) -> int:
    return HEAD + ROW * len(axis.findings) + FOOT


def _nth(number: int) -> str:
    """Plotly counts x, x2, x3."""
    return "" if number == 0 else str(number + 1)


def _axis(name: str) -> str:
    """The axis that traces call ``y2`` is ``yaxis2`` in the layout."""
    return f"{name[0]}axis{name[1:]}"


class _Panel:
    """One axis of a forest: its traces, its scales, its words."""

    def __init__(self, axis: Axis, number: int, top: int, height: int) -> None:
        self.axis = axis
        self.x = f"x{_nth(number + 1)}"
        self.y, self.side = f"y{_nth(2 * number)}", f"y{_nth(2 * number + 1)}"
        self.top = round(1 - top / height, 4)
        rows = ROW * len(axis.findings)
        self.domain = [round(1 - (top + HEAD + rows) / height, 4), round(1 - (top + HEAD) / height, 4)]
        self.ranges = [row for row, one in enumerate(axis.findings) if len(stretching.values(one)) == 2]

    def traces(self, facts: Catalog) -> list[Json]:
        findings = self.axis.findings
        return [
            {**self._on(), **self._spans(range(len(findings)))},
            {**self._on(), **self._spans(())},
            self._dots(),
            self._words(0, [_label(finding, facts) for finding in findings], self.side),
            self._words(1, [_value(finding, facts) for finding in findings], self.y),
        ]

    def joined(self) -> list[Json]:
        """The ranges of results, each as a line of dots."""
        return [self._range(row) for row in self.ranges]

    def answering(self, answer: Answer, facts: Catalog) -> Iterator[tuple[str, object]]:
        """Path and value of what changes, the traces counted from the first of this panel."""
        answers = [finding in answer.exact for finding in self.axis.findings]
        rows = range(len(answers))
        for trace, shown in enumerate(([r for r in rows if not answers[r]], [r for r in rows if answers[r]])):
            for axis, ends in self._spans(shown).items():
                yield f"{trace}.{axis}", ends
        filled = [int(one) for one in answers]
        yield "2.marker.color", filled
        yield "2.marker.line.color", filled
        for row, finding in enumerate(self.axis.findings):
            if answers[row]:
                yield f"3.text.{row}", _bold(_label(finding, facts))
                yield f"4.text.{row}", _bold(_value(finding, facts))

    def _on(self) -> Json:
        return {"xaxis": self.x, "yaxis": self.y}

    def _spans(self, rows: Iterable[int]) -> Json:
        """The intervals of these rows as one broken line."""
        across: list[float | None] = [None]
        down: list[int | None] = [None]
        for row in rows:
            one = self.axis.findings[row]
            if one.low and one.high:
                across += [float(one.low), float(one.high), None]
                down += [row, row, None]
        return {"x": across, "y": down}

    def _dots(self) -> Json:
        ends = [stretching.values(finding) for finding in self.axis.findings]
        return {
            **self._on(),
            "x": [one[0] if len(one) == 1 else None for one in ends],
            "text": [escape(words.people(one)) or "people not described" for one in self.axis.findings],
            "marker": {"color": [0] * len(ends), "line": {"color": [0] * len(ends)}},
        }

    def _range(self, row: int) -> Json:
        line = {"width": 3, "dash": "2px,4px"}
        return {
            **self._on(),
            "mode": "lines",
            "hoverinfo": "skip",
            "x": list(stretching.values(self.axis.findings[row])),
            "y": [row, row],
            "line": line,
        }

    def _words(self, x: float, texts: list[str], y: str) -> Json:
        """A column of words, beginning at a share of the width; those on ``side`` move on a narrow page."""
        return {"xaxis": NAMES, "yaxis": y, "x": [x] * len(texts), "text": texts}

    def axes(self) -> Json:
        span = {"range": self._down(), "domain": self.domain}
        return {
            _axis(self.x): {**self._across(), "anchor": self.y, "domain": [LEFT, 1]},
            _axis(self.y): {**span, "anchor": self.x, "showticklabels": False},
            _axis(self.side): {**span, "anchor": NAMES, "visible": False},
        }

    def _down(self, up: float = 0) -> list[float]:
        """The rows from the last to the first, raised by a part of one."""
        return [len(self.axis.findings) - 0.4 + up, up - 0.6]

    def narrow(self) -> Json:
        """Where there is no room beside the dots, labels stand above them."""
        return {_axis(self.x): {"domain": [0, 1]}, _axis(self.side): {"range": self._down(UP)}}

    def _across(self) -> Json:
        low, high = self._ends()
        if not self.axis.scale.ratio:
            room = ROOM * (high - low)
            return {"range": [low - room, high + room]}
        ticks = [tick for tick in RATIOS if low <= tick <= high]
        span = [log10(low), log10(high)]
        room = ROOM * (span[1] - span[0])
        shown = {"type": "log", "tickvals": ticks, "ticktext": [f"{tick:g}" for tick in ticks]}
        return {**shown, "range": [round(span[0] - room, 4), round(span[1] + room, 4)]}

    def _ends(self) -> tuple[float, float]:
        numbers = [self.axis.scale.null]
        for finding in self.axis.findings:
            numbers += [
                *stretching.values(finding),
                *(float(end) for end in (finding.low, finding.high) if end),
            ]
        low, high = min(numbers), max(numbers)
        if self.axis.scale.ratio:
            return low, max(high, 1 / low)  # the line of no difference not at the very edge
        least = 0.25 * (high - low)
        return min(low, -least), max(high, least)

    def title(self) -> Json:
        """The unit in bold, and how to read it."""
        against = f" against {self.axis.against}" if self.axis.against else ""
        later = ", minutes after an extreme dose" if self.axis.later else ""
        name = _bold(f"{self.axis.scale.name}{against}{later}")
        return {
            "text": f"{name}<br>{SIDES[self.axis.scale.id]}",
            "y": self.top,
        }

    def lines(self) -> Iterator[Json]:
        """Where there is no difference; broken on a narrow page, so that it spares the labels."""
        null, (bottom, top) = self.axis.scale.null, self.domain
        pixel = (top - bottom) / (ROW * len(self.axis.findings))
        whole = {"xref": self.x, "x0": null, "x1": null, "y1": bottom}
        yield {**whole, "name": "wide", "y0": top}
        row = round(ROW * TALL)
        broken = {"dash": f"{row - 40}px,40px"}
        yield {**whole, "name": "narrow", "y0": round(top - 31 / TALL * pixel, 4), "line": broken}


def _label(finding: Finding, facts: Catalog) -> str:
    source = escape(facts.sources[finding.source].short)
    return f"{source}<br>{escape(_shortened(facts.tested[finding.id].about))}"


def _value(finding: Finding, facts: Catalog) -> str:
    span = "range of results" if len(stretching.values(finding)) == 2 else words.interval(finding)
    return f"{escape(words.result(finding, facts) + words.unconfirmed(finding))}<br>{span}"


def _bold(text: str) -> str:
    """The first line in bold ink."""
    first, line, rest = text.partition("<br>")
    return f"<b style='color:var(--ink)'>{first}</b>{line}{rest}"


def _shortened(text: str, room: int = 34) -> str:
    """The words, cut after ``room`` letters at a blank; the table has them whole."""
    if len(text) <= room:
        return text
    return f"{text[: text.rfind(' ', 0, room)]} …"
