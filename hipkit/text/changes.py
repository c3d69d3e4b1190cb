"""What another wish changes, what forcing an exercise in costs, and wishes in conflict, as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hipkit.facts import Catalog
from hipkit.text.words import listed, lower

if TYPE_CHECKING:
    from hipkit.routine import Added, Change, Conflict, Request, Routine, Wish

SECTIONS = {
    "warm-up": "warm-up",
    "mobility": "mobility part",
    "strength": "strength part",
    "static": "stretching part",
}
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TIMES = {
    "anytime": "at any time",
    "before_sport": "before sport",
    "after_sport": "after sport",
    "evening": "in the evening",
}


def change(change: Change, facts: Catalog) -> str:
    """``Five more minutes add Bridge and a longer warm-up; the routine gains 12 points.``"""
    if change.before.request == change.after.request:
        return "The wishes are the same, so nothing changes."
    cause, many = _cause(change, facts)
    ending = "" if many else "s"
    effects = [f"{verb}{ending} {what}" for verb, what in _effects(change, facts)]
    return f"{cause} {listed(effects) or f'change{ending} nothing else'}{_points(change)}."


def price(change: Change, exercise: str, facts: Catalog) -> str:
    """``With Pigeon pose kept, Butterfly leaves; the routine loses 6 points.``"""
    others = [name for name in change.added if name != exercise]
    told = [f"{_names(change.removed, facts)} {_verb('leave', change.removed)}"] if change.removed else []
    told += [f"{_names(others, facts)} {_verb('come', others)} in too"] if others else []
    return f"With {facts.exercises[exercise].name} kept, {listed([*told, _cost(change.points)])}."


def added(each: Added) -> str:
    """``4 units for the side of the hip, worth 52 points: measured at 44 % of its maximum``"""
    bases = {
        "model": f"by the model {each.percent} % of the longest that any held stretch makes it",
        "activity": f"measured at {each.percent} % of its greatest activity",
        "source": "as its source names it",
    }
    units = f"{each.units} unit{'s' if each.units != 1 else ''}"
    points = f"{each.points} point{'s' if each.points != 1 else ''}"
    return f"{units} for the {lower(each.name.split(' (')[0])}, worth {points}: {bases[each.basis]}"


def conflict(conflict: Conflict, facts: Catalog) -> str:
    """The clash in a sentence, and the rule of safety behind it where there is one."""
    stated = " ".join(
        f"{_full(obstacle.reason)} This rule is not negotiable." for obstacle in conflict.safety
    )
    if not conflict.wishes:
        return f"Too little is left to plan with, whatever else you choose. {stated}".strip()
    wishes = [_wish(wish, facts) for wish in conflict.wishes]
    if len(wishes) == 1:
        return f"This cannot be had: {wishes[0]}. {stated}".strip()
    fewer = f"though any {_count(len(wishes) - 1)} of them can"
    return f"These cannot be had together, {fewer}: {listed(wishes)}. {stated}".strip()


def way(request: Request, given: Request, facts: Catalog) -> str:
    """What a way out changes in a request: ``9 minutes, without Bridge``."""
    told = []
    if request.minutes != given.minutes:
        told.append(f"{request.minutes} minutes")
    if request.timing != given.timing:
        told.append(TIMES[request.timing])
    if request.level != given.level:
        told.append(f"the level \N{LEFT DOUBLE QUOTATION MARK}{request.level}\N{RIGHT DOUBLE QUOTATION MARK}")
    if more := sorted(set(request.equipment) - set(given.equipment)):
        told.append(f"with {listed(_a(facts.equipment[item].name) for item in more)}")
    if dropped := [name for name in given.include if name not in request.include]:
        told.append(f"without keeping {_names(dropped, facts)}")
    if back := [name for name in given.exclude if name not in request.exclude]:
        told.append(f"with {_names(back, facts)} put back")
    words = listed(told)
    return words[:1].upper() + words[1:]


def _cause(change: Change, facts: Catalog) -> tuple[str, bool]:
    """What was changed in the request, and whether it is more than one thing."""
    old, new = change.before.request, change.after.request
    told = _minutes(new.minutes - old.minutes)
    told += [_a(facts.equipment[item].name) for item in new.equipment if item not in old.equipment]
    told += [f"no {lower(facts.equipment[item].name)}" for item in old.equipment if item not in new.equipment]
    told += [f"the goal {_quoted(facts.goals[goal].name)}" for goal in new.goals if goal not in old.goals]
    told += [f"giving up {_quoted(facts.goals[goal].name)}" for goal in old.goals if goal not in new.goals]
    told += [
        f"minding {lower(facts.symptoms[name].plain)}" for name in new.symptoms if name not in old.symptoms
    ]
    told += [
        f"no longer minding {lower(facts.symptoms[name].plain)}"
        for name in old.symptoms
        if name not in new.symptoms
    ]
    told += [f"exercising {TIMES[new.timing]}"] if new.timing != old.timing else []
    told += [f"the level {_quoted(new.level)}"] if new.level != old.level else []
    told += [f"keeping {facts.exercises[name].name}" for name in new.include if name not in old.include]
    told += [
        f"no longer keeping {facts.exercises[name].name}"
        for name in old.include
        if name not in (*new.include, *new.exclude)
    ]
    told += [f"removing {facts.exercises[name].name}" for name in new.exclude if name not in old.exclude]
    told += [
        f"putting {facts.exercises[name].name} back"
        for name in old.exclude
        if name not in (*new.exclude, *new.include)
    ]
    words = listed(told)
    many = len(told) != 1 or abs(new.minutes - old.minutes) > 1
    return words[:1].upper() + words[1:], many


def _minutes(more: int) -> list[str]:
    if not more:
        return []
    unit = "minute" if abs(more) == 1 else "minutes"
    return [f"{_count(abs(more))} {'more' if more > 0 else 'fewer'} {unit}"]


def _count(number: int) -> str:
    return SMALL[number] if number < len(SMALL) else str(number)


def _effects(change: Change, facts: Catalog) -> list[tuple[str, str]]:
    """Verb and object of everything that changed; what the request itself names is not said again."""
    new = change.after.request
    added = [name for name in change.added if name not in new.include]
    removed = [name for name in change.removed if name not in new.exclude]
    longer, shorter = _lengths(change)
    found = (
        [("add", listed([*(facts.exercises[name].name for name in added), *longer]))]
        if added or longer
        else []
    )
    if removed:
        found.append(("drop", _names(removed, facts)))
    if shorter:
        found.append(("shorten", listed(f"the {part}" for part in shorter)))
    silent = [name for name in change.redosed if name not in (*change.added, *change.removed)]
    if silent and not longer and not shorter:
        found.append(("change", f"the dose of {_names(silent, facts)}"))
    return found


def _lengths(change: Change) -> tuple[list[str], list[str]]:
    """Parts that became longer or shorter although the same exercises stand in them."""
    longer: list[str] = []
    shorter: list[str] = []
    for phase, name in SECTIONS.items():
        old, new = _part(change.before, phase), _part(change.after, phase)
        if old.keys() == new.keys() and sum(new.values()) != sum(old.values()):
            more = sum(new.values()) > sum(old.values())
            (longer if more else shorter).append(f"a longer {name}" if more else name)
    return longer, shorter


def _part(routine: Routine, phase: str) -> dict[str, int]:
    return {step.exercise: step.seconds for step in routine.steps if step.phase == phase}


def _points(change: Change) -> str:
    """The difference of the score, where the two scores count the same goals."""
    if change.before.request.goals != change.after.request.goals:
        return ""
    return f"; {_cost(change.points)}"


def _cost(points: int) -> str:
    if not points:
        return "the score stays as it is"
    unit = "point" if abs(points) == 1 else "points"
    return f"the routine {'gains' if points > 0 else 'loses'} {abs(points)} {unit}"


def _verb(verb: str, subjects: Sequence[str]) -> str:
    return verb if len(subjects) > 1 else f"{verb}s"


def _a(thing: str) -> str:
    return f"{'an' if thing[0] in 'AEIOU' else 'a'} {lower(thing)}"


def _names(ids: Sequence[str], facts: Catalog) -> str:
    return listed(facts.exercises[name].name for name in ids)


def _quoted(words: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"


def _full(words: str) -> str:
    return words.rstrip(".") + "."


def _wish(wish: Wish, facts: Catalog) -> str:
    match wish.field:
        case "include":
            return f"keeping {facts.exercises[wish.value].name}"
        case "exclude":
            return f"removing {facts.exercises[wish.value].name}"
        case "minutes":
            return f"{wish.value} minutes"
        case "timing":
            return f"exercising {TIMES[wish.value]}"
        case "level":
            return f"the level {_quoted(wish.value)}"
    return "no kit beyond what is at hand"
