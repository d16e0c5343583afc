"""What the staves promise: a note stays in the band of its own line, and covers no name; no line strikes a word out."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from sample import big_case, sample_case

from counterpoint.case.bundled import find_case
from counterpoint.case.model import Act, Case
from counterpoint.case.read import read_case
from counterpoint.record.record import make_record
from counterpoint.reports.ink import Mark, Rule, Symbol, Text, box, interrupt
from counterpoint.reports.notes import REACH, arrange, line_index, moved, radius
from counterpoint.reports.score import Score, lay_out
from counterpoint.reports.sheet import SIZES, make_ground, staves


def case_of(name: str) -> Case:
    if name == "sample":
        return sample_case()
    if name == "pile":
        return pile(40)
    if name == "crowd":
        return big_case(3000)
    case, _ = read_case(find_case(name))
    assert case is not None
    return case


def pile(count: int) -> Case:
    """Many acts of all looks on one day, on one line of one stave."""
    case = sample_case()
    kinds = ("offer", "demand", "strike", "meet", "reject", "ease")
    acts = [
        Act(id=f"p{i}", date="2031-03-04", actor="ard", kind=kinds[i % 6], source="gaz", channel="leaders",
            weight=1 + i % 3)
        for i in range(count)
    ]  # fmt: skip
    return replace(case, acts=(*case.acts, *acts))


def notes(score: Score) -> list[Symbol]:
    return [m for m in score.marks if isinstance(m, Symbol) and m.act]


def edges(note: Symbol) -> tuple[float, float, float, float]:
    half = math.sqrt(note.size) / 2
    return note.x - half, note.y - half, note.x + half, note.y + half


def meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


def covered(found: list[Symbol], texts: list[Text]) -> list[tuple[str, str]]:
    """Notes and the words that they cover, about the staves."""
    words = [t for t in texts if t.role in ("stave", "track", "line", "flag", "title", "marking", "tick")]
    return [(n.act, t.text) for n in found for t in words if meet(edges(n), box(t))]


def bands(case: Case, found: list[Symbol]) -> list[tuple[float, float]]:
    """From where to where the notes of each line of each stave reach, from the first stave down."""
    record = make_record(case)
    ground = make_ground(record, None, size=SIZES["wide"])
    order = [a.id for s in staves(record) for a in s.acts]
    place = {a.id: i for i, s in enumerate(staves(record)) for a in s.acts}
    line = {a.id: line_index(ground.lines, record.actor_party(a)) for a in record.acts}
    reach: dict[tuple[int, int], tuple[float, float]] = {}
    assert {a for n in found for a in n.act.split()} == set(order)
    for note in found:
        own = {(place[a], line[a]) for a in note.act.split()}
        assert len(own) == 1, "a note stands for acts of one line only"
        key = own.pop()
        _, top, _, bottom = edges(note)
        low, high = reach.get(key, (top, bottom))
        reach[key] = (min(low, top), max(high, bottom))
    return [reach[key] for key in sorted(reach)]


def apart(found: list[tuple[float, float]]) -> bool:
    return all(above[1] < below[0] for above, below in pairwise(found))


CASES = ("sample", "dobrynin-1969", "khrushchev-1962", "russia-us-2025", "geneva-2022", "pile", "crowd")
drawn = [(name, size) for name in CASES for size in SIZES]


@pytest.mark.parametrize(("name", "size"), drawn)
def test_every_note_lies_in_the_band_of_its_own_line(name: str, size: str) -> None:
    case = case_of(name)
    found = notes(lay_out(case, make_record(case), size=size))
    assert apart(bands(case, found))
    high, low = min(found, key=lambda n: n.y), max(found, key=lambda n: n.y)
    strayed = [replace(n, y=low.y) if n is high else n for n in found]
    assert not apart(bands(case, strayed)), "a note that leaves its band must be seen"


@pytest.mark.parametrize(("name", "size"), drawn)
def test_no_note_covers_a_name_or_leaves_the_sheet(name: str, size: str) -> None:
    case = case_of(name)
    score = lay_out(case, make_record(case), size=size)
    texts = [m for m in score.marks if isinstance(m, Text)]
    assert covered(notes(score), texts) == []
    for note in notes(score):
        left, top, right, bottom = edges(note)
        assert left >= 0 and top >= 0 and right <= score.width and bottom <= score.height
    word = next(t for t in texts if t.role == "stave")
    assert covered([replace(notes(score)[0], x=box(word)[0] + 4, y=word.y)], texts), "a note on a name must be seen"


def struck(marks: tuple[Mark, ...] | list[Rule], texts: list[Text]) -> list[str]:
    """Words that an upright line runs through."""
    upright = [m for m in marks if isinstance(m, Rule) and m.x == m.x2 and m.y2 - m.y > 12]
    found = []
    for text in texts:
        left, top, right, bottom = box(text)
        if any(left < m.x < right and m.y < bottom and m.y2 > top for m in upright):
            found.append(text.text)
    return found


@pytest.mark.parametrize(("name", "size"), drawn)
def test_no_line_strikes_a_word_out(name: str, size: str) -> None:
    case = case_of(name)
    score = lay_out(case, make_record(case), size=size)
    assert struck(score.marks, [m for m in score.marks if isinstance(m, Text)]) == []


def test_the_check_for_struck_words_sees_one() -> None:
    word, line = Text(10, 50, "deadline", 10), Rule(20, 0, 20, 100, "#000000")
    assert struck([line], [word]) == ["deadline"]
    broken = interrupt([line], [word])
    assert struck(broken, [word]) == []
    assert [(r.y, r.y2) for r in broken] == [(0, 42.0), (58.0, 100)]
    assert interrupt([replace(line, x=5, x2=5)], [word]) == [replace(line, x=5, x2=5)], "beside a word it stays whole"


@pytest.mark.parametrize("size", SIZES)
def test_a_stave_is_as_high_as_its_notes_need_within_bounds(size: str) -> None:
    heights = {}
    for count in (0, 4, 40, 300):
        case = pile(count)
        ground = make_ground(make_record(case), None, size=SIZES[size])
        stave = next(s for s in staves(ground.record) if s.channel and s.channel.id == "leaders")
        placed = arrange(ground, stave)
        heights[count] = placed.bottom - placed.top
        for note in placed.notes:
            assert abs(note.dy) + radius(note) <= REACH + 0.01
        assert {a for n in placed.notes for a in n.acts} == set(stave.acts), "acts without room join, none is lost"
    assert heights[0] < heights[4] < heights[40] and heights[300] <= heights[40] + 2
    assert heights[300] <= 2 * (2 * REACH + 5)


def test_a_stave_moves_as_one() -> None:
    case = sample_case()
    ground = make_ground(make_record(case), None, size=SIZES["wide"])
    placed = arrange(ground, staves(ground.record)[0])
    down = moved(placed, 100)
    assert down.top == 100 and down.bottom - down.top == placed.bottom - placed.top
    assert {i: y + 100 for i, y in placed.ys.items()} == down.ys and moved(down, 0) == placed


def test_notes_of_different_looks_do_not_become_one() -> None:
    case = pile(300)
    record = make_record(case)
    by_id = {a.id: a for a in case.acts}
    score = lay_out(case, record)
    merged = [n for n in notes(score) if " " in n.act]
    assert merged, "so many on one day must share"
    for note in merged:
        kinds = {by_id[a].kind for a in note.act.split()}
        assert not ({"strike", "ease"} & kinds and {"offer", "demand", "meet", "reject"} & kinds)


def test_the_legend_explains_shared_notes_where_there_are_some() -> None:
    for case, shared in ((pile(300), True), (sample_case(), False)):
        said = [m.text for m in lay_out(case, make_record(case)).marks if isinstance(m, Text) and m.role == "legend"]
        assert any("several acts" in text for text in said) == shared
