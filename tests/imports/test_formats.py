"""What is common to all formats: told by what is in them, within bounds, and one kind of refusal."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guided.files import load
from guided.imports.drafts import draft, made
from guided.imports.formats import FORMATS, read
from guided.imports.lines import NotImported
from guided.matching import names_of
from guided.paths import assets
from tests.imports import test_calisthenics_memory as memory
from tests.imports import test_feeel as feeel
from tests.imports import test_free_exercise_db as db
from tests.imports import test_jawt as jawt
from tests.imports import test_liftoscript as liftoscript
from tests.imports import test_openhiit as openhiit
from tests.imports import test_timer_machine as machine
from tests.imports import test_workrave as workrave
from tests.imports.reading import found
from tests.samples import EXERCISE, ROUTINE

LIBRARY = load(assets())
NAMES = names_of(LIBRARY)

SAMPLES: dict[str, bytes] = {
    "feeel": json.dumps(feeel.workout("Neck", feeel.row(1002, 0))).encode(),
    "jawt": json.dumps(jawt.HIPS).encode(),
    "openhiit": json.dumps([openhiit.timer()]).encode(),
    "timer-machine": json.dumps(machine.backup(machine.REP)).encode(),
    "calisthenics-memory": json.dumps(memory.shared(programs=[memory.PROGRAM])).encode(),
    "free-exercise-db": json.dumps([db.ONE]).encode(),
    "workrave": workrave.XML.encode(),
    "csv": b"exercise,reps\nBridge,10",
    "liftoscript": liftoscript.TEXT.encode(),
    "text": b"Bridges 3 x 10",
}


@pytest.mark.parametrize("format_id", [known.id for known in FORMATS])
def test_a_format_is_told_by_what_is_in_it_and_becomes_a_routine(format_id: str) -> None:
    there = read(SAMPLES[format_id], "a-name-that-says-nothing.bin")
    assert there.format.id == format_id
    for one in there.reads:
        assert made(draft(one, LIBRARY, NAMES), LIBRARY).routine.steps


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "No exercise was found in x.bin."),
        (b"\0\1\2\3", "No exercise was found in x.bin."),
        (b"\x89PNG\r\n\x1a\n\0\0", "No exercise was found in x.bin."),
        (b"{}", "No exercise was found in x.bin."),
        (b"[" * 100_000, "No exercise was found in x.bin."),
        (b'{"sessions": [], "format": 3}', "x.bin has past sessions in it."),
        (ROUTINE.encode(), "x.bin is a file of Guided already."),
        (EXERCISE.encode(), "x.bin is a file of Guided already."),
    ],
)
def test_what_holds_no_routine_is_refused_in_one_sentence_with_a_way_on(data: bytes, told: str) -> None:
    with pytest.raises(NotImported) as refused:
        read(data, "x.bin")
    assert str(refused.value).startswith(told)
    assert "\n" not in str(refused.value)


def test_where_a_file_of_guided_can_be_opened_is_said_by_its_name() -> None:
    for name, told in (
        ("mine.guided", "mine.guided is a file of Guided already. Open it"),
        ("mine.txt", "mine.txt is a file of Guided already. Save it under a name that ends in .guided"),
    ):
        with pytest.raises(NotImported, match=told):
            read(ROUTINE.encode(), name)


def test_a_routine_without_a_name_is_called_as_its_file() -> None:
    assert found("Bridge x 5", str(Path("somewhere") / "hips for anna.txt")).reads[0].name == "hips for anna"


def tried(data: bytes) -> None:
    """Read it and make all it holds, which either goes well or is refused as such a thing is."""
    with suppress(NotImported):
        there = read(data, "x")
        for one in there.reads[:3]:
            made(draft(one, LIBRARY, NAMES), LIBRARY)


FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.just(1e308),
    st.text(max_size=12),
    st.just("Bridge\0\u202e"),
    st.just([]),
    st.just({}),
    st.just([[[[{}]]]]),
    st.just("x" * 5_000),
)


def damaged(plain: Any, data: st.DataObject) -> Any:
    """A sample with odd values in the place of some of its own."""
    if data.draw(st.integers(0, 9)) == 0:
        return data.draw(ODD)
    if isinstance(plain, dict):
        return {key: damaged(value, data) for key, value in plain.items() if data.draw(st.integers(0, 19))}
    if isinstance(plain, list):
        return [damaged(value, data) for value in plain]
    return plain


@pytest.mark.parametrize("format_id", [name for name, data in SAMPLES.items() if data[:1] in b"[{"])
@given(data=st.data())
@FEW
def test_json_with_anything_in_it_is_read_or_refused(format_id: str, data: st.DataObject) -> None:
    tried(json.dumps(damaged(json.loads(SAMPLES[format_id]), data)).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("format_id", SAMPLES)
@given(data=st.data())
@FEW
def test_a_file_cut_or_with_bytes_changed_is_read_or_refused(format_id: str, data: st.DataObject) -> None:
    sample = bytearray(SAMPLES[format_id])
    for _ in range(data.draw(st.integers(0, 6))):
        sample[data.draw(st.integers(0, len(sample) - 1))] = data.draw(st.integers(0, 255))
    tried(bytes(sample[: data.draw(st.integers(0, len(sample)))]))


@given(st.text(max_size=400))
@FEW
def test_any_text_is_read_or_refused(text: str) -> None:
    tried(text.encode("utf-8", "surrogatepass"))


@given(
    st.lists(
        st.sampled_from(
            "3 x 10 30 s hold each side rest min breaths 1e308 2x/day L+R , ( ) - sets bridge".split()
        )
    )
)
@FEW
def test_any_row_of_a_doses_words_is_read_or_refused(said: list[str]) -> None:
    tried(" ".join(said).encode())
