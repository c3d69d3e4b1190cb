"""hipkit: a teaching kit about the hip.

The names below load what they need on first use, so that ``import hipkit`` stays cheap.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hipkit import anatomy, claims, exercises, lessons, routine, screens, stretching, symptoms, text
    from hipkit.checkup import doctor
    from hipkit.facts import catalog
    from hipkit.screens.app import app

__version__ = "0.1.0"
__all__ = [
    "anatomy", "app", "catalog", "claims", "doctor", "exercises", "lessons", "routine", "screens", "stretching",
    "symptoms", "text",
]  # fmt: skip

_FUNCTIONS = {"catalog": "hipkit.facts", "doctor": "hipkit.checkup", "app": "hipkit.screens.app"}


def __getattr__(name: str) -> Any:
    if name in _FUNCTIONS:
        value = getattr(importlib.import_module(_FUNCTIONS[name]), name)
        globals()[name] = value  # a module of the same name must not hide the function
        return value
    if not name.startswith("_"):  # a module may be added without a word here
        try:
            return importlib.import_module(f"hipkit.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"hipkit.{name}":
                raise
    raise AttributeError(f"module 'hipkit' has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted(__all__)
