"""Lengthening over many poses as a map, and the turn of a muscle from one side to the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from hipkit.anatomy.exercises import Longest
from hipkit.anatomy.exploring import Curve, PoseMap
from hipkit.anatomy.papers import Comparison
from hipkit.charts.frame import LAYOUT, Json

FULL = 70  # percent of fibre length at which a colour is full, as in the picture of the body
RAMP = [
    [step / 4, f"var(--{name})"] for step, name in enumerate(("short3", "short1", "mid", "long1", "long3"))
]
AXIS = {"fixedrange": True, "zeroline": False, "gridcolor": "var(--line)", "ticksuffix": "°"}


def pose_map(found: PoseMap, marked: Sequence[tuple[str, Longest]]) -> Json:
    """Flexion up, rotation along; the exercises as numbered dots, a ring round the longest pose."""
    best = found.longest
    return {
        "data": [
            {
                "type": "heatmap",
                "x": list(found.rotations),
                "y": list(found.flexions),
                "z": _shares(found),
                "zmin": -FULL,
                "zmax": FULL,
                "colorscale": RAMP,
                "xgap": 1,
                "ygap": 1,
                "hovertemplate": "%{y:.0f}° of flexion, %{x:.0f}° of rotation: %{z:.0f} %<extra></extra>",
                "colorbar": {
                    "thickness": 12,
                    "ticksuffix": " %",
                    "outlinewidth": 0,
                    "tickvals": [-FULL, 0, FULL],
                },
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": [best.hip_rotation],
                "y": [best.hip_flexion],
                "hoverinfo": "skip",
                "cliponaxis": False,
                "marker": {
                    "symbol": "circle-open",
                    "size": 36,
                    "color": "var(--ink)",
                    "line": {"width": 3, "color": "var(--ink)"},
                },
            },
            _dots(marked),
        ],
        "layout": {
            **LAYOUT,
            "margin": {"l": 60, "r": 10, "t": 8, "b": 48},
            "meta": {"margin": {"l": 52, "r": 4, "t": 8, "b": 48}},
            "xaxis": {
                **AXIS,
                "dtick": 20,
                "title": {"text": "Rotation: outwards − , inwards +", "font": {"size": 13}},
            },
            "yaxis": {**AXIS, "dtick": 30, "title": {"text": "Hip flexion", "font": {"size": 13}}},
        },
    }


def map_changes(found: PoseMap, marked: Sequence[tuple[str, Longest]]) -> Json:
    """What differs between two maps, for ``Chart.changes``."""
    best = found.longest
    return {
        "data.0.z": _shares(found),
        "data.1.x": [best.hip_rotation],
        "data.1.y": [best.hip_flexion],
        "data.2": _dots(marked),
    }


def _shares(found: PoseMap) -> list[list[int]]:
    return [[round(100 * ratio) for ratio in row] for row in found.ratios]


def _dots(marked: Sequence[tuple[str, Longest]]) -> Json:
    """One dot for exercises that share a place, with all their numbers."""

    def place(item: tuple[int, Longest]) -> tuple[int, int]:
        pose = item[1].at.pose
        return round(pose.hip_rotation / 10) * 10, round(pose.hip_flexion / 10) * 10

    numbered = sorted(((number, best) for number, (_, best) in enumerate(marked, 1)), key=place)
    places = [(at, [str(number) for number, _ in here]) for at, here in groupby(numbered, key=place)]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for (x, _), _ in places],
        "y": [y for (_, y), _ in places],
        "text": [", ".join(numbers) if len(numbers) < 3 else f"{numbers[0]}…" for _, numbers in places],
        "hoverinfo": "text",
        "hovertext": [f"Exercises {', '.join(numbers)}" for _, numbers in places],
        "cliponaxis": False,
        "textfont": {"size": 12, "color": "var(--ink)"},
        "marker": {
            "symbol": "square",
            "size": 24,
            "color": "var(--paper)",
            "line": {"width": 1.5, "color": "var(--ink)"},
        },
    }


def turning(curve: Curve, published: Iterable[Comparison]) -> Json:
    """Rotation arm over flexion; published figures as diamonds."""
    points = [one for one in published if one.paper.measure == "rotation_arm"]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "x": list(curve.flexions),
                "y": [round(arm, 1) for arm in curve.arms],
                "line": {"width": 3, "color": "var(--accent)"},
                "hovertemplate": "%{x:.0f}° of flexion: %{y:.0f} mm<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": [float(one.paper.poses.split()[0]) for one in points],
                "y": [one.published for one in points],
                "hovertemplate": "measured at %{x:.0f}°: %{y:.0f} mm<extra></extra>",
                "marker": {"symbol": "diamond-open", "size": 12, "line": {"width": 2}, "color": "var(--ink)"},
            },
        ],
        "layout": {
            **LAYOUT,
            "margin": {"l": 60, "r": 16, "t": 8, "b": 48},
            "xaxis": {**AXIS, "dtick": 30, "title": {"text": "Hip flexion", "font": {"size": 13}}},
            "yaxis": {
                "fixedrange": True,
                "gridcolor": "var(--line)",
                "zerolinecolor": "var(--edge)",
                "zerolinewidth": 2,
                "title": {"text": "mm: outwards − , inwards +", "font": {"size": 13}},
            },
        },
    }
