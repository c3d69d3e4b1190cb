"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import hipkit

MODULES = [module.name for module in pkgutil.walk_packages(hipkit.__path__, "hipkit.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_every_topic_shows_how_it_is_used() -> None:
    for topic in hipkit.catalog().topics.values():
        if topic.notebook:
            module = importlib.import_module(f"hipkit.{topic.id}")
            assert doctest.testmod(module).attempted > 0, topic.id
