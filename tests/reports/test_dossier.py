"""The dossier: complete, safe, honest about what it lacks, and the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from pagecheck import PAYLOADS, Page, hostile, hostile_tree
from sample import sample_assessment, sample_case

from counterpoint.case.model import Case
from counterpoint.record.record import make_record
from counterpoint.reports.dossier import ILLUSTRATION, dossier_html, write_dossier
from counterpoint.reports.pages import MOST, any_grids, make_desk
from counterpoint.reports.picture import score_svg

CASE = sample_case()
RECORD = make_record(CASE)
ASSESSMENT = sample_assessment(CASE)
SVG = score_svg(CASE, RECORD, ASSESSMENT)
PAGE = dossier_html(CASE, RECORD, ASSESSMENT)


def policy_allows(page: str) -> bool:
    """Whether the page's policy allows its one style block, by digest."""
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    return f"style-src 'sha256-{digest}'".replace("'", "&#39;") in page and "default-src &#39;none&#39;" in page


def test_page_holds_no_script_style_attribute_or_address() -> None:
    page = Page(PAGE)
    assert page.faults == []
    assert page.tags.isdisjoint({"script", "link", "img"})


def test_policy_names_the_style_block() -> None:
    assert policy_allows(PAGE)
    assert not policy_allows(PAGE.replace("<style>", "<style>b{color:red}"))


def test_every_link_leads_somewhere_and_every_act_has_an_entry() -> None:
    page = Page(PAGE)
    assert {f"act-{a.id}" for a in CASE.acts} <= page.ids
    assert page.links <= page.ids
    assert page.links - Page(PAGE.replace('id="act-a01"', "")).ids == {"act-a01"}, "the check must see a dead link"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_in_every_field_stays_text(payload: str) -> None:
    case = hostile(CASE, payload)
    record = make_record(case)
    page = Page(dossier_html(case, record, hostile_tree(ASSESSMENT, payload), score_svg(case, record, ASSESSMENT)))
    assert page.faults == []
    assert page.tags <= Page(PAGE).tags


def test_the_check_for_hostile_text_sees_an_unescaped_field() -> None:
    leaky = Environment(autoescape=True).from_string("<p>{{ title | safe }}</p>")
    assert Page(leaky.render(title=PAYLOADS[0])).faults and Page(leaky.render(title=PAYLOADS[1])).faults


def test_same_input_same_bytes(tmp_path: Path) -> None:
    again = sample_case()
    assert dossier_html(again, make_record(again), sample_assessment(again)) == PAGE
    write_dossier(CASE, RECORD, ASSESSMENT, tmp_path / "d.html")
    assert (tmp_path / "d.html").read_text(encoding="utf-8") == PAGE


def test_first_screen_says_verdict_probability_reason_and_rival() -> None:
    text = " ".join("".join(Page(PAGE).text).replace("\xa0", " ").split())
    assert "Ardan behaves as if it were buying time towards United Cantons of Belmar." in text
    assert "Bad faith is very likely, 84 % (70 to 95 %)." in text
    assert "Why undetermined: Good faith and hard bargaining tie" in text
    assert "The rival reading" in text and "The foreign minister had no leave" in text
    said = text[text.index("dossier :root") :]
    assert said.index("Rival reading: ") < said.index("The score") < said.index("How each party behaves")


def test_illustration_is_never_called_validation() -> None:
    assert ILLUSTRATION in PAGE
    study = replace(CASE, purpose="study")
    assert ILLUSTRATION not in dossier_html(study, RECORD, {**ASSESSMENT, "purpose": "study"}, SVG)


def test_banner_carries_the_strictest_marking() -> None:
    assert re.findall(r'class="marking (?:top|bottom) (\w+)"><span>([^<]+)', PAGE) == [("amber", "TLP:AMBER")] * 2
    free = replace(CASE, acts=tuple(replace(a, marking=None) for a in CASE.acts))
    page = dossier_html(free, make_record(free), ASSESSMENT, SVG)
    assert re.findall(r'class="marking (?:top|bottom) (\w+)"><span>([^<]+)', page) == [("green", "TLP:GREEN")] * 2
    red = dossier_html(free, make_record(free), {**ASSESSMENT, "marking": "TLP:RED"}, SVG)
    assert red.count("<span>TLP:RED</span>") == 2


