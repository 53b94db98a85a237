"""A report as a page of HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from guided.report import FROM_THE_PERSON, report
from guided.report_html import to_html
from tests.test_report import noted


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.texts: list[str] = []
        self.attributes: dict[str, dict[str, str | None]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.attributes[tag] = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_is_tagged_for_who_hears_it_and_takes_markup_for_text() -> None:
    made = noted(1, "<script>alert(1)</script>")
    html = to_html(report(made, "A <b>", [made.sessions[1].id]), b"picture")
    tags = Tags()
    tags.feed(html)
    assert "script" not in tags.found
    assert tags.attributes["html"] == {"lang": "en"}
    assert tags.found.count("h1") == 1
    assert {"caption", "thead", "tbody"} <= set(tags.found)
    assert tags.attributes["th"]["scope"] == "row"
    assert str(tags.attributes["img"]["alt"]).startswith("After a session")
    assert "Movement report: A <b>" in tags.texts
    assert any(FROM_THE_PERSON in text for text in tags.texts)
