"""What holds for the handoff of every conversation, not only of those that we thought of."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import List, Optional

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.handoff import Handoff, hand_over
from bot.handoff.fhir import bundle
from bot.handoff.known import State, stands_for_others
from bot.handoff.page import page, plain_text
from bot.handoff.patient import patient_text
from bot.handoff.sbar import SECTIONS
from bot.protocol.findings import Findings, Status
from bot.protocol.loader import protocol
from tests.handoff.samples import NOW, any_findings

DATA = protocol()


def made(findings: Findings) -> Handoff:
    handoff: Optional[Handoff] = hand_over(findings, NOW)
    assume(handoff is not None)
    assert handoff is not None
    return handoff


@settings(deadline=None)
@given(any_findings())
def test_the_summary_never_fails_and_names_every_danger_sign_for_what_it_is(findings: Findings) -> None:
    handoff = made(findings)
    paragraphs = handoff.sbar.paragraphs()
    assert tuple(paragraphs) == SECTIONS and all(text.strip() for text in paragraphs.values())
    assert plain_text(handoff) and patient_text(handoff)
    payload = handoff.payload()
    unknown = [
        sentence
        for section in ("situation", "assessment")
        for sentence in getattr(handoff.sbar, section)
        if "unknown" in sentence or "not confirmed: " in sentence
    ]
    for code in sorted(DATA.danger_codes):
        name, status = DATA.signs[code].clinical, findings.sign(code)
        if status is Status.PRESENT:
            assert name in paragraphs["situation"]
        elif status is Status.ABSENT:
            assert code in payload["denied"] or stands_for_others(code)
        elif not stands_for_others(code):  # "one of these" names no sign that anybody could ask for
            assert any(name in sentence for sentence in unknown), code
            assert code in payload["unknown"]
    assert all(findings.sign(code) is Status.ABSENT for code in payload["denied"])
    assert not set(payload["denied"]) & set(payload["unknown"])


@settings(deadline=None)
@given(any_findings())
def test_care_at_home_is_the_level_only_where_no_danger_sign_is_open(findings: Findings) -> None:
    handoff = made(findings)
    rules = [rule.id for rule in handoff.rating.rules]
    if handoff.rating.level != "self_care" or not handoff.rating.complete:
        assert "SC-HOME" not in rules
    if handoff.rating.level != "self_care":
        return
    open_states = (State.PRESENT, State.ASKED_UNKNOWN)
    assert not [sign.code for sign in handoff.signs if sign.danger and sign.state in open_states]


@settings(deadline=None, max_examples=50)
@given(any_findings())
def test_the_bundle_fits_fhir_for_every_state(findings: Findings) -> None:
    content = bundle(made(findings))  # building it validates it
    assert len(content["entry"]) >= 44 + 3


class Tags(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: List[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="<>&\"'/ abz{}%script=", min_size=1, max_size=30))
def test_the_page_escapes_everything(evil: str) -> None:
    assume("relation" not in evil)
    plain, read = (Tags(page(made(Findings(severity=3, who=who)))) for who in ("someone", evil))
    assume(evil != "self")
    assert read.tags == plain.tags
    assert evil in read.text
