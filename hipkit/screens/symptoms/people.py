"""Groups of people as pictures."""

from __future__ import annotations

from typing import Any

import traitlets

from hipkit.screens import parts

Group = dict[str, Any]


class People(parts.Packed):
    """Pictures of 100 or 1,000 people beside each other, and a key to their shapes.

    ``groups``: each a dict of ``title``, ``aside``, ``label`` (for screen readers), ``counts`` (pairs kind,
    people; they add up to 100 or 1,000) and ``band`` (from and to, or None). ``key``: pairs kind, words.
    ``note``: HTML below, as it stands.
    """

    script = parts.static("people.js")
    groups: traitlets.List[Any] = traitlets.List().tag(sync=True)
    key: traitlets.List[Any] = traitlets.List().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)

    def show(self, groups: list[Group], note: str = "") -> None:
        """Both at once, in one message."""
        with self.hold_sync():
            self.groups, self.note = groups, note

    @traitlets.validate("groups")
    def _whole(self, proposal: Any) -> list[Group]:
        for group in proposal.value:
            counts = [count for _, count in group["counts"]]
            if sum(counts) not in (100, 1000) or min(counts) < 0:
                raise traitlets.TraitError(
                    f"{group['title']}: found {counts}, expected counts of 100 or 1,000 people"
                )
        return list(proposal.value)


def group(title: str, aside: str, label: str, has: int, band: tuple[int, int] | None = None) -> Group:
    """100 people, of whom ``has`` have it."""
    return {
        "title": title,
        "aside": aside,
        "label": label,
        "counts": [["in", has], ["out", 100 - has]],
        "band": band,
    }
