"""Twelve short stories to sort."""

from __future__ import annotations

from typing import Any

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.screens import parts
from hipkit.text import escape
from hipkit.text import symptoms as words

TITLE = "Stop, ask first, or explore?"
LEAD = "Twelve made-up people. Say what comes first; then see what the screening says, and why."
SORTS = [
    ("Stop: help now or today", "stop"),
    ("Ask first: an appointment", "ask first"),
    ("Explore, and keep watching", "explore"),
]
WAITING = "Choose one of the three. The reasons follow."


class Cases(parts.Screen):
    """One story at a time; ``choices`` holds what the learner said, by case."""

    def __init__(self) -> None:
        self._cases = tuple(catalog().screening_cases.values())
        self.choices: dict[str, symptoms.Sort] = {}
        self._at = 0
        self._story = parts.html("")
        self._sort = parts.radio("What comes first?", SORTS, name="sort")
        self._result = parts.Result()
        self._why = parts.html("", "hk-feedback")
        self._back = parts.button("Previous case", on_click=lambda _: self._turn(-1), name="previous-case")
        self._on = parts.button("Next case", "primary", lambda _: self._turn(1), name="next-case")
        super().__init__(
            "Warning signs",
            TITLE,
            LEAD,
            [self._story, self._sort, self._result, self._why, parts.row(self._on, self._back)],
        )
        self._sort.observe(self._judge, "value")
        self._show()

    def _turn(self, by: int) -> None:
        self._at = (self._at + by) % len(self._cases)
        self._show()
        parts.focus(self._story)

    def _show(self) -> None:
        case = self._cases[self._at]
        self._story.value = (
            f'<h3 tabindex="-1">Case {self._at + 1} of {len(self._cases)}</h3>'
            f"<blockquote>{escape(case.story)}</blockquote>"
        )
        self._sort.unobserve(self._judge, "value")
        with self._sort.hold_sync():
            self._sort.value = self.choices.get(case.id)
        self._sort.observe(self._judge, "value")
        self._judge()

    def _judge(self, _change: Any = None) -> None:
        case, choice = self._cases[self._at], self._sort.value
        if choice is None:
            self._result.say(WAITING)
            self._why.value = ""
            return
        self.choices[case.id] = choice
        found = symptoms.judge(case, choice)
        self._result.say(f"{escape(found.text)} {self._so_far()}")
        self._why.value = words.reasons(found, _sign(found))

    def _so_far(self) -> str:
        right = sum(symptoms.sort(case) == self.choices.get(case.id) for case in self._cases)
        return words.sorted_so_far(right, len(self.choices), len(self._cases))


def _sign(found: symptoms.Feedback) -> parts.Markup:
    """The sign of the screening's action; where nothing was answered there is none."""
    action = found.screening.action
    return parts.level(action) if action in parts.LEVELS else parts.Markup(escape(found.screening.text))
