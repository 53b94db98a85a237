"""Importing from the command line: what is printed of every line, and what is saved where."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from guided.cli import main
from guided.paths import home_in

Run = Callable[..., tuple[int, str, str]]

MAIL = """Subject: Your hips

Hi Anna,
1. Hip flexor stretch kneeling 3 x 30 s each side
2. Bridges 3x10, hold 5 s, 2x/day
3. Crab walks with a band 3x15 L+R
"""


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        code = main(["--home", str(tmp_path / "home"), *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    path = tmp_path / "mail.txt"
    path.write_text(MAIL)
    return path


def own(tmp_path: Path) -> list[str]:
    data = home_in(tmp_path / "home").data
    return sorted(path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file())


def test_a_dry_run_says_what_each_line_would_become_and_saves_nothing(
    run: Run, mail: Path, tmp_path: Path
) -> None:
    code, out, _ = run("import", mail, "--dry-run")
    assert code == 0
    assert "100 %  Half-kneeling hip-flexor opener: 3 each side, 30 s hold" in out
    assert "own  Crab walks with a band: 3 × 15 each side" in out
    assert "    3  “Hi Anna,” is left out. No exercise was seen in it." in out
    assert "    5  “2x/day” is left out." in out
    assert out.endswith("Nothing was saved.\n")
    assert own(tmp_path) == []


def test_an_import_is_ones_own_routine_and_plays(run: Run, mail: Path, tmp_path: Path) -> None:
    assert run("import", mail)[0] == 0
    assert own(tmp_path) == ["exercises/crab-walks-with-a-band.toml", "routines/your-hips.guided"]
    code, out, _ = run("timeline", "your-hips")
    assert code == 0
    assert "Crab walks with a band" in out
    assert run("check", home_in(tmp_path / "home").data)[0] == 0


def test_as_json_every_line_has_its_match_its_sureness_and_the_others(run: Run, mail: Path) -> None:
    _, out, _ = run("import", mail, "--dry-run", "--json")
    told = json.loads(out)
    (routine,) = told["routines"]
    assert (told["format"], routine["saved"]) == ("text", None)
    first = routine["steps"][0]
    assert (first["line"], first["exercise"], first["own"]) == (4, "half-kneeling-hip-flexor", False)
    assert first["sureness"] == 1.0
    assert first["others"][0]["sureness"] < 1.0
    assert [out["line"] for out in routine["left_out"]] == [3, 5]


def test_into_a_folder_it_is_one_file_that_is_whole_in_itself(run: Run, mail: Path, tmp_path: Path) -> None:
    assert run("import", mail, "--to", tmp_path / "out")[0] == 0
    assert run("import", mail, "--to", tmp_path / "out")[0] == 0
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == ["your-hips-2.guided", "your-hips.guided"]
    assert own(tmp_path) == []
    assert run("check", tmp_path / "out")[0] == 0
    assert "Crab walks with a band" in run("timeline", tmp_path / "out" / "your-hips.guided")[1]


def test_a_pipe_is_read_to_its_end(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(MAIL.encode())))
    assert "Your hips (your-hips)" in run("import", "-", "--dry-run")[1]
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Bridges 3 x 10")))
    assert run("import", "-", "--dry-run")[1].startswith("My routine (my-routine)")


@pytest.mark.parametrize("data", [b"", b"\0", b"Dear Anna,\nsee you soon."])
def test_what_holds_no_exercise_is_refused_in_one_line(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    code, out, err = run("import", path)
    assert (code, out) == (1, "")
    assert err.startswith(f"guided: No exercise was found in {path}.")
    assert err.count("\n") == 1
    assert own(tmp_path) == []


def test_several_routines_in_a_file_are_all_saved_or_none(run: Run, tmp_path: Path) -> None:
    def workout(title: str, name: str, seconds: int) -> dict[str, object]:
        return {
            "title": title,
            "sets": [{"repetitions": 1, "exercises": [{"name": name, "duration": seconds}]}],
        }

    path = tmp_path / "all.json"
    path.write_text(json.dumps({"workouts": [workout("A", "Burpee", 30), workout("B", "Burpee", 30)]}))
    assert run("import", path)[0] == 0
    assert own(tmp_path) == ["exercises/burpee.toml", "routines/a.guided", "routines/b.guided"]


def test_past_sessions_have_a_command_of_their_own(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    path.write_text('{"format": 3, "sessions": []}')
    code, _, err = run("import", path)
    assert code == 1
    assert "guided history import" in err


# ---------------------------------------------------------------- out


def test_a_routine_is_printed_as_text_unless_said_otherwise(run: Run, tmp_path: Path) -> None:
    code, out, err = run("export", "psoas-release")
    assert (code, err) == (0, "")
    path = tmp_path / "mine.guided"
    path.write_text(out)
    assert run("check", path)[0] == 0


def test_what_a_format_lacks_is_said_beside_what_is_printed(run: Run) -> None:
    code, out, err = run("export", "psoas-release", "--format", "jawt", "-o", "-")
    assert code == 0
    assert json.loads(out)["title"] == "Psoas release"
    assert err.count("\n") == 1
    assert err.startswith("Just Another Workout Timer counts time alone")


def test_the_ending_says_which_format_a_file_is_of(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "psoas.csv"
    code, out, _ = run("export", "psoas-release", "-o", path)
    assert code == 0
    assert out == f"Psoas release is in {path} now\n"
    assert path.read_bytes().startswith(b"Exercise,Sets,Reps")
    code, out, _ = run("import", path, "--dry-run")
    assert code == 0
    assert "100 %  Half-kneeling hip-flexor opener: 12 each side, 2 s hold" in out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["psoas-relase"], 1, 'did you mean "psoas-release"?'),
        (["psoas-release", "-o", "a.json"], 1, "name it: --format jawt, openhiit"),
        (["psoas-release", "-o", "no/folder/a.csv"], 1, "no/folder/a.csv: No such file or directory"),
    ],
)
def test_what_cannot_be_exported_is_said_in_one_line(
    run: Run, arguments: list[str], code: int, told: str
) -> None:
    done, out, err = run("export", *arguments)
    assert (done, out) == (code, "")
    assert told in err
    assert err.count("\n") == 1


def test_an_unknown_format_is_wrong_usage(run: Run) -> None:
    with pytest.raises(SystemExit) as left:
        run("export", "psoas-release", "--format", "pdf")
    assert left.value.code == 2
