"""Playing a case forward: what it writes, what it refuses, and that the same seed gives the same bytes."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from counterpoint.cli import main
from counterpoint.cli.casts import Wanted, cast_of, laid as casts_laid
from counterpoint.cli.given import sound_case
from counterpoint.cli.guard import UsageError

HAND = "parties:\n  upper: sincere\n  lower: {aim: stall, techniques: [modulation]}\n"
FEW = ("--cast", "hand.yaml", "--runs", "40", "--turns", "8")
TOLD = {"typical", "surprising", "nearest_to_settlement", "nearest_to_breakdown"}


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The starter case in a folder of its own, with a cast by hand beside it."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "talks"]) == 0
    Path("hand.yaml").write_text(HAND)
    capsys.readouterr()
    return tmp_path / "talks"


@pytest.fixture
def played(talks: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What a simulation of it prints."""
    assert main(["simulate", "talks", *FEW, "--out", "out"]) == 0
    return capsys.readouterr().out


def test_help_tells_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--help"]) == 0
    said = capsys.readouterr().out
    assert all(option in said for option in ("--cast", "--runs", "--turns", "--as-of", "--seed", "--out", "--json"))


@pytest.mark.parametrize(
    ("words", "begin", "end"),
    [
        (["--turns", "0"], "--turns: expected a whole number from 1 to 520, got 0", ""),
        (["--turns", "ten"], "--turns: expected a whole number", "'ten'"),
        (["--runs", "0"], "--runs: expected a whole number from 1 to", "got 0"),
        (["--seed", "-1"], "--seed: expected a whole number from 0 to", "got -1"),
        (["--cast", "nowhere.yaml"], "--cast: expected a file that can be read, got nowhere.yaml", ""),
        (["--cast", "other.json"], "--cast: expected a cast of starter, got one of elsewhere", ""),
        (["--cast", "broken.json"], "--cast: expected the cast.json of counterpoint assess, or a cast by hand", ""),
        (["--cast", "aim.yaml"], "aim.yaml: parties.lower: expected an aim, one of sincere", "got 'stal'"),
        (["--cast", "party.yaml"], "party.yaml: parties.upr: expected one of upper, lower", "got upr"),
        (["--cast", "."], "--cast: expected a file that can be read, got .: Is a directory", ""),
        (["--cast", "null.yaml"], "null.yaml: parties.upper: expected an aim, one of sincere", "got nothing"),
        (["--cast", "none.yaml"], "none.yaml: parties.upper: expected an aim, one of sincere", "got nothing"),
        (["--cast", "third.yaml"], "third.yaml: parties.bank: expected an aim, one of sincere", "got nothing"),
        (["--cast", "keys.yaml"], "keys.yaml: prior: expected parties and nothing else, got prior", ""),
        (["--cast", "bank.yaml"], "bank.yaml: parties.bank: expected whom it faces in the cast, too", "got nobody"),
        (["--cast", "alone.yaml"], "cast: expected two parties that face each other", ""),
        (["--as-of", "31.3.2024"], "--as-of: expected a date", ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_one_line_says_what_was_expected(
    words: list[str], begin: str, end: str, talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parties = {p: {"aim": [], "techniques": [], "values": {}, "channels": []} for p in ("upper", "lower")}
    Path("other.json").write_text(json.dumps({"case": "elsewhere", "parties": parties}))
    Path("broken.json").write_text('{"parties": 3}')
    Path("aim.yaml").write_text("parties: {upper: sincere, lower: stal}\n")
    Path("party.yaml").write_text("parties: {upr: sincere, lower: stall}\n")
    Path("null.yaml").write_text("parties: {upper: null, lower: stall}\n")
    Path("none.yaml").write_text("parties: {upper: }\n")
    Path("third.yaml").write_text("parties:\n  upper: sincere\n  lower: stall\n  bank:\n")
    Path("keys.yaml").write_text("parties: {upper: sincere, lower: stall}\nprior: {}\n")
    Path("bank.yaml").write_text("parties: {upper: sincere, lower: stall, bank: sincere}\n")
    Path("alone.yaml").write_text("parties: {upper: sincere}\n")
    options = words if "--cast" in words else ["--cast", "hand.yaml", *words]
    assert main(["simulate", "talks", *options]) == 2
    said = capsys.readouterr()
    (line,) = said.err.splitlines()
    assert said.out == "" and line.startswith(f"counterpoint: {begin}") and end in line, line
    assert not Path("counterpoint-out").exists()


def test_a_party_whose_counterpart_is_not_cast_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control: with its counterpart in the cast it plays."""
    monkeypatch.chdir(tmp_path)
    file, given = Path("hand.yaml"), sound_case("dobrynin-1969")
    file.write_text("parties: {us: sincere, ussr: stall, syria: tough}\n")
    with pytest.raises(UsageError) as told:
        cast_of(Wanted(given, None, 0), file)
    assert str(told.value) == ("hand.yaml: parties.syria: expected whom it faces in the cast, too, got no line for"
                               " jordan (try one, or none for syria)")  # fmt: skip
    file.write_text("parties: {us: sincere, ussr: stall, syria: tough, jordan: tough}\n")
    assert set(cast_of(Wanted(given, None, 0), file)["parties"]) == {"us", "ussr", "syria", "jordan"}


def test_a_cast_that_has_seen_more_is_refused(talks: Path) -> None:
    """A forecast as of March must not know what April showed."""
    from counterpoint.case.inputs import digests
    from counterpoint.playbooks import DIGEST

    given = sound_case("talks")
    parties = {p: {"aim": [], "techniques": [], "values": {}, "channels": []} for p in ("upper", "lower")}
    cast = {"case": "starter", "parties": parties, "inputs": digests(given.folder), "as_of": "2024-06-30",
            "playbooks_digest": DIGEST}  # fmt: skip
    Path("cast.json").write_text(json.dumps(cast))
    early = Wanted(given, date(2024, 3, 10).toordinal(), 0)
    with pytest.raises(UsageError, match="expected a cast as of 2024-03-10 or before, got one of 2024-06-30"):
        cast_of(early, Path("cast.json"))
    assert cast_of(Wanted(given, None, 0), Path("cast.json")) == cast


def test_the_files_that_it_writes(talks: Path, played: str) -> None:
    out = Path("out")
    runs = {f.name for f in (out / "runs").iterdir()}
    assert {f.name for f in out.iterdir()} == {"forecast.json", "forecast.html", "runs"}
    assert "typical" in runs and runs <= TOLD
    assert set(re.findall(r"^wrote (\S+)$", played, re.M)) == {
        "out/forecast.json", "out/forecast.html", *(f"out/runs/{name}" for name in runs)
    }  # fmt: skip
    page = (out / "forecast.html").read_text(encoding="utf-8")
    assert "<script" not in page and "default-src" in page and "8 turns of" in page
    assert str(Path.cwd()) not in page + (out / "forecast.json").read_text(encoding="utf-8")


def test_runs_of_another_forecast_do_not_stay(talks: Path, played: str) -> None:
    stale = Path("out/runs/surprising")
    stale.mkdir(exist_ok=True)
    for name in ("case.yaml", "acts.csv", "series.csv", "notes.txt"):
        (stale / name).write_text("old")
    assert main(["simulate", "talks", "--cast", "hand.yaml", "--runs", "1", "--turns", "2", "--out", "out"]) == 0
    assert "old" not in {f.read_text() for f in Path("out/runs").glob("*/*.*") if f.name != "notes.txt"}
    assert (stale / "notes.txt").read_text() == "old", "what others put there is left alone"


def test_the_json_is_the_same_for_the_same_seed_and_any_number_of_threads(
    talks: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for threads, seed in (("1", "3"), ("2", "3"), ("1", "4")):
        monkeypatch.setenv("COUNTERPOINT_THREADS", threads)
        assert main(["simulate", "talks", *FEW, "--seed", seed, "--json"]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != said[2]
    document = json.loads(said[0], parse_constant=lambda name: pytest.fail(name))
    assert sum(row["p"] for row in document["endings"]) == pytest.approx(1.0, abs=1e-3)
    assert document["cast_made"] == {"by": "hand"} and set(document["inputs"]) >= {"case.yaml", "acts.csv"}
    assert not Path("counterpoint-out").exists(), "JSON alone writes no file"


def test_a_told_run_is_a_case_that_says_what_it_is(
    talks: Path, played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in sorted(Path("out/runs").iterdir()):
        assert main(["check", str(folder)]) == 0, capsys.readouterr().out
        assert "played, none of it has happened" in sound_case(str(folder)).case.title
    assert main(["check", "out/runs"]) != 0, "the check must see a folder that is no case"


def test_a_told_run_can_be_assessed(talks: Path, played: str) -> None:
    from counterpoint.inference.assess import assess

    case = sound_case("out/runs/typical").case
    found, _, record = assess(case, particles=8)
    assert len(record.acts) > len(sound_case("talks").case.acts) and set(found["parties"]) == {"upper", "lower"}


def test_marking_goes_into_every_file(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = talks / "case.yaml"
    file.write_text(re.sub(r"^marking:.*\n|^(?=parties:)", "", file.read_text(), flags=re.M), encoding="utf-8")
    file.write_text(f"marking: TLP:AMBER\n{file.read_text()}", encoding="utf-8")
    assert main(["simulate", "talks", *FEW, "--out", "out"]) == 0
    assert capsys.readouterr().out.startswith("TLP:AMBER\n")
    assert json.loads(Path("out/forecast.json").read_text())["marking"] == "TLP:AMBER"
    assert Path("out/forecast.html").read_text(encoding="utf-8").count('amber"><span>TLP:AMBER</span>') == 2
    assert {sound_case(str(f)).case.marking for f in Path("out/runs").iterdir()} == {"TLP:AMBER"}


def test_a_day_to_begin_after_is_shown(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "talks", *FEW, "--as-of", "2024-03-10", "--json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["as_of"] == "2024-03-10"
    assert all(on <= "2024-03-10" for fan in document["fans"] for on, _ in fan["past"])


def test_a_day_on_which_nobody_has_acted_yet_is_told_so(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Positive control: where some have acted and face nobody, who it is is told."""
    assert main(["simulate", "talks", "--runs", "10", "--turns", "4", "--as-of", "2024-01-05"]) == 2
    assert capsys.readouterr().err == (
        "counterpoint: cast: expected two parties that face each other, but no party has acts on record by 2024-01-05"
        " (try --cast FILE, or a later --as-of)\n"
    )
    Path("alone.yaml").write_text("parties: {lower: stall}\n")
    for day in ("2024-01-05", "2024-01-12"):
        assert main(["simulate", "talks", "--cast", "alone.yaml", "--as-of", day]) == 2
        assert capsys.readouterr().err.endswith("expected two parties that face each other, got lower\n")


def test_an_assessment_that_lies_there_is_used_and_its_dossier_gains_the_forecast(
    starter: Path,
    assessed: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from counterpoint.cli import casts

    monkeypatch.setattr(casts, "_assessed", lambda wanted, tell: pytest.fail("assessed anew"))
    copytree(starter / "out", tmp_path / "out")
    before = (tmp_path / "out" / "dossier.html").read_text(encoding="utf-8")
    words = ["simulate", str(starter / "talks"), "--runs", "40", "--turns", "8", "--out", str(tmp_path / "out")]
    assert main(words) == 0
    after = (tmp_path / "out" / "dossier.html").read_text(encoding="utf-8")
    assert "stays as it was" not in capsys.readouterr().out
    assert "#forecast" not in before and 'id="forecast"' in after and "Where it may end" in after
    again = ["assess", str(starter / "talks"), "--out", str(tmp_path / "out")]
    assert main(again) == 0 and "not of this assessment" not in capsys.readouterr().out
    assert (tmp_path / "out" / "dossier.html").read_text(encoding="utf-8") == after
    assert main([*words, "--as-of", "2024-03-20", "--cast", str(_hand(tmp_path))]) == 0
    assert (tmp_path / "out" / "dossier.html").read_text(encoding="utf-8") == after
    assert "dossier.html stays as it was" in capsys.readouterr().out
    assert main(again) == 0 and "not of this assessment" in capsys.readouterr().out
    assert (tmp_path / "out" / "dossier.html").read_text(encoding="utf-8") == before


def test_an_assessment_with_other_settings_is_not_taken_for_the_plain_one(
    starter: Path, assessed: dict[str, Any], tmp_path: Path
) -> None:
    given = sound_case(str(starter / "talks"))
    copytree(starter / "out", tmp_path / "out")
    assert casts_laid(Wanted(given, None, 0, tmp_path / "out")) is not None
    assert casts_laid(Wanted(given, None, 1, tmp_path / "out")) is None, "another seed"
    other = {**assessed, "settings": {**assessed["settings"], "without": ["press"]}}
    (tmp_path / "out" / "assessment.json").write_text(json.dumps(other))
    assert casts_laid(Wanted(given, None, 0, tmp_path / "out")) is None


def _hand(folder: Path) -> Path:
    file = folder / "hand.yaml"
    file.write_text(HAND)
    return file
