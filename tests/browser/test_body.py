"""The 3-D view in a real browser: what it places, how it is looked at, and what happens when things go wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import dist
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from hipkit.anatomy import Pose, Side, lengthening, paths
from hipkit.anatomy.frames import frame
from hipkit.anatomy.motion import Figure, motion, standing_with
from hipkit.facts import catalog
from hipkit.screens.body import UPRIGHT, Body
from tests.browser.lab import Lab
from tests.browser.stage import plain, show

POSES = [Pose(), Pose(95, -12, -40, 112), Pose(-20, 10, 15, 92), Pose(110, 20, 20, 5), Pose(45, -40, 30, 60)]
NEAR = 2e-4  # metres

DRAWN = "() => Number(document.querySelector('canvas').dataset.drawn)"
CAMERA_MOVED = "before => Number(document.querySelector('canvas').dataset.drawn) > before"
PIXELS = """() => {
    const canvas = document.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, i) => i % 4 === 3 && value > 200).length;
}"""
COUNT_CONTEXTS = """() => {
    const made = HTMLCanvasElement.prototype.getContext;
    globalThis.contexts = [];
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        const context = made.call(this, kind, ...rest);
        if (kind === "webgl2" && context && !contexts.includes(context)) contexts.push(context);
        return context;
    };
}"""
NO_WEBGL = """() => {
    const made = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind === "webgl2" ? null : made.call(this, kind, ...rest);
    };
}"""

OUT_OF_SIGHT = """() => { globalThis.IntersectionObserver = class {
    constructor(tell) { globalThis.comeIntoSight = () => tell([{ isIntersecting: true }]); }
    observe() {}
    disconnect() {}
}; }"""
AT_HIP = """() => {
    const { camera, glide, figure } = document.querySelector(".hk-view").view;
    return !glide && camera[2] === 1.05 && figure.parts.r_femur.place.every((at, i) => at === camera[3 + i]);
}"""


IN_A_SHEET = """from hipkit.anatomy.motion import motion
from hipkit.screens.body import UPRIGHT, Body
from hipkit.screens.parts import Screen

