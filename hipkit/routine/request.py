"""What a learner asks for, checked before anything is planned."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from hipkit import facts
from hipkit.text import listed

if TYPE_CHECKING:
    from hipkit.routine.conflicts import Conflict
    from hipkit.routine.rules import Case

LEVELS = {"beginner": 1, "some practice": 2, "strong": 3}
SHORTEST, LONGEST = 5, 90  # minutes
MOST_GOALS = 3


class RequestError(ValueError):
    """A request that cannot be planned. ``faults`` lists every reason, in words for the learner.

    ``case`` is what was to be planned; None where the request itself is at fault.
    """

    def __init__(self, *faults: str, case: Case | None = None) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults
        self.case = case

    @cached_property
    def conflict(self) -> Conflict | None:
        """The wishes in conflict, with ways out; None where the request itself is at fault."""
        from hipkit.routine.conflicts import conflict_in  # it raises these errors, so it knows this module

        return conflict_in(self.case) if self.case else None


def _ids(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in a fixed order, so that the order of ticking boxes changes nothing."""
    return tuple(sorted({names} if isinstance(names, str) else set(names)))


@frozen
class Request:
    """Minutes, goals and circumstances of a routine.

    ``goals`` (1 to 3), ``symptoms``, ``equipment``, ``timing``, ``include`` and ``exclude`` hold ids of the
    catalogue; ``level`` is "beginner", "some practice" or "strong". Raises `RequestError`, which lists
    every fault at once.
    """

    minutes: int
    goals: tuple[str, ...] = field(converter=_ids)
    symptoms: tuple[str, ...] = field(default=(), converter=_ids, repr=False)  # notebooks keep what they show
    equipment: tuple[str, ...] = field(default=(), converter=_ids)
    timing: str = "anytime"
    level: str = "beginner"
    include: tuple[str, ...] = field(default=(), converter=_ids)
    exclude: tuple[str, ...] = field(default=(), converter=_ids)

    def __attrs_post_init__(self) -> None:
        faults = tuple(_faults(self))
        if faults:
            raise RequestError(*faults)

    @property
    def seconds(self) -> int:
        return 60 * self.minutes

    def keeping(self, *exercises: str) -> Request:
        """The same request with these exercises to include; they are put back if they were removed."""
        kept = {*self.include, *exercises}
        return evolve(self, include=kept, exclude=set(self.exclude) - kept)

    def removing(self, *exercises: str) -> Request:
        """The same request with these exercises to exclude; they are no longer kept."""
        gone = {*self.exclude, *exercises}
        return evolve(self, include=set(self.include) - gone, exclude=gone)


def _faults(request: Request) -> Iterable[str]:
    known = facts.catalog()
    yield from _fault_of_minutes(request.minutes)
    if not request.goals:
        yield "Choose at least one goal."
    if len(request.goals) > MOST_GOALS:
        yield f"Choose at most {MOST_GOALS} goals; {len(request.goals)} were chosen."
    yield from _unknown("goal", request.goals, known.goals)
    yield from _unknown("symptom", request.symptoms, known.symptoms)
    yield from _unknown("equipment", request.equipment, known.equipment)
    yield from _unknown("timing", (request.timing,), known.timings)
    yield from _unknown("level", (request.level,), LEVELS)
    yield from _unknown("exercise to include", request.include, known.exercises)
    yield from _unknown("exercise to exclude", request.exclude, known.exercises)
    for symptom in request.symptoms:
        if symptom in known.symptoms and not known.symptoms[symptom].pick:
            yield f"{known.symptoms[symptom].plain!r} cannot be planned for: it belongs to the screening."
    for exercise in sorted(set(request.include) & set(request.exclude)):
        yield f"{exercise!r} is both to include and to exclude."


def _fault_of_minutes(minutes: object) -> Iterable[str]:
    if not isinstance(minutes, int) or isinstance(minutes, bool):
        yield f"Minutes must be a whole number from {SHORTEST} to {LONGEST}, not {minutes!r}."
    elif not SHORTEST <= minutes <= LONGEST:
        yield f"A routine takes {SHORTEST} to {LONGEST} minutes, not {minutes}."


def _unknown(kind: str, names: Iterable[str], known: Mapping[str, object]) -> Iterable[str]:
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(str(name), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there is {listed(known, 'or')}."
            yield f"There is no {kind} {name!r}: {hint}"
