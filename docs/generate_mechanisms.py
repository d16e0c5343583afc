"""Writes docs/mechanisms.md from tests/mechanisms, where one file says of each mechanism how far it is there.

    uv run python docs/generate_mechanisms.py

A test compares the page with what this writes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parent
TESTS = DOCS.parent / "tests" / "mechanisms"
PAGE = DOCS / "mechanisms.md"
NOTE = "<!-- Written by docs/generate_mechanisms.py from tests/mechanisms. Edit those files and run it again. -->\n"
FIELDS = ("Article", "Recorded", "Recognised", "Simulated", "Status")
MISSING = "to come"
"""Said of a mechanism that has no file."""
_FIELD = re.compile(rf"^({'|'.join(FIELDS)})\s+(.*)$")
_FIRST = re.compile(r"Mechanism (\d+): (.+)\Z")

NAMES = (
    "many channels at once",
    "channels played louder and softer",
    "one channel stands in for another",
    "one issue holds the others hostage",
    "flattery and its limits",
    "unclear mandates and rival envoys",
    "the deal-hungry envoy",
    "one message an audience",
    "waiting for the other's support to erode",
    "words without deeds",
    "gestures at deadlines",
    "technical matters as the test",
    "fighting while talking",
    "how talks end",
    "who steers",
    "appearing reasonable",
    "demands tempered, then replaced",
    "insiders who draw red lines",
    "rapport and gifts",
    "honest or tactical",
    "frustration turned on a third party",
    "the ultimatum made to be refused",
    "talks that cover a secret channel",
    "rank and tone of a delegation",
    "threats, their cost and credibility",
    "being talked to as a gain; face",
    "campaign and counter-campaign",
    "outside events as cards",
    "the balance sheet",
    "tacit understandings",
    "the wedge",
    "the mediator steps aside",
    "the trial balloon",
    "leverage linked anew",
    "the brake",
    "refusal and decay of talks",
    "a show by both sides",
    "talks as distraction",
    "only the leader can settle it",
)
"""All mechanisms, by number from 1."""


@dataclass(frozen=True)
class Mechanism:
    """What one file says: number, the mechanism in a sentence, its fields by name, and the file."""

    number: int
    what: str
    fields: dict[str, str]
    file: str

    @property
    def recognised(self) -> str:
        """yes, partly or not yet."""
        return _how_far(self.fields["Recognised"])

    @property
    def simulated(self) -> str:
        """yes, partly or not yet."""
        return _how_far(self.fields["Simulated"])

    @property
    def status(self) -> str:
        """What its Status has to say."""
        said = {"yes": "", "partly": "partly "}
        parts = (("recognised", self.recognised), ("simulated", self.simulated))
        return ", ".join(["recorded", *(said[how] + part for part, how in parts if how in said)])


def _how_far(text: str) -> str:
    start = re.match(r"(partly|not yet):", text)
    return start[1] if start else "yes"


def parse(doc: str, file: str) -> Mechanism:
    """The mechanism that a docstring describes. ValueError names the file and what its docstring lacks."""
    said: dict[str, list[str]] = {"what": []}
    current = "what"
    for line in doc.strip().splitlines():
        if match := _FIELD.match(line):
            current = match[1]
            said[current] = [match[2].strip()]
        elif line.strip():
            said[current].append(line.strip())
    text = {name: " ".join(lines) for name, lines in said.items()}
    first = _FIRST.match(text.pop("what"))
    lacking = [f for f in FIELDS if not text.get(f)]
    if first is None or lacking:
        expected = f"'Mechanism N: ...' and {', '.join(FIELDS)}"
        raise ValueError(f"{file}: expected {expected} in its docstring, got none for {lacking or 'the first line'}")
    one = Mechanism(int(first[1]), first[2], text, file)
    if text["Status"] != one.status:
        raise ValueError(f"{file}: expected its Status to be {one.status!r}, got {text['Status']!r}")
    return one


def mechanisms(folder: Path = TESTS) -> tuple[Mechanism, ...]:
    """The mechanisms that have a file, by number. ValueError when a number is unknown or has two files."""
    found: dict[int, Mechanism] = {}
    for path in sorted(folder.glob("test_m[0-9]*.py")):
        doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        one = parse(doc, path.name)
        if not 1 <= one.number <= len(NAMES) or one.number in found or f"m{one.number:02d}_" not in path.name:
            raise ValueError(f"{path.name}: expected a number of its own from 1 to {len(NAMES)}, got {one.number}")
        found[one.number] = one
    return tuple(found[number] for number in sorted(found))


def page(found: tuple[Mechanism, ...]) -> str:
    """The page: what there is of every mechanism, then how."""
    by_number = {m.number: m for m in found}
    recognised, simulated = (_counts(getattr(m, part) for m in found) for part in ("recognised", "simulated"))
    lines = [
        "# Mechanisms",
        "",
        "What negotiators do to each other, as three commentaries on real talks describe it (000, 001 and 004, the",
        "articles that the bundled cases name as sources), and how far Counterpoint has it: *recorded* (a case can",
        "express it and comes back from its files unchanged), *recognised* (a measure, a feature of the situation, an",
        "aim or technique, or the role of a channel tells a record with it from a like one without) and *simulated*",
        "(the simulation plays it, and what recognises a made-up record recognises the played one, and not a control).",
        f"Of {len(NAMES)}, {len(found)} are recorded. Recognised: {recognised}. Simulated: {simulated}.",
        "Recognised on a made-up or a played record is not the same as recognised in life.",
        "",
        "| # | mechanism | recorded | recognised | simulated | test |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for number, name in enumerate(NAMES, 1):
        one = by_number.get(number)
        cells = ("yes", one.recognised, one.simulated, f"`{one.file}`") if one else (MISSING, MISSING, MISSING, "")
        lines.append(f"| {number} | {name} | {' | '.join(cells)} |".replace("|  |", "| |"))
    for one in found:
        lines += ["", f"## {one.number}. {_capital(NAMES[one.number - 1])}", "", *_about(one)]
    return NOTE + "\n" + "\n".join(lines) + "\n"


def _counts(words: Iterator[str]) -> str:
    """How often each word: 30 yes, 7 partly, 2 not yet."""
    said = list(words)
    return ", ".join(f"{said.count(word)} {word}" for word in ("yes", "partly", "not yet"))


def _about(one: Mechanism) -> Iterator[str]:
    yield f"{_capital(one.what)}"
    yield ""
    for name in FIELDS[:-1]:
        yield f"- {name}: {one.fields[name]}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


if __name__ == "__main__":
    PAGE.write_text(page(mechanisms()), encoding="utf-8")
