"""Results as files: a printed page, a calendar, a saved routine, a share code. Pure functions.

What leaves the kit through these names no symptom, except a saved routine or a page that is asked to. Each is
loaded on first use: a screen can offer them all and pay for none.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hipkit.export.code import CodeError, from_code, share_code
    from hipkit.export.ics import calendar_file
    from hipkit.export.page import print_page
    from hipkit.export.saving import saved, saved_fields

__all__ = ["CodeError", "calendar_file", "from_code", "print_page", "saved", "saved_fields", "share_code"]

_HOMES = {
    "CodeError": "code",
    "calendar_file": "ics",
    "from_code": "code",
    "print_page": "page",
    "saved": "saving",
    "saved_fields": "saving",
    "share_code": "code",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"hipkit.export.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'hipkit.export' has no attribute {name!r}; it has {', '.join(__all__)}")
