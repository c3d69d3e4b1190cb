"""A chance before a question, an answer, the chance after it."""

from __future__ import annotations

from typing import Any

import traitlets

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.facts.records import PreTest
from hipkit.screens import parts
from hipkit.screens.symptoms.people import Group, People, group
from hipkit.symptoms import Answer, Estimate
from hipkit.text import symptoms as words

TITLE = "How much does one answer tell you?"
LEAD = "A likelihood ratio turns a chance before the question into a chance after it."
FIRST = "lumbar_spinal_stenosis"
NOTHING = ("Nothing else", -1)
KEY = [
    ["in", "has it"],
    ["out", "has not"],
    ["band", "the interval: the fewest and the most it could be"],
]


class Chances(parts.Screen):
    """The likelihood explorer. Chances are those of groups that were studied, or made up; never the learner's."""

    chance = traitlets.Instance(symptoms.Chance, allow_none=True)

    def __init__(self) -> None:
        self._condition = parts.dropdown("Condition", _conditions(), FIRST, name="condition")
        self._who = parts.dropdown("Who is asked?", [("", "")], name="who")
        self._said = parts.dropdown("What is found", [NOTHING], name="said")
        self._also = parts.dropdown("And also", [NOTHING], name="also")
        self._result = parts.Result()
        self._people = People(key=KEY)
        self._page = parts.Live()
        super().__init__(
            "Symptoms",
            TITLE,
            LEAD,
            [
                *map(parts.form, (self._condition, self._who, self._said, self._also)),  # long lines
                self._result,
                self._people,
                self._page,
            ],
        )
        self._page.on_open(self._opened)
        self._choose()
        self._condition.observe(self._choose, "value")
        for control in (self._who, self._said, self._also):
            control.observe(self._reckon, "value")

    def _choose(self, _change: Any = None) -> None:
        """Another condition: the people and answers that studies of it give."""
        condition = self._condition.value
        self._answers = symptoms.answers(condition)
        self._pre_tests = {record.id: record for record in symptoms.pre_tests(condition)}
        lines = [(words.option(given), index) for index, given in enumerate(self._answers)]
        self._choosing = True
        with self._who.hold_sync(), self._said.hold_sync(), self._also.hold_sync():
            self._who.options = [(words.who(record), record.id) for record in self._pre_tests.values()]
            self._said.options = lines
            self._also.options = [NOTHING, *lines]
        self._choosing = False
        self._reckon()

    @property
    def pre_test(self) -> PreTest:
        return self._pre_tests[self._who.value]

    @property
    def given(self) -> list[Answer]:
        """The answers chosen, each once."""
        chosen = dict.fromkeys(index for index in (self._said.value, self._also.value) if index != NOTHING[1])
        return [self._answers[index] for index in chosen]

    def _reckon(self, _change: Any = None) -> None:
        if self._choosing:
            return
        given, pre_test = self.given, self.pre_test
        about = catalog().symptoms[self._condition.value]
        self.chance = symptoms.chance(float(pre_test.chance), given)
        self._result.say(words.chance(about, pre_test, given, self.chance))
        self._people.show(
            [_before(self.chance.before, pre_test), _after(self.chance.after, given)],
            words.populations(pre_test, given),
        )
        self._page.show(words.numbers() + words.tests(about.id))

    def _opened(self, key: str) -> str:
        if key == "numbers":
            return words.chances(catalog().symptoms[self._condition.value], self.pre_test)
        return words.test(key.partition(":")[2])


def _conditions() -> list[tuple[str, str]]:
    """The presentations of which some answer has a ratio, but those that are for the screening to catch."""
    return [
        (words.first_upper(symptoms.called(one)), one.id)
        for one in catalog().symptoms.values()
        if one.pick and symptoms.answers(one.id)
    ]


def _before(before: Estimate, pre_test: PreTest) -> Group:
    has = symptoms.people(before.value)
    return group(f"Before: {has} of 100", "", f"{has} of 100 {pre_test.who} have it", has)


def _after(after: Estimate, given: list[Answer]) -> Group:
    has = symptoms.people(after.value)
    said = " and ".join(words.answer(one) for one in given)
    if after.low is None or after.high is None:
        return group(
            f"After: {has} of 100", words.NO_INTERVAL, f"{has} of 100 with {said}, {words.NO_INTERVAL}", has
        )
    band = (symptoms.people(after.low), symptoms.people(after.high))
    aside = f"{band[0]} to {band[1]}"
    return group(
        f"After: {has} of 100",
        f"({aside})",
        f"{has} of 100 with {said} have it; it could be {aside}",
        has,
        band,
    )
