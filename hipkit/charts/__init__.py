"""Results as plotly figures: plain dicts of ``data`` and ``layout``, ready for ``screens.parts.Chart``.

A colour or font may be a token of the style sheet, ``"var(--static)"``: the page fills it in, so that a
figure follows the light and the dark theme. What is named "wide" is left out on a narrow page, what is
named "narrow" on a wide one. ``layout.meta`` holds what a narrow page shows instead: ``key`` (HTML) and
``height``, ``margin`` and ``axes`` of the figure (``axes``: what changes in each axis).
"""

from hipkit.charts.anatomy import map_changes, pose_map, turning
from hipkit.charts.claims import calibration
from hipkit.charts.frame import LAYOUT, Json
from hipkit.charts.lessons import difficulty, gains
from hipkit.charts.stretching import FOREST, TALL, answering, forest, forest_height

__all__ = [
    "FOREST",
    "LAYOUT",
    "TALL",
    "Json",
    "answering",
    "calibration",
    "difficulty",
    "forest",
    "forest_height",
    "gains",
    "map_changes",
    "pose_map",
    "turning",
]
