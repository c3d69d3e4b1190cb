"""Questions over many poses: the map of a muscle, which way it turns the thigh, and measurements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hipkit.anatomy.exercises import Longest
from hipkit.anatomy.exploring import Curve, PoseMap
from hipkit.anatomy.measures import Change
from hipkit.anatomy.papers import Comparison
from hipkit.facts import Catalog
from hipkit.text.anatomy.amounts import described, longer, minus, percent, plus
from hipkit.text.markup import Markup, chip, fold, table
from hipkit.text.words import escape, printed

MAP_LEAD = "Guess first: hip bent or straight, thigh turned inwards or outwards? Then look."
TURNING = "Which way does a muscle turn the thigh?"
TURNING_LEAD = (
    "Above the line it turns the thigh inwards, below it outwards. Diamonds: the piriformis in cadavers."
)
WHY_IT_TURNS = (
    "Why it turns: rotation goes round the long axis of the thigh bone. With the hip straight, that axis stands "
    "upright and the piriformis passes behind it on its way to the greater trochanter: its pull turns the thigh "
    "outwards. As the thigh comes up, the axis tips forward, and the same line now passes above it: its pull turns "
    "the thigh inwards. Bend the hip on the sheet with the figure and read the sentence."
)


def map_sentence(found: PoseMap, change: Change, facts: Catalog) -> Markup:
    name = facts.muscles[found.muscle].name.lower()
    return Markup(
        f"Of the poses on this map the <b>{escape(name)}</b> is longest at {described(found.longest)}: "
        f"{longer(change)}."
    )


def map_alt(found: PoseMap) -> str:
    return (
        f"A map of hip flexion by rotation, coloured by lengthening; longest at {described(found.longest)}. "
        "The table below says the same."
    )


def map_rows(marked: Sequence[tuple[str, Longest]], facts: Catalog) -> Markup:
    """The exercises on the map by number, and a fold with the map's own numbers."""
    rows = [
        (f"{place}. {facts.exercises[exercise].name}", described(best.at.pose), best.at.side,
         percent(best.change.fibre_ratio))
        for place, (exercise, best) in enumerate(marked, 1)
    ]  # fmt: skip
    head = ("Exercise that names this muscle", "Its pose, where the muscle is longest", "Leg", "of fibre")
    listing = (
        table("The numbers on the map", head, rows, right=(3,))
        if rows
        else '<p class="hk-note">No exercise that has a pose names this muscle.</p>'
    )
    return Markup(f"{listing}{fold('The map as a table', 'map')}")


def map_table(found: PoseMap) -> Markup:
    """Every second row and column of the map."""
    columns = range(0, len(found.rotations), 2)
    rows = [
        (f"{flexion:g}°".replace("-", "\N{MINUS SIGN}"), *(percent(row[column]) for column in columns))
        for flexion, row in list(zip(found.flexions, found.ratios, strict=True))[::2]
    ]
    head = ("Flexion", *(f"{minus(found.rotations[column])}°" for column in columns))
    return table(
        "Change over fibre length; columns are rotation, inwards is positive",
        head,
        rows,
        tuple(range(1, 9)),
        stack=False,
    )


def turning_sentence(curve: Curve, facts: Catalog) -> Markup:
    """Which way a muscle turns the thigh as the hip bends."""
    name = escape(facts.muscles[curve.muscle].name.lower())
    start, end = ("inwards" if arm > 0 else "outwards" for arm in (curve.arms[0], curve.arms[-1]))
    if len(curve.turns) != 1:
        held = f"It changes sides {len(curve.turns)} times." if curve.turns else "It never changes sides."
        return Markup(f"The <b>{name}</b> turns the thigh <b>{start}</b> at full extension. {held}")
    at = round(curve.turns[0])
    return Markup(
        f"The <b>{name}</b> turns the thigh <b>{start}</b> until about {at}° of flexion, and <b>{end}</b> beyond."
    )


def turning_alt(curve: Curve, facts: Catalog) -> str:
    low, high = min(curve.arms), max(curve.arms)
    name = facts.muscles[curve.muscle].name
    return f"{name}: rotation arm from {minus(low)} to {minus(high)} mm over hip flexion; the table says the same."


def turning_table(curve: Curve) -> Markup:
    rows = [
        (f"{minus(flexion)}°", plus(arm))
        for flexion, arm in zip(curve.flexions, curve.arms, strict=True)
        if flexion % 15 == 0
    ]
    return table("Rotation arm, mm; positive turns inwards", ("Hip flexion", "mm"), rows, (1,), stack=False)


def papers(found: Iterable[Comparison]) -> Markup:
    """The model against what others measured, misses included."""
    rows = [
        (
            one.paper.what,
            f"{printed(one.paper.published)} {_unit(one.paper.unit)}",
            f"{minus(one.model, 1)} {_unit(one.paper.unit)}",
            chip("agrees", "check", "v-supported")
            if one.agrees
            else chip("misses", "cross", "v-contradicted"),
            one.paper.cite,
        )
        for one in found
    ]
    head = ("What", "Published", "Model", "Verdict", "Paper")
    return Markup(
        table("The model against measurements", head, rows)
        + '<p class="hk-note">“Agrees”: same sign and within a third, or the same rank. Cadavers differ from each '
        "other by as much. Where a paper does not give its angles, ours are assumed.</p>"
    )


def _unit(unit: str) -> str:
    return "" if unit == "rank" else unit
