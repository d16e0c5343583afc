"""Two thousand spoilt copies of a case: none raises, and every problem is one line."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.case.model import Case
from counterpoint.case.problem import Problem
from counterpoint.case.read import read_case

from .malformed.base import BASE, assert_one_line

Reader = Callable[[Path], tuple[Case | None, tuple[Problem, ...]]]
HOW_MANY, SECONDS = 2000, 60
BAIT = (
    "\0", "\ufeff", "\u2028", "\u202e", "\x85", "\ud7ff", "😀", "\t", '"', "'", "''", ",", ";", ":", "- ",
    "[", "{", "}", "&a ", "*a", "!!x ", "? ", "| ", "> ", "---\n", "...\n", "%", "#", "\\", "=", "NaN", "1e999",
    "-", "../..", "\r", "9" * 400, "A" * 300, "#REF!", "\x1b[31m",
)  # fmt: skip


def _flip(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _lines(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(lines))
        deed = dice.choice(("drop", "twice", "swap"))
        if deed == "drop" and len(lines) > 1:
            del lines[at]
        elif deed == "twice":
            lines.insert(dice.randrange(len(lines)), lines[at])
        else:
            other = dice.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
    return b"".join(lines)


def _cells(data: bytes, dice: random.Random) -> bytes:
    cells = data.split(b",")
    one, other = dice.randrange(len(cells)), dice.randrange(len(cells))
    cells[one], cells[other] = cells[other], cells[one]
    return b",".join(cells)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def _bait(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(data))
        data = data[:at] + dice.choice(BAIT).encode() + data[at + dice.choice((0, 0, 1, 5)) :]
    return data


def _noise(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    points = [dice.choice((dice.randrange(32, 0xD7FF), dice.randrange(0xE000, 0x10FFFF))) for _ in range(12)]
    return data[:at] + "".join(map(chr, points)).encode() + data[at:]


def _coded(data: bytes, dice: random.Random) -> bytes:
    return data.decode().replace("o", "ö").encode(dice.choice(("cp1252", "utf-16", "utf-16-be", "utf-32")))


MUTATIONS = (_flip, _lines, _cells, _cut, _bait, _noise, _coded)


def assert_survives(read: Reader, folder: Path, how_many: int) -> dict[str, int]:
    """Spoil a case in so many ways; reading must never raise and tell each problem in one line at a place."""
    dice = random.Random(20240229)
    counts = {"refused": 0, "sound": 0}
    for number in range(how_many):
        spoilt = dice.choice(("case.yaml", "case.yaml", "acts.csv", "acts.csv", "series.csv"))
        for name, text in BASE.items():
            data = text.encode()
            (folder / name).write_bytes(dice.choice(MUTATIONS)(data, dice) if name == spoilt else data)
        try:
            case, problems = read(folder)
        except Exception as error:
            raise AssertionError(f"mutation {number} of {spoilt} raised {error!r}") from error
        assert case is not None or problems, f"mutation {number}: refused without a word"
        for problem in problems:
            assert_one_line(problem)
            assert problem.file in BASE
            ends = len((folder / problem.file).read_bytes().splitlines()) + 1
            assert problem.line <= ends or _odd(folder / problem.file), (number, str(problem))
        placed = [p for p in problems if p.line]
        assert placed or all(_whole(p) for p in problems), f"mutation {number}: no line in {problems}"
        counts["refused" if any(p.severity == "error" for p in problems) else "sound"] += 1
    return counts


def _whole(problem: Problem) -> bool:
    """Problems that belong to a whole file."""
    return problem.field in {"file", "header", "acts", "yaml", "id", "title"}


def _odd(file: Path) -> bool:
    """Whether a file is in a wide encoding, where counting bytes counts no lines."""
    return b"\0" in file.read_bytes()


def test_two_thousand_mutations(tmp_path: Path) -> None:
    begun = time.process_time()
    counts = assert_survives(read_case, tmp_path, HOW_MANY)
    assert counts["refused"] > HOW_MANY / 2 and counts["sound"] > 0
    assert time.process_time() - begun < SECONDS


def _raises(path: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    (path / "acts.csv").read_bytes().decode("utf-8")
    return read_case(path)


def _without_lines(path: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    case, problems = read_case(path)
    return case, tuple(replace(p, line=0) for p in problems)


def _mute(path: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    return read_case(path)[0], ()


class _Raw(Problem):
    """A problem that prints what it got as it came."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.field}: expected {self.expected}, got {self.got}\nmore"


def _many_lines(path: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    case, problems = read_case(path)
    return case, tuple(_Raw(p.file, p.line, p.field, p.expected, p.got) for p in problems)


@pytest.mark.parametrize("reader", [_raises, _without_lines, _mute, _many_lines])
def test_a_bad_reader_is_caught(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        assert_survives(reader, tmp_path, 60)
