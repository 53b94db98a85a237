"""The rules of the architecture that a reader of the source can check without running it.

The direction of imports is import-linter's business, in pyproject.toml.
"""

import ast
import re
import shutil
import subprocess
import tomllib
from collections.abc import Container, Iterator, Mapping, Set
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from guided import messages

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "guided"
SOURCES = sorted(PACKAGE.rglob("*.py"))

QT = ("PySide6", "pyqtgraph", "shiboken6")
NETWORK = ("PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets", "PySide6.QtHttpServer")

# Two windows of one person meet at a socket that only this person can open, on this computer alone.
LOCAL = ("PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket")

# What the rooms of the window are made with; every other folder in guided/qt is a room.
MADE_WITH = {"figure", "sound", "widgets"}

CLOCK_OWNERS = ("guided/qt/app.py", "guided/cli.py")
CLOCKS = {
    *(f"time.{name}" for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time")),
    *(f"time.{name}_ns" for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time")),
    *("time.localtime", "time.gmtime", "time.ctime", "time.strftime"),
    *("time.clock_gettime", "time.clock_gettime_ns"),
    *("datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today"),
    *("PySide6.QtCore.QElapsedTimer", "PySide6.QtCore.QDate.currentDate", "PySide6.QtCore.QTime.currentTime"),
    *(f"PySide6.QtCore.QDateTime.current{name}" for name in ("DateTime", "DateTimeUtc", "MSecsSinceEpoch")),
}

# Sentences that are not for translation, and whole files of them. The reader names the keys of a file to its
# author; styles, pictures and databases have languages of their own.
NO_SENTENCES = {
    "guided/__main__.py": "what to install, where nothing can be imported yet",
    "guided/chapters.py": "a cue sheet and comments for players",
    "guided/checks.py": "what is wrong in a file, by its keys",
    "guided/cli.py": "what is wrong in a command, by its arguments",
    "guided/files.py": "what is wrong in a file, by its keys",
    "guided/history/exports.py": "CSV",
    "guided/history/imports.py": "what is wrong in a file, by its keys",
    "guided/history/schema.py": "SQL",
    "guided/history/tables.py": "what is wrong in a file, by its lines",
    "guided/pose.py": "what is wrong in a file, by its keys",
    "guided/qt/doctor.py": "a report for whoever helps, by the names that systems use",
    "guided/qt/faults.py": "the log",
    "guided/qt/figure/export.py": "SVG",
    "guided/qt/screen.py": "what is wrong with the system, by its variables",
    "guided/qt/theme.py": "a style sheet",
    "guided/reading.py": "what is wrong in a file, by its keys",
    "guided/report_html.py": "HTML",
}
SQL = ("SELECT ", "INSERT ", "UPDATE ", "PRAGMA ", "BEGIN ")
TOML = re.compile(r"^\w+ = ")
# What is wrong in a file is said by a reader; an object's name is for style sheets and tests.
NOT_SHOWN = {
    "note",
    "note_unknown",
    "problem",
    "setObjectName",
    "Problem",
    "GuidedError",
    "FileError",
    "TooLong",
    "AttributeError",
}
WORDED = re.compile(r"[^\W\d_]{2}")

# How large things may be: lines of a class and of a function, arguments beside self, and the ways through a
# function, which are one and one more for every branch, loop, condition, case and handler in it.
CLASS_LINES, FUNCTION_LINES, ARGUMENTS, MEAN_WAYS = 300, 60, 7, 3.1

VAGUE = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "base", "misc"}

# Where people's checkouts and scratch files are. Not behind a letter or a slash: in a/home/b it is a name.
MACHINE_PATH = re.compile(
    r"(?<![\w.:/~$}\-])/(?:home|root|tmp|work|Users)/[\w.]" + "|" + r"\b[A-Z]:\\{1,2}Users\\{1,2}\w"
)


def test_only_the_qt_folder_imports_qt() -> None:
    wrong = [
        f"{place}: imports {name}"
        for place, name in imports()
        if within(name, QT) and not place.startswith("guided/qt/")
    ]
    assert not wrong, "\n".join(wrong)


def test_no_two_modules_import_each_other_by_whatever_way() -> None:
    """Nor for types alone: a module is understood with those below it."""
    known = {name_of(path): path for path in SOURCES}
    below = {name: modules_in(parsed(path), known) - {name} for name, path in known.items()}
    assert not in_circles(below), "These import each other: " + ", ".join(sorted(in_circles(below)))


@pytest.mark.parametrize(
    ("below", "circle"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, set()),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}, {"b", "c"}),
        ({"a": {"b"}, "b": {"c"}, "c": {"a"}}, {"a", "b", "c"}),
    ],
)
def test_a_circle_of_imports_is_seen(below: dict[str, set[str]], circle: set[str]) -> None:
    assert in_circles(below) == circle


