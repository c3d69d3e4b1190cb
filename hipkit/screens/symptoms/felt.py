"""What is felt and where, the patterns that share it, and two of them beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

import traitlets

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.facts.records import BodyRegion
from hipkit.screens import parts
from hipkit.screens.symptoms.involved import Involved
from hipkit.text import symptoms as words

TITLE = "What is felt, and where?"
LEAD = "Pick descriptions from the list. The map shows where they are felt; press a place to see what is felt there."
PRIVATE = "Picks stay in the memory of this notebook and are not saved. This is a lesson in patterns, not a diagnosis."
PAIR = ("lumbar_spinal_stenosis", "lumbar_disc_herniation")


class Map(parts.Packed):
    """The list of descriptions and the body map; ``value`` holds the ids picked, in the order of the list."""

    script = parts.static("felt.js")
    groups: traitlets.List[Any] = traitlets.List().tag(**parts.PACKED)
    regions: traitlets.List[Any] = traitlets.List().tag(**parts.PACKED)
    value = traitlets.Tuple().tag(sync=True, echo_update=False)

    def __init__(self) -> None:
        features = catalog().features.values()
        super().__init__(
            groups=[
                {
                    "heading": heading,
                    "items": [
                        {"id": one.id, "words": one.words, "places": list(one.regions)} for one in group
                    ],
                }
                for heading, group in groupby(features, key=lambda feature: feature.region)
            ],
            regions=[_place(region) for region in catalog().body_regions.values()],
        )

    @traitlets.validate("value")
    def _known(self, proposal: Any) -> tuple[str, ...]:
        try:
            return tuple(feature.id for feature in symptoms.matches(proposal.value).picked)
        except (TypeError, ValueError) as error:
            raise traitlets.TraitError(str(error)) from None

    def __repr__(self) -> str:
        return type(self).__name__

    def uses(self) -> Iterator[parts.Use]:
        """Each description picked alone, then as it was, for :func:`parts.drive`."""
        values = (*((feature,) for feature in catalog().features), self.value)
        yield ("control", type(self).__name__), partial(parts.set_each, self, values)


def _place(region: BodyRegion) -> dict[str, Any]:
    return {"id": region.id, "name": region.name, "front": region.front, "back": region.back}


class Felt(parts.Screen):
    """Descriptions in, patterns out; ``structures`` are those of the pattern opened last.

    ``involved`` shows them. ``screening`` is asked whenever exercises would be named.
    """

    structures = traitlets.Tuple()

    def __init__(self, screening: Callable[[], symptoms.Screening | None]) -> None:
        self._screening = screening
        self._choosing = False
        self.map = Map()
        self._result = parts.Result()
        self._patterns = parts.Live()
        self.involved = Involved()
        options = [
            (words.first_upper(symptoms.called(one)), one.id)
            for one in catalog().symptoms.values()
            if one.pick and one.kind != "context"
        ]
        self._first = parts.dropdown("This one", options, PAIR[0], name="first")
        self._second = parts.dropdown("Beside", options, PAIR[1], name="second")
        self._apart = parts.Result()
        self._comparison = parts.Live()
        self._alike = parts.box(
            parts.html('<h3 tabindex="-1">Two that look alike</h3>'),
            parts.form(self._first, self._second, half=True),
            self._apart,
            self._comparison,
            look="part",
        )
        super().__init__(
            "Symptoms",
            TITLE,
            LEAD,
            [self.map, self._result, self._patterns, self.involved, self._alike],
        )
        self._patterns.on_open(self._open)
        self._patterns.on_action(self._press)
        self._comparison.on_open(lambda _key: words.other_points(self._found))
        self.map.observe(self.refresh, "value")
        for control in (self._first, self._second):
            control.observe(self._beside, "value")
        self.refresh()
        self._beside()

    def refresh(self, _change: Any = None) -> None:
        """Writes the patterns anew."""
        found = symptoms.matches(self.map.value)
        self._result.say(words.matched(found))
        self._patterns.html = f'{words.patterns(found)}<p class="hk-note">{PRIVATE}</p>'

    def fold(self) -> None:
        """Closes all that is open, so that no exercise stays that another screening would not name."""
        self._patterns.html = ""
        self.refresh()

    def _open(self, key: str) -> str:
        """The content of a fold: a pattern, or a part of one."""
        kind, _, what = key.partition(":")
        if kind == "pattern":
            symptom = catalog().symptoms[what]
            self.structures = symptom.anatomy
            return words.presentation(symptom)
        if kind == "exercises":
            return words.exercises(what, self._screening())
        return {"studies": words.studies, "sources": words.citations, "card": words.card}[kind](what)

    def uses(self) -> Iterator[parts.Use]:
        """Everything that can be opened in a pattern, for :func:`parts.drive`."""
        for key in (
            "pattern:sciatica",
            "studies:sciatica",
            "sources:sciatica",
            "exercises:sciatica",
            "card:bridge",
        ):
            yield ("button", key), partial(self._patterns.unfold, key)
        yield ("button", "show"), partial(self._patterns.act, "show", "sciatica")
        yield ("button", "compare"), partial(self._patterns.act, "compare", "sciatica deep_gluteal_syndrome")

    def _press(self, do: str, what: str) -> None:
        """The structures of a pattern, or two look-alikes beside each other; the keyboard goes there."""
        if do == "show":
            self.involved.show(catalog().symptoms[what])
            return
        self._choosing = True  # one comparison for both lists
        self._first.value, self._second.value = what.split()
        self._choosing = False
        self._beside()
        parts.focus(self._alike)

    def _beside(self, _change: Any = None) -> None:
        if self._choosing:
            return
        pair = (self._first.value, self._second.value)
        if pair[0] == pair[1]:
            self._apart.say("Pick two different ones.")
            self._comparison.html = ""
            return
        self._found = symptoms.compare(*pair)
        self._apart.say(words.apart(self._found))
        self._comparison.html = words.comparison(self._found)
