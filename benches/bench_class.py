"""A class on one machine: JupyterHub, a server and a kernel for each learner, all working at once.

Run with ``make bench-class``, or ``python -m benches.bench_class [learners]`` in the hub's environment. Every
learner signs in, gets a server, starts a kernel, runs ``05-routine.ipynb`` and changes ten controls, as a
browser would over the websocket, but with no browser: 30 of those would be measured in place of the hub.
Only this machine is addressed, the number of requests is fixed, and everything is ended at the end.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import secrets
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import psutil
import websockets
from attrs import define, field
from websockets.typing import Origin

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "deploy" / "jupyterhub_config.py"
NOTEBOOK = "05-routine.ipynb"
LEARNERS, CHANGES, PORT = 30, 10, 8790
APART_S = 2.0  # between two learners who sign in
THINK_S = 3.0  # between two changes of one learner
PATIENCE_S = 300.0
SHOWN = "exercises in"  # the sentence of a routine
MINUTES = (10, 20, 30, 25, 45)


@define
class Learner:
    """One of the class, and what was measured of them."""

    name: str
    sign_in_s: float = 0
    first_screen_s: float = 0
    changes_ms: list[float] = field(factory=list)
    error: str = ""


# ---------------------------------------------------------------- the hub


@contextmanager
def hub(folder: Path, password: str, size: int) -> Iterator[subprocess.Popen[bytes]]:
    """JupyterHub as `deploy/jupyterhub_config.py` has it, all it writes inside ``folder``."""
    environment = os.environ | {
        "HIPKIT_CLASS": str(folder),
        "HIPKIT_CLASS_PASSWORD": password,
        "HIPKIT_CLASS_PORT": str(PORT),
        "HIPKIT_CLASS_SIZE": str(size),
        "PATH": f"{Path(sys.prefix, 'bin')}{os.pathsep}{os.environ['PATH']}",
    }
    command = [str(Path(sys.prefix, "bin", "jupyterhub")), "-f", str(CONFIG)]
    with (folder / "hub.log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _await_hub(process, folder)
        yield process
    finally:
        family = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
        for left in psutil.wait_procs(family, timeout=20)[1]:
            left.kill()


def _await_hub(process: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < end:
        try:
            if httpx.get(f"http://127.0.0.1:{PORT}/hub/login", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    raise RuntimeError(f"JupyterHub did not start:\n{(folder / 'hub.log').read_text()}")


# ---------------------------------------------------------------- a learner


async def work(learner: Learner, password: str) -> None:
    """The whole lesson of one learner; what goes wrong is kept in ``learner.error``."""
    try:
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{PORT}", follow_redirects=True, timeout=PATIENCE_S
        ) as browser:
            start = time.perf_counter()
            await sign_in(browser, learner.name, password)
            learner.sign_in_s = time.perf_counter() - start
            async with kernel(browser, learner.name) as page:
                start = time.perf_counter()
                await page.run_notebook()
                learner.first_screen_s = time.perf_counter() - start
                await page.pass_screening()
                for number in range(CHANGES):
                    await asyncio.sleep(THINK_S)
                    learner.changes_ms.append(await page.change(number))
    except Exception as error:  # one learner's trouble is a figure of the table, not the end of the class
        learner.error = f"{type(error).__name__}: {error}"[:300]


async def sign_in(browser: httpx.AsyncClient, name: str, password: str) -> None:
    """Until the learner's own JupyterLab shows the first notebook."""
    await browser.get("/hub/login")
    form = {"username": name, "password": password, "_xsrf": _xsrf(browser, "/hub/")}
    await browser.post("/hub/login?next=%2Fhub%2Fspawn", data=form)
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        page = await browser.get(f"/user/{name}/lab/tree/00-start-here.ipynb")
        if page.status_code == 200 and "jupyter-config-data" in page.text:
            found = await browser.get(f"/user/{name}/api/contents/00-start-here.ipynb?content=0")
            found.raise_for_status()
            return
        await asyncio.sleep(1)
    raise TimeoutError(f"no server; the last page said {page.status_code}")


def _xsrf(browser: httpx.AsyncClient, path: str) -> str:
    return next((c.value or "" for c in browser.cookies.jar if c.name == "_xsrf" and c.path == path), "")


