"""The score: every act is there, nothing overlaps, and every sign means what the legend says."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from labelcheck import labels, overlapping
from sample import big_case, sample_assessment, sample_case, when

from counterpoint.case.model import Act, Case, Event
from counterpoint.case.vocabulary import KIND, TRACKS
from counterpoint.record.record import make_record
from counterpoint.reports.ink import Rect, Rule, Symbol, Text, box
from counterpoint.reports.notes import SHAPES
from counterpoint.reports.palette import PAPER
from counterpoint.reports.score import PARTS, Score, describe, lay_out
from counterpoint.reports.sheet import SIZES, staves
from counterpoint.reports.timeline import Flag, draw_flags, flag_top, stack_flags

CASE = sample_case()
RECORD = make_record(CASE)
ASSESSMENT = sample_assessment(CASE)


def drawn(case: Case = CASE, size: str = "wide", *, assessed: bool = True) -> Score:
    return lay_out(case, make_record(case), ASSESSMENT if assessed else None, size=size)


def acts_drawn(score: Score) -> list[str]:
    return sorted(a for m in score.marks if isinstance(m, Symbol) for a in m.act.split())


@pytest.mark.parametrize("size", SIZES)
def test_every_act_is_a_mark(size: str) -> None:
    assert acts_drawn(drawn(size=size)) == sorted(a.id for a in CASE.acts)


def test_the_check_for_missing_acts_sees_one() -> None:
    short = replace(CASE, acts=CASE.acts[1:])
    assert acts_drawn(drawn(short)) != sorted(a.id for a in CASE.acts)


def test_ten_thousand_acts_are_all_there_in_few_marks() -> None:
    big = big_case(10_000)
    score = lay_out(big, make_record(big))
    assert len(acts_drawn(score)) == 10_000
    assert sum(isinstance(m, Symbol) and bool(m.act) for m in score.marks) < 6_000
    assert "one note stands for" in " ".join(t.text for t in labels(score))


@pytest.mark.parametrize("size", SIZES)
def test_labels_do_not_overlap_and_stay_on_the_sheet(size: str) -> None:
    score = drawn(size=size)
    assert overlapping(labels(score)) == []
    for text in labels(score):
        left, top, right, bottom = box(text)
        assert left >= 0 and right <= score.width + 1 and top >= 0 and bottom <= score.height, text


def test_the_check_for_overlaps_sees_flags_of_one_height() -> None:
    flags = stack_flags([Flag(100, ("a deadline", "of two rows")), Flag(120, ("an event",))], 10, right=1000)
    apart = flag_labels(flags)
    assert len(apart) == 3 and overlapping(apart) == []
    level = flag_labels([replace(f, foot=0.0) for f in flags])
    assert overlapping(level) == [("of two rows", "an event")]


def flag_labels(flags: list[Flag]) -> list[Text]:
    return [m for m in draw_flags(flags, 0, 100, size=10)[1] if isinstance(m, Text)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 12, 45, 200])
def test_many_events_keep_their_labels_apart(size: str, count: int) -> None:
    events = tuple(
        Event(f"e{i}", when(i * 160 // count), f"Event {i} with a long name of its own") for i in range(count)
    )
    case = replace(CASE, events=events)
    score = drawn(case, size)
    assert overlapping([t for t in labels(score) if t.role in ("flag", "stave", "track", "title")]) == []
    rules = {round(m.x, 2) for m in score.marks if isinstance(m, Rule) and m.dash == (4, 3)}
    assert len(rules) >= min(count, 100)
    assert sum(t.role == "flag" for t in labels(score)) <= 60


def test_no_line_of_a_flag_runs_through_another_label() -> None:
    flags = stack_flags([Flag(10.0 * i, (f"label {i}", "below") * (1 + i % 2)) for i in range(12)], 10, right=2000)
    for one, other in combinations(flags, 2):
        for line, label in ((one, other), (other, one)):
            if line.foot > label.foot:
                assert line.foot >= flag_top(label, 10)
                assert not label.left < line.x < box(Text(label.left, 0, label.rows[0], 10))[2]


def test_a_deadline_that_moved_says_so_where_it_moved_to_and_is_named_in_full_below() -> None:
    flag = next(t for t in labels(drawn()) if t.text == "moved here")
    assert flag.role == "flag" and flag.title == "moved: Sanctions decision"
    for size in SIZES:
        score = drawn(size=size, assessed=False)
        assert any(t.role == "key" and t.text.endswith("moved: Sanctions decision") for t in labels(score)), size
    still = replace(CASE, deadlines=tuple(replace(d, moved=()) for d in CASE.deadlines))
    assert not any(t.text == "moved here" for t in labels(drawn(still)))


@pytest.mark.parametrize("size", SIZES)
def test_events_are_named_above_the_staves_where_there_is_room_else_in_the_key(size: str) -> None:
    long = "The parliament of the northern cantons votes on the passage, for the third time in as many years"
    for count, role in ((2, "flag"), (30, "key")):
        rows = tuple(Event(f"e{i}", when(5 * i), f"{long} ({i})") for i in range(count))
        score = drawn(replace(CASE, events=rows, deadlines=()), size, assessed=False)
        found = [t for t in labels(score) if t.role == role]
        rows_of = [" ".join(t.text for t in found if t.title == title) for title in {t.title for t in found}]
        said = {text.split(" · ")[-1] for text in rows_of}
        assert said == {f"{long} ({i})" for i in range(count)}
        assert overlapping(found) == [] and max(box(t)[3] for t in found) <= score.height


@pytest.mark.parametrize("size", SIZES)
def test_what_0_and_1_mean_is_told_in_full(size: str) -> None:
    zero, one = "closed to all ships of Belmar, in war as in peace", "free passage for ships of every flag and cargo"
    case = replace(CASE, issues=(replace(CASE.issues[0], zero=zero, one=one), *CASE.issues[1:]))
    score = drawn(case, size)
    for said in (f"0 = {zero}", f"1 = {one}"):
        assert " ".join(t.text for t in labels(score) if t.role == "pole" and t.title == said) == said
    assert overlapping(labels(score)) == []


def test_the_legend_shows_weights_as_big_as_they_are_drawn() -> None:
    for size in SIZES:
        for case in (CASE, big_case(500)):
            score = drawn(case, size, assessed=False)
            by_id = {a.id: a for a in case.acts}
            notes = {
                (by_id[m.act].weight, round(m.size, 3)) for m in score.marks if isinstance(m, Symbol) and m.act in by_id
            }
            key = [m.size for m in score.marks if isinstance(m, Symbol) and not m.act]
            assert len({weight for weight, _ in notes}) == 3
            assert {area for _, area in notes} <= {round(area, 3) for area in key}


def test_staves_follow_the_tracks() -> None:
    order = list(TRACKS)
    seen = [s.track for s in staves(RECORD) if s.channel]
    assert seen == sorted(seen, key=order.index)
    assert staves(RECORD)[-1].channel is None, "an act on no channel has a stave of its own"


def test_first_party_stands_above_the_second() -> None:
    marks = {m.act: m for m in drawn().marks if isinstance(m, Symbol) and m.act}
    press = [a for a in CASE.acts if a.channel == "desk"]
    top = max(marks[a.id].y for a in press if a.actor == "ard")
    assert top < min(marks[a.id].y for a in press if a.actor == "bel")


def test_shape_says_word_process_or_deed() -> None:
    by_id = {a.id: a for a in CASE.acts}
    for mark in drawn().marks:
        if isinstance(mark, Symbol) and mark.act:
            assert mark.shape == SHAPES[KIND[by_id[mark.act].kind].group]


def test_secret_and_tacit_notes_are_open_and_others_filled() -> None:
    hidden = {"money", "spies", "dinner"}
    by_id = {a.id: a for a in CASE.acts}
    notes = [m for m in drawn().marks if isinstance(m, Symbol) and m.act]
    assert {m.fill == PAPER for m in notes if by_id[m.act].channel in hidden} == {True}
    assert {m.fill == PAPER for m in notes if by_id[m.act].channel not in hidden} == {False}


def test_alleged_channel_is_named_so_in_italics() -> None:
    found = [t for t in labels(drawn(size="narrow")) if "(alleged)" in t.text]
    assert [t.style for t in found] == ["italic"]


def test_coverage_bands_and_hatches() -> None:
    bare = replace(CASE, channels=tuple(replace(c, coverage=()) for c in CASE.channels))
    count = {name: sum(isinstance(m, Rect) for m in drawn(case, assessed=False).marks) for name, case in
             (("with", CASE), ("without", bare))}  # fmt: skip
    assert count["with"] == count["without"] + 4


def test_imprecise_date_has_a_whisker_as_long_as_its_month() -> None:
    act = Act(id="m", date="2031-03", actor="ard", kind="offer", source="gaz")
    score = drawn(replace(CASE, acts=(*CASE.acts[:5], act)), assessed=False)
    note = next(m for m in score.marks if isinstance(m, Symbol) and m.act == "m")
    level = [m for m in score.marks if isinstance(m, Rule) and m.y == m.y2 == note.y and m.x < note.x < m.x2]
    assert min(m.x2 - m.x for m in level) > 60


def test_no_acts_is_a_sentence() -> None:
    score = drawn(replace(CASE, acts=(), start=None, end=None))
    assert any("nothing to draw" in t.text for t in labels(score))
    assert acts_drawn(score) == []


def test_one_act_without_anything_else() -> None:
    case = Case(id="x", title="X", acts=(Act(id="a", date="2020-01-01", actor="p", kind="offer", source="s"),))
    for size in SIZES:
        assert acts_drawn(drawn(case, size, assessed=False)) == ["a"]


def test_layout_is_the_same_each_time() -> None:
    again = lay_out(sample_case(), make_record(sample_case()), sample_assessment(CASE))
    assert lay_out(CASE, RECORD, ASSESSMENT) == again
    assert lay_out(replace(CASE, title="Another"), RECORD, ASSESSMENT) != again, "a change must show"


def test_description_counts_acts_and_channels() -> None:
    said = f"{len(CASE.acts)} acts on {len(CASE.channels)} channels"
    assert said in describe(CASE, RECORD)
    assert said not in describe(CASE, make_record(replace(CASE, acts=CASE.acts[1:])))


def test_positions_and_posteriors_share_the_axis() -> None:
    score = drawn()
    ticks = [round(t.x, 3) for t in labels(score) if t.role == "tick" and t.text == "Mar"]
    assert len(ticks) == 3 and len(set(ticks)) == 1


def test_unknown_size_and_part_list_the_known_ones() -> None:
    with pytest.raises(ValueError, match="wide, medium, narrow"):
        lay_out(CASE, RECORD, size="huge")
    with pytest.raises(ValueError, match="all, staves, curves"):
        lay_out(CASE, RECORD, part="top")


@pytest.mark.parametrize("part", PARTS)
def test_marking_is_on_every_picture_and_the_strictest(part: str) -> None:
    score = lay_out(CASE, RECORD, ASSESSMENT, part=part)
    assert any(t.role == "marking" and t.text == "TLP:AMBER" for t in labels(score))
    free = replace(CASE, acts=tuple(replace(a, marking=None) for a in CASE.acts))
    assert any(t.role == "marking" and t.text == "TLP:GREEN" for t in labels(drawn(free)))
