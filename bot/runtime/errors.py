"""Errors that end a command with one clear line."""

from __future__ import annotations


class CommandError(Exception):
    """A command cannot go on; the text says why, and what to do, in one line."""
