"""The shape of what a class works with: objectives, misconceptions, questions, the inventory, cases.

What the fields of a question mean for a writer is said in ``data/README.md``. A right answer that the kit
can work out is never written down: ``computed`` says how it is worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import Factory, frozen

from hipkit.facts.reading import Misfits

Topic = Literal["anatomy", "symptoms", "stretching", "exercises", "routine", "claims", "screening"]
Verb = Literal["name", "explain", "compute", "compare", "predict", "weigh", "decide", "plan"]
Level = Literal[1, 2, 3]  # recall, use, judge
Kind = Literal["choice", "several", "number", "order", "match", "predict"]
Angle = Literal["hip_flexion", "hip_adduction", "hip_rotation", "knee_flexion"]
Way = Literal[
    "lengthening", "turning", "post_test", "flagged", "screening", "left_out", "leaves", "parts",
    "verdict", "rows", "field", "prediction",
]  # fmt: skip
Counted = Literal["ill", "found", "missed", "false_alarms", "quiet", "with_sign", "without_sign"]


@frozen
class Objective:
    """What a learner can do afterwards: continues "You can ..."."""

    id: str
    topic: Topic
    verb: Verb
    text: str


@frozen
class Misconception:
    """A belief that leads to wrong answers, and how a teacher may meet it (judgement)."""

    id: str
    belief: str  # as a learner would say it
    meet: str
    sources: tuple[str, ...]


@frozen
class Choice:
    """Something to choose, to put in order or to match. ``says`` is the feedback for whoever chose it.

    ``key`` is what an export holds, and where the answer is computed the id of a record.
    ``goes_with``: the key of its partner, in a match.
    """

    key: str
    text: str
    says: str = ""
    right: bool = False
    goes_with: str = ""
    misconception: str = ""


@frozen
class Partner:
    """The other half of a match."""

    key: str
    text: str


@frozen
class Trap:
    """Numbers from ``low`` to ``high`` that come from a typical mistake."""

    low: float
    high: float
    says: str
    misconception: str = ""


@frozen
class Computed:
    """How the kit works out the right answer: the way, and what that way needs (``lessons.work_out``)."""

    by: Way
    pick: Literal["most", "least"] = "most"
    pose: dict[Angle, float] = Factory(dict)  # degrees
    exercise: str = ""
    muscle: str = ""
    likelihood: str = ""
    present: bool = True
    pre_test: str = ""
    people: int = 1000
    count: Counted = "missed"
    flags: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    symptom: str = ""
    minutes: int = 0
    goals: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    timing: str = "anytime"
    level: Literal["beginner", "some practice", "strong"] = "beginner"
    claim: str = ""
    prediction: str = ""
    table: str = ""  # of the catalogue
    row: str = ""
    field: str = "value"


@frozen
class Question:
    """One question with the feedback for each answer. ``topic`` is the name of its file.

    In texts, ``{SE004}`` stands for the figure of that row of evidence, so that it is not written twice.
    ``fixed``: the choices stand in the order of the file, because they form a scale. ``marked_by`` the teacher:
    the file holds nothing of the answer (``deploy/build_answer_free.py``).
    """

    id: str
    topic: Topic
    kind: Kind
    objective: str
    level: Level
    asks: str
    sources: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    partners: tuple[Partner, ...] = ()
    computed: Computed | None = None
    fixed: bool = False
    unit: str = ""
    tolerance: float = 0
    traps: tuple[Trap, ...] = ()
    right_says: str = ""  # of a number, an order or a match, as is the next
    wrong_says: str = ""
    misconception: str = ""  # behind any other wrong answer to those three
    marked_by: Literal["kit", "teacher"] = "kit"


@frozen
class Inventory:
    """The same questions before and after; the gain between them is computed."""

    id: str
    title: str
    questions: tuple[str, ...]


@frozen
class Told:
    """An answer to the screening that the story gives, and the words it gives it in."""

    flag: str
    answer: Literal["yes", "not sure"]
    words: str


@frozen
class CasePlan:
    """What an expert would ask the planner for."""

    minutes: int
    goals: tuple[str, ...]
    why: str
    symptoms: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    timing: str = "anytime"
    level: Literal["beginner", "some practice", "strong"] = "beginner"


@frozen
class Criterion:
    """What a good explanation holds. The learner ticks it, after the expert has spoken."""

    looks_for: str
    why: str


@frozen
class LessonCase:
    """A made-up person with a story: screen, decide, explain, plan. Cases come in threes, by ``group``.

    ``told`` are the answers that the story gives to the screening, all others are no; ``beside`` are
    questions worth asking that it answers with no.
    """

    id: str
    group: str
    place: Literal["easy", "look-alike", "trap"]
    person: str
    story: tuple[str, ...]
    beside: tuple[str, ...]
    explain: str
    rubric: tuple[Criterion, ...]
    expert: tuple[str, ...]
    sources: tuple[str, ...]
    told: tuple[Told, ...] = ()
    plan: CasePlan | None = None
    misconceptions: tuple[str, ...] = ()


# ---------------------------------------------------------------- what a question must have

KEY = re.compile(r"[a-z][a-z0-9_]*")
_Wrong = Iterator[tuple[str, str, str]]  # field, found, expected


def question_rule(questions: Mapping[str, Question]) -> Misfits:
    """What the kind of a question asks for, beyond what its fields do one by one."""
    for key, question in questions.items():
        of_kind = _bare(question) if question.marked_by == "teacher" else _KINDS[question.kind](question)
        for field, found, expected in (*_keys(question), *of_kind, *_number(question)):
            yield key, field, found, expected


def case_rule(cases: Mapping[str, LessonCase]) -> Misfits:
    """Every group holds one easy case, one look-alike and one trap."""
    for key, case in cases.items():
        places = sorted(one.place for one in cases.values() if one.group == case.group)
        if places != ["easy", "look-alike", "trap"]:
            yield (
                key,
                "group",
                f"{case.group!r} with {', '.join(places)}",
                "easy, look-alike and trap in a group",
            )
        twice = {one.flag for one in case.told} & set(case.beside)
        if twice:
            yield key, "beside", repr(sorted(twice)[0]), "no flag that is told as well"


def _keys(question: Question) -> _Wrong:
    for field in ("choices", "partners"):
        keys = [one.key for one in getattr(question, field)]
        for index, key in enumerate(keys):
            if not KEY.fullmatch(key):
                yield f"{field}[{index}].key", repr(key), "small letters, figures and underscores"
            if key in keys[:index]:
                yield f"{field}[{index}].key", f"{key!r} a second time", "each key once"


def _choice(question: Question) -> _Wrong:
    right = sum(one.right for one in question.choices)
    if len(question.choices) < 2:
        yield "choices", f"{len(question.choices)}", "at least two"
    if question.computed and right:
        yield "choices", "a right answer", "none, because the kit computes it"
    elif not question.computed and right != 1:
        yield "choices", f"{right} right answers", "one"
    yield from _says(question)


def _predict(question: Question) -> _Wrong:
    if question.computed is None:
        yield "computed", "nothing", "how the kit works out the answer"
    yield from _choice(question)


def _several(question: Question) -> _Wrong:
    right = sum(one.right for one in question.choices)
    if question.computed is None and not 0 < right < len(question.choices):
        yield "choices", f"{right} right of {len(question.choices)}", "some right and some wrong"
    yield from _says(question)


def _number(question: Question) -> _Wrong:
    numeric = question.kind == "number"
    if numeric and question.computed is None and question.marked_by == "kit":
        yield "computed", "nothing", "the row or the computation that gives the number"
    if numeric and question.choices:
        yield "choices", f"{len(question.choices)}", "none, because the answer is a number"
    if not numeric and (question.traps or question.tolerance or question.unit):
        yield "traps, tolerance or unit", "one of them", "none, because the answer is no number"
    for index, trap in enumerate(question.traps):
        if trap.low > trap.high:
            yield f"traps[{index}].low", f"{trap.low:g} above {trap.high:g}", "the smaller number first"
    if question.tolerance < 0:
        yield "tolerance", f"{question.tolerance:g}", "0 or more"


def _whole(question: Question) -> _Wrong:
    """Kinds that are answered as a whole."""
    for field in ("right_says", "wrong_says"):
        if not getattr(question, field):
            yield field, "nothing", "feedback"


def _order(question: Question) -> _Wrong:
    if len(question.choices) < 3:
        yield "choices", f"{len(question.choices)}", "at least three"
    yield from _whole(question)


def _match(question: Question) -> _Wrong:
    partners = {one.key for one in question.partners}
    for index, one in enumerate(question.choices):
        if question.computed is None and one.goes_with not in partners:
            yield f"choices[{index}].goes_with", repr(one.goes_with), f"one of {', '.join(sorted(partners))}"
    yield from (*_says(question), *_whole(question))


def _bare(question: Question) -> _Wrong:
    """Nothing of the answer, where the teacher marks."""
    told: tuple[object, ...] = (question.computed, question.traps, question.right_says, question.wrong_says)
    told += tuple(one.right or one.says or one.goes_with or one.misconception for one in question.choices)
    if any((*told, question.tolerance, question.misconception)):
        yield "marked_by", "'teacher' and something of the answer", "no answer and no feedback"
    if question.kind != "number" and len(question.choices) < 2:
        yield "choices", f"{len(question.choices)}", "at least two"


def _says(question: Question) -> _Wrong:
    for index, one in enumerate(question.choices):
        if not one.says:
            yield f"choices[{index}].says", "nothing", "feedback for whoever chooses it"


_KINDS = {
    "choice": _choice,
    "predict": _predict,
    "several": _several,
    "number": _whole,
    "order": _order,
    "match": _match,
}
