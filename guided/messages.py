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
MIN_LEFT = "{n} min left"
EXERCISES_LEFT = Plural("{n} exercise left", "{n} exercises left")
MINUTES_LEFT = Plural("{n} minute left", "{n} minutes left")
REPS = Plural("{n} rep", "{n} reps")
ROUNDS = Plural("{n} round", "{n} rounds")
ROUTINES = Plural("{n} routine", "{n} routines")
SESSIONS = Plural("{n} session", "{n} sessions")
WEEKS = Plural("{n} week", "{n} weeks")
MIN = "{n} min"
SECONDS = "{n} s"
LIST_AND = "{first} and {last}"
LIST_OR = "{first} or {last}"
HOLD_IS_CALLED = "On the screen, in the voice and on paper, such as “{hold}”"
PRINT_SHEET_OF = "Print the sheet of {name}"
RANGE = "{least} to {most}"

# ---------------------------------------------------------------- sound

HEAR = "Hear an example: {what}"
HEARD_FROM = "Sound device: {device}"
EARLIER = "{ms} ms earlier"
LATER = "{ms} ms later"

# ---------------------------------------------------------------- doses and phases

BREATHS = Plural("{n} breath", "{n} breaths")
BREATHS_EACH = Plural("{n} breath each", "{n} breaths each")
SECONDS_HOLD = "{n} s hold"
HOLD_BREATHS = Plural("Hold for {n} breath", "Hold for {n} breaths")
HOLD_BREATHS_EACH_SIDE = Plural("Hold for {n} breath each side", "Hold for {n} breaths each side")
TIMES = Plural("Once", "{n} times")
TIMES_EACH_SIDE = Plural("Once each side", "{n} times each side")
SETS_OF = "{sets} × {reps}"
SETS_IN_TURN = "{sets} sets of {reps}"
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
SECONDS_LEFT = Plural("second", "seconds")
OF_REPS = "of {count} reps"
OF_BREATHS = Plural("of {n} breath", "of {n} breaths")
SIDE_NEXT = "{side} next"
ROUND_NEXT = "Round {number} of {count} next"
SET_NEXT = "Set {number} of {count} next"
NEXT_WITH = "Next, with {kit}"
AFTER_THIS_WITH = "After this, with {kit}"
NEXT_REPS = "{side}, {reps}"
NEXT_SET_REPS = "Set {number}, {reps}"
SESSION_NAMED = "Session: {name}"
END_AND_KEEP = Plural("End and keep {n} rep", "End and keep {n} reps")
ON_WITH = "On with: {name}. {position}."
FIRST = "First: {name}. {position}."
STARTS_IN = "Starts in {n} s"
QUICKER = "Quicker now: {share} % of the usual time"
SLOWER = "Slower now: {share} % of the usual time"
STOP_THIS_ONE_IF = "Stop this one if {sign}."
NOW = "Now: {name}"
NOW_INSTEAD = "Instead: {name}"
NOW_EASIER = "Easier version: {name}"
NOW_HARDER = "Harder version: {name}"
NOW_AS = "Now as: {name}"
TO_MAKE_IT_EASIER = "To make it easier: {how}"
CHANGE_EXERCISE = "Change {name}. Your reps so far count."
ANOTHER = "Another exercise: {name}"
EASIER = "Easier: {what}"
HARDER = "Harder: {what}"
LEFT = "{left} left"
STOPPED_WITH = "‘{name}’ is not finished: {done}. Go on with it?"
STOPPED_WITH_AT = "‘{name}’ is not finished: {done}. Go on at {place}?"
ON_SIDE = "{side} side"
AT_SET = "set\u00a0{n}"
AT_REP = "rep\u00a0{n}"
THAT_HURT = "That hurt: {name}."
DISCOMFORT_MEANWHILE = "Discomfort during the session: {n}."
LOWER_THAN_BEFORE = "{n} lower than before"
HIGHER_THAN_BEFORE = "{n} higher than before"
SECONDS_OF = "{done} of {planned} s"
MINUTES_OF = "{done} of {planned} min"
DONE_OF = "{done} of {planned}"
LEFT_SIDE = "{what} left"
RIGHT_SIDE = "{what} right"

# ---------------------------------------------------------------- sheet

YOU_NEED = "You need {things}."
LENGTH_OF = "{minutes} of {activity}"
PRINTED = "Guided. Printed {day}"
FOR_PLACES = Plural("For exercise {places}", "For exercises {places}")
PAGE_OF = "{printed}. Page {number} of {count}"
MARKED = "Marked on the figure: {muscles}"
STOP_IF = "Stop if {signs}"
PHASE_NUMBER = "{number}. {phase}"

