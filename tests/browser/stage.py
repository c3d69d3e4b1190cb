"""A bare page that shows 3-D views without JupyterLab: the widgets' own state, and a stand-in for its models.

with sync_playwright() as playwright:
    page = show(browser.new_page(), [Body()], theme="dark")
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

from hipkit.screens.body import Body
from hipkit.screens.parts import Page as Sheet
from hipkit.screens.parts import Program, static
from tests.browser.lab import Theme

_HTML = """<!doctype html><meta charset="utf-8">
<style>
    {css}
    body {{ margin: 0; background: {ground} }}
    #stage {{ display: grid; grid-template-columns: repeat({columns}, {width}px) }}
    #stage > .hipkit {{ margin: 0 !important; border: 0; border-radius: 0 }}
</style>
<body data-jp-theme-light="{light}"><div id="stage"></div>
"""
_BARE = "#stage .hk-view > :not(.scene) { display: none } h4 { padding: 4px 8px !important }"
LOADER = static("packed.js").partition("export default")[0] + "export default { render: show };"
_SCRIPT = """async ({ loader, programs, views }) => {
    const bytes = text => new DataView(Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer);
    const told = state => Object.fromEntries(Object.entries(state).map(
        ([name, value]) => [name, value?.bytes === undefined ? value : bytes(value.bytes)]));
    function modelOf(state) {
        const values = told(state), listeners = [];
        const fire = name => listeners.forEach(([events, act]) => events.split(" ").includes(name) && act({}));
        return {
            get: name => values[name],
            set(name, value) { if (values[name] !== value) { values[name] = value; fire(`change:${name}`); } },
            update(state) {
                Object.assign(values, told(state));
                Object.keys(state).forEach(name => fire(`change:${name}`));
            },
            save_changes() {},
            on: (events, act) => listeners.push([events, act]),
            off: (events, act) => listeners.splice(listeners.findIndex(one => one[1] === act), 1),
            tell: content => listeners.forEach(([events, act]) => events === "msg:custom" && act(content)),
            widget_manager: { get_model: async id => (started[id] ??= modelOf(programs[id])) },
        };
    }
    globalThis.started ??= {};
    const address = URL.createObjectURL(new Blob([loader], { type: "text/javascript" }));
    globalThis.loader ??= (await import(address)).default;
    globalThis.views = [];
    for (const { title, state } of views) {
        const el = document.createElement("div"), model = modelOf(state);
        el.className = "hipkit";
        if (title) el.append(Object.assign(document.createElement("h4"), { textContent: title }));
        stage.append(el);
        const dispose = await globalThis.loader.render({ model, el });
        globalThis.views.push({ el, model, dispose });
    }
}"""
_SHOWN = """count => new Promise(done => {
    const painted = "canvas[data-painter]:not([data-painter=first])";
    const look = () => document.querySelectorAll(painted).length >= count ? done() : setTimeout(look, 20);
    look();
})"""


def plain(state: dict[str, Any]) -> dict[str, Any]:
    """A widget's state as JSON can hold it."""
    return {
        name: {"bytes": b64encode(value).decode()} if isinstance(value, bytes | memoryview) else value
        for name, value in state.items()
        if not name.startswith(("_esm", "_css", "layout"))
    }


def plain_programs(*programs: Program) -> dict[str | None, dict[str, Any]]:
    """What the stage needs to start the views of these programs."""
    return {program.model_id: plain(program.get_state()) for program in programs}


def show(
    page: Page,
    bodies: Sequence[Body],
    titles: Sequence[str] = (),
    *,
    theme: Theme = "light",
    width: int = 704,
    columns: int = 1,
    bare: bool = False,
    painted: bool = True,
) -> Page:
    """The views on the page, each painted at least once, for which all must be in the window; or, not ``painted``,
    as soon as they are there. ``bare`` without buttons.
    """
    page.on("pageerror", lambda error: print("page:", error))
    page.on("console", lambda message: print("page:", message.text) if message.type == "error" else None)
    light = theme == "light"
    css = f"{Sheet.css} {Body.style} {_BARE if bare else ''}"
    ground = "#fcfbf8" if light else "#1c2022"
    page.set_content(
        _HTML.format(css=css, light=str(light).lower(), columns=columns, width=width, ground=ground)
    )
    views = [
        {"title": title, "state": plain(body.get_state())}
        for body, title in zip(bodies, titles or [""] * len(bodies), strict=True)
    ]
    page.evaluate(
        _SCRIPT,
        {
            "loader": LOADER,
            "programs": plain_programs(Body.program()),
            "views": json.loads(json.dumps(views, default=str)),
        },
    )
    if painted:
        page.evaluate(_SHOWN, len(bodies))
    return page
