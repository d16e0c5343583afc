"""Writes the pages of docs/reference and the map in docs/index.md from the code, so that they say what the code does.

    uv run python docs/generate.py

A test compares the pages with what this writes.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from counterpoint.case import vocabulary as words
from counterpoint.case.meanings import MEANINGS
from counterpoint.case.model import Case
from counterpoint.case.read import REQUIRED, SERIES_REQUIRED
from counterpoint.case.synonyms import EXAMPLES, SYNONYMS
from counterpoint.cli import main
from counterpoint.cli.whatif import bounds, written
from counterpoint.cli.words import LISTS
from counterpoint.flow import COMMANDS, map_text
from counterpoint.levers import LEVERS
from counterpoint.levers.play import WAYS
from counterpoint.levers.sources import WORKS as LEVER_WORKS
from counterpoint.measures import MEASURES
from counterpoint.playbooks import DIGEST, PLAYBOOKS
from counterpoint.playbooks.features import FEATURES

DOCS = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py from the code. Edit the code and run it again. -->\n"
BEGIN, END = "<!-- map -->\n", "<!-- end of the map -->\n"


def pages() -> dict[str, str]:
    """Every generated page by its path below docs."""
    return {
        "reference/commands.md": commands(),
        "reference/vocabulary.md": vocabulary(),
        "reference/measures.md": measures(),
        "reference/playbooks.md": playbooks(),
        "reference/levers.md": levers(),
        "reference/case-format.md": case_format(),
    }


def index(text: str) -> str:
    """The index with the map put between its two marks."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n```text\n{map_text()}\n```\n\n{END}{after}"


def commands() -> str:
    """The help of every command, as it is printed."""
    lines = ["# Commands", "", "What `counterpoint COMMAND --help` prints."]
    for command in COMMANDS:
        lines += ["", f"## {command.name}", "", "```text", _help(command.name), "```"]
    lines += ["", "## Exit codes", "", *_table(("code", "when"), EXIT_CODES)]
    return _page(lines)


EXIT_CODES = (
    ("0", "fine, or warnings only"),
    ("1", "problems in the case; `doctor` found something bad"),
    ("2", "a call that cannot be carried out: an unknown name, a place that cannot be written"),
    ("70", "an error of the program; `COUNTERPOINT_DEBUG=1` shows where"),
    ("130", "interrupted"),
    ("141", "nobody reads the output any more"),
)


