"""What studies of stretching measured, found by what a learner asks.

>>> answer = findings(kind="static", outcome="strength", hold_s=20, after_min=10)
>>> [finding.id for finding in answer]
['SE034']

An answer holds every finding that tested the question, and where none did, the nearest ones with the
respects in which they differ. Nothing is averaged: a result stands on the axis of its own unit, and
results of different units are never put on one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import inf, log
from typing import Literal, get_args, overload

from attrs import evolve, frozen

from hipkit.facts import catalog
from hipkit.facts.records import Dispute, Finding, Kind, Option, Outcome, Prediction, Tested

__all__ = [
    "Answer",
    "Arithmetic",
    "Axis",
    "Near",
    "Question",
    "QuestionError",
    "Reveal",
    "Scale",
    "axes",
    "felt",
    "findings",
    "question_of",
    "reveal",
    "scale",
    "shown",
]

Respect = Literal["hold_s", "after_min", "warm_up", "kind", "outcome"]

KINDS: tuple[Kind, ...] = get_args(Kind)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
RESPECTS: tuple[Respect, ...] = get_args(Respect)  # from the least to the most that a difference matters
LASTING = (
    "range_weeks",
    "strength_weeks",
    "injury",
    "soreness",
)  # no clock runs from one stretch to the test
AT_ONCE = (0.0, 5.0)  # minutes; the tests that reviews pool as straight after came 3 to 5 min later


class QuestionError(ValueError):
    """A question that cannot be asked. ``faults`` says why, one sentence each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(self.faults))


@frozen
class Question:
    """What a learner asks; ``None`` leaves a respect open.

    Attributes:
        hold_s: whole seconds of stretching for each muscle, all holds together.
        after_min: minutes between the stretch (and the warm-up, if there is one) and the event.
        warm_up: whether movement comes between the stretch and the event.
    """

    kind: Kind | None = None
    outcome: Outcome | None = None
    hold_s: int | None = None
    after_min: float | None = None
    warm_up: bool | None = None

    def __attrs_post_init__(self) -> None:
        faults = [
            f"{name} is {value!r}; expected one of {', '.join(known)}."
            for name, value, known in (("kind", self.kind, KINDS), ("outcome", self.outcome, OUTCOMES))
            if value is not None and value not in known
        ]
        if self.hold_s is not None and self.hold_s < 1:
            faults.append(f"hold_s is {self.hold_s!r}; expected at least 1.")
        if self.after_min is not None and self.after_min < 0:
            faults.append(f"after_min is {self.after_min!r}; expected 0 or more.")
        if faults:
            raise QuestionError(faults)

    @property
    def applies(self) -> tuple[Respect, ...]:
        """The respects that play a part: no hold in dynamic work, no clock in what takes weeks."""
        left_out: set[str] = set()
        if self.kind == "dynamic":
            left_out |= {"hold_s"}
        if self.outcome in LASTING:
            left_out |= {"after_min", "warm_up"}
        return tuple(respect for respect in RESPECTS if respect not in left_out)


@frozen
class Near:
    """A finding that comes near a question, and the respects in which it differs."""

    finding: Finding
    differs: tuple[Respect, ...]


@frozen
class Answer(Sequence[Finding]):
    """The findings that tested a question, in the order of the file; empty if none did.

    Attributes:
        nearest: if none did, those about the outcome that differ in the fewest respects, nearest first.
        about: all that may be shown about the outcome, whatever else it tested.
        disputes: where good sources disagree about it.
    """

    question: Question
    exact: tuple[Finding, ...]
    nearest: tuple[Near, ...]
    about: tuple[Finding, ...]
    disputes: tuple[Dispute, ...]

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        return self.exact[index]

    def __len__(self) -> int:
        return len(self.exact)


def findings(
    kind: Kind | None = None,
    outcome: Outcome | None = None,
    hold_s: int | None = None,
    after_min: float | None = None,
    warm_up: bool | None = None,
) -> Answer:
    """What the studies in ``data/stretching`` measured; the arguments are those of :class:`Question`.

    Raises:
        QuestionError: naming each argument that cannot be, and what was expected.
    """
    question = Question(kind, outcome, hold_s, after_min, warm_up)
    every = [Near(finding, differences(question, tested)) for finding, tested in shown()]
    near = [one for one in every if "outcome" not in one.differs]
    exact = tuple(one.finding for one in near if not one.differs)
    return Answer(
        question,
        exact,
        nearest=() if exact else _nearest(question, near),
        about=tuple(one.finding for one in near),
        disputes=tuple(_disputes(question)),
    )


