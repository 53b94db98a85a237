"""The pictures that a software centre shows, as the metainfo names them, and a home with the same history."""

import xml.etree.ElementTree as ET
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import shots

from guided.history.store import open_history
from guided.paths import home_in
from guided.settings import load

LONGEST = 100  # letters of a caption that are shown


def test_the_pictures_are_those_that_the_metainfo_names() -> None:
    told = '<image width="1280">https://guided.example/screenshots/player-hold.png</image>'
    assert shots.in_store(told) == {"player-hold"}
    assert len(shots.in_store(shots.METAINFO.read_text(encoding="utf-8"))) >= 3


def test_pictures_are_as_large_as_the_metainfo_says_and_have_a_short_line_each() -> None:
    found = ET.parse(shots.METAINFO).findall("screenshots/screenshot")
    assert found[0].get("type") == "default"
    for one in found:
        image, caption = one.find("image"), one.findtext("caption")
        assert image is not None
        assert (image.get("width"), image.get("height")) == (
            str(shots.WIDE.width()),
            str(shots.WIDE.height()),
        )
        assert caption
        assert len(caption) <= LONGEST
        assert not caption.endswith(".")


def test_a_home_to_look_at_has_weeks_of_sessions_until_now_and_is_past_the_first_questions(
    tmp_path: Path,
) -> None:
    home, now = home_in(tmp_path), datetime(2026, 3, 29, 12, tzinfo=UTC)
    count = shots.make_home(home, now)
    with closing(open_history(home.history, "2026-03-29")) as history:
        days = [one.local_start.date() for one in history.sessions()]
    assert len(days) == count > 20
    assert now.date() - max(days) <= timedelta(days=1)
    assert max(days) - min(days) > timedelta(weeks=10)
    assert load(home.settings).introduced


def test_a_history_that_is_there_is_left_alone(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    home.history.parent.mkdir(parents=True)
    home.history.write_bytes(b"mine")
    with pytest.raises(SystemExit):
        shots.main([str(tmp_path), "--home"])
    assert home.history.read_bytes() == b"mine"
