"""Writes the score as SVG, PNG or a page of its own. Nothing it writes holds a script or an outside address."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from counterpoint.case.model import Case
from counterpoint.record.record import Record
from counterpoint.reports.curves import CLOSE, positions
from counterpoint.reports.drawing import draw
from counterpoint.reports.ink import Symbol, Text
from counterpoint.reports.lettering import plain
from counterpoint.reports.marking import banner
from counterpoint.reports.score import describe, lay_out
from counterpoint.reports.sheet import SIZES

CHANNELS: Final = 9
"""Channels beyond which the staves are printed on a wide sheet."""
FORMATS: Final = (".svg", ".png", ".html")
_STYLE: Final = (
    "body{margin:0;background:#fbfaf6}p{font:bold 14px Helvetica,Arial,sans-serif;text-align:center}"
    "svg{display:block;width:100%;height:auto;margin:0 auto}"
    ".wide{max-width:1300px}.medium{max-width:960px}.narrow{max-width:560px}"
    ".medium,.narrow,.staves,.curves{display:none}"
    "@media(max-width:1099px){.wide{display:none}.medium{display:block}}"
    "@media(max-width:639px){.medium{display:none}.narrow{display:block}}"
    "@media print{.wide,.medium,.narrow{display:none}.staves,.curves{display:block;break-inside:avoid}"
    "svg{max-height:236mm}}"
)


def score_svg(
    case: Case,
    record: Record,
    assessment: Mapping[str, Any] | None = None,
    *,
    size: str = "wide",
    part: str = "all",
    links: bool = True,
) -> str:
    """The score as a static SVG to put into a page; notes link to #act-<id> unless links is False.

    A part is for print, where nothing is pointed at: its marks carry no titles.
    """
    score = lay_out(case, record, assessment, size=size, part=part)
    marks = score.marks
    if part != "all":
        marks = tuple(replace(m, title="") if isinstance(m, Text | Symbol) else m for m in marks)
    return draw(marks, score.width, score.height, label=describe(case, record), links=links)


def score_svgs(
    case: Case, record: Record, assessment: Mapping[str, Any] | None = None, *, links: bool = True
) -> dict[str, str]:
    """The score for wide screens (wide), tablets (medium) and phones (narrow), and in two parts for print."""
    found = {name: score_svg(case, record, assessment, size=name, links=links) for name in SIZES}
    # Many channels or issues make a tall picture, which fills a page better if it is wide too.
    for part, tall in (("staves", len(case.channels) > CHANNELS), ("curves", len(positions(record)) > CLOSE)):
        size = "wide" if tall else "medium"
        found[part] = score_svg(case, record, assessment, size=size, part=part, links=links)
    return found


def write_picture(case: Case, record: Record, assessment: Mapping[str, Any] | None, path: Path) -> None:
    """Write the score to a file; its ending says how: .svg, .png or .html. ValueError for any other."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise ValueError(f"{path.name}: expected a name that ends in {', '.join(FORMATS)}, got {ending or 'none'}")
    if ending == ".png":
        path.write_bytes(_png(case, record, assessment))
        return
    if ending == ".svg":
        text = '<?xml version="1.0" encoding="UTF-8"?>\n' + score_svg(case, record, assessment, links=False)
    else:
        text = picture_page(case, record, score_svgs(case, record, assessment, links=False))
    path.write_text(text, encoding="utf-8")


def _png(case: Case, record: Record, assessment: Mapping[str, Any] | None) -> bytes:
    import vl_convert

    image: bytes = vl_convert.svg_to_png(score_svg(case, record, assessment, links=False), scale=2.0)
    return image


def picture_page(case: Case, record: Record, svgs: Mapping[str, str]) -> str:
    """A page that holds nothing but the score; the browser shows the size that fits."""
    policy = f"default-src 'none'; style-src '{style_hash(_STYLE)}'; img-src data:"
    figures = "".join(f'<div class="{html.escape(name)}">{svg}</div>' for name, svg in svgs.items())
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(plain(case.title))}</title><style>{_STYLE}</style></head>"
        f"<body>{figures}<p>{html.escape(banner(case, record))}</p></body></html>\n"
    )


def style_hash(style: str) -> str:
    """The source expression of a style block in a content security policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
