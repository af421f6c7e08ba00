"""Where the program begins: Ctrl-C is one line from the first moment, also while the modules are still being read."""

from __future__ import annotations

import os
import signal
import sys

INTERRUPTED = 3
"""Not complete, as exit_statuses.INCOMPLETE, which is not read yet."""


def main() -> None:
    """The entry point. Nothing has been begun while modules are read, so that the process may end at once.

    Nothing but the process that an audit's workers come from, which ends with this one.
    """
    signal.signal(signal.SIGINT, _end)
    from workers.freed_memory import collect_rarely, keeping_all

    collect_rarely()
    if sys.argv[1:2] == ["audit"] and "--help" not in sys.argv:
        from workers import head_start

        chosen = any(word.startswith(("--rules", "--skip")) for word in sys.argv)
        head_start.begin(*() if chosen else (head_start.EVERY_CHECK,))
    with keeping_all():
        import cli

        app = cli.program(sys.argv[1:])

    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.main(app)


def _end(*_: object) -> None:
    os.write(2, b"xuncha: interrupted\n")
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
