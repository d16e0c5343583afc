"""Tables of the dossier: each cell one item, acts by their date, units and words for every key."""

from __future__ import annotations

import re
from dataclasses import replace

from sample import sample_assessment, sample_case

from counterpoint.record.record import make_record
from counterpoint.reports.dossier import dossier_html
from counterpoint.reports.measured import goalposts
from counterpoint.reports.pages import make_desk

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
