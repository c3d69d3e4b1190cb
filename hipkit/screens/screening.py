"""The questions before any routine: three short pages, and what the answers lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

import traitlets

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.facts.records import RedFlag
from hipkit.screens import parts
from hipkit.text import escape

NAMES = ("Emergency", "Advice first", "Your situation")
TITLES = (
    "Is there anything that cannot wait?",
    "Should someone look at it first?",
    "What else should we know?",
)
COUNTS_AS_YES = "On this page “not sure” counts as yes. We would rather stop you once too often."
IS_NOTED = "On this page “not sure” is noted and does not count as yes."
PRIVATE = "Your answers stay in the memory of this notebook and are not saved."
LIMITS = "This page cannot tell what is wrong. hipkit is teaching material and it is not medical advice."

LAST = len(NAMES)
NOTES = (COUNTS_AS_YES, COUNTS_AS_YES, IS_NOTED)


class Questions(parts.Packed):
    """The questions of one page at a time; ``answers`` holds those of all pages, by red-flag id."""

    script = parts.static("questions.js")
    pages: traitlets.List[Any] = traitlets.List().tag(**parts.PACKED)
    page = traitlets.Int(1, min=1, max=LAST).tag(sync=True)
    reasons = traitlets.Bool(False).tag(sync=True)  # whether it is said why each question is asked
    progress = traitlets.Unicode().tag(sync=True)  # how many are answered, and what is next
    answers = traitlets.Dict().tag(sync=True, echo_update=False)

    def __init__(self) -> None:
        flags = catalog().red_flags.values()
        self.ids = {page: [flag.id for flag in flags if flag.page == page] for page in range(1, LAST + 1)}
        super().__init__(pages=[_page([flag for flag in flags if flag.page == page]) for page in self.ids])

    def __repr__(self) -> str:
        return type(self).__name__

    @property
    def here(self) -> list[str]:
        """The questions of the page shown."""
        return self.ids[self.page]

    @property
    def missing(self) -> list[str]:
        """Those of them that are still open."""
        return [flag for flag in self.here if flag not in self.answers]

    @property
    def so_far(self) -> dict[str, str]:
        """The answers up to the page shown, so that one further on does not bar the way to itself."""
        reached = {flag for page, ids in self.ids.items() if page <= self.page for flag in ids}
        return {flag: answer for flag, answer in self.answers.items() if flag in reached}

    def uses(self) -> Iterator[parts.Use]:
        """Every answer to every question of the page, for `parts.drive`; each ends with no."""
        for flag in self.here:
            yield ("control", flag), partial(self._try, flag)

    def _try(self, flag: str) -> None:
        for answer in ("yes", "not sure", "no"):
            self.answers = self.answers | {flag: answer}

    @traitlets.validate("answers")
    def _known(self, proposal: Any) -> dict[str, str]:
        try:
            symptoms.screen(proposal.value)
        except symptoms.AnswerError as error:
            raise traitlets.TraitError(str(error)) from None
        return dict(proposal.value)


def _page(flags: list[RedFlag]) -> dict[str, Any]:
    page = flags[0].page - 1
    return {
        "name": NAMES[page],
        "note": NOTES[page],
        "groups": [
            {"group": group, "questions": [{"id": f.id, "text": f.question, "why": f.why} for f in together]}
            for group, together in groupby(flags, key=lambda flag: flag.group)
        ],
    }


class Screening(parts.Screen):
    """Three pages of questions, then a page that says what comes first.

    ``result`` is ``None`` until the learner has reached the outcome, and from then on the
    ``symptoms.Screening`` of the answers; any change of an answer takes it back at once. Answers live in
    memory only. (JupyterLab's "Save Widget State", off unless switched on, saves every control.)
    """

    result = traitlets.Instance(symptoms.Screening, allow_none=True)

    def __init__(self) -> None:
        self.questions = Questions()
        self._found: symptoms.Screening | None = None
        self._outcome = parts.html("", "hk-outcome")
        self._next = parts.button("Next page", "primary", self._go_forward, name="next")
        self._none = parts.button("None of these", on_click=self._answer_no, name="none")
        self._back = parts.button("Back", on_click=self._go_back, name="back")
        self._why = parts.button("Why do we ask?", "quiet", self._toggle_reasons, name="why")
        self._on = parts.button("Go on with gentle movement", "primary", self._accept, name="go-on")
        self._change = parts.button("Change an answer", on_click=self._reopen, name="change")
        self._print = parts.button("Print this page", on_click=self._to_paper, name="print")
        self._asking = [
            self.questions,
            parts.row(self._next, self._none, self._back, self._why),
        ]
        self._choices = parts.row()
        self._told = [self._outcome, self._choices, parts.note(LIMITS)]
        super().__init__("Before any routine", TITLES[0], children=self._asking)
        self.add_class("hk-screening")
        self.questions.observe(self._answered, "answers")
        self._ask(1)

    def uses(self) -> Iterator[parts.Use]:
        """The button that turns the page, on each page anew, for `parts.drive`."""
        yield ("button", "next", str(self.questions.page)), partial(self._go_forward, self._next)

    # ------------------------------------------------------------ the pages

    def _ask(self, page: int) -> None:
        self._found = None
        with self.questions.hold_sync():  # one message to the browser, not two
            self.questions.page = page
            self._count()
        self._name(TITLES[page - 1], self._lead(page))
        self.body.children = self._asking

    def _name(self, title: str, lead: str = "") -> None:
        with self.head.hold_trait_notifications():  # one message to the browser, not two
            self.head.title, self.head.lead = title, lead

    def _lead(self, page: int) -> str:
        count = len(self.questions.ids[page])
        then = ("two more pages", "one short page", "the outcome")[page - 1]
        return f"{count} questions, then {then}. {PRIVATE}"

    def _count(self) -> None:
        missing, asked = len(self.questions.missing), len(self.questions.here)
        rest = f"Answer {missing} more to go on." if missing else "You can turn the page."
        rest = "You need not answer the rest: turn the page." if missing and self._must_stop() else rest
        self.questions.progress = f"{asked - missing} of {asked} answered. {rest}"
        self._next.disabled = missing > 0 and not self._must_stop()

    def _must_stop(self) -> bool:
        """Whether an answer so far is enough to stop, so that nobody has to fill in the rest first."""
        return symptoms.screen(self.questions.so_far).action in symptoms.STOPS

    def _tell(self, found: symptoms.Screening) -> None:
        """The page that says what comes first; it takes the focus before anyone else acts on the outcome."""
        self._found = found
        self._outcome.value = outcome(found, self.questions.reasons)
        self._name(found.title)
        self._on.disabled = False
        self._choices.children = [
            *([self._on] if found.gentle_only else []),
            self._change,
            *([self._print, self._why] if found.reasons else []),
        ]
        self.body.children = self._told
        parts.focus(self.head)
        if not found.gentle_only:
            self.result = found

    # ------------------------------------------------------------ what a learner can do

    def _answered(self, _change: Any) -> None:
        self.result = None
        if self._found is None:
            self._count()
        else:
            self._ask(self.questions.page)

    def _answer_no(self, _button: Any) -> None:
        with self.questions.hold_sync():
            self.questions.answers = self.questions.answers | dict.fromkeys(self.questions.missing, "no")

    def _go_forward(self, _button: Any) -> None:
        found = symptoms.screen(self.questions.so_far)
        if self.questions.missing and found.action not in symptoms.STOPS:
            return
        if found.action in symptoms.STOPS or not found.unanswered:
            self._tell(found)
        else:
            self._turn_to(self.questions.page % LAST + 1)

    def _go_back(self, _button: Any) -> None:
        self._turn_to(max(1, self.questions.page - 1))

    def _turn_to(self, page: int) -> None:
        self._ask(page)
        parts.focus(self.head)

    def _to_paper(self, _button: Any) -> None:
        parts.print_sheet(self)

    def _toggle_reasons(self, _button: Any) -> None:
        self.questions.reasons = not self.questions.reasons
        self._why.description = "Hide the reasons" if self.questions.reasons else "Why do we ask?"
        if self._found is not None:
            self._outcome.value = outcome(self._found, self.questions.reasons)

    def _accept(self, _button: Any) -> None:
        self._on.disabled = True
        self.result = self._found

    def _reopen(self, _button: Any) -> None:
        """Back to the page with the most urgent answer; the outcome stands until an answer changes."""
        reasons = self._found.reasons if self._found else ()
        self._turn_to(reasons[0].flag.page if reasons else 1)


# ---------------------------------------------------------------- the page that says what comes first


def outcome(found: symptoms.Screening, reasons: bool = False) -> str:
    """HTML: the instruction, what was answered (with ``reasons``, why it was asked), what to say."""
    return "".join([_instruction(found), _answers(found.reasons, reasons), _sentence(found.to_say)])


def _instruction(found: symptoms.Screening) -> str:
    if found.action in ("watch", "none"):
        return f'<p class="hk-result">{escape(found.text)}</p><p>{escape(found.next_step)}</p>'
    _words, sign, colour = parts.LEVELS[found.action]
    return (
        f'<div class="stop" style="--c:var(--{colour})">{parts.icon(sign, 40)}'
        f"<div><h3>{escape(found.next_step)}</h3><p>{escape(found.text)}</p></div></div>"
    )


def _answers(answered: Iterable[symptoms.Reason], reasons: bool) -> str:
    items = "".join(_answer(one, reasons) for one in answered)
    return (
        f'<div><h3 class="hk-minor">What you answered</h3><ul class="plain">{items}</ul></div>'
        if items
        else ""
    )


def _answer(reason: symptoms.Reason, explained: bool) -> str:
    sign = parts.icon(parts.LEVELS[reason.action][1])
    as_yes = reason.answer != "yes" and symptoms.counts(reason.flag, reason.answer)
    counted = " (counts as yes)" if as_yes else ""
    why = f'<span class="hk-note">{escape(reason.flag.why)}</span>' if explained else ""
    return f"<li>{sign} <span>{escape(reason.flag.short)}: <b>{reason.answer}</b>{counted}{why}</span></li>"


def _sentence(to_say: str) -> str:
    if not to_say:
        return ""
    blanks = re.sub(r"\[(.+?)\]", r"<u>\1</u>", escape(to_say))
    return f'<div><h3 class="hk-minor">What to say</h3><blockquote>“{blanks}”</blockquote></div>'
