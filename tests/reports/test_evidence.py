"""The list of evidence says what an act hangs together with, and why an act weighs nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from sample import sample_assessment, sample_case, when

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.model import Act, Case
from counterpoint.case.read import read_case
from counterpoint.case.when import parse_when
from counterpoint.cli.moves import moves
from counterpoint.inference.tables import make_tables
from counterpoint.record.record import make_record
from counterpoint.reports.dossier import dossier_html
from counterpoint.reports.evidence import Entry, heaps
from counterpoint.reports.pages import any_grids, left_out, make_desk


def act(id: str, day: int, actor: str, kind: str, **more: Any) -> Act:
    return Act(id=id, date=parse_when(when(day)), actor=actor, kind=kind, source="gaz", target="bel", **more)


def entries(case: Case, assessment: dict[str, Any]) -> dict[str, Entry]:
    return {e.id: e for heap in heaps(make_desk(make_record(case), assessment)) for e in heap.entries}


def small() -> tuple[Case, dict[str, Any]]:
    """Six acts: two weigh, one weighs nothing, two are merged, one is a third party's."""
    acts = (
        act("n1", 1, "ard", "demand", occasion="talk", issue="sund", position=0.2),
        act("n2", 1, "ard", "demand", occasion="talk", issue="kel", because="sund"),
        act("n3", 2, "orlov", "blame", because="n1", item="d1", answers=("n1", "n2")),
        act("n4", 2, "orlov", "blame"),
        act("n5", 3, "med", "appeal"),
        act("n6", 4, "ard", "meet"),
    )
    case = replace(sample_case(), acts=acts)
    assessment = sample_assessment(sample_case())
    rows = [{"act": name, "decibans": d} for name, d in (("n1", 2.0), ("n3", -1.0), ("n6", 0.01))]
    assessment["parties"]["ard"]["evidence"] = rows
    return case, assessment


def test_every_act_without_weight_says_why() -> None:
    found = entries(*small())
    assert {name for name, e in found.items() if e.weight} == {"n1", "n3"}
    assert {name for name, e in found.items() if e.why} == {"n2", "n4", "n5", "n6"}
    assert found["n2"].why == "counted together with n1, as the same kind on one occasion"
    assert found["n4"].why == "counted together with n3, as one act told twice"
    assert "Norsk Contact Group is not" in found["n5"].why
    assert found["n6"].why == "as likely in good faith as in bad"


def test_the_page_shows_what_an_act_answers_hangs_on_and_is_about() -> None:
    case, assessment = small()
    page = dossier_html(case, make_record(case), assessment)
    one = page[page.index('<li id="act-n3">') : page.index("</li>", page.index('<li id="act-n3">'))]
    assert 'Answers <a href="#act-n1">n1</a>, <a href="#act-n2">n2</a>.' in one
    assert 'Made to hang on <a href="#act-n1">n1</a>.' in one and "About Sanctions decision." in one
    two = page[page.index('<li id="act-n2">') : page.index("</li>", page.index('<li id="act-n2">'))]
    assert "Made to hang on Passage through the Sund." in two and "No weight: counted together with" in two


def test_an_act_without_ties_shows_none() -> None:
    """Positive control: only what was coded is shown, and an act that weighs gives no reason."""
    case, assessment = small()
    page = dossier_html(case, make_record(case), assessment)
    one = page[page.index('<li id="act-n1">') : page.index("</li>", page.index('<li id="act-n1">'))]
    assert not re.search("Answers|hang on|About|No weight", one)


@pytest.mark.parametrize("name", bundled_cases())
def test_every_row_that_an_assessment_merges_finds_its_move(name: str) -> None:
    case, _ = read_case(find_case(name))
    assert case is not None
    record = make_record(case)
    sides = {p.id: p.counterpart for p in case.parties if p.id in moves(case).by_party}
    rows = {a: [{"act": m.id, "decibans": 0.0} for m in make_tables(record, a, b or "").acts] for a, b in sides.items()}
    found = entries(case, {"parties": {party: {"evidence": listed} for party, listed in rows.items()}})
    assert set(found) == {a.id for a in case.acts}
    assert "not scored" not in {e.why for e in found.values()}
    merged = sum(e.why.startswith("counted together") for e in found.values())
    own = sum(record.actor_party(a) in sides for a in case.acts)
    assert merged == own - sum(map(len, rows.values()))


def test_parties_without_acts_have_no_rows_and_one_line_says_so() -> None:
    case = replace(sample_case(), acts=tuple(a for a in sample_case().acts if a.actor != "med"))
    desk = make_desk(make_record(case), sample_assessment(case))
    assert desk.silent == {"med"}
    for name, table in desk.assessment["measures"].items():
        for grid in any_grids(desk, name, table):
            assert "Norsk Contact Group" not in {row[0].text for row in grid.rows}, name
            assert not any("–;" in cell.text or "; –" in cell.text for row in grid.rows for cell in row), name
    assert left_out(desk, desk.assessment["measures"]["promises"]) == (
        "Left out, having no acts on record: Norsk Contact Group."
    )
    page = dossier_html(case, make_record(case), sample_assessment(case))
    assert "Left out, having no acts on record: Norsk Contact Group." in page


def test_parties_with_acts_stay() -> None:
    """Positive control: the same tables hold the party when it acts."""
    desk = make_desk(make_record(sample_case()), sample_assessment())
    assert not desk.silent and left_out(desk, desk.assessment["measures"]["promises"]) == ""
    firsts = {
        row[0].text for g in any_grids(desk, "promises", desk.assessment["measures"]["promises"]) for row in g.rows
    }
    assert "Norsk Contact Group" in firsts
