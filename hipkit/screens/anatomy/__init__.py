"""A hip that moves, what its parts are, and which pose does most to a muscle."""

from __future__ import annotations

from functools import cached_property

from hipkit.screens import parts
from hipkit.screens.anatomy.guess import Guess
from hipkit.screens.anatomy.hip import Hip
from hipkit.screens.anatomy.maps import Longer, Turning
from hipkit.screens.anatomy.structures import Structures
from hipkit.screens.owning import Owner

__all__ = ["Anatomy"]


class Anatomy(Owner):
    """The screen of ``01-anatomy.ipynb``: five sheets, each of which can be shown in a cell of its own.

    ``guess``: which muscle does an exercise lengthen most? ``hip``: the moving hip. ``structures``: what its
    parts are. ``longer``: lengthening over all poses. ``turning``: which way a muscle turns the thigh.
    In a notebook the first can be used while the others are still being made.
    """

    def __init__(self) -> None:
        self.guess = Guess()
        super().__init__([self.guess])
        parts.once_shown(self, self._show_all)

    @cached_property
    def hip(self) -> Hip:
        return Hip()

    @cached_property
    def structures(self) -> Structures:
        return Structures(self.hip.follow)

    @cached_property
    def longer(self) -> Longer:
        return Longer()

    @cached_property
    def turning(self) -> Turning:
        return Turning()

    def _show_all(self) -> None:
        self.children = [self.guess, self.hip, self.structures, self.longer, self.turning]
