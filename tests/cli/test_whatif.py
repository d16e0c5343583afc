"""The commands levers, whatif and value: what they print, and the line for a mistake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counterpoint.cli import main
from counterpoint.cli.given import sound_case
from counterpoint.levers import LEVERS
from counterpoint.reports.whatif_lines import value_lines, whatif_lines

CASE = "geneva-2022"
CAST = "parties:\n  russia: stall\n  us: sincere\n"


@pytest.fixture
def cast(tmp_path: Path) -> Path:
    """A cast by hand."""
    file = tmp_path / "cast.yaml"
    file.write_text(CAST, encoding="utf-8")
    return file


def document(words: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The JSON that a command prints, and nothing else."""
    assert main([*words, "--json"]) == 0
    said = capsys.readouterr()
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_levers_are_listed_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["levers"]) == 0
    said = capsys.readouterr().out
    assert all(f"--lever {name}" in said and LEVERS[name].what in said for name in LEVERS)
    for name, lever in LEVERS.items():
        assert main(["levers", name]) == 0
        said = capsys.readouterr().out
        assert lever.rule in said and f"status: {lever.status}" in said
        assert all(f"  {p.name}: {p.what}" in said for p in lever.params)


def test_a_default_that_holds_only_without_another_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["levers", "deadline"]) == 0
    said = capsys.readouterr().out
    assert "--lever deadline:days=30,believed=1,on=both\n" in said
    assert "  days: when it falls due, from 1 to 36500 [days], default 30 where no date is given\n" in said
    assert "  date: the same as a date [YYYY-MM-DD], optional\n" in said


def test_help_tells_how_a_lever_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whatif", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "NAME:key=value,key=value" in said and "[default: 2000]" in said
    assert main(["value", "--help"]) == 0


MISTAKES = (
    (["levers", "mtue"], "lever: expected one of deadline, pressure", "got 'mtue' (try mute)"),
    (["whatif", CASE], "whatif: expected --lever NAME[:k=v,k=v], got nothing", "(try counterpoint levers)"),
    (["whatif", CASE, "--lever", "presure:on=us"], "lever: expected one of", "got 'presure' (try pressure)"),
    (["whatif", CASE, "--lever", "pressure:onn=us"], "pressure: expected one of on, k, got 'onn' (try on)", ""),
    (["whatif", CASE, "--lever", "pressure:on=us,k=99"], "pressure:k: expected a number from 0 to 10", "(try 10)"),
    (["whatif", CASE, "--lever", "face", "--lever", "face"], "face: expected once on all, got it twice", ""),
    (["whatif", CASE, "--lever", "face", "--towards", "rusia"], "--towards: expected one of", "(try russia)"),
    (["whatif", CASE, "--lever", "face", "--runs", "1"], "--runs: expected a whole number from 2", "got 1"),
    (["value", CASE, "--runs", "3"], "--runs: expected a whole number from 20 to", "got 3"),
    (["value", CASE, "--turns", "0"], "--turns: expected a whole number from 1", "got 0"),
)


def test_all_mistakes_are_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    levers = ("mutee", "deadline:days=x,foo=3", "face")
    told = [word for lever in levers for word in ("--lever", lever)]
    assert main(["whatif", CASE, *told, "--turns", "0", "--cast", "nowhere.yaml", "--towards", "rusia"]) == 2
    lines = capsys.readouterr().err.splitlines()
    begins = ("--turns", "--cast", "lever: ", "deadline: ", "deadline:days", "--towards")
    assert [line.startswith(f"counterpoint: {b}") for line, b in zip(lines, begins, strict=True)] == [True] * 6


