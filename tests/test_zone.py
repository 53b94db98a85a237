"""The time zone: seen again when it is changed."""

import shutil
import zoneinfo
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guided.zone import local_zone

MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def zone_file(name: str) -> Path:
    for folder in zoneinfo.TZPATH:
        if (found := Path(folder) / name).is_file():
            return found
    pytest.skip("this system has no files of time zones")


def offset(environment: dict[str, str], file: Path) -> timedelta | None:
    return MOMENT.astimezone(local_zone(environment, file)).utcoffset()


def test_a_zone_that_is_changed_is_seen_at_the_next_look(tmp_path: Path) -> None:
    file = tmp_path / "localtime"
    shutil.copy(zone_file("Europe/Berlin"), file)
    assert offset({}, file) == timedelta(hours=1)
    shutil.copy(zone_file("Asia/Kolkata"), tmp_path / "new")
    (tmp_path / "new").replace(file)
    assert offset({}, file) == timedelta(hours=5, minutes=30)
    file.unlink()
    file.symlink_to(zone_file("Pacific/Auckland"))
    assert offset({}, file) == timedelta(hours=13)


@pytest.mark.parametrize("form", ["{name}", ":{name}", ":{path}"])
def test_a_zone_that_is_named_goes_before_the_systems(form: str, tmp_path: Path) -> None:
    path = zone_file("America/New_York")
    named = form.format(name="America/New_York", path=path)
    assert offset({"TZ": named}, zone_file("Asia/Kolkata")) == timedelta(hours=-5)


@pytest.mark.parametrize(
    "named", ["EST5EDT4,M3.2.0,M11.1.0", "no/such/zone", "../../etc/passwd", "/dev/null"]
)
def test_what_it_cannot_read_is_left_to_the_c_library(named: str, tmp_path: Path) -> None:
    assert local_zone({"TZ": named}, tmp_path / "none") is None
    assert local_zone({}, tmp_path / "none") is None