SAVED_AS = "Saved as {file}."
SAVED_IN = "Saved as {file} in {folder}."
SHARED = "Saved as {file} in {folder}. Whoever you send it to can open it with Guided."
PRINT = "Print {name}"
NOT_PRINTED = "Not printed: {why}."
SHEET_PAGES = Plural("Sheet, {n} page", "Sheet, {n} pages")

# ---------------------------------------------------------------- learn and the figure

NAME_MIN = "{name}, {n}\N{NO-BREAK SPACE}min"
MIN_READ = "{n} min read"
SOURCE = "Source: {source}"
ALSO = "Also: {muscles}"
FIGURE = "Figure: {name}"
WITH_LATIN = "{name} ({latin})"
IT_WORKS = "{muscle}, works"
IT_DOES_BOTH = "{muscle}, lengthens and works"
EXERCISES_DONE = "{exercises}, {n} done"
BEFORE_ON_SCALE = "{scale}, what it was before"

# ---------------------------------------------------------------- numbers read aloud

NUMBER_OF = "{number} of {count}"
SPOKEN_SET_OF = "Set {number} of {count}"
NUMBER_TIMES = "{number} times"
OFTEN_EACH_SIDE = "{often} each side"
OFTEN_EACH_WAY = "{often} each way, {both} in all"
NUMBER_MINUTES = "{number} minutes"
NUMBER_SECONDS = "{number} seconds"
NUMBER_BREATHS = "{number} breaths"
NUMBER_SETS = "{number} sets"
SPOKEN_SET = "Set {number}"
LIMB_FIRST = "{limb} first"

# ---------------------------------------------------------------- tracks

TRACK_ENDS_IN = "{file}: the name of a track ends in {endings}."
NO_M4A = (
    '{file}: M4A needs a part that is not installed. Add it with: pip install "guided[media]", '
    "or choose a name that ends in {endings}."
)
FILM_ENDS_IN = "{file}: the name of a film ends in {ending}."
NO_FILM = '{file}: films need a part that is not installed. Add it with: pip install "guided[media]"'
NO_FILM_HERE = 'Films need a part that is not installed. Add it with: pip install "guided[media]"'
THAT_WAS = "That was {name}."
TRACK_SAVED = "{name} is saved as {file}"
WRITING = "Writing {file}"

# ---------------------------------------------------------------- disk

NOT_SAVED = "Not saved: {why}."
NOT_SAVED_ELSEWHERE = "Not saved: {why}. Choose another place."
END_FIRST = "End what is open here first, then open {name} again."
NOT_OURS = "{file} is not a file from Guided. Open one that ends in .guided, or ask who sent it."
NOT_OURS_OR_A_PART = "{file} is not a file from Guided, or only part of one. Ask for it to be sent again."
FILE_CANNOT_BE_OPENED = "{file} cannot be opened."
FILE_CANNOT_BE_OPENED_WHY = "{file} cannot be opened: {why}."
FILE_CANNOT_BE_USED = "{file} cannot be used: {why}."
FILE_CANNOT_BE_USED_MORE = "{file} cannot be used: {why}, and {n} more."
TERMINAL = "guided: {why}"
ARGUMENT_REFUSED = "“{text}” is not allowed, use {wanted}"
PRESCRIBED_GONE_BY = "{day} has gone by, name a day from {today} on"
SYSTEM_REFUSES = "the system refuses it (error {number})"

# ---------------------------------------------------------------- import and export

