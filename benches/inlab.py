"""What the benches do in a real JupyterLab: write a notebook, run a cell of it, use its controls, weigh its kernel."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from attrs import frozen
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import chromium
from tests.browser.lab import Lab, Server

SCRIPT = Path(__file__).parent / "page.js"


@frozen
class Use:
    """One use of a control: milliseconds until the page had changed, or None if nothing changed."""

    ms: float | None
    bytes: int
    messages: int
    jump: float  # pixels by which the control moved on the screen


@frozen
class Load:
    """A cell that was run: milliseconds until its first control, and all that it sent."""

    ms: float
    bytes: int
    messages: int


@contextmanager
def opened(windows: int, kernels: Mapping[str, Path] | None = None) -> Iterator[tuple[Lab, ...]]:
    """A JupyterLab in windows of one browser, whose pages listen to their websockets.

    Of two pages in the same window one would be in the background, where frames are rare. ``kernels`` names more
    kernels, each with its Python.
    """
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        for name, python in (kernels or {}).items():
            _add_kernel(Path(folder), name, python)
        server = Server(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGS)
        try:
            yield tuple(Lab(server, _window(browser), Path(folder)) for _ in range(windows))
        finally:
            browser.close()
            server.stop()


def _add_kernel(folder: Path, name: str, python: Path) -> None:
    """To where the server in ``folder`` looks for kernels."""
    home = folder / "data" / "kernels" / name
    home.mkdir(parents=True)
    command = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (home / "kernel.json").write_text(
        json.dumps({"argv": command, "display_name": name, "language": "python"})
    )


def _window(browser: Browser) -> BrowserContext:
    window = browser.new_context()
    window.add_init_script(path=SCRIPT)
    return window


def write(server: Server, name: str, *cells: str, kernel: str = "python3") -> str:
    """A notebook of these cells among those of the server; gives its file name."""
    made: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"c{index}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": text,
        }
        for index, text in enumerate(cells)
    ]
    metadata = {"kernelspec": {"name": kernel, "display_name": kernel}}
    notebook = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    (server.notebooks / f"{name}.ipynb").write_text(json.dumps(notebook))
    return f"{name}.ipynb"


class Cells:
    """A notebook on its page, whose cells are run one by one and used by keyboard."""

    def __init__(self, lab: Lab, notebook: str) -> None:
        self._lab = lab
        self.page: Page = lab.open(notebook)
        self._notebook = notebook

    def run(self, index: int) -> Load:
        """Run a cell, and wait until what it shows has settled; a cell that shows no control has no time."""
        page = self.page
        page.locator(".jp-CodeCell").nth(index).locator(".cm-content").click()
        page.evaluate("index => bench.armCell(index)", index)
        page.keyboard.press("Control+Enter")
        page.wait_for_function(
            "index => /\\[\\d+\\]/.test(document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')[index].textContent)",
            arg=index,
        )
        page.evaluate("index => bench.settled(index)", index)
        return self._load()

    def _load(self) -> Load:
        page = self.page
        told = page.evaluate("Promise.race([bench.measured, new Promise(done => setTimeout(done, 50))])")
        now = page.evaluate("({ bytes: bench.wire.bytes, messages: bench.wire.messages })")
        if told is None:
            return Load(float("nan"), 0, 0)
        before = told["before"]
        return Load(told["ms"], now["bytes"] - before["bytes"], now["messages"] - before["messages"])

    def fresh(self, index: int, used: list[str], within: str = "*") -> str | None:
        """Choose a control in the output of a cell that is of no kind in ``used``; gives its kind."""
        kind: str | None = self.page.evaluate(
            "([index, used, within]) => bench.fresh(bench.output(index), used, within)", [index, used, within]
        )
        return kind

    def again(self, kind: str) -> bool:
        """Choose a control of this kind, the last one if it is still there; whether there is one."""
        return bool(self.page.evaluate("kind => bench.again(kind)", kind))

    def use(self) -> Use:
        """Use the chosen control once, with the key that a learner would press."""
        self.page.keyboard.press(self.page.evaluate("bench.ready()"))
        return Use(**self.page.evaluate("bench.measured"))

    def megabytes(self) -> float:
        """Memory that this notebook's kernel has for itself."""
        sessions = self._lab.server.ask("api/sessions")
        kernel = next(one["kernel"]["id"] for one in sessions if one["path"] == self._notebook)
        for process in psutil.Process().children(recursive=True):
            if any(kernel in word for word in process.cmdline()):
                return float(process.memory_full_info().uss) / 1e6
        raise RuntimeError(f"no process of kernel {kernel}")

    def close(self) -> None:
        self.page.close()
        for session in self._lab.server.ask("api/sessions"):
            if session["path"] == self._notebook:
                self._lab.server.ask(f"api/sessions/{session['id']}", "DELETE")
