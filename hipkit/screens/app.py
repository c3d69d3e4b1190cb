"""All screens on one page, behind tabs: for a page without code, such as Voila's or the static site's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import ipywidgets

from hipkit import screens
from hipkit.facts import catalog
from hipkit.screens import parts
from hipkit.screens.owning import Owner
from hipkit.screens.sharing import Tab

if TYPE_CHECKING:
    from hipkit.screens.screening import Screening

AFTER_SCREENING = ("Symptoms", "Routine")  # these name or plan exercises
FIRST = "The screening comes first; its answers count on every tab."


def tabs() -> dict[str, str]:
    """Screen -> what its tab says; in the order of the notebooks."""
    topics = {topic.screen: topic.name for topic in catalog().topics.values()}
    return {"Start": "Start", **topics, "Lesson": "Questions"}


class App(Owner):
    """Every screen of the kit. ``made`` holds those whose tab has been opened: each is made only then.

    ``screening`` is the one of the Screening tab; the tabs that need it share it. A tab that was left keeps
    its state, in memory only.
    """

    def __init__(self, first: str = "Start") -> None:
        names = tabs()
        self.names = list(names)
        self.made: dict[str, ipywidgets.Widget] = {}
        self._rooms = [parts.box(look="room") for _ in self.names]
        self._tabs = Tab(self._rooms, titles=list(names.values()))
        super().__init__([parts.page(), self._tabs], _dom_classes=("hipkit", "hk-app"))
        self._tabs.observe(self._enter, "selected_index")
        self.show(first)

    @cached_property
    def screening(self) -> Screening:
        return screens.Screening()

    def close(self) -> None:
        super().close()
        if "screening" in vars(self):  # asked for by a tab, but perhaps never shown
            self.screening.close()

    def uses(self) -> Iterator[parts.Use]:
        """Each tab, for `parts.drive`."""
        for name in self.names:
            yield ("button", "tab", name), partial(self.show, name)

    def show(self, name: str) -> None:
        """As if the learner had chosen the tab of this screen.

        Raises:
            ValueError: there is no such screen.
        """
        if name not in self.names:
            raise ValueError(f"there is no screen {name!r}; there are {', '.join(self.names)}")
        self._tabs.selected_index = self.names.index(name)
        self._enter()

    def lead_to(self, name: str) -> None:
        """:meth:`show`, and the focus goes there: what was pressed is out of sight now."""
        self.show(name)
        parts.focus(self.made[name])

    def _enter(self, _change: Any = None) -> None:
        """Fills the room behind the chosen tab, unless it has been."""
        chosen = self._tabs.selected_index
        name = None if chosen is None else self.names[chosen]
        if name and name not in self.made:
            self.made[name] = self._make(name)
            gate = [self._way_to_screening()] if name == "Routine" else []
            self._rooms[chosen].children = [*gate, self.made[name]]

    def _make(self, name: str) -> ipywidgets.Widget:
        if name == "Screening":
            return self.screening
        screen: Callable[..., ipywidgets.Widget] = getattr(screens, name)
        if name == "Start":
            return screen(on_open=self.lead_to)
        if name == "Lesson":
            return screen(inventory="before")
        return screen(self.screening) if name in AFTER_SCREENING else screen()

    def _way_to_screening(self) -> ipywidgets.Widget:
        """Leads to the questions for as long as they are open."""
        press = parts.button(
            "Go to the screening", "primary", lambda _: self.lead_to("Screening"), "to-screening"
        )
        way = parts.box(parts.note(FIRST), press, look="way")

        def until_answered(_change: Any = None) -> None:
            way.layout.display = "" if self.screening.result is None else "none"

        self.screening.observe(until_answered, "result")
        until_answered()
        return way


def app(first: str = "Start") -> App:
    """All screens on one page, behind tabs; each is made when its tab is first opened.

    Args:
        first: the screen shown first, by its name in `hipkit.screens`.

    Raises:
        ValueError: there is no such screen.
    """
    return App(first)
