"""How long a real person takes between a reply and the next message: reads, decides, types.

Reading: 238 words a minute, the mean of adults who read English silently (Brysbaert, J. Memory and Language
109, 2019). Typing: 36.2 words a minute of five characters, the mean on phones (Palin et al., MobileHCI 2019).
Deciding takes one second. Nobody reads one reply for longer than ten, the rest is passed over; nor types for
longer than a minute, what takes longer is pasted.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

WORDS_READ_PER_SECOND = 238 / 60
CHARACTERS_TYPED_PER_SECOND = 36.2 * 5 / 60
SECONDS_TO_DECIDE = 1.0
LONGEST_READING_SECONDS = 10.0
LONGEST_TYPING_SECONDS = 60.0
SPREAD = 0.35  # of the logarithm: two thirds of the people lie between 0.7 and 1.4 times the mean


@dataclass(frozen=True)
class Pace:
    """A pace of people.

    Attributes:
        slowness: 1 is a real person's; 0.1 is ten times as fast, for short tests.
    """

    slowness: float = 1.0

    def seconds(self, reply: str, message: str, is_tapped: bool, chance: random.Random) -> float:
        """Return how long somebody takes.

        Args:
            reply: what is read; empty before the first message.
            message: what is then written.
            is_tapped: it is a quick answer, so that nothing is typed.
            chance: people differ.
        """
        reading = min(len(reply.split()) / WORDS_READ_PER_SECOND, LONGEST_READING_SECONDS)
        typing = 0.0 if is_tapped else min(len(message) / CHARACTERS_TYPED_PER_SECOND, LONGEST_TYPING_SECONDS)
        varied = math.exp(chance.gauss(-SPREAD * SPREAD / 2, SPREAD))  # its mean is 1
        return (reading + SECONDS_TO_DECIDE + typing) * varied * self.slowness


HUMAN = Pace()
