"""What the kit is about."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Topic"]


@frozen
class Topic:
    """A topic. Its ``id`` is its name in every layer, ``screen`` the class that a learner opens.

    ``notebook`` is the name of its file without the ending, and ``minutes`` how long that takes.
    """

    id: str
    name: str
    about: str
    screen: str
    notebook: str = ""
    minutes: int = 0

    @property
    def number(self) -> str:
        """``01`` of ``01-anatomy``."""
        return self.notebook.partition("-")[0]

    @property
    def file(self) -> str:
        return f"{self.notebook}.ipynb"
