"""Every sentence that has something put into it: whole messages with named places, one a line.

`words.say` fills them in. What stands in a place is a number, a name, or another whole phrase; a message is
never glued to another to make a sentence. Sentences without places stay where they are shown.
"""

from __future__ import annotations

from typing import NamedTuple


class Plural(NamedTuple):
    """A message that depends on the number `n` put into it."""

    one: str
    more: str


# ---------------------------------------------------------------- counted things

EXERCISES = Plural("{n} exercise", "{n} exercises")
FILES_CHECKED = Plural("{n} file checked, it can be used", "{n} files checked, all can be used")
MINUTES = Plural("{n} minute", "{n} minutes")
REPS = Plural("{n} rep", "{n} reps")
ROUNDS = Plural("{n} round", "{n} rounds")
ROUTINES = Plural("{n} routine", "{n} routines")
SESSIONS = Plural("{n} session", "{n} sessions")
WEEKS = Plural("{n} week", "{n} weeks")
MIN = "{n} min"
SECONDS = "{n} s"
LIST_AND = "{first} and {last}"
LIST_OR = "{first} or {last}"
RANGE = "{least} to {most}"

# ---------------------------------------------------------------- doses and phases

BREATHS = Plural("{n} breath", "{n} breaths")
BREATHS_EACH = Plural("{n} breath each", "{n} breaths each")
SECONDS_HOLD = "{n} s hold"
HOLD_BREATHS = Plural("Hold {n} breath", "Hold {n} breaths")
HOLD_BREATHS_EACH_SIDE = Plural("Hold {n} breath each side", "Hold {n} breaths each side")
TIMES = Plural("Once", "{n} times")
TIMES_EACH_SIDE = Plural("Once each side", "{n} times each side")
SETS_OF = "{sets} × {reps}"
MANY_REPS = "{reps} reps"
EACH_SIDE = "{reps} each side"
REPS_EACH_SIDE = Plural("{reps} rep each side", "{reps} reps each side")
EACH_WAY = "{reps} each way"
EACH_WAY_EACH_SIDE = "{reps} each way, each side"
LEFT_REPS = "left {reps}"
RIGHT_REPS = "right {reps}"
EFFORT = "{share} effort"
EFFORT_BREATHE_IN = "{share} effort, breathe in"
EFFORT_BREATHE_OUT = "{share} effort, breathe out"
EFFORT_KEEP_OUT = "{share} effort, keep breathing out"
EFFORT_KEEP = "{share} effort, keep the breath"
EFFORT_BREATHE = "{share} effort, keep breathing"
SHARE = "{share} %"
SHARES = "{least} to {most} %"
SHARE_DONE = "{share} % done"
PRESS = "Press {against}."
PRESS_WITH = "Press {against}, with {share} effort."
HOLD_IS_LONG = "{held} is long for “{method}”: {most} s is the most."

# ---------------------------------------------------------------- player

EXERCISE_OF = "Exercise {number} of {count}"
SET_OF = "set {number} of {count}"
ROUND_OF = "round {number} of {count}"
REP_OF = "rep {number} of {count}"
OF_REPS = "of {count}"
SIDE_NEXT = "{side} next"
ROUND_NEXT = "Round {number} of {count} next"
SET_NEXT = "Set {number} of {count} next"
NEXT_WITH = "Next, with {kit}"
AFTER_THIS_WITH = "After this, with {kit}"
NEXT_REPS = "{side}, {reps}"
NEXT_SET_REPS = "Set {number}, {reps}"

# ---------------------------------------------------------------- sheet

YOU_NEED = "You need {things}."
LENGTH_OF = "{minutes} of {activity}"
PRINTED = "Guided. Printed {day}"
PAGE_OF = "{printed}. Page {number} of {count}"
MARKED = "Marked on the figure: {muscles}"
STOP_IF = "Stop if {signs}"
PHASE_NUMBER = "{number}. {phase}"

# ---------------------------------------------------------------- disk

SYSTEM_REFUSES = "the system refuses it (error {number})"

# ---------------------------------------------------------------- lists of the command line

