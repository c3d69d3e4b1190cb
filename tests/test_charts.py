"""The timeline is a valid plotly figure that says what the routine says."""

from __future__ import annotations

import re
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from plotly import graph_objects

from hipkit import charts
from hipkit.charts.routine import _wrapped
from hipkit.facts.records import Dose

Plan = tuple[tuple[str, str, bool, int], ...]  # phase, position, sides, seconds
PLAN: Plan = (
    ("warm-up", "standing", False, 120),
    ("mobility", "quadruped", False, 105),
    ("strength", "side-lying", True, 210),
    ("strength", "standing", True, 240),
    ("static", "half-kneeling", True, 180),
    ("static", "supine", True, 195),
)


def routine(plan: Plan = PLAN) -> Any:
    """A routine and its exercises, as the charts see them."""
    now, steps, exercises = 0, [], {}
    for number, (phase, position, sides, seconds) in enumerate(plan):
        enter = 15 if number and plan[number - 1][:2] != (phase, position) else 0
        now += enter
        exercises[f"e{number}"] = SimpleNamespace(name=f"Exercise <{number}>", sides=sides)
        steps.append(
            SimpleNamespace(
                exercise=f"e{number}",
                phase=phase,
                position=position,
                dose=Dose(1, 10, "repetition", 4, "source"),
                start_s=now,
                seconds=seconds,
                enter_s=enter,
            )
        )
        now += seconds
    return SimpleNamespace(steps=tuple(steps), total_s=now, exercises=exercises)


def timeline(plan: Plan = PLAN) -> charts.Json:
    made = routine(plan)
    return charts.timeline(made, made.exercises)


def resolved(value: Any) -> Any:
    """The figure as the page draws it: each token is a colour or a font."""
    if isinstance(value, str):
        return re.sub(r"var\(--text\)", "Arial", re.sub(r"var\(--(?!text)[\w-]+\)", "#123456", value))
    if isinstance(value, list):
        return [resolved(item) for item in value]
    return {name: resolved(item) for name, item in value.items()} if isinstance(value, dict) else value


def spans(figure: charts.Json) -> list[tuple[float, float]]:
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    return sorted(pair for bar in bars for pair in zip(bar["base"], bar["x"], strict=True))


def inside(figure: charts.Json, shown: str, mode: str) -> charts.Json:
    """The trace of numbers (text) or of lines between sides that a wide or narrow page shows."""
    (trace,) = [each for each in figure["data"] if each["name"] == shown and each.get("mode") == mode]
    return dict(trace)


def test_plotly_accepts_it() -> None:
    figure = graph_objects.Figure(resolved(timeline()))
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [bar.name for bar in bars] == [
        "Warm-up",
        "Mobility",
        "Strength",
        "Static stretching",
        "Changing position",
    ]
    assert {bar.orientation for bar in bars} == {"h"}


@pytest.mark.parametrize("plan", [PLAN, PLAN[:1], PLAN * 5])
def test_bars_fill_the_whole_time_without_gap_or_overlap(plan: Plan) -> None:
    figure, made = timeline(plan), routine(plan)
    bars = spans(figure)
    assert sum(length for _, length in bars) == made.total_s == figure["layout"]["xaxis"]["range"][1]
    assert bars[0][0] == 0
    assert all(start + length == following for (start, length), (following, _) in pairwise(bars))


def test_a_bar_says_name_dose_and_time() -> None:
    words = timeline()["data"][0]["hovertext"][0]
    assert words == "<b>Exercise &lt;0&gt;</b><br>10 repetitions<br>standing, 2:00 from 0:00"


def test_sides_are_split_and_numbered() -> None:
    numbers, lines = inside(timeline(), "wide", "text"), inside(timeline(), "wide", "lines")
    assert numbers["text"][:4] == ["<b>1</b>", "<b>2</b>", "<b>3<br>R</b>", "<b>3<br>L</b>"]
    start = 120 + 15 + 105 + 15
    assert numbers["x"][2:4] == [start + 210 / 4, start + 3 * 210 / 4]
    assert lines["x"][:3] == [start + 210 / 2, start + 210 / 2, None]
    assert lines["x"].count(None) == 4


def test_labels_that_do_not_fit_are_left_out() -> None:
    crowded = timeline(PLAN * 3)
    narrow, wide = (len(inside(crowded, width, "text")["text"]) for width in ("narrow", "wide"))
    assert 0 < narrow < wide < 3 * 10
    names = [label["text"].replace("<br>", " ") for label in timeline()["layout"]["annotations"]]
    assert "<b>Warm-up</b> 2:00" in names
    assert "half-kneeling" in names


def test_words_are_wrapped_and_never_cut() -> None:
    assert _wrapped(["hands", "and", "knees"], 60) == "hands<br>and<br>knees"
    assert _wrapped(["hands", "and", "knees"], 7 * 9) == "hands and<br>knees"
    assert _wrapped(["half-kneeling"], 60) == ""


def test_key_says_the_parts_with_times_and_steps() -> None:
    words = re.sub("<[^>]+>", "", charts.timeline_key(routine()))
    assert words == (
        " Warm-up 2:00, step 1 Mobility 1:45, step 2 Strength 7:30, steps 3–4 Static stretching 6:15, steps 5–6"
        " Changing position 1:15"
    )


def test_every_colour_is_a_token() -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", str(timeline())) == []
