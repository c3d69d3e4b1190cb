"""At run time nothing is fetched: every screen is made and used while every connection is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import socket, sys

def refuse(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"):
        raise ConnectionRefusedError(f"{event} {given[1:]}")

sys.addaudithook(refuse)
for attempt in (lambda: socket.create_connection(("example.org", 80)), lambda: socket.gethostbyname("example.org")):
    try:
        attempt()
    except ConnectionRefusedError:
        continue
    sys.exit("a connection was not refused")

import hipkit
from hipkit import catalog
from hipkit.screens import parts
from tests.screens.walking import MAKERS

catalog().check()
for name in ("App", "ClassResults"):  # the first holds all the others
    print(parts.drive(MAKERS[name]))
chart = parts.Chart()
chart._send_library(chart, {}, [])  # plotly.js, for a page without one
"""


def test_every_screen_works_without_a_network() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert ran.stdout.count(" answer") == 2
