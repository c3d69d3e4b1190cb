"""What warning signs do and do not say."""

from __future__ import annotations

from typing import Any

import traitlets

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.screens import parts
from hipkit.screens.symptoms.people import Group, People, group
from hipkit.symptoms import Flagged, Setting
from hipkit.text import symptoms as words

TITLE = "What does a warning sign say?"
LEAD = "Most people have one, few are ill, and having none settles nothing."
STUDY = (
    "Left and right of each row are the same people. In the spine clinic answers to questionnaires were compared "
    "afterwards with what was found (Premkumar 2018; the figures are those of a commentary in the same journal, "
    "Swiontkowski 2018). “More than 90\N{NO-BREAK SPACE}%” is drawn as 90."
)
ILL = (1, 4, 9, 10, 20, 50, 80, 200)  # of 1,000
SHARES = (10, 20, 40, 50, 60, 75, 90, 95, 99, 100)  # of 100
OWN = ("None: figures of my own", -1)
STUDY_KEY = [["in", "yes"], ["out", "no"]]
KEY = [
    ["found", "ill, with the sign"],
    ["missed", "ill, without it: missed"],
    ["alarm", "not ill, with the sign: false alarm"],
    ["quiet", "not ill, without it"],
]


class Flags(parts.Screen):
    """The red-flag lesson: two places beside each other, and a sign that the learner sets."""

    flagged = traitlets.Instance(symptoms.Flagged, allow_none=True)

    def __init__(self) -> None:
        places = symptoms.settings()
        self._studied = symptoms.studied_signs()
        self._choosing = False
        studied = [(words.studied(one), number) for number, one in enumerate(self._studied)]
        self._sign = parts.dropdown("A sign that was studied", [OWN, *studied], name="sign")
        self._ill = parts.dropdown("How many are ill", self._ills(), 10, name="ill")
        self._sensitivity = parts.dropdown(
            "Of 100 ill, with the sign", self._shares(), 75, name="sensitivity"
        )
        self._specificity = parts.dropdown(
            "Of 100 not ill, without it", self._shares(), 60, name="specificity"
        )
        self._from = parts.note(words.studied_note(None))
        self._result = parts.Result()
        self._people = People(key=KEY)
        self._page = parts.Live(words.numbers() + words.lessons())
        super().__init__(
            "Warning signs",
            TITLE,
            LEAD,
            [
                parts.html(f'<p class="hk-result">{words.settings(places)}</p>'),
                People(groups=[one for place in places for one in _study(place)], key=STUDY_KEY, note=STUDY),
                parts.html(f"{words.settings_table(places)}<h3>Set a sign yourself</h3>", "hk-spaced"),
                parts.form(self._sign),
                parts.form(self._ill, self._sensitivity, self._specificity),
                self._from,
                self._result,
                self._people,
                self._page,
            ],
        )
        self._page.on_open(self._opened)
        self._sign.observe(self._choose, "value")
        for control in (self._ill, self._sensitivity, self._specificity):
            control.observe(self._count, "value")
        self._count()

    def _choose(self, change: Any) -> None:
        """The three figures of a sign that was studied; they can be changed from there."""
        one = None if change["new"] == OWN[1] else self._studied[change["new"]]
        if one is not None:
            self._choosing = True  # one count for all three
            self._ill.value = symptoms.people(float(one.ill.chance), 1000)
            self._sensitivity.value = symptoms.people(float(one.sign.sensitivity))
            self._specificity.value = symptoms.people(float(one.sign.specificity))
            self._choosing = False
            self._count()
        self._from.value = parts.noted(words.studied_note(one))

    def _count(self, change: Any = None) -> None:
        if self._choosing:
            return
        if change is not None:
            self._sign.value = OWN[1]
        found = symptoms.flagged(
            self._ill.value / 1000, self._sensitivity.value / 100, self._specificity.value / 100
        )
        self.flagged = found
        self._result.say(words.flagged(found))
        self._people.groups = [_thousand(found)]
        self._page.show(self._page.html)

    def _ills(self) -> list[tuple[str, int]]:
        studied = {symptoms.people(float(one.ill.chance), 1000) for one in self._studied}
        return [(f"{ill} of 1,000", ill) for ill in sorted({*ILL, *studied})]

    def _shares(self) -> list[tuple[str, int]]:
        figures = (figure for one in self._studied for figure in (one.sign.sensitivity, one.sign.specificity))
        studied = {symptoms.people(float(figure)) for figure in figures}
        return [(f"{share} of 100", share) for share in sorted({*SHARES, *studied})]

    def _opened(self, key: str) -> str:
        if key == "numbers" and self.flagged:
            return words.flagged_table(self.flagged)
        return words.lesson(catalog().flag_lessons[key.partition(":")[2]])


def _study(place: Setting) -> list[Group]:
    sign, disease = symptoms.people(place.with_sign), symptoms.people(place.with_disease)
    where = words.first_upper(place.place)
    return [
        group(
            f"{where}: a warning sign?", f"{sign} of 100", f"{where}: {sign} of 100 have a warning sign", sign
        ),
        group(
            f"{where}: a serious disease?",
            f"{disease} of 100",
            f"{where}: {disease} of 100 have a serious disease",
            disease,
        ),
    ]


def _thousand(found: Flagged) -> Group:
    return {
        "title": f"{found.people:,} people",
        "aside": "",
        "label": f"{found.found} found, {found.missed} missed, {found.false_alarms} false alarms, {found.quiet} others",
        "counts": [
            ["found", found.found],
            ["missed", found.missed],
            ["alarm", found.false_alarms],
            ["quiet", found.quiet],
        ],
        "band": None,
    }
