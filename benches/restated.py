"""The rules of a routine, stated a second time: what a request leaves, what it takes and what it is worth.

Of the kit this knows the reader of ``data/`` alone, and shares no code with the planner. It is written from the
sentences of ``data/routine/rules.toml`` and the reasons of ``weights.toml``; each function says which it states.
Where both statements lead to the same routine, hundreds of times, neither has misread a rule.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from zlib import crc32

from hipkit.facts import catalog
from hipkit.facts.records import Caution, Dose, Exercise, Target

KNOWN = catalog()
PARTS = ("warm-up", "mobility", "strength", "static")
HARDEST = {"beginner": 1, "some practice": 2, "strong": 3}
DOES = {"lengthen": "static", "strengthen": "strength", "move": "mobility"}  # the part that does the work,
DOES_A_LITTLE = {"lengthen": "mobility", "move": "warm-up"}  # and the one that does a little of it
MADE_FOR = {"before_sport": "pre_workout", "after_sport": "post_workout"}  # timing -> the catalogue's word
GROUP = {muscle: group.id for group in KNOWN.groups.values() for muscle in group.muscles}
MAIN = {name: GROUP.get(exercise.main, exercise.main) for name, exercise in KNOWN.exercises.items()}
SERVED = {(exercise.phase, MAIN[name]) for name, exercise in KNOWN.exercises.items()}
CATALOGUE = tuple(KNOWN.exercises.values())

Cell = tuple[str, str]  # a part of the routine, and a muscle group or a position


def limit(rule: str) -> float:
    return KNOWN.rules[rule].limit


def weight(name: str) -> int:
    return KNOWN.weights[name].value


@dataclass(frozen=True)
class Pick:
    """An exercise at one of its doses. ``steps``: of the time grid; ``check``: what breaks the last ties."""

    exercise: Exercise
    number: int  # of the dose, in the catalogue's order
    starts: bool  # whether it may open the routine
    steps: int
    points: int
    check: int
    units: dict[str, int]  # muscle group -> units of coverage

    @property
    def block(self) -> Cell:
        return self.exercise.phase, position(self.exercise)


@dataclass(frozen=True)
class Wish:
    """A request as plain words; ``gentle``: whether the screening asks for advice first."""

    minutes: int
    goals: list[str]
    symptoms: list[str]
    equipment: list[str]
    timing: str
    level: str
    include: list[str]
    exclude: list[str]
    gentle: bool

    @cached_property
    def targets(self) -> list[tuple[str, Target]]:
        return [(goal, target) for goal in self.goals for target in KNOWN.goals[goal].targets]

    @property
    def seconds(self) -> int:
        return 60 * self.minutes

    # ------------------------------------------------------------ what a request leaves

    def allowed(self, exercise: Exercise) -> bool:
        """Rules wishes, gentle_only, symptom_leave_out, for_its_symptom, timing_parts, level, equipment, longest."""
        timing = KNOWN.timings[self.timing]
        kit = [KNOWN.equipment[item] for item in self.equipment]
        at_hand = {item.id for item in kit} | {other for item in kit for other in item.stands_in_for}
        easy = exercise.phase in ("warm-up", "mobility") and exercise.level <= limit("gentle_only")
        return (
            exercise.id not in self.exclude
            and (easy or not self.gentle)
            and all(caution.policy != "leave_out" for caution in self.cautions(exercise))
            and (self.has_what_it_is_for(exercise) or exercise.id in self.include)
            and exercise.phase not in timing.leave_out
            and exercise.level <= min(HARDEST[self.level], timing.max_level.get(exercise.phase, 3))
            and not (self.timing == "evening" and set(exercise.timing) == {"pre_workout"})
            and at_hand.issuperset(exercise.equipment)
            and len(self.doses(exercise)) > 0
        )

    def cautions(self, exercise: Exercise) -> list[Caution]:
        return [caution for caution in exercise.cautions if caution.symptom in self.symptoms]

    def provoked(self, exercise: Exercise) -> set[str]:
        return {caution.symptom for caution in self.cautions(exercise) if caution.provocative}

    def has_what_it_is_for(self, exercise: Exercise) -> bool:
        """Whether the exercise is for no symptom that it provokes, or for one that is picked."""
        provokes = {caution.symptom for caution in exercise.cautions if caution.provocative}
        for_them = provokes & {link.symptom for link in exercise.links}
        return not for_them or not for_them.isdisjoint(self.symptoms)

    def doses(self, exercise: Exercise) -> list[int]:
        """Rules symptom_smallest_dose, gentle_only, timing_dose, longest, longest_share."""
        careful = any(caution.policy == "smallest_dose" for caution in self.cautions(exercise))
        short = careful or self.gentle or exercise.phase in KNOWN.timings[self.timing].one_set
        numbers = [0] if short else list(range(len(exercise.doses)))
        most = max(limit("longest"), limit("longest_share") * self.seconds / 100)
        fitting = [number for number in numbers if steps(exercise, number) * limit("grid") <= most]
        return fitting or ([0] if exercise.id in self.include else [])

    def menu(self) -> list[Exercise] | None:
        """Rules one_variant, menu, one_provocative; None where what is to be kept cannot be, or too little is left."""
        left = [exercise for exercise in CATALOGUE if self.allowed(exercise)]
        missing = set(self.include) - {exercise.id for exercise in left}
        if missing or len(left) < 2 or all(exercise.phase != "warm-up" for exercise in left):
            return None
        chosen: list[Exercise] = []
        for exercise in sorted(left, key=self.preference):
            kept = exercise.id in self.include
            alike = [one for one in chosen if one.phase == exercise.phase]
            beside = [
                one for one in alike if (one.kind == "pulse_raiser") == (exercise.kind == "pulse_raiser")
            ]
            provoking = any(self.provoked(one) & self.provoked(exercise) for one in chosen)
            if provoking and kept:
                return None
            variant = any(one.family == exercise.family for one in alike)
            if kept or not (provoking or variant or len(beside) >= limit("menu")):
                chosen.append(exercise)
        return chosen

    def preference(self, exercise: Exercise) -> tuple[object, ...]:
        """What fits best comes first, in the order that stands above rule one_variant."""
        wanted = {group: counts for (part, group), counts in self.weights.items() if part == exercise.phase}
        main, *others = effects(exercise)
        longest = max(dose.side_s for dose in exercise.doses)
        return (
            exercise.id not in self.include,
            len(self.cautions(exercise)) > 0,
            not self.linked(exercise),
            -longest if exercise.kind == "pulse_raiser" else 0,
            -wanted.get(main, 0),
            not self.made_for_the_time(exercise),
            -exercise.level,
            -sum(wanted.get(group, 0) for group in others),
            exercise.dose_stated.verified != "page",
            exercise.id,
        )

    # ------------------------------------------------------------ what it is worth

    @cached_property
    def weights(self) -> dict[Cell, int]:
        """Weights companion, second_part, shared, base, opposite: how much each muscle group counts in each part."""
        asked: dict[Cell, dict[str, int]] = defaultdict(dict)  # cell -> goal -> weight
        for goal, target in self.targets:
            for place, group in enumerate(dict.fromkeys(GROUP.get(m, m) for m in target.muscles)):
                counts = max(1, target.weight - weight("companion")) if place else target.weight
                own, little = DOES[target.work], DOES_A_LITTLE.get(target.work)
                if little and (own, group) not in SERVED and (little, group) in SERVED:
                    own, little = little, None
                best = asked[own, group]
                best[goal] = max(counts, best.get(goal, 0))
                if little:
                    second = asked[little, group]
                    second[goal] = max(min(counts, weight("second_part")), second.get(goal, 0))
        found = {
            cell: max(goals.values()) + weight("shared") * (len(goals) - 1) for cell, goals in asked.items()
        }
        for part in PARTS[1:]:
            for each in KNOWN.groups.values():
                balances = part == "strength" and (part, each.opposite) in asked
                found.setdefault((part, each.id), weight("base") + weight("opposite") * balances)
        return found

    def gains(self, cell: Cell) -> list[int]:
        """Weights gain_early to gain_last, units: what each further unit of coverage adds; it falls."""
        tiers = chain.from_iterable(
            repeat(weight(f"gain_{tier}"), 3) for tier in ("early", "middle", "late", "last")
        )
        room = self.weights[cell] * weight("units")
        return [self.weights[cell] * gain for gain in tiers][: max(room, 0)]

    def points(self, exercise: Exercise, number: int) -> int:
        """What a pick counts beside its coverage."""
        return (
            weight("stated_dose") * (exercise.doses[number].basis == "source")
            + weight("confirmed") * (exercise.dose_stated.verified == "page")
            + weight("linked") * self.linked(exercise)
            + weight("suits_time") * self.made_for_the_time(exercise)
            - weight("exercise")
            - weight("careful") * (len(self.cautions(exercise)) > 0)
            - weight("minute") * math.floor(seconds(exercise, number) / 60)
        )

    def linked(self, exercise: Exercise) -> bool:
        """Named by a source about a picked symptom, or by one behind a goal; practice without a paper is none."""
        own = {exercise.dose_stated.source, exercise.second_source} - {"ahpoint"}
        behind = own & {target.source for _, target in self.targets}
        return bool(behind) or any(link.symptom in self.symptoms for link in exercise.links)

    def made_for_the_time(self, exercise: Exercise) -> bool:
        return MADE_FOR.get(self.timing) in exercise.timing and "anytime" not in exercise.timing

    def picks(self, menu: list[Exercise]) -> list[Pick]:
        """Every exercise of the menu at every dose that may be taken, but whose turn goes to what is kept."""
        first = self.starters(menu)
        taken = {self.turn(exercise) for exercise in menu if exercise.id in self.include}
        return [
            Pick(
                exercise,
                number,
                (exercise.id, number) in first,
                steps(exercise, number),
                self.points(exercise, number),
                check_number(exercise.id, exercise.doses[number]),
                units(exercise, exercise.doses[number]),
            )
            for exercise in menu
            if exercise.id in self.include or self.turn(exercise) not in taken
            for number in self.doses(exercise)
        ]

    def starters(self, menu: list[Exercise]) -> set[tuple[str, int]]:
        """Rule starter: what may come first."""
        raising = [
            (exercise, number)
            for exercise in menu
            for number in self.doses(exercise)
            if exercise.kind == "pulse_raiser" and exercise.doses[number].side_s >= limit("starter")
        ]
        standing = [pick for pick in raising if pick[0].position == "standing"]
        return {(exercise.id, number) for exercise, number in standing or raising}

    # ------------------------------------------------------------ what it takes

    def warm_up_at_least(self) -> float:
        """Rules warm_up_share, warm_up_full, warm_up_shortest, warm_up_enough; in seconds."""
        share = min(limit("warm_up_share") * self.seconds / 100, limit("warm_up_full"))
        shortest = min(limit("warm_up_shortest"), limit("warm_up_enough") * self.seconds / 100)
        return shortest if self.gentle else max(share, shortest)

    def at_most(self, part: str) -> float:
        """Rule timing_share, in seconds; the whole time where the part has no share."""
        share = {str(phase): share for phase, share in KNOWN.timings[self.timing].max_share.items()}.get(part)
        most = self.seconds if share is None else share * self.seconds
        return max(most, self.warm_up_at_least() + limit("timing_share")) if part == "warm-up" else most

    def turn(self, exercise: Exercise) -> tuple[str, ...]:
        """Rule one_per_muscle: of exercises with the same turn, one at most, but for what is to be kept."""
        most_asked = {
            (DOES[target.work], GROUP.get(target.muscles[0], target.muscles[0]))
            for _, target in self.targets
            if target.weight >= weight("focus")
        }
        alone = (exercise.phase, MAIN[exercise.id]) in most_asked
        return (exercise.phase, position(exercise), MAIN[exercise.id], exercise.id if alone else "")


# ---------------------------------------------------------------- what holds for every request


def seconds(exercise: Exercise, number: int) -> float:
    """Set-up, the sets with the rests between them, the other side and the change to it."""
    dose = exercise.doses[number]
    side = dose.sets * dose.count * dose.seconds + (dose.sets - 1) * dose.rest_s
    return exercise.setup_s + (side + exercise.side_switch_s + side if exercise.sides else side)


def steps(exercise: Exercise, number: int) -> int:
    """Rule grid."""
    return math.ceil(seconds(exercise, number) / limit("grid"))


def position(exercise: Exercise) -> str:
    """Sitting on the floor is another place than sitting on a chair or a bike."""
    on_floor = exercise.position == "seated" and not {"chair", "bike"}.intersection(exercise.equipment)
    return "floor" if on_floor else exercise.position


def effects(exercise: Exercise) -> dict[str, str]:
    """Weights work_full to stretch_some, unnamed: muscle group -> full, some or helps; the main group first."""
    named = list(dict.fromkeys(GROUP.get(muscle, muscle) for muscle in exercise.muscles))
    work = KNOWN.work.get(exercise.id)
    percent = work.percent if work else {}
    kind = "stretch" if work and work.basis == "model" else "work"
    found: dict[str, str] = {}
    for group in named:
        if group not in percent:
            found[group] = "full" if group == named[0] else "helps"
        elif percent[group] >= weight(f"{kind}_full"):
            found[group] = "full"
        elif percent[group] >= weight(f"{kind}_some") or group == named[0]:
            found[group] = "some"
    beside = [group for group, figure in percent.items() if figure >= weight("unnamed")]
    return found | {group: "helps" for group in beside if group not in named}


def units(exercise: Exercise, dose: Dose) -> dict[str, int]:
    """Weights units_each, units_some, units_beside: units of coverage of each muscle group.

    A bout is ten repetitions, or half a minute held or moved; a repetition of 15 s or more counts by its time.
    """
    counted = dose.unit in ("repetition", "step") and dose.seconds < 15
    bouts = dose.sets * (dose.count / 10 if counted else dose.count * dose.seconds / 30)
    found = {}
    for group, effect in effects(exercise).items():
        whole = effect == "full" or (effect == "helps" and (exercise.phase, group) not in SERVED)
        most = weight("units_each" if whole else "units_some" if effect == "some" else "units_beside")
        each = math.floor(bouts * (2 if effect == "full" else 1) + 0.5)
        found[group] = max(1, min(each, most))
    return found


def check_number(name: str, dose: Dose) -> int:
    """Ties that time does not break: the larger sum of these, the same on every machine."""
    return crc32(f"{name} {dose.sets} {dose.count} {dose.seconds:g}".encode()) % 65536
