"""The page of articles: the list, and the one being read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, words
from guided.learn import FOLDER, Article, Claim, Lead, Section, for_sore, load_articles
from guided.muscles import Muscle
from guided.paths import assets
from guided.qt.actions import does
from guided.qt.context import Context
from guided.qt.learn.lesson import LessonView, Rhythm
from guided.qt.theme import Look, faded, follow
from guided.qt.widgets.body_map import BodyMap
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card, Sheet, paint_card
from guided.qt.widgets.chip import Tag
from guided.qt.widgets.focus import REACH
from guided.qt.widgets.line import Line
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import page_padding
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.scrolling import scroll, scroll_area
from guided.qt.widgets.stops import OneStop
from guided.qt.widgets.text import Text

_LIST_WIDTH, _MAP_WIDTH = 304, 216
_LINE_CHARACTERS = 66
_BAR = 12  # px of a scroll bar, which most articles need
_SAMPLE = "The psoas lies deep in the belly, one on each side of the spine, and ends at the inner thigh."


def learn_page(context: Context) -> LearnPage:
    """The page of the shipped articles; unreadable ones are reported."""
    articles, broken = load_articles(assets() / FOLDER, context.library)
    for one in broken:
        context.tell(str(one.error))
    lines = [context.timeline(article.routine) for article in articles if article.routine]
    routines = {
        line.routine.id: words.say(messages.NAME_MIN, name=line.routine.name, n=words.minutes(line.length_ms))
        for line in lines
        if line is not None
    }
    page = LearnPage(context.look, articles, routines, context.now, lambda: context.settings.sore)
    page.routine_asked.connect(context.routine_asked)
    page.help_asked.connect(context.window.show_help)
    page.find_asked.connect(context.window.find_help)
    return page


class LearnPage(QWidget):
    """The list beside the article, or with little room one of the two.

    Up and down walk the list, Enter opens, Escape returns to it. `routines` names each routine that an
    article leads to, and `sore` tells what hurts now: what is for that comes first.
    """

    routine_asked = Signal(str)
    help_asked = Signal()
    find_asked = Signal()
    """How to find somebody who helps is to be shown."""

    def __init__(
        self,
        look: Look,
        articles: Sequence[Article],
        routines: Mapping[str, str],
        now: Callable[[], int],
        sore: Callable[[], Collection[str]] = tuple,
    ) -> None:
        super().__init__()
        self._look, self._routines, self._now, self._sore = look, routines, now, sore
        self.articles = tuple(articles)
        self.article: Article | None = None
        self._arranged: Article | None = None  # the same, as it is shown to this person
        self._reading = False
        self._list = _List(look, self.articles)
        self._list.opened.connect(self.open)
        self._list.find_asked.connect(self.find_asked)
        self.area = _Area(look)
        self._edge = _Edge(look)
        self._frame = QWidget()
        frame = QVBoxLayout(self._frame)
        frame.setContentsMargins(REACH, REACH, REACH, REACH)  # or the focus ring would be cut off
        frame.addWidget(self.area)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(self._edge)
        row.addWidget(self._frame, 1)
        self.setFocusProxy(self._list)
        if self.articles:
            self._show(self.articles[0])
        follow(look, self._arrange)

    @property
    def listed(self) -> bool:
        """Whether the list is visible."""
        return not self._list.isHidden()

    @property
    def read(self) -> bool:
        """Whether an article is visible."""
        return not self._frame.isHidden()

    def open(self, article: Article) -> None:
        """Show an article, and let the keyboard scroll it."""
        self._reading = True
        if article is not self.article:
            self._show(article)
        self._arrange()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """Return from the article to the list."""
        self._reading = False
        self._arrange()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        article, arranged = self.article, self._arranged
        if article and arranged and arranged.sections != for_sore(article, self._sore()).sections:
            self._show(article)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._reading or not self._list.hasFocus()):
            self.back()
        else:
            super().keyPressEvent(event)

    def _show(self, article: Article) -> None:
        self.article = article
        self._list.mark(article)
        self._arranged = arranged = for_sore(article, self._sore())
        view = _ArticleView(self._look, arranged, self._routines.get(article.routine or ""), self._now)
        view.back.connect(self.back)
        view.routine_asked.connect(self.routine_asked)
        view.help_asked.connect(self.help_asked)
        self.area.show_view(view, article.title)

    def _arrange(self) -> None:
        wide = self._look.is_wide(self)
        self._list.set_wide(wide)
        self._list.setVisible(wide or not self._reading)
        self._edge.setVisible(wide)
        self._frame.setVisible(wide or self._reading)
        self.area.set_wide(wide)


class _Edge(QWidget):
    """The line between the list and the article."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedWidth(1)
        follow(look, self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.theme.line)


