"""The commands backtest diplomacy and evaluate diplomacy, on invented games."""

from __future__ import annotations

import builtins
import gzip
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from invented_games import write

from counterpoint.cli import main
from counterpoint.cli.diplomacy import ENOUGH, LEAST, SHOWN
from counterpoint.cli.games import missing
from counterpoint.evaluation.diplomacy import backtest, model
from counterpoint.feeds.diplomacy.files import load


@pytest.fixture(scope="module")
def train(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("train"), (1, 2, 3, 4))


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[dict[str, Any], str]:
    assert main([*words, "--json"]) == 0
    said = capsys.readouterr()
    return json.loads(said.out), said.err


def test_every_game_is_forecast_from_the_others(train: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, err = run(capsys, "backtest", "diplomacy", str(train))
    assert found["n"] == 4 * 144 and [game["game"] for game in found["by_game"]] == [1, 2, 3, 4]
    assert len(err.splitlines()) == 1 and "learned from 3 games only: forecasts are rough" in err
    for name in ("at_sending", "after_orders"):
        assert {*SHOWN, "threshold"} <= set(found[name])
    assert set(found["baselines"]) == {
        "always_true", "base_rate", "bag_of_words", "bag_of_words_and_standing", "receivers",
    }  # fmt: skip
    assert found["at_sending"]["auc"] > 0.7  # the invented lies are worded otherwise


def test_the_number_of_threads_changes_no_byte(
    train: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for threads in ("1", "3"):
        monkeypatch.setenv("COUNTERPOINT_THREADS", threads)
        assert main(["backtest", "diplomacy", str(train), "--json"]) == 0
        found.append(capsys.readouterr().out)
    assert found[0] == found[1]


def test_files_without_orders_are_forecast_with_a_warning(
    train: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    test = write(tmp_path, (7,), with_orders=False, name="test.jsonl") / "test.jsonl"
    found, err = run(capsys, "evaluate", "diplomacy", "--train", str(train), "--test", str(test))
    assert found["n"] == 144 == found["without_orders"]
    assert "--test: no orders were found of game 7: there the forecast after the orders is the one at sending" in err
    assert len(err.splitlines()) == 2 and "after_orders" not in err
    assert found["after_orders"] == found["at_sending"]


def test_a_game_in_both_is_not_learned_from(train: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["evaluate", "diplomacy", "--train", str(train), "--test", str(train)])
    said = capsys.readouterr()
    assert code == 2 and "got none of another game" in said.err
    assert "games 1, 2, 3, 4 are in --train and in --test: they are not learned from" in said.err


def test_the_table_is_printed(train: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    test = write(tmp_path, (8,))
    assert main(["evaluate", "diplomacy", "--train", str(train), "--test", str(test)]) == 0
    out = capsys.readouterr().out
    assert "144 messages" in out and "bag of words" in out and "game 8" in out


MISTAKES = (
    (["evaluate", "diplmacy", "--train", "x", "--test", "y"], 2, "evaluate: expected one of diplomacy"),
    (
        ["evaluate", "diplomacy", "--train", "nowhere", "--test", "nowhere"],
        1,
        "--train: nowhere file: expected a file of press",
    ),
    (
        ["evaluate", "diplomacy", "--train", ".", "--test", "nowhere"],
        1,
        "--test: nowhere file: expected a file of press",
    ),
    (["evaluate", "diplomacy", "--train", "x"], 2, "expected --test, got nothing"),
    (["backtest", "diplomacy"], 2, "backtest diplomacy: expected FILES of press or a folder, got nothing"),
    (["backtest", "diplomacy", "bad.jsonl"], 1, "bad.jsonl:1 dialogue: expected one JSON object on the line"),
)


@pytest.mark.parametrize(("words", "code", "line"), MISTAKES)
def test_mistakes_are_one_line(
    words: list[str], code: int, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("bad.jsonl").write_text("not json\n")
    assert main(words) == code
    said = capsys.readouterr()
    assert said.out == "" and line in said.err and "Traceback" not in said.err


def test_without_scikit_learn_one_line_names_the_extra(
    train: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def no_sklearn(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "sklearn":
            raise ModuleNotFoundError("No module named 'sklearn'", name="sklearn")
        return real(name, *rest, **more)

    for name in [n for n in sys.modules if n.partition(".")[0] == "sklearn"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", no_sklearn)
    assert main(["backtest", "diplomacy", str(train)]) == 2
    assert "(try pip install 'counterpoint[learn]')" in capsys.readouterr().err


def test_games_without_a_lie_cannot_be_learned_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, (1, 2, 3, 4))
    honest = (folder / "press.jsonl").read_text().replace("false", "true")
    (folder / "press.jsonl").write_text(honest)
    assert main(["backtest", "diplomacy", str(folder)]) == 2
    assert "expected lies and truths to learn from" in capsys.readouterr().err


def test_too_few_games_are_refused(train: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two, three = write(tmp_path / "two", (5, 6)), write(tmp_path / "three", (5, 6, 7))
    for words, line in (
        (["evaluate", "diplomacy", "--train", str(two), "--test", str(train)],
         "evaluate diplomacy: expected 3 games with sender_labels or more to learn from, got 2"),
        (["backtest", "diplomacy", str(three)],
         "backtest diplomacy: expected 4 games with sender_labels or more, got 3"),
    ):  # fmt: skip
        assert main(words) == 2
        said = capsys.readouterr()
        assert said.out == "" and said.err == f"counterpoint: {line}\n"


def test_few_games_do_not_collapse(train: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Games 1, 3 and 5 would all fall into one half of 1 to 5; without a fallback nothing would be calibrated."""
    odd, even = write(tmp_path / "odd", (1, 3, 5)), write(tmp_path / "even", (2, 4))
    found, err = run(capsys, "evaluate", "diplomacy", "--train", str(odd), "--test", str(even))
    assert "learned from 3 games only" in err and found["learned_from"] == [1, 3, 5]
    ours = found["at_sending"]
    assert ours["auc"] > 0.7 and 0 < ours["counts"]["tp"] + ours["counts"]["fp"] < found["n"] / 2


def test_the_published_layout_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path / "acl", (1, 2, 3), name="train.jsonl")
    write(root, (8,), name="test.jsonl")
    (root / "data").mkdir()
    for name in ("train.jsonl", "test.jsonl"):
        (root / name).rename(root / "data" / name)
    found, err = run(capsys, "evaluate", "diplomacy", "--train", str(root), "--test", str(root / "data" / "test.jsonl"))
    assert found["without_orders"] == 0 and "orders were found" not in err
    assert "game 8 is in --train and in --test: it is not learned from" in err


DAMAGES = (
    ("press.jsonl", lambda data: data[: len(data) // 2]),
    ("press.jsonl.gz", lambda data: gzip.compress(data)[:-20]),
    ("moves.tar.gz", lambda data: b"no tar"),
)


@pytest.mark.parametrize(("name", "damage"), DAMAGES)
@pytest.mark.parametrize("where", ["--train", "--test", "backtest"])
def test_damaged_files_stop_with_one_line(
    train: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, damage: Any, where: str
) -> None:
    folder = write(tmp_path, (5, 6, 7, 8), with_orders=False)
    data = (folder / "press.jsonl").read_bytes()
    if name.startswith("press"):
        (folder / "press.jsonl").unlink()
    (folder / name).write_bytes(damage(data))
    words = ["backtest", "diplomacy", str(folder)]
    if where != "backtest":
        other = "--test" if where == "--train" else "--train"
        words = ["evaluate", "diplomacy", where, str(folder), other, str(train)]
    assert main(words) == 1
    said = capsys.readouterr()
    (line,) = said.err.splitlines()
    assert said.out == "" and line.startswith(f"counterpoint: {'' if where == 'backtest' else f'{where}: '}{name}")


def test_the_help_tells_layout_and_least_games(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "diplomacy", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for words in ("Three games", "moves.tar.gz", "one folder up", "data/ below", "is not learned from"):
        assert words in told
    assert main(["backtest", "diplomacy", "--help"]) == 0
    assert "backtest diplomacy FILES." in " ".join(capsys.readouterr().out.split())


def test_missing_orders_are_one_line_whatever_their_number(tmp_path: Path) -> None:
    games = load([write(tmp_path, (5, 6, 7, 8))])
    gaps = [replace(g, orders={} if g.id < 7 else dict([*g.orders.items()][:1])) for g in games]
    for some, line in (
        (gaps[:1], "x: no orders were found of game 5: so (try "),
        (gaps[3:], "x: orders of 1 of 2 seasons are missing in game 8: so"),
        (gaps, "x: no orders were found of games 5, 6; orders of 2 of 4 seasons are missing in games 7, 8: so (try "),
    ):
        (told,) = missing(some, "x", so="so")
        assert told.startswith(line)
    assert missing(games, "x", so="so") == []


def test_the_warning_and_the_method_mean_the_same_few_games() -> None:
    assert (LEAST, ENOUGH) == (backtest.LEAST, model.FEW)
