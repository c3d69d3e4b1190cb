"""A class: how hard each question was, and what each learner gained."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from hipkit.charts.frame import LAYOUT, Json
from hipkit.claims import wilson

if TYPE_CHECKING:  # charts of other topics must not wait for all that lessons need
    from hipkit.lessons import ClassSummary, Item

ROW, AROUND = 26, 70  # pixels
NAMES = 176  # pixels for the names of the rows, also where the page is narrow
SYMBOLS = {"practice": "circle", "before": "circle-open", "after": "diamond"}
WORDS = {"practice": "practice", "before": "before", "after": "after"}


def difficulty(summary: ClassSummary) -> Json:
    """The share of right answers with its 95 % interval, the hardest question on top; a trace for each round."""
    names = {key: _name(key.replace("_", " ").capitalize()) for key in reversed(list(summary.questions))}
    traces = [
        _dots(round, [one for one in summary.items if one.round == round], names)
        for round in SYMBOLS
        if any(one.round == round for one in summary.items)
    ]
    return _figure(traces, list(names.values()), "Right before (hollow), after (diamond), in practice (dot)")


def gains(summary: ClassSummary) -> Json:
    """A line from before (hollow) to after (filled) for each learner."""
    names = {learner: _name(learner) for learner in reversed(list(summary.gains))}
    traces = []
    for learner, one in summary.gains.items():
        shares = [100 * one.before / one.items, 100 * one.after / one.items]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": shares,
                "y": [names[learner]] * 2,
                "hovertemplate": "%{x:.0f} %<extra></extra>",
                "line": {"color": "var(--edge)", "width": 2},
                "marker": {"size": 11, "color": "var(--accent)", "symbol": ["circle-open", "circle"]},
            }
        )
    return _figure(traces, list(names.values()), "Right before (hollow) and after (filled)")


def _name(text: str) -> str:
    """Names are short and differ: ids of questions, and pseudonyms, which are checked when they are read."""
    return escape(text)


def _dots(round: str, items: list[Item], names: dict[str, str]) -> Json:
    shares = [100 * one.difficulty for one in items]
    ends = [wilson(one.right, one.answered) for one in items]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": WORDS[round],
        "x": shares,
        "y": [names[one.question] for one in items],
        "text": [f"{WORDS[round]}: {one.right} of {one.answered}" for one in items],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "marker": {"size": 11, "color": "var(--accent)", "symbol": SYMBOLS[round], "line": {"width": 2}},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [100 * high - share for (_, high), share in zip(ends, shares, strict=True)],
            "arrayminus": [share - 100 * low for (low, _), share in zip(ends, shares, strict=True)],
            "color": "var(--edge)",
            "thickness": 1.5,
            "width": 0,
        },
    }


def _figure(traces: list[Json], names: list[str], title: str) -> Json:
    shares = {
        "range": [-3, 103],
        "tickvals": [0, 25, 50, 75, 100],
        "ticksuffix": " %",
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": "var(--line)",
        "title": {"text": title, "font": {"size": 13}},
    }
    rows = {"categoryorder": "array", "categoryarray": names, "fixedrange": True, "showgrid": False}
    return {
        "data": traces,
        "layout": {
            **LAYOUT,
            "height": AROUND + ROW * len(names),
            "margin": {"l": NAMES, "r": 24, "t": 8, "b": 48},
            "meta": {"margin": {"l": NAMES, "r": 16, "t": 8, "b": 48}},
            "xaxis": shares,
            "yaxis": rows,
        },
    }
