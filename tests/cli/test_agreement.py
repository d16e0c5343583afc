"""The command agreement: lines that fit, one JSON document, and mistakes that are told in a line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint.case.bundled import HOME
from counterpoint.cli import main

HEADER = "id,date,actor,kind,source,locator,issue,position,note\n"
ROWS = "".join(f"a{n},1969-02-{n + 1:02},nixon,offer,frus_memcon,d{n} para 3,salt,0.{n},said {n}\n" for n in range(9))


@pytest.fixture
def coders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two coders' files, a.csv and b.csv, in the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(HEADER + ROWS, encoding="utf-8")
    other = ROWS.replace("nixon,offer", "nixon,demand", 2).replace("a8,1969-02-09", "b8,1970-02-09")
    (tmp_path / "b.csv").write_text(HEADER + other, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("room", [80, 140])
def test_lines_fit_and_say_where_the_coders_differ(
    coders: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(room))
    assert main(["agreement", "a.csv", "b.csv"]) == 0
    said = capsys.readouterr().out
    lines = said.splitlines()
    assert max(map(len, lines)) <= room
    assert "matched 8, only A 1, only B 1" in lines
    assert "    2  A offer, B demand" in lines
    assert "d0 para 3, 1969-02-01, nixon: kind" in lines
    assert "d8 para 3, 1970-02-09, nixon: A has no such act" in lines
    beside = [line for line in lines if "A a0  offer / salt" in line and "B a0  demand / salt" in line]
    assert bool(beside) is (room == 140)


def test_json_is_one_document_of_the_same_bytes(coders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = []
    for _ in range(2):
        assert main(["agreement", "a.csv", "b.csv", "--json"]) == 0
        texts.append(capsys.readouterr().out)
    document = json.loads(texts[0], parse_constant=pytest.fail)
    assert texts[0] == texts[1]
    assert (document["a"]["file"], document["matching"]["matched"]) == ("a.csv", 8)
    assert document["columns"]["channel"]["matched"]["alpha"] is None
    assert document["columns"]["channel"]["matched"]["why"].startswith("cannot be computed: no variation")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nixon,offer", "nixon,ofer", "b.csv:2 kind: expected one of offer,"),
        (
            "1969-02-01",
            "2/1/1969",
            "b.csv:2 date: expected a date YYYY-MM-DD, YYYY-MM or YYYY, got '2/1/1969' (try 1969",
        ),
        ("id,date", "nr,date", "b.csv:1 id: expected a column id, got none (try naming column 'nr' id)"),
        ("a1,", "a0,", "b.csv:3 id: expected an id that stands once in the file, got 'a0' again, first at line 2"),
    ],
    ids=("kind", "date", "column", "id"),
)
def test_bad_input_is_told_of_in_a_line(
    coders: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    text = (HEADER + ROWS).replace(old, new, 1)
    (coders / "b.csv").write_text(text, encoding="utf-8")
    assert main(["agreement", "a.csv", "b.csv"]) == 1
    told = capsys.readouterr()
    assert told.out == "" and f"counterpoint: {said}" in told.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["a.csv", "a.csv"], 2, "expected the files of two coders, got a.csv twice"),
        (["a.csv", "c.csv"], 1, "c.csv file: expected a coder's acts file (.csv), got nothing of that name"),
        (["a.csv", str(HOME / "dobrynin-1969")], 1, "got a folder (try dobrynin-1969/acts.csv)"),
        (["a.csv"], 2, "agreement: expected B.csv, got nothing"),
        (["a.csv", "b.csv", "--seed", "-1"], 2, "--seed: expected a whole number from 0, got -1"),
        (["a.csv", "b.csv", "--case", "geneva-2022"], 1, "a.csv:2 actor: expected a party or envoy"),
        (["a.csv", "b.csv", "--case", "dobrynin"], 2, "(try dobrynin-1969)"),
        (
            ["a.csv", "b.csv", "--case", str(HOME / "iran-2012" / "acts.csv")],
            1,
            "acts.csv case: expected a folder with case.yaml and acts.csv, got a file (try the folder that it is in)",
        ),
    ],
    ids=("same", "missing", "folder", "one", "seed", "other case", "no case", "case file"),
)
def test_plausible_mistakes_are_told_of(
    coders: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    assert main(["agreement", *words]) == code
    told = capsys.readouterr()
    assert told.out == "" and said in told.err and "Traceback" not in told.err


def test_a_case_that_fits_is_no_obstacle(coders: Path) -> None:
    """Positive control of the check against a case."""
    assert main(["agreement", "a.csv", "b.csv", "--case", "dobrynin-1969"]) == 0


def test_a_missing_extra_is_named_in_a_line(coders: Path) -> None:
    code = "import sys; sys.modules['krippendorff'] = None; "
    code += "from counterpoint.cli import main; sys.exit(main(sys.argv[1:]))"
    words = [sys.executable, "-c", code, "agreement", "a.csv", "b.csv"]
    done = subprocess.run(words, capture_output=True, text=True, cwd=coders, timeout=120, check=False)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr == (
        "counterpoint: agreement: expected the package krippendorff, got nothing "
        "(try pip install 'counterpoint[coding]')\n"
    )


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (0, "no act of A matched one of B: are these two codings of the same documents?"),
        (1, "only 1 of 27 acts matched: are these two codings of the same documents?"),
    ],
)
def test_codings_of_other_documents_are_doubted_first(
    coders: Path, capsys: pytest.CaptureFixture[str], kept: int, said: str
) -> None:
    rows = [f"a{n},1969-02-01,nixon,offer,frus_memcon,d{n} para 3,salt,,x\n" for n in range(27)]
    others = [row if n < kept else row.replace(",d", ",e") for n, row in enumerate(rows)]
    (coders / "a.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    (coders / "b.csv").write_text(HEADER + "".join(others), encoding="utf-8")
    assert main(["agreement", "a.csv", "b.csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == said
    assert main(["agreement", "a.csv", "b.csv", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["matching"]["matched"] == kept and said in told.err


def test_files_that_match_are_not_doubted(coders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", "a.csv", "b.csv"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("A: a.csv, 9 acts\n") and told.err == ""


@pytest.mark.parametrize(("empty", "named"), [(["b.csv"], "b.csv"), (["a.csv", "b.csv"], "a.csv and b.csv")])
def test_a_file_without_acts_is_nothing_to_compare(
    coders: Path, capsys: pytest.CaptureFixture[str], empty: list[str], named: str
) -> None:
    for name in empty:
        (coders / name).write_text(HEADER, encoding="utf-8")
    assert main(["agreement", "a.csv", "b.csv"]) == 1
    told = capsys.readouterr()
    said = f"counterpoint: {named}: no act below the header, so there is nothing to compare\n"
    assert (told.out, told.err) == ("", said)


def _coded(file: Path, coder: str) -> None:
    text = (HEADER + ROWS).replace("\n", f",{coder}\n").replace(f"note,{coder}", "note,coder")
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("a", "b", "got"),
    [
        ("c1", "a;b", "b.csv warning: coder: expected an independent coding, got rows of 'a;b'; a is the other coder"),
        ("ann", "ann;j", "got rows of 'ann;j'; ann is the other coder"),
        ("ann", "ann", "got rows of 'ann', whom the other file names too"),
        ("ann", "ben", ""),
        ("", "", ""),
        ("ann;cleo", "ben;dan", ""),
    ],
)
def test_a_file_that_names_the_other_coder_is_warned_of(
    coders: Path, capsys: pytest.CaptureFixture[str], a: str, b: str, got: str
) -> None:
    _coded(coders / "a.csv", a)
    _coded(coders / "b.csv", b)
    assert main(["agreement", "a.csv", "b.csv"]) == 0
    err = capsys.readouterr().err
    assert got in err and err.count("\n") == bool(got)


def test_the_acts_of_a_case_are_no_independent_coding(coders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (coders / "b.csv").rename(coders / "acts.csv")
    assert main(["agreement", "a.csv", "acts.csv"]) == 0
    assert capsys.readouterr().err == ""
    (coders / "case.yaml").write_text("", encoding="utf-8")
    assert main(["agreement", "a.csv", "acts.csv"]) == 0
    said = "acts.csv warning: coder: expected an independent coding, got the acts of the case itself, beside case.yaml"
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("what", ["another case", "German dates"])
def test_very_many_problems_are_told_in_forty_lines(
    coders: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    day = "20.2.1969" if what == "German dates" else "1969-02-20"
    rows = "".join(f"a{n},{day},nixon,offer,frus_memcon,d{n} para 3,salt,,x\n" for n in range(100))
    (coders / "a.csv").write_text(HEADER + rows, encoding="utf-8")
    words = [] if what == "German dates" else ["--case", "geneva-2022"]
    assert main(["agreement", "a.csv", "b.csv", *words]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 40 and lines[0].startswith("counterpoint: a.csv:2 ")
    shown = sum(line.startswith(("counterpoint: a.csv:", "counterpoint: b.csv:")) for line in lines)
    causes = [line for line in lines if ": 100 " in line]
    assert causes and "lines 2 to 101" in causes[0]
    problems = 100 if what == "German dates" else 3 * 100 + 3 * 9
    assert (
        f"{problems - (39 - sum(', lines 2 to ' in line for line in lines))} more problems are not shown" in lines[-1]
    )
    assert shown >= 30
