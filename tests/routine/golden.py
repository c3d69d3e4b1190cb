"""The twelve routines that a teacher would ask for, as text: ``python -m tests.routine.golden`` writes them anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hipkit.routine import Request, Routine, plan
from hipkit.text import clock, dose
from tests.routine.small import KNOWN, well

FOLDER = Path(__file__).with_name("golden")
HOME = ("mat", "chair")

WANTED = {
    "desk worker": Request(15, ["desk"], equipment=["chair"]),
    "runner before sport": Request(20, ["run", "before_sport"], timing="before_sport", level="some practice"),
    "runner after sport": Request(20, ["run"], equipment=HOME, timing="after_sport", level="some practice"),
    "general, no kit": Request(45, ["general_mobility"], level="some practice"),
    "evening": Request(10, ["evening"], equipment=["mat", "pillow"], timing="evening"),
    "side of the hip": Request(25, ["side_of_hip"], equipment=["mat", "chair"], level="some practice"),
    "sciatica-wary": Request(20, ["desk"], symptoms=["sciatica"], equipment=["mat", "chair"]),
    "older beginner": Request(15, ["balance_falls"], equipment=["chair"]),
    "splits": Request(40, ["kick_split"], equipment=[*HOME, "block", "strap"], level="strong"),
    "squat depth": Request(30, ["squat"], equipment=[*HOME, "block"], level="some practice"),
    "five-minute break": Request(5, ["desk"]),
    "teenagers' class": Request(30, ["general_mobility", "run"], equipment=["mat"], level="some practice"),
}


def made(request: Request) -> Routine:
    routine = plan(request, well())
    assert isinstance(routine, Routine)
    return routine


def written(request: Request) -> str:
    """A routine for a teacher to read."""
    return "\n".join(_lines(request, made(request))) + "\n"


def _lines(request: Request, routine: Routine) -> Iterator[str]:
    kit = [KNOWN.equipment[item].name for item in request.equipment]
    symptoms = [KNOWN.symptoms[symptom].plain for symptom in request.symptoms]
    yield f"{request.minutes} minutes, {KNOWN.timings[request.timing].name.lower()}, {request.level}"
    yield f"goals     {', '.join(KNOWN.goals[goal].name for goal in request.goals)}"
    yield f"symptoms  {', '.join(symptoms) or 'none'}"
    yield f"kit       {', '.join(kit) or 'none'}"
    yield f"takes     {clock(routine.total_s)}, score {routine.score}, proven: {'yes' if routine.proven else 'no'}"
    phase = ""
    for step in routine.steps:
        exercise = KNOWN.exercises[step.exercise]
        if step.phase != phase:
            phase = step.phase
            yield f"\n{phase}"
        yield f"  {clock(step.start_s):>5}  {exercise.name}, {step.position}: {dose(step.dose, exercise.sides)}"
        for each in routine.adds(step)[:2]:
            yield f"         + {each.units} for {each.name.split(' (')[0].lower()}"
    yield "\ntargets"
    for target in routine.coverage:
        yield f"  {target.phase:<9} {target.name.split(' (')[0]:<26} {target.met:>2} of {target.target:>2}"


def file(name: str) -> Path:
    return FOLDER / f"{name.replace(',', '').replace(chr(39), '').replace(' ', '_')}.txt"


if __name__ == "__main__":
    for name, request in WANTED.items():
        file(name).write_text(written(request))