def test_an_import_of_a_module_is_seen_where_it_is_for_types() -> None:
    tree = ast.parse("if TYPE_CHECKING:\n    from a.b import C\ndef f():\n    from a import d, E")
    assert modules_in(tree, {"a", "a.b", "a.c", "a.d"}) == {"a", "a.b", "a.d"}


def test_every_room_of_the_window_is_in_the_contracts_about_rooms() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    apart = next(one["modules"] for one in contracts if one["type"] == "independence")
    layers = next(one["layers"] for one in contracts if one.get("containers") == ["guided.qt"])
    folders = {path.parent.name for path in (PACKAGE / "qt").glob("*/__init__.py")} - MADE_WITH
    assert {name.removeprefix("guided.qt.") for name in apart} == folders
    assert folders in [set(layer.split(" : ")) for layer in layers]


def test_the_map_has_every_module_of_the_core_and_every_room() -> None:
    text = (ROOT / "packaging" / "ARCHITECTURE.md").read_text()
    there = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py", "__main__.py"}
    there |= {f"{path.parent.name}/" for path in PACKAGE.rglob("*/__init__.py") if path.parent != PACKAGE}
    assert not [name for name in sorted(there) if name not in text]


def test_nothing_imports_qts_network_modules() -> None:
    wrong = [f"{place}: imports {name}" for place, name in imports() if networked(place, name)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("place", "name", "wrong"),
    [
        ("guided/qt/instance.py:1", "PySide6.QtNetwork.QLocalSocket", False),
        ("guided/qt/instance.py:1", "PySide6.QtNetwork.QTcpSocket", True),
        ("guided/qt/instance.py:1", "PySide6.QtNetwork", True),
        ("guided/qt/window.py:1", "PySide6.QtNetwork.QLocalSocket", True),
        ("guided/qt/instances.py:1", "PySide6.QtNetwork.QLocalServer", True),
        ("guided/qt/instance.py:1", "PySide6.QtCore.QObject", False),
    ],
)
def test_one_module_may_meet_another_window_and_nothing_else(place: str, name: str, wrong: bool) -> None:
    assert networked(place, name) is wrong


def test_only_the_app_and_the_command_line_read_a_clock() -> None:
    wrong = [
        f"{place}: {name}: time is an argument here"
        for place, name in names()
        if name in CLOCKS and not place.startswith(CLOCK_OWNERS)
    ]
    assert not wrong, "\n".join(wrong)


def test_what_python_emits_a_slot_gets_as_it_is() -> None:
    """Of a signal of containers some releases of PySide make Qt's own, and lists of the tuples in them."""
    kind = re.compile(r"= Signal\(.*\b(dict|list|set|tuple)\b")
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: emit an object"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if kind.search(line)
    ]
    assert not wrong, "\n".join(wrong)


def test_what_outlives_a_page_calls_methods_which_go_with_their_widget() -> None:
    """A lambda that look or context call may reach for a widget that is long deleted."""
    kept = re.compile(r"\b(?:look|context)\.(?:changed|changing)\.connect\((?!\w+(?:\.\w+)+[,)])")
    found = [
        f"{name_of(path)}: {line}"
        for path in SOURCES
        for line in text_of(path).split("\n")
        if kept.search(line)
    ]
    assert found == ["guided.qt.theme:     look.changed.connect(slot)"]  # which refuses all but methods


def test_no_day_is_named_by_the_c_library() -> None:
    wrong = [f"{place}: {form}: use words.day" for place, form in forms() if re.search("%[AaBbcpx]", form)]
    assert not wrong, "\n".join(wrong)


def test_no_sentence_is_put_together_but_by_its_message() -> None:
    wrong = [
        f"{told(path)}:{line}: {text}: a message for guided/messages.py"
        for path in SOURCES
        if told(path) not in NO_SENTENCES
        for line, text in sentences_in(parsed(path))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ('text = f"{n} reps"', True),
        ('text = "Stop if " + reason', True),
        ('text = "%d reps left" % n', True),
        ('text = "{} reps".format(n)', True),
        ("text = side.capitalize()", True),
        ("text = say(messages.REPS, n=n)", False),
        ('text = f"{a}, {b}"', False),
        ('text = f"chevron-{way}"', False),
        ('raise GuidedError(f"no routine is called {name}")', False),
        ('db.execute(f"SELECT {names} FROM record")', False),
        ('"a plain sentence"', False),
    ],
)
def test_a_sentence_that_is_put_together_is_seen(source: str, made: bool) -> None:
    assert bool(list(sentences_in(ast.parse(source)))) is made


