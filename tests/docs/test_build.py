"""The documentation builds without a warning and without a network, and its pages load nothing from elsewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOADS = re.compile(r"""<(?:script|img|iframe|link|source)\b[^>]*\b(?:src|href)=["'](?:https?:)?//[^"']*""")


def _build(docs: Path, out: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(docs), str(out)]
    return subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The README and the docs, copied so that a fault can be planted."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("_build"))
    shutil.copy(ROOT / "README.md", root)
    return root


def test_docs_build_and_load_nothing_from_elsewhere(copy: Path) -> None:
    done = _build(copy / "docs", copy / "built")
    assert done.returncode == 0, done.stderr
    built = list((copy / "built").rglob("*.html"))
    assert len(built) > 15
    for page in built:
        assert not LOADS.search(page.read_text(encoding="utf-8")), page.name


def test_a_planted_broken_link_is_caught(copy: Path) -> None:
    (copy / "docs" / "howto" / "planted.md").write_text("# Planted\n\n[nowhere](nowhere.md)\n", encoding="utf-8")
    done = _build(copy / "docs", copy / "planted")
    assert done.returncode != 0 and "nowhere" in done.stderr


def test_a_page_that_loads_from_elsewhere_is_caught() -> None:
    assert LOADS.search('<script defer src="https://cdn.example/x.js"></script>')
    assert not LOADS.search('<a href="https://example.org">a link is not loaded</a>')
