"""What leaves a command: plain lines, one JSON document, files. The same input gives the same bytes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from counterpoint.case.problem import escape
from counterpoint.cli.guard import UsageError


def say(lines: Iterable[str]) -> None:
    """Print lines, with all that does not print made visible."""
    for line in lines:
        print(escape(line.replace("\N{NO-BREAK SPACE}", " ")))


def json_text(document: Any) -> str:
    """A document as JSON: keys sorted, two spaces, UTF-8, no NaN, one newline at the end."""
    return json.dumps(document, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def say_json(document: Any) -> None:
    """Print a document as JSON, and nothing else."""
    print(json_text(document), end="")


def writable_folder(folder: Path) -> Path:
    """A folder that is there or can be made; UsageError otherwise, before any long work is begun."""
    try:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"--out: expected a folder, got the file {folder.name} (try another name)")
        above = next(p for p in (folder, *folder.absolute().parents) if p.exists())
        if not (above.is_dir() and os.access(above, os.W_OK | os.X_OK)):
            raise UsageError(f"--out: expected a folder that can be written, got {folder} (try another place)")
    except (OSError, ValueError) as error:
        raise UsageError(f"--out: expected a folder that can be written, got {folder}: {error}") from None
    return folder


def write_files(folder: Path, files: dict[str, str]) -> tuple[Path, ...]:
    """Write texts into a folder, which is made if need be; UsageError if that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"--out: expected a folder that can be written, got {folder}: {error.strerror}") from None
    return tuple(folder / name for name in files)
