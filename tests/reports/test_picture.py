"""Pictures: static, safe, the same bytes each time, in three formats."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from pagecheck import PAYLOADS, Page, hostile
from sample import big_case, sample_assessment, sample_case

from counterpoint.record.record import make_record
from counterpoint.reports.picture import score_svg, write_picture
from counterpoint.reports.svg import SVG, XLINK, clean

CASE = sample_case()
RECORD = make_record(CASE)
ASSESSMENT = sample_assessment(CASE)


def test_svg_has_a_titled_note_and_a_link_for_every_act() -> None:
    root = ElementTree.fromstring(score_svg(CASE, RECORD, ASSESSMENT))
    links = {a.get(f"{{{XLINK}}}href") for a in root.iter(f"{{{SVG}}}a")}
    assert links == {f"#act-{a.id}" for a in CASE.acts}
    titles = " ".join(t.text or "" for t in root.iter(f"{{{SVG}}}title"))
    assert all(a.note in titles for a in CASE.acts)


def test_svg_has_no_style_script_or_address() -> None:
    page = Page(score_svg(CASE, RECORD, ASSESSMENT))
    assert page.faults == []
    assert Page('<svg><rect style="fill:red"/></svg>').faults, "the check must see inline style"


def test_clean_takes_out_what_a_page_must_not_hold() -> None:
    bad = (
        f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" onload="x()"><style>a{{}}</style><script>x()</script>'
        '<a xlink:href="javascript:x()"><rect style="fill: red; filter: url(#x)" onclick="x()"/></a>'
        '<a xlink:href="https://example.org/#act-a1"><path role="graphics-symbol" aria-label="n"/></a>'
        '<image href="https://example.org/x.png"/><use href="#y"/></svg>'
    )
    assert Page(bad).faults
    good = clean(bad)
    assert Page(good).faults == []
    assert 'fill="red"' in good and "#act-a1" in good and "<title>n</title>" in good and "example.org" not in good


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
