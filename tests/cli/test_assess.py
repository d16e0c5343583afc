"""The main job: what it writes, what it prints, and that the same seed gives the same bytes."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cli.command import run

FILES = {"assessment.json", "cast.json", "dossier.html", "score.svg"}
KEYS = {
    "schema_version", "case", "as_of", "eyes", "seed", "version", "inputs", "coverage", "parties", "channels",
    "measures",
}  # fmt: skip
PARTY_KEYS = {
    "towards", "verdict", "reason", "likelihood_phrase", "posterior", "path", "evidence", "silence", "by_source",
    "flips", "rival", "watch", "predictive_check", "sampling",
}  # fmt: skip


def test_the_document_has_every_key(assessed: dict[str, Any]) -> None:
    assert set(assessed) >= KEYS
    assert set(assessed["parties"]) == {"upper", "lower"}
    for party in assessed["parties"].values():
        assert set(party) >= PARTY_KEYS
        assert set(party["posterior"]) == {"verdict", "aim", "technique"}
        for share in (s for part in party["posterior"].values() for s in part.values()):
            assert 0 <= share["low"] <= share["p"] <= share["high"] <= 1
        assert {"turn", "date", "posterior"} <= set(party["path"][0])
        assert {"act", "decibans", "towards", "against"} <= set(party["evidence"][0])
    for channel in assessed["channels"].values():
        assert {"role", "n_acts", "n_words"} <= set(channel)


def test_inputs_are_digests_of_the_files(starter: Path, assessed: dict[str, Any]) -> None:
    files = ("case.yaml", "acts.csv")
    assert assessed["inputs"] == {f: sha256((starter / "talks" / f).read_bytes()).hexdigest() for f in files}


def test_files_hold_what_was_printed(starter: Path, assessed: dict[str, Any]) -> None:
    assert {f.name for f in (starter / "out").iterdir()} == FILES
    assert json.loads((starter / "out" / "assessment.json").read_text(encoding="utf-8")) == assessed
    dossier = (starter / "out" / "dossier.html").read_text(encoding="utf-8")
    assert "<script" not in dossier and "default-src" in dossier


def test_json_alone_writes_no_file(starter: Path, tmp_path: Path) -> None:
    done = run("assess", str(starter / "talks"), "--json", cwd=tmp_path)
    assert done.returncode == 0 and not list(tmp_path.iterdir())
    json.loads(done.stdout)


@pytest.fixture(scope="module")
def printed(starter: Path) -> str:
    """What assess prints without --json, in the folder of the starter case, with one thread."""
    done = run("assess", "talks", cwd=starter, env={"COUNTERPOINT_THREADS": "1"})
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_without_json_it_prints_the_summary_and_writes_to_the_usual_place(
    starter: Path, printed: str, assessed: dict[str, Any]
) -> None:
    said = " ".join(printed.split())
    for party in assessed["parties"].values():
        head = party["sentence"].partition(": undetermined.")[0]
        reason = party["reason"]
        assert f"{head}: undetermined." in said and f"{reason[0].upper()}{reason[1:]}" in said
    assert "A move is an act of the party" in said
    assert all(f"wrote counterpoint-out/talks/{name}" in printed for name in FILES)
    assert {f.name for f in (starter / "counterpoint-out" / "talks").iterdir()} == FILES


def test_the_same_seed_gives_the_same_bytes_with_one_thread_or_more(
    starter: Path, printed: str, assessed: dict[str, Any]
) -> None:
    for name in FILES:
        one, two = (starter / folder / name for folder in ("counterpoint-out/talks", "out"))
        assert one.read_bytes() == two.read_bytes(), name


def test_another_seed_or_another_view_gives_other_bytes(starter: Path, assessed: dict[str, Any]) -> None:
    """Positive control: the bytes depend on what they should depend on."""
    seeded = run("assess", "talks", "--json", "--seed", "1", cwd=starter)
    assert json.loads(seeded.stdout)["parties"]["upper"]["posterior"] != assessed["parties"]["upper"]["posterior"]


def test_views_change_what_is_on_record(starter: Path, assessed: dict[str, Any]) -> None:
    earlier = json.loads(run("assess", "talks", "--json", "--as-of", "2024-02-10", cwd=starter).stdout)
    assert earlier["as_of"] == "2024-02-10"
    assert {e["act"] for e in earlier["parties"]["upper"]["evidence"]} <= {"a1", "a3", "a4", "a5"}
    outside = json.loads(run("assess", "talks", "--json", "--eyes", "public", cwd=starter).stdout)
    assert outside["eyes"] == "public"
    assert not {e["act"] for e in outside["parties"]["upper"]["evidence"]} & {"a1", "a3", "a4", "a8"}
    fewer = json.loads(run("assess", "talks", "--json", "--without", "a3", "paper", cwd=starter).stdout)
    assert fewer["settings"]["without"] == ["a3", "paper"]
    assert {e["act"] for e in fewer["parties"]["upper"]["evidence"]} <= {"a1", "a4", "a8"}


def test_a_prior_of_ones_own(starter: Path, assessed: dict[str, Any]) -> None:
    (starter / "prior.yaml").write_text("good_faith: 4\nhard_bargaining: 1\nbad_faith: 1\nnone: 0.1\n")
    moved = json.loads(run("assess", "talks", "--json", "--prior", "prior.yaml", cwd=starter).stdout)
    assert moved["settings"]["prior"]["good_faith"] == 0.6
    before, after = (d["parties"]["upper"]["posterior"]["verdict"]["good_faith"]["p"] for d in (assessed, moved))
    assert after > before
