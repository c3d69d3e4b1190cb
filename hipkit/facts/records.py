"""The shape of every fact the kit holds.

A record is frozen: topics read it and never change it. Field names are the keys of the files in
``data/``; a field without a default must stand in the file. Times are seconds, angles degrees,
lengths metres unless a field says otherwise. ``seen`` is the address where a fact was read, which may
be a page quoting the paper: it is for whoever checks the facts and is never shown to learners.
``note`` is for teachers and editors.
"""

from __future__ import annotations

import re
from typing import Literal, NewType

from attrs import frozen

Verified = Literal["page", "memory"]
Confidence = Literal["high", "medium", "low"]
Phase = Literal["warm-up", "mobility", "strength", "static"]
Position = Literal["standing", "half-kneeling", "quadruped", "seated", "side-lying", "prone", "supine"]
Action = Literal["emergency_now", "urgent_same_day", "clinician_soon", "watch"]
When = Literal["pre_workout", "post_workout", "training", "anytime", "anytime_not_just_before_power"]
DoseUnit = Literal["repetition", "breath", "hold", "step", "bout"]
Figure = NewType("Figure", str)  # a number as its source printed it ("0.30"), or "" when there is none


@frozen
class Source:
    """A publication. ``id`` is what other files cite."""

    id: str
    authors: str
    year: str
    title: str
    venue: str = ""
    doi: str = ""
    pmid: str = ""
    pmc: str = ""
    url: str = ""  # for what has no DOI, PMID or PMC number
    seen: str = ""

    @property
    def short(self) -> str:
        """First author or body, and the year: ``Behm 2016``."""
        first = re.split(r",| et al| \(", self.authors)[0]
        return f"{re.sub(r' [A-Z]{1,4}$', '', first)} {self.year}"


@frozen
class Evidence:
    """One figure or statement that a source makes about a record (``about``)."""

    id: str
    about: str
    what: str
    value: str
    source: str
    verified: Verified
    kind: str = ""  # sorts the rows of one record: "demand" or "effect" of a goal, "length" of a warm-up
    unit: str = ""
    interval: str = ""  # 95 % confidence interval
    population: str = ""
    confidence: Confidence = "medium"
    seen: str = ""
    note: str = ""
    show: bool = True  # False: the fact base asks not to show it

    @property
    def confirmed(self) -> bool:
        return self.verified == "page"


@frozen
class Muscle:
    """A muscle a learner can name."""

    id: str
    name: str
    group: str
    origin: str
    insertion: str
    actions: tuple[str, ...]
    nerve: str
    levels: str
    source: str
    verified: Verified
    role: str = ""
    confidence: Confidence = "medium"
    seen: str = ""
    note: str = ""


@frozen
class Structure:
    """A bone, ligament, nerve, bursa or joint, with what is known of it."""

    id: str
    name: str
    kind: str
    facts: tuple[str, ...]
    source: str
    verified: Verified
    confidence: Confidence = "medium"
    seen: str = ""
    note: str = ""


@frozen
class MuscleGroup:
    """Muscles that a plan counts together (judgement)."""

    id: str
    name: str
    muscles: tuple[str, ...]
    opposite: str = ""  # the group whose work balances this one


@frozen
class Symptom:
    """A presentation: how something is felt. ``plain`` is the name a learner picks."""

    id: str
    name: str
    plain: str
    region: Literal[
        "Back", "Buttock and back of the leg", "Front and side of the hip", "Knee", "My situation"
    ]  # heading of the list
    kind: str
    pick: bool  # False: never offered in a list, because it is for the screening to catch
    location: tuple[str, ...]
    aggravated_by: tuple[str, ...]
    eased_by: tuple[str, ...]
    structures: tuple[str, ...]
    self_care: str
    see_clinician_if: str
    basis: str


@frozen
class Escalation:
    """Another flag that, answered yes as well, makes the action more urgent."""

    together_with: tuple[str, ...]  # any one of these
    action: Action


@frozen
class RedFlag:
    """A warning sign, as a question with the answers yes, no and not sure."""

    id: str
    action: Action
    page: Literal[1, 2, 3]
    sign: str  # the sign in clinical words, as guidelines name it
    question: str
    short: str  # how the answer is repeated: "New trouble passing urine"
    say: str  # how a person would say it to a clinician, first person
    why: str  # why it is asked, without naming a disease
    suspect: str  # for the lesson only; a stop page never shows it
    applies_to: tuple[Literal["hip", "low_back"], ...]
    basis: tuple[str, ...]  # guidelines or practice that name the sign
    teach: str = ""
    group: str = ""  # heading on the page: "Feeling, bladder and bowel"
    escalations: tuple[Escalation, ...] = ()


@frozen
class Finding:
    """One figure of a study of stretching."""

    id: str
    domain: Literal["acute_performance", "recovery", "rom_acute", "rom_chronic", "injury", "doms", "emg"]
    stretch: str
    outcome: str
    condition: str
    value: str
    unit: str
    source: str
    verified: Verified
    time_after_min: str = ""
    low: Figure = Figure("")  # 95 % confidence interval
    high: Figure = Figure("")
    p: str = ""
    n: str = ""
    population: str = ""
    confidence: Confidence = "medium"
    seen: str = ""
    note: str = ""
    show: bool = True  # False: the fact base asks not to show it