body = Body()
body.motion = motion("cat_cow")
Screen("Anatomy", "Cat and cow", "The back rounds and hollows.", [body])"""


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    page = window.new_page()
    page.set_viewport_size({"width": 800, "height": 760})
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.evaluate(COUNT_CONTEXTS)
    yield page
    page.close()
    assert problems == []


def value(page: Page, trait: str) -> Any:
    return page.evaluate("trait => views[0].model.get(trait)", trait)


def update(page: Page, body: Body, *traits: str) -> None:
    """Send changed traits to the page, as a kernel would."""
    page.evaluate("state => views[0].model.update(state)", plain(body.get_state(list(traits))))


def placed(page: Page, side: str) -> list[list[list[float]]]:
    """The paths of all muscles as the page places them, in the room."""
    found: list[list[list[float]]] = page.evaluate(
        """side => {
            const { figure } = document.querySelector(".hk-view").view;
            return figure.rig.muscles.map((_, index) => figure.path(side, index));
        }""",
        side,
    )
    return found


def in_the_room(figure: Figure, side: Side) -> dict[str, list[tuple[float, float, float]]]:
    pelvis = figure.parts["pelvis"]
    return {
        name: [pelvis.place(point) for point in line] for name, line in paths(figure.legs[side], side).items()
    }


@pytest.mark.parametrize("pose", POSES, ids=lambda pose: str(pose.angles))
def test_the_page_places_paths_where_python_does(page: Page, pose: Pose) -> None:
    shown = standing_with({"right": pose, "left": pose})
    body = Body()
    body.pose = shown
    show(page, [body])
    for side in ("right", "left"):
        ours = placed(page, side[0])
        for line, (name, theirs) in zip(ours, in_the_room(shown, side).items(), strict=True):
            assert len(line) == len(theirs), name
            assert max(dist(a, b) for a, b in zip(line, theirs, strict=True)) < NEAR, name


def test_the_page_places_the_frames_of_an_exercise(page: Page) -> None:
    film = motion("reclining_figure_four")
    body = Body()
    body.motion = film
    body.playing = False
    show(page, [body])
    for index in (0, 7, 15, len(film.figures) - 1):
        page.evaluate(
            """index => {
                const { figure } = document.querySelector(".hk-view").view;
                const bytes = views[0].model.get("_film");
                figure.set(new Int16Array(bytes.buffer), index);
            }""",
            index,
        )
        expected = in_the_room(film.figures[index], "right")
        for line, theirs in zip(placed(page, "r"), expected.values(), strict=True):
            assert max(dist(a, b) for a, b in zip(line, theirs, strict=True)) < NEAR


def test_between_two_frames_no_path_strays(page: Page) -> None:
    """Half way between two frames of an exercise a muscle lies between where it is in both."""
    body = Body()
    body.motion = motion("cat_cow")
    body.playing = False
    show(page, [body])
    far = page.evaluate(
        """() => {
            const { figure } = document.querySelector(".hk-view").view;
            const frames = new Int16Array(views[0].model.get("_film").buffer);
            const middles = index => {
                figure.set(frames, index);
                return figure.rig.muscles.map((_, i) => figure.path("r", i)).map(path => [path[0], path.at(-1)]).flat();
            };
            let worst = 0;
            for (let index = 0; index + 1 < frames.length / figure.frameSize; index++) {
                const [a, half, b] = [index, index + 0.5, index + 1].map(middles);
                half.forEach((point, i) => {
                    const middle = point.map((_, axis) => (a[i][axis] + b[i][axis]) / 2);
                    worst = Math.max(worst, Math.hypot(...point.map((value, axis) => value - middle[axis])));
                });
            }
            return worst;
        }"""
    )
    assert far < 0.002


def test_all_muscles_and_only_those_are_drawn_in_the_colours_of_the_pose(page: Page) -> None:
    show(page, [Body(pose=Pose(95, -12, -40, 112))])
    assert page.evaluate(PIXELS) > 5_000
    page.evaluate("views[0].model.update({ colours: {} })")
    expect(page.locator(".hk-view")).to_have_class("hk-view plain")
    expect(page.locator(".legend")).to_be_hidden()


def test_keys_turn_zoom_and_name(page: Page) -> None:
    show(page, [Body()])
    canvas = page.locator("canvas")
    canvas.focus()
    for key in ("ArrowLeft", "ArrowUp", "+", "-", "ArrowDown"):
        before = page.evaluate(DRAWN)
        page.keyboard.press(key)
        page.wait_for_function(CAMERA_MOVED, arg=before)
    page.keyboard.press("n")
    first = value(page, "picked")
    assert first
    expect(page.get_by_role("status")).to_contain_text("of its fibre length")
    page.keyboard.press("n")
    assert value(page, "picked") not in ("", first)
    page.keyboard.press("Shift+N")
    assert value(page, "picked") == first
    page.keyboard.press("Escape")
    assert value(page, "picked") == ""
    expect(page.get_by_role("status")).to_have_text("")


def test_no_key_of_the_picture_reaches_the_page_around_it(page: Page) -> None:
    show(page, [Body()])
    page.evaluate(
        "() => { globalThis.heard = []; document.body.addEventListener('keydown', e => heard.push(e.key)) }"
    )
    page.locator("canvas").focus()
    for key in ("ArrowLeft", "+", "n", " ", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("heard") == ["Tab"]
    assert page.locator("canvas").get_attribute("data-lm-suppress-shortcuts") == "true"


def test_a_muscle_is_picked_with_the_mouse(page: Page) -> None:
    body = Body(pose=Pose(60, 0, 0, 60))
    show(page, [body])
    page.get_by_role("button", name="Zoom to the hip").click()
    page.get_by_role("button", name="Back").click()
    page.wait_for_timeout(700)
    body.show(["biceps_femoris_long"])
    update(page, body, "labels")
    mark = page.locator(".names span")
    expect(mark).to_have_text(catalog().muscles["biceps_femoris_long"].name)
    at = page.evaluate(
        """() => {
            const { style } = document.querySelector(".names span");
            const box = document.querySelector("canvas").getBoundingClientRect();
            const [x, y] = [style.left, style.top].map(share => parseFloat(share) / 100);
            return [box.left + box.width * x, box.top + box.height * y];
        }"""
    )
    page.mouse.click(*at)
    assert value(page, "picked") in ("biceps_femoris_long", "semitendinosus", "semimembranosus")
    page.mouse.click(60, 60)
    assert value(page, "picked") == ""


def test_what_is_pressed_before_the_first_picture_is_shown_with_it(page: Page) -> None:
    page.evaluate(OUT_OF_SIGHT)
    show(page, [Body()], painted=False)
    assert page.evaluate("() => views[0].el.querySelector('canvas').dataset.drawn") is None
    page.mouse.click(350, 200)
    page.evaluate("() => views[0].el.querySelector('[aria-label=\"Zoom to the hip\"]').click()")
    page.evaluate("comeIntoSight()")
    page.wait_for_function(AT_HIP)
    assert value(page, "picked") == ""
    expect(page.get_by_role("button", name="Zoom to the hip")).to_have_attribute("aria-pressed", "true")


def test_a_side_pressed_before_the_first_picture_takes_the_place_of_the_hip(page: Page) -> None:
    page.evaluate(OUT_OF_SIGHT)
    show(page, [Body()], painted=False)
    page.evaluate("() => views[0].model.tell({ view: 'hip' })")  # as a kernel asks for it
    page.evaluate("() => views[0].model.tell({ view: 'back' })")
    page.evaluate("comeIntoSight()")
    page.wait_for_function("() => document.querySelector('.hk-view').view.drawn > 0")
    turn, _, distance, *_ = page.evaluate("() => document.querySelector('.hk-view').view.camera")
    assert (turn, distance) == (-90, UPRIGHT[2])
    expect(page.get_by_role("button", name="Zoom to the hip")).to_have_attribute("aria-pressed", "false")


def test_dragging_turns_and_does_not_pick(page: Page) -> None:
    show(page, [Body()])
    before = page.evaluate(DRAWN)
    page.mouse.move(350, 200)
    page.mouse.down()
    page.mouse.move(420, 220, steps=4)
    page.mouse.up()
    page.wait_for_function(CAMERA_MOVED, arg=before)
    assert value(page, "picked") == ""


def test_the_wheel_scrolls_and_zooms_only_with_ctrl(page: Page) -> None:
    show(page, [Body()])
    page.wait_for_timeout(500)
    page.evaluate("() => { document.body.style.height = '3000px' }")
    page.mouse.move(350, 200)
    before = page.evaluate(DRAWN)
    page.mouse.wheel(0, 120)
    page.wait_for_function("() => scrollY > 0")
    assert page.evaluate(DRAWN) == before
    assert page.locator("canvas").evaluate("canvas => getComputedStyle(canvas).touchAction") == "pan-y"
    page.keyboard.down("Control")
    page.mouse.wheel(0, 120)
    page.wait_for_function(CAMERA_MOVED, arg=before)
    page.keyboard.up("Control")


def test_an_exercise_plays_stops_and_goes_slower_without_a_kernel(page: Page) -> None:
    body = Body()
    body.motion = motion("bridge")
    show(page, [body])
    before = page.evaluate(DRAWN)
    page.wait_for_function(
        "before => Number(document.querySelector('canvas').dataset.drawn) > before + 5", arg=before
    )
    page.get_by_role("button", name="Pause").click()
    assert value(page, "playing") is False
    page.wait_for_timeout(500)
    before = page.evaluate(DRAWN)
    page.wait_for_timeout(300)
    assert page.evaluate(DRAWN) == before
    page.get_by_role("button", name="Slower").click()
    assert value(page, "speed") == 0.5
    expect(page.get_by_role("button", name="Slower")).to_have_attribute("aria-pressed", "true")
    page.locator("canvas").press(" ")
    assert value(page, "playing") is True


def test_the_line_below_the_picture_follows_the_play_without_a_kernel(page: Page) -> None:
    shown = motion("sit_to_stand")
    body = Body(picked="gluteus_maximus")
    body.motion = shown
    show(page, [body])
    shares = [
        round(100 * lengthening(one.legs["right"])["gluteus_maximus"].fibre_ratio) for one in shown.figures
    ]
    said = page.get_by_role("status")
    expect(said).to_have_text(
        f"Gluteus maximus: {signed(min(shares))} to {signed(max(shares))} of its fibre length"
    )
    now = set()
    for _ in range(12):
        page.wait_for_timeout(150)
        now.add(page.locator(".said").inner_text().rpartition("now ")[2])
    assert len(now) > 3
    assert now <= {signed(share) for share in range(min(shares), max(shares) + 1)}
    page.locator("canvas").press("Escape")
    expect(page.locator(".said")).to_have_text("")


def signed(share: int) -> str:
    return f"{'+' * (share > 0)}{share} %".replace("-", "\N{MINUS SIGN}")


def test_a_pose_has_nothing_to_play(page: Page) -> None:
    show(page, [Body()])
    expect(page.get_by_role("button", name="Play")).to_have_count(0)


def test_with_reduced_motion_it_waits_and_then_shows_key_poses_only(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    body = Body()
    body.motion = motion("bridge")
    show(page, [body])
    assert value(page, "playing") is False
    page.get_by_role("button", name="Play").click()
    heights = set()
    for _ in range(30):
        page.wait_for_timeout(150)
        heights.add(
            page.evaluate(
                "() => document.querySelector('.hk-view').view.figure.parts.pelvis.place[1].toFixed(4)"
            )
        )
    assert len(heights) == 2
    page.emulate_media(reduced_motion="no-preference")


def test_views_share_one_context_and_release_it(page: Page) -> None:
    show(page, [Body(height=120) for _ in range(4)])
    assert page.evaluate("contexts.length") == 1
    page.evaluate("() => views.slice(1).forEach(view => view.dispose())")
    assert page.evaluate("contexts[0].isContextLost()") is False
    page.evaluate("() => views[0].dispose()")
    page.wait_for_function("() => contexts[0].isContextLost()")


def test_a_lost_context_is_bridged_and_restored(page: Page) -> None:
    show(page, [Body()])
    page.wait_for_timeout(400)
    whole = page.evaluate(PIXELS)
    before = page.evaluate(DRAWN)
    page.evaluate(
        "() => { globalThis.loss = contexts[0].getExtension('WEBGL_lose_context'); loss.loseContext() }"
    )
    page.wait_for_function(CAMERA_MOVED, arg=before)
    assert page.evaluate(PIXELS) > whole / 3, "painted flat meanwhile"
    before = page.evaluate(DRAWN)
    page.evaluate("() => loss.restoreContext()")
    page.wait_for_function(CAMERA_MOVED, arg=before)
    page.wait_for_timeout(400)
    assert page.evaluate(PIXELS) == pytest.approx(whole, rel=0.02)


def test_without_webgl_the_same_scene_is_painted_flat(page: Page) -> None:
    page.evaluate(NO_WEBGL)
    body = Body()
    body.motion = motion("single_leg_box_squat")
    show(page, [body])
    assert page.evaluate("contexts.length") == 0
    assert page.evaluate(PIXELS) > 3_000
    page.locator("canvas").press("n")
    assert value(page, "picked")


def test_a_slider_step_reaches_the_picture(page: Page) -> None:
    body = Body()
    show(page, [body])
    body.pose = Pose(80, 0, 0, 90)
    before = page.evaluate(DRAWN)
    update(page, body, "_film", "_clock")
    page.wait_for_function(CAMERA_MOVED, arg=before)
    knee = page.evaluate("() => document.querySelector('.hk-view').view.figure.parts.r_tibia.place")
    assert knee == pytest.approx(standing_with(Pose(80, 0, 0, 90)).parts["r_tibia"].position, abs=1e-4)
    assert len(frame(standing_with(Pose()))) == len(body._film)


def test_dark_and_light_are_followed(page: Page) -> None:
    show(page, [Body()])
    light = page.locator(".scene").evaluate("scene => getComputedStyle(scene).backgroundColor")
    before = page.evaluate(DRAWN)
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'false' }")
    page.wait_for_function(CAMERA_MOVED, arg=before)
    assert page.locator(".scene").evaluate("scene => getComputedStyle(scene).backgroundColor") != light


def test_a_narrow_page_holds_it(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    show(page, [Body()], width=328)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("canvas").evaluate("canvas => canvas.clientHeight") <= 328
    for button in page.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_the_picture_says_what_it_is(page: Page) -> None:
    body = Body(alt="A skeleton with a bent hip.")
    show(page, [body])
    picture = page.get_by_role("application")
    expect(picture).to_have_accessible_name(
        "A skeleton with a bent hip. Arrow keys turn the picture, plus and minus zoom, "
        "N names the next muscle, Space plays and stops."
    )


def test_it_plays_in_jupyterlab_and_keeps_its_keys(lab: Lab) -> None:
    cell: dict[str, object] = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": IN_A_SHEET,
    }
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (lab.server.notebooks / "body.ipynb").write_text(json.dumps(notebook))
    page = lab.open("body.ipynb")
    lab.run_all(page)
    page.wait_for_selector("canvas[data-first]")
    before = page.evaluate(DRAWN)
    page.wait_for_function(
        "before => Number(document.querySelector('canvas').dataset.drawn) > before + 5", arg=before
    )
    page.get_by_role("button", name="Pause").click()
    page.locator(".hk-view canvas").focus()
    for key in ("b", "a", "ArrowDown", "n", "x", "n"):
        page.keyboard.press(key)
    expect(page.locator(".hk-view .said")).to_contain_text("of its fibre length")
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(1)
    lab.picture(page, "body-in-jupyterlab")
