"""Pins: exact, with hashes, without an address, and for everything that the project asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)(?: ; ([^\\]+))?", re.MULTILINE)


def _pins() -> list[tuple[str, Version]]:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    return [(canonicalize_name(m[1]), Version(m[2])) for m in PIN.finditer(text)]


def test_pins_have_hashes_and_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|@ ", text)
    entries = re.split(r"^(?=[a-zA-Z])", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


def test_every_requirement_is_pinned_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [Requirement(r) for r in (*project["project"]["dependencies"], *project["dependency-groups"]["dev"])]
    pins = _pins()
    for need in wanted:
        versions = [version for name, version in pins if name == canonicalize_name(need.name)]
        assert versions, f"{need.name}: expected a pin, got none"
        assert all(need.specifier.contains(v, prereleases=True) for v in versions), need.name


def test_nothing_that_records_addresses_is_in_git() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "uv.lock" in ignored


def test_every_library_has_its_line_in_the_decision() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "decisions" / "0001-libraries.md").read_text(encoding="utf-8").lower()
    for line in (*project["project"]["dependencies"], *project["dependency-groups"]["dev"]):
        assert Requirement(line).name.lower().removesuffix("-parser") in page, line
