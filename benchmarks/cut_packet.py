"""Cut a coder's packet: the documents that a case's `coders/packet.yaml` names, in date order, paragraphs numbered.

    python benchmarks/cut_packet.py --volume VOLUME.jsonl.gz --case CASE --out FOLDER

`packet.yaml` holds `rule` (how the documents were chosen, in words), `documents`, a list of ids, each of which may be
followed by the paragraphs that are shown, as in `d14 3-20`, and perhaps `placed`, the days of documents that the
volume does not date, by id. The packet comes in parts, so that a coder can be
held to write the rows of one part before the next is opened.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import yaml

import volumes

PART: Final = 5000
"""Words after which a new part begins, at the next document."""


def main() -> None:
    """Read the list, cut the parts, say how much they hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("volume", "case", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    asked = yaml.safe_load((given.case / "coders" / "packet.yaml").read_text(encoding="utf-8"))
    spans = {str(line).split()[0]: _span(str(line)) for line in asked["documents"]}
    held = volumes.read(given.volume, placed=asked.get("placed"))
    if missing := sorted(set(spans) - set(held)):
        raise SystemExit(f"{given.case / 'coders' / 'packet.yaml'}: not in the volume: {', '.join(missing)}")
    shown = [_text(each, spans[each.id]) for each in held.values() if each.id in spans]
    given.out.mkdir(parents=True, exist_ok=True)
    parts: list[list[str]] = [[]]
    for text in shown:
        if sum(len(each.split()) for each in parts[-1]) > PART:
            parts.append([])
        parts[-1].append(text)
    for number, part in enumerate(parts, start=1):
        (given.out / f"{number:02}.txt").write_text("\n\n".join(part) + "\n", encoding="utf-8")
    words = sum(len(text.split()) for text in shown)
    print(f"{len(shown)} documents, {words} words, {len(parts)} parts in {given.out}")


def _span(line: str) -> tuple[int, int]:
    """First and last paragraph shown; all of them if none are named."""
    words = line.split()
    if len(words) == 1:
        return (1, 10_000)
    first, _, last = words[1].partition("-")
    return (int(first), int(last or first))


def _text(document: volumes.Document, span: tuple[int, int]) -> str:
    """A document as the coder reads it."""
    head = f"=== {document.id} | {document.date} | {document.title}"
    body = [f"[{n}] {text}" for n, text in document.paragraphs.items() if span[0] <= n <= span[1]]
    notes = [f"[note {n}] {text}" for n, text in document.notes.items()] if span == (1, 10_000) else []
    return "\n".join([head, *body, *notes])


if __name__ == "__main__":
    main()
