"""The IVIG triage assistant."""