TOO_LARGE_TO_IMPORT = "{file} is over {mib} MiB, more than a routine needs. Import a smaller part of it."
NOT_WHOLE = "{file} looks like a file of {what}, but it is damaged. Export it there once more."
NOTHING_IN_ZIP = "{file} has no workout of Feeel in it. Choose the file that Feeel has shared."
ZIP_NOT_TAKEN = "{file} is a ZIP that cannot be trusted. Unpack it yourself, and import a file from it."
NOTHING_TO_IMPORT = "No exercise was found in {file}. Write one exercise a line, like this: Bridge 3 x 10."
NO_DAY_AND_TIME = "{text} is no day and time"
NO_NUMBER = "{text} is no number"
NO_WHOLE_NUMBER = "{text} is no whole number"
HOLDS_SESSIONS = "{file} has past sessions in it. Add them in Settings, or by: guided history import."
OPEN_OUR_FILE = "{file} is a file of Guided already. Open it in the window, with Ctrl+O."
NAME_OUR_FILE = (
    "{file} is a file of Guided already. Save it under a name that ends in .guided, and open it with Ctrl+O."
)
CANNOT_BECOME = "{name} cannot become a routine: {why}. Change that line, or leave it out."
PAST_THE_STEPS = "A routine has at most {n} steps."
STEP_FOR = "{name}, {time}"
GROUP_TIMES = "{name}: {steps}, {n} times"
SETS_OF_WHAT = "{name}, {sets} × {value}"
CELLS_UNREAD = "Not understood: {cells}."
FEEEL_NUMBER = "Feeel exercise {n}"
ASKED_HOLD = "hold {time}"
ASKED_REST = "rest {time}"
ASKED_SETS = Plural("{n} set", "{n} sets")
ASKED_SETS_OF = "{sets} x {each}"
ASKED_OF = "Exercise {dose}"
MANY_BREATHS = "{n} breaths"
WHICH_IS = "Which exercise is “{said}”?"
KEEP_WORDS = "None of them: keep “{said}” as an exercise of your own"
NOT_IN_LIBRARY = Plural(
    "{names} is not in the library: it becomes an exercise of yours.",
    "{names} are not in the library: they become exercises of yours.",
)
LOOK_AGAIN = "Look again at {names}."
KEPT_AS_NOTE = "Note: “{note}”"
USUAL_DOSE = "As usual: {dose}"
LINE_NUMBER = "Line {line}: “{original}”"
QUOTED = "“{original}”"
LINES_LEFT_OUT = Plural("{n} line is left out", "{n} lines are left out")
CHANGE_WHAT = "Another exercise for {name}"
LEAVE_OUT_WHAT = "Leave out {name}"
MORE_OF = "More of {name}"
LESS_OF = "Less of {name}"
DOSE_OF = "How many of {name}"
ONE_OF_ROUTINES = "{number} of {count}: {name}"
LEFT_OUT_LINE = "{line:>5}  “{text}” is left out. {why}"
AS_YOU_WERE_SHOWN = "{name}, the way you were shown."

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
BETTER_LEFT_OUT = "Better left out: {exercises}. In the session, E takes what suits you instead."
TAKE_CARE = "Take care with {exercises}: {codes}."
NEED_CARE = Plural("{n} needs care", "{n} need care")
MORE_EXERCISES = "{n} more"
MORE_THAN_BEFORE = "{n} more than before"

# ---------------------------------------------------------------- today and programmes

