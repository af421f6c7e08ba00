"""Ctrl-C while the program is still being read is one line."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import begin
import exit_statuses

ROOT = Path(begin.__file__).parent


def started(folder: Path, cli: str) -> subprocess.Popen[str]:
    """The program with another command line in the place of its own, which says when it is there."""
    (folder / "cli.py").write_text(cli, encoding="utf-8")
    command = [sys.executable, "-c", "import begin; begin.main()"]
    places = os.pathsep.join([str(folder), str(ROOT)])
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | {"PYTHONPATH": places}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    return process


def test_while_modules_are_read(tmp_path: Path) -> None:
    process = started(tmp_path, "import time\nprint('here', flush=True)\nfor _ in range(300):\n time.sleep(0.1)\n")
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=20)
    assert (process.returncode, out, told) == (exit_statuses.INCOMPLETE, "", "xuncha: interrupted\n")


def test_afterwards_the_command_line_decides(tmp_path: Path) -> None:
    text = "import time\ndef program(words): return words\ndef main(app):\n try:\n  print('here', flush=True)\n  for _ in range(300): time.sleep(0.1)\n except KeyboardInterrupt:\n  print('own')\n"
    process = started(tmp_path, text)
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=20)
    assert (process.returncode, out, told) == (0, "own\n", "")
