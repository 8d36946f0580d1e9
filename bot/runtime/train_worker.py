"""Train in a process of its own: ``python -m bot.runtime.train_worker FOLDER NAME``.

Its output is the training log. It ends with the reason where it fails.
"""

from __future__ import annotations

import logging
import sys
import traceback

from bot.runtime.environment import prepare

prepare()

from bot.runtime.tensorflow_stand_in import leave_tensorflow_out  # noqa: E402

LONGEST_REASON = 250  # characters


def main(folder: str, name: str) -> int:
    """Train the model into a folder; return the exit code."""
    leave_tensorflow_out()
    from rasa.api import train
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings(logging.INFO)
    configure_structlog(logging.INFO)
    result = train(
        domain="domain.yml",
        config="config.yml",
        training_files=["data"],
        output=folder,
        fixed_model_name=name,
        # Rasa's cache knows the source of a component but not the data files that it reads.
        force_training=True,
    )
    from bot.nlu.document_index import replies

    replies()  # what it learns is kept beside the model
    return int(result.code)


def reason(error: Exception) -> str:
    """Return why a training failed, in one line: Rasa's errors go on for pages."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:LONGEST_REASON]}"


if __name__ == "__main__":
    try:
        code = main(*sys.argv[1:3])
    except Exception as error:  # noqa: BLE001 - the reason is the log's last line, where the command that started us looks
        traceback.print_exc()
        print(reason(error), file=sys.stderr)
        code = 1
    sys.exit(code)
