"""Finding exercises by what they must be, and what to lift where nothing is found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache
from itertools import combinations

from attrs import evolve, fields, frozen

from hipkit.anatomy.exercises import longest
from hipkit.anatomy.measures import model_muscles
from hipkit.exercises.describing import careful, lengthens, serves
from hipkit.exercises.timing import unfit
from hipkit.facts import catalog
from hipkit.facts.records import Exercise
from hipkit.facts.shaping import one_of

NO_KIT = "none"
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
        lambda exercise, chosen: not unfit(exercise, catalog().timings[chosen[0]]),
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
