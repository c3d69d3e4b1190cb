"""The browser for the tests: the one at hand, or one that this machine lets us install.

Run as a script by ``make test``: prints the path of the browser, or nothing and on stderr why not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def candidates() -> Iterator[str]:
    """Where a browser may be, the wish in ``HIPKIT_BROWSER`` first."""
    if wish := os.environ.get("HIPKIT_BROWSER"):
        yield wish
        return
    yield from filter(None, map(shutil.which, NAMES))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def runs(path: str) -> bool:
    """Whether the file is a browser that starts; some systems ship a script that only names a shop."""
    try:
        return not subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


def find() -> str | None:
    return next(filter(runs, candidates()), None)


def installers() -> Iterator[list[list[str]]]:
    """Ways to get a browser, each a list of commands."""
    if shutil.which("apt-get") and (root := as_root()) is not None:
        apt = [*root, "apt-get", "--quiet", "--yes"]
        yield [[*apt, "update"], [*apt, "install", "--no-install-recommends", "chromium"]]
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]


def as_root() -> list[str] | None:
    """What to put before a command so that it runs as root, or None where that needs a password."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    if shutil.which("sudo") and not subprocess.run([*sudo, "true"], capture_output=True).returncode:
        return sudo
    return None


def install() -> str | None:
    for commands in installers():
        print("No browser found; trying:", " ".join(commands[-1]), file=sys.stderr)
        if all(not subprocess.run(command, stdout=sys.stderr).returncode for command in commands) and (
            path := find()
        ):
            return path
    return None


def main() -> int:
    if path := find() or (None if os.environ.get("HIPKIT_BROWSER") else install()):
        print(Path(path))
        return 0
    print(
        "\nNO BROWSER: the browser tests cannot run. Install Chromium or Chrome, or set HIPKIT_BROWSER\n"
        "to the path of one that starts, and call make test again.\n",
        file=sys.stderr,
    )
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
