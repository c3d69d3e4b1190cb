"""The paper that questions stand on: one widget for any number of questions of any kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import traitlets

from hipkit import lessons
from hipkit.facts import catalog
from hipkit.facts.records import Question
from hipkit.screens import parts
from hipkit.text import lessons as words

Asked = dict[str, Any]


def asked(question: Question, place: int, of: int) -> Asked:
    """What the page has to know of a question: nothing of what is right."""
    return ask(
        question.id,
        question.kind,
        lessons.quote(question.asks),
        [(one.text, one.key) for one in lessons.shown(question)],
        label=words.label(question, place, of, catalog()),
        partners=[[one.text, one.key] for one in question.partners],
        unit=question.unit,
    )


def ask(id: str, kind: str, asks: str, choices: Iterable[tuple[str, str]] = (), **more: Any) -> Asked:
    """A question that is none of the catalogue's: a step of a case. ``kind`` may also be ``text``."""
    return {
        "id": id,
        "kind": kind,
        "asks": asks,
        "choices": [list(pair) for pair in choices],
        "label": "",
    } | more


class Paper(parts.Packed):
    """Questions, what was answered so far (by question), which are locked, and what was told to them (HTML).

    ``intro`` is HTML above them. Whatever is changed together goes to the page as one message, and ``turned``
    with it: whenever it changes, the keyboard goes to the top of the new paper, once that is drawn.
    """

    script = parts.static("paper.js")
    style = parts.static("lessons.css")
    intro = traitlets.Unicode().tag(**parts.PACKED)
    questions: traitlets.List[Any] = traitlets.List().tag(**parts.PACKED)
    answers = traitlets.Dict().tag(sync=True)
    locked: traitlets.List[Any] = traitlets.List().tag(sync=True)
    told = traitlets.Dict().tag(**parts.PACKED)
    turned = traitlets.Int().tag(sync=True)

    def __init__(self, questions: Sequence[Asked] = ()) -> None:
        super().__init__(questions=list(questions), **parts.looks())
        self.on_msg(lambda _widget, content, _buffers: self.answer(content["to"], content["answer"]))

    def __repr__(self) -> str:
        return type(self).__name__  # never an answer

    def lay(
        self,
        questions: Sequence[Asked],
        answers: Mapping[str, Any],
        locked: Iterable[str] = (),
        intro: str = "",
        turn: bool = False,
    ) -> None:
        """Puts other questions on the paper, with what was answered to them before. ``turn`` brings the keyboard."""
        with self.hold_sync():
            self.turned += turn
            self.answers, self.locked, self.told, self.intro = dict(answers), list(locked), {}, intro
            self.questions = list(questions)

    def answer(self, id: str, value: Any) -> None:
        """As if the learner had answered."""
        self.answers = self.answers | {id: value}

    def given(self, id: str, standing: bool = False) -> Any:
        """The answer so far; ``None`` where there is none.

        ``standing``: lines that nobody moved count in the order they stand in.
        """
        one = next(one for one in self.questions if one["id"] == id)
        if standing and id not in self.answers and one["kind"] == "order":
            return [key for _, key in one["choices"]]
        value = self.answers.get(id)
        return None if value in ("", {}, []) and one["kind"] != "several" else value

    def uses(self) -> Iterator[parts.Use]:
        """Every answer that can be given to what is open, for :func:`parts.drive`."""
        for one in self.questions:
            if one["id"] not in self.locked:
                yield ("control", type(self).__name__, one["id"]), partial(self._try, one)

    def _try(self, one: Asked) -> None:
        for value in _trials(one):
            self.answer(one["id"], value)


def _trials(one: Asked) -> list[Any]:
    keys = [key for _, key in one["choices"]]
    if one["kind"] == "text":
        return ["In my own words."]
    if one["kind"] == "number":
        return ["1,5", "12"]
    if one["kind"] == "order":
        return [keys[::-1]]
    if one["kind"] == "match":
        return [dict.fromkeys(keys, partner) for _, partner in one["partners"]]
    return [[key] for key in keys] if one["kind"] == "several" else keys
