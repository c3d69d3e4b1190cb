"""The rules that filter: which exercises, and which of their doses, a request leaves.

Rules that bind picks together (one of a family, shares of time, ...) are part of the model; every rule is
checked again, on the finished routine, by ``checking``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Literal

from attrs import define

from hipkit.exercises.timing import ready, unfit
from hipkit.facts import Catalog
from hipkit.facts.records import Caution, Dose, Exercise, Link, Timing
from hipkit.routine.doses import slot
from hipkit.routine.request import LEVELS, Request
from hipkit.text import clock, listed

OPEN, CLOSE = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
PRACTICE = "ahpoint"  # practice knowledge without a paper
GENTLE_PARTS = ("warm-up", "mobility")
OWN_PART = {
    "lengthen": "static",
    "strengthen": "strength",
    "move": "mobility",
}  # work -> the part that does it
Amount = Literal["full", "some", "helps"]  # how much an exercise does for a muscle group


@define(frozen=True)
class Case:
    """One request, under what the screening allows, against one catalogue."""

    request: Request
    gentle: bool
    catalog: Catalog

    @cached_property
    def timing(self) -> Timing:
        return self.catalog.timings[self.request.timing]

    @cached_property
    def at_hand(self) -> frozenset[str]:
        """The kit at hand, and what it stands in for."""
        kit = [self.catalog.equipment[item] for item in self.request.equipment]
        return frozenset(name for item in kit for name in (item.id, *item.stands_in_for))

    @cached_property
    def grid(self) -> int:
        """Seconds of a step of time."""
        return int(self.limit("grid"))

    @cached_property
    def group_of(self) -> dict[str, str]:
        """Muscle -> the group that counts it."""
        return {muscle: group.id for group in self.catalog.groups.values() for muscle in group.muscles}

    @cached_property
    def worked(self) -> dict[str, tuple[str, ...]]:
        """Exercise -> the muscle groups it works, the main muscle's first; a muscle of no group counts for itself."""
        return {
            exercise.id: tuple(
                dict.fromkeys(
                    self.group_of.get(muscle, muscle) for muscle in (exercise.main, *exercise.muscles)
                )
            )
            for exercise in self.catalog.exercises.values()
        }

    @cached_property
    def effects(self) -> dict[str, dict[str, Amount]]:
        """Exercise -> the muscle groups for which it does something, and how much, the main muscle's first."""
        return {name: dict(self._effects(name)) for name in self.catalog.exercises}

    def _effects(self, exercise: str) -> Iterator[tuple[str, Amount]]:
        """By what was computed or measured; where nothing was, by what the source of the exercise names."""
        named, found = self.worked[exercise], self.catalog.work.get(exercise)
        percent = found.percent if found else {}
        full, some = self._levels(found.basis if found else "")
        for group in named:
            figure, main = percent.get(group), group == named[0]
            if figure is None:
                yield group, "full" if main else "helps"
            elif figure >= some or main:
                yield group, "full" if figure >= full else "some"
        for group, figure in percent.items():
            if group not in named and figure >= self.weight("unnamed"):
                yield group, "helps"

    def _levels(self, basis: str) -> tuple[int, int]:
        kind = "stretch" if basis == "model" else "work"
        return self.weight(f"{kind}_full"), self.weight(f"{kind}_some")

    @cached_property
    def own_work(self) -> frozenset[tuple[str, str]]:
        """Parts and muscle groups for which the catalogue, not only the kit, has an exercise of their own."""
        return frozenset((each.phase, self.worked[each.id][0]) for each in self.catalog.exercises.values())

    @cached_property
    def focus(self) -> dict[str, frozenset[str]]:
        """Part -> the muscle groups that a goal asks most of it, so that several exercises may work them."""
        found: dict[str, set[str]] = {}
        for goal in self.request.goals:
            for target in self.catalog.goals[goal].targets:
                if target.weight >= self.weight("focus"):
                    group = self.group_of.get(target.muscles[0], target.muscles[0])
                    found.setdefault(OWN_PART[target.work], set()).add(group)
        return {part: frozenset(groups) for part, groups in found.items()}

    @cached_property
    def obstacles(self) -> dict[str, tuple[Obstacle, ...]]:
        """Exercise -> everything that keeps it out before any search, the plainest first."""
        return {
            exercise.id: tuple(found for found in (rule(exercise, self) for rule in FILTERS) if found)
            for exercise in self.catalog.exercises.values()
        }

    def limit(self, rule: str) -> float:
        return self.catalog.rules[rule].limit

    def weight(self, name: str) -> int:
        return self.catalog.weights[name].value

    def cautions(self, exercise: Exercise) -> tuple[Caution, ...]:
        """The exercise's cautions about picked symptoms."""
        return tuple(caution for caution in exercise.cautions if caution.symptom in self.request.symptoms)

    def provoked(self, exercise: Exercise) -> frozenset[str]:
        """The picked symptoms that the exercise tends to provoke."""
        return frozenset(caution.symptom for caution in self.cautions(exercise) if caution.provocative)

    def links(self, exercise: Exercise) -> tuple[Link, ...]:
        """What sources about the picked symptoms say of the exercise."""
        return tuple(link for link in exercise.links if link.symptom in self.request.symptoms)

    def goal_sources(self, exercise: Exercise) -> tuple[str, ...]:
        """The sources of the exercise that also stand behind a target of the goals."""
        behind = {target.source for goal in self.request.goals for target in self.catalog.goals[goal].targets}
        mine = (exercise.dose_stated.source, exercise.second_source)
        return tuple(source for source in mine if source in behind and source != PRACTICE)

    def linked(self, exercise: Exercise) -> bool:
        """Whether a source about a picked symptom, or one behind a goal, names the exercise."""
        return bool(self.links(exercise) or self.goal_sources(exercise))


