"""Every exercise on one contact sheet: shown, moving, and inside its picture.

One page and one view, whose motion is set in turn. The sheet, start beside furthest pose, is written to
``build/contact-sheet.jpg``; whoever changes a pose looks at it.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from math import cos, radians, sin
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from playwright.sync_api import BrowserContext, Page

from hipkit.anatomy.motion import Figure, Motion, motion
from hipkit.anatomy.poses import poses
from hipkit.anatomy.rigid import Transform
from hipkit.facts import catalog
from hipkit.screens.body import Body
from tests.browser.stage import plain, show

SHEET = Path(__file__).parents[2] / "build" / "contact-sheet.jpg"
WIDTH, HEIGHT, COLUMNS = 300, 200, 4  # pixels of a picture; pairs of pictures in a row
LEAST_SHOWN, LEAST_MOVED = 0.02, 0.004  # of the picture: a body lying far off; a pelvis that tilts
ASIDE = 3.0  # metres: out of the picture, shadow and all

# `figure`: pixels that differ from the empty room, and `moved`: those that differ between the two poses, as shares
# of all; `edge`: how many of the figure's lie on the edge, between two of their kind (a line of the floor seen
# through the shadow is one alone).
_KIT = """() => {
    const { view } = document.querySelector(".hk-view"), { canvas } = view;
    const painted = () => Number(canvas.dataset.drawn);
    const pixels = () => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    const differing = (a, b) => {
        const found = [];
        for (let at = 0; at < a.length; at += 4) {
            for (let i = at; i < at + 4; i++) {
                if (Math.abs(a[i] - b[i]) > 32) {
                    found.push(at / 4);
                    break;
                }
            }
        }
        return found;
    };
    const paint = state => new Promise(done => {
        const before = painted();
        views[0].model.update(state);
        view.stepped = -Infinity; // paint at once as a figure at rest is painted
        const look = () => (painted() > before ? done(pixels()) : requestAnimationFrame(look));
        look();
    });
    const sheet = document.createElement("canvas").getContext("2d");
    globalThis.kit = {
        begin: (width, height) => {
            Object.assign(sheet.canvas, { width, height });
            Object.assign(sheet, { fillStyle: "#fcfbf8", font: "600 12px sans-serif", textBaseline: "top" });
            sheet.fillRect(0, 0, width, height);
            sheet.fillStyle = "#22292c";
        },
        async shoot({ room, start, far }, title, x, y) {
            const empty = await paint(room);
            const seen = [];
            for (const [index, film] of [start, far].entries()) {
                seen.push(await paint(film));
                sheet.drawImage(canvas, x + index * canvas.clientWidth, y, canvas.clientWidth, canvas.clientHeight);
            }
            sheet.fillText(title, x + 6, y + 4);
            const { width, height } = canvas, size = width * height;
            const figures = seen.map(one => new Set(differing(one, empty)));
            const cut = own => [...own].filter(at => {
                const [x, y] = [at % width, Math.floor(at / width)];
                const row = own.has(at - 1) && own.has(at + 1), column = own.has(at - width) && own.has(at + width);
                return ((y === 0 || y === height - 1) && row) || ((x === 0 || x === width - 1) && column);
            });
            return {
                figure: Math.min(...figures.map(one => one.size)) / size,
                edge: figures.flatMap(cut).length,
                moved: differing(...seen).length / size,
            };
        },
        end: () => sheet.canvas.toDataURL("image/jpeg", 0.9).split(",")[1],
    };
}"""


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    page = window.new_page()
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.emulate_media(reduced_motion="reduce")  # the picture does not glide from one view to the next
    yield page
    page.close()


def still(whole: Motion, figure: Figure) -> Motion:
    """One figure of a motion, in the motion's room and view."""
    return evolve(whole, figures=(figure,), times=(0.0,), due=(0,), keys=(0,))


def states(body: Body, whole: Motion) -> dict[str, dict[str, Any]]:
    """What the page must be told for the room without the figure, the first pose, and the one furthest from it."""
    start, turn = whole.figures[0], radians(whole.camera[0])
    aside = (ASIDE * cos(turn), -ASIDE, -ASIDE * sin(turn))
    gone = evolve(start, parts={name: Transform(part.rotation, aside) for name, part in start.parts.items()})
    told = {}
    for name, figure in {"room": gone, "start": start, "far": furthest(whole)}.items():
        body.motion = still(whole, figure)
        body.playing = False
        told[name] = plain(body.get_state(["_film", "_clock", "_camera", "props"]))
    return {"room": told["room"], **{name: {"_film": told[name]["_film"]} for name in ("start", "far")}}


def furthest(whole: Motion) -> Figure:
    """The key pose in which the parts are furthest from where they begin."""

    def away(figure: Figure) -> float:
        here = whole.figures[0].parts
        return sum(
            sum((a - b) ** 2 for a, b in zip(part.position, here[name].position, strict=True))
            for name, part in figure.parts.items()
        )

    return max((whole.figures[whole.due[key]] for key in whole.keys), key=away)


def test_every_exercise_is_shown_moves_and_stays_inside_its_picture(page: Page) -> None:
    body = Body(height=HEIGHT, legs="rl")
    show(page, [body], width=WIDTH, bare=True)
    page.add_style_tag(content=f".hk-view canvas {{ height: {HEIGHT}px !important }}")
    page.evaluate(_KIT)
    exercises = list(poses())
    rows = -(-len(exercises) // COLUMNS)
    page.evaluate("size => kit.begin(...size)", [2 * COLUMNS * WIDTH, rows * HEIGHT])
    faults = {}
    for number, exercise in enumerate(exercises):
        row, column = divmod(number, COLUMNS)
        title, x, y = catalog().exercises[exercise].name, 2 * column * WIDTH, row * HEIGHT
        seen = page.evaluate("asked => kit.shoot(...asked)", [states(body, motion(exercise)), title, x, y])
        if seen["figure"] < LEAST_SHOWN or seen["edge"] or seen["moved"] < LEAST_MOVED:
            faults[exercise] = seen
    SHEET.parent.mkdir(exist_ok=True)
    SHEET.write_bytes(b64decode(page.evaluate("kit.end()")))
    assert faults == {}
    assert set(exercises) == set(catalog().exercises)