def shown() -> Iterator[tuple[Finding, Tested]]:
    """Every finding about stretching that may be shown, with what it tested."""
    facts = catalog()
    for key, tested in facts.tested.items():
        if facts.findings[key].show:
            yield facts.findings[key], tested


# ---------------------------------------------------------------- how a finding fits a question


def differences(question: Question, tested: Tested) -> tuple[Respect, ...]:
    """The respects in which a finding tested something else than was asked."""
    fits = {
        "kind": question.kind is None or question.kind in tested.kinds,
        "outcome": question.outcome is None or question.outcome in tested.outcomes,
        "hold_s": question.hold_s is None or _holds(tested.hold_s, question.hold_s),
        "after_min": question.after_min is None or _meets(tested.after_min or AT_ONCE, question.after_min),
        "warm_up": question.warm_up is None or question.warm_up == tested.warm_up,
    }
    return tuple(respect for respect in question.applies if not fits[respect])


def _holds(span: tuple[float, ...], seconds: float) -> bool:
    return bool(span) and span[0] <= seconds <= span[1]


def _meets(span: tuple[float, ...], minutes: float) -> bool:
    asked = AT_ONCE if minutes <= AT_ONCE[1] else (minutes, minutes)
    return span[0] <= asked[1] and asked[0] <= span[1]


def _nearest(question: Question, near: Sequence[Near]) -> tuple[Near, ...]:
    fewest = min(len(one.differs) for one in near)
    tested = catalog().tested

    def distance(one: Near) -> tuple[list[int], float, float]:
        serious = sorted((RESPECTS.index(respect) for respect in one.differs), reverse=True)
        other = tested[one.finding.id]
        return serious, _far_in_hold(question, other), _far_in_time(question, other)

    return tuple(sorted((one for one in near if len(one.differs) == fewest), key=distance))


def _far_in_hold(question: Question, tested: Tested) -> float:
    """How many times longer or shorter the nearest hold was, as a logarithm; 0 where holds were pooled."""
    if question.hold_s is None or not tested.hold_s or _holds(tested.hold_s, question.hold_s):
        return 0
    return min(abs(log(end / question.hold_s)) for end in tested.hold_s if end < inf)


def _far_in_time(question: Question, tested: Tested) -> float:
    span = tested.after_min or AT_ONCE
    if question.after_min is None or _meets(span, question.after_min):
        return 0
    return min(abs(end - question.after_min) for end in span)


def _disputes(question: Question) -> Iterator[Dispute]:
    """Those in which each side has a finding about the outcome, and some finding is about the kind."""
    facts = catalog()
    asked = evolve(question, hold_s=None, after_min=None, warm_up=None)
    for dispute in facts.disputes.values():
        sides = [[differences(asked, facts.tested[key]) for key in side.findings] for side in dispute.sides]
        if all(any("outcome" not in one for one in side) for side in sides) and () in chain(*sides):
            yield dispute


# ---------------------------------------------------------------- units and axes


@frozen
class Scale:
    """A unit that results can be drawn in. ``null`` is the value that means no difference."""

    id: str
    name: str
    null: float
    ratio: bool = False  # drawn so that twice and half are equally far from ``null``


_EFFECT = Scale("effect", "Effect size", 0)
_SCALES = {
    "% change": Scale("percent", "Percent change", 0),
    "ES": _EFFECT,  # three names for a difference counted in standard deviations
    "SMD": _EFFECT,
    "Hedges g": _EFFECT,
    "RR": Scale("risk", "Risk ratio", 1, ratio=True),
    "HR": Scale("hazard", "Hazard ratio", 1, ratio=True),
    "OR": Scale("odds", "Odds ratio", 1, ratio=True),
    "points of 100": Scale("points", "Points of 100", 0),
    "mm of 100": Scale("mm", "Millimetres of 100", 0),
}


def scale(finding: Finding) -> Scale | None:
    """The scale a result can be drawn on; ``None`` for a dose, a limit or a result told in words."""
    tested = catalog().tested.get(finding.id)
    return None if tested is None or tested.says else _SCALES.get(finding.unit)


