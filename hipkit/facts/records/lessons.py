"""The shape of what a class works with: objectives, misconceptions, questions, the inventory, cases.

What the fields of a question mean for a writer is said in ``data/README.md``. A right answer that the kit
can work out is never written down: ``computed`` says how it is worked out.
"""

from __future__ import annotations

from typing import Literal

from attrs import Factory, frozen

__all__ = [
    "CasePlan",
    "Choice",
    "Computed",
    "Criterion",
    "Inventory",
    "LessonCase",
    "Misconception",
    "Objective",
    "Partner",
    "Question",
    "Told",
    "Trap",
]

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
    topic: str
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
    topic: str
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
