"""The 3-D view: bones, muscles and the outline of a person, moved by poses and exercises.

Python does the mechanics and sends figures; the page only places points and paints
(``static/body/``, raw WebGL, or a plain canvas where that is missing). Program, bones and rig go to the
page once for each kernel, packed; a pose is one frame of 750 bytes, an exercise about 18 kB, which the
page then plays by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import traitlets

from hipkit.anatomy.frames import film, frame, rig
from hipkit.anatomy.motion import Figure, Motion, standing_with
from hipkit.anatomy.paths import Side
from hipkit.anatomy.pose import Pose
from hipkit.facts import catalog
from hipkit.screens import parts

Shown = Pose | Mapping[Side, Pose] | Figure
View = Literal["front", "side", "back", "above", "hip", "whole"]
VIEWS: tuple[View, ...] = ("front", "side", "back", "above", "hip", "whole")

# The modules of the page's program, each after those that it imports.
MODULES = (
    "maths", "rig", "figure", "shapes", "camera", "gl", "flat", "shared", "controls", "naming", "view",
)  # fmt: skip
UPRIGHT = (38.0, 8.0, 3.9, 0.0, 0.86, 0.0, 0.7)  # camera: turn, tilt, distance, target, shape
HIPS = (38.0, 8.0, 2.0, 0.0, 0.84, 0.0, 0.7)  # from the loins to the knees


def _static(name: str) -> str:
    return parts.static(f"body/{name}")


def _joined() -> str:
    """All modules as one: a page takes its time over each module that it loads."""
    joined = "".join(_scoped(name, _static(f"{name}.js")) for name in MODULES)
    return f"const modules = {{}};\n{joined}export default modules.view;\n"


def _scoped(name: str, source: str) -> str:
    """A module as a function of its own, so that names in two modules do not meet."""
    exported = re.findall(r"(?m)^export (?:const|function|class) (\w+)", source)
    body = re.sub(r'(?m)^import ({[^}]*}) from "\./(\w+)\.js";', r"const \1 = modules.\2;", source)
    body = re.sub(r"(?m)^export ", "", body)
    return f"modules.{name} = (() => {{\n{body}return {{ {', '.join(exported)} }};\n}})();\n"


class Body(parts.Packed):
    """A skeleton that can be looked at from all sides, with the muscles of the hip.

    Colour says how much longer (or shorter) a muscle is than in standing, as a share of its optimal fibre
    length; unless ``colours`` says otherwise. The sentence and the table with the same content are the
    screen's duty; ``alt`` is what a screen reader says of the picture.

    Args:
        height: of the picture in pixels; on a narrow screen at most its width.
        legs: whose muscles are drawn: ``"r"``, ``"l"`` or ``"rl"``.
        camera: where it is seen from at first, ``UPRIGHT`` or ``HIPS``.
    """

    script = _joined()
    style = _static("body.css")

    height = traitlets.Int(420).tag(sync=True)
    legs = traitlets.Enum(("r", "l", "rl"), "r").tag(sync=True)
    alt = traitlets.Unicode("A skeleton, standing.").tag(sync=True)
    picked = traitlets.Unicode(help="id of a muscle of the catalogue, or empty").tag(sync=True)
    labels = traitlets.List(traitlets.Unicode(), help="muscles named on the picture").tag(sync=True)
    colours = traitlets.Dict(
        allow_none=True,
        default_value=None,
        help="muscle -> -1 (much shorter) to 1 (much longer), all others grey; None: as the pose makes them",
    ).tag(sync=True)
    spoken = traitlets.Bool(
        True, help="whether its line is read out when it changes: not beside a sentence that says the same"
    ).tag(sync=True)
    playing = traitlets.Bool(False).tag(sync=True)
    speed = traitlets.Float(1.0).tag(sync=True)
    props: traitlets.List[Any] = traitlets.List(help="boxes: middle and size along x, y and z, metres").tag(
        sync=True
    )

    _pose: Shown
    _motion: Motion | None
    _film = traitlets.Bytes().tag(sync=True)
    _clock = traitlets.Dict().tag(sync=True)
    _camera: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(
        self,
        height: int = 420,
        legs: str = "r",
        pose: Pose | None = None,
        camera: Iterable[float] = UPRIGHT,
        **traits: Any,
    ) -> None:
        self._pose, self._motion = pose or Pose(), None
        shown = {"height": height, "legs": legs, "_camera": list(camera), **_still(self._pose)}
        super().__init__(**({"layout": parts.Layout()} | shown | traits))

    @classmethod
    def data(cls) -> dict[str, Any]:
        """Bones and rig, with the names of muscles that learners read."""
        data, muscles = rig(), catalog().muscles
        for muscle in data["muscles"]:
            muscle["name"] = muscles[muscle["of"]].name
        return data

    @property
    def pose(self) -> Shown:
        """What is shown, when no exercise is: a pose of the right leg, of both, or a whole figure."""
        return self._pose

    @pose.setter
    def pose(self, pose: Shown) -> None:
        self._pose, self._motion = pose, None
        with self.hold_sync():
            for name, value in _still(pose).items():
                setattr(self, name, value)

    @property
    def motion(self) -> Motion | None:
        """The exercise that is shown, if any. Setting it shows its first pose and plays it."""
        return self._motion

    @motion.setter
    def motion(self, motion: Motion) -> None:
        self._motion = motion
        with self.hold_sync():
            self.props = [list(box) for box in motion.boxes]
            self._camera = list(motion.camera)
            self._clock = {
                "times": motion.times,
                "due": motion.due,
                "keys": motion.keys,
                "round": motion.round,
            }
            self._film = film(motion)
            self.playing = True

    def view(self, name: View) -> None:
        """Look from a side, at the hip, or at the whole figure.

        Raises:
            ValueError: ``name`` is none of these.
        """
        if name not in VIEWS:
            raise ValueError(f"{name!r} is no view; there are {', '.join(VIEWS)}")
        self.send({"view": name})

    def show(self, labels: Iterable[str]) -> None:
        """Name these muscles on the picture, by their ids in the catalogue."""
        self.labels = list(labels)


def _still(pose: Shown) -> dict[str, Any]:
    """What the page is told of a pose: a film of one frame."""
    figure = pose if isinstance(pose, Figure) else standing_with(pose)
    clock = {"times": [0], "due": [0], "keys": [0], "round": False}
    return {"playing": False, "props": [], "_clock": clock, "_film": frame(figure)}
