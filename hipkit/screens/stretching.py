"""Say what you expect, then see what was measured, study by study."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import ipywidgets
import traitlets

from hipkit import charts, stretching
from hipkit.facts import catalog
from hipkit.facts.records import Prediction
from hipkit.screens import parts
from hipkit.text import stretching as words
from hipkit.text.findings import dispute
from hipkit.text.markup import fold

TITLE = "Does a stretch make you weaker?"
LEAD = "Say what you expect first. Then see what was measured, study by study."
FIRST = "Choose one, and the button opens."
PICK = "Change the picks. Filled dots answer them; hollow dots measured the same, but tested something else."
KINDS = (
    ("Static: held still", "static"),
    ("Dynamic: moving", "dynamic"),
    ("PNF: contract, then relax", "pnf"),
)
HOLDS = (
    ("Any length", 0),
    *((f"{seconds} s", seconds) for seconds in (15, 20, 30, 45, 60, 90)),
    ("2 min", 120),
    ("4 min", 240),
)
TIMES = (("Straight after", 0), ("10 min later", 10), ("30 min later", 30), ("1 hour later", 60))
BETWEEN = (("Nothing", False), ("A full warm-up", True))
OUTCOMES = tuple((name.capitalize(), key) for key, name in words.OUTCOMES.items())
LESSONS = {  # key of a fold -> its line, what it shows
    "effects": ("What does a stretch do? Shown, pointed to, guessed", words.effects),
    "injuries": ("Injury in numbers you can count", words.injuries),
    "soreness": ("Soreness in points", words.soreness),
    "articles": ("What the articles said, and what holds of it", words.articles),
}


class Stretching(parts.Screen):
    """The screen of ``03-stretching.ipynb``.

    ``answer`` is the ``stretching.Answer`` to the current picks; ``revealed`` says whether it is shown. The
    guess lives in memory only.
    """

    answer = traitlets.Any()
    revealed = traitlets.Bool(False)

    def __init__(self) -> None:
        self._predictions = tuple(catalog().predictions.values())
        self._number = 0
        self._setting = False
        self._guess = parts.radio("", [], inline=True, name="guess")
        self._show = parts.button("Show what was measured", "primary", self._reveal_guess, name="show")
        self._next = parts.button("Another question", "quiet", self._ask_next, name="next")
        self._kind = parts.dropdown("Which kind?", KINDS, "static", name="kind")
        self._outcome = parts.dropdown("What matters to you?", OUTCOMES, "strength", name="outcome")
        self._hold = parts.dropdown("How long, for each muscle?", HOLDS, 30, name="hold")
        self._between = parts.dropdown("Between stretch and event?", BETWEEN, False, name="between")
        self._when = parts.dropdown("When is your event?", TIMES, 0, name="when")
        self._said = parts.Result()
        self._said.add_class(
            "hk-stretching-said"
        )  # room for nearly every answer, so that what is below stays
        self._dots = parts.Chart(name="dots", base=charts.FOREST)
        self._below = parts.Live()
        folds = "".join(fold(line, key) for key, (line, _) in LESSONS.items())
        self._lessons = parts.Live(f"<div>{folds}</div>")
        self._picks = (self._kind, self._outcome, self._hold, self._between, self._when)
        self._measured = self._measured_part()
        predict = parts.box(self._guess, parts.row(self._show, self._next), parts.note(FIRST), look="predict")
        super().__init__("Stretching", TITLE, LEAD, [predict, self._measured])
        self.add_class("hk-stretching")
        self._listen()
        self._ask()

    def _measured_part(self) -> ipywidgets.VBox:
        return parts.box(
            parts.heading("What the studies measured"),
            parts.note(PICK),
            parts.form(*self._picks),
            self._said,
            self._dots,
            self._below,
            parts.html(words.decisions(catalog()), "hk-decisions"),
            parts.heading("What is behind it"),
            self._lessons,
            look="measured",
        )

    def _listen(self) -> None:
        for control in self._picks:
            control.observe(self._refresh, "value")
        self._guess.observe(self._guessed, "value")
        self._below.on_open(self._opened)
        self._lessons.on_open(lambda key: LESSONS[key][1](catalog()))

    # ------------------------------------------------------------ predict

    @property
    def prediction(self) -> Prediction:
        """The question that is asked now."""
        return self._predictions[self._number % len(self._predictions)]

    def reveal(self, guess: str) -> None:
        """As if the learner had chosen this option and pressed the button.

        Raises:
            TraitError: there is no such option.
        """
        self._guess.value = guess
        self._reveal_guess()

    def uses(self) -> Iterator[parts.Use]:
        """Each guess revealed, for `parts.drive`."""
        for option in self.prediction.options:
            yield ("button", "reveal", option.label), partial(self.reveal, option.label)

    def _ask(self) -> None:
        """Asks the current prediction, what was measured out of sight, and sets the picks to it."""
        self.revealed = False
        self._measured.layout.display = "none"
        with self._guess.hold_sync():
            self._guess.description = self.prediction.question
            self._guess.options = [option.label for option in self.prediction.options]
            self._guess.value = None
        self._show.disabled = True
        self._set(stretching.question_of(self.prediction))

    def _set(self, question: stretching.Question) -> None:
        self._setting = True  # one answer for all picks together
        self._kind.value, self._outcome.value = question.kind, question.outcome
        self._hold.value = question.hold_s or 0
        self._between.value, self._when.value = bool(question.warm_up), question.after_min or 0
        self._setting = False
        self._find()

    def _guessed(self, _change: Any) -> None:
        self._show.disabled = self._guess.value is None

    def _ask_next(self, _button: Any) -> None:
        self._number += 1
        self._ask()

    def _reveal_guess(self, _button: Any = None) -> None:
        told = stretching.reveal(self.prediction, self._guess.value)
        self._set(stretching.question_of(self.prediction))
        self.revealed = True
        self._say(words.told(told, catalog()))
        self._measured.layout.display = ""

    # ------------------------------------------------------------ explore

    def _refresh(self, _change: Any) -> None:
        if not self._setting:
            self._find()
            self._say(words.sentence(self.answer, catalog()))

    def _find(self) -> None:
        self.answer = stretching.findings(
            self._kind.value,
            self._outcome.value,
            self._hold.value or None,
            self._when.value,
            self._between.value,
        )

    def _say(self, sentence: str) -> None:
        self._said.say(sentence)
        figure = charts.forest(self.answer, catalog())
        with self._dots.hold_sync():  # one message; the figure itself only when the outcome is another
            self._dots.figure, self._dots.height = figure, figure["layout"]["height"]
            self._dots.tall = round(charts.TALL * self._dots.height)
            self._dots.changes = charts.answering(self.answer, catalog())
            self._dots.alt = words.alt(self.answer)
        self._below.show(words.below(self.answer, catalog()))

    def _opened(self, key: str) -> str:
        kind, _, what = key.partition(":")
        if kind == "dispute":
            return dispute(catalog().disputes[what], catalog())
        if kind == "numbers":
            return words.numbers(self.answer, catalog())
        return words.citations(self.answer.about, catalog())
