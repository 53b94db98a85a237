"""A session as a FIT activity."""

import struct

import pytest

from guided.history.fit import checksum, fit_of
from tests.history.samples import record


def test_the_checksum_is_that_of_the_protocol() -> None:
    assert checksum(b"123456789") == 0xBB3D


def test_a_file_is_as_long_as_it_says_and_both_checksums_fit() -> None:
    whole = fit_of(record())
    size, _, _, length, kind = struct.unpack_from("<BBHI4s", whole)
    assert (size, kind) == (14, b".FIT")
    assert len(whole) == 14 + length + 2
    assert checksum(whole[:14]) == 0
    assert checksum(whole) == 0


def test_each_set_has_its_reps_and_the_times_are_in_utc() -> None:
    whole = fit_of(record())
    begun = 1_795_514_400 - 631_065_600  # 2026-11-24 10:00 UTC, since 1989-12-31
    for number, reps in enumerate((9, 8)):
        assert struct.pack("<IHBIH", begun + 540, reps, 1, begun, number) in whole
    assert struct.pack("<IIHBBBI", begun + 540, 540_000, 1, 0, 26, 1, begun + 540 + 3600) in whole


@pytest.mark.parametrize("started", ["1900-01-01T00:00:00Z", "no time"])
def test_what_no_activity_can_say_is_refused(started: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        fit_of(record(started=started))
