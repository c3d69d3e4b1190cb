"""A finished routine as the checks see it: steps, and what the catalogue says of them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define

from hipkit import facts
from hipkit.facts.records import Caution, Exercise
from hipkit.routine.request import Request
from hipkit.routine.result import Step
from hipkit.text import listed


@define(frozen=True)
class Finished:
    """A routine under the request it answers."""

    request: Request
    steps: tuple[Step, ...]
    gentle: bool
    catalog: facts.Catalog

    def exercise(self, step: Step) -> Exercise:
        return self.catalog.exercises[step.exercise]

    def limit(self, rule: str) -> float:
        return self.catalog.rules[rule].limit

    def time(self, phase: str = "") -> int:
        return sum(step.enter_s + step.seconds for step in self.steps if phase in ("", step.phase))

    def cautions(self, step: Step) -> list[Caution]:
        return [
            caution for caution in self.exercise(step).cautions if caution.symptom in self.request.symptoms
        ]

    def place(self, step: Step) -> tuple[str, bool]:
        """The position, and whether there is something to sit on."""
        return step.position, step.position == "seated" and bool(
            {"chair", "bike"} & set(self.exercise(step).equipment)
        )

    def group(self, step: Step) -> str:
        main = self.exercise(step).main
        return next((group.name for group in self.catalog.groups.values() if main in group.muscles), main)

    def names(self, steps: Iterable[Step]) -> str:
        return listed(self.exercise(step).name for step in steps)