class _List(QWidget):
    """The titles of the articles, the current one marked."""

    opened = Signal(object)
    find_asked = Signal()

    def __init__(self, look: Look, articles: Sequence[Article]) -> None:
        super().__init__()
        self._look = look
        self._items = [_Item(look, article) for article in articles]
        self._column = QVBoxLayout(self)
        self._column.setSpacing(16)
        title = Text(look, "Learn", "page_title", wrap=False)
        titles = nested(self._column, QHBoxLayout())
        titles.setContentsMargins(24, 0, 0, 0)
        titles.addWidget(title)
        content = _Titles()
        column = QVBoxLayout(content)
        column.setContentsMargins(8, 8, 8, 24)  # room for the focus ring
        column.setSpacing(4)
        for item in self._items:
            item.clicked.connect(lambda _=False, item=item: self.opened.emit(item.article))
            column.addWidget(item)
        column.addStretch()
        self._area = scroll_area(content)
        self._column.addWidget(self._area, 1)
        foot = nested(self._column, QHBoxLayout())
        foot.setContentsMargins(8, 0, 20, 16)  # under the titles, which have a scroll bar beside them
        find = Button(look, "Find help", "soft", icon="message-circle")
        find.clicked.connect(self.find_asked)
        foot.addWidget(find)
        if self._items:
            self.setFocusProxy(self._items[0])

    def mark(self, article: Article) -> None:
        """Mark the current article."""
        for item in self._items:
            item.set_current(item.article is article)
            if item.article is article:
                self.setFocusProxy(item)

    def set_wide(self, wide: bool) -> None:
        """Set whether it stands beside the article or alone."""
        padding = 8 if wide else page_padding(self.window(), self._look) - 24
        self._column.setContentsMargins(padding, 32 if wide else 20, 0 if wide else padding, 0)
        width = self._look.px(_LIST_WIDTH)
        self.setMinimumWidth(width if wide else 0)
        self.setMaximumWidth(width if wide else 16_777_215)


class _Titles(QWidget):
    """What the arrow keys walk."""

    def __init__(self) -> None:
        super().__init__()
        self.one_stop = OneStop(self, lambda item: isinstance(item, _Item) and item.current)


