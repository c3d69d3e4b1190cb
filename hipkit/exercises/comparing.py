"""Two exercises side by side."""

from __future__ import annotations

from attrs import frozen

from hipkit.anatomy.exercises import Longest
from hipkit.exercises.describing import gains
from hipkit.facts import catalog
from hipkit.facts.records import Exercise
from hipkit.facts.shaping import one_of


@frozen
class Gain:
    """The longest moment of a muscle in each of two exercises; ``None`` where nobody has posed it."""

    muscle: str
    first: Longest | None
    second: Longest | None


@frozen
class Comparison:
    """Two exercises. ``shared``: muscles that both name; ``gains``: of those that either names or gains most in."""

    first: Exercise
    second: Exercise
    shared: tuple[str, ...]
    gains: tuple[Gain, ...]


def compare(first: str, second: str, count: int = 3) -> Comparison:
    """Two exercises side by side, with the ``count`` muscles that each lengthens most.

    Raises:
        ValueError: an id that is no exercise, or the same one twice.
    """
    exercises = catalog().exercises
    for place, one in enumerate((first, second), 1):
        if one not in exercises:
            raise ValueError(f"exercise {place}: found {one!r}, expected {one_of(exercises, one)}")
    if first == second:
        raise ValueError(f"found {first!r} twice, expected two different exercises")
    both = (gains(first), gains(second))
    named = dict.fromkeys((*exercises[first].muscles, *exercises[second].muscles))
    most = {muscle for one in both for muscle in list(one)[:count]}
    told = [muscle for muscle in catalog().muscles if any(muscle in one for one in both)]
    rows = [Gain(one, *(all_of.get(one) for all_of in both)) for one in told if one in named or one in most]
    shared = tuple(muscle for muscle in exercises[first].muscles if muscle in exercises[second].muscles)
    return Comparison(
        exercises[first], exercises[second], shared, tuple(sorted(rows, key=_largest, reverse=True))
    )


def _largest(gain: Gain) -> float:
    return max(one.change.fibre_ratio for one in (gain.first, gain.second) if one)
