"""What a class did, from the files its learners handed in."""

from __future__ import annotations

from pathlib import Path

from hipkit import charts, lessons
from hipkit.facts import catalog
from hipkit.screens import parts
from hipkit.text import lessons as words

TITLE = "What the class did"
LEAD = "From the files that learners handed in. They hold pseudonyms, answers and times, and nothing else."
EMPTY = "Put the exports of your learners into this folder and run the cell again."


class ClassResults(parts.Screen):
    """For instructors: the exports of a folder as one sentence, two charts and their tables.

    ``summary`` is the ``lessons.ClassSummary``. Files that are damaged or no exports are named and left out.

    Raises:
        WorkError: there is no such folder.
    """

    def __init__(self, folder: str | Path) -> None:
        facts = catalog()
        self.summary = found = lessons.summarise(folder)
        body = [parts.Result(words.class_sentence(found))]
        if found.gains:
            chart = charts.gains(found)
            body += [
                parts.heading("Before and after"),
                parts.Chart(
                    chart, "Right answers before and after, by learner", chart["layout"]["height"], "gains"
                ),
                parts.html(words.gains(found)),
            ]
        if found.items:
            chart = charts.difficulty(found)
            body += [
                parts.heading("Questions"),
                parts.Chart(
                    chart, "Share of right answers, by question", chart["layout"]["height"], "difficulty"
                ),
                parts.html(words.items(found, facts)),
            ]
        if found.misconceptions:
            body.append(parts.html(words.misconceptions(found, facts)))
        body.append(
            parts.html(words.skipped(found)) if found.skipped else parts.note("Every file could be used.")
        )
        super().__init__(
            "For instructors", TITLE, LEAD, body if found.learners else [*body, parts.note(EMPTY)]
        )
