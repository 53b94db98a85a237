"""Writing title and chapters into a FLAC, Opus or MP3 file that has none.

FLAC: RFC 9639, section 8. Ogg: RFC 3533; Opus in it: RFC 7845, section 5.2. MP3: ID3v2.3 with the
ID3v2 Chapter Frame Addendum 1.0.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from shutil import copyfileobj
from types import MappingProxyType
from typing import IO

from guided.chapters import Labels, comments_of

_FLAC_COMMENT = 4  # the type of a block of comments
_LARGEST_PAGE = 255 * 254  # bytes of a packet that fits a page of Ogg
_MOST_CHAPTERS = 255  # of an ID3 table of contents
_NO_OFFSET = 0xFFFFFFFF
_MOST_OF_ID3 = 1 << 28


def tag_flac(source: IO[bytes], out: IO[bytes], labels: Labels) -> None:
    """Copy a FLAC file, its comments replaced."""
    if source.read(4) != b"fLaC":
        raise ValueError("no FLAC file")
    blocks: list[tuple[int, bytes]] = []
    last = 0
    while not last:
        head = source.read(4)
        last, kind = head[0] & 0x80, head[0] & 0x7F
        blocks.append((kind, source.read(int.from_bytes(head[1:], "big"))))
    kept = [block for block in blocks if block[0] != _FLAC_COMMENT]
    kept.insert(
        1, (_FLAC_COMMENT, _comments(b"Guided", comments_of(labels)))
    )  # the first one has to be first
    out.write(b"fLaC")
    for number, (kind, body) in enumerate(kept, 1):
        out.write(bytes([kind | (0x80 if number == len(kept) else 0)]) + len(body).to_bytes(3, "big") + body)
    copyfileobj(source, out)


def tag_opus(source: IO[bytes], out: IO[bytes], labels: Labels) -> None:
    """Copy an Opus file, its comments replaced by as many as fit a page.

    The pages after that of the comments keep their numbers.
    """
    first, _, body = _page(source)
    out.write(first + body)
    head, sizes, body = _page(source)
    if not body.startswith(b"OpusTags") or sizes[-1:] == b"\xff":
        raise ValueError("no Opus file with its comments on a page")
    vendor_size = int.from_bytes(body[8:12], "little")
    vendor, comments = body[12 : 12 + vendor_size], [*comments_of(labels)]
    while len(packet := b"OpusTags" + _comments(vendor, comments)) > _LARGEST_PAGE:
        del comments[-2:]  # a chapter's time and its name
    full, rest = divmod(len(packet), 255)
    lacing = b"\xff" * full + bytes([rest])
    page = head[:22] + bytes(4) + bytes([len(lacing)]) + lacing + packet
    out.write(page[:22] + _ogg_sum(page).to_bytes(4, "little") + page[26:])
    copyfileobj(source, out)


def tag_mp3(source: IO[bytes], out: IO[bytes], labels: Labels) -> None:
    """Copy an MP3 file behind a tag with title, table of contents and chapters."""
    chapters = labels.chapters[:_MOST_CHAPTERS]
    frames = [_frame(b"TIT2", _utf16(labels.title))] if labels.title else []
    if chapters:
        names = [b"c%d\0" % number for number in range(len(chapters))]
        ordered = b"contents\0" + bytes([3, len(chapters)]) + b"".join(names)  # the top one, in order
        frames.append(_frame(b"CTOC", ordered))
        for name, (start_ms, end_ms, title) in zip(names, chapters, strict=True):
            times = struct.pack(">4I", start_ms, end_ms, _NO_OFFSET, _NO_OFFSET)
            frames.append(_frame(b"CHAP", name + times + _frame(b"TIT2", _utf16(title))))
    body = b"".join(frames)
    if len(body) >= _MOST_OF_ID3:
        raise ValueError("a tag of that size cannot be told")
    sevens = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    out.write(b"ID3\x03\0\0" + sevens + body)
    copyfileobj(source, out)


TAGGERS: Mapping[str, Callable[[IO[bytes], IO[bytes], Labels], None]] = MappingProxyType(
    {".flac": tag_flac, ".opus": tag_opus, ".mp3": tag_mp3}
)
"""By suffix, the function that copies a file with its title and chapters."""


def _comments(vendor: bytes, lines: Sequence[str]) -> bytes:
    """Vorbis comments as bytes."""
    texts = [vendor, *(line.encode("utf-8") for line in lines)]
    counted = [struct.pack("<I", len(text)) + text for text in texts]
    return counted[0] + struct.pack("<I", len(lines)) + b"".join(counted[1:])


def _page(source: IO[bytes]) -> tuple[bytes, bytes, bytes]:
    """The next page of an Ogg file: header, segment table and body."""
    head = source.read(27)
    if head[:4] != b"OggS":
        raise ValueError("no Ogg file")
    sizes = source.read(head[26])
    return head + sizes, sizes, source.read(sum(sizes))


@lru_cache(maxsize=1)
def _ogg_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (0x104C11DB7 if value & 0x80000000 else 0)
        table.append(value)
    return tuple(table)


def _ogg_sum(page: bytes) -> int:
    """The checksum of a page whose checksum field is 0."""
    table, value = _ogg_table(), 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ table[value >> 24 ^ byte]
    return value


def _frame(name: bytes, body: bytes) -> bytes:
    return name + struct.pack(">IH", len(body), 0) + body


def _utf16(text: str) -> bytes:
    """A text in the UTF-16 of an ID3v2.3 frame."""
    return b"\x01" + text.encode("utf-16")