MINUTES_TODAY = "{minutes} today"
NEXT_DUE = "The next one is {day}."
NEXT_SESSION_ON = "The next session, “{name}”, is {day}."
AT_TIME = "At {time}"
ON_DAY_AT = "{day} at {time}"
ON_DAYS = Plural("on {n} day", "on {n} days")
DAY_PLAYED = "{day}: {minutes}"
DAY_OFF = "{day}: a day off"
DAY_TO_COME = "{day}: to come"
DAY_IS_TODAY = "{day}, today"
YOUR_PRACTITIONER = "Your practitioner: {named}."
LOOK_FOR = "Look for: {what}"
PRESCRIBED = Plural(
    "From {by}: on {n} day a week, until {until}.", "From {by}: on {n} days a week, until {until}."
)
PRESCRIBE = "Ask somebody to do {name}"
PRESCRIBED_FOR = "For {whom}. {prescribed}"
PRESCRIBED_ENDED = "It ended on {day}, so Today will not suggest it. You can play it all the same."
PRESCRIBED_TODAY = Plural(
    "From {by}: {done} of {n} day done this week.", "From {by}: {done} of {n} days done this week."
)
PRESCRIBED_LAST_DAY = "{told} Today is its last day."
PRESCRIBED_BETWEEN = (
    "What {by} asks for has a day off today. Moving a little is fine, and so is nothing at all."
)
PRESCRIBED_UNSUITED = (
    "What {by} asks for has something you are careful with: ask them about it. This one suits you."
)
OF_YOUR_PROGRAMME = "{position} of your programme."
BROKEN_OFF = "You did {share} % of it. Do it again when you like, or leave it at that for today."
GOES_ON_AT = "{why} It goes on at {place}."
BROKEN_OFF_AT = "You did {share} % of it. It goes on at {place}."
BEGUN_TODAY = "Begun today, {done}. It goes on at {place}: {minutes}."
SHARE_TODAY = "{share} % done today"
IS_PARTLY_DONE = "{name}: {share} % done. {why}"
GOOD_TO_BEGIN_WITH = "A good one to begin with, and for your {places}."
FOR_YOUR_PLACES = "For your {places}."
HAD_A_TURN = "Yesterday: {before}. Today: {places}."
NOTHING_LATELY = "Nothing for {places} lately."
SESSION_OF = "Session {number} of {count}"
STAGE_SESSION_OF = "{stage}, session {number} of {count}"
YOU_CHOSE_IT = "You chose it. {why}"
IS_DONE = "{name}: done. {why}"
DONE_TOO_LITTLE = "You did {share} % of the reps. From {least} % on, you move on."
HURT_AFTER = "Discomfort was over {most} afterwards. At {most} or less, you move on."
ONE_BACK = "{reasons} So you go one session back, with smaller movements."
ONCE_MORE = "{reasons} So once more, smaller and at your own pace."
EACH_MINUTES = "{programme}, {n} min each"
PAUSED_BEFORE = "Paused before {place}: {name}."
TODAY_IS = "Today: {place}, {name}."
NEXT_ON = "{today}. The next session is {day}: {place}, {name}."
NEXT_DAY = "{today}. The next session is {day}"
DAYS_LATER = Plural("{name}, the day after.", "{name}, {n} days later.")
MEASURE_BEFORE = "Measure first: {measures}."
GO_ON_TO_SESSION = "Go on to session {number}"
ALL_SESSIONS = "All {n}"
MOST_DONE = "at least {least} % of the reps done"
LITTLE_DISCOMFORT = "discomfort of {most} or less afterwards"
MOVE_ON_SESSION = "You move on after a session that went well: {well}. If not, the same session comes again."
MOVE_ON_WEEK = "You move on after a week that went well: {well}. If not, the same week comes again."
DISCOMFORT_RISES = Plural(
    "discomfort rises by at least {n} point in a session",
    "discomfort rises by at least {n} points in a session",
)
DISCOMFORT_ROSE = Plural(
    "Discomfort rose by at least {n} point in the last session.",
    "Discomfort rose by at least {n} points in the last session.",
)
BACK_SESSION = "If {signs}, you go one session back."
BACK_WEEK = "If {signs}, you go one week back."
IS_PAUSED = "{name} is paused"
PAUSES = "If you follow this one, {name} will be paused. You can go back to it later."
IS_SAVED = "{name} is saved"
ADDED_AS = "{name} added as number {number}"
THEN_DAYS = Plural("Next the day after", "Next in {n} days")
DAYS_AFTER = "Days from {name} to the next session"
BEFORE_IT = "Before it: {what}"
RETEST_WITH = "What is measured before {name}"
MOVED_TO = "{name} is number {number} now"
LENGTH_YOURS = "{length}, yours"
AT_MOST_SESSIONS = Plural("At most {n} session is possible.", "At most {n} sessions are possible.")
PLACE_IN_ORDER = "{number} of {count}, {name}"
ADD = "Add {name}"
MOVE_UP = "Move {name} up"
MOVE_DOWN = "Move {name} down"
TAKE_OUT = "Take {name} out"
DAY_AFTER = "How did you feel the day after {session}?"
SESSIONS_DONE = Plural("{done} of {n} session done", "{done} of {n} sessions done")
SESSIONS_DONE_NEXT = "{sessions}, next is {number}, {name}"
SESSIONS_WEEKS = "{sessions}, about {weeks}"
REPEATED_FOR = Plural("For {n} week", "For {n} weeks")

# ---------------------------------------------------------------- progress and measures

