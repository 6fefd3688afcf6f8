"""Why a command cannot be carried out, and how it ends."""

OK, CHECK_FAILED, MISUSED = 0, 1, 2
"""Exit codes: all is well; a check failed; the command was misused."""


class UnableToRun(Exception):
    """The command cannot be carried out as it was given; its message is a Chinese sentence with the cure."""
