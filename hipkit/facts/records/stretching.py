"""What studies of stretching measured."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from hipkit.facts.records.sources import NO_FIGURE, Cited, Figure


@frozen
class Finding(Cited):
    """One figure of a study of stretching."""

    id: str
    domain: Literal["acute_performance", "recovery", "rom_acute", "rom_chronic", "injury", "doms", "emg"]
    stretch: str
    outcome: str
    condition: str
    value: str
    unit: str
    time_after_min: str = ""
    low: Figure = NO_FIGURE  # 95 % confidence interval
    high: Figure = NO_FIGURE
    p: str = ""
    n: str = ""
    population: str = ""
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
