"""How the program ends: its exit statuses (docs/interface.md)."""

from __future__ import annotations

from model import StorageError, XunchaError

FINISHED, FOUND, WRONG, INCOMPLETE = 0, 1, 2, 3
"""Complete and clean, complete with findings, a wrong command or configuration, not complete."""


def of_error(error: XunchaError) -> int:
    """The exit status of an error that ended a command: a place that cannot be used is a wrong command."""
    return INCOMPLETE if isinstance(error, StorageError) and error.while_running else WRONG
