"""Workrave's exercises: languages, pictures that are mirrored, and documents that must not grow."""

from __future__ import annotations

import pytest

from guided.imports.lines import NotImported
from tests.imports.reading import doses, found, only

XML = """<?xml version="1.0" encoding="UTF-8"?>
<!-- ours -->
<exercises>
  <exercise>
    <title>Side bend of the neck</title><title xml:lang="de">Nacken zur Seite</title>
    <description>Let an ear sink to its shoulder.</description>
    <sequence duration="40"><image src="a.png" duration="10"/>
      <image src="a.png" duration="10" mirrorx="yes"/></sequence>
  </exercise>
  <!-- <exercise><title>Not this one</title></exercise> -->
  <exercise><title xml:lang="de">Nur deutsch</title></exercise>
  <exercise><title>Look far away</title><sequence duration="nan"/></exercise>
</exercises>
"""


def test_a_mirrored_picture_means_both_sides_and_the_time_is_that_of_both() -> None:
    one = only(XML, "workrave")
    note = "Let an ear sink to its shoulder."
    assert doses(one) == [
        ("Side bend of the neck", {"time_ms": 20_000, "sides": "each", "note": note}),
        ("Look far away", {}),
    ]
    assert len(one.left_out) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><exercises><exercise/></exercises>',
        "<exercises>" + "<exercise>" * 100_000,
        "<exercises><exercise>",
        "<exercises>&a;</exercises>",
    ],
)
def test_a_document_that_could_grow_or_is_cut_off_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(NotImported) as refused:
        found(text, "x.xml")
    assert "\n" not in str(refused.value)
