"""No label of a score is cut, overlaps another or leaves the sheet: in every bundled case, however long names are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from labelcheck import cut, labels, outside, overlapping, squeezed
from sample import sample_assessment, sample_case, when

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.model import Case, Event
from counterpoint.case.read import read_case
from counterpoint.record.record import make_record
from counterpoint.reports.curves import positions
from counterpoint.reports.ink import Mark
from counterpoint.reports.lettering import ELLIPSIS, plain
from counterpoint.reports.picture import score_svgs
from counterpoint.reports.score import PARTS, Score, lay_out
from counterpoint.reports.sheet import SIZES

CASE = sample_case()
LONG = (
    "of the Joint Commission on Navigation, Customs and Pilotage, with the Secretary-General's delegates and the "
    "Donaudampfschifffahrtsgesellschaftskapitänspatentregister of the Northern Provinces, in closed session"
)


def long_case(*, events: int) -> Case:
    """The sample with very long names of everything, and so many outside events."""
    return replace(
        CASE,
        title=f"{CASE.title} {LONG}",
        parties=tuple(replace(p, name=f"{p.name} {LONG}") for p in CASE.parties),
        channels=tuple(replace(c, name=f"{c.name} {LONG}") for c in CASE.channels),
        issues=tuple(
            replace(i, name=f"{i.name} {LONG}", zero=f"{i.zero} {LONG}", one=f"{i.one} {LONG}") for i in CASE.issues
        ),
        events=tuple(Event(f"e{k}", when(40 * k % 161), f"Event {k} {LONG}") for k in range(events)),
        deadlines=(),
    )


def bundled(name: str) -> Case:
    case, _ = read_case(find_case(name))
    assert case is not None
    return case


def drawn(case: Case, size: str, part: str = "all") -> Score:
    assessment = sample_assessment(case) if case.id == CASE.id else None
    return lay_out(case, make_record(case), assessment, size=size, part=part)


def whole(case: Case, part: str = "all") -> set[str]:
    """What must be said in full: names of channels and events, issues on which something was said, their ends."""
    record = make_record(case)
    stated = positions(record)
    above = [f"{c.name} (alleged)" if c.existence == "alleged" else c.name for c in case.channels]
    above += [e.name for e in case.events if e.date.first.toordinal() <= record.as_of]
    below = [s for i in case.issues if i.id in stated for s in (i.name, f"0 = {i.zero}", f"1 = {i.one}")]
    found = [*((case.title, *above) if part != "curves" else ()), *(below if part != "staves" else ())]
    return {squeezed(plain(name)) for name in found}


def is_sound(case: Case, size: str, part: str = "all") -> None:
    score = drawn(case, size, part)
    assert cut(labels(score), whole(case, part)) == set()
    assert overlapping(labels(score)) == []
    assert outside(score) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", bundled_cases())
def test_labels_of_a_bundled_case_are_whole_and_apart(name: str, size: str) -> None:
    is_sound(bundled(name), size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("events", [1, 5, 60])
def test_very_long_names_are_whole_and_apart(events: int, size: str) -> None:
    is_sound(long_case(events=events), size)


@pytest.mark.parametrize("part", PARTS)
def test_very_long_names_are_whole_in_print(part: str) -> None:
    is_sound(long_case(events=5), "medium", part)


def test_no_picture_of_a_dossier_holds_an_ellipsis() -> None:
    case = long_case(events=5)
    for svg in score_svgs(case, make_record(case), sample_assessment(case)).values():
        assert ELLIPSIS not in svg and "Northern Provinces" in svg.replace("</text>", "")


@pytest.mark.parametrize("role", ["stave", "pole", "issue", "key", "title"])
def test_the_check_sees_a_cut_label(role: str) -> None:
    case = long_case(events=60)
    score = drawn(case, "wide")
    names, found = whole(case), labels(score)
    last = max(i for i, t in enumerate(found) if t.role == role and LONG in t.title)
    assert cut(found, names) == set()
    assert cut([*found[:last], *found[last + 1 :]], names) != set(), "a row left out"
    short: list[Mark] = [replace(t, text=f"{t.text[:-3]}{ELLIPSIS}") if i == last else t for i, t in enumerate(found)]
    assert cut(labels(replace(score, marks=tuple(short))), names) != set(), "a row cut"


@pytest.mark.parametrize("size", SIZES)
def test_the_check_sees_labels_that_overlap_or_leave_the_sheet(size: str) -> None:
    score = drawn(bundled("paris-1968"), size)
    close = [replace(t, y=t.y * 0.7) for t in labels(score)]
    assert overlapping(close) != []
    assert outside(replace(score, height=score.height / 2)) != []
