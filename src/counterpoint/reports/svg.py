"""Makes a picture drawn elsewhere safe to put inside a page: shapes and text stay, and nothing else."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from counterpoint.reports.drawing import FRAGMENT, SVG, XLINK

_SHAPES_AND_TEXT: Final = "a circle desc ellipse g line path polygon polyline rect svg text title tspan"
_PLACE_AND_LOOK: Final = (
    "x y x1 y1 x2 y2 dx dy cx cy r rx ry d points width height viewBox preserveAspectRatio transform "
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset "
    "stroke-linecap stroke-linejoin stroke-miterlimit opacity display visibility paint-order "
    "font-family font-size font-style font-weight text-anchor dominant-baseline "
    "role aria-label aria-hidden"
)
_ELEMENTS: Final = frozenset(_SHAPES_AND_TEXT.split())
_ATTRIBUTES: Final = frozenset(_PLACE_AND_LOOK.split())


def clean(svg: str) -> str:
    """A picture with only shapes and text in it; ParseError if it is not XML, ValueError if it is no SVG.

    Links lead only to acts on the same page. Style attributes become presentation attributes, for a page's policy
    forbids inline style.
    """
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    kept = _kept(ElementTree.fromstring(svg))
    if kept is None or _name(kept) != "svg":
        raise ValueError("score_svg: expected a picture whose outermost element is svg")
    # An image hides what is in it from screen readers; a picture with links is a group.
    kept.set("role", "group")
    return ElementTree.tostring(kept, encoding="unicode")


def _kept(element: Element) -> Element | None:
    """What may stay of an element, or None. A link that leads elsewhere stays without its address."""
    name = _name(element)
    if name not in _ELEMENTS:
        return None
    copy = Element(f"{{{SVG}}}{name}", _attributes(element))
    copy.text, copy.tail = element.text, element.tail
    address = element.get(f"{{{XLINK}}}href") or element.get("href") or ""
    if name == "a" and FRAGMENT.fullmatch(address):
        copy.set(f"{{{XLINK}}}href", address)
    copy.extend(kept for kept in map(_kept, element) if kept is not None)
    return copy


def _name(element: Element) -> str:
    """The element's name if it is of SVG or of no namespace."""
    return str(element.tag).removeprefix(f"{{{SVG}}}")


def _attributes(element: Element) -> dict[str, str]:
    found = dict(element.attrib)
    for part in found.pop("style", "").split(";"):
        name, _, value = part.partition(":")
        found[name.strip()] = value.strip()
    return {name: value for name, value in found.items() if name in _ATTRIBUTES and value and not _leads(name, value)}


def _leads(name: str, value: str) -> bool:
    """Whether a value could load something: a function url, or an escape that could spell one."""
    return "url(" in value.lower() or ("\\" in value and name != "aria-label")
