"""The page of a forecast: complete, safe, honest where there is nothing, and the same in the dossier."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from pagecheck import PAYLOADS, Page, hostile
from sample import sample_assessment, sample_case
from sample_forecast import TURNS, sample_forecast
from test_dossier import policy_allows

from counterpoint.case.model import Case, Channel, Issue
from counterpoint.playbooks.features import FEATURES
from counterpoint.record.record import make_record
from counterpoint.reports.dossier import dossier_html
from counterpoint.reports.fan_panels import HIGH, WIDE
from counterpoint.reports.forecast import forecast_html
from counterpoint.reports.forecast_words import CAVEATS, situation
from counterpoint.reports.lettering import width
from counterpoint.simulation.endings import ENDINGS
from counterpoint.simulation.rules import RULES

CASE = sample_case()
RECORD = make_record(CASE)
DOCUMENT = sample_forecast(CASE)
PAGE = forecast_html(CASE, RECORD, DOCUMENT)


def text_of(page: str) -> str:
    """The words of a page in one line."""
    return " ".join(" ".join(Page(page).text).replace("\xa0", " ").split())


def page_of(**changes: Any) -> str:
    """The page of the sample with some of its parts changed."""
    return forecast_html(CASE, RECORD, {**DOCUMENT, **changes})


def test_page_holds_no_script_style_attribute_or_address_and_its_policy_names_its_style() -> None:
    assert Page(PAGE).faults == []
    assert policy_allows(PAGE)
    assert not policy_allows(PAGE.replace("<style>", "<style>b{color:red}"))


def test_what_a_reader_needs_stands_there() -> None:
    said = text_of(PAGE)
    assert [name for name in ENDINGS if name.replace("_", " ") not in said] == []
    assert [text for text in CAVEATS if text not in said] == []
    assert f"({TURNS} turns of 7 days)" in said and "From 23 Jun 2031" in said
    assert "by chance" in said and "by model" in said and "base rate" in said and "elicited" in said
    assert all(rule.what in said for rule in RULES.values())
    assert DOCUMENT["cast"] in said and "1,000, of 26 turns" in said


def test_what_moved_an_act_is_told_in_words() -> None:
    said = text_of(PAGE)
    assert "stated positions are close (on this issue)" in said and "near_agreement" not in said
    assert "likelier (× 2.0)" in said and "less likely, yet done (× 0.61): at all times" in said
    assert [name for name in FEATURES if "exp(" in situation(name) or not situation(name)] == []


def test_every_rule_stands_there_with_its_value_and_unit() -> None:
    rows = dict(re.findall(r'data-label="rule"><span>([^<]+)</span></td>(.*?)</tr>', PAGE))
    assert set(rows) == {name.replace("_", " ") for name in RULES}
    for name, value in DOCUMENT["rules"].items():
        cells = dict(re.findall(r'data-label="([^"]+)"[^>]*><span>([^<]*)</span>', rows[name.replace("_", " ")]))
        assert float(cells["value"]) == value and cells["unit"] and cells["what it is"] and cells["rests on"]


def test_outside_events_stand_between_the_acts_of_a_run() -> None:
    said, event = text_of(PAGE), DOCUMENT["stories"][0]["events"][0]["name"]
    assert said.index(event) < said.index("accept", said.index(event)) and f"{event}, for " in said
    quiet = [{**story, "events": []} for story in DOCUMENT["stories"]]
    assert event not in text_of(page_of(stories=quiet))


def test_what_is_agreed_already_is_told_apart() -> None:
    assert f"already when the runs begin: {CASE.issues[0].name}. " in text_of(PAGE)
    both = {"agreed": [CASE.issues[0].id], "signed": [CASE.issues[0].id]}
    assert f"(signed by both: {CASE.issues[0].name})" in text_of(page_of(at_first=both))
    assert "already when" not in text_of(page_of(at_first={"agreed": [], "signed": []}))
    only = "they only sign what was agreed before"
    assert only in text_of(PAGE) and only not in text_of(page_of(only_signed={"p": 0.0}))


def test_where_a_side_began_is_hollow_where_it_is_assumed() -> None:
    sure = page_of(terms=[{**t, "assumed": [False, False]} for t in DOCUMENT["terms"]])
    assert "assumed, for neither is on record" in text_of(PAGE) and "assumed, for neither" not in text_of(sure)
    hollow = re.compile(r'<path d="[^"]+" fill="none" stroke="#')
    assert len(hollow.findall(PAGE)) == len(hollow.findall(sure)) + 3, "the strip's and the key's two"


def test_marking_carries_over() -> None:
    assert re.findall(r'class="marking (?:top|bottom) (\w+)"><span>([^<]+)', PAGE) == [("green", "TLP:GREEN")] * 2
    assert page_of(marking="TLP:RED").count('red"><span>TLP:RED</span>') == 2


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_in_every_field_stays_text(payload: str) -> None:
    case = hostile(CASE, payload)
    document = sample_forecast(case)
    assert Page(forecast_html(case, make_record(case), document)).faults == []
    assert Page(dossier_html(case, make_record(case), {}, forecast=document)).faults == []


def test_empty_states_say_so() -> None:
    none = {"ongoing": 1.0}
    said = text_of(forecast_html(CASE, RECORD, sample_forecast(CASE, none, settled=0.0)))
    assert "No run ended before the last turn." in said and "Nothing was agreed on any issue in any run." in said
    assert "settle in no run" in said
    same = [{**t, "declared": [0.5, 0.5]} for t in DOCUMENT["terms"]]
    assert "No issue is contested" in text_of(page_of(terms=same))
    assert "No run was told." in text_of(page_of(stories=[])) and "No turn was counted." in text_of(page_of(fans=[]))
    for line in ("No run ended", "No issue", "No run was told", "No turn was"):
        assert line not in text_of(PAGE), "the check must see a full page"


def test_a_case_without_channels_and_issues_has_names_for_what_is_played() -> None:
    bare = replace(CASE, channels=(), issues=(), acts=())
    document = sample_forecast(bare)
    document["stories"][0]["acts"][0] |= {"channel": "sim-talks"}
    assert "Talks" in text_of(forecast_html(bare, make_record(bare), document))


def _crowded() -> Case:
    """The sample with fourteen issues and names of a hundred characters."""
    long = "Guarantees by third parties and monitoring of the line of demarcation between both sides of the Sund"
    issues = tuple(Issue(f"i{n}", f"{n} {long}", long, long, "core", CASE.issues[0].stakes) for n in range(14))
    channels = tuple(Channel(c.id, f"{c.name} {long}", c.level, c.visibility) for c in CASE.channels)
    parties = tuple(replace(p, name=f"{p.name} {long}") for p in CASE.parties)
    return replace(CASE, issues=issues, channels=channels, parties=parties, acts=())


@pytest.mark.parametrize("case", [CASE, _crowded()], ids=["sample", "crowded"])
def test_every_label_of_a_panel_stands_on_it(case: Case) -> None:
    page = forecast_html(case, make_record(case), sample_forecast(case))
    assert _outside(page) == []
    assert _outside(page.replace('text-anchor="end"', "")) or _outside(page.replace(' x="', ' x="9'))


def _outside(page: str) -> list[str]:
    """Words of panels that stick out of them."""
    found = []
    for panel in re.findall(r'<svg viewBox="0 0 360 176".*?</svg>', page, re.S):
        for x, y, size, look, said in re.findall(
            r'<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)"([^>]*)>([^<]*)<', panel
        ):
            wide = width(said, float(size), weight="bold" if "bold" in look else "normal")
            left = float(x) - (wide if '"end"' in look else wide / 2 if '"middle"' in look else 0)
            if left < -1 or left + wide > WIDE + 1 or not 0 < float(y) < HIGH:
                found.append(said)
    return found


def test_many_issues_are_folded_and_few_are_not() -> None:
    crowded = _crowded()
    page = forecast_html(crowded, make_record(crowded), sample_forecast(crowded))
    assert "Positions, issue by issue (14 panels)</summary>" in page
    assert "<h3>Positions, issue by issue</h3>" in PAGE


def test_fans_begin_where_the_score_does() -> None:
    """What is on record is drawn left of the day on which the runs begin, on one axis with them."""
    panel = next(p for p in re.findall(r'<svg viewBox="0 0 360 176".*?</svg>', PAGE, re.S) if "gap" in p)
    ground = re.search(r'<rect x="34" y="20" width="([\d.]+)"', panel)
    assert ground and 0.3 < float(ground[1]) / 280 < 0.7, "half a year on record, half a year of runs"


def test_the_dossier_holds_the_forecast_and_is_as_before_without_one() -> None:
    assessment = sample_assessment(CASE)
    plain = dossier_html(CASE, RECORD, assessment)
    both = dossier_html(CASE, RECORD, assessment, forecast=DOCUMENT)
    assert "#forecast" not in plain and Page(both).faults == [] and policy_allows(both)
    assert Page(both).links <= Page(both).ids and {"forecast", "forecast-told"} <= Page(both).ids
    said = text_of(both)
    assert said.index("Where it may end") < said.index("The score")
    assert [text for text in CAVEATS if text not in said] == []
    red = dossier_html(CASE, RECORD, assessment, forecast={**DOCUMENT, "marking": "TLP:RED"})
    assert red.count('red"><span>TLP:RED</span>') == 2


def test_same_input_same_bytes() -> None:
    assert forecast_html(sample_case(), make_record(sample_case()), sample_forecast(sample_case())) == PAGE
