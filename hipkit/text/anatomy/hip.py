"""What a pose does to the muscles of the hip."""

from __future__ import annotations

from collections.abc import Mapping

from hipkit.anatomy.measures import Lengthening, without_path
from hipkit.anatomy.pose import STANDING, Pose
from hipkit.facts import Catalog
from hipkit.text.anatomy.amounts import described, longer, percent, plus, turns
from hipkit.text.markup import Markup, table
from hipkit.text.words import escape, listed

MODEL = (
    "A published model estimates these lengths (Rajagopal and others 2016, one generic adult). It is geometry "
    "only: it knows nothing of force, tolerance or feeling."
)
SCALE = 0.7  # share of fibre length at which bars and colours are full, as in the picture
FULL = 1.2  # and at which a bar ends


def sentence(
    muscle: str, pose: Pose, changes: Mapping[str, Lengthening], arm: float, facts: Catalog
) -> Markup:
    """What the pose does to the muscle that is followed, and to the two that change most."""
    name = facts.muscles[muscle].name.lower()
    first = f"The <b>{escape(name)}</b> is {longer(changes[muscle])}. When it pulls here, it {turns(arm)}."
    if pose.angles == STANDING.angles:
        return Markup(f"Standing. {first} Bend the hip and watch.")
    gains = max(changes, key=lambda one: changes[one].fibre_ratio)
    gives = min(changes, key=lambda one: changes[one].fibre_ratio)
    rest = [
        f"The <b>{escape(facts.muscles[one].name.lower())}</b> {verb} most ({percent(changes[one].fibre_ratio)})."
        for one, verb in ((gains, "gains"), (gives, "gives up"))
        if one != muscle
    ]
    return Markup(" ".join([first, *rest]))


def alt(pose: Pose, playing: str = "") -> str:
    return f"{playing} is played." if playing else f"A skeleton: right leg {described(pose)}."


def muscles(changes: Mapping[str, Lengthening], facts: Catalog) -> Markup:
    """Every muscle with a path as a bar and three numbers, the greatest gain for its fibres first."""
    ordered = sorted(changes, key=lambda one: -changes[one].fibre_ratio)
    rows = "".join(_bar(one, changes[one], facts) for one in ordered)
    columns = ("Muscle", "", "mm", "%", "of fibre")
    head = "".join(f"<th scope=col>{name}</th>" if name else "<td></td>" for name in columns)
    caption = "<caption>What gets longer, what gets shorter, against standing</caption>"
    return Markup(f'<table class="mus">{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')


def _bar(muscle: str, change: Lengthening, facts: Catalog) -> str:
    share = max(-1.0, min(1.0, change.fibre_ratio / FULL))
    left, wide = round(50 + min(share, 0) * 50), max(1, round(abs(share) * 50))
    colour = ("long" if share > 0 else "short") + ("3" if abs(change.fibre_ratio) >= SCALE / 2 else "1")
    limit = "" if change.confidence == "good" else f"<small>{change.confidence}</small>"
    name = escape(facts.muscles[muscle].name)
    return (
        f"<tr><th scope=row>{name}{limit}</th>"
        f'<td><i class={colour} style="left:{left}%;width:{wide}%"></i></td>'
        f"<td>{plus(change.mm)}</td><td>{plus(change.percent)} %</td><td>{percent(change.fibre_ratio)}</td></tr>"
    )


def limits(changes: Mapping[str, Lengthening], facts: Catalog) -> Markup:
    """How far each figure may be trusted, and why."""
    rows = [(facts.muscles[one].name, change.confidence, change.reason) for one, change in changes.items()]
    rest = [(facts.muscles[one].name, "no path", reason) for one, reason in without_path().items()]
    head = ("Muscle", "Trust", "Why")
    return table("How far to trust the model, muscle by muscle", head, [*rows, *rest])


def missing(facts: Catalog) -> str:
    """The hip muscles for which the model has no path."""
    lost = [
        facts.muscles[one].name.lower()
        for one, reason in without_path().items()
        if reason == "The model has no path for it."
    ]
    return (
        f"“Fair” and “low” say how far to trust a row; the reasons stand below. No path here: {listed(lost)}."
    )
