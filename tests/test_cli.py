"""The command line: what it prints, where it writes, how it refuses."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
import wave
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import av
import pytest

from guided import __version__, cli, words
from guided.cli import main
from guided.files import KINDS
from guided.history.fit import fit_of
from guided.history.schema import APPLICATION_ID
from guided.history.store import open_history
from guided.paths import Home, assets, home_in
from tests.history.samples import record

needs_qt = pytest.mark.skipif(find_spec("PySide6") is None, reason="PySide6 is not installed")

Run = Callable[..., tuple[int, str, str]]

_BARE = {"PATH": "", "LC_ALL": "C.UTF-8"}  # no screen, no Qt platform


def _guided(home: Path) -> list[str]:
    return [sys.executable, "-m", "guided", "--home", str(home)]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a home of its own: exit code, output, errors."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main(["--home", str(tmp_path / "home"), *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_list_names_every_routine(run: Run) -> None:
    code, out, _ = run("list")
    assert code == 0
    for path in (assets() / "routines").glob("*.toml"):
        assert path.stem in out


def test_today_is_one_thing_and_why(run: Run) -> None:
    code, out, _ = run("today")
    first, reason, *short = out.splitlines()
    assert code == 0
    assert "min" in first
    assert reason.endswith(".")
    assert all(line.endswith(" min") for line in short)


def test_list_names_every_programme_and_counts_what_there_is(run: Run) -> None:
    _, out, _ = run("list")
    assert "feet-to-head" in out
    assert "four-week-hip-flexors" in out
    assert "12 sessions" in out
    counts = {kind: len(list((assets() / kind).glob("*.toml"))) for kind in KINDS}
    assert (
        f"{counts['routines']} routines, {counts['programmes']} programmes, {counts['exercises']} exercises"
        in out
    )


@pytest.mark.parametrize("kind", ["programmes", "exercises", "methods"])
def test_list_of_one_kind(run: Run, kind: str) -> None:
    there = {path.stem for path in (assets() / kind).glob("*.toml")}
    assert {row["id"] for row in json.loads(run("list", kind, "--json")[1])} == there
    assert {line.split()[0] for line in run("list", kind)[1].splitlines()} == there


def test_list_as_json_has_what_a_card_shows(run: Run) -> None:
    _, out, _ = run("list", "--json")
    row = next(row for row in json.loads(out) if row["id"] == "psoas-release")
    assert row["name"] == "Psoas release"
    assert row["exercises"] == 8
    assert "mat" in row["equipment"]


def test_the_list_is_as_long_as_the_cards_say(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "home" / "data" / "routines"
    own.mkdir(parents=True)
    step = '[[step]]\nexercise = "even-slow-breathing"\nprepare = 0\n'
    own.joinpath("short.toml").write_text(f'name = "Short"\n{step}fill = 60\n', "utf-8")
    for row in json.loads(run("list", "--json")[1]):
        assert row["length"] == f"{words.minutes(row['length_ms'])} min"


def test_the_timeline_has_no_gap_and_is_as_long_as_the_list_says(run: Run) -> None:
    _, out, _ = run("timeline", "psoas-release", "--json")
    rows = json.loads(out)
    keys = {"start_ms", "end_ms", "phase", "kind", "exercise", "set", "rep", "reps", "side", "breath"}
    assert all(set(row) == keys for row in rows)
    assert rows[0]["start_ms"] == 0
    assert all(a["end_ms"] == b["start_ms"] for a, b in pairwise(rows))
    listed = next(row for row in json.loads(run("list", "--json")[1]) if row["id"] == "psoas-release")
    assert rows[-1]["end_ms"] == listed["length_ms"]


def test_an_active_isolated_rep_is_two_out_two_held_two_in_one_rest(run: Run) -> None:
    rows = json.loads(run("timeline", "psoas-release", "--json")[1])
    hips = [row for row in rows if row["exercise"] == "half-kneeling-hip-flexor" and row["rep"]]
    for i in range(0, len(hips), 4):
        rep = [(row["phase"], row["end_ms"] - row["start_ms"], row["breath"]) for row in hips[i : i + 4]]
        assert rep == [
            ("ease", 2000, "out"),
            ("hold", 2000, "out"),
            ("release", 2000, "in"),
            ("rest", 1000, "in"),
        ]
    assert {row["reps"] for row in hips} <= {10, 11, 12}
    assert {row["side"] for row in hips} == {"left", "right"}


def test_the_timeline_reads_a_file_of_ones_own(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "Mine"\n[[step]]\nexercise = "bridge"\nreps = 3\n')
    code, out, _ = run("timeline", path)
    assert code == 0
    assert "Bridge: 3 reps" in out


def test_an_unknown_id_is_refused_with_the_nearest_one(run: Run) -> None:
    code, out, err = run("timeline", "psoas-relaese")
    assert (code, out) == (1, "")
    assert err == 'guided: no routine is called "psoas-relaese", did you mean "psoas-release"?\n'


def test_a_mistake_is_one_line_with_file_key_and_what_is_allowed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "Mine"\n[[step]]\nexercise = "bridge"\nreps = 0\nholdd = 2\n')
    code, _, err = run("check", path)
    assert code == 1
    lines = err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"{path}: step[1].reps: 0 is not allowed, use ")
    assert lines[1].startswith(f"{path}: step[1].holdd: unknown key")
    assert lines[1].endswith('did you mean "hold"? (at line 5)')


def test_the_shipped_files_are_clean(run: Run) -> None:
    code, out, err = run("check", assets())
    assert (code, err) == (0, "")
    assert "all can be used" in out


def test_a_missing_file_is_one_line(run: Run, tmp_path: Path) -> None:
    code, _, err = run("check", tmp_path / "nothing.toml")
    assert code == 1
    assert err.count("\n") == 1
    assert "nothing.toml" in err


def test_watched_files_are_checked_again_whenever_one_changes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.toml"
    good = (assets() / "routines" / "desk-five.toml").read_text()
    edits = iter([good, None, good[:200] + "[[st", f"{good}\n"])

    def pause() -> None:
        text = next(edits, "")
        if text == "":
            raise KeyboardInterrupt
        if text:
            file.write_text(text)

    monkeypatch.setattr(cli, "_pause", pause)
    code, out, err = run("check", "--watch", file)
    assert code == 0
    assert out.count("1 file checked, it can be used\n") == 2
    assert "there is no such file\n" in err
    assert "not TOML" in err


def test_a_new_file_is_in_ones_own_folder_and_stays_as_it_was_edited(run: Run, tmp_path: Path) -> None:
    path = home_in(tmp_path / "home").data / "exercises" / "my-hip.toml"
    code, out, _ = run("new", "exercise", "my-hip")
    assert code == 0
    assert str(path) in out
    assert run("check", path)[0] == 0
    path.write_text("mine")
    code, _, err = run("new", "exercise", "my-hip")
    assert code == 1
    assert err == f"guided: {path}: it is there already, and stays as it is\n"
    assert path.read_text() == "mine"


def test_a_new_file_goes_where_one_says(run: Run, tmp_path: Path) -> None:
    assert run("new", "routine", "mornings", "-o", "-")[1].startswith("# A routine")
    assert run("new", "routine", "mornings", "-o", tmp_path)[0] == 0
    assert 'name = "Mornings"' in (tmp_path / "mornings.toml").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["exercise", "My Hip"], '"My Hip" is not an id'),
        (["exercise", "bridge"], 'one of the exercises is called "bridge" already'),
        (["routine", "mine", "-o", "no/such"], "no/such/mine.toml: No such file or directory"),
    ],
)
def test_what_cannot_be_new_is_told_in_one_line(run: Run, arguments: list[str], told: str) -> None:
    code, out, err = run("new", *arguments)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert told in err


def test_only_a_file_can_be_previewed(run: Run, tmp_path: Path) -> None:
    for name in ("nothing.toml", "."):
        code, _, err = run("preview", tmp_path / name)
        assert (code, err) == (1, f"guided: {tmp_path / name} is no file\n")


def test_a_schema_is_printed_or_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "routine.schema.json"
    assert run("schema", "routine", "-o", path) == (0, "", "")
    assert json.loads(path.read_text()) == json.loads(run("schema", "routine")[1])
    with pytest.raises(SystemExit):
        run("schema", "rutine")


def test_a_folder_with_nothing_to_check_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = run("check", tmp_path / "empty")
    assert (code, out, err) == (1, "", f"guided: nothing to check in {tmp_path / 'empty'}\n")


def test_an_ending_in_capitals_is_an_ending(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "MINE.TOML"
    path.write_text('name = "Mine"\n[[step]]\nexercise = "brige"\n')
    assert "no exercise is called" in run("check", tmp_path)[2]
    assert "no exercise is called" in run("timeline", path)[2]


def test_a_hold_longer_than_advised_is_a_warning_not_an_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "Mine"\n[[step]]\nexercise = "half-kneeling-hip-flexor"\nhold = 5\n')
    code, _, err = run("check", path)
    assert code == 0
    assert "step[1].hold" in err


@pytest.mark.parametrize("arguments", [["frob"], ["timeline"], ["sheet", "psoas-release"], ["history"]])
def test_wrong_usage_exits_with_2(run: Run, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        run(*arguments)
    assert stop.value.code == 2


def test_home_may_stand_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--home", str(tmp_path / "there")]) == 0
    assert (tmp_path / "there" / "cache" / "catalogue.json").is_file()


def test_the_track_is_as_long_as_the_session(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    assert run("track", "desk-five", "-o", out)[0] == 0
    rows = json.loads(run("timeline", "desk-five", "--json")[1])
    with wave.open(str(out)) as sound:
        seconds = sound.getnframes() / sound.getframerate()
    assert rows[-1]["end_ms"] / 1000 <= seconds < rows[-1]["end_ms"] / 1000 + 10


@needs_qt
def test_the_sheet_is_a_pdf_and_needs_no_screen(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    command = [
        sys.executable,
        "-m",
        "guided",
        "--home",
        str(tmp_path),
        "sheet",
        "psoas-release",
        "-o",
        str(out),
    ]
    subprocess.run(command, check=True, env={"PATH": "", "LC_ALL": "C.UTF-8"}, timeout=60)
    assert out.read_bytes().startswith(b"%PDF")


@needs_qt
def test_a_film_has_the_size_asked_for_and_needs_no_screen(tmp_path: Path) -> None:
    routine, out = tmp_path / "short.toml", tmp_path / "out.mp4"
    routine.write_text('name = "Short"\ngoal = "Hips."\n[[step]]\nexercise = "bridge"\nreps = 1\n')
    command = [sys.executable, "-m", "guided", "--home", str(tmp_path), "film", str(routine), "-o", str(out)]
    command += ["--size", "320x480", "--fps", "5"]
    subprocess.run(command, check=True, env={"PATH": "", "LC_ALL": "C.UTF-8"}, timeout=60)
    with av.open(str(out)) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height, float(stream.average_rate or 0)) == (320, 480, 5.0)


@pytest.mark.parametrize("size", ["321x480", "1280", "0x0", "99999x20", "ax2"])
def test_a_film_has_a_size_that_can_be_encoded(size: str, run: Run, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        run("film", "desk-five", "-o", tmp_path / "a.mp4", "--size", size)
    assert stop.value.code == 2


def test_a_track_has_a_cue_sheet_beside_it_for_whoever_wants_one(run: Run, tmp_path: Path) -> None:
    assert run("track", "two-minute-stand-up", "-o", tmp_path / "a.opus") == (0, "", "")
    assert not (tmp_path / "a.cue").exists()
    assert run("track", "two-minute-stand-up", "-o", tmp_path / "a.opus", "--cue-sheet") == (0, "", "")
    assert '    TITLE "Standing march"' in (tmp_path / "a.cue").read_text("utf-8")


def test_exports_of_an_empty_history_are_whole(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("history", "export")
    assert code == 0
    assert len(list(csv.reader(out.splitlines()))) == 1
    file = tmp_path / "out.json"
    assert run("history", "export", "--format", "json", "-o", file)[0] == 0
    assert json.loads(file.read_text())["sessions"] == []
    code, out, _ = run("history", "export", "--measures")
    assert (code, out.splitlines()[0].startswith('"Date","Time","Measure"')) == (0, True)


def test_an_export_of_a_damaged_history_says_so_and_is_what_can_be_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "home" / "data" / "history.db"
    with open_history(path, "2026-11-24") as history:
        history.add(record())
    whole = path.read_bytes()
    path.write_bytes(bytes(100) + whole[100:])
    code, out, err = run("history", "export")
    assert (code, len(list(csv.reader(out.splitlines())))) == (1, 2)
    assert err == "guided: The history is damaged: this is the 1 session that can still be read.\n"
    path.write_bytes(b"no database" * 500)
    assert run("history", "export") == (1, "", "guided: Past sessions cannot be read.\n")


def test_an_export_that_cannot_read_the_history_leaves_an_older_one(run: Run, tmp_path: Path) -> None:
    history, older = tmp_path / "home" / "data" / "history.db", tmp_path / "older.csv"
    older.write_text("older")
    history.parent.mkdir(parents=True)
    with closing(sqlite3.connect(history)) as db:
        db.execute("PRAGMA user_version = 1000")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    code, out, err = run("history", "export", "-o", older)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "Past sessions cannot be read." in err
    assert older.read_text() == "older"


def test_an_export_while_sessions_are_recorded_elsewhere_needs_no_lock(run: Run, tmp_path: Path) -> None:
    with open_history(tmp_path / "home" / "data" / "history.db", "2026-01-01") as history:
        history.add(record())
        code, out, err = run("history", "export")
        history.add(record("two"))
    assert (code, out.count("\n"), err) == (0, 3, "")  # a note has two lines


def test_a_place_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    code, _, err = run("track", "desk-five", "-o", tmp_path / "no" / "such" / "out.wav")
    assert code == 1
    assert err.count("\n") == 1
    assert "out.wav: " in err


@pytest.mark.skipif(os.name != "posix", reason="there are no devices among the files")
def test_an_import_says_first_what_it_would_do_and_then_does_it(run: Run, tmp_path: Path) -> None:
    with open_history(tmp_path / "home" / "data" / "history.db", "2026-11-24") as history:
        history.add(record())
    other, out = ["--home", str(tmp_path / "other")], tmp_path / "out.json"
    assert run("history", "export", "--format", "json", "-o", out)[0] == 0
    dry = run(*other, "history", "import", out, "--dry-run")
    assert dry == (0, "1 session and 0 measures would be added\n", "")
    assert run(*other, "history", "import", out) == (0, "1 session and 0 measures added\n", "")
    told = "0 sessions and 0 measures added\n1 is there already\n"
    assert run(*other, "history", "import", out) == (0, told, "")
    assert run(*other, "history", "export", "--format", "json")[1] == out.read_text()
    spoilt = json.loads(out.read_text())
    spoilt["sessions"][0]["before"] = 11
    out.write_text(json.dumps(spoilt))
    code, _, err = run(*other, "history", "import", out, "--dry-run")
    assert (code, err.startswith(f"{out}: one: ")) == (1, True)
    out.write_text("Name,Age\n")
    code, told, err = run("history", "import", out)
    assert (code, told) == (1, "")
    assert err == (
        f"{out}: It is no table that Guided can read."
        " Take JSON or CSV that Guided wrote, or CSV of CalisthenicsMemory or Hevy.\n"
    )


def test_sessions_are_written_as_activities(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "last.fit"
    assert run("history", "export", "--format", "fit", "-o", out)[2] == "guided: there is no session yet\n"
    with open_history(tmp_path / "home" / "data" / "history.db", "2026-11-24") as history:
        history.add(record())
        history.add(record("two", started="2026-11-25T10:00:00Z"))
    assert run("history", "export", "--format", "fit") == (
        1,
        "",
        "guided: FIT is no text: name a file with -o\n",
    )
    assert run("history", "export", "--format", "fit", "-o", out)[0] == 0
    assert out.read_bytes() == fit_of(record("two", started="2026-11-25T10:00:00Z"))
    assert run("history", "export", "--format", "fit", "-o", tmp_path / "all.zip")[0] == 0
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        assert packed.namelist() == ["2026-11-24T11-00-one.fit", "2026-11-25T11-00-two.fit"]


def test_what_is_planned_is_written_as_a_calendar(run: Run, tmp_path: Path) -> None:
    with open_history(tmp_path / "home" / "data" / "history.db", "2026-11-24") as history:
        history.programmes.follow("feet-to-head", date.today(), 12)
    code, told, _ = run("history", "export", "--format", "ics")
    assert code == 0
    assert told.count("BEGIN:VEVENT") > 3


def test_a_backup_restores_what_it_says(run: Run, tmp_path: Path) -> None:
    path, out = tmp_path / "home" / "data" / "history.db", tmp_path / "mine.db"
    assert run("backup") == (1, "", "guided: there is no history yet\n")
    with open_history(path, "2026-11-24") as history:
        history.add(record())
        assert run("backup", "-o", out) == (0, f"{out}: 1 session, the last on 2026-11-24\n", "")
        history.add(record("two"))
        code, _, err = run("restore", out)
        assert (code, "another window" in err) == (1, True)
    code, told, err = run("restore", out)
    assert (code, err) == (0, "")
    assert told.startswith("restored: 1 session, the last on 2026-11-24\nwhat was there before: ")
    with open_history(path, "2026-11-24") as history:
        assert [one.id for one in history.sessions()] == ["one"]
    before = told.split(": ")[-1].strip()
    assert run("restore", before)[0] == 0
    with open_history(path, "2026-11-24") as history:
        assert [one.id for one in history.sessions()] == ["two", "one"]
    assert run("restore", tmp_path / "none.db")[0] == 1


def test_a_backup_beside_the_history_is_one_of_its_backups(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "home" / "data" / "history.db"
    with open_history(path, "2026-11-24") as history:
        history.add(record())
        code, told, _ = run("backup")
        assert code == 0
        assert [str(one.path) for one, _ in history.backups.all()] == [told.split(": ")[0]]


@pytest.mark.parametrize("command", [("track", "desk-five"), ("history", "export")])
def test_what_is_written_through_a_link_leaves_the_link(
    run: Run, tmp_path: Path, command: tuple[str, str]
) -> None:
    nowhere, link, file = tmp_path / "nowhere", tmp_path / "link", tmp_path / "file"
    nowhere.symlink_to(os.devnull)
    link.symlink_to(file)
    for out in (nowhere, link):
        assert run(*command, "-o", out) == (0, "", "")
    assert nowhere.readlink() == Path(os.devnull)
    assert not Path(os.devnull).is_file()
    assert link.readlink() == file
    assert file.stat().st_size > 0


@needs_qt
def test_without_a_screen_it_says_so_and_does_not_abort(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "guided", "--home", str(tmp_path)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={"PATH": "", "LC_ALL": "C.UTF-8"},
        check=False,
        timeout=60,
    )
    if sys.platform.startswith("linux"):
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "no screen" in done.stderr


@needs_qt
def test_a_routine_whose_file_has_a_mistake_is_not_played_and_the_mistake_is_told(tmp_path: Path) -> None:
    own = tmp_path / "data" / "routines"
    own.mkdir(parents=True)
    own.joinpath("mine.toml").write_text('name = "Mine"\n[[step]]\nexercise = "nope"\n', "utf-8")
    done = subprocess.run(
        [*_guided(tmp_path), "play", "mine"],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert 'mine.toml: step[1].exercise: no exercise is called "nope"' in done.stderr


def test_the_routine_played_last_can_be_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str | None] = []
    asked = ["--home", str(tmp_path), "play", "last"]

    def show(_home: Home, routine: str | None = None, *_: object, **__: object) -> int:
        shown.append(routine)
        return 0

    monkeypatch.setattr(cli, "_show", show)
    home = home_in(tmp_path)
    assert main(asked) == 0  # before the first one only the window opens
    with open_history(home.history, "2026-11-28") as history:
        history.add(record("one", started="2026-11-27T07:42:00Z", routine_id="evening-wind-down"))
        history.add(record("two", started="2026-11-28T07:42:00Z", routine_id="no-longer-there"))
        history.add(record("three", started="2026-11-26T07:42:00Z", routine_id="psoas-release"))
    assert main(asked) == 0
    assert shown == [None, "evening-wind-down"]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "routine", "file"),
    [
        (["play", "psoas-release"], "psoas-release", None),
        (["play", "evening.guided"], None, "evening.guided"),
        (["play", "mail/evening.toml"], None, "mail/evening.toml"),
        (["evening.guided"], None, "evening.guided"),  # as when it is double-clicked
    ],
)
def test_a_file_is_opened_where_an_id_is_played(
    arguments: list[str], routine: str | None, file: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str | None, Path | None]] = []

    def show(
        _home: Home,
        routine: str | None = None,
        speed: float = 1.0,
        file: Path | None = None,
        hidden: bool = False,
        page: str | None = None,
    ) -> int:
        assert not hidden
        assert page is None
        shown.append((routine, file))
        return 0

    monkeypatch.setattr(cli, "_show", show)
    assert main(arguments) == 0
    assert shown == [(routine, Path(file).absolute() if file else None)]


def test_two_computers_are_alike_after_a_round_of_each(run: Run, tmp_path: Path) -> None:
    home, folder = home_in(tmp_path / "home"), tmp_path / "shared"
    folder.mkdir()
    with open_history(home.history, "2026-11-24") as history:
        history.add(record())
    assert run("sync", "--folder", folder) == (0, "0 entries came, 1 went.\n", "")
    assert run("--home", tmp_path / "other", "sync", "--folder", folder)[1] == "1 entry came, 0 went.\n"
    with open_history(home_in(tmp_path / "other").history, "2026-11-24") as history:
        assert history.session("one") == record()


def test_a_round_without_a_folder_or_beside_an_open_guided_is_one_plain_sentence(
    run: Run, tmp_path: Path
) -> None:
    for arguments in (("sync",), ("sync", "--folder", tmp_path / "away")):
        code, out, err = run(*arguments)
        assert (code, out, err.count("\n")) == (1, "", 1)
    (tmp_path / "shared").mkdir()
    with open_history(home_in(tmp_path / "home").history, "2026-11-24"):
        code, out, err = run("sync", "--folder", tmp_path / "shared")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert not list((tmp_path / "shared").iterdir())


def test_a_prescription_is_written_and_read_by_whoever_gets_it(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "anna.guided"
    told = ("--from", "Jo Doe", "--for", "Anna", "--days", 3, "--until", "2100-12-24")
    code, said, _ = run("prescribe", "psoas-release", "-o", out, *told)
    assert code == 0
    assert "For Anna. From Jo Doe: on 3 days a week, until 24 December 2100." in said
    assert run("check", out)[0] == 0
    code, _, error = run("prescribe", "psoas-release", "-o", out, "--from", "Jo", "--until", "2026-01-01")
    assert code == 1
    assert "2026-01-01 has gone by, name a day from" in error
    code, _, error = run("prescribe", "psoas-release", "-o", out, "--from", "J" * 121)
    assert code == 1
    assert "a text of 1 to 120 characters" in error
    assert "Anna" in out.read_text("utf-8"), "the file that was there stays"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["prescribe", "x", "-o", "x", "--from", "J", "--days", "8"],
            "--days: “8” is not allowed, use a whole",
        ),
        (["prescribe", "x", "-o", "x", "--from", "J", "--until", "soon"], "use a day such as 2026-12-24"),
        (["film", "x", "-o", "x", "--fps", "100"], "--fps: “100” is not allowed, use a whole number from 5"),
        (["film", "x", "-o", "x", "--size", "big"], "such as 1280x720"),
        (["figure", "x", "-o", "x", "--size", "3"], "--size: “3” is not allowed, use 16 to 8192"),
    ],
)
def test_an_argument_that_cannot_be_used_is_told_with_what_is_wanted(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    with pytest.raises(SystemExit) as stop:
        run(*arguments)
    assert stop.value.code == 2
    assert told in capsys.readouterr().err


def test_results_are_written_with_what_was_asked_for_and_nothing_else(run: Run, tmp_path: Path) -> None:
    home = home_in(tmp_path / "home")
    home.history.parent.mkdir(parents=True)
    started = f"{date.today().isoformat()}T00:00:01Z"
    with open_history(home.history, "2026-11-24") as history:
        history.add(record("one", started=started, note="Slept badly."))
    out = tmp_path / "results.guided"
    code, said, _ = run("results", "-o", out)
    assert code == 0
    assert said == f"{out}: 1 session\n"
    assert "Slept badly." not in out.read_text("utf-8")
    assert run("check", out)[0] == 0
    run("results", "-o", out, "--notes", "--name", "Anna")
    assert "Slept badly." in out.read_text("utf-8")
    run("results", "-o", tmp_path / "results.csv", "--name", "Anna")
    rows = list(csv.reader((tmp_path / "results.csv").read_text("utf-8").splitlines()))
    assert rows[1][0] == "Anna"
    out.write_text(out.read_text("utf-8").replace("share = ", "share = -"), "utf-8")
    code, _, error = run("check", out)
    assert code == 1
    assert "routine[1].done[1].share: -" in error
