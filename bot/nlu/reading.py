"""What is known of each word before patterns are tried, and what stops a pattern's gaps."""

from __future__ import annotations

from typing import List, Sequence

from bot.nlu.grammar import Chart, Walls
from bot.nlu.lexicon import Lexicon
from bot.nlu.mentions import CONTRASTS, HARD_STOPS, JOINERS, SUBJECTS


def chart_of(words: Sequence[str], lex: Lexicon) -> Chart:
    """Return what the grammar knows of each word: numbers in, adverbs and sayings out.

    Args:
        words: the words, their spelling corrected.
        lex: the lexicon.
    """
    chart = _with_numbers(lex.grammar.chart(words), words, lex)
    return _without_idioms(_without_adverbs(chart, words, lex), words, lex)


def _with_numbers(chart: Chart, words: Sequence[str], lex: Lexicon) -> Chart:
    """Add the classes of numbers to the chart."""
    present = chart.present
    for position, word in enumerate(words):
        if not word[0].isdigit():
            continue
        try:
            value = float(word)
        except ValueError:
            continue
        for entry in lex.numbers:
            if any(low <= value <= high for low, high in entry.ranges) and ("." in word or not entry.decimal):
                chart.at[position].append((entry.bit, position + 1))
                chart.masks[position] |= entry.bit
                present |= entry.bit
    return Chart(chart.at, chart.masks, present)


_BACK_AFTER = frozenset(
    [
        "of",
        "in",
        "at",
        "from",
        "to",
        "home",
        "then",
        "again",
        "on",
        "up",
        "down",
        "when",
        "by",
        "there",
        "here",
    ]
)
_BACK_BEFORE = frozenset(
    [
        "come",
        "comes",
        "came",
        "coming",
        "go",
        "goes",
        "went",
        "going",
        "call",
        "called",
        "get",
        "got",
        "gets",
        "way",
        "days",
        "day",
        "years",
        "year",
        "hours",
        "hour",
        "weeks",
        "week",
        "minutes",
        "months",
        "drove",
        "walked",
        "brought",
        "bring",
        "is",
        "are",
        "straight",
        "put",
        "send",
        "sent",
        "take",
        "took",
        "while",
    ]
)


def _without_adverbs(chart: Chart, words: Sequence[str], lex: Lexicon) -> Chart:
    """Take "back" for no part of the body in "back home", "the back of", "two days back", "it is back"."""
    for place, word in enumerate(words):
        if word != "back":
            continue
        before = words[place - 1] if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        owned = before in ("my", "his", "her", "lower", "upper")
        # "I get back pain", but "it came back".
        owned = owned or (place + 1 < len(words) and bool(chart.masks[place + 1] & lex.sensation_mask))
        if after == "of" or (
            not owned
            and (before in _BACK_BEFORE or (after in _BACK_AFTER and before not in ("", "the", "low")))
        ):
            chart.at[place][:] = [
                (bits & ~lex.body_mask, end) if end == place + 1 else (bits, end)
                for bits, end in chart.at[place]
            ]
            chart.masks[place] = 0
            for bits, _ in chart.at[place]:
                chart.masks[place] |= bits
    return chart


def _without_idioms(chart: Chart, words: Sequence[str], lex: Lexicon) -> Chart:
    """Leave the words of sayings out."""
    for _, start, end in lex.idioms.find(words):
        for place in range(start, end):
            chart.at[place].clear()
            chart.masks[place] = 0
    return chart


def walls_of(words: Sequence[str], chart: Chart, lex: Lexicon) -> Walls:
    """Mark what stops a gap."""
    body = [bool(mask & lex.body_mask) for mask in chart.masks]
    complete = [bool(mask & lex.sensation_mask) for mask in chart.masks]
    negated = [index > 0 and words[index - 1] == "not" for index in range(len(words))]
    new_scope = _new_denials(words, body, complete)
    return Walls(
        hard=[
            word in HARD_STOPS
            or word in CONTRASTS
            or (word in ("only", "just") and words[index - 1 : index] == [","])
            or new_scope[index]
            for index, word in enumerate(words)
        ],
        filler=[word in lex.fillers for word in words],
        body=body,
        complete=complete,
        joiner=[word in JOINERS for word in words],
        fine=[word in lex.fine and not negated[index] for index, word in enumerate(words)],
        subject=[word in SUBJECTS for word in words],
    )


def _new_denials(words: Sequence[str], body: Sequence[bool], complete: Sequence[bool]) -> List[bool]:
    """Mark each "no" that opens a statement of its own, so that no finding reaches across it.

    That is a "no" after a sensation ("chest pain no stiff neck") and, once a list has begun with a "no"
    ("no fever no swelling"), every later one of the sentence. "Face no swelling" is one statement.
    """
    marks = [False] * len(words)
    listing = False
    for place, word in enumerate(words):
        if word in HARD_STOPS or word in CONTRASTS:
            listing = False
        elif word in ("no", "nor", "without") or (word == "not" and listing and words[place - 1] == "do"):
            marks[place] = listing or (place > 0 and complete[place - 1])
            listing = listing or place == 0 or not body[place - 1]
    return marks
