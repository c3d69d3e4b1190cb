"""What a kernel tells a page about widgets: how many messages, how many bytes.

The same count serves both ends. ``heard()`` listens in this process: widgets made inside talk to a page
that is not there, and each message is weighed as Jupyter would send it. ``read(page)`` listens to the
websockets of a page in a browser. Signs of life (busy, idle) are no messages; in the browser everything
else that arrives counts as bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import attrs
import comm
from comm.base_comm import BaseComm
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from playwright.sync_api import Page, WebSocket

from hipkit.screens import sharing

_KIND = re.compile(rb'"msg_type": ?"(\w+)"')  # the first is its own, the second that of its cause
_TOLD = ("comm_msg", "comm_open", "comm_close")
_SIGNS = ("status",)


@attrs.define
class Wire:
    """What came: ``messages`` about widgets, ``size`` of all in bytes, and ``kinds`` to look at."""

    messages: int = 0
    size: int = 0
    kinds: list[tuple[str, int, Any]] = attrs.Factory(list)

    @property
    def kilobytes(self) -> float:
        return self.size / 1000

    def clear(self) -> None:
        self.messages, self.size = 0, 0
        self.kinds.clear()

    def add(self, kind: str, size: int, told: Any = None) -> None:
        if kind in _SIGNS:
            return
        self.messages += kind in _TOLD
        self.size += size
        self.kinds.append((kind, size, told))


# ---------------------------------------------------------------- in this process


@contextmanager
def heard() -> Iterator[Wire]:
    """Hears the widgets that are made inside, for as long as they live, on a page that knows nothing yet."""
    wire, session = Wire(), Session(username="learner", key=b"")
    cause = session.msg("comm_msg")

    class Heard(BaseComm):
        def publish_msg(
            self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any
        ) -> None:
            content = {"data": data or {}, "comm_id": self.comm_id, **keys}
            message = session.msg(msg_type, content, parent=cause, metadata=metadata or {})
            frame = serialize_msg_to_ws_v1(message, "iopub", session.pack)
            wire.add(msg_type, len(frame) + sum(8 + memoryview(one).nbytes for one in buffers or ()), data)

    with patch.object(comm, "create_comm", Heard), patch.object(sharing, "shared", {}):
        yield wire


# ---------------------------------------------------------------- in a browser


def read(page: Page) -> Wire:
    """Counts from now on. A socket that is open already is not heard: read first, then load the page."""
    wire = Wire()

    def count(payload: str | bytes) -> None:
        data = payload.encode() if isinstance(payload, str) else payload
        kind = _KIND.search(data)
        wire.add(kind[1].decode() if kind else "", len(data))

    def listen(socket: WebSocket) -> None:
        if "/api/kernels/" in socket.url:  # JupyterLab has sockets of its own, for events
            socket.on("framereceived", count)

    page.on("websocket", listen)
    return wire
