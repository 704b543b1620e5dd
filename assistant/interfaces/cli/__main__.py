"""`python -m assistant.interfaces.cli` is the command `briefing`."""

from assistant.interfaces.cli import main

main()
