"""The safety file is what the data makes; its pages need nothing from elsewhere; its pictures can be read."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest

from bot.knowledge.questions import questions
from bot.protocol.findings import Phase
from bot.protocol.loader import protocol
from bot.safety import numbers
from bot.safety.diagram import draw
from bot.safety.documents import PICTURES, documents
from bot.safety.hazard_log import SafetyError, load_hazards
from bot.safety.svg import Paragraph, Style, height_of, width_of, wrap
from bot.settings import PROJECT_ROOT

MADE = documents()
PAGES = sorted(name for name in MADE if name.endswith(".html"))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("path", sorted(MADE))
def test_what_is_written_is_what_the_data_makes(path: str) -> None:
    file = PROJECT_ROOT / path
    assert file.is_file(), f"{path} is missing: `make safety` writes it"
    assert file.read_text(encoding="utf-8") == MADE[path], (
        f"{path} is out of date: `make safety` writes it anew"
    )


def test_making_it_twice_gives_the_same() -> None:
    differing = [path for path, text in documents().items() if text != MADE[path]]
    assert not differing


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_for_nothing_from_elsewhere(path: str) -> None:
    assert not re.search(r"(src|href)=\"(https?:)?//|@import|url\(", MADE[path])
    assert re.search(r'<html lang="en">', MADE[path]) and "<title>" in MADE[path]


@pytest.mark.parametrize("path", PAGES)
def test_a_link_within_a_page_leads_somewhere(path: str) -> None:
    ids = set(re.findall(r'\bid="([^"]+)"', MADE[path]))
    assert set(re.findall(r'href="#([^"]+)"', MADE[path])) <= ids


@pytest.mark.parametrize(
    "path", [*(name for name in sorted(MADE) if name.endswith(".md")), "docs/safety/README.md"]
)
def test_a_link_of_a_page_leads_to_a_file(path: str) -> None:
    file = PROJECT_ROOT / path
    for link in re.findall(r"\]\(([^)#]+)\)", file.read_text(encoding="utf-8")):
        assert (file.parent / link).exists(), link


@pytest.mark.parametrize("path", [*PAGES, *(name for name in sorted(MADE) if name.endswith(".svg"))])
def test_whoever_looks_sees_that_nobody_has_signed(path: str) -> None:
    assert "UNSIGNED" in MADE[path]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_that_no_conformity_is_claimed(path: str) -> None:
    assert "DCB0129" in MADE[path] and "conformity with neither is claimed" in MADE[path]


def test_the_review_sheet_has_boxes_for_every_rule_step_and_question() -> None:
    sheet, data = MADE["docs/safety/review-sheet.html"], protocol()
    for entry in (*data.rules, *data.escalations, *data.steps, *data.questions):
        assert (
            f'aria-label="Agree with {entry.id}"' in sheet
            and f'aria-label="Disagree with {entry.id}"' in sheet
        )


def test_the_hazard_log_shows_every_hazard_in_both_matrices() -> None:
    page = MADE["docs/safety/hazard-log.html"]
    for hazard in load_hazards().hazards:
        assert page.count(f'href="#{hazard.id}"') == 2


def test_the_intended_use_names_every_kind_that_is_declined() -> None:
    page = MADE["docs/safety/intended-use.md"]
    for name in questions().declines:
        assert f"| {name.replace('_', ' ')} |" in page


def test_the_spreadsheet_and_the_json_hold_every_entry() -> None:
    rows = list(csv.DictReader(io.StringIO(MADE["docs/safety/traceability.csv"])))
    data = json.loads(MADE["docs/safety/traceability.json"])
    assert {row["id"] for row in rows if row["id"]} == {entry["id"] for entry in data["entries"]}
    assert {line["line"] for line in data["lines"]} <= {row["line"] for row in rows}
    assert data["orphans"] == []


# ---- pictures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("reader", "phase"), PICTURES)
def test_a_picture_has_a_title_a_description_and_text_as_text(reader: str, phase: Phase) -> None:
    root = ElementTree.fromstring(draw(reader, phase, signed=False))  # type: ignore[arg-type]
    labels = root.attrib["aria-labelledby"].split()
    assert [root.find(f"{SVG}title").attrib["id"], root.find(f"{SVG}desc").attrib["id"]] == labels  # type: ignore[union-attr]
    assert not list(root.iter(f"{SVG}script")) and not list(root.iter(f"{SVG}image"))
    assert len("".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))) > 800


@pytest.mark.parametrize("phase", [Phase.RUNNING, Phase.AFTER])
def test_the_nurses_pictures_hold_every_rule_of_the_phase(phase: Phase) -> None:
    picture = draw("nurse", phase, signed=False)
    absent = {
        Phase.RUNNING: {
            rule.id
            for rule in protocol().rules
            if rule.level in ("same_day", "self_care")
        },
        Phase.AFTER: {"EM-FAINT-RUNNING", "EM-PRESSURE", "TN-REACTION", "SD-BEFORE"},
    }[phase]  # fmt: skip
    for rule in protocol().rules:
        assert (f">{rule.id} (" in picture) is (rule.id not in absent), rule.id


def test_a_signed_picture_does_not_say_that_it_is_unsigned() -> None:
    assert "UNSIGNED" not in draw("nurse", Phase.AFTER, signed=True)


@pytest.mark.parametrize(("reader", "phase"), PICTURES)
def test_every_line_of_a_picture_stays_in_it(reader: str, phase: Phase) -> None:
    root = ElementTree.fromstring(draw(reader, phase, signed=False))  # type: ignore[arg-type]
    _, _, wide, high = (float(part) for part in root.attrib["viewBox"].split())
    for text in root.iter(f"{SVG}text"):
        for span in text.iter(f"{SVG}tspan"):
            right = float(span.attrib["x"]) + width_of(
                span.text or "", float(text.attrib["font-size"]), bold=True
            )
            assert right <= wide and float(span.attrib["y"]) <= high, span.text


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("#1b1f24", "#f4f6f9"), ("#4a5361", "#f4f6f9"), ("#b00020", "#fff"),
        ("#e8ecf1", "#1f262e"), ("#b4bdc9", "#1f262e"), ("#ff8a8a", "#14181d"),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground_by_day_and_night(text: str, ground: str) -> None:
    style = MADE["docs/safety/diagram-nurse-after.svg"]
    assert text in style and ground in style
    assert contrast(text, ground) >= 4.5


def test_text_is_broken_where_it_would_not_fit() -> None:
    lines = wrap("one two three four five six seven", 14, 80)
    assert len(lines) > 2 and all(width_of(line, 14) <= 80 for line in lines)
    assert wrap("extraordinarilylongword", 14, 10) == ["extraordinarilylongword"]
    assert height_of([Paragraph("a b c", Style("body"))], 500) < height_of(
        [Paragraph("a b c " * 40, Style("body"))], 500
    )


# ---- the model card's numbers ----------------------------------------------------------------------


def test_the_model_card_quotes_what_the_pages_say() -> None:
    card = MADE["docs/safety/model-card.md"]
    assert numbers.table("docs/nlu.md", "measure", "goal").markdown in card
    assert "`make eval-nlu" in card and "`make eval-answers" in card


def test_goals_that_were_missed_are_found_and_those_that_were_met_are_not() -> None:
    table = numbers.Table(
        "x", ("measure", "goal", "a", "b, grammar alone"),
        (
            ("found", "0.995", "**0.869** [0.8, 1.0]", "0.1"),
            ("false alarms", "2 %", "1.9 %", ""),
            ("p95", "10 ms", "p50 9 ms, p95 13 ms", ""),
        ),
    )  # fmt: skip
    assert [(miss.what, miss.value) for miss in numbers.misses(table)] == [
        ("found", "0.869 [0.8, 1.0]"),
        ("p95", "p50 9 ms, p95 13 ms"),
    ]


def test_a_number_that_is_gone_from_its_page_is_told() -> None:
    with pytest.raises(SafetyError, match=r"docs/nlu\.md"):
        numbers.quoted("docs/nlu.md", "no such sentence ([0-9]+)")
    with pytest.raises(SafetyError, match="no table begins"):
        numbers.table("docs/nlu.md", "no", "table")
