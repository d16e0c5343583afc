"""The summary on a terminal: narrow, plain when piped, and text from a case is never markup."""

from __future__ import annotations

import io

from pagecheck import PAYLOADS, hostile_tree
from rich.console import Console
from sample import sample_assessment, sample_case

from counterpoint.record.record import make_record
from counterpoint.reports.summary import COLUMNS, summary_lines
from counterpoint.reports.terminal import show

CASE = sample_case()
ASSESSMENT = sample_assessment(CASE)


def test_lines_fit_and_say_the_essentials() -> None:
    lines = summary_lines(ASSESSMENT)
    assert max(len(line) for line in lines) <= COLUMNS
    text = " ".join(" ".join(lines).replace("\xa0", " ").split())
    for essential in ("TLP:GREEN", "verdict bad faith", "bad faith 84 % (70 to 95 %, very likely)", "rival",
                      "Good faith and hard bargaining tie", "watch", "Channels", "never validation"):  # fmt: skip
        assert essential in text


def test_acts_are_described_where_the_record_is_at_hand() -> None:
    top = ASSESSMENT["parties"]["ard"]["evidence"][0]["act"]
    note = next(a.note for a in CASE.acts if a.id == top)
    assert note in "\n".join(summary_lines(ASSESSMENT, make_record(CASE)))
    assert top in "\n".join(summary_lines(ASSESSMENT))


def test_long_and_hostile_text_keeps_the_width() -> None:
    for payload in (*PAYLOADS, "[bold red]x[/]" * 40, "word" * 200, "\x1b[31mred"):
        lines = summary_lines(hostile_tree(ASSESSMENT, payload))
        assert max(len(line) for line in lines) <= COLUMNS
        assert "\x1b" not in "\n".join(lines)


def test_an_empty_assessment_is_no_error() -> None:
    assert summary_lines({}) == [""]


def printed(*, terminal: bool, tree: object = ASSESSMENT) -> str:
    out = io.StringIO()
    assert isinstance(tree, dict)
    show(tree, Console(file=out, force_terminal=terminal, width=110, color_system="standard"))
    return out.getvalue()


def test_piped_is_plain_and_terminal_has_tables() -> None:
    assert printed(terminal=False).rstrip("\n").split("\n") == summary_lines(ASSESSMENT)
    rich = printed(terminal=True)
    assert "\x1b[" in rich
    for title in ("Verdicts", "Heaviest evidence", "Channels", "What to watch for"):
        assert title in rich


def test_markup_in_a_case_is_shown_not_obeyed() -> None:
    assert "[bold red]" in printed(terminal=True, tree=hostile_tree(ASSESSMENT, "[bold red]x[/bold red]"))