@frozen
class Claim:
    """A statement of the source articles, in our words, with what the evidence says of it."""

    id: str
    paragraph: str
    claim: str
    verdict: Literal["supported", "partly", "outdated", "contradicted", "no_good_evidence"]
    explanation: str = ""
    teaching_point: str = ""


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
class StatedDose:
    """What the source says of the dose, in our words."""

    words: str
    source: str
    verified: Verified
    confidence: Confidence = "medium"
    seen: str = ""


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
class Equipment:
    """Something that may have to be at hand."""

    id: str
    name: str
    stands_in_for: tuple[str, ...] = ()


@frozen
class Target:
    """What a goal asks of some muscles. ``weight`` 1 (little) to 4 (most) is judgement."""

    work: Literal["lengthen", "strengthen", "move"]
    muscles: tuple[str, ...]
    weight: Literal[1, 2, 3, 4]
    why: str
    source: str
    verified: Verified
    confidence: Confidence = "medium"
    seen: str = ""


@frozen
class GoalCaution:
    """What to watch on the way to a goal."""

    text: str
    source: str
    verified: Verified
    symptom: str = ""
    confidence: Confidence = "medium"
    seen: str = ""


@frozen
class Goal:
    """Something a learner wants to be able to do."""

    id: str
    name: str
    short: str  # continues the sentence "7 exercises in 20 min for ...": "a stronger single-leg stance"
    targets: tuple[Target, ...]
    timing: tuple[When, ...]
    minutes: str
    minutes_basis: str
    reachable: str  # what exercise can reach, and what it cannot
    tasks: tuple[str, ...] = ()  # ids in task_demands.csv
    cautions: tuple[GoalCaution, ...] = ()


@frozen
class Timing:
    """When the routine is done, and what that means for its parts (judgement, sourced where it says so)."""

    id: str
    name: str
    leave_out: tuple[Phase, ...]
    max_share: dict[Phase, float]  # at most this share of the minutes
    one_set: tuple[Phase, ...]  # phases that keep to the smallest dose
    max_level: dict[Phase, int]
    reason: str
    source: str = ""


@frozen
class Rule:
    """A hard rule of every routine. ``limit`` is its number, in ``unit``."""

    id: str
    name: str
    sentence: str
    basis: Literal["source", "judgement"]
    source: str = ""
    limit: float = 0
    unit: str = ""


@frozen
class Weight:
    """One number of the score, with its reason (judgement)."""

    id: str
    value: int
    reason: str


@frozen
class TaskDemand:
    """What a task of daily life or sport asks of the hip."""

    id: str
    task: str
    group: str
    kind: Literal["range", "moment", "muscle", "caution"]
    quantity: str
    value: str
    source: str
    verified: Verified
    unit: str = ""
    spread: str = ""
    n: str = ""
    population: str = ""
    confidence: Confidence = "medium"
    seen: str = ""
    note: str = ""


@frozen
class Activity:
    """How hard a muscle was measured to work in an exercise (share of its maximum, % MVIC)."""

    id: str
    exercise: str
    as_tested: str
    match: Literal["exact", "close", "heavier", "other"]
    muscle: str
    electrode: Literal["surface", "fine wire", "mixed"]
    statistic: str
    source: str
    verified: Verified
    value: Figure = Figure("")
    sd: Figure = Figure("")
    low: Figure = Figure("")  # range over studies
    high: Figure = Figure("")
    unit: str = ""
    category: str = ""
    normalisation: str = ""
    n: str = ""
    population: str = ""
    confidence: Confidence = "medium"
    seen: str = ""
    note: str = ""


@frozen
class Range:
    """A textbook or measured range of motion of the hip."""

    id: str
    kind: Literal["textbook", "measured", "error", "disagreement", "end_feel"]
    movement: str
    unit: str
    source: str
    verified: Verified
    value: str = ""  # empty where only a range was given
    sd: Figure = Figure("")
    low: Figure = Figure("")  # 95 % confidence interval
    high: Figure = Figure("")
    population: str = ""
    age: str = ""
    sex: str = ""
    n: str = ""
    method: str = ""
    confidence: Confidence = "medium"
    seen: str = ""
    note: str = ""


@frozen
class Progression:
    """A published rule of how a dose grows."""

    id: str
    rule: str
    value: str
    applies_to: Literal["strength", "static", "balance", "all loading"]
    population: str
    source: str
    verified: Verified
    unit: str = ""
    interval: str = ""
    confidence: Confidence = "medium"
    seen: str = ""
    note: str = ""


@frozen
class Disagreement:
    """Published rules that do not agree, and what the kit does about it (judgement)."""

    id: str
    topic: str
    sides: tuple[str, ...]  # ids in progression.csv
    kit_rule: str
    basis: str


@frozen
class Judgement:
    """A decision of the kit that belongs to no single record."""

    id: str
    topic: str
    text: str
    basis: str
