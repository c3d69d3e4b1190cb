"""Made-up people: hear the story, screen, decide, explain, plan, and then hear an expert."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import ipywidgets
import traitlets

from hipkit import routine
from hipkit.facts import catalog
from hipkit.facts.records import LessonCase
from hipkit.lessons import cases
from hipkit.lessons.work import LONGEST_NOTE
from hipkit.screens import parts
from hipkit.screens.lessons.keep import Kept, Shelf, shelf_here
from hipkit.screens.lessons.paper import Asked, Paper, ask
from hipkit.text import escape
from hipkit.text import lessons as words

TITLE = "Nine people"
LEAD = "Screen first, then decide, explain and plan. An expert speaks last. All of them are made up."
HEAR = "Which of these does the story answer with yes, or leave unsure? Tick them; none is an answer too."
DECIDE = "What comes first?"
EXPLAIN = "<h3>Explain</h3>"
RUBRIC = "Read your own words again. What do they hold?"
DECIDE_FIRST = "Decide what comes first; then compare."
EXPLAIN_FIRST = "Write a sentence or two first. It stays with you."
NO_PLAN = "Here no routine is made. What would you say to this person, and to whom do you send them?"
MINUTES = (10, 15, 20, 30)
NOTHING = ("Nothing", "")


class Cases(parts.Screen):
    """Cases in threes: an easy one, one that looks like it, and a trap. ``group`` keeps to one three.

    ``case`` is the one shown. What a learner writes is kept in memory, on the ``Shelf`` of the notebook, and
    compared with the rubric by themselves; nobody else gets it.

    Raises:
        ValueError: there is no such group.
    """

    case = traitlets.Any()

    def __init__(self, group: str = "", *, shelf: Shelf | None = None) -> None:
        self._cases = _chosen(group)
        self.shelf = shelf or shelf_here()
        self._at = 0
        self._first, self._second = Paper(), Paper()
        self._said, self._wrote, self._made = parts.Result(), parts.Result(), parts.Result()
        self._expert = parts.Live()
        self._explaining = self._explaining_part()
        self._planning = self._planning_part()
        self._no_plan = parts.box(parts.heading("Plan"), parts.Result(NO_PLAN), look="part")
        self._rest = parts.box(look="rest")  # what follows the decision: its children say how far one is
        on = parts.button("Next case", on_click=lambda _: self._turn(1), name="next-case")
        back = parts.button("Previous case", "quiet", lambda _: self._turn(-1), name="previous-case")
        compare = parts.button(
            "Compare with the screening", "primary", self._beside_screening, name="compare"
        )
        body = [
            self._first,
            parts.row(compare),
            self._said,
            self._rest,
            parts.row(on, back),
            Kept(self.shelf),
        ]
        super().__init__("Cases", group or TITLE, LEAD, body)
        self.add_class("hk-cases")
        self._second.observe(self._written, "answers")
        self._show()

    def uses(self) -> Iterator[parts.Use]:
        """Every case is walked through, for :func:`parts.drive`."""
        key = self.case.id
        yield ("control", "decide", key), lambda: self.decide(cases.offered(self.case), "go_on")
        yield ("control", "explain", key), lambda: self.explain("In my own words.")
        if cases.may_plan(self.case):
            yield ("button", "plan", key), self._plan
        yield ("button", "next-case", key), lambda: self._turn(1)

    def _explaining_part(self) -> ipywidgets.VBox:
        show = parts.button("Show the rubric", on_click=self._show_rubric, name="rubric")
        return parts.box(self._second, parts.row(show), self._wrote, look="part")

    def _planning_part(self) -> ipywidgets.VBox:
        facts = catalog()
        goals = [(goal.name, goal.id) for goal in facts.goals.values()]
        picks = [NOTHING, *((one.plain, one.id) for one in facts.symptoms.values() if one.pick)]
        self._goal = parts.dropdown("Goal", goals, name="goal")
        self._pick = parts.dropdown("What they feel", picks, "", name="pick")
        self._minutes = parts.dropdown("Minutes", [(f"{n} minutes", n) for n in MINUTES], 15, name="minutes")
        make = parts.button("Plan", "primary", self._plan, name="plan")
        asking = parts.form(self._goal, self._pick, self._minutes)
        return parts.box(parts.heading("Plan"), asking, parts.row(make), self._made, look="part")

    def decide(self, noted: Iterable[str], decision: str) -> None:
        """As if the learner had ticked these flags, chosen this decision and compared.

        Raises:
            AnswerError: a flag that is not offered, or no decision.
        """
        self._first.answer("hear", list(noted))
        self._first.answer("decide", decision)
        self._beside_screening()

    def explain(self, text: str) -> None:
        """As if the learner had written this and asked for the rubric."""
        self._second.answer("explain", text)
        self._show_rubric()

    # ------------------------------------------------------------ one case

    def _turn(self, by: int) -> None:
        self._at = (self._at + by) % len(self._cases)
        self._show(turn=True)

    def _show(self, turn: bool = False) -> None:
        self.case = case = self._cases[self._at]
        story = words.story(case, self._at + 1, len(self._cases))
        self._first.lay([_hearing(case), _deciding()], {}, intro=story, turn=turn)
        self._said.say("")
        self._rest.children = ()

    def _beside_screening(self, _button: Any = None) -> None:
        """The learner's notes and decision beside the screening; then the rest of the case opens."""
        decision = self._first.given("decide")
        if decision is None:
            self._said.say(DECIDE_FIRST)
            return
        found = cases.judge(self.case, self._first.given("hear") or (), decision)
        self._first.locked = ["hear", "decide"]
        self._said.say(words.screened(found))
        note = self.shelf.work.notes.get(self.case.id, "")
        intro = words.heard(self.case, found, catalog()) + EXPLAIN
        self._second.lay([_explaining(self.case)], {"explain": note} if note else {}, intro=intro)
        self._rest.children = (self._explaining,)

    def _written(self, _change: Any = None) -> None:
        text = self._second.answers.get("explain", "")
        if text and text != self.shelf.work.notes.get(self.case.id, ""):
            self.shelf.note(self.case.id, text[:LONGEST_NOTE])

    def _show_rubric(self, _button: Any = None) -> None:
        """The rubric, once something was written; and the plan, or why there is none."""
        if not (self._second.given("explain") or "").strip():
            self._wrote.say(EXPLAIN_FIRST)
            return
        self._wrote.say("")
        steps = [_explaining(self.case), _rubric(self.case)]
        self._second.lay(steps, self._second.answers, intro=self._second.intro)
        if cases.may_plan(self.case):
            self._made.say("")
            self._rest.children = (self._explaining, self._planning)
        else:
            self._expert.html = words.expert(self.case, catalog())
            self._rest.children = (self._explaining, self._no_plan, self._expert)

    def _plan(self, _button: Any = None) -> None:
        """The learner's routine beside what the expert asked for."""
        picked = [self._pick.value] if self._pick.value else []
        try:
            made = cases.plan(self.case, self._minutes.value, [self._goal.value], picked)
        except routine.RequestError as error:
            self._made.say(escape(str(error)))
            return
        if isinstance(made, routine.Stop):
            self._made.say(escape(made.text))
            return
        self._made.say(words.made(made))
        self._expert.html = words.beside(self.case, made, catalog()) + words.expert(self.case, catalog())
        self._rest.children = (self._explaining, self._planning, self._expert)


def _chosen(group: str) -> tuple[LessonCase, ...]:
    threes = cases.groups()
    if group and group not in threes:
        raise ValueError(f"There is no group {group!r}; expected one of {', '.join(threes)}.")
    return tuple(case for name, three in threes.items() if group in ("", name) for case in three)


def _hearing(case: LessonCase) -> Asked:
    flags = catalog().red_flags
    return ask("hear", "several", HEAR, [(flags[one].short, one) for one in cases.offered(case)])


def _deciding() -> Asked:
    return ask("decide", "choice", DECIDE, [(text, key) for key, text in cases.DECISIONS.items()])


def _explaining(case: LessonCase) -> Asked:
    return ask("explain", "text", case.explain)


def _rubric(case: LessonCase) -> Asked:
    points = [(f"{one.looks_for}. {one.why}", f"point_{place}") for place, one in enumerate(case.rubric, 1)]
    return ask("rubric", "several", RUBRIC, points)
