"""The command `briefing`: every error becomes one line and an exit code; no traceback reaches a user."""

from __future__ import annotations

import os
import sys

from assistant.errors import BriefingError


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 the answer is no, 2 bad use or input, 3 some inputs failed, 130 interrupted."""
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    from assistant.interfaces.cli.app import app

    try:
        app()
    except BriefingError as error:
        print(f"briefing: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("briefing: interrupted; what was done is kept", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe has had enough, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        print(f"briefing: {error.filename or 'file'}: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        sys.exit(2)
