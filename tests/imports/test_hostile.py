"""Files made to do harm, in every format: one sentence, nothing written; or what is written can be used."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from guided.exchange import Saved, import_routines
from guided.files import load_own
from guided.imports.formats import FORMATS
from guided.imports.lines import NotImported
from guided.imports.source import MOST_BYTES
from guided.settings import Settings
from tests.imports.test_formats import LIBRARY, SAMPLES

DEEP, LONG, LARGE = 100_000, 2_000_000, MOST_BYTES + 1
MOST_S = 1.0  # of its own time, or a busy machine would fail a test; the worst takes 0.2 s


class Hostile(NamedTuple):
    """A file, and whether there is anything in it that could be taken."""

    name: str
    data: bytes
    refused: bool = True


def packed(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as writing:
        for name, data in files:
            writing.writestr(name, data)
    return made.getvalue()


def of_each_format() -> Iterator[Hostile]:
    """What can be done to a good file of any format."""
    for known in FORMATS:
        sample = SAMPLES[known.id]
        text = sample.decode()
        yield Hostile(f"{known.id}: too large", sample + b" " * LARGE)
        yield Hostile(f"{known.id}: all NULs", bytes(len(sample) * 100))
        yield Hostile(f"{known.id}: NULs within", sample.replace(b" ", b"\0"), refused=False)
        yield Hostile(
            f"{known.id}: numbers past all bounds", re.sub(rb"\d+", b"1e308", sample), refused=False
        )
        yield Hostile(f"{known.id}: numbers without end", re.sub(rb"\d+", b"9" * 5000, sample), refused=False)
        yield Hostile(f"{known.id}: negative", re.sub(rb"(?<![\w.-])\d+", b"-7", sample), refused=False)
        yield Hostile(f"{known.id}: a line without end", sample + b"x" * LONG, refused=False)
        yield Hostile(f"{known.id}: words without end", sample + b"3 x 10 s " * (LONG // 9), refused=False)
        for code in ("utf-16-le", "utf-16", "utf-32", "utf-7"):
            yield Hostile(f"{known.id}: {code}", text.encode(code), refused=False)
        yield Hostile(f"{known.id}: no text", bytes(range(128, 256)) * 20 + sample, refused=False)
        yield Hostile(f"{known.id}: other way round", f"\u202e{text}".encode(), refused=False)


def nested() -> Iterator[Hostile]:
    """What is within itself, without end, and what grows when it is unpacked."""
    for name, sample in SAMPLES.items():
        if sample[:1] in b"[{":
            yield Hostile(f"{name}: deep lists", sample[:-1] + b"," + b"[" * DEEP)
            yield Hostile(f"{name}: deep objects", sample[:-1] + b',{"a":' * 1 + b'{"a":' * DEEP)
    yield Hostile("workrave: deep tags", b"<exercises>" + b"<exercise>" * DEEP)
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    yield Hostile(
        "workrave: laughs",
        f'<!DOCTYPE exercises [<!ENTITY a0 "ha">{laughs}]><exercises>&a9;</exercises>'.encode(),
    )
    yield Hostile(
        "workrave: a file of the system",
        b'<!DOCTYPE exercises [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        b"<exercises><exercise><title>&a;</title></exercise></exercises>",
    )
    yield Hostile("liftoscript: deep brackets", b"## Day\nBench / " + b"(" * DEEP, refused=False)
    yield Hostile("csv: a quote without an end", b'exercise,reps\n"' + b"a,\n" * DEEP, refused=False)
    yield Hostile("csv: columns without end", b"exercise,reps" + b",a" * DEEP + b"\nBridge,10", refused=False)
    yield Hostile("text: deep brackets", b"Bridges 3 x 10 " + b"(" * DEEP, refused=False)
    yield Hostile("text: only marks", "\u202e\u200b\ufeff".encode() * DEEP)


def in_zips() -> Iterator[Hostile]:
    workout = SAMPLES["feeel"]
    yield Hostile("zip: a bomb", packed(("a.json", b" " * (40 * MOST_BYTES))))
    yield Hostile("zip: in zips", packed(("a.zip", packed(("b.zip", packed(("c.json", workout)))))))
    for name in ("../up.json", "/top.json", "..\\up.json", "a/../../b.json"):
        yield Hostile(f"zip: {name}", packed((name, workout)))
    yield Hostile("zip: files without end", packed(*((f"{n}.json", workout) for n in range(1_000))))
    yield Hostile("zip: cut off", packed(("a.json", workout))[:-30])
    yield Hostile("zip: only its head", b"PK\x03\x04" + b"\0" * 100)
    yield Hostile("zip: deep lists", packed(("a.json", b"[" * DEEP)))
    broken = bytearray(packed(("a.json", workout)))
    broken[60] ^= 0xFF
    yield Hostile("zip: another sum", bytes(broken))


EVERY = [*of_each_format(), *nested(), *in_zips()]


@pytest.mark.parametrize("hostile", EVERY, ids=lambda hostile: hostile.name)
def test_it_is_refused_in_a_sentence_and_nothing_is_written(hostile: Hostile, tmp_path: Path) -> None:
    own, begun = tmp_path / "own", time.process_time()
    try:
        import_routines(hostile.data, "from-a-mail", LIBRARY, Settings(), Saved(own), as_json=True)
    except NotImported as refusal:
        told = str(refusal)
        assert "\n" not in told
        assert len(told) < 300
        assert told.isprintable()
        assert not own.exists()
    else:
        assert not hostile.refused
        assert not load_own(LIBRARY, own).broken
    assert not [path for path in tmp_path.rglob("*") if path.name in ("up.json", "top.json", "b.json")]
    assert time.process_time() - begun < MOST_S


def test_one_of_many_that_cannot_be_written_leaves_none(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file where a folder should be")
    with pytest.raises(NotADirectoryError):
        import_routines(
            SAMPLES["feeel"], "from-a-mail", LIBRARY, Settings(), Saved(tmp_path / "own"), as_json=False
        )
    assert (tmp_path / "own").is_file()


def test_what_is_printed_of_it_is_one_document_of_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = 'Bridge 3 x 10 \x1b[31m "quoted" \u202e\nDead bug x 8'.encode()
    import_routines(data, "mail.txt", LIBRARY, Settings(), Saved(None), as_json=True)
    printed = capsys.readouterr().out
    assert [step["exercise"] for step in json.loads(printed)["routines"][0]["steps"]] == [
        "bridge",
        "dead-bug",
    ]
    assert "\x1b" not in printed
