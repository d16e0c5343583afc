"""The command sources: the passage of each act, its quote marked, or why no passage is kept."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from counterpoint.case.bundled import HOME
from counterpoint.cli import main
from counterpoint.cli.sources import near_ids


def test_a_passage_is_printed_with_its_quote_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "dobrynin-1969", "a002"]) == 0
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= 100
    text = " ".join(said.split())
    assert "a002 1969-01-29 demand" in text
    assert (
        "d8: 8. Notes From Lunch" in text and "https://history.state.gov/historicaldocuments/frus1969-76v12/d8" in text
    )
    assert "that »he is looking for evidence of general political movement in many areas«. I stated" in text


def test_every_act_of_every_case_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    for name, kept in (("dobrynin-1969", True), ("geneva-2022", False), ("russia-us-2025", False)):
        assert main(["sources", name, "--json"]) == 0
        document = json.loads(capsys.readouterr().out)
        assert document["marking"] == "TLP:CLEAR"
        for act in document["acts"]:
            assert (act["passage"] is not None) is kept and bool(act["why"]) is not kept
            assert act["verbatim"] is (True if kept else None)
            for piece in act["passage"] or ():
                assert all(piece["text"][a:b] in act["quote"] for a, b in piece["marks"])


@pytest.mark.parametrize(
    ("name", "act", "why"),
    [
        ("geneva-2022", "a001", "no passage kept: cited, not copied"),
        ("russia-us-2025", "a001", "no passage kept: the act names no place in its source (facts only)"),
    ],
)
def test_without_a_passage_the_licence_says_why(
    capsys: pytest.CaptureFixture[str], name: str, act: str, why: str
) -> None:
    assert main(["sources", name, act]) == 0
    assert f"\n  {why}\n" in capsys.readouterr().out


def test_what_is_not_kept_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "case"
    shutil.copytree(HOME / "dobrynin-1969", folder)
    lines = (folder / "passages.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    others = [line for line in lines if not line.startswith('{"document": "d8"')]
    (folder / "passages.jsonl").write_text("".join(others), encoding="utf-8")
    assert main(["sources", str(folder), "a002"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "no passage kept: document d8 is not in passages.jsonl (US Government work" in said
    (folder / "passages.jsonl").write_text("{\n" + "".join(lines), encoding="utf-8")
    assert main(["sources", str(folder), "a002"]) == 1
    assert "passages.jsonl:1 line: expected a JSON object" in capsys.readouterr().err


def test_missing_passages_are_named_where_acts_carry_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "case"
    shutil.copytree(HOME / "dobrynin-1969", folder)
    (folder / "passages.jsonl").unlink()
    assert main(["sources", str(folder), "a002"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "no passage kept: passages.jsonl is missing (US Government work" in said
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out.count("warning: ") == 1


def test_an_unknown_act_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "dobrynin-1969", "a9999"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert re.search(
        r"act: expected one of \d{3} acts, a001 to n\d{3}, got 'a9999' \(try a162 or a161 or a160\)", told.err
    )
    assert len(told.err) < 120


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("a0012", ["a012"]),
        ("A-12", ["a012"]),
        ("a014", ["a013", "a015", "a012"]),
        ("a9999", ["a039", "a038", "a037"]),
        ("halt_reply", ["halt-reply"]),
        ("zebra", []),
        ("", []),
    ],
)
def test_the_nearest_ids_are_named(wrong: str, near: list[str]) -> None:
    known = [f"a{number:03}" for number in range(1, 40) if number != 14] + ["halt-reply"]
    assert near_ids(wrong, known) == near
