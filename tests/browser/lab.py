"""JupyterLab as a learner meets it, driven through a real browser.

A test asks for the ``lab`` fixture (see ``conftest.py``)::

    def test_minutes_change_the_routine(lab: Lab) -> None:
        page = lab.open("05-routine.ipynb", width=760, theme="dark")
        lab.run_all(page)
        page.locator(".hk-c-minutes select").select_option("30")
        expect(page.get_by_role("status")).to_contain_text("30 minutes")
        lab.picture(page, "routine-30")

``open`` gives an ordinary Playwright page with the notebook shown and its kernel ready; ``run_all``
returns when every cell has run, and fails on a cell that raised. After that wait for what the learner
would see (``expect`` does), never for a time. The notebooks are a fresh copy, so nothing in the checkout
is written; pages and kernels are closed after each test. A test whose page threw an error, or asked
another host for anything, fails even if all it looked at was right.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Locator, Page, Request

Theme = Literal["light", "dark"]

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
START_S = 60
RUN_MS = 60_000

# anywidget says so of a widget that took two seconds to load; page.js lets it hear all the same.
LATE = "[anywidget] Failed to initialize model"
_THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
_COMPLAINT = ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']"
_RAN_OR_COMPLAINED = f"""() => {{
    const ran = cell => /\\[\\d+\\]/.test(cell.querySelector('.jp-InputPrompt').textContent);
    return document.querySelector("{_COMPLAINT}")
        || [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')].every(ran);
}}"""
LOOK_MS = 100
# All widgets have come, with their styles, and every sheet has kept its height for three looks. An output says only
# "Loading widget..." at first; in a box, a bare node holds the place of a widget until it comes.
_SETTLED = """() => {
    const found = selector => document.querySelector(selector) !== null;
    const loading = found(".jp-OutputArea-output.jupyter-widgets:not(:has(*))")
        || found(".jp-OutputArea-output [class='lm-Widget']:empty")
        || (found(".hipkit") && !found("#hipkit-sheet"));
    const sheets = [...document.querySelectorAll(".hipkit")];
    const heights = String(sheets.map(sheet => sheet.getBoundingClientRect().height));
    const looks = !loading && heights === globalThis.calm?.heights ? globalThis.calm.looks + 1 : 0;
    globalThis.calm = { heights, looks };
    return looks >= 2;
}"""


class Server:
    """A JupyterLab of the running environment, all it reads and writes inside ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.notebooks = folder / "notebooks"
        self._settings = folder / "settings"
        self._runtime = folder / "runtime"
        self._token = secrets.token_hex()
        shutil.copytree(NOTEBOOKS, self.notebooks, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        self._set("docmanager-extension/plugin", {"autosave": False})
        self._log = folder / "jupyter.log"
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                    f"--ServerApp.root_dir={self.notebooks}",
                    "--ServerApp.port=0",
                ],
                env=os.environ | self._places(folder) | {"JUPYTER_TOKEN": self._token},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.url = ""
        self._await_start()

    def _places(self, folder: Path) -> dict[str, str]:
        """Where JupyterLab keeps what it would otherwise keep in the home folder."""
        return {
            "IPYTHONDIR": str(folder / "ipython"),
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(self._runtime),
            "JUPYTERLAB_SETTINGS_DIR": str(self._settings),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        }

    def _await_start(self) -> None:
        """Returns once the server answers; sets ``url``."""
        info = self._runtime / f"jpserver-{self._process.pid}.json"
        end = time.monotonic() + START_S
        while self._process.poll() is None and time.monotonic() < end:
            with contextlib.suppress(FileNotFoundError, json.JSONDecodeError, urllib.error.URLError):
                self.url = str(json.loads(info.read_text())["url"])
                self.ask("api/status")
                return
            time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"JupyterLab did not start:\n{self._log.read_text()}")

    def ask(self, path: str, method: str = "GET") -> Any:
        """What the server's own interface answers."""
        request = urllib.request.Request(
            self.url + path, method=method, headers={"Authorization": f"token {self._token}"}
        )
        with urllib.request.urlopen(request, timeout=START_S) as answer:
            return json.loads(answer.read() or "null")

    def address(self, notebook: str, alone: bool) -> str:
        return f"{self.url}{'doc' if alone else 'lab'}/tree/{notebook}?reset&token={self._token}"

    def wear(self, theme: Theme) -> None:
        """The theme of pages opened from now on."""
        self._set("apputils-extension/themes", {"theme": _THEMES[theme]})

    def _set(self, plugin: str, values: dict[str, Any]) -> None:
        path = self._settings / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))

    def close_kernels(self) -> None:
        for session in self.ask("api/sessions"):
            self.ask(f"api/sessions/{session['id']}", "DELETE")

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Lab:
    """What a test does with JupyterLab. ``problems`` fills with what pages complain of."""

    def __init__(self, server: Server, context: BrowserContext, pictures: Path) -> None:
        self.problems: list[str] = []
        self.server = server
        self._context = context
        self._pictures = pictures

    def open(
        self,
        notebook: str,
        *,
        width: int = 1280,
        height: int = 1000,
        theme: Theme = "light",
        alone: bool = False,
        script: str = "",
    ) -> Page:
        """The notebook in a new window of ``width`` x ``height`` pixels, its kernel ready.

        ``alone`` shows it with no file browser and no tabs, as on a phone. ``script`` runs before the page's own.
        """
        self.server.wear(theme)
        page = self._context.new_page()
        page.add_init_script(script)
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(RUN_MS)
        page.on("pageerror", self._catch)
        page.on("console", self._hear)
        page.on("request", self._watch)
        page.goto(self.server.address(notebook, alone))
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        self.wait_idle(page)
        return page

    def _catch(self, error: Error) -> None:
        if LATE not in error.message:
            self.problems.append(f"uncaught: {error}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme in ("http", "https", "ws", "wss") and url.netloc != urlsplit(self.server.url).netloc:
            self.problems.append(f"another host was asked: {request.url}")

    def run_all(self, page: Page) -> None:
        """Run all cells from the menu and wait for the last. Fails with what a cell raised or warned of."""
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()
        page.wait_for_function(_RAN_OR_COMPLAINED)
        self.settle(page)
        complaints = page.locator(_COMPLAINT).all_text_contents()
        assert not complaints, "\n".join(complaints)

    def settle(self, page: Page) -> None:
        """Wait until the kernel is idle and the sheets are whole and at rest, so that they can be measured."""
        self.wait_idle(page)
        page.wait_for_function(_SETTLED, polling=LOOK_MS)

    def bring(self, part: Locator) -> None:
        """Scroll a part into view, and wait: JupyterLab lays a cell out, and gives it a text, once it is in view."""
        part.scroll_into_view_if_needed()
        self.settle(part.page)

    def wait_idle(self, page: Page) -> None:
        """Wait until the kernel has nothing left to do."""
        # Not the sign in the toolbar: that one says idle before there is a kernel.
        page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(state="attached")

    def picture(self, shown: Page | Locator, name: str) -> Path:
        """A screenshot of the page or of one part of it; gives the file."""
        path = self._pictures / f"{name}.png"
        shown.screenshot(path=path)
        return path

    def pages(self) -> list[Page]:
        return self._context.pages

    def close(self) -> None:
        for page in self.pages():
            page.close()
        self.server.close_kernels()
