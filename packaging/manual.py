"""The manual page and the completions of shells, made from the command line itself.

python3 packaging/manual.py DIR       writes guided.1, guided.bash, _guided and guided.fish
"""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path
from typing import NamedTuple

from guided import __released__, __version__
from guided.cli import parser

IDS = "ID|FILE"  # what the command line calls a routine, or an exercise where it draws one

FILES = (
    ("~/.config/guided", "What was chosen: settings, favourites, the window's place."),
    ("~/.local/share/guided", "Past sessions, and your own routines, exercises, methods and programmes."),
    ("~/.cache/guided", "What can be made again, and guided.log, where faults are written down."),
)
EXAMPLES = (
    ("guided", "Open the window."),
    ("guided play psoas-release", "Start a routine."),
    ("guided evening-ease.guided", "Look at a routine that somebody shared, and add it to yours."),
    ("guided sheet psoas-release -o psoas.pdf --paper letter", "Write a sheet for the suitcase."),
    ("guided export psoas-release --format jawt -o psoas.json", "Take a routine to a timer on the phone."),
    ("guided new exercise my-hip -o .", "Begin an exercise of your own."),
    ("guided doctor", "See what Guided finds on this computer."),
)


class Option(NamedTuple):
    """An option: its names, what stands behind it, what it is for, and what may be chosen."""

    names: tuple[str, ...]
    value: str
    help: str
    choices: tuple[str, ...]


class Command(NamedTuple):
    """A command: its words after `guided`, what it does, its options and its places for words."""

    words: tuple[str, ...]
    help: str
    options: tuple[Option, ...]
    places: tuple[Option, ...]


def commands(made: argparse.ArgumentParser | None = None, words: tuple[str, ...] = ()) -> list[Command]:
    """The program itself and every command of it, each before those below it."""
    made = made or parser()
    options: list[Option] = []
    places: list[Option] = []
    below: list[tuple[str, argparse.ArgumentParser]] = []
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            below = [(name, one) for name, one in action.choices.items()]
            helps = {one.dest: one.help or "" for one in action._choices_actions}
        elif action.help != argparse.SUPPRESS:
            (options if action.option_strings else places).append(_option(action))
    found = [Command(words, made.description or "", tuple(options), tuple(places))]
    for name, one in below:
        first, *rest = commands(one, (*words, name))
        found += [first._replace(help=helps[name]), *rest]
    return found


def _option(action: argparse.Action) -> Option:
    takes = action.nargs != 0
    choices = tuple(str(choice) for choice in action.choices or ())
    value = "|".join(choices) if choices else str(action.metavar or action.dest.upper())
    if action.nargs in ("?", "+"):
        value = {"?": f"[{value}]", "+": f"{value}..."}[action.nargs]
    return Option(tuple(action.option_strings), value if takes else "", action.help or "", choices)


# ---- the manual page


def man() -> str:
    """The manual page, in the language of man."""
    program, *others = commands()
    lines = [
        f'.TH GUIDED 1 "{__released__}" "Guided {__version__}" "User Commands"',
        ".SH NAME",
        "guided \\- guides you through stretch, mobility and core routines",
        ".SH SYNOPSIS",
        ".B guided",
        "[\\fB\\-\\-home\\fR \\fIDIR\\fR] [\\fICOMMAND\\fR] [\\fIFILE\\fR]",
        ".SH DESCRIPTION",
        _roff(program.help),
        "A file alone is opened, as by a double click.",
        "Everything stays on this computer; there is no account and no network.",
        ".SH OPTIONS",
        *_described(program.options),
        ".SH COMMANDS",
    ]
    for command in others:
        if any(one.words[:-1] == command.words for one in others):
            continue  # it does nothing without one of those below it
        lines.append(f'.SS "guided {_roff(" ".join(command.words) + _after(command))}"')
        own = tuple(one for one in command.options if "--help" not in one.names)
        lines += [_sentence(command.help), *_described(own)]
    lines += [".SH EXAMPLES"]
    for example, what in EXAMPLES:
        lines += [".TP", f".B {_roff(example)}", _roff(what)]
    lines += [".SH FILES"]
    for place, what in FILES:
        lines += [".TP", f".I {_roff(place)}", _roff(what)]
    lines += [
        ".SH EXIT STATUS",
        "0 when all was done, 1 when it was not, for the reason told, and 2 for a wrong command.",
        ".SH NOTES",
        "Guided gives general guidance, not a diagnosis. Stop if something hurts.",
    ]
    return "\n".join(lines) + "\n"


def _described(options: tuple[Option, ...]) -> list[str]:
    lines = []
    for one in options:
        names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in one.names)
        value = f" \\fI{_roff(one.value)}\\fR" if one.value else ""
        lines += [".TP", names + value, _sentence(one.help or one.value.replace("|", " or "))]
    return lines


def _after(command: Command) -> str:
    return "".join(f" {place.value}" for place in command.places)


def _sentence(text: str) -> str:
    return _roff(text[:1].upper() + text[1:].rstrip(".") + ".")


