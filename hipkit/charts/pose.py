"""Small pictures of exercises: the model's figure as a silhouette, in one or two kilobytes of SVG.

Limbs and trunk are hulls round circles at the joints of the skeleton, painted from far to near with an
outline in the colour of the ground, so that crossing limbs stay apart without colour. The far side is paler.
Colours are tokens of the style sheet, with fallbacks for a page without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise, product
from math import cos, dist, pi, radians, sin
from typing import Literal, NamedTuple

from hipkit.anatomy.figure import hang
from hipkit.anatomy.motion import Figure, figure, placed
from hipkit.anatomy.poses import ExercisePose, poses
from hipkit.anatomy.posture import SIDES
from hipkit.anatomy.rigid import Vector, dot
from hipkit.anatomy.room import boxes_of
from hipkit.facts import catalog
from hipkit.text.markup import Markup
from hipkit.text.words import escape

Moment = Literal["start", "end"]
Flat = tuple[float, float]
Circle = tuple[Vector, float]  # in the room or in a part: middle and radius, metres

METRE = 120  # units of the drawing
AIR = 5  # units round the figure
WIDE = 1.6  # heights that one figure may be wide
ROUND = 12  # corners of a circle
LOOKS_ALIKE = 0.06  # metres that some part must move before two pictures are worth it
NEAR, FAR = "var(--ink,#22292c)", "var(--edge,#857e70)"
SHADOW, PROP, OUTLINE = "var(--sunk,#ece7dc)", "var(--line,#cfc9bd)", "var(--paper,#fff)"

# Of a limb: the part, and circles in it.
_LIMBS: tuple[tuple[str, tuple[Circle, Circle]], ...] = (
    ("femur", (((0.0, -0.02, 0.0), 0.08), ((0.0, -0.40, 0.0), 0.054))),
    ("tibia", (((0.0, -0.01, 0.0), 0.054), ((-0.01, -0.39, 0.0), 0.035))),
    ("foot", (((0.03, 0.015, 0.0), 0.035), (hang("toes"), 0.024))),
    ("toes", (((-0.01, 0.005, 0.0), 0.024), ((0.06, 0.005, 0.0), 0.018))),
    ("humerus", (((0.0, -0.01, 0.0), 0.05), ((0.013, -0.28, 0.0), 0.038))),
    ("forearm", (((0.0, 0.0, 0.0), 0.038), ((-0.015, -0.24, 0.0), 0.026))),
    ("hand", (((0.0, -0.02, 0.0), 0.028), ((0.0, -0.15, 0.0), 0.018))),
)
_TRUNK: tuple[tuple[tuple[str, Circle], ...], ...] = (
    (
        ("pelvis", ((-0.08, -0.07, 0.075), 0.095)),
        ("pelvis", ((-0.08, -0.07, -0.075), 0.095)),
        ("torso", ((0.02, 0.09, 0.05), 0.085)),
        ("torso", ((0.02, 0.09, -0.05), 0.085)),
    ),
    (
        ("torso", ((0.02, 0.07, 0.05), 0.085)),
        ("torso", ((0.02, 0.07, -0.05), 0.085)),
        ("torso", ((0.01, 0.26, 0.06), 0.105)),
        ("torso", ((0.01, 0.26, -0.06), 0.105)),
        ("torso", ((0.0, 0.37, 0.13), 0.055)),
        ("torso", ((0.0, 0.37, -0.13), 0.055)),
    ),
    (("torso", ((-0.01, 0.40, 0.0), 0.055)), ("head", ((0.01, 0.52, 0.0), 0.05))),
    (("head", ((0.0, 0.58, 0.0), 0.095)), ("head", ((0.035, 0.53, 0.0), 0.07))),
)


class _Shape(NamedTuple):
    """A filled polygon, with the depth of its middle (nearer is larger)."""

    depth: float
    corners: tuple[tuple[int, int], ...]
    fill: str


class _Eye(NamedTuple):
    """Where the picture is seen from: three directions in the room. Nothing gets smaller with distance."""

    right: Vector
    up: Vector
    back: Vector

    def see(self, point: Vector) -> Flat:
        return (METRE * dot(point, self.right), -METRE * dot(point, self.up))


@cache
def picture(exercise: str, moment: Moment = "end", height: int = 72) -> Markup:
    """How an exercise starts, or its key pose that is farthest from the start, as SVG at most ``height`` pixels high.

    Raises:
        KeyError: nobody has posed the exercise.
    """
    words = "starting position" if moment == "start" else "end position"
    return _drawn(exercise, (moment,), words, height)


@cache
def pictures(exercise: str, height: int = 72) -> Markup:
    """Start and end side by side, in one scale; a single picture where they look alike.

    Raises:
        KeyError: nobody has posed the exercise.
    """
    ends = _ends(exercise)
    if _moved(ends["start"], ends["end"]) > LOOKS_ALIKE:
        return _drawn(exercise, ("start", "end"), "start and end", height)
    return _drawn(exercise, ("end",), "the position", height)


@cache
def _ends(exercise: str) -> dict[Moment, Figure]:
    first, *rest = (figure(key) for key in placed(poses()[exercise]))
    return {"start": first, "end": max(rest, key=lambda one: _moved(first, one), default=first)}


def _moved(one: Figure, other: Figure) -> float:
    """How far the part that moves most has moved, metres."""
    return max(dist(at.position, other.parts[part].position) for part, at in one.parts.items())


# ---------------------------------------------------------------- drawing


def _drawn(exercise: str, moments: Sequence[Moment], words: str, height: int) -> Markup:
    pose = poses()[exercise]
    eye = _eye(pose.view)
    walls = _shown(pose, ("wall",), eye)  # what of a wall is beside the figure is cut off
    props = _shown(pose, ("box", "chair"), eye)
    scenes = [[*props, *_figure(_ends(exercise)[moment], eye)] for moment in moments]
    frames = [_frame(scene) for scene in scenes]
    top, bottom = min(frame[1] for frame in frames), max(frame[3] for frame in frames)
    drawings, width, tall = "", 0, bottom - top
    for scene, (left, _, right, _) in zip(scenes, frames, strict=True):
        drawings += (
            f'<svg x="{width}" width="{right - left}" height="{tall}" viewBox="{left} {top} {right - left} {tall}">'
            f"{''.join(map(_path, sorted([*walls, *scene])))}</svg>"
        )
        width += right - left
    scale = min(height / tall, WIDE * height * len(scenes) / width)
    title = escape(f"{catalog().exercises[exercise].name}: {words}")
    return Markup(
        f'<svg class="hk-pose" role="img" aria-label="{title}" width="{scale * width:.0f}" '
        f'height="{scale * tall:.0f}" viewBox="0 0 {width} {tall}" stroke="{OUTLINE}" stroke-width="2" '
        f'stroke-linejoin="round">{drawings}</svg>'
    )


def _shown(pose: ExercisePose, kinds: Sequence[str], eye: _Eye) -> list[_Shape]:
    return [_box(box, eye) for prop in pose.props if prop.kind in kinds for box in boxes_of(prop)]


def _eye(view: Sequence[float]) -> _Eye:
    turn, tilt = map(radians, view)
    return _Eye(
        right=(cos(turn), 0.0, -sin(turn)),
        up=(-sin(turn) * sin(tilt), cos(tilt), -cos(turn) * sin(tilt)),
        back=(sin(turn) * cos(tilt), sin(tilt), cos(turn) * cos(tilt)),
    )


def _frame(shapes: Iterable[_Shape]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom, with air."""
    across, down = zip(*(corner for shape in shapes for corner in shape.corners), strict=True)
    return (min(across) - AIR, min(down) - AIR, max(across) + AIR, max(down) + AIR)


