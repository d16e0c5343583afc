"""Slips that the format allows are warned of; what is meant so is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.problem import Problem
from counterpoint.case.read import check_case, read_case
from counterpoint.case.vocabulary import KIND_NAMES, STATING

from .malformed.base import YAML, Bad, assert_one_line, spoil

HEAD = "id,date,actor,kind,source,target,channel,occasion,issue,position,answers,audience"


def warned(folder: Path, *rows: str, yaml: str = YAML) -> list[Problem]:
    """What is said of a case with these acts; all of it must be warnings."""
    spoil(Bad("base", (), "", 0, ""), folder)
    (folder / "case.yaml").write_text(yaml)
    (folder / "acts.csv").write_text("\n".join([HEAD, *rows]) + "\n")
    case, problems = read_case(folder)
    assert case is not None and all(p.severity == "warning" for p in problems), [str(p) for p in problems]
    for problem in problems:
        assert_one_line(problem)
    return list(problems)


def twins(folder: Path, *occasions: str) -> list[str]:
    """What is said of the occasions of acts."""
    rows = [f"a{n},2024-02-{n + 11},south,meet,log,north,talks,{name},,,," for n, name in enumerate(occasions)]
    return [p.hint for p in warned(folder, *rows)]


@pytest.mark.parametrize(
    "other",
    ["Talk at Bonn", "talk  at Bonn", "talk atBonn", "talk at Bonnn", "tak at Bonn", "tolk at Bonn", "tlak at Bonn"],
)
def test_one_occasion_written_in_two_ways(other: str, tmp_path: Path) -> None:
    assert twins(tmp_path, "talk at Bonn", "lunch", other, other) == ["talk at Bonn"]


@pytest.mark.parametrize("other", ["talk 14 March", "talk 13 March 2", "lunch 13 March", "talk 13 May", "walk 13 May"])
def test_other_occasions_are_others(other: str, tmp_path: Path) -> None:
    """Positive control: other days, other words; and round A is not round B."""
    assert twins(tmp_path, "talk 13 March", other) == []
    assert twins(tmp_path, "round A", "round B", "day 1", "day 2", "call-2021-12-07", "call-2021-12-17") == []


def test_many_occasions_stay_quick(tmp_path: Path) -> None:
    """Above MOST_OCCASIONS letters are no longer compared; case and spaces are."""
    names = [f"meeting number {n}" for n in range(6000)]
    rows = [
        f"a{n},2024-02-12,south,meet,log,north,talks,{name},,,," for n, name in enumerate([*names, "Meeting number 7"])
    ]
    assert [p.hint for p in warned(tmp_path, *rows) if p.field == "occasion"] == ["meeting number 7"]


ANNA = "a1,2024-02-12,anna,assure,log,{target},{channel},,,,,{audience}"


@pytest.mark.parametrize(
    ("target", "channel", "audience", "fields"),
    [("north", "talks", "", ["target"]), ("north", "press", "", ["target"]), ("north", "press", "voters", []),
     ("voters", "press", "", []), ("north", "home", "", []), ("south", "talks", "", []), ("boris", "talks", "", [])],
)  # fmt: skip
def test_a_target_on_ones_own_side(target: str, channel: str, audience: str, fields: list[str], tmp_path: Path) -> None:
    yaml = YAML.replace("  - {id: press,", "  - {id: home, name: Home, level: internal}\n  - {id: press,")
    row = ANNA.format(target=target, channel=channel, audience=audience)
    assert [p.field for p in warned(tmp_path, row, yaml=yaml)] == fields


def test_an_answer_to_ones_own_side(tmp_path: Path) -> None:
    first = "a1,2024-02-12,anna,meet,log,south,talks,,,,,"
    own = warned(tmp_path, first, "a2,2024-02-13,north,blame,log,south,press,,,,a1,")
    assert [(p.field, p.got) for p in own] == [("answers", "'a1', an act of anna (north)")]
    assert warned(tmp_path, first, "a2,2024-02-13,south,blame,log,north,press,,,,a1,") == []


def test_words_need_a_channel_where_there_are_channels(tmp_path: Path) -> None:
    word, deed = "a2,2024-02-13,south,blame,log,north,,,,,,", "a3,2024-02-13,south,strike,log,north,,,,,,"
    some = warned(tmp_path, "a1,2024-02-12,anna,meet,log,south,talks,,,,,", word, deed)
    assert [(p.field, p.line) for p in some] == [("channel", 3)]
    assert warned(tmp_path, word, deed) == []


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_positions_belong_on_kinds_that_state_one(kind: str, tmp_path: Path) -> None:
    fields = [p.field for p in warned(tmp_path, f"a1,2024-02-12,south,{kind},log,north,talks,,border,0.3,,")]
    assert ("position" in fields) == (kind not in STATING and kind != "probe")


def test_a_spreadsheet_in_place_of_the_acts(tmp_path: Path) -> None:
    spoil(Bad("base", (), "", 0, ""), tmp_path)
    (tmp_path / "acts.csv").rename(tmp_path / "acts.xlsx")
    (problem,) = check_case(tmp_path)
    assert (problem.file, problem.got, problem.hint) == ("acts.csv", "acts.xlsx", "saving acts.xlsx as CSV UTF-8")
    (tmp_path / "case.yaml").unlink()
    (tmp_path / "series.csv").unlink()
    assert check_case(tmp_path)[0].hint == "saving acts.xlsx as CSV UTF-8"
    (tmp_path / "acts.xlsx").unlink()
    assert "counterpoint new" in check_case(tmp_path)[0].hint


def test_a_spreadsheet_of_series_is_warned_of(tmp_path: Path) -> None:
    spoil(Bad("base", (), "", 0, ""), tmp_path)
    (tmp_path / "series.csv").rename(tmp_path / "series.xlsx")
    case, problems = read_case(tmp_path)
    assert case is not None and [p.hint for p in problems] == ["saving series.xlsx as CSV UTF-8"]


@pytest.mark.parametrize("name", bundled_cases())
def test_bundled_cases_are_warned_of_nothing_but_positions(name: str) -> None:
    assert {p.field for p in check_case(find_case(name))} <= {"position"}
