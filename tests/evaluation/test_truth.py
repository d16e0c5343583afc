"""A truth file is refused with a line for each mistake, and only evaluation knows of it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

import counterpoint
from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.inputs import digests
from counterpoint.case.model import Case
from counterpoint.case.read import read_case
from counterpoint.evaluation.truth import TRUTH, has_truth, read_truth

HOME = Path(counterpoint.__file__).parent
TEXT = """\
case: starter
acts_digest: DIGEST
coder: t1
conduct:
  - {party: upper, towards: lower, since: 2024-01-01, until: 2024-03-31, was: earnest, why: it paid, documents: [d1]}
  - {party: upper, towards: lower, since: 2024-04-01, until: 2024-06-30, was: stalling, why: it filled, documents: [d2]}
outcome: {what: no agreement, date: 2024-06-30}
agreements:
  - {date: 2024-03, between: [upper, lower], kind: partial, what: gauges, documents: [d1]}
known_until: 2024-12-31
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(HOME / "case" / "starter", tmp_path / "starter")
    write(tmp_path / "starter", TEXT)
    return tmp_path / "starter"


def write(folder: Path, text: str) -> None:
    (folder / TRUTH).write_text(text.replace("DIGEST", digests(folder)["acts.csv"]), encoding="utf-8")


def case_of(folder: Path) -> Case:
    case, _ = read_case(folder)
    assert case is not None
    return case


def complaints(folder: Path, old: str, new: str) -> list[str]:
    case = case_of(folder)
    assert old in TEXT
    write(folder, TEXT.replace(old, new))
    truth, problems = read_truth(folder, case)
    assert truth is None
    return [str(problem) for problem in problems]


def test_a_sound_truth_is_read(folder: Path) -> None:
    truth, problems = read_truth(folder, case_of(folder))
    assert problems == () and truth is not None
    assert [spell.bad for spell in truth.conduct] == [False, True]


def test_what_is_dated_to_a_month_counts_from_its_last_day(folder: Path) -> None:
    truth, _ = read_truth(folder, case_of(folder))
    assert truth is not None

    def agreed(one: str, two: str, after: str, until: str) -> int:
        return len(truth.agreed(one, two, date.fromisoformat(after), date.fromisoformat(until)))

    assert agreed("lower", "upper", "2024-03-30", "2024-03-31") == 1
    assert agreed("lower", "upper", "2024-03-31", "2024-12-31") == 0
    assert agreed("upper", "lower", "2024-01-01", "2024-03-30") == 0
    assert agreed("upper", "other", "2024-01-01", "2024-12-31") == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("was: earnest", "was: honest", "truth.yaml:5 conduct.0.was: expected one of earnest"),
        ("party: upper, towards: lower, since: 2024-01", "party: uper, towards: lower, since: 2024-01", "a party: "),
        ("documents: [d1]", "documents: []", "truth.yaml:5 conduct.0.documents: expected the documents that show it"),
        ("until: 2024-06-30", "until: 2024-02-30", "truth.yaml:6 conduct.1.until"),
        ("since: 2024-04-01", "since: 2024-03-01", "a date after 2024-03-31, the end of the spell before"),
        ("case: starter", "case: begun", "truth.yaml:1 case: expected starter, got begun"),
        ("kind: partial", "kind: treaty", "truth.yaml:9 agreements.0.kind: expected one of settlement"),
        ("[upper, lower]", "[upper, lowr]", "truth.yaml:9 agreements.0.between.1: expected a party: "),
        ("[upper, lower]", "[upper, upper]", "agreements.0.between: expected two parties, got upper twice"),
        ("[upper, lower]", "[upper]", "truth.yaml:9 agreements.0.between"),
        ("gauges, documents: [d1]", "gauges", "agreements.0.documents: expected the documents that show it, got none"),
        ("gauges, documents: [d1]", "gauges, documents: [d1 p 4]", "truth.yaml:9 agreements.0.documents.0: expected"),
        ("known_until: 2024-12-31", "", "known_until: expected the date until which the source would show"),
        ("known_until: 2024-12-31", "known_until: 2024-03-15", "agreements.0.date: expected a date up to 2024-03-15"),
        ("coder: t1\n", "", "coder: expected"),
        ("coder: t1", "coder: t1\nverdict: bad", "verdict: expected one of case"),
    ],
)
def test_each_mistake_has_its_line(folder: Path, old: str, new: str, said: str) -> None:
    assert any(said in line for line in complaints(folder, old, new))


def test_a_truth_of_other_acts_is_refused(folder: Path) -> None:
    acts = folder / "acts.csv"
    acts.write_text(acts.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    truth, problems = read_truth(folder, case_of(folder))
    assert truth is None and "acts_digest" in str(problems[0])


@pytest.mark.parametrize("name", [name for name in bundled_cases() if has_truth(find_case(name))])
def test_bundled_truths_are_sound(name: str) -> None:
    truth, problems = read_truth(find_case(name), case_of(find_case(name)))
    assert problems == () and truth is not None


def knows_of_truth(package: Path) -> list[str]:
    word = re.compile(r"truth\.yaml|evaluation\.truth")
    files = [file for file in package.rglob("*.py") if not {"evaluation", "cli"} & set(file.relative_to(package).parts)]
    return [str(file.relative_to(package)) for file in files if word.search(file.read_text(encoding="utf-8"))]


def test_nothing_left_of_evaluation_knows_of_the_truth(tmp_path: Path) -> None:
    writes_only = "readers/diplomacy/"  # a game's labels; tests/readers holds that they are not read there
    assert [file for file in knows_of_truth(HOME) if not file.startswith(writes_only)] == []
    planted = tmp_path / "inference"
    planted.mkdir()
    (planted / "peek.py").write_text("from counterpoint.evaluation.truth import read_truth\n", encoding="utf-8")
    assert knows_of_truth(tmp_path) == ["inference/peek.py"]