def _path(shape: _Shape) -> str:
    (x, y), *_ = shape.corners
    steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(shape.corners))
    line = " ".join((f"{x} {y}", *steps)).replace(" -", "-")
    return f'<path fill="{shape.fill}" d="m{line}z"/>'


def _figure(shown: Figure, eye: _Eye) -> Iterator[_Shape]:
    parts = shown.parts
    depth = {side: dot(parts[f"{side[0]}_tibia"].position, eye.back) for side in SIDES}
    nearer = max(SIDES, key=lambda side: depth[side])
    touched: list[Circle] = []
    for side in SIDES:
        for bone, circles in _LIMBS:
            frame = parts[f"{side[0]}_{bone}"]
            in_room = [(frame.place(at), radius) for at, radius in circles]
            touched += in_room
            yield _hull(in_room, eye, NEAR if side == nearer else FAR)
    for group in _TRUNK:
        in_room = [(parts[part].place(at), radius) for part, (at, radius) in group]
        touched += in_room
        yield _hull(in_room, eye, NEAR)
    shadow = [((x, 0.0, z), radius) for (x, _, z), radius in touched]
    yield _hull(shadow, eye, SHADOW, flat=True)._replace(depth=-9.0)


def _box(box: Sequence[float], eye: _Eye) -> _Shape:
    x, y, z, *size = box
    corners = [
        (x + a * size[0], y + b * size[1], z + c * size[2]) for a, b, c in product((-0.5, 0.5), repeat=3)
    ]
    return _hull([(corner, 0.0) for corner in corners], eye, PROP)


def _hull(circles: Sequence[Circle], eye: _Eye, fill: str, flat: bool = False) -> _Shape:
    """The outline round circles as they are seen; ``flat``: they lie on the floor."""
    angles = [2 * pi * step / ROUND for step in range(ROUND)]
    points = set()
    for at, radius in circles:
        x, y = eye.see(at)
        for angle in angles if radius else angles[:1]:
            dx, dy = METRE * radius * cos(angle), METRE * radius * sin(angle)
            points.add((round(x + dx), round(y + dy * (eye.back[1] if flat else 1))))
    depth = sum(dot(at, eye.back) for at, _ in circles) / len(circles)
    return _Shape(depth, tuple(_convex(sorted(points))), fill)


def _convex(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The corners of the convex hull of sorted points (Andrew's monotone chain)."""
    hull: list[tuple[int, int]] = []
    for row in (points, points[::-1]):
        start = len(hull)
        for point in row:
            while len(hull) > start + 1 and _turn(hull[-2], hull[-1], point) <= 0:
                hull.pop()
            hull.append(point)
        hull.pop()
    return hull


def _turn(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
