"""The summary of an assessment on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def summary_lines(document: Mapping[str, Any]) -> Iterator[str]:
    """The verdict of every party, what speaks against it, and what to watch for."""
    yield f"{document['marking']}  {document['title']}, as of {document['as_of']}, eyes {document['eyes']}"
    for party in document["parties"].values():
        yield ""
        yield party["sentence"]
        yield f"  {party['rival']['sentence']}"
