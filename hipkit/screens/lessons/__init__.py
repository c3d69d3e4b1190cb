"""Check yourself, the inventory before and after, cases, and what a class did."""

from hipkit.screens.lessons.cases import Cases
from hipkit.screens.lessons.keep import Shelf
from hipkit.screens.lessons.lesson import Lesson
from hipkit.screens.lessons.results import ClassResults

__all__ = ["Cases", "ClassResults", "Lesson", "Shelf"]