MINUTES_EACH_WEEK = Plural("Minutes each week, the last {n} week.", "Minutes each week, the last {n} weeks.")
NO_SESSIONS = "{shown} There were no sessions."
WEEKS_SUMMED_UP = (
    "{shown} This week {minutes}. On average {average} a week. The most was {most}, in the week of {day}."
)
WEEKS_SO_FAR_SUMMED_UP = (
    "{shown} This week {minutes}. On average {average} a week in the {n} weeks since you began."
    " The most was {most}, in the week of {day}."
)
FIRST_WEEK_SUMMED_UP = "{shown} This week {minutes}, your first."
AS_A_TABLE = "{chart}, as a table"
SET_NAMED = "Set {number}"
SET_SIDE = "Set {number}, {side}"
OF_REPS_DONE = Plural("{done} of {n} rep", "{done} of {n} reps")
HAPPENED_PAUSE = Plural("Paused once", "Paused {n} times")
HAPPENED_SKIP = "Skipped from here"
HAPPENED_SWAP = "Taken in place of another"
HAPPENED_HURT = "It hurt here"
TAKEN_INSTEAD = "{new} in place of {old}"
FEWER = "One less: {what}"
MORE = "One more: {what}"
SESSION_ON = "{day}, {time}"
AS_IT_WAS = "It was made of {exercises}, as they were then. Playing it again plays just that."
SESSION_ADDED = "{name} is added"
SHOW_AS_TABLE = "Show {chart} as a table (T)"
SHOW_AS_CHART = "Show {chart} as a chart (T)"
SAVE_CHART = "Save {chart}"
DELETE_MARKED = Plural("Delete {n} session", "Delete {n} sessions")
DELETED_SESSIONS = Plural("Session deleted", "{n} sessions deleted")
READS = "{label}: {value}"
READS_SORE = "Your {place}: {value}"
READS_DISCOMFORT = "{label}: {before} before, {after} after"
GOAL_MET = Plural(
    "{summed} You reached your goal of {goal} minutes in {n} week.",
    "{summed} You reached your goal of {goal} minutes in {n} weeks.",
)
MIN_OR_MORE = "{n} min or more"
DAYS_OF = "{n} of {count} days"
DAYS_MOVED = "You moved on {n} of the last {count} days."
REST_DAYS_KEPT = Plural("{n} planned rest day was kept.", "{n} planned rest days were kept.")
DOWN_POINTS = "Down {n} points"
UP_POINTS = "Up {n} points"
LOWER_AFTER = "After a session it was {n} points lower on average."
HIGHER_AFTER = "After a session it was {n} points higher on average; smaller movements may help."
TREND_MAY_BE_CHANCE = "Over this time it moved by {n} points, which may be chance."
TREND_DOWN = "Over this time it went down by {n} points, probably more than chance."
TREND_UP = "Over this time it went up by {n} points, probably more than chance."
MEASURED_ONCE = "{latest}, measured once"
MEASURE_UNCHANGED = "{latest}, no clear change"
MEASURE_BETTER = "{first} to {latest}, better"
MEASURE_WORSE = "{first} to {latest}, the other way"
MEASURE_MAY_BE_CHANCE = "{first} to {latest}, which may be chance"
MEASURES_NONE_BETTER = Plural(
    "{n} measure was taken more than once; it did not get clearly better.",
    "{n} measures were taken more than once; none got clearly better.",
)
MEASURES_SUMMED_UP = Plural(
    "{n} measure was taken more than once; {better} got clearly better.",
    "{n} measures were taken more than once; {better} got clearly better.",
)
REGION_MOST = "Most of the time went to the {place}: {share}."
REGION_LARGEST = "The {place} had more time than any other place: {share}."
REGION_SORE = "{told} The places you told us about ({places}) had {share}."
LANE_SORE = "{said} (you named it)"
DONE_SUMMED_UP = "You did {share} % of the reps of the sessions you began."
TIME_OF_DAY = "Most often between {least} and {most} o’clock: {done} of {n} sessions."
AVERAGE = "{n} min average"
DISCOMFORT_TO = "Discomfort {before}, then {after}"
DISCOMFORT_STILL = "Discomfort {n}, still {n}"
DISCOMFORT_BEFORE = "Discomfort {n} before"
DISCOMFORT_AFTER = "Discomfort {n} afterwards"
NOT_EXPORTED = "Not exported to {file}: {why}. Choose another place."
EXPORTED = "Exported to {file}"
USE_A_NUMBER = "Use a number from {least} to {most}."
DELETE_MEASURE = "Delete this measure, {day}"
ASKS_FOR_THESE = "{programme} asks for these"
ENTERED_TODAY = "{measure}, entered today"
LAST_TIME = "Last: {value}, {day}"
FAR_FROM_LAST = "That is {far} away from the last time, {value}. If it is right, save it once more."
PERIOD = "{first} to {last}"
REPORT_OF = "Movement report: {name}"
REPORT_SESSIONS = Plural(
    "{sessions} on {n} day, {minutes} minutes in all.", "{sessions} on {n} days, {minutes} minutes in all."
)
REPORT_KEPT = Plural(
    "{name}: {done} of {n} planned session was kept.", "{name}: {done} of {n} planned sessions were kept."
)
REPORT_PRESCRIBED = Plural(
    "{name}, asked for by {by}: done on {kept} of {n} day.",
    "{name}, asked for by {by}: done on {kept} of {n} days.",
)
REPORT_DONE = Plural(
    "{done} of {n} session was done, at least {least} % of it.",
    "{done} of {n} sessions were done, at least {least} % of each.",
)
PAGES = Plural("{n} page", "{n} pages")
NOTE_OF = "{day}: {note}"
AND_OLDER = "and {n} older"
POINTS_OF = "{value} of {most}"
DEGREES = "{value}°"
VALUE = "{value} {unit}"
LEFT_VALUE = "Left {left}"
RIGHT_VALUE = "Right {right}"
BOTH_VALUES = "Left {left}, right {right}"
MAY_BE_CHANCE = "Less than {value} up or down may be chance."
NOT_IMPORTED = "Nothing was imported from {file}. {why}"
ADD_ASKED = "Add {things}?"
ARE_THERE_ALREADY = Plural("{n} is in your history already.", "{n} are in your history already.")
WERE_DELETED_HERE = Plural("{n} was deleted here, and stays so.", "{n} were deleted here, and stay so.")
CANNOT_BE_READ = "{n} cannot be read ({why})."
WOULD_BE_ADDED = "{things} would be added"
WERE_ADDED = "{things} added"
ARE_THERE = Plural("{n} is there already", "{n} are there already")
STAY_DELETED = Plural("{n} was deleted here, and stays so", "{n} were deleted here, and stay so")
RESTORED = "Restored from {day}. What was there before is now the newest backup."
SESSIONS_MENDED = Plural(
    "{n} session was damaged on the disk, and is whole again from a backup.",
    "{n} sessions were damaged on the disk, and are whole again from a backup.",
)
SESSIONS_DAMAGED = Plural(
    "{n} session is damaged on the disk, and no backup has it.",
    "{n} sessions are damaged on the disk, and no backup has them.",
)
LACKING_IN_HISTORY = "The backup of {day} has {things} that your history lacks."
MEASURES = Plural("{n} measure", "{n} measures")
BACKUP_HOLDS = "{sessions}, the last on {day}"
RESTORE_BACKUP = "Restore the backup of {day}"
RESTORE_BACKUP_ASKED = "Restore the backup of {day}?"
RESTORE_SENTENCE = "It has {sessions}. What is there now is backed up first, so you can go back to it."
SHOW_ALL_BACKUPS = "Show all {n}"
EARLIER_HISTORY = Plural(
    "{n} session of an earlier history can be brought back.",
    "{n} sessions of an earlier history can be brought back.",
)

