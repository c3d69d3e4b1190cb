"""A hip that moves, what its parts are, and which pose does most to a muscle."""

from __future__ import annotations

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
    """

    def __init__(self) -> None:
        self.guess = Guess()
        self.hip = Hip()
        self.structures = Structures(self.hip.follow)
        self.longer = Longer()
        self.turning = Turning()
        super().__init__([self.guess, self.hip, self.structures, self.longer, self.turning], **parts.looks())
