"""The program with its own Python and Qt in one folder: what goes in, what stays out, and the licences of it.

    python3 packaging/dev.py bundle       makes build/bundle/guided, for the system it runs on

It is made on the oldest system it is meant for, since a library asks for at least the C library that it was
made with.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "build" / "bundle"
FOLDER = MADE / "guided"

# Modules that nothing here asks for, though something that is used could.
NOT_IMPORTED = [
    # the network, which Guided has nothing to do with, and what only it needs
    *("ssl", "_ssl", "_hashlib", "http.server", "xmlrpc", "smtplib", "ftplib"),
    # ids that the system makes, by a library of its own; the only ones here are made of names
    "_uuid",
    # other ways to show something, and to talk to whoever starts Python by hand
    *("tkinter", "_tkinter", "curses", "_curses", "readline", "idlelib", "turtle", "IPython", "OpenGL"),
    # what makes and tests packages
    *("setuptools", "pkg_resources", "distutils", "ensurepip", "venv", "lib2to3", "test", "pycparser"),
    *("numpy.f2py", "numpy.distutils", "numpy.testing._private", "matplotlib", "scipy", "PIL", "jupyter_rfb"),
    *(f"pyqtgraph.{name}" for name in ("console", "dockarea", "examples", "flowchart", "jupyter", "opengl")),
    *(
        f"PySide6.Qt{name}"
        for name in ("Qml", "Quick", "QuickWidgets", "Pdf", "PdfWidgets", "Test", "Designer")
    ),
]

# Of a folder of Qt's plugins, the ones that are used; of the other folders none.
PLUGINS = {
    "platforms": "xcb|wayland|offscreen|windows|cocoa",
    "platformthemes": ".*",  # whether the desktop is dark, and its own dialogues for files
    "platforminputcontexts": "compose.*|ibus.*",  # letters that take more than one key
    "printsupport": ".*",
    "styles": ".*",
    "wayland-decoration-client": ".*",
    "wayland-shell-integration": "xdg-shell",
    "xcbglintegrations": "none",
}

# Parts of Qt that PyInstaller takes along for plugins that are left out. Players of films need the middle
# ones; Guided decodes its clips itself and hands samples to the device, for which Qt needs none of them.
NO_USE = re.compile(
    r"(lib)?Qt6?(VirtualKeyboard|Wayland(Compositor|EglClientHwIntegration)|Wl|EglF[Ss]|Pdf|Test"
    r"|Qml|Quick|MultimediaWidgets|FFmpegStub|Sql|ShaderTools)\w*[.-]"
    r"|(lib)?(avcodec|avformat|avutil|swresample|swscale)[.-]"
)

# Of the system's libraries, those that it may lack or have in another version; all others are asked of it.
TAKEN_ALONG = re.compile(
    r"lib(python3|ffi\.|sqlite3\.|bz2\.|lzma\.|xcb-(cursor|icccm|image|keysyms|render-util|util)\.)"
)

# A Python that was built on a machine for developers holds what debuggers need.
TO_STRIP = re.compile(r"libpython3[\d.]*\.so|lib-dynload/")

# Packages whose wheels bring no licence: the files in packaging/licences that are theirs.
LICENCES = {
    "PySide6": ("LGPL-3.0.txt", "GPL-3.0.txt", "Qt.md"),
    "soundfile": ("LGPL-2.1.txt", "libsndfile.md"),
}


def main() -> int:
    """Makes the bundle; prints how large it is and what is largest."""
    import icons  # only this needs Qt

    shutil.rmtree(MADE, ignore_errors=True)
    icons.write_all(MADE / "icons")
    subprocess.check_call(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--workpath", str(MADE / "work"), "--distpath", str(MADE)),
            str(ROOT / "packaging" / "guided.spec"),
        ]
    )
    strip(FOLDER)
    write_licences(FOLDER / "licences")
    print(report(FOLDER))
    return 0


# ---- what goes in


def modules(root: Path) -> list[str]:
    """Every module of the program: many are imported by a name that is only known when it runs."""
    files = sorted((root / "guided").rglob("*.py"))
    own = [".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__") for file in files]
    return [*own, "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"]  # pyqtgraph imports them by name


def is_wanted(place: str, source: str) -> bool:
    """Whether a file goes in: its place in the bundle, and where it was found."""
    path = PurePath(place.replace("\\", "/"))
    if NO_USE.match(path.name) or "qml" in path.parts:
        return False
    if "plugins" in path.parts:
        kind = path.parts[path.parts.index("plugins") + 1]
        name = re.sub(r"^(lib)?q?|\.\w+$", "", path.name)
        return bool(re.fullmatch(PLUGINS.get(kind, "none"), name))
    if "translations" in path.parts or "peegee" in path.parts:
        return False  # Guided speaks English; pyqtgraph's mark is shown nowhere
    if ".so" not in path.name or len(path.parts) > 1:
        return True
    return is_brought(source) or bool(TAKEN_ALONG.match(path.name))


def is_brought(source: str) -> bool:
    """Whether a library came in a wheel, and is not the system's."""
    return Path(source).resolve().is_relative_to(Path(sysconfig.get_path("platlib")).resolve())


def icon(work: Path) -> str | None:
    """The icon of the program's file, on systems where it has one."""
    made = work.parent / "icons"
    return {"win32": str(made / "guided.ico"), "darwin": str(made / "guided.icns")}.get(sys.platform)


def info_plist() -> str:
    """What macOS is told about the program, of this version."""
    return (ROOT / "packaging/macos/Info.plist").read_text(encoding="utf-8").replace("@VERSION@", version())


