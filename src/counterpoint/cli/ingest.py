"""The command ingest: files of others, made into case folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Final

from counterpoint.cli.games import missing, read_all
from counterpoint.cli.given import unknown
from counterpoint.cli.guard import FINE, UsageError, complain
from counterpoint.cli.output import say, writable_folder
from counterpoint.cli.progress import bar

if TYPE_CHECKING:
    from counterpoint.feeds.diplomacy.game import Game
    from counterpoint.readers.diplomacy.case import Ingested

FEEDS: Final = ("diplomacy",)
"""What files may be."""
WORDS: Final = "there the case has words and lacks the deeds"


def ingest(feed: str, files: Sequence[Path], *, out: Path, game: int | None) -> int:
    """Make files into cases: of one game into a folder, of several into a folder each within it."""
    if feed not in FEEDS:
        raise unknown("ingest", feed, known=FEEDS)
    games = _games(files, game)
    warnings = missing(games, "ingest diplomacy", so=WORDS)
    folders = _folders(games, writable_folder(out), one=game is not None)
    with bar() as tell:
        for done, (one, folder) in enumerate(zip(games, folders, strict=True)):
            if tell:
                tell(f"game {one.id}", done / len(games))
            say(_ingest(one, folder))
    if warnings:
        complain("\n".join(warnings))
    say([f"Look at it: counterpoint check {quote(str(folders[0]))}"])
    return FINE


def _games(files: Sequence[Path], game: int | None) -> tuple[Game, ...]:
    """The games in the files, or the one that is wanted. UnsoundCase tells what is wrong with the files."""
    (found,) = read_all([("", files)])
    if game is None:
        return found
    wanted = tuple(one for one in found if one.id == game)
    if not wanted:
        raise unknown("--game", str(game), known=tuple(str(one.id) for one in found))
    return wanted


def _folders(games: Sequence[Game], out: Path, *, one: bool) -> list[Path]:
    """A new or empty folder for each game: a case that somebody may have edited is not written over."""
    folders = [out] if one or len(games) == 1 else [out / f"game-{game.id}" for game in games]
    for folder in folders:
        if folder.exists() and any(writable_folder(folder).iterdir()):
            raise UsageError(f"--out: expected a new or empty folder, got {folder} (try another name)")
    return folders


def _ingest(game: Game, folder: Path) -> list[str]:
    """Write the case of a game; the lines that tell of it."""
    from counterpoint.case.files import ACTS
    from counterpoint.case.inputs import digests
    from counterpoint.case.write import write_case
    from counterpoint.readers.diplomacy.case import ingest as work
    from counterpoint.readers.diplomacy.labels import FILE, labels_text

    made = work(game)
    try:
        write_case(made.case, folder)
        (folder / "README.md").write_text(made.readme, encoding="utf-8", newline="\n")
        labels = labels_text(made.press, case=made.case.id, acts_digest=digests(folder)[ACTS])
        (folder / FILE).write_text(labels, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"--out: expected a folder that can be written, got {folder}: {error.strerror}") from None
    return [f"{folder}: {_told(game, made)}"]


def _told(game: Game, made: Ingested) -> str:
    kept = sum(one.outcome == "kept" for one in made.promises)
    broken, seasons = len(made.promises) - kept, len(game.orders)
    return (
        f"game {game.id}, {len(game.messages)} messages and orders of {seasons} season{'' if seasons == 1 else 's'} as"
        f" {len(made.case.acts)} acts; of promises that the orders judge {kept} kept, {broken} broken"
    )
