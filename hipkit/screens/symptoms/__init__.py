"""Patterns and look-alikes, what an answer is worth, what warning signs say, and cases to sort."""

from __future__ import annotations

from typing import Any

import traitlets

from hipkit import symptoms
from hipkit.screens.owning import Owner
from hipkit.screens.screening import Screening
from hipkit.screens.symptoms.cases import Cases
from hipkit.screens.symptoms.chances import Chances
from hipkit.screens.symptoms.felt import Felt
from hipkit.screens.symptoms.flags import Flags

__all__ = ["Symptoms"]


class Symptoms(Owner):
    """The screen of ``02-symptoms.ipynb``: four sheets, each of which can be shown in a cell of its own.

    ``felt``: what is felt, the patterns that share it, two beside each other. ``chances``: a chance before
    and after an answer. ``flags``: what warning signs do and do not say. ``cases``: twelve stories to sort.

    ``screening``: a ``screens.Screening`` shown elsewhere, or what ``symptoms.screen`` returned; exercises
    are named only after it. Without one the screen brings its own questions. ``structures`` holds the ids of
    the muscles and structures of the pattern opened last, for a view of the hip beside it. What a learner
    picks lives in memory only.
    """

    structures = traitlets.Tuple()

    def __init__(self, screening: Screening | symptoms.Screening | None = None) -> None:
        self._gate = Screening() if screening is None else screening
        self.felt = Felt(lambda: self.screening)
        self.chances = Chances()
        self.flags = Flags()
        self.cases = Cases()
        gate = [self._gate] if screening is None else []
        super().__init__([*gate, self.felt, self.chances, self.flags, self.cases])
        traitlets.dlink((self.felt, "structures"), (self, "structures"))
        if isinstance(self._gate, Screening):
            self.listen_to(self._gate, self._screened, "result")

    @property
    def screening(self) -> symptoms.Screening | None:
        return self._gate.result if isinstance(self._gate, Screening) else self._gate

    def _screened(self, _change: Any) -> None:
        self.felt.fold()
