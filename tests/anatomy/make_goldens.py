"""Writes ``opensim.json``: what OpenSim itself says about the model, to test ours against.

    python tests/anatomy/make_goldens.py path/to/Rajagopal2015.osim

Needs opensim 4.6. The model is the file in the wheel that ``data/anatomy/derive.py`` pins.
"""

from __future__ import annotations

import json
import math
import random
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import opensim

HERE = Path(__file__).parent
SEED, RANDOM_POSES = 2016, 160
RANGES = ((-30, 120), (-50, 30), (-40, 40), (0, 120))
COORDINATES = ("hip_flexion_r", "hip_adduction_r", "hip_rotation_r", "knee_angle_r")
# Here OpenSim leads the upper part of gluteus maximus round the wrong side of its cylinder.
WRONG_WAY = (
    (10.52, -46.21, 31.94, 9.01),
    (-24.01, -48.08, 17.35, 101.64),
    (5.03, -48.51, 27.42, 27.3),
    (-20.6, -47.04, 19.5, 16.07),
)

Angles = tuple[float, ...]


class OpenSim:
    def __init__(self, path: str) -> None:
        opensim.Logger.setLevelString("Error")
        self.model = opensim.Model(path)
        self.state = self.model.initSystem()
        names = json.loads((HERE.parents[1] / "data" / "anatomy" / "hip.json").read_text("utf-8"))["muscles"]
        self.muscles = {name: self.model.getMuscles().get(name + "_r") for name in names}

    def sample(self, pose: Angles) -> dict[str, object]:
        """Lengths and moment arms in hundredths of a millimetre, so that the file stays small."""
        self._pose(pose)
        return {
            "pose": pose,
            "length": [round(1e5 * muscle.getLength(self.state)) for muscle in self.muscles.values()],
            "moment_arm": [self._arms(muscle) for muscle in self.muscles.values()],
        }

    def _pose(self, pose: Angles) -> None:
        for name, degrees in zip(COORDINATES, pose, strict=True):
            self.model.getCoordinateSet().get(name).setValue(self.state, math.radians(degrees), False)
        self.model.assemble(self.state)
        self.model.realizePosition(self.state)

    def _arms(self, muscle: opensim.Muscle) -> list[int]:
        coordinates = (self.model.getCoordinateSet().get(name) for name in COORDINATES[:3])
        path = muscle.getGeometryPath()
        return [round(1e5 * path.computeMomentArm(self.state, one)) for one in coordinates]


def poses() -> Iterable[Angles]:
    yield (0.0, 0.0, 0.0, 0.0)
    drawn = random.Random(SEED)
    for _ in range(RANDOM_POSES):
        yield tuple(round(drawn.uniform(low, high), 2) for low, high in RANGES)
    for angles in tomllib.loads((HERE / "poses.toml").read_text("utf-8")).values():
        yield tuple(min(max(angle, low), high) for angle, (low, high) in zip(angles, RANGES, strict=True))


def main() -> None:
    engine = OpenSim(sys.argv[1])
    lines = {
        "muscles": json.dumps(list(engine.muscles)),
        "samples": _rows(engine.sample(pose) for pose in poses()),
        "wrong_way": _rows(engine.sample(pose) for pose in WRONG_WAY),
    }
    text = "{\n" + ",\n".join(f'"{key}": {value}' for key, value in lines.items()) + "\n}\n"
    (HERE / "opensim.json").write_text(text, "utf-8")


def _rows(samples: Iterable[dict[str, object]]) -> str:
    return "[\n" + ",\n".join(json.dumps(sample, separators=(",", ":")) for sample in samples) + "\n]"


if __name__ == "__main__":
    main()
