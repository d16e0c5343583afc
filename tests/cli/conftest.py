"""One assessment of the starter case, made once by the real command and read by many tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.command import run


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which `new` and `assess` were run on a case called talks."""
    folder = tmp_path_factory.mktemp("session")
    assert run("new", "talks", cwd=folder).returncode == 0
    return folder


@pytest.fixture(scope="session")
def assessed(starter: Path) -> dict[str, Any]:
    """The JSON document of the starter case, files written beside it."""
    done = run("assess", "talks", "--json", "--out", "out", cwd=starter)
    assert done.returncode == 0, done.stderr
    document: dict[str, Any] = json.loads(done.stdout, parse_constant=_no_constant)
    return document


def _no_constant(name: str) -> None:
    raise AssertionError(f"expected numbers, got {name}")
