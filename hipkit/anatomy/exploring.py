"""Questions to the model over many poses: which one lengthens a muscle most, where does it change sides?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from attrs import frozen

from hipkit.anatomy.measures import lengthening_of, model_muscles, moment_arms
from hipkit.anatomy.model import model
from hipkit.anatomy.pose import Pose

STEP = 10  # degrees between the points of a map
FINE = 5  # and of a curve


@frozen
class PoseMap:
    """Lengthening of a muscle over hip flexion (rows) and rotation (columns), the other joints held.

    ``ratios``: change from standing over optimal fibre length, a row for each of ``flexions``.
    """

    muscle: str
    adduction: float
    knee: float
    flexions: tuple[float, ...]
    rotations: tuple[float, ...]
    ratios: tuple[tuple[float, ...], ...]

    @property
    def longest(self) -> Pose:
        """The pose of the map in which the muscle is longest."""
        _, flexion, rotation = max(
            (ratio, flexion, rotation)
            for flexion, row in zip(self.flexions, self.ratios, strict=True)
            for rotation, ratio in zip(self.rotations, row, strict=True)
        )
        return Pose(flexion, self.adduction, rotation, self.knee)


@lru_cache(maxsize=64)
def pose_map(muscle: str, adduction: float = 0, knee: float = 90) -> PoseMap:
    """The whole range of the model in steps of ``STEP`` degrees.

    Raises:
        KeyError: the model has no path for the muscle.
    """
    flexions, rotations = _steps("hip_flexion", STEP), _steps("hip_rotation", STEP)
    ratios = tuple(
        tuple(
            lengthening_of(muscle, Pose(flexion, adduction, rotation, knee)).fibre_ratio
            for rotation in rotations
        )
        for flexion in flexions
    )
    return PoseMap(muscle, adduction, knee, flexions, rotations, ratios)


def _steps(coordinate: str, step: int) -> tuple[float, ...]:
    low, high = (int(end) for end in model().ranges[coordinate])
    return tuple(float(angle) for angle in range(low, high + 1, step))


@frozen
class Curve:
    """Rotation arm of a muscle against hip flexion: mm, positive turns the thigh inwards."""

    muscle: str
    flexions: tuple[float, ...]
    arms: tuple[float, ...]

    @property
    def turns(self) -> tuple[float, ...]:
        """Flexion angles at which the muscle changes sides, degrees; empty if it never does."""
        return tuple(self._crossings())

    def _crossings(self) -> Iterator[float]:
        for (a, before), (b, after) in pairwise(zip(self.flexions, self.arms, strict=True)):
            if before * after < 0:
                yield a + (b - a) * before / (before - after)


def rotation_arm(muscle: str, pose: Pose) -> float:
    """How a muscle of the catalogue turns the thigh: mm, its parts weighted by their greatest force.

    Positive turns it inwards.

    Raises:
        KeyError: the model has no path for the muscle.
    """
    parts = model_muscles()[muscle].parts
    if not parts:
        raise KeyError(muscle)
    forces = [model().muscles[part].max_force for part in parts]
    arms = [1000 * moment_arms(pose, part)[2] for part in parts]
    return sum(arm * force for arm, force in zip(arms, forces, strict=True)) / sum(forces)


@lru_cache(maxsize=64)
def turning(muscle: str) -> Curve:
    """The rotation arm from full extension to full flexion, the thigh neither turned nor moved aside."""
    flexions = _steps("hip_flexion", FINE)
    return Curve(muscle, flexions, tuple(rotation_arm(muscle, Pose(flexion)) for flexion in flexions))
