"""Angles, lengths and moment arms in words."""

from __future__ import annotations

from hipkit.anatomy.measures import Change
from hipkit.anatomy.pose import Pose
from hipkit.anatomy.ranges import MOVEMENTS, reached
from hipkit.text.words import number

SMALL_MM = 3  # a moment arm below this could have either sign (OpenSim's own paths differ by as much)


def minus(value: float, places: int = 0) -> str:
    """Rounded, with the minus sign U+2212, and no minus before a nought."""
    return number(round(value, places) + 0.0) if places else number(float(round(value)))


def plus(value: float) -> str:
    """Rounded, with its sign."""
    rounded = round(value)
    return f"+{rounded}" if rounded > 0 else minus(rounded)


def percent(share: float) -> str:
    return f"{plus(100 * share)}\N{NO-BREAK SPACE}%"


def described(pose: Pose) -> str:
    """``95° of flexion, 12° of abduction, 40° of external rotation, knee bent 112°``."""
    angles = [(movement, round(reached(pose, movement))) for movement in MOVEMENTS]
    parts = [f"{angle}° of {movement}" for movement, angle in angles if angle > 0]
    parts += [f"knee bent {round(pose.knee_flexion)}°"] if round(pose.knee_flexion) > 0 else []
    return ", ".join(parts) or "standing"


def longer(change: Change) -> str:
    """``12 mm longer than standing: 43 % of its fibre length``."""
    mm, share = round(change.mm), abs(round(100 * change.fibre_ratio))
    if not mm and not share:
        return "as long as in standing"
    way = "longer" if change.mm > 0 else "shorter"
    return f"{abs(mm)} mm {way} than standing: {share}\N{NO-BREAK SPACE}% of its fibre length"


def turns(arm: float) -> str:
    """Which way a muscle turns the thigh, from its rotation arm in mm."""
    if abs(arm) < SMALL_MM:
        return "hardly turns the thigh either way (moment arm under 3 mm)"
    way = "inwards" if arm > 0 else "outwards"
    return f"turns the thigh <b>{way}</b> (moment arm {abs(round(arm))} mm)"
