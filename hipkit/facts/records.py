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
    course: str  # how it usually goes on
    told_by: str  # who can tell it from others, and how
    anatomy: tuple[str, ...]  # muscles and structures to show on the hip
    basis: str


@frozen
class BodyRegion:
    """A place of the body map. A shape is an ellipse: centre x and y, half width and half height.

    The picture is 100 wide and 200 high; a shape left of the middle stands for both sides of the body.
    """

    id: str
    name: str
    front: tuple[tuple[float, ...], ...] = ()
    back: tuple[tuple[float, ...], ...] = ()


@frozen
class Feature:
    """Something people feel, in words that name no disease, and the presentations that share it (judgement)."""

    id: str
    words: str
    region: Literal["Back", "Buttock and back of the leg", "Front and side of the hip", "Knee"]
    regions: tuple[str, ...]  # places of the body map
    symptoms: tuple[str, ...]


@frozen
class LookAlike:
    """Two presentations that are often taken for each other (judgement)."""

    id: str
    pair: tuple[str, ...]
    shared: str
    apart: str  # what a clinician asks or tests
    who: str  # who can tell, and how
    catch: str  # why that is not enough
    rows: tuple[str, ...]  # the evidence behind the catch


@frozen
class Likelihood:
    """How often one finding was met in people with a presentation, and how often in others.

    ``present`` is the likelihood ratio of having the finding, ``absent`` that of not having it, as printed;
    low and high are 95 % intervals. Publication and confidence are those of ``row`` in the evidence.
    """

    id: str
    about: str
    finding: str
    measures: str  # findings that measure the same thing are not independent
    population: str
    row: str
    second_row: str = ""
    test: str = ""  # several studies measured this test; they are shown side by side
    target: str = ""  # what the study looked for, where that is not the presentation itself
    sensitivity: Figure = Figure("")
    sensitivity_low: Figure = Figure("")
    sensitivity_high: Figure = Figure("")
    specificity: Figure = Figure("")
    specificity_low: Figure = Figure("")
    specificity_high: Figure = Figure("")
    present: Figure = Figure("")
    present_low: Figure = Figure("")
    present_high: Figure = Figure("")
    absent: Figure = Figure("")
    absent_low: Figure = Figure("")
    absent_high: Figure = Figure("")
    note: str = ""


@frozen
class PhysicalTest:
    """A test that several studies measured, how it goes, and why the studies differ (our reading)."""

    id: str
    name: str
    how: str
    lesson: str


@frozen
class PreTest:
    """How common a presentation is in some group of people, before anything is asked."""

    id: str
    about: str
    who: str
    chance: Figure
    row: str


@frozen
class ScreeningCase:
    """A short story to sort by what has to come first; ``flags`` are the red flags in it."""

    id: str
    story: str
    flags: tuple[str, ...]
    because: str  # explains the answer; names no disease


@frozen
class FlagLesson:
    """What warning signs do and do not say, with sources and the evidence shown beside it."""

    id: str
    title: str
    says: tuple[str, ...]
    sources: tuple[str, ...]
    rows: tuple[str, ...]


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


Kind = Literal["static", "dynamic", "pnf"]
Outcome = Literal[
    "strength", "power", "jump", "sprint", "range_now", "range_weeks", "strength_weeks", "injury", "soreness"
]


@frozen
class Tested:
    """What a finding tested, in the words a learner asks in (our reading). ``id`` is that of the finding."""

    id: str
    kinds: tuple[Literal["static", "dynamic", "pnf", "other"], ...]  # other: not a stretch, a comparison
    outcomes: tuple[Outcome, ...]
    about: str
    hold_s: tuple[float, ...] = ()  # seconds for each muscle in all, from and to; none: pooled or not said
    after_min: tuple[float, ...] = ()  # minutes from stretch to test, from and to; none: not said
    warm_up: bool = False  # movement came between the stretch and the test
    against: str = ""  # what stretching was compared with, where it was not "no stretching"
    says: str = ""  # the result, where the figure only stands for a word


@frozen
class Side:
    """What one side of a disagreement says, and the findings or rows of evidence it rests on."""

    says: str
    findings: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@frozen
class Dispute:
    """Good sources that do not agree, and why they may differ (our reading)."""

    id: str
    question: str
    sides: tuple[Side, ...]
    reasons: tuple[str, ...]
    lesson: str


@frozen
class Advice:
    """What speaks for a kind of stretching in a situation (judgement), and the findings behind it."""

    say: str
    reason: str
    findings: tuple[str, ...]


@frozen
class Decision:
    """A situation, and what each kind of stretching is worth in it."""

    id: str
    situation: str
    short_static: Advice
    long_static: Advice
    dynamic: Advice


@frozen
class StretchEffect:
    """Something a stretch is said to do, and how well that stands (judgement)."""

    id: str
    name: str
    standing: Literal["shown", "pointed to", "a guess"]
    text: str
    findings: tuple[str, ...]


@frozen
class Option:
    """A guess a learner may make: that the result lies from ``low`` to ``high``."""

    label: str
    low: float
    high: float


@frozen
class Prediction:
    """A question to answer before the studies are shown. ``unit``: of the findings that answer it."""

    id: str
    question: str
    kind: Kind
    outcome: Outcome
    options: tuple[Option, ...]
    lesson: str
    hold_s: int | None = None
    warm_up: bool = False
    unit: str = ""  # none: the findings that say their result in words


@frozen
class Claim:
    """A statement of the source articles, in our words, with what the evidence says of it."""

    id: str
    paragraph: str
    claim: str
    verdict: Literal["supported", "partly", "outdated", "contradicted", "no_good_evidence"]
    topic: str
    explanation: str = ""
    teaching_point: str = ""


@frozen
class PlainError:
    """A statement of the articles that is plainly wrong, and how anyone can see it (judgement)."""

    id: str
    claim: str
    said: str
    so: str
    see: str
    words: str = ""  # terms that were mixed up, each with its meaning


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
