"""A call that cannot be carried out: exit 2, one line on standard error, nothing on standard output."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.cli import main
from counterpoint.flow import COMMANDS

MISTAKES = (
    (["asess", "x"], "command: expected one of cases, check", "'asess' (try assess)"),
    (["--jsn"], "command: expected one of", "'--jsn'"),
    (["check"], "check: expected CASE, got nothing", "(try counterpoint check --help)"),
    (["check", "a", "b"], "check: expected no more words, got 'b'", ""),
    (["check", "russia-us-2025", "--jsn"], "check option: expected one of --json", "'--jsn' (try --json)"),
    (["check", "rusia-us-2025"], "case: expected a case folder or one of", "(try russia-us-2025)"),
    (["check", ""], "case: expected a case folder", "got nothing"),
    (["measure", "russia-us-2025", "promise"], "measure: expected one of", "'promise' (try promises)"),
    (["vocabulary", "demnad"], "vocabulary: expected a word of the vocabulary, got 'demnad' (try demand)", ""),
    (["vocabulary", "xyzzy"], "vocabulary: expected a word of the vocabulary", "see: counterpoint vocabulary"),
    (["playbooks", "stal"], "playbook: expected one of", "'stal' (try stall)"),
    (["picture", "russia-us-2025"], "picture: expected --out, got nothing", ""),
    (["picture", "russia-us-2025", "--out", "score.jpg"], "--out: expected a name that ends in .svg", "score.jpg"),
    (["assess", "russia-us-2025", "--eyes", "rusia"], "--eyes: expected one of archive, public", "(try russia)"),
    (["assess", "russia-us-2025", "--as-of", "1.5.2025"], "--as-of: expected a date", "(try 2025-05-01)"),
    (["assess", "russia-us-2025", "--as-of", "1969"], "--as-of: expected a date from 2025", "'1969'"),
    (["assess", "russia-us-2025", "--as-of", "9999"], "--as-of: expected a date from 2025", "'9999'"),
    (["assess", "russia-us-2025", "--without", "a99999"], "--without: expected one of", "'a99999'"),
    (["assess", "russia-us-2025", "--without", "artcle-000"], "--without: expected one of", "(try article-000)"),
    (["assess", "russia-us-2025", "--seed", "one"], "--seed: expected a whole number, got 'one'", ""),
    (["assess", "russia-us-2025", "--seed", "-1"], "--seed: expected a whole number from 0, got -1", ""),
    (["assess", "russia-us-2025", "--seed", "1", "--seed", "2"], "--seed: expected once", ""),
    (["assess", "russia-us-2025", "--prior", "nowhere.yaml"], "--prior: expected a file", "nowhere.yaml"),
    (["assess", "russia-us-2025", "--out", "file"], "--out: expected a folder, got the file file", ""),
    (["assess", "russia-us-2025", "--out", "file/below"], "--out: expected a folder that can be written", ""),
    (["new", "full"], "full: expected a new or empty folder", "not empty"),
    (["new", "file"], "file: expected a new or empty folder", "a file"),
)


@pytest.mark.parametrize(("words", "begin", "end"), MISTAKES, ids=lambda v: " ".join(v) if isinstance(v, list) else "")
def test_one_line_says_what_was_expected(
    words: list[str],
    begin: str,
    end: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("")
    Path("full").mkdir()
    Path("full", "something").write_text("")
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith(f"counterpoint: {begin}") and end in line, line


def test_a_good_call_is_not_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    """Positive control: the same checks fail on a call that is right."""
    assert main(["measure", "russia-us-2025", "promises"]) == 0
    assert capsys.readouterr().err == ""


def test_a_prior_file_with_a_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "prior.yaml"
    for text, told in (("good_fath: 1", "good_fath"), ("good_faith: x", "a number"), ("a: 1\na: 2", "prior.yaml:2")):
        file.write_text(text)
        assert main(["assess", "russia-us-2025", "--prior", str(file)]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert told in line


def test_every_command_of_the_list_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        assert main([command.name, "--help"]) == 0
        said = capsys.readouterr().out
        assert f"counterpoint {command.name}" in said
        assert command.what[1:] in " ".join(said.split())


def test_bare_command_prints_the_map(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(f"counterpoint {command.usage}" in said for command in COMMANDS)
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == said


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    from counterpoint import __version__

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"{__version__}\n"


@pytest.mark.parametrize(
    ("word", "says"),
    [("reject", ["reject  (kind of act: word", "example: ", "also for: refuse"]),
     ("refuse", ["'refuse' is no word of the vocabulary; coded as reject", "example: "]),
     ("ask", ["coded as demand or probe", "demand  (", "probe  ("]),
     ("public", ["public  (level of a channel)", "public  (visibility)"])],
)  # fmt: skip
def test_one_word_is_looked_up(word: str, says: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vocabulary", word]) == 0
    said = capsys.readouterr()
    assert said.err == "" and all(text in said.out for text in says)
    assert len(said.out.splitlines()) < 12
