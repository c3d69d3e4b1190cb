"""Puts what the benches printed into ``docs/bench.md``, with the versions and the machine; ``make bench`` runs it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import subprocess
from pathlib import Path

from tests.browser import chromium

ROOT = Path(__file__).parents[1]
PRINTED, WRITTEN = ROOT / "build" / "bench", ROOT / "docs" / "bench.md"
PACKAGES = ("jupyterlab", "ipywidgets", "anywidget", "plotly", "ipykernel", "playwright")
TITLES = {  # bench -> heading; in the order of the page
    "bench_screens": "Screens and peers in JupyterLab",
    "bench_view": "The 3-D view",
    "bench_anatomy": "The model of the hip",
    "bench_plan": "Planning a routine",
    "bench_oracle": "The planner beside HiGHS",
    "bench_import": "Importing the kit",
    "bench_catalog": "Reading the facts",
}
HEAD = """# How fast

`make bench` measured this and wrote this page; `make bench BENCHES=bench_screens` measures one part anew. A ratio to
the floor holds on another machine, a time does not. The floor is a bare ipywidgets dropdown that changes one HTML
text, in the same JupyterLab and browser; it is used before every control. A use is over when the kernel is idle and
the page has stopped changing. Ratios are medians, with the quartiles in brackets.

{versions}
"""


def main() -> None:
    pieces = [HEAD.format(versions=_versions())]
    for name, title in TITLES.items():
        path = PRINTED / f"{name}.txt"
        if path.exists():
            text = path.read_text("utf-8").strip()
            pieces.append(f"## {title}\n\n`python -m benches.{name}`\n\n{_shown(text)}\n")
    WRITTEN.write_text("\n".join(pieces), "utf-8")


def _shown(text: str) -> str:
    """Tables as they are, lines of figures as a block."""
    return text if "\n|" in text else f"```text\n{text}\n```"


def _versions() -> str:
    packages = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    browser = chromium.find()
    told = subprocess.run([browser, "--version"], capture_output=True, text=True) if browser else None
    shown = " ".join(told.stdout.split()[:2]) if told else "no browser"
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {packages}, {shown}."


if __name__ == "__main__":
    main()
