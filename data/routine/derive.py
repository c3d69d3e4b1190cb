"""Derives ``work.toml``: how much each exercise does for each muscle group, where that was computed or measured.

    python data/routine/derive.py            # write the file
    python data/routine/derive.py --check    # compare with the file as it is, write nothing

Held stretches: what the hip model gives (`hipkit.anatomy`), for muscles that it shows with good confidence and
that some goal asks to lengthen. How much longer an exercise makes a muscle is set against the most that any
held stretch of the catalogue does; a group's figure is the mean over these muscles. Strength: the mean of the
figures of ``exercises/activity.csv`` that were seen, of the very exercise where it was measured, else of a close
one; of a range the middle. Figures are percent. Where there is none, a routine goes by what the source of the
exercise names.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from hipkit import facts
from hipkit.anatomy.exercises import longest
from hipkit.anatomy.measures import model_muscles
from hipkit.anatomy.poses import poses
from hipkit.facts.records import Activity, Exercise, Target, Work

FILE = Path(__file__).with_name("work.toml")
HEAD = """\
# How much an exercise does for each muscle group, in percent. Made by derive.py: do not edit by hand.
#
# basis "model": of the longest that any held stretch of the catalogue makes it; "activity": of the muscle's
# greatest activity (`rows` of exercises/activity.csv). What counts as much or little: weights.toml.
"""
known = facts.catalog()
group_of = {muscle: group.id for group in known.groups.values() for muscle in group.muscles}
exercises = known.exercises.values()


def computed() -> Iterator[Work]:
    """Held stretches, by the model."""
    sure = {muscle.id for muscle in model_muscles().values() if muscle.parts and muscle.confidence == "good"}
    sure &= {
        muscle for goal in known.goals.values() for target in goal.targets for muscle in _lengthened(target)
    }
    held = [exercise for exercise in exercises if exercise.phase == "static" and exercise.id in poses()]
    gained = {
        exercise.id: {muscle: longest(exercise.id)[muscle].change.fibre_ratio for muscle in sure}
        for exercise in held
    }
    most = {muscle: max(gains[muscle] for gains in gained.values()) for muscle in sure}
    for exercise in held:
        shares = {
            muscle: max(0, round(100 * gained[exercise.id][muscle] / most[muscle])) for muscle in sorted(sure)
        }
        yield Work(exercise.id, "model", dict(_by_model(shares)))


def _lengthened(target: Target) -> tuple[str, ...]:
    return target.muscles if target.work == "lengthen" else ()


def _by_model(shares: dict[str, int]) -> Iterator[tuple[str, int]]:
    for group in known.groups.values():
        counted = [shares[muscle] for muscle in group.muscles if muscle in shares]
        if counted:
            yield group.id, round(mean(counted))


def measured() -> Iterator[Work]:
    """Strength, by measured activity."""
    for exercise in exercises:
        groups = _by_group(exercise) if exercise.phase == "strength" else {}
        near = {
            group: [row for row in rows if row.match == "exact"] or rows
            for group, rows in sorted(groups.items())
        }
        if near:
            percent = {group: round(mean(_percent(row) for row in rows)) for group, rows in near.items()}
            yield Work(
                exercise.id, "activity", percent, tuple(row.id for rows in near.values() for row in rows)
            )


def _by_group(exercise: Exercise) -> dict[str, list[Activity]]:
    """The figures of an exercise that may be used; where it names muscles of a group, those of these muscles."""
    found: dict[str, list[Activity]] = defaultdict(list)
    for row in known.activity.values():
        usable = row.match in ("exact", "close") and row.verified == "page" and row.unit == "%MVIC"
        if row.exercise == exercise.id and usable and (row.value or row.low):
            found[group_of.get(row.muscle, row.muscle)].append(row)
    return {
        group: [row for row in rows if row.muscle in exercise.muscles] or rows
        for group, rows in found.items()
    }


def _percent(row: Activity) -> float:
    """A figure, the middle of a range, or what it is at least."""
    if row.value:
        return float(row.value)
    return (float(row.low) + float(row.high or row.low)) / 2


def table() -> str:
    return HEAD + "".join(
        _entry(work) for work in sorted((*computed(), *measured()), key=lambda work: work.id)
    )


def _entry(work: Work) -> str:
    percent = ", ".join(f"{group} = {figure}" for group, figure in work.percent.items())
    rows = ", ".join(f'"{row}"' for row in work.rows)
    lines = (
        f"[{work.id}]",
        f'basis = "{work.basis}"',
        f"percent = {{ {percent} }}",
        f"rows = [{rows}]" if rows else "",
    )
    return "\n" + "\n".join(filter(None, lines)) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            FILE.read_text() != table() and f"{FILE.name} is not current: run python data/routine/derive.py"
        )
    FILE.write_text(table())
