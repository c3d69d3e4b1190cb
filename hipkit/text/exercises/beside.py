"""Two exercises side by side, in words."""

from __future__ import annotations

from hipkit import exercises as topic
from hipkit.anatomy.exercises import Longest
from hipkit.exercises import Comparison
from hipkit.facts import Catalog
from hipkit.facts.records import Exercise
from hipkit.text.anatomy import percent, plus
from hipkit.text.exercises import KINDS, LEVELS, POSITIONS, card, kit
from hipkit.text.markup import Markup, table
from hipkit.text.words import clock, escape, listed, lower


def sentence(found: Comparison, facts: Catalog) -> Markup:
    """What both work on, what the model gives for one muscle of theirs, and which is harder."""
    return Markup(" ".join(filter(None, (_shared(found, facts), _model(found, facts), _harder(found)))))


def _shared(found: Comparison, facts: Catalog) -> str:
    if not found.shared:
        return "No muscle is named for both."
    names = escape(listed(lower(facts.muscles[one].name) for one in found.shared))
    return f"Named for both: <b>{names}</b>."


def _model(found: Comparison, facts: Catalog) -> str:
    """The first shared muscle with a path; else the one that gains most."""
    both = [gain for gain in found.gains if gain.first and gain.second]
    told = [gain for muscle in found.shared for gain in both if gain.muscle == muscle] or both
    if not told or not (told[0].first and told[0].second):
        return "The model has no numbers for both."
    gain, first, second = told[0], told[0].first, told[0].second
    name = escape(lower(facts.muscles[gain.muscle].name))
    return (
        f"In the model the {name} changes by {percent(first.change.fibre_ratio)} of its fibre length in "
        f"{escape(found.first.name)}, and by {percent(second.change.fibre_ratio)} in {escape(found.second.name)}."
    )


def _harder(found: Comparison) -> str:
    first, second = found.first, found.second
    if first.level != second.level:
        harder = max(first, second, key=lambda one: one.level)
        return f"{escape(harder.name)} asks for more practice."
    return f"Both are of level {LEVELS[first.level]}."


def points(found: Comparison, facts: Catalog) -> Markup:
    """Point by point."""
    first, second = (_said(one, facts) for one in (found.first, found.second))
    rows = [(aspect, words, second[aspect]) for aspect, words in first.items()]
    both = table("Point by point", ("", found.first.name, found.second.name), rows)
    return Markup(f'<div class="hk-even">{both}</div>')


def _said(exercise: Exercise, facts: Catalog) -> dict[str, str]:
    before, after = topic.before_and_after(exercise.id)
    return {
        "What": exercise.brief,
        "Kind": KINDS[exercise.kind].capitalize(),
        "Position": POSITIONS[exercise.position].capitalize(),
        "Level": f"{LEVELS[exercise.level].capitalize()}: {exercise.level_reason}",
        "Kit": kit(exercise, facts).capitalize(),
        "Works on": listed(facts.muscles[muscle].name for muscle in exercise.muscles),
        "Dose": card.doses(exercise, facts),
        "Takes": _takes(exercise),
        "Feel": exercise.feel,
        "Measured": card.activity(exercise, facts),
        "Before sport": card.PLACES[before.place].capitalize(),
        "After sport": card.PLACES[after.place].capitalize(),
        "Careful": card.cautions(exercise, facts),
        "Stop": exercise.stop,
    }


def _takes(exercise: Exercise) -> str:
    shortest, longest = exercise.doses[0].side_s, exercise.doses[-1].side_s
    span = clock(shortest) if shortest == longest else f"{clock(shortest)} to {clock(longest)}"
    return f"{span} min{' a side' if exercise.sides else ''}"


def gains(found: Comparison, facts: Catalog) -> Markup:
    """What the model gives for the muscles of both."""
    rows = [
        (
            facts.muscles[one.muscle].name,
            _amount(one.first),
            _amount(one.second),
            _trust(one.first, one.second),
        )
        for one in found.gains
    ]
    head = ("Muscle, at its longest", found.first.name, found.second.name, "Trust")
    return table("Lengthening in the model, against standing", head, rows, right=(1, 2))


def _amount(one: Longest | None) -> str:
    if one is None:
        return "not posed"
    return f"{plus(one.change.mm)} mm, {percent(one.change.fibre_ratio)} of fibre"


def _trust(*both: Longest | None) -> str:
    return listed(dict.fromkeys(one.change.confidence for one in both if one))
