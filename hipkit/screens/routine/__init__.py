"""Picks in, a routine that explains itself out: seen, asked, changed, played, and taken along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets
from attrs import evolve

from hipkit import symptoms
from hipkit.facts import catalog
from hipkit.routine import Change, Request, RequestError, Step, Stop, plan
from hipkit.routine import Routine as Plan
from hipkit.routine.request import LONGEST, SHORTEST
from hipkit.screens import parts
from hipkit.screens.owning import Owner
from hipkit.screens.routine.answer import Answer
from hipkit.screens.routine.leaving import Leaving, fields
from hipkit.screens.routine.picks import Picks
from hipkit.screens.routine.player import Player
from hipkit.screens.screening import Screening
from hipkit.text import asking, changes, escape
from hipkit.text import routine as words

__all__ = ["Player", "Routine"]

TITLE = "A routine that explains itself"
LEAD = "Choose what fits. The routine below follows at once, and every choice in it says why it is there."
FIRST = "Answer the three pages of the screening first. No routine is made before that."
FORMS = ("print", "calendar", "save", "weeks", "went", "afresh", "load", "code")


class Routine(Owner):
    """The screen of ``05-routine.ipynb``.

    ``screening``: a ``screens.Screening`` shown elsewhere, or what ``symptoms.screen`` returned. Without
    one the screen brings its own questions. ``request`` and ``routine`` hold the current state; ``routine``
    is ``None`` while there is none to show. ``player`` is the one that is open, if any.
    """

    request = traitlets.Any(None, allow_none=True)
    routine = traitlets.Any(None, allow_none=True)

    def __init__(self, screening: Screening | symptoms.Screening | None = None) -> None:
        self._kept: tuple[str, ...] = ()
        self._removed: tuple[str, ...] = ()
        self._before: list[Request] = []  # what "Undo" goes back to
        self._ways: tuple[Request, ...] = ()
        self._busy = False
        self.player: Player | None = None
        self.picks = Picks()
        self.answer = Answer(self._act, self._opened)
        self._leaving = Leaving(self._take)
        self._gate = Screening() if screening is None else screening
        self._sheet = parts.Screen("Routine", TITLE, LEAD, [self.picks, self.answer])
        self._shown = [self._gate, self._sheet] if screening is None else [self._sheet]
        super().__init__(self._shown, layout=parts.Layout())
        self.picks.observe(self._refresh, "value")
        if isinstance(self._gate, Screening):
            self.listen_to(self._gate, self._screened, "result")
        self._screened()

    @property
    def screening(self) -> symptoms.Screening | None:
        return self._gate.result if isinstance(self._gate, Screening) else self._gate

    @property
    def text(self) -> str:
        """The sentence, and what changed, without markup."""
        shown = self.answer.shown
        return parts.plain(f"{shown.get('said', '')} {shown.get('changed', '')}")

    # ------------------------------------------------------------ from picks to a routine

    def _screened(self, _change: Any = None) -> None:
        """Another screening is another start: nothing is compared with what was before."""
        screening = self.screening
        self.close_player()
        self.routine = None
        self.picks.shown = screening is not None and screening.may_plan
        self._refresh()

    def _wished(self) -> Request:
        return Request(**self.picks.wishes, include=self._kept, exclude=self._removed)

    def _refresh(self, _change: Any = None) -> None:
        """Plans again from the current picks, or says what is missing."""
        if self._busy:
            return
        if self.screening is None:
            self._show_none(FIRST)
            return
        try:
            self.request = self._wished()
            self._plan(self.request)
        except RequestError as error:
            self._clash(error)

    def _plan(self, request: Request) -> None:
        if self.routine is not None:
            self._show(self.routine.replanned(request))
            return
        assert self.screening is not None
        answer = plan(request, self.screening)
        if isinstance(answer, Stop):
            self._show_none(answer.text)
        else:
            self._show(answer)

    def _adopt(self, request: Request) -> None:
        """Take over a whole request: the picks show it, and what was kept and removed follows."""
        self._busy = True
        try:
            self._kept, self._removed = request.include, request.exclude
            self.picks.take(request)
        finally:
            self._busy = False
        self.request = request

    def _wish(self, request: Request) -> None:
        """What a press asks for, so that it can be undone."""
        if self.request is not None:
            self._before.append(self.request)
        self._adopt(request)
        self._refresh()

    def _take(self, routine: Plan) -> None:
        """A routine that came by a file or a code: shown as it is, and not planned anew."""
        self._adopt(routine.request)
        self._show(routine)

    # ------------------------------------------------------------ what is shown

    def _show(self, found: Plan | Change) -> None:
        facts = catalog()
        self.routine = found.after if isinstance(found, Change) else found
        told = escape(changes.change(found, facts)) if isinstance(found, Change) else ""
        self._tell(_strong(words.sentence(self.routine, facts)), told, words.drawn(self.routine, facts))

    def _show_none(self, message: str) -> None:
        self.routine = None
        self._tell(escape(message))

    def _clash(self, error: RequestError) -> None:
        """Wishes that cannot be met: the fewest that clash, and ways out that are known to work."""
        facts, clash = catalog(), error.conflict
        self.routine = None
        if clash is None or self.request is None:
            self._tell(escape(error))
            return
        self._ways = clash.ways
        out = [changes.way(way, self.request, facts) for way in clash.ways]
        self._tell(escape(changes.conflict(clash, facts)), ways=asking.ways(clash.ways, out))

    def _tell(self, said: str, changed: str = "", drawn: words.Json | None = None, ways: str = "") -> None:
        undo = words.undoing(self._kept, self._removed, catalog())
        shut = self.screening is None or not self.screening.may_plan  # then nothing leads on
        shown = {"said": said, "changed": changed, "ways": ways + undo, "shut": shut, **(drawn or {})}
        self.answer.show(shown)

    # ------------------------------------------------------------ what a learner can do

    def _act(self, do: str, what: str) -> None:
        """A press on a button, or a form that was sent."""
        if self.screening is None or not self.screening.may_plan:
            return
        if do in FORMS:
            self._leaving.do(do, fields(what), self.answer, self.routine, self.screening)
        elif do == "ask":
            self._ask(what)
        elif do == "price":
            self._price(what)
        elif do == "play":
            self.play()
        elif do == "back":
            self._undo()
        else:
            request = self._asked(do, what)
            if request is not None:
                self._wish(request)

    def _asked(self, do: str, what: str) -> Request | None:
        """The request that a press leads to; None if it leads to no other."""
        assert self.request is not None
        request: Request = self.request
        match do:
            case "keep":
                return request.keeping(what)
            case "remove":
                return request.removing(what)
            case "undo":
                return _without(request, what)
            case "swap":
                old, _, new = what.partition(">")
                return request.removing(old).keeping(new)
            case "more":
                return self._more(what)
            case "wish":
                return _changed(request, what)
            case "way":
                return self._ways[int(what)]
        raise ValueError(f"no such act: {do!r}")

    def _more(self, exercise: str) -> Request | None:
        """One more exercise for the same muscles, if the rules allow one."""
        found = self.routine.more_like(self._step(exercise))
        if found is None:
            name = catalog().exercises[exercise].name
            none = f"The rules allow no further exercise like {escape(name)} with these picks."
            self.answer.show({**self.answer.shown, "changed": none})
            return None
        request: Request = found.after.request
        return request

    def _undo(self) -> None:
        if self._before:
            self._adopt(self._before.pop())
            self._refresh()

    def _step(self, exercise: str) -> Step:
        steps: tuple[Step, ...] = self.routine.steps
        return next(step for step in steps if step.exercise == exercise)

    def _ask(self, wish: str) -> None:
        """What if? Says what would change, and changes nothing."""
        if not wish or self.routine is None:
            return
        self.answer.tell(
            "what-if", self._sentence(lambda: self.routine.replanned(_changed(self.request, wish)), wish)
        )

    def _sentence(self, ask: Callable[[], Change], wish: str) -> str:
        try:
            return asking.told(changes.change(ask(), catalog()), wish)
        except RequestError as error:
            return f"<p>{escape(_clashing(error))}</p>"

    def _price(self, exercise: str) -> None:
        """Why not? The first rule in the way, or what it would cost to force the exercise in."""
        if not exercise or self.routine is None:
            return
        item = self.routine.why_not(exercise)
        price = ""
        if item.may_keep:
            try:
                price = changes.price(self.routine.price(exercise), exercise, catalog())
            except RequestError as error:
                price = _clashing(error)
        self.answer.tell("why-not", asking.reason(item, price, catalog()))

    def _opened(self, key: str) -> str:
        """The content of a fold or a panel."""
        kind, _, what = key.partition(":")
        facts = catalog()
        if kind == "panel":
            return self._leaving.panel(what, self.routine)
        if self.routine is None:
            return ""
        match kind:
            case "weeks":
                return self._leaving.fold(what, self.routine)
            case "why":
                return words.why(self._step(what), self.routine, facts)
            case "swap":
                return asking.swaps(what, self.routine.swaps(self._step(what)), facts)
            case "what-if":
                return asking.what_if(self.routine.request, facts, (SHORTEST, LONGEST))
            case "why-not":
                return asking.why_not(self.routine.left_out, facts)
        return words.FOLDS[kind](self.routine, facts)

    # ------------------------------------------------------------ the player

    def play(self) -> None:
        """Open the player in place of the sheet."""
        if self.routine is None:
            return
        self.close_player()
        self.player = Player(self.routine, self._stopped)
        self._sheet.add_class("hk-away")
        self.children = [*self._shown, self.player]

    def close_player(self) -> None:
        """Back to the sheet."""
        if self.player is None:
            return
        gone, self.player = self.player, None
        self.children = self._shown
        gone.close()
        self._sheet.remove_class("hk-away")

    def _stopped(self, exercise: str) -> None:
        self.close_player()
        if exercise and self.routine is not None:
            self.answer.show({**self.answer.shown, "changed": asking.stopped(exercise, catalog())})
        parts.focus(self.answer)


def _strong(sentence: str) -> str:
    """The sentence with what comes before its first comma in bold."""
    first, comma, rest = escape(sentence).partition(",")
    return f"<b>{first}</b>{comma}{rest}"


def _clashing(error: RequestError) -> str:
    return changes.conflict(error.conflict, catalog()) if error.conflict else str(error)


def _without(request: Request, exercise: str) -> Request:
    """Neither kept nor removed any more."""
    return evolve(
        request,
        include=[name for name in request.include if name != exercise],
        exclude=[name for name in request.exclude if name != exercise],
    )


def _changed(request: Request, wish: str) -> Request:
    """A request with one wish more, such as ``minutes:20``, ``equipment:chair``, ``timing:evening``, ``goal:run``."""
    field, _, value = wish.partition(":")
    match field:
        case "minutes":
            return evolve(request, minutes=int(value))
        case "equipment":
            return evolve(request, equipment=(*request.equipment, value))
        case "goal":
            return evolve(request, goals=(*request.goals, value))
        case "timing":
            return evolve(request, timing=value)
    raise ValueError(f"no such wish: {wish!r}")
