"""What every figure has in common."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

LAYOUT: Json = {
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "font": {"family": "var(--text)", "size": 13, "color": "var(--ink2)"},
    "hoverlabel": {
        "bgcolor": "var(--bg)",
        "bordercolor": "var(--edge)",
        "font": {"family": "var(--text)", "size": 13, "color": "var(--ink)"},
        "align": "left",
    },
    "dragmode": False,
    "showlegend": False,
}