def values(finding: Finding) -> tuple[float, ...]:
    """The number of a finding, or both ends where its source gave a range: ``"-4.0 to -7.5"``."""
    return tuple(float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", finding.value))


@frozen
class Axis:
    """Results that may be compared by eye: one scale, one comparison, one clock."""

    scale: Scale
    against: str  # what stretching was compared with; "" is no stretching
    later: bool  # followed over the minutes after the stretch
    findings: tuple[Finding, ...]


def axes(answer: Answer) -> tuple[Axis, ...]:
    """What there is to draw about the outcome asked for, each scale on an axis of its own.

    Results followed over minutes are left out unless they answer, or the event is later.
    """
    asked = answer.question.after_min
    later = asked is not None and asked > AT_ONCE[1]
    groups: dict[tuple[Scale, str, bool], tuple[Finding, ...]] = {}
    for finding in answer.about:
        unit = scale(finding)
        if unit is not None:
            key = (unit, catalog().tested[finding.id].against, finding.domain == "recovery")
            groups[key] = (*groups.get(key, ()), finding)
    return tuple(
        Axis(*key, drawn)
        for key, drawn in groups.items()
        if not key[2] or later or set(drawn) & set(answer.exact)
    )


# ---------------------------------------------------------------- arithmetic a person can feel


@frozen
class Arithmetic:
    """A result carried over to something familiar. It was calculated, not measured.

    ``change``, ``low`` and ``high`` are in the unit of ``base``; without an interval the last two are
    ``None``. For a range of values ``change`` is the nearer end and ``other`` the farther one.
    """

    finding: Finding
    base: float
    change: float
    other: float | None = None
    low: float | None = None
    high: float | None = None


def felt(finding: Finding, base: float) -> Arithmetic:
    """A percentage of ``base`` (a 40 cm jump), or a ratio times ``base`` (20 injuries), with its interval.

    Raises:
        ValueError: the finding has neither a percentage nor a ratio.
    """
    unit = scale(finding)
    if unit is None or not (unit.ratio or unit.id == "percent"):
        raise ValueError(f"{finding.id} is in {finding.unit!r}; expected a percentage or a ratio")
    share = base if unit.ratio else base / 100
    numbers = [value * share for value in values(finding)]
    return Arithmetic(
        finding,
        base,
        change=numbers[0],
        other=numbers[1] if len(numbers) > 1 else None,
        low=float(finding.low) * share if finding.low else None,
        high=float(finding.high) * share if finding.high else None,
    )


# ---------------------------------------------------------------- predict first


@frozen
class Reveal:
    """A guess beside what was measured. ``measured``: the findings that answer, by the option they are in."""

    prediction: Prediction
    chosen: Option
    measured: Mapping[str, tuple[Finding, ...]]

    @property
    def right(self) -> bool:
        """Whether any study found what was guessed."""
        return bool(self.measured[self.chosen.label])


def question_of(prediction: Prediction) -> Question:
    """The question a prediction is about; what it says of the clock is straight after."""
    lasting = prediction.outcome in LASTING
    return Question(
        prediction.kind,
        prediction.outcome,
        prediction.hold_s,
        None if lasting else AT_ONCE[0],
        None if lasting else prediction.warm_up,
    )


def reveal(prediction: Prediction, chosen: str) -> Reveal:
    """What was measured, beside the option a learner chose (its label).

    Raises:
        QuestionError: there is no such option.
    """
    options = {option.label: option for option in prediction.options}
    if chosen not in options:
        raise QuestionError([f"{chosen!r} is no option; expected one of {', '.join(options)}."])
    tested = catalog().tested
    question = question_of(prediction)
    answering = [
        finding
        for finding in findings(
            question.kind, question.outcome, question.hold_s, question.after_min, question.warm_up
        )
        if (finding.unit == prediction.unit if prediction.unit else tested[finding.id].says)
    ]
    return Reveal(
        prediction,
        options[chosen],
        {label: tuple(_within(option, answering)) for label, option in options.items()},
    )


def _within(option: Option, answering: Iterable[Finding]) -> Iterator[Finding]:
    for finding in answering:
        if all(option.low <= value <= option.high for value in values(finding)):
            yield finding
