"""The page of articles: walked by keys, read in any size, nothing said without its source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guided.learn import FOLDER, Article, Claim, Section, load_articles
from guided.paths import assets
from guided.qt.learn.page import LearnPage
from guided.qt.theme import Look
from guided.qt.widgets.body_map import BodyMap
from guided.qt.widgets.button import Button
from guided.qt.widgets.text import Text
from guided.settings import Settings
from tests.fakes import Clock
from tests.qt.hostile import MARKUP
from tests.qt.seen import beyond, clipped, nameless, rich, spoken_name
from tests.qt.shipped import library

ARTICLES = load_articles(assets() / FOLDER, library())[0]
PSOAS = next(article for article in ARTICLES if article.id == "where-the-psoas-is")
ROUTINES = {"psoas-release": "Psoas release, 14 min"}

_K = Qt.Key


def shown(qtbot: QtBot, look: Look, width: int = 1280, height: int = 800) -> LearnPage:
    page = LearnPage(look, ARTICLES, ROUTINES, Clock())
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    return page


def key(page: LearnPage, key: Qt.Key) -> None:
    focused: QWidget | None = page.window().focusWidget()
    QTest.keyClick(page if focused is None else focused, key)


def said(page: LearnPage) -> str:
    return " ".join(text.text() for text in page.area.findChildren(Text))


def focused(page: LearnPage) -> str:
    return spoken_name(page.window().focusWidget())


def test_the_first_article_is_there_at_once_where_there_is_room(qtbot: QtBot, look: Look) -> None:
    page = shown(qtbot, look)
    assert page.listed
    assert page.read
    assert page.article is ARTICLES[0]
    assert focused(page).startswith(ARTICLES[0].title)


def test_up_and_down_walk_the_list_enter_opens_escape_returns(qtbot: QtBot, look: Look) -> None:
    page = shown(qtbot, look)
    key(page, _K.Key_Up)
    for _ in range(3):
        key(page, _K.Key_Down)
    key(page, _K.Key_Up)
    assert focused(page).startswith(ARTICLES[2].title)
    assert page.article is ARTICLES[0], "walking opens nothing"
    key(page, _K.Key_Return)
    assert page.article is ARTICLES[2]
    assert focused(page) == ARTICLES[2].title
    key(page, _K.Key_PageDown)
    assert page.area.verticalScrollBar().value() > 0
    key(page, _K.Key_Escape)
    assert focused(page).startswith(ARTICLES[2].title)
    for _ in range(len(ARTICLES)):
        key(page, _K.Key_Down)
    assert focused(page).startswith(ARTICLES[-1].title), "the list has an end"


def test_with_little_room_the_list_is_its_own_page(qtbot: QtBot, look: Look) -> None:
    page = shown(qtbot, look, 960, 600)
    assert page.listed
    assert not page.read
    key(page, _K.Key_Down)
    key(page, _K.Key_Return)
    assert page.read
    assert not page.listed
    back = next(b for b in page.area.findChildren(Button) if b.words == "Learn")
    assert back.isVisible()
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert page.listed
    assert not page.read
    key(page, _K.Key_Return)
    key(page, _K.Key_Escape)
    assert page.listed
    page.resize(1280, 800)
    assert page.listed
    assert page.read


def test_help_is_found_right_under_the_titles(qtbot: QtBot, look: Look) -> None:
    page = shown(qtbot, look)
    item = page.window().focusWidget()
    assert item is not None
    find = next(one for one in page.findChildren(Button) if one.words == "Find help")
    edges = {
        (one.mapTo(page, QPoint()).x(), one.mapTo(page, QPoint()).x() + one.width()) for one in (find, item)
    }
    assert len(edges) == 1, edges


@pytest.mark.parametrize("number", range(len(ARTICLES)))
def test_every_claim_is_shown_with_its_strength_and_its_source(qtbot: QtBot, look: Look, number: int) -> None:
    page = shown(qtbot, look)
    article = ARTICLES[number]
    page.open(article)
    text = said(page)
    assert f"{article.minutes} min read" in text
    for section in article.sections:
        for paragraph in section.paragraphs:
            assert paragraph in text
        for claim in section.claims:
            assert f"{claim.strength_in_words} {claim.says} Source: {claim.source}" in text


@pytest.mark.parametrize("width", [960, 1280, 1920])
def test_lines_are_no_longer_than_one_reads_well(qtbot: QtBot, look: Look, width: int) -> None:
    page = shown(qtbot, look, width, 800)
    page.open(ARTICLES[0])
    first = ARTICLES[0].sections[0].paragraphs[0]
    paragraph = next(text for text in page.area.findChildren(Text) if text.text() == first)
    character = paragraph.fontMetrics().horizontalAdvance(first) / len(first)
    qtbot.waitUntil(lambda: 60 <= paragraph.width() / character <= 69)


def test_the_body_map_is_beside_the_text_or_under_it(qtbot: QtBot, look: Look) -> None:
    page = shown(qtbot, look)
    page.open(PSOAS)
    (body_map,) = page.area.findChildren(BodyMap)
    paragraph = page.area.findChildren(Text)[3]
    assert (
        body_map.mapTo(page, body_map.rect().topLeft()).x()
        > paragraph.mapTo(page, paragraph.rect().topRight()).x()
    )
    assert "Hip flexors" in body_map.accessibleDescription()
    page.resize(960, 600)
    page.open(PSOAS)
    qtbot.waitUntil(lambda: body_map.mapTo(page, body_map.rect().topLeft()).x() < 300)


def test_each_thing_one_does_all_day_leads_to_routines_that_open_with_a_click(
    qtbot: QtBot, look: Look
) -> None:
    page = shown(qtbot, look)
    fits = next(article for article in ARTICLES if article.id == "what-fits-you")
    page.open(fits)
    leads = [lead for section in fits.sections for lead in section.leads]
    buttons = [b for b in page.findChildren(Button) if b.words in {lead.name for lead in leads}]
    assert [(b.words, b.accessibleDescription()) for b in buttons] == [(one.name, one.why) for one in leads]
    with qtbot.waitSignal(page.routine_asked) as asked:
        buttons[1].click()
    assert asked.args == [leads[1].routine]


def test_an_article_leads_to_its_routine_and_to_help(qtbot: QtBot, look: Look) -> None:
    page = shown(qtbot, look)
    page.open(PSOAS)
    with qtbot.waitSignal(page.routine_asked) as asked:
        next(b for b in page.area.findChildren(Button) if b.words == "See the routine").click()
    assert asked.args == ["psoas-release"]
    assert "Psoas release, 14 min" in said(page)
    page.open(next(article for article in ARTICLES if article.helps))
    with qtbot.waitSignal(page.help_asked):
        next(b for b in page.area.findChildren(Button) if b.words == "When to get help").click()


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize(("width", "height"), [(800, 560), (1280, 800)])
def test_no_words_are_cut_off(qtbot: QtBot, look: Look, text_size: int, width: int, height: int) -> None:
    look.use(Settings(theme="light", text_size=text_size, motion="reduced"))
    page = shown(qtbot, look, width, height)
    for article in ARTICLES:
        page.open(article)
        qtbot.waitUntil(lambda: not list(clipped(page)))
        assert not list(beyond(page)), article.id
        assert page.area.horizontalScrollBar().maximum() == 0
        assert not nameless(page)


def test_markup_stays_text(qtbot: QtBot, look: Look) -> None:
    claim = Claim(MARKUP, "guideline", MARKUP)
    muscle = replace(library().muscles["hamstrings"], name=MARKUP, latin=MARKUP, does=MARKUP)
    article = Article(
        "x", MARKUP, 1, 1, (Section(MARKUP, (MARKUP,), (claim,)),), (muscle,), (muscle,), routine="x"
    )
    page = LearnPage(look, [article], {"x": MARKUP}, Clock())
    qtbot.addWidget(page)
    page.show()
    page.open(article)
    assert not list(rich(page))


def test_without_articles_there_is_an_empty_page(qtbot: QtBot, look: Look) -> None:
    page = LearnPage(look, (), {}, Clock())
    qtbot.addWidget(page)
    page.show()
    key(page, _K.Key_Down)
    assert page.article is None


def test_what_hurts_comes_first_also_after_it_has_changed(qtbot: QtBot, look: Look) -> None:
    sore = ["neck"]
    page = LearnPage(look, ARTICLES, ROUTINES, Clock(), lambda: tuple(sore))
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.open(next(article for article in ARTICLES if article.id == "what-fits-you"))
    page.show()

    def first() -> str:
        return min(("Your neck is stiff", "Your back is sore", "You sit all day"), key=said(page).index)

    assert first() == "Your neck is stiff"
    page.hide()
    sore[:] = ["low-back"]
    page.show()
    assert first() == "Your back is sore"