class _Item(Pressable):
    """An article in the list."""

    def __init__(self, look: Look, article: Article) -> None:
        self.article = article
        self.current = False
        super().__init__(look, words.joined(article.title, words.say(messages.MIN, n=article.minutes)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(0)
        column.addWidget(Text(look, article.title, "body_strong"))
        column.addWidget(
            Text(look, words.say(messages.MIN, n=article.minutes), "caption", "ink2", wrap=False)
        )

    def set_current(self, current: bool) -> None:
        """Mark it as current."""
        self.current = current
        self.setAccessibleDescription("Shown now" if current else "")
        self.update()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.current:
                paint_card(painter, self.rect(), theme.surface, theme.line, 14)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.shade(faded(theme.line, 0), faded(theme.line, 0.5), theme.line))
                painter.drawRoundedRect(self.rect(), 14, 14)


class _Area(QScrollArea):
    """The scroll area of the article, with arrow keys too."""

    radius = 14.0

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._wide = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_view(self, view: _ArticleView, name: str) -> None:
        """Show an article from its top."""
        self.setAccessibleName(name)
        view.set_wide(self._wide)
        scroll(self, view)
        self.verticalScrollBar().setValue(0)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def set_wide(self, wide: bool) -> None:
        """Put the body map beside the text, or below it."""
        self._wide = wide
        view = self.widget()
        if isinstance(view, _ArticleView):
            view.set_wide(wide)


class _ArticleView(Sheet):
    """An article: its text, its claims with their sources, a lesson and the body map."""

    back = Signal()
    routine_asked = Signal(str)
    help_asked = Signal()

    def __init__(self, look: Look, article: Article, routine: str | None, now: Callable[[], int]) -> None:
        super().__init__(look)
        self._article = article
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._back_link = Button(look, "Learn", "link", "small", "arrow-left")
        self._back_link.clicked.connect(self.back)
        self._column.addWidget(self._back_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(
            Text(look, words.say(messages.MIN_READ, n=article.minutes), "caption_strong", "ink2", wrap=False)
        )
        self._column.addWidget(Text(look, article.title, "page_title"))
        self._column.addSpacing(20)
        self._columns = nested(self._column, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._columns.setSpacing(32)
        self._text = QWidget()
        text = QVBoxLayout(self._text)
        text.setContentsMargins(0, 0, 0, 0)
        text.setSpacing(0)
        for number, section in enumerate(article.sections):
            lesson = article.lesson if number == 0 else None
            _add_section(text, look, section, LessonView(look, now, lesson) if lesson else None)
            if section.leads:
                text.addSpacing(16)
                text.addWidget(self._leads_card(section.leads))
        text.addStretch()
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 4, 0, 0)
        side.setSpacing(16)
        if article.muscles or article.also:
            side.addWidget(_map_card(look, article.muscles, article.also))
        if routine is not None:
            side.addWidget(self._routine_card(routine))
        if article.helps:
            help_ = Button(look, "When to get help", "soft", icon="help-circle")
            help_.clicked.connect(self.help_asked)
            does(help_, "help")
            side.addWidget(help_)
        side.addStretch()
        self._columns.addWidget(self._text, 1)
        self._columns.addWidget(self._side, 0)
        self._columns.addStretch()
        self._column.addStretch()
        self._wide = True
        follow(look, self._arrange)

    def set_wide(self, wide: bool) -> None:
        """Put the body map beside the text, or below it."""
        self._wide = wide
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _routine_card(self, routine: str) -> Card:
        look = self._look
        card = Card(look, padding=16)
        card.body.setSpacing(4)
        card.body.addWidget(Text(look, "Put it to use", "body_strong"))
        card.body.addWidget(Text(look, routine, "body", "ink2"))
        card.body.addSpacing(8)
        see = Button(look, "See the routine", "soft", icon="list")
        see.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        see.setAccessibleDescription(routine)
        see.clicked.connect(lambda: self.routine_asked.emit(self._article.routine))
        card.body.addWidget(see)
        return card

    def _leads_card(self, leads: Sequence[Lead]) -> Card:
        """A card of routines to go to, each with its reason."""
        look = self._look
        card = Card(look, padding=0)
        for number, lead in enumerate(leads):
            if number:
                card.body.addWidget(Line(look))
            row = nested(card.body, QVBoxLayout())
            row.setContentsMargins(20, 10, 20, 14)
            row.setSpacing(2)
            see = Button(look, lead.name, "link", icon="list")
            see.setAccessibleDescription(lead.why)
            see.clicked.connect(lambda _=False, name=lead.routine: self.routine_asked.emit(name))
            row.addWidget(see, 0, Qt.AlignmentFlag.AlignLeft)
            row.addWidget(Text(look, lead.why, "body", "ink2"))
        return card

    def _arrange(self) -> None:
        look = self._look
        self._back_link.setHidden(self._wide)
        side, top = (40, 32) if self._wide else (24, 12)
        characters = QFontMetricsF(look.font("reading")).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        longest_line = round(_LINE_CHARACTERS * characters)
        left = right = side - REACH
        right -= _BAR
        if not self._wide:  # where texts are under each other Qt takes no heed of how wide they may be
            right = max(right, self.width() - left - longest_line)
        self._column.setContentsMargins(left, top - REACH, right, 40)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if self._wide else down)
        self._text.setMaximumWidth(longest_line if self._wide else 16_777_215)
        width = look.px(_MAP_WIDTH)
        self._side.setMinimumWidth(width if self._wide else 0)
        self._side.setMaximumWidth(width if self._wide else 16_777_215)


def _add_section(column: QVBoxLayout, look: Look, section: Section, lesson: LessonView | None) -> None:
    if section.title:
        column.addSpacing(28)
        column.addWidget(Text(look, section.title, "section"))
        column.addSpacing(8)
    if section.method is not None:
        column.addSpacing(4)
        column.addWidget(Rhythm(look, section.method, section.phases))
        column.addSpacing(16)
    for number, paragraph in enumerate(section.paragraphs):
        if number:
            column.addSpacing(14)
        column.addWidget(Text(look, paragraph, "reading"))
    if lesson is not None:
        column.addSpacing(24)
        column.addWidget(lesson)
    if section.claims:
        column.addSpacing(16)
        column.addWidget(_claims_card(look, section.claims))


def _claims_card(look: Look, claims: Sequence[Claim]) -> Card:
    """A card of claims, each with the strength of its evidence and its source."""
    card = Card(look, padding=0)
    for number, claim in enumerate(claims):
        if number:
            card.body.addWidget(Line(look))
        row = nested(card.body, QVBoxLayout())
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(6)
        row.addWidget(Tag(look, claim.strength_in_words), 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(Text(look, claim.says, "body"))
        row.addWidget(Text(look, words.say(messages.SOURCE, source=claim.source), "caption", "ink2"))
    return card


def _map_card(look: Look, muscles: Sequence[Muscle], also: Sequence[Muscle]) -> Card:
    card = Card(look, padding=8)
    card.body.setContentsMargins(4, 16, 4, 16)
    card.body.setSpacing(4)
    body_map = BodyMap(look)
    body_map.show_muscles(muscles, also)
    card.body.addWidget(body_map)
    card.body.addSpacing(8)
    for muscle in muscles:
        _name(card, look, muscle)
    if also:
        names = ", ".join(muscle.name for muscle in also)
        rest = nested(card.body, QHBoxLayout())
        rest.setContentsMargins(16, 4, 12, 0)
        rest.addWidget(Text(look, words.say(messages.ALSO, muscles=names), "caption", "ink2"))
    return card


def _name(card: Card, look: Look, muscle: Muscle) -> None:
    column = nested(card.body, QVBoxLayout())
    column.setContentsMargins(16, 0, 12, 4)
    column.setSpacing(0)
    column.addWidget(Text(look, muscle.name, "body_strong"))
    if muscle.latin:
        column.addWidget(Text(look, muscle.latin, "caption", "ink2"))
    if muscle.does:
        column.addWidget(Text(look, f"{words.sentence(muscle.does)}.", "body", "ink2"))
