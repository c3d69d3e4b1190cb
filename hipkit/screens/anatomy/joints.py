"""The pose: chosen from a list, or bent joint by joint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import traitlets

from hipkit.anatomy import COORDINATES, Pose, model
from hipkit.screens import parts

_WORDS = {
    "hip_flexion": "Hip flexion",
    "hip_adduction": "Adduction (− abduction)",
    "hip_rotation": "Rotation (− outwards)",
    "knee_flexion": "Knee bend",
}


class Joints(parts.Packed):
    """Four sliders in whole degrees under a list of poses.

    ``on_move`` is told of a pose that the learner bends, ``on_pose`` of the id of one from the list.
    :meth:`show` sets what is seen; the page waits for it before it sends the next step.
    """

    script = parts.static("joints.js")
    offered = traitlets.Dict(help="joints: id, words, lowest, highest; poses: words, id").tag(**parts.PACKED)
    angles = traitlets.Dict().tag(sync=True)
    pose = traitlets.Unicode().tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        poses: Iterable[tuple[str, str]],
        on_move: Callable[[Pose], object],
        on_pose: Callable[[str], object],
    ) -> None:
        joints = [[name, _WORDS[name], *model().ranges[name]] for name in COORDINATES]
        super().__init__(
            offered={"joints": joints, "poses": [list(pose) for pose in poses]},
            angles=dict.fromkeys(COORDINATES, 0),
            _dom_classes=("hk-joints", "hk-c-joints"),
            **parts.looks(),
        )
        self._on_move, self._on_pose = on_move, on_pose
        self.on_msg(lambda _widget, content, _buffers: self._hear(content))

    def _hear(self, content: Mapping[str, Any]) -> None:
        if "pose" in content:
            self._on_pose(content["pose"])
        else:
            self._on_move(Pose(**content["angles"]))

    def show(self, pose: Pose, name: str = "") -> None:
        """Set the sliders to a pose, and the list to one of its names."""
        with self.hold_sync():
            self.angles = dict(zip(COORDINATES, map(round, pose.angles), strict=True))
            self.pose = name
            self.answered += 1

    def uses(self) -> Iterator[parts.Use]:
        """Each slider at both ends, each pose once, for ``parts.drive``."""
        for name, _, low, high in self.offered["joints"]:
            yield ("control", type(self).__name__, name), partial(self._ends, name, low, high)
        yield ("control", type(self).__name__, "pose"), self._every_pose

    def _ends(self, name: str, *ends: float) -> None:
        before = self.angles
        for end in (*ends, before[name]):
            self._hear({"angles": {**before, name: end}})

    def _every_pose(self) -> None:
        for _, name in self.offered["poses"]:
            self._hear({"pose": name})
