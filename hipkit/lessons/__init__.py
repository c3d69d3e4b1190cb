"""Questions, cases and a learner's work: what a class needs beside the screens.

>>> asked = practice("stretching")[0]
>>> mark(asked.id, solution(asked)).right
True

Right answers are worked out by the kit wherever it can. They are not secret: whoever reads the package's
data finds what is written there, and whoever calls ``solution`` gets it. A learner's notebook prints none.
"""

from hipkit.lessons import cases
from hipkit.lessons.files import hand_in, resume, save
from hipkit.lessons.inventory import Gain, GainError, gain, inventory, of_class, practice
from hipkit.lessons.marking import AnswerError, Mark, mark, read
from hipkit.lessons.quoting import QuestionError, quote
from hipkit.lessons.summary import ClassSummary, Item, summarise, summed
from hipkit.lessons.work import Reply, Work, WorkError, pseudonym, to_csv, to_json
from hipkit.lessons.working import Solution, Worked, shown, solution, work_out

__all__ = [
    "AnswerError",
    "ClassSummary",
    "Gain",
    "GainError",
    "Item",
    "Mark",
    "QuestionError",
    "Reply",
    "Solution",
    "Work",
    "WorkError",
    "Worked",
    "cases",
    "gain",
    "hand_in",
    "inventory",
    "mark",
    "of_class",
    "practice",
    "pseudonym",
    "quote",
    "read",
    "resume",
    "save",
    "shown",
    "solution",
    "summarise",
    "summed",
    "to_csv",
    "to_json",
    "work_out",
]
