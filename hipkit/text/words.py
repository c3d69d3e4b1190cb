"""Plain words: times, doses, lists, citations."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from hipkit.facts.records import Dose, Source

PURPOSE = (
    "hipkit is teaching material about hip anatomy, stretching evidence and exercise planning, for "
    "learners and for classroom case studies. It does not diagnose, treat or monitor any condition, "
    "and it is not medical advice."
)
UNCONFIRMED = " (unconfirmed)"  # after what nobody has seen on the page of its source


def escape(text: object) -> str:
    """Text that may stand anywhere in HTML, quotes included."""
    return html.escape(str(text), quote=True)


def clock(seconds: float) -> str:
    """``210`` -> ``"3:30"``."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """``["a", "b", "c"]`` -> ``"a, b and c"``."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def lower(name: str) -> str:
    """A name inside a sentence: its first letter small."""
    return name[:1].lower() + name[1:]


def number(value: float) -> str:
    """A number as printed: no trailing zero, the minus sign U+2212."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def printed(text: str) -> str:
    """Figures as in a book: U+2212 for a minus, a dash between the ends of a range."""
    return re.sub(r"(?<=\d)-(?=\d)", "–", re.sub(r"(?<![\w.])-(?=\d)", "\N{MINUS SIGN}", text))


_UNITS = {"repetition": "repetition", "breath": "breath", "hold": "hold", "step": "step"}


def dose(chosen: Dose, sides: bool) -> str:
    """``2 × 30 s each side``, ``10 repetitions, each held 5 s``, ``8 breaths each side``, ``3:00``."""
    each = " each side" if sides else ""
    if chosen.unit == "bout":
        length = chosen.count * chosen.seconds
        one = f"{length:g} s" if length < 60 else f"{length / 60:g} min"
    elif chosen.unit == "hold":
        one = f"{chosen.count} × {chosen.seconds:g} s" if chosen.count > 1 else f"{chosen.seconds:g} s"
    else:
        one = f"{chosen.count} {_UNITS[chosen.unit]}{'s' if chosen.count != 1 else ''}"
    if chosen.sets > 1:
        one = f"{chosen.sets} sets of {one}"
    held = f", each held {chosen.hold_s:g} s" if chosen.hold_s and chosen.unit != "hold" else ""
    return one + each + held


def cite(source: Source) -> str:
    """A full citation as plain text; the paper, never the page where it was read."""
    title = source.title if source.title.endswith("?") else f"{source.title.rstrip('.')}."
    parts = [f"{source.authors} ({source.year}). {title}"]
    if source.venue:
        parts.append(f"{source.venue.rstrip('.')}.")
    if source.doi:
        parts.append(f"doi:{source.doi}")
    elif source.pmid:
        parts.append(f"PMID {source.pmid}")
    return " ".join(parts)
