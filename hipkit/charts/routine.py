"""A routine along its seconds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from hipkit.charts.frame import LAYOUT, Json
from hipkit.facts import catalog
from hipkit.text import clock, dose, escape
from hipkit.text.routine import PHASES, POSITIONS, TOKENS

if TYPE_CHECKING:
    from hipkit.facts.records import Exercise
    from hipkit.routine import Routine, Step

WIDE, NARROW = 600, 320  # pixels that labels are fitted to; a figure is narrow below WIDE
LETTER = 7  # pixels, a letter of 13 px with room to spare
DIGIT = 8  # pixels, a bold digit of 13 px
CHANGING = "Changing position"
BESIDE = {  # labels above and below the bars
    "showarrow": False,
    "borderpad": 0,
    "borderwidth": 0,
    "yref": "paper",
    "xanchor": "left",
    "align": "left",
}


def timeline(routine: Routine, exercises: Mapping[str, Exercise] | None = None) -> Json:
    """A routine along its seconds: a bar for each step, coloured by phase, and pale ones for changes of position.

    The widths of all bars add up to ``routine.total_s``. ``exercises``: by default those of the catalogue.
    """
    known = catalog().exercises if exercises is None else exercises
    steps, total = routine.steps, routine.total_s
    phases = [(phase, list(group)) for phase, group in groupby(steps, key=lambda step: step.phase)]
    return {
        "data": [
            *(_phase_bars(phase, group, known) for phase, group in phases),
            _changes(steps),
            *_numbers(steps, total, known),
        ],
        "layout": {
            **LAYOUT,
            "template": {"layout": {"annotationdefaults": BESIDE}},
            "margin": {"l": 0, "r": 0, "t": 46, "b": 60},
            "meta": {"key": timeline_key(routine), "height": 44, "margin": dict.fromkeys("lrtb", 0)},
            "barmode": "overlay",
            "xaxis": {"range": [0, total], "visible": False, "fixedrange": True},
            "yaxis": {"range": [-0.5, 0.5], "visible": False, "fixedrange": True},
            "shapes": list(_phase_lines(phases)),
            "annotations": [*_phase_names(phases, total), *_positions(steps, total)],
        },
    }


def timeline_key(routine: Routine) -> str:
    """The parts of a routine with their times, as HTML."""
    rows = []
    numbered = enumerate(routine.steps, start=1)
    for phase, group in groupby(numbered, key=lambda pair: pair[1].phase):
        numbers, steps = zip(*group, strict=True)
        which = f"step {numbers[0]}" if len(numbers) == 1 else f"steps {numbers[0]}–{numbers[-1]}"
        taken = clock(sum(step.seconds for step in steps))
        rows.append((f"var(--{TOKENS[phase]})", PHASES[phase], f"{taken}, {which}"))
    changing = sum(step.enter_s for step in routine.steps)
    rows.append(("var(--line)", CHANGING, clock(changing)))
    return "".join(
        f'<span><i class="dot" style="--c:{colour}"></i> <b>{name}</b> {words}</span>'
        for colour, name, words in rows
    )


# ---------------------------------------------------------------- bars and lines


def _bars(name: str, colour: str, spans: Sequence[tuple[int, int]], words: Sequence[str]) -> Json:
    """Horizontal bars from pairs (start, length) in seconds."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "base": [start for start, _ in spans],
        "x": [length for _, length in spans],
        "y": [0] * len(spans),
        "width": 1,
        "hovertext": list(words),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": colour, "cornerradius": 4, "line": {"width": 1.5, "color": "var(--paper)"}},
    }


def _phase_bars(phase: str, steps: Sequence[Step], exercises: Mapping[str, Exercise]) -> Json:
    spans = [(step.start_s, step.seconds) for step in steps]
    words = [_words(step, exercises[step.exercise]) for step in steps]
    return _bars(PHASES[phase], f"var(--{TOKENS[phase]})", spans, words)


def _words(step: Step, exercise: Exercise) -> str:
    return (
        f"<b>{escape(exercise.name)}</b><br>{escape(dose(step.dose, exercise.sides))}<br>"
        f"{POSITIONS[step.position]}, {clock(step.seconds)} from {clock(step.start_s)}"
    )


