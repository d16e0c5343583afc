"""Makes a drawn picture safe to put inside a page: no script, no style, no address, and a title on every note."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
_FRAGMENT: Final = re.compile(r"#act-[A-Za-z0-9_.-]+\Z")
_BANNED: Final = frozenset({"script", "foreignObject", "image", "iframe", "use", "animate", "set", "style"})


def clean(svg: str, *, links: bool = True, label: str = "") -> str:
    """A picture with only shapes and text in it.

    Links lead only to acts on the same page (links=False takes them out, for a picture that stands alone); style
    attributes become presentation attributes, for a page's policy forbids inline style.
    """
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    root = ElementTree.fromstring(svg)
    _walk(root, links)
    # An image hides what is in it from screen readers; a picture with links is a group.
    root.set("role", "group" if links else "img")
    if label:
        root.set("aria-label", label)
    return ElementTree.tostring(root, encoding="unicode")


def _walk(element: ElementTree.Element, links: bool) -> None:
    _attributes(element, links)
    for index, child in enumerate(list(element)):
        name = child.tag.split("}")[-1]
        if name in _BANNED:
            element.remove(child)
            continue
        if name == "a" and not (links and _fragment(child)):
            inner = next(iter(child))
            element.remove(child)
            element.insert(index, inner)
            child = inner
        _walk(child, links)


def _fragment(element: ElementTree.Element) -> str:
    address = element.get(f"{{{XLINK}}}href") or element.get("href") or ""
    found = _FRAGMENT.search(address)
    return found.group() if found else ""


def _attributes(element: ElementTree.Element, links: bool) -> None:
    for key in list(element.attrib):
        name = key.split("}")[-1]
        value = element.attrib[key]
        if name.lower().startswith("on"):
            del element.attrib[key]
        elif name == "style":
            del element.attrib[key]
            _present(element, value)
        elif name == "href":
            del element.attrib[key]
            found = _FRAGMENT.search(value)
            if links and found:
                element.set(f"{{{XLINK}}}href", found.group())
        elif "url(" in value:
            del element.attrib[key]
    title = element.get("aria-label")
    if title and element.get("role") == "graphics-symbol":
        del element.attrib["aria-label"]
        note = ElementTree.Element(f"{{{SVG}}}title")
        note.text = title
        element.insert(0, note)
        element.attrib.pop("aria-roledescription", None)


def _present(element: ElementTree.Element, style: str) -> None:
    for part in style.split(";"):
        name, _, value = part.partition(":")
        if name.strip() and value.strip() and "url(" not in value:
            element.set(name.strip(), value.strip())
