"""A pose of one leg, kept within what the model can do."""

from __future__ import annotations

from math import isfinite

from attrs import frozen

from hipkit.anatomy.model import COORDINATES, model

_MOVEMENTS = {  # what a positive and a negative angle is called
    "hip_flexion": ("hip flexion", "hip extension"),
    "hip_adduction": ("hip adduction", "hip abduction"),
    "hip_rotation": ("internal rotation of the hip", "external rotation of the hip"),
    "knee_flexion": ("knee flexion", "knee extension"),
}


@frozen(init=False)
class Pose:
    """Angles of the hip and the knee in degrees; all zero is standing upright.

    Positive is flexion, adduction and internal rotation. An angle beyond the range of the model is
    moved to its end, and ``notes`` says so in a sentence for each.

    Raises:
        ValueError: an angle is not a finite number.
    """

    hip_flexion: float
    hip_adduction: float
    hip_rotation: float
    knee_flexion: float
    notes: tuple[str, ...]

    def __init__(
        self,
        hip_flexion: float = 0,
        hip_adduction: float = 0,
        hip_rotation: float = 0,
        knee_flexion: float = 0,
    ) -> None:
        asked = dict(zip(COORDINATES, (hip_flexion, hip_adduction, hip_rotation, knee_flexion), strict=True))
        used = {name: _within(name, angle) for name, angle in asked.items()}
        notes = (_note(name, asked[name], used[name]) for name in COORDINATES if asked[name] != used[name])
        self.__attrs_init__(**used, notes=tuple(notes))

    @property
    def angles(self) -> tuple[float, float, float, float]:
        """Hip flexion, adduction, rotation and knee flexion, degrees."""
        return (self.hip_flexion, self.hip_adduction, self.hip_rotation, self.knee_flexion)


def _within(name: str, angle: float) -> float:
    if not isfinite(angle):
        raise ValueError(f"{name}: {angle} is not an angle in degrees")
    low, high = model().ranges[name]
    return min(max(angle, low), high)


def _note(name: str, asked: float, used: float) -> str:
    movement = _MOVEMENTS[name][asked < used]
    return f"In the model {movement} ends at {abs(used):g}°, so {abs(used):g}° is used instead of {abs(asked):g}°."


STANDING = Pose()
