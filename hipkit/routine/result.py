"""What planning gives back: a routine that explains itself, or a stop."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Any, Literal

import attrs
from attrs import frozen

from hipkit.facts.records import Dose, Rule
from hipkit.routine.request import Request

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from hipkit import symptoms

FORMAT = "hipkit routine"
VERSION = 1


class RoutineError(ValueError):
    """A text that is no routine of this kit, or one that breaks its rules. Says what was found."""


@frozen
class Stop:
    """No routine, because of an answer in the screening, which a notebook that shows this does not keep."""

    action: str = attrs.field(repr=False)
    title: str = attrs.field(repr=False)
    text: str = attrs.field(repr=False)
    reasons: tuple[symptoms.Reason, ...] = attrs.field(repr=False)


@frozen
class Step:
    """One exercise of a routine. Times in seconds.

    ``seconds`` covers set-up, both sides, side switch and rests, rounded up to the grid; ``enter_s`` comes
    before it (``start_s`` is after it) and is 0 unless a new part or position begins.
    """

    exercise: str
    phase: str
    position: str
    dose: Dose
    start_s: int
    seconds: int
    enter_s: int


@frozen
class Reason:
    """Why something is as it is. ``basis``: "source" (``source`` is its id), "judgement" or "rule"."""

    text: str
    source: str = ""
    basis: Literal["source", "judgement", "rule"] = "judgement"


@frozen
class Check:
    """A hard rule, and what the finished routine makes of it."""

    rule: Rule
    value: str
    limit: str
    kept: bool


@frozen
class LeftOut:
    """Why an exercise is not in the routine, and what would change it ("" where nothing should).

    ``rule`` is the id of the first rule in the way, "" where others only add more. ``may_keep``: no rule
    forbids the exercise to a learner who asks for it, so `Routine.price` can say what that costs.
    """

    exercise: str
    reason: str
    change: str
    source: str = ""
    rule: str = ""
    may_keep: bool = False


@frozen
class Coverage:
    """What a goal asks of a muscle group in one part. ``met`` of ``target`` units; ``kit``: what would meet more."""

    phase: str
    group: str
    name: str
    met: int
    target: int
    weight: int
    why: str
    source: str
    kit: str = ""


@frozen
class Added:
    """What a step adds to the coverage of a muscle group, as things stand: ``units`` worth ``points``.

    ``basis``: by what it counts: the hip model's lengthening, measured activity (``percent`` of the longest,
    or of the maximum), or what the source of the exercise names.
    """

    group: str
    name: str
    units: int
    points: int
    basis: Literal["model", "activity", "source"]
    percent: int | None = None


@frozen
class Effect:
    """What a picked symptom did to an exercise."""

    symptom: str = attrs.field(repr=False)
    exercise: str
    effect: Literal["left out", "smallest dose", "favoured"]
    reason: str
    source: str = ""


@frozen(repr=False)
class Routine:
    """A worked example under the rules. If ``proven``, no routine scores higher under them."""

    request: Request
    gentle: bool
    steps: tuple[Step, ...]
    score: int
    bound: int
    proven: bool
    checks: tuple[Check, ...]
    coverage: tuple[Coverage, ...]
    left_out: tuple[LeftOut, ...]
    effects: tuple[Effect, ...]
    reasons: tuple[tuple[Reason, ...], ...]  # one tuple for each step

    def __repr__(self) -> str:
        """One line without what the learner answered, since notebooks keep what they show."""
        minutes, seconds = divmod(self.total_s, 60)
        proof = "proven" if self.proven else f"at most {self.bound}"
        return f"Routine({len(self.steps)} steps, {minutes}:{seconds:02} min, score {self.score}, {proof})"

    @property
    def total_s(self) -> int:
        """Seconds from the first change of position to the end of the last step."""
        return self.steps[-1].start_s + self.steps[-1].seconds

    @property
    def useful_s(self) -> int:
        """Seconds that add something under the rules. Nothing is added as padding, so it is the total."""
        return self.total_s

    def why(self, step: Step) -> tuple[Reason, ...]:
        """Why the step is there. ValueError if it is not a step of this routine."""
        return self.reasons[self.steps.index(step)]

    def adds(self, step: Step) -> tuple[Added, ...]:
        """What the step adds, and to what, the most first. ValueError if it is not a step of this routine."""
        from hipkit.routine.changing import adds

        return adds(self, step)

    def why_not(self, exercise: str) -> LeftOut:
        """Why an exercise is not there. ValueError if it is, or if there is no such exercise."""
        for item in self.left_out:
            if item.exercise == exercise:
                return item
        if any(step.exercise == exercise for step in self.steps):
            raise ValueError(f"{exercise!r} is in the routine; routine.why(step) says why")
        near = difflib.get_close_matches(exercise, [item.exercise for item in self.left_out], n=1)
        raise ValueError(
            f"there is no exercise {exercise!r}" + (f"; did you mean {near[0]!r}?" if near else "")
        )

    def what_if(self, **wishes: Any) -> Change:
        """What other wishes would change: fields of `Request`, such as ``minutes=25``.

        The result of the screening stays. Raises `RequestError` if no routine keeps every rule then;
        its ``conflict`` says which wishes cannot be met together.
        """
        return self.replanned(attrs.evolve(self.request, **wishes))

    def replanned(self, request: Request) -> Change:
        """The routine of another request under the same screening, and what differs."""
        from hipkit.routine.planning import replanned

        return replanned(self, request)

    def price(self, exercise: str) -> Change:
        """What forcing an exercise in would cost (``points``), and what would leave. Takes one search."""
        return self.replanned(self.request.keeping(exercise))

    def swaps(self, step: Step) -> tuple[str, ...]:
        """Exercises that could take a step's place under the rules, the nearest first: `swap` does it."""
        from hipkit.routine.changing import swaps

        return swaps(self, step)

    def swap(self, step: Step, exercise: str) -> Change:
        """A step removed and another exercise kept."""
        return self.replanned(self.request.removing(step.exercise).keeping(exercise))

    def more_like(self, step: Step) -> Change | None:
        """One more exercise for the same muscles, the one that costs least; None if the rules allow none."""
        from hipkit.routine.changing import more_like

        return more_like(self, step)

    def to_json(self) -> str:
        """The request and the steps, for `from_json`. It names the symptoms that were picked."""
        steps = [{"exercise": step.exercise, "dose": attrs.asdict(step.dose)} for step in self.steps]
        content = {
            "format": FORMAT,
            "version": VERSION,
            "request": attrs.asdict(self.request),
            "gentle": self.gentle,
            "steps": steps,
            "score": self.score,
        }
        return json.dumps(content, indent=1)

    def to_html(self) -> str:
        """A page to print, which names no symptom."""
        from hipkit.export import print_page  # a later layer: export knows routines

        return print_page(self)

    def to_ics(self, start: date, at: time, days: Sequence[str] = ("mon", "thu")) -> bytes:
        """Four weeks of sessions on these days from ``start`` on, as a calendar file that names no symptom."""
        from hipkit.export import calendar_file  # a later layer: export knows routines
        from hipkit.routine.weeks import weeks  # weeks are made of routines, so it knows this module

        return calendar_file(weeks(self, days), start, at)

    @classmethod
    def from_json(cls, text: str, screening: symptoms.Screening) -> Routine | Stop:
        """A routine saved by `to_json`, checked and explained anew; a `Stop` where the screening allows none.

        ``screening`` is that of the person who is to do it, from `hipkit.symptoms.screen`: a file is no way
        past the questions. Raises `RoutineError` if the text is no routine or the routine breaks a rule,
        `RequestError` if what it asks for is not in this kit's catalogue.
        """
        from hipkit.routine.planning import restored  # planning builds routines, so it knows this module

        return restored(_parsed(text), screening)


