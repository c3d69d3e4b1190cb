"""Routines to export, and the words that no export may tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from attrs import evolve
from hypothesis import assume
from hypothesis import strategies as st

from hipkit.routine import Request, RequestError, Routine, plan
from hipkit.symptoms import Screening
from tests.routine.small import KNOWN, gentle, requests, well


def made(minutes: int = 20, goals: Sequence[str] = ("desk",), **more: Any) -> Routine:
    more.setdefault("equipment", ["mat", "chair"])
    routine = plan(Request(minutes, goals, **more), well())
    assert isinstance(routine, Routine)
    return routine


def private() -> Routine:
    """A routine whose symptoms left their marks: exercises of their own, smallest doses, reasons."""
    routine = made(30, symptoms=["sciatica", "lumbar_spinal_stenosis", "deep_gluteal_syndrome"])
    assert routine.effects
    return routine


@st.composite
def routines(draw: st.DrawFn) -> tuple[Routine, Screening]:
    """Any routine that keeps its rules, some of exercises kept by hand, with the screening it was made under."""
    screening = gentle() if draw(st.integers(0, 4)) == 0 else well()
    request = draw(requests())
    kept = set(draw(st.lists(st.sampled_from(sorted(KNOWN.exercises)), max_size=2))) - set(request.exclude)
    try:
        routine = plan(evolve(request, include=kept), screening)
    except RequestError:
        assume(False)
    assert isinstance(routine, Routine)
    assume(all(check.kept for check in routine.checks))
    return routine, screening


def told_symptoms(text: str) -> set[str]:
    """The symptoms whose id, name or plain words stand in a text."""
    squeezed = re.sub(r"\s+", " ", text).lower()
    return {
        symptom.id
        for symptom in KNOWN.symptoms.values()
        for words in (symptom.id, symptom.name, symptom.plain)
        if words.lower() in squeezed
    }
