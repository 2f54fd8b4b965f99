"""The examples in docstrings of the store and the service run as they stand."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = ("graph_builder.store", "graph_builder.store.answers", "graph_builder.store.guard", "api.reading.texts", "api.reading.catalog")


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted
    assert result.failed == 0
