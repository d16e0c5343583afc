"""The dossier: one page that says what each party plays at, on what evidence, and how far to trust it.

The page holds no script and loads nothing. Its policy allows its own style block, by digest, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from counterpoint.case.model import Case
from counterpoint.case.passages import Document
from counterpoint.record.record import Record
from counterpoint.reports.agendas import agenda
from counterpoint.reports.envoys import delegations
from counterpoint.reports.evidence import heaps
from counterpoint.reports.forecast import STYLES, forecast_part
from counterpoint.reports.lettering import plain
from counterpoint.reports.loudness import response
from counterpoint.reports.marking import banner, strictest
from counterpoint.reports.measured import (
    all_left_out,
    contradictions,
    gestures,
    goalposts,
    other_measures,
    words_against_deeds,
)
from counterpoint.reports.method import bibliography, channels, made, trust, watch
from counterpoint.reports.pages import Desk, Section, make_desk
from counterpoint.reports.passages import GROWTH, Appendix, appendix, open_acts
from counterpoint.reports.picture import score_svgs, style_hash
from counterpoint.reports.svg import clean
from counterpoint.reports.templates_of import environment, style_of
from counterpoint.reports.verdicts import Verdict, verdicts
from counterpoint.reports.words import iso_words

ILLUSTRATION: Final = (
    "This case is an illustration, never validation: it was coded to show how the tool works, and its verdicts "
    "prove nothing about the parties or the method."
)


def dossier_html(
    case: Case,
    record: Record,
    assessment: Mapping[str, Any],
    score_svg: str | Mapping[str, str] | None = None,
    *,
    passages: Mapping[str, Document] | None = None,
    forecast: Mapping[str, Any] | None = None,
) -> str:
    """The dossier as one HTML page.

    score_svg is one picture for all screens, pictures by size (wide, medium, narrow), or None to draw them here. What
    is given is made safe first; what is drawn here holds shapes and text only. passages are the cited documents that
    the case keeps, by id; they make an appendix. forecast is that of the same case, made from this assessment.
    """
    place = {p.id: n for n, p in enumerate(case.parties)}
    assessment, forecast = (in_order(document, place) for document in (assessment, forecast))
    if score_svg is None:
        pictures = score_svgs(case, record, assessment)
    else:
        given = {"all": score_svg} if isinstance(score_svg, str) else score_svg
        pictures = {name: clean(svg) for name, svg in given.items()}
    safe = {name: Markup(svg) for name, svg in pictures.items()}
    context = _context(case, record, assessment, safe, forecast=forecast)
    page = _page(context, Appendix())
    return _with_passages(page, context, record, passages) if passages else page


def in_order(value: Any, place: Mapping[str, int]) -> Any:
    """A document with parties in the order of the case and other keys by name, however it was written or read."""
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (place.get(str(key), len(place)), str(key)))
        return {key: in_order(value[key], place) for key in keys}
    return [in_order(one, place) for one in value] if isinstance(value, list | tuple) else value


def _page(context: Mapping[str, Any], part: Appendix) -> str:
    """The page with its appendix, if there is one."""
    text = Markup(environment().get_template("passages.html.j2").render(part=part)) if part.documents else ""
    return environment().get_template("dossier.html.j2").render({**context, "appendix": text, "cited": part.acts})


def _with_passages(page: str, context: Mapping[str, Any], record: Record, documents: Mapping[str, Document]) -> str:
    """The page with the passages that acts cite; where it would grow too much, of the acts that stand open."""
    whole = _page(context, appendix(documents, record.acts))
    if len(whole) <= len(page) * (1 + GROWTH):
        return whole
    shown = open_acts(context["heaps"])
    note = "Here are those of the acts that stand open above; counterpoint sources prints them all."
    return _page(context, appendix(documents, (a for a in record.acts if a.id in shown), note=note))


def write_dossier(case: Case, record: Record, assessment: Mapping[str, Any], path: Path) -> None:
    """Write the dossier to a file."""
    path.write_text(dossier_html(case, record, assessment), encoding="utf-8")


def _context(
    case: Case,
    record: Record,
    assessment: Mapping[str, Any],
    pictures: Mapping[str, Markup],
    *,
    forecast: Mapping[str, Any] | None,
) -> dict[str, Any]:
    desk = make_desk(record, assessment)
    called = verdicts(desk)
    style = style_of(*STYLES) if forecast else style_of("dossier.css")
    also = strictest(str(assessment.get("marking") or ""), str((forecast or {}).get("marking") or ""))
    marking = banner(case, record, also=also)
    return {
        "policy": f"default-src 'none'; style-src '{style_hash(style)}'; img-src data:",
        "style": Markup(style),
        "title": plain(case.title),
        "question": plain(case.question),
        "marking": marking,
        "marking_class": marking.split(":")[-1].split("+")[0].lower(),
        "illustration": ILLUSTRATION if _illustrates(case, assessment) else "",
        "standing": _standing(record, assessment),
        "verdicts": called,
        "fc": forecast_part(case, record, forecast) if forecast else None,
        "calls": tuple(_call(v) for v in called),
        "pictures": pictures,
        "heaps": heaps(desk),
        "sections": _sections(desk),
        "others": other_measures(desk),
        "left_out": all_left_out(desk),
        "ending": (trust(desk), bibliography(desk), made(desk)),
    }


def _call(verdict: Verdict) -> str:
    """The likelier readings of a party in a line, to stand after its verdict: (good faith 39 %, bad faith 27 %)."""
    ranked = [f"{r.name} {r.percent}" for r in sorted(verdict.readings, key=lambda r: -r.width)]
    known = [r for r in verdict.readings if r.key == verdict.key]
    shown = [known[0].percent] if known else ranked[:3]
    return f" ({', '.join(shown)})" if shown else ""


def _illustrates(case: Case, assessment: Mapping[str, Any]) -> bool:
    return "illustration" in (case.purpose, assessment.get("purpose"))


def _standing(record: Record, assessment: Mapping[str, Any]) -> str:
    eyes = str(assessment.get("eyes") or record.eyes)
    seen = {"archive": "with all that is on record", "public": "with what was public by then"}
    names = {p.id: plain(p.name) for p in record.case.parties}
    how = seen.get(eyes, f"with what {names.get(eyes, plain(eyes))} could hear by then")
    count = len(record.acts)
    acts = f"{count} act{'s' if count != 1 else ''} on {len(record.case.channels)} channels"
    when = f"As of {iso_words(assessment['as_of'])}, " if assessment.get("as_of") else ""
    text = f"{when}{how}: {acts}."
    return text[0].upper() + text[1:]


def _sections(desk: Desk) -> tuple[Section, ...]:
    return (
        words_against_deeds(desk),
        contradictions(desk),
        goalposts(desk),
        gestures(desk),
        channels(desk),
        agenda(desk),
        delegations(desk),
        response(desk),
        watch(desk),
    )
