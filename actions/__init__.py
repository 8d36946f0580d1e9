"""Rasa custom actions. Thin: read the tracker, ask the core, utter, return events."""
