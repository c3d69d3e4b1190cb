"""Questions one by one or on a sheet, with the feedback for each answer once it is committed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any

import ipywidgets
import traitlets
from attrs import frozen

from hipkit import lessons
from hipkit.facts import catalog
from hipkit.facts.records import Question
from hipkit.lessons.work import Round
from hipkit.screens import parts
from hipkit.screens.lessons.keep import Kept, Shelf, shelf_here
from hipkit.screens.lessons.paper import Paper, asked
from hipkit.text import escape
from hipkit.text import lessons as words

LEAD = "Commit an answer first; then see what the kit says to it, and why."
BEFORE = "Twelve questions, to see where you stand. You will see them again at the end, and only then what is right."
AFTER = (
    "The same twelve questions as at the start. Now each answer is followed by what there is to say to it."
)
NONE_BEFORE = (
    "This notebook has no answers from before. Go on from the file you saved them in to see your gain."
)
OPEN = "Answer it first; then it can be checked."
ROUNDS: dict[str, Round] = {"": "practice", "before": "before", "after": "after"}


@frozen
class Committed:
    """An answer that counts, and its mark; none where the teacher marks."""

    answer: lessons.Solution
    mark: lessons.Mark | None


class Lesson(parts.Screen):
    """Questions of a topic, chosen ones, or the inventory of twelve.

    ``Lesson("stretching")``, ``Lesson(questions=["one_side"])``, ``Lesson(inventory="before")``; with
    ``sheet`` all stand on one page. ``committed`` holds what was answered, by question. Answers live in
    memory, on the ``Shelf`` that all lessons of a notebook share.

    Raises:
        ValueError: no such topic, question or round, or not exactly one of the three.
    """

    committed = traitlets.Dict()

    def __init__(
        self,
        topic: str = "",
        *,
        questions: Sequence[str] = (),
        inventory: str = "",
        sheet: bool = False,
        shelf: Shelf | None = None,
    ) -> None:
        self.questions = _chosen(topic, questions, inventory)
        self.round: Round = ROUNDS[inventory]
        self.shelf = shelf or shelf_here()
        self._sheet, self._at, self._since = sheet, 0, monotonic()
        self._seen: set[str] = set()  # committed here once, or taken over from the shelf
        self._paper = Paper()
        label = "Check my answers" if sheet else "Check my answer"
        self._check = parts.button(
            "Commit my answer" if inventory == "before" else label, "primary", self._commit, name="check"
        )
        self._next = parts.button("Next", on_click=lambda _: self._turn(1), name="next")
        self._back = parts.button("Back", "quiet", lambda _: self._turn(-1), name="previous")
        self._result = parts.Result()
        self._below = parts.Live()
        self._below.on_open(self._opened)
        turning = [] if sheet or len(self.questions) == 1 else [self._next, self._back]
        buttons = [self._check, *turning, *self._again()]
        super().__init__(
            "Lesson",
            _title(topic, inventory),
            {"before": BEFORE, "after": AFTER}.get(inventory, LEAD),
            [self._paper, parts.row(*buttons), self._result, self._below, Kept(self.shelf)],
        )
        self.add_class("hk-lesson")
        self._resume()
        self._show()
        self.listen_to(self.shelf, self._came_back, "work")

    def _again(self) -> list[ipywidgets.Widget]:
        """The button of practice that an inventory has not."""
        practice = self.round == "practice"
        return [parts.button("Try again", "quiet", self._try_again, name="again")] if practice else []

    def uses(self) -> Iterator[parts.Use]:
        """Each question is checked and turned, for :func:`parts.drive`."""
        key = self._here[0].id
        yield ("button", "check", key), self._commit
        yield ("button", "next", key), lambda: self._turn(1)

    # ------------------------------------------------------------ what is on the paper

    @property
    def _here(self) -> tuple[Question, ...]:
        return self.questions if self._sheet else self.questions[self._at : self._at + 1]

    def answer(self, question: str, answer: Any) -> None:
        """As if the learner had turned to the question, answered it and pressed the button.

        Raises:
            ValueError: the question is not in this lesson.
        """
        ids = [one.id for one in self.questions]
        if not self._sheet and ids.index(question) != self._at:
            self._at = ids.index(question)
            self._show()
        self._paper.answer(question, answer)
        self._commit()

    def _turn(self, by: int) -> None:
        self._at = (self._at + by) % len(self.questions)
        self._show(turn=True)

    def _show(self, turn: bool = False) -> None:
        self._since = monotonic()
        ids, of = [one.id for one in self.questions], len(self.questions)
        answers = {
            one.id: _plain(self.committed[one.id].answer) for one in self._here if one.id in self.committed
        }
        here = [asked(one, ids.index(one.id) + 1, of) for one in self._here]
        self._paper.lay(here, answers, answers, turn=turn)
        self._tell()

    # ------------------------------------------------------------ committing

    def _commit(self, _button: Any = None) -> None:
        """Marks what is answered on the paper; what cannot be read stays as it is, with the reason."""
        faults = []
        for one in self._here:
            given = self._paper.given(one.id, standing=not self._sheet)
            if one.id not in self.committed and given is not None:
                try:
                    self._keep(one, given)
                except lessons.AnswerError as error:
                    faults.append(str(error))
        if not faults and not any(one.id in self.committed for one in self._here):
            faults = [OPEN]
        self._paper.locked = [one.id for one in self._here if one.id in self.committed]
        self._tell(" ".join(faults))

    def _keep(self, question: Question, given: Any) -> None:
        answer = lessons.read(question, given)
        seconds = min(10**6, int(monotonic() - self._since))
        self.committed = self.committed | {question.id: _committed(question, answer)}
        self._seen.add(question.id)
        self.shelf.add(lessons.Reply(question.id, answer, self.round, seconds=seconds))

    def _resume(self) -> bool:
        """Takes over what lies on the shelf and was not seen here; whether there was any."""
        found = {
            one.id: _committed(one, answer)
            for one in self.questions
            if (answer := self.shelf.work.answers(self.round).get(one.id)) is not None
            and one.id not in self._seen
        }
        self.committed = self.committed | found
        self._seen |= set(found)
        return bool(found)

    def _came_back(self, _change: Any) -> None:
        if self._resume():
            self._show()

    def _try_again(self, _button: Any = None) -> None:
        """Opens the questions on the paper again. In practice the last answer counts."""
        here = {one.id for one in self._here}
        self.committed = {key: one for key, one in self.committed.items() if key not in here}
        self._show()

    def _tell(self, fault: str = "") -> None:
        done = [self.committed[one.id] for one in self._here if one.id in self.committed]
        if fault:
            self._result.say(escape(fault))
        elif self._unmarked:
            noted = words.NOTED if self.round == "before" else words.TEACHER_MARKS
            self._result.say(noted if done else self._so_far())
        elif self._sheet:
            self._paper.told = {
                one.id: words.told(one, self.committed[one.id].mark, catalog())
                for one in self._here
                if one.id in self.committed
            }
            self._result.say(f"{self._so_far()} {self._gain()}")
        else:
            told = f"{words.marked(done[0].mark)} " if done else ""
            self._result.say(f"{told}{self._so_far()} {self._gain()}")
            self._below.html = words.behind(self._here[0], catalog()) if done else ""

    def _so_far(self) -> str:
        right = sum(one.mark.right for one in self.committed.values() if one.mark)
        if self._unmarked:
            return f"{len(self.committed)} of {len(self.questions)} answered."
        return words.so_far(right, len(self.committed), len(self.questions))

    @property
    def _unmarked(self) -> bool:
        """Nothing is told of right and wrong: yet, or because the teacher marks."""
        return self.round == "before" or any(one.marked_by == "teacher" for one in self.questions)

    def _gain(self) -> str:
        """The gain, once the inventory is done for the second time."""
        if self.round != "after" or len(self.committed) < len(self.questions):
            return ""
        try:
            return words.gained(
                lessons.gain(self.shelf.work.answers("before"), self.shelf.work.answers("after"))
            )
        except lessons.GainError:
            return NONE_BEFORE

    def _opened(self, key: str) -> str:
        kind, _, what = key.partition(":")
        question = catalog().questions[what]
        return words.others(question) if kind == "others" else words.sources(question, catalog())


def _committed(question: Question, answer: lessons.Solution) -> Committed:
    return Committed(answer, lessons.mark(question, answer) if question.marked_by == "kit" else None)


def _plain(answer: lessons.Solution) -> Any:
    """As the page holds it."""
    return (
        f"{answer:g}" if isinstance(answer, float) else list(answer) if isinstance(answer, tuple) else answer
    )


def _chosen(topic: str, questions: Sequence[str], inventory: str) -> tuple[Question, ...]:
    if sum(map(bool, (topic, questions, inventory))) != 1:
        raise ValueError('Give a topic, questions=[...] or inventory="before" or "after"; one of the three.')
    if inventory:
        if inventory not in ROUNDS:
            raise ValueError(f'inventory is {inventory!r}; expected "before" or "after".')
        return lessons.inventory()
    if topic:
        return lessons.practice(topic)
    unknown = [one for one in questions if one not in catalog().questions]
    if unknown:
        raise ValueError(f"There is no question {unknown[0]!r}.")
    return tuple(catalog().questions[one] for one in dict.fromkeys(questions))


def _title(topic: str, inventory: str) -> str:
    titles = {"before": "What do you think?", "after": catalog().inventories["hip"].title}
    return titles.get(inventory) or (f"Check yourself: {topic}" if topic else "Check yourself")
