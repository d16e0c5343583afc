"""Finds what a page prints: commands with their output, files to write, Python. And runs it as a reader would.

A block ```console holds lines that begin with `$ ` and, below each, what it prints; `...` stands for anything. Its
info string may say exit=1. A block ```text file=PATH is a file to write, append=PATH one to add to. ```python is run as
it is. Blocks of a page run in order, in one folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETUP = "pip install uv && "


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what its info string says, its text, and its line in the page."""

    language: str
    said: dict[str, str]
    text: str
    line: int


@dataclass(frozen=True)
class Shown:
    """A command and the output printed below it."""

    command: str
    output: str


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for match in FENCE.finditer(page):
        said = dict(pair.split("=", 1) for pair in match[2].split() if "=" in pair)
        yield Block(match[1], said, match[3], page[: match.start()].count("\n") + 1)


def shown(text: str) -> Iterator[Shown]:
    """The commands of a console block."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Shown(command, output.rstrip("\n"))


def matches(expected: str, got: str) -> bool:
    """Whether an output is as printed, where `...` stands for anything."""
    pattern = ".*".join(re.escape(piece) for piece in expected.split("..."))
    return re.fullmatch(pattern, got, re.DOTALL) is not None


def as_installed(command: str) -> str:
    """A command of the page as it is typed where everything is installed."""
    return command.removeprefix(SETUP).removeprefix("uv run ")


def run_block(block: Block, folder: Path) -> None:
    """Run one block in a folder; AssertionError says what came out otherwise than printed."""
    if block.language == "console":
        for item in shown(block.text):
            _run(item, folder, int(block.said.get("exit", "0")), block.line)
    elif block.language == "python":
        done = subprocess.run(
            [sys.executable, "-c", block.text], cwd=folder, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, f"line {block.line}: {done.stderr}"
    elif "file" in block.said:
        (folder / block.said["file"]).write_text(block.text, encoding="utf-8")
    elif "append" in block.said:
        with (folder / block.said["append"]).open("a", encoding="utf-8") as file:
            file.write(block.text)


def _run(item: Shown, folder: Path, code: int, line: int) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        ["bash", "-c", as_installed(item.command)],
        cwd=folder,
        env={**surroundings, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    where = f"line {line}, {item.command}"
    assert done.returncode == code, f"{where}: expected exit {code}, got {done.returncode}: {done.stdout}"
    if item.output:
        assert matches(item.output, done.stdout.rstrip("\n")), f"{where}: expected\n{item.output}\ngot\n{done.stdout}"
