"""Marks as SVG: every mark is there in its place and order, every text is safe, every note says what it is."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from sample import sample_assessment, sample_case

from counterpoint.record.record import make_record
from counterpoint.reports.drawing import OUTLINES, SVG, XLINK, draw
from counterpoint.reports.ink import Mark, Rect, Rule, Symbol, Text
from counterpoint.reports.lettering import plain
from counterpoint.reports.notes import SHAPES
from counterpoint.reports.palette import PAPER
from counterpoint.reports.score import lay_out

CASE = sample_case()
SCORE = lay_out(CASE, make_record(CASE), sample_assessment(CASE))
NOTE = Symbol(50, 40, "circle", 100, "#ffffff", "#000000", title="an offer", href="#act-a1", act="a1")


def tree(*marks: Mark, links: bool = True, label: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(draw(marks, 100, 80, label=label, links=links))


def found(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return list(root.iter(f"{{{SVG}}}{name}"))


def notes_without_title(svg: str) -> int:
    paths = [p for a in found(ElementTree.fromstring(svg), "a") for p in found(a, "path")]
    return sum(not (p.findtext(f"{{{SVG}}}title") or "").strip() for p in paths)


def test_every_mark_is_drawn_once() -> None:
    root = tree(*SCORE.marks)
    count = {kind: sum(isinstance(m, kind) for m in SCORE.marks) for kind in (Rect, Rule, Text, Symbol)}
    halos = sum(isinstance(m, Text) and m.halo for m in SCORE.marks)
    assert halos > 0
    assert len(found(root, "line")) == count[Rule] and len(found(root, "path")) == count[Symbol]
    assert len(found(root, "rect")) == count[Rect] + 1, "and the paper"
    assert len(found(root, "text")) == count[Text] + halos
    assert len(found(tree(*SCORE.marks[1:]), "text")) == count[Text] + halos - 1, "a missing mark must be seen"


def test_every_note_has_a_title() -> None:
    assert notes_without_title(draw(SCORE.marks, 10, 10)) == 0
    index = next(i for i, m in enumerate(SCORE.marks) if isinstance(m, Symbol) and m.act)
    bare: Any = replace(SCORE.marks[index], title="")  # type: ignore[type-var]
    planted = (*SCORE.marks[:index], bare, *SCORE.marks[index + 1 :])
    assert notes_without_title(draw(planted, 10, 10)) == 1


HOSTILE = (
    "]]> & < > \" ' <!-- --> <?x?> &#0; &amp; <![CDATA[",
    "\x00\x01\x08\x0b\x1f\x7f\x85 bell\x07 \ud800\udfff \ufffe\uffff",
    "👩‍👩‍👧 🇺🇦 e\u0301 \U0010fffd",
    "שלום \u202eevil\u2066 مرحبا \u200f",
    "".join(map(chr, range(0x10000))),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_plain_text(text: str) -> None:
    note = replace(NOTE, title=text)
    root = tree(Text(1, 2, text, title=text, halo=True), note, label=text)
    assert root.get("aria-label") == plain(text)
    assert {t.text for t in found(root, "title")} == {plain(text)}
    assert ["".join(t.itertext()) for t in found(root, "text")] == [plain(text), plain(text) * 2]
    shown = "".join(root.itertext())
    assert not set(shown) & set("\u202e\u2066\u200f\x00\x07\x85\ud800\uffff")


def test_text_that_is_not_made_safe_is_not_well_formed() -> None:
    """Positive control: the parser refuses what would break a page."""
    for text in ("\x07", "<b", "a & b", "\uffff", "]]>"):
        with pytest.raises(ElementTree.ParseError):
            ElementTree.fromstring(f"<text>{text}</text>")


def test_links_lead_to_acts_of_the_page_or_nowhere() -> None:
    def links(*marks: Mark, on: bool = True) -> list[str | None]:
        return [a.get(f"{{{XLINK}}}href") for a in found(tree(*marks, links=on), "a")]

    assert links(NOTE) == ["#act-a1"]
    assert links(NOTE, on=False) == []
    for address in ("", "https://example.org/#act-a1", "javascript:x()", '#act-"><script/>', "#act-a1\n", "#other"):
        assert links(replace(NOTE, href=address)) == [], address


def test_role_tells_a_picture_from_one_with_links() -> None:
    assert (tree(NOTE).get("role"), tree(NOTE, links=False).get("role")) == ("group", "img")
    hidden = [g for g in found(tree(replace(NOTE, title="")), "g") if g.get("aria-hidden") == "true"]
    assert len(hidden) == 1 and not [g for g in found(tree(NOTE), "g") if g.get("aria-hidden")]


def test_picture_keeps_its_shape_at_any_size() -> None:
    root = ElementTree.fromstring(draw((), 400.4, 99.6))
    assert [root.get(k) for k in ("width", "height", "viewBox")] == ["400", "100", "0 0 400 100"]
    paper = found(root, "rect")[0]
    assert [paper.get(k) for k in ("width", "height", "fill")] == ["400", "100", PAPER]


@pytest.mark.parametrize("shape", OUTLINES)
def test_outline_spans_the_square_that_its_size_says(shape: str) -> None:
    (path,) = found(tree(replace(NOTE, shape=shape, size=144.0)), "path")
    assert _span(path.get("d", "")) == (44.0, 56.0)
    (small,) = found(tree(replace(NOTE, shape=shape, size=100.0)), "path")
    assert _span(small.get("d", "")) == (45.0, 55.0)


def _span(path: str) -> tuple[float, float]:
    """The least and greatest x of the points of a path."""
    points = [float(x) for x, _ in re.findall(r"(-?[\d.]+),(-?[\d.]+)(?=[MLAZ]|$)", path)]
    return min(points), max(points)


def test_every_shape_of_a_note_has_an_outline() -> None:
    assert set(SHAPES.values()) <= set(OUTLINES)
    with pytest.raises(KeyError):
        draw([replace(NOTE, shape="star")], 10, 10)


def test_triangle_is_even_sided_and_points_up() -> None:
    path = OUTLINES["triangle-up"](0, 0, 6)
    (top, left, right) = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]
    assert math.dist(top, left) == pytest.approx(math.dist(left, right), abs=0.01)
    assert top[1] < left[1] == right[1]


def test_order_of_marks_is_kept_across_looks() -> None:
    marks = [Rect(0, 0, 9, 9, "#111111"), Text(1, 1, "x"), Rect(0, 0, 9, 9, "#222222"), NOTE, Rule(0, 0, 1, 1, "#3")]
    svg = draw(marks, 10, 10)
    places = [svg.index(sign) for sign in ("#111111", ">x<", "#222222", "an offer", "#3")]
    assert all(a < b for a, b in pairwise(places))
    swapped = draw(marks[::-1], 10, 10)
    assert swapped.index("#222222") < swapped.index("#111111"), "another order must show"


def test_halo_lies_under_all_lettering_of_its_run() -> None:
    marks = [Text(1, 10, "one", halo=True), Text(5, 10, "two", halo=True)]
    root = tree(*marks)
    (under,) = [g for g in found(root, "g") if g.get("stroke") == PAPER]
    assert [t.text for t in found(root, "text")] == ["one", "two", "one", "two"]
    assert [t.text for t in found(under, "text")] == ["one", "two"] and under.get("aria-hidden") == "true"
    assert not [g for g in found(tree(replace(marks[0], halo=False)), "g") if g.get("stroke")]


@pytest.mark.parametrize(("size", "down"), [(8.5, 3), (10, 3), (12, 4), (19, 6)])
def test_baseline_is_three_tenths_below_the_middle(size: float, down: int) -> None:
    """As Vega has it, in whole pixels; the same in every viewer."""
    (text,) = found(tree(Text(3, 20, "x", size)), "text")
    assert text.get("y") == str(20 + down) and text.get("dominant-baseline") is None


@pytest.mark.parametrize(("align", "anchor"), [("left", None), ("center", "middle"), ("right", "end")])
def test_lettering_has_its_face_and_place(align: str, anchor: str | None) -> None:
    group = found(tree(Text(1, 1, "x", 12.5, align, weight="bold", style="italic", serif=True)), "g")[0]
    assert group.get("text-anchor") == anchor and group.get("font-size") == "12.5px"
    assert (group.get("font-weight"), group.get("font-style")) == ("bold", "italic")
    assert "Georgia" in group.get("font-family", "")


def test_rules_and_rectangles_in_numbers() -> None:
    rule = Rule(1.005, 2, 3.14159, -0.001, "#123456", 1.2, (4, 3), 0.5, "round")
    root = tree(rule, Rect(9, 8, 4, 6, "#abcdef", 0.25))
    line, group = found(root, "line")[0], found(root, "g")[0]
    assert [line.get(k) for k in ("x2", "y2", "stroke-width", "opacity")] == ["3.14", "0", "1.2", "0.5"]
    assert (group.get("stroke-dasharray"), group.get("stroke-linecap")) == ("4,3", "round")
    rect = found(root, "rect")[1]
    assert [rect.get(k) for k in ("x", "y", "width", "height", "opacity")] == ["4", "6", "5", "2", "0.25"]