def test_every_message_is_used_with_its_own_places() -> None:
    used, wrong = set(), []
    for path in SOURCES:
        tree = parsed(path)
        used |= {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "messages"
        }
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if ast.unparse(call.func) not in ("say", "words.say") or isinstance(call.args[0], ast.Call):
                continue
            given = {keyword.arg or "" for keyword in call.keywords}
            for name in re.findall(r"messages\.([A-Z_]+)", ast.unparse(call.args[0])):
                if missing := places_of(getattr(messages, name)) - given:
                    wrong.append(f"{told(path)}:{call.lineno}: {name}: no {', '.join(sorted(missing))}")
    unused = {name for name in vars(messages) if name.isupper()} - used
    wrong += [f"guided/messages.py: {name}: said nowhere" for name in sorted(unused)]
    assert not wrong, "\n".join(wrong)


def test_layouts_are_nested_by_one_door_and_none_is_written_in_python() -> None:
    """A filled layout that is nested, and one that keeps Qt's items, end in a segmentation fault."""
    nests = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if re.search(r"\.(add|insert)Layout\(", path.read_text())
    ]
    assert nests == ["guided/qt/widgets/nest.py"]
    kept = r"^class \w+\(.*Layout\b|\.itemAt\b"
    assert not [path for path in SOURCES if re.search(kept, path.read_text(), re.M)]


def test_every_module_says_what_it_is_about() -> None:
    places = [path for path in [*SOURCES, *PACKAGE.rglob("*/")] if path.stem in VAGUE]
    assert not places, "\n".join(f"{told(path)}:1: a name that would fit anything" for path in places)


def test_nothing_is_too_large() -> None:
    wrong = [
        f"{told(path)}:{line}: {name}: {why}"
        for path in SOURCES
        for line, name, why in too_large(parsed(path))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("class A:\n" + "    x = 1\n" * 300, "301 lines"),
        ("class A:\n    def f(self):\n" + "        x = 1\n" * 60, "61 lines"),
        ("def f(a, b, *, c, d, e, f, g, h): ...", "8 arguments"),
        ("class A:\n    def f(self, a, b, c, d, e, f, g): ...", ""),
    ],
)
def test_what_is_too_large_is_seen(source: str, found: str) -> None:
    assert [why for _, _, why in too_large(ast.parse(source))] == ([found] if found else [])


def test_functions_are_simple_on_the_whole() -> None:
    ways = [ways_through(node) for path in SOURCES for _, node in functions_in(parsed(path))]
    assert sum(ways) / len(ways) <= MEAN_WAYS, f"{sum(ways) / len(ways):.2f} ways through a function"


def test_packaging_is_no_package() -> None:
    init = ROOT / "packaging" / "__init__.py"
    assert not init.exists(), f"{told(init)}:1: it would hide PyPI's packaging, which pytest imports"


def test_no_file_names_a_place_on_one_machine() -> None:
    wrong = [
        f"{told(path)}:{number}: {found[0]}..."
        for path in tracked_files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if (found := MACHINE_PATH.search(line))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("import time\nnow = time.monotonic()", True),
        ("import time as t\nclock = t.perf_counter_ns", True),
        ("from time import monotonic", True),
        ("import datetime as dt\ndt.date.today()", True),
        ("from datetime import datetime\ndatetime.now().date()", True),
        ("from PySide6 import QtCore\nQtCore.QElapsedTimer()", True),
        ("import time\ntime.sleep(1)", False),
        ("from datetime import date\ndate(2026, 1, 1)", False),
        ("def at(time):\n    return time.monotonic", False),
    ],
)
def test_a_clock_is_seen_under_any_name(source: str, read: bool) -> None:
    assert any(name in CLOCKS for _, name in names_in(ast.parse(source))) is read


def networked(place: str, name: str) -> bool:
    """Whether an import is of what could talk to a network; one module may meet other windows by a socket."""
    return within(name, NETWORK) and not (place.startswith("guided/qt/instance.py:") and name in LOCAL)


