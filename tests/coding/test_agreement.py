"""Two coders compared: what is counted, what a planted defect changes, and what cannot be computed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from coders import acts, coder

from counterpoint.coding import agreement as module
from counterpoint.coding.agreement import agreement
from counterpoint.coding.files import Coder


def _both(tmp_path: Path, one: list[list[object]], two: list[list[object]]) -> tuple[Coder, Coder]:
    return coder(tmp_path / "a.csv", one), coder(tmp_path / "b.csv", two)


def _different(tmp_path: Path) -> tuple[Coder, Coder]:
    """Thirty acts; of B's one in six is another kind, and five are not there."""
    other = acts(30, prefix="b")
    for row in other[::6]:
        row[3] = "accept"
    return _both(tmp_path, acts(30), other[5:])


def _no_constant(name: str) -> None:
    raise AssertionError(f"expected numbers or null, got {name}")


def _strict(document: dict[str, Any]) -> dict[str, Any]:
    """The document as written and read: nan is no JSON."""
    found: dict[str, Any] = json.loads(json.dumps(document, allow_nan=False), parse_constant=_no_constant)
    return found


def test_the_same_acts_agree(tmp_path: Path) -> None:
    document = _strict(agreement(*_both(tmp_path, acts(20), acts(20, prefix="b"))))
    assert document["matching"]["f1"] == 1 and document["differences"] == [] and document["confusions"] == []
    for name in ("kind", "issue"):
        assert document["columns"][name]["all"]["alpha"] == 1
    assert document["columns"]["position"]["matched"]["n"] == 20


def test_unmatched_acts_are_a_category_of_their_own(tmp_path: Path) -> None:
    document = agreement(*_different(tmp_path))
    kind = document["columns"]["kind"]
    assert document["matching"]["recall"] == pytest.approx(25 / 30) and document["matching"]["precision"] == 1
    assert (kind["all"]["n"], kind["matched"]["n"]) == (30, 25)
    assert kind["all"]["alpha"] < kind["matched"]["alpha"] < 1
    assert kind["all"]["agreement"] == pytest.approx(21 / 30) and kind["matched"]["agreement"] == pytest.approx(21 / 25)
    assert kind["all"]["low"] < kind["all"]["alpha"] < kind["all"]["high"]


def test_taking_unmatched_acts_for_missing_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control: the plausible mistake gives the number of the matched acts alone, which is another."""
    sound = agreement(*_different(tmp_path))["columns"]["kind"]
    codes = module._codes

    def planted(units: Any, name: str) -> Any:
        values = codes(units, name)
        values[[a is None or b is None for a, b in units]] = np.nan
        return values

    monkeypatch.setattr(module, "_codes", planted)
    wrong = agreement(*_different(tmp_path))["columns"]["kind"]
    assert wrong["all"]["alpha"] == sound["matched"]["alpha"] != sound["all"]["alpha"]


def test_kinds_are_compared_one_by_one(tmp_path: Path) -> None:
    rows = {row["kind"]: row for row in agreement(*_different(tmp_path))["kinds"]}
    assert (rows["offer"]["a"], rows["offer"]["b"], rows["offer"]["both"]) == (10, 4, 4)
    assert (rows["accept"]["a"], rows["accept"]["b"], rows["accept"]["both"]) == (0, 4, 0)
    assert rows["demand"]["alpha"] > rows["offer"]["alpha"] > rows["accept"]["alpha"]


def test_confused_kinds_are_counted_both_ways(tmp_path: Path) -> None:
    one, two = acts(12), acts(12, prefix="b")
    two[0][3], two[3][3], two[1][3] = "demand", "demand", "offer"
    (row,) = agreement(*_both(tmp_path, one, two))["confusions"]
    assert row == {"first": "demand", "second": "offer", "n": 3, "a_first_b_second": 1, "a_second_b_first": 2}


def test_differences_name_the_place_and_what_each_has(tmp_path: Path) -> None:
    one, two = acts(12), acts(12, prefix="b")
    two[4][3], two[4][6] = "assure", "public"
    del two[7]
    found = agreement(*_both(tmp_path, one, two))["differences"]
    assert [(row["locator"], row["columns"], row["b"] is None) for row in found] == [
        ("d5 para 3", ["kind", "channel"], False),
        ("d8 para 3", [], True),
    ]
    assert (found[0]["a"]["kind"], found[0]["b"]["kind"]) == ("demand", "assure")


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        (acts(0), acts(3, prefix="b"), "cannot be computed: no act in A"),
        (acts(3), acts(0), "cannot be computed: no act in B"),
        (acts(0), acts(0), "cannot be computed: no act in A and B"),
        (acts(1), acts(1, prefix="b"), "cannot be computed: one unit only"),
        (acts(12, kinds=["offer"]), acts(12, kinds=["offer"], prefix="b"), "cannot be computed: no variation"),
    ],
    ids=("empty A", "empty B", "both empty", "one act", "no variation"),
)
def test_what_cannot_be_computed_is_null_with_a_reason(tmp_path: Path, one: Any, two: Any, why: str) -> None:
    part = _strict(agreement(*_both(tmp_path, one, two)))["columns"]["kind"]["all"]
    assert part["alpha"] is None and part["low"] is None
    assert part["why"].startswith(why)


def test_documents_are_resampled_else_occasions_or_days(tmp_path: Path) -> None:
    assert agreement(*_both(tmp_path, acts(12), acts(12)))["clusters"] == {"what": "documents", "n": 12, "needed": 10}
    few = [[*row[:9], "d1 para 1", row[10]] for row in acts(12)]
    assert agreement(*_both(tmp_path, few, few))["clusters"] == {"what": "days", "n": 12, "needed": 10}


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    a, b = _different(tmp_path)
    one, again, other = (json.dumps(agreement(a, b, seed=seed), sort_keys=True) for seed in (1, 1, 2))
    assert one == again != other
