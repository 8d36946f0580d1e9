"""Proofs of the protocol over every combination of findings, and mutation of it.

The formulas are built from the same loaded objects that `bot.protocol.engine` runs; docs/verification.md says
what is proved, over what, and what is not.
"""
