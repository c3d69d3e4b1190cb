"""What keeps people out of a screen, looked for in a real browser: names and roles, colours, size, width, keys,
live sentences, forced colours.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import Lab, Theme

TREES = Path(__file__).with_name("trees")
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async sheets => {
    const include = sheets.map(number => [...document.querySelectorAll(".hipkit")][number]);
    const { violations } = await axe.run({ include }, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, impact, help, nodes }) => nodes.map(({ html, any, all }) =>
        [`${impact} ${id}: ${help}`, html.slice(0, 200), ...[...any, ...all].map(one => one.message)].join("\\n    ")));
}"""
SMALL = """() => [...document.querySelectorAll(".hipkit :is(button, select, input, summary, a, [role=slider])")]
    .map(node => node.matches("[type=radio], [type=checkbox]") ? node.closest("label") ?? node : node)
    .filter(node => node.getClientRects().length && !node.closest("p, li, td") && !node.disabled)
    .filter(node => { const box = node.getBoundingClientRect(); return box.width < 23.9 || box.height < 23.9; })
    .map(node => `smaller than 24 px: ${node.outerHTML.slice(0, 120)}`)"""
WIDER = """() => [...document.querySelectorAll(".hipkit")].flatMap(sheet => {
    const edge = sheet.getBoundingClientRect().right + 1;
    return [...sheet.querySelectorAll("*")]
        .filter(node => !node.closest("svg, .hk-scroll, .hk-plot, .hk-view .names") && node.getClientRects().length)
        .filter(node => node.getBoundingClientRect().right > edge)
        .map(node => `sticks out: ${node.outerHTML.slice(0, 120)}`);
})"""
HEARD = re.compile(
    r"^\s*- '?(heading|button|combobox|radio|radiogroup|checkbox|group|status|img|table|navigation|link|slider|"
    r"searchbox|spinbutton|textbox|application|tab|tablist|tabpanel|dialog|alert|progressbar|timer)\b"
)
# Parts of a chart or of a drawing, there as soon as it is drawn: what is heard of it is its name.
NAMELESS = re.compile(r"^\s*- '?img(:|'?$)")
# Pictures of the steps are drawn when they come into sight: by and by each is brought there.
DRAW = """async () => {
    const cards = [...document.querySelectorAll(".hk-answer .ex")];
    for (const card of cards) {
        card.scrollIntoView({ block: "center" });
        while (!card.dataset.pictured && card.isConnected) await new Promise(requestAnimationFrame);
    }
}"""


def notebook(lab: Lab, name: str, cells: list[str]) -> str:
    """A notebook of these cells beside those of the kit."""
    written: list[dict[str, object]] = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "source": cell,
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
        for number, cell in enumerate(cells)
    ]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
    whole = {"cells": written, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (lab.server.notebooks / name).write_text(json.dumps(whole), encoding="utf-8")
    return name


THEMES: tuple[Theme, ...] = ("light", "dark")


def wear(page: Page, theme: Theme) -> None:
    """Another theme for this window, from its menu."""
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator(".lm-Menu-item", has_text="Theme").first.hover()
    page.locator(".lm-Menu-item", has_text=f"JupyterLab {theme.capitalize()}").first.click()
    worn = str(theme == "light").lower()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", worn, timeout=30_000)


def dress(page: Page, theme: Theme, width: int, height: int = 2600) -> None:
    """A window of this theme and width."""
    if page.locator("body").get_attribute("data-jp-theme-light") != str(theme == "light").lower():
        page.set_viewport_size({"width": 1280, "height": height})  # a narrow one hides the menu
        wear(page, theme)
    page.set_viewport_size({"width": width, "height": height})


def barriers(page: Page, sheets: list[int], wear: Callable[[Page, Theme], None] = wear) -> Iterator[str]:
    """What axe finds in both themes, beginning with the one that is worn, and what is too small to hit."""
    light = page.locator("body").get_attribute("data-jp-theme-light") == "true"
    themes: list[Theme] = ["light", "dark"] if light else ["dark", "light"]
    for theme in themes:
        if theme != themes[0]:
            wear(page, theme)
        yield from (f"{theme}: {found}" for found in page.evaluate(RUN, sheets))
    yield from page.evaluate(SMALL)


def tree(sheet: Locator) -> str:
    """What of a sheet can be used or heard: a line each, with role, name and state."""
    snapshot = re.sub(r"\d{4}-\d\d-\d\d", "(a date)", sheet.aria_snapshot())
    snapshot = re.sub(r"\w{4}(-\w{4}){4}", "(a code)", snapshot)
    lines = [line for line in snapshot.splitlines() if HEARD.match(line) and not NAMELESS.match(line)]
    return "\n".join(line.strip().removesuffix(":") for line in lines) + "\n"


def strange(name: str, found: str) -> Iterator[str]:
    """Where a tree is not the one that was kept."""
    kept = TREES / f"{name}.txt"
    if os.environ.get("HIPKIT_TREES") == "write":
        TREES.mkdir(exist_ok=True)
        kept.write_text(found, encoding="utf-8")
    before = kept.read_text(encoding="utf-8") if kept.exists() else ""
    if found != before:
        lost = [f"    - {line}" for line in before.splitlines() if line not in found.splitlines()]
        new = [f"    + {line}" for line in found.splitlines() if line not in before.splitlines()]
        yield "\n".join([f"{kept.name} has another tree", *lost[:8], *new[:8]])


def look(page: Page, state: str, sheets: dict[str, int]) -> list[str]:
    """All complaints about sheets in a state. ``sheets``: name -> which of the page it is."""
    complaints = [f"{state}, {one}" for one in barriers(page, [*sheets.values()])]
    for name, number in sheets.items():
        complaints += strange(f"{name}-{state}", tree(page.locator(".hipkit").nth(number)))
    return complaints


def narrow(page: Page) -> list[str]:
    """A phone of 360 pixels, and a window of 1,280 at 400 %."""
    found = []
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)  # charts measure themselves
        found += [f"{width} px, {one}" for one in page.evaluate(WIDER)]
    return found


