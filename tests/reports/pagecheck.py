"""What a safe page may hold, and a hostile copy of a case and its assessment."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from pydantic import ValidationError

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title></text></svg><iframe src=javascript:alert(1)>",
    "javascript:alert(1)//<a href='javascript:alert(1)'>x</a>",
    "{{ 7*7 }}{% raw %}<b onmouseover=alert(1)>\u202e\x07&lt;script&gt;",
)
BANNED = frozenset(
    {"script", "iframe", "object", "embed", "link", "base", "form", "img", "foreignobject", "use", "image"}
)
FIXED = frozenset({"act", "date", "as_of", "worst_act", "first", "second", "closer"})


class Page(HTMLParser):
    """Every tag with its attributes, and what breaks the rules of a page without script."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.faults: list[str] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in BANNED:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            said = value or ""
            if name.startswith("on") or name in ("style", "src", "srcdoc", "srcset", "action", "formaction"):
                self.faults.append(f"<{tag} {name}={said!r}>")
            if name in ("href", "xlink:href"):
                self.links.add(said.removeprefix("#"))
                if not said.startswith("#"):
                    self.faults.append(f"<{tag} {name}={said!r}>")
            if "url(" in said:
                self.faults.append(f"<{tag} {name}={said!r}>")
            if name == "id":
                self.ids.add(said)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def hostile(thing: Any, payload: str) -> Any:
    """A copy of a frozen thing with the payload in every text field that takes it, all the way down."""
    if isinstance(thing, tuple):
        return tuple(hostile(item, payload) for item in thing)
    if not dataclasses.is_dataclass(thing) or isinstance(thing, type) or type(thing).__name__ == "When":
        return thing
    for field in dataclasses.fields(thing):
        value = getattr(thing, field.name)
        if isinstance(value, str):
            thing = _try(thing, field.name, payload)
        elif isinstance(value, tuple) or dataclasses.is_dataclass(value):
            thing = _try(thing, field.name, hostile(value, payload))
    return thing


def _try(thing: Any, name: str, value: Any) -> Any:
    try:
        return dataclasses.replace(thing, **{name: value})
    except ValidationError:
        return thing


def hostile_tree(tree: Any, payload: str, key: str = "") -> Any:
    """A copy of a JSON tree with the payload in every text, save the dates and act ids that hold it together."""
    if isinstance(tree, dict):
        return {k: hostile_tree(v, payload, k) for k, v in tree.items()}
    if isinstance(tree, list):
        return [hostile_tree(v, payload, key) for v in tree]
    return payload if isinstance(tree, str) and key not in FIXED else tree


def texts(thing: Any) -> Iterator[str]:
    """Every text in a frozen thing."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from texts(item)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from texts(getattr(thing, field.name))