def _roff(text: str) -> str:
    """A text in which nothing is a command of man's."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti")
    return f"\\&{text}" if text.startswith((".", "'")) else text


# ---- completions


def bash() -> str:
    """Completion for bash."""
    cases = []
    for command in commands():
        words = " ".join([*_below(command.words), *(name for one in command.options for name in one.names)])
        cases.append(f'        "{" ".join(command.words)}") words="{words}"{_bash_place(command)} ;;')
    values = [
        f'        {"|".join(one.names)}) _guided_offer "{" ".join(one.choices)}"; return ;;'
        for one in {option.names: option for command in commands() for option in command.options}.values()
        if one.choices
    ]
    known = " ".join(sorted({word for command in commands() for word in command.words}))
    return "\n".join(
        [
            "# Completion of guided for bash; made from the program by packaging/manual.py.",
            "# shellcheck shell=bash disable=SC2207",
            '_guided_offer() { COMPREPLY=($(compgen -W "$1" -- "$word")); }',
            "_guided_offer_files() {",
            "    compopt -o filenames",
            '    COMPREPLY+=($(compgen -f -- "$word"))',
            "}",
            "_guided() {",
            '    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"',
            '    local given="" one words="" kind="" choices=""',
            '    for one in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
            f'        [[ " {known} " == *" $one "* ]] && given="${{given:+$given }}$one"',
            "    done",
            '    case "$before" in',
            *values,
            "        -o|--home) _guided_offer_files; return ;;",
            "    esac",
            '    case "$given" in',
            *cases,
            "    esac",
            '    if [[ $kind ]]; then choices="$(guided list "$kind" 2>/dev/null | cut -d" " -f1)"; fi',
            '    _guided_offer "$words $choices"',
            '    if [[ "$word" != -* ]]; then _guided_offer_files; fi',
            "}",
            "complete -F _guided guided",
            "",
        ]
    )


def _bash_place(command: Command) -> str:
    for place in command.places:
        if place.choices:
            return f' choices="{" ".join(place.choices)}"'
        if place.value == IDS:
            return f" kind={_kind(command)}"
    return ""


def _kind(command: Command) -> str:
    """What a command takes the id of."""
    return "exercises" if command.words == ("figure",) else "routines"


def _below(words: tuple[str, ...]) -> list[str]:
    """The next words of the commands that begin so."""
    return [one.words[-1] for one in commands() if one.words and one.words[:-1] == words]


def zsh() -> str:
    """Completion for zsh."""
    functions = []
    for command in commands():
        name = "_".join(("_guided", *command.words))
        lines = [f"{name}() {{"]
        below = [one for one in commands() if one.words and one.words[:-1] == command.words]
        if below:
            lines += ["    local -a known", "    known=("]
            lines += [f"        {_quoted(f'{one.words[-1]}:{one.help}')}" for one in below]
            lines += ["    )"]
        specs = [_zsh_option(option) for option in command.options]
        if below:
            specs += ["'1:command:{ _describe command known; _files -g \"*.guided\" }'", "'*::: :->rest'"]
        specs += [f"'*:{place.value}:{_zsh_place(command, place)}'" for place in command.places]
        lines += ["    local curcontext=$curcontext state line", "    _arguments -C \\"]
        lines += [f"        {spec} \\" for spec in specs]
        lines[-1] = lines[-1].removesuffix(" \\")
        if below:
            lines += ["    case $state in rest)", "        case $words[1] in"]
            lines += [f"            {one.words[-1]}) {'_'.join(('_guided', *one.words))} ;;" for one in below]
            lines += ["        esac ;;", "    esac"]
        functions.append("\n".join([*lines, "}"]))
    head = "#compdef guided\n# Completion of guided for zsh; made from the program by packaging/manual.py.\n"
    ids = '_guided_ids() {\n    compadd -- ${${(f)"$(guided list $1 2>/dev/null)"}%% *}\n    _files\n}'
    return "\n\n".join([head, ids, *functions, '_guided "$@"\n'])


def _zsh_option(option: Option) -> str:
    text = option.help or "choose one"
    for mark, instead in (("[", "("), ("]", ")"), (":", " "), ("'", "'\\''")):
        text = text.replace(mark, instead)
    many = len(option.names) > 1
    # Of several names for the same, one excludes the others.
    start = f"'({' '.join(option.names)})'{{{','.join(option.names)}}}'" if many else f"'{option.names[0]}"
    if not option.value:
        return f"{start}[{text}]'"
    action = f"({' '.join(option.choices)})" if option.choices else "_files"
    return f"{start}[{text}]:{option.value.replace(':', ' ')}:{action}'"


def _zsh_place(command: Command, place: Option) -> str:
    if place.choices:
        return f"({' '.join(place.choices)})"
    return f"_guided_ids {_kind(command)}" if place.value == IDS else "_files"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def fish() -> str:
    """Completion for fish."""
    lines = ["# Completion of guided for fish; made from the program by packaging/manual.py."]
    for command in commands():
        below = _below(command.words)
        if not command.words:
            here = "-n __fish_use_subcommand"
        else:
            seen = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in command.words)
            if below:
                seen += f"; and not __fish_seen_subcommand_from {' '.join(below)}"
            here = f"-n {shlex.quote(seen)}"
        for word in below:
            text = next(one.help for one in commands() if one.words == (*command.words, word))
            lines.append(f"complete -c guided {here} -a {word} -d {_quoted(text)}")
        for option in command.options:
            lines.append(f"complete -c guided {here} {_fish_option(option)}")
        for place in command.places:
            if place.choices:
                lines.append(f"complete -c guided {here} -a {_quoted(' '.join(place.choices))}")
            elif place.value == IDS:
                asked = f'(guided list {_kind(command)} 2>/dev/null | string replace -r " .*" "")'
                lines.append(f"complete -c guided {here} -a {_quoted(asked)}")
    return "\n".join(lines) + "\n"


def _fish_option(option: Option) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    value = ""
    if option.value:
        value = f" -x -a {_quoted(' '.join(option.choices))}" if option.choices else " -r -F"
    return f"{names}{value}" + (f" -d {_quoted(option.help)}" if option.help else "")


def write_all(folder: Path) -> None:
    """Writes the manual and the completions into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (
        ("guided.1", man()),
        ("guided.bash", bash()),
        ("_guided", zsh()),
        ("guided.fish", fish()),
    ):
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
