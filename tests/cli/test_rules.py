"""Rules of the simulation from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterpoint.cli import main
from counterpoint.cli.guard import UsageError
from counterpoint.cli.rules import rules_of
from counterpoint.simulation.rules import RULES, Rules

HAND = "parties:\n  upper: sincere\n  lower: stall\n"


def _file(folder: Path, text: str) -> Path:
    (folder / "mine.yaml").write_text(text)
    return folder / "mine.yaml"


def test_a_file_puts_its_rules_in_place_and_leaves_the_others(tmp_path: Path) -> None:
    found = rules_of(_file(tmp_path, "keeps: 0.7\nswans: 0\n"), Rules(more_moves=1.25))
    assert (found.keeps, found.swans, found.more_moves, found.push) == (0.7, 0.0, 1.25, Rules().push)
    assert rules_of(None, found) is found


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("keep: 0.7", "mine.yaml: keep: expected one of"),
        ("keeps: 1.2", "mine.yaml: keeps: expected a chance from 0 to 1, got 1.2"),
        ("keeps: often", "mine.yaml: keeps: expected a number from 0 [chance], got 'often'"),
        ("keeps: -0.1", "mine.yaml: keeps: expected a number from 0 [chance], got -0.1"),
        ("drift_days: 0", "mine.yaml: drift_days: expected more than 0 days, got 0"),
        ("- keeps", "mine.yaml: expected lines such as `keeps: 0.7`, got something else"),
        ("keeps: 1\nkeeps: 0", "mine.yaml:2"),
    ],
)
def test_one_line_says_what_is_off(text: str, line: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        rules_of(_file(tmp_path, text), Rules())
    assert str(told.value).startswith(line) and len(str(told.value).splitlines()) == 1


def test_all_that_is_off_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        rules_of(_file(tmp_path, "keep: 1\nkeeps: 2\n"), Rules())
    assert len(str(told.value).splitlines()) == 2


def test_every_rule_is_told() -> None:
    assert tuple(RULES) == Rules._fields


def test_simulate_plays_by_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A world in which black swans strike each week and end it ends by them; the control, without them, does not."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "talks"]) == 0
    Path("hand.yaml").write_text(HAND)
    found = {}
    for name, rule in (("many", "swans: 500\nswan_ends: 1\n"), ("none", "swans: 0\n")):
        _file(tmp_path, rule)
        capsys.readouterr()
        words = ["simulate", "talks", "--cast", "hand.yaml", "--runs", "50", "--turns", "8", "--rules", "mine.yaml"]
        assert main([*words, "--json"]) == 0
        document = json.loads(capsys.readouterr().out)
        found[name] = next(e["p"] for e in document["endings"] if e["ending"] == "shock")
        assert document["rules"]["swans"] == float(rule.split()[1])
    assert found["many"] == 1.0 and found["none"] == 0.0
