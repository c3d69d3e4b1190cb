"""What questions and cases must have, beyond what their fields do one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hipkit.facts.reading import Misfits
from hipkit.facts.records import LessonCase, Question

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