KEPT_OF = "{kept} of {n}"
DAYS = Plural("{n} day", "{n} days")
CLIENTS_FILE = "guided-clients-{day}"
FELT_BY = "{name}: {told}"
NOT_KEPT_RESULTS = "The results were not kept: {why}."
RESULTS_FILE = "guided-results-{day}"
NEWER_RESULTS = "What {name} sent on {day} is newer, and stays."
CLIENT_THERE = "A client is called {name} already. Choose another name, or remove those results first."
RESULTS_KEPT = "The results of {name} are among your clients’ now"
RESULTS_THERE = "The results of {name} are among your clients’ already"
RESULTS_REPLACED = "They take the place of what {name} sent on {day}"
RESULTS_REMOVED = "The results of {name} are removed"
RESULTS_OF = Plural("{n} session, made on {day}.", "{n} sessions, made on {day}.")
RESULTS_CANNOT_BE_READ = "{file} cannot be read: {why}. Ask for it to be sent again."
REMOVE_RESULTS = "Remove the results of {name}"
RENAME_CLIENT = "Rename {name}"

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
PARTS_CANNOT_BE_READ = "{trouble} Past sessions cannot be read."
CHANGE_NOT_SAVED = "The change could not be saved ({why})."
CHANGE_DOES_NOT_FIT = "The change does not fit what is kept ({why})."
SESSION_NOT_SAVED = "The session could not be saved ({why}); Guided tries again."
SESSION_NOT_SAVED_KEPT = (
    "The session could not be saved ({why}); it is kept beside the history, and Guided tries again."
)
SESSION_DOES_NOT_FIT = "The session does not fit what is kept ({why})."
NOT_BROUGHT_BACK = "The sessions could not be brought back ({why})."
NOT_BACKED_UP = "The history could not be backed up ({why})."
NOT_RESTORED = "{file} could not be restored ({why}). Your history is as it was."
NOT_RECORDED = "Sessions are not recorded, since the history cannot be written ({why})."
KEPT_BESIDE = (
    "The history cannot be written just now ({why})."
    " What you play is kept beside it and goes in as soon as it can."
)
NOT_RESCUED = (
    "The history is damaged, and what can still be read of it could not be saved ({why})."
    " The file is left as it is, and Guided tries again. What you play is kept beside it."
)
NOT_ALL_REMOVED = "Not everything could be removed ({why})."
BACKUP_NOT_SOUND = "its backup {file} is not sound"
FOLDER_READ_ONLY = "the folder {folder} is read-only"
START_NO_TIME = "The start of the session is not a time ({why})."
MEASURE_NO_TIME = "The time of the measure is not a time ({why})."
NOT_READ = "The history could not be read ({why})."
WAITING_DAMAGED = "A session that waited to be saved is damaged. It is kept as {file}."
WAITING_DAMAGED_IN_PART = "A session that waited to be saved is damaged in part. All of it is kept as {file}."
CUT_OFF_DAMAGED = "The session that was cut off is damaged. It is kept as {file}."
CUT_OFF_DAMAGED_IN_PART = "The session that was cut off is damaged in part. All of it is kept as {file}."
STILL_READABLE = Plural(
    "The history is damaged: this is the {n} session that can still be read.",
    "The history is damaged: these are the {n} sessions that can still be read.",
)

