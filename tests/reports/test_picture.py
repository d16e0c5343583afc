"""Pictures: static, safe, the same bytes each time, in three formats."""

from __future__ import annotations

import struct
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pagecheck import PAYLOADS, Page, hostile
from sample import big_case, sample_assessment, sample_case

from counterpoint.record.record import make_record
from counterpoint.reports.drawing import SVG, XLINK
from counterpoint.reports.picture import score_svg, score_svgs, write_picture
from counterpoint.reports.svg import clean

CASE = sample_case()
RECORD = make_record(CASE)
ASSESSMENT = sample_assessment(CASE)


def test_svg_has_a_titled_note_and_a_link_for_every_act() -> None:
    root = ElementTree.fromstring(score_svg(CASE, RECORD, ASSESSMENT))
    links = {a.get(f"{{{XLINK}}}href") for a in root.iter(f"{{{SVG}}}a")}
    assert links == {f"#act-{a.id}" for a in CASE.acts}
    titles = " ".join(t.text or "" for t in root.iter(f"{{{SVG}}}title"))
    assert all(a.note in titles for a in CASE.acts)


def test_what_is_printed_carries_no_titles_and_what_a_screen_shows_does() -> None:
    titled = {name for name, svg in score_svgs(CASE, RECORD, ASSESSMENT).items() if "<title>" in svg}
    assert titled == {"wide", "medium", "narrow"}


def test_many_issues_are_printed_on_a_wide_sheet_and_few_on_a_narrower_one() -> None:
    issues = tuple(replace(CASE.issues[0], id=f"i{k}") for k in range(12))
    acts = tuple(replace(CASE.acts[0], id=f"n{k}", kind="offer", issue=f"i{k}", position=0.5) for k in range(12))
    many = replace(CASE, issues=issues, acts=acts)
    assert 'width="1120"' in score_svgs(many, make_record(many))["curves"][:200]
    assert 'width="760"' in score_svgs(CASE, RECORD)["curves"][:200]


def test_many_channels_are_printed_on_a_wide_sheet_and_few_on_a_narrower_one() -> None:
    channels = (*CASE.channels, *(replace(CASE.channels[0], id=f"c{k}") for k in range(6)))
    many = replace(CASE, channels=channels)
    assert 'width="1120"' in score_svgs(many, make_record(many))["staves"][:200]
    assert 'width="760"' in score_svgs(CASE, RECORD)["staves"][:200]


def test_svg_has_no_style_script_or_address() -> None:
    page = Page(score_svg(CASE, RECORD, ASSESSMENT))
    assert page.faults == []
    assert Page('<svg><rect style="fill:red"/></svg>').faults, "the check must see inline style"


def test_clean_takes_out_what_a_page_must_not_hold() -> None:
    bad = (
        f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" onload="x()"><style>a{{}}</style><script>x()</script>'
        '<a xlink:href="javascript:x()"><script>x()</script>'
        '<rect style="fill: red; filter: url(#x)" onclick="x()"/></a>'
        '<a xlink:href="https://example.org/#act-a1"><path d="M0,0"/></a><a xlink:href="#act-a2"><path/></a>'
        '<text><a href="https://example.org">plain words</a></text>'
        '<g fill="u\\72l(https://example.org/x)" id="act-a1"/>'
        '<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="https://example.org"/>'
        '<title><h:b xmlns:h="x"/>n</title>'
        '<image href="https://example.org/x.png"/><use href="#y"/>'
        '<animate attributeName="href" to="javascript:x()"/></svg>'
    )
    assert Page(bad).faults
    good = clean(bad)
    page = Page(good)
    assert page.faults == [] and page.ids == set() and page.links == {"act-a2"}
    assert page.tags == {"svg", "rect", "path", "a", "g", "text", "title"}
    assert 'fill="red"' in good and "plain words" in good and "example.org" not in good


def test_clean_refuses_what_is_no_picture() -> None:
    with pytest.raises(ValueError, match="expected a picture"):
        clean("<html><svg/></html>")
    with pytest.raises(ElementTree.ParseError):
        clean("<svg>")


@pytest.mark.parametrize("links", [True, False])
def test_what_is_drawn_here_needs_no_cleaning(links: bool) -> None:
    def same(svg: str) -> bool:
        role = ('role="img"', 'role="group"')
        return ElementTree.canonicalize(clean(svg)) == ElementTree.canonicalize(svg.replace(*role, 1))

    drawn = score_svg(CASE, RECORD, ASSESSMENT, links=links)
    assert same(drawn)
    for planted in ('<g style="fill:red"/>', "<script/>", '<path onclick="x()"/>', '<a href="https://example.org"/>'):
        assert not same(drawn.replace("</svg>", f"{planted}</svg>")), "what has to go must be seen to go"


def test_only_png_needs_the_converter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    write_picture(CASE, RECORD, ASSESSMENT, tmp_path / "x.svg")
    write_picture(CASE, RECORD, ASSESSMENT, tmp_path / "x.html")
    with pytest.raises(ImportError):
        write_picture(CASE, RECORD, ASSESSMENT, tmp_path / "x.png")


def test_png_is_the_picture_at_twice_its_size(tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    write_picture(CASE, RECORD, None, path)
    root = ElementTree.fromstring(score_svg(CASE, RECORD))
    wide, high = struct.unpack(">II", path.read_bytes()[16:24])
    assert (wide, high) == (2 * int(root.get("width", 0)), 2 * int(root.get("height", 0)))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_stays_text(payload: str) -> None:
    case = hostile(CASE, payload)
    svg = score_svg(case, make_record(case), ASSESSMENT)
    page = Page(svg)
    assert page.faults == []
    assert page.tags <= Page(score_svg(CASE, RECORD, ASSESSMENT)).tags
    assert payload.split(">")[0][:8] in "".join(page.text), "the text itself must be shown, escaped"


@pytest.mark.parametrize("ending", [".svg", ".png", ".html"])
def test_write_picture_writes_the_same_bytes_twice(tmp_path: Path, ending: str) -> None:
    one, two = tmp_path / f"one{ending}", tmp_path / f"two{ending}"
    for path in (one, two):
        write_picture(CASE, RECORD, ASSESSMENT, path)
    assert one.read_bytes() == two.read_bytes() and one.stat().st_size > 10_000
    if ending == ".html":
        page = Page(one.read_text(encoding="utf-8"))
        assert page.faults == []
        marked = "".join(page.text)
        assert marked.count("TLP:AMBER") == 6 and "TLP:GREEN" not in marked, "five pictures and the foot of the page"


def test_write_picture_says_what_endings_it_knows(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.svg, \.png, \.html, got \.gif"):
        write_picture(CASE, RECORD, None, tmp_path / "x.gif")


def test_a_crowded_record_is_drawn() -> None:
    big = big_case(10_000)
    assert len(score_svg(big, make_record(big))) < 6_000_000
