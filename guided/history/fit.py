"""A session as a FIT activity, which watches' and training programs read.

The format is that of https://developer.garmin.com/fit/protocol/: little-endian messages of fields, each kind
defined before it is used, between a header and a checksum. Numbers of messages and fields are those of the
profile of that page. When within the session a set was done is not recorded, so all of them bear its end.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from guided.history.errors import NoSession
from guided.history.records import Told, local_start
from guided.history.store import History
from guided.session import Record

_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_PROTOCOL, _PROFILE = 0x20, 2132
_ENUM, _UINT8, _UINT16, _UINT32 = 0x00, 0x02, 0x84, 0x86  # base types
_PACKED = {_ENUM: "B", _UINT8: "B", _UINT16: "H", _UINT32: "I"}
_DEVELOPMENT = 255  # a maker without a number of its own

_FILE_ID, _SESSION, _LAP, _EVENT, _ACTIVITY, _SET = 0, 18, 19, 21, 34, 225
_TRAINING, _FLEXIBILITY = 10, 19  # sport and sub-sport
_ACTIVE = 1  # a set that is no rest

Field = tuple[int, int, int]
"""Its number, its base type and its value."""


def fit_of(record: Record) -> bytes:
    """A session as an activity: when, how long, and the reps of each set.

    Raises ValueError, OverflowError where none can say it.
    """
    local = local_start(record.started, record.offset_min)
    start = (local - timedelta(minutes=record.offset_min)).replace(tzinfo=UTC)
    begun, shift = int((start - _EPOCH).total_seconds()), record.offset_min * 60
    ended, played_ms = begun + record.played_ms // 1000, record.played_ms
    spans = [(2, _UINT32, begun), (7, _UINT32, played_ms), (8, _UINT32, played_ms)]
    kind = [(0, _ENUM, 4), (1, _UINT16, _DEVELOPMENT), (2, _UINT16, 0), (4, _UINT32, begun)]
    messages: list[tuple[int, Sequence[Field]]] = [
        (_FILE_ID, kind),
        (_EVENT, [(253, _UINT32, begun), (0, _ENUM, 0), (1, _ENUM, 0)]),
    ]
    for number, one in enumerate(record.sets):
        what = [(3, _UINT16, one.done), (5, _UINT8, _ACTIVE), (6, _UINT32, begun), (10, _UINT16, number)]
        messages.append((_SET, [(254, _UINT32, ended), *what]))
    messages += [
        (_EVENT, [(253, _UINT32, ended), (0, _ENUM, 0), (1, _ENUM, 4)]),
        (_LAP, [(254, _UINT16, 0), (253, _UINT32, ended), (0, _ENUM, 9), (1, _ENUM, 1), *spans]),
        (
            _SESSION,
            [
                *[(254, _UINT16, 0), (253, _UINT32, ended), (0, _ENUM, 8), (1, _ENUM, 1), *spans],
                *[(5, _ENUM, _TRAINING), (6, _ENUM, _FLEXIBILITY)],
                *[(25, _UINT16, 0), (26, _UINT16, 1), (28, _ENUM, 0)],
            ],
        ),
        (
            _ACTIVITY,
            [
                *[(253, _UINT32, ended), (0, _UINT32, played_ms), (1, _UINT16, 1), (2, _ENUM, 0)],
                *[(3, _ENUM, 26), (4, _ENUM, 1), (5, _UINT32, ended + shift)],
            ],
        ),
    ]
    return _file(messages)


def fits_of(records: Iterable[Record]) -> bytes:
    """Every session as an activity of its own, in a ZIP; those that no activity can say are left out."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for record in records:
            with suppress(ValueError, OverflowError):
                name = f"{local_start(record.started, record.offset_min):%Y-%m-%dT%H-%M}-{record.id}.fit"
                archive.writestr(ZipInfo(re.sub(r"[^\w.-]", "_", name)), fit_of(record))
    return packed.getvalue()


def export_fit(history: History) -> bytes:
    """The last session as an activity. Raises Unreadable, NoSession where there is none."""
    newest = history.sessions(limit=1)
    if not newest:
        raise NoSession("there is no session yet")
    return fit_of(history.session(newest[0].id))


def export_fits(history: History, told: Told = lambda _: None) -> bytes:
    """Every session as an activity of its own, in a ZIP. Raises Unreadable."""
    return fits_of(record for _, record in history.records(told) if record is not None)


def _file(messages: Sequence[tuple[int, Sequence[Field]]]) -> bytes:
    """Messages with their definitions, a header and checksums. Raises OverflowError."""
    data = bytearray()
    defined: dict[tuple[int, ...], int] = {}
    for number, fields in messages:
        shape = (number, *(part for field in fields for part in field[:2]))
        if shape not in defined:
            defined[shape] = len(defined)
            data += struct.pack("<BBBHB", 0x40 | defined[shape], 0, 0, number, len(fields))
            for name, base, _ in fields:
                data += struct.pack("<BBB", name, struct.calcsize(_PACKED[base]), base)
        try:
            packed = "".join(_PACKED[base] for _, base, _ in fields)
            data += struct.pack(f"<B{packed}", defined[shape], *(value for *_, value in fields))
        except struct.error as error:
            raise OverflowError(str(error)) from error
    header = struct.pack("<BBHI4s", 14, _PROTOCOL, _PROFILE, len(data), b".FIT")
    whole = header + struct.pack("<H", checksum(header)) + data
    return whole + struct.pack("<H", checksum(whole))


def checksum(data: bytes) -> int:
    """The CRC-16 of the protocol: reflected, polynomial 0x8005, from 0."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
