"""Sureness against being right."""

from __future__ import annotations

from collections.abc import Sequence

from hipkit.charts.frame import LAYOUT, Json
from hipkit.claims import Level

DOT, BAR = "var(--accent)", "var(--edge)"


def calibration(levels: Sequence[Level]) -> Json:
    """Sureness along, being right up; on the line both agree. The bars are 95 % intervals."""
    whole = [0, 100]
    share = [100 * one.right / one.answered for one in levels]
    dots = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [100 * one.stated for one in levels],
        "y": share,
        "text": [f"{one.right} of {one.answered}" for one in levels],
        "textposition": "middle right",
        "hovertemplate": "%{text} right<extra></extra>",
        "cliponaxis": False,
        "marker": {"size": 11, "color": DOT},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [100 * one.high - part for one, part in zip(levels, share, strict=True)],
            "arrayminus": [part - 100 * one.low for one, part in zip(levels, share, strict=True)],
            "color": BAR,
            "thickness": 2,
            "width": 0,
        },
    }
    axis = {
        "range": [-2, 102],
        "tickvals": [0, 25, 50, 75, 100],
        "ticksuffix": " %",
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": "var(--line)",
    }
    return {
        "data": [
            {"type": "scatter", "mode": "lines", "x": whole, "y": whole, "hoverinfo": "skip",
             "line": {"width": 1, "dash": "4px,4px", "color": BAR}},
            dots,
        ],
        "layout": {
            **LAYOUT,
            "margin": {"l": 56, "r": 60, "t": 8, "b": 48},
            "meta": {"margin": {"l": 48, "r": 50, "t": 8, "b": 48}},
            "xaxis": {**axis, "title": {"text": "How sure you were", "font": {"size": 13}}},
            "yaxis": {**axis, "title": {"text": "How often you were right", "font": {"size": 13}}},
        },
    }  # fmt: skip
