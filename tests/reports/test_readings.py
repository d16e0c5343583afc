"""Verdicts and readings in sentences that read right, and one name for each way of acting."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from sample import sample_assessment, sample_case, share

from counterpoint.playbooks import PLAYBOOKS
from counterpoint.record.record import make_record
from counterpoint.reports.dossier import dossier_html
from counterpoint.reports.readings import MOVE, explained, leads, rival_name, verdict_sentence
from counterpoint.reports.summary import summary_lines
from counterpoint.reports.words import AIM_NAMES, TECHNIQUE_NAMES

ROOT = Path(__file__).parents[2]


def entry(leader: str, p: float, reason: str = "a tie") -> dict[str, Any]:
    """A party without a verdict whose leading reading has this probability."""
    others = [k for k in ("good_faith", "hard_bargaining", "bad_faith", "none") if k != leader]
    shares = {leader: share(p), **{k: share((1 - p) / 3) for k in others}}
    said = f"A towards B: undetermined. Good faith is unlikely (p = {p:.2f}); {reason}."
    return {"verdict": "undetermined", "reason": reason, "sentence": said, "posterior": {"verdict": shares}}


@pytest.mark.parametrize(
    ("leader", "p", "said"),
    [("good_faith", 0.35, "No reading is likely; good faith is the least unlikely, at 35 % (21 to 46 %)."),
     ("bad_faith", 0.62, "Bad faith is the most probable reading: likely, 62 % (48 to 73 %)."),
     ("hard_bargaining", 0.5, "Hard bargaining is the most probable reading: roughly even chance, 50 % (36 to 61 %)."),
     ("none", 0.7, "Most probably none of the known ways of acting fits: likely, 70 % (56 to 81 %)."),
     ("none", 0.4, "No reading is likely; that none of the known ways of acting fits is the least unlikely, at 40 % "
                   "(26 to 51 %).")],
)  # fmt: skip
def test_what_leads_is_said_in_a_sentence(leader: str, p: float, said: str) -> None:
    assert leads(entry(leader, p)).replace("\xa0", " ") == said


def test_no_page_says_that_a_reading_leads_and_is_unlikely() -> None:
    case = sample_case()
    assessment = sample_assessment(case)
    for party in assessment["parties"]:
        assessment["parties"][party] |= entry("good_faith", 0.35, "too few acts: 8 moves on record, at least 12")
    text = re.sub(r"<[^>]+>", "", dossier_html(case, make_record(case), assessment)) + " ".join(
        summary_lines(assessment)
    )
    text = " ".join(text.replace("\xa0", " ").split())
    assert "most probable reading is good faith: unlikely" not in text and "good faith is unlikely" not in text.lower()
    assert "the same acts are" not in text
    assert text.count("No reading is likely; good faith is the least unlikely, at 35 %") >= 4
    assert text.count("A move is an act of the party") >= 4


def test_the_old_sentence_would_be_seen() -> None:
    """Positive control: the document's own sentence holds what the pages must not say."""
    assert "is unlikely (p = 0.35)" in entry("good_faith", 0.35)["sentence"]
    assert "is unlikely" not in verdict_sentence("A", entry("good_faith", 0.35))
    assert verdict_sentence("A", entry("good_faith", 0.35)).startswith("A towards B: undetermined. No reading")
    assert verdict_sentence("A", {}) == "A: undetermined."


def test_a_reason_that_speaks_of_moves_says_what_one_is() -> None:
    assert explained("too few acts: 8 moves on record").endswith(MOVE)
    assert explained("a tie") == "a tie."


def test_the_rival_is_a_reading_given_the_acts() -> None:
    rival = {"verdict": "hard_bargaining", "aim": "tough", "p": 0.35}
    assert rival_name(rival).replace("\xa0", " ") == "hard bargaining (tough commitment): unlikely, 35 %"
    assert rival_name({}) == ""


def test_a_playbook_has_one_name() -> None:
    titles = {book.name: book.title.lower() for book in PLAYBOOKS}
    assert titles == {**AIM_NAMES, **TECHNIQUE_NAMES}
    case = sample_case()
    page = dossier_html(case, make_record(case), sample_assessment(case)).lower()
    for old in ("tough bargaining", "sincere but constrained", "regrouping"):
        assert f"{old} " not in page and f"({old})" not in page, old
    for name in ("constrained but sincere", "tough commitment", "stall and wait", "modulation of channels"):
        assert name in page


def test_the_page_says_what_techniques_are_and_accuses_nobody_in_its_heading() -> None:
    case = sample_case()
    page = dossier_html(case, make_record(case), sample_assessment(case))
    assert page.count("Techniques are ways of going about it") == 1
    assert "How each party behaves" in page and "plays at" not in page