def _changes(steps: Sequence[Step]) -> Json:
    moving = [step for step in steps if step.enter_s]
    spans = [(step.start_s - step.enter_s, step.enter_s) for step in moving]
    words = [f"Change to {POSITIONS[step.position]}: {step.enter_s} s" for step in moving]
    return _bars(CHANGING, "var(--line)", spans, words)


def _phase_lines(phases: Sequence[tuple[str, list[Step]]]) -> Iterator[Json]:
    """A line over each phase, 5 to 8 pixels above the bars."""
    for phase, steps in phases:
        start, end = _extent(steps)
        yield {
            "name": "wide",
            "type": "rect",
            "x0": start,
            "x1": end,
            "yref": "paper",
            "ysizemode": "pixel",
            "yanchor": 1,
            "y0": 4,
            "y1": 9,
            "fillcolor": f"var(--{TOKENS[phase]})",
            "line": {"width": 1.5, "color": "var(--paper)"},
        }


def _extent(steps: Sequence[Step]) -> tuple[int, int]:
    """Seconds from the change of position before the first step to the end of the last."""
    return steps[0].start_s - steps[0].enter_s, steps[-1].start_s + steps[-1].seconds


# ---------------------------------------------------------------- words in the figure


def _wrapped(words: Sequence[str], pixels: float) -> str:
    """The words in lines of at most ``pixels``; nothing if one of them is longer."""
    room = pixels / LETTER
    lines: list[str] = []
    for word in words:
        if len(word) > room:
            return ""
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "<br>".join(lines)


def _phase_names(phases: Sequence[tuple[str, list[Step]]], total: int) -> Iterator[Json]:
    above = {"name": "wide", "y": 1, "yshift": 9, "yanchor": "bottom", "font": {"color": "var(--ink)"}}
    for phase, steps in phases:
        start, end = _extent(steps)
        name, taken = PHASES[phase], clock(sum(step.seconds for step in steps))
        text = _wrapped([name, taken], WIDE * (end - start) / total)
        yield {**above, "x": start, "text": text.replace(name, f"<b>{name}</b>")}


def _positions(steps: Sequence[Step], total: int) -> Iterator[Json]:
    below = {"name": "wide", "y": 0, "yshift": -4, "yanchor": "top"}
    for (_, position), group in groupby(steps, key=lambda step: (step.phase, step.position)):
        start, end = _extent(list(group))
        yield {
            **below,
            "x": start,
            "text": _wrapped(POSITIONS[position].split(), WIDE * (end - start) / total),
        }


def _numbers(steps: Sequence[Step], total: int, exercises: Mapping[str, Exercise]) -> Iterator[Json]:
    """The number of each step in its bar; where there is room, one for each side and a line between them."""
    for shown, width in (("wide", WIDE), ("narrow", NARROW)):
        texts = [
            _inside(number, exercises[step.exercise].sides, width * step.seconds / total)
            for number, step in enumerate(steps, start=1)
        ]
        inked = [
            (step.start_s + step.seconds * (part + 0.5) / len(parts), text, f"var(--on-{TOKENS[step.phase]})")
            for step, parts in zip(steps, texts, strict=True)
            for part, text in enumerate(parts)
        ]
        split = [
            step.start_s + step.seconds / 2
            for step, parts in zip(steps, texts, strict=True)
            if len(parts) == 2
        ]
        yield {
            "type": "scatter",
            "name": shown,
            "mode": "text",
            "x": [x for x, _, _ in inked],
            "y": [0] * len(inked),
            "text": [f"<b>{text}</b>" for _, text, _ in inked],
            "textfont": {"color": [ink for _, _, ink in inked]},
            "hoverinfo": "skip",
        }
        yield {
            "type": "scatter",
            "name": shown,
            "mode": "lines",
            "x": [x for middle in split for x in (middle, middle, None)],
            "y": [-0.5, 0.5, None] * len(split),
            "line": {"width": 2, "dash": "5px,3px", "color": "var(--paper)"},
            "hoverinfo": "skip",
        }


def _inside(number: int, sides: bool, pixels: float) -> tuple[str, ...]:
    """What has room in a bar."""
    room = DIGIT * len(str(number)) + 6
    if sides and pixels >= 2 * room:
        return f"{number}<br>R", f"{number}<br>L"
    return (str(number),) if pixels >= room else ()
