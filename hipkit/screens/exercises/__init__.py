"""Find an exercise, watch it move, read its card, step to an easier or a harder one, put two side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets

from hipkit import exercises as topic
from hipkit.exercises import Filters
from hipkit.facts import catalog
from hipkit.facts.shaping import one_of
from hipkit.screens import parts
from hipkit.screens.body import Body
from hipkit.screens.exercises.beside import Beside, play
from hipkit.screens.exercises.finder import Finder
from hipkit.screens.owning import Owner
from hipkit.text.exercises import card as cards

__all__ = ["Exercises"]

TITLE = "Find an exercise"
LEAD = "Choose what matters to you. The list follows, and a line of it opens the exercise."
FOOT = (
    "A list is not a routine: it knows nothing about you. Stop an exercise that hurts. For a routine that asks first, "
    "see notebook 05."
)


class Exercises(Owner):
    """The screen of ``04-exercises.ipynb``: a search with its card, and two exercises side by side.

    Args:
        exercise: the id of one to open at once.
        filters: what to search for at first.

    Attributes:
        filters: what is searched for; results: the ids that are found, in the order shown; opened: the id of
            the exercise whose card is open, or empty; compared: the two ids side by side. Setting one of them,
            but for results, changes the screen.

    Raises:
        TraitError: an id that is no exercise.
    """

    filters = traitlets.Instance(Filters)
    results = traitlets.Tuple()
    opened = traitlets.Unicode()
    compared = traitlets.Tuple()

    def __init__(self, exercise: str = "", filters: Filters | None = None) -> None:
        self.beside = Beside()
        self.find = Find(self._put_beside, filters or Filters())
        super().__init__([self.find, self.beside], layout=parts.Layout())
        for name in ("filters", "results", "opened"):
            traitlets.link((self.find, name), (self, name))
        traitlets.link((self.beside, "compared"), (self, "compared"))
        self.opened = exercise

    @property
    def text(self) -> str:
        """The sentence of the search, without markup."""
        return self.find.text

    def _put_beside(self, exercise: str) -> None:
        """Put an exercise beside the second of the two, or beside its nearest on the ladder."""
        second = self.compared[1]
        if exercise == second:
            ladder = topic.ladder(exercise)
            near = [one for rung in (*ladder.harder[:1], *ladder.easier[:1], ladder.variants) for one in rung]
            second = next(iter(near), self.compared[0])
        self.compared = (exercise, second)
        parts.focus(self.beside)


class Find(parts.Screen):
    """The filters, the list and the card. ``on_compare`` is told of an exercise to put beside another."""

    filters = traitlets.Instance(Filters)
    results = traitlets.Tuple()
    opened = traitlets.Unicode()

    def __init__(self, on_compare: Callable[[str], object], filters: Filters) -> None:
        self._on_compare = on_compare
        self._finder = Finder(self._choose, self.open_card, self._lift)
        self._head = parts.html("", "hk-card-head")
        self._stage = parts.box()
        self._text = parts.Live()
        self._card = parts.box(self._head, self._stage, self._text, look="part")
        self._card.layout.display = "none"
        super().__init__("Exercises", TITLE, LEAD, [self._finder, self._card, parts.note(FOOT)])
        self.add_class("hk-exercises")
        self._text.on_action(self._act)
        self._text.on_open(self._unfolded)
        self.observe(self._refresh, "filters")
        self.observe(self._show_card, "opened")
        self.filters = filters

    @property
    def text(self) -> str:
        """The sentence, without markup."""
        return parts.plain(self._finder.said)

    @traitlets.validate("opened")
    def _known(self, proposal: Any) -> str:
        exercises = catalog().exercises
        if proposal.value and proposal.value not in exercises:
            raise traitlets.TraitError(
                f"opened: found {proposal.value!r}, expected {one_of(exercises, proposal.value)}"
            )
        return str(proposal.value)

    def open_card(self, exercise: str) -> None:
        """Open a card and move the keyboard to its heading."""
        self.opened = exercise
        parts.focus(self._card)

    def _refresh(self, _change: object) -> None:
        self.results = self._finder.show(self.filters)

    def _choose(self, filters: Filters) -> None:
        self.filters = filters

    def _lift(self, names: tuple[str, ...]) -> None:
        self.filters = topic.without(self.filters, names)

    def _show_card(self, _change: object) -> None:
        self._finder.mark(self.opened)
        self._card.layout.display = "" if self.opened else "none"
        if not self.opened:
            return
        exercise = catalog().exercises[self.opened]
        self._head.value = cards.head(exercise, catalog())
        self._text.html = cards.body(exercise, catalog())
        if not self._stage.children:  # heavy: sent with the first card
            self._stage.children = [Body(height=320)]
        play(self._stage.children[0], exercise)

    def _act(self, do: str, what: str) -> None:
        """A button of the card: step along the ladder, compare, or go back to the list."""
        if do == "open":
            self.open_card(what)
        elif do == "compare":
            self._on_compare(what)
        else:
            self._finder.send({"focus": "list"})

    def _unfolded(self, key: str) -> str:
        kind, _, exercise = key.partition(":")
        return cards.FOLDS[kind](catalog().exercises[exercise], catalog())
