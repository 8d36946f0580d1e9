"""The page to print is complete in itself, says its level in words, and escapes whatever it shows."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Dict, List, Optional, Tuple

import pytest

from bot.handoff.page import content_security_policy, nothing_told_page, page, plain_text
from bot.protocol.findings import Findings
from bot.protocol.loader import protocol
from tests.handoff.samples import MENINGITIS, handed_over
from tests.protocol.people import at_home, person

Attributes = List[Tuple[str, Optional[str]]]


class Document(HTMLParser):
    """Reads the page as a browser would: its tags, its attributes, its text."""

    VOID = frozenset({"meta", "link", "img", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: List[str] = []
        self.attributes: List[Tuple[str, str, str]] = []
        self.words: List[str] = []
        self.open: List[str] = []
        self.rows: Dict[str, str] = {}
        self._row: List[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "tr":
            self._row = []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "tr" and len(self._row) > 1:
            self.rows[self._row[0]] = " ".join(self._row[1:])

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] != "style":
            self.words.append(data.strip())
            if "tr" in self.open:
                self._row.append(data.strip())

    @property
    def text(self) -> str:
        return " ".join(self.words)


def document(findings: Findings = MENINGITIS) -> Document:
    read = Document(page(handed_over(findings)))
    assert not read.open, "every tag is closed"
    return read


def test_the_level_is_said_in_words_and_as_filled_circles() -> None:
    text = document().text
    assert "Protocol level: Get medical help now (urgent, 4 of 5)." in text and "●●●●○" in text
    assert "○○○○○ No protocol level yet" in document(person(phase="running")).text


def test_each_finding_is_in_the_table_with_its_state_in_words() -> None:
    rows = document().rows
    assert rows["neck stiffness (meningism)"] == "▲ present"
    assert rows["dyspnea"] == "– denied"
    assert rows["confusion"] == "? unknown (asked, could not say)"
    assert rows["syncope or loss of consciousness"] == "? unknown (not asked)"
    assert rows["cough"] == "? unknown (not asked)"
    assert rows["diabetes"] == "▲ present" and rows["kidney disease"] == "? unknown (not asked)"


def test_the_sbar_the_rules_and_their_sources_are_on_the_page() -> None:
    read = document()
    for section in ("Situation", "Background", "Assessment", "Recommendation"):
        assert section in read.words
    assert "000:9, 000:11, 003:23, 003:33" in read.rows["UR-NECK"]
    assert "Can IVIg Make Neuropathy Worse? (secondary web article; lines 23, 27, 33, 35)." in read.text
    assert "None of these pages is a medical guideline." in read.text


def test_the_footer_says_what_it_is_and_that_nobody_is_named() -> None:
    text = document().text
    assert "Patient-entered summary" in text and "Not a diagnosis" in text
    assert "no record of identity" in text
    assert "2026-05-04T10:30:05Z" in text and "Last message: 2026-05-04T10:29:00Z" in text


def test_it_has_no_script_and_asks_for_nothing_from_outside() -> None:
    html = page(handed_over())
    read = document()
    assert not {"script", "iframe", "img", "link", "object", "form", "base"} & set(read.tags)
    assert not [
        name for _, name, _ in read.attributes if name.startswith("on") or name in ("src", "href", "style")
    ]
    assert "http:" not in html and "https:" not in html and "url(" not in html and "@import" not in html


def test_it_is_laid_out_for_paper() -> None:
    html = page(handed_over())
    assert "@page" in html and "@media print" in html and "break-inside: avoid" in html


def test_the_policy_allows_the_pages_own_style_and_nothing_else() -> None:
    style = re.search(r"<style>(.*?)</style>", page(handed_over()), re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = content_security_policy()
    assert policy.startswith("default-src 'none'") and f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy


def test_the_page_has_a_language_a_title_and_headed_tables() -> None:
    read = document()
    assert ("html", "lang", "en") in read.attributes
    assert read.tags.count("title") == 1 and read.tags.count("h1") == 1
    assert ("th", "scope", "row") in read.attributes and ("th", "scope", "col") in read.attributes


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7*7 }}", "&lt;b&gt;"]
)
def test_whatever_a_conversation_holds_is_shown_and_never_run(evil: str) -> None:
    findings = MENINGITIS.with_changes(who=evil)
    read = document(findings)
    assert read.tags == document().tags, "no tag of its own"
    assert evil in read.text


def test_the_plain_text_holds_the_same_sections() -> None:
    text = plain_text(handed_over())
    for heading in ("SITUATION", "BACKGROUND", "ASSESSMENT", "RECOMMENDATION"):
        assert f"\n{heading}\n- " in text
    assert "no record of identity" in text and "<" not in text


def test_a_calm_summary_without_sources_has_no_empty_list_of_them() -> None:
    assert "Sources:" not in plain_text(handed_over(person("back_pain")))
    finished = at_home(answered=frozenset(question.id for question in protocol().questions))
    assert "Sources:" in plain_text(handed_over(finished))


def test_with_nothing_told_the_page_says_so() -> None:
    read = Document(nothing_told_page())
    assert "Nothing has been told yet" in read.text and "table" not in read.tags
