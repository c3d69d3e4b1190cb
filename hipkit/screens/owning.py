"""What a screen holds, so that closing it leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import ipywidgets
import traitlets

from hipkit.screens.sharing import VBox, complete, held, looks


class _Complete(type(ipywidgets.Widget)):  # type: ignore[misc]
    """A screen goes to the page when it is made, not while it is."""

    def __call__(cls, *given: Any, **named: Any) -> Any:
        with complete():
            return super().__call__(*given, **named)


class Owner(VBox, metaclass=_Complete):
    """A screen, or several. Closing it closes every part of it, where ipywidgets would keep them in memory.

    What all screens share stays (``of_all``, and styles), and so does a screen that it was only given.
    """

    def __init__(self, children: Sequence[ipywidgets.Widget] = (), **traits: Any) -> None:
        super().__init__(children, **(looks() | traits))

    def __repr__(self) -> str:
        return str(type(self).__name__)  # never what a learner chose, nor a title that tells it

    def listen_to(self, other: traitlets.HasTraits, react: Callable[[Any], object], name: str) -> None:
        """Observe what lives longer than this screen, until this screen is closed."""
        other.observe(react, name)
        self._followed = [*getattr(self, "_followed", []), (other, react, name)]

    def close(self) -> None:
        if self.comm is None:
            return
        for other, react, name in getattr(self, "_followed", []):
            other.unobserve(react, name)
        super().close()
        for part in [*_held(self)]:
            part.close()


def _held(owner: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    """The widgets shown in it, and those it keeps out of sight; a screen kept out of sight is another's."""
    shown = [*held(owner._trait_values.values())]
    hidden = [one for one in held(vars(owner).values()) if not isinstance(one, Owner)]
    for part in dict.fromkeys([*shown, *hidden]):
        if part.comm is not None and not isinstance(part, ipywidgets.Style) and not hasattr(part, "of_all"):
            yield part
            if not isinstance(part, Owner):  # that one closes its own
                yield from _held(part)
