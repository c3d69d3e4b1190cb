"""From an answer to a mark: what was right of it, and what there is to learn from the rest.

An answer is a plain value, so that a notebook can be graded without a widget: a key (choice, predict), keys
(several, order), a number or its text, or a mapping key -> partner (match).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from math import isfinite
from typing import Any

from attrs import frozen

from hipkit.facts import catalog
from hipkit.facts.records import Choice, Question, Trap
from hipkit.lessons.quoting import quote
from hipkit.lessons.working import Solution, solution
from hipkit.text.words import listed


class AnswerError(ValueError):
    """An answer that cannot be marked. Says what was found and what was expected, for the learner."""


@frozen
class Mark:
    """What an answer is worth.

    Attributes:
        share: of the answer that is right, 0 to 1; ``right`` only where it is all of it.
        feedback: what there is to say to this answer, in whole sentences.
        misconceptions: ids of the beliefs that lead to what was wrong in it.
        sources: ids of the publications behind the question.
    """

    right: bool
    share: float
    feedback: tuple[str, ...]
    misconceptions: tuple[str, ...]
    sources: tuple[str, ...]


def question(asked: Question | str) -> Question:
    """The question itself, or that of an id.

    Raises:
        AnswerError: there is no such question.
    """
    if isinstance(asked, Question):
        return asked
    try:
        return catalog().questions[asked]
    except (KeyError, TypeError):
        raise AnswerError(f"There is no question {asked!r}.") from None


def mark(asked: Question | str, answer: object) -> Mark:
    """The mark of an answer.

    Raises:
        AnswerError: it is no answer to this question: another type, an unknown option, not a number.
        QuestionError: the teacher marks it.
    """
    one = question(asked)
    given, right = read(one, answer), solution(one)
    share, feedback, beliefs = _MARKED[one.kind](one, given, right)
    said = tuple(dict.fromkeys(quote(words) for words in feedback if words))
    return Mark(share == 1, share, said, tuple(dict.fromkeys(filter(None, beliefs))), one.sources)


def read(asked: Question | str, answer: object) -> Solution:
    """The answer as it is kept: a key, a tuple of keys, a number, or a dict.

    Raises:
        AnswerError: as ``mark``.
    """
    one = question(asked)
    return _READ[one.kind](one, answer)


# ---------------------------------------------------------------- reading


def _key(question: Question, answer: object) -> str:
    keys = [one.key for one in question.choices]
    if not isinstance(answer, str):
        raise AnswerError(f"Choose one of {listed(keys, 'or')}; found {_found(answer)}.")
    return _known(answer, keys)


def _known(answer: object, keys: Sequence[str]) -> str:
    if not isinstance(answer, str) or answer not in keys:
        raise AnswerError(f"{_found(answer)} is no option here; expected {listed(keys, 'or')}.")
    return answer


def _keys(question: Question, answer: object) -> tuple[str, ...]:
    keys = [one.key for one in question.choices]
    if isinstance(answer, str | Mapping) or not isinstance(answer, Iterable):
        raise AnswerError(f"Give a list with some of {listed(keys)}; found {_found(answer)}.")
    chosen = [_known(one, keys) for one in answer]
    return tuple(key for key in keys if key in chosen)


def _in_order(question: Question, answer: object) -> tuple[str, ...]:
    keys = [one.key for one in question.choices]
    if isinstance(answer, str | Mapping) or not isinstance(answer, Sequence):
        raise AnswerError(f"Give a list with {listed(keys)} in order; found {_found(answer)}.")
    placed = tuple(_known(one, keys) for one in answer)
    if sorted(placed) != sorted(keys):
        raise AnswerError(f"Put each of {listed(keys)} in once; found {listed(placed) or 'nothing'}.")
    return placed


def _pairs(question: Question, answer: object) -> dict[str, str]:
    keys, partners = ([one.key for one in many] for many in (question.choices, question.partners))
    if not isinstance(answer, Mapping):
        raise AnswerError(f"Give a partner for each of {listed(keys)}; found {_found(answer)}.")
    pairs = {_known(key, keys): _known(partner, partners) for key, partner in answer.items()}
    open_ones = [one.text for one in question.choices if one.key not in pairs]
    if open_ones:
        raise AnswerError(f"Still without a partner: {listed(open_ones)}.")
    return {key: pairs[key] for key in keys}


def _number(question: Question, answer: object) -> float:
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        value = float(answer)
    elif isinstance(answer, str):
        value = _parsed(answer, question.unit)
    else:
        raise AnswerError(f"Give a number; found {_found(answer)}.")
    if not isfinite(value):
        raise AnswerError(f"Give a number that has an end; found {_found(answer)}.")
    return value


def _parsed(text: str, unit: str) -> float:
    bare = text.strip().removesuffix(unit).strip().replace("\N{MINUS SIGN}", "-")
    if "," in bare:
        raise AnswerError(
            f"Write a point for decimals and nothing for thousands, such as 1.5; found {_found(text)}."
        )
    try:
        return float(bare) if "_" not in bare else float("x")
    except ValueError:
        raise AnswerError(f"Give a number, in figures, such as 12 or 1.5; found {_found(text)}.") from None


def _found(value: object) -> str:
    """What was given, short enough for a sentence."""
    if value in ("", None):
        return "nothing"
    words = repr(value)
    return words if len(words) <= 60 else f"{words[:57]}..."


_READ: Mapping[str, Callable[[Question, object], Solution]] = {
    "choice": _key,
    "predict": _key,
    "several": _keys,
    "number": _number,
    "order": _in_order,
    "match": _pairs,
}

# ---------------------------------------------------------------- marking

_Marked = tuple[float, list[str], list[str]]  # share, feedback, misconceptions


def _by_key(question: Question, given: Any, right: Any) -> _Marked:
    chosen = next(one for one in question.choices if one.key == given)
    wrong = given != right
    return float(not wrong), [chosen.says], [chosen.misconception] if wrong else []


def _by_keys(question: Question, given: Any, right: Any) -> _Marked:
    """Every box counts: ticked where it should be, and left where it should not."""
    misplaced = [one for one in question.choices if (one.key in given) != (one.key in right)]
    share = 1 - len(misplaced) / len(question.choices)
    told = misplaced or [one for one in question.choices if one.key in right]
    return share, [_led(one, one.key in given) for one in told], [one.misconception for one in misplaced]


def _led(one: Choice, ticked: bool) -> str:
    return one.says if ticked else f"You left out “{one.text}”. {one.says}"


def _by_number(question: Question, given: Any, right: Any) -> _Marked:
    if abs(given - right) <= question.tolerance + 1e-9:
        return 1.0, [question.right_says], []
    trap = next((one for one in question.traps if one.low <= given <= one.high), None)
    return _astray(question, trap, 0.0)


def _astray(question: Question, trap: Trap | None, share: float) -> _Marked:
    if trap:
        return share, [trap.says], [trap.misconception]
    return share, [question.wrong_says], [question.misconception]


def _by_order(question: Question, given: Any, right: Any) -> _Marked:
    """The share of pairs that stand the right way round."""
    pairs = list(combinations(right, 2))
    share = sum(given.index(first) < given.index(then) for first, then in pairs) / len(pairs)
    return (1.0, [question.right_says], []) if share == 1 else _astray(question, None, share)


def _by_match(question: Question, given: Any, right: Any) -> _Marked:
    wrong = [one for one in question.choices if given[one.key] != right[one.key]]
    if not wrong:
        return 1.0, [question.right_says], []
    feedback = [question.wrong_says, *(f"{one.text}: {one.says}" for one in wrong)]
    beliefs = [question.misconception, *(one.misconception for one in wrong)]
    return 1 - len(wrong) / len(question.choices), feedback, beliefs


_MARKED: Mapping[str, Callable[[Question, Any, Any], _Marked]] = {
    "choice": _by_key,
    "predict": _by_key,
    "several": _by_keys,
    "number": _by_number,
    "order": _by_order,
    "match": _by_match,
}