# ---------------------------------------------------------------- several computers

SYNC_FOLDER_AWAY = "{folder} could not be read ({why}). Nothing is lost, the next round makes up for it."
SYNC_FOLDER_INSIDE = (
    "{folder} is where Guided keeps its own files, which nothing carries to another computer. "
    "Choose one that your sync program keeps."
)
SYNC_NOT_WRITTEN = "{folder} could not be written ({why}). Nothing is lost, the next round makes up for it."
SYNC_WENT = "{came}, {went}."
SYNC_LAST_WENT = "At {time}: {came}, {went}."
SYNC_WITH = "On, with {folder}"
SYNC_PLAIN = "{folder}: {what}"
CAME = Plural("{n} entry came", "{n} entries came")
WENT = Plural("{n} went", "{n} went")

# ---------------------------------------------------------------- routines

HAS = "has {exercise}"
FOR_ANY_OF = "{routines} for {places}."
ROUTINES_WITH = "Routines with {exercise}"
EXERCISE_IN = Plural("Exercise, in {n} routine", "Exercise, in {n} routines")
DONE_TIMES = Plural("Done once", "Done {n} times")
CANNOT_BE_USED = "{name} cannot be used"
PROGRAMME_CANNOT_BE_USED = "Programme {name} cannot be used"
EXERCISE_CANNOT_BE_USED = "Exercise {name} cannot be used"
METHOD_CANNOT_BE_USED = "Method {name} cannot be used"
CANNOT_BE_USED_WHY = "{name} cannot be used. {why}"
NOTHING_MATCHES = "Nothing matches ‘{query}’"
NOTHING_IN_MATCHES = "Nothing in {chips} matches ‘{query}’"
MATCH_ELSEWHERE = Plural("{n} routine matches elsewhere.", "{n} routines match elsewhere.")
NOT_IN_ALL_CHIPS = "No routine is in {chips} at once"
UNDER_MINUTES = "Under {n} min"
CARD_OF = "{card}. {number} of {count}"
START = "Start {name}"
TAKE_INSTEAD = "Take {name} instead"
LENGTHENS = "Lengthens: {muscles}"
WORKS = "Works: {muscles}"
FILES_CANNOT_BE_USED = Plural(
    "{n} of your files cannot be used. It is listed last.",
    "{n} of your files cannot be used. They are listed last.",
)
FILE_IS_YOURS = "{name} is among your own now"
FILES_ARE_YOURS = Plural("{n} more file is among your own now", "{n} more files are among your own now")
NOT_WRITTEN_TO = "Not written to {file}: {why}. Choose another place."
IS_IN_FILE = "{name} is in {file} now"
PREVIEWED_STEP = "{number} of {count}: {name}, {dose}"
NOTHING_MOVES = "{name} can be used. Exercises, routines and methods are what can be seen here."
COPIED_AS_TEXT = "{name} is copied as text. Paste it anywhere."
COULD_NOT_BE_ADDED = "{name} could not be added: {why}."
FROM_FILE = "From the file {file}"
COMES_WITH = Plural("It comes with {n} exercise of its own.", "It comes with {n} exercises of its own.")
HAVE_IT_ALREADY = "You have this already: {name}."
THAT_DIFFERS = "The one you have is different: {facts}."
CALLED_BESIDE = "If you keep both, this one is called {name}."
FILE_NAME_TAKEN = "Yours with this file name is called {name}. It stays, and this one is added."
FOLDER = "‘{name}’"
IN_FOLDER = "{name} is in ‘{folder}’ now"
IN_NO_FOLDER = "{name} is in no folder now"
IS_DELETED = "{name} is in the trash, under Settings"
IS_BACK = "{name} is back"
BRING_BACK = "Bring back {name}"
OWN_NOT_READ = "{file} could not be read: {why}."
NOT_DELETED = "{name} could not be deleted: {why}."
NOT_BROUGHT_BACK_FILE = "{name} could not be brought back: {why}."
IS_CALLED = "It is called {name} now"
ROUTINE_IS_GONE = "The routine “{name}” is no longer there."

# ---------------------------------------------------------------- the routine editor

