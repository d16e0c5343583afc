"""Every command and snippet that README and documentation print runs, and prints what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.printed import Block, as_installed, blocks, matches, run_block, shown

ROOT = Path(__file__).parents[2]
PAGES = sorted(p.relative_to(ROOT) for p in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")))
RUN = ("console", "python")
NOT_HERE = ("pytest", "python docs/generate.py")
"""Commands that are not run here: the tests themselves, and what writes into the repository (tested below)."""


def _runnable(page: Path) -> list[Block]:
    found = list(blocks((ROOT / page).read_text(encoding="utf-8")))
    if not any(b.language in RUN for b in found):
        return []
    return [b for b in found if not any(as_installed(s.command) in NOT_HERE for s in shown(b.text))]


@pytest.mark.parametrize("page", [p for p in PAGES if _runnable(p)], ids=str)
def test_what_a_page_prints_runs(page: Path, tmp_path: Path) -> None:
    for block in _runnable(page):
        run_block(block, tmp_path)


def test_the_pages_that_should_print_something_do() -> None:
    """Positive control: the search finds the blocks of the pages that everybody reads."""
    assert len(_runnable(Path("README.md"))) >= 6
    assert any(b.language == "python" for b in _runnable(Path("docs/howto/use-the-json.md")))


@pytest.mark.parametrize(
    "planted",
    [
        "```console\n$ uv run counterpoint chek talks\n```\n",
        "```console\n$ uv run counterpoint --version\n99.9\n```\n",
        "```console exit=1\n$ uv run counterpoint --version\n```\n",
        "```python\nimport counterpoint\ncounterpoint.bargain()\n```\n",
    ],
)
def test_a_planted_mistake_is_caught(planted: str, tmp_path: Path) -> None:
    (block,) = blocks(planted)
    with pytest.raises(AssertionError):
        run_block(block, tmp_path)


def test_dots_stand_for_anything() -> None:
    assert matches("a ... c", "a b\nb c")
    assert not matches("a ... c", "a b d")
    assert not matches("a", "a b")


def test_ci_runs_the_command_that_the_readme_gives() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [s.command for b in blocks(readme) if b.language == "console" for s in shown(b.text)]
    assert commands[0] == "pip install uv && uv run counterpoint assess russia-us-2025"
    assert commands[1] == "pip install uv && uv run pytest"
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().endswith("\n" + commands[1])


def test_links_between_pages_lead_somewhere() -> None:
    import re

    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            if "://" not in target:
                assert (ROOT / page.parent / target).exists(), f"{page}: {target}"