@define(frozen=True)
class Obstacle:
    """What keeps an exercise out, and what would change it ("" where nothing does)."""

    rule: str
    reason: str
    change: str = ""
    source: str = ""


def doses(exercise: Exercise, case: Case) -> tuple[Dose, ...]:
    """The doses that the rules leave; none if even the smallest is too long and nobody asked to keep it."""
    left = exercise.doses[:1] if smallest_only(exercise, case) else exercise.doses
    short = tuple(dose for dose in left if slot(exercise, dose, case.grid) <= longest_seconds(case))
    return short or (left[:1] if exercise.id in case.request.include else ())


def smallest_only(exercise: Exercise, case: Case) -> str:
    """The rule that asks for the smallest dose, or ""."""
    if case.gentle:
        return "gentle_only"
    if any(caution.policy == "smallest_dose" for caution in case.cautions(exercise)):
        return "symptom_smallest_dose"
    return "timing_dose" if exercise.phase in case.timing.one_set else ""


def warm_up_seconds(case: Case) -> float:
    """The least that the warm-up takes; what is gentle all through needs no share of it."""
    total = case.request.seconds
    shortest = min(case.limit("warm_up_shortest"), case.limit("warm_up_enough") / 100 * total)
    share = min(case.limit("warm_up_share") / 100 * total, case.limit("warm_up_full"))
    return shortest if case.gentle else max(share, shortest)


def most_seconds(phase: str, case: Case) -> float:
    """The most that a part may take."""
    total = case.request.seconds
    most = next((share * total for part, share in case.timing.max_share.items() if part == phase), total)
    return max(most, warm_up_seconds(case) + case.limit("timing_share")) if phase == "warm-up" else most


def longest_seconds(case: Case) -> float:
    """The most that one exercise may take."""
    return max(case.limit("longest"), case.limit("longest_share") / 100 * case.request.seconds)


def suits(exercise: Exercise, case: Case) -> bool:
    """Whether the catalogue names the exercise for the time chosen, and not for any time."""
    return ready(exercise, case.timing) and "anytime" not in exercise.timing


def starters(picks: Iterable[tuple[Exercise, Dose]], case: Case) -> frozenset[tuple[str, Dose]]:
    """What may come first: what raises the pulse for long enough, standing; sitting if there is nothing else."""
    raising = [
        (exercise, dose)
        for exercise, dose in picks
        if exercise.kind == "pulse_raiser" and dose.side_s >= case.limit("starter")
    ]
    standing = [pick for pick in raising if pick[0].position == "standing"]
    return frozenset((exercise.id, dose) for exercise, dose in standing or raising)


