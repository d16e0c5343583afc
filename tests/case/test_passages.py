"""Passages of a case: places are read, bad lines are told of, and every quote stands in the passage that it cites."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from counterpoint.case.bundled import HOME, bundled_cases
from counterpoint.case.check_passages import check_passages
from counterpoint.case.files import ACTS, MAX_PROBLEMS, PASSAGES
from counterpoint.case.locator import read_locator
from counterpoint.case.passages import find_passage, passage_of, read_passages
from counterpoint.case.problem import LONGEST
from counterpoint.case.read import check_case, read_case
from counterpoint.case.verbatim import spans

KEPT = [name for name in bundled_cases() if (HOME / name / PASSAGES).exists()]
TEXT = "“He would,” Dobrynin said—softly—“be glad . . . to talk.” Then tea was served, and he left."


@pytest.mark.parametrize(
    ("locator", "read"),
    [
        ("d14 para 16", ["d14 para 16"]),
        ("d14 para 16-18", ["d14 para 16-18"]),
        ("d14 para 16–18", ["d14 para 16-18"]),
        ("d14 note 1", ["d14 note 1"]),
        ("d3 para 2; para 5", ["d3 para 2", "d3 para 5"]),
        ("d3 para 2; d4 note 1", ["d3 para 2", "d4 note 1"]),
        ("b12 para 3", ["b12 para 3"]),
        ("article 000, para 2", ["article 000 para 2"]),
        ("d14", []),
        ("para 3", []),
        ("d14 para 0", []),
        ("d14 para 18-16", []),
        ("d14 para 1-99999", []),
        ("d14 page 3", []),
        ("", []),
    ],
)
def test_places_are_read(locator: str, read: list[str]) -> None:
    assert [str(cited) for cited in read_locator(locator)] == read


@pytest.mark.parametrize(
    ("quote", "there"),
    [
        ("Dobrynin said—softly", True),
        ("Dobrynin  said—softly\n", True),
        ("Dobrynin said-softly", False),
        ('"He would," Dobrynin', False),
        ("He would … to talk", True),
        ("He would ... to talk", True),
        ("He would […] to talk", True),
        ("to talk … He would", False),
        ("be glad . . . to talk", True),
        ("be glad to talk", False),
        ("he would", False),
        ("e would", False),
        ("Then tea was serve", False),
        ("tea was … and … left", True),
        ("tea was … and … right", False),
        ("…", False),
    ],
)
def test_a_quote_is_verbatim_or_not(quote: str, there: bool) -> None:
    assert (spans(TEXT, quote) is not None) is there


def _folder(tmp_path: Path, *lines: object) -> Path:
    """A copy of the bundled case with other passages."""
    folder = tmp_path / "case"
    shutil.copytree(HOME / "dobrynin-1969", folder)
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    (folder / PASSAGES).write_text(text, encoding="utf-8")
    return folder


def _line(number: int = 3, **more: object) -> dict[str, object]:
    return {"document": "d1", "paragraphs": {str(number): TEXT}} | more


def test_a_passage_is_found_with_the_quote_in_its_place(tmp_path: Path) -> None:
    documents, problems = read_passages(_folder(tmp_path, _line(notes={"1": "A  note."}), _line(4, document="d2")))
    assert problems == ()
    passage, missing = find_passage(documents, "d1 para 3; note 1", "tea was served … note")
    assert passage is not None and passage.verbatim and missing == ""
    assert [[p.text[a:b] for a, b in p.marks] for p in passage.pieces] == [["tea was served"], ["note"]]
    assert find_passage(documents, "d1 para 4", "x") == (None, "d1 para 4")
    assert find_passage(documents, "d9 para 4", "x") == (None, "document d9")


def test_a_quote_runs_on_into_the_next_paragraph_only(tmp_path: Path) -> None:
    paragraphs = {"1": "He came to", "2": "the point.", "4": "He left."}
    documents, _ = read_passages(_folder(tmp_path, {"document": "d1", "paragraphs": paragraphs}))
    whole, _ = find_passage(documents, "d1 para 1-2", "came to the point.")
    assert whole is not None and [p.marks for p in whole.pieces] == [((3, 10),), ((0, 10),)]
    apart, _ = find_passage(documents, "d1 para 2; para 4", "point. He left")
    assert apart is not None and apart.verbatim is False


BAD = (
    ("{", "line: expected a JSON object"),
    ('["d1"]', "line: expected a JSON object, got a list"),
    ('{"document": "d1", "paragraphs": {"1": "a", "1": "b"}}', "line: expected a JSON object, got the key '1' twice"),
    ({"paragraphs": {"1": "a"}}, "document: expected text, got nothing (try the name that locators use"),
    ({"document": "d1"}, "paragraphs: expected paragraphs or notes, got neither"),
    ({"document": "d1", "paragraph": {"1": "a"}}, "paragraph: expected one of document, source,"),
    ({"document": "d1", "paragraphs": ["a"]}, "paragraphs: expected a mapping, got a list"),
    ({"document": "d1", "paragraphs": {"one": "a"}}, "paragraphs.one: expected the number of a para from 1, got 'one'"),
    ({"document": "d1", "paragraphs": {"1": ""}}, "paragraphs.1: expected text, got nothing"),
    ({"document": "d1", "paragraphs": {"1": "a", "01": "b"}}, "paragraphs.01: expected each para once"),
    ({"document": "d1", "title": 3, "paragraphs": {"1": "a"}}, "title: expected text, got 3"),
    ({"document": "d5", "source": "frus_memo", "paragraphs": {"1": "a"}}, "source: expected a source (frus_memcon,"),
    (_line(), "document: expected one line a document, got 'd1' again, first at line 1"),
)


@pytest.mark.parametrize(("line", "said"), BAD, ids=[said[:40] for _, said in BAD])
def test_a_bad_line_is_told_of_with_its_place(tmp_path: Path, line: object, said: str) -> None:
    folder = _folder(tmp_path, _line(), line)
    case, _ = read_case(folder)
    told = [p for p in check_passages(folder, case) if p.file == PASSAGES]
    assert any(str(p).startswith(f"{PASSAGES}:2 {said}") for p in told), told
    assert all(len(str(p)) <= LONGEST for p in told)


@pytest.mark.parametrize("name", KEPT)
def test_every_quote_of_a_bundled_case_is_verbatim(name: str) -> None:
    case, _ = read_case(HOME / name)
    assert case is not None
    documents, problems = read_passages(HOME / name)
    assert problems == () and check_case(HOME / name) == ()
    quoted = [act for act in case.acts if act.quote]
    assert quoted
    found = [passage_of(documents, act)[0] for act in quoted]
    assert all(passage is not None and passage.verbatim for passage in found)


@pytest.mark.parametrize("name", KEPT)
def test_a_changed_word_is_caught_in_every_quote(name: str, tmp_path: Path) -> None:
    """Positive control: one word of each quote, in turn the first, the middle and the last, is changed."""
    folder = tmp_path / name
    shutil.copytree(HOME / name, folder)
    with (folder / ACTS).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        words = row["quote"].split(" ")
        at = (0, len(words) // 2, len(words) - 1)[number % 3]
        words[at] = words[at][:-1] + ("x" if words[at][-1] != "x" else "y")
        row["quote"] = " ".join(words)
    caught = 0
    for first in range(0, len(rows), MAX_PROBLEMS):  # so many problems are told of one file
        with (folder / ACTS).open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, list(rows[0]))
            out.writeheader()
            out.writerows(rows[first : first + MAX_PROBLEMS])
        caught += len({p.line for p in check_passages(folder, None) if p.field == "quote" and p.severity == "error"})
    assert caught == sum(bool(row["quote"]) for row in rows)


def test_dobrynin_keeps_its_passages() -> None:
    """Positive control: the two tests above look at something."""
    assert "dobrynin-1969" in KEPT


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("general political movement", "general political motion", "quote: expected words that stand in d8 para 11"),
        ("d8 para 11,", "d8 para 16,", "quote: expected words that stand in d8 para 16"),
        (
            "d8 para 11,",
            "d8 para 12,",
            "warning: locator: expected a passage kept in passages.jsonl, got no d8 para 12",
        ),
        ("d8 para 11,", "p. 11,", "warning: locator: expected a place like d14 para 16"),
    ],
)
def test_a_wrong_quote_or_place_is_told_of(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = tmp_path / "case"
    shutil.copytree(HOME / "dobrynin-1969", folder)
    text = (folder / ACTS).read_text(encoding="utf-8")
    assert old in text
    (folder / ACTS).write_text(text.replace(old, new, 1), encoding="utf-8")
    (problem,) = check_case(folder)
    assert str(problem).startswith(f"{ACTS}:3 {said}") and "(try " in str(problem)
    if old.startswith("d8") and new.startswith("d8"):
        assert "(try locator d8 para 11)" in str(problem)


def test_quotes_without_passages_are_one_warning(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(HOME / "dobrynin-1969", folder)
    (folder / PASSAGES).unlink()
    assert read_passages(folder) == ({}, ())
    (problem,) = check_case(folder)
    assert problem.severity == "warning" and str(problem) == (
        "passages.jsonl warning: file: expected the passages, to check the quotes of 543 acts, got none: "
        "passages.jsonl is not there (try keeping the cited passages, if they may be copied)"
    )


def test_a_case_without_passages_and_quotes_has_nothing_to_check(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(HOME / "geneva-2022", folder)
    assert not (folder / PASSAGES).exists()
    assert check_passages(folder, None) == () and read_passages(folder) == ({}, ())
    (folder / ACTS).unlink()
    assert check_passages(folder, None) == ()
