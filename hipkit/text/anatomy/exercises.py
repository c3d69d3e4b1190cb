"""What an exercise does to the muscles, and where model and source disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hipkit.anatomy.exercises import Fault, Longest, Misfit, Reached, longest, misfits, misfits_of
from hipkit.facts import Catalog
from hipkit.text.anatomy.amounts import described, longer, percent, plus
from hipkit.text.markup import Markup, table
from hipkit.text.words import escape

GUESS_LEAD = "Think of where it starts and where it ends. Commit yourself, then look."
BLAME: dict[Fault, str] = {
    "model": "That is a limit of the model, not of the exercise",
    "list": "Here the list of muscles is in doubt, not the model",
    "work": "That is no contradiction",
}
UNJUDGED = "Model or source: we have not judged which is off."


def exercise_note(at: Reached, note: str, facts: Catalog) -> str:
    """Which moment of an exercise the numbers are about."""
    name = facts.exercises[at.exercise].name
    assumed = f" {note}" if note else ""
    return (
        f"Numbers: <b>{escape(name)}</b>, {at.side} leg, where its first muscle is longest: "
        f"{described(at.pose)}.{escape(assumed)} Angles of exercises are our assumption unless a source is named."
    )


def misfit(exercise: str, facts: Catalog) -> str:
    """For a card of the exercise: which of its muscles the model does not lengthen, and what is off.

    Plain text, to be escaped; empty where nothing is off.
    """
    found = misfits_of(exercise)
    if not found:
        return ""
    said = [
        f"At its longest, the {facts.muscles[one.muscle].name.lower()} is {longer(one.longest.change)}."
        for one in found
    ]
    reasons = dict.fromkeys(_blame(one) for one in found)
    return " ".join(["The model does not stretch every muscle that is named here.", *said, *reasons])


def _blame(one: Misfit) -> str:
    verdict = one.verdict
    return f"{BLAME[verdict.lies_with]}. {verdict.why}" if verdict else UNJUDGED


def contradictions(facts: Catalog) -> Markup:
    """Stretches whose named muscle the model does not lengthen."""
    return misfit_table(misfits(), facts)


def misfit_table(found: Sequence[Misfit], facts: Catalog) -> Markup:
    """Exercise, muscle, what it gains at most, and what we make of it."""
    if not found:
        return Markup("<p>None among the exercises that have a pose.</p>")
    rows = [
        (
            facts.exercises[one.exercise].name,
            facts.muscles[one.muscle].name,
            percent(one.longest.change.fibre_ratio),
            _blame(one),
        )
        for one in found
    ]
    head = ("Exercise", "Muscle that is named", "Most it gains here, of fibre", "What we make of it")
    return Markup(
        table("Named, but not longer in the model", head, rows)
        + '<p class="hk-note">The last column is our judgement.</p>'
    )


def gains(found: Mapping[str, Longest], facts: Catalog, count: int = 6) -> Markup:
    """The muscles that gain most in an exercise."""
    rows = [
        (facts.muscles[one].name, plus(best.change.mm), percent(best.change.fibre_ratio), best.at.side,
         best.change.confidence)
        for one, best in list(found.items())[:count]
    ]  # fmt: skip
    head = ("Muscle", "mm", "of fibre", "Leg", "Trust")
    return table("Longest moment of each muscle, against standing", head, rows, right=(1, 2))


def told(guess: str, exercise: str, facts: Catalog) -> Markup:
    """A guess beside what the model gives."""
    found = longest(exercise)
    first = next(iter(found))
    name, said = (escape(facts.muscles[one].name.lower()) for one in (first, guess))
    opening = (
        f"You said <b>{said}</b>, and so does the model" if guess == first else f"You said <b>{said}</b>"
    )
    own = "" if guess == first else f", which is at most {longer(found[guess].change)}"
    most = f"The <b>{name}</b> gains most for its fibres: it gets {longer(found[first].change)}."
    return Markup(f"{opening}{own}. {most}")