def version() -> str:
    """The version in guided/__init__.py, read without importing it."""
    text = (ROOT / "guided/__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    assert found
    return found[1]


def strip(folder: Path) -> None:
    """Takes what only a debugger needs out of Python itself, where there is a tool for that."""
    tool = shutil.which("strip") if sys.platform.startswith("linux") else None
    for file in files_in(folder) if tool else ():
        # Not of others' libraries: one of numpy's can then no longer be loaded.
        if TO_STRIP.search(file.as_posix()):
            subprocess.check_call([str(tool), "--strip-unneeded", str(file)])


def files_in(folder: Path) -> Iterator[Path]:
    """The files of a folder, links aside."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


# ---- the licences of it


def write_licences(folder: Path) -> None:
    """Puts the licence of everything inside into a folder: one for each package, and Python's."""
    shutil.rmtree(folder, ignore_errors=True)
    for package in inside():
        for file in licence_files(package):
            target = folder / package.name / file.name
            number = 1
            while target.exists():  # numpy has one of each of its parts
                number += 1
                target = folder / package.name / f"{file.stem}-{number}{file.suffix}"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    (folder / "Python").mkdir(parents=True)
    if python.exists():
        shutil.copyfile(python, folder / "Python" / "LICENSE.txt")
    for name in ("LICENSE", "assets/LICENSE", "assets/fonts/LICENSE_FONT", "assets/icons/LICENSE"):
        copy_below(folder / "Guided", name)
    for name in ("assets/voice/LICENSE", "assets/voice/NOTICE"):
        copy_below(folder / "Guided", name)
    for name in ("PyInstaller.md", "system.md"):
        shutil.copyfile(ROOT / "packaging" / "licences" / name, folder / name)


def copy_below(folder: Path, name: str) -> None:
    """Copies a file of the checkout, named after where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / name, folder / name.replace("/", "-"))


def inside() -> list[Distribution]:
    """The packages that are in the bundle: what Guided needs, and what that needs, as far as it is here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, Distribution] = {}
    wanted = [name_in(line) for line in project["dependencies"]]
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        with suppress(PackageNotFoundError):  # asked for on another system only
            found[name] = one = distribution(name)
            wanted += [name_in(line) for line in one.requires or () if "extra ==" not in line]
    return [found[name] for name in sorted(found)]


def name_in(requirement: str) -> str:
    """The package that a requirement is about, in the one way to write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()


def licence_files(package: Distribution) -> list[Path]:
    """The licence texts of a package. Raises LookupError where there are none."""
    told = [Path(str(package.locate_file(file))) for file in package.files or () if is_licence(file)]
    own = next(
        (names for name, names in LICENCES.items() if package.name.lower().startswith(name.lower())), ()
    )
    if package.name.startswith("shiboken6"):
        own = LICENCES["PySide6"]
    texts = told + [ROOT / "packaging" / "licences" / name for name in own]
    if not texts:
        raise LookupError(f"{package.name} brings no licence: give it one in packaging/licences")
    return texts


def is_licence(file: PurePath) -> bool:
    """Whether a file of a package is a licence or what goes with one."""
    return file.parts[0].endswith(".dist-info") and bool(re.match("(?i)licen[cs]e|copying|notice", file.name))


# ---- what it weighs

# What the largest parts are for, the first that fits.
PURPOSES = {
    r"libicu|icudt": "Qt: letters, order and dates of all languages",
    r"openblas": "numpy: its linear algebra, which it does not start without",
    r"multiarray": "numpy: the mixer's arrays",
    r"_assets/voice": "the two voices",
    r"_assets": "routines, exercises, icons, fonts",
    r"Qt6Gui|/QtGui": "Qt: painting, text, screens",
    r"Qt6Widgets|/QtWidgets": "Qt: windows and their parts",
    r"Qt6Core|/QtCore": "Qt: events, files, threads",
    r"Qt6?OpenGL": "Qt: asked for by pyqtgraph, though its charts are painted without",
    r"Qt6Multimedia|/QtMultimedia": "Qt: the sound device",
    r"Qt6Network|/QtNetwork": "Qt: a second start meets the first at a local socket",
    r"libsndfile": "decodes the voices' clips, writes sound files",
    r"gfortran|quadmath": "numpy: needed by its linear algebra",
    r"libpython": "Python",
    r"sqlite": "Python: the history",
    r"guided(\.exe)?$": "the program and every Python module, compressed",
    r"base_library|lib-dynload": "Python: its standard library",
    r"numpy": "numpy",
    r"Qt": "Qt",
}


def report(folder: Path) -> str:
    """How large a bundle is, and its ten largest parts with what they are for."""
    sizes: Counter[str] = Counter()
    for file in files_in(folder):
        sizes[part_of(file.relative_to(folder).as_posix())] += file.stat().st_size
    total = sum(sizes.values())
    lines = [f"{total / 1e6:.0f} MB in {folder}", "", "| part | MB | for |", "|---|---|---|"]
    for name, size in sizes.most_common(10):
        purpose = next((said for fits, said in PURPOSES.items() if re.search(fits, name)), "")
        lines.append(f"| {PurePath(name).name} | {size / 1e6:.1f} | {purpose} |")
    return "\n".join(lines)


def part_of(name: str) -> str:
    """What a file is counted with: the files of a voice are one part, a library is its own."""
    return re.sub(r"(_assets(?:/voice)?|lib-dynload)/.*", r"\1", name)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
