"""The colours of the style sheet: text stands out 4.5 : 1 and marks 3 : 1 from every ground, in both themes."""

from __future__ import annotations

import re
from importlib import resources
from itertools import product

import pytest

CSS = resources.files("hipkit.screens").joinpath("static", "hipkit.css").read_text(encoding="utf-8")
RULE = re.compile(r"(?m)^(?P<dark>body\[data-jp-theme-light=\"false\"\] )?\.hipkit \{(?P<tokens>[^}]*)\}")
TOKEN = re.compile(r"--([\w-]+): (?:var\(--[\w-]+, )?(#[0-9a-f]{3,6})\)?;")
THEMES = ("light", "dark")
GROUNDS = ("paper", "bg", "sunk")
TEXT = ("ink", "ink2", "accent", "danger")
MARKS = (
    *("edge", "focus", "warmup", "mobility", "strength", "static"),
    *(f"v-{verdict}" for verdict in ("supported", "partly", "contradicted", "outdated", "none")),
    *(f"s-{level}" for level in ("now", "today", "soon", "watch")),
)
ON = {  # ink -> what it stands on, beside the three grounds
    **{f"on-{phase}": phase for phase in ("warmup", "mobility", "strength", "static")},
    "accent-ink": "accent",
    "accent": "accent-soft",
    "danger": "danger-soft",
    "ink": "accent-soft",
    "ink2": "accent-soft",
}


def tokens() -> dict[str, dict[str, str]]:
    """Theme -> token -> colour; the dark theme keeps what it does not change."""
    found: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    for rule in RULE.finditer(CSS):
        colours = dict(TOKEN.findall(rule["tokens"]))
        for theme in THEMES[1:] if rule["dark"] else THEMES:
            found[theme] |= colours
    return found


TOKENS = tokens()


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_marks_stand_out_from_every_ground(theme: str) -> None:
    worn = TOKENS[theme]
    pairs = [(name, ground, 4.5) for name, ground in product(TEXT, GROUNDS)]
    pairs += [(name, ground, 4.5) for name, ground in ON.items()]
    pairs += [(name, ground, 3.0) for name, ground in product(MARKS, GROUNDS)]
    faint = {
        f"{name} on {ground}": round(found, 2)
        for name, ground, least in pairs
        if (found := contrast(worn[name], worn[ground])) < least
    }
    assert faint == {}


@pytest.mark.parametrize("theme", THEMES)
def test_the_ends_of_the_scale_of_lengths_stand_out(theme: str) -> None:
    """What is between them is told by the table beside it: no change needs no mark."""
    worn = TOKENS[theme]
    assert min(contrast(worn[name], worn["paper"]) for name in ("short3", "long3")) >= 3
