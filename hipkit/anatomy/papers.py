"""The model beside what others measured: agreements and misses alike."""

from __future__ import annotations

from functools import cache
from typing import Literal

from attrs import frozen

from hipkit.anatomy.measures import lengths, moment_arms
from hipkit.anatomy.pose import Pose
from hipkit.facts.reading import Folder, Table, find
from hipkit.facts.records import Figure, Verified

TOLERANCE = 1 / 3  # of the published figure; cadavers differ from each other by as much


@frozen
class Published:
    """A figure from a paper. ``poses``: hip flexion, adduction, rotation, knee flexion, split by ``|``.

    What is computed, for the first muscle and the first pose:

    - ``rotation_arm``: moment arm about internal rotation, mm
    - ``mm``, ``percent``: change of length from the second pose
    - ``rank``: place among all muscles and poses named, by percent longer than in standing
    """

    id: str
    what: str
    measure: Literal["rotation_arm", "mm", "percent", "rank"]
    muscles: str
    poses: str
    published: Figure
    unit: str
    cite: str
    verified: Verified
    seen: str  # never shown to learners
    doi: str = ""
    pmid: str = ""
    note: str = ""


@frozen
class Comparison:
    paper: Published
    published: float
    model: float
    agrees: bool


class _Tables:
    published = Table(Published, "anatomy/published.csv")

    def __init__(self) -> None:
        self.folder = Folder(find())


@cache
def against_papers() -> tuple[Comparison, ...]:
    """Each published figure with the model's own.

    A rank agrees when it is the same; a measurement when the model's value has the same sign and lies
    within a third of it.
    """
    return tuple(_compared(paper) for paper in _Tables().published.values())


def _compared(paper: Published) -> Comparison:
    published, computed = float(paper.published), _computed(paper)
    if paper.measure == "rank":
        agrees = computed == published
    else:
        agrees = abs(computed - published) <= TOLERANCE * abs(published)
    return Comparison(paper, published, computed, agrees)


def _computed(paper: Published) -> float:
    muscles = paper.muscles.split()
    poses = [Pose(*map(float, pose.split())) for pose in paper.poses.split("|")]
    if paper.measure == "rotation_arm":
        return 1000 * moment_arms(poses[0], muscles[0])[2]
    if paper.measure == "rank":
        gains = [_percent(muscle, pose, Pose()) for muscle in muscles for pose in poses]
        return 1 + sum(gain > gains[0] for gain in gains)
    if paper.measure == "percent":
        return _percent(muscles[0], *poses)
    return 1000 * (lengths(poses[0])[muscles[0]] - lengths(poses[1])[muscles[0]])


def _percent(muscle: str, pose: Pose, reference: Pose) -> float:
    return 100 * (lengths(pose)[muscle] / lengths(reference)[muscle] - 1)
