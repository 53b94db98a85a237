"""A report as a page of HTML that is tagged: heads, captions and pictures are said to who cannot see them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape

from guided.report import FROM_THE_PERSON, Report, Table


def to_html(made: Report, trend: bytes | None = None, size: float = 10) -> str:
    """A whole page of HTML, in points of `size`; `trend` is a picture (PNG) of how discomfort went on."""
    parts = [
        f"<h1>{escape(made.title)}</h1>",
        f"<p>{escape(made.period)}</p>",
        "<h2>Sessions</h2>",
        *(f"<p>{escape(one)}</p>" for one in made.sessions),
        *_table(made.routines),
        "<h2>Discomfort, 0 to 10</h2>",
        f"<p>{escape(made.discomfort)}</p>",
    ]
    if trend is not None:
        source = f"data:image/png;base64,{b64encode(trend).decode()}"
        parts.append(f'<p><img src="{source}" alt="{escape(made.discomfort)}" width="480"></p>')
    if made.measures is not None:
        parts += ["<h2>Measures</h2>", *_table(made.measures)]
    if made.notes:
        parts += ["<h2>Notes</h2>", "<ul>"]
        parts += [f"<li><b>{escape(day)}</b> {escape(note)}</li>" for day, note in made.notes]
        parts.append("</ul>")
    parts.append(f"<p><small>{escape(FROM_THE_PERSON)} {escape(made.made_on)}</small></p>")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(made.title)}</title><style>{_style(size)}</style></head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _table(table: Table | None) -> Iterator[str]:
    if table is None:
        return
    yield f'<table cellpadding="3" width="100%"><caption>{escape(table.caption)}</caption>'
    heads = "".join(f'<th scope="col" align="left">{escape(head)}</th>' for head in table.heads)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for first, *rest in table.rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row" align="left">{escape(first)}</th>{cells}</tr>'
    yield "</tbody></table>"


def _style(size: float) -> str:
    return (
        f"body {{ font-family: Figtree, sans-serif; font-size: {size:g}pt; color: #1d2a2b; }}"
        "body { max-width: 46em; }"
        f"h1 {{ font-size: {size * 1.9:g}pt; margin-bottom: 2px; }}"
        f"h2 {{ font-size: {size * 1.25:g}pt; margin-top: 16px; margin-bottom: 4px; }}"
        f"small {{ font-size: {size * 0.8:g}pt; }}"
        "p { margin-top: 2px; margin-bottom: 4px; } th, td { vertical-align: top; text-align: left; }"
        "caption { text-align: left; font-style: italic; } tbody th { font-weight: normal; }"
    )
