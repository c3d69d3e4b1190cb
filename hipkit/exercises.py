"""Finding exercises, stepping from an easier to a harder one, and two of them side by side.

>>> [exercise.id for exercise in found(Filters(muscle="piriformis", kit=("chair",)))]
['hip_cars_standing', 'chair_figure_four']
>>> ladder("bridge").easier
(('pelvic_tilt', 'prone_hip_extension', 'standing_hip_extension'),)

A list of exercises is no routine: it knows nothing of the person, and no screening comes before it.
Nothing here says that an exercise is safe for anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import combinations
from typing import Literal

from attrs import evolve, fields, frozen

from hipkit.anatomy.exercises import STRETCHED, Longest, longest
from hipkit.anatomy.measures import model_muscles
from hipkit.anatomy.motion import poses
from hipkit.facts import catalog
from hipkit.facts.records import Activity, Caution, Exercise, Goal, Target, Timing
from hipkit.facts.shaping import one_of

__all__ = [
    "FACETS",
    "Comparison",
    "Facet",
    "FilterError",
    "Filters",
    "Gain",
    "Ladder",
    "Sport",
    "WayOut",
    "active",
    "before_and_after",
    "careful",
    "compare",
    "counts",
    "found",
    "gains",
    "ladder",
    "measured",
    "removed",
    "serves",
    "ways_out",
]

NO_KIT = "none"
HALF = 0.5  # of the most that any exercise lengthens a muscle: from here it counts as lengthened (judgement)
WORK = {  # part of a routine -> the kind of work that goals ask of it
    "warm-up": "move",
    "mobility": "move",
    "strength": "strengthen",
    "static": "lengthen",
}
READY = {"before_sport": "pre_workout", "after_sport": "post_workout"}  # timing -> an exercise made for it
STIRS = {"evening": "pre_workout"}  # timing -> it does not fit what is made for this alone
ORDER = ("warm-up", "mobility", "strength", "static")


class FilterError(ValueError):
    """A filter that does not exist. The text names the filter, what was found and what was expected."""


# ---------------------------------------------------------------- filters


@frozen
class Filters:
    """What an exercise must be to be found. Empty: anything.

    Attributes:
        words: all of them stand in its name, in another name of it, or in its short description.
        muscle: the catalogue names it.
        longer: the model lengthens it well: see :func:`lengthens`.
        goal: some goal asks for the work that the exercise does on its main muscle.
        when: id of a timing that leaves it a place.
        kit: what is at hand; ``("none",)`` is nothing. It needs no more than this.
        symptoms: no caution of the catalogue leaves it out for any of them.

    Raises:
        FilterError: a value that is no option.
    """

    words: str = ""
    muscle: str = ""
    longer: str = ""
    kind: str = ""
    phase: str = ""
    position: str = ""
    goal: str = ""
    level: str = ""
    when: str = ""
    kit: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        for name, facet in FACETS.items():
            value = getattr(self, name)
            if not isinstance(value, tuple if facet.many else str):
                expected = "a tuple of ids" if facet.many else "a text"
                raise FilterError(f"{name}: found {value!r}, expected {expected}")
            for option in value if facet.many else filter(None, (value,)):
                if option not in facet.options():
                    raise FilterError(f"{name}: found {option!r}, expected {one_of(facet.options(), option)}")


@frozen
class Facet:
    """One filter: what may be chosen, and whether an exercise passes a choice. ``many``: several at once."""

    options: Callable[[], Collection[str]]
    passes: Callable[[Exercise, tuple[str, ...]], bool]
    many: bool = False


def _is(field: str, *values: str) -> Facet:
    return Facet(lambda: values, lambda exercise, chosen: str(getattr(exercise, field)) == chosen[0])


@cache
def _named() -> tuple[str, ...]:
    """The muscles that some exercise names, in the order of the catalogue."""
    named = {muscle for exercise in catalog().exercises.values() for muscle in exercise.muscles}
    return tuple(muscle for muscle in catalog().muscles if muscle in named)


@cache
def _with_path() -> tuple[str, ...]:
    return tuple(muscle for muscle in catalog().muscles if model_muscles()[muscle].parts)


@cache
def _needed() -> tuple[str, ...]:
    """Nothing, and the kit that some exercise cannot do without."""
    needed = {item for exercise in catalog().exercises.values() for item in exercise.equipment}
    return (NO_KIT, *(item for item in catalog().equipment if item in needed))


@cache
def _minded() -> tuple[str, ...]:
    """The symptoms that may be picked and that some exercise has a caution for."""
    known = {caution.symptom for exercise in catalog().exercises.values() for caution in careful(exercise)}
    return tuple(one.id for one in catalog().symptoms.values() if one.pick and one.id in known)


def _at_hand(kit: Iterable[str]) -> set[str]:
    """The kit, and what it stands in for."""
    items = [catalog().equipment[item] for item in kit if item != NO_KIT]
    return {name for item in items for name in (item.id, *item.stands_in_for)}


def _left_out(exercise: Exercise, symptoms: Collection[str]) -> bool:
    return any(one.policy == "leave_out" and one.symptom in symptoms for one in exercise.cautions)


FACETS: dict[str, Facet] = {
    "muscle": Facet(_named, lambda exercise, chosen: chosen[0] in exercise.muscles),
    "longer": Facet(_with_path, lambda exercise, chosen: lengthens(exercise.id, chosen[0])),
    "kind": _is(
        "kind", "pulse_raiser", "mobility", "dynamic_stretch", "strength", "balance", "static_stretch"
    ),
    "phase": _is("phase", *ORDER),
    "position": _is(
        "position", "standing", "seated", "quadruped", "half-kneeling", "supine", "prone", "side-lying"
    ),
    "level": _is("level", "1", "2", "3"),
    "goal": Facet(
        lambda: catalog().goals, lambda exercise, chosen: any(g.id in chosen for g, _ in serves(exercise))
    ),
    "when": Facet(
        lambda: [timing for timing in catalog().timings if timing != "anytime"],
        lambda exercise, chosen: _sport(exercise, catalog().timings[chosen[0]]).place != "left out",
    ),
    "kit": Facet(
        _needed, lambda exercise, chosen: _at_hand(chosen).issuperset(exercise.equipment), many=True
    ),
    "symptoms": Facet(_minded, lambda exercise, chosen: not _left_out(exercise, chosen), many=True),
}
WORDS = "words"  # the only filter without options


def _spelled(exercise: Exercise, words: tuple[str, ...]) -> bool:
    known = " ".join((exercise.name, *exercise.aliases, exercise.brief)).lower()
    return all(word in known for word in words[0].lower().split())


def chosen(filters: Filters, name: str) -> tuple[str, ...]:
    """What is chosen of a filter; nothing: it lets all pass."""
    value = getattr(filters, name)
    return value if isinstance(value, tuple) else tuple(filter(None, (value.strip(),)))


def active(filters: Filters) -> tuple[str, ...]:
    """The names of the filters that are set."""
    return tuple(field.name for field in fields(Filters) if chosen(filters, field.name))


@lru_cache(maxsize=2048)
def _passing(name: str, options: tuple[str, ...]) -> frozenset[str]:
    """The exercises that pass a choice of one filter."""
    passes = _spelled if name == WORDS else FACETS[name].passes
    return frozenset(one.id for one in catalog().exercises.values() if passes(one, options))


def _left(filters: Filters, lifted: Collection[str] = ()) -> frozenset[str]:
    """The exercises that pass every filter but those lifted."""
    kept = (_passing(name, chosen(filters, name)) for name in active(filters) if name not in lifted)
    return frozenset(catalog().exercises).intersection(*kept)


# ---------------------------------------------------------------- what is found


def found(filters: Filters) -> tuple[Exercise, ...]:
    """The exercises that pass every filter: warm-up first and held stretches last, each by name.

    With ``longer`` those come first that lengthen the muscle most for its fibres.
    """
    passed = [catalog().exercises[key] for key in _left(filters)]
    if filters.longer:
        gained = {one.id: longest(one.id)[filters.longer].change.fibre_ratio for one in passed}
        return tuple(sorted(passed, key=lambda one: (-gained[one.id], one.name)))
    return tuple(sorted(passed, key=lambda one: (ORDER.index(one.phase), one.name)))


def counts(filters: Filters, names: Iterable[str] = tuple(FACETS)) -> dict[str, dict[str, int]]:
    """Filter -> option -> how many exercises are found once it is chosen, the other filters as they are.

    Option ``""``: once nothing is chosen there. Of a filter that takes several the option comes to what is
    chosen already.
    """
    return {name: dict(_options(name, filters)) for name in names}


def _options(name: str, filters: Filters) -> Iterator[tuple[str, int]]:
    facet, before = FACETS[name], chosen(filters, name)
    others = _left(filters, (name,))
    yield "", len(others)
    for option in facet.options():
        yield option, len(others & _passing(name, (*before, option) if facet.many else (option,)))


def removed(filters: Filters) -> dict[str, int]:
    """Filter that is set -> how many of all exercises it removes by itself, the most first."""
    everything = len(catalog().exercises)
    taken = {name: everything - len(_passing(name, chosen(filters, name))) for name in active(filters)}
    return dict(sorted(taken.items(), key=lambda pair: -pair[1]))


@frozen
class WayOut:
    """Filters to lift together, and how many exercises are found then."""

    lift: tuple[str, ...]
    count: int


def ways_out(filters: Filters, keep: Collection[str] = ("symptoms",)) -> tuple[WayOut, ...]:
    """Where nothing is found: the smallest sets of filters to lift, the one that brings back most first.

    One filter where one is enough, else all pairs that are, and so on. Filters of ``keep`` are not lifted:
    a caution is no wish. Empty if something is found, or if what is kept alone removes everything.
    """
    if _left(filters):
        return ()
    names = [name for name in active(filters) if name not in keep]
    for size in range(1, len(names) + 1):
        sets = (WayOut(lift, len(_left(filters, lift))) for lift in combinations(names, size))
        if helping := [way for way in sets if way.count]:
            return tuple(sorted(helping, key=lambda way: -way.count))
    return ()


def without(filters: Filters, names: Iterable[str]) -> Filters:
    """The same filters, with these lifted."""
    blank = Filters()
    return evolve(filters, **{name: getattr(blank, name) for name in names})


# ---------------------------------------------------------------- what the model, studies and goals say


def gains(exercise: str) -> Mapping[str, Longest]:
    """Muscle -> where in the exercise it is longest, most first; empty where nobody has posed it."""
    return longest(exercise) if exercise in poses() else {}


@cache
def _most(muscle: str) -> float:
    """The most that any exercise lengthens a muscle, as a share of its fibre length."""
    return max(longest(exercise)[muscle].change.fibre_ratio for exercise in poses())


def lengthens(exercise: str, muscle: str) -> bool:
    """Whether the model lengthens the muscle at least half as much as in the exercise that does most.

    And by no less than ``anatomy.exercises.STRETCHED`` of its fibres, or it is not called longer at all.
    """
    if muscle not in gains(exercise):
        return False
    least = max(STRETCHED, HALF * _most(muscle))
    return gains(exercise)[muscle].change.fibre_ratio >= least


def measured(exercise: Exercise) -> tuple[Activity, ...]:
    """How hard muscles were measured to work in it, or in one close to it: nearest first, main muscle first."""
    near = ("exact", "close", "heavier")
    rows = [row for row in catalog().activity.values() if row.exercise == exercise.id and row.match in near]
    return tuple(sorted(rows, key=lambda row: (near.index(row.match), row.muscle != exercise.main)))


def careful(exercise: Exercise) -> tuple[Caution, ...]:
    """The cautions that change something, those first that leave the exercise out."""
    said = [caution for caution in exercise.cautions if caution.policy != "allow"]
    return tuple(sorted(said, key=lambda caution: caution.policy != "leave_out"))


def serves(exercise: Exercise) -> tuple[tuple[Goal, Target], ...]:
    """The goals that ask for the work of this exercise on its main muscle, and the target that does."""
    return tuple(
        (goal, target)
        for goal in catalog().goals.values()
        for target in goal.targets
        if target.work == WORK[exercise.phase] and exercise.main in target.muscles
    )


Place = Literal["made for it", "fits", "smallest dose", "left out"]


@frozen
class Sport:
    """The place of an exercise before or after sport, with the reason of ``timing``."""

    timing: Timing
    place: Place


def before_and_after(exercise: str) -> tuple[Sport, Sport]:
    """The place of an exercise before and after sport."""
    record, timings = catalog().exercises[exercise], catalog().timings
    return _sport(record, timings["before_sport"]), _sport(record, timings["after_sport"])


def _sport(exercise: Exercise, timing: Timing) -> Sport:
    if (
        exercise.phase in timing.leave_out
        or exercise.level > timing.max_level.get(exercise.phase, exercise.level)
        or set(exercise.timing) == {STIRS.get(timing.id)}
    ):
        return Sport(timing, "left out")
    if exercise.phase in timing.one_set:
        return Sport(timing, "smallest dose")
    return Sport(timing, "made for it" if READY.get(timing.id) in exercise.timing else "fits")


# ---------------------------------------------------------------- easier and harder


@frozen
class Ladder:
    """What is easier and what is harder than an exercise, nearest rung first; a rung may hold several.

    ``variants``: of the same family, and neither easier nor harder.
    """

    exercise: str
    easier: tuple[tuple[str, ...], ...]
    harder: tuple[tuple[str, ...], ...]
    variants: tuple[str, ...]


def ladder(exercise: str) -> Ladder:
    """Every rung below and above an exercise."""
    down, up = _rungs(exercise, _easier), _rungs(exercise, _harder)
    placed = {exercise, *(one for rung in (*down, *up) for one in rung)}
    family = catalog().exercises[exercise].family
    variants = (one.id for one in catalog().exercises.values() if one.family == family)
    return Ladder(exercise, down, up, tuple(one for one in variants if one not in placed))


def _rungs(start: str, step: Callable[[str], list[str]]) -> tuple[tuple[str, ...], ...]:
    seen, rung, rungs = {start}, [start], []
    while rung := [one for one in dict.fromkeys(n for one in rung for n in step(one)) if one not in seen]:
        seen.update(rung)
        rungs.append(tuple(rung))
    return tuple(rungs)


def _easier(exercise: str) -> list[str]:
    own = catalog().exercises[exercise].harder_than
    return [*own, *(one.id for one in catalog().exercises.values() if exercise in one.easier_than)]


def _harder(exercise: str) -> list[str]:
    own = catalog().exercises[exercise].easier_than
    return [*own, *(one.id for one in catalog().exercises.values() if exercise in one.harder_than)]


# ---------------------------------------------------------------- two side by side


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
