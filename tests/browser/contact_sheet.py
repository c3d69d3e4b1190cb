"""Pictures of exercises as the 3-D view shows them, for authors of data/anatomy/poses.toml.

    python -m tests.browser.contact_sheet bridge clamshell     # these, all key poses of each
    python -m tests.browser.contact_sheet                      # every exercise, its last key pose
    python -m tests.browser.contact_sheet bridge --view 90 10 --theme dark --to pictures

Writes PNG files of nine figures each and prints their paths, and beside each figure what of it is
below the floor or could not be brought together.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve
from playwright.sync_api import Browser, sync_playwright

from hipkit.anatomy.contact import unmet
from hipkit.anatomy.figure import REGIONS, lowest
from hipkit.anatomy.motion import Figure, Motion, figure, motion, placed
from hipkit.anatomy.poses import poses
from hipkit.screens.body import Body
from tests.browser import chromium
from tests.browser.lab import Theme
from tests.browser.stage import show

WIDTH, HEIGHT, ON_A_SHEET = 400, 280, 9
DEEP = -0.012  # metres: skin gives way, and this much below the floor nobody sees


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("exercises", nargs="*", help="ids; without any, the last key pose of all")
    parser.add_argument(
        "--view", nargs=2, type=float, metavar=("TURN", "TILT"), help="instead of the exercise's own"
    )
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--to", type=Path, default=Path(), help="folder for the pictures")
    asked = parser.parse_args()
    chosen = asked.exercises or list(poses())
    stills = [
        still for name in chosen for still in stills_of(name, every=bool(asked.exercises), view=asked.view)
    ]
    for title, one in stills:
        for complaint in complaints(one.figures[0]):
            print(f"{title}: {complaint}")
    for name in chosen:
        for number, key in enumerate(placed(poses()[name]), 1):
            for gap in unmet(key.posture, key.grip, key.places):
                print(f"{name} {number}: {gap}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGS)
        for path in sheets(browser, stills, asked.theme, asked.to):
            print(path)
        browser.close()
    return 0


def stills_of(exercise: str, every: bool, view: Sequence[float] | None = None) -> list[tuple[str, Motion]]:
    """The key poses of an exercise, each with a title; the last one alone unless ``every``."""
    pose = poses()[exercise]
    whole = motion(exercise)
    camera = (*view, *whole.camera[2:]) if view else whole.camera
    keys = placed(pose)
    numbers = range(1, len(keys) + 1) if every else [len(keys)]
    return [
        (
            f"{exercise} {number}",
            evolve(
                whole, figures=(figure(keys[number - 1]),), times=(0.0,), due=(0,), keys=(0,), camera=camera
            ),
        )
        for number in numbers
    ]


def complaints(shown: Figure) -> Iterator[str]:
    """What of a figure is below the floor."""
    for region in REGIONS:
        height = lowest(shown.parts, region)
        if height < DEEP:
            yield f"{region} is {-1000 * height:.0f} mm below the floor"


def sheets(
    browser: Browser, stills: Sequence[tuple[str, Motion]], theme: Theme, folder: Path
) -> Iterator[Path]:
    """Paint the figures, twelve on a page."""
    for first in range(0, len(stills), ON_A_SHEET):
        some = stills[first : first + ON_A_SHEET]
        page = browser.new_page(
            viewport={"width": 3 * WIDTH, "height": 1400}
        )  # what is off the page is not painted
        bodies = []
        for _, still in some:
            body = Body(height=HEIGHT, legs="rl")
            body.motion = still
            body.playing = False
            bodies.append(body)
        show(page, bodies, [title for title, _ in some], theme=theme, width=WIDTH, columns=3)
        page.add_style_tag(
            content=".hk-view > :not(.scene) { display: none } h4 { padding: 4px 8px !important }"
        )
        page.wait_for_timeout(300)
        path = folder / f"contact-sheet-{theme}-{first // ON_A_SHEET + 1}.png"
        page.screenshot(path=path, full_page=True)
        page.close()
        yield path


if __name__ == "__main__":
    raise SystemExit(main())
