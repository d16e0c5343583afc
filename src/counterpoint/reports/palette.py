"""The colours and typefaces of every picture and page, in one place.

Tone runs from hostile (dark, heavy outline) over paper white to cordial (light blue, thin outline), so that the sign
still reads in grey print and with any of the common colour blindnesses. Parties are told apart by colour and dash.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

PAPER: Final = "#fbfaf6"
INK: Final = "#23211e"
SOFT: Final = "#6a655d"
"""Secondary text: 5.6 : 1 on paper."""
FAINT: Final = "#cdc8bd"
BAND: Final = "#e9e5da"
HATCH: Final = "#b4aea1"
ACCENT: Final = "#7a2a1d"
SANS: Final = "Helvetica, Arial, 'Liberation Sans', sans-serif"
SERIF: Final = "Georgia, 'Liberation Serif', 'Times New Roman', serif"

_RAMP: Final = (
    (-2.0, (127, 29, 15)),
    (-1.0, (214, 104, 72)),
    (0.0, (214, 208, 195)),
    (1.0, (158, 200, 230)),
    (2.0, (58, 128, 190)),
)
VERDICT_COLOURS: Final = {
    "good_faith": "#8dbfe2",
    "hard_bargaining": "#e6d29a",
    "none": "#dedad1",
    "bad_faith": "#a8412b",
    "undetermined": "#dedad1",
}
"""Verdicts from light to dark: blue, sand, grey, rust."""
PARTY_COLOURS: Final = ("#1d3b53", "#a8640a", "#5b3a8c", "#2f7a5b", "#8a2f5a", "#5c5a55")
PARTY_DASHES: Final = ((), (7, 3), (2, 3), (10, 3, 2, 3), (1, 2), (4, 4))
MARKING_COLOURS: Final = {
    "TLP:CLEAR": ("#ffffff", "#000000"),
    "TLP:GREEN": ("#33ff00", "#000000"),
    "TLP:AMBER": ("#ffc000", "#000000"),
    "TLP:AMBER+STRICT": ("#ffc000", "#000000"),
    "TLP:RED": ("#ff2b2b", "#000000"),
}
"""Text and ground of each marking, as TLP 2.0 gives them."""


def tone_colour(tone: float) -> str:
    """Colour (#rrggbb) of a tone [-2..2]; beyond the ends, that of the end."""
    value = min(2.0, max(-2.0, tone))
    for (low, first), (high, second) in pairwise(_RAMP):
        if value <= high:
            share = (value - low) / (high - low)
            return _hex([a + (b - a) * share for a, b in zip(first, second, strict=True)])
    return _hex(_RAMP[-1][1])


def tone_outline(tone: float) -> tuple[str, float]:
    """Outline of a note: colour, and width [px], which is heavy for hostile tones so that grey print keeps the sign."""
    if tone < -0.25:
        return ("#4a1108", 1.0 + min(2.0, -tone) * 0.45)
    return ("#1f4a70", 0.9) if tone > 0.25 else ("#5d5850", 0.9)


def open_outline(tone: float) -> str:
    """Outline colour of an open (unfilled) note, dark enough to read on paper."""
    if tone < -0.25:
        return tone_colour(min(-1.2, tone))
    return tone_colour(2.0) if tone > 0.25 else "#5d5850"


def lightness(colour: str) -> float:
    """CIE lightness L* [0..100] of a colour #rrggbb."""
    linear = [_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return float(116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _hex(rgb: object) -> str:
    assert isinstance(rgb, (list, tuple))
    return "#" + "".join(f"{round(c):02x}" for c in rgb)
