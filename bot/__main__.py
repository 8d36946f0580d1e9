"""``python -m bot``: the command line. The environment is set first, before numpy or Rasa are imported."""

from __future__ import annotations

import sys

from bot.runtime.environment import prepare

prepare()

from bot.cli import main  # noqa: E402 - what it imports reads the environment

if __name__ == "__main__":
    sys.exit(main())