def _help(name: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        main([name, "--help"])
    return "\n".join(line.rstrip() for line in said.getvalue().strip().splitlines())


def vocabulary() -> str:
    """Every closed list with its meanings."""
    lines = ["# Vocabulary", "", "One word means one thing in the files, the command line, the pages and the code."]
    for group in (words.WORD, words.PROCESS, words.DEED):
        rows = [(f"`{k.name}`", f"{k.tone:+.0f}", k.meaning, EXAMPLES[k.name]) for k in words.KINDS if k.group == group]
        heads = ("kind", "tone", "what counts as one", "for example")
        lines += ["", f"## Kind of act: {group}", "", *_table(heads, rows)]
    rows = [(word.replace("_", " "), _ticks(kinds)) for word, kinds in sorted(SYNONYMS.items())]
    lines += ["", "## Words that are no kinds, and the kind that each stands for", ""]
    lines += ["`counterpoint vocabulary WORD` looks up one word, also one of these.", ""]
    lines += _table(("word", "coded as"), rows)
    for title, meanings in LISTS:
        rows = [(f"`{name}`", meaning) for name, meaning in meanings.items()]
        lines += ["", f"## {title[0].upper()}{title[1:]}", "", *_table(("word", "meaning"), rows)]
    lines += ["", "## Marking", "", f"From free to strict (TLP 2.0): {_ticks(words.MARKINGS)}."]
    lines += ["", "## Verdict", "", f"{_ticks(words.VERDICTS)}."]
    return _page(lines)


def measures() -> str:
    """The gallery of measures."""
    lines = [
        "# Measures",
        "",
        "`counterpoint measure CASE [NAME ...]` computes them. A name in capitals in a rule is a",
    ]
    lines += ["group of kinds, listed below the rule, or a number of days."]
    for measure in MEASURES.values():
        lines += ["", f"## {measure.name}", "", measure.what, ""]
        rows = [("rule", measure.formula), ("unit", measure.unit), ("source", measure.source)]
        groups = [(f"`{name}`", _ticks(kinds)) for name, kinds in _groups(measure.name)]
        lines += _table(("", ""), [*rows, ("status", measure.status), *groups])
    return _page(lines)


def _groups(family: str) -> Iterator[tuple[str, list[str]]]:
    """The groups of kinds that a family's rule names in capitals, in the order of the vocabulary."""
    module = importlib.import_module(f"counterpoint.measures.{family}")
    for name, value in vars(module).items():
        if name.isupper() and isinstance(value, frozenset) and value <= set(words.KIND_NAMES):
            yield name, [kind for kind in words.KIND_NAMES if kind in value]


def playbooks() -> str:
    """The gallery of aims and techniques, with every tendency."""
    lines = ["# Playbooks", "", "The ways of acting that are told apart. A tendency says: in this situation these acts"]
    lines += ["become likelier by so many nats (with one standard deviation). All are *elicited*: set by hand from the"]
    lines += [f"literature named, not fitted to data. Digest of them all: `{DIGEST}`."]
    for playbook in PLAYBOOKS:
        lines += [
            "",
            f"## {playbook.name}",
            "",
            f"**{playbook.title}** ({_spaced(playbook.group)}, {playbook.status}):",
        ]
        lines += [playbook.what, ""]
        rows = [
            (f"`{t.when}`", f"{t.part} `{t.what}`", ", ".join(t.on) or "all", f"{t.nats:+.2f} ± {t.sd:.2f}")
            for t in playbook.tendencies
        ]
        lines += _table(("situation", "what becomes likelier", "on channels", "nats"), rows) if rows else []
        lines += ["", f"Sources: {', '.join(playbook.sources) or 'none'}."]
    rows_of_features = [(f"`{name}`", meaning) for name, meaning in FEATURES.items()]
    lines += ["", "## Situations", "", "Each is a number from 0 to 1, computed from what the party could hear.", ""]
    lines += _table(("situation", "meaning"), rows_of_features)
    return _page(lines)


def levers() -> str:
    """The gallery of levers, with all that each takes, and the tendencies of the ways of playing."""
    lines = ["# Levers", "", "What could be done about a negotiation. `counterpoint whatif CASE --lever NAME:k=v,k=v`"]
    lines += ["plays the case with it and without: [how to](../howto/what-if.md). What may be left out has a default."]
    for lever in LEVERS.values():
        lines += ["", f"## {lever.name}", "", lever.what, "", f"`--lever {written(lever)}`", ""]
        rows = [("rule", lever.rule), *((f"`{p.name}`", f"{p.what}{bounds(p)}") for p in lever.params)]
        lines += _table(("", ""), [*rows, ("source", lever.source), ("status", lever.status)])
    lines += ["", "## The ways of playing", "", "What `play` puts in place of a party's own tendencies, as in"]
    lines += ["[playbooks](playbooks.md), from which it takes situations and caps."]
    for way in WAYS.values():
        lines += ["", f"### {way.name}", "", f"{way.title} ({way.status}): {way.what}.", ""]
        rows = [(f"`{t.when}`", f"{t.part} `{t.what}`", f"{t.nats:+.2f} ± {t.sd:.2f}") for t in way.tendencies]
        lines += _table(("situation", "what becomes likelier", "nats"), rows)
        lines += ["", f"Sources: {', '.join(way.sources)}."]
    lines += ["", "## Sources", "", *_table(("source", "work", "how far it was read"), _works())]
    return _page(lines)


def _works() -> list[tuple[str, str, str]]:
    return [(key, work, read) for key, (work, read) in LEVER_WORKS.items()]


class WithDates(GenerateJsonSchema):
    """A schema in which our dates, which carry their precision, are written as dates."""

    def handle_invalid_for_json_schema(self, schema: Any, error_info: str) -> JsonSchemaValue:
        """The one type that JSON Schema has no word for."""
        return {"type": "string", "format": "date"}


def case_format() -> str:
    """The files of a case and their fields, from the model that reads them."""
    schema = TypeAdapter(Case).json_schema(schema_generator=WithDates)
    kinds = {"Case": schema, **schema["$defs"]}
    lines = ["# The format of a case", "", "A case is a folder: `case.yaml`, `acts.csv`, `series.csv` (optional) and a"]
    lines += [
        "`README.md` that says what it is, its sources and licence, and who coded it how. Files are UTF-8. Lists in"
    ]
    lines += ["`.csv` are separated by `;`. A date is `2024`, `2024-03` or `2024-03-05` and carries that precision."]
    lines += ["Ids are unique over parties, envoys, audiences, channels and issues."]
    tops = ("Case", "Act", "Reading")
    for name in (*tops, *sorted(set(kinds) - set(tops))):
        lines += ["", *_kind(name, kinds[name])]
    return _page([*lines, "", *_passages()])


def _passages() -> list[str]:
    """The optional file that the model of a case does not hold."""
    rows = (
        ("`document`", "its name in locators", "text without `;`", "required"),
        ("`source`", "the source of the case that it belongs to", "id", ""),
        ("`title`", "what it is", "text", ""),
        ("`date`", "its date", "text", ""),
        ("`url`", "where it can be read whole", "text", ""),
        ("`paragraphs`", "cited paragraphs by number, counted from 1", 'mapping: `{"16": "its text"}`', ""),
        ("`notes`", "cited footnotes by number", 'mapping: `{"1": "its text"}`', ""),
    )
    return [
        "## The cited passages",
        "",
        "`passages.jsonl` (optional) keeps what acts cite, from sources free to copy: one document a line, in JSON.",
        "A locator names a document of it and paragraphs or notes: `d14 para 16`, `d14 para 16-18`, `d14 note 1`,",
        "`d3 para 2; para 5`. `check` finds quotes that are not in their passage; `sources` prints the passages.",
        "",
        *_table(("field", "meaning", "what", "if absent"), rows),
    ]


PLACES = {
    "Case": "The head of `case.yaml`; `acts` and `series` are the two other files.",
    "Act": f"One row of `acts.csv`. Required columns: {', '.join(f'`{c}`' for c in REQUIRED)}.",
    "Reading": f"One row of `series.csv`. Required columns: {', '.join(f'`{c}`' for c in SERIES_REQUIRED)}.",
}


def _kind(name: str, schema: dict[str, Any]) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    for paragraph in re.split(r"\n\s*\n", schema.get("description", "")):
        yield " ".join(paragraph.split())
        yield ""
    if name in PLACES:
        yield PLACES[name]
        yield ""
    required = schema.get("required", ())
    rows = [
        (f"`{f}`", MEANINGS[name][f], _type(s), "required" if f in required else _default(s))
        for f, s in schema["properties"].items()
    ]
    yield from _table(("field", "meaning", "what", "if absent"), rows)


def _type(schema: dict[str, Any]) -> str:
    """A field's type in words."""
    if "anyOf" in schema:
        return " or ".join(_type(s) for s in schema["anyOf"] if s.get("type") != "null")
    if "enum" in schema:
        return _ticks(schema["enum"])
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if schema.get("type") in ("number", "integer"):
        low, high = schema.get("minimum"), schema.get("maximum")
        whole = "whole number" if schema["type"] == "integer" else "number"
        return f"{whole} from {low:g} to {high:g}" if low is not None else whole
    if schema.get("type") == "boolean":
        return "true or false"
    if schema.get("format") == "date":
        return "date"
    return "id" if "pattern" in schema else "text"


def _default(schema: dict[str, Any]) -> str:
    value = schema.get("default")
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value in (None, "", [], ()) else f"`{value}`"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    cells = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return [f"| {' | '.join(row)} |" for row in [list(head), ["---"] * len(head), *cells]]


def _ticks(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _page(lines: list[str]) -> str:
    return NOTE + "\n" + "\n".join(lines).rstrip() + "\n"


def write() -> None:
    """Write every page."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
    start = DOCS / "index.md"
    start.write_text(index(start.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