METHODS = Plural("{n} method", "{n} methods")
PROGRAMMES = Plural("{n} programme", "{n} programmes")

# ---------------------------------------------------------------- care and discomfort

LEFT_OUT = "Better left out {when}."
CARE = "{name}: {advice}"
CARE_AVOID = "{name}. Avoid: {what}"
CARE_OR_EASIER = "{care}, or take the easier one, {exercise}."
CARE_SENTENCE = "{care}."
INSTEAD = "Instead: {exercise}."
PRESS_FOR_INSTEAD = "Press {key} for {exercise} instead."
BETTER_LEFT_OUT = "Better left out: {exercises}. Press E for what suits you instead."
TAKE_CARE = Plural(
    "Take care with {n} exercise: {codes}. Press E for an easier version.",
    "Take care with {n} exercises: {codes}. Press E for an easier version.",
)
TAKE_CARE_MORE = "Take care with {n} more: {codes}."
MORE_THAN_BEFORE = "{n} more than before"

# ---------------------------------------------------------------- today and programmes

OF_YOUR_PROGRAMME = "{position} of your programme."
GOOD_TO_BEGIN_WITH = "A good one to begin with: for {places}."
FOR_WHERE_IT_HURTS = "For where it hurts: {places}."
HAD_A_TURN = "Yesterday: {before}. Today: {places}."
HAS_BEEN_A_WHILE = "It has been a while for {places}."
SESSION_OF = "Session {number} of {count}"
STAGE_SESSION_OF = "{stage}, session {number} of {count}"
YOU_CHOSE_IT = "You chose it. {why}"
IS_DONE = "{name}: done. {why}"
DONE_TOO_LITTLE = "You did {share} % of the reps. From {least} % on, you move on."
HURT_AFTER = "Discomfort was over {most} afterwards. At {most} or less, you move on."
ONE_BACK = "{reasons} So you go one session back, with smaller movements."
ONCE_MORE = "{reasons} So once more, smaller and at your own pace."
SESSIONS_WEEKS = "{sessions}, about {weeks}"

# ---------------------------------------------------------------- progress and measures

MINUTES_EACH_WEEK = Plural("Minutes each week, the last {n} week.", "Minutes each week, the last {n} weeks.")
NO_SESSIONS = "{shown} There were no sessions."
WEEKS_SUMMED_UP = (
    "{shown} This week {minutes}. On average {average} a week. The most, {most}, in the week of {day}."
)
POINTS_OF = "{value} of {most}"
DEGREES = "{value}°"
VALUE = "{value} {unit}"
LEFT_VALUE = "Left {left}"
RIGHT_VALUE = "Right {right}"
BOTH_VALUES = "Left {left}, right {right}"
MAY_BE_CHANCE = "Less than {value} up or down may be chance."
EARLIER_HISTORY = Plural(
    "{n} session of an earlier history can be brought back.",
    "{n} sessions of an earlier history can be brought back.",
)

# ---------------------------------------------------------------- checks of files

MORE_REPS_THAN = Plural(
    'more than {n} rep, the most for "{method}"', 'more than {n} reps, the most for "{method}"'
)

# ---------------------------------------------------------------- the history's files

HISTORY_DAMAGED = "The history was damaged. It is kept as {name}, and a new one was begun."
HISTORY_DAMAGED_READ = Plural(
    "The history was damaged. It is kept as {name}, and a new one was begun"
    " with the {n} session that could still be read.",
    "The history was damaged. It is kept as {name}, and a new one was begun"
    " with the {n} sessions that could still be read.",
)
STILL_READABLE = Plural(
    "The history is damaged: this is the {n} session that can still be read.",
    "The history is damaged: these are the {n} sessions that can still be read.",
)

# ---------------------------------------------------------------- routines

DONE_TIMES = Plural("Done once", "Done {n} times")

# ---------------------------------------------------------------- settings

WHAT_HURTS = "{places}. {careful}. Kept on this computer only."
CAREFUL_WITH = Plural("{n} thing to be careful with", "{n} things to be careful with")