EMPTY = (
    "No party was assessed", "No act is on record.", "No act on record opens a promise.",
    "No two acts of one party contradict", "No demand was added", "No gesture is on record",
    "The case names no channel.", "Nothing to come stands out", "This run cites no work.",
    "The run recorded no inputs.", "Nothing else was measured.",
)  # fmt: skip


def test_empty_sections_say_so() -> None:
    case = Case(id="x", title="Nothing yet")
    page = dossier_html(case, make_record(case), {})
    assert [s for s in EMPTY if s not in page] == []
    assert [s for s in EMPTY if s in PAGE] == []
    assert Page(page).faults == []


def test_a_record_without_assessment_still_has_its_acts() -> None:
    page = Page(dossier_html(CASE, RECORD, {}, SVG))
    assert {f"act-{a.id}" for a in CASE.acts} <= page.ids


@pytest.mark.parametrize("gone", ["parties", "measures", "channels", "coverage", "settings", "halves", "inputs"])
def test_a_part_that_lacks_is_no_error(gone: str) -> None:
    left = {k: v for k, v in ASSESSMENT.items() if k != gone}
    assert Page(dossier_html(CASE, RECORD, left, SVG)).faults == []


def test_rows_nested_in_rows_become_a_table_of_their_own() -> None:
    nested = {
        "parties": [
            {"party": "ard", "acts": 2, "deeds": [{"issue": "kel", "given": 3}, {"issue": "sund", "given": None}]}
        ]
    }
    main, inner = any_grids(make_desk(RECORD, ASSESSMENT), "odd", nested)
    assert main.head == ("party", "acts") and inner.caption == "Parties: deeds"
    assert [c.text for c in inner.rows[0]] == ["Ardan", "Status of Kel", "3"] and len(inner.rows) == 1


def test_words_of_the_vocabulary_are_not_taken_for_ids() -> None:
    table = {"standing": {"leaders": 2}, "rows": [{"level": "leaders", "channel": "leaders"}]}
    single, rows = any_grids(make_desk(RECORD, ASSESSMENT), "odd", table)
    assert single.rows[0][1].text == "leaders 2"
    assert [c.text for c in rows.rows[0]] == ["Leaders' calls", "leaders"]


def test_long_tables_are_cut_and_say_so() -> None:
    rows = [{"n": i} for i in range(5000)]
    (table,) = any_grids(make_desk(RECORD, ASSESSMENT), "odd", {"rows": rows})
    assert len(table.rows) == MOST and "4601 more rows" in table.rows[-1][0].text


def test_weights_in_decibans_have_sign_and_side() -> None:
    entry: dict[str, Any] = ASSESSMENT["parties"]["ard"]["evidence"][0]
    block = PAGE[PAGE.index(f'id="act-{entry["act"]}"') :][:700]
    assert (f"+{entry['decibans']:.1f}" if entry["decibans"] > 0 else "−") in block
    assert ('class="bad"' if entry["decibans"] > 0 else 'class="good"') in block


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def console(page: Path) -> str:
    """What a headless browser says of a page, and its title."""
    options = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    options += " --disable-component-update --disable-sync --enable-logging=stderr --window-size=800,600 --dump-dom"
    with tempfile.TemporaryDirectory() as home:
        command = [str(CHROMIUM), *options.split(), f"--user-data-dir={home}", page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    said = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    title = re.search(r"<title>(.*?)</title>", done.stdout, re.S)
    return "\n".join([*said, title[1] if title else "no page"])


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_browser_reports_no_violation_and_runs_nothing(tmp_path: Path) -> None:
    payload = "<script>document.title='canary'</script><img src=x onerror=\"document.title='canary'\">"
    case = hostile(CASE, payload)
    record = make_record(case)
    path = tmp_path / "page.html"
    text = dossier_html(case, record, hostile_tree(ASSESSMENT, payload))
    path.write_text(text, encoding="utf-8")
    said = console(path)
    assert "CONSOLE" not in said and not said.startswith("canary")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_browser_reports_planted_script_and_style(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    planted = "<script>document.title='canary'</script><p style='color:red'>x</p></body>"
    path.write_text(PAGE.replace("</body>", planted), encoding="utf-8")
    said = console(path)
    assert "inline script" in said and "inline style" in said
    assert not said.splitlines()[-1].startswith("canary")
