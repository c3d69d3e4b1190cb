"""The screens of the kit: each is an ipywidgets ``VBox``, shown by naming it in the last line of a cell.

>>> from hipkit.screens import Start
>>> Start()
Start

Beside the few below, each topic of ``data/topics.toml`` has one, in the module of its name.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from hipkit.facts import catalog

if TYPE_CHECKING:
    from hipkit.screens.anatomy import Anatomy as Anatomy
    from hipkit.screens.app import App as App
    from hipkit.screens.claims import Claims as Claims
    from hipkit.screens.exercises import Exercises as Exercises
    from hipkit.screens.lessons import Cases as Cases
    from hipkit.screens.lessons import ClassResults as ClassResults
    from hipkit.screens.lessons import Lesson as Lesson
    from hipkit.screens.routine import Routine as Routine
    from hipkit.screens.screening import Screening as Screening
    from hipkit.screens.start import Start as Start
    from hipkit.screens.stretching import Stretching as Stretching
    from hipkit.screens.symptoms import Symptoms as Symptoms

_HOMES = {  # screen -> its module
    "App": "app",
    "ClassResults": "lessons",
    "Lesson": "lessons",
    "Start": "start",
    **{topic.screen: topic.id for topic in catalog().topics.values()},
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(
            f"module 'hipkit.screens' has no attribute {name!r}; it has {', '.join(__all__)}"
        )
    return getattr(importlib.import_module(f"hipkit.screens.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
