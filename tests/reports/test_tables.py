"""Tables of the dossier: each cell one item, acts by their date, units and words for every key."""

from __future__ import annotations

import re
from dataclasses import replace

from sample import sample_assessment, sample_case

from counterpoint.record.record import make_record
from counterpoint.reports.dossier import dossier_html
from counterpoint.reports.measured import goalposts
from counterpoint.reports.method import channels
from counterpoint.reports.pages import any_grids, make_desk
from counterpoint.reports.terms import head

CASE = sample_case()
RECORD = make_record(CASE)
ASSESSMENT = sample_assessment(CASE)
PAGE = dossier_html(CASE, RECORD, ASSESSMENT)


def split_cells(page: str) -> list[str]:
    """Cells that hold anything but one span: on a phone each item would be a column of its own."""
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page, re.S)
    return [c for c in cells if not re.fullmatch(r"<span>(?:(?!</?span).)*</span>", c, re.S)]


def test_a_cell_is_one_item_so_that_link_and_text_run_on() -> None:
    assert split_cells(PAGE) == []
    assert split_cells('<td><a href="#a">x</a> text</td>') == ['<a href="#a">x</a> text'], "the check must see one"


def test_what_a_demand_replaces_is_named_by_its_date() -> None:
    demand, old, older = (replace(CASE.acts[i], issue="sund") for i in (0, 1, 2))
    measures = {"goalposts": {"moved": [{"act": demand.id, "how": "new", "replaces": [old.id, older.id]}]}}
    desk = make_desk(RECORD, {**ASSESSMENT, "measures": measures})
    (table,) = goalposts(desk).grids
    cell = table.rows[0][table.head.index("replaces")]
    first, second = desk.act_cell(old.id), desk.act_cell(older.id)
    assert (cell.act, cell.lead) == (old.id, first.lead)
    assert cell.text == f"{first.text}; {second.lead} {second.text}"


def test_each_party_has_a_line_under_the_title() -> None:
    calls = re.findall(r"<li>(.*?)</li>", PAGE[PAGE.index('<ul class="calls">') : PAGE.index('id="verdicts"')])
    said = [re.sub("<.*?>", "", line).replace("\xa0", " ") for line in calls]
    assert [line.partition(" Rival reading: ")[0] for line in said] == [
        "Ardan towards United Cantons of Belmar: bad faith (84 %)",
        "United Cantons of Belmar towards Ardan: undetermined "
        "(good faith 41 %, hard bargaining 36 %, bad faith 20 %)",
    ]  # fmt: skip
    assert "Rival reading: good faith (constrained but sincere): very unlikely, 12 %." in said[0]


def test_what_the_record_sees_is_told_in_words() -> None:
    cover = {"leaders": {"full": 0.0, "partial": 1.0, "none": 0.0}, "desk": {"full": 0.3, "partial": 0.0, "none": 0.7}}
    (table,) = channels(make_desk(RECORD, {**ASSESSMENT, "coverage": cover})).grids
    seen = {row[0].text: row[-1].text.replace("\xa0", " ") for row in table.rows}
    assert seen["Leaders' calls"] == "part of it, throughout"
    assert seen[CASE.channels[2].name] == "all of it, 30 % of the days; nothing, 70 % of the days"
    levels = {row[0].text: row[1].text for row in table.rows}
    assert levels["Press and speeches"] == "public" and levels["Dinner seminars"] == "track 2, tacit"


def test_parties_left_out_are_named_once_and_no_sentence_stops_twice() -> None:
    case = replace(CASE, acts=tuple(a for a in CASE.acts if a.actor != "med"))
    page = dossier_html(case, make_record(case), sample_assessment(case))
    assert page.count("Left out, having no acts on record") == 1
    assert not re.search(r"(?<!\.)\.\.(?!\.)\s|\.\. ", re.sub(r"\[[^\]]*\.\.[^\]]*\]", "", page))


def test_keys_and_values_of_measures_are_words_with_units() -> None:
    desk = make_desk(RECORD, ASSESSMENT)
    rows = [{"age": 3, "act": CASE.acts[0].id, "day": "2031-01-08", "party": "ard", "why": "", "rule": "word_threat"}]
    (table,) = any_grids(desk, "stalling", {"unanswered": rows})
    assert table.caption == "Without an answer"
    assert table.head == ("party", "act", "unanswered for (days)", "rule"), "an act's own day is not told twice"
    assert table.rows[0][-1].text == "a kind word and a threat"
    assert head("level", "tempo") == "recent level (acts)" and head("odd_key") == "odd key"
