"""What is easier and what is harder than an exercise."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from hipkit.facts import catalog


@frozen
class Ladder:
    """What is easier and what is harder than an exercise, nearest rung first; a rung may hold several.

    ``variants``: of the same family, and neither easier nor harder.
    """

    exercise: str
    easier: tuple[tuple[str, ...], ...]
    harder: tuple[tuple[str, ...], ...]
    variants: tuple[str, ...]


def ladder(exercise: str) -> Ladder:
    """Every rung below and above an exercise."""
    down, up = _rungs(exercise, _easier), _rungs(exercise, _harder)
    placed = {exercise, *(one for rung in (*down, *up) for one in rung)}
    family = catalog().exercises[exercise].family
    variants = (one.id for one in catalog().exercises.values() if one.family == family)
    return Ladder(exercise, down, up, tuple(one for one in variants if one not in placed))


def _rungs(start: str, step: Callable[[str], list[str]]) -> tuple[tuple[str, ...], ...]:
    seen, rung, rungs = {start}, [start], []
    while rung := [one for one in dict.fromkeys(n for one in rung for n in step(one)) if one not in seen]:
        seen.update(rung)
        rungs.append(tuple(rung))
    return tuple(rungs)


def _easier(exercise: str) -> list[str]:
    own = catalog().exercises[exercise].harder_than
    return [*own, *(one.id for one in catalog().exercises.values() if exercise in one.easier_than)]


def _harder(exercise: str) -> list[str]:
    own = catalog().exercises[exercise].easier_than
    return [*own, *(one.id for one in catalog().exercises.values() if exercise in one.harder_than)]
