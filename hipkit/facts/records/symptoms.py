"""Presentations, findings, red flags and the lessons about them."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from hipkit.facts.records.sources import NO_FIGURE, Figure

Action = Literal["emergency_now", "urgent_same_day", "clinician_soon", "watch"]


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
    sensitivity: Figure = NO_FIGURE
    sensitivity_low: Figure = NO_FIGURE
    sensitivity_high: Figure = NO_FIGURE
    specificity: Figure = NO_FIGURE
    specificity_low: Figure = NO_FIGURE
    specificity_high: Figure = NO_FIGURE
    present: Figure = NO_FIGURE
    present_low: Figure = NO_FIGURE
    present_high: Figure = NO_FIGURE
    absent: Figure = NO_FIGURE
    absent_low: Figure = NO_FIGURE
    absent_high: Figure = NO_FIGURE
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
