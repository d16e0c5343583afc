"""Citations of a truth have one spelling and name documents that there can be; others are told with their line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from textwrap import dedent

import pytest

from counterpoint.case.bundled import find_case
from counterpoint.case.locator import as_citation, read_citation
from counterpoint.case.read import read_case
from counterpoint.case.yaml_text import read_yaml
from counterpoint.evaluation.truth import TRUTH, read_truth


@pytest.mark.parametrize(
    ("citation", "documents"),
    [
        ("d14 para 16", ("d14",)),
        ("d14 para 16-18; para 20; note 1", ("d14",)),
        ("d14 para 16; d15 note 2", ("d14", "d15")),
        ("b20120130 para 92", ("b20120130",)),
        ("v15 d63 para 2; v15 d64", ("v15 d63", "v15 d64")),
        ("minutes 12 para 3", ("minutes 12",)),
        ("d478", ("d478",)),
        ("undated-2016 para 101", ("undated-2016",)),
    ],
)
def test_a_citation_names_its_documents(citation: str, documents: tuple[str, ...]) -> None:
    assert read_citation(citation) == documents
    assert as_citation(citation) == citation


@pytest.mark.parametrize(
    ("other", "spelt"),
    [
        ("d35 paras 8 to 13", "d35 para 8-13"),
        ("d168 paras 11, 16 to 18, 32 and 35", "d168 para 11; para 16-18; para 32; para 35"),
        ("d66 paras 7 and 22 and note 2", "d66 para 7; para 22; note 2"),
        ("d248 fn 3", "d248 note 3"),
        ("article 3, para 5", "article 3 para 5"),
        ("d14 para 3;d15 Paragraph 2–4", "d14 para 3; d15 para 2-4"),
        ("d14  para 5", "d14 para 5"),
        ("undated, a briefing by officials (2016), para 101", ""),
        ("para 3", ""),
        ("fn 3", ""),
        ("the minutes", ""),
        ("d14 16", ""),
        ("d14 para 5-3", ""),
        ("d14 para 0", ""),
        ("d14 para 1-99999", ""),
        ("", ""),
    ],
)
def test_another_spelling_is_none_and_the_right_one_is_known(other: str, spelt: str) -> None:
    assert read_citation(other) == ()
    assert as_citation(other) == spelt


def problems_of(tmp_path: Path, name: str, *changes: tuple[str, str]) -> list[str]:
    """What is said of a bundled truth with some words changed, each of which stands there."""
    folder = tmp_path / name
    shutil.copytree(find_case(name), folder)
    text = (folder / TRUTH).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / TRUTH).write_text(text, encoding="utf-8")
    case, _ = read_case(folder)
    assert case is not None
    truth, problems = read_truth(folder, case)
    assert (truth is None) is bool(problems)
    return [str(problem) for problem in problems]


def line_of(name: str, words: str) -> int:
    lines = (find_case(name) / TRUTH).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def test_every_bad_citation_is_told_with_its_place(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "sound", "dobrynin-1969") == []
    first, last = "d35 para 8-13", "d229 para 5-9"
    told = problems_of(
        tmp_path, "dobrynin-1969", (f"- {first}", "- d35 paras 8 to 13"), (f"- {last}", "- the last memorandum")
    )
    assert len(told) == 2
    assert told[0].startswith(
        f"truth.yaml:{line_of('dobrynin-1969', first)} conduct.0.documents.5: expected a citation"
    )
    assert told[0].endswith("got 'd35 paras 8 to 13' (try d35 para 8-13)")
    assert told[1].startswith(f"truth.yaml:{line_of('dobrynin-1969', last)} outcome.documents.5: expected a citation")
    assert told[1].endswith("got 'the last memorandum' (try an id, told under named)")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "anderson-1956",
            "- d1 para 3",
            "- s1 para 3",
            "a document like d1, or one told under named, got 's1' (try telling",
        ),
        ("iran-2012", "- b20120118 para 74", "- b2012118 para 74", "got 'b2012118' (try b201"),
        ("khrushchev-1962", "- v15 d63", "- v14 d63", "got 'v14 d63' (try telling under named what v14 is)"),
        ("khrushchev-1962", "- id: v15", "- id: v5", "named.0.id: expected the first word of a citation, got 'v5'"),
        ("iran-2012", "- id: undated-2016\n  what:", "- id: undated-2016\n  title:", "named.1.what: expected text"),
    ],
)
def test_a_document_of_no_known_kind_is_told(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    assert any(said in line for line in problems_of(tmp_path, name, (old, new)))


def test_a_document_of_the_volume_that_the_folder_does_not_keep_may_be_cited(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "anderson-1956", ("- d1 para 3", "- d999 para 3; d32 note 7")) == []


def test_the_truth_of_the_guide_has_the_spelling_that_it_tells() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "howto" / "test-against-truth.md").read_text(encoding="utf-8")
    tree, _ = read_yaml(dedent(guide.split("```yaml\n")[1].split("```")[0]), "guide")
    assert tree is not None
    cited = tree.data["conduct"][0]["documents"]
    assert len(cited) == 3 and all(map(read_citation, cited))
    told = guide.split("A citation is spelt")[1].split("3. **Backtest")[0]
    words = [word for word in re.findall(r"`([^`]+)`", told) if " para " in word or " note " in word]
    assert len(words) == 5 and all(map(read_citation, words))
