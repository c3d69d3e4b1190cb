"""What the kit itself says to a question: the right answer, worked out and never stored.

Each way is a function from a question to a :class:`Worked`, by the name that stands in ``computed.by``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any
from zlib import crc32

from attrs import frozen

from hipkit import anatomy, routine, stretching, symptoms
from hipkit.anatomy.exercises import longest
from hipkit.anatomy.exploring import rotation_arm
from hipkit.facts import catalog
from hipkit.facts.records import Choice, Computed, Question
from hipkit.lessons.quoting import QuestionError, figure, measured, source
from hipkit.symptoms.likelihood import flagged
from hipkit.text.words import clock, listed, number

Solution = str | float | tuple[str, ...] | dict[str, str]
PHASES = {"warm-up": "Warm-up", "mobility": "Mobility", "strength": "Strength", "static": "Held stretches"}


@frozen
class Worked:
    """The right answer, and the numbers behind it as a table of text."""

    right: Solution
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shown(question: Question) -> tuple[Choice, ...]:
    """The choices in the order in which they are shown, which tells nothing about the answer."""
    return question.choices if question.fixed else tuple(sorted(question.choices, key=_shuffled(question)))


def _shuffled(question: Question) -> Callable[[Choice], int]:
    """A place for each choice that is the same on every machine and at every start."""
    return lambda one: crc32(f"{question.id}/{one.key}".encode())


def solution(question: Question) -> Solution:
    """The right answer: a key, keys in the order of the file, a number, keys in order, or key -> partner.

    Raises:
        QuestionError: the teacher marks it, and this copy of the kit holds no answer.
    """
    if question.marked_by == "teacher":
        raise QuestionError(
            f"{question.id} is marked by your teacher; this copy of the kit holds no answer to it"
        )
    if question.computed:
        return work_out(question).right
    if question.kind == "match":
        return {one.key: one.goes_with for one in question.choices}
    keys = tuple(one.key for one in question.choices if one.right or question.kind == "order")
    return keys[0] if question.kind == "choice" else keys


def work_out(question: Question) -> Worked:
    """What the kit computes for a question that says how.

    Raises:
        QuestionError: the question says no way, or the kit's answer is none of its choices.
    """
    if catalog().questions.get(question.id) is question:
        return _kept(question.id)
    return _worked(question)


@cache
def _kept(key: str) -> Worked:
    """Of the catalogue's own questions: a class of thirty must not plan the same routine thirty times."""
    return _worked(catalog().questions[key])


def _worked(question: Question) -> Worked:
    if question.computed is None:
        raise QuestionError(f"{question.id} has nothing to compute; its answer is written in its file")
    return _WAYS[question.computed.by](question, question.computed)


# ---------------------------------------------------------------- from what was found to an answer


def _chosen(question: Question, keys: Iterable[str]) -> Solution:
    """What was found, as the answer: all of it, or the one choice it leaves."""
    right = tuple(one.key for one in question.choices if one.key in set(keys))
    if question.kind == "several":
        return right
    if len(right) != 1:
        raise QuestionError(f"{question.id}: the kit finds {listed(right) or 'none of the choices'}, not one")
    return right[0]


def _ranked(question: Question, asked: Computed, values: Mapping[str, float]) -> Solution:
    """The choices from most to least, or the first of them."""
    best = sorted(values, key=lambda key: values[key], reverse=asked.pick == "most")
    if len(set(values.values())) < len(values):
        raise QuestionError(f"{question.id}: two of {listed(best)} are equal, so there is no order")
    return tuple(best) if question.kind == "order" else best[0]


def _texts(question: Question) -> dict[str, str]:
    return {one.key: one.text for one in question.choices}


def slug(text: object) -> str:
    """``"Inferior gluteal"`` -> ``"inferior_gluteal"``, as it may stand for a key."""
    return re.sub(r"[^a-z0-9]+", "_", str(text).lower()).strip("_")


# ---------------------------------------------------------------- the hip


def _lengthening(question: Question, asked: Computed) -> Worked:
    texts = _texts(question)
    if asked.exercise:
        best = longest(asked.exercise)
        changes = {key: best[key].change for key in texts}
        where = f"the longest each gets in {catalog().exercises[asked.exercise].name.lower()}"
    else:
        every = anatomy.lengthening(anatomy.Pose(**asked.pose))
        changes = {key: every[key] for key in texts}
        where = "in this pose"
    right = _ranked(question, asked, {key: change.fibre_ratio for key, change in changes.items()})
    rows = sorted(changes, key=lambda key: -changes[key].fibre_ratio)
    return Worked(
        right,
        f"Change from standing, {where}, in the model",
        ("Muscle", "Length", "Share of its fibres"),
        tuple(
            (texts[key], _mm(changes[key].mm), _signed(100 * changes[key].fibre_ratio, "%")) for key in rows
        ),
    )