# A mark is an element without words whose ground, where it has one, is all there is to see of it.
MARKS = """() => { window.marks = [...document.querySelectorAll(".hipkit *")].filter(node => {
    const { backgroundColor, backgroundImage } = getComputedStyle(node);
    const { width, height } = node.getBoundingClientRect();
    return !node.matches("svg *, canvas, input, select, button, textarea") && !node.childElementCount
        && !node.textContent.trim() && node.checkVisibility({ visibilityProperty: true }) && width >= 2 && height >= 2
        && (backgroundColor !== "rgba(0, 0, 0, 0)" || backgroundImage !== "none");
}); }"""
UNSEEN = """() => {
    const style = node => getComputedStyle(node);
    const told = node => { const { backgroundColor, borderStyle, borderWidth, outlineStyle, outlineWidth, fontWeight,
        textDecorationLine } = style(node); return [backgroundColor, borderStyle, borderWidth, outlineStyle,
        outlineWidth, fontWeight, textDecorationLine].join(); };
    const chosen = "[aria-pressed=true], [aria-selected=true], [aria-current], label:has(> input:checked)";
    const free = "[aria-pressed=false], [aria-selected=false], label:has(> input), :not([aria-current])";
    const alike = node => [...node.parentElement.children].find(one => one !== node && one.tagName === node.tagName
        && !one.matches(chosen) && one.matches(free) && told(one) === told(node));
    const seen = node => node.checkVisibility({ visibilityProperty: true }) && !node.closest("svg");
    const words = node => [...node.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.data.trim());
    const kept = node => style(node).forcedColorAdjust === "none";
    const grounded = node => kept(node)
        && (style(node).backgroundColor !== "rgba(0, 0, 0, 0)" || grounded(node.parentElement));
    return [
        ...marks.filter(node => style(node).forcedColorAdjust !== "none" && !parseFloat(style(node).borderTopWidth))
            .map(node => `not seen in forced colours: ${node.outerHTML.slice(0, 120)}`),
        ...[...document.querySelectorAll(".hipkit *")]
            .filter(node => kept(node) && words(node) && seen(node) && !grounded(node))
            .map(node => `words keep their colour in forced colours: ${node.outerHTML.slice(0, 120)}`),
        ...[...document.querySelectorAll(".hipkit :is(" + chosen + ")")]
            .filter(node => seen(node) && !node.querySelector("input:checked") && alike(node))
            .map(node => `chosen or not looks the same in forced colours: ${node.outerHTML.slice(0, 120)}`),
    ];
}"""


def forced(page: Page) -> list[str]:
    """What cannot be seen, or not told apart, where the system forces its colours."""
    page.evaluate(MARKS)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    found: list[str] = page.evaluate(UNSEEN)
    page.emulate_media(forced_colors="none", reduced_motion="reduce")
    return found


ANIMATED = """() => document.getAnimations().filter(one => one.effect.target.closest(".hipkit"))
    .map(one => `moves: ${one.effect.target.outerHTML.slice(0, 120)}`)"""


def moving(page: Page) -> list[str]:
    """What still moves where people asked for less motion."""
    found: list[str] = page.evaluate(ANIMATED)
    return found
