"""The pictures that a software centre shows: those that the metainfo names, at the size it says."""

import xml.etree.ElementTree as ET

import shots

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
