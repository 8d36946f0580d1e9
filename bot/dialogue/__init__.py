"""Rasa policies: danger first, whatever the conversation is doing."""
