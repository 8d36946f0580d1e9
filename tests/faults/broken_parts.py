"""Parts of the assistant that raise when a message holds a certain word, and a model that is made of them."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from bot.dialogue.triage_policy import TriagePolicy
from bot.nlu.extractor import PatientLanguageExtractor
from bot.runtime import model

# Each word breaks one part; none is a sign.
BREAKS_UNDERSTANDING = "earthquake"
BREAKS_POLICY = "landslide"
# What the errors quote of the person, as a careless library would; no log may hold it.
QUOTED = "zebramarker"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class BreakableExtractor(PatientLanguageExtractor):
    """Understands as ours does, and raises on one word."""

    def process(self, messages: List[Any]) -> List[Any]:
        for message in messages:
            if BREAKS_UNDERSTANDING in str(message.get("text")):
                raise RuntimeError(f"could not read: {message.get('text')}")
        return super().process(messages)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class BreakablePolicy(TriagePolicy):
    """Decides as ours does, and raises on one word."""

    def predict_action_probabilities(self, tracker: Any, *arguments: Any, **options: Any) -> Any:
        if tracker.latest_message and BREAKS_POLICY in str(tracker.latest_message.text):
            raise KeyError(tracker.latest_message.text)
        return super().predict_action_probabilities(tracker, *arguments, **options)


REPLACED: Dict[str, str] = {
    "bot.nlu.extractor.PatientLanguageExtractor": f"{__name__}.BreakableExtractor",
    "bot.dialogue.triage_policy.TriagePolicy": f"{__name__}.BreakablePolicy",
}


def make_breakable_model(trained: Path, folder: Path) -> Path:
    """Put a copy of a trained model, made of the breakable parts, into a folder for ``IVIG_MODEL_DIR``."""
    folder.mkdir(parents=True, exist_ok=True)
    inside = folder / "unpacked"
    with tarfile.open(trained) as archive:
        archive.extractall(inside)
    metadata = inside / "metadata.json"
    text = metadata.read_text(encoding="utf-8")
    for ours, breakable in REPLACED.items():
        assert f'"uses": "{ours}"' in text
        text = text.replace(f'"uses": "{ours}"', f'"uses": "{breakable}"')
    metadata.write_text(text, encoding="utf-8")
    made = folder / trained.name
    with tarfile.open(made, "w:gz") as archive:
        for part in sorted(inside.iterdir()):
            archive.add(part, arcname=part.name)
    call_current(folder)
    return made


def call_current(folder: Path) -> None:
    """Say in a model folder that its model fits the inputs as they are."""
    (folder / f"{model.NAME}.json").write_text(json.dumps({"inputs": model.fingerprint()}), encoding="utf-8")
