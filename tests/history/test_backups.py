"""Backups: when one is made, which stay, what is in them."""

import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guided.history import backups
from guided.history.backups import Backup, Contents, backups_of, contents, is_sound, superfluous
from guided.history.store import History
from tests.history.samples import record, sql

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)

MADE = st.builds(
    lambda minutes, size, migrates: Backup(
        Path(f"history-{minutes}-{size}-{migrates}.db"), NOW - timedelta(minutes=minutes), size, migrates
    ),
    st.integers(-60 * 24, 60 * 24 * 600),
    st.integers(0, 90_000_000),
    st.sampled_from((False, False, False, True)),
)


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


@settings(max_examples=300)
@given(st.lists(MADE, max_size=60, unique_by=lambda one: one.path))
def test_what_is_thinned_out_is_what_need_not_be_kept(made: list[Backup]) -> None:
    gone = superfluous(made, NOW)
    kept = [one for one in made if one not in gone]
    thinned = sorted((one for one in kept if not one.migrates), key=lambda one: one.at, reverse=True)
    assert all(one in made and not one.migrates for one in gone)
    assert superfluous(kept, NOW) == []
    if len(gone) < len([one for one in made if not one.migrates]):
        assert max(one.at for one in made if not one.migrates) == thinned[0].at
    older = [one for one in thinned if NOW - one.at >= backups.ALL_FOR]
    assert len(older) <= backups.DAILY + backups.WEEKLY + backups.MONTHLY
    assert sum(one.size for one in thinned) <= backups.MOST_BYTES or len(thinned) == 1
    if sum(one.size for one in made) <= backups.MOST_BYTES:
        assert all(NOW - one.at >= backups.ALL_FOR for one in gone)
        days = {one.at.date() for one in made if not one.migrates}
        assert sorted(days)[-backups.DAILY :] == sorted({one.at.date() for one in thinned})[-backups.DAILY :]


def test_of_two_years_there_are_days_then_weeks_then_months() -> None:
    kept: list[Backup] = []
    for hours in range(0, 24 * 730, 12):
        at = NOW - timedelta(days=730) + timedelta(hours=hours)
        kept.append(Backup(Path(f"{hours}"), at, 1_000_000))
        gone = superfluous(kept, at)
        kept = [one for one in kept if one not in gone]
    ages = sorted((at - one.at).days for one in kept)
    assert ages[:4] == [0, 0, 1, 1]
    assert ages[4:16] == list(range(2, 14))
    assert ages[16:26] == [15 + 7 * week for week in range(10)]
    assert [(at - timedelta(days=age)).month for age in ages[26:]] == [8, 7, 6, 5, 4, 3, 2, 1, 12]


def test_too_much_in_all_costs_half_hours_before_days() -> None:
    day = [Backup(Path(f"a{n}"), NOW - timedelta(minutes=30 * n), 30_000_000) for n in range(6)]
    weeks = [Backup(Path(f"b{n}"), NOW - timedelta(days=3 + n), 30_000_000) for n in range(5)]
    assert set(superfluous(day + weeks, NOW)) == {*day[1:]}
    huge = [Backup(Path("one"), NOW, 900_000_000), Backup(Path("two"), NOW - timedelta(days=1), 1)]
    assert superfluous(huge, NOW) == [huge[1]]


def test_one_is_made_when_something_changed_and_the_last_is_half_an_hour_old(
    history: History, path: Path
) -> None:
    history.add(record())
    history.backups.make_if_due(NOW)
    history.add(record("two"))
    history.backups.make_if_due(later(29))
    assert [one.at for one in backups_of(path)] == [NOW]
    history.backups.make_if_due(later(30))
    history.backups.make_if_due(later(300))
    assert [one.at for one in backups_of(path)] == [later(30), NOW]
    assert [contents(one.path) for one in backups_of(path)] == [
        Contents(2, date(2026, 11, 24)),
        Contents(1, date(2026, 11, 24)),
    ]


def test_a_backup_from_the_future_holds_up_none(history: History, path: Path) -> None:
    history.add(record())
    history.backups.make_if_due(later(60 * 24 * 365))
    history.add(record("two"))
    history.backups.make_if_due(NOW)
    assert NOW in [one.at for one in backups_of(path)]


def test_two_within_a_second_are_two(history: History, path: Path) -> None:
    for id in ("one", "two"):
        history.add(record(id))
        history.backups.make(NOW)
    assert [one.path.name for one in backups_of(path)] == [
        "history-backup-20261124T100000Z.db",
        "history-backup-20261124T100000Z-2.db",
    ]
    assert {stat.S_IMODE(os.stat(one.path).st_mode) for one in backups_of(path)} == {0o600}


def test_no_others_files_are_taken_for_backups(history: History, path: Path) -> None:
    for name in ("history-backup-mine.db", "history-notes.db", "other-backup-20261124T100000Z.db"):
        path.with_name(name).write_bytes(b"mine")
    history.add(record())
    history.backups.make(NOW)
    assert len(backups_of(path)) == 1


@pytest.mark.parametrize("spoilt", [b"", b"no database", b"SQLite format 3\0"])
def test_what_is_no_backup_says_nothing(tmp_path: Path, spoilt: bytes) -> None:
    file = tmp_path / "history-backup-20261124T100000Z.db"
    file.write_bytes(spoilt)
    assert contents(file) is None
    assert not is_sound(file)


def test_a_record_that_is_not_what_was_written_makes_a_backup_unsound(history: History, path: Path) -> None:
    history.add(record())
    made = history.backups.make(NOW)
    assert is_sound(made)
    sql(made, "UPDATE record SET content = x'00'")
    assert not is_sound(made)
