"""Twelve routines that a teacher would ask for, kept as files to read; ``tests/routine/golden.py`` makes them."""

from __future__ import annotations

import pytest

from tests.routine.golden import FOLDER, WANTED, file, made, written


@pytest.mark.parametrize("name", WANTED)
def test_a_routine_is_as_it_was_read(name: str) -> None:
    assert written(WANTED[name]) == file(name).read_text(), "read it, then: python -m tests.routine.golden"


@pytest.mark.parametrize("name", WANTED)
def test_it_is_proven_and_keeps_every_rule(name: str) -> None:
    routine = made(WANTED[name])
    assert routine.proven
    assert all(check.kept for check in routine.checks)


def test_no_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {file(name).name for name in WANTED}
