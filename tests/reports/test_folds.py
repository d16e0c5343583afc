"""What is folded on the page says how much it holds, and hides nothing that a verdict rests on."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pagecheck import Page
from sample import sample_assessment, sample_case

from counterpoint.record.record import make_record
from counterpoint.reports.dossier import dossier_html
from counterpoint.reports.evidence import heaps
from counterpoint.reports.pages import FEW, OPEN, Cell, grid, make_desk

CASE = sample_case()
RECORD = make_record(CASE)
ASSESSMENT = sample_assessment(CASE)
PAGE = dossier_html(CASE, RECORD, ASSESSMENT)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def outside(page: str) -> set[str]:
    """Acts whose entries stand outside every fold."""
    return set(re.findall(r'<li id="act-([^"]+)"', re.sub(r"<details.*?</details>", "", page, flags=re.S)))


def hanging(lightest: int) -> tuple[dict[str, Any], str]:
    """An assessment whose verdict on Ardan hangs on one of its lightest acts, and that act."""
    assessment = sample_assessment(CASE)
    part = assessment["parties"]["ard"]
    weighed = [row["act"] for row in part["evidence"] if round(row["decibans"], 1)]
    part["flips"] = {"acts": [weighed[-lightest]], "to": "undetermined", "note": ""}
    return assessment, weighed[-lightest]


def test_only_the_heaviest_acts_and_those_a_verdict_hangs_on_stand_open() -> None:
    assessment, light = hanging(3)
    heap = heaps(make_desk(RECORD, assessment))[0]
    assert len(heap.entries) > OPEN + FEW and heap.shown == OPEN + 1
    assert heap.entries[OPEN].id == light and light in outside(dossier_html(CASE, RECORD, assessment))
    assert light not in outside(PAGE), "the same act is folded when nothing hangs on it"
    weights = [abs(float(e.weight.replace("−", "-"))) for e in heap.entries]
    assert heap.more.startswith(f"{len(heap.entries) - heap.shown} more acts")
    assert f"over {weights[heap.shown]:.1f} decibans" in heap.more and max(weights[heap.shown :]) == weights[heap.shown]


def test_every_fold_says_how_much_it_holds() -> None:
    folds = re.findall(r"<details[^>]*><summary>(.*?)</summary>(.*?)</details>", PAGE, re.S)
    assert len(folds) > 10
    for said, inside in folds:
        counts = [int(n) for n in re.findall(r"(\d+) (?:more )?(?:acts?|rows?|\w+s)\b", re.sub("<.*?>", "", said))]
        assert {inside.count('<li id="act-'), len(re.findall("<tr><td", inside))} & set(counts), said


def test_a_table_is_folded_only_where_that_spares_much() -> None:
    def rows(count: int) -> list[list[Cell]]:
        return [[Cell(str(i))] for i in range(count)]

    assert [t.cut for t in grid("", ("n",), rows(OPEN + FEW))] == [OPEN + FEW]
    (long,) = grid("", ("n",), rows(OPEN + FEW + 1), of="pairs")
    assert (long.cut, long.fold) == (OPEN, f"{FEW + 1} more pairs")


def test_contents_lead_to_each_measure() -> None:
    nav = PAGE[PAGE.index("<nav") : PAGE.index("</nav>")]
    links = set(re.findall(r'href="#(measure-[^"]+)"', nav))
    assert {"measure-tempo", "measure-positions"} <= links <= Page(PAGE).ids


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_link_into_a_fold_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    folded = sorted({a.id for a in CASE.acts} - outside(PAGE))[0]

    def opened(fragment: str) -> int:
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'home'}", "--dump-dom"]
        command = [str(CHROMIUM), *options, f"{path.as_uri()}{fragment}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        return len(re.findall(r"<details[^>]* open", done.stdout))

    assert [opened(""), opened(f"#act-{folded}"), opened("#measure-tempo")] == [0, 1, 1]
