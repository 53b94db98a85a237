"""OpenHIIT: the names of intervals, which all last as long, and so do the rests between them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from guided.exports.stints import timed
from guided.library import Library
from guided.routine import Routine
from guided.settings import Settings

_BLUE = 0xFF2196F3
_SOUNDS = {
    "workSound": "short-whistle",
    "restSound": "short-rest-beep",
    "halfwaySound": "none",
    "endSound": "long-bell",
    "countdownSound": "countdown-beep",
    "breakSound": "horn",
}


def write(library: Library, routine: Routine, settings: Settings) -> str:
    """A routine as the only timer of a list: an interval for each set and side, all of the average length."""
    laid_out = timed(library, routine, settings)
    stints = laid_out.stints
    work, rest = _mean([one.seconds for one in stints]), _mean([one.rest for one in stints[:-1]])
    many = len(stints)
    timer = str(uuid5(NAMESPACE_URL, f"guided:{routine.id}"))
    times = {
        "workTime": work,
        "restTime": rest,
        "breakTime": 0,
        "warmupTime": 0,
        "cooldownTime": 0,
        "getReadyTime": laid_out.ready,
        "restarts": 0,
    }
    plain = {
        "id": timer,
        "name": routine.name,
        "timerIndex": 0,
        "totalTime": laid_out.ready + many * work + (many - 1) * rest,
        "intervals": 2 * many - 1,
        "activeIntervals": many,
        "activities": [one.name for one in stints],
        "showMinutes": 1,
        "color": _BLUE,
        "timeSettings": {"id": str(uuid5(NAMESPACE_URL, f"{timer}:times")), "timerId": timer, **times},
        "soundSettings": {"id": str(uuid5(NAMESPACE_URL, f"{timer}:sounds")), "timerId": timer, **_SOUNDS},
    }
    return json.dumps([plain], ensure_ascii=False, indent=1) + "\n"


def _mean(seconds: Sequence[int]) -> int:
    return max(round(sum(seconds) / len(seconds)), 1) if seconds else 0