STEP_ADDED = "{name} added"
STEP_TWICE = "{name} once more"
STEP_TAKEN_OUT = "{name} taken out"
STEP_MOVED = "{name} to place {number}"
STEP_INSTEAD = "{name} instead"
FIELD_IS = "{name}: {value}"
HOLD_OF = "Hold: {value}"
PHASE_LASTS = "{phase} {length}"
HOLD_USUALLY = "Hold ({lengths})"
SETS = Plural("{n} set", "{n} sets")
CARE_AT_STEP = "{name}: {care}"
SIDE_IS_MISSING = "{name}: the {side} is missing."
POSITION_CHANGES = Plural(
    "In this order you change position {n} time. {best} would be enough.",
    "In this order you change position {n} times. {best} would be enough.",
)
CHANGES_OF_POSITION = Plural("{n} change of position", "{n} changes of position")
SUGGESTION_OF = "Next suggestion, this is {number} of {count}"
UNDO_WHAT = "Undo: {what}"
REDO_WHAT = "Redo: {what}"
UNDONE = "Undone: {what}"
REDONE = "Done again: {what}"
COPY_OF = "{name}, my way"
DRAFT_WAITS = "‘{name}’ was not saved. Go on with it?"
DRAFT_NOT_KEPT = "Your draft cannot be kept ({why}). Save it before you close Guided."
CANNOT_BE_OPENED = "{name} cannot be edited: {why}"
CORE_IS_MISSING = "With {name}, something for the core may help to keep the lower back still."

# ---------------------------------------------------------------- movements of one's own

IS_POSED = "{name} posed"
IS_MOVED = "{name} moved"
PART_DOES = "{part}: {what}"
CARRIED_BY = "Carried by: {what}"
HANDLE_KEYS = "{name}: drag it, or use the arrow keys, with Shift for more and Alt for less."
HANDLE_STAYS = "{name}: it stays where the start has it."
IT_LENGTHENS = "It lengthens: {muscles}."
THESE_WORK = "These work: {muscles}."
PICTURE_NUMBER = "Picture {n}"
PICTURE_MISSING = "There is no picture {file}."
PICTURE_TOO_LARGE = "{file} is larger than 40 MB. Save it smaller and try again."
PICTURE_OF_NO_KIND = "{file} is neither a PNG nor a JPEG picture."
PICTURE_TOO_MANY = "{file} has more than 60 million pixels. Save it smaller and try again."
PICTURE_STAYS = "The picture {file} cannot go with it: {why}."
PICTURES_TOO_LARGE = "The pictures in it are larger than {mib} MB together. Take some of them out first."
COMES_WITH_PICTURES = Plural("It comes with {n} picture.", "It comes with {n} pictures.")
PICTURE_BROKEN = "{file} is damaged and cannot be shown."
MOVEMENT_SAVED = "{name} is saved."
MOVEMENT_USED = Plural(
    "{names} has it in it and cannot be played without it.",
    "{names} have it in them and cannot be played without it.",
)
MY_OWN = "My {name}"
A_COPY = "{name}, a copy"
CHANGE_MOVEMENT = "Change {name}"
IN_PLACE_OF = "In place of {name}"
ADD_TO_SET = "Add {name} to the routine, then set its dose here."
MAKE_MINE = "Make ‘{name}’ mine"
RENAME_IT = "Rename {name}"
COPY_IT = "Make a copy of {name}"
DELETE_IT = "Delete {name}"
USED_IN = "In {names}"
USED_IN_MORE = Plural("In {names} and {n} more routine", "In {names} and {n} more routines")
GO_ON_WITH = "Go on with {name}"
MISTAKE_AT = "Not ready to be saved: {what}"

# ---------------------------------------------------------------- breaks and reminders

SAT_FOR = "You have been at the keyboard for {n} minutes. {break_}"
BREAK_WITH = "Ready when you are: {routine}."
BREAK_IN = "Break in {n} min"
NO_BREAKS_UNTIL = "No breaks until {time}"
PAUSED_UNTIL = "Paused until {clock}"
TRAY = "Guided: {text}"
STARTS_BY = "Written: {place}"
NOT_SWITCHED = "Not switched: {why}."

# ---------------------------------------------------------------- settings

SETTING_IN = "Settings, {section}"
KEPT_HERE = "{answer}. Kept on this computer only."
VERSION = "Guided {version}"
RELEASED = "Released on {day}, {ago}. It came from {origin}. {update}"
DAYS_AGO = Plural("yesterday", "{n} days ago")
WEEKS_AGO = Plural("{n} week ago", "{n} weeks ago")
MONTHS_AGO = Plural("{n} month ago", "{n} months ago")
YEARS_AGO = Plural("{n} year ago", "{n} years ago")
NOT_KEPT = "Your choice was not kept: {why}."
QUESTION_OF = "Question {number} of {count}"
DO_IT_WITH_THE_FIGURE = "{how} Do it along with the figure."
IT_IS_FOR_YOUR = "We suggest it because it is for your {places}."
