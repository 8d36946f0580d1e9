"""A small SVG writer: wrapped text that stays text, boxes and arrows. No library, no script, no font."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Dict, List, Tuple

# Widths of Helvetica's letters in thousandths of the font size (its published metrics, by groups); a
# browser's own sans-serif may be a little wider, hence the margin.
_WIDTHS: Dict[str, int] = {
    **dict.fromkeys("ijl'|", 222), **dict.fromkeys("ft .,:;/!I[]", 278), **dict.fromkeys("r()-", 333),
    **dict.fromkeys("ckszvxyJ", 500), **dict.fromkeys("abdeghnopqu0123456789L?", 556),
    **dict.fromkeys("FTZ=+<>~", 611), **dict.fromkeys("ABEKPSVXY&", 667), **dict.fromkeys("wCDHNRU", 722),
    **dict.fromkeys("GOQ", 778), **dict.fromkeys("mM", 833), "W": 944,
}  # fmt: skip
_OTHER = 600
_MARGIN = 1.08
BOLD_FACTOR = 1.07


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return about how many pixels wide a text is."""
    units = sum(_WIDTHS.get(letter, _OTHER) for letter in text)
    return units / 1000 * size * _MARGIN * (BOLD_FACTOR if bold else 1.0)


def wrap(text: str, size: float, room: float, bold: bool = False) -> List[str]:
    """Break a text into lines that fit into so many pixels; a word that is too long stands alone."""
    lines: List[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


@dataclass(frozen=True)
class Style:
    """How a paragraph looks: CSS class, font size, indent and space above, all in pixels."""

    css: str
    size: float = 14.0
    indent: float = 0.0
    above: float = 4.0
    bold: bool = False
    bullet: bool = False

    @property
    def line_height(self) -> float:
        """Distance from one line to the next."""
        return round(self.size * 1.32, 1)


@dataclass(frozen=True)
class Paragraph:
    """A text and how it looks."""

    text: str
    style: Style


@dataclass
class Drawing:
    """What was drawn so far, in reading order."""

    parts: List[str] = field(default_factory=list)

    def box(self, place: Tuple[float, float, float, float], css: str) -> None:
        """Draw a rounded box at (x, y, width, height)."""
        x, y, width, height = place
        self.parts.append(
            f'<rect class="{css}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="8"/>'
        )

    def bar(self, place: Tuple[float, float, float, float], css: str) -> None:
        """Draw a filled bar."""
        x, y, width, height = place
        self.parts.append(f'<rect class="{css}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"/>')

    def arrow(self, start: Tuple[float, float], end: Tuple[float, float]) -> None:
        """Draw a line that ends in a head."""
        self.parts.append(
            f'<path class="arrow" marker-end="url(#head)" '
            f'd="M{start[0]:g} {start[1]:g}L{end[0]:g} {end[1]:g}"/>'
        )

    def label(self, text: str, place: Tuple[float, float], css: str, anchor: str = "start") -> None:
        """Write one line at a place."""
        self.parts.append(
            f'<text class="{css}" x="{place[0]:g}" y="{place[1]:g}" text-anchor="{anchor}">'
            f"{escape(text)}</text>"
        )

    def write(self, paragraphs: List[Paragraph], x: float, y: float, room: float) -> float:
        """Write paragraphs below one another and return where they end."""
        for paragraph in paragraphs:
            style = paragraph.style
            y += style.above
            left = x + style.indent
            lines = wrap(paragraph.text, style.size, room - style.indent, style.bold)
            spans = []
            for number, line in enumerate(lines):
                y += style.line_height
                space = "" if number == len(lines) - 1 else " "
                spans.append(f'<tspan x="{left:g}" y="{y - 4:g}">{escape(line)}{space}</tspan>')
                if number == 0 and style.bullet:
                    middle = y - 4 - style.size * 0.32
                    self.parts.append(f'<circle class="bullet" cx="{left - 8:g}" cy="{middle:g}" r="2.2"/>')
            self.parts.append(f'<text class="{style.css}" font-size="{style.size:g}">{"".join(spans)}</text>')
        return y


def height_of(paragraphs: List[Paragraph], room: float) -> float:
    """Return how high paragraphs are in so much room."""
    return Drawing().write(paragraphs, 0.0, 0.0, room)
