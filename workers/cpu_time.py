"""How long a process has worked, so that a page is not blamed for a machine that is busy with something else."""

from __future__ import annotations

import os
import time
from pathlib import Path


def cpu_seconds(process: int) -> float:
    """Seconds of processor time that a process has had; where the system does not tell (no /proc), the clock's."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return time.monotonic()
