"""Say which muscle an exercise lengthens most, then see what the model gives."""

from __future__ import annotations

from typing import Any

import traitlets

from hipkit.anatomy import guesses, longest, poses
from hipkit.facts import catalog
from hipkit.screens import parts
from hipkit.text import anatomy as words


class Guess(parts.Screen):
    """``exercise`` is what is asked about; ``revealed`` says whether the answer is shown. The guess is not kept."""

    exercise = traitlets.Unicode()
    revealed = traitlets.Bool(False)

    def __init__(self) -> None:
        self._number = 0
        self._guess = parts.radio("", [], name="guess")
        self._show = parts.button("Show what the model gives", "primary", self._reveal, name="show")
        self._next = parts.button("Another exercise", "quiet", self._ask_next, name="next")
        self._said = parts.Result()
        self._rows = parts.Live()
        ask = parts.column(self._guess, parts.row(self._show, self._next), look="predict")
        super().__init__(
            "Anatomy",
            "Which muscle gets longest?",
            words.GUESS_LEAD,
            [ask, self._said, self._rows],
            look="anatomy",
        )
        self._guess.observe(self._guessed, "value")
        self._ask()

    def reveal(self, muscle: str) -> None:
        """As if the learner had chosen this muscle and pressed the button.

        Raises:
            TraitError: it is not among the options.
        """
        self._guess.value = muscle
        self._reveal()

    def _ask(self) -> None:
        self.exercise = list(poses())[self._number % len(poses())]
        facts = catalog()
        self.revealed = False
        with self._guess.hold_sync():
            self._guess.description = (
                f"{facts.exercises[self.exercise].name}: which muscle gains most for its fibres?"
            )
            self._guess.options = [(facts.muscles[one].name, one) for one in guesses(self.exercise)]
            self._guess.value = None
        self._show.disabled = True
        if self._said.text:
            self._said.say("")
            self._rows.html = ""

    def _guessed(self, change: Any) -> None:
        self._show.disabled = change["new"] is None

    def _ask_next(self, _button: Any) -> None:
        self._number += 1
        self._ask()

    def _reveal(self, _button: Any = None) -> None:
        self.revealed = True
        self._said.say(words.told(self._guess.value, self.exercise, catalog()))
        self._rows.html = words.gains(longest(self.exercise), catalog())
