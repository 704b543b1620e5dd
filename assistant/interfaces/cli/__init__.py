"""The command `briefing`: every error becomes one line and an exit code; no traceback reaches a user."""

from __future__ import annotations

import os
import sys

from assistant.errors import BriefingError

#: What 128 + SIGINT is to a shell.
_INTERRUPTED = 130


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 the answer is no, 2 bad use or input, 3 some inputs failed, 130 interrupted."""
    try:
        code = _run()
    except KeyboardInterrupt:
        code = _INTERRUPTED
    if code == _INTERRUPTED:
        print("briefing: interrupted; what was done is kept", file=sys.stderr)
    sys.exit(code)


def _run() -> int:
    """Run the command, and say in one line what went wrong; its exit code."""
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    from typer.exceptions import TyperException

    from assistant.interfaces.cli.app import app
    from assistant.tracing import configure

    configure()
    try:
        return int(app(prog_name="briefing", standalone_mode=False) or 0)
    except TyperException as error:
        return _usage(error)
    except BriefingError as error:
        print(f"briefing: {error}", file=sys.stderr)
    except BrokenPipeError:
        # The reader of a pipe has had enough, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"briefing: {error.filename or 'file'}: {(error.strerror or str(error)).lower()}", file=sys.stderr)
    except Exception as error:
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        what = " ".join(str(error).split())[:200]
        print(
            f"briefing: unexpected {type(error).__name__}: {what}; set BRIEFING_DEBUG=1 to see where", file=sys.stderr
        )
    return 2


def _usage(error: Exception) -> int:
    """Say in one line how the command was misused; a command without anything to do shows its help."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "briefing"
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message())  # type: ignore[attr-defined]
        return 2
    message = " ".join(error.format_message().replace("Value error, ", "").split()).rstrip(".")  # type: ignore[attr-defined]
    print(f"briefing: {message[:1].lower()}{message[1:]}; see {command} --help", file=sys.stderr)
    return 2