def _turning(question: Question, asked: Computed) -> Worked:
    poses = (("Standing", anatomy.STANDING), ("This pose", anatomy.Pose(**asked.pose)))
    arms = {name: rotation_arm(asked.muscle, pose) for name, pose in poses}
    ways = {name: "inwards" if arm > 0 else "outwards" for name, arm in arms.items()}
    muscle = catalog().muscles[asked.muscle].name
    return Worked(
        _chosen(question, [ways["This pose"]]),
        f"How {muscle.lower()} turns the thigh, in the model",
        ("Pose", "Turns it", "Arm"),
        tuple((name, ways[name], _mm(arm)) for name, arm in arms.items()),
    )


def _mm(value: float) -> str:
    return _signed(value, "mm")


def _signed(value: float, unit: str) -> str:
    return f"{'+' if round(value) > 0 else ''}{number(round(value))} {unit}"


# ---------------------------------------------------------------- chances and warning signs


def _post_test(question: Question, asked: Computed) -> Worked:
    finding, start = catalog().likelihoods[asked.likelihood], catalog().pre_tests[asked.pre_test]
    ratio = symptoms.ratio(finding, asked.present)
    if ratio is None:
        raise QuestionError(f"{question.id}: no finite ratio is known for {asked.likelihood}")
    after = 100 * float(symptoms.post_test(float(start.chance), float(ratio.value)))
    name = finding.finding if asked.present else f"not: {finding.finding}"
    return Worked(
        after,
        "From the chance before to the chance after",
        ("Step", "Figure"),
        (
            (f"Before: {start.who}", f"{number(round(100 * float(start.chance), 1))} %"),
            (f"Likelihood ratio: {name}", number(round(float(ratio.value), 2))),
            ("After", f"{after:.0f} %"),
        ),
    )


def _flagged(question: Question, asked: Computed) -> Worked:
    sign, start = catalog().likelihoods[asked.likelihood], catalog().pre_tests[asked.pre_test]
    counts = flagged(float(start.chance), float(sign.sensitivity), float(sign.specificity), asked.people)
    names = {
        "ill": "Have it", "found": "Have it, with the sign", "missed": "Have it, without the sign",
        "false_alarms": "Do not have it, with the sign", "quiet": "Do not have it, without the sign",
    }  # fmt: skip
    return Worked(
        float(getattr(counts, asked.count)),
        f"{asked.people} {start.who}, by the sign: {sign.finding}",
        ("Group", "People"),
        tuple((name, str(getattr(counts, field))) for field, name in names.items()),
    )


def _screening(question: Question, asked: Computed) -> Worked:
    told = dict.fromkeys(asked.flags, "yes") | dict.fromkeys(asked.unsure, "not sure")
    found = symptoms.screen(dict.fromkeys(catalog().red_flags, "no") | told)
    rows = [(reason.flag.short, reason.answer, found.next_step) for reason in found.reasons]
    return Worked(
        _chosen(question, [found.action]),
        found.title,
        ("Answer that counts", "Answer", "What comes first"),
        tuple(rows) or (("None", "", found.next_step),),
    )


# ---------------------------------------------------------------- exercises and routines


def _left_out(question: Question, asked: Computed) -> Worked:
    cautions = {
        one.key: next((c for c in catalog().exercises[one.key].cautions if c.symptom == asked.symptom), None)
        for one in question.choices
    }
    words = {"leave_out": "left out", "smallest_dose": "smallest dose", "allow": "allowed"}
    right = [key for key, caution in cautions.items() if caution and caution.policy == "leave_out"]
    return Worked(
        _chosen(question, right),
        f"With “{catalog().symptoms[asked.symptom].plain}”",
        ("Exercise", "In a routine", "Reason (our choice)"),
        tuple(
            (
                _texts(question)[key],
                words[caution.policy] if caution else "allowed",
                caution.reason if caution else "",
            )
            for key, caution in cautions.items()
        ),
    )


def _routine(asked: Computed, *picked: str) -> routine.Routine:
    request = routine.Request(asked.minutes, asked.goals, picked, asked.equipment, asked.timing, asked.level)
    planned = routine.plan(request, symptoms.screen(dict.fromkeys(catalog().red_flags, "no")))
    assert isinstance(planned, routine.Routine)  # with no to every question a routine may be made
    return planned


