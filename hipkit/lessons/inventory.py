"""The same twelve questions before and after, and the gain between the two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from hipkit.facts import catalog
from hipkit.facts.records import Question
from hipkit.lessons.marking import mark

INVENTORY = "hip"


class GainError(ValueError):
    """A before and after that cannot be compared. Says why."""


@frozen
class Gain:
    """Right answers before and after, of ``items``.

    ``normalised`` is the share of what was still to be gained (Hake 1998); ``None`` where nothing was,
    because all was right before.
    """

    before: float
    after: float
    items: int

    @property
    def raw(self) -> float:
        """The difference, in right answers."""
        return self.after - self.before

    @property
    def normalised(self) -> float | None:
        room = self.items - self.before
        return self.raw / room if room else None


def inventory() -> tuple[Question, ...]:
    """The twelve questions."""
    return tuple(catalog().questions[key] for key in catalog().inventories[INVENTORY].questions)


def practice(topic: str) -> tuple[Question, ...]:
    """The questions of a topic that are not in the inventory, so that it stays new.

    Raises:
        ValueError: there is no such topic.
    """
    topics = list(dict.fromkeys(one.topic for one in catalog().questions.values()))
    if topic not in topics:
        raise ValueError(f"There is no topic {topic!r}; expected one of {', '.join(topics)}.")
    kept = set(catalog().inventories[INVENTORY].questions)
    return tuple(one for one in catalog().questions.values() if one.topic == topic and one.id not in kept)


def right(answers: Mapping[str, object]) -> int:
    """How many of the answers, by question id, are right."""
    return sum(mark(key, answer).right for key, answer in answers.items())


def gain(before: Mapping[str, object], after: Mapping[str, object]) -> Gain:
    """The gain of one person, from answers by question id. Only questions answered both times count.

    Raises:
        GainError: no question was answered both times.
    """
    both = [key for key in before if key in after]
    if not both:
        raise GainError("No question was answered both before and after, so there is no gain to work out.")
    first, then = ({key: answers[key] for key in both} for answers in (before, after))
    return Gain(right(first), right(then), len(both))


def of_class(gains: Iterable[Gain]) -> Gain:
    """The gain of a class: from its mean shares, as Hake 1998 counts it, not the mean of its gains.

    ``items`` is 1: the shares are those of one question.

    Raises:
        GainError: nobody answered both times.
    """
    every = list(gains)
    if not every:
        raise GainError("Nobody answered both before and after, so there is no gain to work out.")
    before, after = (
        sum(getattr(one, name) / one.items for one in every) / len(every) for name in ("before", "after")
    )
    return Gain(before, after, 1)
