"""Whole bodies: postures, contacts, reaches, and exercises as motions."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import dist, hypot, isclose
from pathlib import Path
from struct import unpack

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hipkit.anatomy import Pose, lengthening, model, model_muscles
from hipkit.anatomy.contact import Grip, settled, unmet
from hipkit.anatomy.figure import PARTS, REGIONS, body, lowest, middle
from hipkit.anatomy.frames import film, frame, rig
from hipkit.anatomy.limbs import reaching, turned, unit
from hipkit.anatomy.motion import Motion, Placed, figure, motion, placed, standing_with
from hipkit.anatomy.poses import ExercisePose, Key, _pose_rule, poses, positions
from hipkit.anatomy.posture import DEFAULTS, MOVEMENTS, Posture
from hipkit.anatomy.rigid import NO_ROTATION, Vector, cross, product, rotation, transposed
from hipkit.facts import CatalogError, catalog
from hipkit.facts.reading import Folder, Table

EXERCISES = list(poses())
BELOW, SLIDE, GAP = 0.02, 0.012, 0.08  # metres: skin gives way; nobody sees; the model's range keeps it apart

directions = st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1)).filter(
    lambda way: hypot(*way) > 0.2
)


# ---------------------------------------------------------------- the body


def test_someone_who_stands_is_upright_and_as_tall_as_a_person() -> None:
    parts = standing_with(Pose()).parts
    assert set(parts) == set(PARTS)
    assert min(lowest(parts, region) for region in REGIONS) == pytest.approx(0, abs=0.002)
    assert 1.6 < parts["head"].place((0.0, 0.67, 0.0))[1] < 1.9
    for part in PARTS:
        if part.startswith("r_"):
            x, y, z = parts[part].position
            assert parts[f"l_{part[2:]}"].position == pytest.approx((x, y, -z))


def test_the_hip_is_that_of_the_model() -> None:
    pose = Pose(70, -15, 20, 60)
    parts, frames = standing_with(pose).parts, model().frames(pose.angles)
    for bone in ("femur", "tibia", "patella"):
        inside = parts["pelvis"].locate(parts[f"r_{bone}"].position)
        assert inside == pytest.approx(frames[bone].position)


def test_each_leg_takes_its_own_pose() -> None:
    shown = standing_with({"left": Pose(80, 0, 0, 90)})
    assert shown.legs["left"].hip_flexion == 80
    assert shown.legs["right"] == Pose()
    assert lowest(shown.parts, "left_foot") > 0.2
    assert lowest(shown.parts, "right_foot") == pytest.approx(0, abs=1e-9)


def test_a_level_sole_stays_level() -> None:
    bent = {"right.hip_flexion": 60.0, "right.knee_flexion": 75.0}
    parts = body(Posture(bent, level=frozenset({"right"})))
    assert lowest(parts, "right_heel") == pytest.approx(lowest(parts, "right_ball"), abs=0.004)
    tilted = body(Posture(bent))
    assert abs(lowest(tilted, "right_heel") - lowest(tilted, "right_ball")) > 0.03


def test_the_spine_bends_as_much_as_asked() -> None:
    straight, bent = body(Posture()), body(Posture({"spine.flexion": 40.0}))
    turn = product(transposed(straight["torso"].rotation), bent["torso"].rotation)
    expected = rotation("z", -40 * 3.141592653589793 / 180)
    assert [value for row in turn for value in row] == pytest.approx(
        [value for row in expected for value in row]
    )


# ---------------------------------------------------------------- arms


@given(directions, directions, st.floats(0.12, 0.5))
def test_a_wrist_reaches_its_target(way: Vector, towards: Vector, far: float) -> None:
    upper, fore, start = (0.013, -0.286, -0.01), (-0.016, -0.249, 0.04), (0.1, 1.3, 0.2)
    x, y, z = unit(way)
    target = (start[0] + far * x, start[1] + far * y, start[2] + far * z)
    assume(hypot(*cross(way, towards)) > 1e-2)  # else there is no side to bend to
    first, second = reaching(start, target, towards, (0.0, 0.0, 1.0), upper, fore)
    elbow = tuple(s + sum(row[i] * upper[i] for i in range(3)) for s, row in zip(start, first, strict=True))
    wrist = tuple(e + sum(row[i] * fore[i] for i in range(3)) for e, row in zip(elbow, second, strict=True))
    assert dist(wrist, target) < 1e-6


def test_a_turn_between_two_turns_is_half_way() -> None:
    half = turned(NO_ROTATION, rotation("x", 1.2), 0.5)
    assert [value for row in half for value in row] == pytest.approx(
        [value for row in rotation("x", 0.6) for value in row]
    )


# ---------------------------------------------------------------- contacts


def test_angles_give_way_until_everything_rests() -> None:
    lying = Posture({"pelvis.pitch": 80.0}, rests={"sacrum": 0.0, "back": 0.0, "head": 0.0})
    posture, parts = settled(lying, Grip(adjust=("pelvis.pitch", "neck.flexion")), {})
    assert [lowest(parts, region) for region in lying.rests] == pytest.approx([0, 0, 0], abs=0.001)
    assert posture.angle("pelvis.pitch") != 80


def test_what_stays_comes_back_to_its_place() -> None:
    first = Posture({"legs.x": 0.0}, rests={"right_foot": 0.0, "left_foot": 0.0})
    _, parts = settled(first, Grip(still=("right_foot",)), {"right_foot": (0.3, 0.0, -0.2)})
    x, _, z = middle(parts, "right_foot")
    assert (x, z) == pytest.approx((0.3, -0.2))


def test_no_angle_leaves_the_models_range() -> None:
    far = Posture({"right.hip_flexion": 100.0}, rests={"left_foot": 0.0})
    grip = Grip(meet={"right_ankle": "chest"}, adjust=("right.hip_flexion", "right.knee_flexion"))
    posture, _ = settled(far, grip, {})
    assert posture.angle("right.hip_flexion") <= 120
    assert 0 <= posture.angle("right.knee_flexion") <= 120
    assert any("right_ankle" in said and "chest" in said for said in unmet(posture, grip, {}))


# ---------------------------------------------------------------- exercises


every_motion = cache(motion.__wrapped__)  # made once for all tests; the kit itself keeps few


@cache
def keys_of(exercise: str) -> list[Placed]:
    return placed(poses()[exercise])


@pytest.fixture(params=EXERCISES)
def shown(request: pytest.FixtureRequest) -> Motion:
    return every_motion(request.param)


def test_every_pose_belongs_to_an_exercise() -> None:
    assert set(poses()) <= set(catalog().exercises)


def test_bases_are_sources() -> None:
    assert {pose.basis for pose in poses().values()} <= {"assumed", *catalog().sources}


def test_nothing_goes_through_the_floor(shown: Motion) -> None:
    for one in shown.figures:
        deep = {region: lowest(one.parts, region) for region in REGIONS}
        assert {region: depth for region, depth in deep.items() if depth < -BELOW} == {}


def test_something_touches_the_ground(shown: Motion) -> None:
    tops = [0.0, *(y + h / 2 for _, y, _, _, h, _ in shown.boxes)]
    for one in shown.figures:
        heights = [lowest(one.parts, region) for region in REGIONS]
        assert min(abs(height - top) for height in heights for top in tops) < 0.005


@pytest.mark.parametrize("exercise", EXERCISES)
def test_what_shall_touch_does(exercise: str) -> None:
    pose = poses()[exercise]
    for key in keys_of(exercise):
        gaps = unmet(key.posture, key.grip, key.places)
        if pose.note:  # says what the model's range keeps apart
            gaps = [gap for gap in gaps if int(gap.split(" mm")[0].split()[-1]) > 1000 * GAP]
        assert gaps == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_what_stays_does_not_slide(exercise: str) -> None:
    keys, frames = keys_of(exercise), every_motion(exercise).figures
    still = set.intersection(*(set(key.grip.still) for key in keys))
    for region in still:
        places = [middle(one.parts, region) for one in frames]
        x, _, z = places[0]
        assert max(hypot(at[0] - x, at[2] - z) for at in places) < SLIDE, region


def test_nothing_jumps(shown: Motion) -> None:
    for part in PARTS:
        steps = [
            dist(a.parts[part].position, b.parts[part].position) / (later - now)
            for (a, now), (b, later) in pairwise(_timed(shown))
        ]
        middling = sum(steps) / len(steps)
        assert max(steps) < max(6 * middling, 0.15), part  # metres a second


def _timed(shown: Motion) -> list[tuple[object, float]]:
    firsts = {due: time for time, due in reversed(list(zip(shown.times, shown.due, strict=True)))}
    lasts = dict(zip(shown.due, shown.times, strict=True))
    moving = [shown.times[0]]
    for due in range(1, len(shown.figures)):
        moving.append(moving[-1] + firsts[due] - lasts[due - 1])
    return list(zip(shown.figures, moving, strict=True))


def test_the_film_is_small(shown: Motion) -> None:
    assert len(frame(shown.figures[0])) == 750
    assert len(film(shown)) <= 22_000


def test_the_clock_fits_the_film(shown: Motion) -> None:
    assert len(shown.times) == len(shown.due)
    assert list(shown.times) == sorted(set(shown.times))
    assert set(shown.due) == set(range(len(shown.figures)))
    assert [shown.times[key] for key in shown.keys] == sorted(shown.times[key] for key in shown.keys)


def test_a_walk_ends_where_it_began() -> None:
    walk = motion("walk")
    assert walk.round
    for part in PARTS:
        assert dist(walk.figures[0].parts[part].position, walk.figures[-1].parts[part].position) < 1e-9


# ---------------------------------------------------------------- what the page is sent


def test_a_frame_says_where_the_parts_are_and_how_long_the_muscles() -> None:
    pose = Pose(95, -12, -40, 112)
    shown = standing_with(pose)
    numbers = unpack("<375h", frame(shown))
    for index, part in enumerate(PARTS):
        x, y, z = numbers[7 * index : 7 * index + 3]
        assert dist((x / 1e4, y / 1e4, z / 1e4), shown.parts[part].position) < 1e-4
    muscles = list(model().muscles)
    shares = dict(zip(muscles, numbers[7 * len(PARTS) :], strict=False))
    for muscle in lengthening(pose).values():
        for part, change in muscle.parts.items():
            assert shares[part] / 1000 == pytest.approx(change.fibre_ratio, abs=0.001)


@given(st.tuples(*(st.floats(low, high) for low, high in model().ranges.values())))
def test_every_pose_fits_into_a_frame(angles: tuple[float, ...]) -> None:
    assert len(frame(standing_with(Pose(*angles)))) == 750


def test_the_rig_names_every_muscle_and_hangs_every_mesh_on_a_part() -> None:
    sent = rig()
    assert [muscle["id"] for muscle in sent["muscles"]] == list(model().muscles)
    assert {muscle["of"] for muscle in sent["muscles"]} == {m.id for m in model_muscles().values() if m.parts}
    assert {bone["part"] for bone in sent["bones"]} == set(PARTS)
    assert {bone["mesh"] for bone in sent["bones"]} == set(sent["meshes"])


# ---------------------------------------------------------------- the files


def faults(folder: Path, name: str, text: str) -> list[str]:
    (folder / "anatomy").mkdir()
    (folder / "anatomy" / name).write_text(text)

    class Tables:
        table = Table(ExercisePose, f"anatomy/{name}", rule=_pose_rule)

        def __init__(self) -> None:
            self.folder = Folder(folder)

    with pytest.raises(CatalogError) as caught:
        Tables().table  # noqa: B018
    return list(caught.value.faults)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("right = { hip_flexion = 140 }", "-30 to 120 degrees"),
        ("right = { hip_bending = 40 }", "hip_flexion"),
        ("rests = { fot = 0 }", "foot"),
        ('still = ["left_nose"]', "still"),
        ('right_hand = { to = "left_kne" }', "left_knee"),
        ('adjust = ["right.knee"]', "right.knee_flexion"),
        ('meet = { right_ankle = "moon" }', "left_thigh"),
    ],
)
def test_a_wrong_word_gives_one_sentence_that_says_where(tmp_path: Path, line: str, said: str) -> None:
    text = f'[bridge]\nstart = "supine"\nview = [0, 10]\n[[bridge.keys]]\n{line}\n'
    (only,) = faults(tmp_path, "poses.toml", text)
    assert only.startswith("data/anatomy/poses.toml: bridge: keys[0]")
    assert said in only


def test_an_unknown_position_is_named(tmp_path: Path) -> None:
    text = '[bridge]\nstart = "suppine"\nview = [0, 10]\n[[bridge.keys]]\nhold = 1\n'
    (only,) = faults(tmp_path, "poses.toml", text)
    assert "perhaps 'supine'" in only


@pytest.mark.parametrize("name", list(positions()))
def test_every_position_can_be_taken(name: str) -> None:
    (key,) = placed(ExercisePose("still", start=name, view=(0.0, 0.0), keys=(Key(),)))
    parts = figure(key).parts
    assert unmet(key.posture, key.grip, key.places) == []
    deep = {region: round(lowest(parts, region), 3) for region in REGIONS if lowest(parts, region) < -BELOW}
    assert deep == {}


def test_defaults_name_real_angles() -> None:
    assert all(name.split(".")[1] in MOVEMENTS[name.split(".")[0]] for name in DEFAULTS)
    assert isclose(Posture().angle("right_arm.elbow"), DEFAULTS["right_arm.elbow"])