@pytest.mark.parametrize(("words", "begin", "end"), MISTAKES, ids=lambda v: " ".join(v) if isinstance(v, list) else "")
def test_a_mistake_is_one_line(
    words: list[str], begin: str, end: str, cast: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [] if words[0] == "levers" else ["--cast", str(cast)]
    assert main([*words, *options]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith(f"counterpoint: {begin}") and end in line, line


def test_who_plays_is_asked_of_the_cast(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Positive control: a party of the case that the cast leaves out can neither be named nor be pulled on."""
    file = tmp_path / "pair.yaml"
    file.write_text("parties: {israel: stall, egypt: sincere}\n", encoding="utf-8")
    words = ["whatif", "dobrynin-1969", "--cast", str(file), "--runs", "40", "--turns", "6", "--lever", "face"]
    assert document([*words, "--towards", "egypt"], capsys)["towards"] == "egypt"
    assert main([*words, "--towards", "ussr", "--lever", "support:party=us"]) == 2
    one, other = capsys.readouterr().err.splitlines()
    assert one.startswith("counterpoint: support:party: expected one of israel, egypt, got 'us'")
    assert other.startswith("counterpoint: --towards: expected one of israel, egypt, got 'ussr'")


def test_what_if_in_lines_and_in_json(cast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["whatif", CASE, "--cast", str(cast), "--runs", "200", "--turns", "12"]
    words += ["--lever", "pressure:on=russia,k=3", "--lever", "open:channel=hotel"]
    assert main(words) == 2, "a channel that is not there"
    assert "open:channel: expected one of" in capsys.readouterr().err
    words[-1] = "deadline:days=30,believed=0.8"
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "would have been)" in said and "payoff of Russia" in said
    assert "If Russia plays one thing from first to last" in said
    assert all(f"\n  {aim} " in said for aim in ("sincere", "constrained", "stall", "tough"))
    found = document(words, capsys)
    assert found["towards"] == "russia" and found["asking"] == "us" and found["runs"] == 200
    assert [lever["lever"] for lever in found["levers"]] == ["deadline", "pressure"]
    assert [r["aim"] for r in found["readings"]] == ["sincere", "constrained", "stall", "tough"]
    assert sum(row["difference"] for row in found["endings"]) == pytest.approx(0.0, abs=1e-3)
    assert found == document(words, capsys)


def test_a_spread_that_is_not_told_says_why(cast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Positive control: one that is told stands there."""
    words = ["whatif", CASE, "--cast", str(cast), "--runs", "20", "--turns", "4", "--lever", "face"]
    found, case = document(words, capsys), sound_case(CASE).case
    for model, end in (None, "  not told from chance"), ([0.01, 0.02], "  +1.00 to +2.00 %"):
        found["agreement"] |= {"seen": True, "interval": [0.01, 0.03], "model": model}
        (row,) = (line for line in whatif_lines(case, found) if line.startswith("agreement on more "))
        assert row.endswith(end)


def test_levers_in_another_order_give_the_same_bytes(cast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["whatif", CASE, "--cast", str(cast), "--runs", "60", "--turns", "10"]
    pair = ["--lever", "chief:party=us", "--lever", "face:slack=0.05"]
    for how in ([], ["--json"]):
        said = []
        for levers in (pair, pair[2:] + pair[:2]):
            assert main([*words, *levers, *how]) == 0
            said.append(capsys.readouterr().out)
        assert "chief" in said[0] and said[0] == said[1]


def test_what_channels_are_worth_adds_up(cast: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["value", CASE, "--cast", str(cast), "--runs", "60", "--turns", "10"]
    found = document(words, capsys)
    assert found["channels"]
    for yardstick in found["yardsticks"]:
        total = sum(row["worth"][yardstick]["value"] for row in found["channels"])
        whole = found["with_all"][yardstick] - found["with_none"][yardstick]
        assert total == pytest.approx(whole, abs=1e-4 * (len(found["channels"]) + 2))
    assert main(words) == 0
    said = capsys.readouterr().out
    assert all(f"\n{row['channel']} " in said for row in found["channels"])
    assert "none of them" in said
    for orders, told in (1, "(1 order)"), (2, "(2 orders)"):
        assert told in " ".join(value_lines(sound_case(CASE).case, found | {"orders": orders}))


EARLY = ["--as-of", "2025-02-14", "--runs", "20", "--turns", "4"]
LATER = ("ministers", "desk", "security", "economic", "istanbul")


@pytest.mark.parametrize("words", [["simulate"], ["value"], ["whatif", "--lever", "mute:channel=leaders"]])
def test_a_channel_that_was_not_there_yet_is_nowhere(
    words: list[str], cast: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [words[0], "russia-us-2025", *words[1:], "--cast", str(cast), *EARLY]
    early = json.dumps(document(command, capsys))
    assert not [name for name in LATER if f'"{name}"' in early]
    if words[0] == "value":
        command[command.index("--as-of") + 1] = "2025-03-01"
        assert {"desk", "economic"} <= {row["channel"] for row in document(command, capsys)["channels"]}


def test_a_lever_on_a_channel_that_was_not_there_yet_is_told_since_when(
    cast: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    levers = ("mute:channel=istanbul", "merge:of=leaders, into=desk", "mute:channel=nowhere", "pressure:on=desk",
              "backchannel:like=desk")  # fmt: skip
    command = ["whatif", "russia-us-2025", "--cast", str(cast), *(w for n in levers for w in ("--lever", n))]
    assert main([*command, *EARLY]) == 2
    lines = capsys.readouterr().err.splitlines()
    ends = (
        "got 'istanbul', which was not there before 2025-05-16 (try --as-of 2025-05-16)",
        "got 'desk', which was not there before 2025-02-27 (try --as-of 2025-02-27)",
        "got 'nowhere' (try leaders)",
        "got 'desk' (try russia)",
        "got 'desk', which was not there before 2025-02-27 (try --as-of 2025-02-27)",
    )
    assert [line.endswith(end) for line, end in zip(lines, ends, strict=True)] == [True] * len(ends), lines
    assert lines[0].startswith("counterpoint: mute:channel: expected one of leaders, witkoff-putin, track2")
    assert main([*command[:6], "--as-of", "2025-05-16", *EARLY[2:]]) == 0
