"""The search as one widget: the filters with their numbers, the sentence, and the list of what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import traitlets

from hipkit import exercises as topic
from hipkit.exercises import FACETS, Filters
from hipkit.facts import catalog
from hipkit.screens import parts
from hipkit.text.exercises import finding as words

SLOW = "longer"  # its numbers take all exercises through the model, so they follow when the page is drawn


class Finder(parts.Packed):
    """What is chosen and what is found, in one message a change.

    ``on_choice`` is told of filters chosen on the page, ``on_open`` the id of the exercise whose line was
    pressed, ``on_lift`` which filters to lift. :meth:`show` sets what is seen.
    """

    script = parts.static("finder.js")
    facets: traitlets.List[Any] = traitlets.List().tag(sync=True)
    note = traitlets.Unicode(words.NOTE).tag(sync=True)
    items: traitlets.List[Any] = traitlets.List().tag(sync=True)
    value = traitlets.Dict().tag(sync=True, echo_update=False)  # by the names of Filters
    counts = traitlets.Unicode(help="of each filter, any first").tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    shown: traitlets.List[Any] = traitlets.List(help="places in items").tag(sync=True)
    marks: traitlets.List[Any] = traitlets.List(help="words at the lines shown").tag(sync=True)
    ways: traitlets.List[Any] = traitlets.List(help="filters to lift, words").tag(sync=True)
    opened = traitlets.Int(-1, help="place in items").tag(sync=True)

    def __init__(
        self,
        on_choice: Callable[[Filters], object],
        on_open: Callable[[str], object],
        on_lift: Callable[[tuple[str, ...]], object],
    ) -> None:
        facts = catalog()
        self._places = {key: place for place, key in enumerate(facts.exercises)}
        items = [words.row(exercise, facts) for exercise in facts.exercises.values()]
        super().__init__(facets=words.facets(facts), items=items, layout=parts.Layout())
        self.add_class("hk-finder")
        self._filters = Filters()
        self._measured = False
        self._on_open, self._on_lift = on_open, on_lift
        self.observe(lambda change: on_choice(_filters(change["new"])), "value")
        self.on_msg(lambda _widget, content, _buffers: self._hear(content))

    def __repr__(self) -> str:
        return type(self).__name__  # never what is chosen

    @traitlets.validate("value")
    def _known(self, proposal: Any) -> dict[str, Any]:
        try:
            _filters(proposal.value)
        except (TypeError, ValueError) as error:
            raise traitlets.TraitError(str(error)) from None
        return dict(proposal.value)

    def _hear(self, content: Mapping[str, Any]) -> None:
        if "lift" in content:
            self._on_lift(tuple(content["lift"].split()))
        elif "open" in content:
            self._on_open(list(self._places)[content["open"]])
        else:
            self.measure()

    def show(self, filters: Filters) -> tuple[str, ...]:
        """Show what is found under these filters; gives the ids."""
        self._filters = filters
        found, facts = topic.found(filters), catalog()
        marks = [words.mark(exercise, filters) for exercise in found]
        with self.hold_sync():
            if _filters(self.value) != filters:
                self.value = {name: getattr(filters, name) for name in topic.active(filters)}
            self._count()
            self.said = words.sentence(filters, found, facts)
            self.shown = [self._places[exercise.id] for exercise in found]
            self.marks = marks if any(marks) else []
            self.ways = words.ways(filters, facts)
        return tuple(exercise.id for exercise in found)

    def mark(self, exercise: str) -> None:
        """Mark the line of the exercise that is open; empty: none."""
        self.opened = self._places.get(exercise, -1)

    def measure(self) -> None:
        """The page is drawn: add the numbers of the model."""
        if not self._measured:
            self._measured = True
            self._count()

    def _count(self) -> None:
        names = [name for name in FACETS if self._measured or name != SLOW]
        numbers = topic.counts(self._filters, names)
        self.counts = ";".join(" ".join(map(str, numbers.get(name, {}).values())) for name in FACETS)

    def uses(self) -> Iterator[parts.Use]:
        """Each option of each filter alone, a line, a way out, for ``parts.drive``."""
        yield ("control", type(self).__name__, "ready"), self.measure
        for name, facet in FACETS.items():
            options = [(option,) if facet.many else option for option in facet.options()]
            values = [*({name: option} for option in options), dict(self.value)]
            yield ("control", type(self).__name__, name), partial(parts.set_each, self, tuple(values))
        if self.shown:
            yield ("control", type(self).__name__, "line"), partial(self._hear, {"open": self.shown[0]})
        yield ("button", type(self).__name__, "lift"), self._out

    def _out(self) -> None:
        """Search for what nobody has, then take the first way out."""
        self.value = {"words": "no such name"}
        self._hear({"lift": self.ways[0][0]})


def _filters(value: Mapping[str, Any]) -> Filters:
    """The page sends lists where filters are tuples."""
    chosen: dict[str, Any] = {
        name: tuple(one) if isinstance(one, list) else one for name, one in value.items()
    }
    return Filters(**chosen)
