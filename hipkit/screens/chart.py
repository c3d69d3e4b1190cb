"""A plotly figure on the page."""

from __future__ import annotations

import gzip
from importlib import resources
from typing import Any

import traitlets

from hipkit.screens.page import PACKED, Packed
from hipkit.screens.sharing import classed, static


class Chart(Packed):
    """A plotly figure in a box of fixed height.

    ``figure`` is a plain dict (``data``, ``layout``); a colour may be a token, ``"var(--accent)"``.
    ``changes`` are laid over it, so that a small one need not send all again: ``{"data.0.x": [1, 2]}``.
    ``base`` is layout that all figures of this chart share, so that it is sent once.
    ``alt`` says in words what is seen; the same numbers belong in a table near it. On a narrow screen
    annotations named "wide" are hidden, and ``layout.meta`` may say what takes their place: ``key``
    (HTML below the figure) and ``margin``. ``height`` is in pixels and includes the key; ``tall`` is what a
    narrow screen takes instead, 0 for the same.
    """

    script = static("chart.js")
    figure = traitlets.Dict().tag(**PACKED)
    base = traitlets.Dict().tag(**PACKED)
    changes = traitlets.Dict().tag(**PACKED)
    alt = traitlets.Unicode().tag(sync=True)
    height = traitlets.Int(320).tag(sync=True)
    tall = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        figure: dict[str, Any] | None = None,
        alt: str = "",
        height: int = 320,
        name: str = "",
        base: dict[str, Any] | None = None,
    ) -> None:
        shown = {"figure": figure or {}, "alt": alt, "height": height, "base": base or {}}
        super().__init__(**shown, _dom_classes=classed(name=name))
        self.on_msg(self._send_library)

    def _send_library(self, widget: object, content: object, buffers: object) -> None:
        """A page without a plotly.js of its own asks for it, once."""
        import plotly

        source = resources.files(plotly).joinpath("package_data", "plotly.min.js").read_bytes()
        self.send({"library": "plotly.js"}, buffers=[gzip.compress(source, compresslevel=6)])
