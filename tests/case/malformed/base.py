"""The sound case that the tables spoil, how they spoil it, and what every problem must look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterpoint.case.problem import Problem

YAML = """\
id: base
title: A sound case
start: 2024-01-01
end: 2024-12-31
parties:
  - id: north
    name: North
    counterpart: south
    audiences:
      - {id: voters, name: Voters}
    ties:
      - {to: west, kind: patron, strength: 0.5}
    chief_negotiator:
      - {envoy: anna, since: 2024-01-01, until: 2024-06}
  - {id: south, name: South, counterpart: north}
  - {id: west, name: West}
envoys:
  - id: anna
    name: Anna
    party: north
    standing: mandated
    stance: -1
    mandates:
      - {issues: [border], since: 2024-01-01}
  - {id: boris, name: Boris, party: south, standing: insider}
channels:
  - id: talks
    name: Talks
    level: ministers
    visibility: known
    opened: 2024-01-10
    closed: 2024-10
    seats:
      - {party: north, envoy: anna, since: 2024-02}
      - {party: south}
    agenda:
      - {issues: [border]}
    coverage:
      - {level: full, since: 2024-01-10, until: 2024-03-31}
      - {level: none, since: 2024-04-01}
  - {id: press, name: Press, level: public, visibility: public}
issues:
  - id: border
    name: Border
    zero: here
    one: there
    stakes:
      - {party: north, declared: 0.1, red_line: 0.4}
    links: [visas]
  - {id: visas, name: Visas, zero: none, one: all, kind: technical}
sources:
  - {id: log, name: Log, reliability: B, leans: north}
events:
  - {id: storm, date: 2024-05, name: Storm, favours: [north], hurts: [south]}
deadlines:
  - {id: summit, name: Top, date: 2024-06-01, by: west, on: [north], announced: 2024-02-01, moved: [2024-07]}
threats:
  - {id: wall, name: A wall, by: north, on: [south], announced: 2024-02-20, believed: 0.4}
"""
ACTS = '''\
id,date,actor,kind,source,target,channel,issue,position,because,item,answers,until,weight,note
a1,2024-02-12,anna,meet,log,south,talks,,,,,,,,
a2,2024-02-13,south,demand,log,north,talks,border,0.9,,,a1,,2,plain
a3,2024-03,boris,blame,log,north,press,,,border,,a1,,,"two
lines, and a ""quote"""
a4,2024-04-01,north,threaten,log,south,press,border,0.2,,wall,a2;a3,2024-04-03,,
'''
SERIES = """\
date,name,about,value,source
2024-01,support,north,0.3,log
2024-02,salience,border,0.8,log
"""
BASE = {"case.yaml": YAML, "acts.csv": ACTS, "series.csv": SERIES}


@dataclass(frozen=True)
class Bad:
    """One way to spoil the case: edits (file, old, new; old "" replaces all of it), and what must be said."""

    name: str
    edits: tuple[tuple[str, str, str | bytes | None], ...]
    file: str
    line: int
    says: str
    others: int = 0
    severity: str = "error"


Spoiler = Callable[..., Bad]


def _spoiler(file: str) -> Spoiler:
    """Makes rows of a table: name, old text, new text, line, what is said; others and severity if need be."""

    def bad(name: str, old: str, new: str | bytes | None, line: int, says: str, **more: Any) -> Bad:
        return Bad(name, ((file, old, new),), file, line, says, **more)

    return bad


yaml, acts, series = _spoiler("case.yaml"), _spoiler("acts.csv"), _spoiler("series.csv")


def spoil(bad: Bad, folder: Path) -> Path:
    """Write the spoilt case into a folder."""
    for name, text in BASE.items():
        (folder / name).write_bytes(text.encode())
    for name, old, new in bad.edits:
        file = folder / name
        if new is None:
            file.unlink()
        elif isinstance(new, bytes):
            file.write_bytes(file.read_bytes().replace(old.encode(), new, 1) if old else new)
        else:
            text = file.read_bytes().decode()
            assert not old or old in text, f"{bad.name}: {old!r} is not in {name}"
            file.write_bytes((text.replace(old, new, 1) if old else new).encode())
    return folder


def assert_told(bad: Bad, problems: Iterable[Problem]) -> None:
    """The right file, the right line, the right words, and nothing else but what follows from it."""
    problems = list(problems)
    shown = [str(p) for p in problems]
    hits = [p for p in problems if p.file == bad.file and p.line == bad.line and bad.says in str(p)]
    assert hits, f"{bad.name}: expected {bad.file}:{bad.line} …{bad.says}…, got {shown}"
    assert hits[0].severity == bad.severity, shown
    assert len(problems) == 1 + bad.others, f"{bad.name}: expected {bad.others} others, got {shown}"
    for problem in problems:
        assert_one_line(problem)


def assert_one_line(problem: Problem) -> None:
    """One printable line of at most 240 characters: place, expected, got; no path or traceback in it."""
    text = str(problem)
    assert len(text) <= 240, (len(text), text)
    assert text.isprintable(), ascii(text)
    assert re.match(r"[^:]+(:\d+)? ", text), text
    assert ": expected " in text and ", got " in text, text
    assert problem.line >= 0 and problem.severity in {"error", "warning"}, problem
    assert not re.search("Traceback|/tmp|site-packages", text), text
