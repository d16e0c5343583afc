"""Cuts the cited passages of a case from a volume of documents and writes them to its passages.jsonl.

    uv run python benchmarks/cut_passages.py --volume frus1969-76v12.jsonl.gz --case src/counterpoint/bundled/dobrynin-1969

Paragraphs and footnotes are numbered as volumes.py does. Only what an act cites is kept. Only for documents that may be copied: those of Foreign Relations of the United States are US Government
work, public domain.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import volumes
from counterpoint.case.files import PASSAGES
from counterpoint.case.locator import read_locator
from counterpoint.case.read import read_case

Wanted = dict[str, set[tuple[str, int]]]
"""By document: what is cited of it (unit, number)."""


def wanted(folder: Path) -> tuple[Wanted, dict[str, str]]:
    """What the acts of a case cite, and by document the source when all its acts name the same."""
    case, problems = read_case(folder)
    if case is None:
        raise SystemExit("\n".join(map(str, problems)))
    found: Wanted = {}
    sources: dict[str, set[str]] = {}
    for act in case.acts:
        for cited in read_locator(act.locator):
            numbers = range(cited.first, cited.last + 1)
            found.setdefault(cited.document, set()).update((cited.unit, n) for n in numbers)
            sources.setdefault(cited.document, set()).add(act.source)
    return found, {name: next(iter(of)) for name, of in sources.items() if len(of) == 1}


def cut(document: volumes.Document, cited: set[tuple[str, int]], source: str) -> dict[str, Any]:
    """One line of passages.jsonl; SystemExit where something cited is not there."""
    kept = {"para": document.paragraphs, "note": document.notes}
    parts: dict[str, dict[str, str]] = {"para": {}, "note": {}}
    for unit, number in sorted(cited):
        if number not in kept[unit]:
            raise SystemExit(f"{document.id}: expected a {unit} of at most {max(kept[unit], default=0)}, got {number}")
        parts[unit][str(number)] = kept[unit][number]
    line = {"document": document.id, "source": source, "title": document.title, "date": document.date}
    line |= {"url": document.url, "paragraphs": parts["para"], "notes": parts["note"]}
    return {key: value for key, value in line.items() if value}


def main() -> None:
    """Read the volume and the case, write the passages."""
    parser = argparse.ArgumentParser(description="Cut the cited passages of a case from a volume.")
    parser.add_argument("--volume", type=Path, required=True)
    parser.add_argument("--case", type=Path, required=True)
    given = parser.parse_args()
    cited, sources = wanted(given.case)
    volume = volumes.read(given.volume)
    lines = []
    for name in volume:
        if name in cited:
            lines.append(cut(volume[name], cited[name], sources.get(name, "")))
    target = given.case / PASSAGES
    target.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    missing = sorted(set(cited) - set(volume))
    print(f"{len(lines)} documents, {target.stat().st_size / 1024:.0f} KB; not in the volume: {missing or 'none'}")


if __name__ == "__main__":
    main()
