"""How far is far: ranges of motion beside a pose, and what tasks ask for."""

from __future__ import annotations

from collections.abc import Iterable

from hipkit.anatomy.pose import Pose
from hipkit.anatomy.ranges import MOVEMENTS, Demand, Norms, norms, reached
from hipkit.facts import Catalog
from hipkit.facts.records import Range
from hipkit.text.markup import Markup, cited, table
from hipkit.text.words import UNCONFIRMED, printed

GAUGES = "How far is far? This pose beside textbooks and measurements"
ENDS = {"flexion": 140, "extension": 40, "abduction": 60, "adduction": 40}  # of the gauges; rotations:
ROTATION_END = 70


def gauges(pose: Pose, facts: Catalog) -> Markup:
    """Six scales: band = textbooks, strokes = measured means, wedge = this pose."""
    rows = "".join(_gauge(norms(movement, facts), pose) for movement in MOVEMENTS)
    key = "Band: textbooks. Strokes: means measured in adults. Wedge: this pose."
    return Markup(f'<div class="rom">{rows}</div><p class="hk-note">{key}</p>')


def _gauge(one: Norms, pose: Pose) -> str:
    end = ENDS.get(one.movement, ROTATION_END)
    angle = round(reached(pose, one.movement))
    low, high = one.book
    wedge = f'<i class="you" style="left:{_share(angle, end)}%"></i>' if angle > 0 else ""
    seen = "".join(f'<i class="seen" style="left:{_share(mean, end)}%"></i>' for mean in one.means)
    here = f"this pose {angle}°" if angle > 0 else "not used here"
    return (
        f"<div><b>{one.movement.capitalize()}</b><br><small>{here}</small></div>"
        f'<div class="gauge"><i class="book" style="left:{_share(low, end)}%;width:{_share(high - low, end)}%"></i>'
        f"{seen}{wedge}<small>0°</small><small>{end}°</small><p>{_words(one)}</p></div>"
    )


def _share(angle: float, end: float) -> str:
    return f"{100 * max(0.0, min(1.0, angle / end)):.0f}"


def _words(one: Norms) -> str:
    low, high = one.book
    if not one.means:
        return f"textbooks {low:g}–{high:g}°; no mean for adults that we could confirm"
    least, most = min(one.means), max(one.means)
    return f"textbooks {low:g}–{high:g}°; measured means {least:g} to {most:g}°"


def range_rows(movement: str, facts: Catalog) -> Markup:
    """Every figure for a movement, by age and sex."""
    one = norms(movement, facts)
    rows = [
        (_who(row), row.sex, row.kind, _figure(row), cited(facts.sources[row.source]))
        for row in (*one.textbook, *one.measured)
    ]
    head = ("Who", "Sex", "Kind", "Degrees", "Seen in")
    return table(f"{movement.capitalize()}: every figure we have", head, rows)


def _who(row: Range) -> str:
    age = f"age {row.age}" if row.age[:1].isdigit() else row.age
    part = row.movement.partition(", ")[2] or row.movement.partition(" (")[2].rstrip(")")
    return ", ".join(filter(None, (age, row.population, part, row.method))) or "adults"


def _figure(row: Range) -> str:
    interval = f"{row.low} to {row.high}" if row.low and row.high else row.high and f"up to {row.high}"
    value = printed(row.value)
    spread = f" (SD {row.sd})" if row.sd else ""
    between = f" ({interval})" if value and interval else interval
    return f"{value}{spread}{between}{'' if row.verified == 'page' else UNCONFIRMED}"


def errors(facts: Catalog) -> Markup:
    """How well a range can be measured at all, and where studies differ."""
    shown = [row for row in facts.ranges.values() if row.kind in ("error", "disagreement")]
    rows = [
        (row.movement.capitalize(), f"{_figure(row)}{'' if row.unit == 'text' else f' {row.unit}'}", row.note,
         cited(facts.sources[row.source]))
        for row in shown
    ]  # fmt: skip
    head = ("What", "Found", "So", "Seen in")
    return Markup(
        table("The error of measuring, and where studies differ", head, rows)
        + '<p class="hk-note">ICC: agreement between two measurements, 1 is perfect.</p>'
    )


def tasks(found: Iterable[Demand], pose: Pose, facts: Catalog) -> Markup:
    """What tasks ask of the hip, against the pose."""
    rows = [
        (
            demand.task.task.capitalize(),
            f"{demand.movement} {_asked(demand)}°{'' if demand.task.verified == 'page' else UNCONFIRMED}",
            _met(demand.missing(pose)),
            cited(facts.sources[demand.task.source]),
        )
        for demand in found
    ]
    head = ("Task", "Angle used", "This pose", "Seen in")
    return table("What tasks were found to use, against this pose", head, rows)


def _asked(demand: Demand) -> str:
    return f"{demand.low:g}" if demand.low == demand.high else f"{demand.low:g}–{demand.high:g}"


def _met(missing: float) -> str:
    return f"{missing:.0f}° short" if round(missing) else "as far"
