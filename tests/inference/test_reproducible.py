"""Same seed, same bytes, whatever the number of threads: the whole assessment, not only its likelihood."""

from __future__ import annotations

import json

import pytest

from counterpoint.case.bundled import find_case
from counterpoint.case.read import read_case
from counterpoint.inference.assess import assess


def document(seed: int = 3) -> str:
    case, _ = read_case(find_case("geneva-2022"))
    assert case is not None
    return json.dumps(assess(case, seed=seed, particles=40)[0], sort_keys=True)


def test_threads_change_no_byte_of_an_assessment(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for threads in ("1", "2", "3"):
        monkeypatch.setenv("COUNTERPOINT_THREADS", threads)
        found.append(document())
    assert len(set(found)) == 1
    assert document(seed=4) != found[0]
