"""A class at a glance, from the exports its learners handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import frozen

from hipkit.facts import catalog
from hipkit.lessons.files import exports
from hipkit.lessons.inventory import Gain, GainError, gain, of_class
from hipkit.lessons.marking import Mark, mark
from hipkit.lessons.work import ROUNDS, Round, Work, WorkError, handed_in


@frozen
class Item:
    """How a class did on one question in one round.

    ``difficulty`` is the share of right answers, as test theory calls it: 1 is easy. ``wrong``: each wrong
    answer and how many gave it, most first, where an answer is a key.
    """

    question: str
    round: Round
    answered: int
    right: int
    wrong: tuple[tuple[str, int], ...] = ()

    @property
    def difficulty(self) -> float:
        return self.right / self.answered


@frozen
class ClassSummary:
    """What the exports of a folder say together.

    Attributes:
        learners: pseudonyms, as they were handed in.
        gains: pseudonym -> gain, of those who answered both times.
        misconceptions: id -> how many learners gave an answer behind which it stands, most first.
        skipped: files that could not be used, and why; nothing of them was counted.
    """

    learners: tuple[str, ...]
    items: tuple[Item, ...]
    gains: Mapping[str, Gain]
    misconceptions: Mapping[str, int]
    skipped: tuple[tuple[str, str], ...]

    @property
    def questions(self) -> Mapping[str, Mapping[Round, Item]]:
        """The items of each question by round; the question with the smallest share of right answers first."""
        grouped: dict[str, dict[Round, Item]] = {}
        for one in self.items:
            grouped.setdefault(one.question, {})[one.round] = one
        return dict(sorted(grouped.items(), key=lambda pair: _share(pair[1].values())))

    @property
    def gain(self) -> Gain | None:
        """The gain of the class; ``None`` where nobody answered both times."""
        return of_class(self.gains.values()) if self.gains else None


def _share(items: Iterable[Item]) -> float:
    every = list(items)
    return sum(one.right for one in every) / sum(one.answered for one in every)


def summarise(folder: str | Path) -> ClassSummary:
    """Reads every export in a folder. A file that is damaged or none is named in ``skipped``.

    Several files of one pseudonym are taken together, each answer once.

    Raises:
        WorkError: there is no such folder.
    """
    works: dict[str, Work] = {}
    skipped = []
    for name, text in exports(folder):
        try:
            if isinstance(text, WorkError):
                raise text
            learner, work = handed_in(text)
            works[learner] = works.get(learner, Work()).joined(work)
        except WorkError as error:
            skipped.append((name, str(error)))
    return summed(works, skipped)


def summed(works: Mapping[str, Work], skipped: Iterable[tuple[str, str]] = ()) -> ClassSummary:
    """The same from works by pseudonym."""
    beliefs: Counter[str] = Counter()
    for work in works.values():
        beliefs.update({one for round in ROUNDS for one in _beliefs(work, round)})
    return ClassSummary(
        tuple(works),
        tuple(_items(works)),
        dict(_gains(works)),
        dict(beliefs.most_common()),
        tuple(skipped),
    )


def _beliefs(work: Work, round: Round) -> set[str]:
    return {one for key, answer in work.answers(round).items() for one in mark(key, answer).misconceptions}


def _gains(works: Mapping[str, Work]) -> Iterable[tuple[str, Gain]]:
    for learner, work in works.items():
        try:
            yield learner, gain(work.answers("before"), work.answers("after"))
        except GainError:
            continue


def _items(works: Mapping[str, Work]) -> Iterable[Item]:
    for round in ROUNDS:
        answers = [work.answers(round) for work in works.values()]
        for key in catalog().questions:
            given = [(one[key], mark(key, one[key])) for one in answers if key in one]
            if given:
                yield Item(key, round, len(given), sum(m.right for _, m in given), _common(given))


def _common(given: Iterable[tuple[object, Mark]]) -> tuple[tuple[str, int], ...]:
    wrong = Counter(answer for answer, one in given if not one.right and isinstance(answer, str))
    return tuple(wrong.most_common())
