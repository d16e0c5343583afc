"""How well the reader of Diplomacy press does on 380 messages labelled by hand: precision and recall per kind.

    uv run python benchmarks/press_reader.py --data DIR

DIR holds the press of Peskov et al. (2020), which is not shipped. press_labels.csv names messages by game and index,
with the kinds that were found in them by hand; it holds none of their text. One coder, the reader's author, so no
agreement between coders is known.

seen    150, labelled before the reader was written: fifteen messages a game, of these up to two lies, the rest in equal
        parts from short, middle and long. Their wording was known when the rules were written.
half    150, of them 60 drawn at random and 90 among messages of forty characters and more. Each was labelled before the
        reader was run on it; what it got wrong there then led to changes (at that run: 0.76 and 0.78, 0.58 and 0.71).
unseen  80 drawn among messages of forty characters and more, labelled when the reader was finished and before it was
        run on them; nothing was changed since. The figures to go by.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Collection
from pathlib import Path

from counterpoint.feeds.diplomacy.files import load
from counterpoint.readers.press import ACT, read

LABELS = Path(__file__).parent / "press_labels.csv"


def labels(drawn: str) -> dict[tuple[int, int], frozenset[str]]:
    """The kinds found by hand in the messages `seen`, `half` or `unseen`, by (game, index)."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (int(r["game"]), int(r["index"])): frozenset(r["kinds"].split(";")) - {""} for r in rows if r["drawn"] == drawn
    }


def found(folder: Path, wanted: Collection[tuple[int, int]]) -> dict[tuple[int, int], frozenset[str]]:
    """The kinds that the reader finds in some messages."""
    messages = {(m.game, m.index): m for game in load([folder]) for m in game.messages if (m.game, m.index) in wanted}
    return {
        key: frozenset(said.kind for said in read(m.text, sender=m.sender, receiver=m.receiver))
        for key, m in messages.items()
    }


def counts(
    truth: dict[tuple[int, int], frozenset[str]], read_: dict[tuple[int, int], frozenset[str]]
) -> dict[str, tuple[int, int, int]]:
    """Per kind: found rightly, found wrongly, missed [messages]."""
    both = truth.keys() & read_.keys()
    return {
        kind: (
            sum(kind in truth[k] and kind in read_[k] for k in both),
            sum(kind not in truth[k] and kind in read_[k] for k in both),
            sum(kind in truth[k] and kind not in read_[k] for k in both),
        )
        for kind in ACT
    }


def row(name: str, right: int, wrong: int, missed: int) -> str:
    """A line of the table."""
    share = [f"{right / n:.2f}" if n else "-" for n in (right + wrong, right + missed)]
    return f"{name:<14}{right + missed:>6}{right + wrong:>6}  {share[0]:>9}  {share[1]:>6}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--wrong", action="store_true", help="name the messages that are read otherwise than labelled")
    given = parser.parse_args()
    for drawn in ("seen", "half", "unseen"):
        _tell(drawn, given.data, wrong=given.wrong)


def _tell(drawn: str, folder: Path, *, wrong: bool) -> None:
    truth = labels(drawn)
    read_ = found(folder, truth.keys())
    table = counts(truth, read_)
    print(f"{drawn}: {len(read_)} messages\n{'kind':<14}{'hand':>6}{'read':>6}  precision  recall")
    for kind, (right, too_many, missed) in table.items():
        print(row(kind, right, too_many, missed))
    print(row("all", *(sum(column) for column in zip(*table.values(), strict=True))), end="\n\n")
    for key in sorted(truth.keys() & read_.keys()) if wrong else ():
        extra, less = sorted(read_[key] - truth[key]), sorted(truth[key] - read_[key])
        if extra or less:
            print(f"{key[0]}/{key[1]}: read too {extra}, missed {less}")


if __name__ == "__main__":
    main()
