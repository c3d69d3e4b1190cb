"""A hip that moves: bend it or play an exercise, and read what every muscle does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import traitlets

from hipkit.anatomy import (
    MOVEMENTS,
    STANDING,
    Demand,
    Lengthening,
    Pose,
    demands,
    lengthening,
    longest,
    model_muscles,
    motion,
    poses,
    rotation_arm,
    telling,
)
from hipkit.facts import catalog
from hipkit.screens import parts
from hipkit.screens.anatomy.joints import Joints
from hipkit.screens.body import Body
from hipkit.text import anatomy as words
from hipkit.text import escape
from hipkit.text.markup import fold

TITLE = "Move a hip and watch the muscles"
LEAD = "Turn the figure with the mouse or the arrow keys. Colour shows change of length over fibre length."
BENT = ("As set below", "")
FIRST = "piriformis"


class Hip(parts.Screen):
    """The first sheet of ``01-anatomy.ipynb``.

    ``pose`` is that of the sliders; ``exercise`` the one that is shown, or empty; ``followed`` the muscle
    that the sentence is about. They change by :meth:`bend`, :meth:`play` and :meth:`follow`.
    """

    pose = traitlets.Instance(Pose)
    exercise = traitlets.Unicode()
    followed = traitlets.Unicode(FIRST)

    def __init__(self) -> None:
        self.view = Body(height=400, picked=FIRST, alt=words.alt(STANDING), spoken=False)
        self._joints = Joints(_poses(), self.bend, self.play)
        self._follow = parts.dropdown("Muscle to follow", followable(), FIRST, name="follow")
        self._said = parts.Result()
        self._said.add_class("hk-anatomy-said")  # room for the longest, so that nothing below jumps
        self._numbers = parts.Live()  # sent anew for every step, and so without what stays the same
        self._against = parts.Live(_against())
        self._lessons = parts.Live(_lessons())
        super().__init__("Anatomy", TITLE, LEAD, [
            parts.column(self.view, parts.column(self._joints, self._follow), look="beside"),
            self._said,
            self._numbers,
            self._against,
            self._lessons,
        ], look="anatomy")  # fmt: skip
        for live in (self._numbers, self._against):
            live.on_open(self._opened)
        self._lessons.on_open(_lesson)
        self._follow.observe(lambda change: self.follow(change["new"]), "value")
        self.view.observe(lambda change: self.follow(change["new"] or self.followed), "picked")
        self.pose = STANDING
        self._tell()

    @property
    def text(self) -> str:
        """The sentence, without markup."""
        return self._said.text

    def bend(self, pose: Pose) -> None:
        """Show a pose of the right leg."""
        self.pose, self.exercise = pose, ""
        with self.view.hold_sync():
            self.view.pose, self.view.legs, self.view.alt = pose, "r", words.alt(pose)
        self._joints.show(pose)
        self._tell()

    def play(self, exercise: str) -> None:
        """Play an exercise, the sliders where it shows its first muscle best. Empty: stand up.

        Raises:
            KeyError: nobody has posed it.
        """
        if not exercise:
            self.bend(STANDING)
            return
        at = telling(exercise)
        self.pose, self.exercise = at.pose, exercise
        with self.view.hold_sync():
            self.view.motion, self.view.legs = motion(exercise), at.side[0]
            self.view.alt = words.alt(at.pose, catalog().exercises[exercise].name)
        self._joints.show(at.pose, exercise)
        self._tell()

    def follow(self, muscle: str) -> None:
        """Say what this muscle does, and mark it on the figure.

        Raises:
            TraitError: the model has no path for it.
        """
        if muscle == self.followed:
            return
        self._follow.value = muscle
        self.followed = self.view.picked = muscle
        self._say(lengthening(self.pose))

    def _tell(self) -> None:
        changes = lengthening(self.pose)
        self._say(changes)
        about = self._about_exercise() if self.exercise else ""
        self._numbers.html = words.muscles(changes, catalog()) + about
        self._against.show(_against())

    def _about_exercise(self) -> str:
        """Which moment of the exercise the numbers are about, and the way to those of all moments."""
        note = words.exercise_note(telling(self.exercise), poses()[self.exercise].note, catalog())
        off = escape(words.misfit(self.exercise, catalog()))
        return f'<p class="hk-note">{note} {off}</p>{fold("The muscles of the whole exercise", "gains")}'

    def _say(self, changes: Mapping[str, Lengthening]) -> None:
        arm = rotation_arm(self.followed, self.pose)
        self._said.say(words.sentence(self.followed, self.pose, changes, arm, catalog()))

    def _opened(self, key: str) -> str:
        if key == "gains":
            return words.gains(longest(self.exercise), catalog())
        if key == "gauges":
            return words.gauges(self.pose, catalog())
        return words.tasks(_demands(), self.pose, catalog())


def followable() -> list[tuple[str, str]]:
    """Names and ids of the muscles that have a path."""
    names = catalog().muscles
    return [(names[muscle.id].name, muscle.id) for muscle in model_muscles().values() if muscle.parts]


def _poses() -> list[tuple[str, str]]:
    exercises = catalog().exercises
    return [BENT, *sorted((exercises[name].name, name) for name in poses())]


def _against() -> str:
    """Which muscles are missing above, and ways to what the pose is held against."""
    note = parts.noted(escape(words.missing(catalog())))
    tasks = fold("What tasks ask of the hip, against this pose", "tasks")
    return f"{note}{fold(words.GAUGES, 'gauges')}{tasks}"


@cache
def _demands() -> tuple[Demand, ...]:
    return demands(catalog())


def _lessons() -> str:
    folds = [fold(f"{movement.capitalize()} by age and sex", f"range:{movement}") for movement in MOVEMENTS]
    folds += [
        fold("How well can a range be measured?", "errors"),
        fold("How far to trust each row", "limits"),
        fold("Stretches that do not fit the muscles they name", "misfits"),
    ]
    return f"<div>{''.join(folds)}</div>{parts.noted(escape(words.MODEL))}"


def _lesson(key: str) -> str:
    kind, _, movement = key.partition(":")
    facts = catalog()
    if kind == "range":
        return words.range_rows(movement, facts)
    if kind == "errors":
        return words.errors(facts)
    return words.contradictions(facts) if kind == "misfits" else words.limits(lengthening(STANDING), facts)
