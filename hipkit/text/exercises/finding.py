"""The filters, the list of what they find, and the way out of an empty list, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hipkit import exercises as topic
from hipkit.anatomy.measures import model_muscles
from hipkit.exercises import FACETS, NO_KIT, Filters
from hipkit.facts import Catalog
from hipkit.facts.records import Exercise
from hipkit.text.anatomy import longer
from hipkit.text.exercises import KINDS, LEVELS, PHASES, POSITIONS, TOKENS, kit
from hipkit.text.markup import Markup
from hipkit.text.words import escape, listed, lower

LABELS = {
    "muscle": "Works on (as named)",
    "longer": "Lengthens well (model)",
    "kind": "Kind",
    "phase": "Part of a routine",
    "position": "Position",
    "level": "Level",
    "goal": "Goal",
    "when": "When",
    "kit": "Kit within reach",
    "symptoms": "To be careful with",
}
ANY = {"when": "Any time", "kit": "any", "symptoms": "nothing picked"}  # where it is not "Any"
OPTIONS = {
    "kind": KINDS,
    "phase": PHASES,
    "position": POSITIONS,
    "level": {str(level): name for level, name in LEVELS.items()},
}
SAID = {  # how a filter that is set is told; {} is what is chosen
    "words": "“{}” in the name",
    "muscle": "{} named",
    "longer": "{} lengthened well",
    "phase": "part: {}",
    "level": "level: {}",
    "goal": "goal: {}",
    "kit": "kit: {}",
    "symptoms": "careful with: {}",
}
MOST_WAYS = 4
NOTE = (
    "The number says how many are left with the option chosen. “Lengthens well”: at least half as much, for its "
    "fibres, as the exercise that does most (our choice). “Goal”: its main muscle gets the work that the goal asks for."
)


def facets(facts: Catalog) -> list[dict[str, Any]]:
    """Every filter for the page: its id, what it is called, and its options as pairs of words and id."""
    return [
        {
            "id": name,
            "label": LABELS[name],
            "any": ANY.get(name, "Any"),
            "many": facet.many,
            "options": [[called(name, option, facts), option] for option in facet.options()],
        }
        for name, facet in FACETS.items()
    ]


def called(name: str, option: str, facts: Catalog) -> str:
    """An option of a filter as a learner reads it."""
    if name in OPTIONS:
        words = OPTIONS[name][option]
        return words[:1].upper() + words[1:]
    if name == "longer":
        low = " (low trust)" if model_muscles()[option].confidence == "low" else ""
        return facts.muscles[option].name + low
    if name == "symptoms":
        return facts.symptoms[option].plain
    if option == NO_KIT:
        return "No kit"
    tables: dict[str, Any] = {
        "muscle": facts.muscles,
        "goal": facts.goals,
        "when": facts.timings,
        "kit": facts.equipment,
    }
    return str(tables[name][option].name)


def row(exercise: Exercise, facts: Catalog) -> list[str]:
    """A line of the list: name, short description, where and with what, token of its part."""
    where = (
        PHASES[exercise.phase],
        POSITIONS[exercise.position],
        LEVELS[exercise.level],
        kit(exercise, facts),
    )
    return [exercise.name, exercise.brief, " · ".join(where), TOKENS[exercise.phase]]


def mark(exercise: Exercise, filters: Filters) -> str:
    """What a line of the list adds under these filters: the lengthening asked for, the care that is due."""
    said = []
    if filters.longer:
        change = topic.gains(exercise.id)[filters.longer].change
        said.append(f"{round(100 * change.fibre_ratio):+d} %")
    if _smallest(exercise, filters):
        said.append("smallest dose")
    return " · ".join(said)


def _smallest(exercise: Exercise, filters: Filters) -> bool:
    return any(one.symptom in filters.symptoms for one in topic.careful(exercise))


def sentence(filters: Filters, results: Sequence[Exercise], facts: Catalog) -> Markup:
    """How many are found, under which filters, and what follows from two of them."""
    if not topic.active(filters):
        return Markup(
            f"<b>All {len(facts.exercises)} exercises</b>, warm-up first. Choose, and the list shrinks."
        )
    if not results:
        return _nothing(filters, facts)
    fit = "exercise fits" if len(results) == 1 else "exercises fit"
    told = escape("; ".join(said(name, filters, facts) for name in topic.active(filters)))
    parts = [f"<b>{len(results)} of {len(facts.exercises)} {fit}</b>: {told}."]
    if filters.longer:
        parts.append(_longest(filters.longer, results[0], facts))
    if filters.symptoms:
        parts.append(_minded(filters, results))
    return Markup(" ".join(parts))


def said(name: str, filters: Filters, facts: Catalog) -> str:
    """A filter that is set, in words: ``piriformis named``."""
    options = topic.chosen(filters, name)
    words = options if name == "words" else [lower(called(name, option, facts)) for option in options]
    return SAID.get(name, "{}").format(listed(words))


def _longest(muscle: str, first: Exercise, facts: Catalog) -> str:
    change = topic.gains(first.id)[muscle].change
    name = escape(lower(facts.muscles[muscle].name))
    return (
        f"Of these, <b>{escape(first.name)}</b> lengthens the {name} most: {longer(change)} "
        f"(trust: {change.confidence})."
    )


def _minded(filters: Filters, results: Sequence[Exercise]) -> str:
    smallest = sum(_smallest(exercise, filters) for exercise in results)
    return (
        f"Our cautions leave out {topic.removed(filters)['symptoms']} of all and keep {smallest} of these to the "
        "smallest dose. That clears no exercise for anybody: the screening comes first."
    )


def _nothing(filters: Filters, facts: Catalog) -> Markup:
    """Which filter removes most, and how many must be lifted."""
    most, count = next(iter(topic.removed(filters).items()))
    start = (
        f"<b>No exercise fits.</b> “{escape(said(most, filters, facts))}” removes most: "
        f"{count} of {len(facts.exercises)}."
    )
    found = topic.ways_out(filters)
    if not found:
        return Markup(f"{start} No wish is in the way here, only what you want to be careful with.")
    size = len(found[0].lift)
    if size == 1:
        return Markup(f"{start} Lifting one filter is enough.")
    fewer = "No single filter" if size == 2 else f"No {size - 1} filters together"
    return Markup(f"{start} {fewer} would bring any back, but these together would.")


def ways(filters: Filters, facts: Catalog) -> list[list[str]]:
    """The best ways out of an empty list: the filters to lift, separated by spaces, and the words of a button."""
    return [
        [
            " ".join(way.lift),
            f"Lift {listed(f'“{said(one, filters, facts)}”' for one in way.lift)}: "
            f"{way.count} {'comes' if way.count == 1 else 'come'} back",
        ]
        for way in topic.ways_out(filters)[:MOST_WAYS]
    ]
