"""The dossier's appendix: passages of the acts that cite them, marked, safe, and no larger than a third of the page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pagecheck import PAYLOADS, Page
from sample import sample_assessment, sample_case

from counterpoint.case.passages import Document
from counterpoint.record.record import make_record
from counterpoint.reports.dossier import dossier_html
from counterpoint.reports.passages import appendix

BASE = sample_case()
ACTS = tuple(
    replace(act, locator=f"d{n // 2} para 1{'-2' if n % 2 else ''}", quote="the quoted words")
    for n, act in enumerate(BASE.acts)
)
CASE = replace(BASE, acts=ACTS)
RECORD = make_record(CASE)
ASSESSMENT = sample_assessment(CASE)


def _documents(filler: str = "") -> dict[str, Document]:
    texts = {("para", 1): f"Before the quoted words, after. {filler}".strip(), ("para", 2): "And more."}
    return {f"d{n}": Document(f"d{n}", title=f"Memo {n}", date="2031-02-03", texts=texts) for n in range(len(ACTS))}


PAGE = dossier_html(CASE, RECORD, ASSESSMENT, passages=_documents())


def test_every_act_leads_to_its_passage_and_back() -> None:
    page = Page(PAGE)
    assert {f"p-{act.id}" for act in RECORD.acts} <= page.ids
    assert {f"p-{act.id}" for act in RECORD.acts} <= page.links <= page.ids
    assert page.faults == [] and "script" not in page.tags
    assert page.links - Page(PAGE.replace('id="p-a01"', "")).ids == {"p-a01"}, "the check must see a dead link"


def test_the_quote_is_marked_and_the_appendix_is_folded() -> None:
    assert '<p class="text">Before <mark>the quoted words</mark>, after.</p>' in PAGE
    folded = r'<section id="passages">.*?<details><summary>\d+ passages from \d+ documents</summary>'
    assert re.search(folded, PAGE, re.S)


def test_without_passages_there_is_neither_appendix_nor_link() -> None:
    page = dossier_html(CASE, RECORD, ASSESSMENT)
    assert 'id="passages"' not in page and "#p-" not in page
    assert dossier_html(CASE, RECORD, ASSESSMENT, passages={}) == page


def test_a_page_that_would_grow_too_much_keeps_the_acts_that_stand_open() -> None:
    plain = len(dossier_html(CASE, RECORD, ASSESSMENT))
    filler = "word " * (plain // len(ACTS) // 5)
    page = dossier_html(CASE, RECORD, ASSESSMENT, passages=_documents(filler))
    links = {link for link in Page(page).links if link.startswith("p-")}
    assert links and len(links) < len(RECORD.acts)
    assert "counterpoint sources prints them all" in page and "prints them all" not in PAGE
    shown = set(re.findall(r'<li id="act-(\w+)"', re.sub(r"<details>.*?</details>", "", page, flags=re.S)))
    assert links <= {f"p-{name}" for name in shown}


def test_acts_of_one_passage_share_it() -> None:
    two = [replace(ACTS[0], id="x1"), replace(ACTS[0], id="x2", quote="quoted words, after")]
    (document,) = appendix(_documents(), two).documents
    (extract,) = document.extracts
    assert extract.acts == ("x1", "x2") and extract.place == "para 1"
    assert [text for text, quoted in extract.paragraphs[0] if quoted] == ["the quoted words, after"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_in_a_passage_stays_text(payload: str) -> None:
    texts = {("para", 1): f"{payload} the quoted words {payload}", ("para", 2): payload}
    hostile = {
        f"d{n}": Document(f"d{n}", title=payload, date=payload, url=payload, texts=texts) for n in range(len(ACTS))
    }
    page = Page(dossier_html(CASE, RECORD, ASSESSMENT, passages=hostile))
    assert page.faults == [] and page.tags <= Page(PAGE).tags