@frozen
class Change:
    """What another request makes of a routine.

    ``added``, ``removed`` and ``redosed`` hold ids of exercises, in the order of the routine they stand in.
    """

    before: Routine
    after: Routine
    added: tuple[str, ...]
    removed: tuple[str, ...]
    redosed: tuple[str, ...]

    @property
    def points(self) -> int:
        """How much the score rises; below 0 if it falls. Scores of different goals do not compare."""
        return self.after.score - self.before.score


def change(before: Routine, after: Routine) -> Change:
    """What differs between two routines."""
    old = {step.exercise: step.dose for step in before.steps}
    new = {step.exercise: step.dose for step in after.steps}
    return Change(
        before,
        after,
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        redosed=tuple(name for name, dose in new.items() if old.get(name, dose) != dose),
    )


def _parsed(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise RoutineError(f"This is not a saved routine: it is not JSON ({error}).") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise RoutineError(f"This is not a saved routine: it does not say {FORMAT!r} as its format.")
    if content.get("version") != VERSION:
        raise RoutineError(
            f"This routine has version {content.get('version')!r}; this kit reads version {VERSION}."
        )
    kinds = {"request": dict, "gentle": bool, "steps": list, "score": int}
    wrong = [name for name, kind in kinds.items() if not isinstance(content.get(name), kind)]
    if wrong:
        raise RoutineError(f"This routine is damaged: {', '.join(wrong)} is missing or of the wrong kind.")
    return content