def _leaves(question: Question, asked: Computed) -> Worked:
    before = {step.exercise for step in _routine(asked).steps}
    after = {step.exercise for step in _routine(asked, asked.symptom).steps}
    yes_no = {True: "in", False: "out"}
    return Worked(
        _chosen(question, before - after),
        f"{asked.minutes} minutes, without and with “{catalog().symptoms[asked.symptom].plain}”",
        ("Exercise", "Without", "With"),
        tuple((text, yes_no[key in before], yes_no[key in after]) for key, text in _texts(question).items()),
    )


def _parts(question: Question, asked: Computed) -> Worked:
    steps = _routine(asked).steps
    seconds = {
        slug(phase): sum(step.seconds + step.enter_s for step in steps if step.phase == phase)
        for phase in PHASES
    }
    present = tuple(dict.fromkeys(slug(step.phase) for step in steps))
    right: Solution = present
    if question.kind != "order":
        right = _chosen(question, [phase for phase, time in seconds.items() if not time])
    return Worked(
        right,
        f"{asked.minutes} minutes, {catalog().timings[asked.timing].name.lower()}",
        ("Part", "Time"),
        tuple((name, clock(seconds[slug(phase)])) for phase, name in PHASES.items()),
    )


# ---------------------------------------------------------------- rows of data


def _verdict(question: Question, asked: Computed) -> Worked:
    claim = catalog().claims[asked.claim]
    verdict = claim.verdict.replace("_", " ")
    explained = claim.explanation or "good studies or plain anatomy say the same"
    return Worked(
        _chosen(question, [claim.verdict]),
        "Our verdict, and why",
        ("Statement", "Verdict", "Why"),
        ((claim.claim, verdict, explained),),
    )


def _rows(question: Question, asked: Computed) -> Worked:
    table, texts = getattr(catalog(), asked.table), _texts(question)
    rows = {key: table[_id(table, key)] for key in texts or [asked.row]}
    values = {key: _leading(getattr(row, asked.field)) for key, row in rows.items()}
    return Worked(
        values[asked.row] if asked.row else _ranked(question, asked, values),
        "What was measured",
        ("What", "Figure", "Source"),
        tuple(
            (texts.get(key) or measured(rows[key]), figure(rows[key], asked.field), source(rows[key]))
            for key in sorted(rows, key=lambda key: values[key], reverse=asked.pick == "most")
        ),
    )


def _field(question: Question, asked: Computed) -> Worked:
    table = getattr(catalog(), asked.table)
    values = {key: _plain(getattr(table[key], asked.field)) for key in _texts(question) if key in table}
    right: Solution = {key: slug(value) for key, value in values.items()}
    if asked.row:
        values = {asked.row: _plain(getattr(table[asked.row], asked.field))}
        right = _chosen(question, [slug(values[asked.row])])
    return Worked(
        right,
        "As the catalogue has it",
        ("Name", asked.field.replace("_", " ").capitalize(), "Source"),
        tuple((table[key].name, value, source(table[key])) for key, value in values.items()),
    )


def _plain(value: object) -> str:
    return listed(value) if isinstance(value, tuple) else str(value)


def _prediction(question: Question, asked: Computed) -> Worked:
    prediction = catalog().predictions[asked.prediction]
    found = stretching.reveal(prediction, prediction.options[0].label).measured
    most = max(found, key=lambda label: len(found[label]))
    return Worked(
        _chosen(question, [one.key for one in question.choices if one.text == most]),
        "The studies that tested it",
        ("Answer", "Study", "Figure"),
        tuple(
            (label, catalog().sources[row.source].short, figure(row))
            for label, rows in found.items()
            for row in rows
        ),
    )


_WAYS: Mapping[str, Callable[[Question, Computed], Worked]] = {
    "lengthening": _lengthening,
    "turning": _turning,
    "post_test": _post_test,
    "flagged": _flagged,
    "screening": _screening,
    "left_out": _left_out,
    "leaves": _leaves,
    "parts": _parts,
    "verdict": _verdict,
    "rows": _rows,
    "field": _field,
    "prediction": _prediction,
}


def _id(table: Mapping[str, Any], key: str) -> str:
    """Keys are written small; ids of some tables are not."""
    return key if key in table else key.upper()


def _leading(value: str) -> float:
    found = re.match(r"[^\d-]*(-?\d+(?:\.\d+)?)", value)
    if not found:
        raise QuestionError(f"found {value!r}, expected a number")
    return float(found[1])
