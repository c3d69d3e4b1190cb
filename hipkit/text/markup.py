"""Small pieces of escaped HTML that every screen and print-out shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hipkit.facts.records import Source
from hipkit.text.words import cite, escape

# 16 x 16, stroke = currentColor: the shape carries the meaning, colour repeats it.
_PATHS = {
    "check": "M3 8.5 6.5 12 13 4.5",
    "cross": "M4 4l8 8M12 4l-8 8",
    "half": "M8 2a6 6 0 100 12A6 6 0 008 2zM8 2v12M10 3v10M12 4.7v6.6",
    "octagon": "M5.5 1.5h5l4 4v5l-4 4h-5l-4-4v-5zM8 4.5v4.2M8 11v.6",
    "triangle": "M8 1.8 15 14H1zM8 6.2v3.6M8 11.7v.5",
    "calendar": "M2 3.5h12v10.5H2zM2 7h12M5 1.5v3.5M11 1.5v3.5",
    "clock": "M2.6 9.5a5.5 5.5 0 101-4.8M2.5 2.5v3.2h3.2M8 5v3.2l2.2 1.3",
    "question": "M5.6 6a2.4 2.4 0 114 1.8C8.6 8.6 8 9 8 10M8 12.6v.5",
    "eye": "M1 8s2.6-4.5 7-4.5S15 8 15 8s-2.6 4.5-7 4.5S1 8 1 8zM8 6a2 2 0 100 4 2 2 0 000-4z",
}


class Markup(str):
    """Text that is HTML already, so that ``table`` and others leave it as it is."""


def html(value: object) -> str:
    """HTML as it is, anything else escaped."""
    return value if isinstance(value, Markup) else escape(value)


def icon(name: str, size: int = 16) -> Markup:
    return Markup(
        f'<svg width="{size}" height="{size}" viewBox="0 0 16 16" fill="none" stroke="currentColor" '
        f'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
        f'<path d="{_PATHS[name]}"/></svg>'
    )


def chip(text: object, icon_name: str | None = None, colour: str = "ink2", solid: bool = False) -> Markup:
    """A sign and a word in a rounded box; ``colour`` is a token of the style sheet."""
    sign = icon(icon_name, 14) if icon_name else ""
    kind = "chip solid" if solid else "chip"
    return Markup(f'<span class="{kind}" style="--c:var(--{colour})">{sign}{html(text)}</span>')


def cited(source: Source) -> Markup:
    """Author and year; the full citation for whoever points at it."""
    return Markup(f'<cite title="{escape(cite(source))}">{escape(source.short)}</cite>')


def fold(summary: object, key: str) -> Markup:
    """A line that opens. Its content is asked for when it is opened, by ``key``."""
    return Markup(
        f'<details data-fill="{escape(key)}"><summary>{html(summary)}</summary><div></div></details>'
    )


def table(
    caption: object,
    head: Sequence[object],
    rows: Iterable[Sequence[object]],
    right: Sequence[int] = (),
    stack: bool = True,
) -> Markup:
    """A table whose first column names the row.

    ``right``: the columns of numbers; ``stack``: rows become blocks when the sheet is narrow.
    """
    side = [' class="r"' if column in right else "" for column in range(len(head))]
    # a corner without words heads no column
    top = "".join(
        f'<th scope="col"{side[i]}>{html(name)}</th>' if name else "<td></td>" for i, name in enumerate(head)
    )
    body = "".join(_row(row, head, side) for row in rows)
    kind = ' class="stack"' if stack else ""
    return Markup(
        f'<div class="hk-scroll"><table{kind}><caption>{html(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Sequence[object], head: Sequence[object], side: Sequence[str]) -> str:
    cells = "".join(
        f'<td data-h="{escape(head[i])}"{side[i]}>{html(cell)}</td>' for i, cell in enumerate(row) if i
    )
    return f'<tr><th scope="row">{html(row[0])}</th>{cells}</tr>'
