"""The safety gate: from answers about warning signs to what has to be done first.

>>> screening = screen({"rf_bladder": "not sure"})
>>> screening.action, screening.may_plan
('emergency_now', False)

No result of this module says that a learner is well: the signs are poor at ruling anything out
(Henschke 2009, Premkumar 2018), so the best outcome is that nothing on the stop list was answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NoReturn, Self, SupportsIndex, final
from weakref import WeakKeyDictionary

from attrs import frozen

from hipkit.facts import catalog
from hipkit.facts.records import Action, RedFlag
from hipkit.text import listed

Outcome = Literal["emergency_now", "urgent_same_day", "incomplete", "clinician_soon", "watch", "none"]

ANSWERS: Final = ("yes", "no", "not sure")
STOPS: Final = frozenset({"emergency_now", "urgent_same_day"})

_URGENCY: Final[tuple[Action, ...]] = ("emergency_now", "urgent_same_day", "clinician_soon", "watch")
_CONTEXT_PAGE: Final = 3  # here "not sure" is noted; on the pages before it counts as yes

BEST: Final = "No answer you gave is on our stop list. That does not mean nothing is wrong."
_NO_ROUTINE = "hipkit will not make a routine from these answers."
_ASK_AGAIN = "Answer these questions again whenever something changes or is new."


@frozen
class _Words:
    title: str
    next_step: str
    text: str


_WORDS: Final[dict[Outcome, _Words]] = {
    "emergency_now": _Words(
        "Stop here and get help now",
        "Call your local emergency number or go to an emergency department.",
        f"Do this now, even if you feel able to wait. {_NO_ROUTINE}",
    ),
    "urgent_same_day": _Words(
        "Stop here and get advice today",
        "Speak to a clinician today.",
        "Leave exercise and sport alone until then. Call your local emergency number instead if it gets worse, "
        f"if you bleed heavily, or if you feel breathless, faint or very ill. {_NO_ROUTINE}",
    ),
    "incomplete": _Words(
        "Some questions are still open",
        "Answer every question. “Not sure” is an answer too.",
        "A question left open does not count as no, so there is no routine yet.",
    ),
    "clinician_soon": _Words(
        "Book an appointment first",
        "Book an appointment with a clinician within two weeks.",
        "Go sooner if it gets worse. Until you have been seen, hipkit offers gentle general movement only. "
        f"{_ASK_AGAIN}",
    ),
    "watch": _Words(
        "You can go on to a routine, and keep watching",
        _ASK_AGAIN,
        f"{BEST} What you told us says little alone and more together with other signs.",
    ),
    "none": _Words("You can go on to a routine", _ASK_AGAIN, BEST),
}


class AnswerError(ValueError):
    """An answer that ``screen`` cannot take. Names every fault and what was expected."""


@frozen
class Reason:
    """An answer that counts, and how urgent it is with the other answers taken into account."""

    flag: RedFlag
    answer: str
    action: Action


@frozen
class _Findings:
    action: Outcome
    reasons: tuple[Reason, ...]
    unanswered: tuple[str, ...]


# An attrs class without fields, so that attrs.evolve, too, ends in __new__.
@final
@frozen(init=False, eq=False, repr=False)
class Screening:
    """What a set of answers leads to. Only :func:`screen` makes one.

    It cannot be constructed, subclassed, changed, copied or pickled, and it holds nothing itself: its
    properties read what ``screen`` noted for this very object, so an empty object made in another way
    raises ``TypeError``. Whoever rewrites the private parts of this module can still get past it; the gate
    is there against mistakes and short cuts, not against an owner of the interpreter.
    """

    def __new__(cls, *args: object, **changes: object) -> Self:
        raise TypeError("a Screening comes only from hipkit.symptoms.screen(answers)")

    def __init_subclass__(cls, **options: object) -> NoReturn:
        raise TypeError("Screening cannot be subclassed; use hipkit.symptoms.screen(answers)")

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a Screening cannot be copied or pickled: answer the questions again")

    @property
    def _findings(self) -> _Findings:
        try:
            return _made[self]
        except KeyError:
            raise TypeError("this Screening does not come from hipkit.symptoms.screen(answers)") from None

    @property
    def action(self) -> Outcome:
        return self._findings.action

    @property
    def may_plan(self) -> bool:
        """Whether a routine may be made at all."""
        return self.action in ("clinician_soon", "watch", "none")

    @property
    def gentle_only(self) -> bool:
        """Whether only gentle general movement may be offered."""
        return self.action == "clinician_soon"

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The answers that count, the most urgent first."""
        return self._findings.reasons

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Ids of the questions still open."""
        return self._findings.unanswered

    @property
    def title(self) -> str:
        return _WORDS[self.action].title

    @property
    def next_step(self) -> str:
        """What to do now, in one sentence."""
        return _WORDS[self.action].next_step

    @property
    def text(self) -> str:
        """What the outcome means. Names no disease."""
        return _WORDS[self.action].text

    @property
    def to_say(self) -> str:
        """Words to read out to a clinician; square brackets mark what the speaker fills in. Empty if none."""
        to_tell = [reason for reason in self.reasons if reason.action != "watch"]
        if not to_tell:
            return ""
        sure = [reason.flag.say for reason in to_tell if reason.answer == "yes"]
        unsure = [_doubted(reason.flag.say) for reason in to_tell if reason.answer == "not sure"]
        return ". ".join(["I am asking about a hip or back problem", *sure, *unsure, "It began [say when]."])


_made: Final[WeakKeyDictionary[Screening, _Findings]] = WeakKeyDictionary()


def screen(answers: Mapping[str, str]) -> Screening:
    """What has to be done first, from red-flag id -> ``"yes"``, ``"no"`` or ``"not sure"``.

    The most urgent answer decides. "Not sure" counts as yes on pages 1 and 2. A question left out is not
    a "no": the outcome is then ``"incomplete"``, unless an answer already asks for help now or today.

    Raises :class:`AnswerError` for unknown ids and answers, all faults in one message.
    Source of the actions: ``data/symptoms/red_flags.toml``, from IFOMPT 2020 and the guidelines named there.
    """
    flags = catalog().red_flags
    faults = list(_faults(answers, flags))
    if faults:
        raise AnswerError(" ".join(faults))
    reasons = tuple(sorted(_reasons(answers, flags), key=lambda reason: _URGENCY.index(reason.action)))
    unanswered = tuple(flag for flag in flags if flag not in answers)
    screening = object.__new__(Screening)
    _made[screening] = _Findings(_outcome(reasons, unanswered), reasons, unanswered)
    return screening


def _faults(answers: Mapping[str, str], flags: Mapping[str, RedFlag]) -> Iterator[str]:
    if not isinstance(answers, Mapping):
        yield f"Expected answers by red-flag id, found {type(answers).__name__}."
        return
    for flag, answer in answers.items():
        if flag not in flags:
            yield f"{flag!r} is not a red flag; expected one of {', '.join(flags)}."
        elif answer not in ANSWERS:
            yield f"{flag}: found {answer!r}, expected {listed(map(repr, ANSWERS), 'or')}."


def counts(flag: RedFlag, answer: str | None) -> bool:
    """Whether the answer counts as yes."""
    return answer == "yes" or (answer == "not sure" and flag.page != _CONTEXT_PAGE)


def _reasons(answers: Mapping[str, str], flags: Mapping[str, RedFlag]) -> Iterator[Reason]:
    counting = {id for id, flag in flags.items() if counts(flag, answers.get(id))}
    for id, flag in flags.items():
        if id in counting:
            yield Reason(flag, answers[id], _escalated(flag, counting))
        elif answers.get(id) == "not sure":
            yield Reason(flag, answers[id], "watch")


def _escalated(flag: RedFlag, counting: set[str]) -> Action:
    """The flag's own action, or a more urgent one that it has together with other flags."""
    joined = [more.action for more in flag.escalations if counting.intersection(more.together_with)]
    return min([flag.action, *joined], key=_URGENCY.index)


def _outcome(reasons: tuple[Reason, ...], unanswered: tuple[str, ...]) -> Outcome:
    worst: Outcome = reasons[0].action if reasons else "none"
    return "incomplete" if unanswered and worst not in STOPS else worst


def _doubted(sentence: str) -> str:
    inside = sentence if sentence.startswith("I ") else sentence[0].lower() + sentence[1:]
    return f"I am not sure, but perhaps {inside}"
