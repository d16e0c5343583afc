"""One wrong thing hides no other: not in the same row, not in the same entry, not in the head."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.case.read import read_case

from .malformed.base import Bad, assert_one_line, spoil

ROW = "a4,2024-04-01,north,threaten,log,south,press,border,0.2,,wall,a2;a3,2024-04-03,,"
SEVERAL = (
    ("acts.csv", ROW, "a4,12.04.2024,north,threaten,log,south,press,border,high,,wall,a2;a3,2024-04-03,,",
     {"date", "position"}),
    ("acts.csv", ROW, "a4,12.04.2024,nort,threatn,lgo,suth,pres,bordr,1.2,nowhere,wal,a2;a33,soon,4,",
     {"date", "actor", "kind", "source", "target", "channel", "issue", "position", "because", "item", "answers",
      "until", "weight"}),
    ("acts.csv", ROW, "a4,2024-04-01,north,threaten,log,south,press,,0.2,,wall,a4,2024-03-03,9,",
     {"position", "answers", "until", "weight"}),
    ("series.csv", "2024-01,support,north,0.3,log", "soon,support,nrth,3,lgo", {"date", "about", "value", "source"}),
    ("case.yaml", "{id: boris, name: Boris, party: south, standing: insider}",
     "{id: boris, name: Boris, party: suth, standing: inside, stanse: 1}",
     {"envoys.boris.party", "envoys.boris.standing", "envoys.boris.stanse"}),
    ("case.yaml", "date: 2024-06-01, by: west, on: [north]", "date: 1.6.2024, by: est, on: [nort]",
     {"deadlines.summit.date", "deadlines.summit.by", "deadlines.summit.on.0"}),
    ("case.yaml", "- {party: north, envoy: anna, since: 2024-02}\n      - {party: south}",
     "- {party: north, envoy: ana, since: 2024-99}\n      - {party: suth, until: soon}",
     {"channels.talks.seats.0.envoy", "channels.talks.seats.0.since", "channels.talks.seats.1.party",
      "channels.talks.seats.1.until"}),
    ("case.yaml", "- {party: north, declared: 0.1, red_line: 0.4}", "- {party: nroth, declared: 1.1, red_lin: 0.4}",
     {"issues.border.stakes.0.party", "issues.border.stakes.0.declared", "issues.border.stakes.0.red_lin"}),
    ("case.yaml", "- {issues: [border], since: 2024-01-01}", "- {issues: [bordr], since: 2024-01-01, clear: perhaps}",
     {"envoys.anna.mandates.0.issues.0", "envoys.anna.mandates.0.clear"}),
    ("case.yaml", "title: A sound case\nstart: 2024-01-01\nend: 2024-12-31",
     "title: A sound case\npurpose: fun\nstart: 2024-01-01\nend: 2023-12-31", {"purpose", "end"}),
)  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "fields"), SEVERAL)
def test_every_mistake_of_a_place_is_told(file: str, old: str, new: str, fields: set[str], tmp_path: Path) -> None:
    case, problems = read_case(spoil(Bad("several", ((file, old, new),), file, 0, ""), tmp_path))
    assert case is None or file == "case.yaml"
    found = [p for p in problems if p.severity == "error"]
    assert {p.field for p in found} == fields, [str(p) for p in problems]
    assert len(found) == len(fields)
    for problem in problems:
        assert_one_line(problem)


@pytest.mark.parametrize(("file", "old", "new", "fields"), SEVERAL[:2])
def test_one_mistake_alone_is_told_alone(file: str, old: str, new: str, fields: set[str], tmp_path: Path) -> None:
    """Positive control: what hangs on a bad cell is not told for it; each cell spoilt alone gives one problem."""
    before, after = old.split(","), new.split(",")
    for number, cell in enumerate(after):
        if cell == before[number]:
            continue
        row = ",".join([*before[:number], cell, *before[number + 1 :]])
        _, problems = read_case(spoil(Bad("one", ((file, old, row),), file, 0, ""), tmp_path))
        assert len(problems) == 1 and problems[0].field in fields, [str(p) for p in problems]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [("party: north, envoy: anna, since", "party: [1], envoy: anna, since", "channels.talks.seats.0.party"),
     ("level: full, since: 2024-01-10", "level: full, since: never", "channels.talks.coverage.0.since"),
     ("- {party: south}\n    agenda", "- south\n    agenda", "channels.talks.seats.1"),
     ("envoy: anna, since: 2024-01-01, until", "envoy: anna, since: 99, until",
      "parties.north.chief_negotiator.0.since")],
)  # fmt: skip
def test_what_hangs_on_a_bad_part_is_not_told(old: str, new: str, field: str, tmp_path: Path) -> None:
    """Positive control, inside lists: a party that is none makes no envoy a stranger, nor a lost date an overlap."""
    _, problems = read_case(spoil(Bad("one", (("case.yaml", old, new),), "", 0, ""), tmp_path))
    assert [p.field for p in problems] == [field], [str(p) for p in problems]


@pytest.mark.parametrize("spaced", [" {}", "{} ", " {} ", "\u00a0{}"])
def test_spaces_around_a_cell_are_forgiven_everywhere(spaced: str, tmp_path: Path) -> None:
    cells = ROW.split(",")
    row = ",".join(spaced.format(cell) if cell else spaced.format("") for cell in cells)
    case, problems = read_case(spoil(Bad("spaces", (("acts.csv", ROW, row),), "acts.csv", 0, ""), tmp_path))
    sound, _ = read_case(spoil(Bad("sound", (), "", 0, ""), tmp_path))
    assert problems == () and case == sound


def test_spaces_within_a_word_are_not(tmp_path: Path) -> None:
    """Positive control: only what surrounds a cell is dropped."""
    _, problems = read_case(spoil(Bad("within", (("acts.csv", "threaten", "threa ten"),), "", 0, ""), tmp_path))
    assert [p.field for p in problems] == ["kind"]
