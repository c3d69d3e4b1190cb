"""What a pose does to the muscles: lengths, moment arms, lengthening over standing.

A published model estimates these numbers for one generic adult. They are geometry only: no force, no
tolerance, no feeling.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from operator import mul
from typing import Literal

from attrs import frozen

from hipkit.anatomy.model import Muscle, model
from hipkit.anatomy.paths import Path, hip_axes, line_of_action, trace, trace_all, turning_arm
from hipkit.anatomy.pose import STANDING, Pose
from hipkit.facts.reading import Folder, Table, find

Confidence = Literal["good", "fair", "low"]

SLIPPING = "In this pose the model's path slips off the surface that should guide it, so its length jumps."


@frozen
class ModelMuscle:
    """How the model stands for a muscle that a learner can name."""

    id: str  # in data/anatomy/muscles.toml
    reason: str  # why the confidence is what it is, or why the model has no path
    parts: tuple[str, ...] = ()  # in the model; none: it has no path
    confidence: Confidence = "low"


@frozen
class Change:
    """How much longer than in standing; negative is shorter."""

    mm: float
    percent: float  # of the length of muscle and tendon in standing
    fibre_ratio: float  # over the length at which the fibres pull hardest


@frozen
class Lengthening(Change):
    """The change of a whole muscle: of its parts, each weighted by its greatest force."""

    confidence: Confidence
    reason: str
    parts: Mapping[str, Change]  # by the model's ids


class _Tables:
    model_muscles = Table(ModelMuscle, "anatomy/model_muscles.toml")

    def __init__(self) -> None:
        self.folder = Folder(find())


@cache
def model_muscles() -> Mapping[str, ModelMuscle]:
    """Every muscle of the catalogue, with its parts in the model."""
    return _Tables().model_muscles


def without_path() -> dict[str, str]:
    """The muscles of the catalogue that the model cannot show, and why."""
    return {muscle.id: muscle.reason for muscle in model_muscles().values() if not muscle.parts}


def lengths(pose: Pose) -> dict[str, float]:
    """Length of muscle and tendon together, metres, by the model's ids."""
    return {name: path.length for name, path in trace_all(pose).items()}


def moment_arms(pose: Pose, muscle: str) -> tuple[float, float, float]:
    """Moment arms about flexion, adduction and internal rotation of the hip, metres.

    ``muscle`` is one of the model's ids. A positive arm: the muscle, when it pulls, turns the thigh
    into flexion, adduction or internal rotation.

    Raises:
        KeyError: the model has no such muscle.
    """
    frames = model().frames(pose.angles)
    ends = line_of_action(model().muscles[muscle], frames)
    flexion, adduction, rotation = (
        turning_arm(axis, frames["femur"].position, ends) for axis in hip_axes(pose, frames)
    )
    return flexion, adduction, rotation


def lengthening(pose: Pose) -> dict[str, Lengthening]:
    """Every muscle of the catalogue that has a path, and how much longer it is than in standing."""
    traced = trace_all(pose)
    return {
        muscle.id: _lengthening(muscle, {part: traced[part] for part in muscle.parts})
        for muscle in model_muscles().values()
        if muscle.parts
    }


def lengthening_of(muscle: str, pose: Pose) -> Lengthening:
    """The same for one muscle of the catalogue, without the work for the others.

    Raises:
        KeyError: the model has no path for it.
    """
    record = model_muscles()[muscle]
    if not record.parts:
        raise KeyError(muscle)
    frames = model().frames(pose.angles)
    return _lengthening(record, {part: trace(model().muscles[part], frames) for part in record.parts})


def _lengthening(muscle: ModelMuscle, traced: Mapping[str, Path]) -> Lengthening:
    parts = {name: _change(model().muscles[name], path.length) for name, path in traced.items()}
    whole = _weighted_mean(parts)
    confidence, reason = muscle.confidence, muscle.reason
    if any(path.slips for path in traced.values()):
        confidence, reason = "low", SLIPPING
    return Lengthening(whole.mm, whole.percent, whole.fibre_ratio, confidence, reason, parts)


def _weighted_mean(parts: Mapping[str, Change]) -> Change:
    weights = [model().muscles[name].max_force for name in parts]
    rows = [(part.mm, part.percent, part.fibre_ratio) for part in parts.values()]
    mm, percent, ratio = (sum(map(mul, column, weights)) / sum(weights) for column in zip(*rows, strict=True))
    return Change(mm, percent, ratio)


def _change(muscle: Muscle, length: float) -> Change:
    standing = _standing()[muscle.id]
    gained = length - standing
    return Change(1000 * gained, 100 * gained / standing, gained / muscle.optimal_fibre_length)


@cache
def _standing() -> dict[str, float]:
    return lengths(STANDING)
