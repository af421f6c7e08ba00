"""The errors of the program, as a tree:

    XunchaError               one line for the user: what, where, how to mend; never a traceback
    ├── ConfigError           a broken configuration, option or rule pack (exit status 2)
    ├── StorageError          the database cannot be opened, read or written
    │   └── StaleAttempt      the site's pass was given to another worker; this one must stop writing
    └── WorkerLost            a parse worker died or was too slow; carries the pages it held

Expected outcomes of a crawl (a dead link, a refused request) are values (`Verdict`, `Unknown`), not exceptions.
"""

from __future__ import annotations


class XunchaError(Exception):
    """A mistake that its reader can mend; printed as one line."""


class ConfigError(XunchaError):
    """The configuration, an option or a rule pack is wrong."""


class StorageError(XunchaError):
    """The database cannot be opened, read or written. `while_running`: after it had been opened."""

    while_running = False


class StaleAttempt(StorageError):
    """Another worker has taken over this site's pass."""
