"""The three places where all screens stand on one page: JupyterLab, Voila, the static site.

Each gives the page and where on it the kit is, so that a test can do the same in all of them. Whatever
asks another host than its own, or throws an error on the page, ends up in ``problems``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import BrowserContext, ConsoleMessage, FrameLocator, Page, Route

from tests.browser.lab import Lab

SITE = Path(os.environ["HIPKIT_SITE"]) if "HIPKIT_SITE" in os.environ else None  # `make test-site` sets it
NOTEBOOK = "app.ipynb"
START_S = 60
CHUNK = 65_536
PATIENCE_MS = 120_000  # Python starts inside the browser

# What JupyterLite's own pages say: a console has no notebooks, and files that may be there are looked for.
KNOWN = ("INotebookTracker", "status of 404")

Kit = Page | FrameLocator


class Served(SimpleHTTPRequestHandler):
    """As `python -m http.server` serves a folder, silent, counting what is sent, over as slow a line as one likes."""

    sent = 0
    line: float | None = None  # bytes a second, for all that is sent together; None: as fast as it goes
    _one_line = threading.Lock()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        Served.sent += os.fstat(source.fileno()).st_size
        if Served.line is None:
            super().copyfile(source, outputfile)
            return
        while piece := source.read(CHUNK):
            with Served._one_line:
                time.sleep(len(piece) / Served.line)
            outputfile.write(piece)


@contextmanager
def served(folder: Path, below: str = "course/hip") -> Iterator[str]:
    """The address of a folder, served below a sub-folder of its host as a teacher's web space would."""

    class Below(Served):
        def translate_path(self, path: str) -> str:
            inside = urlsplit(path).path.removeprefix(f"/{below}")
            return super().translate_path(inside) if inside != urlsplit(path).path else "/nowhere"

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Below, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{below}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def voila(folder: Path, notebook: str = NOTEBOOK, *options: str) -> Iterator[str]:
    """The address of a Voila that serves one notebook of ``folder``."""
    port = _free_port()
    with (folder / "voila.log").open("w") as log:
        process = subprocess.Popen(
            [*(sys.executable, "-m", "voila", notebook, "--no-browser", f"--port={port}"), *options],
            cwd=folder,
            env=os.environ | {"JUPYTER_RUNTIME_DIR": str(folder / "runtime")},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://localhost:{port}"
        _await(lambda: urllib.request.urlopen(f"{address}/voila/static/", timeout=1), process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as one:
        return one.server_port


def _await(answer: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    """Until something answers at all, be it that there is no such page."""
    end = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < end:
        try:
            answer()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("Voila did not start")


class Watch:
    """Listens to the pages of a window; every request to another host is stopped."""

    def __init__(self, window: BrowserContext, host: str) -> None:
        self.problems: list[str] = []
        self._host = urlsplit(host).netloc
        self._window = window
        window.route("**/*", self._gate)
        window.on("console", self._hear)

    def _gate(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.scheme in ("http", "https") and url.netloc != self._host:
            self.problems.append(f"another host was asked: {route.request.url}")
            route.abort()
        else:
            route.continue_()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(known in message.text for known in KNOWN):
            self.problems.append(f"console: {message.text}")

    def close(self) -> None:
        with suppress(Exception):
            self._window.unroute("**/*", self._gate)


def kill_kernels() -> None:
    """As when a machine runs out of memory. What serves them starts new ones, which know nothing."""
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if "ipykernel_launcher" in process.cmdline():
                process.kill()


def in_lab(lab: Lab) -> Kit:
    page = lab.open(NOTEBOOK, alone=True)
    lab.run_all(page)
    return page


def in_voila(window: BrowserContext, address: str) -> Kit:
    return _opened(window, address)


def in_site(window: BrowserContext, address: str) -> Kit:
    return _opened(window, f"{address}/kit.html").frame_locator("iframe")


def _opened(window: BrowserContext, address: str) -> Page:
    page = window.new_page()
    page.set_viewport_size({"width": 1000, "height": 1000})
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    return page
