"""The handoff of a conversation to a clinician: SBAR, a page to print, and FHIR R4.

Pure: findings and a time in, documents out. It reads the protocol and its data and knows nothing of Rasa, of
senders or of names. ``fhir`` is imported where it is needed only: its library is large.
"""

from bot.handoff.sbar import Handoff, hand_over

__all__ = ["Handoff", "hand_over"]
