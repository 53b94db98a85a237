"""What every part is given: what holds now, and word of what changes."""

from __future__ import annotations

from guided.qt.context import Changed
from guided.settings import load
from tests.disks import full_disk
from tests.qt.running import Running, Starter


def heard(one: Running) -> list[Changed]:
    told: list[Changed] = []
    one.desk.context.changed.connect(told.append)
    return told


def test_a_setting_is_told_kept_and_used_by_the_look(start: Starter) -> None:
    one = start()
    told, context = heard(one), one.desk.context
    context.choose(text_size=130, theme="no such theme")
    assert (context.settings.text_size, context.look.scale) == (130, 1.3)
    assert load(one.desk.home.settings) == context.settings
    context.choose(text_size=130)
    assert told == [Changed.SETTINGS]


def test_a_setting_that_is_not_kept_holds_all_the_same_and_that_is_told(start: Starter) -> None:
    one = start()
    with full_disk():
        one.desk.context.choose(text_size=130)
    assert one.desk.context.settings.text_size == 130
    assert "Your choice was not kept: the disk is full." in one.notices


def test_a_routine_is_laid_out_as_the_person_plays_it(start: Starter) -> None:
    one = start()
    context = one.desk.context
    usual = context.timeline("desk-five")
    context.choose(pace=1.5)
    slower = context.timeline("desk-five")
    assert usual is not None
    assert slower is not None
    assert slower.length_ms > usual.length_ms
    assert context.timeline("not-there") is None
