"""The command backtest --forecasts: misses first, then scores; what cannot be scored is said."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import counterpoint
from counterpoint.case.inputs import digests
from counterpoint.cli import main
from counterpoint.evaluation import forecasts
from counterpoint.simulation.by_hand import make_document

TRUTH = """\
case: starter
acts_digest: DIGEST
coder: t1
conduct:
  - {party: upper, towards: lower, since: 2024-01-01, until: 2024-03-31, was: earnest, why: it paid, documents: [d1]}
outcome: {what: a paper on gauges, date: 2024-06-30}
"""
AGREED = """\
agreements:
  - {date: 2024-06-01, between: [upper, lower], kind: partial, what: gauges, documents: [d1]}
known_until: 2025-12-31
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plays = {"upper": "stall", "lower": "sincere"}
    quick = partial(forecasts.backtest, runs=20, cast=lambda case, day, seed: make_document(plays))
    monkeypatch.setattr(forecasts, "backtest", quick)
    home = Path(counterpoint.__file__).parent
    shutil.copytree(home / "case" / "starter", tmp_path / "starter")
    write(tmp_path / "starter", TRUTH + AGREED)
    return tmp_path / "starter"


def write(folder: Path, text: str) -> None:
    (folder / "truth.yaml").write_text(text.replace("DIGEST", digests(folder)["acts.csv"]), encoding="utf-8")


def test_the_document_holds_looks_misses_and_scores(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", str(folder), "--forecasts", "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert {each["main"][0] for each in found["looks"]} == {"upper"}
    assert [found["scores"][weeks]["cases"] for weeks in ("13", "26")] == [1, 1]
    assert found["scores"]["13"]["agreed"] == sum(each["agreed"] for each in found["looks"] if each["weeks"] == 13) > 0


def test_the_misses_are_told_first_and_no_skill_is_claimed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", str(folder), "--forecasts"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "on the wrong side of a half" in lines[0]
    assert "2024-06-01 partial" in "\n".join(lines)
    assert sum("no skill is shown: 1 case cannot show skill, 10 are needed" in line for line in lines) == 2


def test_a_truth_without_agreements_cannot_be_scored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, TRUTH)
    assert main(["backtest", str(folder), "--forecasts"]) == 2
    assert "backtest --forecasts: no look can be scored" in capsys.readouterr().err


def test_games_are_not_forecast_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", "diplomacy", "--forecasts"]) == 2
    assert "expected cases after --forecasts, got diplomacy" in capsys.readouterr().err