def name_of(path: Path) -> str:
    """The name a source file is imported by."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def modules_in(tree: ast.AST, known: Container[str]) -> set[str]:
    """The known modules that are imported: each itself, or else the one that has what is imported."""
    names = [name for _, name in imports_in(tree)]
    return {
        one for name in names for one in [name if name in known else name.rpartition(".")[0]] if one in known
    }


def in_circles(below: Mapping[str, Set[str]]) -> set[str]:
    """The modules of every circle, and those between two; `below` has what each imports."""
    left = {name: set(imported) for name, imported in below.items()}
    while ends := {name for name, imported in left.items() if not imported & left.keys()}:
        left = {name: imported for name, imported in left.items() if name not in ends}
    while tops := left.keys() - {one for imported in left.values() for one in imported}:
        left = {name: imported for name, imported in left.items() if name not in tops}
    return set(left)


def imports() -> Iterator[tuple[str, str]]:
    """Every module or member of a module that the package imports: where, and its full name."""
    for path in SOURCES:
        for line, name in imports_in(parsed(path)):
            yield f"{told(path)}:{line}", name


def names() -> Iterator[tuple[str, str]]:
    """Every imported thing that the package uses: where, and its full name."""
    for path in SOURCES:
        for line, name in names_in(parsed(path)):
            yield f"{told(path)}:{line}", name


def forms() -> Iterator[tuple[str, str]]:
    """Every form that strftime or a formatted string gives a time: where, and the form."""
    for path in SOURCES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
                yield f"{told(path)}:{node.lineno}", ast.unparse(node.format_spec)
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".strftime", ".strptime")):
                yield f"{told(path)}:{node.lineno}", " ".join(map(ast.unparse, node.args))


def too_large(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Line, name and size of each class and function that is over its limit."""
    for name, one in functions_in(tree):
        taken = [arg.arg for arg in (*one.args.posonlyargs, *one.args.args, *one.args.kwonlyargs)]
        count = len(taken) - (taken[:1] in (["self"], ["cls"]))
        if count > ARGUMENTS:
            yield one.lineno, name, f"{count} arguments"
        if (lines := lines_of(one)) > FUNCTION_LINES:
            yield one.lineno, name, f"{lines} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and (lines := lines_of(node)) > CLASS_LINES:
            yield node.lineno, node.name, f"{lines} lines"


def functions_in(tree: ast.AST, within: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function with its name and those of what it is in."""
    for node in ast.iter_child_nodes(tree):
        name = within
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            name = f"{within}.{node.name}".lstrip(".")
            if isinstance(node, ast.FunctionDef):
                yield name, node
        yield from functions_in(node, name)


def lines_of(node: ast.ClassDef | ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def ways_through(function: ast.AST) -> int:
    """The cyclomatic complexity of a function, with the functions in it."""
    ways = 1
    for node in ast.walk(function):
        match node:
            case ast.BoolOp(values=values):
                ways += len(values) - 1
            case ast.comprehension(ifs=ifs):
                ways += 1 + len(ifs)
            case ast.If() | ast.IfExp() | ast.For() | ast.While() | ast.ExceptHandler() | ast.Assert():
                ways += 1
            case ast.match_case():
                ways += 1
    return ways


def sentences_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of each sentence that is put together from words and something else."""
    for node in shown_in(tree):
        match node:
            case ast.JoinedStr(values=values) if any(isinstance(v, ast.FormattedValue) for v in values):
                text = "".join(str(v.value) for v in values if isinstance(v, ast.Constant))
                if is_worded(text) and not text.startswith(SQL) and not TOML.match(text):
                    yield node.lineno, ast.unparse(node)
            case ast.BinOp(op=ast.Add() | ast.Mod(), left=left, right=right):
                parts = [one.value for one in (left, right) if isinstance(one, ast.Constant)]
                if any(isinstance(part, str) and is_worded(part) for part in parts):
                    yield node.lineno, ast.unparse(node)
            case ast.Call(func=ast.Attribute(attr="capitalize" | "title" | "swapcase", value=value)):
                yield node.lineno, ast.unparse(value)
            case ast.Call(func=ast.Attribute(attr="format", value=ast.Constant())):
                yield node.lineno, ast.unparse(node)


def shown_in(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those within what no person reads."""
    if isinstance(tree, ast.Call) and ast.unparse(tree.func).rpartition(".")[2] in NOT_SHOWN:
        return
    yield tree
    for child in ast.iter_child_nodes(tree):
        yield from shown_in(child)


def is_worded(text: str) -> bool:
    return " " in text and bool(WORDED.search(text))


def places_of(message: str | messages.Plural) -> set[str]:
    """The names of a message's places."""
    texts = (message,) if isinstance(message, str) else message
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def imports_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of each import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def names_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of each import, and of each use of one by its dotted name."""
    yield from imports_in(tree)
    known = meanings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            first, *rest = dotted(node)
            yield node.lineno, ".".join([known.get(first, ""), *rest])


def meanings(tree: ast.AST) -> dict[str, str]:
    """The full name of what each imported name stands for."""
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]  # what import a.b makes known is a
                known[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            known.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    return known


def dotted(node: ast.expr) -> list[str]:
    """The parts of a dotted name; of anything else, a part that is no name."""
    if isinstance(node, ast.Attribute):
        return [*dotted(node.value), node.attr]
    return [node.id if isinstance(node, ast.Name) else ""]


def within(name: str, modules: tuple[str, ...]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def tracked_files() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """The text of a file: nothing for a font, a sound or a picture."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def told(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
