"""Games are read from any layout, and all that is wrong is told at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counterpoint.feeds.diplomacy.files import BadFiles, load, read_games
from feeds.invented import TERRITORIES, dialogue, hold, move, openings, pack, support, write_orders, write_press

LINES = [("italy", "austria", "Hello!", True), ("austria", "italy", "I will hold Trieste.", False)]


@pytest.mark.parametrize("name", ["press.jsonl", "press.jsonl.gz"])
@pytest.mark.parametrize("layout", ["beside", "moves", "packed", "none"])
def test_layouts(tmp_path: Path, name: str, layout: str) -> None:
    file = write_press(tmp_path / name, dialogue(LINES))
    if layout != "none":
        orders = write_orders(tmp_path / "moves" if layout == "moves" else tmp_path, openings())
        if layout == "packed":
            pack(tmp_path, orders)
    for given in (file, tmp_path):
        (game,) = load([given, given])
        assert (game.id, [m.text for m in game.messages]) == (90, ["Hello!", "I will hold Trieste."])
        assert list(game.orders) == ([] if layout == "none" else [(1901, "spring")])


def test_what_a_message_says(tmp_path: Path) -> None:
    write_press(tmp_path / "p.jsonl", dialogue(LINES, first=5))
    (game,) = load([tmp_path])
    first, second = game.messages
    assert (first.index, first.sender, first.receiver, first.year, first.season) == (
        5,
        "italy",
        "austria",
        1901,
        "spring",
    )
    assert (first.lie, second.lie, first.suspected, first.score, first.score_delta) == (False, True, None, 3, 0)
    assert first.dialogue == "italy-austria"


def test_messages_of_several_files_come_in_their_order(tmp_path: Path) -> None:
    write_press(tmp_path / "a.jsonl", dialogue(LINES, first=10))
    write_press(tmp_path / "b.jsonl", dialogue([("turkey", "italy", "Psst", True)], first=3))
    (game,) = load([tmp_path])
    assert [m.index for m in game.messages] == [3, 10, 11]


def test_orders_and_what_came_of_them(tmp_path: Path) -> None:
    write_press(tmp_path / "p.jsonl", dialogue(LINES))
    orders = openings()
    orders["Austria"] = {"Tri": {**hold(), "retreat": {"to": "Alb", "type": "MOVE", "result": "SUCCEEDS"}}}
    orders["Italy"] = {"Ven": move("Tri"), "Rom": support("Ven", "Tri"), "Nap": support("Rom")}
    write_orders(tmp_path, orders)
    (game,) = load([tmp_path])
    spring = game.orders[1901, "spring"]
    kinds = {o.unit: (o.type, o.to, o.supported, o.supported_power) for o in spring.orders}
    assert kinds["Ven"] == ("move", "Tri", "", "")
    assert kinds["Rom"] == ("support-move", "Tri", "Ven", "italy")
    assert kinds["Nap"] == ("support-hold", "Rom", "Rom", "italy")
    assert spring.units["Tri"] == "austria"
    assert spring.after["Tri"] == "italy" and spring.after["Alb"] == "austria" and "Ven" not in spring.after
    assert spring.owners == {centre: power.lower() for centre, power in TERRITORIES.items()}


def test_all_problems_at_once_each_with_its_place(tmp_path: Path) -> None:
    bad = dialogue(LINES, first=0)
    bad["speakers"] = ["italy", "atlantis"]
    bad["seasons"] = ["Spring", "Monsoon"]
    short = dialogue(LINES, first=10)
    short["years"] = ["1901"]
    write_press(tmp_path / "p.jsonl", bad, short, dialogue(LINES, first=20), dialogue(LINES, first=20))
    with (tmp_path / "p.jsonl").open("a") as file:
        file.write("{broken\n")
    orders: dict[str, Any] = {"Austria": {"Xyz": hold()}, "Italy": {"Ven": move("Nowhere")}}
    write_orders(tmp_path, orders)
    with pytest.raises(BadFiles) as error:
        load([tmp_path, tmp_path / "missing.jsonl"])
    told = [(p.line, p.field) for p in error.value.problems]
    assert told == [
        (0, "file"),
        (1, "speakers[1]"),
        (1, "seasons[1]"),
        (2, "years"),
        (5, "dialogue"),
        (4, "absolute_message_index"),
        (0, "orders.Austria.Xyz"),
        (0, "orders.Italy.Ven.to"),
    ]
    assert all(p.expected and p.got for p in error.value.problems)


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff", b"[1, 2]\n", b"null\n", b'{"game_id": 1}\n', b"[" * 100_000, b"\x1f\x8b\x08"]
)
@pytest.mark.parametrize("name", ["p.jsonl", "p.jsonl.gz", "moves.tar.gz"])
def test_bad_bytes_are_problems_and_never_a_traceback(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    games, problems = read_games([tmp_path])
    assert not games and problems


def test_a_sound_folder_has_no_problems(tmp_path: Path) -> None:
    """Positive control: the same look finds nothing where nothing is wrong."""
    write_press(tmp_path / "p.jsonl", dialogue(LINES))
    write_orders(tmp_path, openings())
    assert read_games([tmp_path])[1] == ()


def published(root: Path, *names: str) -> Path:
    """The layout of the published repository: press in data, orders in moves beside data."""
    (root / "data").mkdir(parents=True)
    for number, name in enumerate(names):
        write_press(root / "data" / name, dialogue(LINES, game=90 + number))
    write_orders(root / "moves", openings())
    return root


@pytest.mark.parametrize("given", [".", "data", "data/test.jsonl"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_published_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, packed: bool) -> None:
    root = published(tmp_path / "acl", "test.jsonl")
    if packed:
        pack(root, *(root / "moves").iterdir())
    for start, path in ((root.parent, root / given), (root / "data", Path("..") / given), (root, Path(given))):
        monkeypatch.chdir(start)
        (game,) = load([path])
        assert list(game.orders) == [(1901, "spring")], (start, path)
    if given == "data/test.jsonl":
        monkeypatch.chdir(root / "data")
        assert load(["test.jsonl"])[0].orders


def test_orders_of_a_game_come_from_the_nearest_place(tmp_path: Path) -> None:
    root = published(tmp_path / "acl", "test.jsonl", "train.jsonl")
    write_orders(root / "moves", openings(), season="fall")
    write_orders(root / "moves", openings(), game=91)
    near = openings()
    near["Italy"]["Ven"] = move("Tri")
    write_orders(root / "data" / "moves", near)
    (root / "moves.tar.gz").write_bytes(b"never opened")
    first, second = load([root])
    assert list(first.orders) == [(1901, "spring")]  # all from the nearest: two records of a game are not mixed
    assert {o.to for o in first.orders[1901, "spring"].orders if o.unit == "Ven"} == {"Tri"}
    assert list(second.orders) == [(1901, "spring")]


def test_a_tar_file_is_read_to_its_end(tmp_path: Path) -> None:
    write_press(tmp_path / "p.jsonl", dialogue(LINES))
    tar = pack(tmp_path, write_orders(tmp_path, openings()))
    whole = tar.read_bytes()
    assert not read_games([tmp_path])[1]
    for data in (whole[:-6], whole[: len(whole) // 2], whole[:-8] + b"abcd" + whole[-4:]):
        tar.write_bytes(data)
        (problem,) = read_games([tmp_path])[1]
        assert problem.file == "moves.tar.gz"


def test_press_given_twice_is_one_problem_a_file(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        write_press(tmp_path / name, dialogue(LINES * 50), dialogue(LINES, game=91))
    (problem,) = read_games([tmp_path])[1]
    assert (problem.file, problem.line, problem.got) == ("b.jsonl", 1, "102 messages of games 90, 91 twice")