@asynccontextmanager
async def kernel(browser: httpx.AsyncClient, name: str) -> AsyncIterator[Kernel]:
    """A kernel for the notebook, and the websocket of the page that shows it."""
    api = f"/user/{name}/api"
    headers = {"X-XSRFToken": _xsrf(browser, f"/user/{name}/")}
    wish = {"path": NOTEBOOK, "name": NOTEBOOK, "type": "notebook", "kernel": {"name": "python3"}}
    session = await browser.post(f"{api}/sessions", json=wish, headers=headers)
    session.raise_for_status()
    book = (await browser.get(f"{api}/contents/{NOTEBOOK}")).json()["content"]
    cookies = "; ".join(
        f"{c.name}={c.value}" for c in browser.cookies.jar if f"/user/{name}/".startswith(c.path)
    )
    address = f"ws://127.0.0.1:{PORT}{api}/kernels/{session.json()['kernel']['id']}/channels"
    async with websockets.connect(
        address,
        additional_headers={"Cookie": cookies},
        origin=Origin(f"http://127.0.0.1:{PORT}"),
        max_size=None,
    ) as socket:
        yield Kernel(socket, book)


class Kernel:
    """What a page does with a kernel: run cells, keep the state of widgets, send what a learner changes."""

    def __init__(self, socket: Any, book: Mapping[str, Any]) -> None:
        self._socket, self._book = socket, book
        self._widgets: dict[str, dict[str, Any]] = {}

    async def run_notebook(self) -> None:
        """Every cell, one after the other; an error in one of them is raised."""
        for cell in self._book["cells"]:
            if cell["cell_type"] == "code":
                asked = await self._send(
                    "execute_request", {"code": "".join(cell["source"]), "silent": False}
                )
                await self._until_idle(asked)

    async def pass_screening(self) -> None:
        """No to every question, page by page."""
        for _ in range(3):
            await self._press("None of these")
            await self._press("Next page")
        if SHOWN not in self._sentence():
            raise RuntimeError(f"no routine after the screening, but {self._sentence()!r}")

    async def change(self, number: int) -> float:
        """Another number of minutes; milliseconds until the kernel has sent all that follows from it."""
        name, picks = next(
            (name, state) for name, state in self._widgets.items() if "minutes" in (state.get("value") or ())
        )
        before = self._sentence()
        start = time.perf_counter()
        await self._set(name, {"value": picks["value"] | {"minutes": MINUTES[number % len(MINUTES)]}})
        taken = (time.perf_counter() - start) * 1000
        if self._sentence() == before or SHOWN not in self._sentence():
            raise RuntimeError(f"the change was not answered: {self._sentence()!r}")
        return taken

    # ------------------------------------------------------------ widgets

    def _sentence(self) -> str:
        """What the page says of the routine, wherever among its widgets that stands; empty if nowhere."""
        told = (text for state in self._widgets.values() for text in _texts(state))
        return next((re.sub("<[^>]*>", "", text) for text in told if SHOWN in text), "")

    async def _press(self, words: str) -> None:
        name = next(name for name, state in self._widgets.items() if state.get("description") == words)
        data = {"method": "custom", "content": {"event": "click"}}
        await self._until_idle(await self._send("comm_msg", {"comm_id": name, "data": data}))

    async def _set(self, name: str, state: dict[str, Any]) -> None:
        data = {"method": "update", "state": state, "buffer_paths": []}
        asked = await self._send("comm_msg", {"comm_id": name, "data": data})
        self._widgets[name] |= state
        await self._until_idle(asked)

    # ------------------------------------------------------------ messages

    async def _send(self, kind: str, content: dict[str, Any]) -> str:
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "username": "",
            "session": "learner",
            "date": "",
            "version": "5.3",
        }
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
        }
        await self._socket.send(json.dumps(message))
        return str(header["msg_id"])

    async def _until_idle(self, asked: str) -> None:
        """Reads what the kernel sends until it has dealt with what was asked."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                message, buffers = _decoded(await self._socket.recv())
                kind, content = message["header"]["msg_type"], message["content"]
                self._note(kind, content, buffers)
                if message["parent_header"].get("msg_id") != asked:
                    continue
                if kind == "error":
                    raise RuntimeError(content["evalue"])
                if kind == "status" and content["execution_state"] == "idle":
                    return

    def _note(self, kind: str, content: dict[str, Any], buffers: list[bytes]) -> None:
        data = content.get("data", {})
        for (trait, *_), packed in zip(data.get("buffer_paths", ()), buffers, strict=False):
            data["state"][trait] = packed
        if kind == "comm_open":
            self._widgets[content["comm_id"]] = dict(data.get("state", {}))
        elif kind == "comm_msg" and data.get("method") == "update":
            self._widgets.setdefault(content["comm_id"], {}).update(data["state"])


def _decoded(raw: str | bytes) -> tuple[dict[str, Any], list[bytes]]:
    """A message and its buffers; one with buffers begins with how many parts it has and where they are."""
    if isinstance(raw, str):
        return json.loads(raw), []
    count = int.from_bytes(raw[:4], "big")
    starts = [int.from_bytes(raw[4 * part : 4 * part + 4], "big") for part in range(1, count + 1)]
    parts = [raw[start:end] for start, end in zip(starts, [*starts[1:], len(raw)], strict=True)]
    return json.loads(parts[0]), parts[1:]


def _texts(state: Mapping[str, Any]) -> Iterator[str]:
    """The texts of a widget, the packed ones too."""
    for value in state.values():
        if isinstance(value, bytes):
            with suppress(OSError, UnicodeDecodeError):
                yield gzip.decompress(value).decode()
        elif isinstance(value, str):
            yield value


# ---------------------------------------------------------------- the class


async def lesson(learners: list[Learner], password: str, parent: psutil.Process) -> dict[str, float]:
    """All learners, one signing in after another, working at once; the memory that they took at most."""
    most = {"class": 0.0, "server": 0.0, "kernel": 0.0}

    async def weigh() -> None:
        while True:
            weight = _memory(parent)
            for what, value in weight.items():
                most[what] = max(most[what], value)
            await asyncio.sleep(2)

    async def after(delay: float, learner: Learner) -> None:
        await asyncio.sleep(delay)
        await work(learner, password)

    scale = asyncio.create_task(weigh())
    await asyncio.gather(*(after(APART_S * number, learner) for number, learner in enumerate(learners)))
    scale.cancel()
    return most


def _memory(parent: psutil.Process) -> dict[str, float]:
    """Megabytes of the hub and all below it, and of a server and a kernel on average; shared pages counted once."""
    whole, each = 0.0, {"server": [0.0], "kernel": [0.0]}
    for process in [parent, *parent.children(recursive=True)]:
        try:
            size, words = process.memory_full_info().pss / 1e6, " ".join(process.cmdline())
        except psutil.Error:
            continue
        whole += size
        if "ipykernel" in words:
            each["kernel"].append(size)
        elif "singleuser" in words:
            each["server"].append(size)
    return {"class": whole} | {what: sum(sizes) / max(1, len(sizes) - 1) for what, sizes in each.items()}


def main(count: int = LEARNERS) -> bool:
    password = secrets.token_hex()
    learners = [Learner(f"learner{number:02}") for number in range(1, count + 1)]
    start = time.perf_counter()
    with TemporaryDirectory() as folder, hub(Path(folder), password, count) as process:
        most = asyncio.run(lesson(learners, password, psutil.Process(process.pid)))
    _print_table(learners, most, time.perf_counter() - start)
    return not any(learner.error for learner in learners)


def _print_table(learners: list[Learner], most: dict[str, float], lasted: float) -> None:
    well = [learner for learner in learners if not learner.error]
    changes = [taken for learner in well for taken in learner.changes_ms]
    total = psutil.virtual_memory().total / 1e9
    print(f"{len(learners)} learners, {os.cpu_count()} cores, {total:.0f} GB, {lasted:.0f} s\n")
    print("| | median | 95 % within |\n|---|---|---|")
    _row("signed in, own JupyterLab on the page", [learner.sign_in_s for learner in well], "s")
    _row("notebook run, first screen there", [learner.first_screen_s for learner in well], "s")
    _row(f"control changed ({len(changes)} changes), routine there", changes, "ms")
    print(
        f"\nmemory: {most['class'] / len(learners):.0f} MB a learner in all; at most {most['class'] / 1000:.1f} GB"
    )
    print(f"of that a server {most['server']:.0f} MB and a kernel {most['kernel']:.0f} MB on average")
    print(f"errors: {len(learners) - len(well)}")
    for learner in learners:
        if learner.error:
            print(f"  {learner.name}: {learner.error}")


def _row(what: str, values: list[float], unit: str) -> None:
    if values:
        within = quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
        print(f"| {what} | {median(values):.1f} {unit} | {within:.1f} {unit} |")


if __name__ == "__main__":
    sys.exit(not main(*map(int, sys.argv[1:2])))
