"""Feeel: a workout as JSON, or several in a ZIP, whose exercises are numbers of the wger list."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from guided import messages, words
from guided.imports.lines import LeftOut, NotImported, Read, Timed, count_of, ms_of, text_of
from guided.imports.source import MOST_BYTES, Source, field, objects
from guided.reading import shown

_MOST_FILES = 100
_MOST_NUMBER = 1_000_000
_USUAL_S = 30

NAMES: Mapping[int, str] = {
    132: "Burpees",
    154: "Chin-ups",
    167: "Crunches",
    174: "Crunches with the legs up",
    178: "Dead bug",
    188: "Decline push-ups",
    194: "Dips",
    197: "Dips between two benches",
    235: "Flutter kicks",
    265: "Glute bridge",
    268: "Good mornings",
    285: "High knee jumps",
    292: "Hip raise, lying",
    294: "Hip thrust",
    297: "Hollow hold",
    313: "Incline push-ups",
    319: "Jogging",
    320: "Jumping jacks",
    376: "Leg raise",
    377: "Leg raise, lying",
    378: "Leg raise, standing",
    386: "Diamond push-ups",
    454: "Pike push-ups",
    458: "Plank",
    475: "Pull-ups",
    482: "Push-ups",
    500: "Reverse plank",
    545: "Scissors",
    576: "Side crunch",
    580: "Side plank",
    591: "Sit-ups",
    614: "Squat jumps",
    615: "Squats",
    622: "Standing calf raises",
    636: "Superman",
    702: "Calf raises, one leg",
    713: "Wall push-up",
    716: "Wall slides",
    718: "Wall squat",
    957: "Opposite arm and leg on all fours",
    981: "Step-ups",
    983: "High knees",
    984: "Lunges",
    986: "Side split squats left",
    987: "Side split squats right",
    988: "Bulgarian split squats left",
    989: "Bulgarian split squats right",
    990: "Kneeling kickbacks",
    991: "Split squats left",
    992: "Split squats right",
    994: "Arm circles, forward",
    995: "Arm circles, backward",
    996: "Mountain climbers",
    999: "Reverse lunges",
    1000: "Floor dips",
    1001: "High plank",
    1002: "Child's pose",
    1004: "Shoulder rolls, forward",
    1005: "Shoulder rolls, backward",
    1006: "Chin tuck",
    1007: "Head turns",
    1008: "Neck side bend left",
    1009: "Neck side bend right",
    1010: "Back of the neck stretch",
    1011: "Front of the neck stretch",
    1013: "Levator scapulae stretch left",
    1014: "Levator scapulae stretch right",
    1015: "Neck circles, clockwise",
    1016: "Neck circles, counterclockwise",
    1017: "Neck half circles",
    1018: "Head tilts",
    1019: "Side plank right",
    1021: "Calf raises right",
    1027: "Prayer stretch, hands raised",
    1028: "All-fours turn left",
    1029: "All-fours turn right",
    1202: "Side-lying leg lift",
    1203: "Calf raises left",
}
"""What the numbers mean, of those that need no machine."""


def recognises(source: Source) -> bool:
    """Whether it is a workout, or a ZIP."""
    if source.data.startswith(b"PK\x03\x04"):
        return True
    return isinstance(field(source.plain, "fullWorkout", "workoutExercises"), list)


def read(source: Source) -> tuple[Read, ...]:
    """Each workout as a routine. Raises NotImported."""
    if source.plain is not None:
        return (_read(field(source.plain, "fullWorkout")),)
    reads = []
    for data in _unpacked(source):
        try:
            workout = field(json.loads(data), "fullWorkout")
        except (ValueError, RecursionError):
            continue
        if isinstance(field(workout, "workoutExercises"), list):
            reads.append(_read(workout))
    if not reads:
        raise NotImported(words.say(messages.NOTHING_IN_ZIP, file=source.name))
    return tuple(reads)


def _unpacked(source: Source) -> list[bytes]:
    """The files in a ZIP, none of which is ever put on the disk. Raises NotImported."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as packed:
            return list(_within(packed))
    except _DAMAGED as error:
        raise NotImported(words.say(messages.ZIP_NOT_TAKEN, file=source.name)) from error


_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


def _within(packed: zipfile.ZipFile) -> Iterator[bytes]:
    """The files in a ZIP. Raises ValueError for one that is too large, or whose names lead out of it."""
    files = [one for one in packed.infolist() if not one.is_dir()]
    if len(files) > _MOST_FILES or any(map(_leads_out, files)):
        raise ValueError
    left = MOST_BYTES
    for one in files:
        with packed.open(one) as file:
            data = file.read(left + 1)  # what a ZIP says of its sizes may be a lie
        left -= len(data)
        if left < 0:
            raise ValueError
        yield data


def _leads_out(file: zipfile.ZipInfo) -> bool:
    """Whether a name leads out of its folder: no slip, so nothing else in there is trusted either."""
    return file.filename.startswith(("/", "\\")) or ".." in file.filename.replace("\\", "/").split("/")


def _read(full: object) -> Read:
    workout, steps = field(full, "workout"), Timed()
    usual = field(workout, "exerciseDuration") or _USUAL_S
    pause = field(workout, "breakDuration")
    for row in sorted(objects(field(full, "workoutExercises")), key=_place):
        name = NAMES.get(count_of(row.get("exercise"), _MOST_NUMBER), "")
        if not name:
            name = words.say(messages.FEEEL_NUMBER, n=shown(row.get("exercise")))
            why = "The file has only its number, so see in Feeel what it is."
            steps.left_out.append(LeftOut(name, 0, why))
        # What is null goes by the whole workout; the break is the one before the exercise.
        steps.rest(ms_of(_else(row.get("breakDuration"), pause)))
        steps.add(name, ms_of(_else(row.get("exerciseDuration"), usual)))
    return Read(text_of(field(workout, "title")), tuple(steps.lines), tuple(steps.left_out))


def _place(row: dict[str, Any]) -> int:
    return count_of(row.get("orderPosition"), _MOST_NUMBER)


def _else(value: object, usual: object) -> object:
    return usual if value is None else value
