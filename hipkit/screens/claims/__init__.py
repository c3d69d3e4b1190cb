"""Read what an article said, commit a verdict, then see the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import ipywidgets
import traitlets

from hipkit import charts, claims
from hipkit.claims import Reply
from hipkit.facts import catalog
from hipkit.facts.records import Claim
from hipkit.screens import parts
from hipkit.screens.claims.errors import Errors
from hipkit.text import claims as words
from hipkit.text.findings import dispute

TITLE = "Is that so?"
LEAD = "Read what an article said, commit a verdict and how sure you are, then see the studies."
EVERY = "Every topic"
FIRST = "Choose a verdict and how sure you are; then the evidence opens. Your answers stay in memory and are not saved."
END = (
    "That was the last claim of this topic. Below stands how well you knew it; choose another topic to go on."
)


class Claims(parts.Screen):
    """The screen of ``06-claims.ipynb``.

    ``replies`` holds what was committed, oldest first, in memory only. A claim that was seen with its
    evidence counts with the verdict committed before that.
    """

    replies = traitlets.Tuple()

    def __init__(self) -> None:
        self._number = 0
        self._topic = parts.dropdown("Topic", [EVERY, *claims.topics()], EVERY, name="topic")
        self._quote = parts.html("", "hk-status", "hk-claim")
        verdicts = [(name, verdict) for verdict, (name, _, _) in words.VERDICTS.items()]
        self._verdict = parts.radio("Your verdict", verdicts, inline=True, name="verdict")
        levels = [(words.sure(level), level) for level in claims.SURE]
        self._sure = parts.radio("How sure are you?", levels, inline=True, name="sure")
        self._show = parts.button("Show the evidence", "primary", self._commit_choice, name="show")
        self._next = parts.button("Next claim", "quiet", self._go_on, name="next")
        self._answer = parts.Live()
        self._result = parts.button("How well did I know it?", on_click=self._show_result, name="result")
        self._calibrated = parts.Result()
        self._chart = parts.Chart(
            alt="Sureness against being right; the table says the same", name="calibration"
        )
        self._chart.height = 340
        self._table = parts.html("")
        self._known = parts.box(self._calibrated, self._chart, self._table, look="known")
        self._known.layout.display = "none"
        self.errors = Errors()
        self._pairs = parts.Live(words.pairs(catalog().claim_pairs.values()))
        super().__init__("Claims", TITLE, LEAD, self._parts())
        self.add_class("hk-claims")
        self._pairs.on_open(lambda key: dispute(catalog().claim_pairs[key.partition(":")[2]], catalog()))
        self._topic.observe(self._start, "value")
        for choice in (self._verdict, self._sure):
            choice.observe(self._chosen, "value")
        self._chosen()
        self._start()

    def _parts(self) -> list[ipywidgets.Widget]:
        return [
            parts.form(self._topic),
            self._quote,
            self._verdict,
            self._sure,
            parts.row(self._show, self._next),
            parts.note(FIRST),
            self._answer,
            parts.html(words.verdicts()),
            parts.row(self._result),
            self._known,
            self.errors,
            self._pairs,
        ]

    # ------------------------------------------------------------ claims one by one

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Those of the topic chosen."""
        if self._topic.value == EVERY:
            return tuple(catalog().claims.values())
        return claims.topics()[self._topic.value]

    @property
    def claim(self) -> Claim:
        """The one shown."""
        return self.claims[self._number]

    def commit(self, verdict: str, sure: str) -> None:
        """As if the learner had chosen these and pressed the button.

        Raises:
            TraitError: there is no such verdict or sureness.
        """
        self._verdict.value, self._sure.value = verdict, sure
        self._commit_choice()

    def uses(self) -> Iterator[parts.Use]:
        """Each verdict committed, for `parts.drive`."""
        for verdict in words.VERDICTS:
            yield ("button", "commit", verdict), partial(self.commit, verdict, next(iter(claims.SURE)))

    def _start(self, _change: Any = None) -> None:
        self._number = 0
        self._ask()

    def _go_on(self, _button: Any) -> None:
        if self._number + 1 < len(self.claims):
            self._number += 1
            self._ask()
        else:
            self._answer.html = f'<p class="hk-result">{END}</p>{words.scores(claims.score(self.replies))}'
            self._show_result()

    def _ask(self) -> None:
        self._quote.value = words.statement(self.claim, self._number + 1, len(self.claims))
        for choice in (self._verdict, self._sure):
            with choice.hold_sync():
                choice.value, choice.disabled = None, False
        self._answer.html = words.scores(claims.score(self.replies))

    def _chosen(self, _change: Any = None) -> None:
        self._show.disabled = None in (self._verdict.value, self._sure.value)

    def _commit_choice(self, _button: Any = None) -> None:
        reply = Reply(self.claim.id, self._verdict.value, self._sure.value)
        seen = {one.claim for one in self.replies}
        self.replies = (*self.replies, *([] if reply.claim in seen else [reply]))
        self._show.disabled = True
        self._verdict.disabled = self._sure.disabled = True
        self._answer.html = words.revealed(reply, catalog()) + words.scores(claims.score(self.replies))

    # ------------------------------------------------------------ how well it was known

    def _show_result(self, _button: Any = None) -> None:
        levels = claims.calibration(self.replies)
        self._calibrated.say(words.calibrated(levels))
        self._chart.figure = charts.calibration(levels)
        self._table.value = words.calibration_table(levels) if levels else ""
        self._known.layout.display = ""
