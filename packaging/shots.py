"""Pictures of every page and of the player's moments, always the same: `packaging/dev.py shots DIR`.

With `--home` it is a home to start Guided in, with the history that the pictures show.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import guided.qt.progress.drawings  # noqa: F401  (loaded now, the chart is drawn at once)
from figure_shots import write_figures
from guided.files import load
from guided.history.store import History, open_history
from guided.library import Library
from guided.paths import Home, assets, home_in
from guided.qt.app import make_window
from guided.qt.context import Changed, Clocks
from guided.qt.desk import Desk, Given
from guided.qt.paper.printing import measure, paint_sheet
from guided.qt.play.page import PlayPage
from guided.qt.sound.sink import SilentSink
from guided.qt.widgets.help import HelpDialog
from guided.qt.widgets.message import Toast
from guided.qt.you.welcome import WelcomePage
from guided.session import Record, rep_of, sets_done, uuid7
from guided.settings import Settings, save
from guided.sheet import PAPERS, paginate, sheet
from guided.timeline import compile_routine
from rep_shot import FRAME_MS, pixels_of, write_apng

TODAY = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)
WIDE, COMPACT, FULL, SMALLEST = QSize(1280, 800), QSize(960, 600), QSize(1920, 1080), QSize(800, 560)

METAINFO = Path(__file__).resolve().parent / "linux" / "app.guided.Guided.metainfo.xml"

_ROUTINE, _PROGRAMME = "psoas-release", "feet-to-head"
_STEP = 3  # the half-kneeling opener
_FRAME_MS = 16
_SETTLED_MS = 400  # after a change of phase every fade is over


class _Clock:
    def __init__(self) -> None:
        self.now_ms = 0

    def __call__(self) -> int:
        return self.now_ms


def main(arguments: Sequence[str] | None = None) -> int:
    """Renders every picture into a folder."""
    parser = argparse.ArgumentParser(prog="shots", description="Render every page and player moment to PNG.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--figures", action="store_true", help="contact sheets of the figure instead")
    parser.add_argument("--store", action="store_true", help="those that software centres show, instead")
    parser.add_argument("--rep", action="store_true", help="one rep in the player, as it moves, instead")
    parser.add_argument("--home", action="store_true", help="a home with a history until now, instead")
    chosen = parser.parse_args(arguments)
    folder: Path = chosen.folder
    if chosen.home:
        if home_in(folder).history.exists():
            parser.error(f"{folder} has a history already")
        print(f"{make_home(home_in(folder), datetime.now(UTC))} sessions in {folder}")
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    if chosen.figures:
        print(f"{write_figures(folder, load(assets()))} sheets in {folder}")
        return 0
    if chosen.store:
        return _of_store(app, folder)
    if chosen.rep:
        with tempfile.TemporaryDirectory() as home:
            _rep(app, folder / "rep.png", home_in(Path(home)))
        return 0
    with tempfile.TemporaryDirectory() as home:
        for theme in ("light", "dark", "contrast"):
            settings = Settings(theme=theme, motion="full", captions="never")
            _render(
                app, folder, home_in(Path(home) / theme), settings, f"-{theme}" if theme != "light" else ""
            )
        _render(
            app,
            folder,
            home_in(Path(home) / "large"),
            Settings(theme="light", text_size=150, captions="never"),
            "-150",
        )
        _first_day(app, folder, home_in(Path(home) / "first"))
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


def _of_store(app: QApplication, folder: Path) -> int:
    """The pictures that the metainfo names; 1 where it names one that there is not."""
    named = in_store(METAINFO.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(theme="light", motion="full", captions="never")
        _render(app, folder, home_in(Path(home)), settings, "", named)
    lacking = sorted(name for name in named if not (folder / f"{name}.png").exists())
    print(f"There is no picture {', '.join(lacking)}." if lacking else f"{len(named)} pictures in {folder}")
    return 1 if lacking else 0


def in_store(metainfo: str) -> set[str]:
    """The pictures that the metainfo names, which is what a software centre shows: player-hold, ..."""
    return set(re.findall(r"/([\w-]+)\.png</image>", metainfo))


def _render(
    app: QApplication,
    folder: Path,
    home: Home,
    settings: Settings,
    suffix: str,
    only: set[str] | None = None,
) -> None:
    """Takes every picture in one look; `only` names those to keep."""
    library = load(assets())
    _fill(home, library, TODAY)
    clock = _Clock()
    window = make_window(app, home, settings)
    desk = Desk(window, home, settings, Clocks(clock, lambda: TODAY), Given(SilentSink(), library=library))
    desk.window.setWindowState(Qt.WindowState.WindowNoState)  # whatever the screen's size
    desk.window.resize(WIDE)
    desk.window.show()
    desk.settle()

    def take(name: str, widget: QWidget | None = None) -> None:
        if only is not None and name not in only:
            return
        _settle(app)
        (widget or desk.window).grab().save(str(folder / f"{name}{suffix}.png"))

    _todays(app, desk, library, take)
    desk.window.show_page("routines")
    take("routines")
    desk.shelf.open(_ROUTINE)
    take("detail")
    for place in ("programmes", "progress", "learn", "settings"):
        desk.window.show_page(place)
        take(place)
    desk.programmes.open(_PROGRAMME)
    take("programme")
    _welcome(desk, take)
    take("help", HelpDialog(desk.look, desk.window))
    take("help-find", HelpDialog(desk.look, desk.window, "Your practitioner: Jo Doe, 555 0100.", find=True))
    for size, name in ((COMPACT, "compact"), (SMALLEST, "smallest")):
        desk.window.resize(size)
        desk.window.show_page("routines")
        take(f"routines-{name}")
    desk.window.resize(WIDE)
    desk.window.show_page("routines")
    _player(app, desk, clock, take)
    if only is None:
        _sheets(folder, library, settings, suffix)
    _end(app, desk)


def _end(app: QApplication, desk: Desk) -> None:
    desk.close()
    desk.window.close()
    desk.window.deleteLater()
    _settle(app)


def _first_day(app: QApplication, folder: Path, home: Home) -> None:
    """Today before the first session."""
    settings = Settings(theme="light", motion="full")
    window = make_window(app, home, settings)
    desk = Desk(
        window, home, settings, Clocks(_Clock(), lambda: TODAY), Given(SilentSink(), library=load(assets()))
    )
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(WIDE)
    window.show()
    desk.settle()
    _read(app, desk)
    _settle(app)
    window.grab().save(str(folder / "today-first.png"))
    _end(app, desk)


def _todays(app: QApplication, desk: Desk, library: Library, take: Callable[..., None]) -> None:
    """Today with a week of sessions, with a programme, and once its session is done."""
    window, store = desk.window, desk.context.store
    _read(app, desk)
    for size, name in ((WIDE, ""), (SMALLEST, "-smallest"), (FULL, "-full")):
        window.resize(size)
        take(f"today{name}")
    window.resize(WIDE)
    desk.programmes.follow(_PROGRAMME, 12)
    store.drain()
    take("today-programme")
    run = desk.context.past.followed[0].run

    def done(history: History) -> None:
        session_id = _add(history, library, 99, TODAY - timedelta(hours=1), 0)
        history.programmes.begin_for(session_id, run, 1, False)

    store.change(Changed.HISTORY | Changed.PROGRAMMES, done)
    store.drain()
    take("today-done")
    desk.programmes.leave(_PROGRAMME)
    store.drain()
    for toast in window.findChildren(Toast):
        toast.hide()  # that one may undo it is no matter of the pages that follow


def _welcome(desk: Desk, take: Callable[..., None]) -> None:
    """The cards of the first run."""
    desk.person.introduce()
    page = desk.window.page
    assert isinstance(page, WelcomePage)
    for step in range(page.steps):
        page.go_to(step)
        take(f"welcome-{step + 1}")
    desk.window.leave_player()


def _player(app: QApplication, desk: Desk, clock: _Clock, take: Callable[..., None]) -> None:
    """The player from getting ready to the summary."""
    desk.start(_ROUTINE)
    page, player = desk.sessions.page, desk.sessions.player
    assert page is not None
    assert player is not None
    take("player-ready")
    QTest.keyClick(page, Qt.Key.Key_Return)
    timeline = player.timeline
    step = [(i, s) for i, s in enumerate(timeline.segments) if s.step == _STEP]
    first = next(i for i, s in step if s.rep == 4 and s.side == "right")
    switch = next(i for i, s in step if s.phase == "switch")
    player.session.done.update((rep_of(s), None) for i, s in step if s.rep and i < first)
    for name, index, share in (
        ("player-ease", first, 0.6),
        ("player-hold", first + 1, 0.5),
        ("player-release", first + 2, 0.65),
        ("player-switch", switch, 0.4),
    ):
        segment = timeline.segments[index]
        _show(app, page, clock, round(segment.start_ms + share * segment.length_ms))
        take(name)
    hold = timeline.segments[first + 1]
    middle = hold.start_ms + hold.length_ms // 2
    for size, name in ((COMPACT, "compact"), (SMALLEST, "smallest")):
        desk.window.resize(size)
        _show(app, page, clock, middle)
        take(f"player-{name}")
    desk.window.resize(FULL)
    page.set_full(True)
    _show(app, page, clock, middle)
    page.go_away()
    take("player-full")
    page.set_full(False)
    desk.window.resize(WIDE)
    QTest.keyClick(page, Qt.Key.Key_L)
    take("player-list")
    QTest.keyClick(page, Qt.Key.Key_L)
    QTest.keyClick(page, Qt.Key.Key_Space)
    _settle(app)
    clock.now_ms += _SETTLED_MS
    take("player-paused")
    player.session.done.update((rep_of(s), None) for s in timeline.segments if s.rep)
    player.play()
    player.seek(timeline.length_ms - 1_000)
    clock.now_ms += 1_500
    player.tick()
    take("summary")


def _rep(app: QApplication, file: Path, home: Home) -> None:
    """One rep from its first moment to its last, as somebody sees it who lies before it."""
    settings, clock = Settings(theme="light", motion="full", captions="never"), _Clock()
    given, clocks = Given(SilentSink(), library=load(assets())), Clocks(clock, lambda: TODAY)
    desk = Desk(make_window(app, home, settings), home, settings, clocks, given)
    desk.window.resize(WIDE)
    desk.window.show()
    desk.settle()
    desk.start(_ROUTINE)
    page, player = desk.sessions.page, desk.sessions.player
    assert page is not None
    assert player is not None
    QTest.keyClick(page, Qt.Key.Key_Return)
    segments = player.timeline.segments
    rep = [s for s in segments if (s.step, s.rep, s.side) == (_STEP, 4, "right")]
    index = segments.index(rep[0])
    player.session.done.update((rep_of(s), None) for s in segments[:index] if s.step == _STEP and s.rep)
    _show(app, page, clock, rep[0].start_ms)
    frames = []
    for _ in range(rep[0].start_ms, rep[-1].end_ms, FRAME_MS):
        clock.now_ms += FRAME_MS
        player.tick()
        app.processEvents()
        frames.append(pixels_of(page.grab().toImage()))
    write_apng(file, frames)
    print(f"{len(frames)} frames, {file.stat().st_size / 1e6:.2f} MB in {file}")
    desk.close()
    desk.window.close()


def _show(app: QApplication, page: PlayPage, clock: _Clock, t_ms: int) -> None:
    """The player at a moment, with every fade over."""
    player = page.player
    assert player is not None
    player.seek(t_ms)
    _settle(app)
    page.grab()
    clock.now_ms += _SETTLED_MS
    player.seek(t_ms)


def _sheets(folder: Path, library: Library, settings: Settings, suffix: str) -> None:
    if suffix:
        return
    timeline = compile_routine(library.routines[_ROUTINE], library, settings)
    made = sheet(timeline, library, settings, printed_on="24 November 2026")
    for name, paper in PAPERS.items():
        pages = paginate(made, paper, measure)
        scale = 150 / 25.4  # pixels a millimetre at 150 dpi
        image = QImage(round(paper.width * scale), round(paper.height * scale), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(scale, scale)
            paint_sheet(painter, pages, 1)
        image.save(str(folder / f"sheet-{name}.png"))


def make_home(home: Home, now: datetime) -> int:
    """A home past the first questions, with sessions until now; how many."""
    save(home.settings, Settings(introduced=True))
    return _fill(home, load(assets()), now)


def _fill(home: Home, library: Library, now: datetime) -> int:
    """Eleven weeks of sessions, a little more each week; how many."""
    number = 0
    with closing(open_history(home.history, now.date().isoformat())) as history:
        for week in range(11, -1, -1):
            for day in range(0, 7, 2 if week < 6 else 3):
                started = now - timedelta(weeks=week, days=day - 1, minutes=17 * day)
                if started < now:
                    number += 1
                    _add(history, library, number, started, week)
    return number


def _add(history: History, library: Library, number: int, started: datetime, week: int) -> str:
    """Adds a session; its id."""
    routine = sorted(library.routines)[number % len(library.routines)]
    timeline = compile_routine(library.routines[routine], library)
    sets = sets_done(timeline, [rep_of(segment) for segment in timeline.segments if segment.rep])
    session_id = uuid7(int(started.timestamp() * 1000), number)
    history.add(
        Record(
            id=session_id,
            routine_id=routine,
            routine_name=timeline.routine.name,
            routine="{}",
            started=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
            offset_min=0,
            planned_ms=timeline.length_ms,
            played_ms=timeline.length_ms,
            sets=sets,
            phase_ms={"hold": timeline.length_ms},
            before=min(6, 3 + week // 3),
            after=max(1, 1 + week // 3),
            complete=True,
        )
    )
    return session_id


def _read(app: QApplication, desk: Desk) -> None:
    """Wait until the history has been read, which takes a slow disk its time."""
    while not desk.context.store.readable:
        _settle(app)


def _settle(app: QApplication) -> None:
    for _ in range(3):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.qWait(500)  # a page fades in for 160 ms, a chart grows for 400 ms


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
