"""Chapters of a session and their cue sheet."""

from __future__ import annotations

from guided.chapters import Chapter, Labels, clock_ms, comments_of, cue_sheet, labels_of
from guided.timeline import compile_routine
from tests.qt.shipped import library

TWO = Labels('My "own" one', (Chapter(0, 61_500, "Bridge"), Chapter(61_500, 70_000, "Cat\nand cow")))


def test_each_step_is_a_chapter_from_where_one_gets_ready_for_it() -> None:
    timeline = compile_routine(library().routines["psoas-release"], library())
    labels = labels_of(timeline)
    assert labels.title == "Psoas release"
    assert [chapter.name for chapter in labels.chapters] == [part.exercise.name for part in timeline.parts]
    assert labels.chapters[0].start_ms == 0
    starts = [segment.start_ms for segment in timeline.segments if segment.phase == "prepare"]
    assert [chapter.start_ms for chapter in labels.chapters] == starts
    assert [chapter.end_ms for chapter in labels.chapters] == [*starts[1:], timeline.length_ms]


def test_a_cue_sheet_tells_the_file_and_when_each_chapter_begins() -> None:
    assert cue_sheet("track.mp3", TWO) == (
        "TITLE \"My 'own' one\"\n"
        'FILE "track.mp3" MP3\n'
        '  TRACK 01 AUDIO\n    TITLE "Bridge"\n    INDEX 01 00:00:00\n'
        '  TRACK 02 AUDIO\n    TITLE "Cat and cow"\n    INDEX 01 01:01:37\n'
    )
    assert 'FILE "track.opus" WAVE' in cue_sheet("track.opus", TWO)


def test_comments_have_the_title_and_a_time_and_a_name_for_each_chapter() -> None:
    assert comments_of(TWO)[:4] == [
        'TITLE=My "own" one',
        "CHAPTER001=00:00:00.000",
        "CHAPTER001NAME=Bridge",
        "CHAPTER002=00:01:01.500",
    ]
    assert comments_of(Labels()) == []


def test_times_past_the_hour() -> None:
    assert clock_ms(3_723_004) == "01:02:03.004"
