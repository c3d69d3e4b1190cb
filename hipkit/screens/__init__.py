"""The screens of the kit: each is an ipywidgets ``VBox``, shown by naming it in the last line of a cell.

>>> from hipkit.screens import Start
>>> Start()  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hipkit.screens.anatomy import Anatomy
    from hipkit.screens.app import App
    from hipkit.screens.claims import Claims
    from hipkit.screens.exercises import Exercises
    from hipkit.screens.lessons import Cases, ClassResults, Lesson
    from hipkit.screens.routine import Routine
    from hipkit.screens.screening import Screening
    from hipkit.screens.start import Start
    from hipkit.screens.stretching import Stretching
    from hipkit.screens.symptoms import Symptoms

__all__ = [
    "Anatomy",
    "App",
    "Cases",
    "Claims",
    "ClassResults",
    "Exercises",
    "Lesson",
    "Routine",
    "Screening",
    "Start",
    "Stretching",
    "Symptoms",
]

_HOMES = {"Cases": "lessons", "ClassResults": "lessons", "Lesson": "lessons"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(
            f"module 'hipkit.screens' has no attribute {name!r}; it has {', '.join(__all__)}"
        )
    home = _HOMES.get(name, name.lower())
    return getattr(importlib.import_module(f"hipkit.screens.{home}"), name)


def __dir__() -> list[str]:
    return __all__
