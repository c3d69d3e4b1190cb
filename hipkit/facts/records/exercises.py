"""Exercises, their doses and how hard muscles work in them."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from hipkit.facts.records.sources import NO_FIGURE, Cited, Figure

Phase = Literal["warm-up", "mobility", "strength", "static"]
Position = Literal["standing", "half-kneeling", "quadruped", "seated", "side-lying", "prone", "supine"]
When = Literal["pre_workout", "post_workout", "training", "anytime", "anytime_not_just_before_power"]
DoseUnit = Literal["repetition", "breath", "hold", "step", "bout"]


@frozen
class Dose:
    """One way to do an exercise. ``count`` units make a set, on each side where there are sides.

    ``seconds`` is the length of one unit, any hold inside it included.
    """

    sets: int
    count: int
    unit: DoseUnit
    seconds: float
    basis: Literal["source", "smaller", "our choice"]
    hold_s: float = 0
    rest_s: float = 0
    why: str = ""

    @property
    def side_s(self) -> float:
        """Seconds for one side, rests between sets included."""
        return self.sets * self.count * self.seconds + (self.sets - 1) * self.rest_s


@frozen
class StatedDose(Cited):
    """What the source says of the dose, in our words."""

    words: str


@frozen
class Tempo:
    """How long one unit of an exercise takes, any hold inside it included (judgement)."""

    unit: DoseUnit
    seconds: float


@frozen
class Caution:
    """What a symptom means for an exercise (judgement)."""

    symptom: str
    policy: Literal["leave_out", "smallest_dose", "allow"]
    reason: str
    provocative: bool = False


@frozen
class Link:
    """A source about a symptom that names the exercise."""

    symptom: str
    source: str
    reason: str


@frozen
class Exercise:
    """An exercise with everything a card, a plan and a player need."""

    id: str
    name: str
    brief: str
    kind: Literal["static_stretch", "dynamic_stretch", "strength", "mobility", "balance", "pulse_raiser"]
    phase: Phase
    position: Position
    sides: bool  # True: done on one side, then on the other
    family: str
    level: Literal[1, 2, 3]
    level_reason: str
    main: str
    muscles: tuple[str, ...]  # the main muscle first
    joint_actions: str
    setup_s: int
    equipment: tuple[str, ...]  # equipment ids that must be at hand
    timing: tuple[When, ...]
    start: str
    movement: tuple[str, ...]
    feel: str
    mistakes: tuple[str, ...]
    stop: str
    easier: str
    harder: str
    dose_stated: StatedDose
    doses: tuple[Dose, ...]
    aliases: tuple[str, ...] = ()
    optional_equipment: tuple[str, ...] = ()
    easier_than: tuple[str, ...] = ()  # ids of harder exercises
    harder_than: tuple[str, ...] = ()  # ids of easier exercises
    side_switch_s: int = 0
    tempo: Tempo | None = None
    second_source: str = ""
    cautions: tuple[Caution, ...] = ()
    links: tuple[Link, ...] = ()
    note: str = ""


@frozen
class Activity(Cited):
    """How hard a muscle was measured to work in an exercise (share of its maximum, % MVIC)."""

    id: str
    exercise: str
    as_tested: str
    match: Literal["exact", "close", "heavier", "other"]
    muscle: str
    electrode: Literal["surface", "fine wire", "mixed"]
    statistic: str
    value: Figure = NO_FIGURE
    sd: Figure = NO_FIGURE
    low: Figure = NO_FIGURE  # range over studies
    high: Figure = NO_FIGURE
    unit: str = ""
    category: str = ""
    normalisation: str = ""
    n: str = ""
    population: str = ""
