"""A forecast as a page, and as a part of the dossier: how it ends, when, on what terms, and how it gets there.

Like the dossier the page holds no script and loads nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from markupsafe import Markup

from counterpoint.case.model import Case
from counterpoint.record.record import Record
from counterpoint.reports import forecast_rows as rows
from counterpoint.reports.fan_panels import panels
from counterpoint.reports.forecast_told import told
from counterpoint.reports.forecast_words import (
    CAVEATS,
    ILLUSTRATION,
    book,
    cast_words,
    document_names,
    horizon,
    short,
    summary,
    tendency,
)
from counterpoint.reports.lettering import plain
from counterpoint.reports.marking import strictest
from counterpoint.reports.pages import Cell, Grid
from counterpoint.reports.picture import style_hash
from counterpoint.reports.templates_of import environment, style_of
from counterpoint.reports.words import percent, words
from counterpoint.simulation.rules import RULES

FOLD: Final = 6
"""Issues beyond which their panels are folded."""
STYLES: Final = ("dossier.css", "forecast.css")


def forecast_html(case: Case, record: Record, document: Mapping[str, Any]) -> str:
    """The forecast as one HTML page."""
    style = style_of(*STYLES)
    marking = strictest(str(document["marking"]))
    return (
        environment()
        .get_template("forecast.html.j2")
        .render(
            policy=f"default-src 'none'; style-src '{style_hash(style)}'; img-src data:",
            style=Markup(style),
            title=plain(case.title),
            marking=marking,
            marking_class=marking.split(":")[-1].split("+")[0].lower(),
            illustration=ILLUSTRATION if document.get("purpose") == "illustration" else "",
            fc=forecast_part(case, record, document),
        )
    )


def forecast_part(case: Case, record: Record, document: Mapping[str, Any]) -> dict[str, Any]:
    """What the forecast's templates are filled with."""
    names = document_names(case, document)
    general, positions = panels(document, record, names)
    return {
        "horizon": horizon(document),
        "summary": [s for s in summary(document, names) if s],
        "short": short(document),
        "caveats": CAVEATS,
        "endings": rows.endings(document, names),
        "endings_key": rows.endings_key(),
        "bases": rows.base_rates(document),
        "weight": percent(document["base_rate_weight"]),
        "base_note": plain(document["base_rate_note"]),
        "when": rows.when(document),
        "terms": rows.terms(document, case),
        "terms_key": [*rows.declared_key(document, case, names), *rows.terms_key()],
        "settled": any(t["at"] for t in document["terms"]),
        "contested": any(t["declared"][0] != t["declared"][1] for t in document["terms"]),
        "general": general,
        "positions": positions,
        "fold": len(positions) > FOLD,
        "promises": _promises(document, names),
        "told": told(document, names),
        "plays": _plays(document, names),
        "rules": _rules(document),
        "made": _made(document),
        "acts_a_run": f"{document['acts_a_run']:,.0f}",
    }


def _promises(document: Mapping[str, Any], names: Mapping[str, str]) -> Grid:
    """What became of promises, a run on average."""
    keys = ("before", "opened", "kept", "broken", "lapsed", "open")
    head = ("party", "open before", "given", "kept", "broken", "lapsed", "open at the end")
    found = tuple(
        (Cell(names.get(p["party"], words(p["party"]))), *(Cell(f"{p[k]:.1f}", number=True) for k in keys))
        for p in document["promises"]
    )
    return Grid("Promises, a run on average", head, found)


def _plays(document: Mapping[str, Any], names: Mapping[str, str]) -> Grid:
    """Who plays what when the runs begin."""
    plays = document["plays"]
    own, steady = (any(name in parts for parts in plays.values()) for name in ("tendencies", "regularity"))
    found = []
    for party, parts in plays.items():
        said = [_shares(parts[k]) or "none" for k in ("aims", "techniques")]
        said += ["; ".join(tendency(t) for t in parts.get("tendencies", ())) or "none"] * own
        said += [f"{parts['regularity']:g}" if "regularity" in parts else "usual"] * steady
        found.append((Cell(names.get(party, words(party))), *(Cell(text) for text in said)))
    heads = ("tendencies of its own",) * own + ("regularity",) * steady
    return Grid("", ("party", "aim", "techniques", *heads), tuple(found))


def _shares(found: Mapping[str, float]) -> str:
    """Aims or techniques with their shares, commonest first."""
    return ", ".join(f"{book(n)} {percent(p)}" for n, p in sorted(found.items(), key=lambda kv: (-kv[1], kv[0])))


def _rules(document: Mapping[str, Any]) -> Grid:
    """The rules that were used."""
    found = []
    for name, value in document["rules"].items():
        rule = RULES.get(name)
        what, unit, source = (rule.what, rule.unit, rule.source) if rule else ("", "", "")
        found.append((Cell(words(name)), Cell(what), Cell(f"{value:g}", number=True), Cell(unit), Cell(source)))
    return Grid("", ("rule", "what it is", "value", "unit", "rests on"), tuple(found))


def _made(document: Mapping[str, Any]) -> Grid:
    """How the forecast was made."""
    said: list[tuple[str, object]] = [
        ("runs", f"{document['runs']:,}, of {document['turns']} turns of {document['turn_days']} days"),
        ("seed", document["seed"]), ("begins after", document["as_of"]), ("marking", document["marking"]),
        ("cast", cast_words(document)), ("draws of the cast", document["draws"]),
        ("digest of the cast", document["cast"] or "–"),
        ("version", document["version"]),
        *((f"digest of {name}", digest) for name, digest in (document.get("inputs") or {}).items()),
    ]  # fmt: skip
    return Grid("", ("", "value"), tuple((Cell(name), Cell(plain(value))) for name, value in said))