def place(exercise: Exercise) -> str:
    """Where an exercise is done: its position, with a seat told from the floor."""
    on_floor = exercise.position == "seated" and not {"chair", "bike"} & set(exercise.equipment)
    return "seated on the floor" if on_floor else exercise.position


def _excluded(exercise: Exercise, case: Case) -> Obstacle | None:
    if exercise.id not in case.request.exclude:
        return None
    return Obstacle("wishes", "You removed it.", "Put it back.")


def _gentle_only(exercise: Exercise, case: Case) -> Obstacle | None:
    if not case.gentle or (exercise.phase in GENTLE_PARTS and exercise.level == 1):
        return None
    reason = "After your answers in the screening only easy warm-up and mobility is offered."
    return Obstacle("gentle_only", reason, "Get advice first, then answer the screening again.")


def _symptom(exercise: Exercise, case: Case) -> Obstacle | None:
    hits = [caution for caution in case.cautions(exercise) if caution.policy == "leave_out"]
    if not hits:
        return None
    names = listed(f"{OPEN}{plain(hit.symptom, case)}{CLOSE}" for hit in hits)
    return Obstacle("symptom_leave_out", f"Left out with {names}: {hits[0].reason}")


def plain(symptom: str, case: Case) -> str:
    return case.catalog.symptoms[symptom].plain


def _other_symptom(exercise: Exercise, case: Case) -> Obstacle | None:
    provokes = {caution.symptom for caution in exercise.cautions if caution.provocative}
    meant = [link for link in exercise.links if link.symptom in provokes]
    mine = exercise.id in case.request.include or any(link.symptom in case.request.symptoms for link in meant)
    if not meant or mine:
        return None
    name = f"{OPEN}{plain(meant[0].symptom, case)}{CLOSE}"
    return Obstacle(
        "for_its_symptom", f"It is meant for {name}, and tends to provoke it.", "Keep it.", meant[0].source
    )


def _timing(exercise: Exercise, case: Case) -> Obstacle | None:
    timing = case.timing
    lacking = unfit(exercise, timing)
    if lacking is None:
        return None
    why = {
        "part": f"no {_PART_NAMES[exercise.phase]}",
        "level": "this part stays easy",
        "purpose": "it gets the body ready for sport",
    }[lacking]
    return Obstacle(
        "timing_parts", f"{timing.name}: {why}. {timing.reason}", "Another time of day.", timing.source
    )


_PART_NAMES = {
    "warm-up": "warm-up",
    "mobility": "mobility work",
    "strength": "strength work",
    "static": "held stretches",
}


def _level(exercise: Exercise, case: Case) -> Obstacle | None:
    if exercise.level <= LEVELS[case.request.level]:
        return None
    needed = next(name for name, level in LEVELS.items() if level == exercise.level)
    reason = f"It is for the level {OPEN}{needed}{CLOSE}: {exercise.level_reason}."
    return Obstacle("level", reason, f"The level {needed}.")


def _kit(exercise: Exercise, case: Case) -> Obstacle | None:
    missing = [case.catalog.equipment[item].name.lower() for item in missing_kit(exercise, case)]
    if not missing:
        return None
    return Obstacle("equipment", f"It needs: {listed(missing)}.", f"Have at hand: {listed(missing)}.")


def missing_kit(exercise: Exercise, case: Case) -> tuple[str, ...]:
    return tuple(item for item in exercise.equipment if item not in case.at_hand)


def _length(exercise: Exercise, case: Case) -> Obstacle | None:
    if doses(exercise, case):
        return None
    shortest, most = slot(exercise, exercise.doses[0], case.grid), longest_seconds(case)
    reason = (
        f"Its smallest dose takes {clock(shortest)}; one exercise may take {clock(most)} of these minutes."
    )
    return Obstacle("longest", reason, "More minutes, or keep it.")


Filter = Callable[[Exercise, Case], Obstacle | None]
FILTERS: tuple[Filter, ...] = (
    _excluded,
    _gentle_only,
    _symptom,
    _other_symptom,
    _timing,
    _level,
    _kit,
    _length,
)
