"""Measures the understanding of patients' language on the labelled messages in benchmarks/nlu/.

    python -m benchmarks.eval_nlu [--split locked|blind4|held_out|...] [--errors N] [--grammar-only]

Prints micro F1 of (code, role), the recall of present danger signs with every miss, danger signs that were
wrongly made absent, hypothetical or historical, the false alarms, severity, infusion status, durations,
who and answer, and the parse time. A sign that is only possible is asked back: that is counted beside the
strict number, as are the questions that it costs. On a locked or blind split only totals are printed, so that
it stays unseen.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any, Dict, List, Tuple

from benchmarks.meaning.prepare import written
from bot.nlu.codes import DANGER_SIGNS
from bot.nlu.meaning_model import meaning_model
from bot.nlu.understanding import Understanding, understand

HERE = Path(__file__).parent

# The labels were written for a message typed at two in the afternoon; the date is a Wednesday.
NOW = datetime(2025, 6, 18, 14, 0)
# Splits that no goal is measured on, so that their errors may be shown.
HELD_OUT = "held_out"
READ = ("development", "blind2", HELD_OUT)
SPLITS = ("development", "blind2", "locked", "blind3", "blind4", HELD_OUT)
VALUES = ("severity", "infusion_status", "duration", "who", "answer")
QUIET_ROLES = ("absent", "hypothetical", "historical")

Pair = Tuple[str, str]


def read(split: str) -> List[Dict[str, Any]]:
    """Return the labelled messages of a split; those held out are labelled with findings alone."""
    if split == HELD_OUT:
        paths = sorted((HERE / "nlu").glob("held_out_*.txt"))
        return [{"text": row.text, "symptoms": row.pairs} for path in paths for row in written(path)]
    path = HERE / "nlu" / f"{split}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def findings(result: Understanding) -> set[Pair]:
    """Return the (code, role) pairs of symptoms and features."""
    return {(str(e.value), str(e.role)) for e in result.entities if e.entity in ("symptom", "feature")}


def wilson(hits: int, total: int) -> str:
    """Return a share with its 95% Wilson interval."""
    if total == 0:
        return "n/a"
    share = hits / total
    z = 1.96
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{share:.4f} [{max(0, centre - half):.3f}, {min(1, centre + half):.3f}] ({hits}/{total})"


def same_hours(gold: List[float], found: List[float]) -> bool:
    """Tell whether two lists of hours agree to within 10 per cent."""
    if len(gold) != len(found):
        return False
    return all(
        abs(a - b) <= max(0.05, 0.1 * abs(a)) for a, b in zip(sorted(gold), sorted(found), strict=False)
    )


def single(result: Understanding, entity: str) -> Any:
    """Return the one value of an entity, or None."""
    values = result.of(entity)
    return values[0].value if values else None


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", default="development", choices=SPLITS)
    parser.add_argument("--grammar-only", action="store_true", help="without the network")
    parser.add_argument(
        "--errors",
        type=int,
        default=0,
        help="print this many errors of each kind (development, blind2 and held_out only)",
    )
    parser.add_argument("--list", default="", help="only these kinds of error, by comma")
    options = parser.parse_args()
    rows = read(options.split)
    shown = options.errors if options.split in READ else 0
    only = set(options.list.split(",")) - {""}
    reader = None if options.grammar_only else meaning_model()
    understand("warm up my neck is stiff, it feels odd", NOW, reader)

    count: Counter[str] = Counter()
    by_code: Dict[str, Counter[str]] = {}
    by_kind: Dict[str, Counter[str]] = {}
    errors: Dict[str, List[str]] = {}
    seconds: List[float] = []
    short_seconds: List[float] = []

    def note(kind: str, text: str) -> None:
        errors.setdefault(kind, []).append(text)

    for row in rows:
        begun = time.perf_counter()
        result = understand(row["text"], NOW, reader)
        seconds.append(time.perf_counter() - begun)
        if len(row["text"].split()) <= 30:
            short_seconds.append(seconds[-1])
        gold = {(code, role) for code, role in row["symptoms"]}
        found = findings(result)
        count["tp"] += len(gold & found)
        count["fp"] += len(found - gold)
        count["fn"] += len(gold - found)
        kind = by_kind.setdefault(row.get("kind", row.get("style", "")), Counter())
        kind["tp"] += len(gold & found)
        kind["wrong"] += len(gold ^ found)
        for code, _ in gold & found:
            by_code.setdefault(code, Counter())["tp"] += 1
        for code, _ in gold - found:
            by_code.setdefault(code, Counter())["fn"] += 1
        for code, _ in found - gold:
            by_code.setdefault(code, Counter())["fp"] += 1
        if gold != found:
            note("f1", f"{row['text'][:300]}  missing {sorted(gold - found)}  extra {sorted(found - gold)}")
        roles = result.roles()
        for code, role in gold:
            if role == "present" and code in DANGER_SIGNS:
                count["danger"] += 1
                if (code, "present") in found:
                    count["danger_found"] += 1
                else:
                    note("danger_miss", f"{code} as {roles.get(code)}: {row['text'][:300]}")
                    count["danger_possible"] += "possible" in roles.get(code, ())
                    if any(r in QUIET_ROLES for r in roles.get(code, ())):
                        count["danger_quiet"] += 1
                        note("danger_quiet", f"{code} {roles[code]}: {row['text'][:300]}")
        gold_danger = any(code in DANGER_SIGNS and role == "present" for code, role in gold)
        if not gold_danger:
            count["calm"] += 1
            alarms = [code for code, role in found if code in DANGER_SIGNS and role == "present"]
            asked = [code for code, role in found if code in DANGER_SIGNS and role == "possible"]
            if any((code, "possible") not in gold for code in asked) and not alarms:
                count["asked"] += 1
                note("asked", f"{asked}: {row['text'][:300]}")
            if alarms:
                count["alarm"] += 1
                note("alarm", f"{alarms}: {row['text'][:300]}")
        for name in ("severity", "infusion_status", "who", "answer"):
            value = single(result, name)
            right = value == row.get(name)
            count[f"{name}_right"] += right
            if row.get(name) is not None:
                count[f"{name}_gold"] += 1
                count[f"{name}_hit"] += right
            if not right:
                note(name, f"{row['text'][:200]}  gold {row.get(name)} found {value}")
        hours = [float(e.value) for e in result.of("duration_hours")]
        right = same_hours(row.get("duration_hours") or [], hours)
        count["duration_right"] += right
        if row.get("duration_hours"):
            count["duration_gold"] += 1
            count["duration_hit"] += right
        if not right:
            note("duration", f"{row['text'][:200]}  gold {row.get('duration_hours')} found {hours}")

    precision = count["tp"] / max(1, count["tp"] + count["fp"])
    recall = count["tp"] / max(1, count["tp"] + count["fn"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    seconds.sort()
    total = len(rows)
    print(f"{options.split}: {total} messages")
    print(f"(code, role) micro F1      {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}")
    print(
        f"present danger signs found {wilson(count['danger_found'], count['danger'])}; "
        f"missed but possible {count['danger_possible']}"
    )
    caught = count["danger_found"] + count["danger_possible"]
    print(f"found or asked back        {wilson(caught, count['danger'])}")
    print(f"needless question instead  {wilson(count['asked'], count['calm'])}")
    print(f"danger made quiet          {count['danger_quiet']}")
    print(f"false alarms               {wilson(count['alarm'], count['calm'])}")
    for name in (
        () if options.split == HELD_OUT else ("severity", "infusion_status", "duration", "who", "answer")
    ):
        print(
            f"{name:26} {wilson(count[f'{name}_right'], total)}; "
            f"where told {wilson(count[f'{name}_hit'], count[f'{name}_gold'])}"
        )
    print(
        f"parse time p50 / p95       {seconds[total // 2] * 1000:.2f} / "
        f"{seconds[int(total * 0.95)] * 1000:.2f} ms"
    )
    short_seconds.sort()
    print(f"  p95 up to 30 words       {short_seconds[int(len(short_seconds) * 0.95)] * 1000:.2f} ms")
    print(
        "by kind: " + "; ".join(f"{kind} {c['tp']}/{c['wrong']} wrong" for kind, c in sorted(by_kind.items()))
    )
    if options.split not in READ:
        return
    print(
        "worst codes: "
        + "; ".join(
            f"{code} tp {c['tp']} fn {c['fn']} fp {c['fp']}"
            for code, c in sorted(by_code.items(), key=lambda item: -(item[1]["fn"] + item[1]["fp"]))[:20]
        )
    )
    for name, texts in errors.items():
        if only and name not in only:
            continue
        print(f"== {name}: {len(texts)}")
        for text in texts[:shown]:
            print("  ", text)


if __name__ == "__main__":
    main()
